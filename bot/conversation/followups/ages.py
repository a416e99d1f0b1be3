"""Answers messages that state somebody's age with what the article says about that age."""

from __future__ import annotations

import re
from functools import cached_property

from bot.article.model import Article, Passage
from bot.conversation.reply import Shown
from bot.matching.english.forms import CARDINALS, KIN
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.nearby.follow_ups import FollowUpMatcher
from bot.matching.outcomes import Answer, Outcome, candidates_of, picked
from bot.matching.patterns import Regex
from bot.matching.text import clean, words_of
from bot.matching.utterance import Utterance

OLDEST = 120

_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(CARDINALS)})"
_TOLD = Regex(
    rf"\b(?:im?|(?<!\bis )(?<!\bwas )s?hes?|whos?|they(?:re)?|{KIN}|aged|turns?|turned)"
    r"(?: (?:am|is|are|was|will be|only|just|about|nearly|almost|turning))*"
    rf" (?P<age>{_NUMBER})(?=\W*$|[,.;?!]| (?:years?|yrs?|yo|and|so|but|can|may|then|now|tho(?:ugh)?|btw|lol|too)\b)"
    rf"|\b(?P<old>{_NUMBER})[- ]?(?:yo|years?[- ]olds?|yrs?[- ]olds?)\b"
)
_KIN = Regex(KIN)
_COMING = frozenset(
    "come along go enter visit join attend in allowed alone old enough young little lil big let".split()
)
"""Words of a question whether somebody may come."""
_NO_AGE = (
    r"(?![:%\d]|[.,]\d| ?(?:am|pm|per|pounds?|euros?|dollars?|pence|cents?|people|minutes?|hours?|days?|weeks?|months?"
    r"|years?(?![- ](?:olds?|of age))|times|lit(?:re|er)s?|met(?:re|er)s?|kilos?|miles?|lines)\b)"
)
_OF = (
    (
        Regex(rf"\b(?:age[ds]?|from|between) (?P<low>\d{{1,2}})(?: to |[-–]| and )(?P<high>\d{{1,2}}){_NO_AGE}"),
        0,
        0,
    ),
    (Regex(r"\b(?P<low>\d{1,2})(?: to |[-–])(?P<high>\d{1,2})[- ]years?[- ]olds?\b"), 0, 0),
    (Regex(rf"\bunder[- ](?P<high>\d{{1,2}})(?:s\b|{_NO_AGE})"), 0, -1),
    (Regex(rf"\b(?:over|above)[- ](?P<low>\d{{1,2}})(?:s\b|{_NO_AGE})"), 1, 0),
    (Regex(r"\b(?P<low>\d{1,2}) (?:and|or) (?:over|older|above|up)\b"), 0, 0),
    (Regex(r"\b(?P<high>\d{1,2}) (?:and|or) (?:under|younger|below)\b"), 0, 0),
    (Regex(r"\bup to the age of (?P<high>\d{1,2})\b"), 0, 0),
    (Regex(r"\bfrom (?:the age of |age )?(?P<low>\d{1,2})(?= years\b(?! (?:ago|on))|,| on\b)"), 0, 0),
)
"""Patterns for the ages in a quote, with the numbers to add to the lowest and the highest age."""


class Ages:
    """The ages of the people that the passages of one article are about."""

    def __init__(self, article: Article, following: FollowUpMatcher) -> None:
        self._article, self._following = article, following

    def outcome(self, message: Utterance, found: Outcome, shown: Shown | None) -> Outcome:
        """The outcome `found` for a message. If it states an age, and the best passage is about other ages, or it only
        asks about that age and nothing answers: what the article says about that age."""
        age = told_age(message.line)
        best = next((candidate.passage for candidate in candidates_of(found)), None)
        if age is None or (best is not None and self._is_about(best, age)):
            return found
        is_of_others = best is not None and best.key in self._of
        if not is_of_others and (isinstance(found, Answer) or not asks_of_age(message.line)):
            return found
        telling = [passage for passage in self._article.passages if self._is_about(passage, age)]
        beside = [passage for passage in telling if best is not None and passage.paragraph == best.paragraph]
        basis = shown.basis if shown is not None else ()
        near = beside or [passage for passage in telling if self._following.is_near(passage, basis)]
        may_be_far = bool(basis) or not isinstance(found, Answer)
        if not near and may_be_far and len({passage.paragraph for passage in telling}) == 1:
            near = telling
        return picked(self._article, near[0]) if near else found

    def _is_about(self, passage: Passage, age: int) -> bool:
        """Whether a passage is about people of an age."""
        return any(age in ages for ages in self._of.get(passage.key, ()))

    @cached_property
    def _of(self) -> dict[str, list[range]]:
        return {passage.key: ages for passage in self._article.passages if (ages := ages_of(passage.quote))}


def told_age(line: str) -> int | None:
    """The age of somebody in a message's `line`: "what if he's 13", "my ten-year-old"."""
    if (found := _TOLD.search(line)) is None:
        return None
    number = found["age"] or found["old"]
    return int(number) if number.isdecimal() else CARDINALS[number]


def asks_of_age(line: str) -> bool:
    """Whether a message's `line` states an age and asks nothing else, or whether somebody of it may come: "and my
    10yo?", "can my lil bro come, hes 14", not "i'm 15, do you sell coffee"."""
    others = words_of(_TOLD.sub(" ", line))
    return all(word in STOP_WORDS or word in _COMING or word.isdecimal() or _KIN.fullmatch(word) for word in others)


def ages_of(quote: str) -> list[range]:
    """The ages of the people that a quote is about: "those aged 12 to 17", "under 12", "18 or over"."""
    text = clean(quote)
    return [
        range(_number(found, "low", 0) + more, _number(found, "high", OLDEST) + less + 1)
        for pattern, more, less in _OF
        for found in pattern.finditer(text)
    ]


def _number(found: re.Match[str], group: str, default: int) -> int:
    return int(found[group]) if group in found.re.groupindex else default
