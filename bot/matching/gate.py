"""Decides whether the bot may answer a message that nobody addressed to it. Silence is the default."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from bot.matching import english
from bot.matching.english.stop_words import JOINING, STOP_WORDS
from bot.matching.outcomes import WHOLE, Answer, Candidate, Outcome
from bot.matching.patterns import Regex
from bot.matching.question import Question, is_bare_keyword, is_chat
from bot.matching.text import stem, tokenize


class Thresholds(NamedTuple):
    """The least scores for unasked answers: nobody minds silence, everybody minds a bot that interrupts.

    sure     if the message names the passage's subject
    surer    if it names that among much that the passage lacks, or names somebody of the article but not the subject
    certain  if it has no naming word, or a single one that is common in talk or may be a misspelled other word; people
             ask each other "does it matter?", and some ask is similar
    doubtless  if it has no naming word and the passage hardly any other: the question is as good as an ask. A single
               word that is common in talk or may be misspelled allows half as much doubt: "How do I book a machine?" is
               nearly an ask of a garden that lends a tool
    """

    sure: float
    surer: float
    certain: float
    doubtless: float


USUAL = Thresholds(0.6, 0.75, 0.93, 0.98)
CAREFUL = Thresholds(0.8, 0.9, 0.98, 0.995)
EAGER = Thresholds(0.5, 0.65, 0.85, 0.96)
"""Of the 587 held-out questions of the shipped article, asked of nobody, 59% are answered at the usual level, 45% at
the careful one, 64% at the eager one, 3, 2 and 5 of them wrongly. Of the 465 messages that the article does not answer,
4, 1 and 6 are answered."""

GROUNDED = 0.3
"""The least share of the question's subject words that must occur in the passage itself, and of the whole message's in
the passage, its summary, its asks and its section's title. With less, a message may be about something else. With the
first, 15 of 8,000 questions about other things are answered, without it 28; one in 150 of the article's own is lost."""

PLAINLY = 0.1
"""How much less suffices if the message names the subject by several words that are none of talk, and the passage has
all of its words."""

OFTEN = 3
"""A word in at least this many background messages is talk if it is alone: "deal", "space"."""

LONGEST = 300
"""In characters: a longer message is a post, not a question about an article."""

_FOREIGN = Regex(
    r"`|^\s*>(?:>>)?\s|<a?:\w+:\d+>.*<a?:\w+:\d+>"  # code, quotations, rows of emoji
    r"|^\s*[!$%&+./;=?~\\^-]\w"  # another bot's command
    r"|https?://|www\.|<@[!&]?\d+>|@everyone|@here",  # links, and words for somebody else
    re.MULTILINE | re.IGNORECASE,
)

_PRONOUN = Regex(
    r"\b(?:he|she|him|his|her|hers|hes|shes|it|its|they|them|their|theirs|theyre)\b"
    r"|\b(?:is|was|were|are|does|did|do|has|had|will|would|can|could) (?:that|this|those|these)\b"
)
_EMPTY_IT = Regex(r"\bis it (?:true|correct|accurate|right|false)\b")
_WORTH = Regex(r"\b(?:cost|mean)s?\b")
"""Questions that are asked about any subject: "what does it cost"."""

_OF_SOMEBODY = Regex(
    r"(?:^|[.!?,]\s*|\b(?:so|and|but|hi|hey|oh|there|well)\s+)do(?:n't| not)? (?:you|u|ya)\b(?! (?:have|need) to\b)"
    r"|\b(?:are|have|did|were)(?:n't| not)? (?:you|u|ya)\b(?! (?:allowed|supposed|meant|expected|required)\b)"
    r"|(?:\b(?:and|about)|[.!?,]) (?:you|u|ya|yours|yourself)\W*$"
    r"|(?:^|[.!?,]\s*|\b(?:so|and|but)\s+)did(?:n't| not)? we\b|\bhow (?:was|were) (?:your|ur)\b"
    r"|\b(?:i|to|u|you|your|my|a|not) pm\b|\b[pd]m (?:me|you|u|him|her|them|someone|somebody|people|anyone)\b",
    re.IGNORECASE,
)
"""Questions to the people who talk, not about an article: "do you like football?", "how was your trip?", "did we win?".
Questions of what "you have to" or "are allowed to" do are about rules. A "pm" that is sent is no prime minister."""

_FEWEST_NAMED = 2
"""A question with fewer subject words names hardly anything."""


def is_bare(question: Question) -> bool:
    """Whether a question is about what was said before and names nothing else: "were they shackled?". If it is
    addressed to nobody, it is talk between people."""
    text = question.message.line
    found = _PRONOUN.search(text)
    if found is None or not asks_of_it(question) or _WORTH.search(text):
        return False
    return all(word in STOP_WORDS for word in tokenize(text[: found.start()]))


def asks_of_it(question: Question) -> bool:
    """Whether a question is about what was said before and itself names hardly anything: "who runs it"."""
    text = question.message.line
    if _PRONOUN.search(text) is None or question.names_somebody or _EMPTY_IT.search(text):
        return False
    return all(len(clause.subject) < _FEWEST_NAMED for clause in question.clauses)


def may_be_heard(message: str) -> bool:
    """Whether an unaddressed message is worth reading, by its form: no code, quotations, links, mentions of people,
    commands to other bots or long posts."""
    text = message.strip()
    return bool(text) and len(text) <= LONGEST and text.count("\n") <= 2 and not _FOREIGN.search(text)


def may_answer(question: Question, outcome: Outcome, sureness: Thresholds = USUAL, *, is_post: bool = False) -> bool:
    """Whether the outcome may be given to an unaddressed message. `is_post` is whether it opens a forum post, which is
    read whatever its form."""
    if not isinstance(outcome, Answer) or is_chat(question.words):
        return False
    if not (is_post or may_be_heard(question.message.written)):
        return False
    if not (question.asks or _is_keyword(question)) or is_bare(question):
        return False
    best = outcome.best
    if not is_post and _is_talk(question, best):
        return False
    subject = _subject_words(best)
    if not question.asks:
        return _may_answer_keyword(question, best, subject, sureness)
    is_grounded = best.own_share >= GROUNDED
    matched = set(map(stem, best.matched))
    telling = matched - _words_of_talk()
    is_weak = len(matched) == 1 and (not telling or question.corrected.issuperset(best.matched))
    if named := matched & subject:
        if is_weak:
            return best.score >= sureness.certain
        is_plain = best.own_share > WHOLE and len(named & telling) > 1
        return best.score >= (sureness.sure - PLAINLY if is_plain else sureness.sure if is_grounded else sureness.surer)
    if not is_grounded or len(matched) < 2:
        least = (1 + sureness.doubtless) / 2 if is_weak else sureness.doubtless
        return bool(matched) and best.score >= least
    return best.score >= (sureness.surer if question.names_somebody else sureness.certain)


def _is_keyword(question: Question) -> bool:
    """Whether a message only names something, in a few words: "regulatory hurdles", "growth and prosperity"."""
    return question.is_keyword or is_bare_keyword([word for word in question.words if word not in JOINING])


def _may_answer_keyword(question: Question, best: Candidate, subject: set[str], sureness: Thresholds) -> bool:
    """Whether a message that only names something may be answered."""
    if question.corrected:
        return False
    words = {stem(word) for word in question.words if word not in JOINING}
    is_talk = words <= _words_of_talk()
    if len(words) == 1 and is_talk and not question.names_somebody:
        return False
    # The curator's own word for a subject suffices: a message that is only "narcotics" means it.
    if words <= subject.union(map(stem, tokenize(best.section.title))):
        return True
    # Words of the quote do if it is surely found by all of them.
    is_found = best.own_share > WHOLE and words <= set(map(stem, best.matched))
    return is_found and not is_talk and best.score >= sureness.certain


def _is_talk(question: Question, best: Candidate) -> bool:
    """Whether a message is a question to somebody in the conversation, or is, in its other sentences too, mostly about
    things that the passage does not contain."""
    if _OF_SOMEBODY.search(question.message.line):
        return True
    spelt = {term.word: term.meant for clause in question.clauses for term in clause.terms}
    words = (spelt.get(word, word) for word in tokenize(question.line))
    about = {stem(word) for word in words if word not in STOP_WORDS}
    passage = best.passage
    texts = (passage.quote, passage.summary, *passage.asks, best.section.title, *best.section.keywords, *best.matched)
    held = {stem(word) for text in texts for word in tokenize(text)}
    return len(about & held) < GROUNDED * len(about)


@cache
def _words_of_talk() -> frozenset[str]:
    """The stems of words that people use often, whatever they talk about."""
    held = Counter(word for message in english.background() for word in set(map(stem, tokenize(message))))
    return frozenset(word for word, count in held.items() if count >= OFTEN)


def _subject_words(candidate: Candidate) -> set[str]:
    """The stems of the words by which the curator or the article names the passage's subject. A word that merely occurs
    in a quote ("sometimes") or in some ask ("matter") is not one."""
    names = [word for word in candidate.passage.quote.split()[1:] if word[0].isupper()]
    return {stem(word) for text in (*candidate.section.keywords, *names) for word in tokenize(text)}
