"""Recognises polite phrases that ask nothing: greetings, thanks, reactions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.acts.polite_words import GREETINGS, INTERJECTIONS, RATED, RATING, RATINGS, REACTIONS, THANKS
from bot.conversation.acts.said import Said
from bot.matching.english.forms import WEEKDAYS
from bot.matching.english.stop_words import CHAT, GRAMMAR, LEAD_INS
from bot.matching.intent import asks_something
from bot.matching.text import words_of
from bot.matching.utterance import Utterance

LONGEST = 160
"""In characters: a longer message says something."""

_WANTING = frozenset(
    """
    who whom whose what whats which when where why how hows more else another other others further again please pls
    plz kindly about tldr tl
    """.split()
)
"""Words with which even a message without a subject wants something: "more please", "ok and why"."""

_WONDERING = frozenset("who whom whose what wat wut wot whats when where why y how hows pls plz please".split())
_SURPRISE = frozenset("what wat wut wot".split())
_SURPRISED = _SURPRISE | (LEAD_INS - {"then"}) | {"even", "the", "say"}
_LINKING = frozenset("and or so then".split())
_NAMING = frozenset("tldr tl dr quick quickly curious wondering wonder".split())
_AROUND = (LEAD_INS - _NAMING) | frozenset(
    "come even say says said exactly again now then not for the in by to".split()
)

_TELLING = GREETINGS | THANKS | REACTIONS | CHAT
_KNOWN = _TELLING | GRAMMAR | _WANTING
_MAY_RATE = RATING | INTERJECTIONS | (_TELLING - REACTIONS)
"""Words of a message that only rates something."""

_HOW_ARE_YOU = re.compile(
    r"(?:how (?:are|r) (?:you|u|ya)(?: (?:doing|today|all))*"
    r"|hows? (?:is )?it going"
    r"|what(?:s| is)? up|wassup|wazzup|are you (?:there|alive|online|awake|working|ok)|(?:you|u) there|anybody home)"
    r"(?:\W+(?:bot|there|today|man|buddy))?"
)
_THANKS_FOR = re.compile(
    r"\W*(?:[\w']+\W+){0,4}?(?:thanks|thank (?:you|u)|thx|ty|tysm|cheers)(?:\W+(?!(?:and|but|so)\b)\w+){0,3}? for\b.*"
)
_OBJECTS = re.compile(
    r"\W*(?:[\w']+\W+){0,2}?(?:thanks|thank (?:you|u)|thx|ty|cheers)(?:\W+\w+){0,4}?\W+(?:but|however)\W+(?P<what>\w.*)"
)
"""Thanks that are none: "thanks, but that's not what i meant"."""

_FURTHER = re.compile(r"[.!;,:\n]+|\b(?:and|but|so|also|now)\b")
"""The end of thanks, where a question may begin: "thanks for the tip! how do i join"."""

_COMES_TO_SAY = re.compile(
    r"(?:(?:just|only|quickly|hey|i|we|im|ive|was|am|are|have|here) )*(?:(?:popp|dropp|stopp|pass|swing|com)(?:ing|ed)"
    r"|came|come|pop|drop|stop|want(?:ed)?|wanna|love) (?:(?:in|by|on|over|here|back|past|round|around|to|and|just) )*"
    r"say (?P<what>.+)"
)
"""An announcement of small talk: "just popping in to say hello"."""

_DOUBTS = re.compile(
    r"(?:are|r) (?:you|u|ya) (?:\w+ )?(?:sure|certain|serious|kidding|joking|drunk|high|kidding me"
    r"|sure about (?:that|this))"
)
_RHETORICAL = re.compile(
    r"who (?:asked|cares|knew)|who (?:would(?:ve| have)?|have) (?:thought|guessed|thunk)"
    r"|what (?:could|can) (?:possibly )?go wrong|did (?:i|we|any(?:one|body)) (?:even )?ask"
)
"""Has a question's form and asks nothing, without its mark: "who asked"."""

_CHEERS = re.compile(
    r"(?:(?:have a )?(?:happy|merry|blessed) (?:\w+ )?(?:birthday|bday|anniversary|new year|holidays?|christmas"
    rf"|xmas|easter|thanksgiving|halloween|diwali|eid|hanukkah|ramadan|weekend|day|{'|'.join(WEEKDAYS).lower()})"
    r"(?: (?:to )?\w+){0,2}"
    r"|congrat(?:ulation)?s (?:on|for|to)\b.{0,60})\W*"
)
_SCORE = re.compile(r"(?:10-4|[+-]\s?1|\+\+|\d{1,3}\s?/\s?\d{1,3}|10{2,3}\s?%?)(?:\s(?:to|on|for)\s(?:this|that|it))?")
_SOUND = re.compile(
    r"a?(?:h[aeiou]){2,}h?|l+[oe]+l+|r+o+f+l+|lm+f?a+o+|x+d+|k{2,}|h+m+|m+h+m+|m{2,}|a+w+|a+h+|o+h+|o{2,}f|u+g+h+"
    r"|w+o+w+|y+a+y+|y+a+s+|w+o+h?o+|e+h+|p+f+t*|(?:ja){2,}|y+e+s+|no{2,}|y+e+[ap]+h*|ok+a*y*|so{2,}|da+mn*|go{2,}"
)
_GOES_ON = re.compile(
    r"\W*(?:(?:ok|okay|so|yeah|oh|hm+|lol|fine|right)\W+)*(?:and|or|but if|if|unless|even if|even|mine|ours"
    r"|any(?! day now\b)|for(?! (?:real|sure|once|the win|\w+'?s? sake)\b)|from|without(?! a doubt\b))\b"
    r"(?=\W+\w)"
)
_EXCLAIMED = re.compile(r"\bwhat an? ")
_DRAWN_OUT = re.compile(r"([a-z])\1\1")
_REPEATED = re.compile(r"(.)\1+")


def said_by(message: Utterance) -> Said:
    """The kind of small talk in a message: a greeting, thanks or a reaction; `NOTHING` if it may ask something, or is
    empty. Accepts any string; long ones are not read."""
    text = message.written.strip()
    if not text or len(text) > LONGEST:
        return Said.NOTHING
    if (objected := objection(message)) is not message:
        return said_by(objected)
    line = message.line
    if _SCORE.fullmatch(text):
        return Said.REACTION
    if _HOW_ARE_YOU.fullmatch(message.bare):
        return Said.GREETING
    if _DOUBTS.fullmatch(message.bare):
        return Said.REACTION
    written = message.words
    if not written:
        return Said.NOTHING if "?" in text else Said.REACTION
    if "?" in line:
        return Said.NOTHING
    drawn_out = bool(_DRAWN_OUT.search(line))
    words = [_known(word, drawn_out) for word in written]
    if goes_on(line) and THANKS.isdisjoint(words):
        return Said.NOTHING
    if _CHEERS.fullmatch(line) or _RHETORICAL.fullmatch(message.bare) or _marvels(words):
        return Said.REACTION
    if _rates(line):
        return Said.REACTION if THANKS.isdisjoint(words) else Said.THANKS
    if asks_something(message.spelled_line):
        return Said.NOTHING
    if came := _COMES_TO_SAY.fullmatch(line.rstrip("!. ")):
        return said_by(Utterance(came["what"]))
    if _THANKS_FOR.fullmatch(line):
        asks_more = any(map(asks_something, _FURTHER.split(message.spelled_out)))
        return Said.NOTHING if asks_more else Said.THANKS
    return _of_words(set(words))


def objection(message: Utterance) -> Utterance:
    """What a message has against what it gives thanks for: "not what i meant" of "thanks, but not what i meant". The
    message itself if it has nothing."""
    found = _OBJECTS.fullmatch(message.line) if len(message.written) <= LONGEST else None
    return Utterance(found["what"]) if found else message


def is_interjected_at_an_end(words: Sequence[str]) -> bool:
    """Whether the first or last word is an interjection or a farewell: "oops wrong channel", "dinner's ready, bye"."""
    return not INTERJECTIONS.isdisjoint((*words[:1], *words[-1:])) and words[0] != "rip"


def wonders(message: Utterance) -> bool:
    """Whether a message only wonders and names nothing: "wait what", "but why", "pls", "and?"."""
    words = set(message.words)
    asking = _WONDERING | _LINKING if "?" in message.written else _WONDERING
    return not words.isdisjoint(asking) and words <= _WONDERING | _AROUND


def exclaims(message: Utterance) -> bool:
    """Whether a message only expresses surprise: "wait what", not "but why" or "what exactly"."""
    words = set(message.words)
    return "?" not in message.written and not words.isdisjoint(_SURPRISE) and words <= _SURPRISED


def goes_on(text: str) -> bool:
    """Whether a `plain` line continues what was asked or said: "and the second time", "even if it rains"."""
    return bool(_GOES_ON.match(text))


def _marvels(words: Sequence[str]) -> bool:
    """Whether words are a reaction of the form "how sweet", "how very sad"."""
    return len(words) in (2, 3) and words[0] == "how" and words[-1] in REACTIONS and set(words[1:-1]) <= {"very", "so"}


def _rates(line: str) -> bool:
    """Whether words only rate what was said or read: "good question", "what a great piece", "lol such a boring
    article", but not "is this a good article"."""
    exclaimed = _EXCLAIMED.sub("", line)
    rated = words_of(exclaimed)
    return (
        bool(RATINGS.intersection(rated) and RATED.intersection(rated))
        and _MAY_RATE.issuperset(rated)
        and not asks_something(exclaimed)
    )


def _of_words(words: set[str]) -> Said:
    named = {word for word in words - GRAMMAR | words & REACTIONS if not (word.isdecimal() and len(word) == 1)}
    if words & _WANTING or not named or not named <= _TELLING:
        return Said.NOTHING
    if words & THANKS:
        return Said.THANKS
    return Said.GREETING if words & GREETINGS else Said.REACTION


def _known(word: str, drawn_out: bool) -> str:
    """A word in its listed form: "thankssss" is "thanks", any laughter "haha"."""
    if word in _KNOWN:
        return word
    if _SOUND.fullmatch(word):
        return "haha"
    if not drawn_out:
        return word
    for short in (_REPEATED.sub(r"\1\1", word), _REPEATED.sub(r"\1", word), word.rstrip(word[-1]) + word[-1]):
        if short in _TELLING:
            return short
    return word
