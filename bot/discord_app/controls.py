"""Buttons and menus that work for as long as their message lives, across restarts.

All state is in the `custom_id`: what to do, who may do it, and with which passage, topic or paragraph. Nothing
is kept in memory, so there is nothing to lose. The longest one has 3 + 8 + 1 + 20 + 1 + 65 of the 100 characters that
Discord allows (an action, a snowflake, and a passage's key of two ids of at most 32).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ButtonStyle, Interaction, SelectOption
from discord.ui import Button, DynamicItem, Item, Select

from bot.conversation import wording
from bot.discord_app import failures, render

if TYPE_CHECKING:
    from bot.discord_app.client import FootnoteBot


class _Guarded:
    """What buttons and menus have in common: only the asker may use them, and failures reach the presser."""

    action: str
    asker: int

    async def interaction_check(self, interaction: Interaction[Any], /) -> bool:
        """Let the asker through, and a moderator where something is to be deleted; tell others in private."""
        moderates = self.action == "delete" and interaction.permissions.manage_messages
        if interaction.user.id == self.asker or moderates:
            return True
        async with failures.reported(interaction):
            await failures.tell_privately(interaction, wording.NOT_YOURS)
        return False

    async def act(self, interaction: Interaction[FootnoteBot], payload: str) -> None:
        """Do what the control is for."""
        async with failures.reported(interaction), interaction.client.under_way():
            action = interaction.client.actions.get(self.action)
            if action is None:  # of another version
                await failures.tell_privately(interaction, wording.GONE)
                return
            await action(interaction, self.asker, payload)


class Control(
    _Guarded, DynamicItem[Button[Any]], template=r"fn:(?P<action>[a-z]+):(?P<asker>\d{1,20}):(?P<payload>.{0,70})"
):
    """A button."""

    def __init__(
        self,
        action: str,
        asker: int,
        payload: str,
        *,
        label: str | None = None,
        emoji: str | None = None,
        style: ButtonStyle = ButtonStyle.secondary,
        disabled: bool = False,
        row: int | None = None,
        hint: str | None = None,
    ) -> None:
        # An emoji says it in every language; the hint stands in for it where there is no emoji.
        label = render.clip(label, render.BUTTON_LABEL) if label else None if emoji else hint
        custom_id = f"fn:{action}:{asker}:{payload}"
        super().__init__(Button(label=label, emoji=emoji, style=style, disabled=disabled, custom_id=custom_id, row=row))
        self.action, self.asker, self.payload = action, asker, payload

    @classmethod
    async def from_custom_id(cls, interaction: Interaction[Any], item: Item[Any], match: re.Match[str], /) -> Self:
        """The button that was pressed, as its `custom_id` describes it."""
        return cls(match["action"], int(match["asker"]), match["payload"], label="?")

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Do what the button says."""
        await self.act(interaction, self.payload)


class Menu(_Guarded, DynamicItem[Select[Any]], template=r"fm:(?P<action>[a-z]+):(?P<asker>\d{1,20})"):
    """A menu of which one option is chosen."""

    def __init__(self, action: str, asker: int, options: list[SelectOption], placeholder: str) -> None:
        super().__init__(Select(custom_id=f"fm:{action}:{asker}", options=options, placeholder=placeholder))
        self.action, self.asker = action, asker

    @classmethod
    async def from_custom_id(cls, interaction: Interaction[Any], item: Item[Any], match: re.Match[str], /) -> Self:
        """The menu that was used, as its `custom_id` describes it."""
        options = item.options if isinstance(item, Select) else []
        return cls(match["action"], int(match["asker"]), list(options), "")

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Do it with the option that was chosen."""
        await self.act(interaction, self.item.values[0])


def is_known(custom_id: str) -> bool:
    """Whether a control of this version has such a `custom_id`."""
    return any(kind.__discord_ui_compiled_template__.fullmatch(custom_id) for kind in (Control, Menu))


def buttons(message: discord.Message | None) -> list[tuple[str, str]]:
    """The actions and payloads of a message's buttons, in their order."""
    children = [child for row in message.components for child in getattr(row, "children", ())] if message else []
    ids = (getattr(child, "custom_id", None) or "" for child in children)
    matches = (Control.__discord_ui_compiled_template__.fullmatch(custom_id) for custom_id in ids)
    return [(match["action"], match["payload"]) for match in matches if match]
