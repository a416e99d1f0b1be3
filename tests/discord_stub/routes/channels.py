"""Channels: reading, leaving, typing, reactions."""

from __future__ import annotations

from urllib.parse import unquote

from .. import payloads, permissions, threads
from ..entities import Channel, Json, Message
from ..errors import refusal
from ..world import DIRECT_REACTIONS, DIRECT_TYPING, GUILD_REACTIONS, GUILD_TYPING, World
from .table import Call, Reply, route

_REACTIONS = 20


@route("GET", "/channels/{channel_id}")
def get_channel(call: Call) -> Reply:
    return Reply(payloads.channel(call.world.channel(call.id("channel_id"))))


@route("DELETE", "/channels/{channel_id}")
def delete_channel(call: Call) -> Reply:
    channel = call.world.channel(call.id("channel_id"))
    if channel.guild is not None:
        needed = permissions.MANAGE_THREADS if channel.is_thread else permissions.bits("manage_channels")
        if not call.world.bot_may(channel, needed):
            raise refusal(50013)
        channel.guild.delete_channel(channel)
    return Reply(payloads.channel(channel))


@route("POST", "/channels/{channel_id}/typing")
def start_typing(call: Call) -> Reply:
    world = call.world
    channel = world.channel(call.id("channel_id"))
    needed = permissions.SEND_IN_THREADS if channel.is_thread else permissions.SEND
    if not world.bot_may(channel, needed):
        raise refusal(50013)
    tell_typing(world, channel, world.bot.id)
    return Reply()


@route("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me")
def add_reaction(call: Call) -> Reply:
    world = call.world
    channel, message, emoji = _reacted(call)
    needed = permissions.HISTORY if emoji in message.reactions else permissions.HISTORY | permissions.REACT
    if not world.bot_may(channel, needed):
        raise refusal(50013)
    if channel.archived:
        threads.check_changing(world, channel)
    if not emoji or emoji.isascii():
        # A custom emoji is written name:id; the stub has none, so any name is unknown.
        raise refusal(10014)
    if emoji not in message.reactions and len(message.reactions) >= _REACTIONS:
        raise refusal(30010)
    react(world, message, emoji, world.bot.id, added=True)
    return Reply()


@route("DELETE", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me")
def remove_reaction(call: Call) -> Reply:
    _, message, emoji = _reacted(call)
    react(call.world, message, emoji, call.world.bot.id, added=False)
    return Reply()


@route("DELETE", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/{user_id}")
def remove_reaction_of(call: Call) -> Reply:
    channel, message, emoji = _reacted(call)
    if not call.world.bot_may(channel, permissions.MANAGE_MESSAGES) or channel.is_private:
        raise refusal(50013)
    react(call.world, message, emoji, call.id("user_id"), added=False)
    return Reply()


@route("DELETE", "/channels/{channel_id}/messages/{message_id}/reactions")
def clear_reactions(call: Call) -> Reply:
    channel, message, _ = _reacted(call)
    if not call.world.bot_may(channel, permissions.MANAGE_MESSAGES) or channel.is_private:
        raise refusal(50013)
    message.reactions.clear()
    data = _place(message)
    call.world.emit_here("MESSAGE_REACTION_REMOVE_ALL", channel, (GUILD_REACTIONS, DIRECT_REACTIONS), lambda _: data)
    return Reply()


def _reacted(call: Call) -> tuple[Channel, Message, str]:
    channel = call.world.channel(call.id("channel_id"))
    message = call.world.message(channel, call.id("message_id"))
    return channel, message, unquote(call.params.get("emoji_name", ""))


def _place(message: Message) -> Json:
    data: Json = {"channel_id": str(message.channel.id), "message_id": str(message.id)}
    if message.channel.guild is not None:
        data["guild_id"] = str(message.channel.guild.id)
    return data


def react(world: World, message: Message, emoji: str, user_id: int, *, added: bool) -> None:
    """Add or take back a reaction, and tell the bot."""
    who = message.reactions.setdefault(emoji, set())
    if (user_id in who) == added:
        return
    if added:
        who.add(user_id)
    else:
        who.discard(user_id)
    if not who:
        del message.reactions[emoji]
    data = _place(message) | {
        "user_id": str(user_id),
        "emoji": {"id": None, "name": emoji},
        "burst": False,
        "type": 0,
        "message_author_id": str(message.author.id),
    }
    guild = message.channel.guild
    if added and guild is not None and user_id in guild.memberships:
        data["member"] = payloads.member(guild.memberships[user_id])
    name = "MESSAGE_REACTION_ADD" if added else "MESSAGE_REACTION_REMOVE"
    world.emit_here(name, message.channel, (GUILD_REACTIONS, DIRECT_REACTIONS), lambda _: data)


def tell_typing(world: World, channel: Channel, user_id: int) -> None:
    """Tell the bot that somebody, or itself, is typing."""
    data: Json = {"channel_id": str(channel.id), "user_id": str(user_id), "timestamp": int(world.clock.now())}
    if channel.guild is not None:
        data["guild_id"] = str(channel.guild.id)
        if user_id in channel.guild.memberships:
            data["member"] = payloads.member(channel.guild.memberships[user_id])
    world.emit_here("TYPING_START", channel, (GUILD_TYPING, DIRECT_TYPING), lambda _: data)
