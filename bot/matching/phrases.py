"""Phrases of an article and the features that they give to their words: synonyms, names, topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bot.matching.text import stem, tokenize


class Phrases:
    """Sequences of stems, and the features that they give to each of their words."""

    def __init__(self) -> None:
        self.words: defaultdict[str, dict[str, float]] = defaultdict(dict)
        """The features of one-word phrases, by stem."""
        # By their first two stems, as most pairs of words begin no phrase.
        self._longer: defaultdict[tuple[str, ...], dict[tuple[str, ...], dict[str, float]]] = defaultdict(dict)

    def add(self, text: str, features: Mapping[str, float]) -> None:
        """Add a text whose words get these features where it occurs. A text of one word goes to `words`."""
        stems = tuple(map(stem, tokenize(text)))
        if len(stems) == 1:
            self.words[stems[0]].update(features)
        elif stems:
            self._longer[stems[:2]].setdefault(stems, {}).update(features)

    def dump(self) -> dict[str, dict[str, float]]:
        """Features by phrase, whose stems are separated by spaces."""
        longer = {" ".join(stems): features for held in self._longer.values() for stems, features in held.items()}
        return {**self.words, **longer}

    @classmethod
    def load(cls, content: Mapping[str, dict[str, float]]) -> Phrases:
        phrases = cls()
        for joined, features in content.items():
            stems = tuple(joined.split(" "))
            if len(stems) == 1:
                phrases.words[joined] = features
            else:
                phrases._longer[stems[:2]][stems] = features
        return phrases

    def longer(self, stems: Sequence[str]) -> Iterator[tuple[range, tuple[str, ...]]]:
        """Where phrases of several words occur among the stems, and which."""
        for at, first_two in enumerate(pairwise(stems)):
            if first_two not in self._longer:
                continue
            for phrase in self._longer[first_two]:
                end = at + len(phrase)
                if tuple(stems[at:end]) == phrase:
                    yield range(at, end), phrase

    def features(self, phrase: tuple[str, ...]) -> Mapping[str, float]:
        """The features that a phrase of several words gives to each of them."""
        return self._longer[phrase[:2]][phrase]
