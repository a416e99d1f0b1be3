"""Corrections: what a message means instead of what was shown ("no, i meant the treasury one"). All patterns match the
`line` of a message."""

from __future__ import annotations

from dataclasses import dataclass

from bot.matching.english.stop_words import AUXILIARIES
from bot.matching.patterns import Regex
from bot.matching.text import words_of
from bot.matching.utterance import Utterance

_DENIES = (
    r"(?:(?:no|nah|nope|na|wrong one|wrong|sorry|sry|soz|oops|wait|hm+|ah|oh|er+|uh|um|well|my bad|not quite|but"
    r"|actually|you misunderstood(?: me)?)\b\W*)"
)
_ABOUT = r"(?: about| for| on)?"
_ONE = r"(?:one|ones|part|bit|thing|stuff|guy|person|man|woman)"
_REJECTS = Regex(
    rf"{_DENIES}*(?:(?:that|this|it)(?: is| was|s)? )?(?:not (?:quite )?"
    r"(?:what i (?:\w+ )?(?:asked|meant|mean|asking|wanted|said)(?: about| for)?|it"
    r"|(?:that|this|the right)(?: one| thing| part)?|my question|the answer)"
    r"|(?:the )?wrong (?:one|answer|passage|part|thing|bit|quote|topic)"
    r"|(?:the |an|a )?(?:other|different) (?:one|thing|part|bit)|try again"
    r"|(?:does|did) ?no?t answer (?:that|it|my question|the question)|you misunderstood(?: me)?)(?: please| pls)?\W*"
)
"""Says that what was shown is wrong, without saying what is meant."""

_REFUSES_ALL = Regex(rf"{_DENIES}*(?:neither|none)(?: of (?:these|those|them|it))?(?: please| pls)?\W*")

_CORRECTS = Regex(
    rf"^{_DENIES}*(?:"
    r"(?:not|i did not mean|i do not mean|i dont mean|i didnt mean|forget|instead of)(?: about)? [^,.;:!?]{1,60}?"
    rf"(?:[,.;:!?]+\W*|\s+(?=but\b|i me|rather\b))(?:but |rather |i )?(?:meant?|mean)?{_ABOUT}\b"
    rf"|not (?:\w+ ){{1,3}}(?=the .{{1,40}} {_ONE}\W*$)"
    rf"|(?:i |we |what i )?(?:meant?|(?:was |am )?(?:asking|talking)|asked|said)(?: was| is)?"
    rf"(?: to (?:know|ask))?{_ABOUT}\b"
    rf"|rather{_ABOUT}\b|the other one\b"
    rf"|(?<=\s)i want(?:ed)?(?: to (?:know|ask))?{_ABOUT}\b"
    r")\s*(?P<rest>\S.*)$"
)
_NAMES_ANOTHER = Regex(
    r"^(?:(?:no|nah|nope|not quite|actually|you misunderstood)\b\W*)+(?:what about|how about|about|for|on|the)\s+"
    r"(?P<rest>(?P<subject>[^\s,]+(?:\s+[^\s,]+){0,5})(?:, .{1,80})?)$"
)
"""Denies and names a subject: "no, the treasury one"; "no, the treasury one, what is his name"."""

_MEANT_AT_END = Regex(rf"^{_DENIES}+(?P<rest>.{{2,120}}?) (?:i (?:meant?|was asking)|is what i (?:meant|asked))\W*$")
_CONTRASTS = Regex(r"^about\s+|(?<!\W)\W++(?:and )?not\b.*$| i meant?\W*$")
_OTHER_ONE = Regex(r"^(?:the )?other(?: (?:one|guy|person|man|woman|side))?(?:[,.;:]\W*|$)")
_DENIED = Regex(r"\bnot (?:about )?([^,.;:!?]{1,60})")
_TRAILING_ONE = Regex(r"\s*\b(?:one|ones|part|bit|thing|stuff|instead)\W*$")


@dataclass(frozen=True, slots=True)
class Correction:
    """The meaning of a message that corrects the one before it, in the asker's words.

    meant    "" if it does not say
    denied   what it does not mean, or ""
    other    whether it means "the other one" of two
    is_none  whether it rejects everything that was offered
    """

    meant: str
    denied: str = ""
    other: bool = False
    is_none: bool = False


def correction(message: Utterance) -> Correction | None:
    """The correction in a message ("no, i meant the treasury one"), or None."""
    text = message.line[message.line.index(message.bare) :]  # without fillers at its beginning
    if _REFUSES_ALL.fullmatch(text):
        return Correction("", is_none=True)
    if _REJECTS.fullmatch(text):
        return Correction("")
    found = _CORRECTS.match(text) or _MEANT_AT_END.match(text)
    if found is None:
        found = _NAMES_ANOTHER.match(text)
        if found is None or not (AUXILIARIES | {"no", "not", "yes"}).isdisjoint(words_of(found["subject"])):
            return None
    meant = _CONTRASTS.sub("", found["rest"])
    other = _OTHER_ONE.match(meant)
    meant = _TRAILING_ONE.sub("", meant[other.end() if other else 0 :]).strip()
    denied = _DENIED.search(text)
    return Correction(meant, denied[1] if denied else "", bool(other))


def meant_alone(message: Utterance) -> Utterance:
    """The question in a correction if there is nothing to correct: "the ferry" of "no, i meant the ferry"."""
    corrected = correction(message)
    return message if corrected is None or corrected.other else Utterance(corrected.meant or message.written)
