"""Parses a message once: what it says, which sentences ask, and what they want."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.matching import intent
from bot.matching.english.stop_words import CHAT, GRAMMAR, LEAD_INS, QUESTION_WORDS
from bot.matching.text import sentences, words_of
from bot.matching.utterance import Utterance
from bot.matching.vocabulary import Term, Vocabulary
from bot.matching.wants import Want, wants

MOST_ASKING = 4
"""How many of the sentences that ask are matched, counted from the end, where people say what they want."""

MOST_WORDS = 40
"""How many words of a clause are compared. A question is shorter; more words would only take time."""

MOST_SENTENCES = 30
"""How many sentences, counted from the end, may ask. Earlier ones are only counted."""

LONGEST_READ = 500
"""How many characters of a sentence are examined, and of a message to judge its form."""

_LONGEST_KEYWORD = 4

FEWEST_SUBJECT_WORDS, CONTEXT = 3, 3
"""A sentence with fewer subject words is also matched together with up to this many sentences before it ("I was banned
today. I think it was unfair. Who looks at that again?"). Of 380 long questions about ten articles that were curated in
an hour, .69 were answered with this and .57 with only one sentence."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The unit of matching: a sentence that asks, with the context that it needs, or a whole message."""

    text: str
    terms: tuple[Term, ...]
    wants: Want

    @property
    def subject(self) -> list[Term]:
        """The terms that carry the subject."""
        return [term for term in self.terms if not term.is_stop]


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed message.

    message      the message
    line, asked  in one line, see `one_line` and `asked_in`
    clauses      the units to match; at least one
    terms        the terms of the words of the message
    asks         whether the message has the form of a question
    is_keyword   whether it consists of bare subject words
    looks_up     whether it asks for what the article has about some words
    paragraph    the paragraph that it names, or None
    """

    message: Utterance
    line: str
    asked: str
    clauses: tuple[Clause, ...]
    terms: tuple[Term, ...]
    asks: bool
    is_keyword: bool
    looks_up: bool
    paragraph: int | None

    @property
    def names_somebody(self) -> bool:
        """Whether the message names a person, an organisation or a country of the article."""
        return any(term.is_name for clause in self.clauses for term in clause.terms)

    @property
    def corrected(self) -> set[str]:
        """The index's words that were substituted for misspelled ones."""
        return {term.meant for clause in self.clauses for term in clause.terms if term.word != term.meant}

    @property
    def words(self) -> list[str]:
        """The words of all clauses, as the index spells them."""
        return [term.meant for clause in self.clauses for term in clause.terms]


def one_line(message: Utterance) -> str:
    """A message in one line, with chat abbreviations written out."""
    return " ".join(message.spelled_out.split())


def asked_in(message: Utterance) -> str:
    """The same for the part of a message that asks; for the whole if no part or several parts do."""
    text = message.spelled_out
    return _asked(text, [part for part in _parts(text) if intent.asks_something(part)])


def _asked(text: str, asking: Sequence[str]) -> str:
    return " ".join((asking[0] if len(asking) == 1 else text).split())


def read_question(message: Utterance, vocabulary: Vocabulary) -> Question:
    """Parse a message. Accepts any string, at bounded cost."""
    text = message.spelled_out
    parts = _parts(text)
    asking = [at for at, part in enumerate(parts) if intent.asks_something(part)]
    line = " ".join(text.split())
    words = words_of(line[:LONGEST_READ])
    named = (intent.named_paragraph(parts[at]) for at in asking or range(len(parts)))
    paragraph, rest = next(filter(None, named), (None, ""))
    read = _Reader(vocabulary)
    terms = read.terms(message.words)
    clauses = _clauses(parts, asking, read) if paragraph is None else [read.clause(rest)]
    return Question(
        message=message,
        line=line,
        asked=_asked(text, [parts[at] for at in asking]),
        clauses=tuple(clauses),
        terms=terms,
        asks=bool(asking),
        is_keyword=is_bare_keyword(words),
        # "and tariffs please" wants the same as "tariffs".
        looks_up=is_bare_keyword(without_chat(words).split()) or intent.is_look_up(line[:LONGEST_READ]),
        paragraph=paragraph,
    )


_PREAMBLE = re.compile(
    r"(?!\W*(?:(?:so|and|but|ok|also|hey)\W+)*(?:if|when(?:ever)?|since|because|after|once|while|for|in|on|at|during|as"
    r"|given|by|with(?:out)?|from|unless|before|until|say|suppose|assuming)\b)"
    r"(?=[^,?]*\b(?:i|im|ive|my|me|we|our|us)\b|\W*(?:sorry|just|(?:have|did) not|havent|forgive|pardon|noob"
    r"|dumb|stupid|silly|wait|hold on|not|no idea|well|hmm+|right|honest|genuine|real|quick|probably|maybe)\b)"
    r"(?P<said>[^,?]{2,120}?(?:,|\s[-–—]))\s*(?:(?:so|and|but|like|um|uh|ok|okay|please|pls|then)\W+)*"
    r"(?=(?:who|whos|what|whats|which|where|wheres|when|why|how|hows|do(?:es)?|did|is|are|was|were|can|could|will|would|has"
    r"|have)\b)",
    re.IGNORECASE,
)
"""What people say about themselves before a question, with a comma in place of a full stop: "I know this is basic, who
is she". A part that begins with "if", "when" or "in" belongs to the question."""


_BREAKS = frozenset(",-–—")
"""One of these ends a preamble."""

_OPEN = (",", "-", "–", "—")
"""The end of a preamble that may contain the subject of its question: "I cut my finger, who has to know"."""


def _parts(text: str) -> list[str]:
    """The last sentences of a text, each once. A preamble is a sentence of its own."""
    parts: list[str] = []
    for sentence in each_once(sentences(text))[-MOST_SENTENCES:]:
        preamble = None if _BREAKS.isdisjoint(sentence) else _PREAMBLE.match(sentence)
        if preamble is not None and not intent.asks_something(preamble[0]):
            parts.append(preamble["said"][-LONGEST_READ:])
            sentence = sentence[preamble.end() :]
        parts.append(sentence[-LONGEST_READ:])
    return parts


def each_once(written: Iterable[str]) -> list[str]:
    """Sentences without repetitions, ignoring the marks at their ends: "who is she? WHO IS SHE??"."""
    return list({sentence.strip(" ?!."): sentence for sentence in written}.values())


class _Reader:
    """Reads the clauses of one message: a message and its only clause mostly have the same words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[tuple[str, ...], tuple[Term, ...]] = {}

    def terms(self, words: Sequence[str]) -> tuple[Term, ...]:
        """The terms of these words."""
        key = tuple(words)
        if key not in self._known:
            self._known[key] = tuple(self._vocabulary.question_terms(words))
        return self._known[key]

    def clause(self, text: str) -> Clause:
        """The clause with this text."""
        return Clause(text, self.terms(words_of(text, MOST_WORDS)), wants(text))


def _clauses(parts: list[str], asking: list[int], read: _Reader) -> list[Clause]:
    """The sentences that ask, each once; the whole if none does."""
    if len(parts) == 1 or not asking:
        return [read.clause(" ".join(parts)[:LONGEST_READ])]
    clauses: dict[str, Clause] = {}
    for at in asking[-MOST_ASKING:]:
        clause = read.clause(parts[at])
        clauses.setdefault(clause.text, clause)
        is_thin = len(clause.subject) < FEWEST_SUBJECT_WORDS
        before = parts[:at] if is_thin else [part for part in parts[at - 1 : at] if part.endswith(_OPEN)]
        if context := _context(before):
            words = " ".join([*context, parts[at]]).split()
            clause = read.clause(" ".join(words[-MOST_WORDS:]))
            clauses.setdefault(clause.text, clause)
    return list(clauses.values())


def _context(before: Sequence[str]) -> list[str]:
    """The last sentences before a question that have content."""
    return [part for part in before if not is_chat(words_of(part))][-CONTEXT:]


def is_bare_keyword(words: list[str]) -> bool:
    """Whether the words are a few subject words and nothing else: no verbs, no chat."""
    return 0 < len(words) <= _LONGEST_KEYWORD and not any(word in GRAMMAR or word in CHAT for word in words)


def without_chat(words: Sequence[str]) -> str:
    """The words without greetings, thanks, laughter, "so" and the like."""
    if LEAD_INS.isdisjoint(words):
        return " ".join(words)
    return " ".join([word for word in words if word not in LEAD_INS])


def is_chat(words: list[str]) -> bool:
    """Whether the words are only greetings, thanks, laughter and the like."""
    return all(word in CHAT and word not in QUESTION_WORDS for word in words)
