"""Describes a server's settings in Discord markdown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

import discord

from bot.conversation.wordings import settings_choices as choices
from bot.conversation.wordings import settings_wording as wording
from bot.discord_app.admin.lacking import Lacking
from bot.discord_app.markup import escape
from bot.discord_app.policy import Policy
from bot.store.server_settings import BY_CHANNEL, PACES, AnswerPlace, Mode, ServerSettings

GROUPS: Mapping[str, Sequence[str]] = {
    "answers": ("answers", "mention_in_busy_threads"),
    "sureness": ("sureness",),
    "style": ("style",),
    "deletes": ("deletes",),
    "feedback": ("feedback",),
    "questions": ("keeps_questions",),
}
"""The settings with few values, by the screen that shows them."""

MOST_NAMED = 10
"""How many channels are named in the overview of all settings. Each setting's own screen names all."""


def named(guild: discord.Guild, channel_id: int) -> str:
    """A channel as Discord shows it, or a note that it was deleted."""
    return f"<#{channel_id}>" if guild.get_channel(channel_id) else f"*{wording.deleted_channel(channel_id)}*"


def deleted(guild: discord.Guild, settings: ServerSettings) -> set[int]:
    """The ids of deleted channels that still have settings."""
    known = {each for field in BY_CHANNEL for each in getattr(settings, field)}
    if settings.log_channel is not None:
        known.add(settings.log_channel)
    return {each for each in known if guild.get_channel(each) is None}


def value_of(settings: ServerSettings, field: str) -> str:
    """The value of a field as a choice."""
    value = getattr(settings, field)
    return (choices.YES if value else choices.NO) if isinstance(value, bool) else str(value)


def choice(settings: ServerSettings, field: str) -> str:
    return _titled(wording.choice_line(field, value_of(settings, field)))


def fields_of(group: str, settings: ServerSettings) -> list[str]:
    """The settings of a group, without those that have no effect now."""
    idle = () if settings.answers is AnswerPlace.THREAD else ("mention_in_busy_threads",)
    return [each for each in GROUPS[group] if each not in idle]


def _titled(line: str) -> str:
    """A line with its title in bold."""
    title, _, rest = line.partition(": ")
    return f"**{title}:** {rest}"


def modes(guild: discord.Guild, settings: ServerSettings, policy: Policy, most: int | None = None) -> list[str]:
    """The mode of each channel. At most `most` channels are named in a row."""
    own = settings.channel_modes
    rows = [
        (wording.label_of(mode), [each for each in own if own[each] is mode])
        for mode in (Mode.LISTENING, Mode.POSTS, Mode.ASKED, Mode.OFF)
    ]
    heard = [each for each in policy.host.listen_channels if _is_left_to_the_host(guild, each, own)]
    rows.append((wording.as_the_host_set(Mode.LISTENING), heard))
    return _rows(guild, rows, wording.choice_line("mode", settings.mode).partition(": ")[2], most)


def articles(guild: discord.Guild, settings: ServerSettings, policy: Policy, most: int | None = None) -> list[str]:
    """Which article is asked in which channels."""
    own, from_host = settings.channel_articles, policy.host.channel_articles.items()
    all_of = {**own} | {each: article for each, article in from_host if _is_left_to_the_host(guild, each, own)}
    ids = dict.fromkeys((*policy.articles.usable, *all_of.values()))
    rows = [(escape(policy.title(article)), [each for each in all_of if all_of[each] == article]) for article in ids]
    return _rows(guild, rows, escape(policy.title(settings.article)), most)


def _rows(
    guild: discord.Guild, rows: Iterable[tuple[str, Collection[int]]], of_the_rest: str, most: int | None
) -> list[str]:
    """A row for each title that has channels, and one for all other channels."""
    lines: list[str] = []
    for title, channels in rows:
        ids = sorted(channels, key=lambda each: _position(guild, each))
        names = [named(guild, each) for each in ids[:most]]
        names += [wording.more_channels(len(ids) - len(names))] * (len(names) < len(ids))
        lines += [f"**{title}:** {', '.join(names)}"] * bool(names)
    rest = choices.CHOICES["mode"].title if lines else wording.IN_ALL_CHANNELS
    return [*lines, f"**{rest}:** {of_the_rest}"]


def _is_left_to_the_host(guild: discord.Guild, channel_id: int, own: Collection[int]) -> bool:
    """Whether the server set nothing for a channel or its category."""
    channel = guild.get_channel(channel_id)
    return channel is not None and channel_id not in own and channel.category_id not in own


def _position(guild: discord.Guild, channel_id: int) -> tuple[bool, int, int]:
    channel = guild.get_channel(channel_id)
    return channel is None, channel.position if channel is not None else 0, channel_id


def paces(settings: ServerSettings, policy: Policy) -> list[str]:
    return [f"- {wording.pace(field, getattr(settings, field), getattr(policy.host, field))}" for field in PACES]


def questions(settings: ServerSettings) -> str:
    """Whether unanswered questions are kept, and for how long."""
    return f"{choice(settings, 'keeps_questions')}\n{_titled(wording.kept_for(settings.keep_days))}"


def log(guild: discord.Guild, settings: ServerSettings) -> str:
    where = None if settings.log_channel is None else named(guild, settings.log_channel)
    return f"**{wording.LOG}:** {where or wording.NONE}"


def everything(guild: discord.Guild, settings: ServerSettings, policy: Policy) -> list[str]:
    chosen = {group: [choice(settings, each) for each in fields_of(group, settings)] for group in GROUPS}
    lines = [*modes(guild, settings, policy, MOST_NAMED), "", *chosen.pop("answers")]
    if policy.articles.several:
        lines += ["", f"**{wording.ARTICLES}**", *articles(guild, settings, policy, MOST_NAMED)]
    kept = chosen.pop("questions")
    lines += ["", *chain.from_iterable(chosen.values()), *([questions(settings)] if settings.keeps_questions else kept)]
    return [*lines, log(guild, settings), "", f"**{wording.PACES}**", *paces(settings, policy)]


def lacking(found: Lacking) -> list[str]:
    """The missing permissions, with channels that miss the same ones in one line."""
    lines = [wording.timed_out(f"<t:{int(found.until.timestamp())}:f>")] if found.until else []
    lines += [wording.lacks_everywhere(found.everywhere)] if found.everywhere else []
    alike: dict[tuple[str, ...], list[str]] = {}
    for channel, names in found.by_channel.items():
        alike.setdefault(tuple(names), []).append(f"<#{channel}>")
    lines += [wording.lacks(channels, names) for names, channels in alike.items()]
    return [*lines, wording.lacks_elsewhere(found.elsewhere)] if found.elsewhere else lines
