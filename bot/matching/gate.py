"""May the bot answer a message that nobody addressed to it? Silence is the default."""

from __future__ import annotations

import re

from bot.matching.fillers import CHAT
from bot.matching.intent import asks_something, is_bare_keyword
from bot.matching.outcomes import Answer, Outcome
from bot.matching.text import tokenize

SURE = 0.9
"""From this score on an answer may be given unasked: nobody minds silence, everybody minds a bot that butts in."""

LONGEST = 300
"""Characters: what is longer is a post, not a question about an article."""

_FOREIGN = re.compile(
    r"```|`|^\s*>|<a?:\w+:\d+>.*<a?:\w+:\d+>"  # code, quotes of others, a show of emoji
    r"|^\s*[!$%&*+./;=?~\\^-]\w"  # another bot's command
    r"|https?://|www\.|<@[!&]?\d+>|@everyone|@here",  # links, and words for somebody else
    re.MULTILINE | re.IGNORECASE,
)


def invites_an_answer(message: str) -> bool:
    """Whether a message that nobody addressed to the bot is a question or a bare keyword, by its form alone.

    Never: code, quotes of others, links, mentions of somebody, commands to other bots, greetings, statements.
    """
    text = message.strip()
    if not text or len(text) > LONGEST or text.count("\n") > 2 or _FOREIGN.search(text):
        return False
    words = tokenize(text)
    if all(word in CHAT for word in words):
        return False
    return asks_something(text) or is_bare_keyword(text)


def may_answer(message: str, outcome: Outcome) -> bool:
    """Whether the outcome may be said to a message that nobody addressed to the bot."""
    return isinstance(outcome, Answer) and outcome.best.score >= SURE and invites_an_answer(message)
