"""Questions that are about what was shown and name nothing themselves: "says who", "like what?", "and then?". The
patterns match the whole `bare` line of a message, except `_CONCLUDES`, which needs its first words."""

from __future__ import annotations

from bot.matching.english.stop_words import AUXILIARIES, OPEN_WORDS
from bot.matching.patterns import Regex
from bot.matching.utterance import Utterance

WHO_SAYS = Regex(
    r"says who|(?:who|whos) (?:says|said|saying|claims|claimed)(?: (?:so|it|that|this))?(?: then)?"
    r"|according to whom?"
)
"""Only asks who says what was shown."""

FOLLOWS = Regex(
    r"(?:then(?: what)?|what then"
    r"|(?:what (?:happens|happened|is|was) |whats )?(?:after(?:wards?| (?:that|this|it))|then)"
    r"|what (?:do|does|did|will|would|can) (?:i|we|you|they|he|she|it) (?:do )?(?:after(?:wards?| that)|then))\W*"
)
"""Only asks what comes after what was shown: "and then?", "what happens after that"."""

OUTCOME = Regex(
    r"(?:(?:(?:did|has|have) )?(?:anything|something|much|what)(?: (?:good|has|have|had))?"
    r" (?:come|came)(?: out)?(?: of (?:it|that|this|them|those))?"
    r"|(?:with )?(?:any|the|what(?:s| is| was| were)?(?: the)?) (?:results?|outcomes?|progress)"
    r"|any (?:good )?news(?: (?:from|of|on|about) (?:it|that|this|them|those))?"
    r"|(?:did|has) (?:it|that|this|(?:his|her|their|the|this|that) \w+) (?:pay|paid) off"
    r"|was (?:it|that|this) worth it"
    r"|how(?:d| did) (?:it|that|this|they|those|these|things|(?:the|those|these) \w+) go"
    r"|(?:did|was|were) (?:it|that|this|they|those|these|things) (?:go (?:ok|okay|well)|work out"
    r"|(?:an? )?(?:good|nice|useful|productive|success(?:ful)?)(?: \w+)?)"
    r"|did (?:they|it) get anywhere"
    r"|(?:did|has|have) (?:it|that|this) (?:changed?|do|done|achieved?|(?:led|lead) to|helped?|made?)"
    r" (?:anything|something|much))"
    r"(?: (?:then|there|in the end|at least))*"
)
"""Asks what came of what was shown, and names nothing: "did anything come out of it", "was it a good meeting"."""

EXAMPLES = Regex(
    r"(?:like (?:what|who|which)|such as(?: (?:what|who|which))?|for (?:example|instance)(?: what)?|eg"
    r"|e\.g\.|namely|how so|in (?:what|which) (?:ways?|areas?|respects?|forms?)"
    r"|(?:any|some|give (?:me|us) (?:an|some)|name (?:an|some)) examples?)\W*"
)
"""Only asks for examples of what was shown: "like what?"."""

EXCEPTIONS = Regex(
    r"(?:(?:are|is|were|was) there )?(?:any|no|some|what|which) exceptions?(?: (?:to|from|for) (?:it|that|this|them))?"
    r"|(?:in )?(?:always|every time|all cases|every case)|without exceptions?"
    r"|(?:for|to) (?:everyone|everybody|all of (?:us|them|you))"
)
"""Only asks whether what was shown holds for all: "any exceptions", "always?"."""

HOW = Regex(r"how(?: (?:exactly|then))?(?: (?:would|do|can|could)(?: (?:i|we|you|one)(?: do (?:it|that|this|so))?)?)?")
"""Only asks how something shown is done."""

WHERE = Regex(r"where(?: (?:exactly|then))?(?:(?: is|s) (?:it|that|this))?")
"""Only asks where something shown is."""

_PREPOSITION = (
    r"(?:to|by|for|about|with|from|of|at|on|in|against|until|till|into|under|over|through|because of|on behalf of"
    r"|thanks to)"
)
OF_ACTION = Regex(
    rf"(?:{_PREPOSITION} (?:what|who|whom|which|whose|where)(?: \w+)?"
    rf"|(?:what|who|whom|where) {_PREPOSITION}"
    r"|whose(?: (?!fault|mistake|blame|problem)\w+)?(?: (?:is|are|was|were) (?:it|that|this|they|those|these))?"
    r"|who(?: (?:did|does|do|has|have|will))?"
    r")(?: then)?"
)
"""Asks with a preposition or "whose" for one more thing about what was shown, and names nothing: "to whom"."""

_CONCLUDES = Regex(
    r"(?:(?:ok|okay|oh|and|but|well)\W+)*so\W+(?:(?:do|does|did|would) (?:it|that|this) mean\b|(?P<first>\w+)\W+\w).*"
)
"""Concludes something from what was shown, where it does not ask: "so it's close?", "so does it mean they lost"."""

_WHAT_TO_DO = Regex(r"what (?:do|should|must|can|could|may|would|shall) (?:i|we)\b.*")
"""Asks what whoever asks has to do: "what do I do then"."""

OF_OTHERS = Regex(r".*\b(?:(?:who|where|any(?:one|body)?) (?:else|others?)|and the others?)\b.*|the others?")
"""Asks of others than were shown: "who else was there"."""

AFTER_SOMEBODY = Regex(r"(?!who\b)(?:\w+ )*(?:after (?:him|her)|those who came after|successors?)\b.*")
"""Asks about somebody's successors: "and after him?", "did the ones after him drop it"; not who they are."""

HAPPENED = Regex(r"(?:has|have|had|did) \w+ (?:\w+ )*\w+\W*")
"""Asks whether something has happened: "has anybody been turned down"."""

_SOMEONE = r"(?:i|you|we|they|he|she|someone|somebody|people)"
BREACHES = Regex(
    r"(?:what (?:(?:can|could|will|would|might|does|is going to) )?happen(?:s|ed)? (?:to|with)"
    r" (?:him|her|them|me|you|us|people|someone|somebody)"
    rf"|what (?:if|happens (?:if|when)) {_SOMEONE} (?:do|does|did) (?:it|that|this|so)"
    rf"|if {_SOMEONE} (?:do|does|did) (?:it|that|this|so)(?= again| anyway)"
    rf"|what (?:do|does|will|would) {_SOMEONE} get for (?:it|that|this)"
    r"|(?:what|whats) (?:is |are |s )?the (?:punishment|penalty|penalties|sanctions?|consequences?)"
    r"(?: for (?:it|that|this))?)"
    rf"(?: (?:then|now|again|anyway|if {_SOMEONE} (?:do|does) (?:it|that)))*\W*"
)
"""Asks what happens to somebody who does what was shown: "what happens to him then", "and if he does it again"."""


def asks_of_shown(message: Utterance) -> bool:
    """Whether a message is such a question and nothing else."""
    return any(map(message.is_all, (WHO_SAYS, FOLLOWS, OUTCOME, EXAMPLES, OF_ACTION, EXCEPTIONS, HOW, WHERE)))


def draws_on_shown(message: Utterance) -> bool:
    """Whether a message concludes something from what was shown, or asks what to do: "so it's over?"."""
    if _WHAT_TO_DO.fullmatch(message.bare):
        return True
    found = _CONCLUDES.fullmatch(message.line)
    return found is not None and found["first"] not in AUXILIARIES | OPEN_WORDS
