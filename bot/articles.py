"""The articles that a process serves: each loaded when it is first used, once, and shared by all who ask."""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from threading import Lock
from typing import TypeVar

from bot.article.loader import load_article
from bot.errors import ArticleError
from bot.files import read_file
from bot.matching.cache import is_kept, load_matcher
from bot.matching.matcher import Matcher
from bot.matching.progress import Progress

TAG = 4
"""Characters of an article's tag."""

_Loaded = TypeVar("_Loaded")

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def base62(number: int) -> str:
    """A number from 0 up in digits and letters."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def from_base62(digits: str) -> int:
    """The number that `base62` wrote."""
    number = 0
    for digit in digits:
        number = number * len(_DIGITS) + _DIGITS.index(digit)
    return number


def tag_of(article_id: str) -> str:
    """`TAG` digits and letters that stand for an article's id where there is no room for it."""
    return base62(zlib.crc32(article_id.encode()) % len(_DIGITS) ** TAG).rjust(TAG, "0")


class Articles:
    """Articles by their ids, in order, with the one that is meant where nothing says which. May be shared between
    threads.

    `on_compile` makes the context in which an article is compiled that the folder `cache` does not hold. A server may
    have a matcher of its own for an article, as where asks were added there: `replace` puts it in the place of the
    article's, for that server or for all, and `of` finds it.
    """

    def __init__(
        self,
        folders: Mapping[str, Path],
        default: str | None = None,
        cache: Path | None = None,
        on_compile: Callable[[], AbstractContextManager[Progress]] | None = None,
    ) -> None:
        self._folders = dict(folders)
        self._cache, self._on_compile = cache, on_compile
        self.default = next(iter(folders)) if default is None else default
        self.titles = {each: _title(folder) for each, folder in folders.items()}
        """The title of each article, or its id where its files do not tell one."""
        self.tags = {tag_of(each): each for each in folders}
        self.faults: dict[str, ArticleError] = {}
        """The articles that turned out to be faulty."""
        self._matchers: dict[tuple[int | None, str], Matcher] = {}
        self._locks = {each: Lock() for each in folders}

    @classmethod
    def holding(cls, matchers: Mapping[str, Matcher]) -> Articles:
        """Articles that are compiled already."""
        articles = cls({each: Path(each) for each in matchers})
        for each, matcher in matchers.items():
            articles.titles[each] = matcher.article.title
            articles.replace(each, matcher)
        return articles

    @property
    def several(self) -> bool:
        """Whether there is more than one to choose from."""
        return len(self._folders) > 1

    @property
    def usable(self) -> list[str]:
        """The ids of all articles that are not known to be faulty, in order."""
        return [each for each in self._folders if each not in self.faults]

    def loaded(self, article_id: str, guild: int | None = None) -> Matcher | None:
        """The matcher of an article in a server, if it is in memory. At once."""
        own = self._matchers.get((guild, article_id)) if guild is not None else None
        return own or self._matchers.get((None, article_id))

    def of(self, article_id: str, guild: int | None = None) -> Matcher:
        """The matcher of an article in a server; loaded if need be, which may take seconds.

        Raises `ArticleError` if it is faulty, and `KeyError` if there is no such article.
        """
        with self._locks[article_id]:
            matcher = self.loaded(article_id, guild)
            if matcher is None:
                matcher = self._noting(article_id, lambda folder: load_matcher(folder, self._cache, self._on_compile))
                self._matchers[None, article_id] = matcher
            return matcher

    def check(self, article_id: str) -> ArticleError | None:
        """What is wrong with an article, if it was not known before: what was loaded or compiled once is sound."""
        folder = self._folders[article_id]
        if article_id in self.faults or self.loaded(article_id) or is_kept(folder, self._cache):
            return None
        with suppress(ArticleError):
            self._noting(article_id, load_article)
        return self.faults.get(article_id)

    def choose_default(self) -> dict[str, ArticleError]:
        """Load the default article; where it is faulty, the first sound one becomes the default. Returns the faults of
        those that were tried in vain. Raises `ArticleError` with the faults of all if none is sound."""
        for each in dict.fromkeys((self.default, *self._folders)):
            with suppress(ArticleError):
                self.of(each)
                self.default = each
                return dict(self.faults)
        if not self.several:
            raise self.faults[self.default]
        raise all_faulty(self.faults)

    def replace(self, article_id: str, matcher: Matcher, guild: int | None = None) -> None:
        """Let this matcher be an article's from now on: for a server, or for all that have none of their own."""
        self._matchers[guild, article_id] = matcher
        if guild is None:
            self.faults.pop(article_id, None)

    def restore(self, article_id: str, guild: int) -> None:
        """Take back what `replace` did for a server."""
        self._matchers.pop((guild, article_id), None)

    def _noting(self, article_id: str, load: Callable[[Path], _Loaded]) -> _Loaded:
        if article_id in self.faults:
            raise self.faults[article_id]
        try:
            return load(self._folders[article_id])
        except ArticleError as error:
            self.faults[article_id] = error
            raise


def all_faulty(faults: Mapping[str, ArticleError]) -> ArticleError:
    """The faults of several articles as one error."""
    return ArticleError(
        "the articles",
        [fault._replace(file=f"{each}/{fault.file}") for each, error in faults.items() for fault in error.faults],
    )


def _title(folder: Path) -> str:
    with suppress(OSError, ValueError):
        title = tomllib.loads(read_file(folder / "article.toml").decode("utf-8-sig")).get("title")
        if isinstance(title, str) and title.strip():
            return title.strip()
    return folder.name
