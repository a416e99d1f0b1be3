"""Dialogue acts: what a message is by itself, a request for no passage, small talk, another language."""
