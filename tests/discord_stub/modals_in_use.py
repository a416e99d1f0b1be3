"""A form as a person fills it in, and what the Discord app refuses to send."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, cast

from .component_limits import SELECTS, STRING_SELECT, counts
from .components_in_use import check_entities
from .entities import Json
from .errors import StubMisuse, blank
from .modal_limits import CHECKBOX, CHECKBOXES, FIELD_VALUE, LABEL, RADIO, ROW, TEXT_INPUT, UPLOAD
from .resolving import Picked, Resolved, Upload

Filled: TypeAlias = "Picked | bool | Sequence[Picked]"
"""What is put into a field: a text, what is picked, several of these, or a tick."""


def fields(components: Sequence[Json]) -> dict[str, Json]:
    """The fields of a modal by custom id, each with its ``label``, in order."""
    found: dict[str, Json] = {}
    for part in components:
        if part["type"] == ROW:
            found |= {each["custom_id"]: each for each in part["components"]}
        elif part["type"] == LABEL:
            found[part["component"]["custom_id"]] = part["component"] | {"label": part["label"]}
    return found


def fill(components: Sequence[Json], given: dict[str, Filled], resolved: Resolved) -> list[Json]:
    """The components of a modal as they are submitted.

    A field that is not ``given`` keeps what stands in it. StubMisuse for an unknown field and for
    what the app does not let a person submit.
    """
    known = fields(components)
    for name in given:
        if name not in known:
            raise StubMisuse(f"the form has no field {name!r}, only {list(known)}")
    sent: list[Json] = []
    for part in components:
        data: Json = {"type": part["type"], "id": part["id"]}
        if part["type"] == ROW:
            data["components"] = [_submitted(each, given, resolved) for each in part["components"]]
        elif part["type"] == LABEL:
            data["component"] = _submitted(part["component"], given, resolved)
        sent.append(data)
    return sent


def _submitted(field: Json, given: dict[str, Filled], resolved: Resolved) -> Json:
    name, kind = field["custom_id"], field["type"]
    data: Json = {"type": kind, "id": field["id"], "custom_id": name}
    if kind == TEXT_INPUT:
        return data | {"value": _text(field, given.get(name, field.get("value") or ""))}
    if kind == CHECKBOX:
        return data | {"value": bool(given.get(name, field.get("default") or False))}
    value = given.get(name)
    if value is None:
        picked: list[Picked] = [option["value"] for option in field.get("options", ()) if option.get("default")]
        ids = [str(each["id"]) for each in field.get("default_values") or ()]
    else:
        picked = [cast(Picked, value)] if isinstance(value, str) or not isinstance(value, Sequence) else list(value)
        ids = []
    _check_picked(field, picked, len(picked) + len(ids))
    values = [*ids, *(str(resolved.sent(each)) for each in picked)]
    if kind == RADIO:
        return data | {"value": values[0] if values else None}
    return data | {"values": values}


def _text(field: Json, value: object) -> str:
    name = field["custom_id"]
    if not isinstance(value, str):
        raise StubMisuse(f"the field {name!r} takes a text, not {value!r}")
    if blank(value):
        if field.get("required", True):
            raise StubMisuse(f"the field {name!r} must be filled in")
        return value
    low, high = field.get("min_length") or 0, field.get("max_length") or FIELD_VALUE
    if not low <= len(value) <= high:
        raise StubMisuse(f"the field {name!r} takes {low} to {high} characters, not {len(value)}")
    return value


def _check_picked(field: Json, picked: list[Picked], count: int) -> None:
    name, kind = field["custom_id"], field["type"]
    low, high = (1, 1) if kind == RADIO else counts(field)
    if kind == CHECKBOXES and field.get("max_values") is None:
        high = len(field["options"])
    needed = field.get("required", True)
    if not (low if needed else 0) <= count <= high or (count and count < low):
        raise StubMisuse(f"the field {name!r} takes {low} to {high} values, not {count}")
    if kind in SELECTS and kind != STRING_SELECT:
        check_entities(field, picked)
    elif kind == UPLOAD:
        if not all(isinstance(each, Upload) for each in picked):
            raise StubMisuse(f"the field {name!r} takes files, not {picked}")
    else:
        options = [option["value"] for option in field["options"]]
        if any(each not in options for each in picked):
            raise StubMisuse(f"the field {name!r} offers {options}, not {picked}")
