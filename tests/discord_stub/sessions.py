"""Gateway sessions: what was sent, what is still to be sent, what a resume replays."""

from __future__ import annotations

import asyncio
import json
from collections import deque

from aiohttp import web

from .entities import Json

REPLAY = 1000
"""How many events a session keeps for a resume."""


class Connection:
    """One websocket, written to by one task, so that dispatching never waits."""

    def __init__(self, socket: web.WebSocketResponse, request: web.BaseRequest) -> None:
        self.socket = socket
        self.request = request
        self.session: Session | None = None
        self.closed_here = False
        """Whether the close began on this side."""
        self._counted = 0
        self._counted_until = 0.0
        self._frames: deque[str] = deque()
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._writer = asyncio.create_task(self._write())

    def send(self, frame: str) -> None:
        """Queue a frame."""
        self._frames.append(frame)
        self._idle.clear()
        self._wake.set()

    def send_op(self, op: int, data: object = None) -> None:
        """Queue a frame that is not an event."""
        self.send(json.dumps({"op": op, "d": data, "s": None, "t": None}, separators=(",", ":")))

    def count(self, window: float) -> int:
        """Count a frame of the client: the number that came in this window of that many seconds."""
        now = asyncio.get_running_loop().time()
        if now >= self._counted_until:
            self._counted, self._counted_until = 0, now + window
        self._counted += 1
        return self._counted

    async def flushed(self) -> None:
        """Return when all queued frames are written."""
        await self._idle.wait()

    async def close(self, code: int, message: str = "") -> None:
        """Write what is queued, then close with ``code``."""
        self.closed_here = True
        if not self._writer.done():
            await self.flushed()
        await self.socket.close(code=code, message=message.encode())

    def abort(self) -> None:
        """Cut the connection without a close frame."""
        if self.request.transport is not None:
            self.request.transport.abort()

    async def end(self) -> None:
        """Stop the writer."""
        self._writer.cancel()
        await asyncio.gather(self._writer, return_exceptions=True)

    async def _write(self) -> None:
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._frames:
                    await self.socket.send_str(self._frames.popleft())
                self._idle.set()
        except (ConnectionError, RuntimeError):
            # The client is gone; its session keeps the events for a resume.
            self._frames.clear()
        finally:
            self._idle.set()


class Session:
    """A gateway session, which outlives its connections until it is invalidated."""

    def __init__(self, session_id: str, shard: tuple[int, int], intents: int) -> None:
        self.id = session_id
        self.shard = shard
        self.intents = intents
        self.sequence = 0
        self.acknowledged = 0
        """The last sequence number that the client confirmed, in a heartbeat or a resume."""
        self.ready = False
        self.connection: Connection | None = None
        self._sent: deque[tuple[int, str]] = deque(maxlen=REPLAY)

    def dispatch(self, name: str, data: Json) -> None:
        """Number an event, keep it for a resume, and send it if somebody is connected."""
        self.dispatch_encoded(name, json.dumps(data, separators=(",", ":")))

    def dispatch_encoded(self, name: str, data: str) -> None:
        """The same for data that is JSON text already."""
        self.sequence += 1
        frame = f'{{"op":0,"s":{self.sequence},"t":"{name}","d":{data}}}'
        self._sent.append((self.sequence, frame))
        if self.connection is not None:
            self.connection.send(frame)

    def can_replay(self, sequence: int) -> bool:
        """Whether all events after ``sequence`` are still there."""
        if sequence > self.sequence:
            return False
        return sequence == self.sequence or (bool(self._sent) and self._sent[0][0] <= sequence + 1)

    def replay(self, connection: Connection, sequence: int) -> None:
        """Send all events after ``sequence`` to a new connection, and live ones from now on."""
        for number, frame in self._sent:
            if number > sequence:
                connection.send(frame)
        self.connection = connection
        connection.session = self

    def covers(self, guild_id: int) -> bool:
        """Whether events of this guild (0: private ones) go to this shard."""
        index, count = self.shard
        return (guild_id >> 22) % count == index
