"""Dialogue and wording: replies to messages, the same on every channel."""
