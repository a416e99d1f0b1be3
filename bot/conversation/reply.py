"""What is said back to a message, before any channel draws it; and what the next message may lean on."""

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
    """One question of a message and what the article says to it.

    `asked` is the question in the asker's words, where the message has several, or all those that this answers; `lead`
    introduces the answer, or is "".
    """

    asked: str
    outcome: Outcome
    lead: str = ""

    def with_question(self, other: Part) -> Part:
        """This part for another question too, which has the same answer."""
        lead = "; ".join(dict.fromkeys(filter(None, (self.lead, other.lead))))
        return replace(self, asked=f"{self.asked.strip(' ?.!')}; {other.asked}", lead=lead)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a message.

    said     what the message was, where it is answered without a quote; of several requests, the first
    requests how many requests `lines` answer, each under its words, where the message has several
    lines    what is said where there are no parts (none: silence), or below them
    page     which page about the article the lines are, and what of it: ("points", "5"), ("names", "person"),
             ("topics", ""), ("summary", ""); empty where they are none
    parts    its questions with their outcomes, in order; none where it asked no passage, or there is none left
    """

    said: Said
    lines: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    requests: int = 1
    page: tuple[str, str] = ("", "")

    @property
    def main(self) -> Part:
        """The part that stands at the top: the first that got an answer, else the first with choices, else the first.

        Raises `ValueError` where the message was answered without a quote.
        """
        return min(self.parts, key=lambda part: _RANKS[type(part.outcome)])

    @property
    def outcome(self) -> Outcome:
        """The outcome of `main`; no match where the message was answered without a quote."""
        return self.main.outcome if self.parts else NoMatch(0.0, None, ())

    @property
    def also(self) -> tuple[Part, ...]:
        """The other parts that got an answer, in order."""
        return tuple(part for part in self.parts if part is not self.main and isinstance(part.outcome, Answer))

    @property
    def unanswered(self) -> tuple[Part, ...]:
        """The other parts, which the article does not answer, in order."""
        return tuple(part for part in self.parts if part is not self.main and not isinstance(part.outcome, Answer))


_RANKS = {Answer: 0, Choices: 1, NoMatch: 2}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person was shown last, and nothing of what anybody wrote.

    passages   that were quoted, in order; none under the head of a topic
    offered    the others that could be meant, or those of the topic
    people, others   names of the article that were last spoken of: persons; all others
    listed     the list that was shown last, in its order: choices, or topics by their first passages; none after an
               answer
    """

    passages: tuple[Passage, ...] = ()
    offered: tuple[Passage, ...] = ()
    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    listed: tuple[Passage, ...] = ()

    @property
    def basis(self) -> tuple[Passage, ...]:
        """The passages that the next message may lean on."""
        return self.passages or self.offered

    @property
    def is_doubtful(self) -> bool:
        """Whether what was shown last are choices, the first of them in full."""
        return bool(self.listed) and self.listed == self.offered


def shown_by(passages: Sequence[Passage], article: Article, offered: Sequence[Passage] = ()) -> Shown:
    """What was shown where passages were picked or read, and not found by a question: with the persons whom they
    name."""
    people = people_in(clean("\n".join(passage.quote for passage in passages)), article)
    return Shown(tuple(passages), tuple(offered), tuple(people))


def answers(reply: Reply) -> Iterator[Answer]:
    """The answers of a reply, in the order of the questions."""
    return (part.outcome for part in reply.parts if isinstance(part.outcome, Answer))


def quote_of(outcome: Outcome) -> str | None:
    """The quote of an answer; None of another outcome."""
    return outcome.best.passage.quote if isinstance(outcome, Answer) else None


def each_answer_once(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts in order, those to which the same is said as one: the same quote, or what the article lacks."""
    kept: dict[str | int, Part] = {}
    for number, part in enumerate(parts):
        gap = part.outcome.gap if isinstance(part.outcome, NoMatch) else None
        same = (gap.note if gap is not None else quote_of(part.outcome)) or number
        kept[same] = kept[same].with_question(part) if same in kept else part
    return tuple(kept.values())
