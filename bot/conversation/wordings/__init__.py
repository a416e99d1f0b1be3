"""The bot's sentences besides `wording.py`, by subject: for Discord, for curators, for those who manage a server."""
