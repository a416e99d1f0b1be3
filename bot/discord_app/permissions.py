"""What the bot and other people may do in a channel, by Discord's permissions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeGuard, cast

import discord


def missing_permissions(channel: Any, me: Any) -> list[str]:
    """The permissions without which no answer can be sent, by their names in Discord's settings. None for a channel
    that discord.py does not know, such as a thread revived by a message, or a server that is still loading."""
    if me is None or not _knows(channel):
        return []
    is_thread = isinstance(channel, discord.Thread)
    needed = ["view_channel", "send_messages_in_threads" if is_thread else "send_messages", "read_message_history"]
    if is_thread and channel.locked:
        needed.append("manage_threads")
    permissions = channel.permissions_for(me)
    return [named(name) for name in needed if not getattr(permissions, name)]


def is_here(guild: discord.Guild | None) -> TypeGuard[discord.Guild]:
    """Whether the bot is in a server, and knows its channels."""
    me = cast("discord.Member | None", guild.me) if guild is not None else None
    return guild is not None and not guild.unavailable and me is not None


def timed_out_until(guild: discord.Guild | None) -> datetime | None:
    """The end of the bot's time-out in a server, if any. Until then, granting permissions does not help."""
    me = cast("discord.Member | None", guild.me) if guild is not None else None
    return me.timed_out_until if me is not None and me.is_timed_out() else None


def may_speak(interaction: discord.Interaction[Any]) -> bool:
    """Whether the person behind an interaction may write there now. If not, the bot does not write for them either."""
    if interaction.guild_id is None:
        return True
    permissions, channel = interaction.permissions, interaction.channel
    is_locked = isinstance(channel, discord.Thread) and channel.locked and not permissions.manage_threads
    return _may_write(permissions, channel) and not is_locked


def may_still_speak(message: discord.Message) -> bool:
    """Whether the author of a message may write there now: a message can be edited by somebody who may no longer send
    one."""
    author = message.author
    return not isinstance(author, discord.Member) or _may_write(
        permissions_in(message.channel, author), message.channel
    )


def _may_write(permissions: discord.Permissions, channel: object) -> bool:
    is_thread = isinstance(channel, discord.Thread)
    return permissions.send_messages_in_threads if is_thread else permissions.send_messages


def manages(interaction: discord.Interaction[Any]) -> bool:
    return interaction.guild_id is not None and interaction.permissions.manage_guild


def may_embed(interaction: discord.Interaction[Any]) -> bool:
    """Whether the person behind an interaction may embed links there. If not, the answer is plain text."""
    return interaction.guild_id is None or interaction.permissions.embed_links


def permissions_of(message: discord.Message) -> discord.Permissions:
    """The bot's permissions in a message's channel."""
    if message.guild is None:
        return discord.Permissions.all()
    me = cast("discord.Member | None", message.guild.me)  # None while the server is still loading
    if me is None:
        return discord.Permissions.none()
    return permissions_in(message.channel, me)


def permissions_in(channel: Any, member: discord.Member) -> discord.Permissions:
    """A member's permissions in a channel; in the server if discord.py does not know the channel."""
    return channel.permissions_for(member) if _knows(channel) else member.guild_permissions


_NAMES = {"read_messages": "view_channel"}
"""Permissions that Discord's settings call differently than discord.py."""


def names_of(permissions: discord.Permissions) -> list[str]:
    """The granted permissions, by discord.py's names."""
    return [_NAMES.get(name, name) for name, granted in permissions if granted]


def named(permission: str) -> str:
    """A permission's name in Discord's settings: "Send Messages in Threads"."""
    return permission.replace("_", " ").title().replace(" In ", " in ")


def lacked(place: discord.abc.GuildChannel, member: discord.Member, needed: Iterable[str]) -> list[str]:
    """Those of the permissions, by discord.py's names, that a member is missing in a channel. Without View Channel,
    Discord grants no other, so then only that one is reported."""
    # Not `place.permissions_for`: it denies embeds where messages are denied, but they may be allowed in threads,
    # which are all that a forum has.
    permissions = discord.abc.GuildChannel.permissions_for(place, member)
    lacking = [name for name in needed if not getattr(permissions, name)]
    return lacking if permissions.view_channel else ["view_channel"]


def _knows(channel: Any) -> bool:
    """Whether discord.py knows a channel, and so its permissions."""
    if isinstance(channel, discord.Thread):
        return channel.parent is not None
    return not isinstance(channel, discord.PartialMessageable)
