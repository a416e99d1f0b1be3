"""The words of an article: turns a text into terms, by which questions and the index are compared.

A term is one word with its features: its stem, the concepts that its synonyms share ("sent back" and "deported" share
one) and, inside a name, the name and its kind. Two words match if they share a feature, as strongly as the weaker side
has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from bot.article.model import Article
from bot.matching import english
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.phrases import Phrases
from bot.matching.spelling import Speller, is_english
from bot.matching.text import stem, tokenize

SYNONYM_STRENGTH = 0.85
"""The strength of a shared synonym of the article, relative to a shared stem."""

EVERYDAY_STRENGTH = 0.7
"""The same for an everyday synonym, which is valid in most articles but not in all."""

KIND_STRENGTH = 0.95
"""The strength of a name in a question where the index has a placeholder: "how old is Ada" for "how old is
{person}"."""

TOPIC = "{topic}"

_MOST_TERMS = 20_000
"""How many words, alone and in phrases, are cached with their features or corrections."""

_MOST_CORRECTIONS = 12
"""How many words of a message are corrected. A message with more unknown words is in another language."""


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One word of a text, compared by identity: a vocabulary makes one term for each word.

    `features` holds (feature, strength) pairs, the stem first; strengths are above 0 and at most 1. `is_stop` words
    carry no subject. `is_name` words name a person, an organisation or a country of the article; `continues_name` is
    true for all words of a name but the first. `word` is the cleaned word as written, `meant` as the index spells it.
    """

    word: str
    meant: str
    stem: str
    features: tuple[tuple[str, float], ...]
    is_stop: bool
    continues_name: bool = False
    is_name: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_name", any(feature[0] == "@" for feature, _ in self.features))


class Vocabulary:
    """The vocabulary of an article: its words, synonyms, names and topics."""

    def __init__(self, phrases: Phrases, kinds: dict[str, str], speller: Speller) -> None:
        """`kinds` maps the feature of a name or topic to the placeholder of its kind."""
        self._phrases, self._kinds, self._speller = phrases, kinds, speller
        self._known_terms: dict[tuple[str, str, bool], Term] = {}
        self._corrected: dict[str, tuple[str, ...] | None] = {}
        self._phrase_terms: dict[tuple[Term, tuple[str, ...], bool], Term] = {}

    @classmethod
    def of(cls, article: Article) -> Vocabulary:
        """The vocabulary of an article, computed from its texts."""
        phrases, kinds = Phrases(), dict[str, str]()
        for number, group in enumerate(english.synonyms()):
            for text in group:
                phrases.add(text, {f"~{number}": EVERYDAY_STRENGTH})
        for canonical, synonyms in article.synonyms.items():
            for text in (canonical, *synonyms):
                phrases.add(text, {f"={canonical}": SYNONYM_STRENGTH})
        for name in article.names:
            kinds[f"@{name.name}"] = f"{{{name.kind}}}"
            for text in (name.name, *name.aliases):
                phrases.add(text, {f"@{name.name}": 1.0})
        for section in article.sections:
            for keyword in section.keywords:
                phrases.add(keyword, {f"#{keyword}": SYNONYM_STRENGTH})
                kinds[f"#{keyword}"] = TOPIC
        words = Counter(word for text in passage_texts(article) for word in tokenize(text))
        words.update(STOP_WORDS)
        return cls(phrases, kinds, Speller(words, {word for text in _other_texts(article) for word in tokenize(text)}))

    def dump(self) -> dict[str, Any]:
        """The input for `load`: dicts, lists, strings and numbers only."""
        return {"phrases": self._phrases.dump(), "kinds": self._kinds, "speller": self._speller.dump()}

    @classmethod
    def load(cls, content: Mapping[str, Any]) -> Vocabulary:
        return cls(Phrases.load(content["phrases"]), content["kinds"], Speller.load(content["speller"]))

    def terms(self, words: Sequence[str]) -> list[Term]:
        """The terms of the words of an index text, which are assumed to be spelled correctly."""
        return self._terms(words, words, kinds=False)

    def question_terms(self, words: Sequence[str]) -> list[Term]:
        """The terms of the words of a question. Corrects misspelled, joined and split words first."""
        corrections = _MOST_CORRECTIONS
        written: list[str] = []
        meant: list[str] = []
        at = 0
        while at < len(words):
            word = words[at]
            following = words[at + 1] if at + 1 < len(words) else ""
            if following and self._is_one_word(word, following):
                written.append(f"{word} {following}")
                meant.append(word + following)
                at += 2
                continue
            known = self._known(word)
            if known is None and corrections:
                corrections -= 1
                known = self._correct(word)
            for right in known or (word,):
                written.append(word)
                meant.append(right)
            at += 1
        return self._terms(written, meant, kinds=True)

    def named(self, terms: Iterable[Term], kind: str) -> str:
        """The first name (or keyword, for `TOPIC`) of a kind, such as "{person}", among the terms, or ""."""
        held = (feature for term in terms for feature, _ in term.features)
        return next((feature[1:] for feature in held if self._kinds.get(feature) == kind), "")

    def reads(self, word: str) -> bool:
        """Whether a word is English or of the index, however misspelled. ``word`` is lower case and `plain`."""
        return self._known(word) is not None or self._correct(word) is not None

    def is_name(self, word: str) -> bool:
        """Whether a word occurs in a name of the article."""
        return stem(word) in self._name_stems

    @cached_property
    def _name_stems(self) -> frozenset[str]:
        phrases = self._phrases.dump().items()
        return frozenset(
            word
            for phrase, features in phrases
            if any(feature[0] == "@" for feature in features)
            for word in phrase.split(" ")
        )

    def _is_one_word(self, left: str, right: str) -> bool:
        """Whether two words are one word of the index, split in two ("narco tics")."""
        if len(left) + len(right) <= 5 or not self._speller.knows(left + right):
            return False
        return not (self._is_word(left) and self._is_word(right))

    def _is_word(self, word: str) -> bool:
        return self._speller.knows(word) or word in STOP_WORDS or (len(word) > 2 and self._is_english(word))

    def _is_english(self, word: str) -> bool:
        """Whether the word is common English, or an everyday synonym."""
        return is_english(word) or any(feature[0] == "~" for feature in self._phrases.words.get(stem(word), ()))

    def _known(self, word: str) -> tuple[str] | None:
        """The word if it is known, or known after removing doubled letters; else None."""
        if self._speller.knows(word) or word in STOP_WORDS or self._is_english(word):
            return (word,)
        squeezed = "".join(letter for letter, _ in groupby(word))  # "pleaase", "dealll"
        return (squeezed,) if self._speller.knows(squeezed) or squeezed in STOP_WORDS else None

    def _correct(self, word: str) -> tuple[str, ...] | None:
        """The word or the two words that a misspelled word was meant to be, or None."""
        if word in self._corrected:
            return self._corrected[word]
        corrected = self._speller.correct(word)
        found = (corrected,) if corrected is not None else self._speller.split(word)
        if len(self._corrected) < _MOST_TERMS:
            self._corrected[word] = found
        return found

    def _terms(self, written: Sequence[str], meant: Sequence[str], *, kinds: bool) -> list[Term]:
        """The terms. With `kinds`, a name also has the feature of its kind; only for questions, since in the index Ada
        is no other person."""
        terms = [self._term(word, right, kinds) for word, right in zip(written, meant, strict=True)]
        for places, phrase in self._phrases.longer([term.stem for term in terms]):
            for place in places:
                terms[place] = self._in_phrase(terms[place], phrase, kinds, is_first=place == places[0])
        return terms

    def _in_phrase(self, term: Term, phrase: tuple[str, ...], kinds: bool, *, is_first: bool) -> Term:
        """The term of a word inside a phrase of several words."""
        known = self._phrase_terms.get((term, phrase, is_first))
        if known is not None:
            return known
        shared = self._phrases.features(phrase)
        # Small words in an article's own phrase carry its subject; those of "would like" do not.
        carries = not all(feature[0] == "~" for feature in shared)
        is_name = any(feature[0] == "@" for feature in shared)
        found = Term(
            term.word,
            term.meant,
            term.stem,
            features=tuple(self._merged(dict(term.features), shared, kinds).items()),
            is_stop=term.is_stop and not carries,
            continues_name=is_name and not is_first,
        )
        if len(self._phrase_terms) < _MOST_TERMS:
            self._phrase_terms[term, phrase, is_first] = found
        return found

    def _term(self, word: str, meant: str, kinds: bool) -> Term:
        """The term of a word by itself."""
        known = self._known_terms.get((word, meant, kinds))
        if known is not None:
            return known
        own = stem(meant)
        features = self._merged({own: 1.0}, self._phrases.words.get(own, {}), kinds)
        term = Term(word, meant, own, tuple(features.items()), meant in STOP_WORDS)
        if len(self._known_terms) < _MOST_TERMS:
            self._known_terms[word, meant, kinds] = term
        return term

    def _merged(self, held: dict[str, float], more: Mapping[str, float], kinds: bool) -> dict[str, float]:
        """The features of a word and of a phrase. For a shared feature, the stronger one counts."""
        for feature, strength in more.items():
            held[feature] = max(strength, held.get(feature, 0.0))
            if kinds and feature in self._kinds:
                held[self._kinds[feature]] = KIND_STRENGTH
        return held


def passage_texts(article: Article) -> Iterator[str]:
    """The article's text, its names and titles, and the asks written by people."""
    for section in article.sections:
        yield from (section.title, section.summary, *section.keywords)
        for passage in section.passages:
            yield from (passage.quote, passage.summary, *passage.asks)
    for name in article.names:
        yield from (name.name, name.role, *name.aliases)


def _other_texts(article: Article) -> Iterator[str]:
    for gap in article.gaps:
        yield from gap.asks
    for canonical, synonyms in article.synonyms.items():
        yield from (canonical, *synonyms)
