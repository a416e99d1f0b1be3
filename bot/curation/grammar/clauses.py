"""Parses sentences into clauses: subject, verb and rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.curation.grammar.measures import TIME
from bot.curation.grammar.verb_phrases import (
    ADVERBS,
    CONJUNCTIONS,
    MODALS,
    PARTICIPLE,
    PHRASE_START,
    SUBORDINATE,
    end_of_verb,
    main_verb,
    verb_behind_participle,
)
from bot.curation.grammar.verbs import AUXILIARIES, bare, find_verb, is_past
from bot.matching.english.forms import MONTHS

_SHORT = [
    (re.compile(pattern, re.IGNORECASE), full)
    for pattern, full in (
        (r"\bcan[’']t\b", "cannot"),
        (r"\bwon[’']t\b", "will not"),
        (r"(?<=[a-z])n[’']t\b", " not"),
        (r"\b(I|we|you|they|he|she|it)[’']d(?=\s(?:rather|like|love|prefer|be)\b)", r"\1 would"),
        (r"\b(it|he|she)[’']s(?=\s(?:been|got|had)\b)", r"\1 has"),
        (r"\b(it|he|she|that|there|here)[’']s\b", r"\1 is"),
        (r"(?<!\bI)[’']ve\b", " have"),
        (r"[’']re\b", " are"),
        (r"(?<!\bI)[’']ll\b", " will"),
        (r"\bno longer\b", "not"),
        (
            r",?\s(?:(?:so|as) long as|provided(?: that)?)(?=\s(?:the|you|we|they|he|she|it|\w+(?:body|one|thing))\s)",
            " if",
        ),
    )
]
"""Contractions and their full forms, since a question inverts the verb; and longer forms of "not" and "if"."""

_BREAK = re.compile(
    r"[;:]\s|[—–]\s|\s[—–-]\s|,\s(?:and|but|or|so|yet|otherwise|while|whereas|although|though|because|which|who|where|when|after"
    r"|before|as|since|until|unless|if)\s|\s(?:and|but|so)\s(?=(?:it|he|she|they|we)\s)"
)
_LEAD = re.compile(
    r"(?:(?:however|moreover|furthermore|meanwhile|nevertheless|thus|therefore|also|instead|finally|eventually|today"
    r"|consequently|similarly|additionally|historically|initially|later"
    r"|earlier|recently|last|this|then|and|but|so|or|yet|although|though|while|when"
    r"|if|once|because|since|as|after|before|until|despite|during|in|on|at|by|from|for|with|without|under|among|between|through"
    r"|throughout|around|near|within|across|along|above|below|beyond|behind|upon|following|prior|according|due|to|unlike"
    r"|like|given|based|(?!\w+thing\b)[a-z]+ing(?!\s[a-z]+ed\b)|otherwise|[a-z]+ly|(?:[a-z]+ed|built|born|made|held|set|known)\s(?:in|on|at|by|as|for|after)"
    rf")\b[^,]*,(?:\s(?:(?:{'|'.join(MONTHS)})\s\d{{1,2}}|\d{{1,2}}\s(?:{'|'.join(MONTHS)})),)?(?:\s\d{{4}},)?"
    r"(?:\s[A-Z][\w’'-]+,(?=\s(?:the|an?|it|they|he|she|we|its|his|her|their)\s))?)\s+",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"\s?\((?=[^()]*(?:[;:]\s|[—–]\s|\s[—–-]\s))[^()]*\)")
"""Brackets whose content would be split: "Ana Li (3 May 1889 – 7 June 1961) was ..."."""

_ASIDE = re.compile(
    r",\s[1-9]\d(?=,)|,\s(?:however|therefore|moreover|for example|for instance|in turn|too|of course),"
)
"""Text between commas that may be omitted. The comma after somebody's age stays."""

_ALSO = re.compile(rf",?\s(?:and|or|but)\s(?=(?:{'|'.join(sorted(AUXILIARIES))})\b)")
"""Before another verb with the same subject: "they cost 5 euros and are sold at the gate"."""

RELATIVE = re.compile(
    r",\s(?P<whom>which|who|whom|whose|where|as)\s(?P<said>(?:[^,;:()“”\"]|,(?=\d)){3,100}),(?=\s(?P<next>\w+))"
)
"""A relative clause, if a verb follows: "the tower, which leant, was taken down"."""

_PARTICIPIAL = re.compile(
    r",\s(?:(?:also|formerly|often|commonly|sometimes|originally|better|once|now)\s)?(?P<first>[a-z]+)\s[^,]{2,60},"
    r"(?=\s(?P<next>\w+))"
)
"""A participle phrase or apposition: "the tower, built in 1934, was taken down", "the ferry, one of three, sailed"."""

_CASE = re.compile(
    r"\A(?P<case>(?:If|When|Once|Unless)\s[^,;:]{6,100}?)"
    r"(?<!\sand)(?<!\sbut)(?<!\sor)(?<!\sthat)(?=\s(?:you|we|they|he|she)\s(?P<next>[a-z]+))"
)
"""A case, and behind it perhaps what is so then: not "they are late" of "If it rains and they are late"."""

_PRONOUNS = frozenset(
    "it he she they this that these those we i you there one here what which who some many most others both such"
    " all whoever whatever".split()
)
_SUBJECTS = frozenset("we they he she".split())
_ADDING = frozenset("and or".split())
_WHOEVER = frozenset("who what whoever whatever".split())
_OBJECTS = frozenset("it them him me us".split())
_INNER = frozenset("if unless when because".split())
_LEEWAY = 2
MOST_SUBJECT, MOST_REST = 3, 3  # words: a question is short
_FROM_ON = frozenset("over above under up older younger more less".split())
"""The end of an open range: "21 and over"."""

OPEN = frozenset(
    "the a an their its his her your our my any every each another up about no more less fewer so too very not".split()
)
"""Words that need a continuation."""


@dataclass(frozen=True)
class ParsedClause:
    """`text` is the whole clause; `subject` and `rest` are words as written; `helper` is the auxiliary ("" if there is
    none) and `verb` the other words of the verb (none if the auxiliary is the whole verb)."""

    text: str
    subject: tuple[str, ...]
    helper: str
    verb: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def is_about_a_pronoun(self) -> bool:
        """Whether the sentence alone does not tell whom or what it is about."""
        return not self.subject or bare(self.subject[0]) in _PRONOUNS


def spelt_out(sentence: str) -> str:
    """The sentence without contractions, and with a comma after a case at its beginning: "If you're late we wait" ->
    "If you are late, we wait"."""
    for short, full in _SHORT:
        sentence = short.sub(full, sentence)
    case = _CASE.match(sentence)
    if case is None or find_verb(case["case"].split()[1:]) is None or find_verb(["they", case["next"]]) is None:
        return sentence
    return f"{case['case']},{sentence[case.end() :]}"


def clauses(sentence: str) -> Iterator[ParsedClause]:
    """The clauses of a sentence in which a verb is found."""
    at = 0
    sentence = without_relative(_BROKEN.sub("", spelt_out(sentence)))
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
    part = text
    while (lead := _LEAD.match(part)) and (part == text or find_verb(lead[0].split()) is None):
        part = part[lead.end() :]
    part = re.sub(r"\([^()]*\)\s?", "", part) if part != text else _without_time(re.sub(r"\([^()]*\)\s?", "", text))
    tokens = [(word, written) for written in part.split() if (word := written.strip('“”"()[],;:'))]
    while tokens and bare(tokens[0][0]) in CONJUNCTIONS:
        tokens = tokens[1:]
    words = [word for word, _ in tokens]
    verb_at = main_verb(words)
    if verb_at is None:
        return None
    before = [written for _, written in tokens[:verb_at]]
    while before and (bare(before[-1]) in ADVERBS or bare(before[-1]).endswith("ly")):
        before = before[:-1]
    is_aside = bool(before) and before[-1].endswith(",") and verb_at + 1 == len(words)
    if not before or is_aside or any(bare(word) in _OBJECTS and word != "US" for word in before[1:-1]):
        return None  # "always take a coat", "beef, coarsely minced", "absorb it and put it away"
    end, helper, verb = end_of_verb(words, verb_at)
    if bare(words[verb_at - 1]) == "never":
        verb = ["never", *verb]
    if helper in MODALS and not any(bare(word) not in ADVERBS for word in verb):
        return None  # its verb stands farther on: "you may after one year ask"
    subject = words[:verb_at]
    if bare(subject[-1]) in _ADDING or bare(subject[0]) in _WHOEVER:
        return None  # "you know and accept", "who comes late waits"
    for at in range(1, len(subject)):
        if bare(subject[at]) in SUBORDINATE or verb_behind_participle(words, at) == verb_at:
            subject = subject[:at]
            break
    if bare(subject[-1]) in _SUBJECTS and bare(subject[-2:][0]) not in CONJUNCTIONS:
        subject = subject[-1:]  # "Last year we"
    if bare(subject[0]) in AUXILIARIES | SUBORDINATE | {"why", "how"} or re.match(r"I[’']", subject[0]):
        return None
    if bare(subject[0]) in PHRASE_START:  # "against slugs you may use"
        subject = subject[-1:] if bare(subject[-1]) in _PRONOUNS else []
    subject = _shortened(subject, MOST_SUBJECT)
    while len(subject) > 1 and (
        bare(subject[-1]) in ADVERBS | OPEN | PHRASE_START or re.search(r"\A[a-z].*ly\Z", subject[-1])
    ):
        subject = subject[:-1]
    rest = words[end:]
    cut = next((at for at, word in enumerate(rest) if at > 1 and bare(word) in SUBORDINATE), len(rest))
    return ParsedClause(text, tuple(subject), helper, tuple(verb), tuple(rest[:cut]))


def _without_time(text: str) -> str:
    """The text without a time at its beginning: "In 1841 Gambel left" -> "Gambel left"."""
    lead = TIME.match(f"{text[:1].lower()}{text[1:]}")
    first, _, rest = text[lead.end() :].partition(" ") if lead else ("", "", "")
    goes_on = first or bare(rest.partition(" ")[0]) in PHRASE_START | AUXILIARIES
    return text if goes_on or not rest or bare(text.partition(" ")[0]) not in PHRASE_START else rest


def without_relative(sentence: str) -> str:
    """The sentence without relative clauses: "the guard, which took part, left" -> "the guard left"."""
    return RELATIVE.sub(lambda aside: "" if find_verb(["it", aside["next"]]) else aside[0], sentence)


def _without_participle(match: re.Match[str]) -> str:
    first = match["first"]
    is_phrase = first in {"a", "an", "the", "one", "like", "with", "including"} or PARTICIPLE.search(first)
    return "" if is_past(first) or (is_phrase and find_verb(["it", match["next"]])) else match[0]


def _shortened(words: list[str], most: int) -> list[str]:
    """About the first `most` words, up to the beginning of a phrase."""
    if len(words) <= most + _LEEWAY:
        return words
    cuts = [
        at
        for at in range(2, most + _LEEWAY + 1)
        if bare(words[at]) in PHRASE_START and not _ends_an_age(words[: at + 1]) and not _ends_an_age(words[: at + 2])
    ]
    if cuts:
        return words[: min(cuts, key=lambda at: abs(at - most))]
    is_begun = bare(words[most - 2]) in PHRASE_START | OPEN  # "by a state", "at flea"
    most += is_begun and words[most][:1].islower()
    while most < len(words) and words[most - 1][:1].isupper() and words[most][:1].isupper():
        most += 1  # "the Pilot Street"
    if most < len(words) and words[most][:1].isdigit():
        most += 3 if _ends_an_age(words[: most + 3]) else 1
    return words[:most]


def _ends_an_age(words: list[str]) -> bool:
    """Whether the last two words end an open range: "21 and over"."""
    return len(words) > 2 and bare(words[-2]) in {"and", "or"} and bare(words[-1]) in _FROM_ON


def shortened(words: tuple[str, ...], most: int = MOST_REST) -> str:
    """The first words of a rest, as a text that ends with a complete phrase."""
    inner = next((at for at, word in enumerate(words) if at and bare(word) in _INNER), len(words))
    kept = _shortened([*words[:inner]], most)
    if words[len(kept) : len(kept) + 1] == ("as",) and "as" in kept[-2:-1]:
        kept = kept[:-2]  # "as long as"
    if kept[-1:] == ["only"] and bare("".join(words[len(kept) : len(kept) + 1])) in PHRASE_START - CONJUNCTIONS:
        kept = kept[:-1]  # "allowed only from May to June"
    while kept and bare(kept[-1]) in PHRASE_START | OPEN | {"never", "not"} and not _ends_an_age(kept):
        kept = kept[:-1]
    return " ".join(kept)
