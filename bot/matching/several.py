"""Splits a message that has several questions or names several subjects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.matching import intent
from bot.matching.english.chat import without_courtesies, written_out
from bot.matching.english.stop_words import QUESTION_WORDS
from bot.matching.patterns import Later
from bot.matching.question import LONGEST_READ, MOST_SENTENCES, each_once, is_bare_keyword
from bot.matching.text import plain, sentences, words_of
from bot.matching.utterance import Utterance

_SECOND = re.compile(
    r"\s*(?:;\s*|(?:[,;:]\s*|\s)(?:(?:and|also|plus|or|&|\+|n|then|but)\s+)+(?:also |then |so )?)"
    r"(?=(?:what|whats|who|whos|whom|whose|when|whens|where|wheres|why|whys|how|hows|which|is|are|was|were|am|did|does|do|can"
    r"|could|will|would|should|has|have"
    r"|(?:for|at|by|to|in|on|from|with|until|since|about) (?:what|whom|how|when|where|which))\b)"
    r"|,\s*(?=(?:what|who|when|where|why|how)\b)|\s+[(\[]?(?:[2-9]|[b-h])[)\]]\s+"
)
"""The start of a second question within a sentence: "who met, and at what time", "1) who met 2) where"."""

_ALSO = re.compile(r"\s*(?:;|(?:[,;:]\s*|\s)(?:(?:and|n|&)\s+)?(?:also|plus)\b,?)\s+")
"""Words after which a part may be a question without the form of one: "how do I cancel, also opening hours"."""

_GOES_ON = re.compile(
    r"(?:and )?(?:also|plus)\b.+"
    r"|(?:and|n|&|(?:and |the )?same (?:question |thing |q )?(?:for|about|with|on))(?: the)? (?P<subject>.+)"
)
"""A sentence that repeats the question before it for something else: "and shackles", "same question for migration"."""

_ANNOUNCES = Later(
    r"^(?:[^:?.!\n]{0,60}?\b(?:questions?|things?|qs?|stuff)\b[^:?.!\n]{0,20}(?::|\s[-–—]\s)\s*)?(?:[(\[]?[1a][)\]]\s+)?"
)
"""An announcement of questions: "two things: 1) "."""


def questions_in(message: Utterance) -> list[Utterance]:
    """The questions of a message as written, in order; the whole message if there is only one."""
    parts = [part[-LONGEST_READ:] for part in sentences(message.plain)[:MOST_SENTENCES]]
    if len(parts) == 1 and not (_SECOND.search(parts[0]) or _ALSO.search(parts[0])):
        return [message]
    parts = [_ANNOUNCES.sub("", part) for part in parts]
    are_asking = [asks(part) for part in parts]
    asking = [
        part
        for part, is_asking, is_after in zip(parts, are_asking, [False, *are_asking], strict=False)
        if is_asking or (is_after and _goes_on(part))
    ]
    found = each_once(question for part in asking for question in _split(part))
    return list(map(Utterance, _as_written(found, message.written))) if len(found) > 1 else [message]


def _split(sentence: str) -> list[str]:
    first, *others = _ALSO.split(sentence)
    if others and (asks(first) or is_bare_keyword(words_of(first))):
        return [piece for part in (first, *others) for piece in _split(part)]
    pieces = _SECOND.split(sentence)
    is_bare = QUESTION_WORDS.issuperset(words_of(pieces[0]))  # "when and where was it" is one question
    if len(pieces) == 1 or is_bare or not asks(pieces[0]):
        return [sentence]
    return [piece.strip() for piece in pieces if piece.strip(" ?.!,")]


def asks(text: str) -> bool:
    """Whether a sentence is or contains a question: "quick one: who met"."""
    written = written_out(text)
    return any(map(intent.asks_something, (written, written.rpartition(": ")[2], *_ALSO.split(written)[1:])))


def _goes_on(sentence: str) -> bool:
    """Whether a sentence after a question asks something more, or only names what else it is about."""
    found = _GOES_ON.fullmatch(" ".join(sentence.split()).strip(" ?.!"))
    return found is not None and (found["subject"] is None or is_bare_keyword(words_of(found["subject"])))


def _as_written(questions: Sequence[str], message: str) -> list[str]:
    """The parts of the message from which its questions, `plain` and in order, were read; the questions themselves if
    they are not found."""
    chunks = [(chunk.start(), chunk.end(), words_of(plain(chunk[0]))) for chunk in re.finditer(r"\S+", message)]
    found: list[str] = []
    first = 0
    for question in questions:
        words = words_of(question)
        for start in range(first, len(chunks)):
            end, read = start, list[str]()
            while end < len(chunks) and chunks[end][2] and len(read) < len(words) and read == words[: len(read)]:
                read += chunks[end][2]
                end += 1
            if read == words:
                found.append(message[chunks[start][0] : chunks[end - 1][1]].rstrip(",;"))
                first = end
                break
        else:
            found.append(question)
    return found


_LONGEST_LIST = 120

_SUBJECTS = re.compile(
    r"(?:(?:so|and|also|ok|okay|hey|hi|hello|yo|well|then|please|pls|sorry)\b\W+)*"
    r"(?P<lead>(?:(?:what|how) about|tell me about|anything (?:about|on)|explain"
    r"|what(?: (?:are|is)|'?s)? the \w+ (?:about|on|for|of)|wh(?:o|at)(?: (?:are|is)|'?s)) )?"
    r"(?P<list>.+?)(?:\W+(?:please|pls|plz|thanks|thank you|thx|ty|lol|tho|though))*",
    re.IGNORECASE,
)
_BETWEEN_SUBJECTS = re.compile(
    r", ?(?:and |or )?| (?:and|&|n|or|plus|\+) (?:the |about )?|(?<=[a-z]{3})/(?=[a-z]{3})", re.IGNORECASE
)
_JOINS = re.compile(r"[,/&+]|\b(?:and|n|or|plus)\b", re.IGNORECASE)
"""Something of this has to be between two subjects."""

MOST_SUBJECTS = 8


def subjects_in(message: Utterance) -> list[Utterance]:
    """A question for each subject of a message that only names several ("fees and storage?", "who are Smith and
    Jones"); none for another message."""
    if not _JOINS.search(message.written):
        return []
    text = " ".join(without_courtesies(message.written).split()).strip(" ?.!,")
    found = _SUBJECTS.fullmatch(text) if len(text) <= _LONGEST_LIST else None
    if found is None:
        return []
    subjects = [part.removeprefix("the ").strip() for part in _BETWEEN_SUBJECTS.split(found["list"])]
    if not 2 <= len(subjects) <= MOST_SUBJECTS or not all(
        is_bare_keyword(words_of(plain(subject))) for subject in subjects
    ):
        return []
    lead = re.sub(r"(wh\w+ )are (?!the\b)", r"\1is ", found["lead"] or "", flags=re.IGNORECASE)
    return [Utterance(f"{lead}{subject}") for subject in subjects]
