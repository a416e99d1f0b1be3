"""How somebody was about something: "was he nice about it" asks what "was he rude about it" does."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.reply import Shown
from bot.matching.matcher import Matcher
from bot.matching.nearby.following import Following
from bot.matching.outcomes import Answer
from bot.matching.patterns import Later
from bot.matching.utterance import Utterance

_ASKED_MOST = "rude", "harsh", "aggressive", "polite"
"""Words for a manner of which an index has one, if any."""

_MANNER = Later(
    r"(?:(?:so|and|but|ok|wait|lol)\W+)*(?:is|are|was|were)(?: \w+){1,3} "
    rf"(?P<manner>{'|'.join(_ASKED_MOST)}|nice|nasty|mean|kind|courteous|impolite|civil|gentle|tough|hostile|friendly"
    r"|unfriendly|angry|respectful|disrespectful|insulting)"
    r"(?: (?:about|on|with|to|towards?) (?:it|this|that|him|her|them))?(?: (?:then|though|tho))?\W*"
)


class Manner:
    """Answers how somebody was about something in one article. Keeps nothing."""

    def __init__(self, matcher: Matcher, following: Following) -> None:
        self._matcher, self._following = matcher, following

    def answer(self, message: Utterance, shown: Shown) -> Answer | None:
        """The surest answer near what was shown that has some word for the manner that a message asks for; None for
        another message."""
        told = [found for found in self._answers(message) if self._following.is_near(found.best.passage, shown.basis)]
        return max(told, key=lambda found: found.best.score, default=None)

    def _answers(self, message: Utterance) -> Iterator[Answer]:
        """What answers the message with each word for a manner in the place of its own, and has that word."""
        if asked := _MANNER.fullmatch(message.line):
            for word in _ASKED_MOST:
                other = f"{message.line[: asked.start('manner')]}{word}{message.line[asked.end('manner') :]}"
                found = self._matcher.match(other)
                if isinstance(found, Answer) and word in found.best.matched:
                    yield found
