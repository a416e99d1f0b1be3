"""What the bot says beside `wording.py`, by subject: on Discord, to curators, to those who manage a server."""
