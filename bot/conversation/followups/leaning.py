"""How a message refers to what came before it, by its words or its form: "more", "and the other one?". Patterns match
the `line` of a message; those for "more" and "go back" match its `bare` line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.article.model import Article, Name
from bot.conversation.acts.polite_words import INTERJECTIONS
from bot.matching.english.stop_words import OPEN_WORDS, STOP_WORDS
from bot.matching.patterns import Regex
from bot.matching.text import clean, words_of
from bot.matching.utterance import Utterance

_REFERS = Regex(
    r"\b(?:he|she|him|his|her|hers|hes|shes|it|its|they|them|their|theirs|theyre|that|this|those|these|there|one|ones)\b"
)
_LEANS = Regex(rf"{_REFERS.pattern}|\b(?:then|such|so|other|others|else|both|either|neither|same|instead|too|also)\b")
_OPENS = Regex(r"^(?:(?:ok|okay|so|but|and|also|then|or|hm+|well|yeah|yes|no|right|wait|oh|ah|lol|n)\b\W*)+")
_NEXT = Regex(r"(?:what|how) about\b")
_MORE = Regex(
    r"(?:(?:can|could) (?:you|i|u) (?:please )?(?:get |have |tell (?:me|us) |say |give (?:me|us) |go into |hear )?)?"
    r"(?:(?:tell|show|give|say) (?:me |us )?)?(?:(?:a|some|any|the) )?(?:(?:bit|little|lot|few) )?"
    r"(?:more|further|continue|keep going|carry on|go on|go ahead|elaborate|expand|next|next one|what else"
    r"|anything else|one after"
    r"|something else|anything more|what more|read on|the rest|what next|whats next|what comes (?:next|after)"
    r"|keep reading)"
    r"(?: (?:info|information|details?|deets|context|on|about|of|to|it|that|this|there|topic|subject|bit|part|point"
    r"|say|said"
    r"|is there|was there|please|pls|plz|stuff|things|from|the article|in there|they say|does it say|did they|in|with"
    r"|them"
    r"|got|into|get|the|page|paragraph))*"
)
_BACK = Regex(
    r"(?:go |one |a |the )*(?:previous|prev|back)(?: (?:one|page|paragraph|please|pls))*|(?:the )?one before"
    r"|what (?:comes|stands|is written) before(?: (?:that|this|it))?"
)
_SHOW = (
    r"(?:(?:can|could|may) (?:i|we|you|u) )?(?:(?:see|show|read|give|get|have|open|post|quote|view) )?(?:(?:me|us) )?"
)
_WHOLE = r"(?:whole|full|entire|complete|rest of the|all of the)"
_PARAGRAPH = Regex(
    rf"{_SHOW}(?:(?:the|that|this|its) )?(?:(?:{_WHOLE} )?(?:paragraph|para)|{_WHOLE} (?:passage|quote|context))"
    r"(?: (?:of|for|around|with|from) (?:that|this|it))?(?: (?:please|pls))?"
    r"|(?:(?:in|the|some|give (?:me|us)) )*context"
)
_IT = r"(?:(?:that|this|it)(?: one)?|(?:the )?(?:(?:last|previous) )?(?:quote|answer|passage))"
_AGAIN = Regex(
    r"(?:(?:(?:can|could|may) (?:i|we) )?(?:say|show|tell|give|post|repeat|get|see|have)(?: (?:me|us))?"
    rf"(?: {_IT})?|{_IT})"
    r" (?:again|once more|one more time)|come again|what (?:is|was) (?:that|this|it|the answer) again"
    r"|once more|one more time|repeat(?: (?:that|this|it|yourself))?"
    r"|what did (?:you|u) (?:just )?say"
    r"|(?:what|which) (?:paragraph|page)(?: (?:is|was) (?:that|this|it)(?: (?:in|from))?)?"
    r"|where (?:exactly )?(?:does|did) (?:it|the (?:article|text)) say (?:that|this|so|it)|quote (?:that|this|it)"
    r"|where in the (?:article|text) (?:is|was) (?:that|this|it)|verbatim|(?:the )?(?:exact|original) (?:quote|wording)"
    r"|where (?:is|was) (?:(?:that|this|it) (?:written|said|in the (?:article|text))|(?:that|this) from)"
)
_ONESELF = Regex(r"(?:^|\b(?:if|but|and|so|that|when) )(?:i|we|my|our|mine|ours)\b(?! (?:god|bad|goodness|word))")
_OWN_CASE = Regex(
    r"(?:(?:so|and|but|ok|okay|hi|hey|hello|well)\W+)*(?:my|our) (?!god|bad|goodness|word|mistake|dear|love)\w+"
    r"(?: \w+){2,}"
)
_TAG = re.compile(
    r"(?:^|[\s,.])(?:right|correct|true|yeah|no|yes|huh|innit|eh|really|true or false|isnt it|is not it|is it true"
    r"|is that (?:right|true|correct|so)|fact check|confirm|can (?:anyone|someone) confirm|am i (?:right|wrong)"
    r"|i (?:bet|guess|think|believe|suppose|assume|reckon|hear|heard))"
    r"\s*[?!.]*\s*$"
)
_HEARSAY = re.compile(
    r"^\W*(?:(?:so|wait|ok|but|and|yo|bro|hey|lol)\W+)*(?:i (?:heard|read|thought|think|believe|was told|bet|guess"
    r"|assume|reckon|suppose)|(?:guess|bet|reckon) (?:i|we|you|they|he|she|it|the|there)|pretty sure"
    r"|(?:they|people|someone|somebody) (?:say|said|says|told)|apparently|allegedly|is it true"
    r"|so (?:the|they|it))\b"
)


def asks_for_more(message: Utterance) -> bool:
    """Whether a message asks for what comes next and names nothing: "more", "what else", "go on please"."""
    return bool(_MORE.fullmatch(message.bare))


def goes_back(message: Utterance) -> bool:
    """Whether a message asks for what came before and names nothing: "previous", "go back", "the one before"."""
    return bool(_BACK.fullmatch(message.bare))


def asks_for_paragraph(message: Utterance) -> bool:
    """Whether a message asks for the whole paragraph of what was shown: "show me the whole paragraph", "context?"."""
    return bool(_PARAGRAPH.fullmatch(message.bare))


def asks_again(message: Utterance) -> bool:
    """Whether a message asks for what was shown once more, or where it stands: "repeat that", "which paragraph?"."""
    return bool(_AGAIN.fullmatch(message.order))


def leans(message: Utterance) -> bool:
    """Whether a message may be a follow-up: by a pronoun, by its opening, or because it is short."""
    words = message.words
    carrying = sum(word not in STOP_WORDS for word in words)
    return bool(_OPENS.match(message.line) or _LEANS.search(message.line)) or carrying < 2 or len(words) <= 5


def refers(message: Utterance) -> bool:
    """Whether a message has a word that refers to somebody or something mentioned before."""
    return bool(_REFERS.search(message.line))


def continues(message: Utterance) -> bool:
    """Whether a message has the form of a continuation: "and cats?", "how about cats?", "are they allowed?"."""
    return bool(_OPENS.match(message.line) or _NEXT.match(message.line)) or refers(message)


def asks_in_talk(message: Utterance) -> bool:
    """Whether a message may ask something after an answer, whatever its form: it has a question word ("for what
    exactly"), or is about its writer: "my project is bigger than that", "and if I forgot my scarf"."""
    return bool(_ONESELF.search(message.line)) or not OPEN_WORDS.isdisjoint(message.words)


def tells_own_case(message: Utterance) -> bool:
    """Whether a message tells what happened to its writer, who may want to know what follows: "my landlord raised the
    rent"."""
    return bool(_OWN_CASE.fullmatch(message.line.strip(" .!"))) and INTERJECTIONS.isdisjoint(message.words)


def states(message: Utterance) -> bool:
    """Whether a message is a statement that may be checked, and not an open question."""
    text = message.line
    first = text.split(maxsplit=1)[0] if text else ""
    return bool(_TAG.search(text) or _HEARSAY.match(text)) and first not in OPEN_WORDS


def asks_openly(message: Utterance) -> bool:
    """Whether a message is a question for more than yes or no: it begins with "what", "how" and the like."""
    words = words_of(_OPENS.sub("", message.line), 1)
    return bool(words) and words[0] in OPEN_WORDS


def people_in(line: str, article: Article) -> list[str]:
    """The persons in a `clean` text, by their names in the article, in the order of the text."""
    return named_in(line, (name for name in article.names if name.kind == "person"))


def named_in(line: str, names: Iterable[Name]) -> list[str]:
    """The names in a `clean` text, including aliases, in the order of the text."""
    found: list[tuple[int, str]] = []
    for name in names:
        places = [at for alias in (name.name, *name.aliases) if (at := _place(alias, line)) >= 0]
        if places:
            found.append((min(places), name.name))
    return [name for _, name in sorted(found)]


def _place(alias: str, text: str) -> int:
    alias = _cleaned(alias)
    found = re.search(rf"\b{re.escape(alias)}\b", text) if alias and alias in text else None
    return found.start() if found else -1


# Cached, as all names of an article are searched in every message.
_cleaned = lru_cache(maxsize=5_000)(clean)
