"""The menus of the settings screens, and the forms (modals) for numbers."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from discord import ChannelType, SelectOption
from discord.ui import Item, Label, Modal, Select, TextInput

from bot.conversation.wordings import settings_choices as choices
from bot.conversation.wordings import settings_wording as wording
from bot.discord_app import server_controls
from bot.discord_app.admin.controls import (
    LONGEST_TYPED,
    ScreenAddress,
    SettingsControl,
    button,
    channel_menu,
    join_typed,
    menu,
)
from bot.discord_app.admin.describing import value_of
from bot.discord_app.admin.edits import NO_OWN
from bot.discord_app.components import number_in, on_page
from bot.discord_app.markup import OPTION, clip
from bot.discord_app.policy import PACES, Policy
from bot.discord_app.tags import tag_of
from bot.store.server_settings import LONGEST_PACE, Mode, ServerSettings

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
