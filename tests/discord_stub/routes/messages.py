"""Messages: sending, reading, editing, deleting."""

from __future__ import annotations

from .. import payloads, permissions, threads
from ..entities import SAID, SUPPRESS_EMBEDS, Attachment, Channel, ChannelKind, Json, Message
from ..errors import invalid_form, refusal
from ..limits import check_message
from ..world import World
from .table import Call, Reply, route

_NO_MESSAGES = (ChannelKind.CATEGORY, ChannelKind.FORUM)


@route("POST", "/channels/{channel_id}/messages")
def create(call: Call) -> Reply:
    world, body = call.world, call.data
    channel = world.channel(call.id("channel_id"))
    if channel.kind in _NO_MESSAGES:
        raise refusal(50008)
    if not world.bot_may(channel, permissions.SEND_IN_THREADS if channel.is_thread else permissions.SEND):
        raise refusal(50013)
    if channel.is_private and not world.reaches(channel.recipients[0]):
        raise refusal(50007)
    threads.check_sending(world, channel)
    check_message(body, call.files)
    if body.get("embeds") and not world.bot_may(channel, permissions.EMBED):
        raise refusal(50013)
    if call.files and not world.bot_may(channel, permissions.ATTACH):
        raise refusal(50013)
    repeated = _repeated(world, channel, body)
    if repeated is not None:
        return Reply(shown(world, repeated))
    replied = _replied(world, channel, body.get("message_reference"))
    message = Message(
        world.ids.next(),
        channel,
        world.bot,
        str(body.get("content") or "").strip(),
        world.clock.iso(),
        embeds=body.get("embeds") or [],
        components=body.get("components") or [],
        attachments=files_of(call, []),
        flags=int(body.get("flags") or 0),
        allowed_mentions=body.get("allowed_mentions"),
        nonce=None if body.get("nonce") is None else str(body["nonce"]),
    )
    if body.get("message_reference"):
        refer(message, replied, body["message_reference"])
    may_everyone = world.bot_may(channel, permissions.EVERYONE)
    world.add_message(message, replied.author if replied else None, may_everyone=may_everyone)
    return Reply(shown(world, message))


@route("GET", "/channels/{channel_id}/messages")
def read_many(call: Call) -> Reply:
    world = call.world
    channel = world.channel(call.id("channel_id"))
    if not world.bot_may(channel, permissions.HISTORY):
        # Discord returns an empty list, not an error ("Get Channel Messages").
        return Reply([])
    limit = int(call.query.get("limit", "50"))
    if not 1 <= limit <= 100:
        raise invalid_form(("limit",), "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
    found = [each for each in channel.messages.values() if not each.ephemeral]
    if "before" in call.query:
        found = [each for each in found if each.id < int(call.query["before"])]
    if "after" in call.query:
        found = [each for each in found if each.id > int(call.query["after"])][:limit]
    if "around" in call.query:
        middle = int(call.query["around"])
        found = sorted(sorted(found, key=lambda each: abs(each.id - middle))[:limit], key=lambda each: each.id)
    return Reply([shown(world, each) for each in reversed(found[-limit:])])


@route("GET", "/channels/{channel_id}/messages/{message_id}")
def read(call: Call) -> Reply:
    channel = call.world.channel(call.id("channel_id"))
    if not call.world.bot_may(channel, permissions.HISTORY):
        raise refusal(50001)
    return Reply(shown(call.world, call.world.message(channel, call.id("message_id"))))


@route("PATCH", "/channels/{channel_id}/messages/{message_id}")
def edit(call: Call) -> Reply:
    world, body = call.world, call.data
    message = world.message(world.channel(call.id("channel_id")), call.id("message_id"))
    if message.author is not world.bot:
        others = set(body) - {"flags"}
        if others or not world.bot_may(message.channel, permissions.MANAGE_MESSAGES):
            raise refusal(50005)
    threads.check_changing(world, message.channel)
    apply_edit(call, message, body)
    return Reply(shown(world, message))


@route("DELETE", "/channels/{channel_id}/messages/{message_id}")
def delete(call: Call) -> Reply:
    world = call.world
    channel = world.channel(call.id("channel_id"))
    message = world.message(channel, call.id("message_id"))
    if message.author is not world.bot:
        if channel.is_private:
            raise refusal(50003)
        if not world.bot_may(channel, permissions.MANAGE_MESSAGES):
            raise refusal(50013)
    if channel.archived:
        threads.check_sending(world, channel)
    world.delete_message(message)
    return Reply()


def shown(world: World, message: Message) -> Json:
    """A message as the HTTP API returns it: the content is guarded by the application's grant."""
    return payloads.message(world, message, sees_content=world.policy.message_content_allowed)


def apply_edit(call: Call, message: Message, body: Json, *, notifies: bool = False) -> None:
    """Check an edit and make it; what is absent from the body stays. Only a first filling notifies."""
    check_message(body, call.files, editing=True)
    changes: Json = {key: body[key] for key in ("content", "embeds", "components") if key in body}
    if "flags" in body and body["flags"] is not None:
        kept = message.flags & ~SUPPRESS_EMBEDS
        changes["flags"] = kept | int(body["flags"])
    if "attachments" in body or call.files:
        changes["attachments"] = files_of(call, message.attachments)
    content = changes.get("content", message.content)
    rest = (
        changes.get("embeds", message.embeds),
        changes.get("components", message.components) if message.flags & (1 << 15) else None,
        changes.get("attachments", message.attachments),
    )
    if not str(content or "").strip() and not any(rest):
        raise refusal(50006)
    if "allowed_mentions" in body:
        message.allowed_mentions = body["allowed_mentions"]
    call.world.edit_message(message, changes, notifies=notifies)


def files_of(call: Call, existing: list[Attachment]) -> list[Attachment]:
    """The attachments of a message after a request: those kept, then those uploaded, with their descriptions."""
    body: Json = call.data.get("data") or call.data.get("message") or call.data
    listed: list[Json] | None = body.get("attachments")
    if listed is None:
        return existing + call.files
    by_id = {str(each.get("id")): each for each in listed}
    kept = [each for each in existing if str(each.id) in by_id]
    for each in call.files:
        each.description = by_id.get(str(each.index), {}).get("description")
    for each in kept:
        each.description = by_id[str(each.id)].get("description", each.description)
    return kept + call.files


def refer(message: Message, replied: Message | None, reference: Json) -> None:
    """Make a message a reply. Of a reply to something deleted only the reference remains."""
    message.type = 19
    message.reply_to = replied
    message.reference = {
        "type": 0,
        "channel_id": str(message.channel.id),
        "message_id": str(reference["message_id"]),
    }
    if message.channel.guild is not None:
        message.reference["guild_id"] = str(message.channel.guild.id)


def _replied(world: World, channel: Channel, reference: Json | None) -> Message | None:
    if not reference:
        return None
    if not world.bot_may(channel, permissions.HISTORY):
        raise refusal(160002)
    if reference.get("channel_id") and int(reference["channel_id"]) != channel.id:
        raise invalid_form(
            ("message_reference",),
            "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL",
            "Cannot reply to a message in a different channel",
        )
    replied = channel.messages.get(int(reference.get("message_id") or 0))
    if replied is not None and (replied.ephemeral or replied.type not in (*SAID, 18, 21)):
        if replied.ephemeral:
            replied = None
        else:
            raise invalid_form(
                ("message_reference",),
                "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE",
                "Cannot reply to a system message",
            )
    if replied is None and reference.get("fail_if_not_exists", True):
        raise invalid_form(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    return replied


def _repeated(world: World, channel: Channel, body: Json) -> Message | None:
    """The message that a repeated request made before, by its nonce ("enforce_nonce")."""
    if not body.get("enforce_nonce") or body.get("nonce") is None:
        return None
    return world.nonces.get((channel.id, str(body["nonce"])))
