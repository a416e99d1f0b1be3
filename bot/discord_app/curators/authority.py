"""Decides who may curate in a server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.conversation.wordings.filing_wording import MENU
from bot.discord_app.gateway.syncing import CommandSync
from bot.discord_app.permissions import manages

MayCurate = Callable[[discord.Interaction[Any]], Awaitable[bool]]
"""Whether the person behind an interaction may curate there now."""


class Authority:
    """People who may manage a server may curate there. So may those for whom its admins allowed “File this question” in
    Discord's own settings (Integrations), by member or role."""

    def __init__(self, client: discord.Client, sync: CommandSync) -> None:
        self._client, self._sync = client, sync
        self._menu: int | None = None

    async def may_curate(self, interaction: discord.Interaction[Any]) -> bool:
        """Whether the person behind an interaction may curate now. Asks Discord if they may not manage the server, and
        raises as that request does."""
        member = interaction.user
        if manages(interaction) or not isinstance(member, discord.Member):
            return manages(interaction)
        chosen = await self._chosen(member.guild.id)
        if member.id in chosen:  # a rule for a member outweighs one for a role
            return chosen[member.id]
        everyone = member.guild.id
        for_roles = [chosen[role.id] for role in member.roles if role.id in chosen and role.id != everyone]
        # A rule for a role outweighs one for everybody (https://support.discord.com/hc/en-us/articles/10952702911639).
        return any(for_roles or [chosen.get(everyone, False)])

    async def _chosen(self, guild: int) -> dict[int, bool]:
        """Which members and roles the server's admins allowed or forbade to use the menu, by id."""
        if self._menu is None:
            found = (int(each["id"]) for each in await self._sync.registered() if each["name"] == MENU)
            self._menu = next(found, None)
        if self._menu is None:
            return {}
        http, application = self._client.http, self._client.application_id or 0
        try:
            chosen = await http.get_application_command_permissions(application, guild, self._menu)
        except discord.NotFound:  # nothing was chosen
            return {}
        kinds = (discord.AppCommandPermissionType.role.value, discord.AppCommandPermissionType.user.value)
        return {int(each["id"]): each["permission"] for each in chosen["permissions"] if each["type"] in kinds}
