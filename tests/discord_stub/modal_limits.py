"""What Discord takes as a modal, a form in a window (Discord, "Modal", "Component Reference")."""

from __future__ import annotations

from typing import Any

from .component_limits import CUSTOM_ID, OPTION_TEXT, SELECTS, check_menu
from .entities import Json
from .errors import FormErrors, Path

TITLE = 45
PARTS = 5
FIELD_LABEL = 45
FIELD_DESCRIPTION = 100
FIELD_PLACEHOLDER = 100
FIELD_VALUE = 4000
FILES = 10

ROW, TEXT_INPUT, TEXT, LABEL = 1, 4, 10, 18
UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 19, 21, 22, 23

_CHOICES = {RADIO: (2, 10), CHECKBOXES: (1, 10)}


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
        for path, field in _fields(errors, part, (*at, index)):
            _check_field(errors, field, path)
            if field.get("custom_id") in seen:
                message = "Component custom id cannot be duplicated"
                errors.add((*path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message)
            seen.add(field.get("custom_id"))
    errors.refuse()


def _fields(errors: FormErrors, part: Json, at: Path) -> list[tuple[Path, Json]]:
    """The fields of a row or a label; records what is wrong around them."""
    kind = part.get("type")
    if kind == ROW:
        inside: list[Json] = part.get("components") or []
        if len(inside) != 1:
            errors.add((*at, "components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 1 in length.")
        for index, each in enumerate(inside):
            path = (*at, "components", index)
            if each.get("type") != TEXT_INPUT:
                errors.add(path, "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({TEXT_INPUT},).')
            elif errors.required((*path, "label"), each.get("label")):
                errors.length((*path, "label"), each["label"], 1, FIELD_LABEL)
        return [((*at, "components", index), each) for index, each in enumerate(inside)]
    if kind == LABEL:
        if errors.required((*at, "label"), part.get("label")):
            errors.length((*at, "label"), part["label"], 1, FIELD_LABEL)
        errors.length((*at, "description"), part.get("description"), 1, FIELD_DESCRIPTION)
        return [((*at, "component"), part.get("component") or {})]
    if kind == TEXT:
        errors.required((*at, "content"), part.get("content"))
    else:
        errors.add(at, "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({ROW}, {TEXT}, {LABEL}).')
    return []


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
    elif kind in (UPLOAD, CHECKBOXES):
        errors.between((*at, "min_values"), field.get("min_values"), 0, FILES)
        errors.between((*at, "max_values"), field.get("max_values"), 1, FILES)
    elif kind not in (RADIO, CHECKBOX):
        errors.add((*at, "type"), "UNION_TYPE_CHOICES", 'Value of field "type" is no field of a modal.')
    if kind in _CHOICES:
        _check_choices(errors, field.get("options") or [], (*at, "options"), *_CHOICES[kind])


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


def _check_choices(errors: FormErrors, options: list[Json], at: Path, low: int, high: int) -> None:
    if not low <= len(options) <= high:
        errors.add(at, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
    for index, option in enumerate(options):
        for key in ("label", "value"):
            if errors.required((*at, index, key), option.get(key)):
                errors.length((*at, index, key), option[key], 1, OPTION_TEXT)
        errors.length((*at, index, "description"), option.get("description"), 0, OPTION_TEXT)
