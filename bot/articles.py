"""The articles that a process serves: each loaded when it is first used, once, and shared by all who ask."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from threading import RLock
from typing import NamedTuple, TypeVar

from bot.article.additions import Added, held
from bot.article.loader import load_article, read_title
from bot.errors import ArticleError
from bot.matching.amended import Amended, forget
from bot.matching.cache import is_kept, load_matcher
from bot.matching.matcher import Matcher
from bot.matching.progress import Progress

MOST_OWN = 16
"""Matchers of single servers that stay in memory, each some 30 MB for a long article."""

_Loaded = TypeVar("_Loaded")


AdditionsOf = Callable[[int | None, str], Sequence[Added]]
"""What holds for an article in a server, from memory: what was added for all, and then for this server."""


class _Held(NamedTuple):
    """A matcher in memory, and what it was made of."""

    matcher: Matcher
    base: Matcher
    additions: Sequence[Added]


class _Beside(NamedTuple):
    """What was added to an article, and what of that does not stand in its files as well."""

    base: Matcher
    additions: Sequence[Added]
    beside: Sequence[Added]


class Articles:
    """Articles by their ids, in order, with the one that is meant where nothing says which. May be shared between
    threads.

    `on_compile` makes the context in which an article is compiled that the folder `cache` does not hold. A server has a
    matcher of its own for an article to whose index something was added there; the last used `MOST_OWN` stay in memory.
    """

    def __init__(
        self,
        folders: Mapping[str, Path],
        default: str | None = None,
        cache: Path | None = None,
        on_compile: Callable[[], AbstractContextManager[Progress]] | None = None,
    ) -> None:
        self.folders = dict(folders)
        self.cache, self._on_compile = cache, on_compile
        self.default = next(iter(folders)) if default is None else default
        self.titles = {each: read_title(folder) or folder.name for each, folder in folders.items()}
        """The title of each article, or its id where its files do not tell one."""
        self.faults: dict[str, ArticleError] = {}
        """The articles that turned out to be faulty."""
        self.additions_of: AdditionsOf = lambda guild, article_id: ()
        self._bases: dict[str, Matcher] = {}
        self._beside: dict[tuple[int | None, str], _Beside] = {}
        self._held: OrderedDict[tuple[int | None, str], _Held] = OrderedDict()
        self._locks = {each: RLock() for each in folders}

    @property
    def several(self) -> bool:
        """Whether there is more than one to choose from."""
        return len(self.folders) > 1

    @property
    def usable(self) -> list[str]:
        """The ids of all articles that are not known to be faulty, in order."""
        return [each for each in self.folders if each not in self.faults]

    def loaded(self, article_id: str, guild: int | None = None) -> Matcher | None:
        """The matcher of an article in a server, if it is in memory. At once. What was added of late may be missing in
        it (see `is_current`)."""
        place = self.place(article_id, guild), article_id
        if (held := self._held.get(place)) is None:
            return None
        with suppress(KeyError):  # another thread drops it
            self._held.move_to_end(place)
        return held.matcher

    def is_current(self, article_id: str, guild: int | None = None) -> bool:
        """Whether the matcher in memory is that of the article as it is now, with all that was added."""
        place, additions = self._wanted(article_id, guild)
        held = self._held.get((place, article_id))
        return held is not None and held.base is self._bases.get(article_id) and held.additions == additions

    def uses(self, article_id: str, guild: int | None, matcher: Matcher) -> bool:
        """Whether it is this matcher that is in memory for just this server, or, without one, for all."""
        held = self._held.get((guild, article_id))
        return held is not None and held.matcher is matcher

    def of(self, article_id: str, guild: int | None = None) -> Matcher:
        """The matcher of an article in a server; loaded or compiled if need be, which may take seconds.

        Raises `ArticleError` if it is faulty, and `KeyError` if there is no such article.
        """
        with self._locks[article_id]:
            matcher = self.loaded(article_id, guild)
            if matcher is None or not self.is_current(article_id, guild):
                base, (place, additions) = self.base(article_id), self._wanted(article_id, guild)
                matcher = self._amended(base, place, additions).load() if additions else base
                self._hold(place, article_id, _Held(matcher, base, additions))
            return matcher

    def base(self, article_id: str) -> Matcher:
        """The matcher of an article as its files have it, without what was added; as `of` in all else."""
        with self._locks[article_id]:
            if (base := self._bases.get(article_id)) is None:
                base = self._noting(article_id, lambda folder: load_matcher(folder, self.cache, self._on_compile))
                self._bases[article_id] = base
            return base

    def amended(self, article_id: str, guild: int | None = None) -> Amended:
        """An article with what was added to it in a server. Raises as `of` does."""
        return self._amended(self.base(article_id), *self._wanted(article_id, guild))

    def _amended(self, base: Matcher, place: int | None, additions: Sequence[Added]) -> Amended:
        return Amended(base.article, tuple(additions), place, self.cache)

    def tidy(self, guild: int) -> None:
        """Delete what is compiled for a server alone, if nothing is added there any more."""
        if any(self.place(each, guild) is not None for each in self.folders):
            return
        for article_id in self.folders:
            self._held.pop((guild, article_id), None)
            self._beside.pop((guild, article_id), None)
        forget(guild, self.cache)

    def check(self, article_id: str) -> ArticleError | None:
        """What is wrong with an article, if it was not known before: what was loaded or compiled once is sound."""
        folder = self.folders[article_id]
        if article_id in self.faults or self.loaded(article_id) or is_kept(folder, self.cache):
            return None
        with suppress(ArticleError):
            self._noting(article_id, load_article)
        return self.faults.get(article_id)

    def choose_default(self) -> dict[str, ArticleError]:
        """Load the default article; where it is faulty, the first sound one becomes the default. Returns the faults of
        those that were tried in vain. Raises `ArticleError` with the faults of all if none is sound."""
        for each in dict.fromkeys((self.default, *self.folders)):
            with suppress(ArticleError):
                self.of(each)
                self.default = each
                return dict(self.faults)
        if not self.several:
            raise self.faults[self.default]
        raise ArticleError.of_several(self.faults)

    def reread(self, article_id: str) -> bool:
        """Read an article's folder anew, and use it from now on if it changed; whether it did. What was added is added
        to it when it is next asked for. Raises `ArticleError` if the folder is faulty; then all stays as it is."""
        if article_id not in self._bases and article_id not in self.faults:
            return False  # it is read when it is first asked for
        matcher = load_matcher(self.folders[article_id], self.cache, self._on_compile)
        base = self._bases.get(article_id)
        if base is not None and base.article == matcher.article:
            return False
        self.replace(article_id, matcher)
        return True

    def replace(self, article_id: str, matcher: Matcher) -> None:
        """Let this matcher be an article's from now on."""
        with self._locks[article_id]:
            self._bases[article_id] = matcher
            self.titles[article_id] = matcher.article.title
            self.faults.pop(article_id, None)
            if not self.additions(article_id):
                self._hold(None, article_id, _Held(matcher, matcher, ()))
            for place in self.places(article_id):
                if place is not None and self.place(article_id, place) is None:
                    self._held.pop((place, article_id), None)

    def place(self, article_id: str, guild: int | None) -> int | None:
        """The server, if it has a matcher of its own; None where that of all serves."""
        return self._wanted(article_id, guild)[0]

    def places(self, article_id: str) -> list[int | None]:
        """The servers of which matchers of their own are in memory, and None if that of all is."""
        return [place for place, each in list(self._held) if each == article_id]

    def _wanted(self, article_id: str, guild: int | None) -> tuple[int | None, Sequence[Added]]:
        """What holds for an article in a server; and the server, if something was added there alone, else None."""
        for_all = self.additions(article_id)
        here = for_all if guild is None else self.additions(article_id, guild)
        return (None if here == for_all else guild), here

    def additions(self, article_id: str, guild: int | None = None) -> Sequence[Added]:
        """What was added to an article in a server, but for what its files have by now, as after an export."""
        added, base = self.additions_of(guild, article_id), self._bases.get(article_id)
        if not added or base is None:
            return added
        known = self._beside.get((guild, article_id))
        if known is None or known.base is not base or known.additions != added:
            in_files = held(base.article, added)
            known = _Beside(base, added, tuple(each for each in added if each not in in_files))
            self._beside[guild, article_id] = known
        return known.beside

    def _hold(self, place: int | None, article_id: str, held: _Held) -> None:
        self._held[place, article_id] = held
        own = [each for each in list(self._held) if each[0] is not None]
        for each in own[: max(0, len(own) - MOST_OWN)]:
            self._held.pop(each, None)

    def _noting(self, article_id: str, load: Callable[[Path], _Loaded]) -> _Loaded:
        if article_id in self.faults:
            raise self.faults[article_id]
        try:
            return load(self.folders[article_id])
        except ArticleError as error:
            self.faults[article_id] = error
            raise
