"""Where a question becomes an outcome: every question on Discord comes through `Answering.outcome`."""

from __future__ import annotations

from dataclasses import dataclass

from bot.article.model import Passage, Section
from bot.discord_app.pacing import Turns
from bot.matching.gate import may_answer, may_be_heard
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Shown:
    """What one of the bot's messages is about, to which a question replies."""

    section: Section | None = None
    passage: Passage | None = None


class Answering:
    """Answers questions about one article."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._turns = Turns()

    async def outcome(
        self, text: str, *, person: int, title: str = "", shown: Shown | None = None, unprompted: bool = False
    ) -> Outcome | None:
        """What the article says to a text by a person, when its turn has come.

        `title` is the question if the text asks nothing; `shown` what the message is about that the text replies to.
        None if the text is `unprompted`, which is to say that nobody addressed it to the bot, and better met with
        silence.
        """
        if unprompted and not (may_be_heard(text) or may_be_heard(title)):
            return None
        async with self._turns.turn(person, len(text)):
            question = self._matcher.read(text)
            if title and not question.asks:
                question = self._matcher.read(title)
            outcome = self._matcher.answer(question, about=shown.section if shown else None)
        return None if unprompted and not may_answer(question, outcome) else outcome
