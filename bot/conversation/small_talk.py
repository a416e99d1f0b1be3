"""What is said to be polite, and asks nothing: greetings, thanks, reactions."""

from __future__ import annotations

from bot.matching.english.stop_words import CHAT, GRAMMAR
from bot.matching.intent import asks_something
from bot.matching.text import clean, tokenize

LONGEST = 200
"""Characters: whoever writes more says something."""

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


def said_by(text: str) -> str:
    """What a text says that asks nothing: "greeting", "reaction"; empty if it may ask something."""
    if len(text) > LONGEST:
        return ""
    words = set(tokenize(text))
    if asks_something(clean(text)) or words & _WANTING:
        return ""
    said = CHAT | _PRAISE | _GREETINGS
    if not (words <= said | GRAMMAR and (not words or not said.isdisjoint(words))):
        return ""
    return "greeting" if words & _GREETINGS else "reaction"
