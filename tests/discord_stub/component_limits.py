"""The buttons and menus that Discord accepts (Discord, "Component Reference")."""

from __future__ import annotations

from typing import Any

from .entities import Json, walk
from .errors import FormErrors, Path, blank

ROWS = 5
BUTTONS = 5
CUSTOM_ID = 100
LABEL = 80
OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150
COMPONENTS = 40
DISPLAYED_TEXT = 4000

STRING_SELECT, CHANNEL_SELECT = 3, 8
SELECTS = (STRING_SELECT, CHANNEL_SELECT)


def check_components(errors: FormErrors, components: list[Json], at: Path, v2: bool) -> None:
    """Record all that is wrong with the components of a message; ``v2`` is whether it has that flag."""
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
        if part.get("type") in (2, *SELECTS):
            found.append(((*at, index), part))
    return found


def _check_row(errors: FormErrors, row: Json, at: Path) -> None:
    parts: list[Json] = row.get("components") or []
    if not 1 <= len(parts) <= BUTTONS:
        errors.add((*at, "components"), "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {BUTTONS} in length.")
    if any(part.get("type") in SELECTS for part in parts) and len(parts) > 1:
        errors.add(
            (*at, "components"),
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "The specified component exceeds the maximum width",
        )


def _check_leaf(errors: FormErrors, part: Json, at: Path) -> None:
    if part.get("type") == 2:
        _check_button(errors, part, at)
    elif part.get("type") in SELECTS:
        check_menu(errors, part, at)


def check_menu(errors: FormErrors, menu: Json, at: Path) -> None:
    """Record all that is wrong with a select menu, of a message or of a modal."""
    errors.length((*at, "placeholder"), menu.get("placeholder"), 0, PLACEHOLDER)
    if errors.required((*at, "custom_id"), menu.get("custom_id")):
        errors.length((*at, "custom_id"), menu["custom_id"], 1, CUSTOM_ID)
    errors.between((*at, "min_values"), menu.get("min_values"), 0, OPTIONS)
    errors.between((*at, "max_values"), menu.get("max_values"), 1, OPTIONS)
    low, high = counts(menu)
    if low > high:
        errors.add((*at, "min_values"), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")
    if menu["type"] == STRING_SELECT:
        _check_options(errors, menu.get("options") or [], (*at, "options"))
        _check_counts(errors, menu, at)


def counts(menu: Json) -> tuple[int, int]:
    """How many values a menu takes, at least and at most: one unless it says otherwise."""
    low, high = (1 if menu.get(key) is None else int(menu[key]) for key in ("min_values", "max_values"))
    return low, high


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
    low, high = counts(menu)
    if len(options) < max(low, high):
        # In Discord's words the greater number is what the options must have.
        message = f"Must be between {max(low, high)} and {OPTIONS} in length."
        errors.add((*at, "options"), "BASE_TYPE_BAD_LENGTH", message)
    if sum(bool(option.get("default")) for option in options) > high:
        message = f"At most {high} options can be selected by default."
        errors.add((*at, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message)


def _check_emoji(errors: FormErrors, emoji: Json | None, at: Path) -> None:
    # All emoji of Unicode have a character beyond ASCII, the keycaps too; a custom one has an id.
    if emoji is not None and not emoji.get("id") and str(emoji.get("name") or "").isascii():
        errors.add((*at, "name"), "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")
