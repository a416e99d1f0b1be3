"""The result of a question with everything that a curator wants to see: near passages, matching words and scores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, starmap

from rapidfuzz import fuzz

from bot.article.asks import comparable
from bot.article.model import Article, Gap, Passage
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Outcome, candidates_of
from bot.matching.text import stem, tokenize
from bot.matching.utterance import Utterance
from bot.matching.vocabulary import passage_texts

MOST_NEAR, MOST_LOOKED_UP = 5, 9
"""How many passages or gaps are offered: few enough to read, and to be picked with a digit."""


@dataclass(frozen=True)
class Near:
    """A passage near a question, with the matching words."""

    passage: Passage
    matched: tuple[str, ...]


@dataclass(frozen=True)
class SearchResult:
    """`outcome` is what a reader would get; `near` are passages, likeliest first."""

    outcome: Outcome
    near: tuple[Near, ...]


def find(matcher: Matcher, question: str, outcome: Outcome | None = None) -> SearchResult:
    """The result of a question. `outcome` is the reader's, if known: a message may be several questions, or none."""
    outcome = outcome or matcher.match(question)
    near = {candidate.passage: candidate.matched for candidate in candidates_of(outcome)}
    for each in _ranked(matcher, question):
        near.setdefault(each.passage, each.matched)
    return SearchResult(outcome, tuple(starmap(Near, near.items()))[:MOST_NEAR])


def look_up(matcher: Matcher, words: str) -> tuple[Passage, ...]:
    """The passages with some words or a part of a key, likeliest first: those that contain the words as written, then
    those that contain one of them; none if there are none."""
    as_written = re.compile(rf"\b{re.escape(words)}", re.IGNORECASE) if words[:1].isalnum() else None
    passages = matcher.article.passages
    by_key = (passage for passage in passages if words.casefold() in passage.key)
    by_text = (passage for passage in passages if as_written and as_written.search(passage.quote))
    ranked = (near.passage for near in _ranked(matcher, words))
    return tuple(dict.fromkeys(chain(by_key, by_text, ranked)))[:MOST_LOOKED_UP]


def _ranked(matcher: Matcher, text: str) -> Iterator[Near]:
    """The passages that share a word with a text, likeliest first."""
    rankings = [ranking for ranking in matcher.find(matcher.read(Utterance(text))).rankings if ranking is not None]
    if rankings:
        best = max(rankings, key=lambda ranking: ranking.score[ranking.order[0]])
        for place in best.order[: 2 * MOST_LOOKED_UP]:
            if matched := best.matched_words(place):
                yield Near(matcher.article.passages[place], matched)


def nearest_gaps(article: Article, question: str) -> tuple[Gap, ...]:
    """The article's own gaps, those with the most similar asks first."""
    asked = comparable(question)

    def likeness(gap: Gap) -> float:
        return max(fuzz.token_set_ratio(asked, comparable(each)) for each in (gap.title, *gap.asks))

    return tuple(sorted(article.gaps, key=likeness, reverse=True))


def look_up_gaps(article: Article, words: str) -> tuple[Gap, ...]:
    """The article's own gaps that contain one of these words, or a word beginning with it, likeliest first."""

    def holds(gap: Gap) -> bool:
        texts = (gap.id, gap.title, gap.note, *gap.asks)
        held = " ".join(map(comparable, texts)).split()
        return any(word.startswith(start) for start in comparable(words).split() for word in held)

    return tuple(gap for gap in nearest_gaps(article, words) if holds(gap))


def unknown_words(article: Article, words: str) -> list[str]:
    """The words that occur neither in a passage nor in an ask, a title, a keyword or a name."""
    variants = (text for passage in article.passages for text in passage.variants)
    of_gaps = (text for gap in article.gaps for text in gap.all_asks)
    unknown = {stem(word): word for word in tokenize(words)}
    for text in chain(passage_texts(article), of_gaps, variants):
        if not unknown:
            break
        for word in tokenize(text):
            unknown.pop(stem(word), None)
    return list(unknown.values())


def unknown_term(article: Article, word: str) -> list[str]:
    """The unknown words of a word with synonyms, if the index has none of the synonyms either, so that none of them
    finds anything; else empty."""
    unknown = unknown_words(article, word)
    is_known = not unknown or not all(unknown_words(article, each) for each in article.synonyms[word])
    return [] if is_known else unknown


def says_little(words: str) -> bool:
    """Whether some words are too common to find anything."""
    return STOP_WORDS.issuperset(tokenize(words))


def owner_of(article: Article, question: str) -> str:
    """Where the article already contains this very question, in words; "" if nowhere."""
    asked = comparable(question)
    owners = [
        (f"{each.key}{' (drafted)' if each.drafted else ''}: {each.quote}", each.asks) for each in article.passages
    ]
    owners += [(f"the gap {gap.id}: {gap.note}", gap.asks) for gap in article.gaps]
    return next((said for said, asks in owners if asked in map(comparable, asks)), "")
