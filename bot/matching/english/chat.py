"""Writes out abbreviations and idioms of chat: "w/ whom", "b/w", "n", "wdym", "what's the deal with". Only those that
mean the same in every article. Applied to messages, not to the index."""

from __future__ import annotations

import re

from bot.matching.english import lines
from bot.matching.english.mentions import as_asked
from bot.matching.patterns import Regex

EVERYBODY = r"(?:there|all|everyone|everybody|guys|folks|bot|team|again)"
GREETED = (
    r"(?:(?:hi|hey|hello|hiya|heya|yo|greetings|ok|okay|thanks|thx|thank you|(?:good )?(?:morning|afternoon|evening)"
    rf"|good day)(?: {EVERYBODY})*)"
)
"""A pattern for greetings before a request: "hey all", "good morning"."""


_WORDS = {
    abbreviation: word
    for word, abbreviations in (line.split(": ") for line in lines("abbreviations.txt"))
    for abbreviation in abbreviations.split()
}
_BETWEEN_WORDS = {"n": "and", "nd": "and", "w": "with", "4": "for", "c": "see", "b": "be"}
"""Letters and digits that stand for a word only between words."""

_NUMBER_FOUR = Regex(
    r"(?:\b(?:paragraph|para|section|part|page|point|number|no|the|these|those|all|top|first|last|in|of)\b\W*|[#¶]\s*)4\b"
    r"|\b4\s+(?!this\b)[a-z]{3,}s\b"
)
"""A 4 that is a number: "paragraph 4", "the 4", "4 points". Otherwise it means "for"."""

_SHOUTED = re.compile(r"(?<=[!?])1+(?=[!?\s]|$)")
"""Digits among exclamation marks, typed when the shift key was released: "who is that!!1"."""

_SIGNS = frozenset("/&@")
_SLASHED = re.compile(r"(?<!\w)w/(?:o\b)?\s*|(?<!\w)b/[wt]n?\b|(?<=\w)\s*&\s*(?=\w)|(?<!\w)@(?=\s)")
_ABBREVIATIONS = _WORDS.keys() | _BETWEEN_WORDS
_WORD = re.compile(r"(?<![\w'/.-])[a-z0-9]+(?:'[a-z]+)?(?![\w/'-])")
_IDIOMS = (
    (
        r"what(?:s| is)? (?:the|all the|all this) (?:deal|story|matter|situation|sitch|tea|scoop|word|latest|thing|vibe"
        r"|fuss|score|status|talk|noise|beef|drama|point) (?:with|on|about|of|re|over)\b"
        r"|whats? (?:is )?up with\b|(?:details|dirt|lowdown|scoop|tea|intel|the 411) (?:on|about)\b",
        "what about",
    ),
    (
        r"(?:(?:walk|talk|run|take|guide) (?:me|us) through|(?:fill|clue|loop) (?:me|us) in on"
        r"|(?:brief|update) (?:me|us) on|catch (?:me|us) up on"
        r"|(?:gist|overview|rundown|lowdown|breakdown|outline|recap|summary|tldr) (?:of|on|for|about)) ",
        "tell me about ",
    ),
    (r"how come\b", "why"),
    (r"till? (?=(?:when|what|then|now)\b|\d)", "until "),
    (r"^(?:(?:and|or|ok|also|so|but)\W+)*about (?=\w)", "what about "),
    (r"^(?:i )?(?:idk|do not know|dont know|no (?:clue|idea)) (?=who|what|when|where|why|how|which)", ""),
)
_IDIOM = re.compile(rf"\b(?:{'|'.join(f'({pattern})' for pattern, _ in _IDIOMS)})")

_COURTESIES = re.compile(
    r"\b(?:"
    r"(?:really |so |very )?sorry to (?:bother|trouble|disturb|bug|annoy|interrupt) (?:you all|you|u|everyone|anyone)"
    r"|sorry for (?:the (?:bother|trouble|interruption)|(?:bothering|asking|interrupting)(?: (?:you|u|again))?)"
    r"|sorry if (?:this|that|it) (?:is|s|was|has been|s been)"
    r" (?:a (?:dumb|stupid|silly) question|(?:already )?asked(?: (?:before|already))?|the wrong (?:channel|place))"
    r"|(?:not|am not|i am not|im not) sure (?:if|whether) (?:this|that|it) (?:has been|was|is|s been)"
    r" (?:asked|answered|covered)(?: (?:before|already|yet|here))*"
    r"|(?:thanks|thank (?:you|u)|thx|ty|cheers)(?: (?:so much|a lot|very much))? in advance"
    r"|(?:any|all) help (?:is |would be |will be )?(?:much |greatly |really )?appreciated"
    r"|if (?:you|u) (?:do not|dont|don't|would not|wouldn't) mind(?: (?:me|my) asking)?"
    r"|when(?:ever)? (?:you|u) (?:have|get|got|ve got) (?:a |some )?(?:sec|second|minute|min|moment|time|chance)"
    r"|(?:a )?(?:quick|dumb|stupid|silly|noob|newbie) (?:question|q)(?: (?:maybe|probably|i know|for you|sorry))?"
    r"|asking for a friend|no rush"
    r"|^(?:(?:ok|okay|so|and|oh|alright|right|lol)\W+)*(?:just )?(?:one )?(?:last|final|next|another|more)"
    r" (?:one(?=\s*:)|(?:q|question|thing)(?=\s*[:,]|\s[-–—]))"
    r")\b(?:[\s,.:;!-]{0,5}\bbut\b)?"
    r"|\b(?<!am )(?:(?:i|i am|im|i'm) (?:(?:so|really|totally|completely|a bit|a little|kinda|kind of|just) ){0,2}"
    r"(?:lost|confused|new(?: here| to (?:this|all this))?|out of the loop|behind|clueless)"
    r"|i (?:(?:totally|completely|already|just|always) )?(?:forgot|forget|missed it)"
    r"|(?:i )?(?:can not|cannot|can't|cant) (?:remember|recall|keep up|follow))"
    r"(?: (?:here|now|already|again|rn|lol|tbh|any ?more))?(?=\W*$|,)"
    r"|\s(?:x{2,4}|(?:xo){1,3}x?)\W{0,5}$",
    re.IGNORECASE,
)
"""Polite phrases around a question. They are no subject of an article."""


def without_courtesies(text: str) -> str:
    """A text without polite phrases, unless it is nothing else."""
    bare = _COURTESIES.sub(" ", text)
    return bare if bare.strip(" ?.!,") else text


def written_out(text: str) -> str:
    """A `plain` text with chat abbreviations and idioms written out, without polite phrases."""
    text = _SHOUTED.sub("", without_courtesies(text))
    if not _SIGNS.isdisjoint(text):
        text = _SLASHED.sub(_of_slash, text)
    if not _ABBREVIATIONS.isdisjoint(_WORD.findall(text)):
        text = _WORD.sub(lambda found: _of_word(found, text), text)
    return as_asked(_IDIOM.sub(_of_idiom, text))


def _of_idiom(found: re.Match[str]) -> str:
    return _IDIOMS[(found.lastindex or 0) - 1][1]


def _of_slash(found: re.Match[str]) -> str:
    sign = found[0].strip()
    if sign.startswith("w/o"):
        return "without "
    if sign.startswith("w/"):
        return "with "
    return " and " if sign == "&" else "at" if sign == "@" else "between"


def _of_word(found: re.Match[str], text: str) -> str:
    word = found[0]
    if word == "pm" and text[: found.start()].rstrip()[-1:].isdigit():
        return word  # "9 pm"
    if word in _WORDS:
        return _WORDS[word]
    if word == "4" and any(four.start() <= found.start() < four.end() for four in _NUMBER_FOUR.finditer(text)):
        return word
    is_between = found.start() > 0 and found.end() < len(text.rstrip(" ?.!"))
    return _BETWEEN_WORDS.get(word, word) if is_between else word
