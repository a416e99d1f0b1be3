"""Threads: who is in them, and what is refused in archived and locked ones (Discord, "Threads")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import payloads, permissions
from .entities import HAS_THREAD, Channel, Json, Message, User
from .errors import refusal

if TYPE_CHECKING:
    from .world import World

_STARTER = 21
"""The type of a thread's first message."""

_GUILDS = 1 << 0
_GUILD_MEMBERS = 1 << 1


def start_on(world: World, thread: Channel, message: Message) -> None:
    """What a thread does to the message on which it starts, and its own first message, which refers to it."""
    world.edit_message(message, {"flags": message.flags | HAS_THREAD}, silently=True)
    assert thread.owner_id is not None
    starter = Message(message.id, thread, world.users[thread.owner_id], "", world.clock.iso(), type=_STARTER)
    starter.reply_to = message
    starter.reference = {"type": 0, "channel_id": str(message.channel.id), "message_id": str(message.id)}
    if thread.guild is not None:
        starter.reference["guild_id"] = str(thread.guild.id)
    world.add_message(starter)


def join(world: World, thread: Channel, user: User) -> None:
    """Add an account to a thread. The bot is sent the thread as if it were new, for it may never have seen it."""
    if thread.guild is None or user.id in thread.members:
        return
    thread.members[user.id] = world.clock.iso()
    if user is world.bot:
        data = payloads.channel(thread)
        world.emit_here("THREAD_CREATE", thread, (_GUILDS, _GUILDS), lambda _: data)
    added = payloads.thread_member(thread, user.id)
    if user.id in thread.guild.memberships:
        added |= {"member": payloads.member(thread.guild.memberships[user.id]), "presence": None}
    _tell_members(world, thread, user, {"added_members": [added]})


def take_in(world: World, message: Message) -> None:
    """What a message does to its thread before it is told: the author and who is mentioned join, an archive ends."""
    thread, guild = message.channel, message.channel.guild
    if guild is None or not thread.is_thread or message.ephemeral:
        return
    # What comes through a webhook, answers to interactions among it, makes nobody join.
    for user in (message.author, *message.mentions) if message.webhook_id is None else ():
        if user.id in guild.memberships:
            join(world, thread, user)
    if thread.archived:
        thread.archived = False
        tell(world, thread)
        if world.bot.id in thread.members:
            own = payloads.thread_member(thread, world.bot.id) | {"guild_id": str(guild.id)}
            world.emit_here("THREAD_MEMBER_UPDATE", thread, (_GUILDS, _GUILDS), lambda _: own)


def tell(world: World, thread: Channel) -> None:
    """Tell the bot that a thread was archived, locked, or brought back."""
    data = payloads.channel(thread)
    world.emit_here("THREAD_UPDATE", thread, (_GUILDS, _GUILDS), lambda _: data)


def check_sending(world: World, channel: Channel) -> None:
    """Refuse what the bot says in a locked thread: 160005, or 50083 if that is archived too."""
    if channel.locked and not world.bot_may(channel, permissions.MANAGE_THREADS):
        raise refusal(50083 if channel.archived else 160005)


def check_changing(world: World, channel: Channel) -> None:
    """Refuse edits and reactions in an archived thread with 50083, and what ``check_sending`` refuses."""
    if channel.archived:
        raise refusal(50083)
    check_sending(world, channel)


def _tell_members(world: World, thread: Channel, user: User, change: Json) -> None:
    assert thread.guild is not None
    data: Json = {"id": str(thread.id), "guild_id": str(thread.guild.id), "member_count": len(thread.members)} | change
    intent = _GUILDS if user is world.bot else _GUILD_MEMBERS
    world.emit_here("THREAD_MEMBERS_UPDATE", thread, (intent, intent), lambda _: data)
