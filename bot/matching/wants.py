"""The kinds of thing that a question wants, and those that a passage provides: a date, a price, a reason.

`wants` and similar functions take text cleaned by `bot.matching.text.clean`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Flag, auto

from bot.matching.english.forms import MONTHS, WEEKDAYS
from bot.matching.nearby.speech import SAYING
from bot.matching.patterns import Later
from bot.matching.text import clean


class Want(Flag):
    """Kinds of thing that a question may want and a passage may provide. CASE: what applies if something is so. SPEECH:
    what somebody says or thinks. BEFORE: what was so earlier. CONTACT: a telephone number, an address, a code."""

    NUMBER = auto()
    COUNT = auto()
    COST = auto()
    DURATION = auto()
    DATE = auto()
    REASON = auto()
    PERSON = auto()
    CASE = auto()
    AGE = auto()
    SIZE = auto()
    FREQUENCY = auto()
    YEAR = auto()
    SPEECH = auto()
    BEFORE = auto()
    CONTACT = auto()


NOTHING = Want(0)

_NUMBER_WORD = (
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens?|hundreds?"
    r"|thousands?|[mb]illions?|half|twice|once|double)\b"
)
_TIME_UNIT = r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|century|centuries)\b"
_MEASURE = rf"(?:(?:more|full|whole) )?(?:{_TIME_UNIT}|\b(?:pounds?|dollars?|euros?|rupees?|per cent)\b)"
_MONTH = rf"(?:{'|'.join(MONTHS).lower()})"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS).lower()})s?"
_YEAR = r"(?:1\d|20)\d\d"
_CALENDAR = Later(
    rf"\b{_MONTH} \d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)\b|\b\d{{1,2}} {_MONTH}\b|\b(?:1[4-9]|20)\d\d(?:s|[-–]\d+)?\b"
    r"|\b\d{1,2}:\d\d\b"
)
"""Days, years and times of day: figures that do not count or measure."""

_OF_SOMEBODY = (
    r"(?!(?:it|this|that|they|you|we|he|she|i|people|the (?:article|author|text|piece|writer|story))\b)(?:\w+ ){1,5}?"
)
_ASKED_FOR = {
    Want.NUMBER: re.compile(
        r"\bhow (?:big|large|far(?! (?:has|have|had)\b))\b"
        r"|\bhow much(?! (?:of|do|does|did|is|are|was|has|have|can|should|will|would)\b)"
        r"|\b(?:what|which) (?:percent|percentage|number|amount|share|rate|sum|figure|total|size)\b"
        r"|\b(?:percentage|amount|size) of\b"
    ),
    Want.COUNT: re.compile(rf"\bhow many\b(?! {_MEASURE})|\bnumber of\b"),
    Want.COST: re.compile(
        r"\bhow (?:many (?:pounds|dollars|euros|rupees)"
        r"|much .{0,40}\b(?:cost|pay|paid|charge[ds]?|worth|price[ds]?|fees?|money|dollars?|pounds?|euros?)"
        r"|expensive|pricey|cheap|much (?:is|are|was|were|s) (?:it|this|that|they|these|those|the|a|an))\b"
        r"|\bwhat (?:do|does|did|will|would|has|have) (?!(?:it|that|this|they|these|those|you) )(?:\w+ ){1,8}"
        r"(?:cost|earn)\b"
        r"|\b(?:what|which) (?:is |are |was |were |s )?(?:(?:the|your|their) )?(?:\w+ )?(?:price|cost|fee|value|fine"
        r"|rent|deposit|salary|wage|fare|toll|interest rate)s?\b"
        r"|\bthere (?:an? |any )(?:\w+ )?(?:charges?|fees?|fine|costs?|discounts?|deposit)\b"
        r"|\bcosts? (?:anything|something|extra)\b"
    ),
    Want.DURATION: re.compile(
        r"\b(?:for )?how (?:many (?:minute|hour|day|week|month|year)s\b|long\b(?! ago)|(?:fast|quick(?:ly)?)\b)"
    ),
    Want.DATE: re.compile(
        r"^\W*(?:\w+\W+){0,2}?(?<!since )when\b(?! \w+ing\b)"
        r"(?!.{3,80}, (?:is|are|was|were|do|does|did|can|could|will|would|should|may|what|who|how|where|which)\b)"
        r"|\b(?:what|which|wat|wich) (?:exact )?(?:date|day|year|month|week|time)\b(?! zone)|\bhow soon\b"
    ),
    Want.PERSON: re.compile(r"^\W*(?:\w+\W+){0,2}?(?:who|whom|whose|whos)\b"),
    Want.REASON: re.compile(
        r"^\W*(?:\w+\W+){0,4}?(?:why|how come)\b|\b(?:reasons?|rationale) (?:for|behind|why|that)\b|\bfor what reason\b"
    ),
    Want.YEAR: re.compile(r"\b(?:what|which) year\b"),
    Want.SPEECH: re.compile(
        rf"\b(?:what (?:did|does|do|has|have) {_OF_SOMEBODY}(?:say|tell|think|write|reply|answer|claim|argue)"
        rf"|how (?:did|does|do) {_OF_SOMEBODY}(?:feel|react|reply|answer))\b"
    ),
    Want.BEFORE: re.compile(r"\b(?:was|were|did|had)\b.{3,80}\bbefore\b"),
    Want.CONTACT: re.compile(
        r"\bwhat(?:s| is| are) (?:\w+ ){1,5}?(?:(?:phone|telephone|mobile|account) numbers?|codes?|passwords?|pin"
        r"|e-?mail(?: address)?|website)\b"
    ),
    Want.AGE: re.compile(r"\bhow old\b"),
    Want.SIZE: re.compile(r"\bhow (?:tall|high|deep|wide|thick|heavy)\b"),
    Want.FREQUENCY: re.compile(r"\bhow (?:often|frequently|many times)\b"),
    Want.CASE: re.compile(
        r"^\W*(?:(?:so|and|but|ok|okay|also|hey|then|well|wait)\W+)*"
        r"(?:what (?:if|happens (?:if|when))\b"
        r"|if (?!any|you do not).{3,120}[, ](?:what|who|how|when|where|which|whose|do|does|did|can|could|will|would|is"
        r"|are|should|may) (?!that))"
        r"|\bwhat(?:s| is| would| will)? (?:(?:going to|gonna) )?happen(?:s|ed)?\b.{1,80}\b(?:if|when|unless)\b"
    ),
}
_NAME = Later(
    rf"(?<=[\w,;] )(?!(?i:{_MONTH}|{_WEEKDAY})\b)[A-Z][a-z]"
    r"|\b(?:I|(?i:we|you|they|members?|people|officers?|staff|anyone|nobody|everyone))\b"
)
"""Somebody in a quote: a capitalized word within a sentence, except days, or a word for people."""

_COUNTED = (
    rf"(?:{_NUMBER_WORD}|\b(?:(?:for|in|of|over|than|within|lasts|takes) (?:an?|the)|one|several|few|some|many|past"
    r"|last|next|more|whole|ensuing))[-\w]*"
)
MONEY = (
    r"[$£€¥₹%]|\b(?:pounds?|pence|dollars?|cents?|euros?|rupees?|yen|yuan|francs?|pesos?|usd|eur|gbp|inr|per cent)\b"
)
"""A pattern for prices."""

_HELD_BUT_FOR_DATES = {
    Want.NUMBER: Later(_NUMBER_WORD),
    Want.COUNT: Later(rf"(?:{_NUMBER_WORD})[\d,.]*(?!\d|[-% ]*{_MEASURE}|%)"),
}
_HELD = {
    Want.SPEECH: Later(rf"\b{SAYING}\b"),
    Want.BEFORE: Later(
        r"\b(?:before|previous\w*|former\w*|prior|earlier|used to|until|succe\w+|replac\w+|took over|had been|became"
        r"|old|past|once)\b"
    ),
    Want.CONTACT: Later(r"\d{3}|@|\w\.[a-z]{2}|#\w"),
    Want.YEAR: Later(rf"\b{_YEAR}\b|\b(?:this|last|next|same) year\b"),
    Want.COST: Later(rf"{MONEY}|\b(?:free|nothing|half|costs?|cheap|expensive|no (?:charge|fee|cost)s?)\b"),
    Want.DURATION: Later(
        rf"(?<!every ){_COUNTED} (?:(?!an? |per |times )\w+ )?{_TIME_UNIT[2:]}"
        r"|\b(?:since|until|till|from .{1,30} to|permanent|forever|always|temporar\w+|never|indefinite\w*)\b"
    ),
    Want.DATE: Later(
        rf"\b{_WEEKDAY}\b|\b{_YEAR}s?\b|\b\d{{1,2}}(?::\d\d|(?:st|nd|rd|th)\b| ?(?:am|pm)\b)"
        rf"|\b(?:{'|'.join(month for month in MONTHS if month != 'May').lower()}|noon|midnight|night|dawn|daybreak|dusk"
        rf"|morning|evening|weekend|today|yesterday|tomorrow|before|after|during|until|once|as soon as|following"
        rf"|lifetime|annual|daily|weekly)\b"
        rf"|(?:in|since|by|till|of|early|late|last|next|from|every|each) may\b|{_TIME_UNIT}"
    ),
    Want.REASON: Later(
        r"\b(?:because|since(?! \d)|so that|so as|due to|owing|in order|reasons?|therefore|thus|cause[ds]?|leading to"
        r"|why|led\b.{1,60}\bto|result\w*|prompt\w*|response to|responsible|aim\w*|hop(?:e|ed|ing)|intend\w*|purpose"
        r"|as a|for fear|out of (?:\w+ )?(?:fear|love|concern|respect|necessity|anger|spite|habit)|thanks to|allow\w*"
        r"|given that|driven by|motivat\w*|trigger\w*|spark\w*|on the grounds?"
        r"|in (?:honou?r of|memory of|an effort|an attempt|exchange|return)|for the (?:sake|good)|concern(?:s|ed)?"
        r"|worr\w+|fear\w*|wish\w*"
        r"|design(?:ed)? to|to (?:avoid|prevent|protect|ensure|reduce|encourage|promote|improve|make sure|stop|save))\b"
        r"|(?:^|[,;]) (?:as(?! (?:were|was|is|are|did|does|do|has|have|had|would|will|well|if|of|part))|to|so)\b"
    ),
    Want.AGE: Later(
        r"\b(?:age[ds]?|years?|months?|weeks?|olds?|born|built|since|young\w*|child\w*|kids?|adults?|\d{4}|\d\ds"
        r"|(?:under|over) \d+)\b"
    ),
    Want.SIZE: Later(
        r"(?:\b|(?<=\d))(?:m|cm|mm|km|met(?:re|er)s?|(?:cent|mill)imet(?:re|er)s?|kilomet(?:re|er)s?|miles?|feet|foot|ft|inch(?:es)?"
        r"|yards?|storeys?|stories|floors?|kg|kilos?|kilograms?|grams?|tons?|tonnes?|pounds?|lbs?|stone)\b"
        r"|\b(?:weigh|heav|high|tall|deep|wide|thick)\w*"
    ),
    Want.FREQUENCY: Later(
        r"\b(?:every|each|once|twice|times|hourly|daily|weekly|monthly|quarterly|yearly|annual\w*|per|regular\w*|always"
        rf"|never|rarely|often|an? (?:day|night|week|month|quarter|term|season|year)|{_WEEKDAY})\b"
    ),
    Want.CASE: Later(
        r"\b(?:if|when|whenever|unless|otherwise|should|in case|in the event|(?<!at )once|until|without|whoever"
        r"|anyone|anybody|those)\b"
    ),
}


_WHO_IS = Later(r"^\W*(?:\w+\W+){0,2}?(?:who(?:s| (?:is|was|are|were))\b|who (?:(?:the|this|that) )?\w+\W*$)")
_ASKED_PLACE = Later(
    r"^\W*(?:\w+\W+){0,3}?(?:where|wheres)\b|\b(?:which|what) (?:place|city|country|town|location|room|building"
    r"|venue)\b"
)
_PLACE = Later(
    r"\b(?:in|at|from|to|into|near|across|on|around|outside|inside) (?:the )?(?:\w+ )?[A-Z][a-z]|\b[Hh]ere\b"
)


def wants(text: str) -> Want:
    """The kinds of thing that the question asks for."""
    return _flags(_ASKED_FOR, text)


def provides(quote: str, asks: Iterable[str] = ()) -> Want:
    """The kinds of thing that a quote contains, or that its asks ask for."""
    text = clean(quote)
    held = _flags(_HELD, text) | _flags(_HELD_BUT_FOR_DATES, _CALENDAR.sub(" ", text))
    held |= Want.PERSON if _NAME.search(quote) else NOTHING
    for ask in asks:
        held |= wants(clean(ask))
    return held


def wants_place(text: str) -> bool:
    """Whether the question asks where something is, or for a place."""
    return bool(_ASKED_PLACE.search(text))


def asks_who_is(text: str) -> bool:
    """Whether the question asks who somebody is whom it names."""
    return bool(_WHO_IS.search(text))


def holds_place(quote: str) -> bool:
    """Whether a quote says where something is."""
    return bool(_PLACE.search(quote))


def _flags(patterns: Mapping[Want, re.Pattern[str] | Later], text: str) -> Want:
    return Want(sum(want.value for want, pattern in patterns.items() if pattern.search(text)))
