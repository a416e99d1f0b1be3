"""Buttons, menus and forms that change a server's settings, and work across restarts.

All state is in the `custom_id`, of which Discord allows 100 characters: what is done, with what, which screen is shown
then, and, where a form was refused, what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from discord import ButtonStyle, ChannelType, SelectOption
from discord.ui import Button, ChannelSelect, Select

from bot.discord_app.server_controls import custom_id

LONGEST_TYPED = 8
"""Characters of a field of a form: what is typed in four of them has to fit in a `custom_id`."""

MOST_CHANNELS = 25
"""Channels that are chosen at once, Discord's limit for a menu."""

_PAYLOAD = re.compile(r"([^:]*):([a-z0-9]+)/([^*:]*)\*([1-9][0-9]{0,2})(?::(.*))?", re.DOTALL)


class ScreenAddress(NamedTuple):
    """Which screen is shown: its name, what is chosen there already, and which part of it, counted from 1."""

    screen: str
    state: str = ""
    part: int = 1

    def __str__(self) -> str:
        return f"{self.screen}/{self.state}*{self.part}"


class SettingsControl(NamedTuple):
    """What a control is for: an action, with what, and the screen that is shown afterwards."""

    action: str
    argument: str
    address: ScreenAddress
    typed: str = ""

    def __str__(self) -> str:
        typed = f":{self.typed}" if self.typed else ""
        return custom_id(self.action, f"{self.argument}:{self.address}{typed}")


def read_control(action: str, payload: str) -> SettingsControl | None:
    """What a control is for, by what `server_controls` reads; None if it is of another version."""
    found = _PAYLOAD.fullmatch(payload)
    if found is None:
        return None
    return SettingsControl(action, found[1], ScreenAddress(found[2], found[3], int(found[4])), found[5] or "")


def join_typed(typed: Sequence[str]) -> str:
    """What stands in the fields of a form as one text, each ended by a mark."""
    return "".join(f"{text.replace('|', '/')}|" for text in typed)


def split_typed(joined: str, count: int) -> list[str] | None:
    """What stood in so many fields; None where nothing did, or in another number of them."""
    typed = joined.split("|")[:-1]
    return typed if len(typed) == count else None


def button(
    control: SettingsControl, label: str, style: ButtonStyle = ButtonStyle.secondary, row: int = 4
) -> Button[Any]:
    return Button(label=label, style=style, custom_id=str(control), row=row)


def menu(control: SettingsControl, options: Sequence[SelectOption], placeholder: str, row: int) -> Select[Any]:
    """A menu of which one option is chosen; the option's value goes with the control's argument."""
    return Select(custom_id=str(control), options=list(options), placeholder=placeholder, row=row)


def channel_menu(
    control: SettingsControl, kinds: Sequence[ChannelType], placeholder: str, row: int, most: int = MOST_CHANNELS
) -> ChannelSelect[Any]:
    """A menu of channels of some kinds, of which up to `most` are chosen at once. Discord lists those that the person
    sees, however many there are, and searches them."""
    return ChannelSelect(
        custom_id=str(control), channel_types=list(kinds), placeholder=placeholder, max_values=most, row=row
    )
