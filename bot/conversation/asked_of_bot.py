"""What is asked of the bot itself, in words, and what of that one of its commands answers."""

from __future__ import annotations

import re

from bot.matching.text import clean, words_of

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
_MINE = (
    r"(?:(?:all )?(?:of )?(?:my|our) (?:\w+ )?(?:data|info|information|messages?|questions?|chats?"
    r"|conversations?|dms?|texts?|history|names?|ids?)"
    r"|(?:what|everything|anything|all|whatever)(?: that)? (?:i|we|people)"
    r" (?:say|said|ask|asked|type|typed|write|wrote)"
    r"|this (?:chat|conversation|channel|dm))"
)
"""What people tell the bot."""

_HELD = (
    r"(?:logged|recorded|saved|stored|kept|tracked|monitored|collected|shared|sold|leaked|used|seen|read|private|safe"
    r"|anonymous|confidential)"
)
_WHERE = r"(?: (?:anywhere|somewhere|here|abroad|forever|by anyone|by (?:you|u)|with (?:you|u)))*"
_WIPE = (
    r"(?:please |pls |(?:can|could) (?:you|u) |how (?:do|can) i )?(?:please )?(?:delete|erase|remove|forget|wipe|clear)"
    r" (?:all )?(?:of )?"
)
_OTHERS = (
    r"(?:others?|other people|every(?:one|body)|any(?:one|body)|people|someone|(?:the )?mods|(?:the )?admins)(?: else)?"
)
_PRIVACY = re.compile(
    "|".join(
        (
            rf".*\b(?:do|does|are|is|can|will|did) {_YOU} (?:\w+ )?{_KEEPS}{_OURS}\W*",
            r".*\b(?:your|this bots?|the bots?) (?:privacy|data|retention)(?: policy)?\b.*",
            r"(?:(?:a|any|the) )?(?:privacy|data|data protection|data retention) polic(?:y|ies)\W*",
            r".*\b(?:you|u|bot) gdpr\b.*",
            rf"{_WIPE}(?:my|our) (?:data|messages?|info|information|questions?)\W*(?:please|pls)?\W*",
            r"(?:please |pls )?forget (?:about )?me\W*",
            # "delete everything you have on me", "forget what i said"
            rf"{_WIPE}(?:what|everything|anything|whatever)?(?: that)? ?(?:you|u)"
            r" (?:have|know|got|keep|kept|store|stored|save|saved|remember)(?: (?:on|about|of) (?:me|us))?\W*",
            rf"{_WIPE}{_MINE}\W*",
            # "who keeps my data", "who can see what i ask"
            r".*\bwho (?:else )?(?:\w+ ){0,3}?(?:keeps|stores|saves|has|gets|sees?|reads?|owns|access|to)"
            rf" {_MINE}\b.*",
            rf".*\b(?:is|are|will) {_MINE} (?:\w+ )?{_HELD}{_WHERE}\W*",
            r"(?:so |and |hey )?is this (?:being )?(?:logged|recorded|tracked|monitored|private|anonymous)\W*",
            rf".*\b(?:can|could|will|do) {_OTHERS} (?:see|read|view)"
            rf" (?:this|that|it|your (?:answers?|replies)|{_MINE})\W*",
            rf".*\bwhat (?:happens|do (?:you|u) do|is done|will (?:you|u) do) (?:to|with) {_MINE}\W*",
            # "what do you know about me"
            r"what (?:\w+ ){0,4}?(?:have|know|got|hold|store|keep|collect|saved) (?:on|about|of) (?:me|us)\W*",
        )
    )
)
_SETUP = re.compile(
    rf".*\b(?:turn|switch|shut|set) {_YOU} (?:off|on|up|down)\b.*"
    rf"|.*\b(?:mute|silence|disable|configure|invite|install|move) {_YOU}\b.*"
    r"|(?:can|could|will) (?:you|u) (?:please )?(?:stop (?:talking|answering|replying|speaking)|leave|be quiet)\b.*"
    r"|stop (?:talking|answering|replying|speaking)(?: (?:here|in this channel|please|pls|to us))*\W*"
    r"|(?:/?footnote )?(?:setup|set up|settings|config|configure|unanswered|insights)\W*(?:please|pls)?\W*"
    r"|/?footnote (?:file|doctor|reload)\W*"
)


_TOPICS = re.compile(
    r"(?:(?:show|list|see|give)(?: me| us)? )?(?:all )?(?:of )?(?:the |your )?topics(?: list| menu)?\W*"
    r"|(?:the )?topic (?:list|menu)\W*|(?:the )?list of topics\W*"
)


def asks_of_privacy(message: str) -> bool:
    """Whether a message to the bot asks what it keeps of people: "do you store my messages?", "delete my data"."""
    return len(message) <= LONGEST and bool(_PRIVACY.fullmatch(clean(message)))


def asks_of_setup(message: str) -> bool:
    """Whether a message to the bot wants what those do who manage a server: "how do i turn you off", "settings"."""
    return len(message) <= LONGEST and bool(_SETUP.fullmatch(clean(message)))


def asks_for_topics(message: str) -> bool:
    """Whether a message to the bot wants the list of topics: "show me the topics", "topic list"."""
    return len(message) <= LONGEST and bool(_TOPICS.fullmatch(clean(message)))


_SPOKEN_TO = frozenset("you u ya your ur yours youre yourself".split())
_OF_SOMETHING_ELSE = frozenset(
    """
    he she it they him her them his hers its their theirs that this these those there one ones other others
    more else example examples show tell give list quote explain
    """.split()
)
"""What was shown before, or more of it, is meant where one of these stands beside "you"."""

_KNOWS_WHAT = re.compile(r".*\b(?:know|remember|mean|say|think)\W+\w.*")


def asks_of_bot(message: str) -> bool:
    """Whether a message that may lean on what was shown says "you" and nothing that leans on it: "are you human", and
    not "do you know why", "can you say more". Whether it asks the bot of itself, other rules tell."""
    if len(message) > LONGEST:
        return False
    text = clean(message)
    words = set(words_of(text))
    return bool(words & _SPOKEN_TO) and not words & _OF_SOMETHING_ELSE and not _KNOWS_WHAT.fullmatch(text)
