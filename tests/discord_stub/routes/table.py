"""The table of routes: which function answers which request."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from ..entities import Attachment, Json
from ..errors import not_found
from ..world import World


@dataclass(slots=True)
class Call:
    """A request, decoded."""

    world: World
    method: str
    path: str
    params: dict[str, str]
    query: dict[str, str]
    body: Any
    files: list[Attachment] = field(default_factory=list[Attachment])

    def id(self, name: str) -> int:
        """A path parameter that is a snowflake; ApiError 404 when it is not a number."""
        text = self.params[name]
        if not text.isdigit():
            raise not_found()
        return int(text)

    @property
    def data(self) -> Json:
        """The body as an object; empty when it is none."""
        body: object = self.body
        return cast(Json, body) if isinstance(body, dict) else {}

    @property
    def items(self) -> list[Json]:
        """The body as a list of objects; empty when it is none."""
        body: object = self.body
        return cast(list[Json], body) if isinstance(body, list) else []


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; ``data`` None becomes 204."""

    data: Any = None
    status: int = 200


Handler: TypeAlias = Callable[[Call], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path template, and what answers them."""

    method: str
    template: str
    parts: tuple[str, ...]
    handler: Handler
    bucket: str
    needs_token: bool


_ROUTES: dict[tuple[str, int], list[Route]] = {}


def route(method: str, template: str, *, needs_token: bool = True) -> Callable[[Handler], Handler]:
    """Register a handler. ``needs_token`` is false where the path itself authorises."""

    def register(handler: Handler) -> Handler:
        parts = tuple(template.split("/"))
        bucket = hashlib.md5(f"{method}{template}".encode(), usedforsecurity=False).hexdigest()
        entries = _ROUTES.setdefault((method, len(parts)), [])
        entries.append(Route(method, template, parts, handler, bucket, needs_token))
        # A literal segment such as "@me" wins over a parameter.
        entries.sort(key=lambda each: [part.startswith("{") for part in each.parts])
        return handler

    return register


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The route of a request and its path parameters."""
    parts = path.split("/")
    for each in _ROUTES.get((method, len(parts)), ()):
        params: dict[str, str] = {}
        for want, part in zip(each.parts, parts, strict=True):
            if want.startswith("{"):
                params[want[1:-1]] = part
            elif want != part:
                break
        else:
            return each, params
    return None
