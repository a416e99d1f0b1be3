"""Edits indexes for curators: checks, tries out and applies additions at once, and rereads folders edited by hand."""

from __future__ import annotations

import asyncio
import logging
from typing import NamedTuple

from bot.article.additions import Added, Kind, Misfit, already_present, validated, with_additions
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
"""How many kept questions a trial asks, the most asked ones."""

MOST_ADDED = 500
"""How many additions to an article one server, or all together, may have: each makes compiling slower."""

MOST_NAMED = 10
"""How many faulty articles are named."""

MOST_TRIED = 2
"""How many tried-out indexes stay in memory, each some 7 MB for a long article."""

_log = logging.getLogger(__name__)


class Reread(NamedTuple):
    """The result of rereading an article's folder. The article is used if it changed and has no faults."""

    article_id: str
    changed: bool
    faults: tuple[Fault, ...] = ()
    trouble: str = ""
    """Why it could not be checked, if so."""


class Editor:
    """Changes the indexes that the bot uses. The server None stands for all servers."""

    def __init__(self, library: Library, store: Store, workshop: Workshop) -> None:
        self._library, self._store, self._workshop = library, store, workshop
        self._articles = library.articles
        self._articles.additions_of = self._added
        self._rereading, self._adding = asyncio.Lock(), asyncio.Lock()
        # The number of faults that each faulty folder had when it was last reread.
        self._faulty: dict[str, int] = {}
        # Tried-out indexes by name, so that a confirmed one need not be compiled again.
        self._tried: Recent[str, bytes] = Recent(MOST_TRIED)
        store.additions.subscribe(self._changed)

    async def article(self, article_id: str, guild: int | None) -> Article:
        """An article with its additions in a server. Raises `InputError` if there is no such article."""
        await self._library.refresh(article_id, guild)
        served = await self._library.serve(article_id, guild)
        if served is None:
            raise InputError(discord_wording.ARTICLE_GONE)
        return served.article

    async def checked(self, guild: int | None, article_id: str, added: Added) -> Added:
        """The addition in normalized form. Raises `InputError` that says what is wrong with it."""
        article = await self.article(article_id, guild)
        added = await asyncio.to_thread(lambda: validated(article, added, has_files=False))
        if added.kind is Kind.GAP and not added.note:
            # The gap may itself be an addition that is undone later, so keep its note.
            base = await asyncio.to_thread(self._articles.base_matcher, article_id)
            new = {gap.id: gap.note for gap in article.gaps} | {gap.id: "" for gap in base.article.gaps}
            return added._replace(note=new[added.target])
        return added

    async def try_out(self, guild: int | None, article_id: str, added: Added) -> Effects:
        """The effects of an addition on kept and labelled questions and on asks. Takes seconds. Raises `InputError` if
        it may not be made, and `WorkError`."""
        added = await self.checked(guild, article_id, added)
        before = await asyncio.to_thread(self._articles.amended, article_id, guild)
        after = before._replace(additions=(*before.additions, added), owner=guild)
        kept = await self._kept(guild, article_id)
        tried = await self._workshop.do(try_out, before, after, kept, self._articles.folders[article_id])
        self._tried[await asyncio.to_thread(lambda: after.name)] = tried.content  # computing the name takes a while
        return tried.effects

    async def add(self, guild: int | None, article_id: str, added: Added) -> Addition:
        """Make an addition, unless the same was just added; when this returns, questions find it. Raises `InputError`
        and `StoreError`; then nothing was added."""
        async with self._adding:
            for each in self._store.additions.for_article(guild, article_id):
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
        """Undo an addition of a server; when this returns, it is no longer in effect. Returns None if there is no such
        addition. Raises `StoreError`."""
        addition = await self._store.additions.undo(guild, addition_id)
        if addition is not None:
            await self._library.refresh(addition.article, guild)
        return addition

    async def written(self, guild: int | None, article_id: str) -> frozenset[Added]:
        """A server's additions that the article's files contain by now: undoing them would change nothing."""
        base = await asyncio.to_thread(self._articles.base_matcher, article_id)
        return already_present(base.article, self._added(guild, article_id))

    async def is_written(self, guild: int | None, addition_id: int) -> bool:
        """Whether the article's files contain an addition by now."""
        addition = next((each for each in self._store.additions.in_effect() if each.id == addition_id), None)
        if addition is None or addition.article not in self._articles.usable:
            return False
        return addition.added in await self.written(guild, addition.article)

    async def misfits(self, guild: int | None, article_id: str) -> tuple[Misfit, ...]:
        """A server's additions that no longer fit the article, because it was changed."""
        base = await asyncio.to_thread(self._articles.base_matcher, article_id)
        _, misfits = await asyncio.to_thread(with_additions, base.article, self._added(guild, article_id))
        return misfits

    async def reread_everywhere(self) -> list[Reread]:
        """Call `reread`, and let other processes that share the database do the same."""
        found = await self.reread()
        try:
            await self._store.ask_to_reread()
        except StoreError as error:
            _log.warning("other processes, if there are any, were not told to read the articles anew: %s", error)
        return found

    async def reread(self) -> list[Reread]:
        """Read all article folders again, and use those that changed and have no faults. The others stay as they are.
        Answers continue meanwhile."""
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
        except ArticleError as error:  # edited again meanwhile
            changed, faults = False, error.faults
        self._faulty.pop(article_id, None)
        if faults:
            self._faulty[article_id] = len(faults)
            _log.error("%s stays as it is: %s", article_id, ArticleError(str(folder), faults))
        if changed:
            _log.info("%s was read anew", article_id)
            for place in self._articles.owners_in_memory(article_id):
                await self._library.refresh(article_id, place)
        return Reread(article_id, changed, faults)

    def trouble(self) -> str | None:
        """Which articles have faults: those that are not served, and those whose edited folders are not used."""
        faulty = {each: len(error.faults) for each, error in self._articles.faults.items()} | self._faulty
        told = [f"{each} has {counted(faults, 'fault')}" for each, faults in faulty.items()]
        return listed(told, MOST_NAMED) if told else None

    async def _kept(self, guild: int | None, article_id: str) -> tuple[str, ...]:
        """The questions that servers keep; none while the database cannot be read."""
        try:
            kept = await self._store.questions.most_asked(guild, article_id, limit=MOST_KEPT)
        except StoreError:
            return ()
        return tuple(each.text for each in kept)

    async def refresh(self) -> None:
        """Update all indexes in memory."""
        for article_id in self._articles.folders:
            for place in self._articles.owners_in_memory(article_id):
                await self._library.refresh(article_id, place)

    def _added(self, guild: int | None, article_id: str) -> tuple[Added, ...]:
        """The additions in effect, from memory: those for all servers, then those for this one."""
        return tuple(each.added for each in self._store.additions.for_article(guild, article_id))

    def _changed(self, guild: int | None) -> None:
        """Update the indexes that a change of additions affects, in the background. Delete those of a server without
        additions."""
        if guild is not None:
            self._articles.drop_unused(guild)
        for article_id in self._articles.folders:
            for place in self._articles.owners_in_memory(article_id):
                if guild is None or place == guild:
                    self._library.ready(article_id, place)
