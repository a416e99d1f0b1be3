"""What was asked and what was found for it, for those who count it or keep it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.conversation.reply import Reply
from bot.conversation.said import Said
from bot.discord_app.places import Place
from bot.matching.outcomes import Answer, Choices, NoMatch, Outcome
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
    """Counts each question by its outcome: of a server in which the bot is, else as asked nowhere in particular."""

    def count(exchange: Exchange) -> None:
        guild = exchange.place.guild
        guild = guild if guild is not None and is_member(guild) else EVERYWHERE
        if exchange.again or exchange.reply.said is not Said.NOTHING:
            return  # counted before; or small talk, or the whole in short: it asked for no passage
        for part in exchange.reply.parts:
            kind, section, passage, gap = _read(part.outcome)
            activity.note(guild, exchange.article, kind, section=section, passage=passage, gap=gap)

    return count


def _read(outcome: Outcome) -> tuple[str, str, str, str]:
    """An outcome's kind, section, passage and gap, empty where there is none; of choices the likeliest."""
    match outcome:
        case Answer(best=best):
            return "answer", best.section.id, best.passage.key, ""
        case Choices(candidates=(best, *_)):
            return "choices", best.section.id, best.passage.key, ""
        case NoMatch(gap=gap):
            return "none", "", "", gap.id if gap is not None else ""
        case _:
            return "none", "", "", ""
