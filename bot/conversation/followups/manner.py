"""Answers how somebody behaved: "was he nice about it" asks the same as "was he rude about it"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.reply import Shown
from bot.matching.matcher import Matcher
from bot.matching.nearby.follow_ups import FollowUpMatcher
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


class Manner:
    """Answers how somebody behaved according to one article. Stateless."""

    def __init__(self, matcher: Matcher, following: FollowUpMatcher) -> None:
        self._matcher, self._following = matcher, following

    def answer(self, message: Utterance, shown: Shown) -> Answer | None:
        """The most confident answer near what was shown that has a word for the manner that a message asks about; None
        for another message."""
        told = [found for found in self._answers(message) if self._following.is_near(found.best.passage, shown.basis)]
        return max(told, key=lambda found: found.best.score, default=None)

    def _answers(self, message: Utterance) -> Iterator[Answer]:
        """The answers to the message with each word for a manner in place of its own, if they contain that word."""
        if asked := _MANNER.fullmatch(message.bare):
            for word in _ASKED_MOST:
                other = f"{message.bare[: asked.start('manner')]}{word}{message.bare[asked.end('manner') :]}"
                found = self._matcher.match(other)
                if isinstance(found, Answer) and word in found.best.matched:
                    yield found
