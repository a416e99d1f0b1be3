"""Where indexes are compiled and tried out: in processes of their own, so that no answer waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import pickle
import sys
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from bot.errors import WorkError

_log = logging.getLogger(__name__)
_Given = TypeVarTuple("_Given")
_Result = TypeVar("_Result")

_SECRET = ("DISCORD_TOKEN", "DATABASE_URL")
"""What no job needs to know."""

COMMAND = (sys.executable, "-m", "bot.evaluation.child")
"""What starts a process that does one job."""

LONGEST = 180.0
"""Seconds that a job may take; the largest article takes a tenth of it."""


class Workshop:
    """Runs jobs one at a time, each in a process of its own."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._working: asyncio.subprocess.Process | None = None
        self._closed = False

    async def do(self, job: Callable[[*_Given], _Result], *given: *_Given) -> _Result:
        """The result of a function of `bot.evaluation.jobs`, for what is given. If whoever waits for it is cancelled,
        it is ended. Raises `WorkError`."""
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
        process = self._working = await asyncio.create_subprocess_exec(
            *COMMAND,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={name: value for name, value in os.environ.items() if name not in _SECRET},
            start_new_session=True,  # Ctrl-C is for the bot, which ends it then
        )
        try:
            async with asyncio.timeout(LONGEST):
                result, told = await process.communicate(given)
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.communicate()  # not `wait`: its pipes are to be closed too
            raise
        finally:
            self._working = None
        if process.returncode and told:  # the kind of error alone: its text may have a question in it
            _log.error("a process that compiles: %s", told.decode(errors="replace").splitlines()[-1].split(":")[0])
        return process.returncode, result

    def close(self) -> None:
        """End what is being done, and do nothing more."""
        self._closed = True
        if self._working is not None:
            with contextlib.suppress(ProcessLookupError):
                self._working.kill()
