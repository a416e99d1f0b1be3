"""The kinds of thing that a passage provides: see `bot.matching.wants`."""

from __future__ import annotations

from collections.abc import Iterable

from bot.matching.english.forms import MONTHS, WEEKDAYS
from bot.matching.patterns import Regex
from bot.matching.text import clean
from bot.matching.wants import MEASURE, NOTHING, TIME_UNIT, Want, flags, wants

_NUMBER_WORD = (
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens?|hundreds?"
    r"|thousands?|[mb]illions?|half|twice|once|double)\b"
)
_MONTH = rf"(?:{'|'.join(MONTHS).lower()})"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS).lower()})s?"
_HOURS = (
    r"(?:(?:early|late) )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|morning|dawn)"
)
_YEAR = r"(?:1\d|20)\d\d"
_CALENDAR = Regex(
    rf"\b{_MONTH} \d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)\b|\b\d{{1,2}} {_MONTH}\b|\b(?:1[4-9]|20)\d\d(?:s|[-–]\d+)?\b"
    r"|\b\d{1,2}:\d\d\b"
)
"""Days, years and times of day: figures that do not count or measure."""

_NAME = Regex(
    rf"(?<=[\w,;] )(?!(?i:{_MONTH}|{_WEEKDAY})\b)[A-Z][a-z]"
    r"|\b(?:I|(?i:we|you|they|members?|people|officers?|staff|anyone|nobody|everyone))\b"
)
"""Somebody in a quote: a capitalized word within a sentence, except days, or a word for people."""

_SPEED = Regex(r"\d+ ?\(?(?:mph|kph|km/h|miles per hour)")
_PRICE = Regex(r"[$£€¥₹] ?\d[\d.,]*(?: [mb]illion)?(?! (?:\w+ )?(?:of|in|worth)\b)")
"""Money that is no amount of something else, as "$2 million in aid" is."""

_COUNTED = (
    rf"(?:{_NUMBER_WORD}|\b(?:(?:for|in|of|over|than|within|lasts|takes) (?:an?|the)|one|several|few|some|many|past"
    r"|last|next|more|whole|ensuing))[-\w]*"
)
MONEY = (
    r"[$£€¥₹%]|\b(?:pounds?|pence|dollars?|cents?|euros?|rupees?|yen|yuan|francs?|pesos?|usd|eur|gbp|inr|per cent)\b"
)
"""A pattern for prices."""

SAYING = (
    r"(?:sa(?:ys?|id)|state[sd]|statements?|t(?:ells?|old)|report(?:s|ed)|announce[sd]?|note[sd]|claim(?:s|ed)?"
    r"|argue[sd]?|wr(?:ites?|ote)|empha(?:si[sz]e[sd]?|sis)|underscore[sd]?|stress(?:es|ed)?|summari[sz]e[sd]"
    r"|warn(?:s|ed)?|explain(?:s|ed)|promise[sd]?|insist(?:s|ed)|confirm(?:s|ed)|reveal(?:s|ed)|disclose[sd]"
    r"|reiterate[sd]?|reaffirm(?:s|ed)?|highlight(?:s|ed)|comment(?:s|ed)?|remark(?:s|ed)?|message|suggest(?:s|ed)?"
    r"|propose[sd]?|accuse[sd]?|call(?:s|ed)|praise[sd]?|critici(?:[sz]e[sd]?|sm)|deni(?:es|ed)|admit(?:s|ted)"
    r"|signal(?:s|l?ed)|indicate[sd]?|mention(?:s|ed)?|maintain(?:s|ed)|pledge[sd]?|vow(?:s|ed)|blame[sd]?|oppose[sd]?"
    r"|apologi[sz]e[sd]?|complain(?:s|ed)?|repl(?:y|ies|ied)|answer(?:s|ed)|respon(?:d|ds|ded|se)|joke[sd]?|add(?:s|ed)"
    r"|declare[sd]?|defend(?:s|ed)|demand(?:s|ed)?|urge[sd]?|ask(?:s|ed)|found|proclaim(?:s|ed)?|express(?:es|ed)?"
    r"|acknowledge[sd]?|thinks?|thought|believe[sd]?|hope[sd]?|fear(?:s|ed)?|doubt(?:s|ed)?|view(?:s|ed)?|opinion"
    r"|consider(?:s|ed)?|according to)"
)
"""A pattern for a quote's report of what somebody says or thinks."""

_EXTENT = rf"{_NUMBER_WORD}|\b(?:big|large|small|huge|tiny|size\w*|whole|entire|quarter|inhabitants|population)\b"
_HELD_APART_FROM = (
    (
        _CALENDAR,
        {
            Want.NUMBER: Regex(_NUMBER_WORD),
            Want.COUNT: Regex(rf"(?:{_NUMBER_WORD})[\d,.]*(?!\d|[-% ]*{MEASURE}|%)"),
        },
    ),
    (_SPEED, {Want.EXTENT: Regex(_EXTENT)}),
    (
        _PRICE,
        {
            Want.QUANTITY: Regex(
                rf"{_EXTENT}|%|\b(?:lots?|little|plenty|much|most|all (?:of|the)|more|less|enough|any|none|no|unlimited"
                rf"|several|(?:an?|one) {TIME_UNIT[2:]})"
            )
        },
    ),
)
"""Figures that do not tell some kinds, and those kinds' patterns for a text without these figures and those before."""

_HELD = {
    Want.SPEECH: Regex(rf"\b{SAYING}\b"),
    Want.BEFORE: Regex(
        r"\b(?:before|previous\w*|former\w*|prior|earlier|used to|until|succe\w+|replac\w+|took over|had been|became"
        r"|old|past|once)\b"
    ),
    Want.CONTACT: Regex(r"\d{3}|@|\w\.[a-z]{2}|#\w"),
    Want.YEAR: Regex(rf"\b{_YEAR}\b|\b(?:this|last|next|same) year\b"),
    Want.COST: Regex(rf"{MONEY}|\b(?:free|nothing|half|costs?|cheap|expensive|no (?:charge|fee|cost)s?)\b"),
    Want.DURATION: Regex(
        rf"(?<!every ){_COUNTED} (?:(?!an? |per |times )\w+ )?{TIME_UNIT[2:]}"
        rf"|\b(?:since|until|till|from (?:\d|{_MONTH}|{_WEEKDAY}|{_HOURS}).{{0,30}} to|permanent"
        r"|forever|always|temporar\w+|never|indefinite\w*)\b"
    ),
    Want.DATE: Regex(
        rf"\b{_WEEKDAY}\b|\b{_YEAR}s?\b|\b\d{{1,2}}(?::\d\d|(?:st|nd|rd|th)\b| ?(?:am|pm)\b)"
        rf"|\b(?:{'|'.join(month for month in MONTHS if month != 'May').lower()}|noon|midnight|night|dawn|daybreak|dusk"
        rf"|morning|evening|weekend|today|yesterday|tomorrow|before|after|during|until|once|as soon as|following"
        rf"|lifetime|annual|daily|weekly)\b"
        rf"|(?:in|since|by|till|of|early|late|last|next|from|every|each) may\b|{TIME_UNIT}"
    ),
    Want.REASON: Regex(
        r"\b(?:because|since(?! \d)|so that|so as|due to|owing|in order|reasons?|therefore|thus|cause[ds]?|leading to"
        r"|why|led\b.{1,60}\bto|result\w*|prompt\w*|response to|responsible|aim\w*|hop(?:e|ed|ing)|intend\w*|purpose"
        r"|as a|for fear|out of (?:\w+ )?(?:fear|love|concern|respect|necessity|anger|spite|habit)|thanks to|allow\w*"
        r"|given that|driven by|motivat\w*|trigger\w*|spark\w*|on the grounds?"
        r"|in (?:honou?r of|memory of|an effort|an attempt|exchange|return)|for the (?:sake|good)|concern(?:s|ed)?"
        r"|worr\w+|fear\w*|wish\w*"
        r"|design(?:ed)? to|to (?:avoid|prevent|protect|ensure|reduce|encourage|promote|improve|make sure|stop|save))\b"
        r"|(?:^|[,;]) (?:as(?! (?:were|was|is|are|did|does|do|has|have|had|would|will|well|if|of|part))|to|so)\b"
    ),
    Want.AGE: Regex(
        r"\b(?:age[ds]?|years?|months?|weeks?|olds?|born|built|since|young\w*|child\w*|kids?|adults?|\d{4}|\d\ds"
        r"|(?:under|over) \d+)\b"
    ),
    Want.SIZE: Regex(
        r"(?:\b|(?<=\d))(?:m|cm|mm|km|met(?:re|er)s?|(?:cent|mill)imet(?:re|er)s?|kilomet(?:re|er)s?|miles?|feet|foot|ft|inch(?:es)?"
        r"|yards?|storeys?|stories|floors?|kg|kilos?|kilograms?|grams?|tons?|tonnes?|pounds?|lbs?|stone)\b"
        r"|\b(?:weigh|heav|high|tall|deep|wide|thick)\w*"
    ),
    Want.FREQUENCY: Regex(
        r"\b(?:every|each|once|twice|times|hourly|daily|weekly|monthly|quarterly|yearly|annual\w*|per|regular\w*|always"
        rf"|never|rarely|often|an? (?:day|night|week|month|quarter|term|season|year)|{_WEEKDAY})\b"
    ),
    Want.SHARE: Regex(
        r"%|\b(?:per ?cent|half|halves|thirds?|quarters?|fifths?|tenths?|in (?:two|three|four|five|ten)|majority|most"
        r"|none|all (?:of|the|our|members)|one of)\b"
    ),
    Want.HOUR: Regex(
        r"\d[:.]\d\d|\b\d{1,2} ?(?:am|pm|oclock)\b|\b(?:noon|midnight|sunrise|sunset|dawn|daybreak|dusk|morning|evening"
        r"|afternoon|night|minutes?|hours?)\b|\b(?:at|from|to|until|till|by|before|after|past|between|and) (?:\d{1,2}"
        r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    ),
    Want.TENURE: Regex(
        rf"\b(?:since|long|always|ever)\b|\b(?:for|over|in|past|last) (?:\w+ ){{0,4}}{TIME_UNIT[2:]}"
        rf"|\b{_YEAR}\b"
    ),
    Want.MEANS: Regex(
        r"\b(?:cash|cards?|cheques?|debit|transfer|paypal|instal\w+|invoice|online|advance|coins?|bank|vouchers?)\b"
    ),
    Want.NEXT: Regex(
        r"\b(?:after\w*|then|later|next|since|finally|eventually|until|before|once|when|now|today|became|following)\b"
    ),
    Want.COLOUR: Regex(
        r"\b(?:red|blue|green|yellow|black|white|gr[ea]y|brown|orange|purple|pink|gold(?:en)?|silver|colou?r\w*)\b"
    ),
    Want.HEAT: Regex(
        r"°|\bdegrees?\b|\d ?[cf]\b|\bcelsius\b"
        r"|\b(?:weather|hot|cold|warm|cool|dry|wet|rain\w*|snow\w*|sun\w*|storm\w*|wind[sy]?|fog\w*|frost\w*|clouds?|cloudy)\b"
    ),
    Want.ORIGIN: Regex(
        r"\b(?:from|born|birth\w*|natives?|nationals?|origin\w*|raised|grew|grown|made in|imported|descen\w*)\b"
    ),
    Want.CASE: Regex(
        r"\b(?:if|when|whenever|unless|otherwise|should|in case|in the event|(?<!at )once|until|without|whoever"
        r"|anyone|anybody|those)\b"
    ),
}

_PLACE = Regex(
    r"\b(?:in|at|from|to|into|near|across|on|around|outside|inside) (?:the )?(?:\w+ )?[A-Z][a-z]|\b[Hh]ere\b"
    r"|(?:^| )#[a-z]"
)


def provides(quote: str, asks: Iterable[str] = ()) -> Want:
    """The kinds of thing that a quote contains, or that its asks ask for."""
    text = clean(quote)
    held = flags(_HELD, text)
    for unrelated, patterns in _HELD_APART_FROM:
        text = unrelated.sub(" ", text)
        held |= flags(patterns, text)
    held |= Want.PERSON if _NAME.search(quote) else NOTHING
    for ask in asks:
        held |= wants(clean(ask))
    return held


def holds_place(quote: str) -> bool:
    """Whether a quote says where something is."""
    return bool(_PLACE.search(quote))
