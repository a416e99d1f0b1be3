"""The requests that the bot made."""

from __future__ import annotations

import fnmatch
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .entities import Json


@dataclass(eq=False, slots=True)
class Request:
    """One request, and how it was answered."""

    method: str
    path: str
    """Without the API prefix and the query: ``/channels/1/messages``."""
    template: str
    """The route: ``/channels/{channel_id}/messages``; empty when there is none."""
    body: Any
    query: dict[str, str]
    at: float
    """Seconds since the epoch, by the stub's clock."""
    files: list[str] = field(default_factory=list[str])
    status: int | None = None
    """The status of the answer; None while it is under way, or when the connection was cut."""
    answer: Any = None
    error: Json | None = None
    """The body of a refusal."""


class RequestLog:
    """The latest requests, oldest first, and counts of all."""

    def __init__(self, keep: int) -> None:
        self._kept: deque[Request] = deque(maxlen=keep)
        self.counts: Counter[tuple[str, str]] = Counter()
        """All requests ever made, by method and route."""
        self.in_flight = 0

    def add(self, request: Request) -> None:
        """Append a request that begins."""
        self._kept.append(request)
        self.counts[request.method, request.template] += 1

    def of(self, method: str, pattern: str = "*") -> list[Request]:
        """The kept requests of a method (``*``: any) and a path, such as ``/channels/*/messages``."""
        return [each for each in self._kept if matches(each.method, each.path, method, pattern)]

    def count(self, method: str, pattern: str = "*") -> int:
        """How many kept requests match."""
        return len(self.of(method, pattern))

    def failed(self) -> list[Request]:
        """The kept requests that were refused."""
        return [each for each in self._kept if each.status is not None and each.status >= 400]

    def __iter__(self) -> Iterator[Request]:
        return iter(list(self._kept))

    def __len__(self) -> int:
        return len(self._kept)


def matches(method: str, path: str, wanted: str, pattern: str) -> bool:
    """Whether a request is of a method and a path; ``*`` stands for one segment, alone for anything."""
    if wanted not in ("*", method):
        return False
    if pattern == "*":
        return True
    parts, wants = path.split("/"), pattern.split("/")
    return len(parts) == len(wants) and all(fnmatch.fnmatchcase(a, b) for a, b in zip(parts, wants, strict=True))
