"""What Discord takes in a message (Discord, "Message", "Embed Limits", "Component Reference").

Lengths are in code points, as Python counts them.
"""

from __future__ import annotations

from typing import Any

from .entities import COMPONENTS_V2, Json, walk
from .errors import FormErrors, blank, refusal

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
ROWS = 5
BUTTONS = 5
CUSTOM_ID = 100
LABEL = 80
OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150
COMPONENTS = 40
DISPLAYED_TEXT = 4000
CHOICES = 25
CHOICE_TEXT = 100

_SELECTS = (3, 5, 6, 7, 8)
_V2_TYPES = (9, 10, 11, 12, 13, 14, 17)

Path = tuple[str | int, ...]


def check_message(body: Json, *, files: int = 0, editing: bool = False, at: Path = ()) -> None:
    """Refuse a message as Discord does: 50035 with every fault at its place, or 50006 when it is empty.

    ``editing`` allows an absent body part; ``at`` is where the message lies in the request.
    """
    errors = FormErrors()
    v2 = bool((body.get("flags") or 0) & COMPONENTS_V2)
    content: Any = body.get("content")
    errors.length((*at, "content"), content, 0, CONTENT)
    embeds: list[Json] = body.get("embeds") or []
    components: list[Json] = body.get("components") or []
    if len(embeds) > EMBEDS:
        errors.add((*at, "embeds"), "BASE_TYPE_MAX_LENGTH", f"Must be {EMBEDS} or fewer in length.")
    _check_embeds(errors, embeds, (*at, "embeds"))
    _check_components(errors, components, (*at, "components"), v2)
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
        for key in ("url",):
            url: Any = embed.get(key)
            if url and not str(url).startswith(("http://", "https://")):
                errors.add((*here, key), "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https').")
    if total > EMBED_TOTAL:
        errors.add(at, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {EMBED_TOTAL}")


def _check_components(errors: FormErrors, components: list[Json], at: Path, v2: bool) -> None:
    if not components:
        return
    everything = walk(components)
    if not v2:
        if len(components) > ROWS:
            errors.add(at, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {ROWS} in length.")
        for index, row in enumerate(components):
            if row.get("type") != 1:
                errors.add((*at, index), "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).')
    elif len(everything) > COMPONENTS:
        errors.add(at, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", f"At most {COMPONENTS} components are allowed.")
    shown = sum(len(part.get("content") or "") for part in everything if part.get("type") == 10)
    if shown > DISPLAYED_TEXT:
        errors.add(at, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", f"At most {DISPLAYED_TEXT} characters are shown.")
    for path, row in _rows(components, at):
        _check_row(errors, row, path)
    seen: set[str] = set()
    for path, part in _leaves(components, at):
        _check_leaf(errors, part, path)
        custom_id: Any = part.get("custom_id")
        if custom_id is not None:
            if custom_id in seen:
                errors.add(
                    (*path, "custom_id"),
                    "COMPONENT_CUSTOM_ID_DUPLICATED",
                    "Component custom id cannot be duplicated",
                )
            seen.add(custom_id)


def _rows(components: list[Json], at: Path) -> list[tuple[Path, Json]]:
    found: list[tuple[Path, Json]] = []
    for index, part in enumerate(components):
        if part.get("type") == 1:
            found.append(((*at, index), part))
        elif part.get("components"):
            found += _rows(part["components"], (*at, index, "components"))
    return found


def _leaves(components: list[Json], at: Path) -> list[tuple[Path, Json]]:
    found: list[tuple[Path, Json]] = []
    for index, part in enumerate(components):
        if part.get("components"):
            found += _leaves(part["components"], (*at, index, "components"))
        if part.get("accessory"):
            found.append(((*at, index, "accessory"), part["accessory"]))
        if part.get("type") in (2, *_SELECTS):
            found.append(((*at, index), part))
    return found


def _check_row(errors: FormErrors, row: Json, at: Path) -> None:
    parts: list[Json] = row.get("components") or []
    if not 1 <= len(parts) <= BUTTONS:
        errors.add((*at, "components"), "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {BUTTONS} in length.")
    if any(part.get("type") in _SELECTS for part in parts) and len(parts) > 1:
        errors.add(
            (*at, "components"),
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "The specified component exceeds the maximum width",
        )


def _check_leaf(errors: FormErrors, part: Json, at: Path) -> None:
    if part.get("type") == 2:
        _check_button(errors, part, at)
    elif part.get("type") in _SELECTS:
        errors.length((*at, "placeholder"), part.get("placeholder"), 0, PLACEHOLDER)
        if errors.required((*at, "custom_id"), part.get("custom_id")):
            errors.length((*at, "custom_id"), part["custom_id"], 1, CUSTOM_ID)
        if part["type"] == 3:
            _check_options(errors, part.get("options") or [], (*at, "options"))
            _check_counts(errors, part, at)


def _check_button(errors: FormErrors, part: Json, at: Path) -> None:
    link = part.get("style") == 5
    errors.length((*at, "label"), part.get("label"), 0, LABEL)
    if blank(part.get("label")) and not part.get("emoji"):
        errors.add(at, "BUTTON_COMPONENT_EMPTY", "Either a label or an emoji is required")
    _check_emoji(errors, part.get("emoji"), (*at, "emoji"))
    if link:
        if not part.get("url") or part.get("custom_id"):
            errors.add((*at, "url"), "BASE_TYPE_REQUIRED", "A link button takes a url and no custom id")
        errors.length((*at, "url"), part.get("url"), 1, 512)
    elif errors.required((*at, "custom_id"), part.get("custom_id")):
        errors.length((*at, "custom_id"), part["custom_id"], 1, CUSTOM_ID)


def _check_options(errors: FormErrors, options: list[Json], at: Path) -> None:
    if not 1 <= len(options) <= OPTIONS:
        errors.add(at, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {OPTIONS} in length.")
    values: set[str] = set()
    for index, option in enumerate(options):
        for key in ("label", "value"):
            if errors.required((*at, index, key), option.get(key)):
                errors.length((*at, index, key), option[key], 1, OPTION_TEXT)
        errors.length((*at, index, "description"), option.get("description"), 0, OPTION_TEXT)
        _check_emoji(errors, option.get("emoji"), (*at, index, "emoji"))
        value = str(option.get("value"))
        if value in values:
            errors.add(
                (*at, index, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
        values.add(value)


def _check_counts(errors: FormErrors, menu: Json, at: Path) -> None:
    options: list[Json] = menu.get("options") or []
    low, high = (1 if menu.get(key) is None else int(menu[key]) for key in ("min_values", "max_values"))
    if len(options) < max(low, high):
        # In Discord's words the greater number is what the options must have.
        message = f"Must be between {max(low, high)} and {OPTIONS} in length."
        errors.add((*at, "options"), "BASE_TYPE_BAD_LENGTH", message)
    if low > high:
        errors.add((*at, "min_values"), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")
    if sum(bool(option.get("default")) for option in options) > high:
        errors.add(
            (*at, "options"),
            "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
            f"At most {high} options can be selected by default.",
        )


def _check_emoji(errors: FormErrors, emoji: Json | None, at: Path) -> None:
    # All emoji of Unicode have a character beyond ASCII, the keycaps too; a custom one has an id.
    if emoji is not None and not emoji.get("id") and str(emoji.get("name") or "").isascii():
        errors.add((*at, "name"), "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")


def _check_allowed_mentions(errors: FormErrors, allowed: Json | None, at: Path) -> None:
    if not allowed:
        return
    parse: list[str] = allowed.get("parse") or []
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
