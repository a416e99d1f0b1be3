"""Threads and forum posts that the bot starts."""

from __future__ import annotations

from .. import payloads, permissions, threads
from ..entities import Channel, ChannelKind, Json, Message
from ..errors import FormErrors, refusal
from ..limits import check_message
from .messages import files_of
from .table import Call, Reply, route

_NAME = 100


@route("POST", "/channels/{channel_id}/messages/{message_id}/threads")
def start_on_message(call: Call) -> Reply:
    channel = call.world.channel(call.id("channel_id"))
    message = call.world.message(channel, call.id("message_id"))
    if message.id in call.world.channels:
        raise refusal(160004)
    thread = _start(call, channel, message)
    return Reply(payloads.channel(thread), 201)


@route("POST", "/channels/{channel_id}/threads")
def start(call: Call) -> Reply:
    channel = call.world.channel(call.id("channel_id"))
    thread = _start(call, channel, None)
    data = payloads.channel(thread)
    if channel.kind is ChannelKind.FORUM:
        data["message"] = _opening(call, thread)
    return Reply(data, 201)


@route("PUT", "/channels/{channel_id}/thread-members/@me")
@route("DELETE", "/channels/{channel_id}/thread-members/@me")
def join_or_leave(call: Call) -> Reply:
    thread = call.world.channel(call.id("channel_id"))
    if thread.archived:
        raise refusal(50083)
    change = threads.join if call.method == "PUT" else threads.leave
    change(call.world, thread, call.world.bot)
    return Reply()


def _start(call: Call, channel: Channel, on: Message | None) -> Channel:
    errors = FormErrors()
    if errors.required(("name",), call.data.get("name")):
        errors.length(("name",), call.data["name"], 1, _NAME)
    errors.refuse()
    private = call.data.get("type", 12) == 12 and on is None and channel.kind is not ChannelKind.FORUM
    needed = permissions.bits("create_private_threads") if private else permissions.PUBLIC_THREADS
    if channel.guild is None or channel.is_thread:
        raise refusal(50003)
    if not call.world.bot_may(channel, needed):
        raise refusal(50013)
    return channel.guild.add_thread(channel, str(call.data["name"]), owner=call.world.bot, private=private, on=on)


def _opening(call: Call, thread: Channel) -> Json:
    body: Json = call.data.get("message") or {}
    check_message(body, files=len(call.files), at=("message",))
    message = Message(
        thread.id,
        thread,
        call.world.bot,
        str(body.get("content") or ""),
        call.world.clock.iso(),
        embeds=body.get("embeds") or [],
        components=body.get("components") or [],
        attachments=files_of(call, []),
        allowed_mentions=body.get("allowed_mentions"),
    )
    return payloads.message(call.world, call.world.add_message(message))
