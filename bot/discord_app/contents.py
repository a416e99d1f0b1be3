"""What stands in Discord's messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import discord

from bot.discord_app.components import owner_of


def text_of(message: discord.Message) -> str:
    """What a message says; of a forwarded one, what the message says that it forwards."""
    forwarded = (snapshot.content for snapshot in message.message_snapshots)
    return message.content or next(forwarded, "")


def shown_in(message: discord.Message) -> str:
    """What people read in a message to which somebody points: its text, or else the question of its poll, or what an
    embed or the components of another bot show; of a forwarded one, that of the message which it forwards."""
    texts = (_shown(each) for each in (message, *message.message_snapshots))
    return text_of(message) or next(filter(None, texts), "")


def forwarded_answer(message: discord.Message) -> discord.MessageSnapshot | None:
    """The answer of the bot that a message forwards."""
    return next((each for each in message.message_snapshots if owner_of(each) is not None), None)


def _shown(message: discord.Message | discord.MessageSnapshot) -> str:
    texts = [part for embed in message.embeds for part in (embed.title, embed.description)]
    if isinstance(message, discord.Message) and message.poll is not None:
        texts.append(message.poll.question)
    return "\n".join(filter(None, (*texts, *_displayed(message.components))))


def _displayed(components: Iterable[object]) -> Iterator[str]:
    for each in components:
        if isinstance(each, discord.TextDisplay):
            yield each.content
        yield from _displayed(getattr(each, "children", ()))
