"""Buttons, menus and forms under the replies of `/footnote`. All state is in the `custom_id`, "fs:action:payload".

These replies are private, so whoever uses a control is the asker. Whether they may manage the server is checked each
time.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from discord.ui import Item, Modal

from bot.conversation.wordings import discord_wording
from bot.conversation.wordings.filing_wording import NEEDS_CURATOR
from bot.discord_app.components import data_of
from bot.discord_app.curators.authority import MayCurate
from bot.discord_app.delivery import Outgoing, patiently, tell_privately, turn_page
from bot.discord_app.errors import explain
from bot.discord_app.permissions import manages
from bot.errors import FootnoteError

_CONTROL = re.compile(r"fs:([a-z]+):(.{0,80})", re.DOTALL)


def custom_id(action: str, payload: str) -> str:
    return f"fs:{action}:{payload}"


Handler = Callable[[discord.Interaction[Any], str], Awaitable[None]]
"""Performs a control's action with its payload."""


class ServerControls:
    """Dispatches controls to their handlers by action. Handlers in `of_curators` are for those who may curate, all
    others for those who may manage the server."""

    def __init__(
        self, *of_managers: Mapping[str, Handler], of_curators: Mapping[str, Handler], may_curate: MayCurate
    ) -> None:
        self._does = {action: does for part in (*of_managers, of_curators) for action, does in part.items()}
        self._of_curators, self._may_curate = of_curators.keys(), may_curate

    async def use(self, interaction: discord.Interaction[Any]) -> bool:
        """Perform the action of a control or a submitted form, if the person may. Returns False if the control is not
        one of these."""
        found = _CONTROL.fullmatch(str(data_of(interaction).get("custom_id") or ""))
        if found is None:
            return False
        action, payload = found[1], found[2]
        handler = self._does.get(action)
        if handler is None:
            await tell_privately(interaction, discord_wording.GONE)  # made by another version
        elif action in self._of_curators and not await self._may_curate(interaction):
            await tell_privately(interaction, NEEDS_CURATOR)
        elif action not in self._of_curators and not manages(interaction):
            await tell_privately(interaction, discord_wording.NEEDS_MANAGE_SERVER)
        else:
            await handler(interaction, payload)
        return True


def showing(make: Callable[[discord.Interaction[Any], str], Awaitable[Outgoing]]) -> Handler:
    """A handler that replaces the message with the control by what `make` returns, or says in private why it cannot."""

    async def show(interaction: discord.Interaction[Any], payload: str) -> None:
        try:
            reply = await patiently(interaction, make(interaction, payload))
        except FootnoteError as error:
            await tell_privately(interaction, explain(error))
            return
        await turn_page(interaction, reply.parts(embeds=True))

    return show


def form(title: str, custom_id: str, *items: Item[Any]) -> Modal:
    """A form (modal) with these fields and texts."""
    modal = Modal(title=title, custom_id=custom_id)
    for item in items:
        modal.add_item(item)
    modal.stop()  # discord.py need not keep it: the interaction has what was sent
    return modal


def filled_in(interaction: discord.Interaction[Any]) -> dict[str, str]:
    """The values of a submitted form's fields by their `custom_id`: stripped texts, and choices of menus."""
    parts = data_of(interaction).get("components", ())
    fields: list[Mapping[str, Any]] = [part.get("component", {}) for part in parts]
    return {
        field["custom_id"]: str(field.get("value") or next(iter(field.get("values") or ()), "")).strip()
        for field in fields
        if "custom_id" in field
    }
