"""Checks requests against Discord's published description of its API (OpenAPI 3.1).

The description is found by the environment variable ``DISCORD_OPENAPI``. Where it is stricter
than Discord itself, ``_TOLERATED`` and ``_loosened`` say so, each with its reason.
"""

from __future__ import annotations

import functools
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast
from urllib.parse import quote

import jsonschema_rs
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from .entities import Json

ENVIRONMENT = "DISCORD_OPENAPI"
MISSING = f"{ENVIRONMENT} does not name Discord's API description; requests are not checked"
"""Why tests about the checks are skipped."""

_BASE = "urn:discord-api"
_MESSAGE = 200
"""Characters of a fault that are reported; the whole value can be in it."""

_TOLERATED: dict[tuple[str, str], frozenset[str]] = {
    # Discord takes a query parameter that a route does not know. discord.py sends this one to
    # every webhook route, though the description lists it for some only.
    ("*", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"): frozenset(("with_components",)),
    # Where the message lies within the body of a new post; not in the description.
    ("*", "/channels/{channel_id}/threads"): frozenset(("use_nested_fields",)),
}


class _Fault(Protocol):
    """What is used of jsonschema's errors, which carry no complete types."""

    message: str
    absolute_path: Sequence[str | int]
    relative_schema_path: Sequence[str | int]
    context: Sequence[_Fault]
    """The faults of all branches, of a fault of ``anyOf`` or ``oneOf``."""


class _Explainer(Protocol):
    """What is used of jsonschema's validators."""

    def iter_errors(self, instance: object) -> Iterator[_Fault]: ...


@dataclass(frozen=True, slots=True)
class Violation:
    """A request that Discord's description of its API does not allow."""

    method: str
    path: str
    message: str


def description_path() -> Path | None:
    """The file that ``DISCORD_OPENAPI`` names, if there is one."""
    named = os.environ.get(ENVIRONMENT)
    return Path(named) if named and Path(named).is_file() else None


@functools.cache
def load(path: Path) -> ApiDescription:
    """The description in ``path``; read once in a process, for it is large."""
    return ApiDescription(json.loads(path.read_text(encoding="utf-8")))


class ApiDescription:
    """Routes, query parameters and bodies as Discord describes them."""

    def __init__(self, document: Json) -> None:
        _loosen(document)
        self._paths: dict[str, Json] = document["paths"]
        self._registry: Registry[Any] = Registry[Any]().with_resource(
            _BASE, Resource[Any].from_contents(document, default_specification=DRAFT202012)
        )
        self._compiled = jsonschema_rs.Registry([(_BASE, document)])
        self._validators: dict[str, jsonschema_rs.Draft202012Validator] = {}
        self._by_length: dict[int, list[tuple[list[str], str]]] = {}
        for template in self._paths:
            parts = template.split("/")
            self._by_length.setdefault(len(parts), []).append((parts, template))
        for candidates in self._by_length.values():
            # A literal segment such as "@me" wins over a parameter.
            candidates.sort(key=lambda each: [part.startswith("{") for part in each[0]])

    def check(self, method: str, path: str, query: Mapping[str, str], body: object) -> Iterator[str]:
        """Everything that is wrong with a request; ``body`` is decoded JSON, None when there is none."""
        template = self._template(path)
        operation: Json | None = self._paths[template].get(method.lower()) if template else None
        if template is None or operation is None:
            yield f"no {method} {path} in the description"
            return
        parameters: list[Json] = self._paths[template].get("parameters", []) + operation.get("parameters", [])
        yield from self._check_parameters(method, template, parameters, path, query)
        yield from self._check_body(template, method.lower(), operation.get("requestBody"), body)

    def check_answer(self, method: str, path: str, status: int, data: object) -> Iterator[str]:
        """Everything that is wrong with an answer other than an error, by the same description."""
        template = self._template(path)
        operation: Json = self._paths[template].get(method.lower(), {}) if template else {}
        if template is None or not operation or status >= 400:
            return
        wanted: Json | None = operation["responses"].get(str(status))
        if wanted is None:
            yield f"answer: status {status}, not one of {list(operation['responses'])}"
        elif "application/json" in wanted.get("content", {}):
            parts = (template, method.lower(), "responses", str(status), "content", "application/json")
            reference = f"{_BASE}#/paths/" + "/".join(map(_pointer, parts)) + "/schema"
            yield from self._faults({"$ref": reference}, data, "answer", reference)

    def _template(self, path: str) -> str | None:
        parts = path.split("/")
        for wants, template in self._by_length.get(len(parts), ()):
            if all(want.startswith("{") or want == part for want, part in zip(wants, parts, strict=True)):
                return template
        return None

    def _check_parameters(
        self, method: str, template: str, parameters: list[Json], path: str, query: Mapping[str, str]
    ) -> Iterator[str]:
        inside = dict(zip(template.split("/"), path.split("/"), strict=True))
        known = {each["name"]: each for each in parameters if each["in"] == "query"}
        for each in parameters:
            if each["in"] == "path":
                yield from self._faults(each["schema"], inside["{" + each["name"] + "}"], f"path {each['name']}")
            elif each["in"] == "query" and each.get("required") and each["name"] not in query:
                yield f"query parameter {each['name']} is missing"
        for name, text in query.items():
            if name in known:
                yield from self._faults(known[name]["schema"], _decoded(text, known[name]["schema"]), f"query {name}")
            elif name not in _TOLERATED.get(("*", template), ()):
                yield f"unknown query parameter {name}"

    def _check_body(self, template: str, method: str, wanted: Json | None, body: object) -> Iterator[str]:
        if wanted is None or "application/json" not in wanted["content"]:
            if body is not None and (wanted is None or "multipart/form-data" not in wanted["content"]):
                yield "a body where none is described"
            return
        if body is None:
            if wanted.get("required"):
                yield "the body is missing"
            return
        where = "/".join(_pointer(part) for part in ("paths", template, method, "requestBody", "content"))
        reference = f"{_BASE}#/{where}/{_pointer('application/json')}/schema"
        yield from self._faults({"$ref": reference}, body, "body", reference)

    def _faults(self, schema: Json, value: object, where: str, key: str | None = None) -> Iterator[str]:
        name = key or json.dumps(schema)
        absolute: Json = {"$ref": key} if key else json.loads(name.replace('"#/', f'"{_BASE}#/'))
        if name not in self._validators:
            self._validators[name] = jsonschema_rs.Draft202012Validator(absolute, registry=self._compiled)
        if self._validators[name].is_valid(value):
            return
        # A hundred times slower, but it tells which of several alternatives was meant.
        explainer = cast(_Explainer, Draft202012Validator(absolute, registry=self._registry))
        for fault in explainer.iter_errors(value):
            cause = _cause(fault)
            place = ".".join(str(part) for part in cause.absolute_path)
            yield f"{where}{'.' + place if place else ''}: {_short(cause.message)}"


def _cause(fault: _Fault) -> _Fault:
    """The fault behind a failed choice between schemas.

    It is one of the branch that was meant: the one that goes wrong deepest in the value, and
    of several such the one with the fewest faults. A branch for another kind of component goes
    wrong at the top, at ``type``.
    """
    while fault.context:
        branches: dict[str | int, list[_Fault]] = {}
        for each in fault.context:
            branches.setdefault(each.relative_schema_path[0], []).append(_cause(each))
        meant = max(
            branches.values(),
            key=lambda faults: (min(len(each.absolute_path) for each in faults), -len(faults)),
        )
        fault = max(meant, key=lambda each: len(each.absolute_path))
    return fault


def _short(message: str) -> str:
    # The value stands at the beginning, what is wrong with it at the end.
    if len(message) <= _MESSAGE:
        return message
    return f"{message[: _MESSAGE // 2]} ... {message[-_MESSAGE // 2 :]}"


def _pointer(part: str) -> str:
    return quote(part.replace("~", "~0").replace("/", "~1"), safe="~@")


def _decoded(text: str, schema: Json) -> object:
    kinds: Any = schema.get("type")
    if kinds == "integer" and re.fullmatch(r"-?\d+", text):
        return int(text)
    if kinds == "boolean":
        # Discord reads 1 and 0 as it reads true and false; discord.py sends the digits.
        return {"true": True, "1": True, "false": False, "0": False}.get(text.lower(), text)
    if kinds == "array":
        return text.split(",")
    return text


def _loosen(document: Json) -> None:
    """Make the description as lenient as Discord, in these points.

    - A snowflake may be a JSON number: Discord reads both, and discord.py sends numbers in
      message references, allowed mentions and attachments.
    - ``default_member_permissions`` may be a string of digits: that is how Discord returns it,
      and it takes back what it returned.
    """
    schemas: dict[str, Json] = document["components"]["schemas"]
    text = schemas["SnowflakeType"]
    schemas["SnowflakeType"] = {"anyOf": [text, {"type": "integer", "minimum": 0}]}
    for name in (
        "ApplicationCommandCreateRequest",
        "ApplicationCommandUpdateRequest",
        "ApplicationCommandPatchRequestPartial",
    ):
        properties: Json = schemas.get(name, {}).get("properties", {})
        number = properties.get("default_member_permissions")
        if number is not None:
            properties["default_member_permissions"] = {"anyOf": [number, {"type": "string", "pattern": r"^\d+$"}]}
