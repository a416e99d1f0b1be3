"""What a message says to the bot: read off its text alone."""

from __future__ import annotations

import discord

from bot.matching.english.stop_words import CHAT, GRAMMAR, STOP_WORDS
from bot.matching.intent import asks_something
from bot.matching.text import clean, tokenize

_POINTING = frozenset(
    """
    idea ideas thought thoughts opinion opinions source sources proof context information info link real fake legit
    accurate look see help reply respond comment comments factcheck
    """.split()
)
"""With a mention in a reply to somebody else's message these mean that message: "source?", "any idea?"."""

_GREETINGS = frozenset("hi hello hey hiya heya howdy yo sup greetings morning evening afternoon hola namaste".split())

_PRAISE = frozenset(
    """
    great good nice cool perfect awesome amazing excellent brilliant neat love loved like helpful useful interesting
    interested works worked sense understood understand see agreed agree right correct true cheers appreciated
    appreciate thankyou thnx tysm np welcome fun funny hilarious noted indeed fair enough well done job work best
    answer info explaining explanation clarification day no same
    """.split()
)
"""What thanks and reactions are made of, beside `CHAT`."""

_WANTING = frozenset(
    """
    who whom whose what whats which when where why how hows more else another other others further again please pls plz
    kindly about
    """.split()
)
"""Words with which even a message without a subject wants something: "more please", "ok and why"."""


def text_of(message: discord.Message) -> str:
    """What a message says; of a forwarded one, what the message says that it forwards."""
    forwarded = (snapshot.content for snapshot in message.message_snapshots)
    return message.content or next(forwarded, "")


def without_command(text: str, prefix: str) -> str:
    """The question in a text that may begin with the prefix and with the command to ask."""
    if text.lower().startswith(prefix.lower()):
        text = text[len(prefix) :].lstrip()
    command, *question = text.split(maxsplit=1) or [""]
    return "".join(question) if command.lower() == "ask" else text


def says_nothing(text: str) -> bool:
    """Whether a text has no subject of its own: "", "pls", "is this true?", "any idea?"."""
    return all(word in STOP_WORDS or word in _POINTING for word in tokenize(text))


def is_greeting(text: str) -> bool:
    """Whether a text is a greeting and no more: "hi", "hello there"."""
    return not _GREETINGS.isdisjoint(tokenize(text)) and is_small_talk(text)


def is_small_talk(text: str) -> bool:
    """Whether a text thanks or reacts and asks nothing: "great, thx", "lol", an emoji, nothing at all."""
    words = set(tokenize(text))
    if asks_something(clean(text)) or words & _WANTING:
        return False
    said = CHAT | _PRAISE | _GREETINGS
    return words <= said | GRAMMAR and (not words or not said.isdisjoint(words))
