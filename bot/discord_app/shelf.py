"""Which article is spoken of, and what serves it."""

from __future__ import annotations

import discord

from bot.discord_app.asked import Command
from bot.discord_app.components import owner_of
from bot.discord_app.library import Library, Served
from bot.discord_app.reading import Reading
from bot.discord_app.recipients import Recipient, ToMessage


class Shelf:
    """Finds the article that somebody speaks of: the one that they name, that of the answer to which they reply, or
    that of the place."""

    def __init__(self, library: Library, reading: Reading) -> None:
        self._library, self._reading = library, reading

    async def served(
        self,
        to: Recipient,
        name: str | None = None,
        answer: discord.Message | None = None,
        *,
        private: bool = False,
        chosen: bool = False,
    ) -> Served | None:
        """What serves the article that is spoken of; `chosen` is whether to go on with it. None if it is not there."""
        article_id = self.article(to, name, answer)
        if article_id is None:
            return None
        served = self._library.ready(article_id, to.place.guild)
        if served is None:
            served = await to.wait_for(self._library.of(article_id, to.place.guild), private=private)
        if served is not None:
            self._library.note(to.place, to.person, served.id, chosen=chosen)
        return served

    def article(self, to: Recipient, name: str | None, answer: discord.Message | None) -> str | None:
        """The id of the article that is spoken of."""
        if name is not None:
            return self._library.named(name)
        if (owner := owner_of(answer)) is not None:
            return self._library.tagged(owner.article)
        return self._library.here(to.place, to.person)

    async def answer_to(self, to: Recipient) -> discord.Message | None:
        """The message of the bot to which a command replies: it is about the same article."""
        return await self._reading.answer_to(to.message) if isinstance(to, ToMessage) else None

    async def is_meant(self, to: Recipient, command: Command) -> bool:
        """Whether a command names a topic or an article that there is, or is an order in a word that the article does
        not have."""
        if command.name == "articles":
            return self._library.named(command.argument) is not None
        if (served := await self.served(to, answer=await self.answer_to(to))) is None:
            return False
        if command.name == "topic":
            return served.topics.find(command.argument) is not None
        return not served.answering.mentions(command.argument)
