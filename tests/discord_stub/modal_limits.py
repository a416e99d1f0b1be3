"""The modals (forms in a window) that Discord accepts (Discord, "Modal", "Component Reference")."""

from __future__ import annotations

from typing import Any

from .component_limits import CUSTOM_ID, SELECTS, check_menu
from .entities import Json
from .errors import FormErrors, Path

TITLE = 45
PARTS = 5
FIELD_LABEL = 45
FIELD_DESCRIPTION = 100
FIELD_PLACEHOLDER = 100
FIELD_VALUE = 4000

TEXT_INPUT, TEXT, LABEL = 4, 10, 18


def check_modal(data: Json) -> None:
    """Refuse a modal with 50035, every fault at its place."""
    errors = FormErrors()
    for key, most in (("title", TITLE), ("custom_id", CUSTOM_ID)):
        if errors.required(("data", key), data.get(key)):
            errors.length(("data", key), data[key], 1, most)
    components: list[Json] = data.get("components") or []
    at: Path = ("data", "components")
    if not 1 <= len(components) <= PARTS:
        errors.add(at, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {PARTS} in length.")
    seen: set[Any] = set()
    for index, part in enumerate(components):
        if (field := _field(errors, part, (*at, index))) is not None:
            path = (*at, index, "component")
            _check_field(errors, field, path)
            if field.get("custom_id") in seen:
                message = "Component custom id cannot be duplicated"
                errors.add((*path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message)
            seen.add(field.get("custom_id"))
    errors.refuse()


def _field(errors: FormErrors, part: Json, at: Path) -> Json | None:
    """The field of a label; records what is wrong around it. A text has none."""
    kind = part.get("type")
    if kind == LABEL:
        if errors.required((*at, "label"), part.get("label")):
            errors.length((*at, "label"), part["label"], 1, FIELD_LABEL)
        errors.length((*at, "description"), part.get("description"), 1, FIELD_DESCRIPTION)
        return part.get("component") or {}
    if kind == TEXT:
        errors.required((*at, "content"), part.get("content"))
    else:
        errors.add(at, "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({TEXT}, {LABEL}).')
    return None


def _check_field(errors: FormErrors, field: Json, at: Path) -> None:
    kind = field.get("type")
    if kind in SELECTS:
        check_menu(errors, field, at)
        if field.get("disabled"):
            errors.add((*at, "disabled"), "COMPONENT_DISABLED_IN_MODAL", "A menu in a modal cannot be disabled")
        return
    if errors.required((*at, "custom_id"), field.get("custom_id")):
        errors.length((*at, "custom_id"), field["custom_id"], 1, CUSTOM_ID)
    if kind == TEXT_INPUT:
        _check_text_input(errors, field, at)
    else:
        errors.add((*at, "type"), "UNION_TYPE_CHOICES", 'Value of field "type" is no field of a modal.')


def _check_text_input(errors: FormErrors, field: Json, at: Path) -> None:
    if field.get("style") not in (1, 2):
        errors.add((*at, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")
    errors.length((*at, "placeholder"), field.get("placeholder"), 0, FIELD_PLACEHOLDER)
    errors.between((*at, "min_length"), field.get("min_length"), 0, FIELD_VALUE)
    errors.between((*at, "max_length"), field.get("max_length"), 1, FIELD_VALUE)
    low, high = field.get("min_length") or 0, field.get("max_length") or FIELD_VALUE
    if low > high:
        errors.add((*at, "min_length"), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")
    if field.get("value"):
        errors.length((*at, "value"), field["value"], low, high)
