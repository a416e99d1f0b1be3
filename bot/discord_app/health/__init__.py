"""Whether the bot is well, and how those who run it or manage a server can tell."""
