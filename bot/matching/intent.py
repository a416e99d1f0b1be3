"""Whether a message asks something, and about which paragraph, judged by its form. All functions take text cleaned by
`bot.matching.text.clean`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.matching.english.forms import CARDINALS, ORDINALS
from bot.matching.english.stop_words import GRAMMAR, LEAD_INS, QUESTION_WORDS
from bot.matching.patterns import Regex
from bot.matching.text import words_of

LAST = -1
"""Stands for the last paragraph, whatever its number."""

_NUMBERS = {**ORDINALS, **CARDINALS, "last": LAST, "final": LAST}
_PARAGRAPH = Regex(
    r"(?:\b(?:paragraph|para)|¶)\s*(?:(?:number|no\.?|#)\s*)?(?P<after>\d{1,3}|[a-z]+)\b"
    rf"|\b(?P<before>\d{{1,3}}(?=st|nd|rd|th)|{'|'.join(ORDINALS)}|last|final)(?:st|nd|rd|th)?\s+(?:paragraph|para)\b"
)

_LOOK_UP = re.compile(
    r"\W*(?:(?:please|pls|plz|(?:can|could|would|will)\W+(?:you|u|i|we)|you|u|hey|yo|bot|ok|so|just|and|but|also)\W+)*"
    r"(?:(?:summari[sz]e|sum up|recap|quote|cite|show|find|read|look up|tell (?:me|us)|what about|anything|explain|"
    r"give (?:me|us)|say (?:something|anything|more) (?:about|on|of))\b|"
    r"(?:the|which|what) (?:part|bit|passage|section|sentence|paragraph|quote) (?:about|on|where)\b|"
    r"what (?:does|did) (?:it|the (?:article|text|piece|author|story)) (?:say|state)\b)"
)
_REQUEST = re.compile(
    r"\b(?:i (?:was |am |m )?(?:just |also |still )?(?:wonder(?:ing)?|curious)|wondering"
    r"|(?<!answer )(?<!answered )my question"
    r"|(?:want|need|(?:would |d )?(?:like|love)) to (?:know|understand|find out)\b(?!\W*$)"
    r"|(?:any|some)(?:one|body) (?:here )?(?:know|remember|explain|tell)s?"
    r"|no idea (?:who|what|when|where|why|how)"
    r"|(?<!could )(?<!did )(?<!not )(?<!will )(?:tell|remind|explain to|enlighten|fill) (?:me|us)"
    r"|(?:do|would) (?:you|u|ya) (?:happen to )?know)\b"
    r"|^\W*(?:(?:please|pls|plz|now|then|so|and|ok|hey)\W+)*(?:explain|describe|list|name|summari[sz]e|define|state"
    r"|identify|outline|compare|give|tell|show|find|quote"
    r"|(?:discuss|enumerate|examine|trace|mention|elaborate|analy[sz]e|evaluate|assess|contrast|illustrate|justify"
    r"|clarify|specify|highlight)\b(?!\W*$))\b"
)

_TURNS_TO_ASK = Regex(
    r"[^\W\d_]\W+(?:(?:what|who|whom|where|when|why|how) (?:do|does|did|should|can|could|would|will|must|may)"
    r" (?:i|we|he|she|they|it|my|our|the)\b|(?:what now|now what|what next)\W*$)"
    r"|\w\W+(?:is|are|was|would) (?:that|this|it|they|those|these|he|she) (?:still |even |really |be |also )*"
    r"(?:ok|okay|fine|all right|alright|cool|enough|possible|allowed|permitted|acceptable|legal|needed|necessary"
    r"|(?:a |an )?(?:problem|issue|must))(?: (?:with|for|by) (?:you|me|us|them|that|it))?\W*$"
)
"""A statement followed by a question without punctuation: "lost my badge what do i do", "my seat is broken what now",
"my son is 11 is that ok"."""

_LED_IN = re.compile(
    r"^(?:for|at|by|to|in|on|from|with|until|till|since|about|under|of|after|before)"
    r" (?:what|whom(?! it may)|whose|how|when|where|which(?! case))\b"
    r"|^(?:may|must|shall|might) (?:i|we|he|she|they|one|it|there|my|our|his|her|their|a|an|any|people|somebody|someone"
    r"|anybody|anyone|members?|guests?|visitors?|users?|kids?|children|students?)\b(?! (?:rest|live)\b)"
    r"|^(?:(?:ca|can|could|should|would|wo|do|does|did|have|has|had) not|couldnt|cant|shouldnt|wouldnt|wont|havent"
    r"|hadnt) (?:i|we|he|she|they|one|it|there|my|our)\b"
)
"""A question whose first word follows others ("at what time do you close"), or could be a name, a month or a wish if no
subject follows: "may my brother watch", not "may the force be with you"."""

_OF_SUBJECT = re.compile(
    rf"\W*(?:(?:{'|'.join(sorted(LEAD_INS))})\W+)*?"
    r"(?:(?:every|any|some)(?:one|body)|bot|bro|dude|man|guys?|ppl|people|folks)"
    r" (?:is|are|was|were|has|have|had|will|would)"
    r" (?!(?:not )?(?:i|we|you|u|he|she|it|they|there|this|that|these|those|the|an?|my|our|your|his|her|their)\b)"
)
"""Forms of address, as a subject: "bot is slow", not "dude is it open"."""

_WISHES = frozenset(("have a", "have an", "have fun", "have to", "do come", "will do", "can not"))
"""Sentences that begin like a question and ask nothing, unless they end with a question mark: "have a nice day"."""

_OWN_DOINGS = frozenset(
    """
    read know see seen find found remember understand get think care mind want follow watch mean expect notice
    """.split()
)
"""Statements of what somebody did not or will do: "haven't read it" and "will read it later" ask nothing."""

_DENIED = _OWN_DOINGS | {"be"}
"""What follows "not" in a sentence that asks nothing: "don't be late", "can't be true"; after "do", any verb does."""

_CRIED = 3
"""How many words an exclamation has that is told by them: "what a surprise", and not "what a shelf costs"."""


def named_paragraph(text: str) -> tuple[int, str] | None:
    """The paragraph that a text names ("paragraph 9", "¶ 9", "the ninth paragraph"; `LAST` for "the last paragraph"),
    and the text without it."""
    if "para" not in text and "¶" not in text:
        return None
    for match in _PARAGRAPH.finditer(text):
        word = match["after"] or match["before"]
        number = int(word) if word.isdigit() else _NUMBERS.get(word)
        if number:
            return number, f"{text[: match.start()]} {text[match.end() :]}"
    return None


def asks_something(text: str) -> bool:
    """Whether a sentence has the form of a question, or of a request for information."""
    if "?" in text.lstrip("? "):  # "?ban" is another bot's command
        return True
    words = [word for word in words_of(text) if word not in LEAD_INS or word in QUESTION_WORDS]
    begins = _begins_a_question(words) and _OF_SUBJECT.match(text) is None
    return begins or bool(_REQUEST.search(text) or _TURNS_TO_ASK.search(text))


def _begins_a_question(words: Sequence[str]) -> bool:
    """Whether words begin as a question does."""
    if not words:
        return False
    if words[0] in QUESTION_WORDS:
        is_told = words[:2] == ["do", "not"] and GRAMMAR.isdisjoint(words[2:3])
        is_denied = is_told or (words[1:2] == ["not"] and not _DENIED.isdisjoint(words[2:3]))
        is_promised = words[0] == "will" and not _OWN_DOINGS.isdisjoint(words[1:2])
        is_cried = words[:2] in (["what", "a"], ["what", "an"]) and len(words) <= _CRIED
        return not (is_denied or is_promised or is_cried) and " ".join(words[:2]) not in _WISHES
    return bool(_LED_IN.match(" ".join(words[:4])))


def is_look_up(text: str) -> bool:
    """Whether the message is a command to show what the article has about some words ("summarize the part about clean
    energy", "quote ...", "tell me about ...")."""
    return bool(_LOOK_UP.match(text))
