"""Where a message becomes a reply: every question on Discord comes through `Answering.reply`."""

from __future__ import annotations

from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Reply, Shown
from bot.discord_app.pacing import Turns
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer


class Answering:
    """Answers questions about one article. All articles share the `turns`."""

    def __init__(self, matcher: Matcher, turns: Turns) -> None:
        self._matcher = matcher
        self._dialogue = Dialogue(matcher)
        self._turns = turns

    async def reply(
        self, text: str, *, person: int, title: str = "", shown: Shown | None = None, unprompted: bool = False
    ) -> Reply | None:
        """What is said to a text by a person, when its turn has come.

        `title` is the question if the text asks nothing; `shown` what the text may lean on. None if the text is
        `unprompted`, which is to say that nobody addressed it to the bot, and better met with silence.
        """
        async with self._turns.turn(person, len(text)):
            if title and not self._matcher.read(text).asks:
                text = title
            if not unprompted:
                return self._dialogue.reply(text, shown)
            reply, _ = self._dialogue.unprompted(text)
            return reply if isinstance(reply.outcome, Answer) else None

    def shown_after(self, text: str, reply: Reply, before: Shown | None) -> Shown | None:
        """What the person's next message may lean on. Holds nothing of the text but the names of the article in it."""
        return self._dialogue.shown_after(text, reply, before)
