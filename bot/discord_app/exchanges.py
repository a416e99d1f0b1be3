"""What was asked and what was found for it, for those who count it or keep it."""

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
    """A message with what was found for it, before it is said.

    question    the id of the message, or of the interaction with which it was asked
    article     the id of the article that was asked
    text        what somebody wrote, which is kept nowhere unless the server chose that
    unprompted  whether nobody addressed it to the bot
    theirs      whether somebody else wrote it than who asks
    again       whether it was asked before, and edited since
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
"""Is told of each exchange; it may neither wait nor change what is said."""


def counted_in(activity: Activity, is_member: Callable[[int], bool]) -> Watcher:
    """Counts each question by its outcome, for its likeliest passage: of a server in which the bot is, else as asked
    nowhere in particular."""

    def count(exchange: Exchange) -> None:
        guild = exchange.place.guild
        guild = guild if guild is not None and is_member(guild) else EVERYWHERE
        if exchange.again or exchange.reply.said is not Said.NOTHING:
            return  # counted before; or small talk, or the whole in short: it asked for no passage
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
