"""Abbreviations and idioms of chat, written out: "w/ whom", "b/w", "n", "wdym", "what's the deal with".

Only what reads the same in every article; applied to messages and not to the index.
"""

from __future__ import annotations

import re

_WORDS = {
    "abt": "about", "abot": "about", "bout": "about", "bc": "because", "bcz": "because", "cuz": "because",
    "coz": "because", "b4": "before", "btwn": "between", "bw": "between", "ppl": "people", "peeps": "people",
    "govt": "government", "govts": "governments", "gov": "government", "gvt": "government", "mtg": "meeting",
    "mtgs": "meetings", "mgmt": "management", "dept": "department", "intl": "international", "natl": "national",
    "econ": "economy", "admin": "administration", "info": "information", "deets": "details", "dets": "details",
    "convo": "conversation", "pic": "picture", "pics": "pictures", "yr": "year", "yrs": "years", "hr": "hour",
    "hrs": "hours", "mins": "minutes", "wk": "week", "wks": "weeks", "mo": "month", "min": "minutes", "sec": "seconds",
    "tmrw": "tomorrow", "tmr": "tomorrow", "tmw": "tomorrow", "tonite": "tonight", "2day": "today", "2nite": "tonight",
    "2moro": "tomorrow", "rn": "right now", "atm": "right now", "thru": "through", "tho": "though", "altho": "although",
    "nite": "night", "lite": "light", "wanna": "want to", "gonna": "going to", "gotta": "have to", "hafta": "have to",
    "tryna": "trying to", "lemme": "let me", "gimme": "give me", "dunno": "do not know", "kinda": "kind of",
    "sorta": "sort of", "outta": "out of", "lotta": "lot of", "cmon": "come on", "whaddya": "what do you",
    "whatcha": "what are you", "wdym": "what do you mean", "wdyt": "what do you think", "hbu": "how about you",
    "wbu": "what about you", "wya": "where are you", "any1": "anyone", "some1": "someone", "every1": "everyone",
    "no1": "no one", "gr8": "great", "l8r": "later", "m8": "mate", "w8": "wait", "ur": "your", "u": "you", "ya": "you",
    "r": "are", "ru": "are you", "y": "why", "yall": "you all", "wut": "what", "wat": "what", "wot": "what",
    "wht": "what", "hw": "how", "wen": "when", "wher": "where", "wer": "where", "y'all": "you all", "da": "the",
    "teh": "the", "dis": "this", "dat": "that", "dem": "them", "dey": "they", "dey're": "they are", "tha": "the",
    "nvr": "never", "evr": "ever", "alot": "a lot", "shud": "should", "cud": "could", "wud": "would", "prolly": "probably",
    "prob": "probably", "probs": "probably", "diff": "different", "msg": "message", "msgs": "messages", "acct": "account",
    "addr": "address", "num": "number", "nums": "numbers", "max": "maximum", "approx": "approximately", "temp": "temperature",
    "vid": "video", "vids": "videos", "doc": "document", "docs": "documents", "biz": "business", "pres": "president",
    "pm": "prime minister", "potus": "president", "xmas": "christmas", "bday": "birthday", "vs": "versus",
}  # fmt: skip
_BETWEEN_WORDS = {"n": "and", "nd": "and", "w": "with", "4": "for", "c": "see", "b": "be"}
"""Letters and digits that stand for a word only between words."""

_SLASHED = re.compile(r"(?<!\w)w/(?:o\b)?\s*|(?<!\w)b/[wt]n?\b|(?<=\w)\s*&\s*(?=\w)|(?<!\w)@(?=\s)")
_WORD = re.compile(r"(?<![\w'/.-])[a-z0-9]+(?:'[a-z]+)?(?![\w/'-])")
_IDIOMS = (
    (
        re.compile(
            r"\bwhat(?:s| is)? (?:the|all the|all this) (?:deal|story|matter|situation|sitch|tea|scoop|word|latest|thing|vibe|fuss"
            r"|score|status|talk|noise|beef|drama|point) (?:with|on|about|of|re|over)\b"
        ),
        "what about",
    ),
    (re.compile(r"\bwhats? (?:is )?up with\b|\b(?:details|dirt|lowdown|scoop|tea|intel|the 411) (?:on|about)\b"), "what about"),
    (re.compile(r"^(?:i )?(?:idk|do not know|dont know|no (?:clue|idea)) (?=who|what|when|where|why|how|which)"), ""),
)


def written_out(text: str) -> str:
    """A `plain` text with the abbreviations of chat written out."""
    text = _SLASHED.sub(_of_slash, text)
    text = _WORD.sub(lambda found: _of_word(found, text), text)
    for pattern, replacement in _IDIOMS:
        text = pattern.sub(replacement, text)
    return text


def _of_slash(found: re.Match[str]) -> str:
    sign = found[0].strip()
    if sign.startswith("w/o"):
        return "without "
    if sign.startswith("w/"):
        return "with "
    return " and " if sign == "&" else "at" if sign == "@" else "between"


def _of_word(found: re.Match[str], text: str) -> str:
    word = found[0]
    if word in _WORDS:
        return _WORDS[word]
    is_between = found.start() > 0 and found.end() < len(text.rstrip(" ?.!"))
    return _BETWEEN_WORDS.get(word, word) if is_between else word
