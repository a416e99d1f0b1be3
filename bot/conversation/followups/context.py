"""Derives from a reply the context for the next message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from bot.article.model import Article, Passage
from bot.conversation import wording
from bot.conversation.followups.leaning import named_in, people_in
from bot.conversation.followups.names import Names
from bot.conversation.followups.numbering import entries_named
from bot.conversation.followups.pronouns import Pronouns, speaks_of_own
from bot.conversation.reply import Reply, Shown, answers
from bot.conversation.request_replies import TOPICS
from bot.matching.found import DOUBTFUL_CHOICE
from bot.matching.outcomes import Choices, NoMatch, candidates_of, score_of
from bot.matching.text import clean
from bot.matching.utterance import Utterance


class ContextTracker:
    """Derives contexts for one article. Stateless."""

    def __init__(self, article: Article, names: Names, pronouns: Pronouns) -> None:
        self._article, self._names, self._pronouns = article, names, pronouns
        # Bounded: only called with the article's quotes.
        self._people_in_quote = cache(self._read_people)
        self._by_introduction = {wording.described(name): name.name for name in article.names if name.kind == "person"}

    def _read_people(self, quote: str) -> list[str]:
        return people_in(clean(quote), self._article)

    def after(self, message: Utterance, reply: Reply, before: Shown) -> Shown:
        """The context of the next message. A miss, choices or small talk keeps the former context."""
        given = tuple(answer.best.passage for answer in answers(reply))
        found = [candidate.passage for part in reply.parts for candidate in candidates_of(part.outcome)]
        # A very unlikely passage does not replace a shown one.
        is_likely = not before.passages or any(score_of(part.outcome) >= DOUBTFUL_CHOICE for part in reply.parts)
        offered = tuple(passage for passage in found if passage not in given)
        kinds = {name.name: name.kind for name in self._article.names}
        named = named_in(self._pronouns.read(message, before).line, self._article.names)
        people = tuple(name for name in named if kinds[name] == "person")
        others = tuple(name for name in named if kinds[name] != "person")
        is_pick = entries_named(message.written, before.listed) is not None
        is_list_open = is_pick or not (given or reply.page[0])
        return replace(
            before,
            passages=given or (tuple(found[:1]) if is_likely else ()) or before.passages,
            offered=offered or before.offered or (() if before.basis or given else _guessed(reply)),
            listed=self._listed(reply) or (before.listed if is_list_open else ()),
            people=people or self._introduced(reply) or self._people(message, given, before),
            others=others or before.others,
        )

    def _introduced(self, reply: Reply) -> tuple[str, ...]:
        """The persons whom a reply introduces: "no, the treasury one"."""
        return tuple(name for part in reply.parts if (name := self._by_introduction.get(part.lead)))

    def _people(self, message: Utterance, given: Sequence[Passage], before: Shown) -> tuple[str, ...]:
        """The persons to whom a pronoun may refer after a message that names nobody: the one it calls by role, else
        those in the quotes given."""
        if speaks_of_own(message):
            return ()
        if (meant := self._names.by_role(message)) is not None:
            return (meant.name,)
        return (
            tuple(dict.fromkeys(name for each in given for name in self._people_in_quote(each.quote))) or before.people
        )

    def _listed(self, reply: Reply) -> tuple[Passage, ...]:
        """The list in a reply, from which a number may pick: topics, each by its first passage, or choices."""
        if reply.page == TOPICS:
            return tuple(section.passages[0] for section in self._article.sections)
        outcome = reply.outcome
        return tuple(each.passage for each in outcome.candidates) if isinstance(outcome, Choices) else ()


def _guessed(reply: Reply) -> tuple[Passage, ...]:
    """The likeliest passages of the unanswered questions of a reply."""
    outcomes = (part.outcome for part in reply.parts)
    return tuple(each.likeliest for each in outcomes if isinstance(each, NoMatch) and each.likeliest is not None)
