"""Summarises a quote in one line, in its own words: an independent part of it, or all of it."""

from __future__ import annotations

import re

from bot.article import limits
from bot.article.naming import clipped
from bot.curation.grammar.clauses import clauses, without_relative
from bot.curation.grammar.headings import MARK
from bot.curation.grammar.sentences import ENDED, is_label, sentences
from bot.curation.grammar.verbs import bare
from bot.matching.english.stop_words import STOP_WORDS

PARENTHESIS = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
DATELINE = re.compile(r"\A[A-Z][A-Z.’' -]+(?:,\s[^()–—]{2,40}?)?\s(?:\([^()]{2,40}\)\s)?(?:--|–|—)\s(?=[A-Z“\"])")
"""The place and date of a report: "GRONINGEN, Netherlands, Sept. 9 (NORDWIRE) -- "."""

_SHORT, _LONG = 40, 180
"""In characters: a longer sentence than the second is shortened, to no less than the first."""

_SAYS_ALL = 4
"""In words: a shorter answer says nothing without its question."""

_CONCEDED = re.compile(
    r"(?:while(?![^,]*\b(?:is|are|was|were)\s\w+ing\b)|(?:even\s)?though|although|as(?!\s(?:of|long|soon|far)\b)|since"
    r"|because)\s[^,]*,\s",
    re.IGNORECASE,
)
"""A beginning that can be dropped without changing the statement."""

_HANGS = re.compile(
    r"(?:while|(?:even\s)?though|although|as|since|because|if|unless|until|when|once|after|before|despite|according|given"
    r"|known|unlike|in|on|at|by|for|from|with|under|\w+ing)\b[^,]*",
    re.IGNORECASE,
)
"""The beginning of a sentence whose main clause follows later."""

_CUT = re.compile(
    r"(?:[;:]|\s[–—])\s|,\s(?:(?P<joins>and|but|or|so|yet)|which|who|whose|where|while|whereas|although|though|because"
    r"|since|with|(?!including)\w+ing)\s"
)
"""Where a sentence may be cut: the part before is true without the rest, unlike before "if"."""


PICTURES = re.compile(r"\A[\s\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+")
_RELATIVE = re.compile(r"\s(?:who|which|that|whose|where)\s")
_SAYING = frozenset("said says added adds explained wrote asked told replied stated".split())


def one_line(quote: str) -> str:
    """A summary of the quote in its own words: its first sentence that is no label or question, without asides; of a
    long one, its main clause."""
    text, *others = sentences(DATELINE.sub("", quote.strip("… ")))
    if others and is_label(text):
        text, *others = others
    if text.endswith("?") and others:
        text = others[0] if len(others[0].split()) >= _SAYS_ALL else f"{text} {others[0]}"
    if ENDED.search(text):  # of an entry, "Adults (18+) $5", they may be what it tells
        text = PARENTHESIS.sub("", text).strip() or quote
    if len(text) > _LONG:
        text = _main_clause(text)
    text = MARK.sub("", PICTURES.sub("", text), count=1).strip(" ,;:–—")
    text = text[:1].upper() + text[1:]
    return clipped(text if re.search(r"[.!?…”\"’]\)?$", text) else f"{text}.", limits.SUMMARY)


def _main_clause(sentence: str) -> str:
    """A long sentence without its optional parts; the whole if no part is independent."""
    text = without_relative(sentence)
    lead = _CONCEDED.match(text)
    if lead and _has_verb(lead[0]) and _has_verb(text[lead.end() :]):
        text = text[lead.end() :]
    if len(text) <= _LONG:
        return text
    for cut in reversed([*_CUT.finditer(text, _SHORT, _LONG)]):
        head, tail = text[: cut.start()], text[cut.end() :].partition(",")[0]
        last = bare(head.rpartition(" ")[2])
        is_list = (cut["joins"] and not _has_verb(_RELATIVE.split(tail)[0])) or last in STOP_WORDS or last in _SAYING
        is_quote = head.count("“") > head.count("”") or head.count('"') % 2
        if _has_verb(head) and not (is_list or is_quote or _HANGS.fullmatch(head)):
            return head
    return text


def _has_verb(text: str) -> bool:
    return next(clauses(text), None) is not None
