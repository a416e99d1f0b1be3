"""Answers how somebody behaved: "was he nice about it" asks the same as "was he rude about it"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer
from bot.matching.patterns import Regex
from bot.matching.utterance import Utterance

_ASKED_MOST = "rude", "harsh", "aggressive", "polite"
"""Words for manners that an index most likely contains."""

_MANNER = Regex(
    r"(?:is|are|was|were)(?: \w+){1,3} "
    rf"(?P<manner>{'|'.join(_ASKED_MOST)}|nice|nasty|mean|kind|courteous|impolite|civil|gentle|tough|hostile|friendly"
    r"|unfriendly|angry|respectful|disrespectful|insulting)"
    r"(?: (?:about|on|with|to|towards?) (?:it|this|that|him|her|them))?(?: then)?"
)


def of_manner(message: Utterance, matcher: Matcher) -> Iterator[Answer]:
    """The answers to a question how somebody behaved, with each word for a manner in place of its own, if they contain
    that word; none to another message."""
    if asked := _MANNER.fullmatch(message.bare):
        for word in _ASKED_MOST:
            other = f"{message.bare[: asked.start('manner')]}{word}{message.bare[asked.end('manner') :]}"
            found = matcher.match(other)
            if isinstance(found, Answer) and word in found.best.matched:
                yield found
