"""Dialogue acts: recognises what a message is by itself, such as a request, small talk, or a message in another
language."""
