"""Faults that tests cause on purpose."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Literal

from .changes import NothingHappened
from .entities import Json
from .request_log import matches

if TYPE_CHECKING:
    from .server import DiscordStub


class FaultKind(Enum):
    """How a request goes wrong."""

    LIMITED = auto()
    FAILS = auto()
    SLOW = auto()
    CUT_BEFORE = auto()
    CUT_AFTER = auto()
    NONSENSE = auto()


class Reached(asyncio.Event):
    """An event whose ``wait`` gives up, and says what did not happen."""

    def __init__(self, missing: str) -> None:
        super().__init__()
        self._missing = missing

    async def wait(self, within: float = 240.0) -> Literal[True]:
        """Return when it is set. NothingHappened after ``within`` seconds; a program takes some to start."""
        try:
            async with asyncio.timeout(within):
                return await super().wait()
        except TimeoutError:
            raise NothingHappened(f"{self._missing} within {within} s") from None


@dataclass(eq=False, slots=True)
class Fault:
    """A planned fault for requests of one route, ``times`` times (None: until ``lift``)."""

    kind: FaultKind
    method: str
    pattern: str
    times: int | None
    status: int = 500
    retry_after: float = 0.0
    scope: str = "user"
    apply_first: bool = False
    """Whether a failing request takes effect nevertheless."""
    delay: float = 0.0
    body: bytes = b""
    content_type: str = ""
    """What is sent instead of an answer."""
    hits: int = 0
    """How many requests it has met."""
    released: asyncio.Event = field(default_factory=asyncio.Event)
    reached: Reached = field(init=False)
    """Set when the first request has met the fault."""

    def __post_init__(self) -> None:
        self.reached = Reached(f"no request met the fault of {self.method} {self.pattern}")

    def release(self) -> None:
        """Let slow requests go on, those under way and those to come."""
        self.released.set()

    def lift(self) -> None:
        """End the fault."""
        self.times = 0
        self.released.set()


class Faults:
    """Plans faults of the HTTP API and makes faults of the gateway.

    A method is ``"*"`` or a verb, a path a pattern such as ``"/channels/*/messages"`` in which
    ``*`` stands for one segment, or ``"*"`` for all. The planned fault that was added first
    wins.
    """

    def __init__(self, stub: DiscordStub) -> None:
        self._stub = stub
        self._planned: list[Fault] = []
        self._ready: asyncio.Event | None = None
        self.acknowledges_heartbeats = True
        self.refuses_gateway = False
        self._left_out: dict[str, frozenset[str]] = {}
        self.refused = 0
        """How many gateway connections were refused."""

    # HTTP

    def rate_limits(
        self, method: str, path: str, times: int = 1, *, retry_after: float = 0.05, scope: str = "user"
    ) -> Fault:
        """The next ``times`` requests are answered 429 with ``retry_after`` seconds.

        ``scope`` is ``user`` (this route), ``shared`` (others used it up) or ``global``, as in
        X-RateLimit-Scope.
        """
        return self._plan(Fault(FaultKind.LIMITED, method, path, times, retry_after=retry_after, scope=scope))

    def fails(self, method: str, path: str, times: int = 1, *, status: int = 500, apply_first: bool = False) -> Fault:
        """The next ``times`` requests are answered ``status`` without a Discord error code.

        With ``apply_first`` the request takes effect, and only its answer is lost.
        """
        return self._plan(Fault(FaultKind.FAILS, method, path, times, status=status, apply_first=apply_first))

    def slows(self, method: str, path: str, times: int | None = 1, *, delay: float | None = None) -> Fault:
        """The next ``times`` requests wait before they take effect: ``delay`` s, or for ``release()``."""
        fault = Fault(FaultKind.SLOW, method, path, times, delay=delay or 0.0)
        return self._plan(fault)

    def cuts(self, method: str, path: str, times: int = 1, *, after_effect: bool = False) -> Fault:
        """The connection of the next ``times`` requests is reset, before or after they take effect."""
        return self._plan(Fault(FaultKind.CUT_AFTER if after_effect else FaultKind.CUT_BEFORE, method, path, times))

    def answers(
        self, method: str, path: str, body: bytes, times: int | None = None, *, content_type: str = "application/json"
    ) -> Fault:
        """The next ``times`` requests (None: all) are answered 200 with this body and take no effect."""
        return self._plan(Fault(FaultKind.NONSENSE, method, path, times, body=body, content_type=content_type))

    def lift(self) -> None:
        """End all faults, planned and lasting ones."""
        for fault in self._planned:
            fault.lift()
        self._planned.clear()
        self.acknowledges_heartbeats = True
        self.refuses_gateway = False
        self._left_out.clear()
        self.release_ready()

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets."""
        for fault in self._planned:
            if fault.times != 0 and matches(method, path, fault.method, fault.pattern):
                if fault.times is not None:
                    fault.times -= 1
                fault.hits += 1
                fault.reached.set()
                self._stub.changes.notify()
                return fault
        return None

    # Gateway

    async def closes_gateway(self, code: int, shard: int | None = None) -> None:
        """Close the websockets of a shard (None: all) with a close code.

        Codes after which Discord does not resume (1000, 1001, 4004, 4007, 4009 to 4014) also
        end the session.
        """
        await self._stub.gateway.close_all(code, shard)

    def drops_gateway(self, shard: int | None = None) -> None:
        """Cut the websockets without a close frame; the sessions can be resumed."""
        self._each(shard, lambda session_id: None, cut=True)

    def asks_to_reconnect(self, shard: int | None = None) -> None:
        """Send op 7, "Reconnect"."""
        self._each(shard, lambda session_id: (7, None))

    def invalidates_session(self, *, resumable: bool, shard: int | None = None) -> None:
        """Send op 9, "Invalid Session"; one that cannot be resumed is forgotten."""

        def frame(session_id: str) -> tuple[int, bool]:
            if not resumable:
                self._stub.gateway.sessions.pop(session_id, None)
            return 9, resumable

        self._each(shard, frame)

    def stops_acknowledging(self) -> None:
        """Leave heartbeats without an answer until ``lift``."""
        self.acknowledges_heartbeats = False

    def refuses_connections(self, refuse: bool = True) -> None:
        """Cut every new gateway connection until called with false."""
        self.refuses_gateway = refuse

    def leaves_out(self, name: str, *fields: str) -> None:
        """Send events of this name, or ``HELLO``, without these fields until ``lift``."""
        self._left_out[name] = frozenset(fields)

    def trimmed(self, name: str, data: Json) -> Json:
        """What is left of the data of an event."""
        left_out = self._left_out.get(name, frozenset())
        return {key: value for key, value in data.items() if key not in left_out}

    def delays_ready(self) -> None:
        """Hold READY back until ``release_ready``."""
        self._ready = asyncio.Event()

    def release_ready(self) -> None:
        """Let READY go out."""
        if self._ready is not None:
            self._ready.set()
            self._ready = None

    async def before_ready(self) -> None:
        """Wait while READY is held back."""
        if self._ready is not None:
            await self._ready.wait()

    def _plan(self, fault: Fault) -> Fault:
        self._planned = [each for each in self._planned if each.times != 0]
        self._planned.append(fault)
        return fault

    def _each(
        self, shard: int | None, frame: Callable[[str], tuple[int, bool | None] | None], *, cut: bool = False
    ) -> None:
        for session in self._stub.gateway.live:
            if session.connection is None or shard not in (None, session.shard[0]):
                continue
            if cut:
                session.connection.abort()
            op = frame(session.id)
            if op is not None:
                session.connection.send_op(*op)


def limited_body(fault: Fault) -> Json:
    """The body of a 429 (Discord, "Exceeding A Rate Limit")."""
    return {
        "message": "You are being rate limited.",
        "retry_after": fault.retry_after,
        "global": fault.scope == "global",
    }
