"""What a change of an index does to the answers: the same messages, asked of the index before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Choices, NoMatch, Outcome


class Source(StrEnum):
    """Where a message comes from: it was added itself; members asked it; a person labelled it; it is an ask."""

    ADDED = "added"
    KEPT = "kept"
    LABELLED = "labelled"
    ASK = "ask"


class Change(StrEnum):
    """What became of an answer: there is one now; it is another passage; there is none any longer. Or, where there is
    none: it is known now what the article does not say; or other choices are offered, or none."""

    ANSWERED = "answered"
    ELSEWHERE = "elsewhere"
    LOST = "lost"
    EXPLAINED = "explained"
    OFFERED = "offered"


class Message(NamedTuple):
    """A message to ask. `gold` holds the paragraphs that answer it, None where that is not known."""

    source: Source
    text: str
    gold: frozenset[int] | None = None


class Told(NamedTuple):
    """What an index has to say: ``answer`` with the key of the passage and its paragraph, ``choices``, or ``none`` with
    the id of the gap where the question is known to have no answer."""

    outcome: str
    where: str = ""
    paragraph: int = 0


class Effect(NamedTuple):
    """A message with another answer after the change than before. `is_better` tells whether it is a right one now and
    was a wrong one, or the other way round; None where neither is known."""

    message: Message
    change: Change
    before: Told
    after: Told
    is_better: bool | None = None


@dataclass(frozen=True)
class Effects:
    """All that changes; `asked` is how many messages of each kind were tried."""

    changed: tuple[Effect, ...]
    asked: Mapping[Source, int]

    @cached_property
    def counts(self) -> Counter[tuple[Source, Change]]:
        """How often each change happens to each kind of message."""
        return Counter((effect.message.source, effect.change) for effect in self.changed)


def compare(before: Matcher, after: Matcher, messages: Iterable[Message]) -> Effects:
    """What changes for the messages. Takes milliseconds for each."""
    asked = list(messages)
    effects = (_effect(each, told(before.match(each.text)), told(after.match(each.text))) for each in asked)
    return Effects(tuple(filter(None, effects)), Counter(each.source for each in asked))


def told(outcome: Outcome) -> Told:
    """What an outcome says, as far as it matters to whoever asked."""
    match outcome:
        case Answer(best=best):
            return Told(outcome.kind, best.passage.key, best.passage.paragraph)
        case Choices():
            return Told(outcome.kind)
        case NoMatch(gap=gap):
            return Told(outcome.kind, gap.id if gap else "")


def _effect(message: Message, before: Told, after: Told) -> Effect | None:
    if (before.outcome, before.where) == (after.outcome, after.where):
        return None
    if after.outcome == "answer":
        change = Change.ELSEWHERE if before.outcome == "answer" else Change.ANSWERED
    elif before.outcome == "answer":
        change = Change.LOST
    else:
        change = Change.EXPLAINED if after.where else Change.OFFERED
    return Effect(message, change, before, after, _is_better(message.gold, before, after))


def _is_better(gold: frozenset[int] | None, before: Told, after: Told) -> bool | None:
    if gold is None:
        return None
    right = [(told.paragraph in gold) if gold else told.outcome != "answer" for told in (before, after)]
    return right[1] if right[0] != right[1] else None
