"""Which permissions the bot lacks for what is turned on in a server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import discord

from bot.discord_app.diagnosis import named
from bot.store.server_settings import Mode, ServerSettings, Style, Where

_CHATS = (discord.VoiceChannel, discord.StageChannel)


def lacking(
    guild: discord.Guild, settings: ServerSettings, channels: Iterable[int] | None = None
) -> dict[int, list[str]]:
    """By the id of a channel, the permissions by the names that Discord's settings have, without which the bot cannot
    do what is set there; of these channels, or of all for which something is set. A category stands for its channels.
    """
    chosen = [*settings.channel_modes] if channels is None else [*channels]
    if channels is None and settings.log_channel is not None:
        chosen.append(settings.log_channel)
    found: dict[int, list[str]] = {}
    for place in _places(guild, settings, dict.fromkeys(chosen)):
        names = missing(place, list(_needed_in(place, settings)))
        if names:
            found[place.id] = names
    return found


def missing(place: discord.abc.GuildChannel, needed: list[str]) -> list[str]:
    """Those of the permissions, as discord.py names them, that the bot lacks in a channel."""
    permissions = place.permissions_for(place.guild.me)
    if not permissions.view_channel:
        needed = ["view_channel"]  # without it Discord gives no other, so what else lacks cannot be told
    return [named(name) for name in needed if not getattr(permissions, name)]


def _places(
    guild: discord.Guild, settings: ServerSettings, chosen: Iterable[int]
) -> Iterator[discord.abc.GuildChannel]:
    for channel_id in chosen:
        channel = guild.get_channel(channel_id)
        if settings.channel_modes.get(channel_id) is Mode.OFF and channel_id != settings.log_channel:
            continue
        if isinstance(channel, discord.CategoryChannel):
            yield from (each for each in channel.channels if each.id not in settings.channel_modes)
        elif channel is not None:
            yield channel


def _needed_in(place: discord.abc.GuildChannel, settings: ServerSettings) -> Iterator[str]:
    is_forum = isinstance(place, discord.ForumChannel)
    in_threads = settings.answers is Where.THREAD and not is_forum and not isinstance(place, _CHATS)
    yield from ("view_channel", "read_message_history")
    if not is_forum:
        yield "send_messages"
    if in_threads:
        yield "create_public_threads"
    if in_threads or is_forum:
        yield "send_messages_in_threads"
    if settings.style is Style.EMBED:
        yield "embed_links"
