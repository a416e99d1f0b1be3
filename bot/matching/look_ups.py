"""Finds what a message names instead of asking for it: words to look up, or a paragraph by its number."""

from __future__ import annotations

from dataclasses import replace

from bot.matching.compiled import Compiled
from bot.matching.found import ANSWER, DOUBTFUL_CHOICE, NO_ANSWER, Found
from bot.matching.intent import LAST
from bot.matching.outcomes import WHOLE
from bot.matching.question import Question

KEYWORD_LOWEST, KEYWORD_GAIN, KEYWORD_HIGHEST = 0.6, 0.04, 0.97
"""The score of bare keywords that all occur in a passage: the rarer and the more of them, the higher."""

_LOOKED_UP = 12
"""How many of the best passages are searched for the words."""


class LookUps:
    """Looks things up in one article."""

    def __init__(self, compiled: Compiled) -> None:
        self._article, self._in_paragraphs = compiled.article, compiled.in_paragraphs

    def in_paragraph(self, number: int | None, found: Found) -> Found | None:
        """The passages of the paragraph that the question names, ranked by its other words. None if it names none,
        or if no other word occurs in that paragraph: then the question is not about it."""
        if number is None:
            return None
        number = len(self._article.paragraphs) if number == LAST else number
        places = sorted(self._in_paragraphs.get(number, ()))
        if not found.clause.subject or not places:
            return replace(found, order=places, score=1.0 if places else 0.0)
        if not any(found.own_shares[place] for place in places):
            return None
        places.sort(key=lambda place: -found.points[place])
        return replace(found, order=places, score=max(ANSWER, found.score))

    def words(self, question: Question, found: Found) -> Found:
        """The result for words to look up. Lowers the score of a keyword that occurs in an ask ("sus") and not in the
        passage itself."""
        if not question.looks_up:
            return found
        found = self._holding_all(found)
        is_own = not question.is_keyword or not found.order or found.own_shares[found.order[0]]
        return found if is_own else found.at_most(NO_ANSWER)

    def _holding_all(self, found: Found) -> Found:
        """For words to look up: the first passage whose own words contain all of them, if its score is higher. A
        keyword asks for what the article says about it, so gaps with the same word do not matter. Words that more than
        half of the sections contain select none of them."""
        holder = next((place for place in found.order[:_LOOKED_UP] if found.own_shares[place] > WHOLE), None)
        if holder is None:
            return found
        shares = zip(self._article.passages, found.own_shares, strict=True)
        holding = {passage.section for passage, share in shares if share > WHOLE}
        if len(holding) > len(self._article.sections) / 2 > 1:
            return replace(found, score=DOUBTFUL_CHOICE)
        weight = sum(found.ranking.weights) if found.ranking is not None else 0.0
        score = min(KEYWORD_HIGHEST, KEYWORD_LOWEST + KEYWORD_GAIN * weight)
        return found.with_first(holder, max(found.score, score))
