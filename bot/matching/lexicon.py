"""How a text becomes terms: the features by which a question and the index are compared.

A term is one word with its features: its stem, the concepts that synonyms give it ("sent back" and
"deported" share one), and, inside a name, who is named and of what kind. Two words match where they share a
feature, as strongly as the weaker side holds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.article.model import Article
from bot.matching.fillers import FILLERS
from bot.matching.spelling import Speller, is_english
from bot.matching.text import stem, tokenize

CONCEPT_STRENGTH = 0.85
"""What a shared synonym counts beside a shared stem."""

KIND_STRENGTH = 0.7
"""What a shared kind of name counts: "how old is {person}" against "how old is Landau"."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a text. `features` maps each feature to its strength, above 0 and at most 1.

    `filler` words carry no subject; `word` is as the writer wrote it (cleaned), `meant` as the index spells it.
    """

    word: str
    meant: str
    stem: str
    features: Mapping[str, float]
    filler: bool


@dataclass(slots=True)
class _Phrases:
    """Sequences of stems and the features that they give to each of their words."""

    by_first: dict[str, list[tuple[tuple[str, ...], dict[str, float]]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, text: str, features: Mapping[str, float]) -> None:
        stems = tuple(map(stem, tokenize(text)))
        if not stems:
            return
        for known, held in self.by_first[stems[0]]:
            if known == stems:
                held.update(features)
                return
        self.by_first[stems[0]].append((stems, dict(features)))

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
        for name in article.names:
            features = {f"@{name.name}": 1.0, f"{{{name.kind}}}": KIND_STRENGTH}
            for text in (name.name, *name.aliases):
                self._phrases.add(text, features)
        self._speller = Speller(_words_of(article))

    def terms(self, words: Sequence[str]) -> list[Term]:
        """The terms of a text of the index, given as its words, which are taken to be spelt as they should be."""
        return self._terms(words, words)

    def question_terms(self, text: str) -> list[Term]:
        """The terms of a question: misspelt, joined and split words are put right first."""
        words = tokenize(text)
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
            for right in self._spell(word):
                written.append(word)
                meant.append(right)
            at += 1
        return self._terms(written, meant)

    def _is_one_word(self, left: str, right: str) -> bool:
        """Whether two words are one word of the index, broken in two ("narco tics")."""
        broken = not (self._is_word(left) and self._is_word(right))
        return broken and len(left) + len(right) > 5 and self._speller.knows(left + right)

    def _is_word(self, word: str) -> bool:
        return self._speller.knows(word) or word in FILLERS or (len(word) > 2 and is_english(word))

    def _spell(self, word: str) -> tuple[str, ...]:
        if self._speller.knows(word) or word in FILLERS:
            return (word,)
        squeezed = _squeeze(word)
        if squeezed != word and (self._speller.knows(squeezed) or squeezed in FILLERS):
            return (squeezed,)
        parts = self._speller.split(word)
        if parts is not None and not is_english(word):
            return parts
        corrected = self._speller.correct(word)
        return (corrected[0],) if corrected is not None else (word,)

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


def _words_of(article: Article) -> set[str]:
    texts: list[str] = [article.title]
    for section in article.sections:
        texts += (section.title, section.summary, *section.keywords)
        for passage in section.passages:
            texts += (passage.quote, passage.summary, *passage.asks)
    for name in article.names:
        texts += (name.name, name.role, *name.aliases)
    for gap in article.gaps:
        texts += (gap.title, *gap.asks)
    for canonical, synonyms in article.synonyms.items():
        texts += (canonical, *synonyms)
    return {word for text in texts for word in tokenize(text)}
