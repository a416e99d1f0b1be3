"""A reply to a message, before any channel renders it, and the context that it creates for the next message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.article.model import Article, Passage
from bot.conversation.acts.said import Said
from bot.conversation.followups.leaning import people_in
from bot.matching.outcomes import Answer, Choices, NoMatch, Outcome
from bot.matching.text import clean


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a message and its outcome. `asked` is the question in the asker's words, or all questions with
    this answer, if the message has several; `lead` introduces the answer, or is ""."""

    asked: str
    outcome: Outcome
    lead: str = ""

    def with_question(self, other: Part) -> Part:
        """This part for another question too, which has the same answer."""
        lead = "; ".join(dict.fromkeys(filter(None, (self.lead, other.lead))))
        return replace(self, asked=f"{self.asked.strip(' ?.!')}; {other.asked}", lead=lead)


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply to a message.

    said      the kind of message, if it is answered without a quote; of several requests, the first
    requests  how many requests `lines` answer, each under its words, if the message has several
    lines     the text if there are no parts (none: silence), or the text below them
    page      the page about the article that the lines are, and its argument: ("points", "5"), ("names", "person"),
              ("topics", ""), ("summary", ""); empty if they are none
    parts     its questions with their outcomes, in order; none if it asked no passage, or none is left
    """

    said: Said
    lines: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    requests: int = 1
    page: tuple[str, str] = ("", "")

    @property
    def main(self) -> Part:
        """The part to show first: the first with an answer, else the first with choices, else the first. Raises
        `ValueError` if the message was answered without a quote."""
        return min(self.parts, key=lambda part: _RANKS[type(part.outcome)])

    @property
    def outcome(self) -> Outcome:
        """The outcome of `main`; no match if the message was answered without a quote."""
        return self.main.outcome if self.parts else NoMatch(0.0, None, ())

    @property
    def also(self) -> tuple[Part, ...]:
        """The other parts with an answer, in order."""
        return tuple(part for part in self.parts if part is not self.main and isinstance(part.outcome, Answer))

    @property
    def unanswered(self) -> tuple[Part, ...]:
        """The other parts, without an answer, in order."""
        return tuple(part for part in self.parts if part is not self.main and not isinstance(part.outcome, Answer))


_RANKS = {Answer: 0, Choices: 1, NoMatch: 2}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person was shown last: the context of their next message, without anything that somebody wrote.

    passages        the quoted passages, in order; none under a topic's title
    offered         the other passages that may be meant, or those of the topic
    people, others  names of the article that were mentioned last: persons; all others
    listed          the last list in its order: choices, or topics by their first passages; none after an answer
    """

    passages: tuple[Passage, ...] = ()
    offered: tuple[Passage, ...] = ()
    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    listed: tuple[Passage, ...] = ()

    @property
    def basis(self) -> tuple[Passage, ...]:
        """The passages that the next message may refer to."""
        return self.passages or self.offered

    @property
    def is_doubtful(self) -> bool:
        """Whether choices were shown last, the first of them in full."""
        return bool(self.listed) and self.listed == self.offered


def shown_by(passages: Sequence[Passage], article: Article, offered: Sequence[Passage] = ()) -> Shown:
    """The context after passages were picked or read, including the persons whom they name."""
    people = people_in(clean("\n".join(passage.quote for passage in passages)), article)
    return Shown(tuple(passages), tuple(offered), tuple(people))


def answers(reply: Reply) -> Iterator[Answer]:
    """The answers of a reply, in the order of the questions."""
    return (part.outcome for part in reply.parts if isinstance(part.outcome, Answer))


def quote_of(outcome: Outcome) -> str | None:
    """The quote of an answer; None for another outcome."""
    return outcome.best.passage.quote if isinstance(outcome, Answer) else None


def each_answer_once(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts in order. Parts with the same quote, or the same gap, become one."""
    kept: dict[str | int, Part] = {}
    for number, part in enumerate(parts):
        gap = part.outcome.gap if isinstance(part.outcome, NoMatch) else None
        same = (gap.note if gap is not None else quote_of(part.outcome)) or number
        kept[same] = kept[same].with_question(part) if same in kept else part
    return tuple(kept.values())
