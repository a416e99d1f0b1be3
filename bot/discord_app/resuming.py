"""A shard that resumes its session after the network was gone, so that nothing said meanwhile is lost.

discord.py's client without shards does so; its sharded one (2.7) begins a new session as soon as one attempt to
connect failed, and Discord then sends nothing of what was said in between.
"""

from __future__ import annotations

import discord.shard
from discord.gateway import DiscordWebSocket, ReconnectWebSocket


class ResumingShard(discord.shard.Shard):
    """A shard that gives up its session only when Discord says that it is over."""

    async def reconnect(self) -> None:
        """Connect after an attempt that failed."""
        # The address for resuming may itself be what is gone; the general one resumes sessions too.
        self.ws.gateway = DiscordWebSocket.DEFAULT_GATEWAY
        await self.reidentify(ReconnectWebSocket(self.id, resume=self.ws.session_id is not None))


def install() -> None:
    """Make discord.py use it: the sharded client makes its shards by this name and offers no other way in."""
    discord.shard.Shard = ResumingShard
