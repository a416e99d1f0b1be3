"""The loaded articles, and the choice of the article for a place."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from bot.article.model import Article
from bot.articles import Articles
from bot.conversation.lookup import Titles
from bot.discord_app import errors
from bot.discord_app.components import tagged
from bot.discord_app.memory import Memory
from bot.discord_app.pacing import Turns
from bot.discord_app.places import Place
from bot.discord_app.served import Served
from bot.discord_app.workshop import Workshop
from bot.errors import ArticleError, WorkError
from bot.evaluation.jobs import compile_amended
from bot.matching.amended import Amended
from bot.matching.matcher import Matcher

PATIENCE = 2.0
"""Seconds that an answer waits for a server's own index: longer than loading takes, shorter than compiling."""

CHOSEN_FOR = 300.0
"""Seconds for which an article that a person chose in a server stays chosen for them."""

_log = logging.getLogger(__name__)


class Library:
    """Finds the article for a place and what serves it. Loads articles off the event loop when they are first asked
    for.

    `article_of` returns the article of a place. In direct messages it is the one last used with that person; elsewhere,
    for a while, the one that they chose. The `workshop` compiles indexes with additions; until that is done, the old
    index is used.
    """

    def __init__(
        self, articles: Articles, prefix: str, memory: Memory, article_of: Callable[[Place], str], workshop: Workshop
    ) -> None:
        self.articles, self.titles, self._workshop = articles, Titles(articles.titles), workshop
        self._prefix, self._spoken_of, self._article_of = prefix, memory.articles, article_of
        self._turns = Turns()
        self._served: dict[tuple[int | None, str], Served] = {}
        self._loading: dict[tuple[int | None, str], asyncio.Task[Served | None]] = {}
        self._closed = False
        self.checking: asyncio.Task[None] | None = None
        # One at a time: two would only slow down each other and the answers.
        self._loader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="articles")
        if (matcher := articles.loaded_matcher(articles.default)) is not None:
            self._served[None, articles.default] = self._serving(articles.default, matcher)

    @property
    def several(self) -> bool:
        return self.articles.several

    def here(self, place: Place, person: int) -> str:
        """The id of the article to use in a place if the person names none."""
        last, until = self._spoken_of.get((person, place.channel), ("", 0.0))
        return last if time.monotonic() < until else self._article_of(place)

    def tagged(self, tag: str) -> str | None:
        """The id of the article with a tag; "" stands for the only article of version 0.1."""
        return tagged(tag, self.articles.folders) if tag else self.articles.default

    def id_of(self, article: Article) -> str | None:
        """The id of a served article; None if it has been replaced."""
        return next((served.id for served in self._served.values() if served.article is article), None)

    def note(self, place: Place, person: int, article_id: str, *, chosen: bool = False) -> None:
        """Record which article a person used last. In a server, where each channel may have its own, it counts for a
        while, and only if they have `chosen` it or continue with it."""
        last, until = self._spoken_of.get((person, place.channel), ("", 0.0))
        goes_on = last == article_id and time.monotonic() < until
        if place.guild is None or chosen or goes_on:
            until = time.monotonic() + CHOSEN_FOR if place.guild is not None else math.inf
            self._spoken_of[person, place.channel] = article_id, until

    def ready(self, article_id: str, guild: int | None = None) -> Served | None:
        """What serves an article in a server, if it is in memory. An outdated index is updated in the background."""
        matcher = self.articles.loaded_matcher(article_id, guild)
        if matcher is not None and not self.articles.is_current(article_id, guild):
            self._begin(article_id, guild)
        found = (self._served.get((place, article_id)) for place in (guild, None))
        return next((served for served in found if served is not None and served.matcher is matcher), None)

    async def serve(self, article_id: str, guild: int | None = None) -> Served | None:
        """What serves an article in a server; None if it does not exist or is faulty, which is logged."""
        if served := self.ready(article_id, guild):
            return served
        loading = self._begin(article_id, guild)
        # The shared index serves while the own one is compiled. A cancelled caller does not stop the work for others.
        for_all = self.ready(article_id)
        done, _ = await asyncio.wait({loading}, timeout=PATIENCE if for_all else None)
        return loading.result() if done else for_all

    async def serve_tag(self, tag: str, guild: int | None = None) -> Served | None:
        """What serves the article with a tag; None as for `serve`."""
        article_id = self.tagged(tag)
        return await self.serve(article_id, guild) if article_id is not None else None

    async def refresh(self, article_id: str, guild: int | None = None) -> None:
        """Return when an article is served in a server with all its additions, or cannot be."""
        if not self.articles.is_current(article_id, guild):
            await asyncio.shield(self._begin(article_id, guild))
        if not self.articles.is_current(article_id, guild):  # changed meanwhile
            await asyncio.shield(self._begin(article_id, guild))

    def reread(self, article_id: str) -> Awaitable[bool]:
        """Read an article's folder again, off the event loop, as `Articles.reread` does."""
        return asyncio.get_running_loop().run_in_executor(self._loader, self._reread, article_id)

    def _reread(self, article_id: str) -> bool:
        if not self.articles.reread(article_id):
            return False
        self.titles = Titles(self.articles.titles)
        return True

    def start_checking(self) -> None:
        """Look for faults in the articles that are not loaded yet, in the background, and log them."""
        self.checking = asyncio.create_task(self._check(), name="check of the articles")

    async def _check(self) -> None:
        for article_id in self.articles.usable:
            error = await asyncio.get_running_loop().run_in_executor(self._loader, self.articles.check, article_id)
            if error is not None:
                _log.error("%s is not served: %s", article_id, error)

    def close(self) -> None:
        """Stop loading and compiling."""
        self._closed = True
        self._workshop.close()
        if self.checking is not None:
            self.checking.cancel()
        self._loader.shutdown(wait=False, cancel_futures=True)

    def _begin(self, article_id: str, guild: int | None) -> asyncio.Task[Served | None]:
        guild = self.articles.owner(article_id, guild)
        key = guild, article_id
        if (task := self._loading.get(key)) is None:
            task = self._loading[key] = asyncio.create_task(self._load(article_id, guild), name="loading an article")
            task.add_done_callback(lambda _: self._loading.pop(key))
        return task

    async def _load(self, article_id: str, guild: int | None) -> Served | None:
        if article_id not in self.articles.usable:
            return None
        loop = asyncio.get_running_loop()
        try:
            if missing := await loop.run_in_executor(self._loader, self._missing, article_id, guild):
                await self._compile(missing)
                if guild is not None:  # the additions may have been deleted meanwhile
                    self.articles.drop_unused(guild)
            if self._closed:
                return None
            served = await loop.run_in_executor(
                self._loader, lambda: self._serving(article_id, self.articles.matcher(article_id, guild))
            )
        except ArticleError as error:
            _log.error("%s is not served: %s", article_id, error)
            return None
        except Exception as error:
            errors.record(error, "loading an article")
            return None
        is_own = not self.articles.uses(article_id, None, served.matcher)
        # Indexes of inactive servers are no longer in memory.
        kept = {
            (place, name): each
            for (place, name), each in self._served.items()
            if self.articles.uses(name, place, each.matcher)
        }
        self._served = kept | {(guild if is_own else None, article_id): served}
        return served

    def _missing(self, article_id: str, guild: int | None) -> Amended | None:
        """What has to be compiled before an article can be loaded, if the result can be stored."""
        if not self.articles.additions_of(guild, article_id):
            return None
        amended = self.articles.amended(article_id, guild)
        return amended if amended.additions and amended.is_to_be_compiled else None

    async def _compile(self, amended: Amended) -> None:
        try:
            await self._workshop.do(compile_amended, amended)
        except WorkError as error:
            if not self._closed:
                _log.warning("an index is compiled beside the answers: %s", error)

    def _serving(self, article_id: str, matcher: Matcher) -> Served:
        return Served(article_id, matcher, self._turns, self._prefix, several=self.several)
