"""Answers from the shown quote or its paragraph, regardless of what else the index has."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.article.model import Article, Passage
from bot.conversation.followups.asked_of_shown import (
    AFTER_SOMEBODY,
    EXAMPLES,
    EXCEPTIONS,
    FOLLOWS,
    HOW,
    OF_ACTION,
    OUTCOME,
    WHERE,
    WHO_SAYS,
    draws_on_shown,
)
from bot.conversation.followups.leaning import named_in, people_in
from bot.conversation.followups.pronouns import speaks_of_somebody
from bot.conversation.reply import Shown
from bot.matching.nearby.quote_tells import (
    ATTRIBUTES,
    EXCEPTS,
    LISTS_EXAMPLES,
    PLACED,
    SUCCESSORS,
    WAYS,
    asks_since_when,
    has,
    takes_up,
    tells_count,
    tells_measure,
    tells_when,
    what_follows,
)
from bot.matching.nearby.which_one import asked_which, names_which
from bot.matching.patterns import Regex
from bot.matching.question import Question
from bot.matching.text import clean
from bot.matching.utterance import Utterance

_ASKS_WHO = Regex(r"\b(?:who|whom|whose)\b")
_TOLD_BY = ((EXAMPLES, LISTS_EXAMPLES), (EXCEPTIONS, EXCEPTS), (HOW, WAYS), (WHERE, PLACED))
"""Questions that name nothing, and what a quote with the answer has."""


class ShownQuotes:
    """Answers from what was shown of one article. Stateless."""

    def __init__(self, article: Article) -> None:
        self._article = article

    def before_search(self, question: Question, written: Utterance, shown: Shown) -> Passage | None:
        """The answer to a question without a subject for who says it, how many, when, or what or who comes next.
        `written` is the question with its pronouns."""
        if not shown.passages:
            return None
        first = shown.passages[0]
        if question.message.is_all(WHO_SAYS):
            if has(ATTRIBUTES, first.quote):
                return self._with_speaker(first)
        elif told := self._nearest(first, 0, partial(tells_measure, question)):
            return told
        if told := self._nearest(first, 0, partial(tells_count, question)):
            return told
        told = self._nearest(first, 0, partial(tells_when, question))
        if told is not None and (told == first or asks_since_when(question)):
            return told
        if written.is_all(AFTER_SOMEBODY):
            return self._nearest(shown.passages[0], 1, partial(has, SUCCESSORS))
        if written.is_all(EXCEPTIONS) and has(EXCEPTS, first.quote):  # "every time?" is no time
            return first
        last = shown.passages[-1]
        if written.is_all(FOLLOWS):
            return what_follows(last, self._article) or takes_up(last, self._article)
        return takes_up(last, self._article) if written.is_all(OUTCOME) else None

    def after_search(self, question: Question, written: Utterance, shown: Shown) -> Passage | None:
        """The answer, if nothing else answers: which one it is, examples, who did it, how or where, exceptions, or,
        nearby, when it was or who says it."""
        if not shown.basis:
            return None
        first = shown.basis[0]
        noun = asked_which(written.bare)
        if noun and (told := self._nearest(first, 0, lambda quote: names_which(quote, noun))):
            return told
        for asks, tells in _TOLD_BY:
            if written.is_all(asks):
                return self._nearest(first, 0, partial(has, tells))
        if written.is_all(OF_ACTION):
            return self._acting(first, written)
        if shown.is_doubtful:
            return None
        if draws_on_shown(written):
            return first
        if question.message.is_all(WHO_SAYS):
            return self._nearest(first, 0, partial(has, ATTRIBUTES))
        return self._nearest(first, 2 if asks_since_when(question) else 0, partial(tells_when, question))

    def _acting(self, first: Passage, written: Utterance) -> Passage:
        """The shown passage, or for "by whom" the one nearest to it in its paragraph that names somebody, if any."""
        told = None
        if _ASKS_WHO.search(written.line):
            told = self._nearest(first, 0, lambda quote: bool(named_in(clean(quote), self._article.names)))
        return told or first

    def _with_speaker(self, stated: Passage) -> Passage:
        """A passage that reports a statement; where it only says that "she" stated it, the last one before it in its
        paragraph that names somebody."""
        if people_in(clean(stated.quote), self._article) or not speaks_of_somebody(Utterance(stated.quote)):
            return stated
        places, last = self._article.reading_places, stated
        for each in self._article.passages_of(stated.paragraph):
            is_before = places[each.quote] < places[stated.quote]
            if is_before and people_in(clean(each.quote), self._article):
                last = each
        return last

    def _nearest(self, shown: Passage, most: int, tells: Callable[[str], bool]) -> Passage | None:
        """The passage nearest to a shown one whose quote satisfies `tells`, at most `most` paragraphs away; None if
        there is none."""
        beside = (each for each in self._article.passages if abs(each.paragraph - shown.paragraph) <= most)
        told = self._article.nearest(shown, (each for each in beside if tells(each.quote)))
        if told is None:
            return None
        # Several passages may share a quote; the summary tells which one it is.
        same = (each for each in self._article.passages if each.quote == told.quote and tells(each.summary))
        return next(same, told)
