"""The details of a request for a summary, for names or for help: five points, companies, topics."""

from __future__ import annotations

import re

from bot.conversation.acts.asked_of_bot import asks_for
from bot.conversation.acts.said import Said
from bot.matching.english.forms import CARDINALS
from bot.matching.patterns import Regex
from bot.matching.spelling import is_english
from bot.matching.text import words_of
from bot.matching.utterance import Utterance

KEY_POINTS = 5
"""How many topics are listed as key points if no number is given."""

_NUMBER = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
_NOUNS = (
    r"(?:(?:bullet )?points?|facts?|things?|takeaways?|bullets?|ideas?|messages?|highlights?|lessons?|parts?|bits?"
    r"|pieces?|items?|nuggets?|topics?|themes?|arguments?|insights?|findings?|rules?|guidelines?)\b"
)
_COUNT = re.compile(rf"\b({_NUMBER}|one)\b(?= (?:\w+ ){{0,2}}{_NOUNS})|\btop ({_NUMBER})\b")
_POINTS = re.compile(
    rf"\b(?:key|main|important|major|top|core|biggest|essential) {_NOUNS}(?<=s)|\b(?:bullet points|bullets|takeaways"
    r"|highlights)\b"
)
_MANNER = re.compile(
    rf"\b(?:{_NUMBER}|one|a)[ -](?:seconds?|secs?|minutes?|mins?|words?|lines?|sentences?|paragraphs?)\b"
    r"|\b(?:like|as if|as though) (?:i|im|we|you|were?)\b.*"
    r"|\bwould be (?:\w+ )?\w+\W*$"
)
"""How long the whole may be, in what manner it is told, and how welcome it would be."""

_TOPICS = re.compile(r"\b(?:topics?|subjects?|sections?|themes?|what (?:\w+ ){0,3}(?:can|could|should|may) i ask)\b")
_COUNTRIES = re.compile(r"\b(?:countr(?:y|ies)|nations?)\b")
_ORGANISATIONS = re.compile(r"\b(?:organi[sz]ations?|companies|company|institutions?|agencies|orgs?)\b")


def key_points(message: Utterance) -> int | None:
    """How many key points a request for the whole asks for; None for a summary in one piece."""
    if number := _number_in(message.line):
        return max(1, CARDINALS.get(number) or int(number))
    return KEY_POINTS if _POINTS.search(message.line) else None


def words_beside(text: str) -> set[str]:
    """The words of a `plain` line that name or count key points, and those of `_MANNER`."""
    found = filter(None, (_POINTS.search(text), *_MANNER.finditer(text)))
    return {_number_in(text), *(word for each in found for word in words_of(each[0]))}


def _number_in(text: str) -> str:
    """The number of key points in a text, as written; "" if there is none."""
    counted = _COUNT.search(text)
    return next(filter(None, counted.groups())) if counted else ""


# Words for a summary, and verbs that ask for one.
_WHOLE = (
    r"(?:(?:summar(?:y|ies)|overview|gist|recap|run ?down|tl ?dr|version|synopsis|outline|abstract|digest|low ?down"
    r"|highlights|takeaways?|essentials|basics|bottom line|points?|facts|ideas?|things|bits?|break ?down)"
    r"(?: (?:i |you |we |one )?(?:should|must|need to|to) know)? (?:of|on|about|regarding|concerning)\b"
    r"|\b(?:summari[sz]e|sum up|recap|explain|describe|outline|condense|simplify|break down"
    r"|tell (?:me|us) (?:\w+ ){0,2}?(?:about|abt|bout))\b)"
)
_ENDS = (
    r"(?:in|for|to|like|as|if|so|because|with|without|before|using|and|but|or|now|by|from|at|it|im?|who|that|which|what"
    r"|how|why|please|pls)\b"
)
_OBJECT = re.compile(rf"\b{_WHOLE}((?: (?!{_ENDS})[\w'’]+)+)")


_TEXTS = frozenset(
    """
    above announcement article blog book chapter content contents conversation convo debate discussion document essay
    handbook information lecture lesson letter mail manual material message news note page paper post report rulebook
    speech statement story talk text thread topic transcript write up complete entire
    """.split()
)
"""Words for the whole of a text."""


def objects_of(line: str) -> list[str]:
    """The words of a `plain` line for what it wants summarised or explained, except for the whole: "kiln" of "a summary
    of the kiln". Excludes adverbs ("slowly", not "assembly")."""
    words = (word for found in _OBJECT.finditer(line) for word in words_of(found[1]))
    return [word for word in words if word not in _TEXTS and not (word.endswith("ly") and is_english(word[:-2]))]


def kind_of(said: Said, message: Utterance) -> str:
    """The kind of names that a request for people or places is for."""
    if said is Said.PLACES:
        return "country" if _COUNTRIES.search(message.line) else "place"
    return "organisation" if _ORGANISATIONS.search(message.line) else "person"


def wants_topics(message: Utterance) -> bool:
    """Whether a request for help is for topics to ask about."""
    return asks_for(message, "topics") or bool(_TOPICS.search(message.line))


_SEARCH = Regex(
    r"(?P<verb>search|look up|lookup|grep|query|ctrl f)"
    r"(?: (?:(?:the|this|your) )?(?:article|text|for|on|about))* (?P<what>(?!(?:it|this|that|up|party)\b).{3,})"
)


def search_in(message: Utterance) -> tuple[str, str]:
    """The word with which a message orders a search, and what it orders to search for: "search tariffs", "look up the
    border". Empty if it orders none. An article may be about searches."""
    found = _SEARCH.fullmatch(message.order.replace("-", " "))
    return (found["verb"], found["what"]) if found else ("", "")


KINDS = frozenset("rules guidelines regulations bylaws terms policies handbook guide manual faq charter code".split())
"""Kinds of articles, in the words of their readers: "what are the rules"."""

_ASKING_FOR_IT = (
    r"(?:(?:so|hey|hi|ok|wait|please|pls|and)\W+)*(?:(?:what|where|which) (?:(?:are|is) )?"
    r"|(?:(?:can|could|may|will) (?:i|we|you|u) )?(?:please )?(?:see|read|get|have|find|show|send|list|give|post|tell)"
    r"(?: me| us)? )?(?:all )?(?:of )?(?:the |your |our |these |this |full |whole |house |server )*"
    rf"(?:(?:top|first|most|main|key|basic|important|biggest|{_NUMBER}) )*"
)


def asks_for_kind(line: str, kinds: frozenset[str]) -> bool:
    """Whether a `plain` line asks for the whole of an article by its kind: "rules?", "show me the rules"."""
    if not kinds:
        return False
    called = "|".join(sorted(kinds))
    return bool(re.fullmatch(rf"{_ASKING_FOR_IT}(?:{called})(?: here| again| please| pls)*\W*", line))
