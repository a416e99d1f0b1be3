"""Jobs on indexes run in separate processes, one at a time, and none is left behind."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bot.discord_app import workshop as module
from bot.discord_app.workshop import LONGEST, Workshop
from bot.errors import WorkError

pytestmark = [pytest.mark.process, pytest.mark.usefixtures("quick_workshop")]


def hang(port: int) -> None:
    """Never ends; it connects to a port, so that whoever listens there knows when it has begun, and when it is gone."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.recv(1)


def hang_with_another(port: int) -> None:
    """The same, beside a process that has its pipes and outlives it."""
    if not os.fork():
        hang(port)
        os._exit(0)
    hang(port)


@dataclass
class Listener:
    """Where jobs that hang connect to."""

    port: int
    connected: asyncio.Queue[asyncio.StreamReader]

    async def begun(self) -> asyncio.StreamReader:
        """Wait until a job has begun."""
        async with asyncio.timeout(60):
            return await self.connected.get()


async def is_gone(job: asyncio.StreamReader) -> bool:
    """Wait for the end of a job."""
    async with asyncio.timeout(60):
        return await job.read() == b""


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    """A listener."""
    connected: asyncio.Queue[asyncio.StreamReader] = asyncio.Queue()
    writers: list[asyncio.StreamWriter] = []

    def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        connected.put_nowait(reader)

    async with await asyncio.start_server(connect, "127.0.0.1", 0) as server:
        yield Listener(server.sockets[0].getsockname()[1], connected)
        for writer in writers:
            writer.close()
            await writer.wait_closed()


async def test_work_is_done_by_another_process() -> None:
    assert await Workshop().do(os.getpid) != os.getpid()


async def test_work_that_fails_is_told_and_the_next_is_done() -> None:
    workshop = Workshop()
    with pytest.raises(WorkError, match="ended before it was done; try again"):
        await workshop.do(os._exit, 3)
    assert await workshop.do(os.getpid)


@pytest.fixture
def too_long(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Moves the clock of the event loop on by what a job may take."""

    def move() -> None:
        loop = asyncio.get_running_loop()
        now = loop.time
        monkeypatch.setattr(loop, "time", lambda: now() + LONGEST)

    return move


async def test_work_that_takes_too_long_is_ended(listener: Listener, too_long: Callable[[], None]) -> None:
    hanging = asyncio.create_task(Workshop().do(hang, listener.port))
    job = await listener.begun()
    too_long()
    with pytest.raises(WorkError, match="took too long"):
        await hanging
    assert await is_gone(job)


async def test_work_that_takes_too_long_is_ended_before_it_has_begun_or_read_what_it_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workshop = Workshop()
    with monkeypatch.context() as impatient:
        impatient.setattr(module, "LONGEST", 0.0)
        with pytest.raises(WorkError, match="took too long"):
            await workshop.do(len, bytes(1 << 20))  # more than a pipe holds
    assert await workshop.do(os.getpid)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that share their pipes")
async def test_other_holders_of_an_ended_jobs_pipes_are_not_waited_for(
    listener: Listener, too_long: Callable[[], None]
) -> None:
    workshop = Workshop()
    hanging = asyncio.create_task(workshop.do(hang_with_another, listener.port))
    jobs = [await listener.begun() for _ in range(2)]
    too_long()
    with pytest.raises(WorkError, match="took too long"):
        await hanging
    assert await workshop.do(os.getpid)
    assert sum(job.at_eof() for job in jobs) <= 1


async def test_work_that_nobody_waits_for_any_more_is_ended_and_the_next_is_done(listener: Listener) -> None:
    workshop = Workshop()
    hanging = asyncio.create_task(workshop.do(hang, listener.port))
    job = await listener.begun()
    next_one = asyncio.create_task(workshop.do(os.getpid))
    hanging.cancel()
    assert await is_gone(job)
    assert await next_one


async def test_closing_ends_what_is_being_done_and_refuses_what_waits(listener: Listener) -> None:
    workshop = Workshop()
    tasks = [asyncio.create_task(workshop.do(hang, listener.port)) for _ in range(2)]
    job = await listener.begun()
    workshop.close()
    assert await is_gone(job)
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [str(each) for each in results] == ["the bot is about to stop; try again in a moment"] * 2
    assert listener.connected.empty()


async def test_closing_ends_what_is_just_being_started(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop, loop = Workshop(), asyncio.get_running_loop()
    start = loop.subprocess_exec

    async def start_and_close(*given: Any, **options: Any) -> Any:
        started = await start(*given, **options)
        workshop.close()
        return started

    monkeypatch.setattr(loop, "subprocess_exec", start_and_close)
    with pytest.raises(WorkError, match="about to stop"):
        await workshop.do(hang, listener.port)
    assert listener.connected.empty()
