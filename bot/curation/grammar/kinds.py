"""The kind of a name, by its form and by what the text calls it: companies, places, and things such as ships."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from bot.matching.english.forms import MONTHS, WEEKDAYS
from bot.matching.spelling import is_english

_CAPITAL = f"[{''.join(character for character in map(chr, range(0x250)) if character.isupper())}]"
CAPITALIZED = rf"{_CAPITAL}[\w’'-]*[\w]"
"""A pattern for a capitalized word."""

ORGANISATION = re.compile(
    r"\b(?:Organi[sz]ations?|Compan(?:y|ies)|Universit(?:y|ies)|Councils?|Committees?|Banks?|Part(?:y|ies)|Ministry|Department"
    r"|Associations?|Trust|Inc|Ltd|Corp|Corporation|Agency|Administration|Institute|Foundation|Union|Society|Club|Commission"
    r"|Bureau|Office|Court|Parliament|Congress|Senate|Assembly|Authority|Board|School|College|Museum|Library|Workshop"
    r"|Federation|League|Group|Network|(?<!Terms of )Service|Church|Press|Times|Team|Orchestra|Theatre|Hospital)"
    r"(?:\sof\s.+)?$"
)
_IN_SPACE_OR_TIME = re.compile(
    r"\b(?:Street|Road|Lane|Avenue|Square|Station|Bridge|Rivers?|Lakes?|Hills?|Mountains?|Park|Islands?|Castle|Tower|Bay|Terminal|Airport|Pier|Harbou?r|Cathedral|Stadium"
    r"|Sea|Ocean|County|City|Town|Valley|Wars?|Revolution|Treaty|Act|Age|Day)$"
)
_COMPANY = re.compile(
    r"\b(?:Airlines|Airways|Railways|Motors|Foods|Industries|Holdings|Partners|Brothers|Sons|Labs|Studios|Technologies"
    r"|Systems|Solutions|Electronics|Pictures|Records|Stores|Hotels|Farms|Works|Lines|Cruises|Buses|Coaches|Builders"
    r"|Engineers|Architects|Services|Properties|Homes|Logistics|Energy|Media|Software|Entertainment|Capital)$"
)
"""Last words of companies' names that are no family names ("Brooks", "Rivers")."""

_MAY_BE_A_COMPANY = re.compile(
    r"\b(?:operator|owner|maker|manufacturer|builder|developer|supplier|contractor|landlord|sponsor|publisher|broadcaster"
    r"|retailer|producer|distributor|provider|insurer|lender|employer|carrier|brewer)$"
)
"""Roles of both persons and companies."""

_IS_A_COMPANY = re.compile(
    r"\b(?:courier|insurer|lender|manufacturer|supplier|publisher|broadcaster|retailer|distributor|provider|carrier|employer)$"
)
"""Roles of companies, hardly of persons."""

_FAMILIES = frozenset(
    "brooks rivers waters woods banks fields stones hills parks wells mills meadows bridges flowers sparks powers weeks"
    " marks rains winters walls hands peters roberts richards williams".split()
)
"""Plural nouns that are also family names."""

_A_COMPANY = re.compile(
    r"\b(?:company|firm|charity|newspaper|airline|retailer|brand|chain|start-?up|business|shipyard|yard|agency|union"
    r"|club|team|band|party|(?<!island )group|magazine|bank|school|university|hospital|church)$"
)
_A_THING = re.compile(
    r"\b(?:ferry|ship|boat|lifeboat|trawler|tanker|liner|freighter|steamer|steamship|yacht|tug|submarine|frigate|destroyer"
    r"|cruiser|schooner|barge|vessel|carrier|icebreaker|aircraft|airliner|spacecraft|probe|satellite|rocket|locomotive"
    r"|robot|horse|racehorse|painting|novel|film|opera|musical|song|album|app|programme|game|festival|storm|hurricane"
    r"|typhoon|cyclone)$"
)
_A_PLACE = (
    "island village town city port hamlet suburb parish district province region county valley peninsula lake mountain "
    "river sandbank reef bay volcano glacier desert"
).split()
_NO_DAY = rf"(?!(?:{'|'.join((*WEEKDAYS, *MONTHS))})\b)"
_THING = re.compile(
    rf"\b(?P<role>[Tt]he\s(?:[a-z][a-z-]*\s){{0,2}}[a-z]+)\s{_NO_DAY}"
    rf"(?P<name>{CAPITALIZED}(?:\s{CAPITALIZED}){{0,2}})(?=[\s,.;:’'])"
)
_PLACE = re.compile(
    rf"\b(?P<role>the\s(?:{'|'.join(_A_PLACE)}))\sof\s(?P<name>{CAPITALIZED}(?:\s{CAPITALIZED}){{0,2}})"
)


@dataclass
class NamedThing:
    """A name in the text. `role` is what the text calls it, or ""."""

    name: str
    kind: str
    role: str = ""
    aliases: list[str] = field(default_factory=list[str])


@cache
def countries() -> frozenset[str]:
    """The short names of the countries of the world."""
    text = resources.files("bot.curation.grammar").joinpath("countries.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(name.strip() for line in lines for name in line.split(";") if name.strip())


def is_a_thing(name: str) -> bool:
    """Whether a name has the form of a country's, an organisation's, a place's or an event's."""
    return name in countries() or any(form.search(name) for form in (ORGANISATION, _IN_SPACE_OR_TIME))


def may_be_a_company(role: str) -> bool:
    """Whether a role may be a company's."""
    return any(form.search(role) for form in (_MAY_BE_A_COMPANY, _IS_A_COMPANY, _A_COMPANY))


def is_a_company(name: str, role: str) -> bool:
    """Whether a name is a company's, by its form ("Hadley Ferries"), or by its form and role."""
    last = name.split()[-1]
    plural = last.lower()
    is_in_words = all(is_english(word.lower()) for word in name.split())
    by_form = _COMPANY.search(name) or (plural.endswith("ies") and is_english(plural))
    may_be = _MAY_BE_A_COMPANY.search(role) and last.endswith("s") and is_english(plural) and plural not in _FAMILIES
    by_role = _A_COMPANY.search(role) or (is_in_words and _IS_A_COMPANY.search(role))
    return " " in name and bool(by_form or may_be or by_role)


def things(text: str) -> Iterator[NamedThing]:
    """The ships and the like ("the trawler Bonny Jean") and places ("the island of Sorrel") in a text, with what it
    calls them."""
    for match in _THING.finditer(text):
        if _A_THING.search(match["role"]):
            yield NamedThing(match["name"], "thing", f"{match['role'][:1].lower()}{match['role'][1:]}")
    for match in _PLACE.finditer(text):
        yield NamedThing(match["name"], "place", match["role"])
