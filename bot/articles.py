"""The articles that a process serves. Each is loaded once, when it is first used, and shared by all callers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from threading import RLock
from typing import NamedTuple, TypeVar

from bot.article.additions import Added, already_present
from bot.article.loader import load_article, read_title
from bot.errors import ArticleError
from bot.matching.amended import Amended, forget
from bot.matching.cache import is_kept, load_matcher
from bot.matching.matcher import Matcher
from bot.matching.progress import Progress

MOST_OWN = 16
"""How many matchers of single servers stay in memory. Each takes some 30 MB for a long article."""

_Loaded = TypeVar("_Loaded")


AdditionsOf = Callable[[int | None, str], Sequence[Added]]
"""Returns the additions in effect for an article in a server, from memory: those for all servers, then those for this
one."""


class _InMemory(NamedTuple):
    """A matcher in memory, with the inputs that it was made from."""

    matcher: Matcher
    base: Matcher
    additions: Sequence[Added]


class _NotInFiles(NamedTuple):
    """The additions to an article, and those of them that the article's files do not contain."""

    base: Matcher
    additions: Sequence[Added]
    not_in_files: Sequence[Added]


class Articles:
    """Articles by id, in order, with a default one. Thread-safe.

    `on_compile` creates the context in which an article is compiled if the folder `cache` does not hold it. A server
    has its own matcher for each article to whose index it added something; the last used `MOST_OWN` of these stay in
    memory.
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
        """The title of each article, or its id if its files have no readable title."""
        self.faults: dict[str, ArticleError] = {}
        """The articles that turned out to be faulty."""
        self.additions_of: AdditionsOf = lambda guild, article_id: ()
        self._bases: dict[str, Matcher] = {}
        self._not_in_files: dict[tuple[int | None, str], _NotInFiles] = {}
        self._in_memory: OrderedDict[tuple[int | None, str], _InMemory] = OrderedDict()
        self._locks = {each: RLock() for each in folders}

    @property
    def several(self) -> bool:
        """Whether there is more than one article."""
        return len(self.folders) > 1

    @property
    def usable(self) -> list[str]:
        """The ids of all articles without known faults, in order."""
        return [each for each in self.folders if each not in self.faults]

    def loaded_matcher(self, article_id: str, guild: int | None = None) -> Matcher | None:
        """The matcher of an article in a server if it is in memory, else None. Returns at once. Recent additions may be
        missing from it (see `is_current`)."""
        key = self.owner(article_id, guild), article_id
        if (kept := self._in_memory.get(key)) is None:
            return None
        with suppress(KeyError):  # another thread drops it
            self._in_memory.move_to_end(key)
        return kept.matcher

    def is_current(self, article_id: str, guild: int | None = None) -> bool:
        """Whether the matcher in memory reflects the article's present files and additions."""
        owner, additions = self._additions_in(article_id, guild)
        kept = self._in_memory.get((owner, article_id))
        return kept is not None and kept.base is self._bases.get(article_id) and kept.additions == additions

    def uses(self, article_id: str, guild: int | None, matcher: Matcher) -> bool:
        """Whether this matcher is the one in memory for exactly this server or, if `guild` is None, for all servers."""
        kept = self._in_memory.get((guild, article_id))
        return kept is not None and kept.matcher is matcher

    def matcher(self, article_id: str, guild: int | None = None) -> Matcher:
        """The matcher of an article in a server. Loads or compiles it if needed, which may take seconds.

        Raises `ArticleError` if the article is faulty, and `KeyError` if there is no such article.
        """
        with self._locks[article_id]:
            matcher = self.loaded_matcher(article_id, guild)
            if matcher is None or not self.is_current(article_id, guild):
                base, (owner, additions) = self.base_matcher(article_id), self._additions_in(article_id, guild)
                matcher = self._amended(base, owner, additions).load() if additions else base
                self._keep(owner, article_id, _InMemory(matcher, base, additions))
            return matcher

    def base_matcher(self, article_id: str) -> Matcher:
        """The matcher of an article's files, without additions. Raises as `matcher` does."""
        with self._locks[article_id]:
            if (base := self._bases.get(article_id)) is None:
                base = self._recording_faults(
                    article_id, lambda folder: load_matcher(folder, self.cache, self._on_compile)
                )
                self._bases[article_id] = base
            return base

    def amended(self, article_id: str, guild: int | None = None) -> Amended:
        """An article with a server's additions. Raises as `matcher` does."""
        return self._amended(self.base_matcher(article_id), *self._additions_in(article_id, guild))

    def _amended(self, base: Matcher, owner: int | None, additions: Sequence[Added]) -> Amended:
        return Amended(base.article, tuple(additions), owner, self.cache)

    def drop_unused(self, guild: int) -> None:
        """Delete the indexes compiled for a server that has no additions of its own any more."""
        if any(self.owner(each, guild) is not None for each in self.folders):
            return
        for article_id in self.folders:
            self._in_memory.pop((guild, article_id), None)
            self._not_in_files.pop((guild, article_id), None)
        forget(guild, self.cache)

    def check(self, article_id: str) -> ArticleError | None:
        """The faults of an article that has not been checked yet, else None: an article that was loaded or compiled has
        none."""
        folder = self.folders[article_id]
        if article_id in self.faults or self.loaded_matcher(article_id) or is_kept(folder, self.cache):
            return None
        with suppress(ArticleError):
            self._recording_faults(article_id, load_article)
        return self.faults.get(article_id)

    def choose_default(self) -> dict[str, ArticleError]:
        """Load the default article; if it is faulty, make the first sound one the default. Returns the faults of the
        articles that were tried in vain. Raises `ArticleError` with all faults if no article is sound."""
        for each in dict.fromkeys((self.default, *self.folders)):
            with suppress(ArticleError):
                self.matcher(each)
                self.default = each
                return dict(self.faults)
        if not self.several:
            raise self.faults[self.default]
        raise ArticleError.of_several(self.faults)

    def reread(self, article_id: str) -> bool:
        """Read an article's folder again, use it if it changed, and return whether it did. Additions are applied when
        the article is next asked for. Raises `ArticleError` if the folder is faulty; nothing changes then."""
        if article_id not in self._bases and article_id not in self.faults:
            return False  # it is read when it is first asked for
        matcher = load_matcher(self.folders[article_id], self.cache, self._on_compile)
        base = self._bases.get(article_id)
        if base is not None and base.article == matcher.article:
            return False
        self.replace(article_id, matcher)
        return True

    def replace(self, article_id: str, matcher: Matcher) -> None:
        """Use this matcher for an article from now on."""
        with self._locks[article_id]:
            self._bases[article_id] = matcher
            self.titles[article_id] = matcher.article.title
            self.faults.pop(article_id, None)
            if not self.additions(article_id):
                self._keep(None, article_id, _InMemory(matcher, matcher, ()))
            for owner in self.owners_in_memory(article_id):
                if owner is not None and self.owner(article_id, owner) is None:
                    self._in_memory.pop((owner, article_id), None)

    def owner(self, article_id: str, guild: int | None) -> int | None:
        """The server if it has its own matcher for the article; None if it uses the shared one."""
        return self._additions_in(article_id, guild)[0]

    def owners_in_memory(self, article_id: str) -> list[int | None]:
        """The servers whose own matchers of the article are in memory; None stands for the shared one."""
        return [owner for owner, each in list(self._in_memory) if each == article_id]

    def _additions_in(self, article_id: str, guild: int | None) -> tuple[int | None, Sequence[Added]]:
        """The additions in effect for an article in a server, and its `owner`."""
        for_all = self.additions(article_id)
        here = for_all if guild is None else self.additions(article_id, guild)
        return (None if here == for_all else guild), here

    def additions(self, article_id: str, guild: int | None = None) -> Sequence[Added]:
        """The additions to an article in a server, except those that its files already contain, as after an export."""
        added, base = self.additions_of(guild, article_id), self._bases.get(article_id)
        if not added or base is None:
            return added
        known = self._not_in_files.get((guild, article_id))
        if known is None or known.base is not base or known.additions != added:
            in_files = already_present(base.article, added)
            known = _NotInFiles(base, added, tuple(each for each in added if each not in in_files))
            self._not_in_files[guild, article_id] = known
        return known.not_in_files

    def _keep(self, owner: int | None, article_id: str, kept: _InMemory) -> None:
        self._in_memory[owner, article_id] = kept
        own = [each for each in list(self._in_memory) if each[0] is not None]
        for each in own[: max(0, len(own) - MOST_OWN)]:
            self._in_memory.pop(each, None)

    def _recording_faults(self, article_id: str, load: Callable[[Path], _Loaded]) -> _Loaded:
        if article_id in self.faults:
            raise self.faults[article_id]
        try:
            return load(self.folders[article_id])
        except ArticleError as error:
            self.faults[article_id] = error
            raise
