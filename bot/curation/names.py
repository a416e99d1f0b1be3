"""Who and what is named in a text, of which kind, and in which role: only as the text itself gives it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from bot.article import limits
from bot.article.asks import comparable
from bot.curation.kinds import CAPITALIZED as _WORD
from bot.curation.kinds import is_a_company, may_be_a_company, speaks_of_shoals, things
from bot.matching.spelling import is_english

MOST_NAMES = 30

_OF = r"(?:\s(?:de|del|della|la|von|van|der|den|al|bin|da|di|dos))*"
_NICKNAME = r"(?:\s[“\"][A-Z][a-z]+[”\"])"
_PERSON = rf"{_WORD}{_NICKNAME}?(?:\s[A-Z]\.)*(?:\s{_WORD})?{_OF}(?:\s{_WORD}){{1,2}}"
_NAME = re.compile(rf"{_WORD}(?:(?:\s(?:of|for|and|the|de|von|van|al|bin|da|di))*\s(?:{_WORD}|[A-Z]\.))*(?:\s{_WORD})*")
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Sir|Dame|Lord|Lady|St|President|Vice President|Prime Minister|Minister"
    r"|Foreign Minister|Chancellor|Secretary|Secretary of State|Deputy Secretary of State|Foreign Secretary|Senator"
    r"|Representative|Governor|Mayor|King|Queen|Prince|Princess|Emperor|Pope|Bishop|General|Colonel|Captain|Major|Sergeant|Admiral"
    r"|Judge|Justice|Professor|Doctor|Chairman|Chairwoman|Chair|Director|Ambassador|Councillor|Commissioner|Sheikh"
    r"|Sultan|Shah|Chief Executive|Cllr)"
)
_TITLED = re.compile(
    rf"\b(?P<role>(?:[A-Z][\w.]*\s){{0,2}}?{_TITLE})\.?\s(?P<name>(?:[A-Z]\.\s)*{_WORD}(?:\s[A-Z]\.)*(?:\s{_WORD}){{0,2}})"
)
_NO_NAME = re.compile(
    rf"^(?:(?:The|And|But|Or|So|Then|When|While|As|If|For|From|To|In|On|At|By|Of|With|(?!St\b){_TITLE})\.?\s)+(?=[A-Z])"
)
"""What may stand before a name with a capital letter, and is no part of it."""

_ROLE = r"(?:the|a|an|our|its|their|his|her|then)\s[^,.;:()]{3,60}"
_CALLED = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev)\.?\s)?"
_OFFICE = (
    r"(?:Officer|Head|Headteacher|Headmaster|Headmistress|Manager|Director|Clerk|Secretary|Treasurer"
    r"|Chair(?:man|woman|person)?|President|Co-?ordinator|Editor|Producer|Engineer|Captain|Coach|Librarian|Curator"
    r"|Trustee|Minister|Professor|Principal|Caretaker|Organi[sz]er|Founder)"
)
"""What somebody is called behind their name: words that hardly any family is called by."""

_IN_OFFICE = re.compile(rf"^(?:[A-Z][a-z]+\s){{1,3}}{_OFFICE}\s(?=[A-Z])")
"""An office before a name: "Chief Operating Officer Ana Li"."""

_WHOSE = "[Tt]he|[Oo]ur|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Mm]y"
_ROLES = [
    re.compile(pattern)
    for pattern in (
        rf"(?P<name>{_PERSON}),\s(?P<role>{_ROLE}|[a-z][a-z-]+(?:\s[a-z]{{2,}}){{0,3}}\s(?:of|at|for)\s[^,.;:()]{{3,50}})[,.;]",
        rf"(?P<name>{_PERSON})\s\([^()]*\d{{4}}\)\s(?:is|was)\s(?P<role>{_ROLE}?)(?=[,.;(]|\s(?:who|whose|known|best)\b)",
        rf"(?P<name>{_PERSON})\s(?:is|was|became)\s(?:also\s)?(?P<role>{_ROLE})[,.;]",
        rf"\b(?P<role>(?:{_WHOSE})\s(?:[a-z][a-z-]*\s){{0,2}}[a-z][a-z-]+)\s\((?P<name>{_PERSON})\)",
        rf"\b(?P<role>(?:[A-Z][a-z]+\s){{1,2}}{_OFFICE})\s(?P<name>{_PERSON})",
        rf"(?P<name>{_PERSON})\s\((?P<role>[A-Za-z][a-z -]{{3,40}})\)",
        rf"\b(?P<role>(?:{_WHOSE}|[Aa]n?)\s(?:(?!\s(?:the|an?|our|its|their|his|her|my)\s)[A-Za-z -]){{3,41}}"
        rf"(?:,|\sis|\swas))\s{_CALLED}(?P<name>{_PERSON})",
        rf"\b(?P<role>(?:{_WHOSE})\s(?:[a-z][a-z-]*\s){{0,2}}[a-z][a-z-]+)\s{_CALLED}(?P<name>{_PERSON})",
        rf"(?:^|(?<=[.!?]\s)|(?<=\sby\s))(?P<role>[A-Za-z][a-z-]+\s[a-z]+)\s(?P<name>{_PERSON})",
        rf"(?P<name>{_PERSON}),\s(?P<role>(?:[A-Z][a-z]+\s){{0,3}}{_OFFICE}(?:\s(?:of|for)\s(?:the\s)?[A-Z]\w+(?:\s[A-Z]\w+){{0,2}})?)"
        rf"(?=[,.;)]|$)",
        rf"(?:^|(?<=[,.;]\s)|(?<=\())(?P<role>[A-Za-z][a-z]+(?:\s[a-z]+){{0,2}}):\s{_CALLED}(?P<name>{_PERSON})(?=[,.;()]|\s\(|$)",
        rf"\b(?P<role>[Aa]n?\s(?:[a-z][a-z-]*\s){{0,2}}[a-z][a-z-]+)\s(?:named|called)\s(?P<name>{_PERSON})",
        rf"(?P<name>{_PERSON}),\s(?:aged\s)?[1-9]\d(?=[,.]\s)",
    )
]
"""Where a text gives somebody a role: "Ana Li, the mayor", "our coach is Ana Li", "Ana Li (treasurer)", "the poet Ana
Li", "Ana Li, Head of Works", "owner: Ana Li"; or an age: "Ana Li, 81, said"."""

_OF_ONE_WORD = [
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"(?P<name>{_WORD})\s\((?P<role>(?:{_WHOSE})\s[a-z -]{{3,40}})\)",
        rf"(?P<role>(?:{_WHOSE})\s[A-Za-z -]{{3,40}})\s\((?P<name>{_WORD})\)",
        rf"(?:^|(?<=[~—–-]\s))(?P<name>{_WORD}),\s(?P<role>[a-z]+(?:\s[a-z]+){{1,3}})$",
    )
]
"""Where a text gives a role to somebody of one name: "Mirelle (our enchanter)", "~ Sanna, community manager"."""

_DONE = (
    r"\b(?:run|led|written|chaired|taught|coached|managed|directed|edited|painted|composed|designed|founded|hosted|headed"
    r"|captained|played|invented|discovered|started|drawn|sung|translated|cast)\s(?:(?:\w+|in\s\d{4})\s)?by\s"
)
_DONE_BY = re.compile(rf"{_DONE}(?P<name>{_PERSON})")
_DONE_BY_TWO = re.compile(rf"{_DONE}{_PERSON}\sand\s(?P<name>{_PERSON})")
_SAYS = re.compile(rf"[,.!?][\"”’]\s(?:said|says|wrote|explained|added|asked|replied)\s(?P<name>{_PERSON})")
_SAID = re.compile(
    rf"(?P<name>{_WORD}\s(?:[A-Z]\.\s)?{_WORD})(?:,\swho\b|\s(?:said|says|told|wrote|writes|argued|explained|added|asked|replied|was\sborn"
    r"|died|married|served|resigned)\b)"
)
_ORGANISATION = re.compile(
    r"\b(?:Organi[sz]ations?|Compan(?:y|ies)|Universit(?:y|ies)|Councils?|Committees?|Banks?|Part(?:y|ies)|Ministry|Department"
    r"|Associations?|Trust|Inc|Ltd|Corp|Corporation|Agency|Administration|Institute|Foundation|Union|Society|Club|Commission"
    r"|Bureau|Office|Court|Parliament|Congress|Senate|Assembly|Authority|Board|School|College|Museum|Library|Workshop"
    r"|Federation|League|Group|Network|Service|Church|Press|Times|Team|Orchestra|Theatre|Hospital)$"
)
_LEGAL_FORM = (
    r"(?:Ltd|Limited|Inc|Corp|GmbH|AG|plc|PLC|LLC|LLP|N\.V\.|B\.V\.|S\.A\.|S\.p\.A\.|SpA|SARL|Oyj?|ApS|e\.V\.)"
)
_INCORPORATED = re.compile(
    rf"(?P<name>(?P<short>{_WORD}(?:\s(?:(?:&|of|and)\s)?{_WORD}){{0,3}}),?\s{_LEGAL_FORM})(?!\w)"
)
"""A company by its legal form: "Hadley Ferries Ltd"."""

_IN_SPACE_OR_TIME = re.compile(
    r"\b(?:Street|Road|Lane|Avenue|Square|Station|Bridge|Rivers?|Lakes?|Hills?|Mountains?|Park|Islands?|Castle|Tower|Bay"
    r"|Sea|Ocean|County|City|Town|Valley|Wars?|Revolution|Treaty|Act|Age|Day)$"
)
_ACRONYM = re.compile(
    r"(?P<name>(?:[A-Z][\w’'-]+\s(?:(?:of|for|and|the|on)\s)*)+[A-Z][\w’'-]+)\s\((?P<short>[A-Z]{2,8})\b"
)


@dataclass
class NamedThing:
    """A name of the text; `role` is what the text calls it, empty where it does not say."""

    name: str
    kind: str
    role: str = ""
    aliases: list[str] = field(default_factory=list[str])


@cache
def countries() -> frozenset[str]:
    """The short names of the countries of the world."""
    text = resources.files("bot.curation").joinpath("countries.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def names(paragraphs: Sequence[str]) -> list[NamedThing]:
    """The persons, organisations, countries, places and things that the paragraphs name and tell what they are, in the
    order of the text."""
    text = "\n".join(paragraphs)
    counts = Counter(match[0] for paragraph in paragraphs for match in _NAME.finditer(paragraph))
    found: dict[str, NamedThing] = {}
    persons = (thing for paragraph in paragraphs for thing in (*_persons(paragraph), *_people_of_one_word(paragraph)))
    short = (thing for paragraph in paragraphs for thing in (*_acronyms(paragraph), *_companies(paragraph)))
    called = (NamedThing(*each) for each in things(text) if not _TITLED.match(each[0]))
    for thing in (*called, *persons, *short, *_organisations(counts, text), *_countries(text)):
        if len(thing.name) <= limits.KEYWORD:
            known = found.setdefault(comparable(thing.name), thing)
            known.role = known.role or thing.role
            if thing.kind == known.kind:
                known.aliases += (alias for alias in thing.aliases if alias not in known.aliases)
    return _apart(sorted(found.values(), key=lambda thing: text.index(thing.name)))[:MOST_NAMES]


def _persons(text: str) -> Iterator[NamedThing]:
    for match in _TITLED.finditer(text):
        if match["role"] == "St" and re.search(r"[’']s\b", match["name"]):
            continue  # a church, or a street
        role = re.sub(r"\s*\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Cllr)$", "", match["role"])
        name = match["name"].removesuffix("’s").removesuffix("'s")
        is_law = role.endswith("General") and all(is_english(word.lower()) for word in name.split())
        if " " in name and not _is_a_thing(name) and not is_law:  # the General Public License
            yield NamedThing(name, "person", role, _short_names(name))
    for pattern in (*_ROLES, _DONE_BY, _DONE_BY_TWO, _SAYS, _SAID):
        for match in pattern.finditer(text):
            name = _NO_NAME.sub("", match["name"].removesuffix("’s").removesuffix("'s"), count=1)
            name = _IN_OFFICE.sub("", name, count=1)
            role = re.sub(r"(?:,|\s(?:is|was))$", "", match.groupdict().get("role", ""))
            is_title = role[:2].isupper() or re.match(r"(?!(?:The|An?|Our|Its|Their|His|Her|My)\s)[A-Z].*\s[A-Z]", role)
            role = role if is_title else role[:1].lower() + role[1:]
            is_thing = _is_a_thing(name) or re.match(r"The\s|[A-Z]+\b\s", name)
            if " " not in name or _OPEN.search(role):
                continue
            if is_a_company(name, role):
                yield NamedThing(name, "organisation", role.strip())
            elif not is_thing and (not role or _is_of_a_person(role)):
                yield NamedThing(name, "person", role.strip(), _short_names(name))


def _people_of_one_word(text: str) -> Iterator[NamedThing]:
    for match in (match for pattern in _OF_ONE_WORD for match in pattern.finditer(text)):
        role = f"{match['role'][:1].lower()}{match['role'][1:]}"
        if _is_of_a_person(role) and not (is_english(match["name"].lower()) or may_be_a_company(role)):
            yield NamedThing(match["name"], "person", role)


def _is_a_thing(name: str) -> bool:
    """Whether a name is a country's, an organisation's, a place's or an event's by its form."""
    return name in countries() or any(form.search(name) for form in (_ORGANISATION, _IN_SPACE_OR_TIME))


def _short_names(name: str) -> list[str]:
    """The last of a person's names, and the first, unless it is a word of the language or of many people: "Will"."""
    first, *others, last = name.split()
    nicknames = [each.strip('“”"') for each in others if each[0] in '“"']
    return [*([] if first.endswith(".") or is_english(first.lower()) else [first]), last, *nicknames]


_PERSONAL = re.compile(
    r"(?:er|or|ist|ian|ant|ent|man|woman|ess|chair|head|chief|king|queen|wife|husband|son|daughter|mother|father|brother"
    r"|sister|host|poet|spokesperson|member|president|secretary|clerk|librarian|coach|captain|mayor|judge|official|lady"
    r"|lord|nurse|smith|cook|guard|pilot|guide|architect|athlete|critic|expert|coxswain|surgeon|mechanic|detective|boy|girl|widow"
    r"|steward|warden|referee|trustee|employee|nominee|deputy|executive|representative|champion|pupil|aunt|uncle|cousin|nephew|niece|friend|colleague|neighbour|bishop|monk|nun|priest|prince|duke|general|colonel|star"
    r"|hero|scholar)s?$"
)
_IMPERSONAL = re.compile(
    r"\b(?:\w*(?:paper|ment|tower|steamer|liner|tanker|freighter|cruiser|container|computer|theater|center|server)|river"
    r"|order|border|number|letter|chapter|cover|quarter|corner|water|weather|summer|winter|harbo[u]?r|motor|sector|factor"
    r"|tractor|colo[u]?r|floor|door|corridor|continent|event|restaurant|plant|helicopter|register|printer|router|other"
    r"|under|over|after|former|latter|later|earlier|per|for|or)s?$"
)
"""Words that end as those for persons do."""


def _is_of_a_person(role: str) -> bool:
    head = re.split(r"\s(?:of|at|for|in|who|from|and|to|with)\s", role)[0]
    last = head.rpartition(" ")[2]
    if last[:1].isupper() and not is_english(last.lower()):
        return False  # a name: "the Winchester"
    return _PERSONAL.search(head) is not None and not _IMPERSONAL.search(head)


def _acronyms(text: str) -> Iterator[NamedThing]:
    for match in _ACRONYM.finditer(text):
        yield NamedThing(re.sub(r"^The\s", "", match["name"]), "organisation", "", [match["short"]])


_OPEN = re.compile(r"\s(?:the|an?|of|for|in|at|to|and)$")
"""How a role ends that a name belongs to: "the captain of the Red Stars"."""

_SHOUTED = re.compile(r"^(?:[A-Z]{2,}\s)+(?:(?:the|of|and)\s)+")
"""Words in capitals before a name: "NOW THEREFORE the Council"."""


def _companies(text: str) -> Iterator[NamedThing]:
    for match in _INCORPORATED.finditer(text):
        yield NamedThing(match["name"], "organisation", "", [match["short"]])


def _organisations(counts: Counter[str], text: str) -> Iterator[NamedThing]:
    for name in counts:
        plain = _NO_NAME.sub("", _SHOUTED.sub("", name), count=1)
        if " " in plain and _ORGANISATION.search(plain) and len(plain.split()) <= 7:
            is_shoal = plain.endswith("Bank") and speaks_of_shoals(text)
            yield NamedThing(plain, "place" if is_shoal else "organisation")


def _countries(text: str) -> Iterator[NamedThing]:
    for name in sorted(countries()):
        if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            yield NamedThing(name, "country")


def _apart(things: Iterable[NamedThing]) -> list[NamedThing]:
    """The things without those whose name is a part of another's, and without aliases that two of them share."""
    listed = list(things)
    kept = [
        thing
        for thing in listed
        if not any(
            thing is not other and thing.kind == other.kind and f" {thing.name} " in f" {other.name} "
            for other in listed
        )
    ]
    owners = Counter(comparable(text) for thing in kept for text in {thing.name, *thing.aliases})
    for thing in kept:
        own = comparable(thing.name)
        thing.aliases = [
            alias for alias in thing.aliases if owners[comparable(alias)] == 1 and comparable(alias) != own
        ]
    return kept
