"""Work on an index that takes seconds, for a process of its own (see `bot.evaluation.child`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from bot.article.model import Article
from bot.errors import ArticleError, Fault
from bot.evaluation.labels import scan_dialogues
from bot.files import read_file
from bot.matching.amended import Amended
from bot.matching.cache import is_kept, load_matcher, pack
from bot.matching.effects import Effects, Message, Source, compare
from bot.matching.matcher import Matcher

MOST_LABELLED = MOST_ASKS = 400
"""Labelled questions, and asks of the article, that a trial asks: every n-th, so that no part is left out."""

_Result = TypeVar("_Result", covariant=True)
_Item = TypeVar("_Item")


class Job(Protocol[_Result]):
    """Something to do; it and its result can be pickled."""

    def run(self) -> _Result:
        """Do it."""
        ...


@dataclass(frozen=True)
class Check:
    """Whether the article in a folder is sound, and it compiled into the `cache`. The result is its faults."""

    folder: Path
    cache: Path | None

    def run(self) -> tuple[Fault, ...]:
        """Load it, and so compile it."""
        try:
            load_matcher(self.folder, self.cache)
        except ArticleError as error:
            return error.faults
        return ()


@dataclass(frozen=True)
class Compile:
    """An article with additions, compiled and kept."""

    amended: Amended

    def run(self) -> None:
        """Compile it."""
        self.amended.load()


class Tried(NamedTuple):
    """What an addition changes, and the index with it as `bot.matching.cache.pack` has it: nothing that was only tried
    out is kept in a file."""

    effects: Effects
    content: bytes


@dataclass(frozen=True)
class Trial:
    """What it changes to add something to an article: the `kept` questions of a server are asked, those that are
    labelled in the article's folder, and asks of the article."""

    before: Amended
    after: Amended
    kept: tuple[str, ...]
    folder: Path

    def run(self) -> Tried:
        """Ask all of the index before and after."""
        before, after = self._before(), self.after.compile()
        effects = compare(before, Matcher(after), self._messages(before.article))
        return Tried(effects, pack(after))

    def _before(self) -> Matcher:
        article, additions, _, cache = self.before
        if not additions and is_kept(self.folder, cache):
            matcher = load_matcher(self.folder, cache)
            if matcher.article == article:  # unless somebody just edits it
                return matcher
        return self.before.load()

    def _messages(self, article: Article) -> Iterator[Message]:
        yield Message(Source.ADDED, self.after.additions[-1].text)
        yield from (Message(Source.KEPT, text) for text in self.kept)
        dialogues, _ = scan_dialogues(self.folder / "questions.jsonl", read_file)
        labelled = [dialogue[0] for dialogue in dialogues if not dialogue[0].said]
        for question in _spread(labelled, MOST_LABELLED):
            yield Message(Source.LABELLED, question.text, question.gold)
        asks = [ask for each in (*article.passages, *article.gaps) for ask in each.asks if "{" not in ask]
        yield from (Message(Source.ASK, ask) for ask in _spread(asks, MOST_ASKS))


def _spread(items: Sequence[_Item], most: int) -> Sequence[_Item]:
    """At most so many of the items, evenly spread."""
    return items[:: -(-len(items) // most)] if items else items
