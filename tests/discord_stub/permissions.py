"""Permissions by name, and how overwrites combine (Discord, "Permissions", "Permission Overwrites")."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .entities import Channel, User
    from .guilds import Guild

_BITS: dict[str, int] = {
    "create_instant_invite": 0,
    "kick_members": 1,
    "ban_members": 2,
    "administrator": 3,
    "manage_channels": 4,
    "manage_guild": 5,
    "add_reactions": 6,
    "view_audit_log": 7,
    "view_channel": 10,
    "send_messages": 11,
    "send_tts_messages": 12,
    "manage_messages": 13,
    "embed_links": 14,
    "attach_files": 15,
    "read_message_history": 16,
    "mention_everyone": 17,
    "use_external_emojis": 18,
    "connect": 20,
    "speak": 21,
    "change_nickname": 26,
    "manage_nicknames": 27,
    "manage_roles": 28,
    "manage_webhooks": 29,
    "use_application_commands": 31,
    "manage_threads": 34,
    "create_public_threads": 35,
    "create_private_threads": 36,
    "use_external_stickers": 37,
    "send_messages_in_threads": 38,
    "moderate_members": 40,
    "send_voice_messages": 46,
    "send_polls": 49,
    "use_external_apps": 50,
    "pin_messages": 51,
}


def bits(*names: str) -> int:
    """The bit set of permission names as discord.py spells them; ValueError for an unknown name."""
    value = 0
    for name in names:
        if name not in _BITS:
            raise ValueError(f"unknown permission {name!r}; known: {', '.join(_BITS)}")
        value |= 1 << _BITS[name]
    return value


ALL = bits(*_BITS)
ADMINISTRATOR = bits("administrator")
VIEW = bits("view_channel")
SEND = bits("send_messages")
SEND_IN_THREADS = bits("send_messages_in_threads")
EMBED = bits("embed_links")
ATTACH = bits("attach_files")
HISTORY = bits("read_message_history")
EVERYONE = bits("mention_everyone")
REACT = bits("add_reactions")
MANAGE_MESSAGES = bits("manage_messages")
MANAGE_THREADS = bits("manage_threads")
PUBLIC_THREADS = bits("create_public_threads")
USE_APPLICATIONS = bits("use_application_commands")
EXTERNAL_APPS = bits("use_external_apps")

MEMBER_DEFAULT = bits(
    "create_instant_invite",
    "add_reactions",
    "view_channel",
    "send_messages",
    "embed_links",
    "attach_files",
    "read_message_history",
    "use_external_emojis",
    "connect",
    "speak",
    "change_nickname",
    "use_application_commands",
    "create_public_threads",
    "send_messages_in_threads",
    "use_external_apps",
    "send_polls",
)
"""What @everyone may do in a new server."""

MODERATOR = bits("manage_messages", "manage_threads", "kick_members", "moderate_members", "manage_guild")

PRIVATE = MEMBER_DEFAULT | bits("mention_everyone")
"""What everybody may do in a direct message."""

TIMED_OUT = bits("view_channel", "read_message_history")
"""What is left to a member in a time-out (Discord, "Permissions for Timed Out Members")."""

_NEEDS_SENDING = EMBED | ATTACH | EVERYONE | bits("send_tts_messages")


def in_guild(guild: Guild, user: User) -> int:
    """The permissions of ``user`` in a guild, before overwrites."""
    if user.id == guild.owner_id:
        return ALL
    value = guild.everyone.permissions
    membership = guild.memberships.get(user.id)
    if membership is not None:
        for role in membership.roles:
            value |= role.permissions
    return ALL if value & ADMINISTRATOR else value


def in_channel(channel: Channel, user: User) -> int:
    """The permissions of ``user`` in ``channel``: base, overwrites, then what follows from what.

    A thread takes the overwrites of its parent. Without viewing there is nothing; without
    sending there are no embeds, files or @everyone.
    """
    guild = channel.guild
    if guild is None:
        return PRIVATE
    value = in_guild(guild, user)
    if value & ADMINISTRATOR:
        return ALL
    overwrites = (channel.parent if channel.is_thread and channel.parent else channel).overwrites
    if overwrites:
        everyone = overwrites.get(guild.id)
        if everyone is not None:
            value = value & ~everyone.deny | everyone.allow
        membership = guild.memberships.get(user.id)
        allow = deny = 0
        for role in membership.roles if membership is not None else ():
            overwrite = overwrites.get(role.id)
            if overwrite is not None:
                allow |= overwrite.allow
                deny |= overwrite.deny
        value = value & ~deny | allow
        own = overwrites.get(user.id)
        if own is not None:
            value = value & ~own.deny | own.allow
    if is_timed_out(guild, user):
        value &= TIMED_OUT
    if not value & VIEW:
        return 0
    if not value & (SEND_IN_THREADS if channel.is_thread else SEND):
        value &= ~_NEEDS_SENDING
    return value


def is_timed_out(guild: Guild, user: User) -> bool:
    """Whether a member is in a time-out, which ends by itself; the owner and administrators feel nothing of one."""
    membership = guild.memberships.get(user.id)
    until = membership.timed_out_until if membership is not None else None
    return until is not None and until > guild.world.clock.now() and in_guild(guild, user) != ALL
