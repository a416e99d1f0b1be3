"""Finds the gap that a question asks for, and its note for the name in the question."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import compress

from bot.article.asks import PLACEHOLDERS
from bot.article.model import Gap
from bot.matching.compiled import Compiled
from bot.matching.question import Clause
from bot.matching.ranking import Ranking

GAP_EVIDENCE, GAP_CLOSENESS = 1.0, 0.7
"""The best gap is reported from either value on; with less, the note would often be beside the point. Shared words are
no evidence for a message on another subject: "can you freeze rice", of an article that names no food."""

GAP_COVERAGE = 0.2
"""The least share of the question's subject that must occur in the gap's asks, so that "do you have a kettle" does not
get the note for "do you have a lathe". One in 90 of the shipped article's labelled questions loses its note."""


class Gaps:
    """The gaps of one article, its own and the general ones, by target."""

    def __init__(self, compiled: Compiled) -> None:
        self._article, self._vocabulary = compiled.article, compiled.vocabulary
        self._index, self._gaps = compiled.index, compiled.gaps
        self._texts = compiled.texts

    def best(self, clause: Clause, ranking: Ranking | None) -> int | None:
        """The target of the gap that a clause with this ranking asks for; None if that is not clear enough."""
        index = self._index
        if ranking is None or not clause.subject or index.background == index.passages:
            return None
        best = index.passages + int(ranking.support[index.gaps].argmax())
        is_own = best < index.passages + len(self._article.gaps)
        if is_own:
            is_evident = ranking.evidence[best] >= GAP_EVIDENCE and not ranking.is_of_another_subject
            is_clear = is_evident or ranking.closeness[best] >= GAP_CLOSENESS
        else:
            is_clear = self._holds_an_ask(clause, best, ranking)
        return best if is_clear and ranking.coverage(best) >= GAP_COVERAGE else None

    def _holds_an_ask(self, clause: Clause, target: int, ranking: Ranking) -> bool:
        """Whether a clause contains all subject words of an ask of a close gap. In a general ask, the inserted name is
        close to many questions: "why is {topic} beeping" is not "why is the kiln red"."""
        held = {feature for term in clause.terms for feature, _ in term.features}
        examples = self._index.examples_of(target)
        near: list[bool] = (ranking.example_closeness[examples] >= GAP_CLOSENESS).tolist()
        asks = (self._vocabulary.terms(text.split()) for text in compress(self._texts[examples], near))
        return any(all(term.is_stop or held & dict(term.features).keys() for term in ask) for ask in asks)

    def told(self, target: int, clause: Clause) -> Gap | None:
        """The gap with its note for the name in the clause; None if the note needs a name and there is none."""
        gap = self._gaps[target - self._index.passages]
        if "{name}" not in gap.note:
            return gap
        kinds = [kind for kind in PLACEHOLDERS if any(kind in ask for ask in gap.asks)]
        name = next(filter(None, (self._vocabulary.named(clause.terms, kind) for kind in kinds)), None)
        return replace(gap, note=gap.note.replace("{name}", self._as_said(name))) if name else None

    def _as_said(self, name: str) -> str:
        """A name as it appears inside the article's sentences: with "the" if that is usual."""
        text = "\n".join(self._article.paragraphs)
        with_the = len(re.findall(rf"\bthe {re.escape(name)}\b", text, re.IGNORECASE))
        return f"the {name}" if 2 * with_the > len(re.findall(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)) else name
