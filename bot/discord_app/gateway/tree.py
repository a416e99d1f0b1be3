"""The command tree: discord.py's, with handling of commands that an older version registered."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any, cast

import discord
from discord import app_commands

from bot.conversation.wordings import discord_wording
from bot.discord_app.delivery import apologise, tell_privately
from bot.discord_app.errors import TROUBLE


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
