"""What a sentence says, taken apart: who or what does it, the verb, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.curation.verbs import AUXILIARIES, bare, find_verb, is_past
from bot.matching.english.forms import MONTHS

_SHORT = [
    (re.compile(pattern, re.IGNORECASE), full)
    for pattern, full in (
        (r"\bcan[’']t\b", "cannot"),
        (r"\bwon[’']t\b", "will not"),
        (r"(?<=[a-z])n[’']t\b", " not"),
        (r"\b(it|he|she)[’']s(?=\s(?:been|got|had)\b)", r"\1 has"),
        (r"\b(it|he|she|that|there|here)[’']s\b", r"\1 is"),
        (r"(?<!\bI)[’']ve\b", " have"),
        (r"[’']re\b", " are"),
        (r"(?<!\bI)[’']ll\b", " will"),
    )
]
"""Short forms and what they stand for: a question turns the verb round."""

_BREAK = re.compile(
    r"[;:]\s|[—–]\s|\s[—–-]\s|,\s(?:and|but|or|so|yet|otherwise|while|whereas|although|though|because|which|who|where|when|after"
    r"|before|as|since|until|unless|if)\s"
)
_LEAD = re.compile(
    r"(?:(?:however|moreover|furthermore|meanwhile|nevertheless|thus|therefore|also|instead|finally|eventually|today"
    r"|consequently|similarly|additionally|historically|initially|later"
    r"|earlier|recently|last|this|then|and|but|so|or|yet|although|though|while|when"
    r"|if|once|because|since|as|after|before|until|despite|during|in|on|at|by|from|for|with|without|under|among|between|through"
    r"|throughout|according|due|to|unlike|like|given|based|[a-z]+ing|otherwise|[a-z]+ly|(?:[a-z]+ed|built|born|made|held|set|known)\s(?:in|on|at|by|as|for|after)"
    rf")\b[^,]*,(?:\s(?:(?:{'|'.join(MONTHS)})\s\d{{1,2}}|\d{{1,2}}\s(?:{'|'.join(MONTHS)})),)?(?:\s\d{{4}},)?)\s+",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"\s?\((?=[^()]*(?:[;:]\s|[—–]\s|\s[—–-]\s))[^()]*\)")
"""What stands in brackets and would be taken apart: "Ana Li (3 May 1889 – 7 June 1961) was ..."."""

_PLAIN_PREPOSITIONS = frozenset("in on at by for from with to under of near during".split())
_ASIDE = re.compile(r",\s(?:however|therefore|moreover|for example|for instance|in turn|too|of course),")
_ALSO = re.compile(rf",?\s(?:and|or|but)\s(?=(?:{'|'.join(sorted(AUXILIARIES))})\b)")
"""Before another verb of the same subject: "they cost 5 euros and are sold at the gate"."""

_PARTICIPIAL = re.compile(r",\s(?P<first>[a-z]+)\s[^,]{2,50},(?=\s)")
"""What may tell of the subject in passing: "the tower, built in 1934, was taken down"."""

_SUBORDINATE = frozenset(
    "which who whom whose that where when while although because since if whether unless until".split()
)
_RELATIVE = frozenset("which who whom whose that".split())
_ADVERBS = frozenset(
    "long repeatedly not never also only still already always often usually once then now soon later first finally"
    " even just ever currently".split()
)
_LINKS = frozenset("been be have".split())
_DONE = frozenset("paid made built held sold sent led won written set told caught bought taught found".split())
"""Participles that do not end in "ed"."""

_MEASURES = frozenset("about half over nearly almost around up a an one two three some then and late early".split())
"""What stands behind a "by" that tells how much or when: "fell by half", "closed by then"."""

_MODALS = AUXILIARIES - frozenset("is are was were am has have had".split())
_PARTICIPLE = re.compile(r"(?:ed|ing|wn|ne|ght|un|ut|et|old|aid|ade|ken|ven|ten|sen)$")
_PRONOUNS = frozenset(
    "it he she they this that these those we i you there one here what which who some many most others both such"
    " all whoever whatever".split()
)
_OBJECTS = frozenset("it them him me us".split())
_CONJUNCTIONS = frozenset("and but or so yet because although though while then otherwise".split())
_LEEWAY = 2
MOST_SUBJECT, MOST_REST = 3, 3  # words: a question is short
_PHRASE_START = frozenset(
    "in on at by for from with to of as after before during until since between against into over under while when"
    " which who that where and or but because although including through throughout via than if".split()
)
_FROM_ON = frozenset("over above under up older younger more less".split())
"""What ends an age or a number: "21 and over"."""

OPEN = frozenset(
    "the a an their its his her your our my any every each another up about no more less fewer so too very not".split()
)
"""Words after which something has to follow."""


@dataclass(frozen=True)
class ParsedClause:
    """`text` is all of it; `subject` and `rest` are words as they stand; `helper` is the auxiliary, empty for a verb by
    itself, and `verb` the other words of the verb, none where the auxiliary is all there is."""

    text: str
    subject: tuple[str, ...]
    helper: str
    verb: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def is_about_a_pronoun(self) -> bool:
        """Whether the sentence alone does not tell who or what it is about."""
        return not self.subject or bare(self.subject[0]) in _PRONOUNS


def clauses(sentence: str) -> Iterator[ParsedClause]:
    """The clauses of a sentence in which a verb is found."""
    at = 0
    for short, full in _SHORT:
        sentence = short.sub(full, sentence)
    sentence = _BROKEN.sub("", sentence)
    for end in [*(match.start() for match in _BREAK.finditer(sentence)), len(sentence)]:
        first, *others = _ALSO.split(sentence[at:end].strip(" ,;:—–-"))
        at = end
        clause = _clause(first)
        if clause is not None:
            yield clause
            same = (_clause(" ".join((*clause.subject, other))) for other in others)
            yield from filter(None, same)


def _clause(text: str) -> ParsedClause | None:
    text = _PARTICIPIAL.sub(_without_participle, _ASIDE.sub("", text))
    lead = _LEAD.match(text)
    part = re.sub(r"\([^()]*\)\s?", "", text[lead.end() :] if lead else text)
    stand = [(word, written) for written in part.split() if (word := written.strip('“”"()[],;:'))]
    while stand and bare(stand[0][0]) in _CONJUNCTIONS:
        stand = stand[1:]
    words = [word for word, _ in stand]
    verb_at = _main_verb(words)
    if verb_at is None:
        return None
    before = [written for _, written in stand[:verb_at]]
    while before and (bare(before[-1]) in _ADVERBS or bare(before[-1]).endswith("ly")):
        before = before[:-1]
    is_aside = bool(before) and before[-1].endswith(",") and verb_at + 1 == len(words)
    if not before or is_aside or any(bare(word) in _OBJECTS for word in before[1:-1]):
        return None  # "always take a coat", "beef, coarsely minced", "absorb it and put it away"
    end, helper, verb = _end_of_verb(words, verb_at)
    if helper in _MODALS and not any(bare(word) not in _ADVERBS for word in verb):
        return None  # its verb stands farther on: "you may after one year ask"
    subject = words[:verb_at]
    for at in range(1, len(subject)):
        if bare(subject[at]) in _SUBORDINATE or _verb_behind_participle(words, at) == verb_at:
            subject = subject[:at]
            break
    if bare(subject[0]) in AUXILIARIES | _SUBORDINATE | {"why", "how"}:
        return None
    if bare(subject[0]) in _PHRASE_START:  # "against slugs you may use"
        subject = subject[-1:] if bare(subject[-1]) in _PRONOUNS else []
    subject = _shortened(subject, MOST_SUBJECT)
    while len(subject) > 1 and (
        bare(subject[-1]) in _ADVERBS | OPEN | _PHRASE_START or bare(subject[-1]).endswith("ly")
    ):
        subject = subject[:-1]
    rest = words[end:]
    cut = next((at for at, word in enumerate(rest) if at > 1 and bare(word) in _SUBORDINATE), len(rest))
    return ParsedClause(text, tuple(subject), helper, tuple(verb), tuple(rest[:cut]))


def _main_verb(words: list[str]) -> int | None:
    """Where the verb of the main clause stands: before a clause that begins inside ("it ends when rent is late"), or
    after one that tells of the subject ("anyone who lives here may join")."""
    verb_at = find_verb(words)
    if verb_at is not None and _is_done_by(words, verb_at):
        return None  # "two jars a week, paid by the club"
    if verb_at is not None and (told := _verb_behind_participle(words, verb_at)):
        return told
    inside = next((at for at in range(1, verb_at or 0) if bare(words[at]) in _SUBORDINATE), None)
    if verb_at is None or inside is None:
        return verb_at
    before = find_verb(words[:inside])
    if before is not None:
        return before
    if bare(words[inside]) in _RELATIVE and verb_at - inside <= 2:
        last = _end_of_verb(words, verb_at)[0] - 1
        after = find_verb(words[last:])
        return last + after if after is not None else None
    return None  # "crash when the file is empty" is no sentence


def _verb_behind_participle(words: list[str], at: int) -> int | None:
    """Where the verb stands of a sentence whose subject a participle tells of: "seeds sown in May are watered"."""
    if bare(words[at]) in AUXILIARIES or not is_past(words[at]):
        return None
    ends = _SUBORDINATE | _CONJUNCTIONS
    end = next((place for place in range(at + 1, len(words)) if bare(words[place]) in ends), len(words))
    behind = range(at + 1, end)
    if not behind or bare(words[at + 1]) not in _PLAIN_PREPOSITIONS | AUXILIARIES:
        return None
    return next((place for place in behind if bare(words[place]) in AUXILIARIES), None)


def _is_done_by(words: list[str], at: int) -> bool:
    """Whether a word that looks like a past is a participle that tells by whom: "replaced by us", not "fell by 2%"."""
    is_form = bare(words[at]).endswith("ed") or bare(words[at]) in _DONE
    by, whom = (*words[at + 1 : at + 3], "", "")[:2]
    return is_form and bare(by) == "by" and bare(whom) not in _MEASURES and not whom[:1].isdigit()


def _end_of_verb(words: list[str], at: int) -> tuple[int, str, list[str]]:
    """Where the verb ends that starts at a word, its auxiliary, empty for a verb by itself, and its other words."""
    if bare(words[at]) not in AUXILIARIES:
        return at + 1, "", [words[at]]
    helper, verb, end = bare(words[at]), list[str](), at + 1
    while end < len(words) and end - at <= 4 and _continues(helper, verb, words[end]):
        verb.append(words[end])
        end += 1
    return end, helper, verb


def _without_participle(match: re.Match[str]) -> str:
    return "" if is_past(match["first"]) else match[0]


def _continues(helper: str, verb: list[str], word: str) -> bool:
    """Whether a word after an auxiliary, and after what belongs to the verb already, belongs to it too."""
    text = bare(word)
    is_adverb = text in _ADVERBS or text.endswith("ly")
    last = bare(verb[-1]) if verb else ""
    if not text or (last and last not in _LINKS | _ADVERBS and not last.endswith("ly")):
        return False
    if is_adverb or text in _LINKS:
        return True
    if text in _PHRASE_START:
        return False
    return (
        last in {"be", "have"}
        or (helper in _MODALS and last in {"", "not"})
        or is_past(text)
        or _PARTICIPLE.search(text) is not None
    )


def _shortened(words: list[str], most: int) -> list[str]:
    """The first words, about `most`, up to where a phrase begins."""
    if len(words) <= most + _LEEWAY:
        return words
    cuts = [
        at
        for at in range(2, most + _LEEWAY + 1)
        if bare(words[at]) in _PHRASE_START and not _ends_an_age(words[: at + 1]) and not _ends_an_age(words[: at + 2])
    ]
    if cuts:
        return words[: min(cuts, key=lambda at: abs(at - most))]
    is_begun = bare(words[most - 2]) in _PHRASE_START | OPEN  # "by a state", "at flea"
    most += is_begun and words[most][:1].islower()
    while most < len(words) and words[most - 1][:1].isupper() and words[most][:1].isupper():
        most += 1  # "the Pilot Street"
    if most < len(words) and words[most][:1].isdigit():
        most += 3 if _ends_an_age(words[: most + 3]) else 1
    return words[:most]


def _ends_an_age(words: list[str]) -> bool:
    """Whether the last two words tell from which number on: "21 and over"."""
    return len(words) > 2 and bare(words[-2]) in {"and", "or"} and bare(words[-1]) in _FROM_ON


def shortened(words: tuple[str, ...], most: int = MOST_REST) -> str:
    """The first words of a rest as a text that ends with a phrase."""
    kept = _shortened([*words], most)
    while kept and bare(kept[-1]) in _PHRASE_START | OPEN and not _ends_an_age(kept):
        kept = kept[:-1]
    return " ".join(kept)
