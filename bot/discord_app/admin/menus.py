"""The buttons and menus of the settings screens, and the forms (modals) for numbers. They work across restarts.

All state is in the `custom_id` (Discord allows 100 characters): the action, its argument, the screen to show next and,
after a refused form, what was typed.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from discord import ButtonStyle, ChannelType, SelectOption
from discord.ui import Button, ChannelSelect, Item, Label, Modal, Select, TextInput

from bot.conversation.wordings import settings_choices as choices
from bot.conversation.wordings import settings_wording as wording
from bot.discord_app import server_controls
from bot.discord_app.admin.describing import value_of
from bot.discord_app.admin.edits import NO_OWN
from bot.discord_app.components import number_in, on_page, tag_of
from bot.discord_app.markup import OPTION, clip
from bot.discord_app.policy import Policy
from bot.discord_app.server_controls import custom_id
from bot.store.server_settings import LONGEST_PACE, PACES, Mode, ServerSettings

# Without media channels, which Discord's API description does not allow in menus.
FORUMS = (ChannelType.forum,)
PLACES = (
    *(ChannelType.text, ChannelType.news, ChannelType.voice, ChannelType.stage_voice),
    *(*FORUMS, ChannelType.category),
)
"""Kinds of channels in which people can talk, and categories, which stand for all channels in them."""
WRITTEN = (ChannelType.text, ChannelType.news)

FIELDS: Mapping[str, Sequence[str]] = {"paces": PACES, "days": ("keep_days",)}
"""The fields of each form."""

_TURNED = "+"
"""Prefix of the state of a screen on which a menu shows another page of its options."""


def choice_menu(field: str, address: ScreenAddress, settings: ServerSettings, row: int) -> Select[Any]:
    title, _, values = choices.CHOICES[field]
    return menu(SettingsControl("set", field, address), _options(title, values, value_of(settings, field)), title, row)


def mode_menus(address: ScreenAddress) -> list[Item[Any]]:
    """A menu of modes, and a menu of the channels to give the chosen mode to; listening, until another one is
    chosen."""
    modes = {**choices.MODES, NO_OWN: choices.AS_OTHERS}
    chosen = address.state if address.state in modes else Mode.LISTENING.value
    options, kinds = _options(wording.WHAT_I_DO, modes, chosen), FORUMS if chosen == Mode.POSTS else PLACES
    return [
        menu(SettingsControl("pick", "", address), options, wording.WHAT_I_DO, 0),
        channel_menu(SettingsControl("mode", chosen, address), kinds, wording.channels_for(modes[chosen][0]), 1),
    ]


def article_menus(policy: Policy, address: ScreenAddress, row: int) -> list[Item[Any]]:
    """A menu of articles and, once one is chosen, a menu of the channels to use it in."""
    tags = {tag_of(article_id): policy.title(article_id) for article_id in policy.articles.usable}
    options = [SelectOption(label=choices.USUAL_ARTICLE[0], description=choices.USUAL_ARTICLE[1], value=NO_OWN)]
    options += [_titled(title, tag) for tag, title in tags.items()]
    for each in options:
        each.default = each.value == address.state
    page = (number_in(address.state[1:]) if address.state.startswith(_TURNED) else None) or 1
    page = next((at // 24 + 1 for at, each in enumerate(options) if each.default), page)
    shown = on_page(options, page, lambda following: f"{_TURNED}{following}")
    items: list[Item[Any]] = [menu(SettingsControl("pick", "article", address), shown, wording.CHOOSE_ARTICLE, row)]
    if address.state == NO_OWN or address.state in tags:
        chosen = SettingsControl("article", address.state, address)
        items.append(channel_menu(chosen, PLACES, wording.CHANNELS_OF_ARTICLE, row + 1))
        items.append(button(SettingsControl("everywhere", address.state, address), wording.EVERYWHERE))
    return items


def _options(title: str, values: Mapping[str, tuple[str, str]], chosen: str) -> list[SelectOption]:
    """Options by value. A closed menu shows only the label of the chosen option, so the label includes the title."""
    return [
        SelectOption(
            label=f"{title}: {label.lower()}" if value == chosen else label,
            description=meaning,
            value=value,
            default=value == chosen,
        )
        for value, (label, meaning) in values.items()
    ]


def _titled(title: str, value: str) -> SelectOption:
    """An option whose title may be longer than a label."""
    label, *rest = textwrap.wrap(title, OPTION) or ["?"]
    return SelectOption(label=label, value=value, description=clip(" ".join(rest), OPTION) or None)


def form(
    name: str, address: ScreenAddress, settings: ServerSettings, policy: Policy, typed: Sequence[str] | None
) -> Modal:
    """A form with what was typed before, or with the current values. Its `custom_id` records the values at opening:
    only fields that differ from them are changes."""
    values = (getattr(settings, field) for field in FIELDS[name])
    opened = ["" if value is None else f"{value:g}" for value in values]  # empty stands for the host's pace
    title = wording.PACES if name == "paces" else choices.CHOICES["keeps_questions"].title
    fields: list[Label[Any]] = []
    for field, text in zip(FIELDS[name], opened if typed is None else typed, strict=True):
        label, hint = wording.KEEP_FIELD, None
        if field in PACES:
            label, hint = wording.PACE_FIELDS[field], wording.pace_range(getattr(policy.host, field), LONGEST_PACE)
        entry: TextInput[Any] = TextInput(
            custom_id=field, default=text or None, required=False, max_length=LONGEST_TYPED
        )
        fields.append(Label(text=label, description=hint, component=entry))
    return server_controls.form(title, str(SettingsControl("form", name, address, join_typed(opened))), *fields)


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
