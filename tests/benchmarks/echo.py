"""The bare discord.py bot that the load run compares Footnote with: it replies to each message with its own words."""

from __future__ import annotations

import os

import discord
from discord.http import Route


class Echo(discord.AutoShardedClient):
    """Listens to the same events as Footnote, and does nothing else."""

    async def on_message(self, message: discord.Message) -> None:
        """Reply with the message itself."""
        if not message.author.bot:
            await message.reply(message.content, mention_author=False)


def main() -> None:
    """Run until killed."""
    Route.BASE = os.environ["DISCORD_API_URL"]
    intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=True)
    client = Echo(intents=intents, allowed_mentions=discord.AllowedMentions.none(), max_messages=None)
    client.run(os.environ["DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
