"""Whether a thing is allowed: a passage that has no word of the thing does not say.

Near misses ask whether what the article does not speak of is allowed where it says what is: "are cats allowed", of a
garden in which hens are.
"""

from __future__ import annotations

from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.patterns import Later
from bot.matching.ranking import Ranking

_ASKED = Later(
    r"(?:^|[.!?,] )(?:\w+ ){0,3}?(?:is|are) (?:(?:the|an?|my|our|your|any) )?(?P<thing>(?:[\w-]+ ){1,3}?)"
    r"(?:(?:in|on|at|of|for|from|with|to|by) (?:[\w-]+ ){1,4}?)?(?:(?:also|still|even|really) )?"
    r"(?:allowed|permitted|banned|forbidden|prohibited|ok(?:ay)?|fine|welcome|legal)\b"
)


def lacks_thing(question: str, ranking: Ranking, place: int) -> bool:
    """Whether a question (`clean` text) asks if something is allowed of which a passage has no word."""
    asked = _ASKED.search(question)
    thing = asked["thing"].split()[-1] if asked is not None else ""
    if not thing or thing in STOP_WORDS:
        return False
    held = ranking.held[:, place].tolist()
    return any(unit.word == thing and not strength for unit, strength in zip(ranking.subject, held, strict=True))
