"""The gateway: hello, identify, heartbeats, resume; version 10, JSON, uncompressed."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from . import payloads
from .entities import Json
from .sessions import Connection, Session
from .world import GUILD_MEMBERS, GUILD_PRESENCES, GUILDS, MESSAGE_CONTENT, Viewer, World

if TYPE_CHECKING:
    from .faults import Faults

HEARTBEAT, IDENTIFY, RESUME = 1, 2, 6
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11

_IGNORED = frozenset((3, 4, 5))
"""Presence and voice: accepted, without effect."""

_ENDS_SESSION = frozenset((1000, 1001, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014))
"""Close codes after which Discord does not resume."""


class Gateway:
    """All websockets of the bot and the sessions behind them."""

    def __init__(self, world: World, faults: Faults, heartbeat_interval: float) -> None:
        self._world = world
        self._faults = faults
        self.heartbeat_interval = heartbeat_interval
        self.sends = 120
        self.sends_window = 60.0
        """A connection on which the client sends more than ``sends`` in so many seconds is closed with 4008."""
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.identifies: list[Json] = []
        """The data of every identify, without the token."""
        self.resumes = 0

    @property
    def live(self) -> list[Session]:
        """The sessions that are connected and ready."""
        return [each for each in self.sessions.values() if each.ready and each.connection is not None]

    def emit(self, name: str, intent: int, guild_id: int, build: Callable[[Viewer], Json]) -> None:
        """Send an event to every session that covers the guild and has the intent."""
        for session in self.sessions.values():
            if session.ready and session.covers(guild_id) and (not intent or session.intents & intent):
                session.dispatch(name, self._faults.trimmed(name, build(session)))

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """One websocket, from hello to its end."""
        socket = web.WebSocketResponse(max_msg_size=1 << 20, compress=False, timeout=1.0)
        await socket.prepare(request)
        connection = Connection(socket, request)
        self.connections.add(connection)
        try:
            hello: Json = {"heartbeat_interval": int(self.heartbeat_interval * 1000)}
            connection.send_op(HELLO, self._faults.trimmed("HELLO", hello))
            async for frame in socket:
                if frame.type is not WSMsgType.TEXT:
                    await connection.close(4002, "Error while decoding payload.")
                    break
                await self._receive(connection, frame.data)
        finally:
            self.connections.discard(connection)
            self._disconnected(connection)
            await connection.end()
        return socket

    async def close(self) -> None:
        """Close all websockets, as at the end of a test."""
        for connection in list(self.connections):
            connection.abort()
        await asyncio.sleep(0)

    def forget(self, session: Session) -> None:
        """Invalidate a session; a resume of it will be refused."""
        self.sessions.pop(session.id, None)

    async def close_all(self, code: int, shard: int | None) -> None:
        """Close the websockets of one shard or of all with ``code``."""
        for session in self.live:
            if shard is None or session.shard[0] == shard:
                if code in _ENDS_SESSION:
                    self.forget(session)
                if session.connection is not None:
                    await session.connection.close(code)

    def _disconnected(self, connection: Connection) -> None:
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
            if connection.socket.close_code in (1000, 1001) and not connection.closed_here:
                # A client that closes with 1000 or 1001 gives its session up ("Disconnecting").
                self.forget(session)
        self._world.changes.notify()

    async def _receive(self, connection: Connection, text: str) -> None:
        if connection.count(self.sends_window) > self.sends:
            await connection.close(4008, "Rate limited.")
            return
        try:
            frame: Json = json.loads(text)
            op: int = frame["op"]
            data: Any = frame.get("d")
        except (ValueError, KeyError, TypeError):
            await connection.close(4002, "Error while decoding payload.")
            return
        if op == HEARTBEAT:
            self._heartbeat(connection, data)
        elif op == IDENTIFY:
            await self._identify(connection, data)
        elif op == RESUME:
            await self._resume(connection, data)
        elif connection.session is None:
            await connection.close(4003, "Not authenticated.")
        elif op not in _IGNORED:
            await connection.close(4001, "Unknown opcode.")

    def _heartbeat(self, connection: Connection, sequence: int | None) -> None:
        if connection.session is not None and sequence is not None:
            connection.session.acknowledged = max(connection.session.acknowledged, sequence)
        if self._faults.acknowledges_heartbeats:
            connection.send_op(HEARTBEAT_ACK)
        self._world.changes.notify()

    async def _identify(self, connection: Connection, data: Json) -> None:
        self.identifies.append({key: value for key, value in data.items() if key != "token"})
        self._world.sessions_started += 1
        if connection.session is not None:
            await connection.close(4005, "Already authenticated.")
            return
        if data.get("token") != self._world.token:
            await connection.close(4004, "Authentication failed.")
            return
        shard: list[int] = data.get("shard") or [0, 1]
        if not 0 <= shard[0] < shard[1]:
            await connection.close(4010, "Invalid shard.")
            return
        intents: int = data.get("intents", 0)
        if intents >> 26:
            await connection.close(4013, "Invalid intent(s).")
            return
        if intents & self._disallowed():
            await connection.close(4014, "Disallowed intent(s).")
            return
        await self._faults.before_ready()
        if connection.socket.closed:
            return
        self._begin(connection, (shard[0], shard[1]), intents)

    def _disallowed(self) -> int:
        policy = self._world.policy
        return (
            (0 if policy.message_content_allowed else MESSAGE_CONTENT)
            | (0 if policy.members_allowed else GUILD_MEMBERS)
            | (0 if policy.presences_allowed else GUILD_PRESENCES)
        )

    def _begin(self, connection: Connection, shard: tuple[int, int], intents: int) -> None:
        for old in [each for each in self.sessions.values() if each.shard == shard and each.connection is None]:
            self.forget(old)
        session = Session(secrets.token_hex(16), shard, intents)
        session.connection = connection
        connection.session = session
        self.sessions[session.id] = session
        world = self._world
        guilds = [each for each in world.guilds.values() if each.with_bot and session.covers(each.id)]
        ready: Json = {
            "v": 10,
            "user": payloads.user(world.bot) | {"verified": True, "mfa_enabled": True, "email": None},
            "guilds": [{"id": str(each.id), "unavailable": True} for each in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": list(shard),
            "application": {"id": str(world.application_id), "flags": 0},
            "private_channels": [],
            "_trace": [],
        }
        session.dispatch("READY", self._faults.trimmed("READY", ready))
        session.ready = True
        if intents & GUILDS:
            for each in guilds:
                if each.available:
                    all_members = bool(intents & GUILD_MEMBERS)
                    session.dispatch("GUILD_CREATE", payloads.guild_create(each, world.bot, all_members=all_members))
        world.changes.notify()

    async def _resume(self, connection: Connection, data: Json) -> None:
        self.resumes += 1
        if data.get("token") != self._world.token:
            await connection.close(4004, "Authentication failed.")
            return
        session = self.sessions.get(str(data.get("session_id")))
        sequence: int = data.get("seq") or 0
        if session is None or not session.can_replay(sequence):
            connection.send_op(INVALID_SESSION, False)
            self._world.changes.notify()
            return
        session.acknowledged = sequence
        session.replay(connection, sequence)
        session.dispatch("RESUMED", {"_trace": []})
        self._world.changes.notify()
