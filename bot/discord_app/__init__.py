"""How the bot speaks on Discord."""
