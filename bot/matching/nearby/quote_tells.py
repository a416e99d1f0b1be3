"""Whether a shown quote contains what a short question asks for: "how many", "until when"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.article.model import Article, Passage
from bot.matching.english.forms import CARDINALS, PEOPLE
from bot.matching.english.stop_words import PREPOSITIONS, STOP_WORDS
from bot.matching.nearby.which_one import places_of
from bot.matching.outcomes import Candidate
from bot.matching.patterns import Regex
from bot.matching.provided import MONEY, holds_place, provides
from bot.matching.question import Question
from bot.matching.text import clean, tokenize
from bot.matching.wants import Want, wants_place

_OF_TIME = PREPOSITIONS | frozenset("minute hour day date week month year time often fast quick quickly".split())
"""Questions for a time of what was shown, if they have no other word: "until when", "which day"."""

_FOR_HOW_LONG = Regex(
    r"(?:(?:for|after|over|within|in|since) how long|how long(?: for)?)(?: (?:exactly|then|roughly))?"
)
"""Asks how long something lasts and names nothing, not even "it", which may be another thing than was shown."""

_WHEN = Regex(r"(?:(?:by|from|since|until|till|before|after) )?when(?: by)?(?: (?:exactly|then|roughly))?")
"""Asks when it is, and names nothing."""

_HOW_MUCH = Regex(r"how much(?: (?:exactly|then|more|max|roughly))?")
_HOW_MANY = Regex(r"how many (?P<noun>\w+)(?: (?:is|are|was|were) (?:it|that|this|they|there))?(?: then)?")
_FIGURE = Regex(rf"\d[\d.,]*k?|{'|'.join(CARDINALS)}")
_COUNTED_WITHIN = 3
"""How many words before a noun the figure may be that counts it: "140 small trial holes"."""

_DATED = Regex(r"(?:in|since|until|till|by|from|before|after) (?:1[4-9]|20)\d\d")
"""A year: "in 1934 people came" does not count people."""


_OF_COST = frozenset(("cost", "price"))
"""With no other word, a question asks what was shown costs: "what does it cost", "price?"."""

MOST_BARE = 6
"""The most words of a bare question: "so how much was it then"."""

ATTRIBUTES = Regex(
    r"\b(?:says?|said|stated?|states|according to|argue[sd]?|wrote|told|reported|announced|noted|claim(?:s|ed)?"
    r"|emphasi[sz]ed|underscored|summari[sz]ed|warned|explained|promised|insist(?:s|ed)|confirmed|estimated?"
    r"|reveal(?:s|ed)|disclosed?|conclude[sd] that)\b"
)
"""Says whose statement a quote reports."""

_AMOUNT = Regex(rf"{MONEY}|\b(?:free|nothing|half|no (?:charge|fee|cost)s?)\b")
FORBIDS = Regex(
    r"\bnot (?:be )?(?:\w+ )?(?:allowed|tolerated|acceptable|accepted|permitted|welcome)\b"
    r"|\b(?:must|may|do|should|can) not\b"
    r"|\b(?:never|forbid|forbids|forbidden|prohibit(?:s|ed)|banned|nobody may|refrain)\b|(?:^|[.:;] )no \w+"
)
"""Forbids something."""

_GOES_ON = Regex(
    r".\b(?:(?<!until )(?<!till )(?<!before )(?<!since )(?<!by )then(?![-)]| (?:known|called)\b)"
    r"|after (?:that|which)|afterwards?|thereafter)\b"
)
"""Text about what comes next: "and then go". Not "until then" and "then known as", which only give a time."""

_TAKES_UP = Regex(r"(?:after|afterwards|then|later|thereafter|once|from then on)\b")
_TAKEN_UP = Regex(r"(?:these|this|those|such|their|both) (?!includ|is\b|are\b|was\b|were\b)\w+")
PAST = Regex(
    r"\b(?:was|were|had|did|has|have|been|said|told|wrote|took|gave|made|came|went|left|met|led|held|lost|won|fell|rose"
    r"|grew|began|found|(?<!is )(?<!are )(?<!be )(?<!not )\w{3,}ed)\b"
)
"""Text about what has happened. "must be signed" and "is not allowed" state rules."""

SUCCESSORS = Regex(
    r"\b(?:subsequent|successors?|succeeded|(?:later|following|next) (?:administration|government|president|minister"
    r"|leader|director|owner|chair|manager)s?)\b"
)
"""Tells of somebody's successors."""

_WAS = Regex(r"\b(?:was|were|did)\b")
_SINCE_WHEN = Regex(
    r"\bsince when\b"
    r"|\bhow long (?:has|have) (?:it|that|this|they|things) been (?:like (?:that|this)|so|the case|true|going on)\b"
)
_HOW_BEFORE = Regex(
    r"(?:then )?(?:what|how) (?:was|were|did) (?:it|that|this|they|things)"
    r"(?: (?:like|look(?: like)?))? (?:before|earlier|in the past|previously|back then)(?: (?:that|this|then))?"
)
_FROM_EARLIER = Regex(r"\b(?:shift|chang|turn|evolv|mov|grow|grew|develop|convert)\w* (?:\w+ )?from\b")
_HAS_BEEN = Regex(
    r"\bsince\b(?:\W+\w+){0,4}\W+(?:\d{4}|then)\b|\b(?:has|have) (?:long|always)\b|\bspan(?:s|ned)\b"
    r"|\b(?:in|over|during|for) (?:\w+ ){0,3}(?:years|months|decades)\b"
)
LISTS_EXAMPLES = Regex(
    r"\b(?:such as|includ(?:es?|ed|ing)|for (?:example|instance)|namely|among (?:them|which))\b"
    r"|\w, (?:\w+ ){0,4}\w+,? (?:and|or) \w"
)
"""Lists examples."""

EXCEPTS = Regex(
    r"\b(?:except|unless|only (?:if|when|during)|but not|exempt(?:ed|ions?)?|other than|apart from|excluding|even if"
    r"|not exclusive|immediate(?:ly)?|otherwise|in some (?:cases|instances)|some of (?:these|them)|sometimes)\b"
)
"""Tells what does not hold for all."""

PLACED = Regex(
    r"\b(?:beside|under|opposite|above|behind|next to|near|inside|at the|on the|in the (?!meantime|past))\b|#\w"
)
"""Tells where something is."""

WAYS = Regex(
    r"\b(?:by (?!(?:\d|the (?:time|end)|then)\b)\w+|through|via|online|in writing|e-?mail|using|write to"
    r"|with the help)\b"
)
"""Tells how something is done."""


_TIMES = Want.DATE | Want.HOUR | Want.FREQUENCY | Want.DURATION | Want.TENURE
_MEASURES = Want.NUMBER | Want.COUNT | Want.COST | Want.DURATION | Want.TENURE | Want.REASON | Want.CASE
"""What a question without a subject may ask for, with a word for a time and without."""


def tells_measure(question: Question, quote: str) -> bool:
    """Whether a quote contains the number, reason, time or the like that a question without a subject asks for: "how
    many", "why", "until when", "what was it before". Of labelled follow-ups for a reason, all 20 were right with this
    rule and 16 without."""
    if _HOW_BEFORE.fullmatch(question.message.bare):
        return Want.BEFORE in provides(quote) or has(_FROM_EARLIER, quote)
    clause = question.clauses[-1]
    is_short = len(question.clauses) == 1 and len(clause.terms) <= MOST_BARE
    subject = {term.meant.removesuffix("s") for term in clause.subject}
    if is_short and subject and subject <= _OF_COST:
        return Want.COST in tells(quote)
    is_bare = is_short and (subject <= _OF_TIME or _FOR_HOW_LONG.fullmatch(question.message.bare) is not None)
    measures = _TIMES if subject or _WHEN.fullmatch(question.message.bare) else _MEASURES
    if _HOW_MUCH.fullmatch(question.message.bare) and not (has(_AMOUNT, quote) or Want.SIZE in provides(quote)):
        return False
    return is_bare and bool(clause.wants) and clause.wants in measures & tells(quote)


def asks_since_when(question: Question) -> bool:
    """Whether a question asks for how long something has been so."""
    return bool(_SINCE_WHEN.search(question.clauses[-1].text))


def tells_when(question: Question, quote: str) -> bool:
    """Whether a quote contains a time for a question that names at most somebody: "when was that", "when was Roth
    there"; or a duration for "since when"."""
    clause = question.clauses[-1]
    since = _SINCE_WHEN.search(clause.text)
    asked = PREPOSITIONS.union(since[0].split()) if since else PREPOSITIONS
    if not all(term.is_name or term.meant in asked for term in clause.subject):
        return False
    if since:
        return has(_HAS_BEEN, quote)
    return bool(_WAS.search(clause.text)) and Want.DATE in clause.wants & provides(quote)


def tells_count(question: Question, quote: str) -> bool:
    """Whether a quote counts what a question asks the number of: "how many holes", of "140 trial holes"."""
    asked = _HOW_MANY.fullmatch(question.message.bare)
    if asked is None:
        return False
    words = tokenize(quote)
    return any(_is_counted(words[max(0, at - _COUNTED_WITHIN - 1) : at]) for at in places_of(asked["noun"], words))


def _is_counted(words: Sequence[str]) -> bool:
    """Whether these words before a noun count it: "140 trial", not "52 on"."""
    figure = max((at for at, word in enumerate(words) if _FIGURE.fullmatch(word)), default=-1)
    is_near = figure >= 0 and len(words) - figure <= _COUNTED_WITHIN
    is_year = _DATED.fullmatch(" ".join(words[max(0, figure - 1) : figure + 1])) is not None
    return is_near and not is_year and STOP_WORDS.isdisjoint(words[figure + 1 :])


def has(pattern: Regex, quote: str) -> bool:
    """Whether a pattern is found in a quote."""
    return pattern.search(clean(quote)) is not None


def tells(quote: str) -> Want:
    """What a quote `provides`, except a price or number if the quote only has times ("14 days before the payment"):
    "how much" asks for none."""
    held = provides(quote)
    has_amount = Want.COUNT in held or has(_AMOUNT, quote)
    return held if has_amount else held & ~(Want.COST | Want.NUMBER)


def names_only_them(question: Question, found: Candidate) -> bool:
    """Whether a passage only names somebody without what is asked about them: none of the question's other words or, if
    it has none, not the kind of thing asked for ("where did she say it")."""
    clause, quote = question.clauses[-1], found.passage.quote
    if asked := {term.meant for term in clause.subject if not term.is_name}:
        return asked.isdisjoint(found.matched)
    return bool(clause.wants & ~provides(quote)) or (wants_place(clause.text) and not holds_place(quote))


def people_of(quote: str) -> str:
    """The word with which a quote first refers to people: "guests"; "" if it has none."""
    words = tokenize(quote)
    beside = {at for at, word in enumerate(words) if word in ("with", "by")}  # "come with a parent" is about others
    about = (word for at, word in enumerate(words) if word in PEOPLE and beside.isdisjoint((at - 1, at - 2)))
    return next(about, "")


def what_follows(shown: Passage, article: Article) -> Passage | None:
    """The passage about what comes next: the shown one itself ("they stay for a week and then go"), or the one after it
    in its paragraph ("After that ..."); None if neither is."""
    if has(_GOES_ON, shown.quote):
        return shown
    _, after = article.neighbours(shown)
    is_near = after is not None and after.paragraph == shown.paragraph and _TAKES_UP.match(clean(after.quote))
    return after if is_near else None


def takes_up(shown: Passage, article: Article) -> Passage | None:
    """The passage that begins the next paragraph, or else the one after the shown one in its own, if it takes up what
    was told before: "These talks"."""
    _, after = article.neighbours(shown)
    beside = after if after is not None and after.paragraph == shown.paragraph else None
    first = next(iter(article.passages_of(shown.paragraph + 1)), None)
    return next((each for each in (first, beside) if each is not None and _TAKEN_UP.match(clean(each.quote))), None)
