"""An article with everything that serves it. Every question on Discord passes through `Served.reply` or
`Served.unprompted`."""

from __future__ import annotations

from bot.conversation.dialogue import Dialogue
from bot.conversation.lookup import Suggestions, Topics
from bot.conversation.reply import Reply, Shown
from bot.discord_app.components import tag_of
from bot.discord_app.pacing import Turns
from bot.discord_app.pages import Pages
from bot.discord_app.reply_pages import ReplyPages
from bot.matching.gate import Thresholds
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, score_of
from bot.matching.several import questions_in
from bot.matching.utterance import Utterance

MOST_TRIED = 5
"""How many questions of a forum post are tried; one is answered."""


class Served:
    """An article and what serves it, created once. All articles share the queue `turns`. `several` is whether there are
    other articles."""

    def __init__(self, article_id: str, matcher: Matcher, turns: Turns, prefix: str, *, several: bool) -> None:
        self.id, self.matcher, self.article, self._turns = article_id, matcher, matcher.article, turns
        self.dialogue, self.topics = Dialogue(matcher), Topics(self.article)
        self.questions = Suggestions.of_questions(self.article)
        self.pages = Pages(self.article, tag_of(article_id), several=several)
        self.reply_pages = ReplyPages(self.pages, self.topics, prefix)

    async def reply(
        self, text: str, *, person: int, title: str = "", shown: Shown | None = None, is_asked: bool = False
    ) -> Reply:
        """The reply to a person's text, when its turn has come. `title` is the question if the text asks nothing;
        `shown` is the context for follow-ups; `is_asked` is as in `Dialogue.reply`."""
        async with self._turns.turn(person, len(text)):
            return self.dialogue.reply(self._asking(text, title), shown, is_asked=is_asked)

    async def unprompted(
        self, text: str, *, person: int, title: str, sureness: Thresholds, is_post: bool
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
        return title if title and not self.matcher.read(Utterance(text)).asks else text
