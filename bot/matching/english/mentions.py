"""Recognises questions whether an article mentions something: "is X mentioned anywhere", "does it say anything about
X". They are about X; the words around it occur in no passage."""

from __future__ import annotations

import re

_ARTICLE = (
    r"(?:(?:the|this|that|your|these) )?(?:whole |entire )?(?:article|text|piece|story|page|post|document|doc|rules"
    r"|rulebook|handbook|guide|guidelines|faq|book|report|author|writer)"
)
_IT = rf"(?:{_ARTICLE}|it|this|(?:any|some)(?:one|body))"
_OF = r"(?:about|on|of|regarding|concerning|to)"
_PORTION = r"(?:page|paragraph|passage|part|section|bit)"
_PART = rf"(?:which|what) {_PORTION}"
_ANYTHING = r"(?:anything|something|a (?:word|thing|bit|line)|much|more)(?: (?:at all|specific|else|more))?"
_HERE = rf"(?: (?:anywhere|somewhere|at all|in there|in here|there|here|(?:\w+ )?in (?:{_ARTICLE}|it|this)))*"
_SOMEWHERE = "(?:any|some)where"
_OFTEN = r"(?: (?:even|ever|also|actually|really|explicitly))?"
_DOES = rf"(?:(?:does|do|did) {_IT}|do they){_OFTEN}"  # "they did" is about people in the article
_X = r"(?!(?:if|whether|that|anything|something|there)\b)[^\W_][^.?!;\n]{0,80}?"

_FORMS = (
    # does it mention X; does it say anything about X; does the article discuss X
    rf"{_DOES} (?:mention|name|bring up|refer to|touch (?:up)?on)(?: {_ANYTHING}(?: {_OF})?)? ",
    rf"{_DOES} (?:say|state|tell(?: us| me)?|have|write|talk|speak|contain)(?: {_ANYTHING})? {_OF} ",
    rf"(?:does|do|did) {_ARTICLE}{_OFTEN} (?:discuss|cover|include|contain|address|have)(?: {_ANYTHING}(?: {_OF})?)? ",
    # any mention of X; is there anything on X
    r"(?:(?:is|are|was|were) there |there is |got )?(?:a |any )?mentions? of ",
    rf"(?:(?:is|are) there |got )?{_ANYTHING}{_HERE} (?:about|on|regarding|concerning) ",
    # where does it mention X; which paragraph mentions X
    rf"(?:where|in {_PART}) {_DOES} (?:mention|talk about|discuss) ",
    rf"{_PART}s? (?:mentions?|talks? about|discuss(?:es)?|is (?:about|on)) ",
    # show me the page on X
    rf"(?:(?:can|could) (?:you|i|we) )?(?:show|find|see|open|get|give|read)(?: (?:me|us))? (?:the )?{_PORTION}s?"
    r" (?:on|about|regarding|concerning) ",
)
_BROKEN_FORMS = (
    # is X mentioned anywhere; is X covered in the article; where is X mentioned; did X come up; does X appear in it;
    # is X in there somewhere
    (r"(?:where )?(?:is|are|was|were) ", rf"{_OFTEN} (?:mentioned|named|brought up|referred to|touched (?:up)?on)"),
    (
        r"(?:is|are|was|were) ",
        rf"{_OFTEN} (?:talked about|discussed|covered|addressed|included|described)(?= in {_ARTICLE})",
    ),
    (
        r"(?:does|do|did) ",
        rf"{_OFTEN} (?:come up|(?:get|have) (?:a |any )?mention(?:ed|s)?"
        r"|(?:appear|show up)(?= (?:any|some|at all|in )))",
    ),
    (
        r"(?:is|are|was|were) ",
        rf"{_OFTEN}(?: {_SOMEWHERE} in (?:there|here)| in (?:there|here) {_SOMEWHERE}"
        rf"|(?: {_SOMEWHERE})? (?:in|part of) {_ARTICLE})",
    ),
)
# Possessive and without line breaks, so that long runs take linear time.
_BEGINS = (
    r"(?:^|(?<=[.!?\n]))[^\S\n]*+"
    r"(?:(?:so|and|but|ok|okay|hey|hi|yo|um|well|also|lol|wait|please|bot|then)[^\w\n]{1,9}+){0,5}+"
)
_MENTION = re.compile(
    rf"{_BEGINS}(?:(?:{'|'.join(_FORMS)})(?P<x0>{_X})|"
    + "|".join(rf"{start}(?P<x{number}>{_X}){end}" for number, (start, end) in enumerate(_BROKEN_FORMS, 1))
    + rf"){_HERE}(?=\s*(?:[.?!;\n]|$))"
)
_OPEN = re.compile(r"(?:who|whom|whose|what|which|when|where|why|how)\b")


def asked_mention(text: str) -> str | None:
    """The subject of a `plain` text that only asks whether it is mentioned; None for another text."""
    found = _MENTION.match(text)
    return _subject(found) if found and not text[found.end() :].strip(" ?.!") else None


def as_asked(text: str) -> str:
    """A `plain` text with such sentences turned into questions about their subject ("what about X"). If the subject is
    itself a question, that remains."""
    return _MENTION.sub(lambda found: f" {_asking(_subject(found))}", text)


def _subject(found: re.Match[str]) -> str:
    return next(filter(None, found.groups()))


def _asking(subject: str) -> str:
    return subject if _OPEN.match(subject) else f"what about {subject}"
