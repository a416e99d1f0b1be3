"""May the bot answer a message that nobody addressed to it? Silence is the default."""

from __future__ import annotations

import re

from bot.matching.outcomes import Answer, Candidate, Outcome
from bot.matching.question import Question, is_chat
from bot.matching.text import stem, tokenize

SURE = 0.65
"""From this score on an answer may be given unasked: nobody minds silence, everybody minds a bot that butts in."""

SURER = 0.8
"""The same where the message names somebody of the article, and not the subject of the passage."""

CERTAIN, GROUNDED = 0.95, 0.3
"""Without a word that names anything: the least score, and the least share of the question's subject words that must
stand in the passage itself. In a channel people ask each other "does it matter?", and some ask is like it."""

LONGEST = 300
"""Characters: what is longer is a post, not a question about an article."""

_FOREIGN = re.compile(
    r"`|^\s*>(?:>>)?\s|<a?:\w+:\d+>.*<a?:\w+:\d+>"  # code, quotes of others, a show of emoji
    r"|^\s*[!$%&+./;=?~\\^-]\w"  # another bot's command
    r"|https?://|www\.|<@[!&]?\d+>|@everyone|@here",  # links, and words for somebody else
    re.MULTILINE | re.IGNORECASE,
)


def may_be_heard(message: str) -> bool:
    """Whether a message that nobody addressed to the bot is worth reading, by its form alone: no code, quotes of
    others, links, mentions of somebody, commands to other bots, long posts."""
    text = message.strip()
    return bool(text) and len(text) <= LONGEST and text.count("\n") <= 2 and not _FOREIGN.search(text)


def may_answer(question: Question, outcome: Outcome) -> bool:
    """Whether the outcome may be said to a message that nobody addressed to the bot."""
    if not isinstance(outcome, Answer) or not may_be_heard(question.message) or is_chat(question.words):
        return False
    if not (question.asks or question.is_keyword):
        return False
    best = outcome.best
    subject = _subject_words(best)
    if not question.asks:
        # The curator's own words for a subject need no more: whoever says nothing but "narcotics" means it.
        named = subject.union(map(stem, tokenize(best.section.title)))
        return all(stem(word) in named for word in question.words)
    if any(stem(word) in subject for word in best.matched):
        return best.score >= SURE
    if best.own_share < GROUNDED or len(best.matched) < 2:
        return False
    return best.score >= (SURER if question.names_somebody else CERTAIN)


def _subject_words(candidate: Candidate) -> set[str]:
    """The stems of the words by which the curator, or the article, names what the passage is about. That a word merely
    stands in a quote ("sometimes") or in some ask ("matter") does not make it one."""
    names = [word for word in candidate.passage.quote.split()[1:] if word[0].isupper()]
    return {stem(word) for text in (*candidate.section.keywords, *names) for word in tokenize(text)}
