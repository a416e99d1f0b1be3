"""What the bot and the people may do where they are, as Discord's permissions have it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeGuard, cast

import discord


def missing_permissions(channel: Any, me: Any) -> list[str]:
    """The names, as Discord's settings have them, of the permissions without which no answer can be sent.

    None are known of a channel that discord.py has not heard of, such as a thread that a message has just revived, nor
    of a server that is only coming back.
    """
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
    """Until when the bot is in a time-out in a server, where it is: nothing that lacks there then can be granted."""
    me = cast("discord.Member | None", guild.me) if guild is not None else None
    return me.timed_out_until if me is not None and me.is_timed_out() else None


def may_speak(interaction: discord.Interaction[Any]) -> bool:
    """Whether the person behind an interaction may write where it was made, now: what they may not say themselves, the
    bot does not say for them either."""
    if interaction.guild_id is None:
        return True
    permissions, channel = interaction.permissions, interaction.channel
    is_locked = isinstance(channel, discord.Thread) and channel.locked and not permissions.manage_threads
    return _may_write(permissions, channel) and not is_locked


def may_still_speak(message: discord.Message) -> bool:
    """Whether the author of a message may write where it stands, now: what was sent can be edited by who may send no
    more."""
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
    """Whether the person behind an interaction may embed links where it was made; without, all see plain text."""
    return interaction.guild_id is None or interaction.permissions.embed_links


def permissions_of(message: discord.Message) -> discord.Permissions:
    """What the bot may do where a message stands."""
    if message.guild is None:
        return discord.Permissions.all()
    me = cast("discord.Member | None", message.guild.me)  # None while the server is only coming back
    if me is None:
        return discord.Permissions.none()
    return permissions_in(message.channel, me)


def permissions_in(channel: Any, member: discord.Member) -> discord.Permissions:
    """What a member may do in a channel; in the server, where discord.py has not heard of the channel."""
    return channel.permissions_for(member) if _knows(channel) else member.guild_permissions


_NAMES = {"read_messages": "view_channel"}
"""Names that Discord's settings no longer have."""


def names_of(permissions: discord.Permissions) -> list[str]:
    """Those that are granted, as discord.py names them."""
    return [_NAMES.get(name, name) for name, granted in permissions if granted]


def named(permission: str) -> str:
    """A permission's name in Discord's settings: "Send Messages in Threads"."""
    return permission.replace("_", " ").title().replace(" In ", " in ")


def lacked(place: discord.abc.GuildChannel, member: discord.Member, needed: Iterable[str]) -> list[str]:
    """Those of the permissions, as discord.py names them, that a member lacks in a channel: without the one to view it
    Discord gives no other, so what else lacks cannot be told."""
    # Not `place.permissions_for`: by that nothing can be embedded where no message can be sent, though it can in the
    # threads there, which are all that a forum has.
    permissions = discord.abc.GuildChannel.permissions_for(place, member)
    lacking = [name for name in needed if not getattr(permissions, name)]
    return lacking if permissions.view_channel else ["view_channel"]


def _knows(channel: Any) -> bool:
    """Whether discord.py has heard of a channel, and so can tell what is permitted there."""
    if isinstance(channel, discord.Thread):
        return channel.parent is not None
    return not isinstance(channel, discord.PartialMessageable)
