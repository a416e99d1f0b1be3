"""Reports questions and their outcomes to observers that count or keep them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.conversation.acts.said import Said
from bot.conversation.reply import Reply
from bot.discord_app.places import Place
from bot.matching.outcomes import NoMatch, candidates_of
from bot.store.activity import Activity
from bot.store.tables import EVERYWHERE


@dataclass(frozen=True, slots=True)
class Exchange:
    """A message and its outcome, before it is answered.

    question    id of the message, or of the interaction that asked it
    article     id of the article asked
    text        what somebody wrote; only kept if the server chose that
    unprompted  nobody addressed it to the bot
    theirs      somebody else than the asker wrote it
    again       it was asked before, and edited since
    """

    place: Place
    question: int
    article: str
    text: str
    reply: Reply
    unprompted: bool = False
    theirs: bool = False
    again: bool = False


Watcher = Callable[[Exchange], None]
"""Observes each exchange. It must not block or change the reply."""


def counted_in(activity: Activity, is_member: Callable[[int], bool]) -> Watcher:
    """Count each question by its outcome, for its likeliest passage, in its server if the bot is there, else as
    `EVERYWHERE`."""

    def count(exchange: Exchange) -> None:
        guild = exchange.place.guild
        guild = guild if guild is not None and is_member(guild) else EVERYWHERE
        if exchange.again or exchange.reply.said is not Said.NOTHING:
            return  # counted before, or it asked for no passage
        for outcome in (part.outcome for part in exchange.reply.parts):
            best = next(iter(candidates_of(outcome)), None)
            gap = outcome.gap if isinstance(outcome, NoMatch) else None
            activity.note(
                guild,
                exchange.article,
                outcome.kind,
                section=best.section.id if best else "",
                passage=best.passage.key if best else "",
                gap=gap.id if gap else "",
            )

    return count
