"""What is asked of the bot itself, in words, that one of its commands answers."""

from __future__ import annotations

import re

from bot.matching.text import clean

LONGEST = 120
"""Characters: whoever writes more asks something else."""

_YOU = r"(?:you|u|this bot|the bot)"
_KEEPS = (
    r"(?:keep|store|save|log|record|collect|track|remember|spy|listen|monitor|share|sell|keeping|storing|saving|logging"
    r"|recording|collecting|tracking|remembering|spying|listening|monitoring|sharing|selling)"
)
_OURS = (
    r"(?: (?:on|to|of|about|all|any|in|from|with))*(?: (?:my|our|me|us|everything|everyone|everybody"
    r"|what (?:we|i|people)|(?:the |this |these |any )?"
    r"(?:chats?|channels?|messages?|conversations?|data|info|server|questions)|personal"
    r"|logs)\b.*)?"
)
_PRIVACY = re.compile(
    rf".*\b(?:do|does|are|is|can|will|did) {_YOU} (?:\w+ )?{_KEEPS}{_OURS}\W*"
    rf"|.*\b(?:your|this bots?|the bots?) (?:privacy|data|retention)(?: policy)?\b.*"
    r"|(?:please |pls |(?:can|could) you |how (?:do|can) i )?(?:delete|erase|remove|forget) (?:all )?(?:of )?(?:my|our)"
    r" (?:data|messages?|info|information|questions?)\W*(?:please|pls)?\W*|(?:please |pls )?forget (?:about )?me\W*"
)
_SETUP = re.compile(
    rf".*\b(?:turn|switch|shut|set) {_YOU} (?:off|on|up|down)\b.*"
    rf"|.*\b(?:mute|silence|disable|configure|invite|install|move) {_YOU}\b.*"
    r"|(?:can|could|will) (?:you|u) (?:please )?(?:stop (?:talking|answering|replying|speaking)|leave|be quiet)\b.*"
    r"|stop (?:talking|answering|replying|speaking)(?: (?:here|in this channel|please|pls|to us))*\W*"
    r"|(?:/?footnote )?(?:setup|set up|settings|config|configure|unanswered|insights)\W*(?:please|pls)?\W*"
    r"|/?footnote (?:file|doctor|reload)\W*"
)


def asks_of_privacy(message: str) -> bool:
    """Whether a message to the bot asks what it keeps of people: "do you store my messages?", "delete my data"."""
    return len(message) <= LONGEST and bool(_PRIVACY.fullmatch(clean(message)))


def asks_of_setup(message: str) -> bool:
    """Whether a message to the bot wants what those do who manage a server: "how do i turn you off", "settings"."""
    return len(message) <= LONGEST and bool(_SETUP.fullmatch(clean(message)))
