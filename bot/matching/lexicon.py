"""How a text becomes terms: the features by which a question and the index are compared.

A term is one word with its features: its stem, the concepts that synonyms give it ("sent back" and
"deported" share one), and, inside a name, who is named and of what kind. Two words match where they share a
feature, as strongly as the weaker side holds it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bot.article.model import Article
from bot.matching.fillers import FILLERS
from bot.matching.spelling import Speller, is_english
from bot.matching.text import stem, tokenize

CONCEPT_STRENGTH = 0.85
"""What a shared synonym counts beside a shared stem."""

_MOST_CORRECTIONS = 12
"""How many words of a message are put right; one with more unknown words is not in the index's language."""

KIND_STRENGTH = 0.95
"""What a name in a question counts where the index has a placeholder: "how old is Landau" for "how old is {person}"."""


class Term(NamedTuple):
    """One word of a text. `features` maps each feature to its strength, above 0 and at most 1.

    `filler` words carry no subject; `word` is as the writer wrote it (cleaned), `meant` as the index spells it.
    """

    word: str
    meant: str
    stem: str
    features: dict[str, float]
    filler: bool


class _Phrases:
    """Sequences of stems and the features that they give to each of their words."""

    def __init__(self) -> None:
        self.by_first: defaultdict[str, list[tuple[tuple[str, ...], dict[str, float]]]] = defaultdict(list)

    def add(self, text: str, features: Mapping[str, float]) -> None:
        stems = tuple(map(stem, tokenize(text)))
        if not stems:
            return
        for known, held in self.by_first[stems[0]]:
            if known == stems:
                held.update(features)
                return
        self.by_first[stems[0]].append((stems, dict(features)))

    def dump(self) -> list[tuple[dict[str, float], str]]:
        """``(features, phrases)``: phrases apart by a line end, their stems by a space."""
        by_features: defaultdict[tuple[tuple[str, float], ...], list[str]] = defaultdict(list)
        for found in self.by_first.values():
            for stems, features in found:
                by_features[tuple(features.items())].append(" ".join(stems))
        return [(dict(features), "\n".join(phrases)) for features, phrases in by_features.items()]

    @classmethod
    def load(cls, content: Iterable[tuple[dict[str, float], str]]) -> _Phrases:
        """The phrases that were dumped."""
        phrases = cls()
        for features, joined in content:
            for phrase in joined.split("\n"):
                stems = tuple(phrase.split(" "))
                phrases.by_first[stems[0]].append((stems, features))
        return phrases

    def find(self, stems: Sequence[str]) -> Iterable[tuple[range, Mapping[str, float]]]:
        for at, first in enumerate(stems):
            for phrase, features in self.by_first.get(first, ()):
                end = at + len(phrase)
                if end <= len(stems) and tuple(stems[at:end]) == phrase:
                    yield range(at, end), features


class Lexicon:
    """The vocabulary of an article: its words, synonyms and names."""

    def __init__(self, article: Article) -> None:
        self._phrases = _Phrases()
        for canonical, synonyms in article.synonyms.items():
            concept = {f"={canonical}": CONCEPT_STRENGTH}
            for text in (canonical, *synonyms):
                self._phrases.add(text, concept)
        self._kinds: dict[str, str] = {}
        for name in article.names:
            feature = f"@{name.name}"
            self._kinds[feature] = f"{{{name.kind}}}"
            for text in (name.name, *name.aliases):
                self._phrases.add(text, {feature: 1.0})
        words = _count_words(_passage_texts(article))
        words.update(FILLERS)
        self._speller = Speller(words, _count_words(_other_texts(article)))

    def dump(self) -> dict[str, Any]:
        """What `load` makes the lexicon from again: dicts, lists, strings and numbers only, and few of them."""
        return {"phrases": self._phrases.dump(), "kinds": self._kinds, "speller": self._speller.dump()}

    @classmethod
    def load(cls, content: Mapping[str, Any]) -> Lexicon:
        """The lexicon that was dumped."""
        lexicon = cls.__new__(cls)
        lexicon._phrases = _Phrases.load(content["phrases"])
        lexicon._kinds = content["kinds"]
        lexicon._speller = Speller.load(content["speller"])
        return lexicon

    def terms(self, words: Sequence[str]) -> list[Term]:
        """The terms of a text of the index, given as its words, which are taken to be spelt as they should be."""
        return self._terms(words, words)

    def question_terms(self, text: str) -> list[Term]:
        """The terms of a question: misspelt, joined and split words are put right first."""
        words = tokenize(text)
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
        terms = self._terms(written, meant)
        for term in terms:
            # Only on this side: to the index, Landau is Landau and no other person.
            for kind in [self._kinds[feature] for feature in term.features if feature in self._kinds]:
                term.features[kind] = KIND_STRENGTH
        return terms

    def _is_one_word(self, left: str, right: str) -> bool:
        """Whether two words are one word of the index, broken in two ("narco tics")."""
        if len(left) + len(right) <= 5 or not self._speller.knows(left + right):
            return False
        return not (self._is_word(left) and self._is_word(right))

    def _is_word(self, word: str) -> bool:
        return self._speller.knows(word) or word in FILLERS or (len(word) > 2 and is_english(word))

    def _known(self, word: str) -> tuple[str] | None:
        """The word, if it is spelt as it should be or is so but for doubled letters, else None."""
        if self._speller.knows(word) or word in FILLERS or is_english(word):
            return (word,)
        squeezed = _squeeze(word)
        return (squeezed,) if self._speller.knows(squeezed) or squeezed in FILLERS else None

    def _correct(self, word: str) -> tuple[str, ...] | None:
        """The word, or the two words, that a misspelt one was meant to be, or None."""
        corrected = self._speller.correct(word)
        return (corrected,) if corrected is not None else self._speller.split(word)

    def _terms(self, written: Sequence[str], meant: Sequence[str]) -> list[Term]:
        stems = [stem(word) for word in meant]
        features: list[dict[str, float]] = [{own: 1.0} for own in stems]
        in_phrase = [False] * len(stems)
        for places, shared in self._phrases.find(stems):
            for place in places:
                in_phrase[place] = in_phrase[place] or len(places) > 1
                for feature, strength in shared.items():
                    features[place][feature] = max(strength, features[place].get(feature, 0.0))
        return [
            Term(word, right, own, held, filler=right in FILLERS and not phrase)
            for word, right, own, held, phrase in zip(written, meant, stems, features, in_phrase, strict=True)
        ]


def _squeeze(word: str) -> str:
    """The word with every doubled letter single: what is left of "pleaase" or "dealll"."""
    return "".join(letter for at, letter in enumerate(word) if at == 0 or word[at - 1] != letter)


def _count_words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in tokenize(text))


def _passage_texts(article: Article) -> Iterator[str]:
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
