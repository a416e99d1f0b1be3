"""The command tree, and its registration with Discord, only when the commands have changed. Nothing waits for that:
registered commands keep working, and text commands need no registration."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import zlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import aiohttp
import discord
from discord import app_commands

from bot.conversation.wordings import discord_wording
from bot.discord_app.delivery import apologise, tell_privately
from bot.discord_app.errors import TROUBLE
from bot.discord_app.gateway.connecting import expecting_discord
from bot.discord_app.gateway.shards import Waits
from bot.errors import ConnectError

_log = logging.getLogger(__name__)


FIRST_RETRY, LAST_RETRY = 60.0, 3600.0
"""The first and the longest wait before a retry, in seconds. discord.py itself waits for rate limits."""


class CommandSync:
    """Registers the commands of a tree, and records in the folder `state` which ones were registered last."""

    def __init__(
        self,
        tree: app_commands.CommandTree[Any],
        state: Path,
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._tree = tree
        self._state = state
        self._pause = pause
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Register the commands in the background if they differ from those registered last."""
        self._task = asyncio.create_task(self._if_changed(), name="sync of the commands")

    async def stop(self) -> None:
        """Cancel what `start` began."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
            if not self._task.cancelled() and (error := self._task.exception()):
                _log.error("the sync of the commands failed", exc_info=error)

    async def _if_changed(self) -> None:
        with contextlib.suppress(OSError):
            if self._kept.read_bytes() == self._digest().encode():
                return
        waits = Waits(FIRST_RETRY, LAST_RETRY)
        while True:
            try:
                await self.now()
            except (discord.HTTPException, aiohttp.ClientError, OSError, ConnectError) as error:
                if isinstance(error, discord.HTTPException) and error.status < 500 and error.status != 429:
                    _log.warning("commands not synced (%s); tried again at the next start", type(error).__name__)
                    return
                seconds = waits.next()
                _log.warning("commands not synced (%s); tried again in %.0fs", type(error).__name__, seconds)
                await self._pause(seconds)
            else:
                _log.info("commands synced, because they changed")
                return

    async def now(self) -> int:
        """Register the commands globally and record them. Returns their number."""
        registered = await self._register(None)
        try:
            self._kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._kept.write_text(self._digest(), "utf-8")
        except OSError as error:
            _log.warning("cannot keep what was synced (%s); commands will be synced at each start", error.strerror)
        return registered

    async def in_guild(self, guild: int) -> int:
        """Register the commands in one server, in addition to the global ones. Returns their number."""
        place = discord.Object(guild)
        self._tree.copy_global_to(guild=place)
        return await self._register(place)

    async def _register(self, place: discord.Object | None) -> int:
        with expecting_discord():
            synced = await self._tree.sync(guild=place)
            if len(synced) != len(self._tree.get_commands(guild=place)):
                raise ValueError("not as many commands as were sent")
        return len(synced)

    @property
    def _kept(self) -> Path:
        """The file with the digest. Each application has its own."""
        return self._state / f"commands-{self._tree.client.application_id}"

    async def registered(self) -> Sequence[Mapping[str, Any]]:
        """The commands registered with Discord, in the form of its API."""
        client = self._tree.client
        return await client.http.get_global_commands(client.application_id or 0)

    def definitions(self) -> list[dict[str, Any]]:
        """The commands of this version, in the form of Discord's API."""
        return [command.to_dict(self._tree) for command in self._tree.get_commands()]

    def _digest(self) -> str:
        return f"{zlib.crc32(json.dumps(self.definitions(), sort_keys=True).encode()):08x}"


class Tree(app_commands.CommandTree[Any]):
    """The slash commands and their error handler."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Allow only commands of this version. Ignore autocomplete for a command of an older one, which discord.py
        would log as an error with the id of whoever types."""
        if interaction.type is not discord.InteractionType.autocomplete or self._suggests(interaction):
            return True
        with contextlib.suppress(*TROUBLE):
            await interaction.response.autocomplete([])
        return False

    def _suggests(self, interaction: discord.Interaction[Any]) -> bool:
        data = cast("Mapping[str, Any]", interaction.data)
        command, options = self.get_command(data["name"]), data.get("options", ())
        while isinstance(command, app_commands.Group) and options:
            command, options = command.get_command(options[0]["name"]), options[0].get("options", ())
        focused = next((option["name"] for option in options if option.get("focused")), "")
        parameter = command.get_parameter(focused) if isinstance(command, app_commands.Command) else None
        return parameter is not None and parameter.autocomplete

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            try:
                await tell_privately(interaction, discord_wording.COMMAND_CHANGED)
            except Exception as failure:
                await apologise(interaction, failure)
        else:
            await apologise(interaction, error)
