"""Recognises comments (small talk), taking into account what the article has to say to them.

A message that asks nothing, has no word for a subject of the article and gets no confident answer is a comment,
whatever its words. The weight of each signal is fitted on examples: `python -m tests.benchmarks.fit_comments`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence, Set
from functools import cache
from operator import mul
from pathlib import Path
from typing import NamedTuple

from bot.conversation.acts.article_words import ArticleWords, stems_of, stems_of_terms
from bot.conversation.acts.classifier import classify
from bot.conversation.acts.polite_words import REACTIONS
from bot.conversation.acts.said import SMALL_TALK, Said
from bot.conversation.acts.small_talk import is_interjected_at_an_end, said_by
from bot.matching.english.stop_words import JOINING
from bot.matching.intent import asks_something, is_look_up
from bot.matching.outcomes import Answer, Choices, NoMatch, Outcome
from bot.matching.question import Question, is_bare_keyword
from bot.matching.spelling import is_english
from bot.matching.text import sentences
from bot.matching.utterance import Utterance

WEIGHTS = Path(__file__).with_name("comments.json")

LIKELY, SURE = 0.75, 0.85
"""The least probability of a comment; the second value applies if a passage answers, which would be lost."""

PLAIN = 0.9
"""From this probability on, a message with a name of the article, or of only a subject, is small talk by its words."""

INKLING = 0.2
"""From this probability on, a message with the form of a question, or of bare words, may be small talk by its words."""

_MOST_WORDS, _MOST_MATCHED, _MOST_OWN = 10, 3, 2
_NEVER = 0.001

_JOINING = JOINING | frozenset("without about thing things stuff".split())
"""What stands between the words of a bare subject, or for the rest of it: "the beer in the hall thing"."""

_OF_A_KIND = re.compile(r"(?:the )?(?:people|those|\w+[^\Ws]s) (?:who|that|which|they|we|you|i)\b")
"""Names some by what is said of them: "points they agree on", "people who voted no"."""

_CODE = re.compile(r"(?=[A-Za-z-]*\d)(?=[\d-]*[A-Za-z])[A-Za-z\d]+(?:-[A-Za-z\d]+)*|[A-Z]{2,6}")
_MOST_CODES = 2

_PARTS = re.compile(r"(?<![,;:.!?])[,;:.!?]++\s+|\s[-–—]+\s")
_ASKED_LAST = re.compile(
    r"(?!.*\b(?:know|knows|guess|matter|matters|thats|that is|so|or|and|say|like|idk|dunno|care|cares|tell|me|you|wait)"
    r" \w+\W*$).*\w (?:who|whom|what|when|where|why)\W*"
)
"""A question with the question word last: "deal when", "they met where", not "guess what"."""


class Signals(NamedTuple):
    """What speaks for and against a comment. Probabilities are log odds.

    talk      how likely its words and letters are small talk; of several parts, the least likely part that asks
    asks      1 if a part has the form of a question, or it is a command to show something
    words     its number of words divided by ten, at most 1
    keyword   1 if it consists of subject words only
    names     1 if it contains a name or a figure of the article
    own       its number of words for the article's subjects, at most 2
    gap       1 if the index knows it as a question without an answer
    held      share (0 to 1) of such words in the own words of the passage that answers
    offered   1 if several passages may be meant
    answered  1 if a passage answers
    score     how likely that passage is the right one
    matched   number of words that speak for it, at most 3
    alike     similarity to the most similar ask, 0 to 1
    """

    talk: float
    asks: float
    words: float
    keyword: float
    names: float
    own: float
    gap: float
    held: float
    offered: float
    answered: float
    score: float
    matched: float
    alike: float


class Comments:
    """Recognises comments beside one article."""

    def __init__(self, article: ArticleWords) -> None:
        self._article = article

    def classify(self, question: Question, outcome: Outcome, than: float = 0.0) -> Said:
        """The kind of small talk in a message; `NOTHING` if it is none, or if its words alone are no likelier `than`
        this."""
        message = question.message
        if not any(len(word) > 1 or word.isascii() for word in message.words):
            return _of_signs(message.written)
        if _is_code(message.written, self._article.abbreviations) and not said_by(message):
            return Said.NOTHING
        said, likely = classify(message.line, SMALL_TALK)
        is_bare = (_is_bare(message.words) or _OF_A_KIND.match(message.line)) and not is_interjected_at_an_end(
            message.words
        )
        if likely <= max(than, INKLING if question.asks or is_bare else 0.0):
            return Said.NOTHING
        signals = self.signals(question, outcome)
        least = PLAIN if signals.names else INKLING if signals.asks else 0.0
        is_plain = likely >= PLAIN and len(message.words) > 1  # "fair point", and not "fairness"
        if likely <= least or (not is_plain and self._is_asked_for(question, outcome)):
            return Said.NOTHING
        if likely < PLAIN and _is_known_to_be_missing(question, outcome):
            return Said.NOTHING
        return said if probability(signals) >= (SURE if signals.answered else LIKELY) else Said.NOTHING

    def _is_asked_for(self, question: Question, outcome: Outcome) -> bool:
        """Whether a message consists only of words for subjects of the article that a passage answers, or of words of
        the quote that surely answers, none of which is a reaction ("plywood")."""
        if not (question.is_keyword and isinstance(outcome, Answer)):
            return False
        message, best = question.message, outcome.best
        is_polite = said_by(message) or not REACTIONS.isdisjoint(message.words)
        if best.score >= SURE and not is_polite and stems_of(*message.words) <= stems_of(best.passage.quote):
            return True
        return stems_of_terms(question.terms) <= self._article.own

    def signals(self, question: Question, outcome: Outcome) -> Signals:
        """The signals of a message."""
        message, terms = question.message, question.terms
        answer = outcome.best if isinstance(outcome, Answer) else None
        named = {term.meant for term in terms if term.is_name}
        own = stems_of_terms(term for term in terms if term.word not in REACTIONS) & self._article.own
        # Use the corrected words: the letters of misspelled ones mislead.
        meant = [term.meant for term in terms if term.word != term.meant]
        spelt = [" ".join(term.meant for term in terms)] if meant else []
        parts = dict.fromkeys((*sentences(message.spelled_out), *_PARTS.split(message.spelled_out), *spelt))
        asking = [part for part in parts if _asks(part)]
        names = self._article.has_figure(stems_of_terms(terms)) or any(
            self._article.names_somebody(term.meant, named) for term in terms
        )
        return Signals(
            talk=_log_odds(min(classify(part, SMALL_TALK)[1] for part in (message.line, *spelt, *asking))),
            asks=bool(asking),
            words=min(len(message.words), _MOST_WORDS) / _MOST_WORDS,
            keyword=question.is_keyword,
            names=names,
            own=min(len(own), _MOST_OWN),
            gap=isinstance(outcome, NoMatch) and outcome.gap is not None,
            held=answer.own_share if answer and question.is_keyword else 0.0,
            offered=isinstance(outcome, Choices),
            answered=answer is not None,
            score=_log_odds(answer.score) if answer else 0.0,
            matched=min(len(answer.matched), _MOST_MATCHED) if answer else 0.0,
            alike=likeness(message, answer.nearest) if answer else 0.0,
        )


def to_somebody(question: Question) -> Said:
    """Thanks or a greeting to somebody by name: "thanks Priya"."""
    rest = [term.word for term in question.terms if not term.is_name]
    names_nobody = len(rest) == len(question.terms)
    said = Said.NOTHING if "?" in question.message.line or names_nobody else said_by(Utterance(" ".join(rest)))
    return said if said in (Said.GREETING, Said.THANKS) else Said.NOTHING


def _is_bare(words: Sequence[str]) -> bool:
    """Whether words only name something, be it one thing for, of or in another: "porridge for burglars"."""
    return words[0] not in _JOINING and is_bare_keyword([word for word in words if word not in _JOINING])


def _is_code(written: str, abbreviations: Set[str]) -> bool:
    """Whether a message only names something by an abbreviation or with a number, whose letters tell nothing of it:
    "h1b", "GDP"; also "gdp" if that is one of the `abbreviations` of the article."""
    words = written.strip(" ?!.,").split()
    are_codes = all(word in abbreviations or (_CODE.fullmatch(word) and not is_english(word)) for word in words)
    return 0 < len(words) <= _MOST_CODES and are_codes and is_bare_keyword([word.casefold() for word in words])


def _is_known_to_be_missing(question: Question, outcome: Outcome) -> bool:
    """Whether a message consists only of words for a subject without an answer that some ask of a gap contains:
    "soybeans"."""
    if not (question.is_keyword and isinstance(outcome, NoMatch) and outcome.gap is not None):
        return False
    words = stems_of(question.message.line)
    return bool(words) and any(words <= stems_of(ask) for ask in outcome.gap.all_asks)


def probability(signals: Signals) -> float:
    """The probability that a message with these signals is a comment."""
    bias, *weights = _weights()
    return 1 / (1 + math.exp(-bias - sum(map(mul, weights, signals))))


def _of_signs(message: str) -> Said:
    """The kind of a message without words: emoji, punctuation and emoticons."""
    if "👋" in message:
        return Said.GREETING
    return Said.THANKS if "🙏" in message else Said.REACTION


def likeness(message: Utterance, ask: str) -> float:
    """The similarity of a message to an ask in its words, in any order: 0 to 1."""
    from rapidfuzz import fuzz  # imported here since most messages do not need it

    return fuzz.token_sort_ratio(message.line, ask) / 100


def _asks(part: str) -> bool:
    return asks_something(part) or is_look_up(part) or bool(_ASKED_LAST.fullmatch(part))


def _log_odds(probability: float) -> float:
    kept = min(max(probability, _NEVER), 1 - _NEVER)
    return math.log(kept / (1 - kept))


@cache
def _weights() -> list[float]:
    """The bias, and the weight of each of `Signals`."""
    written = json.loads(WEIGHTS.read_text("utf-8"))
    return [written["bias"], *(written[name] for name in Signals._fields)]
