"""Buttons, menus and forms that change a server's settings and work across restarts.

All state is in the `custom_id` (Discord allows 100 characters): the action, its argument, the screen to show next and,
after a refused form, what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from discord import ButtonStyle, ChannelType, SelectOption
from discord.ui import Button, ChannelSelect, Select

from bot.discord_app.server_controls import custom_id

LONGEST_TYPED = 8
"""How many characters a form field takes: four fields must fit in a `custom_id`."""

MOST_CHANNELS = 25
"""How many channels can be chosen at once, Discord's limit for a menu."""

_PAYLOAD = re.compile(r"([^:]*):([a-z0-9]+)/([^*:]*)\*([1-9][0-9]{0,2})(?::(.*))?", re.DOTALL)


class ScreenAddress(NamedTuple):
    """Identifies a screen: its name, what is already chosen in it, and its part, counted from 1."""

    screen: str
    state: str = ""
    part: int = 1

    def __str__(self) -> str:
        return f"{self.screen}/{self.state}*{self.part}"


class SettingsControl(NamedTuple):
    """The meaning of a control: an action, its argument, and the screen to show afterwards."""

    action: str
    argument: str
    address: ScreenAddress
    typed: str = ""

    def __str__(self) -> str:
        typed = f":{self.typed}" if self.typed else ""
        return custom_id(self.action, f"{self.argument}:{self.address}{typed}")


def read_control(action: str, payload: str) -> SettingsControl | None:
    """The meaning of a control, from what `server_controls` parsed; None if another version made it."""
    found = _PAYLOAD.fullmatch(payload)
    if found is None:
        return None
    return SettingsControl(action, found[1], ScreenAddress(found[2], found[3], int(found[4])), found[5] or "")


def join_typed(typed: Sequence[str]) -> str:
    """The fields of a form joined to one text, each ended by a mark."""
    return "".join(f"{text.replace('|', '/')}|" for text in typed)


def split_typed(joined: str, count: int) -> list[str] | None:
    """The fields of a joined text; None if there are none or another number of them."""
    typed = joined.split("|")[:-1]
    return typed if len(typed) == count else None


def button(
    control: SettingsControl, label: str, style: ButtonStyle = ButtonStyle.secondary, row: int = 4
) -> Button[Any]:
    return Button(label=label, style=style, custom_id=str(control), row=row)


def menu(control: SettingsControl, options: Sequence[SelectOption], placeholder: str, row: int) -> Select[Any]:
    """A menu of which one option is chosen. The option's value is combined with the control's argument."""
    return Select(custom_id=str(control), options=list(options), placeholder=placeholder, row=row)


def channel_menu(
    control: SettingsControl, kinds: Sequence[ChannelType], placeholder: str, row: int, most: int = MOST_CHANNELS
) -> ChannelSelect[Any]:
    """A menu of channels of some kinds, of which up to `most` can be chosen. Discord lists the channels that the person
    sees, however many there are, and lets them search."""
    return ChannelSelect(
        custom_id=str(control), channel_types=list(kinds), placeholder=placeholder, max_values=most, row=row
    )
