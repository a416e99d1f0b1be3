"""Channels, and reactions to messages."""

from __future__ import annotations

from urllib.parse import unquote

from .. import payloads, permissions, threads
from ..entities import Channel, Json, Message
from ..errors import refusal
from ..world import DIRECT_REACTIONS, GUILD_REACTIONS, World
from .table import Call, Reply, route

_REACTIONS = 20


@route("GET", "/channels/{channel_id}")
def get_channel(call: Call) -> Reply:
    return Reply(payloads.channel(call.world.channel(call.id("channel_id"))))


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
    react(world, message, emoji, world.bot.id)
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


def react(world: World, message: Message, emoji: str, user_id: int) -> None:
    """Add a reaction, and tell the bot."""
    who = message.reactions.setdefault(emoji, set())
    if user_id in who:
        return
    who.add(user_id)
    data = _place(message) | {
        "user_id": str(user_id),
        "emoji": {"id": None, "name": emoji},
        "burst": False,
        "type": 0,
        "message_author_id": str(message.author.id),
    }
    guild = message.channel.guild
    if guild is not None and user_id in guild.memberships:
        data["member"] = payloads.member(guild.memberships[user_id])
    world.emit_here("MESSAGE_REACTION_ADD", message.channel, (GUILD_REACTIONS, DIRECT_REACTIONS), lambda _: data)
