"""The command line as a separate process, in front of the local Discord."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.discord_stub import DiscordStub

ROOT = Path(__file__).parent.parent.parent
LONG_ENOUGH = 240.0
"""Seconds after which a process counts as hanging; starting one takes a few where the index must be compiled."""


@dataclass(frozen=True)
class Ended:
    """How a process ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The only line that is not a log entry, without the program's name."""
        lines = [line for line in self.err.splitlines() if line.startswith("footnote: ")]
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0].removeprefix("footnote: ")


class Program:
    """`python -m bot ...`, running."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._lines: list[str] = []

    async def logs(self, text: str) -> str:
        """Wait for a line on standard error that holds `text`."""
        assert self._process.stderr is not None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LONG_ENOUGH):
                async for line in self._process.stderr:
                    self._lines.append(line.decode())
                    if text in self._lines[-1]:
                        return self._lines[-1]
        raise AssertionError(f"no {text!r} in its log:\n{''.join(self._lines)}")

    def interrupt(self) -> None:
        """Ctrl-C."""
        self._process.send_signal(signal.SIGINT)

    def terminate(self) -> None:
        """SIGTERM, as by a service manager."""
        self._process.send_signal(signal.SIGTERM)

    def hang_up(self) -> None:
        """SIGHUP, as when the terminal is closed."""
        self._process.send_signal(signal.SIGHUP)

    def reload(self) -> None:
        """SIGUSR1, as by whoever edited the article."""
        self._process.send_signal(signal.SIGUSR1)

    async def ended(self, within: float = LONG_ENOUGH) -> Ended:
        """Wait for its end."""
        try:
            async with asyncio.timeout(within):
                out, err = await self._process.communicate()
        except TimeoutError:
            raise AssertionError(f"it has not ended within {within} s:\n{''.join(self._lines)}") from None
        assert self._process.returncode is not None
        return Ended(self._process.returncode, out.decode(), "".join(self._lines) + err.decode())

    async def stop(self) -> None:
        """End it in any case."""
        if self._process.returncode is None:
            self._process.kill()
            await self._process.communicate()


class Programs:
    """Starts programs in a folder of their own, with an environment that holds no settings but those given."""

    def __init__(self, command: Sequence[str], folder: Path, index: Path) -> None:
        self.command = command
        self.folder = folder
        self.state = folder / "state"
        shutil.copytree(index, self.state / "index", copy_function=shutil.copy2)
        self._running: list[Program] = []

    def settings_for(self, stub: DiscordStub) -> dict[str, str]:
        """What a program needs to find the local Discord."""
        return {
            "DISCORD_TOKEN": stub.token,
            "DISCORD_API_URL": stub.api_url,
            "DISCORD_GATEWAY_URL": stub.gateway_url,
        }

    async def start(self, *arguments: str, **settings: str) -> Program:
        """Start `python -m bot` with arguments and settings; an empty setting counts as unset."""
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "FOOTNOTE_"))
        }
        known = {"PYTHONPATH": str(ROOT), "FOOTNOTE_STATE": str(self.state)}
        process = await asyncio.create_subprocess_exec(
            *(*self.command, *arguments),
            env=inherited | known | settings,
            cwd=self.folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        program = Program(process)
        self._running.append(program)
        return program

    async def run(self, *arguments: str, **settings: str) -> Ended:
        """Start it and wait for its end."""
        return await (await self.start(*arguments, **settings)).ended()

    async def run_bot(self, stub: DiscordStub, **settings: str) -> Program:
        """Start the bot, and wait until it is connected."""
        program = await self.start("run", **self.settings_for(stub) | settings)
        await stub.ready(within=LONG_ENOUGH)
        return program

    async def stop(self) -> None:
        """End all that still run."""
        for program in self._running:
            await program.stop()
