"""The checks of the bot's parts, and `/footnote doctor`: the running bot finds why it is silent in a server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import starmap
from typing import Any

import discord
from discord import ButtonStyle
from discord.ui import Button

from bot.conversation.wordings import doctor
from bot.conversation.wordings.finding import CHECKUP, Finding, Verdict, for_whom, summed_up
from bot.discord_app.admin.lacking import missing_to_write
from bot.discord_app.components import number_in, view
from bot.discord_app.delivery import Outgoing
from bot.discord_app.errors import TROUBLE
from bot.discord_app.gateway.syncing import CommandSync
from bot.discord_app.health import diagnosis
from bot.discord_app.markup import escape
from bot.discord_app.page import Page
from bot.discord_app.permissions import is_here
from bot.discord_app.places import place_in
from bot.discord_app.policy import Policy
from bot.discord_app.server_controls import Handler, custom_id, showing
from bot.store.server_settings import Mode

ACTION = "doctor"
"""The action of the button that turns to another part. Its payload is the part."""

PATIENCE = 1.5
"""Seconds that Discord gets to list the registered commands. An interaction has to be answered within three."""

_MARKS = {Verdict.PROBLEM: "❌", Verdict.NOTE: "⚠️", Verdict.FINE: "✅"}
"""The order in which the findings are shown."""

Check = Callable[[], str | None]
"""Returns what is wrong with a part, in words; None if nothing is. It is called often, so it must not block."""


class Checkup:
    """Looks for what may keep the bot from answering. `health` has the checks of its parts, `policy` the servers'
    choices."""

    def __init__(self, health: Mapping[str, Check], commands: CommandSync, policy: Policy) -> None:
        self._health, self._commands, self._policy = health, commands, policy
        self.handlers: Mapping[str, Handler] = {
            ACTION: showing(lambda interaction, part: self.page(interaction.guild, number_in(part) or 1))
        }

    async def page(self, guild: discord.Guild | None, part: int = 1) -> Outgoing:
        """One part of the findings, problems first, with a button to the next part."""
        findings = await self.findings(guild)
        lines = [line for verdict in _MARKS for each in findings if each.verdict is verdict for line in _lines(each)]
        text = "\n".join((f"**{summed_up(findings)}**", *lines))
        page = Page(CHECKUP, text, for_whom(findings))
        return Outgoing(page, view(), part, private=True, turn=_turn_button)

    async def findings(self, guild: discord.Guild | None) -> Sequence[Finding]:
        """The findings, including those for a server if one is given."""
        return [
            doctor.CONTENT_ON if self._policy.message_content else doctor.CONTENT_OFF,
            await self._of_commands(),
            *starmap(doctor.part, troubles(self._health).items()),
            *self._of_server(guild),
        ]

    async def _of_commands(self) -> Finding:
        try:
            async with asyncio.timeout(PATIENCE):
                return diagnosis.of_commands(await self._commands.registered(), self._commands.definitions())
        except TROUBLE:  # a timeout is one
            return doctor.COMMANDS_UNKNOWN

    def _of_server(self, guild: discord.Guild | None) -> Sequence[Finding]:
        if not is_here(guild):
            return [doctor.OUTAGE if guild is not None and guild.unavailable else doctor.NOT_A_MEMBER]
        wanted = self._policy.unasked_channels(guild.id)
        modes = {each: self._policy.mode(place_in(each)) for each in diagnosis.talkative(guild.channels)}
        listened = [f"#{each.name}" for each, mode in modes.items() if _speaks_unasked(each, mode)]
        off = [each for each, mode in modes.items() if mode is Mode.OFF]
        places = [each for each in guild.channels if each not in off]
        chosen = self._policy.settings_in(guild.id)
        found = diagnosis.of_permissions(guild.me, places, everyone=guild.default_role, wanted=wanted, settings=chosen)
        return [
            doctor.speaks(listened),
            *self._of_articles(each for each in modes if each not in off),
            *found,
            *_of_log(guild, chosen.log_channel),
            *([doctor.switched_off([f"#{each.name}" for each in off])] if off else []),
        ]

    def _of_articles(self, channels: Iterable[discord.abc.GuildChannel]) -> Iterator[Finding]:
        """The chosen articles that do not exist, with their channels."""
        lacking: dict[str, list[str]] = {}
        for each in channels:
            if (article := self._policy.missing_article(place_in(each))) is not None:
                lacking.setdefault(article, []).append(f"#{each.name}")
        several = self._policy.articles.several
        return (doctor.chosen_article_gone(*each, several=several) for each in lacking.items())


def _turn_button(part: int, label: str) -> Button[Any]:
    return Button(custom_id=custom_id(ACTION, str(part)), label=label, style=ButtonStyle.primary)


def _of_log(guild: discord.Guild, chosen: int | None) -> Iterator[Finding]:
    """Why changes of the settings cannot be posted to the log channel."""
    channel = guild.get_channel(chosen) if chosen is not None else None
    if chosen is not None and channel is None:
        yield doctor.LOG_DELETED
    elif channel is not None and (lacks := missing_to_write(channel)):
        yield doctor.log_lacks(f"#{channel.name}", lacks)


def _speaks_unasked(channel: discord.abc.GuildChannel, mode: Mode) -> bool:
    return mode is Mode.LISTENING or (mode is Mode.POSTS and isinstance(channel, discord.ForumChannel))


def _lines(finding: Finding) -> list[str]:
    text = f"{_MARKS[finding.verdict]} {escape(finding.text)}"
    return [text, f"> {escape(finding.advice)}"] if finding.advice else [text]


VITAL = ("gateway", "index")
"""The parts without which the bot cannot answer."""


def troubles(checks: Mapping[str, Check]) -> dict[str, str | None]:
    """What is wrong with each part; None for a part that works."""
    return {name: _asked(check) for name, check in checks.items()}


def _asked(check: Check) -> str | None:
    try:
        return check()
    except Exception as error:
        return f"cannot be told ({type(error).__name__})"
