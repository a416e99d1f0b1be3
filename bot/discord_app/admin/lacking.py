"""Finds the permissions that the bot is missing for the features turned on in a server."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import discord

from bot.discord_app.health.diagnosis import FURTHER, WISHED, is_hidden, lacking_in, needed_in
from bot.discord_app.permissions import lacked, named, names_of, timed_out_until
from bot.discord_app.places import place_in
from bot.discord_app.policy import mode_of
from bot.store.server_settings import AnswerPlace, Mode, ServerSettings

TO_WRITE = ("view_channel", "send_messages")
"""The permissions that the log channel requires, by discord.py's names."""


class Lacking(NamedTuple):
    """Missing permissions, by their names in Discord's settings: in the whole server, and by the ids of channels where
    more are missing. `elsewhere` counts other channels in which the bot cannot answer. `until` is the end of a
    time-out, before which it can answer nowhere."""

    everywhere: Sequence[str]
    by_channel: dict[int, list[str]]
    elsewhere: int = 0
    until: datetime | None = None

    def without(self, known: Lacking) -> Lacking:
        """The missing permissions that `known` does not contain."""
        by_channel = {
            each: [name for name in names if name not in known.by_channel.get(each, ())]
            for each, names in self.by_channel.items()
        }
        everywhere = [name for name in self.everywhere if name not in known.everywhere]
        return Lacking(everywhere, {each: names for each, names in by_channel.items() if names})


def lacking(guild: discord.Guild, settings: ServerSettings, channels: Iterable[int]) -> Lacking:
    """The permissions missing for features that are turned on in these channels. A category stands for its channels."""
    if until := timed_out_until(guild):
        return Lacking((), {}, until=until)
    threads = names_of(FURTHER["threads"]) if settings.answers is AnswerPlace.THREAD else []
    everywhere = [named(name) for name in threads if not getattr(guild.me.guild_permissions, name)]
    found = {place.id: missing(place, needed_in(place, settings)) for place in _places(guild, settings, channels)}
    return Lacking(everywhere, _beside(everywhere, found))


def all_lacking(guild: discord.Guild, settings: ServerSettings, heard: Collection[int]) -> Lacking:
    """The permissions missing for all features, by channels with settings of their own, or in which the bot listens
    because the host set that (`heard`)."""
    if until := timed_out_until(guild):
        return Lacking((), {}, until=until)
    speaking = [each for each in guild.channels if mode_of(place_in(each), settings, heard) is not Mode.OFF]
    nowhere, lacked_by = lacking_in(guild.me, speaking, settings)
    chosen = lacking(guild, settings, {*settings.channel_modes, *(each.id for each in speaking if each.id in heard)})
    everywhere = [*dict.fromkeys((*chosen.everywhere, *map(named, nowhere)))]
    found = {**chosen.by_channel}
    if (log := guild.get_channel(settings.log_channel or 0)) is not None:
        found.setdefault(log.id, missing(log, TO_WRITE))
    by_channel = _beside(everywhere, found)
    mute = (
        each
        for each, names in lacked_by.items()
        if not WISHED.issuperset(names) and not is_hidden(each, names, guild.default_role)
    )
    return Lacking(everywhere, by_channel, sum(each.id not in by_channel for each in mute))


def _beside(everywhere: Sequence[str], found: Mapping[int, Sequence[str]]) -> dict[int, list[str]]:
    """The permissions missing in channels, beyond those missing in the whole server."""
    besides = {each: [name for name in names if name not in everywhere] for each, names in found.items()}
    return {each: names for each, names in besides.items() if names}


def missing(place: discord.abc.GuildChannel, needed: Iterable[str]) -> list[str]:
    """Those of the permissions that the bot is missing in a channel, by their names in Discord's settings."""
    return [named(name) for name in lacked(place, place.guild.me, needed)]


def _places(
    guild: discord.Guild, settings: ServerSettings, chosen: Iterable[int]
) -> Iterator[discord.abc.GuildChannel]:
    known = {each: channel for each in chosen if (channel := guild.get_channel(each)) is not None}
    for channel_id, channel in sorted(known.items(), key=lambda each: each[1].position):
        if settings.channel_modes.get(channel_id) is Mode.OFF:
            continue
        if isinstance(channel, discord.CategoryChannel):
            yield from (each for each in channel.channels if each.id not in settings.channel_modes)
        else:
            yield channel
