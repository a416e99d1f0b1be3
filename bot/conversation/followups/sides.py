"""The parties of an article: questions about one name only, and "the other side" of two countries."""

from __future__ import annotations

from collections import Counter

from bot.article.model import Article, Name, Passage
from bot.matching.patterns import Later
from bot.matching.question import Question
from bot.matching.text import plain, stem, words_of
from bot.matching.utterance import Utterance
from bot.matching.vocabulary import Vocabulary

_OTHER_SIDE = Later(
    r"\bthe others? (?:side|country|party|nation|government|govt|camp|half|delegation|team|negotiators?)\b"
)
_SIDES = frozenset(
    map(
        stem,
        "side part party position view viewpoint stance opinion perspective take end camp half role response reaction"
        " attitude interest".split(),
    )
)
"""Nouns for a party's position, which are no subject of their own: "India's side", "the American view"."""


class Sides:
    """The parties of one article."""

    def __init__(self, article: Article, vocabulary: Vocabulary) -> None:
        self._article, self._vocabulary = article, vocabulary

    def only(self, question: Question) -> Name | None:
        """The name that is the only subject of a question ("and the US?", "and India's side?"), or None."""
        terms = [term for clause in question.clauses for term in clause.subject]
        subject = [term for term in terms if term.is_name or term.stem not in _SIDES]
        held = {feature[1:] for term in subject for feature, _ in term.features if feature[0] == "@"}
        names = [name for name in self._article.names if name.name in held]
        return names[0] if len(names) == 1 and all(term.is_name for term in subject) else None

    def with_other_side(self, message: Utterance, passage: Passage) -> Utterance:
        """The message with a name in place of "the other side": of the two countries that most passages are about, the
        one that this passage is less about. Unchanged if there are no two such countries."""
        if not _OTHER_SIDE.search(message.line):
            return message
        counts = Counter(name for each in self._article.passages for name in set(self._countries_in(each.quote)))
        two = [name for name, _ in counts.most_common(2)]
        spoken = Counter(self._countries_in(" ".join((passage.quote, passage.summary, *passage.asks))))
        if len(two) < 2 or spoken[two[0]] == spoken[two[1]]:
            return message
        other = min(two, key=lambda name: spoken[name])
        return Utterance(_OTHER_SIDE.sub(other.replace("\\", r"\\"), message.line))

    def _countries_in(self, text: str) -> list[str]:
        countries = {f"@{name.name}": name.name for name in self._article.names if name.kind == "country"}
        terms = self._vocabulary.terms(words_of(plain(text), limit=10_000))
        return [
            countries[feature]
            for term in terms
            if not term.continues_name
            for feature, _ in term.features
            if feature in countries
        ]
