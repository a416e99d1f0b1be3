"""Recognises prose and headings by their words, and cleans them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.article import limits
from bot.curation.grammar.clauses import clauses
from bot.curation.grammar.headings import looks_like_a_heading, tells_its_age
from bot.curation.grammar.questions import is_ask
from bot.curation.grammar.sentences import sentences
from bot.curation.sources.blocks import HEADING, ITEM, PROSE, Block
from bot.curation.sources.lists import WORD, has_label, is_entry

INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffc]")
_MARKS = re.compile(
    r"\s*\[(?:\d{1,3}(?:[,–-]\s?\d{1,3})*|(?:citation|clarification|page|year|verification) needed|note \d+|edit|who\?"
    r"|when\?|where\?"
    r"|by whom\?|according to whom\?|better source needed|dubious[^\]]{0,20}|failed verification|dead link)\]"
    r"|(?<=[^\W\d_])[*†‡]+(?=\s|[,.;:)]|$)|(?<!\bm)(?<!\b[kcmd]m)(?<!\bft)[\u00b9\u00b2\u00b3\u2070-\u2079]+(?=\s|$)",
    re.IGNORECASE,
)
_OF_A_CHAT = re.compile(
    r"\x1b\[[\d;]*[A-Za-z]|(?<![\w:]):[a-z][a-z\d_+-]+:(?![\w:])"
    r"|\|\|(?=\S)|(?<=\S)\|\||\[\^[\w-]{1,20}\]:?|^\[[ xX]\](?=\s)|(?<=\S )\[(?:\d+:)?\d{1,2}:\d\d\]"
)
"""Control characters, chat markup for pictures and spoilers (":wave:", "||it was him||"), and marks of footnotes,
tasks and times in a recording."""
ASKER = re.compile(
    r"(?:Q(?:uestion)?\s?\d*[.:)]|(?:[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,2}|Interviewer|Host|Moderator|Speaker \d+)"
    r"(?:\s\([\d:]+\))?:)\s+"
)
_FILLERS = re.compile(
    r"\A(?:(?:\[[^\[\]]*\]|(?:so|and|but|well|right|okay|ok|um|uh|er|eh|oh|yeah|now)\b,?)\s+)+"
    r"(?:for\s[^,]{3,60},\s)?"
    r"(?=(?:what|who|when|where|why|how|which|is|are|was|were|do|does|did|can|could|would|will|have|has|should)\b)",
    re.IGNORECASE,
)
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of languages without spaces between words: Thai, Lao, Japanese, Chinese."""
_FEWEST_WORDS = 4
"""A text without a full stop and with fewer words may be a name."""
_LETTER = re.compile(r"[^\W\d_]")
_FORBIDS = re.compile(r"No [a-z][a-z’'-]+[.!]")
SPOKEN = re.compile(r"\A[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,2}:\s+(?=[A-Z\[(])")
"""The speaker in a transcript: "INTERVIEWER: "."""

ANSWERED = re.compile(r"A(?:nswer)?\s?\d*[.:)]\s+(?=\S)")
"""The beginning of an answer below its question."""


ORNAMENTS = re.compile(r"\A[^\w\x21-\x7e“‘«¿¡…–—]+|[^\w\x21-\x7e”’»…–—]+\Z")
"""Pictures and signs around a heading."""

_OF_AN_ABSTRACT = (
    "(?i:abstract|summary|background|introduction|objectives?|aims?|purpose|methods?|design|setting|participants"
    "|patients|interventions?|measurements|results?|findings|conclusions?|discussion|interpretation|limitations|funding)"
)
_RUN_IN = re.compile(
    rf"([A-Z]{{2,}}(?:[ ,&/’'-]+[A-Z]{{2,}}){{0,5}}(?=\.)|{_OF_AN_ABSTRACT}(?=[.:])).\s+(?=[A-Z\d“\"][\w’'“\"-]*\s)"
)
"""A heading in the same line as its text: "RENT. The rent is due in May.", "METHODS: We asked ten people."."""


def cleaned(text: str, left_out: Counter[str]) -> str:
    """A paragraph without reference marks, which are counted, and invisible characters, with single spaces."""
    text, marks = _MARKS.subn("", text)
    left_out += Counter({"reference mark": marks})
    return " ".join(INVISIBLE.sub("", _OF_A_CHAT.sub("", text)).replace("'''", "'").split())


def is_prose(text: str) -> bool:
    """Whether a text is a sentence or more: several words, and more letters than signs."""
    shown = len(text.replace(" ", ""))
    letters = len(_LETTER.findall(text))
    words = len(WORD.findall(text)) + len(_WITHOUT_SPACES.findall(text)) // 2
    return words >= (3 if text[-1:] in '.!?…。！？”"’)' else 5) and letters > 0.55 * shown


def plain_question(text: str) -> str:
    """A question without its mark, its speaker, and words that begin speech."""
    text = ASKER.sub("", text.rstrip("?").strip(), count=1)
    plain = _FILLERS.sub("", text, count=1)
    return plain if is_ask(plain) else text


def is_value(text: str) -> bool:
    """Whether a text gives at least a value for the heading right above it: "Specs", "230 V, 15 bar"."""
    return text[0].isalnum() and len(WORD.findall(text)) > 1


def is_short_sentence(text: str) -> bool:
    """Whether a few words are a sentence: "Dogs are not allowed", "No dogs."."""
    if _FORBIDS.fullmatch(text):
        return True
    clause = next(clauses(text), None)
    return clause is not None and len(text.split()) >= _FEWEST_WORDS and not clause.is_about_a_pronoun


def run_in_heading(text: str, *, is_named: bool) -> re.Match[str] | None:
    """The heading in the same line as its text. A text that already has a heading (`is_named`) may begin with capitals
    of its own: "License", "MIT. See the file"."""
    found = None if text.isupper() else _RUN_IN.match(text)
    return found if found and is_prose(text[found.end() :]) and not (is_named and found[1].isupper()) else None


def with_headings(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a text with markup. A few words by themselves, or a bold line, above prose become a heading,
    although no element says so."""
    listed = [*blocks, Block(HEADING, "")]
    is_under_one = False
    for at, (block, following) in enumerate(pairwise(listed)):
        is_heading = (
            (not is_under_one or following.kind == ITEM)
            and block.kind == PROSE
            and _is_heading(block.text, following, is_first=not at)
        )
        yield Block(HEADING, block.text) if is_heading else block
        is_under_one = block.kind == HEADING


def _is_heading(text: str, following: Block, *, is_first: bool) -> bool:
    if len(text) > limits.ARTICLE_TITLE:
        return False
    text = ORNAMENTS.sub("", text)
    is_line = looks_like_a_heading(text) and WORD.search(text) is not None and not has_label(text)
    is_informative = is_entry(text) or is_prose(text) or is_short_sentence(text)
    is_above_text = (
        following.kind == ITEM
        or (following.kind == PROSE and (is_prose(following.text) or tells_its_age(following.text)))
        or (following.kind == HEADING and following.text.endswith("?"))
        or (is_first and following.kind == PROSE and looks_like_a_heading(ORNAMENTS.sub("", following.text)))
    )
    return is_line and not is_informative and is_above_text


def short_enough(text: str) -> Iterator[str]:
    """The paragraph, or, if it is too long to be shown, parts of it that end with a sentence."""
    if len(text) <= limits.PARAGRAPH:
        yield text
        return
    part = ""
    for sentence in sentences(text):
        if part and len(part) + 1 + len(sentence) > limits.PARAGRAPH * 2 / 3:
            yield part
            part = ""
        part = f"{part} {sentence}".strip()
        while len(part) > limits.PARAGRAPH:  # a sentence of that length
            cut = part.rfind(" ", 0, limits.PARAGRAPH)
            cut = cut if cut > 0 else limits.PARAGRAPH
            yield part[:cut].strip()
            part = part[cut:].strip()
    if part:
        yield part
