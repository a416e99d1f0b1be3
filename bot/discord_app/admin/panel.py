"""Handles the buttons, menus and forms of the settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

import discord

from bot.conversation.wordings import settings_wording as wording
from bot.discord_app.admin import describing, edits, menus
from bot.discord_app.admin.edits import Edit
from bot.discord_app.admin.lacking import lacking, missing_to_write
from bot.discord_app.admin.menus import ScreenAddress, SettingsControl
from bot.discord_app.admin.screens import HISTORY, Screens, ScreenState
from bot.discord_app.components import data_of
from bot.discord_app.delivery import Outgoing, insist, patiently, tell_privately, turn_page
from bot.discord_app.permissions import is_here
from bot.discord_app.policy import Policy
from bot.discord_app.server_controls import Handler, filled_in
from bot.errors import StoreError
from bot.store.server_settings import ServerSettings
from bot.store.settings_store import MOST_CHANGES, SettingsChange
from bot.store.store import Store


class ControlUse(NamedTuple):
    """The use of a control by a person who may manage the server."""

    interaction: discord.Interaction[Any]
    guild: discord.Guild
    control: SettingsControl

    @property
    def chosen(self) -> list[str]:
        """The values chosen in a menu: values of options, or ids of channels."""
        return [str(value) for value in data_of(self.interaction).get("values") or ()]

    @property
    def value(self) -> str:
        """The first chosen value; "" if nothing was chosen."""
        return next(iter(self.chosen), "")

    @property
    def channels(self) -> list[int]:
        return [int(each) for each in self.chosen if each.isdecimal()]


class SettingsPanel:
    """Handles `/footnote setup`, `/footnote settings` and every control in their replies."""

    def __init__(self, store: Store, policy: Policy) -> None:
        settings = self._settings = store.settings
        self._store, self._policy = store, policy
        self._screens = Screens(policy)
        self._edits: Mapping[str, Callable[[ControlUse], Edit | str | None]] = {
            "set": lambda use: edits.choice(use.control.argument, use.value),
            "mode": lambda use: edits.modes(use.control.argument, use.channels),
            "article": lambda use: edits.articles(policy, use.control.argument, use.channels),
            "everywhere": lambda use: edits.articles(policy, use.control.argument),
            "log": self._log_channel,
            "nolog": lambda _: edits.log_channel(None),
            "gone": lambda use: edits.without(describing.deleted(use.guild, settings.get(use.guild.id))),
        }
        self._leads_to: Mapping[str, Callable[[ControlUse], ScreenAddress]] = {
            "show": lambda use: use.control.address,
            "open": lambda use: ScreenAddress(use.value),
            "pick": lambda use: use.control.address._replace(state=use.value, part=1),
        }

    async def page(self, guild: discord.Guild | None, address: ScreenAddress) -> Outgoing:
        """The first screen of a command."""
        if not is_here(guild):
            return Outgoing(wording.NOT_IN_SERVER, private=True)
        return self._screens.draw(self._shown(guild, address))

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The handlers of controls and forms, by action. The caller has checked that the person may manage the
        server."""
        return {action: partial(self._use, action) for action in ("form", *self._leads_to, *self._edits)}

    async def _use(self, action: str, interaction: discord.Interaction[Any], payload: str) -> None:
        control, guild = menus.read_control(action, payload), interaction.guild
        if not is_here(guild):
            await tell_privately(interaction, wording.NOT_IN_SERVER)
            return
        if control is None or not self._screens.knows(control.address):
            await tell_privately(interaction, wording.OLD_CONTROL)
            return
        use = ControlUse(interaction, guild, control)
        if action == "form" and control.argument in menus.FIELDS:
            await self._form(use)
        elif action in self._leads_to and self._screens.knows(address := self._leads_to[action](use)):
            await self._show(use, address)
        elif edit := self._edits[action](use) if action in self._edits else None:
            await self._take(use, edit)
        else:
            await tell_privately(interaction, wording.OLD_CONTROL)

    async def _form(self, use: ControlUse) -> None:
        """Open a form, or read a submitted one."""
        control, interaction = use.control, use.interaction
        name, count = control.argument, len(menus.FIELDS[control.argument])
        before = menus.split_typed(control.typed, count)
        if interaction.type is not discord.InteractionType.modal_submit:
            modal = menus.form(name, control.address, self._settings.get(use.guild.id), self._policy, before)
            await insist(lambda: interaction.response.send_modal(modal))
            return
        fields = filled_in(interaction)
        typed = [fields.get(field, "") for field in menus.FIELDS[name]]
        edit = edits.paces(self._policy, before or [""] * count, typed) if name == "paces" else edits.days(typed[0])
        if isinstance(edit, Edit):
            await self._take(use, edit)
        else:
            again = control._replace(typed=menus.join_typed(typed))
            await self._show(use, control.address, wording.refused(edit), again)

    async def _take(self, use: ControlUse, edit: Edit | str) -> None:
        """Make a change, then show the screen with the result."""
        interaction, guild, address = use.interaction, use.guild, use.control.address._replace(part=1)
        if isinstance(edit, str):
            await self._show(use, address, edit)
            return
        before = self._settings.get(guild.id)
        try:
            changed = await patiently(interaction, edits.change(self._settings, guild.id, edit))
        except StoreError:
            await self._show(use, address, wording.AWAY)
            return
        lines = [changed.note, *self._lacking(guild, edit, before)]
        try:
            await self._show(use, address, "\n".join(lines))
        finally:  # even if the message was dismissed meanwhile
            problems = await edits.post(self._settings, interaction, guild, changed)
        if problems:
            await self._show(use, address, "\n".join([*lines, *problems]))

    def _lacking(self, guild: discord.Guild, edit: Edit, before: ServerSettings) -> list[str]:
        """The permissions missing for what was just turned on: in the chosen channels, or, if it was turned on
        everywhere, those that were not missing before."""
        settings = self._settings.get(guild.id)
        if edit.channels is not None:
            return describing.lacking(lacking(guild, settings, edit.channels))
        known = lacking(guild, before, settings.channel_modes)
        return describing.lacking(lacking(guild, settings, settings.channel_modes).without(known))

    async def _show(
        self, use: ControlUse, address: ScreenAddress, note: str = "", again: SettingsControl | None = None
    ) -> None:
        """Replace the screen whose control was used."""
        changes = None
        if address.screen == HISTORY.screen:
            changes = await patiently(use.interaction, self._changes(use.guild.id))
        shown = self._shown(use.guild, address, note)._replace(again=again, changes=changes)
        await turn_page(use.interaction, self._screens.draw(shown).parts(embeds=True))

    def _shown(self, guild: discord.Guild, address: ScreenAddress, note: str = "") -> ScreenState:
        stale = "" if self._store.database.state.is_available else wording.STALE
        return ScreenState(address, guild, self._settings.get(guild.id), note or stale)

    async def _changes(self, guild_id: int) -> list[SettingsChange] | None:
        try:
            return await self._settings.changes(guild_id, MOST_CHANGES)
        except StoreError:
            return None

    def _log_channel(self, use: ControlUse) -> Edit | str | None:
        channel = next((use.guild.get_channel(each) for each in use.channels), None)
        if channel is None:
            return None
        lacks = missing_to_write(channel)
        return wording.log_refused(channel.mention, lacks) if lacks else edits.log_channel(channel.id)
