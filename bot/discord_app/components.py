"""Buttons and menus that keep working across restarts, for as long as their message exists.

All state is in the `custom_id`: the action, who may use it, and which passage, topic or paragraph of which article it
is for. The longest one has 3 + 8 + 1 + 11 + 1 + 4 + 1 + 65 of the 100 characters that Discord allows (an action, a
snowflake in base 62, the tag of an article, and a passage's key of two ids of at most 32). "*2" at the end is the part
of a long page.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

import discord
from discord import ButtonStyle, SelectOption
from discord.ui import Button, Item, Select, View

from bot.conversation.wordings import discord_wording
from bot.discord_app import markup

TAG = 4
"""The length of an article's tag."""

_CONTROL = re.compile(rf"f2:([a-z]+):([0-9A-Za-z]{{1,11}})\.([0-9A-Za-z]{{{TAG}}})?(?::(.{{0,70}}))?")
_OLD_CONTROL = re.compile(r"f[nm]:([a-z]+):(\d{1,20})(?::(.{0,70}))?")
"""Controls of version 0.1, which had only one article, now the default one."""
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


def number_in(text: str) -> int | None:
    """The number in a part of a `custom_id`, or None: Discord may return something else than was sent."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else None


class Owner(NamedTuple):
    """The owner of a control: the id of the person it is for, and the tag of the article it leads to ("" for the
    default one)."""

    person: int
    article: str = ""


class Press(NamedTuple):
    """The meaning of a control: the action, its owner, its argument, and the part of a long page."""

    action: str
    owner: Owner
    payload: str
    part: int = 1


def button(
    action: str,
    owner: Owner,
    payload: str,
    *,
    label: str | None = None,
    emoji: str | None = None,
    style: ButtonStyle = ButtonStyle.secondary,
    disabled: bool = False,
    row: int | None = None,
) -> Button[Any]:
    """A button with a label or an emoji."""
    label = markup.clip(label, markup.BUTTON_LABEL) if label else None
    custom_id = f"{_custom_id(action, owner)}:{payload}"
    return Button(label=label, emoji=emoji, style=style, disabled=disabled, custom_id=custom_id, row=row)


def menu(action: str, owner: Owner, options: Sequence[SelectOption], placeholder: str) -> Select[Any]:
    """A menu of which one option is chosen. The chosen value is the payload."""
    shown = list(options[: markup.OPTIONS])
    return Select(custom_id=_custom_id(action, owner), options=shown, placeholder=placeholder)


def _custom_id(action: str, owner: Owner) -> str:
    return f"f2:{action}:{base62(owner.person)}.{owner.article}"


def on_page(options: Sequence[SelectOption], page: int, turned: Callable[[int], str]) -> list[SelectOption]:
    """One page of a menu's options, counted from 1. All options if they fit; otherwise some of them and one that turns
    the page, whose value `turned` makes from the next page's number."""
    if len(options) <= markup.OPTIONS:
        return list(options)
    size = markup.OPTIONS - 1
    pages = -(-len(options) // size)
    page = min(max(1, page), pages)
    following = page % pages + 1
    turn = option(discord_wording.MORE, turned(following), discord_wording.part_of(following, pages))
    return [*options[(page - 1) * size : page * size], turn]


def option(label: str, value: str, description: str) -> SelectOption:
    shown, described = markup.clip(label, markup.OPTION), markup.clip(description, markup.OPTION)
    return SelectOption(label=shown, value=value, description=described)


def view(*items: Item[Any]) -> View:
    """A view with these controls. Requires a running event loop."""
    view = View(timeout=None)
    for item in items:
        view.add_item(item)
    # discord.py need not keep the view, as the `custom_id` says everything. It would keep views of private messages
    # for a quarter of an hour.
    view.stop()
    return view


def turn_button(shown: Press, part: int, label: str) -> Button[Any]:
    """A button to a part of a long page."""
    return button(shown.action, shown.owner, f"{shown.payload}*{part}", label=label, style=ButtonStyle.primary)


def delete_button(owner: Owner, row: int | None = None) -> Button[Any]:
    return button("delete", owner, "", emoji="🗑️", row=row)


def remove_delete_button(view: View) -> None:
    """Remove the delete button, for servers where only moderators delete, with Discord's own means."""
    for item in view.children:
        control = _read(getattr(item, "custom_id", None) or "")
        if control is not None and control.action == "delete":
            view.remove_item(item)


def data_of(interaction: discord.Interaction[Any]) -> Mapping[str, Any]:
    """What Discord tells of a used control or a submitted form."""
    return cast("Mapping[str, Any]", interaction.data or {})


def press_of(data: Mapping[str, Any]) -> Press | None:
    """The meaning of a used button or menu, from the interaction's data; None if another version made it."""
    if (control := _read(data.get("custom_id", ""))) is None:
        return None
    payload, _, part = (*(data.get("values") or ()), control.payload)[0].partition("*")
    return control._replace(payload=payload, part=int(part) if _NUMBER.fullmatch(part) else 1)


Controls = discord.Message | discord.MessageSnapshot | View | None
"""The sources of controls: a message, a forwarded message, or a view about to be sent."""


def actions_in(controls: Controls) -> tuple[list[tuple[str, str]], list[tuple[str, list[str]]]]:
    """The actions and payloads of the buttons in order, except those that turn the page, and the actions of the menus
    with the values of their options."""
    buttons: list[tuple[str, str]] = []
    menus: list[tuple[str, list[str]]] = []
    for control, item in _read_all(controls):
        if (options := getattr(item, "options", None)) is not None:
            menus.append((control.action, [option.value for option in options]))
        elif "*" not in control.payload:
            buttons.append((control.action, control.payload))
    return buttons, menus


def owner_of(controls: Controls) -> Owner | None:
    """The owner of the controls; None if there are none."""
    return next((control.owner for control, _ in _read_all(controls)), None)


def _read_all(controls: Controls) -> Iterator[tuple[Press, object]]:
    """The parsed controls, each with its button or menu."""
    if controls is None:
        return
    rows = [controls] if isinstance(controls, View) else controls.components
    for item in (child for row in rows for child in getattr(row, "children", ())):
        if control := _read(getattr(item, "custom_id", None) or ""):
            yield control, item


def _read(custom_id: str) -> Press | None:
    """What a `custom_id` says; a menu has no payload."""
    if found := _CONTROL.fullmatch(custom_id):
        return Press(found[1], Owner(from_base62(found[2]), found[3] or ""), found[4] or "")
    if found := _OLD_CONTROL.fullmatch(custom_id):
        return Press(found[1], Owner(int(found[2])), found[3] or "")
    return None


_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def base62(number: int) -> str:
    """A non-negative number in digits and letters."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def from_base62(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number * len(_DIGITS) + _DIGITS.index(digit)
    return number


def tag_of(article_id: str) -> str:
    """`TAG` digits and letters derived from an article's id."""
    return base62(zlib.crc32(article_id.encode()) % len(_DIGITS) ** TAG).rjust(TAG, "0")


def tagged(tag: str, article_ids: Iterable[str]) -> str | None:
    """The id with a tag, or None if the article is no longer served."""
    return next((each for each in article_ids if tag_of(each) == tag), None)
