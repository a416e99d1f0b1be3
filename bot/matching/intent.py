"""What kind of answer a message wants, read off its form alone."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from bot.matching.fillers import CHAT, GRAMMAR, QUESTION_WORDS
from bot.matching.text import clean, tokenize

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_NUMBERS = {word: number for words in (_ORDINALS, _CARDINALS) for number, word in enumerate(words, 1)}
_PARAGRAPH = re.compile(
    r"(?:\b(?:paragraph|para)|¶)\s*(?:(?:number|no\.?|#)\s*)?(?P<after>\d{1,3}|[a-z]+)\b"
    rf"|\b(?P<before>\d{{1,3}}(?=st|nd|rd|th)|{'|'.join(_ORDINALS)})(?:st|nd|rd|th)?\s+(?:paragraph|para)\b"
)

_LOOK_UP = re.compile(
    r"\W*(?:(?:please|pls|plz|can|could|would|will|you|u|hey|yo|bot|ok|so|just|and|but)\W+)*"
    r"(?:(?:summari[sz]e|sum up|recap|quote|cite|show|find|read|look up|tell (?:me|us)|what about|anything|explain|"
    r"give (?:me|us))\b|(?:the|which|what) (?:part|bit|passage|section|sentence|paragraph|quote) (?:about|on|where)\b|"
    r"what (?:does|did) (?:it|the (?:article|text|piece|author|story)) (?:say|state)\b)"
)
_FOLLOW_UP = re.compile(
    r"^\W*(?:(?:ok|okay|so|but|and|also|then|hm+|well)\W+)*(?:and|also|what about|how about|what of|why|how so)\b"
    r"|\b(?:they|them|those|these|that|it|he|she|him|her|there|then)\W*$"
)
_MORE = re.compile(
    r"\W*(?:(?:ok|okay|and|please|pls)\W+)*(?:(?:tell|show|give) (?:me|us) more|more|go on|continue)"
    r"(?:\W+(?:please|pls))?\W*"
)


class Want(Enum):
    """A kind of thing that a question asks for and a passage has or has not."""

    NUMBER = "number"
    DATE = "date"


_WANTS = (
    (
        Want.NUMBER,
        re.compile(
            r"\bhow (?:many|much(?! (?:of|do|does|did|is|are|was|has|have))|old|tall|big|large|high|heavy|wide)\b"
            r"|\b(?:what|which) (?:percent|percentage|number|amount|share|rate|price|cost|sum|figure|total|size)\b"
            r"|\b(?:number|percentage|amount|value|price|cost|size) of\b|\bhow .{0,20}\b(?:dollars|rupees)\b"
        ),
    ),
    (
        Want.DATE,
        re.compile(
            r"^\W*(?:\w+\W+){0,2}?(?<!since )when\b(?! \w+ing\b)"
            r"|\b(?:what|which|wat|wich) (?:exact )?(?:date|day|year|month|week)\b|\bhow soon\b"
        ),
    ),
)
_HAS = {
    Want.NUMBER: re.compile(
        r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million)s?\b"
    ),
    Want.DATE: re.compile(
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{4}\b|\b(?:this|last|past|recent|next) "
        r"(?:\w+ )?(?:week|month|year|decade)s?\b|\b(?:january|february|march|april|june|july|august|september"
        r"|october|november|december)\b"
    ),
}


def wants(text: str) -> frozenset[Want]:
    """The kinds of thing that the question asks for."""
    cleaned = clean(text)
    return frozenset(want for want, pattern in _WANTS if pattern.search(cleaned))


@lru_cache(maxsize=1000)
def provides(text: str) -> frozenset[Want]:
    """The kinds of thing that a text of the article holds."""
    cleaned = clean(text)
    return frozenset(want for want, pattern in _HAS.items() if pattern.search(cleaned))


def paragraph_asked_for(text: str) -> int | None:
    """The paragraph that the message names ("paragraph 9", "¶ 9", "the ninth paragraph"), or None."""
    for match in _PARAGRAPH.finditer(clean(text)):
        word = match["after"] or match["before"]
        number = int(word) if word.isdigit() else _NUMBERS.get(word)
        if number:
            return number
    return None


def without_paragraph(text: str) -> str:
    """The message, cleaned, without the words that name a paragraph."""
    return _PARAGRAPH.sub(" ", clean(text))


def asks_something(text: str) -> bool:
    """Whether the message has the form of a question."""
    if "?" in text:
        return True
    words = [word for word in tokenize(text) if word not in CHAT or word in QUESTION_WORDS]
    return bool(words) and words[0] in QUESTION_WORDS


def is_bare_keyword(text: str, longest: int = 4) -> bool:
    """Whether the message is a few words of subject and nothing else: no verb's grammar, no punctuation."""
    words = tokenize(text)
    return 0 < len(words) <= longest and not any(word in GRAMMAR or word in CHAT for word in words)


def asks_to_look_up(text: str) -> bool:
    """Whether the message wants what the article has about some words: the bare words, or a command with them
    ("summarize the part about clean energy", "quote ...", "tell me about ...")."""
    return is_bare_keyword(text) or bool(_LOOK_UP.match(clean(text)))


def is_follow_up(text: str) -> bool:
    """Whether the message leans on what was said before: "and India?", "why did they?", "tell me more"."""
    return bool(_FOLLOW_UP.search(clean(text))) or asks_for_more(text)


def asks_for_more(text: str) -> bool:
    """Whether the message wants what comes next and names nothing: "more", "tell me more", "go on"."""
    return bool(_MORE.fullmatch(clean(text)))
