"""The kinds of thing that a question wants: a date, a price, a reason. `provided.py` finds those in a passage.

`wants` and similar functions take text cleaned by `bot.matching.text.clean`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Flag, auto

from bot.matching.patterns import Regex


class Want(Flag):
    """Kinds of thing that a question may want and a passage may provide. CASE: what applies if something is so. SPEECH:
    what somebody says or thinks. BEFORE: what was so earlier. CONTACT: a telephone number, an address, a code. SHARE: a
    percentage. HOUR: a time of day. TENURE: since when something has been so. MEANS: how one may pay. NEXT: what came
    after something. HEAT: a temperature, the weather. ORIGIN: where somebody or something comes from. EXTENT: how big
    something is, in any unit. QUANTITY: how much there is of something that is not money."""

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
    SHARE = auto()
    HOUR = auto()
    TENURE = auto()
    MEANS = auto()
    NEXT = auto()
    COLOUR = auto()
    HEAT = auto()
    ORIGIN = auto()
    EXTENT = auto()
    QUANTITY = auto()


NOTHING = Want(0)

TIME_UNIT = r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|century|centuries)\b"
MEASURE = rf"(?:(?:more|full|whole) )?(?:{TIME_UNIT}|\b(?:pounds?|dollars?|euros?|rupees?|per cent)\b)"
_OF_SOMEBODY = (
    r"(?!(?:it|this|that|they|you|we|he|she|i|people|the (?:article|author|text|piece|writer|story))\b)(?:\w+ ){1,5}?"
)
_OF_AMOUNT = (
    r" (?:is|are|was|were|did|do|does|has|have|will|would|can|could) (?:\w+ ){0,4}?"
    r"(?:prices?|costs?|fees?|deposits?|rents?|fines?|tariffs?|tax(?:es)?|dut(?:y|ies)|rates?|wages?|salar(?:y|ies)|pay"
    r"|debts?|bills?|inflation|demand|turnout|unemployment|number|amount|share|risks?)\b"
)
"""What is high in amount, not in size."""
_OF_MONEY = (
    r"(?:money|cash|funds?|funding|aid|rent|tax|debt|budget|interest|investment|profit|revenue|income|credit|support"
    r"|help|compensation|damage|deposit|fees?|duty)"
)
_AUXILIARY = r"(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could|should|may|must)"
_ASKED_FOR = {
    Want.NUMBER: re.compile(
        rf"\bhow (?:big|large|high(?={_OF_AMOUNT})|far(?! (?:has|have|had)\b))\b"
        r"|\bhow much(?! (?:of|do|does|did|is|are|was|has|have|can|should|will|would)\b)"
        r"|\b(?:what|which) (?:percent|percentage|number|amount|share|rate|sum|figure|total|size)\b"
        r"|\b(?:percentage|amount|size) of\b"
    ),
    Want.COUNT: re.compile(rf"\bhow many\b(?! {MEASURE})|\bnumber of\b"),
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
        r"\b(?:for )?how (?:many (?:minute|hour|day|week|month|year)s\b|long\b(?! ago)|quick(?:ly)?\b"
        r"|fast\b(?! (?:is|are|was|were|(?:can|may|must|should) (?:i|we|you|they) (?:go|drive|ride|cycle|run))\b))"
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
        r"\bwhat(?:s| is| are)? (?:\w+ ){1,5}?(?:(?:phone|telephone|mobile|account) numbers?|codes?|passwords?|pin"
        r"|e-?mail(?: address)?|website)\b"
    ),
    Want.AGE: re.compile(r"\bhow old\b"),
    Want.SIZE: re.compile(
        rf"\bhow (?:tall|high(?!{_OF_AMOUNT})|deep|wide|thick|heavy)\b"
        r"|\bwhat(?:s| is| was| are) the (?:\w+ )?(?:height|weight|depth|width|thickness)\b"
    ),
    Want.FREQUENCY: re.compile(r"\bhow (?:often|frequently|many times)\b"),
    Want.SHARE: re.compile(r"\b(?:what|which) (?:percent\w*|share|proportion|fraction)\b|\bhow many per ?cent\b"),
    Want.HOUR: re.compile(
        r"\b(?:what|wat|which) (?:exact )?(?:time|hour)s?\b(?! (?:of (?:the )?year|frame|limit|period|span|zone))"
    ),
    Want.TENURE: re.compile(
        r"\bhow long (?:has|have|had) .{2,60}\b(?:been|had|held|worked|served|lived|led|run|owned|known)\b"
    ),
    Want.MEANS: re.compile(
        r"\bpay\b.{0,40}\b(?:by|in|with|via|through|using) (?:an? |my |the )?(?:\w+ )?(?:cash|cards?|cheques?|debit"
        r"|credit|transfer|paypal|instal\w+|invoice|crypto|bitcoin|vouchers?|stages|parts)\b"
    ),
    Want.NEXT: re.compile(
        r"\b(?:what|where|how) (?:did|happened|became|was|were)\b.{2,60}\bafter(?:wards| (?:he|she|they|it|that))\b"
    ),
    Want.COLOUR: re.compile(r"\b(?:what|which) colou?rs?\b"),
    Want.HEAT: re.compile(r"\bhow (?:hot|cold|warm)\b|\b(?:what|which) temperature\b|\bweather (?:in|on|at|like)\b"),
    Want.ORIGIN: re.compile(
        r"\bwhere(?:s| is| are| was| were| do| does| did)? .{2,60}\b(?:from|born|native)\W*(?:originally|anyway)?\W*$"
    ),
    Want.EXTENT: re.compile(r"\bhow (?:big|large)\b|\bpopulation of\b"),
    Want.QUANTITY: re.compile(
        rf"\bhow much (?!(?:of|more|less|longer|{_OF_MONEY}|{_AUXILIARY})\b)\w+ {_AUXILIARY}\b"
        r"(?!.{2,60}\b(?:cost|pay|paid|worth|charged?)\b)"
    ),
    Want.CASE: re.compile(
        r"^\W*(?:(?:so|and|but|ok|okay|also|hey|then|well|wait)\W+)*"
        r"(?:what (?:if|happens (?:if|when))\b"
        r"|if (?!any|you do not).{3,120}[, ](?:what|who|how|when|where|which|whose|do|does|did|can|could|will|would|is"
        r"|are|should|may) (?!that))"
        r"|\bwhat(?:s| is| would| will)? (?:(?:going to|gonna) )?happen(?:s|ed)?\b.{1,80}\b(?:if|when|unless)\b"
    ),
}
_WHO_IS = Regex(r"^\W*(?:\w+\W+){0,2}?(?:who(?:s| (?:is|was|are|were))\b|who (?:(?:the|this|that) )?\w+\W*$)")
_ASKED_PLACE = Regex(
    r"^\W*(?:\w+\W+){0,3}?(?:where|wheres)\b|\b(?:which|what) (?:place|city|country|town|location|room|building"
    r"|venue)\b"
)


def wants(text: str) -> Want:
    """The kinds of thing that the question asks for."""
    return flags(_ASKED_FOR, text)


def wants_place(text: str) -> bool:
    """Whether the question asks where something is, or for a place."""
    return bool(_ASKED_PLACE.search(text))


def asks_who_is(text: str) -> bool:
    """Whether the question asks who somebody is whom it names."""
    return bool(_WHO_IS.search(text))


def flags(patterns: Mapping[Want, re.Pattern[str] | Regex], text: str) -> Want:
    """The kinds whose patterns are found in a text."""
    return Want(sum(want.value for want, pattern in patterns.items() if pattern.search(text)))
