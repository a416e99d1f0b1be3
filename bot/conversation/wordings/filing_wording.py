"""The bot's sentences for curators on Discord: about kept questions and additions to an index. Plain sentences without
markup."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.matching.outcomes import Candidate

MENU = "File this question"
"""The entry in Discord's menu of a message; at most 32 characters."""

NEEDS_CURATOR = (
    f"This is for whoever may manage this server, and for those whom it lets use “{MENU}” in its settings, under "
    "Integrations."
)

KEPT = "Questions without a right answer"
NOTHING_KEPT = "No question is waiting."
KEEPS_NONE = (
    "This server does not keep questions; /footnote settings turns that on. "
    f"To file one without that, right-click the message, then Apps, “{MENU}”."
)
SYNONYM_FORM, A_SYNONYM = "Add a synonym", "Synonym"
KEPT_IS_GONE = "That question is no longer waiting; it may have been filed or dropped."

FILE, SYNONYM, ABSENT, DROP = "File it …", "Add a synonym …", "Not in the article …", "Drop it"
ADDED, BACK_TO_KEPT = "What was added", "Kept questions"
ADD, ADD_FOR_ALL, TRY_FOR_ALL, CHANGE, UNDO = (
    "Add it",
    "Add it for all servers",
    "Try for all servers",
    "Change …",
    "Undo",
)

MATCHES_NOW = "What matches now"
ANSWERED_NOW = "The first of these is its answer now."
GOES_UNANSWERED = "Nothing in the article comes near enough to be an answer."
IS_A_GAP = "It is known that the article does not say this"

OUTCOMES = {
    "none": "It got no answer.",
    "choices": "I was not sure, and offered several passages.",
    "wrong": "A reader marked its answer as wrong.",
}

QUESTION, WORD, SYNONYM_OF, NOTE, OTHER = "Question", "Word", "Means the same", "What to tell people", "Another passage"
"""The names of the typed texts when they are shown again."""

QUESTION_OPTION = "A question, as people would ask it; those that are kept here are suggested"
PASSAGE_OPTION = "What answers it; type words of it"

OWN_WORDING = (
    "What you confirm is stored as your own wording, for the index of this server, whether questions are kept here or "
    "not. Others may be offered it while they type. Remove whatever names somebody."
)
ASK_HINT = "As people would ask it, in one line"
WHERE_LABEL, WHERE_HINT = "What answers it", "The likeliest passages come first"
OTHER_HINT = "If it is not in the list: words of it"
NOTE_HINT = "In one sentence, if the article does not say it"
WORD_HINT = "As the article has it"
SYNONYM_HINT = "As people say it instead"
NEW_GAP = "The article does not say it"
NEW_GAP_HINT = "Write below what to tell people"
AS_GAP = "Not in the article"

TRYING = "What would change"
TO_ADD, NOT_ADDED, WAS_ADDED, UNDONE = "To be added", "Not added", "Added", "Undone"
FOR_ALL, IS_FOR_ALL = "For all servers.", "for all servers"
TAKES_EFFECT = "It is in effect now."
NO_MORE_IN_EFFECT = "It is no longer in effect."
WAITS_AGAIN = "The kept question from which it came is there again."
CHOOSE_TARGET = "Choose what answers it, or write words of another passage."
NEEDS_NOTE = "Write what to tell people where the article does not say it."
ADDITION_GONE = "That is not in effect; it may have been undone before."
NOTHING_ADDED = "Nothing was added here yet."
IN_THE_INDEX = "in the index itself now"
NOT_UNDONE = "Whoever runs me wrote that into the index itself; only they can remove it."
DOES_NOT_FIT = "no longer fits the article"
CHOOSE_UNDO = "Undo one of these"
OWNERS_ONLY = "Only whoever runs the bot may add something for all servers."
NO_ARTICLE = "I no longer have its article. The question waits, unless you drop it."
STILL_LOADING = "The article is still being read. Please try again in a moment."


def means_the_same(synonym: str, word: str) -> str:
    return f"“{synonym}” means the same as “{word}”"


def why(candidate: Candidate) -> list[str]:
    """Why a passage was chosen, and how sure the bot is: one line each."""
    words = f"; {words_for(candidate.matched)}" if candidate.matched else ""
    nearest = [f"nearest in the index: {candidate.nearest}"] if candidate.nearest else []
    return [f"{candidate.score:.0%} sure{words}", *nearest]


def was_undone(when: str) -> str:
    return f"undone {when}"


def words_for(matched: Sequence[str]) -> str:
    return f"words that speak for it: {', '.join(matched)}"


def finds_nothing(word: str, unknown: Sequence[str]) -> str:
    """Says that a synonym changes nothing, as some words are `unknown`."""
    return f"The index has no “{' '.join(unknown)}”: as a synonym of “{word}”, this finds nothing."


def says_too_little(synonym: str) -> str:
    return f"“{synonym}” is too common to find anything by."


def no_such_passage(words: str) -> str:
    return f"No passage matches “{words}”. Write other words of it, or its topic."


def asked(times: int, first: date, last: date) -> str:
    """How often a question was asked, and when."""
    often = "Asked once" if times == 1 else f"Asked {times} times"
    return f"{often}, on {_day(first)}" if first == last else f"{often}, from {_day(first)} to {_day(last)}"


def number_of(number: int, count: int) -> str:
    return f"{KEPT} ({number} of {count})"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
