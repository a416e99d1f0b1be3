"""Turns choices and forms into changes of a server's settings, makes them, and posts them to its log channel."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import discord

from bot.conversation.wordings import settings_choices as choices
from bot.conversation.wordings import settings_wording as wording
from bot.discord_app.admin.lacking import missing_to_write
from bot.discord_app.components import tagged
from bot.discord_app.delivery import insist
from bot.discord_app.errors import TROUBLE
from bot.discord_app.markup import escape
from bot.discord_app.policy import Policy
from bot.store.server_settings import BY_CHANNEL, DEFAULTS, KEEP_DAYS, LONGEST_PACE, PACES, READ, Mode, ServerSettings
from bot.store.settings_store import SettingsStore

NO_OWN = "none"
"""Stands for the value that applies everywhere else, in place of a mode or an article."""

Alter = Callable[[ServerSettings], ServerSettings]
"""Returns changed settings for the settings in effect at the time."""

_ASKS = ("answers", "style")
"""Settings that may require further permissions."""

_SPAN = re.compile(r"([0-9]{1,5}(?:[.,][0-9])?)\s*([a-z]*)", re.IGNORECASE)
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "hr": 3600, "day": 86_400}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
"""Units of time, relative to the first one, which is the default."""


class Edit(NamedTuple):
    """A change of settings, and its description for the list of changes. It only touches what was chosen, so two people
    who change different things at once do not undo each other's changes."""

    alter: Alter
    what: str
    channels: Sequence[int] | None = ()
    """The channels in which it may require further permissions; None: all."""


def choice(field: str, value: str) -> Edit | None:
    """Choose a value of a setting with few values. None if there is no such value."""
    if field not in choices.CHOICES or value not in choices.CHOICES[field].values:
        return None
    new = value == choices.YES if isinstance(getattr(DEFAULTS, field), bool) else READ[field](value)
    return Edit(_setting(**{field: new}), wording.chosen(field, value), None if field in _ASKS else ())


def modes(mode: str, channels: Sequence[int]) -> Edit | None:
    """Set the mode of these channels. None if there is no such mode or no channel."""
    if not channels or (mode != NO_OWN and mode not in choices.MODES):
        return None
    own = None if mode == NO_OWN else Mode(mode)
    what = wording.mode_set(_mentions(channels), "" if own is None else mode)
    return Edit(_setting_channels("channel_modes", channels, own), what, channels)


def articles(policy: Policy, tag: str, channels: Sequence[int] | None = None) -> Edit | None:
    """Set the article of these channels, or of all that have none of their own. None if there is no such article or no
    channel."""
    article = tagged(tag, policy.articles.usable)
    if (channels is not None and not channels) or (article is None and tag != NO_OWN):
        return None
    title = choices.USUAL_ARTICLE[0] if article is None and channels else escape(policy.title(article))
    alter = _setting(article=article)
    if channels is not None:
        alter = _setting_channels("channel_articles", channels, article)
    return Edit(alter, wording.article_set(_mentions(channels or ()), title), channels or ())


def log_channel(channel: int | None) -> Edit:
    """Set the channel to which changes are posted."""
    what = wording.log_set(None if channel is None else f"<#{channel}>")
    return Edit(_setting(log_channel=channel), what)


def without(deleted: Iterable[int]) -> Edit:
    """Remove the settings of deleted channels."""
    gone = [*deleted]

    def alter(before: ServerSettings) -> ServerSettings:
        for field in BY_CHANNEL:
            before = _setting_channels(field, gone, None)(before)
        return replace(before, log_channel=None) if before.log_channel in gone else before

    return Edit(alter, wording.removed(len(gone)))


def paces(policy: Policy, opened: Sequence[str], typed: Sequence[str]) -> Edit | list[str]:
    """Set the paces that were typed in place of those `opened`, or return what is wrong with them."""
    new: dict[str, float | None] = {}
    problems: list[str] = []
    for field, before, text in zip(PACES, opened, typed, strict=True):
        if text == before:
            continue
        least = getattr(policy.host, field)
        value = _span(text, _SECONDS)
        if text and (value is None or not least <= value <= LONGEST_PACE):
            problems.append(wording.bad_pace(field, escape(text), least, LONGEST_PACE))
        else:
            new[field] = value
    what = wording.paces_set([wording.pace(each, value, getattr(policy.host, each)) for each, value in new.items()])
    return problems or Edit(_setting(**new), what)


def days(text: str) -> Edit | list[str]:
    """Set for how many days questions are kept, or return what is wrong with the text."""
    span = _span(text, _DAYS)
    if span is None or span not in KEEP_DAYS:
        return [wording.bad_days(escape(text))]
    return Edit(_setting(keep_days=int(span)), wording.kept_for(int(span)))


def _span(text: str, units: Mapping[str, int]) -> float | None:
    """A span of time as people type it: "90", "1,5 h", "10 mins"; None if it is none."""
    if (found := _SPAN.fullmatch(text)) is None:
        return None
    unit = found[2].casefold()
    unit = unit.removesuffix("s") or unit
    size = next((size for name, size in units.items() if name.startswith(unit)), None)
    return float(found[1].replace(",", ".")) * size if size is not None else None


def _setting(**new: Any) -> Alter:
    def alter(before: ServerSettings) -> ServerSettings:
        return replace(before, **new)

    return alter


def _setting_channels(field: str, channels: Iterable[int], value: Mode | str | None) -> Alter:
    """Set a value for some channels and keep the others. None removes it."""

    def alter(before: ServerSettings) -> ServerSettings:
        own: dict[int, Any] = {each: kept for each, kept in getattr(before, field).items() if each not in channels}
        if value is not None:
            own |= dict.fromkeys(channels, value)
        return replace(before, **{field: own})

    return alter


def _mentions(channels: Iterable[int]) -> list[str]:
    return [f"<#{channel}>" for channel in channels]


PATIENCE = 10.0
"""Seconds to wait for Discord to accept a post to a log channel."""


class Changed(NamedTuple):
    """A confirmed change: the line that describes it, and the channels to post it to."""

    note: str
    what: str = ""
    logs: Collection[int] = ()


async def change(settings: SettingsStore, guild_id: int, edit: Edit) -> Changed:
    """Make a change. It is confirmed only when it is committed. Raises `StoreError`; then nothing was changed."""
    seen: list[ServerSettings] = []

    def alter(before: ServerSettings) -> ServerSettings:
        # Another process may have committed newer settings than those in memory.
        seen[:] = before, edit.alter(before)
        return seen[-1]

    await settings.change(guild_id, alter, edit.what)
    before, after = seen
    if before == after:
        return Changed(wording.was_so(edit.what))
    # Also post to the former log channel, so that nobody turns the log off unnoticed.
    logs = dict.fromkeys(each for each in (before.log_channel, after.log_channel) if each is not None)
    return Changed(wording.changed(edit.what), edit.what, list(logs))


async def post(
    settings: SettingsStore, interaction: discord.Interaction[Any], guild: discord.Guild, changed: Changed
) -> list[str]:
    """Post a change and its author to the log channels. Returns a line for each channel that could not be reached."""
    line = wording.logged(interaction.user.mention, changed.what)
    problems: list[str] = []
    for channel_id in changed.logs:
        channel = guild.get_channel(channel_id)
        if channel is None:
            if settings.get(guild.id).log_channel == channel_id:
                problems.append(wording.LOG_DELETED)
            continue
        lacking = missing_to_write(channel)
        if lacking or not await _sent(channel, line, str(interaction.id)):
            problems.append(wording.not_logged(channel.mention, lacking))
    return problems


async def _sent(channel: Any, line: str, nonce: str) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            await insist(lambda: channel.send(line, nonce=nonce))
    except (*TROUBLE, AttributeError):  # a category in place of the former channel
        return False
    return True
