"""Messages a second to replies, added latency and memory: `python -m tests.benchmarks.load [--quick]`.

Throughput is measured twice. At Discord's pace: as many questions a second as a bot may make requests
(https://discord.com/developers/docs/topics/rate-limits, "Global Rate Limit"), whatever becomes of the last ones; this
is what a bot can be asked to keep up with, and what the target holds for. Flat out: with always some questions
unanswered, which only a local Discord without limits allows; there the echo does nothing but discord.py's own work,
and Footnote also matches, and sends an embed and buttons that discord.py reads again when they come back.

Footnote, started as `python -m bot run`, and a bare discord.py bot that echoes (`echo.py`) run as processes of
their own, each in front of its own local Discord in this process. They are measured by turns, so that what else the
machine does falls on both; compared are the medians of the rounds. The exit code is 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.discord_stub import Channel, DiscordStub, Message, Person

ROOT = Path(__file__).parent.parent.parent
PACE = 50
"""Questions a second: the requests a second that Discord allows a bot."""

UNANSWERED_AT_ONCE = 32
"""How many messages are on their way at a time flat out."""

LEAST_RATIO = 0.9
MOST_ADDED_MS = 5.0
MOST_GROWTH = 0.02
"""By how much of itself memory may grow after the warm-up: what an allocator does not give back."""


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    rounds: int
    paced: int
    burst: int
    singles: int
    servers: int
    messages: int


FULL = Size(rounds=9, paced=150, burst=600, singles=80, servers=10_000, messages=100_000)
QUICK = Size(rounds=3, paced=50, burst=200, singles=30, servers=500, messages=5_000)


class Place:
    """A local Discord with one bot in it, and the replies that are awaited there."""

    def __init__(self, stub: DiscordStub, process: asyncio.subprocess.Process, questions: Sequence[str]) -> None:
        self.stub = stub
        self.process = process
        self.questions = itertools.cycle(questions)
        self._awaited: dict[int, asyncio.Future[float]] = {}
        self._add = stub.world.add_message
        stub.world.add_message = self._notice  # pyright: ignore[reportAttributeAccessIssue]

    def _notice(self, message: Message, *arguments: object, **options: object) -> Message:
        added = self._add(message, *arguments, **options)  # pyright: ignore[reportArgumentType]  (passed on as they came)
        waiting = self._awaited.pop(message.reply_to.id, None) if message.reply_to else None
        if waiting is not None and not waiting.done():
            waiting.set_result(time.perf_counter())
        return added

    async def ask(self, person: Person, channel: Channel) -> float:
        """Ask the bot something; the milliseconds until its reply is there."""
        begun = time.perf_counter()
        question = await person.says(channel, f"{self.stub.bot.mention} {next(self.questions)}")
        waiting = self._awaited[question.id] = asyncio.get_running_loop().create_future()
        async with asyncio.timeout(60):
            return (await waiting - begun) * 1000

    async def paced(self, person: Person, channels: Sequence[Channel], count: int) -> float:
        """Replies a second to questions that come at Discord's pace."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        async with asyncio.TaskGroup() as group:
            for number, channel in enumerate(itertools.islice(itertools.cycle(channels), count)):
                await asyncio.sleep(begun + number / PACE - loop.time())
                group.create_task(self.ask(person, channel))
        return count / (loop.time() - begun)

    async def flat_out(self, person: Person, channels: Sequence[Channel], count: int) -> float:
        """Replies a second while many questions are on their way."""
        free = asyncio.Semaphore(UNANSWERED_AT_ONCE)

        async def one(channel: Channel) -> None:
            try:
                await self.ask(person, channel)
            finally:
                free.release()

        begun = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for channel in itertools.islice(itertools.cycle(channels), count):
                await free.acquire()
                group.create_task(one(channel))
        return count / (time.perf_counter() - begun)

    def resident_mb(self) -> float:
        """The bot's resident memory in megabytes."""
        command = ["ps", "-o", "rss=", "-p", str(self.process.pid)]
        output = subprocess.run(command, capture_output=True, check=True, text=True)
        return int(output.stdout) / 1024


@contextlib.asynccontextmanager
async def place(
    module: Sequence[str], questions: Sequence[str], servers: int, **settings: str
) -> AsyncGenerator[Place]:
    """A local Discord with servers of one channel each, and a bot that is ready in all of them."""
    async with DiscordStub(check_requests=False, history=20, keep_requests=100) as stub:
        for number in range(servers):
            stub.add_guild(f"Server {number}").add_text_channel("general")
        known = {
            "DISCORD_TOKEN": stub.token,
            "DISCORD_API_URL": stub.api_url,
            "DISCORD_GATEWAY_URL": stub.gateway_url,
            "FOOTNOTE_PERSON_COOLDOWN": "0",
            "FOOTNOTE_CHANNEL_COOLDOWN": "0",
            "FOOTNOTE_LOG_LEVEL": "error",
        }
        # Its own state folder: what another bot keeps on this machine is neither used nor changed.
        with tempfile.TemporaryDirectory() as folder:
            known |= {"PYTHONPATH": str(ROOT), "FOOTNOTE_STATE": folder}
            command = (sys.executable, "-m", *module)
            process = await asyncio.create_subprocess_exec(*command, cwd=folder, env=os.environ | known | settings)
            try:
                await stub.ready(within=120)
                await stub.settled(within=120)
                yield Place(stub, process, questions)
            finally:
                process.terminate()
                await process.wait()


@dataclass(frozen=True)
class Taken:
    """What was measured of one bot, round by round."""

    paced: list[float] = field(default_factory=list[float])
    flat_out: list[float] = field(default_factory=list[float])
    delays: list[float] = field(default_factory=list[float])


async def compare(size: Size, questions: Sequence[str]) -> tuple[Taken, Taken]:
    """Footnote's figures and the echo's: replies a second, and milliseconds to single replies."""
    taken = {"footnote": Taken(), "echo": Taken()}
    async with (
        place(["bot", "run"], questions, 1) as footnote,
        place(["tests.benchmarks.echo"], questions, 1) as echo,
    ):
        both = {"footnote": footnote, "echo": echo}
        rooms: dict[str, tuple[Person, list[Channel]]] = {}
        for name, here in both.items():
            guild = here.stub.guilds[0]
            rooms[name] = (guild.add_member("ada"), [guild.add_text_channel(f"room-{n}") for n in range(8)])
            await here.flat_out(*rooms[name], size.burst // 2)  # warm-up
        for number in range(size.rounds):
            order = list(both) if number % 2 else list(reversed(both))
            for name in order:
                person, channels = rooms[name]
                taken[name].paced.append(await both[name].paced(person, channels, size.paced))
                taken[name].flat_out.append(await both[name].flat_out(person, channels, size.burst))
            for index in range(size.singles):
                for name in order:
                    person, channels = rooms[name]
                    taken[name].delays.append(await both[name].ask(person, channels[index % len(channels)]))
    return taken["footnote"], taken["echo"]


async def memory(size: Size, questions: Sequence[str]) -> list[tuple[int, float]]:
    """Footnote's resident megabytes after so many messages, one in five a question, in as many servers as told."""
    taken: list[tuple[int, float]] = []
    async with place(["bot", "run"], questions, size.servers) as here:
        guilds = here.stub.guilds
        people = [here.stub.add_person(f"person-{number}") for number in range(1_000)]
        steps = {size.messages * tenth // 10 for tenth in range(1, 11)}
        sent = 0
        for guild, person in zip(itertools.cycle(guilds), itertools.cycle(people), strict=False):
            channel = next(iter(guild.channels.values()))
            if person.id not in guild.memberships:
                guild.add_member(person)
            for _ in range(4):
                await person.says(channel, f"message {sent}: anyone up for lunch at {sent % 24}?")
                sent += 1
            await here.ask(person, channel)
            sent += 1
            if sent in steps:
                taken.append((sent, here.resident_mb()))
                print(f"  {sent:7,} messages: {taken[-1][1]:.1f} MB", flush=True)
            if sent >= size.messages:
                return taken
    return taken


def report(name: str, footnote: float, echo: float, verdict: str) -> None:
    """One line of the table."""
    print(f"{name:34} {footnote:10.2f} {echo:10.2f}   {verdict}")


def main() -> int:
    """Measure and print. Returns 1 if a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.load", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short run")
    parser.add_argument("--without-memory", action="store_true", help="throughput and latency only")
    options = parser.parse_args()
    size = QUICK if options.quick else FULL
    lines = (ROOT / "data" / "us-india-trade" / "questions.jsonl").read_text("utf-8").splitlines()
    labelled = [json.loads(line) for line in lines]
    # What the article answers: other messages may be small talk, which gets no reply.
    questions = [each["q"] for each in labelled if each["gold"] and each["kind"] in ("question", "keyword", "typo")]

    footnote, echo = asyncio.run(compare(size, questions))
    middle = statistics.median
    ratio = middle(footnote.paced) / middle(echo.paced)
    added = middle(footnote.delays) - middle(echo.delays)
    print(f"{'medians':34} {'footnote':>10} {'echo':>10}")
    wanted = f"ratio {ratio:.2f} (at least {LEAST_RATIO})"
    report(f"replies a second, {PACE} asked", middle(footnote.paced), middle(echo.paced), wanted)
    unbounded = f"ratio {middle(footnote.flat_out) / middle(echo.flat_out):.2f}"
    report("replies a second, flat out", middle(footnote.flat_out), middle(echo.flat_out), unbounded)
    wanted = f"added {added:.2f} (under {MOST_ADDED_MS:.0f})"
    report("latency of a single reply, ms", middle(footnote.delays), middle(echo.delays), wanted)
    missed = ratio < LEAST_RATIO or added >= MOST_ADDED_MS
    if not options.without_memory:
        print(f"memory in {size.servers:,} servers:")
        taken = asyncio.run(memory(size, questions))
        # By half of the messages each server was heard, and what remembers a bounded number of things is full.
        warm = taken[len(taken) // 2 - 1][1]
        growth = taken[-1][1] / warm - 1
        print(f"  grown by {growth:.1%} in the second half (at most {MOST_GROWTH:.0%})")
        missed = missed or growth > MOST_GROWTH
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
