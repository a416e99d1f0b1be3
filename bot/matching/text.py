"""Text processing. Questions and the index go through the same steps, in the same order.

`plain` removes what is not language (code, links, mentions, quoted lines beside other words, decoration) and normalizes
Unicode, case and apostrophes; `sentences` splits the rest; `tokenize` splits a sentence into words; `stem` unifies the
forms of a word.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import Stemmer  # pyright: ignore[reportMissingTypeStubs] - it comes without types

from bot.matching.english.forms import IRREGULAR, NUMBERS
from bot.matching.english.stop_words import QUESTION_WORDS, STOP_WORDS
from bot.matching.patterns import Regex

MAX_CHARACTERS = 4000
"""How many characters of a message are read: as many as Discord allows (4,000 with Nitro)."""

MAX_TOKENS = 80
"""How many words of a text are compared: more than a quote has, even if hyphens split some words."""

LONGEST_STEMMED = 40
"""In letters: anything longer is no word, and is not cached."""

_NOT_LANGUAGE = Regex(
    r"```[^`\n]*+\n[^`]*+(?:```|\Z)"  # code blocks of several lines; of one line, people also write questions so
    r"|^[^\S\n]*>>>\s.*\Z"  # quotes of others: a block ...
    r"|^[^\S\n]*>[^\S\n][^\n]*$"  # ... or a line; without the space it is an emoticon
    r"|<(?:@[!&]?|#|:\w{1,32}:|a:\w{1,32}:|t:)-?\d{1,20}(?::\w)?>"  # mentions, custom emoji, timestamps
    r"|</[^:>\n]{1,100}:\d{1,20}>"  # slash command mentions
    r"|<?(?:https?://|www\.)[^\s>]*>?"  # links
    r"|<@[a-z]+>|@everyone\b|@here\b",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
# Marks that turn the text after them into a code block or a quotation.
_QUOTE_MARKS = Regex(r"```(?:[\w+#.-]*\n)?|^[^\S\n]*>(?:>>)?[^\S\n]+", re.MULTILINE)
# A line break that may be within a sentence: no mark or empty line before it, and after it a lower-case word that is
# no label or list item ("b)", "edit:").
_WRAPPED = Regex(
    r"(?<![^\W_])([^\W_]++)([,;:'’-]?)[^\S\n]*\n[^\S\n]*(?=([a-zß-öø-ÿ][^\W_]*+))"
    r"(?![a-z]{1,4}[.)\]]|\w{1,12}[^\S\n]?:)"
)
# A line that only opens a question, which the next line continues: "who is / Ada Roth".
_OPENED = Regex(
    r"^[^\S\n]*(?:wh(?:o|om|at|ere|en|ich|y)|how|tell me)"
    r"(?:['’]?s| (?:is|are|was|were|do|does|did|has|have|about|the|an?|of))+[^\S\n]*\n[^\S\n]*(?=([^\W_]+))",
    re.MULTILINE | re.IGNORECASE,
)
# Decoration around the words of a message: numbers and bullets of lists, labels, reference marks, emoticons.
_DECORATION = Regex(
    r"^[^\S\n]*(?:[*_~|`\"]{1,3})?(?:"
    r"[(\[]?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)\]:](?=\s|[*_~|`\"])"  # "1.", "(2)", "b)", "iv."
    r"|(?:q(?:uestion)?[^\S\n]?\d{0,2})[.):](?=\s)"  # "Q3:"
    r"|(?:edit|eta|update|p\.?[^\S\n]?s\.?|n\.?b\.?|btw|fyi|psa|tl;?dr)[^\S\n]*[:.\-](?=\s)"  # "edit:", "P.S."
    r"|[-+*•‣▪◦·–—#>]+(?=\s)"  # bullets, headings
    r")(?:[^\S\n]+(?:[(\[]?(?:\d{1,2}|[a-h])[.)\]:](?=\s)))?"  # and a number after a bullet
    r"|\[(?:\d{1,3}|citation needed|note \d+)\]"  # reference marks
    r"|(?<!\w)[>}]?[:;=][-o^'’]?[()\[\]dpso/\\|3<>{}*@$]+(?!\w)|(?<!\w)(?:xd+|</?3+|\^_*\^|t_t|o_o)(?!\w)|\\_\(ツ\)_/",
    re.MULTILINE | re.IGNORECASE,
)
_ORDINARY = re.compile(r"[a-zA-Z0-9 ,.?'!\-]*")  # contains no markup, and no link except with "www."
_LISTED = re.compile(r"\s*(?:\S{1,6}[.\-]|-)\s|.*\bxd+\b", re.IGNORECASE)  # decoration of ordinary characters
_QUOTES = "’‘‛´ʼ＇"
_UNSEEN = re.compile("[\u115f\u1160\u3164\uffa0]")  # Hangul fillers, which count as letters
_RANGES = (
    *((0x09, 0x0D), (0x1C, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C)),
    *((0x115F, 0x1160), (0x1680, 0x1680), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2000, 0x200F), (0x2028, 0x202F)),
    *((0x205F, 0x206F), (0x2800, 0x2800), (0x3000, 0x3000), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
    *((0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)
_BLANKS = "".join(chr(code) for first, last in _RANGES for code in range(first, last + 1))
"""Unicode's spaces and its Default_Ignorable_Code_Point, and the empty pattern of Braille."""

_NOT = re.compile(r"n't\b")
_DID = re.compile(r"\b(who|what|where|when|why|how)'d\b(?! (?:be|have)\b)")
_ENDINGS = re.compile(r"'(?:s|re|ve|ll|d|m)?(?![^\W_])")
LONGEST_SENTENCE = 160
"""In characters: a longer sentence probably lacks full stops, and is split where a question begins."""

_INITIALS = re.compile(r"\b(?:[a-z]\.)+[a-z]\b\.?")
_THOUSANDS = re.compile(r"(?<=\d)[,.](?=\d{3}\b)")
_TITLES = re.compile(r"\b(mr|mrs|ms|dr|prof|st|vs|no(?=\.\s*\d)|etc|approx|gov|sen|rep|gen)\.(?=\s)")
_SENTENCE_END = re.compile(r"(?<![.!?…。？！])[.!?…。？！]++[\"”’)*_~|]*(?=\s|$)|\n+")
_RUN_ON = re.compile(
    r"(?:[,;:]|\s(?:so|but|and|anyway|anyways|also|like|ok|tho|though)|\s[-–—])\s+"
    r"(?=(?:so |but |and )?(?:what|whats|who|whos|when|where|why|how|hows|which|did|does|do|is|are|was|were|can|could)"
    r"\b)"
)
_COMES_TO_IT = re.compile(
    r"[,;:]?\s{1,3}(?:(?:so|but|and) )?(?:anyways?|anyhow|long story short|my question is|so yeah)\b[,:]?\s+"
    r"(?=(?:so |but |and )?(?:what|whats|who|whos|when|where|why|how|hows|which|did|does|do|is|are|was|were|can|could"
    r"|will|should|may)\b)"
)
"""Words that introduce the question after other talk: "I love maps, anyway who made this one"."""

_WORD = re.compile(r"[^\W_]+|\{[a-z]+\}")
_THRICE = re.compile(r"(.)\1\1")  # most texts have no such thing
_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
_AGENT = re.compile(r"(\w{4,}[a-z])ees?")


class _Characters(dict[int, str | None]):
    """A table for `str.translate` that is filled on first use of a character. Removes accents (category M), invisible
    characters (Cf: zero-width and direction marks) and superscript digits (reference marks), and straightens curly
    apostrophes. Removes marks before `unicodedata.normalize`, which sorts runs of them in quadratic time."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        category = unicodedata.category(character)
        is_raised = category == "No" and unicodedata.decomposition(character).startswith("<super>")
        result = character
        if character in _QUOTES:
            result = "'"
        elif category[0] == "M" or category == "Cf" or is_raised:
            result = None
        if len(self) < 10_000:  # bounded, since people may type any character
            self[code] = result
        return result


_characters = _Characters()


def plain(text: str) -> str:
    """The language in a message: lower case, straight quotes, no code, links, mentions, decoration or accents. Keeps
    line breaks, except within a sentence, and punctuation. If a message is only a quotation or code, its words are
    read. Accepts any string, including lone surrogates and control characters."""
    text = text.strip()[:MAX_CHARACTERS]
    if not text.isascii():
        text = visible(text).translate(_characters)
        # Cut again, since one character may become eighteen.
        text = unicodedata.normalize("NFKD", text)[:MAX_CHARACTERS].translate(_characters)
    if not _ORDINARY.fullmatch(text) or "www." in text.casefold() or _LISTED.match(text):
        language = _NOT_LANGUAGE.sub(" ", text)
        if not _WORD.search(language):  # only a quotation: read its words
            language = _NOT_LANGUAGE.sub(" ", _QUOTE_MARKS.sub(" ", text))
        language = _WRAPPED.sub(_joined, _OPENED.sub(_gone_on, language))
        text = _DECORATION.sub(" ", language)
    text = text.casefold()
    # Skip this for most texts, since the whole index passes through here.
    if "." in text:
        text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    if "'" in text:
        text = _ENDINGS.sub("", _DID.sub(r"\1 did", _NOT.sub(" not", text)))
    if "," in text or "." in text:
        text = _THOUSANDS.sub("", text)
    return text


def visible(text: str) -> str:
    """A text with spaces in place of invisible letters, which people use to write blank messages and lines."""
    return _UNSEEN.sub(" ", text).strip()


def without_blanks(text: str) -> str:
    """A text without what nobody sees at its ends; empty if that is all."""
    return text.strip(_BLANKS)


def _joined(wrapped: re.Match[str]) -> str:
    """A line break as a space, unless the next line begins another question."""
    before, mark, after = wrapped.groups()
    if after in QUESTION_WORDS and before.lower() not in QUESTION_WORDS:
        return wrapped[0]
    return f"{before}{mark} "


def _gone_on(opened: re.Match[str]) -> str:
    """A line that opens a question, with a space at its end unless the next line begins another question."""
    return opened[0] if opened[1].casefold() in QUESTION_WORDS else f"{opened[0].rstrip()} "


def clean(text: str) -> str:
    """The language in a message on one line, with single spaces."""
    return " ".join(plain(text).split())


def sentences(text: str) -> list[str]:
    """The sentences of a `plain` text, each with its closing mark. A line break ends a sentence too."""
    if "." in text:
        text = _TITLES.sub(r"\1", text)
    found: list[str] = []
    at = 0
    for end in _SENTENCE_END.finditer(text):
        found.append(text[at : end.end()].strip())
        at = end.end()
    found.append(text[at:].strip())
    found = [part for sentence in found for part in _COMES_TO_IT.split(sentence)]
    cut = (part for sentence in found for part in _cut(sentence))
    return [sentence for sentence in cut if _WORD.search(sentence)]


def _cut(sentence: str) -> list[str]:
    return _RUN_ON.split(sentence) if len(sentence) > LONGEST_SENTENCE else [sentence]


def words_of(text: str, limit: int = MAX_TOKENS) -> list[str]:
    """The words of a `plain` text in order, at most `limit`. ``{person}`` and the like stay whole."""
    words = _WORD.findall(text)[:limit]
    return [_ELONGATED.sub(r"\1\1", word) for word in words] if _THRICE.search(text) else words


def tokenize(text: str) -> list[str]:
    """The words of a text in order, at most `MAX_TOKENS`."""
    return words_of(plain(text))


class _Stemmers(threading.local):
    """A stemmer for each thread, since they are not thread-safe."""

    def __init__(self) -> None:
        self.stem: Callable[[str], str] = Stemmer.Stemmer("english").stemWord  # pyright: ignore


_stemmers = _Stemmers()


def stem(word: str) -> str:
    """The common form of a word's inflections and close relatives ("deported", "deportation" -> "deport")."""
    return _stem(word) if len(word) <= LONGEST_STEMMED else word


_EMPTY = frozenset("a am an be but can do i if in may must no of on or out so u up us will".split())
"""Words without a subject that are no form of one with a subject: "cans" and "AED" are not "can" and "a"."""


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    known = NUMBERS.get(word) or IRREGULAR.get(word)
    if known is not None:
        return known
    # "employee" and "deportee" are forms of "employ" and "deport".
    agent = _AGENT.fullmatch(word)
    stemmed = _stemmers.stem(agent[1] if agent else word)
    return word if stemmed in _EMPTY and word not in STOP_WORDS else stemmed
