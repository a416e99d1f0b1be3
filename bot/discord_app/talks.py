"""What a question may lean on: what the same person was shown before, and what stands in the message replied to."""

from __future__ import annotations

import time

from bot.article.model import Article
from bot.conversation.reply import Reply, Shown
from bot.conversation.requests import Said
from bot.discord_app import views
from bot.discord_app.library import Served
from bot.discord_app.memory import Memory, Talk
from bot.discord_app.reading import Asking
from bot.discord_app.recipients import Recipient, ToMessage
from bot.discord_app.threads import OwnThreads

LATELY = 300.0
"""Seconds for which a question may lean on what the same person was shown before in the channel, without a reply."""


class Talks:
    """Remembers, for a while, what was shown to whom where."""

    def __init__(self, memory: Memory, threads: OwnThreads) -> None:
        self._talks, self._threads = memory.talks, threads

    def is_known(self, to: Recipient) -> bool:
        """Whether anything is remembered that was shown to a person there."""
        return (to.person, to.channel) in self._talks

    def shown(self, to: Recipient, asking: Asking, article: Article) -> Shown | None:
        """What a question may lean on: the message of the bot that it replies to, else what the person was shown last
        in the channel of this article, if that was lately or the channel is a thread of the bot."""
        shown = views.shown_by(asking.answer, article) if asking.answer is not None else None
        talk = self._talks.get((to.person, to.channel))
        if asking.theirs or talk is None or talk.article is not article:
            return shown
        # An edited question leans on what it leaned on before, not on its own answer.
        is_edited = talk.question == to.id
        last = talk.before if is_edited else talk.shown
        if shown is None:
            is_meant = is_edited or time.monotonic() - talk.at < LATELY or self._is_in_own_thread(to)
            return last if is_meant else None
        # The same passage: then the names that were spoken of are known too, and what else was given with it.
        first = shown.passages[:1]
        return last if last is not None and first and last.passages[:1] == first else shown

    def remember(self, to: Recipient, served: Served, text: str, reply: Reply, shown: Shown | None) -> None:
        """Keep what a person is shown now, on which the next question may lean."""
        # Help may be a list of topics, which the next message picks from; other requests lose nothing.
        if reply.said not in (Said.NOTHING, Said.HELP):
            return
        if (after := served.answering.shown_after(text, reply, shown)) is not None:
            self._talks[to.person, to.channel] = Talk(served.article, time.monotonic(), to.id, shown, after)

    def goes_on_in(self, channel: int, to: Recipient) -> None:
        """What a person was shown stands elsewhere than it was asked for: follow-ups come there, too."""
        if channel != to.channel and (talk := self._talks.get((to.person, to.channel))):
            self._talks[to.person, channel] = talk

    def _is_in_own_thread(self, to: Recipient) -> bool:
        return isinstance(to, ToMessage) and self._threads.is_own(to.message.channel)
