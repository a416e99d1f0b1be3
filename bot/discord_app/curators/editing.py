"""What curators add to an index on Discord: checked, tried out, and in effect at once; and indexes edited by hand."""

from __future__ import annotations

import asyncio
import logging
from typing import NamedTuple

from bot.article.additions import Added, Kind, Misfit, checked, held, with_additions
from bot.article.model import Article
from bot.conversation.wordings import discord_wording
from bot.discord_app.library import Library
from bot.discord_app.memory import Recent
from bot.discord_app.workshop import Workshop
from bot.errors import ArticleError, Fault, InputError, StoreError, WorkError
from bot.evaluation.jobs import check, try_out
from bot.matching.effects import Effects
from bot.plurals import counted, listed
from bot.store.additions import Addition
from bot.store.store import Store

MOST_KEPT = 200
"""Kept questions that a trial asks, the most asked of them."""

MOST_ADDED = 500
"""Additions to an article that hold in one server, or for all: compiling takes longer with each."""

MOST_NAMED = 10
"""Faulty articles that are named in a row."""

MOST_TRIED = 2
"""Indexes that were tried out and stay in memory, each some 7 MB for a long article."""

_log = logging.getLogger(__name__)


class Reread(NamedTuple):
    """What became of an article whose folder was read anew: it is used if it changed and has no faults."""

    article_id: str
    changed: bool
    faults: tuple[Fault, ...] = ()
    trouble: str = ""
    """Why it could not be looked at, if so."""


class Editor:
    """Changes the indexes that the bot uses. Everywhere, a server of None stands for all servers."""

    def __init__(self, library: Library, store: Store, workshop: Workshop) -> None:
        self._library, self._store, self._workshop = library, store, workshop
        self._articles = library.articles
        self._articles.additions_of = self._added
        self._rereading, self._adding = asyncio.Lock(), asyncio.Lock()
        # How many faults the folders had when they were last read anew, of those that had any.
        self._faulty: dict[str, int] = {}
        # Indexes that were tried out, by their names: one that is confirmed need not be compiled again.
        self._tried: Recent[str, bytes] = Recent(MOST_TRIED)
        store.additions.subscribe(self._changed)

    async def article(self, article_id: str, guild: int | None) -> Article:
        """An article with all that was added to it in a server. Raises `InputError` if it is not there."""
        await self._library.refresh(article_id, guild)
        served = await self._library.of(article_id, guild)
        if served is None:
            raise InputError(discord_wording.ARTICLE_GONE)
        return served.article

    async def checked(self, guild: int | None, article_id: str, added: Added) -> Added:
        """The addition as it may be made. Raises `InputError` that says what is wrong with it."""
        article = await self.article(article_id, guild)
        added = await asyncio.to_thread(checked, article, added)
        if added.kind is Kind.GAP and not added.note:
            # A gap that was itself added may be undone: then this one stands alone.
            base = await asyncio.to_thread(self._articles.base, article_id)
            new = {gap.id: gap.note for gap in article.gaps} | {gap.id: "" for gap in base.article.gaps}
            return added._replace(note=new[added.target])
        return added

    async def try_out(self, guild: int | None, article_id: str, added: Added) -> Effects:
        """What an addition would change for kept and labelled questions and for asks; takes seconds.

        Raises `InputError` if it may not be made, and `WorkError`.
        """
        added = await self.checked(guild, article_id, added)
        before = await asyncio.to_thread(self._articles.amended, article_id, guild)
        after = before._replace(additions=(*before.additions, added), owner=guild)
        kept = await self._kept(guild, article_id)
        tried = await self._workshop.do(try_out, before, after, kept, self._articles.folders[article_id])
        self._tried[await asyncio.to_thread(lambda: after.name)] = tried.content  # it takes a while to make
        return tried.effects

    async def add(self, guild: int | None, article_id: str, added: Added) -> Addition:
        """Add something, if it is not there by a press or a curator a moment before; when this returns, questions find
        it. Raises `InputError` and `StoreError`; then nothing was added."""
        async with self._adding:
            for each in self._store.additions.of(guild, article_id):
                if each.added.is_same(added):
                    return each
            added = await self.checked(guild, article_id, added)
            for_all = 0 if guild is None else len(self._articles.additions(article_id))
            if len(self._articles.additions(article_id, guild)) - for_all >= MOST_ADDED:
                raise InputError(discord_wording.TOO_MUCH_ADDED)
            addition = await self._store.additions.add(guild, article_id, *added)
        amended = await asyncio.to_thread(self._articles.amended, article_id, guild)
        if content := self._tried.pop(await asyncio.to_thread(lambda: amended.name), None):
            await asyncio.to_thread(amended.put, content)
        await self._library.refresh(article_id, guild)
        return addition

    async def undo(self, guild: int | None, addition_id: int) -> Addition | None:
        """Undo an addition of a server; when this returns, it is not in effect any more. None where it is not there.
        Raises `StoreError`."""
        addition = await self._store.additions.undo(guild, addition_id)
        if addition is not None:
            await self._library.refresh(addition.article, guild)
        return addition

    async def written(self, guild: int | None, article_id: str) -> frozenset[Added]:
        """What was added for a server and stands in the article's files by now: to undo it would change nothing."""
        base = await asyncio.to_thread(self._articles.base, article_id)
        return held(base.article, self._added(guild, article_id))

    async def is_written(self, guild: int | None, addition_id: int) -> bool:
        """Whether an addition stands in its article's files by now."""
        found = (each for each in self._store.additions.holding() if each.id == addition_id)
        addition = next(found, None)
        if addition is None or addition.article not in self._articles.usable:
            return False
        return addition.added in await self.written(guild, addition.article)

    async def misfits(self, guild: int | None, article_id: str) -> tuple[Misfit, ...]:
        """What was added for a server and does not fit the article any longer, as that was changed."""
        base = await asyncio.to_thread(self._articles.base, article_id)
        _, misfits = await asyncio.to_thread(with_additions, base.article, self._added(guild, article_id))
        return misfits

    async def reread_everywhere(self) -> list[Reread]:
        """Do what `reread` does, and let other processes that share the database do it too."""
        found = await self.reread()
        try:
            await self._store.ask_to_reread()
        except StoreError as error:
            _log.warning("other processes, if there are any, were not told to read the articles anew: %s", error)
        return found

    async def reread(self) -> list[Reread]:
        """Read the folders of all articles anew, and use those that changed and are sound; the others stay as they are.
        Answers go on meanwhile."""
        async with self._rereading:
            return [await self._reread(article_id) for article_id in self._articles.folders]

    async def _reread(self, article_id: str) -> Reread:
        folder, cache = self._articles.folders[article_id], self._articles.cache
        try:
            faults = await self._workshop.do(check, folder, cache)
            changed = not faults and await self._library.reread(article_id)
        except WorkError as error:
            _log.warning("%s stays as it is: %s", article_id, error)
            return Reread(article_id, changed=False, trouble=str(error))
        except ArticleError as error:  # edited once more, just now
            changed, faults = False, error.faults
        self._faulty.pop(article_id, None)
        if faults:
            self._faulty[article_id] = len(faults)
            _log.error("%s stays as it is: %s", article_id, ArticleError(str(folder), faults))
        if changed:
            _log.info("%s was read anew", article_id)
            for place in self._articles.places(article_id):
                await self._library.refresh(article_id, place)
        return Reread(article_id, changed, faults)

    def trouble(self) -> str | None:
        """Which articles have faults: those that are left out, and those whose folders were edited and are not used as
        they are now."""
        faulty = {each: len(error.faults) for each, error in self._articles.faults.items()} | self._faulty
        told = [f"{each} has {counted(faults, 'fault')}" for each, faults in faulty.items()]
        return listed(told, MOST_NAMED) if told else None

    async def _kept(self, guild: int | None, article_id: str) -> tuple[str, ...]:
        """Questions that servers keep; none while the database cannot be read."""
        try:
            kept = await self._store.questions.most_asked(guild, article_id, limit=MOST_KEPT)
        except StoreError:
            return ()
        return tuple(each.text for each in kept)

    async def refresh(self) -> None:
        """Bring all indexes in memory up to date."""
        for article_id in self._articles.folders:
            for place in self._articles.places(article_id):
                await self._library.refresh(article_id, place)

    def _added(self, guild: int | None, article_id: str) -> tuple[Added, ...]:
        """What was added for all, and then for a server, from memory."""
        return tuple(each.added for each in self._store.additions.of(guild, article_id))

    def _changed(self, guild: int | None) -> None:
        """Bring the indexes in memory that a change of additions concerns up to date, in the background; where a server
        has none any more, delete them."""
        if guild is not None:
            self._articles.tidy(guild)
        for article_id in self._articles.folders:
            for place in self._articles.places(article_id):
                if guild is None or place == guild:
                    self._library.ready(article_id, place)
