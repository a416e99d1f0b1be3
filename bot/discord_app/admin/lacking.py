"""Which permissions the bot lacks for what is turned on in a server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import discord

from bot.discord_app.health.diagnosis import FURTHER, needed_in
from bot.discord_app.permissions import lacked, named, names_of
from bot.store.server_settings import Mode, ServerSettings, Where

TO_WRITE = ("view_channel", "send_messages")
"""The permissions that the log channel asks for, as discord.py names them."""


class Lacking(NamedTuple):
    """Permissions by the names that Discord's settings have: those that lack in the whole server, and, by the ids of
    channels, those that lack there alone."""

    everywhere: Sequence[str]
    by_channel: dict[int, list[str]]

    def without(self, known: Lacking) -> Lacking:
        """What lacks of this beside what is known to lack."""
        by_channel = {
            each: [name for name in names if name not in known.by_channel.get(each, ())]
            for each, names in self.by_channel.items()
        }
        everywhere = [name for name in self.everywhere if name not in known.everywhere]
        return Lacking(everywhere, {each: names for each, names in by_channel.items() if names})


def lacking(guild: discord.Guild, settings: ServerSettings, channels: Iterable[int] | None = None) -> Lacking:
    """What the bot may not do though it is turned on: in these channels, or in all for which something is set. A
    category stands for its channels."""
    threads = names_of(FURTHER["threads"]) if settings.answers is Where.THREAD else []
    everywhere = [named(name) for name in threads if not getattr(guild.me.guild_permissions, name)]
    found: dict[int, list[str]] = {}
    for place in _places(guild, settings, settings.channel_modes if channels is None else channels):
        found[place.id] = missing(place, needed_in(place, settings))
    log = guild.get_channel(settings.log_channel or 0)
    if channels is None and log is not None:
        found.setdefault(log.id, missing(log, TO_WRITE))
    by_channel = {each: [name for name in names if name not in everywhere] for each, names in found.items()}
    return Lacking(everywhere, {each: names for each, names in by_channel.items() if names})


def missing(place: discord.abc.GuildChannel, needed: Iterable[str]) -> list[str]:
    """Those of the permissions that the bot lacks in a channel, by their names in Discord's settings."""
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
