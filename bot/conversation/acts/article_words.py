"""The words of an article: how many of them a message contains tells whether it asks about the article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from bot.article.model import Article
from bot.conversation.acts.request_details import KINDS
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.spelling import is_english
from bot.matching.text import stem, tokenize
from bot.matching.vocabulary import Term

_ABBREVIATION = re.compile(r"(?<![A-Z]{2}\W)\b[A-Z][A-Z\d]{1,5}\b(?!\W[A-Z]{2})")
"""A short word in capitals, but not among others: "WHAT A STORM"."""


class ArticleWords:
    """The words of one article, as stems. Each set is computed on first use."""

    def __init__(self, article: Article) -> None:
        self._article = article

    @cached_property
    def title(self) -> frozenset[str]:
        """The words of the title."""
        return stems_of(self._article.title)

    def with_its_kind(self, words: list[str]) -> list[str]:
        """Words with "the article" in place of what the article is called: two words or more in a row of its title, or
        of one side of a colon in it, with its kind, that are not what a section is called. The same words if it is not
        called."""
        stems = list(map(stem, words))
        called = [name for name in self._called if len(name.intersection(stems)) > 1]
        for name, length in ((name, length) for name in called for length in range(len(words), 1, -1)):
            for start in range(len(words) - length + 1):
                run = set(stems[start : start + length])
                if len(run) > 1 and run <= name and not any(run <= topic for topic in self._topics):
                    before = words[:start] if words[start - 1 : start] != ["the"] else words[: start - 1]
                    return [*before, "the", "article", *words[start + length :]]
        return words

    @cached_property
    def _called(self) -> list[set[str]]:
        kinds = set(map(stem, self.kinds))
        return [{stem(word) for word in tokenize(part)} | kinds for part in self._article.title.split(":")]

    @cached_property
    def _topics(self) -> list[set[str]]:
        return [{stem(word) for word in tokenize(section.title)} for section in self._article.sections]

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Words for the kind of article, from its title: "rules" of "House rules"."""
        return KINDS.intersection(tokenize(self._article.title))

    @cached_property
    def own(self) -> frozenset[str]:
        """The words that name its subjects: in titles, keywords and names."""
        sections = self._article.sections
        texts = (text for section in sections for text in (section.title, *section.keywords))
        return stems_of(*texts) | self.title | self._names

    @cached_property
    def words(self) -> frozenset[str]:
        """All of these, and the words of its text."""
        return stems_of(*self._article.paragraphs) | self.own

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """The words that its text writes in capitals only, in lower case: "gdp"."""
        texts = self._article.paragraphs
        found = {word.lower() for text in texts for word in _ABBREVIATION.findall(text)}
        return frozenset(found.difference(*(re.findall(r"\w+", text) for text in texts)))

    @cached_property
    def _names(self) -> frozenset[str]:
        texts = (text for name in self._article.names for text in (name.name, *name.aliases))
        return stems_of(*(word for text in texts for word in text.split() if word[0].isupper()))

    def names_somebody(self, word: str, named: set[str]) -> bool:
        """Whether a word is a name, by itself or together with others in `named`; "great" of "Great Britain" is not."""
        return word in named or (stem(word) in self._names and not is_english(word))

    def has_figure(self, stems: frozenset[str]) -> bool:
        """Whether one of the stems is a figure in the article: "no it was 209", not "+1"."""
        return any(stem.isdecimal() and len(stem) > 1 for stem in stems & self.words)


def subject_words(words: Iterable[str]) -> set[str]:
    """The words that carry a subject, without those of one or two letters ("us")."""
    return {word for word in words if word not in STOP_WORDS and len(word) > 2}


def stems_of_terms(terms: Iterable[Term]) -> frozenset[str]:
    """The stems of those terms that are subject words, as the index spells them."""
    return frozenset(term.stem for term in terms if term.meant not in STOP_WORDS and len(term.meant) > 2)


def stems_of(*texts: str) -> frozenset[str]:
    """The stems of the subject words of texts."""
    return frozenset(map(stem, subject_words(word for text in texts for word in tokenize(text))))
