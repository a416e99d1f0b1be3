"""The messages that Discord accepts (Discord, "Message", "Embed Limits", "Uploading Files"). Lengths are in code
points, as Python counts them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .component_limits import check_components
from .entities import COMPONENTS_V2, Attachment, Json
from .errors import FormErrors, Path, blank, refusal

CONTENT = 2000
EMBEDS = 10
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FIELDS = 25
EMBED_FIELD_NAME = 256
EMBED_FIELD_VALUE = 1024
EMBED_FOOTER = 2048
EMBED_AUTHOR = 256
EMBED_TOTAL = 6000
FILES = 10
FILE_SIZE = 10 * 1024 * 1024
"""Bytes of one file in a server without boosts."""
FILE_DESCRIPTION = 1024
NONCE = 25
CHOICES = 25
CHOICE_TEXT = 100


def check_message(body: Json, files: Sequence[Attachment] = (), *, editing: bool = False, at: Path = ()) -> None:
    """Refuse a message as Discord does.

    50035 with every fault at its place, 50006 when it is empty, 40005 when a file is too large.
    ``editing`` allows an absent body part; ``at`` is where the message lies in the request.
    """
    if any(len(each.content) > FILE_SIZE for each in files):
        raise refusal(40005)
    errors = FormErrors()
    v2 = bool((body.get("flags") or 0) & COMPONENTS_V2)
    content: Any = body.get("content")
    errors.length((*at, "content"), content, 0, CONTENT)
    embeds: list[Json] = body.get("embeds") or []
    components: list[Json] = body.get("components") or []
    if len(embeds) > EMBEDS:
        errors.add((*at, "embeds"), "BASE_TYPE_MAX_LENGTH", f"Must be {EMBEDS} or fewer in length.")
    _check_embeds(errors, embeds, (*at, "embeds"))
    check_components(errors, components, (*at, "components"), v2)
    _check_attachments(errors, body.get("attachments") or [], len(files), (*at, "attachments"))
    errors.length((*at, "nonce"), body.get("nonce"), 0, NONCE)
    _check_allowed_mentions(errors, body.get("allowed_mentions"), (*at, "allowed_mentions"))
    if v2 and (content or embeds):
        errors.add(
            (*at, "content" if content else "embeds"),
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            "The 'content' and 'embeds' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2",
        )
    errors.refuse()
    if not editing and blank(content) and not embeds and not files and not (v2 and components):
        if not components and not body.get("sticker_ids") and not body.get("poll"):
            raise refusal(50006)
        if components:
            raise refusal(50006)


def _check_embeds(errors: FormErrors, embeds: list[Json], at: Path) -> None:
    total = 0
    for index, embed in enumerate(embeds):
        here = (*at, index)
        author: Json = embed.get("author") or {}
        footer: Json = embed.get("footer") or {}
        fields: list[Json] = embed.get("fields") or []
        texts: list[tuple[Path, Any, int]] = [
            ((*here, "title"), embed.get("title"), EMBED_TITLE),
            ((*here, "description"), embed.get("description"), EMBED_DESCRIPTION),
            ((*here, "author", "name"), author.get("name"), EMBED_AUTHOR),
            ((*here, "footer", "text"), footer.get("text"), EMBED_FOOTER),
        ]
        if len(fields) > EMBED_FIELDS:
            errors.add((*here, "fields"), "BASE_TYPE_MAX_LENGTH", f"Must be {EMBED_FIELDS} or fewer in length.")
        for number, each in enumerate(fields):
            for key, most in (("name", EMBED_FIELD_NAME), ("value", EMBED_FIELD_VALUE)):
                if errors.required((*here, "fields", number, key), each.get(key)):
                    texts.append(((*here, "fields", number, key), each[key], most))
        for path, text, most in texts:
            errors.length(path, text, 0, most)
            total += len(str(text)) if text is not None else 0
        texts_shown = (embed.get("title"), embed.get("description"), author.get("name"), footer.get("text"))
        if all(map(blank, texts_shown)) and not any(embed.get(key) for key in ("fields", "image", "thumbnail")):
            errors.add((*here, "description"), "BASE_TYPE_REQUIRED", "This field is required")
        _check_url(errors, embed.get("url"), (*here, "url"), "http", "https")
        for key, name in (("image", "url"), ("thumbnail", "url"), ("footer", "icon_url"), ("author", "icon_url")):
            part: Json = embed.get(key) or {}
            _check_url(errors, part.get(name), (*here, key, name), "http", "https", "attachment")
    if total > EMBED_TOTAL:
        errors.add(at, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {EMBED_TOTAL}")


def _check_url(errors: FormErrors, url: object, at: Path, *schemes: str) -> None:
    if url and str(url).partition("://")[0] not in schemes:
        errors.add(at, "URL_TYPE_INVALID_SCHEME", f"Scheme must be one of {schemes}.")


def _check_attachments(errors: FormErrors, listed: list[Json], files: int, at: Path) -> None:
    # An edit lists what stays too; those have ids of their own.
    if max(len(listed), files) > FILES:
        errors.add(at, "BASE_TYPE_MAX_LENGTH", f"Must be {FILES} or fewer in length.")
    for index, each in enumerate(listed):
        errors.length((*at, index, "description"), each.get("description"), 0, FILE_DESCRIPTION)


def _check_allowed_mentions(errors: FormErrors, allowed: Json | None, at: Path) -> None:
    if not allowed:
        return
    parse: list[str] = allowed.get("parse") or []
    for index, each in enumerate(parse):
        if each not in ("users", "roles", "everyone"):
            message = "Value must be one of {'users', 'everyone', 'roles'}."
            errors.add((*at, "parse", index), "BASE_TYPE_CHOICES", message)
    for key in ("users", "roles"):
        listed: list[Any] = allowed.get(key) or []
        if len(listed) > 100:
            errors.add((*at, key), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
        if listed and key in parse:
            errors.add(
                at,
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{key}"] and {key}: [ids...] are mutually exclusive.',
            )


def check_choices(choices: list[Json]) -> None:
    """Refuse autocomplete choices with 50035: more than 25, or a name or text value out of 1 to 100."""
    errors = FormErrors()
    at: Path = ("data", "choices")
    if len(choices) > CHOICES:
        errors.add(at, "BASE_TYPE_MAX_LENGTH", f"Must be {CHOICES} or fewer in length.")
    for index, choice in enumerate(choices):
        errors.length((*at, index, "name"), choice.get("name", ""), 1, CHOICE_TEXT)
        if isinstance(choice.get("value"), str):
            errors.length((*at, index, "value"), choice["value"], 1, CHOICE_TEXT)
    errors.refuse()
