"""Detects that the bot has nothing more to do, so that a test can assert silence."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import TYPE_CHECKING

from .changes import NothingHappened

if TYPE_CHECKING:
    from .server import DiscordStub

HANDLERS = ("discord.py: ", "CommandTree-invoker", "discord-ui-")
"""How discord.py names the tasks in which it runs event handlers, slash commands, and components."""


async def settle(stub: DiscordStub, within: float, quiet: float, also: Collection[str]) -> None:
    """See ``DiscordStub.settled``."""
    try:
        async with asyncio.timeout(within):
            while True:
                await _connected(stub)
                before = _mark(stub)
                await _received(stub)
                await _handled(also)
                await _answered(stub)
                if quiet:
                    await _silent(stub, quiet)
                if _mark(stub) == before and not _handlers(also) and not stub.requests.in_flight:
                    return
    except TimeoutError:
        running = sorted({task.get_name() for task in _handlers(also)})
        raise NothingHappened(
            f"the bot is not settled within {within} s: {len(stub.gateway.live)} live sessions, "
            f"{stub.requests.in_flight} requests under way, handlers {running}. {stub.describe()}"
        ) from None


async def deliver(stub: DiscordStub, within: float) -> None:
    """See ``DiscordStub.delivered``."""
    try:
        async with asyncio.timeout(within):
            await _connected(stub)
            await _received(stub)
    except TimeoutError:
        raise NothingHappened(f"the bot has not read all events within {within} s. {stub.describe()}") from None


def _mark(stub: DiscordStub) -> tuple[int, ...]:
    return (
        sum(stub.requests.counts.values()),
        *(session.sequence for session in stub.gateway.sessions.values()),
    )


async def _connected(stub: DiscordStub) -> None:
    while not stub.gateway.live or len(stub.gateway.live) < len(stub.gateway.sessions):
        await stub.changes.changed()


async def _received(stub: DiscordStub) -> None:
    """Ask every client for a heartbeat, whose number says which events it has read."""
    for session in stub.gateway.live:
        target = session.sequence
        if session.acknowledged >= target or session.connection is None:
            continue
        session.connection.send_op(1)
        while session.acknowledged < target and session in stub.gateway.live:
            await stub.changes.changed()


async def _handled(also: Collection[str]) -> None:
    while running := _handlers(also):
        await asyncio.wait(running)


async def _answered(stub: DiscordStub) -> None:
    while stub.requests.in_flight:
        await stub.changes.changed()


async def _silent(stub: DiscordStub, quiet: float) -> None:
    while True:
        count = stub.changes.count
        try:
            async with asyncio.timeout(quiet):
                await stub.changes.changed()
        except TimeoutError:
            if stub.changes.count == count:
                return


def _handlers(also: Collection[str]) -> set[asyncio.Task[object]]:
    names = (*HANDLERS, *also)
    current = asyncio.current_task()
    return {task for task in asyncio.all_tasks() if task is not current and task.get_name().startswith(names)}
