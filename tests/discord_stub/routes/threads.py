"""Threads and forum posts that the bot starts."""

from __future__ import annotations

from .. import payloads, permissions, threads
from ..entities import Channel, ChannelKind, Message
from ..errors import FormErrors, refusal
from .table import Call, Reply, route

_NAME = 100
_TAKES_THREADS = (ChannelKind.TEXT, ChannelKind.ANNOUNCEMENT, ChannelKind.FORUM)
"""Not the chats of voice and stage channels, nor threads (Discord, "Start Thread from Message")."""


@route("POST", "/channels/{channel_id}/messages/{message_id}/threads")
def start_on_message(call: Call) -> Reply:
    channel = call.world.channel(call.id("channel_id"))
    message = call.world.message(channel, call.id("message_id"))
    if message.id in call.world.channels:
        raise refusal(160004)
    thread = _start(call, channel, message)
    return Reply(payloads.channel(thread), 201)


@route("PATCH", "/channels/{channel_id}")
def change(call: Call) -> Reply:
    """Rename, archive or lock a thread: its owner may, but for locking, and who manages threads. Who may write there
    brings it back, unless it is locked (Discord, "Modify Channel")."""
    world = call.world
    thread = world.channel(call.id("channel_id"))
    if not thread.is_thread:
        raise refusal(50013)
    brings_back = call.data.get("archived") is False
    if world.bot_may(thread, permissions.MANAGE_THREADS):
        may_change = True
    elif "locked" in call.data or (brings_back and thread.locked):
        may_change = False
    elif call.data.keys() == {"archived"} and brings_back:
        may_change = world.bot_may(thread, permissions.SEND_IN_THREADS)
    else:
        may_change = thread.owner_id == world.bot.id
    if not may_change:
        raise refusal(50013)
    if thread.archived and not brings_back:
        raise refusal(50083)
    if "name" in call.data:
        _check_name(call.data["name"])
        thread.name = call.data["name"]
    thread.archived = bool(call.data.get("archived", thread.archived))
    thread.locked = bool(call.data.get("locked", thread.locked))
    threads.tell(world, thread)
    return Reply(payloads.channel(thread))


def _start(call: Call, channel: Channel, on: Message | None) -> Channel:
    _check_name(call.data.get("name"))
    forum = channel.kind is ChannelKind.FORUM
    private = call.data.get("type", 12) == 12 and on is None and not forum
    needed = permissions.bits("create_private_threads") if private else permissions.PUBLIC_THREADS
    if forum:
        needed = permissions.SEND
    if channel.guild is None:
        raise refusal(50003)
    if channel.kind not in _TAKES_THREADS or (forum and on is not None):
        raise refusal(50024)
    if not call.world.bot_may(channel, needed):
        raise refusal(50013)
    return channel.guild.add_thread(channel, str(call.data["name"]), owner=call.world.bot, private=private, on=on)


def _check_name(name: object) -> None:
    errors = FormErrors()
    if errors.required(("name",), name):
        errors.length(("name",), name, 1, _NAME)
    errors.refuse()
