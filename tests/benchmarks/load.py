"""Messages a second to replies, work, added latency and memory: `python -m tests.benchmarks.load [--quick]`.

Throughput is measured twice. At Discord's pace: as many questions a second as a bot may make requests
(https://discord.com/developers/docs/topics/rate-limits, "Global Rate Limit"), whatever becomes of the last ones; this
is what a bot can be asked to keep up with, and what the target holds for. Flat out: with always some questions
unanswered, which only a local Discord without limits allows; there the echo does nothing but discord.py's own work,
and Footnote also matches, and sends an embed and buttons that discord.py reads again when they come back.

Footnote, started as `python -m bot run`, and a bare discord.py bot that echoes (`echo.py`) run as processes of
their own, each in front of its own local Discord in this process. Footnote runs twice: with a database in which every
server has turned on feedback and kept questions, and with one that cannot be opened, so that nothing is stored. They
are measured by turns, so that what else the machine does falls on all; compared are the medians of the rounds. On a
machine that does much else, the work of a bot for a reply (its processor time) tells more than replies a second. The
exit code is 1 if a target is missed.
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
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import insert

from bot.conversation.wordings import discord_wording
from bot.database_url import sqlite_url
from bot.store.server_settings import DEFAULTS, write_settings
from bot.store.store import Store
from bot.store.tables import servers as table_of_servers
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

ROOT = Path(__file__).parent.parent.parent
PACE = 50
"""Questions a second: the requests a second that Discord allows a bot."""

PRESSES = 500
"""How many presses are answered in private while memory is watched."""

UNANSWERED_AT_ONCE = 32
"""How many messages are on their way at a time flat out."""

LEAST_RATIO = 0.98
"""Of the echo's replies at Discord's pace: all of them, but for what a round of three seconds is cut off by."""

LEAST_FLAT_OUT = 0.35
MOST_ADDED_MS = 3.0
MOST_FOR_STORE = 1.1
"""How many times as much work a reply may be with a store as without: what rounds differ by, and no more."""

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
        self.latest: Message | None = None
        """The reply that came last."""
        self._awaited: dict[int, asyncio.Future[float]] = {}
        self._add = stub.world.add_message
        stub.world.add_message = self._notice  # pyright: ignore[reportAttributeAccessIssue]

    def _notice(self, message: Message, *arguments: object, **options: object) -> Message:
        added = self._add(message, *arguments, **options)  # pyright: ignore[reportArgumentType]  (passed on as they came)
        waiting = self._awaited.pop(message.reply_to.id, None) if message.reply_to else None
        if waiting is not None and not waiting.done():
            self.latest = added
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

    def worked_ms(self) -> float:
        """The bot's processor time until now, in milliseconds; 0 where the system does not tell."""
        status = Path(f"/proc/{self.process.pid}/stat")
        if not status.exists():
            return 0.0
        user, system = status.read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")

    def resident_mb(self) -> float:
        """The bot's resident memory in megabytes."""
        command = ["ps", "-o", "rss=", "-p", str(self.process.pid)]
        output = subprocess.run(command, capture_output=True, check=True, text=True)
        return int(output.stdout) / 1024


@contextlib.asynccontextmanager
async def place(
    module: Sequence[str], questions: Sequence[str], servers: int, *, stores: bool = True
) -> AsyncGenerator[Place]:
    """A local Discord with servers of one channel each, and a bot that is ready in all of them. In its store, each of
    them turned on what makes it write; unless it `stores`, there is none that could be opened."""
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
            database = sqlite_url(Path(folder) / "footnote.db")
            if stores:
                await turn_on(database, stub.guilds)
            known |= {"DATABASE_URL": database if stores else "sqlite:////dev/null/footnote.db"}
            known |= {"PYTHONPATH": str(ROOT), "FOOTNOTE_STATE": folder}
            command = (sys.executable, "-m", *module)
            process = await asyncio.create_subprocess_exec(*command, cwd=folder, env=os.environ | known)
            try:
                await stub.ready(within=120)
                await stub.settled(within=120)
                yield Place(stub, process, questions)
            finally:
                process.terminate()
                await process.wait()


async def turn_on(database: str, guilds: Sequence[Guild]) -> None:
    """Let all servers have turned on feedback and kept questions."""
    document = write_settings("{}", replace(DEFAULTS, feedback=True, keeps_questions=True))
    async with Store(database) as store, store.database.transaction() as connection:
        await connection.execute(
            insert(table_of_servers), [{"guild_id": guild.id, "settings": document} for guild in guilds]
        )


@dataclass(frozen=True)
class Taken:
    """What was measured of one bot, round by round."""

    paced: list[float] = field(default_factory=list[float])
    flat_out: list[float] = field(default_factory=list[float])
    work: list[float] = field(default_factory=list[float])
    delays: list[float] = field(default_factory=list[float])


async def compare(size: Size, questions: Sequence[str]) -> dict[str, Taken]:
    """The figures of each bot: replies a second, milliseconds of work for a reply, and milliseconds to single ones."""
    async with (
        place(["bot", "run"], questions, 1) as footnote,
        place(["bot", "run"], questions, 1, stores=False) as unstored,
        place(["tests.benchmarks.echo"], questions, 1) as echo,
    ):
        all_of_them = {"footnote": footnote, "without store": unstored, "echo": echo}
        taken = {name: Taken() for name in all_of_them}
        rooms: dict[str, tuple[Person, list[Channel]]] = {}
        for name, here in all_of_them.items():
            guild = here.stub.guilds[0]
            rooms[name] = (guild.add_member("ada"), [guild.add_text_channel(f"room-{n}") for n in range(8)])
            await here.flat_out(*rooms[name], size.burst // 2)  # warm-up
        for number in range(size.rounds):
            order = list(all_of_them) if number % 2 else list(reversed(all_of_them))
            for name in order:
                here, (person, channels) = all_of_them[name], rooms[name]
                taken[name].paced.append(await here.paced(person, channels, size.paced))
                worked = here.worked_ms()
                taken[name].flat_out.append(await here.flat_out(person, channels, size.burst))
                taken[name].work.append((here.worked_ms() - worked) / size.burst)
            for index in range(size.singles):
                for name in order:
                    person, channels = rooms[name]
                    taken[name].delays.append(await all_of_them[name].ask(person, channels[index % len(channels)]))
    return taken


async def press(here: Place, person: Person) -> int:
    """Press what the last reply has that answers in private; how many there were."""
    reply = here.latest
    labels = [
        label for label in (discord_wording.RIGHT_PASSAGE, discord_wording.RELATED) if reply and label in reply.labels
    ]
    for label in labels:
        assert reply is not None
        await (await person.presses(reply, label)).answered(within=60)
    return len(labels)


async def memory(size: Size, questions: Sequence[str]) -> list[tuple[int, float]]:
    """Footnote's resident megabytes after so many messages, one in five a question, and presses that are answered in
    private, in as many servers as told; all of them keep questions and marks."""
    taken: list[tuple[int, float]] = []
    async with place(["bot", "run"], questions, size.servers) as here:
        guilds = here.stub.guilds
        people = [here.stub.add_person(f"person-{number}") for number in range(1_000)]
        steps = {size.messages * tenth // 10 for tenth in range(1, 11)}
        sent = pressed = 0
        for guild, person in zip(itertools.cycle(guilds), itertools.cycle(people), strict=False):
            channel = next(iter(guild.channels.values()))
            if person.id not in guild.memberships:
                guild.add_member(person)
            for _ in range(4):
                await person.says(channel, f"message {sent}: anyone up for lunch at {sent % 24}?")
                sent += 1
            await here.ask(person, channel)
            sent += 1
            if pressed < PRESSES * sent // size.messages:
                pressed += await press(here, person)
            if sent in steps:
                taken.append((sent, here.resident_mb()))
                print(f"  {sent:7,} messages, {pressed} presses: {taken[-1][1]:.1f} MB", flush=True)
            if sent >= size.messages:
                return taken
    return taken


def report(name: str, figures: Sequence[float], verdict: str) -> None:
    """One line of the table."""
    print(f"{name:32}" + "".join(f"{figure:14.2f}" for figure in figures) + f"   {verdict}")


def compared(size: Size, questions: Sequence[str]) -> bool:
    """Print how Footnote compares with the echo and with itself without a store. Returns whether a target is missed."""
    taken = asyncio.run(compare(size, questions))
    columns = {
        name: [statistics.median(getattr(each, name)) for each in taken.values()]
        for name in ("paced", "flat_out", "work", "delays")
    }
    print(f"{'medians':32}" + "".join(f"{name:>14}" for name in taken))
    pace, flat_out = (columns[name][0] / columns[name][2] for name in ("paced", "flat_out"))
    added = columns["delays"][0] - columns["delays"][2]
    for_store = columns["work"][0] / columns["work"][1] if columns["work"][1] else 1.0
    wanted = f"ratio {pace:.2f} (at least {LEAST_RATIO})"
    report(f"replies a second, {PACE} asked", columns["paced"], wanted)
    report("replies a second, flat out", columns["flat_out"], f"ratio {flat_out:.2f} (at least {LEAST_FLAT_OUT})")
    report("work for a reply, ms", columns["work"], f"store {for_store:.2f} (at most {MOST_FOR_STORE})")
    report("latency of a single reply, ms", columns["delays"], f"added {added:.2f} (under {MOST_ADDED_MS:.0f})")
    missed = pace < LEAST_RATIO or flat_out < LEAST_FLAT_OUT
    return missed or added >= MOST_ADDED_MS or for_store > MOST_FOR_STORE


def grown(size: Size, questions: Sequence[str]) -> bool:
    """Print how memory grew. Returns whether it grew too much."""
    print(f"memory in {size.servers:,} servers:")
    taken = asyncio.run(memory(size, questions))
    # By half of the messages each server was heard, and what remembers a bounded number of things is full.
    growth = taken[-1][1] / taken[len(taken) // 2 - 1][1] - 1
    print(f"  grown by {growth:.1%} in the second half (at most {MOST_GROWTH:.0%})")
    return growth > MOST_GROWTH


def main() -> int:
    """Measure and print. Returns 1 if a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.load", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short run")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--without-memory", action="store_true", help="replies, work and latency only")
    which.add_argument("--memory", action="store_true", help="memory only")
    options = parser.parse_args()
    size = QUICK if options.quick else FULL
    lines = (ROOT / "data" / "us-india-trade" / "questions.jsonl").read_text("utf-8").splitlines()
    labelled = [json.loads(line) for line in lines]
    # What the article answers: other messages may be small talk, which gets no reply.
    questions = [each["q"] for each in labelled if each["gold"] and each["kind"] in ("question", "keyword", "typo")]
    missed = not options.memory and compared(size, questions)
    return int((not options.without_memory and grown(size, questions)) or missed)


if __name__ == "__main__":
    sys.exit(main())
