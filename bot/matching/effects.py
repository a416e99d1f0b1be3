"""Compares the answers of an index before and after a change, for the same messages."""

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
    """The origin of a message: the addition itself, a kept question of members, a labelled question, or an ask."""

    ADDED = "added"
    KEPT = "kept"
    LABELLED = "labelled"
    ASK = "ask"


class Change(StrEnum):
    """How an answer changed: there is one now, it is another passage, or there is none any longer. Without answers: the
    gap is known now, or the choices differ."""

    ANSWERED = "answered"
    ELSEWHERE = "elsewhere"
    LOST = "lost"
    EXPLAINED = "explained"
    OFFERED = "offered"


class Message(NamedTuple):
    """A message to ask. `gold` holds the paragraphs that answer it; None if that is not known."""

    source: Source
    text: str
    gold: frozenset[int] | None = None


class Told(NamedTuple):
    """The outcome of a message: ``answer`` with the passage's key and paragraph, ``choices``, or ``none`` with the
    gap's id if the gap is known."""

    outcome: str
    where: str = ""
    paragraph: int = 0


class Effect(NamedTuple):
    """A message whose answer changed. `is_better` tells whether it changed from wrong to right (True) or from right to
    wrong (False); None if neither is known."""

    message: Message
    change: Change
    before: Told
    after: Told
    is_better: bool | None = None


@dataclass(frozen=True)
class Effects:
    """All changed answers. `asked` is the number of messages tried of each kind."""

    changed: tuple[Effect, ...]
    asked: Mapping[Source, int]

    @cached_property
    def counts(self) -> Counter[tuple[Source, Change]]:
        """The number of changes of each sort for each kind of message."""
        return Counter((effect.message.source, effect.change) for effect in self.changed)


def compare(before: Matcher, after: Matcher, messages: Iterable[Message]) -> Effects:
    """The changes for these messages. Takes milliseconds for each."""
    asked = list(messages)
    effects = (_effect(each, told(before.match(each.text)), told(after.match(each.text))) for each in asked)
    return Effects(tuple(filter(None, effects)), Counter(each.source for each in asked))


def told(outcome: Outcome) -> Told:
    """An outcome, reduced to what matters to the asker."""
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
