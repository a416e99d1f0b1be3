"""Finds the persons in a text with their roles, only as the text itself gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.curation.grammar.kinds import CAPITALIZED as _WORD
from bot.curation.grammar.kinds import NamedThing, countries, is_a_company, is_a_thing, may_be_a_company
from bot.matching.spelling import is_english

_OF = r"(?:\s(?:de|del|della|la|von|van|der|den|al|bin|da|di|dos))*"
_NICKNAME = r"(?:\s[“\"][A-Z][a-z]+[”\"])"
_PERSON = rf"{_WORD}{_NICKNAME}?(?:\s[A-Z]\.)*(?:\s{_WORD})?{_OF}(?:\s{_WORD}){{1,2}}"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Sir|Dame|Lord|Lady|St|President|Vice President|Prime Minister|Minister"
    r"|Foreign Minister|Chancellor|Secretary|Secretary of State|Deputy Secretary of State|Foreign Secretary|Senator"
    r"|Representative|Governor|Mayor|King|Queen|Prince|Princess|Emperor|Pope|Bishop|General|Colonel|Captain|Major|Sergeant|Admiral"
    r"|Judge|Justice|Professor|Doctor|Chairman|Chairwoman|Chair|Director|Ambassador|Councillor|Commissioner|Sheikh"
    r"|Sultan|Shah|Chief Executive|Cllr"
    r"|(?:Council|Congress)(?:man|woman|member)|Alderman|Sheriff|Detective|Inspector|Cmdr|Capt|Lt|Sgt|Gen|Col)"
)
TITLED = re.compile(
    rf"\b(?P<role>(?:[A-Z][\w.]*\s){{0,2}}?{_TITLE})\.?\s(?P<name>(?:[A-Z]\.\s)*{_WORD}(?:\s[A-Z]\.)*(?:\s(?:{_WORD}|[IVX]\b)){{0,2}})"
)
NO_NAME = re.compile(
    rf"^(?:(?:[Tt]he|And|But|Or|So|Then|When|While|As|If|For|From|To|In|On|At|By|Of|With|(?!St\b){_TITLE})\.?\s)+(?=[A-Z])"
)
"""Capitalized words before a name that do not belong to it."""

_ROLE = r"(?:the|a|an|our|its|their|his|her|then)\s[^,.;:()]{3,60}"
_CALLED = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Cllr|Sir|Dame)\.?\s)?"
_OFFICE = (
    r"(?:Executive|Officer|Head|Headteacher|Headmaster|Headmistress|Manager|Director|Clerk|Secretary|Treasurer"
    r"|Chair(?:man|woman|person)?|President|Co-?ordinator|Editor|Producer|Engineer|Captain|Coach|Librarian|Curator"
    r"|Trustee|Minister|Professor|Principal|Caretaker|Organi[sz]er|Founder)"
)
"""Titles after a name: words that are hardly family names."""

_BEFORE_A_PART = re.compile(r"\b[A-Z][\w’'-]+\sof\s\Z")
"""Words before a part of another name: "the University of" East Anglia."""

_ENDS_WITH_AN_OFFICE = re.compile(rf"\s{_OFFICE}\Z")

_IN_OFFICE = re.compile(rf"^(?:[A-Z][a-z]+\s){{1,3}}{_OFFICE}\s(?=[A-Z])")
"""An office before a name: "Chief Operating Officer Ana Li"."""

_WHOSE = "[Tt]he|[Oo]ur|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Mm]y"
_ROLES = [
    re.compile(pattern)
    for pattern in (
        rf"(?P<name>{_PERSON}),\s(?P<role>{_ROLE}|[a-z][a-z-]+(?:\s[a-z]{{2,}}){{0,3}}\s(?:of|at|for)\s[^,.;:()]{{3,50}})[,.;]",
        rf"(?P<name>{_PERSON})\s\([^()]*\d{{4}}\)\s(?:is|was)\s(?P<role>{_ROLE}?)(?=[,.;(]|\s(?:who|whose|known|best)\b)",
        rf"(?P<name>{_PERSON})\s(?:is|was|became)\s(?:also\s)?(?P<role>{_ROLE})[,.;]",
        rf"(?P<name>{_PERSON})\s(?:is|was|became)\s(?P<role>(?:[a-z]+\s){{0,2}}(?i:{_OFFICE}))(?=[,.;)]|\s(?:and|of|for|at|in|since|until)\b|$)",
        rf"\b(?P<role>(?:{_WHOSE})\s(?:[a-z][a-z-]*\s){{0,2}}[a-z][a-z-]+)\s\((?P<name>{_PERSON})\)",
        rf"\b(?P<role>(?:[A-Z][a-z]+\s){{1,2}}{_OFFICE})\s(?P<name>{_PERSON})",
        rf"(?P<name>{_PERSON})\s\((?P<role>[A-Za-z][a-z -]{{3,40}})\)",
        rf"\b(?P<role>(?:{_WHOSE}|[Aa]n?)\s"
        rf"(?:(?!\s(?:the|an?|our|its|their|his|her|my)\s)(?:[A-Za-z\d -]|(?<=\d)\.(?=\d))){{3,41}}"
        rf"(?:,|\sis|\swas))\s{_CALLED}(?P<name>{_PERSON})",
        rf"\b(?P<role>(?:{_WHOSE})\s(?:(?:[a-z][a-z-]*|[A-Z][a-z]+(?:an|ish|ese|ch))\s){{0,2}}[a-z][a-z-]+)\s{_CALLED}(?P<name>{_PERSON})",
        rf"(?:^|(?<=[.!?]\s)|(?<=\sby\s)|(?<=\ssaid\s)|(?<=,[”\"’]\s))(?P<role>[A-Za-z][a-z-]+\s(?:and\s(?:[a-z]+\s)?)?[a-z]+)\s(?P<name>{_PERSON})",
        rf"(?<=[\w”]\s)(?P<role>[a-z-]+)\s(?P<name>{_PERSON})(?=\s(?:said|says|told)\b)",
        rf"(?P<name>{_PERSON}),\s(?P<role>(?:[A-Z][a-z]+\s){{0,3}}{_OFFICE}(?:\s(?:of|for)\s(?:the\s)?[A-Z]\w+(?:\s[A-Z]\w+){{0,2}})?)"
        rf"(?=[,.;)]|\s(?:at|in)\b|$)",
        rf"(?P<role>(?:[Tt]he|[Aa]n?)\s(?:[a-z]+\s){{1,2}}(?:of|for|at|from)\s[^,.;:()]{{3,50}}),\s{_CALLED}(?P<name>{_PERSON}),",
        rf"(?<=,\s)(?P<role>(?:former|retired)\s(?:[A-Za-z][a-z-]+\s){{0,3}}[a-z]+)\s(?P<name>{_PERSON}),",
        rf"(?:^|(?<=[,.;]\s)|(?<=\())(?P<role>[A-Za-z][a-z]+(?:\s[a-z]+){{0,2}})(?::|\s[–—-])\s{_CALLED}(?P<name>{_PERSON})"
        rf"(?=[,.;()]|\s\(|$)",
        rf"^(?P<name>{_PERSON}),\s(?P<role>[a-z]+(?:\s[a-z]+){{0,2}})$",
        rf"\b(?P<role>[Aa]n?\s(?:[a-z][a-z-]*\s){{0,2}}[a-z][a-z-]+)\s(?:named|called)\s(?P<name>{_PERSON})",
        rf"(?P<name>{_PERSON}),\s(?:aged\s)?[1-9]\d(?=[,.]\s)",
    )
]
"""Forms in which a text gives somebody a role: "Ana Li, the mayor", "our coach is Ana Li", "Ana Li (treasurer)", "the
poet Ana Li", "Ana Li, Head of Works", "owner: Ana Li"; or an age: "Ana Li, 81, said"."""

_OF_ONE_WORD = [
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"(?P<name>{_WORD})\s\((?P<role>(?:{_WHOSE})\s[a-z -]{{3,40}})\)",
        rf"(?P<role>(?:{_WHOSE})\s[A-Za-z -]{{3,40}})\s\((?P<name>{_WORD})\)",
        rf"(?:^|(?<=[~—–-]\s))(?P<name>{_WORD}),\s(?P<role>[a-z]+(?:\s[a-z]+){{1,3}})$",
    )
]
"""Forms with a single name: "Mirelle (our enchanter)", "~ Sanna, community manager"."""

_DONE = (
    r"\b(?:run|led|written|chaired|taught|coached|managed|directed|edited|painted|composed|designed|founded|hosted|headed"
    r"|captained|played|invented|discovered|started|drawn|sung|translated|cast)\s(?:(?:\w+|in\s\d{4})\s)?by\s"
)
_DONE_BY = re.compile(rf"{_DONE}(?P<name>{_PERSON})")
_DONE_BY_TWO = re.compile(rf"{_DONE}{_PERSON}\sand\s(?P<name>{_PERSON})")
_SAYS = re.compile(rf"[,.!?][\"”’]\s(?:said|says|wrote|explained|added|asked|replied)\s(?P<name>{_PERSON})")
_SAID = re.compile(
    rf"(?<!\bin\s)(?<!\bat\s)(?P<name>{_WORD}\s(?:[A-Z]\.\s)?{_WORD})(?:,\swho\b|\s(?:looks\safter|said|says|told|wrote|writes|argued|explained|added|asked|replied|was\sborn"
    r"|died|married|served|resigned)\b)"
)
_PERSONAL = re.compile(
    r"(?:er|or|ist|ian|ant|ent|man|woman|people|ess|chair|queen|wife|husband|daughter|mother|father|brother|sister|poet"
    r"|spokesperson|member|president|secretary|clerk|librarian|coach|captain|mayor|judge|official|lady|lord|nurse|smith"
    r"|guard|pilot|architect|athlete|critic|expert|coxswain|surgeon|mechanic|detective|boy|girl|widow|steward|warden"
    r"|referee|trustee|employee|nominee|deputy|executive|representative|champion|pupil|aunt|uncle|cousin|nephew|niece"
    r"|friend|colleague|neighbour|bishop|monk|priest|prince|duke|general|colonel|hero|scholar|rival|consul|staff"
    r"|\b(?:grand|step)?(?:head|chief|king|son|host|lead|cook|guide|nun|star|mod|admin))s?$"
)
_IMPERSONAL = re.compile(
    r"\b(?:\w*(?:paper|ment|tower|steamer|liner|tanker|freighter|cruiser|container|computer|theater|center|server)|river"
    r"|order|border|number|letter|chapter|cover|quarter|corner|water|weather|summer|winter|harbo[u]?r|motor|sector|factor"
    r"|tractor|colo[u]?r|floor|door|corridor|continent|event|restaurant|plant|helicopter|register|printer|router|other"
    r"|under|over|after|former|latter|later|earlier|per|for|or)s?$"
)
"""Words with the endings of words for persons that are none."""

_OPEN = re.compile(r"\s(?:the|an?|of|for|in|at|to|and)$")
"""The end of a role that is incomplete without a name: "the captain of the Red Stars"."""


_ATTENDED = re.compile(r"(?:Present|In attendance|Attendees|Apologies|Absent)(?: from)?: ")
_ATTENDEE = re.compile(rf"(?:^|,\s|\sand\s)(?P<name>{_WORD}(?:\s[A-Z]\.)?{_OF}\s{_WORD})(?=,|\.?$|\s\(|\sand\s)")


def persons(text: str) -> Iterator[NamedThing]:
    """The persons in a text, some repeatedly, and companies that it describes in the same forms."""
    yield from _of_several_names(text)
    yield from _of_one_name(text)
    if attended := _ATTENDED.match(text):
        for each in _ATTENDEE.finditer(text[attended.end() :]):
            if not TITLED.match(each["name"]):
                yield NamedThing(each["name"], "person", "", _short_names(each["name"]))


def _of_several_names(text: str) -> Iterator[NamedThing]:
    for match in TITLED.finditer(text):
        if match["role"].endswith("St"):
            continue  # a church, a street, a town
        role = re.sub(r"\s*\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Cllr|Sir|Dame)$", "", match["role"])
        name = _without_letters(match["name"])
        is_law = role.endswith("General") and all(is_english(word.lower()) for word in name.split())
        if " " in name and not (
            is_a_thing(name) or is_law or _ENDS_WITH_AN_OFFICE.search(name)
        ):  # the General Public License
            yield NamedThing(name, "person", role, _short_names(name))
    for pattern in (*_ROLES, _DONE_BY, _DONE_BY_TWO, _SAYS, _SAID):
        for match in pattern.finditer(text):
            name = NO_NAME.sub("", _without_letters(match["name"]), count=1)
            name = _IN_OFFICE.sub("", name, count=1)
            role = re.sub(r"(?:,|\s(?:is|was))$", "", match.groupdict().get("role", ""))
            is_title = re.match(r"[A-Z]{2}|(?!(?:The|An?|Our|Its|Their|His|Her|My)\s)[A-Z].*\s[A-Z]", role)
            role = role if is_title else role[:1].lower() + role[1:]
            is_part = not role and _BEFORE_A_PART.search(text, max(0, match.start("name") - 40), match.start("name"))
            is_thing = (
                is_part or is_a_thing(name) or re.match(r"The\s|[A-Z]+\b\s", name) or _ENDS_WITH_AN_OFFICE.search(name)
            )
            if " " not in name or _OPEN.search(role):
                continue
            if is_a_company(name, role):
                yield NamedThing(name, "organisation", role.strip())
            elif not is_thing and countries().isdisjoint(name.split()) and (not role or is_of_a_person(role)):
                yield NamedThing(name, "person", role.strip(), _short_names(name))


def _without_letters(name: str) -> str:
    """A name without post-nominal letters and possessive: "Ana Li FRS", "Ana Li’s"."""
    plain = re.sub(r"[’']s\Z", "", name)
    return plain if plain.isupper() else re.sub(r"(?:\s(?![IVXL]+\b)[A-Z]{2,5})+\Z", "", plain)


def _of_one_name(text: str) -> Iterator[NamedThing]:
    for match in (match for pattern in _OF_ONE_WORD for match in pattern.finditer(text)):
        role = f"{match['role'][:1].lower()}{match['role'][1:]}"
        if is_of_a_person(role) and not (is_english(match["name"].lower()) or may_be_a_company(role)):
            yield NamedThing(match["name"], "person", role)


def _short_names(name: str) -> list[str]:
    """A person's last name and first name, unless it is a word of the language or shared by many people: "Will"."""
    first, *others, last = name.split()
    if re.fullmatch("[IVXL]+", last):  # "Philip II"
        return []
    nicknames = [each.strip('“”"') for each in others if each[0] in '“"']
    return [*([] if first.endswith(".") or is_english(first.lower()) else [first]), last, *nicknames]


def is_of_a_person(role: str) -> bool:
    """Whether a role is a person's, by the ending of its noun."""
    head = re.split(r"\s(?:of|at|for|in|who|from|and|to|with)\s", role)[0]
    last = head.rpartition(" ")[2]
    if last[:1].isupper() and not is_english(last.lower()):
        return False  # a name: "the Winchester"
    return _PERSONAL.search(head.lower()) is not None and not _IMPERSONAL.search(head)
