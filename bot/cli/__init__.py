"""The terminal: the conversation, the commands, and what they print."""
