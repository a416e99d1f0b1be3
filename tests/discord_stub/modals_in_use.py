"""A form as a person fills it in, and what the Discord app refuses to send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .component_limits import counts
from .entities import Json
from .errors import StubMisuse, blank
from .modal_limits import FIELD_VALUE, LABEL, TEXT_INPUT


def fields(components: Sequence[Json]) -> dict[str, Json]:
    """The fields of a modal by custom id, each with its ``label``, in order."""
    labels = (part for part in components if part["type"] == LABEL)
    return {part["component"]["custom_id"]: part["component"] | {"label": part["label"]} for part in labels}


def fill(components: Sequence[Json], given: Mapping[str, str]) -> list[Json]:
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
        if part["type"] == LABEL:
            data["component"] = _submitted(part["component"], given)
        sent.append(data)
    return sent


def _submitted(field: Json, given: Mapping[str, str]) -> Json:
    name, kind = field["custom_id"], field["type"]
    data: Json = {"type": kind, "id": field["id"], "custom_id": name}
    if kind == TEXT_INPUT:
        return data | {"value": _text(field, given.get(name, field.get("value") or ""))}
    chosen = [option["value"] for option in field["options"] if option.get("default")]
    picked = [given[name]] if name in given else chosen
    _check_picked(field, picked)
    return data | {"values": picked}


def _text(field: Json, value: str) -> str:
    name = field["custom_id"]
    if blank(value):
        if field.get("required", True):
            raise StubMisuse(f"the field {name!r} must be filled in")
        return value
    low, high = field.get("min_length") or 0, field.get("max_length") or FIELD_VALUE
    if not low <= len(value) <= high:
        raise StubMisuse(f"the field {name!r} takes {low} to {high} characters, not {len(value)}")
    return value


def _check_picked(field: Json, picked: list[str]) -> None:
    name = field["custom_id"]
    low, high = counts(field)
    needed = field.get("required", True)
    if not (low if needed else 0) <= len(picked) <= high:
        raise StubMisuse(f"the field {name!r} takes {low} to {high} values, not {len(picked)}")
    options = [option["value"] for option in field["options"]]
    if any(each not in options for each in picked):
        raise StubMisuse(f"the field {name!r} offers {options}, not {picked}")
