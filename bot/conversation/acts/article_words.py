"""Which words are an article's own: what a message has of them tells whether it asks that article something."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from bot.article.model import Article
from bot.conversation.acts.request_details import kinds_in
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.spelling import is_english
from bot.matching.text import stem, tokenize


class ArticleWords:
    """The words of one article, as stems. Each set is made when it is first wanted."""

    def __init__(self, article: Article) -> None:
        self._article = article

    @cached_property
    def title(self) -> frozenset[str]:
        """Those of the title."""
        return stems_of(self._article.title)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The words by which people call an article with this title: "rules" of "House rules"."""
        return kinds_in(self._article.title)

    @cached_property
    def own(self) -> frozenset[str]:
        """Those by which its subjects are called: in titles, keywords and names."""
        sections = self._article.sections
        texts = (text for section in sections for text in (section.title, *section.keywords))
        return stems_of(*texts) | self.title | self._names

    @cached_property
    def words(self) -> frozenset[str]:
        """These, and all of its text."""
        return stems_of(*self._article.paragraphs) | self.own

    @cached_property
    def _names(self) -> frozenset[str]:
        texts = (text for name in self._article.names for text in (name.name, *name.aliases))
        return stems_of(*(word for text in texts for word in text.split() if word[0].isupper()))

    def names_somebody(self, word: str, named: set[str]) -> bool:
        """Whether a word names, by itself or with others that are `named`; "great" of "Great Britain" does not."""
        return word in named or (stem(word) in self._names and not is_english(word))

    def has_figure(self, stems: frozenset[str]) -> bool:
        """Whether one of the stems is a figure that the article gives: "no it was 209", and not "+1"."""
        return any(stem.isdecimal() and len(stem) > 1 for stem in stems & self.words)


def subject_words(words: Iterable[str]) -> set[str]:
    """Those of the words that carry a subject; those of one or two letters carry none ("us")."""
    return {word for word in words if word not in STOP_WORDS and len(word) > 2}


def stems_of(*texts: str) -> frozenset[str]:
    """The stems of the words of texts that carry a subject."""
    return frozenset(map(stem, subject_words(word for text in texts for word in tokenize(text))))
