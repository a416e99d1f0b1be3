"""Jobs on an index that take seconds, to be run in a separate process (see `bot.evaluation.worker`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from bot.article.model import Article
from bot.errors import ArticleError, Fault
from bot.evaluation.labels import scan_dialogues
from bot.files import read_file
from bot.matching.amended import Amended
from bot.matching.cache import is_kept, load_matcher, pack
from bot.matching.effects import Effects, Message, Source, compare
from bot.matching.matcher import Matcher

MOST_LABELLED = MOST_ASKS = 400
"""How many labelled questions and how many of the article's asks a trial uses. They are spread evenly over the
article."""

_Item = TypeVar("_Item")


def check(folder: Path, cache: Path | None) -> tuple[Fault, ...]:
    """The faults of the article in a folder. An article without faults is compiled into the `cache`."""
    try:
        load_matcher(folder, cache)
    except ArticleError as error:
        return error.faults
    return ()


def compile_amended(amended: Amended) -> None:
    amended.load()


class Trial(NamedTuple):
    """The effects of an addition, and the index with it as packed by `bot.matching.cache.pack`: an index that was only
    tried out is not stored in a file."""

    effects: Effects
    content: bytes


def try_out(before: Amended, after: Amended, kept: Sequence[str], folder: Path) -> Trial:
    """Compare an article before and after an addition. Asks the server's `kept` questions, the labelled questions in
    the article's `folder`, and asks of the article."""
    matcher, compiled = _loaded(before, folder), after.compile()
    messages = [Message(Source.ADDED, after.additions[-1].text), *(Message(Source.KEPT, text) for text in kept)]
    return Trial(compare(matcher, Matcher(compiled), [*messages, *_messages(matcher.article, folder)]), pack(compiled))


def _loaded(amended: Amended, folder: Path) -> Matcher:
    if not amended.additions and is_kept(folder, amended.cache):
        matcher = load_matcher(folder, amended.cache)
        if matcher.article == amended.article:  # else somebody is just editing it
            return matcher
    return amended.load()


def _messages(article: Article, folder: Path) -> Iterator[Message]:
    dialogues, _ = scan_dialogues(folder / "questions.jsonl", read_file)
    labelled = [dialogue[0] for dialogue in dialogues if not dialogue[0].said]
    for question in _evenly_spread(labelled, MOST_LABELLED):
        yield Message(Source.LABELLED, question.text, question.gold)
    asks = [ask for each in (*article.passages, *article.gaps) for ask in each.asks if "{" not in ask]
    yield from (Message(Source.ASK, ask) for ask in _evenly_spread(asks, MOST_ASKS))


def _evenly_spread(items: Sequence[_Item], most: int) -> Sequence[_Item]:
    """At most `most` of the items, evenly spread."""
    return items[:: -(-len(items) // most)] if items else items
