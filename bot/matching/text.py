"""How text becomes comparable. Questions and the index go through the same steps, in the same order.

`clean` takes out what is not language (code, links, mentions, quoted lines) and folds Unicode, case and
punctuation; `tokenize` splits into words; `stem` joins the forms of one word.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import islice

import Stemmer  # pyright: ignore[reportMissingTypeStubs] - it comes without types

MAX_CHARACTERS = 4000
"""What is read of a message: as much as Discord lets anybody write (4,000 with Nitro)."""

MAX_TOKENS = 60
"""How many words of a message are compared; a question is shorter, and the rest would only cost time."""

LONGEST_STEMMED = 40
"""Letters: what is longer is no word, and is not to be remembered either."""

_NOT_LANGUAGE = re.compile(
    r"```.*?(?:```|\Z)"  # code blocks
    r"|`[^`\n]*`"  # inline code
    r"|^[^\S\n]*>>>.*\Z"  # quotes of others: a block ...
    r"|^[^\S\n]*>[^\n]*$"  # ... or a line
    r"|<(?:@[!&]?|#|:\w{1,32}:|a:\w{1,32}:|t:)-?\d{1,20}(?::\w)?>"  # mentions, custom emoji, timestamps
    r"|</[^:>\n]{1,100}:\d{1,20}>"  # slash command mentions
    r"|<?(?:https?://|www\.)[^\s>]*>?"  # links
    r"|<@[a-z]+>|@everyone\b|@here\b",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_PLAIN = re.compile(r"(?!.*www\.)[a-z0-9 ,.?'\-]*", re.IGNORECASE | re.ASCII)  # no markup or link can be in it
_QUOTES = "’‘‛`´ʼ＇"
_NOT = re.compile(r"n't\b")
_ENDINGS = re.compile(r"'(?:s|re|ve|ll|d|m)?(?![^\W_])")
_INITIALS = re.compile(r"\b(?:[a-z]\.)+[a-z]\b\.?")
_THOUSANDS = re.compile(r"(?<=\d)[,.](?=\d{3}\b)")
_WORD = re.compile(r"\{[a-z]+\}|[^\W_]+")
_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")

_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    )
    if word not in {"zero", "one"}  # "one" is a pronoun more often than a number
} | {"twenty": "20", "thirty": "30", "fifty": "50", "hundred": "100", "thousand": "1000"}

# Words that the stemmer would join although they are different, or leave apart although they are one.
_IRREGULAR = {
    "met": "meet",
    "said": "say",
    "told": "tell",
    "sent": "send",
    "spoke": "speak",
    "spoken": "speak",
    "grew": "grow",
    "grown": "grow",
    "growth": "grow",
    "flew": "fli",  # as "fly" and "flies"
    "flown": "fli",
    "flight": "fli",
    "flights": "fli",
    "caught": "catch",
    "sold": "sell",
    "bought": "buy",
    "held": "hold",
    "came": "come",
    "went": "go",
    "gone": "go",
    "took": "take",
    "taken": "take",
    "gave": "give",
    "given": "give",
    "kept": "keep",
    "men": "man",
    "women": "woman",
    "indians": "india",
    "indian": "india",
    "chinese": "china",
    "japanese": "japan",
    "british": "britain",
    "american": "america",
    "americans": "america",
    "us": "america",
    "usa": "america",
    "u.s": "america",
    "deportee": "deport",
    "deportees": "deport",
    "detainee": "detain",
    "detainees": "detain",
    "employee": "employ",
    "employees": "employ",
    "better": "good",
    "best": "good",
    "worse": "bad",
    "worst": "bad",
    "universe": "universe",
    "university": "university",
    "universities": "university",
    "news": "news",
    "importance": "importance",
    "important": "importance",
    "importantly": "importance",
    "organisation": "organiz",
    "organisations": "organiz",
}


class _Stemmers(threading.local):
    """A stemmer for each thread: they must not be shared between threads."""

    def __init__(self) -> None:
        self.stem: Callable[[str], str] = Stemmer.Stemmer("english").stemWord  # pyright: ignore


_stemmers = _Stemmers()


class Cleaned(str):
    """A text that `clean` has been through: it is left as it is when it comes there again."""

    __slots__ = ()


def clean(text: str) -> Cleaned:
    """The language in a message: lower case, straight quotes, single spaces, no code, links, mentions or accents.

    Accepts any string, lone surrogates and control characters included. What it has cleaned it leaves as it is.
    """
    if isinstance(text, Cleaned):
        return text
    text = text.strip()[:MAX_CHARACTERS]
    if not _PLAIN.fullmatch(text):
        text = _NOT_LANGUAGE.sub(" ", text)
    if not text.isascii():
        # The acute accent alone would decompose. Cut again: one character may become eighteen.
        text = unicodedata.normalize("NFKD", text.replace("´", "'"))[:MAX_CHARACTERS]
        text = "".join(map(_plain, text))
    text = text.casefold()
    # Most texts have none of these, and all of the index goes through here.
    if "." in text:
        text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    if "'" in text:
        text = _ENDINGS.sub("", _NOT.sub(" not", text))
    if "," in text or "." in text:
        text = _THOUSANDS.sub("", text)
    return Cleaned(" ".join(text.split()))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """The character, a straight quote for a curly one, or nothing for what is an accent (category M) or cannot be
    seen (Cf: zero-width and direction marks)."""
    if character in _QUOTES:
        return "'"
    category = unicodedata.category(character)
    return "" if category[0] == "M" or category == "Cf" else character


def tokenize(text: str) -> list[str]:
    """The words of a text, cleaned, in order; at most `MAX_TOKENS`. ``{person}`` and its like stay whole."""
    cleaned = clean(text)
    words = [match[0] for match in islice(_WORD.finditer(cleaned), MAX_TOKENS)]
    return [_ELONGATED.sub(r"\1\1", word) for word in words] if _ELONGATED.search(cleaned) else words


def stem(word: str) -> str:
    """The common form of a word's inflections and close relatives ("deported", "deportation" -> "deport")."""
    return _stem(word) if len(word) <= LONGEST_STEMMED else word


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    number = _NUMBER_WORDS.get(word)
    if number is not None:
        return number
    irregular = _IRREGULAR.get(word)
    return irregular if irregular is not None else _stemmers.stem(word)
