"""A server's settings in words, as Discord markdown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import discord

from bot.conversation import settings_wording as wording
from bot.discord_app.admin.host import PACES, Host
from bot.discord_app.render import escape
from bot.store.server_settings import Mode, ServerSettings

MOST_NAMED = 10
"""Channels that are named in a row where all settings are shown; each setting's own screen names all."""


def named(guild: discord.Guild, channel_id: int) -> str:
    """A channel as Discord shows it, or that it was deleted."""
    return f"<#{channel_id}>" if guild.get_channel(channel_id) else f"*{wording.deleted_channel(channel_id)}*"


def deleted(guild: discord.Guild, settings: ServerSettings) -> set[int]:
    """The ids of channels for which something is set and that are gone."""
    known = {*settings.channel_modes, *settings.channel_articles}
    if settings.log_channel is not None:
        known.add(settings.log_channel)
    return {each for each in known if guild.get_channel(each) is None}


def value_of(settings: ServerSettings, field: str) -> str:
    """The value of a field as its choices have it."""
    value = getattr(settings, field)
    return (wording.YES if value else wording.NO) if isinstance(value, bool) else str(value)


def choice(settings: ServerSettings, field: str) -> str:
    """A setting of which one value is chosen."""
    title, _, values = wording.CHOICES[field]
    # An article or a mode that only another version knows has no words here.
    label, meaning = values.get(value_of(settings, field), (value_of(settings, field), ""))
    return f"**{title}:** {label}. {meaning}".rstrip()


def modes(guild: discord.Guild, settings: ServerSettings, host: Host, most: int | None = None) -> list[str]:
    """What the bot does in which channels; `most` limits how many are named in a row."""
    own, lines = settings.channel_modes, list[str]()
    for mode in Mode:
        lines += _row(guild, wording.label_of(mode), (each for each in own if own[each] is mode), most)
    heard = (each for each in host.listen_channels if each not in own and guild.get_channel(each))
    lines += _row(guild, wording.as_the_host_set(Mode.LISTENING), heard, most)
    return [*lines, choice(settings, "mode")]


def articles(guild: discord.Guild, settings: ServerSettings, host: Host, most: int | None = None) -> list[str]:
    """Which channels are about which article."""
    own, lines = dict(settings.channel_articles), list[str]()
    all_of = {each: article for each, article in host.channel_articles.items() if guild.get_channel(each)} | own
    for article_id in dict.fromkeys((*host.article_ids, *all_of.values())):
        channels = (each for each in all_of if all_of[each] == article_id)
        lines += _row(guild, escape(host.title(article_id)), channels, most)
    return [*lines, f"**{wording.CHOICES['mode'].title}:** {escape(host.title(settings.article))}"]


def _row(guild: discord.Guild, title: str, channels: Iterable[int], most: int | None) -> list[str]:
    ids = sorted(channels, key=lambda each: _position(guild, each))
    if not ids:
        return []
    names = [named(guild, each) for each in ids[:most]]
    if len(names) < len(ids):
        names.append(wording.more_channels(len(ids) - len(names)))
    return [f"**{title}:** {', '.join(names)}"]


def _position(guild: discord.Guild, channel_id: int) -> tuple[bool, int, int]:
    channel = guild.get_channel(channel_id)
    return channel is None, channel.position if channel is not None else 0, channel_id


def paces(settings: ServerSettings, host: Host) -> list[str]:
    """How often people may ask."""
    return [f"- {wording.pace(field, getattr(settings, field), host.least[field])}" for field in PACES]


def questions(settings: ServerSettings) -> list[str]:
    """Whether unanswered questions are kept, and for how long."""
    line = choice(settings, "keeps_questions")
    return [f"{line} {wording.kept_for(settings.keep_days)}."] if settings.keeps_questions else [line]


def log(guild: discord.Guild, settings: ServerSettings) -> str:
    """Where changes are posted."""
    where = None if settings.log_channel is None else named(guild, settings.log_channel)
    return f"**{wording.LOG}:** {where or wording.NONE}"


def everything(guild: discord.Guild, settings: ServerSettings, host: Host) -> list[str]:
    """All settings, a line each."""
    lines = [*modes(guild, settings, host, MOST_NAMED), ""]
    lines += [choice(settings, each) for each in ("answers", "mention_in_busy_threads")]
    if host.several:
        lines += ["", f"**{wording.ARTICLES}**", *articles(guild, settings, host, MOST_NAMED)]
    lines += ["", *(choice(settings, each) for each in ("sureness", "style", "deletes", "feedback"))]
    return [*lines, *questions(settings), log(guild, settings), "", f"**{wording.PACES}**", *paces(settings, host)]


def lacking(missing: Mapping[int, Collection[str]]) -> list[str]:
    """What the bot may not do, a line for each channel."""
    return [wording.lacks(f"<#{channel}>", list(names)) for channel, names in missing.items()]
