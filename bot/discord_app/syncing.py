"""Registers the slash commands and the menu with Discord: when they changed, not at every start."""

from __future__ import annotations

import contextlib
import json
import logging
import zlib
from pathlib import Path
from typing import Any

import aiohttp
import discord
from discord import app_commands

_log = logging.getLogger(__name__)


class CommandSync:
    """Registers the commands of a tree, and keeps in the folder `state` which ones were registered last."""

    def __init__(self, tree: app_commands.CommandTree[Any], state: Path) -> None:
        self._tree = tree
        self._state = state

    async def if_changed(self) -> None:
        """Register the commands unless the last registered ones were the same."""
        with contextlib.suppress(OSError):
            if self._kept.read_bytes() == self._digest().encode():
                return
        try:
            await self.now()
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            # Whatever was registered before still works, and text commands need no registration.
            _log.warning("commands not synced (%s); tried again at the next start", type(error).__name__)
            return
        _log.info("commands synced, because they changed")

    async def now(self) -> int:
        """Register the commands everywhere, keep which ones, and return their number."""
        synced = await self._tree.sync()
        try:
            self._kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._kept.write_text(self._digest(), "utf-8")
        except OSError as error:
            _log.warning("cannot keep what was synced (%s); commands will be synced at each start", error.strerror)
        return len(synced)

    @property
    def _kept(self) -> Path:
        """The file that holds the digest; each application has its own."""
        return self._state / f"commands-{self._tree.client.application_id}"

    def _digest(self) -> str:
        definitions = [command.to_dict(self._tree) for command in self._tree.get_commands()]
        return f"{zlib.crc32(json.dumps(definitions, sort_keys=True).encode()):08x}"
