"""Finds the permissions that the bot is missing for the features turned on in a server."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import discord

from bot.discord_app.health.diagnosis import WISHED, is_hidden, lacking_in
from bot.discord_app.permissions import lacked, named, timed_out_until
from bot.discord_app.places import place_in
from bot.discord_app.policy import mode_of
from bot.store.server_settings import Mode, ServerSettings

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
            each: new
            for each, names in self.by_channel.items()
            if (new := [name for name in names if name not in known.by_channel.get(each, ())])
        }
        return Lacking([name for name in self.everywhere if name not in known.everywhere], by_channel)


def lacking(guild: discord.Guild, settings: ServerSettings, channels: Iterable[int]) -> Lacking:
    """The permissions missing for features that are turned on in these channels. A category stands for its channels."""
    if until := timed_out_until(guild):
        return Lacking((), {}, until=until)
    if not (places := [*_places(guild, settings, channels)]):
        return Lacking((), {})
    everywhere, found = lacking_in(guild.me, places, settings)
    return _named(everywhere, {place.id: names for place, names in found.items() if names})


def all_lacking(guild: discord.Guild, settings: ServerSettings, heard: Collection[int]) -> Lacking:
    """The permissions missing for all features, by channels with settings of their own, or in which the bot listens
    because the host set that (`heard`)."""
    if until := timed_out_until(guild):
        return Lacking((), {}, until=until)
    speaking = [each for each in guild.channels if mode_of(place_in(each), settings, heard) is not Mode.OFF]
    everywhere, found = lacking_in(guild.me, speaking, settings)
    listening = (each.id for each in speaking if each.id in heard)
    chosen = {*_places(guild, settings, {*settings.channel_modes, *listening})}
    by_channel = {place.id: names for place, names in found.items() if names and place in chosen}
    if (log := guild.get_channel(settings.log_channel or 0)) is not None:
        names = [name for name in lacked(log, guild.me, TO_WRITE) if name not in everywhere]
        by_channel |= {log.id: names} if names and log.id not in by_channel else {}
    mute = (
        each
        for each, names in found.items()
        if not WISHED.issuperset(names) and not is_hidden(each, names, guild.default_role)
    )
    return _named(everywhere, by_channel, sum(each.id not in by_channel for each in mute))


def _named(everywhere: Sequence[str], by_channel: Mapping[int, Sequence[str]], elsewhere: int = 0) -> Lacking:
    shown = {each: [*map(named, names)] for each, names in by_channel.items()}
    return Lacking([*map(named, everywhere)], shown, elsewhere)


def missing_to_write(place: discord.abc.GuildChannel) -> list[str]:
    """The permissions missing for a log in a channel, by their names in Discord's settings."""
    return [named(name) for name in lacked(place, place.guild.me, TO_WRITE)]


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
