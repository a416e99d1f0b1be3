"""Turns a message into a reply: every question on Discord passes through `Answering.reply`."""

from __future__ import annotations

from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Reply, Shown
from bot.discord_app.pacing import Turns
from bot.matching.gate import USUAL, Thresholds
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, score_of
from bot.matching.several import questions_in
from bot.matching.utterance import Utterance

MOST_TRIED = 5
"""How many questions of a forum post are tried; one is answered."""


class Answering:
    """Answers questions about one article. All articles share the queue `turns`."""

    def __init__(self, matcher: Matcher, turns: Turns) -> None:
        self.dialogue = Dialogue(matcher)
        self._matcher, self._turns = matcher, turns

    async def reply(
        self, text: str, *, person: int, title: str = "", shown: Shown | None = None, is_asked: bool = False
    ) -> Reply:
        """The reply to a person's text, when its turn has come. `title` is the question if the text asks nothing;
        `shown` is the context for follow-ups; `is_asked` is as in `Dialogue.reply`."""
        async with self._turns.turn(person, len(text)):
            return self.dialogue.reply(self._asking(text, title), shown, is_asked=is_asked)

    async def unprompted(
        self, text: str, *, person: int, title: str = "", sureness: Thresholds = USUAL, is_post: bool = False
    ) -> Reply | None:
        """The reply to a text that nobody addressed to the bot; None for silence. For the opening of a forum post
        (`is_post`), title and text are read question by question, and the surest answer is given."""
        async with self._turns.turn(person, len(text)):
            if is_post:
                texts = [title, *(each.written for each in questions_in(Utterance(text))[:MOST_TRIED])]
            else:
                texts = [self._asking(text, title)]
            found = [self.dialogue.unprompted(each, sureness, is_post=is_post)[0] for each in texts if each]
            answers = [each for each in found if isinstance(each.outcome, Answer)]
            return max(answers, key=lambda each: score_of(each.outcome), default=None)

    def _asking(self, text: str, title: str) -> str:
        return title if title and not self._matcher.read(Utterance(text)).asks else text
