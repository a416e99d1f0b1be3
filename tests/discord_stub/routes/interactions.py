"""First responses and follow-ups."""

from __future__ import annotations

from typing import Any

from ..entities import EPHEMERAL, LOADING, Attachment, Json, Message, numbered
from ..errors import invalid_form, refusal
from ..interactions import (
    FIRST_RESPONSE_S,
    TOKEN_S,
    Choice,
    Interaction,
    InteractionKind,
    Response,
    ResponseType,
)
from ..limits import check_choices, check_message
from ..modal_limits import check_modal
from .messages import apply_edit, files_of, refer, shown
from .table import Call, Reply, route

_HOOK = "/webhooks/{webhook_id}/{webhook_token}"
_FLAGS_KEPT = EPHEMERAL | 1 << 2 | 1 << 12 | 1 << 15

_TAKES = {
    InteractionKind.COMMAND: (4, 5, 9),
    InteractionKind.COMPONENT: (4, 5, 6, 7, 9),
    InteractionKind.AUTOCOMPLETE: (8,),
    InteractionKind.MODAL: (4, 5, 6, 7),
}
"""Callback types by interaction type (Discord, "Interaction Callback Type")."""


@route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", needs_token=False)
def respond(call: Call) -> Reply:
    world = call.world
    interaction = world.interactions.get(call.id("interaction_id"))
    if interaction is None or interaction.token != call.params["interaction_token"]:
        raise refusal(10062)
    if interaction.response is not None:
        raise refusal(40060)
    if interaction.age > FIRST_RESPONSE_S:
        raise refusal(10062)
    kind = call.data.get("type")
    # Without a message there is nothing to update: a form that a command opened.
    updating = kind in (ResponseType.DEFERRED_UPDATE, ResponseType.UPDATE)
    if kind not in _TAKES[interaction.kind] or (updating and interaction.source is None):
        raise invalid_form(("type",), "INTERACTION_TYPE_INVALID", f"Callback type {kind} does not fit this interaction")
    data: Json = call.data.get("data") or {}
    response = _response(interaction, ResponseType(kind), data, call.files)
    _take_effect(call, interaction, response, data)
    interaction.response = response
    interaction.seen_revisions = len(interaction.message.revisions) if interaction.message else 0
    world.changes.notify()
    if call.query.get("with_response", "").lower() not in ("1", "true"):
        return Reply()
    return Reply(_callback(call, interaction))


@route("POST", _HOOK, needs_token=False)
def follow_up(call: Call) -> Reply:
    interaction = _open(call)
    check_message(call.data, call.files)
    loading = interaction.message
    if loading is not None and loading.loading and interaction.source is not loading:
        # The first follow-up to a deferred response takes its place, and its visibility.
        _fill(call, interaction, loading)
        return Reply(shown(call.world, loading))
    message = _message(call, interaction, call.data)
    interaction.followups.append(message)
    call.world.add_message(message, message.reply_to.author if message.reply_to else None, may_everyone=False)
    return Reply(shown(call.world, message))


@route("GET", _HOOK + "/messages/{message_id}", needs_token=False)
def read(call: Call) -> Reply:
    return Reply(shown(call.world, _own(call, _open(call))))


@route("PATCH", _HOOK + "/messages/{message_id}", needs_token=False)
def edit(call: Call) -> Reply:
    interaction = _open(call)
    message = _own(call, interaction)
    if message.loading:
        check_message(call.data, call.files)
        _fill(call, interaction, message)
    else:
        apply_edit(call, message, call.data)
    return Reply(shown(call.world, message))


@route("DELETE", _HOOK + "/messages/{message_id}", needs_token=False)
def delete(call: Call) -> Reply:
    call.world.delete_message(_own(call, _open(call)))
    return Reply()


def _response(interaction: Interaction, kind: ResponseType, data: Json, files: list[Attachment]) -> Response:
    after = interaction.age
    if kind is ResponseType.CHOICES:
        choices: list[Json] = data.get("choices") or []
        check_choices(choices)
        return Response(kind, choices=tuple(Choice(each["name"], each["value"]) for each in choices), after=after)
    if kind is ResponseType.MODAL:
        check_modal(data)
        components = numbered(data["components"])
        return Response(kind, custom_id=data["custom_id"], title=data["title"], components=components, after=after)
    if kind in (ResponseType.MESSAGE, ResponseType.UPDATE):
        check_message(data, files, editing=kind is ResponseType.UPDATE, at=("data",))
    flags = int(data.get("flags") or 0)
    if interaction.forced_ephemeral and kind in (ResponseType.MESSAGE, ResponseType.DEFERRED_MESSAGE):
        flags |= EPHEMERAL
    content = str(data.get("content") or "")
    return Response(kind, content, data.get("embeds") or [], data.get("components") or [], flags, after=after)


def _take_effect(call: Call, interaction: Interaction, response: Response, data: Json) -> None:
    if response.type in (ResponseType.MESSAGE, ResponseType.DEFERRED_MESSAGE):
        message = _message(call, interaction, data | {"flags": response.flags})
        if response.type is ResponseType.DEFERRED_MESSAGE:
            message.flags |= LOADING
        if interaction.source is not None and not interaction.source.ephemeral and not message.ephemeral:
            refer(message, interaction.source, {"message_id": interaction.source.id})
        interaction.message = message
        call.world.add_message(message, may_everyone=False)
    elif response.type in (ResponseType.UPDATE, ResponseType.DEFERRED_UPDATE):
        interaction.message = interaction.source
        if response.type is ResponseType.UPDATE and interaction.source is not None:
            if interaction.source.deleted:
                raise refusal(10008)
            inner = Call(call.world, call.method, call.path, call.params, call.query, data, call.files)
            apply_edit(inner, interaction.source, data)


def _message(call: Call, interaction: Interaction, data: Json) -> Message:
    world = call.world
    flags = int(data.get("flags") or 0) & _FLAGS_KEPT
    if interaction.forced_ephemeral:
        flags |= EPHEMERAL
    message = Message(
        world.ids.next(),
        interaction.channel,
        world.bot,
        str(data.get("content") or "").strip(),
        world.clock.iso(),
        type=20 if interaction.kind is InteractionKind.COMMAND and interaction.target is None else 0,
        flags=flags,
        embeds=data.get("embeds") or [],
        components=data.get("components") or [],
        attachments=files_of(call, []),
        allowed_mentions=data.get("allowed_mentions"),
        webhook_id=world.application_id,
        application_id=world.application_id,
        interaction=interaction,
    )
    if interaction.target is not None:
        message.type = 23
        refer_target(message, interaction.target)
    if flags & EPHEMERAL:
        message.ephemeral_for = interaction.user
    first = interaction.message
    if interaction.response is not None and first is not None and not first.deleted and first is not interaction.source:
        refer(message, first, {"message_id": first.id})
    return message


def refer_target(message: Message, target: Message) -> None:
    """Make a response point at the message on which its command was used."""
    refer(message, target, {"message_id": target.id})
    message.type = 23


def _fill(call: Call, interaction: Interaction, message: Message) -> None:
    message.flags &= ~LOADING
    data: Json = {key: value for key, value in call.data.items() if key != "flags"}
    allowed: Any = data.get("allowed_mentions")
    message.allowed_mentions = allowed
    apply_edit(call, message, data, notifies=True)


def _open(call: Call) -> Interaction:
    """The interaction of a token that may still be used: 10015, or 50027 after its 15 minutes."""
    interaction = call.world.tokens.get(call.params["webhook_token"])
    if interaction is None or call.id("webhook_id") != call.world.application_id or interaction.response is None:
        raise refusal(10015)
    if interaction.age > TOKEN_S:
        raise refusal(50027)
    return interaction


def _own(call: Call, interaction: Interaction) -> Message:
    wanted = call.params["message_id"]
    candidates = [interaction.message, *interaction.followups]
    if wanted == "@original":
        message = interaction.message
    else:
        message = next((each for each in candidates if each is not None and str(each.id) == wanted), None)
    if message is None or message.deleted:
        raise refusal(10008)
    return message


def _callback(call: Call, interaction: Interaction) -> Json:
    response, message = interaction.response, interaction.message
    assert response is not None
    data: Json = {
        "id": str(interaction.id),
        "type": int(interaction.kind),
        "channel_id": str(interaction.channel.id),
    }
    if message is not None:
        data |= {
            "response_message_id": str(message.id),
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.ephemeral,
        }
    answer: Json = {"interaction": data}
    if message is not None and response.type in (ResponseType.MESSAGE, ResponseType.UPDATE):
        # Only these two return what they made ("Interaction Callback Resource Object").
        answer["resource"] = {"type": int(response.type), "message": shown(call.world, message)}
    return answer
