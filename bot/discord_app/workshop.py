"""Compiles and tries out indexes in separate processes, so that answers are not delayed."""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import sys
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple, cast

from bot.errors import WorkError

_log = logging.getLogger(__name__)
_Given = TypeVarTuple("_Given")
_Result = TypeVar("_Result")

_SECRET = ("DISCORD_TOKEN", "DATABASE_URL")
"""Environment variables that no job needs."""

COMMAND = (sys.executable, "-m", "bot.evaluation.worker")
"""The command that starts a process for one job."""

LONGEST = 180.0
"""Seconds that a job may take. The largest article takes a tenth of that."""


class _Heard(asyncio.SubprocessProtocol):
    """The output of a process, by stream number, and whether it has ended and its pipes are closed."""

    def __init__(self) -> None:
        self.streams: defaultdict[int, bytearray] = defaultdict(bytearray)
        self.ended = asyncio.Event()

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        self.streams[fd] += data

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended.set()


class Workshop:
    """Runs jobs one at a time, each in a process of its own."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._working: asyncio.SubprocessTransport | None = None
        self._closed = False

    async def do(self, job: Callable[[*_Given], _Result], *given: *_Given) -> _Result:
        """The result of a function of `bot.evaluation.jobs`. If the waiting task is cancelled, the process is ended.
        Raises `WorkError`."""
        async with self._turn:
            try:
                code, result = await self._run(await asyncio.to_thread(pickle.dumps, (job, given)))
            except TimeoutError:
                raise WorkError("it took too long; try again when the machine has less to do") from None
            except OSError as error:
                raise WorkError(f"no process can be started for it ({error.strerror}); try again later") from None
            if self._closed:
                raise WorkError("the bot is about to stop; try again in a moment")
        if code:
            _log.error("a process that compiles an index ended with %d", code)
            raise WorkError("the process that works on it ended before it was done; try again")
        return pickle.loads(result)  # noqa: S301 - a process that we started wrote it

    async def _run(self, given: bytes) -> tuple[int | None, bytes]:
        if self._closed:
            return None, b""
        process, heard = await asyncio.get_running_loop().subprocess_exec(
            _Heard,
            *COMMAND,
            env={name: value for name, value in os.environ.items() if name not in _SECRET},
            start_new_session=True,  # Ctrl-C reaches only the bot, which then ends the job
        )
        self._working = process
        if self._closed:  # closed while the process was starting
            _end(process)
        try:
            async with asyncio.timeout(LONGEST):
                _input(process).write(given)
                _input(process).close()
                await heard.ended.wait()
        finally:
            self._working = None
            _end(process)
            await heard.ended.wait()
        told = heard.streams[2]
        if process.get_returncode() and told:  # log the type only: the text may contain a question
            _log.error("a process that compiles: %s", told.decode(errors="replace").splitlines()[-1].split(":")[0])
        return process.get_returncode(), bytes(heard.streams[1])

    def close(self) -> None:
        """End the running job, and start no more."""
        self._closed = True
        if self._working is not None:
            _end(self._working)


def _end(process: asyncio.SubprocessTransport) -> None:
    """End a process and close its pipes, without waiting for other processes that hold them."""
    job = _input(process)
    if job.get_write_buffer_size():
        job.abort()  # close at once, without reading the rest
    process.close()


def _input(process: asyncio.SubprocessTransport) -> asyncio.WriteTransport:
    return cast("asyncio.WriteTransport", process.get_pipe_transport(0))
