"""What a question asks for that the article does not say: the gap, and its note about what the question names."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.article.asks import PLACEHOLDERS
from bot.article.model import Gap
from bot.matching.compiled import Compiled
from bot.matching.question import Clause
from bot.matching.ranking import Ranking

GAP_EVIDENCE, GAP_CLOSENESS = 1.0, 0.7
"""From either on, what the best gap says is said: with less, a guess would often be beside the point."""

GAP_COVERAGE = 0.2
"""The least share of the question's subject that the gap's asks must have, so that "do you have a kettle" is not told
what an ask like "do you have a lathe" is told. Of the shipped article's labelled questions one in 90 loses its note."""


class Gaps:
    """The gaps of one article, its own and the general ones, by their targets in the index."""

    def __init__(self, compiled: Compiled) -> None:
        self._article, self._vocabulary = compiled.article, compiled.vocabulary
        self._index, self._gaps = compiled.index, compiled.gaps

    def best(self, clause: Clause, ranking: Ranking | None) -> int | None:
        """The target of the gap that a clause with this ranking asks for, if it is clear enough to be told."""
        index = self._index
        if ranking is None or not clause.subject or index.background == index.passages:
            return None
        best = index.passages + int(ranking.support[index.gaps].argmax())
        is_own = best < index.passages + len(self._article.gaps)
        close = ranking.closeness[best] >= GAP_CLOSENESS
        if close or (is_own and ranking.evidence[best] >= GAP_EVIDENCE):
            return best if ranking.coverage(best) >= GAP_COVERAGE else None
        return None

    def told(self, target: int, clause: Clause) -> Gap | None:
        """The gap with its note about what the clause names; None where the note needs a name, and there is none."""
        gap = self._gaps[target - self._index.passages]
        if "{name}" not in gap.note:
            return gap
        kinds = [kind for kind in PLACEHOLDERS if any(kind in ask for ask in gap.asks)]
        name = next(filter(None, (self._vocabulary.named(clause.terms, kind) for kind in kinds)), None)
        return replace(gap, note=gap.note.replace("{name}", self._as_said(name))) if name else None

    def _as_said(self, name: str) -> str:
        """A name as the article says it within a sentence: with "the", if mostly so there."""
        text = "\n".join(self._article.paragraphs)
        with_the = len(re.findall(rf"\bthe {re.escape(name)}\b", text, re.IGNORECASE))
        return f"the {name}" if 2 * with_the > len(re.findall(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)) else name
