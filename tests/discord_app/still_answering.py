"""Checks after any fault: the next question is answered, and nothing is answered twice."""

from __future__ import annotations

import re
from collections import Counter

from bot.conversation.wordings import discord_wording
from tests.discord_stub import Channel, DiscordStub, Message, Person

WENT_WRONG = re.escape(discord_wording.went_wrong("ID")).replace("ID", "([0-9a-f]{8})")
"""The apology, as a pattern; its group is the id that stands in the log."""


async def answers_the_next_question(stub: DiscordStub, person: Person, channel: Channel) -> Message:
    """Ask once more and return the answer, the only one; nothing else in the channel has two either."""
    question = await ask(stub, person, channel)
    reply = await stub.next_reply(question)
    await stub.settled()
    answered_twice(stub, channel)
    return reply


async def ask(stub: DiscordStub, person: Person, channel: Channel) -> Message:
    """A question that the article answers, addressed to the bot."""
    return await person.says(channel, f"{stub.bot.mention} who is Tammy Bruce?")


def answered_twice(stub: DiscordStub, channel: Channel) -> None:
    """Fail if a message in the channel has more than one reply."""
    replies = Counter(each.reply_to for each in stub.said_in(channel) if each.reply_to is not None)
    assert not [message.content for message, count in replies.items() if count > 1]
