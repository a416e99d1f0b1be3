"""The private message with a server's settings, as one person uses it."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

from tests.discord_stub import Channel, Interaction, Message, Person


class Panel:
    """What `/footnote setup` or `/footnote settings` answered."""

    def __init__(self, person: Person, message: Message) -> None:
        self.person, self.message = person, message

    @classmethod
    async def opens(cls, person: Person, channel: Channel, command: str = "settings") -> Panel:
        """Use the command."""
        answer = await (await person.slash(channel, f"footnote {command}")).answered()
        assert answer.ephemeral
        return cls(person, answer)

    @property
    def title(self) -> str:
        (embed,) = self.message.embeds
        return embed["title"]

    @property
    def text(self) -> str:
        """What is said, without the marks of markdown."""
        (embed,) = self.message.embeds
        return embed["description"].replace("**", "")

    def menu(self, begins: str) -> dict[str, Any]:
        """The menu for an action: ``set:answers``."""
        (found,) = [each for each in self.message.menus if each["custom_id"].startswith(f"fs:{begins}:")]
        return found

    def options(self, begins: str) -> dict[str, str]:
        """The labels of a menu by their values."""
        return {each["value"]: each["label"] for each in self.menu(begins)["options"]}

    async def chooses(self, begins: str, *values: Any) -> str:
        """Pick in a menu, and read what is said then."""
        used = await self.person.selects(self.message, values=list(values), custom_id=self.menu(begins)["custom_id"])
        await used.answered()
        return self.text

    async def opens_setting(self, name: str) -> str:
        """Pick a setting where all are shown."""
        return await self.chooses("open", name)

    async def presses(self, label: str) -> str:
        """Press a button, and read what is said then."""
        await (await self.person.presses(self.message, label)).answered()
        return self.text

    async def opens_form(self, label: str) -> Interaction:
        """Press a button that opens a form."""
        opened = await self.person.presses(self.message, label)
        await opened.responded()
        return opened

    async def submits(self, opened: Interaction, **fields: str) -> str:
        """Fill a form in and send it, and read what is said then."""
        await (await self.person.submits(opened, **fields)).answered()
        return self.text

    async def fills_in(self, label: str, **fields: str) -> str:
        """Open a form, fill it in and send it."""
        return await self.submits(await self.opens_form(label), **fields)


@contextlib.asynccontextmanager
async def refusing(database: Path) -> AsyncGenerator[None]:
    """A database that takes no changes of settings."""
    begin = "CREATE TRIGGER refuses BEFORE UPDATE ON servers BEGIN SELECT RAISE(ABORT, 'no'); END"
    async with _meanwhile(database, begin, "DROP TRIGGER refuses"):
        yield


@contextlib.asynccontextmanager
async def locked(database: Path) -> AsyncGenerator[None]:
    """A database that another program is changing."""
    async with _meanwhile(database, "BEGIN IMMEDIATE", "ROLLBACK"):
        yield


@contextlib.asynccontextmanager
async def _meanwhile(database: Path, begin: str, end: str) -> AsyncGenerator[None]:
    # Not in the event loop, where it would wait in vain for what the bot itself is just writing.
    connection = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    with contextlib.closing(connection):
        await asyncio.to_thread(connection.execute, begin)
        yield
        await asyncio.to_thread(connection.execute, end)
