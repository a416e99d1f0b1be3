"""Replies to messages that only move on from what was shown: "more", "2", "no, I meant the treasury one"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from bot.article.model import Name, Passage
from bot.conversation import wording
from bot.conversation.acts.said import Said
from bot.conversation.followups.choosing import MOST_TOGETHER, chosen
from bot.conversation.followups.corrections import Correction, correction
from bot.conversation.followups.leaning import (
    asks_again,
    asks_for_more,
    asks_for_paragraph,
    asks_in_talk,
    named_in,
    people_in,
)
from bot.conversation.followups.numbering import entries_named
from bot.conversation.followups.pronouns import with_names
from bot.conversation.followups.resolving import Resolver
from bot.conversation.reply import Part, Reply, Shown
from bot.matching.matcher import Matcher
from bot.matching.outcomes import MOST_CHOICES, Answer, Choices, NoMatch, Outcome, candidates_of, picked, score_of
from bot.matching.question import asked_in
from bot.matching.utterance import Utterance

CORRECTED = 0.4
"""The least score of an answer to a correction with a subject ("no, I meant the laser one"): what was not meant is
known."""

_ENDS_SUBJECT = re.compile(r"[,.;:!?]+ ")
"""The end of a correction's subject: "the commerce minister. what did he do"."""


class Navigation:
    """Moves on from what was shown of one article. Stateless."""

    def __init__(self, matcher: Matcher, resolver: Resolver) -> None:
        self._matcher = matcher
        self._article = matcher.article
        self._resolver = resolver

    def reply(self, message: Utterance, shown: Shown) -> Reply | None:
        """The reply to a message that only moves on from what was shown; None for another message."""
        if (named := entries_named(message.written, shown.listed)) is not None:
            no_such_place = Reply(Said.NOTHING, (wording.no_such_place(len(shown.listed)),))
            return self._chosen(named[:MOST_TOGETHER]) if named else no_such_place
        if shown.is_doubtful and (places := chosen(message, len(shown.listed))) is not None:
            return self._chosen(shown.listed[place - 1] for place in places)
        if not shown.basis:
            return None
        if asks_for_more(message):
            return self._more(shown)
        if shown.passages and (asks_again(message) or asks_for_paragraph(message)):
            return self._chosen(shown.passages[:MOST_TOGETHER])
        corrected = correction(message)
        return self._corrected(corrected, shown) if corrected is not None else None

    def _corrected(self, correction: Correction, shown: Shown) -> Reply:
        """The answer to a correction, other than what was shown."""
        if correction.is_none:
            return Reply(Said.NOTHING, (wording.WHICH_THEN,))
        seen = {passage.quote for passage in shown.passages}
        meant, who = self._named(correction, shown)
        if not meant:
            offered = [passage for passage in shown.offered if passage.quote not in seen]
            return _of(picked(self._article, *offered)) if offered else Reply(Said.NOTHING, (wording.WHICH_THEN,))
        if who is not None and (passage := self._article.passage(who.passage)) is not None:
            # The shown quote about somebody else may also say who this person is.
            part = Part("", picked(self._article, passage), wording.described(who))
            return Reply(Said.NOTHING, parts=(part,))
        matched = self._matcher.find(self._matcher.read(Utterance(meant)))
        if matched.question.asks:  # the shown quote may answer a further question
            return Reply(Said.NOTHING, parts=(self._resolver.part(matched, shown),))
        alone = matched.outcome
        near = self._resolver.follow_ups.answer(matched, shown.basis, without=seen)
        found = [_without(each, seen) for each in (near, alone, self._matcher.match(f"tell me about {meant}"))]
        answers = [outcome for outcome in found if isinstance(outcome, Answer)]
        choices = [outcome for outcome in found if isinstance(outcome, Choices)]
        if answers:
            return _of(max(answers, key=score_of))
        if not choices:
            return _of(alone if isinstance(alone, NoMatch) else found[-1])
        best, *others = max(choices, key=score_of).candidates
        is_likely = best.score >= CORRECTED
        return _of(Answer(best, tuple(others)) if is_likely else choices[0])

    def _named(self, correction: Correction, shown: Shown) -> tuple[str, Name | None]:
        """The subject of a correction, with names in place of a role ("the mayor"), "the other one" of two, and
        pronouns, which refer to nobody who was denied. Also the person, if the correction names nothing else."""
        meant, denied = correction.meant, people_in(correction.denied, self._article)
        spoken = [name for name in shown.people if name not in denied]
        subject, *rest = _ENDS_SUBJECT.split(meant, maxsplit=1)
        if correction.other and not meant:
            seen = [*denied, *shown.people[:1]][:1]
            meant = next((name for name in self._resolver.pronouns.near(shown.basis[0]) if name not in seen), "")
        elif not (named_in(subject, self._article.names) or asks_in_talk(Utterance(subject))) and (
            who := self._resolver.pronouns.called(subject, shown) or self._who(subject)
        ):
            if not rest:
                return who.name, who
            meant, spoken = " ".join((who.name, *rest)), [who.name]
        people = people_in(meant, self._article)
        meant = with_names(Utterance(meant), people or spoken, shown.others).written
        return meant, self._who(meant) if people_in(meant, self._article) else None

    def _who(self, somebody: str) -> Name | None:
        return self._resolver.names.who(asked_in(Utterance(f"who is {somebody}")))

    def _chosen(self, passages: Iterable[Passage]) -> Reply:
        """The chosen passages; if there are none, the question which one is meant."""
        parts = [Part("", picked(self._article, each)) for each in passages]
        return Reply(Said.NOTHING, parts=tuple(parts)) if parts else Reply(Said.NOTHING, (wording.WHICH_THEN,))

    def _more(self, shown: Shown) -> Reply:
        """The next passage of the topic; after its last one, the next passage of the article."""
        if not shown.passages:
            first = shown.offered[0]
            # What is guessed of a question without an answer was not shown, as a topic is.
            is_topic = shown.offered == self._article.section_of(first).passages
            return _of(picked(self._article, first)) if is_topic else Reply(Said.NOTHING, (wording.NOTHING_SHOWN,))
        last = shown.listed[0] if shown.is_doubtful else shown.passages[-1]
        quotes: dict[str, Passage] = {}
        for passage in self._article.section_of(last).passages:
            quotes.setdefault(passage.quote, passage)
        following = list(quotes.values())[list(quotes).index(last.quote) + 1 :]
        next_one = following[0] if following else self._article.neighbours(last)[1]
        if next_one is None:
            return Reply(Said.NOTHING, (wording.THE_END,))
        return _of(picked(self._article, next_one))


def _of(outcome: Outcome) -> Reply:
    """A reply with one outcome."""
    return Reply(Said.NOTHING, parts=(Part("", outcome),))


def _without(outcome: Outcome, quotes: Container[str]) -> Outcome:
    """An outcome without the passages that have these quotes. What remains is doubtful if it was second."""
    left = tuple(each for each in candidates_of(outcome) if each.passage.quote not in quotes)
    if len(left) == len(candidates_of(outcome)):
        return outcome
    if len(left) > 1:
        return Choices(left[:MOST_CHOICES])
    return NoMatch(score_of(outcome), None, ())
