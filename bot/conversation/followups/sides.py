"""The parties of an article: questions about one name only, and "the other side" of two countries."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from bot.article.model import Article, Name, Passage
from bot.conversation.followups.leaning import named_in
from bot.matching.english.stop_words import AUXILIARIES, OPEN_WORDS
from bot.matching.patterns import Regex
from bot.matching.question import Question
from bot.matching.text import clean, plain, stem, words_of
from bot.matching.utterance import Utterance
from bot.matching.vocabulary import Vocabulary

_OTHER_SIDE = Regex(
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

_BOTH = Regex(r"\b(?:both|neither)\b(?:\W+\w+){1,8}?\W+(?:and|nor)\b(?:\W+\w+){1,4}")

MUCH_MORE = 5
"""A passage that speaks so many times as often of one side as of the other is about that one."""

_TURNS = Regex(
    r"(?:(?:so|ok|okay|well|lol|hm+|no)\W+)*(?:and|but|(?:what|how) (?:about|of)|for|then)\b"
    r"(?P<rest>(?:\W+\w+){1,8})\W*"
)
"""Turns to another subject, and asks nothing of it in a verb."""

_ASKING = (AUXILIARIES | OPEN_WORDS) - {"what", "how"}


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
        if not _OTHER_SIDE.search(message.line) or (other := self._other(passage)) is None:
            return message
        return Utterance(_OTHER_SIDE.sub(other.replace("\\", r"\\"), message.line))

    def across(self, message: Utterance, name: Name, shown: Passage) -> Passage | None:
        """For a message that only turns to somebody, or to the other side of what was shown ("and the US?") or the view
        of one of the two, that, where it says the same of both ("neither Roth nor Haddad"), or the passage nearest to
        it which speaks of that side much more; None for another message."""
        turns = _TURNS.fullmatch(message.line)
        words = words_of(turns["rest"]) if turns is not None else []
        if words and _ASKING.isdisjoint(words) and _says_of_both(shown, name):
            return shown
        is_of_view = name.name in self._two and not _SIDES.isdisjoint(map(stem, words))
        if not words or not _ASKING.isdisjoint(words) or not (is_of_view or self._other(shown) == name.name):
            return None
        return self._article.nearest(shown, (each for each in self._article.passages if self._is_of(each, name.name)))

    def _is_of(self, passage: Passage, side: str) -> bool:
        """Whether a passage names no other country than a side, and who asks for it hardly any."""
        spoken = self._spoken_of(passage)
        is_asked_so = spoken[side] >= MUCH_MORE * max([1, *(count for other, count in spoken.items() if other != side)])
        return is_asked_so and set(self._countries_in(passage.quote)) <= {side}

    def _other(self, passage: Passage) -> str | None:
        """The one of the two sides of which a passage speaks less; None where an article has no two, or it speaks of
        both alike."""
        spoken = self._spoken_of(passage)
        counts = [spoken[side] for side in self._two]
        return min(self._two, key=lambda side: spoken[side]) if len(set(counts)) == 2 else None

    @cached_property
    def _two(self) -> list[str]:
        """The two countries of which most passages speak."""
        counts = Counter(name for each in self._article.passages for name in set(self._countries_in(each.quote)))
        return [name for name, _ in counts.most_common(2)]

    def _spoken_of(self, passage: Passage) -> Counter[str]:
        """How often a passage, or who asks for it, names each country."""
        return Counter(self._countries_in(" ".join((passage.quote, passage.summary, *passage.asks))))

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


def _says_of_both(passage: Passage, name: Name) -> bool:
    """Whether a passage says the same of somebody and somebody else."""
    return any(named_in(each[0], [name]) for each in _BOTH.finditer(clean(passage.quote)))
