"""The menus from which screens are made."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from discord import ChannelType, SelectOption
from discord.ui import Item, Select

from bot.conversation import settings_choices as choices
from bot.conversation import settings_wording as wording
from bot.discord_app.admin.controls import ScreenAddress, SettingsControl, button, channel_menu, menu
from bot.discord_app.admin.describing import value_of
from bot.discord_app.admin.edits import NO_OWN
from bot.discord_app.admin.host import Host
from bot.discord_app.components import number_in, on_page
from bot.discord_app.markup import OPTION, clip
from bot.discord_app.tags import tag_of
from bot.store.server_settings import Mode, ServerSettings

# Not media channels: Discord's published API description does not have them in menus.
FORUMS = (ChannelType.forum,)
PLACES = (
    *(ChannelType.text, ChannelType.news, ChannelType.voice, ChannelType.stage_voice),
    *(*FORUMS, ChannelType.category),
)
"""Where people can talk, and what stands for all channels within."""
WRITTEN = (ChannelType.text, ChannelType.news)

_TURNED = "+"
"""Begins the state of a screen on which a menu shows another page of its options."""


def choice_menu(field: str, address: ScreenAddress, settings: ServerSettings, row: int) -> Select[Any]:
    title, _, values = choices.CHOICES[field]
    return menu(SettingsControl("set", field, address), _options(title, values, value_of(settings, field)), title, row)


def mode_menus(address: ScreenAddress) -> list[Item[Any]]:
    """A menu of modes, and one of the channels for the mode that is chosen there: listening, until another is."""
    modes = {**choices.MODES, NO_OWN: choices.AS_OTHERS}
    chosen = address.state if address.state in modes else Mode.LISTENING.value
    options, kinds = _options(wording.WHAT_I_DO, modes, chosen), FORUMS if chosen == Mode.POSTS else PLACES
    return [
        menu(SettingsControl("pick", "", address), options, wording.WHAT_I_DO, 0),
        channel_menu(SettingsControl("mode", chosen, address), kinds, wording.channels_for(modes[chosen][0]), 1),
    ]


def article_menus(host: Host, address: ScreenAddress, row: int) -> list[Item[Any]]:
    """A menu of articles and, once one is chosen, one of channels that are to be about it."""
    tags = {tag_of(article_id): host.title(article_id) for article_id in host.articles.usable}
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
    """Options by their values. A menu shows the label of the chosen one and no title, so that has both."""
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
    """An option with a title that may be longer than its label."""
    label, *rest = textwrap.wrap(title, OPTION) or ["?"]
    return SelectOption(label=label, value=value, description=clip(" ".join(rest), OPTION) or None)
