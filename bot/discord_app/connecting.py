"""Where Discord is, and the connections of the client to its gateway."""

from __future__ import annotations

from typing import Any

import yarl
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.discord_app import resuming


def point_at(api_url: str | None) -> None:
    """Send requests to another address than Discord's, if there is one."""
    if api_url:
        Route.BASE = api_url


class ConnectedBot(commands.AutoShardedBot):
    """A bot whose gateway may be given: the address `gateway_url`, else the one that Discord names."""

    def __init__(self, *, gateway_url: str | None, **options: Any) -> None:
        super().__init__(**options)
        self._gateway_url = gateway_url

    async def launch_shards(self) -> None:
        """Connect to the gateway."""
        resuming.install()
        if self._gateway_url:
            # Also where discord.py begins later sessions.
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self._gateway_url)
            # discord.py asks for both at once if it does not know the number of shards.
            self.shard_count, _, _ = await self.http.get_bot_gateway()
        await super().launch_shards()
