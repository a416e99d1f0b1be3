"""Asks for instructions in a text: "Copy the key", "Do not freeze it"."""

from __future__ import annotations

import re

from bot.curation.grammar.clauses import shortened
from bot.curation.grammar.summaries import PARENTHESIS
from bot.curation.grammar.verbs import bare, base_and_helper, find_verb, is_a_verb, is_past, is_plainly_a_verb

_FORBIDS = re.compile(r"(?:[A-Z]\w+:\s)?(?:Please,?\s)?(?:Never|(?i:do\snot|don['’]t))\s(?=[a-z])")
_LEAD = re.compile(r"(?:Please|Then|Now|Next|Finally|First|Also)\b,?\s(?=[A-Za-z])")
_CASE = re.compile(r"(?:If|For|When|In case|To|Before|After)\b[^,;:]*,\s(?=[a-z])")
"""When something is to be done, or what for: "If you have a conflict, fill in the form"."""

_OBJECT = frozenset("the a an your this these those it them all each every any some both two three up down".split())
_NO_VERB = frozenset(
    "all both half in on at by of for from to with and or but if when while where not no there here only even"
    " just also after before until since during under over between about as than because though although once then"
    " behind beside the a an some his her its their our later earlier sooner whenever wherever however be near"
    " above below inside outside around along across against towards without within throughout despite unlike like"
    " through except i you we they he she it one please will would can could may might must shall should"
    " see upon per plus beyond via whether neither either what which who whose why how such quite rather many".split()
)
_SUBJECTS = re.compile(r"\w+ (?:and|or) \w+ (?:is|are|was|were|has|have|can|may|must|will)\b")
"""Two things of which something is told: "Wear and tear is on us"."""

_NO_OBJECT = frozenset("look wait work vote start play search register move stay apply ask".split())
"""Verbs before "for": "Look for the door", not "Support for old versions"."""

_UP_TO_AND = re.compile(r",?\s(?:and|&|or|then|so|until|if|before|after|when)\s|[,;:]\s")
_MOST_WORDS = 8


def asks_to_do(sentence: str) -> list[str]:
    """Asks for the instruction in a sentence; none if it has none."""
    text = PARENTHESIS.sub("", sentence).strip(" .!:;")
    if forbids := _FORBIDS.match(text):
        return [f"can I {_first_part(text[forbids.end() :])}"]
    words = _LEAD.sub("", _CASE.sub("", text, count=1), count=1).split()
    if len(words) < 2 or not words[0].isalpha() or bare(words[0]) in _NO_VERB or re.search(r"[^s]s\Z", bare(words[0])):
        return []
    if _SUBJECTS.match(text):
        return []
    verb = bare(words[0])
    is_form = verb.endswith("ing") or (is_past(verb) and base_and_helper(verb)[0] != verb)  # "Left a bottle"
    first = _UP_TO_AND.split(" ".join(words))[0].split()
    is_like_one = (
        bare(words[1]) in _OBJECT and words[1].islower() and not is_form and find_verb(first[:_MOST_WORDS]) is None
    )
    is_thing = re.search(r"\A\w+ (?:of|for)\b|, wh(?:ich|o)\b", text) and verb not in _NO_OBJECT
    is_command = sentence[-1:] in ".!" and is_a_verb(verb) and not (is_form or is_thing) and find_verb(first) is None
    is_named = words[1][:1].isupper() and find_verb(first) is not None  # "Live Photos play without sound"
    is_instruction = (is_plainly_a_verb(verb) and not is_named) or is_like_one or is_command
    return [f"how do I {_first_part(' '.join((verb, *words[1:])))}"] if is_instruction else []


def _first_part(text: str) -> str:
    """The first instruction, shortened."""
    part = re.split(r"[,;:]\s|\s(?:and|but|or|so|then|if|unless|when)\s", text)[0]
    return shortened(tuple(part.split()), _MOST_WORDS)
