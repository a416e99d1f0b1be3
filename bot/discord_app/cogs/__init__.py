"""Slash commands, and what is done when the bot joins or leaves a server. Thin; the rules are elsewhere."""
