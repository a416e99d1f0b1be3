"""Draws the settings screens: the three steps of the setup, the overview, and a screen for each setting.

A `ScreenAddress` identifies a screen; its text and controls follow from the current settings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import discord
from discord import ButtonStyle, SelectOption
from discord.ui import Button, Item

from bot.conversation.wordings import settings_choices as choices
from bot.conversation.wordings import settings_wording as wording
from bot.discord_app.admin import describing, menus
from bot.discord_app.admin.describing import GROUPS
from bot.discord_app.admin.lacking import all_lacking
from bot.discord_app.admin.menus import ScreenAddress, SettingsControl, button, channel_menu, menu
from bot.discord_app.components import view
from bot.discord_app.delivery import Outgoing
from bot.discord_app.page import Page
from bot.discord_app.places import place_in
from bot.discord_app.policy import Policy, mode_of
from bot.store.server_settings import Mode, ServerSettings
from bot.store.settings_store import SettingsChange

OVERVIEW, HISTORY, DONE = ScreenAddress("settings"), ScreenAddress("changes"), ScreenAddress("done")
STEPS = (ScreenAddress("step1"), ScreenAddress("step2"), ScreenAddress("step3"))


class ScreenState(NamedTuple):
    """The inputs of a screen: its address, the server, its settings, a first line to show, a control that reopens a
    refused form, and the list of changes (None if it cannot be read)."""

    address: ScreenAddress
    guild: discord.Guild
    settings: ServerSettings
    note: str = ""
    again: SettingsControl | None = None
    changes: Sequence[SettingsChange] | None = None


class Content(NamedTuple):
    """The content of a screen before it is drawn."""

    title: str
    lines: Sequence[str]
    items: Sequence[Item[Any]]


class Screens:
    """Draws screens."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._named: Mapping[str, Callable[[ScreenState], Content]] = {
            OVERVIEW.screen: self._overview,
            HISTORY.screen: self._history,
            DONE.screen: self._done,
            STEPS[0].screen: self._first_step,
            STEPS[1].screen: self._second_step,
            STEPS[2].screen: self._third_step,
            "channels": self._channels,
            "paces": self._paces,
            "log": self._log,
            **({"articles": self._articles} if policy.articles.several else {}),
            **dict.fromkeys(GROUPS, self._choices),
        }

    def knows(self, address: ScreenAddress) -> bool:
        return address.screen in self._named

    def draw(self, shown: ScreenState) -> Outgoing:
        """A screen, or one part of it if it is longer than a message. Raises `KeyError` if there is no such screen."""
        title, lines, items = self._named[shown.address.screen](shown)
        body = "\n".join([*([shown.note, ""] if shown.note else []), *lines])
        if shown.again is not None:
            items = [*items, button(shown.again, wording.AGAIN, ButtonStyle.primary)]

        def turn(part: int, label: str) -> Button[Any]:
            return _to("part", shown.address._replace(part=part), label)

        return Outgoing(Page(title, body), view(*items), shown.address.part, private=True, turn=turn)

    def _overview(self, shown: ScreenState) -> Content:
        names = {"channels": wording.CHANNELS}
        names |= {screen: choices.CHOICES[fields[0]].title for screen, fields in GROUPS.items()}
        names |= {"articles": wording.ARTICLES} if self._policy.articles.several else {}
        names |= {"paces": wording.PACES, "log": wording.LOG}
        options = [SelectOption(label=title, value=screen) for screen, title in names.items()]
        items = [
            menu(SettingsControl("open", "", OVERVIEW), options, wording.CHOOSE_SETTING, 0),
            _to("steps", STEPS[0], wording.STEP_BY_STEP),
            _to("list", HISTORY, wording.LIST_OF_CHANGES),
            *self._removal(shown),
        ]
        return Content(wording.SETTINGS, describing.everything(shown.guild, shown.settings, self._policy), items)

    def _history(self, shown: ScreenState) -> Content:
        lines = [wording.LIST_AWAY]
        if shown.changes is not None:
            lines = [f"- {wording.change_at(f'<t:{int(each.at)}:f>', each.what)}" for each in shown.changes]
            lines = [wording.WHO, "", *(lines or [wording.NO_CHANGES])]
        return Content(wording.CHANGES, lines, [_home()])

    def _first_step(self, shown: ScreenState) -> Content:
        lines, items = self._of_channels(shown)
        after = [_to("next", STEPS[1], wording.NEXT, ButtonStyle.primary), *self._removal(shown)]
        return Content(wording.SETUP[0], [wording.INTRODUCTION, "", *lines], [*items, *after])

    def _second_step(self, shown: ScreenState) -> Content:
        lines, items = self._of_choices("answers", shown)
        ways = [_to("back", STEPS[0], wording.BACK), _to("next", STEPS[2], wording.NEXT, ButtonStyle.primary)]
        further: list[Item[Any]] = []
        if self._policy.articles.several:
            more, further = self._of_articles(shown, row=2)
            lines += more
        return Content(wording.SETUP[1], lines, [*items, *ways, *further])

    def _third_step(self, shown: ScreenState) -> Content:
        lines, items = self._of_choices("questions", shown)
        ways = [_to("back", STEPS[1], wording.BACK), _to("next", DONE, wording.FINISH, ButtonStyle.primary)]
        return Content(wording.SETUP[2], lines, [*items, *ways, _days(shown.address)])

    def _done(self, shown: ScreenState) -> Content:
        guild, settings = shown.guild, shown.settings
        lines = [*describing.modes(guild, settings, self._policy, describing.MOST_NAMED), ""]
        lines += [describing.choice(settings, "answers"), describing.questions(settings), ""]
        if self._policy.articles.several:
            named = describing.articles(guild, settings, self._policy, describing.MOST_NAMED)
            lines += [f"**{wording.ARTICLES}**", *named, ""]
        lines.append(f"**{wording.NEXT_STEPS}**")
        heard = self._policy.host.listen_channels
        todo = describing.lacking(all_lacking(guild, settings, heard)) or [wording.ALL_IS_ALLOWED]
        modes = {mode_of(place_in(each), settings, heard) for each in guild.channels}
        if not self._policy.message_content and modes & {Mode.LISTENING, Mode.POSTS}:
            todo.insert(0, wording.NO_CONTENT)
        lines += [f"- {each}" for each in (*todo, wording.TRY_IT)]
        return Content(wording.DONE, lines, [_to("back", STEPS[2], wording.BACK), _home()])

    def _channels(self, shown: ScreenState) -> Content:
        lines, items = self._of_channels(shown)
        return Content(wording.CHANNELS, lines, [*items, _home(), *self._removal(shown)])

    def _articles(self, shown: ScreenState) -> Content:
        lines, items = self._of_articles(shown, row=0)
        return Content(wording.ARTICLES, lines, [*items, _home(), *self._removal(shown)])

    def _choices(self, shown: ScreenState) -> Content:
        lines, items = self._of_choices(shown.address.screen, shown)
        further = [_days(shown.address)] if shown.address.screen == "questions" else []
        return Content(choices.CHOICES[GROUPS[shown.address.screen][0]].title, lines, [*items, _home(), *further])

    def _paces(self, shown: ScreenState) -> Content:
        lines = [wording.PACES_ABOUT, "", *describing.paces(shown.settings, self._policy)]
        form = button(SettingsControl("form", "paces", shown.address), wording.SET_PACES, ButtonStyle.primary)
        return Content(wording.PACES, lines, [form, _home()])

    def _log(self, shown: ScreenState) -> Content:
        lines = [wording.LOG_ABOUT, "", describing.log(shown.guild, shown.settings)]
        where = channel_menu(SettingsControl("log", "", shown.address), menus.WRITTEN, wording.LOG, 0, most=1)
        items: list[Item[Any]] = [where, _home()]
        if shown.settings.log_channel is not None:
            items.append(button(SettingsControl("nolog", "", shown.address), wording.NO_LOG))
        return Content(wording.LOG, lines, items)

    def _of_channels(self, shown: ScreenState) -> tuple[list[str], list[Item[Any]]]:
        lines = [wording.MODES_ARE_CHOSEN, "", *describing.modes(shown.guild, shown.settings, self._policy)]
        items = [*menus.mode_menus(shown.address), menus.choice_menu("mode", shown.address, shown.settings, 2)]
        return lines, items

    def _of_articles(self, shown: ScreenState, row: int) -> tuple[list[str], list[Item[Any]]]:
        lines = [wording.ARTICLES_ABOUT, "", *describing.articles(shown.guild, shown.settings, self._policy)]
        return lines, menus.article_menus(self._policy, shown.address, row)

    def _of_choices(self, group: str, shown: ScreenState) -> tuple[list[str], list[Item[Any]]]:
        settings, fields, lines = shown.settings, describing.fields_of(group, shown.settings), list[str]()
        for each in fields:
            now = describing.questions(settings) if each == "keeps_questions" else describing.choice(settings, each)
            lines += [choices.CHOICES[each].about, "", now, ""]
        return lines, [menus.choice_menu(each, shown.address, settings, row) for row, each in enumerate(fields)]

    def _removal(self, shown: ScreenState) -> list[Item[Any]]:
        """A button that removes the settings of deleted channels, if there are any."""
        count = len(describing.deleted(shown.guild, shown.settings))
        return [button(SettingsControl("gone", "", shown.address), wording.remove_deleted(count))] if count else []


def _to(name: str, address: ScreenAddress, label: str, style: ButtonStyle = ButtonStyle.secondary) -> Button[Any]:
    """A button to another screen. `name` distinguishes two buttons to the same screen."""
    return button(SettingsControl("show", name, address), label, style)


def _days(address: ScreenAddress) -> Item[Any]:
    return button(SettingsControl("form", "days", address), wording.SET_DAYS)


def _home() -> Item[Any]:
    return _to("home", OVERVIEW, wording.ALL_SETTINGS)
