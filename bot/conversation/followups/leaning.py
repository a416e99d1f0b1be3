"""How a message refers to what came before it, by its words or its form: corrections, "more", "and the other one?". All
patterns match the `line` of a message."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.article.model import Article, Name
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.patterns import Later
from bot.matching.text import clean, words_of
from bot.matching.utterance import Utterance

_REFERS = Later(
    r"\b(?:he|she|him|his|her|hers|hes|shes|it|its|they|them|their|theirs|theyre|that|this|those|these|there|one|ones)\b"
)
_LEANS = Later(rf"{_REFERS.pattern}|\b(?:then|such|so|other|others|else|both|either|neither|same|instead|too|also)\b")
_OPENS = Later(r"^(?:(?:ok|okay|so|but|and|also|then|or|hm+|well|yeah|yes|no|right|wait|oh|ah|lol|n)\b\W*)+")
_NEXT = Later(r"(?:what|how) about\b")
_MORE = Later(
    r"(?:(?:can|could) (?:you|i|u) (?:please )?(?:get |have |tell (?:me|us) |say |give (?:me|us) |go into |hear )?)?"
    r"(?:(?:tell|show|give|say) (?:me |us )?)?(?:(?:a|some|any|the) )?(?:(?:bit|little|lot|few) )?"
    r"(?:more|further|continue|keep going|carry on|go on|go ahead|elaborate|expand|next|next one|what else"
    r"|anything else"
    r"|something else|anything more|what more|read on|the rest|what next|whats next|what comes next|keep reading)"
    r"(?: (?:info|information|details?|deets|context|on|about|of|to|it|that|this|there|topic|subject|bit|part|point"
    r"|say|said"
    r"|is there|was there|please|pls|plz|stuff|things|from|the article|in there|they say|does it say|did they|in|with"
    r"|them"
    r"|got|into|get|the|page|paragraph))*"
)
_BACK = Later(r"(?:go |one |a |the )*(?:previous|prev|back)(?: (?:one|page|paragraph|please|pls))*|the one before")
_DENIES = (
    r"(?:(?:no|nah|nope|na|wrong one|wrong|sorry|sry|soz|oops|wait|hm+|ah|oh|er+|uh|um|well|my bad|not quite|but"
    r"|actually|you misunderstood(?: me)?)\b\W*)"
)
_BEFORE_DENIAL = Later(
    r"^(?:(?:lo+l|lmf?ao+|rofl|(?:ha){2,}h?|hehe|omg|wtf|bro|bruh|dude|man|mate|ok|okay|yeah|hey|ugh|argh)\b\W*)+"
    r"(?=(?:no|nah|nope|wrong|sorry|i (?:meant?|was asking))\b)"
)
"""Words before a denial: "lol no i meant the ferry"."""

_ABOUT = r"(?: about| for| on)?"
_ONE = r"(?:one|ones|part|bit|thing|stuff|guy|person|man|woman)"
_REJECTS = Later(
    rf"{_DENIES}*(?:(?:that|this|it)(?: is| was|s)? )?(?:not (?:quite )?"
    r"(?:what i (?:\w+ )?(?:asked|meant|mean|asking|wanted|said)(?: about| for)?|it"
    r"|(?:that|this|the right)(?: one| thing| part)?|my question|the answer)"
    r"|(?:the )?wrong (?:one|answer|passage|part|thing|bit|quote|topic)"
    r"|(?:the |an|a )?(?:other|different) (?:one|thing|part|bit)|try again"
    r"|(?:does|did) ?no?t answer (?:that|it|my question|the question)|you misunderstood(?: me)?)(?: please| pls)?\W*"
)
"""Says that what was shown is wrong, without saying what is meant."""

_REFUSES_ALL = Later(rf"{_DENIES}*(?:neither|none)(?: of (?:these|those|them|it))?(?: please| pls)?\W*")

_CORRECTS = Later(
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
_NAMES_ANOTHER = Later(
    r"^(?:(?:no|nah|nope|not quite|actually|you misunderstood)\b\W*)+(?:what about|how about|about|for|on|the)\s+"
    r"(?P<rest>(?P<subject>[^\s,]+(?:\s+[^\s,]+){0,5})(?:, .{1,80})?)$"
)
"""Denies and names a subject: "no, the treasury one"; "no, the treasury one, what is his name"."""

_MEANT_AT_END = Later(rf"^{_DENIES}+(?P<rest>.{{2,120}}?) (?:i (?:meant?|was asking)|is what i (?:meant|asked))\W*$")
_CONTRASTS = Later(r"^about\s+|\W+(?:and )?not\b.*$| i meant?\W*$")
_OTHER_ONE = Later(r"^(?:the )?other(?: (?:one|guy|person|man|woman|side))?(?:[,.;:]\W*|$)")
_DENIED = Later(r"\bnot (?:about )?([^,.;:!?]{1,60})")
_TRAILING_ONE = Later(r"\s*\b(?:one|ones|part|bit|thing|stuff|instead)\W*$")


_WHO_SAYS = Later(
    r"says who|(?:who|whos) (?:says|said|saying|claims|claimed)(?: (?:so|it|that|this))?(?: then| though| tho)?"
    r"|according to whom?"
)
_LEADS_ON = r"(?:(?:ok|okay|so|but|and|oh|well|lol|hm+)\b\W*)*"
_FOLLOWS = Later(
    rf"{_LEADS_ON}"
    r"(?:then(?: what)?|what then"
    r"|(?:what (?:happens|happened|is|was) |whats )?(?:after(?:wards?| (?:that|this|it))|then)"
    r"|what (?:do|does|did|will|would|can) (?:i|we|you|they|he|she|it) (?:do )?(?:after(?:wards?| that)|then))\W*"
)
"""Only asks what comes after what was shown: "and then?", "what happens after that"."""

_EXAMPLES = Later(
    rf"{_LEADS_ON}(?:like (?:what|who|which)|such as(?: (?:what|who|which))?|for (?:example|instance)(?: what)?|eg"
    r"|e\.g\.|namely|(?:any|some|give (?:me|us) (?:an|some)|name (?:an|some)) examples?)\W*"
)
"""Only asks for examples of what was shown: "like what?"."""

_AFTER_SOMEBODY = Later(rf"{_LEADS_ON}(?!who\b)(?:\w+ )*(?:after (?:him|her)|those who came after)\b.*")
"""Asks about somebody's successors: "and after him?", "did the ones after him drop it"; not who they are."""

_HAPPENED = Later(rf"{_LEADS_ON}(?:has|have|had|did) \w+ (?:\w+ )*\w+\W*")
"""Asks whether something has happened: "has anybody been turned down"."""

_SOMEONE = r"(?:i|you|we|they|he|she|someone|somebody|people)"
_BREACHES = Later(
    rf"{_LEADS_ON}"
    r"(?:what (?:(?:can|could|will|would|might|does|is going to) )?happen(?:s|ed)? (?:to|with)"
    r" (?:him|her|them|me|you|us|people|someone|somebody)"
    rf"|what (?:if|happens (?:if|when)) {_SOMEONE} (?:do|does|did) (?:it|that|this|so)"
    rf"|if {_SOMEONE} (?:do|does|did) (?:it|that|this|so)(?= again| anyway)"
    rf"|what (?:do|does|will|would) {_SOMEONE} get for (?:it|that|this)"
    r"|(?:what|whats) (?:is |are |s )?the (?:punishment|penalty|penalties|sanctions?|consequences?)"
    r"(?: for (?:it|that|this))?)"
    rf"(?: (?:then|now|again|anyway|if {_SOMEONE} (?:do|does) (?:it|that)))*\W*"
)
"""Asks what happens to somebody who does what was shown: "what happens to him then", "and if he does it again"."""

_ONESELF = Later(r"(?:^|\b(?:if|but|and|so|that|when) )(?:i|we|my|our|mine|ours)\b(?! (?:god|bad|goodness|word))")
_TAG = re.compile(
    r"(?:^|[\s,.])(?:right|correct|true|yeah|no|yes|huh|innit|eh|really|true or false|isnt it|is not it|is it true"
    r"|is that (?:right|true|correct|so)|fact check|confirm|can (?:anyone|someone) confirm|am i (?:right|wrong)"
    r"|i (?:bet|guess|think|believe|suppose|assume|reckon|hear|heard))"
    r"\s*[?!.]*\s*$"
)
_HEARSAY = re.compile(
    r"^\W*(?:(?:so|wait|ok|but|and|yo|bro|hey|lol)\W+)*(?:i (?:heard|read|thought|think|believe|was told|bet|guess"
    r"|assume|reckon|suppose)|(?:guess|bet|reckon) (?:i|we|you|they|he|she|it|the|there)|pretty sure"
    r"|(?:they|people|someone|somebody) (?:say|said|says|told)|apparently|allegedly|is it true"
    r"|so (?:the|they|it))\b"
)
AUXILIARIES = frozenset(
    "is are was were do does did has have had will would can could should isnt arent wasnt werent dont".split()
)
"""Verbs of statements, which do not only name a subject."""

_OPEN_WORDS = frozenset("who whom what when where why how which whose whats whos".split())


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
    text = _BEFORE_DENIAL.sub("", message.line)
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


def asks_for_more(message: Utterance) -> bool:
    """Whether a message asks for what comes next and names nothing: "more", "what else", "go on please"."""
    return bool(_MORE.fullmatch(_bare(message)))


def goes_back(message: Utterance) -> bool:
    """Whether a message asks for what came before and names nothing: "previous", "go back", "the one before"."""
    return bool(_BACK.fullmatch(_bare(message)))


def _bare(message: Utterance) -> str:
    """A message without an opening word and punctuation at its ends: "more" of "ok, more!"."""
    return _OPENS.sub("", message.line).strip(" .!?")


def leans(message: Utterance) -> bool:
    """Whether a message may be a follow-up: by a pronoun, by its opening, or because it is short."""
    words = message.words
    carrying = sum(word not in STOP_WORDS for word in words)
    return bool(_OPENS.match(message.line) or _LEANS.search(message.line)) or carrying < 2 or len(words) <= 5


def refers(message: Utterance) -> bool:
    """Whether a message has a word that refers to somebody or something mentioned before."""
    return bool(_REFERS.search(message.line))


def continues(message: Utterance) -> bool:
    """Whether a message has the form of a continuation: "and cats?", "how about cats?", "are they allowed?"."""
    return bool(_OPENS.match(message.line) or _NEXT.match(message.line)) or refers(message)


def asks_who_says(message: Utterance) -> bool:
    """Whether a message only asks who says what was shown: "says who", "according to whom"."""
    return bool(_WHO_SAYS.fullmatch(_bare(message)))


def asks_what_follows(message: Utterance) -> bool:
    """Whether a message only asks what comes after what was shown: "and after that?"."""
    return bool(_FOLLOWS.fullmatch(message.line))


def asks_for_examples(message: Utterance) -> bool:
    """Whether a message only asks for examples of what was shown: "such as?"."""
    return bool(_EXAMPLES.fullmatch(message.line))


def asks_of_breach(message: Utterance) -> bool:
    """Whether a message asks what happens to somebody who does what was shown: "what happens if i do it anyway"."""
    return bool(_BREACHES.fullmatch(message.line))


def asks_of_successors(message: Utterance) -> bool:
    """Whether a message asks about somebody's successors: "did that change after him"."""
    return bool(_AFTER_SOMEBODY.fullmatch(message.line))


def asks_whether_it_happened(message: Utterance) -> bool:
    """Whether a message asks whether something has happened: "has that ever happened"."""
    return bool(_HAPPENED.fullmatch(message.line))


def asks_in_talk(message: Utterance) -> bool:
    """Whether a message may ask something after an answer, whatever its form: it has a question word ("for what
    exactly"), or is about its writer: "my project is bigger than that", "and if I forgot my scarf"."""
    return bool(_ONESELF.search(message.line)) or not _OPEN_WORDS.isdisjoint(message.words)


def states(message: Utterance) -> bool:
    """Whether a message is a statement that may be checked, and not an open question."""
    text = message.line
    first = text.split(maxsplit=1)[0] if text else ""
    return bool(_TAG.search(text) or _HEARSAY.match(text)) and first not in _OPEN_WORDS


def asks_openly(message: Utterance) -> bool:
    """Whether a message is a question for more than yes or no: it begins with "what", "how" and the like."""
    words = words_of(_OPENS.sub("", message.line), 1)
    return bool(words) and words[0] in _OPEN_WORDS


def people_in(line: str, article: Article) -> list[str]:
    """The persons in a `clean` text, by their names in the article, in the order of the text."""
    return named_in(line, (name for name in article.names if name.kind == "person"))


def named_in(line: str, names: Iterable[Name]) -> list[str]:
    """The names in a `clean` text, including aliases, in the order of the text."""
    found: list[tuple[int, str]] = []
    for name in names:
        places = [at for alias in (name.name, *name.aliases) if (at := _place(alias, line)) >= 0]
        if places:
            found.append((min(places), name.name))
    return [name for _, name in sorted(found)]


def _place(alias: str, text: str) -> int:
    alias = _cleaned(alias)
    found = re.search(rf"\b{re.escape(alias)}\b", text) if alias and alias in text else None
    return found.start() if found else -1


# Cached, as all names of an article are searched in every message.
_cleaned = lru_cache(maxsize=5_000)(clean)
