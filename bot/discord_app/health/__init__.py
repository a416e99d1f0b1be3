"""Whether the bot works, for its host and for those who manage a server."""
