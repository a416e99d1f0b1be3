"""Words at the ends of messages that mean nothing there: "ok so ... lol"."""

from __future__ import annotations

import re

from bot.matching.patterns import Regex

_SIGNS = re.compile(r"^[^\w$£€#¶§@!?/]+|(?<![^\w%+#])[^\w%+#]++$")
"""Signs at the ends that mean nothing. Another bot's command begins with some. A run of signs is tried once, from its
beginning, as it may be long."""

_FIRST_WORDS = frozenset(
    """
    ok okay k so but and also plus oh ah aw hm hmm hmmm um umm uh well lol lmao lmfao rofl haha hahaha wait hey hi hello
    yo bro bruh dude man omg wow ugh argh hehe just please pls plz yeah yep yes right alright
    """.split()
)
_LAST_WORDS = {""} | frozenset(  # "": signs alone
    """
    tho though lol lmao lmfao rofl haha hahaha hehe pls plz please btw tbh ngl fr frfr imo bro bruh mate
    thanks thx ty ok okay huh eh hm hmm anyway anyways exactly precisely
    """.split()
)
_REQUESTS = Regex(rf"(?:(?:{'|'.join(sorted(_FIRST_WORDS))}|bot|oi|now|then|(?:can|could|will|would) (?:you|u))\b\W*)+")
"""The beginning of an order that says nothing of what is to be done: "hey bot, could you please"."""


def without_fillers(line: str) -> str:
    """A `plain` line without punctuation and words at its ends that mean nothing there: "who says that" of "ok, so who
    says that lol?". "" if it has no others."""
    words = _SIGNS.sub("", line).split()
    while words and _SIGNS.sub("", words[0]) in _FIRST_WORDS:
        del words[0]
    while words and _SIGNS.sub("", words[-1]) in _LAST_WORDS:
        del words[-1]
    return _SIGNS.sub("", " ".join(words))


def without_request(bare: str) -> str:
    """The result of `without_fillers` without the words that make an order polite: "show the topics" of "can you please
    show the topics"."""
    return bare[found.end() :] if (found := _REQUESTS.match(bare)) else bare
