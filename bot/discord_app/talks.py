"""Remembers the context of follow-ups: what a person was shown before, and what the message replied to shows."""

from __future__ import annotations

import time
from dataclasses import replace

from bot.article.model import Article
from bot.conversation.reply import Shown
from bot.discord_app.asked import RawQuestion
from bot.discord_app.components import Controls
from bot.discord_app.memory import Memory, Talk
from bot.discord_app.reading import Reading
from bot.discord_app.recipients import Recipient, ToMessage
from bot.discord_app.standing import Standing, standing_in
from bot.discord_app.threads import OwnThreads

LATELY = 300.0
"""Seconds for which what a person was shown in a channel is the context of their messages, without a reply."""

EVERYBODY = 0
"""Replaces a person's id for what was shown in a thread of the bot."""


class Talks:
    """Remembers for a while what was shown to whom where; in a thread of the bot, to everybody."""

    def __init__(self, memory: Memory, reading: Reading, threads: OwnThreads) -> None:
        self._talks, self._leaned_on = memory.talks, memory.leaned_on
        self._reading, self._threads = reading, threads

    def is_known(self, to: Recipient) -> bool:
        """Whether it is remembered what a person was shown there."""
        return self._key(to) in self._talks

    def article(self, to: Recipient) -> Article | None:
        """The article of what a person was recently shown there, or of what was shown in a thread of the bot."""
        talk = self._talks.get(self._key(to))
        return talk.article if talk is not None and self._is_meant(talk, to) else None

    async def asking(self, to: Recipient, question: RawQuestion) -> RawQuestion:
        """A question with the answer that it follows up on."""
        if not isinstance(to, ToMessage):
            return question
        asking = await self._reading.context(question, to.message)
        if asking is question and not self.is_known(to):
            return await self._reading.thread_context(question, to.message)
        return asking

    def standing(self, to: Recipient, article: Article, answer: Controls = None) -> Standing:
        """What the `answer` that a message replies to shows; else what the person was recently shown in the channel
        from this article, or what was shown in a thread of the bot."""
        known, before = self._leaned_on.get((to.person, to.id), (None, Standing()))
        if known is article:
            return before  # an edited question keeps its context, which is not its own answer
        talk = self._talks.get(self._key(to))
        if talk is None or talk.article is not article:
            return standing_in(answer, article)
        if answer is None:
            return talk.now if self._is_meant(talk, to) else Standing()
        replied_to, last = standing_in(answer, article), talk.now
        # The same passage, so the names mentioned and the other passages are known too.
        first = replied_to.shown.passages[:1] if replied_to.shown is not None else ()
        is_same = first and last.shown is not None and last.shown.passages[:1] == first
        return replace(replied_to, shown=last.shown, listed=last.listed) if is_same else replied_to

    def remember(
        self,
        to: Recipient,
        article: Article,
        before: Standing,
        controls: Controls,
        shown: Shown | None = None,
        *,
        is_page: bool = False,
    ) -> None:
        """Remember what a person is shown now: what its controls tell and, in reply to a question, `shown` with the
        names mentioned. After a page about the article (`is_page`) no number picks from an older list. Small talk and
        lines change nothing."""
        now = standing_in(controls, article, shown)
        if shown is None and now != Standing():
            now = _after(before, now)
        elif shown is None:
            if not is_page:
                return
            now = replace(before, listed=())
        self._talks[self._key(to)] = Talk(article, time.monotonic(), now)
        if not to.whispers:  # commands cannot be edited
            self._leaned_on[to.person, to.id] = article, before

    def turned(self, person: int, channel: int, article: Article, controls: Controls) -> None:
        """Remember the page that a person turned to."""
        key = (EVERYBODY, channel) if (EVERYBODY, channel) in self._talks else (person, channel)
        talk = self._talks.get(key) or Talk(article, 0.0, Standing())
        now = _after(talk.now, standing_in(controls, article))
        self._talks[key] = replace(talk, article=article, at=time.monotonic(), now=now)

    def goes_on_in(self, channel: int, to: Recipient) -> None:
        """Make the context available in a thread that was started for it."""
        if channel != to.channel and (talk := self._talks.get(self._key(to))):
            self._talks[EVERYBODY, channel] = talk

    def _is_meant(self, talk: Talk, to: Recipient) -> bool:
        """Whether the context applies to a message that is not a reply."""
        return time.monotonic() - talk.at < LATELY or self._threads.is_own(to.where)

    def _key(self, to: Recipient) -> tuple[int, int]:
        """The key for a person's context. A thread of the bot has one context for everybody."""
        return (EVERYBODY if self._threads.is_own(to.where) and not to.private else to.person), to.channel


def _after(before: Standing, now: Standing) -> Standing:
    """The context after something was picked: more may be picked from the same list."""
    return replace(now, shown=now.shown or before.shown, listed=now.listed or before.listed)
