"""Recognises orders to a bot: to be quiet, to start anew, to delete its messages, to work differently."""

from __future__ import annotations

from typing import NamedTuple

from bot.matching.patterns import Regex
from bot.matching.utterance import Utterance

LONGEST = 60
"""In characters: a longer message is no order."""

YOU = r"(?:you|u|this bot|the bot)"
_AFTER = r"(?:\W+(?:up|now|already|bot|man|again|for now|everything|all|\d{1,4}))*"

_CHANNEL = r"(?:channel|chat|thread|server|guild)"
_PLACE = rf" (?:in )?(?:here|there|(?:this|that|the|our|my|every|any|all|other) {_CHANNEL}s?|#\S+|<#\d+>)"
_HERE = rf"(?:{_PLACE}| (?:now|again|too))"
_WANTING = r"(?:.*\b(?:i|we|to|can|please|pls) )?"
"""Words before an action on the bot: "how do I mute you", not "will mods mute you"."""

_SPEAK = r"(?:talk|answer|reply|respond|speak|listen|interrupt)"
_UNASKED = (
    rf"(?:{_HERE}| (?:to )?(?:me|us|him|her|them|everyone|everybody|people|everything|unasked|in"
    r"|(?:(?:my|our|his|her|their|these|those|all|any) )?(?:questions|messages|posts)"
    r"|all the time|so much|so often|any ?more|without being asked)| unless (?:i ask|we ask|asked)(?: (?:you|u))?)*"
)
QUIET = Regex(
    rf".*\b(?:turn|switch|shut) {YOU} (?:off|down)\b.*|{_WANTING}(?:mute|silence|disable) (?:{YOU}|yourself){_HERE}*"
    r"|(?:can|could|will) (?:you|u) (?:please )?(?:stop (?:talking|answering|replying|speaking)|be quiet(?:er)?)\b.*"
    rf"|(?:can|could|will) (?:you|u) (?:please )?leave(?: (?:us|me)(?: alone)?|{_HERE})*"
    r"|(?:can|could|will) (?:you|u) (?:please )?stop(?: (?:it|that|this|now))*"
    rf"|(?:stop {_SPEAK}ing|(?:do not|never) {_SPEAK}){_UNASKED}"
    rf"|stop {_SPEAK}ing(?: to| with)? @?\w+{_UNASKED}"  # somebody by name
    r"|ignore (?:me|us|him|her|them|everyone|everybody|@\w+)"
    rf"|only {_SPEAK} (?:in (?:#|<#|this|that|the|here)|(?:when|if) (?:i|we|asked|called)|to (?:me|us))\b.*"
    rf"|leave (?:this|the|our|my) {_CHANNEL}"
    rf"|how (?:do|can|could) (?:i|we) (?:make|get) {YOU} (?:to )?(?:stop|shut up|be (?:quiet|silent)|go away)"
    rf"|{YOU} (?:talk|speak|answer|reply) (?:too|so) (?:much|often)"
    rf"|{YOU}(?: are)? (?:too|so) (?:chatty|noisy|loud|talkative)"
    rf"|be (?:(?:(?:a )?(?:bit|little) )?(?:less|not so|more) (?:chatty|noisy|talkative|annoying|quiet|silent)|quieter)"
)
"""Orders to say less, or nothing."""

_SETTINGS = r"(?:settings|config|configuration|configure|setup|set up)"
SETUP = Regex(
    rf".*\b(?:turn|switch|set) {YOU} (?:on|up)\b.*|.*\b(?:configure|move) (?:{YOU}|yourself)\b.*"
    rf"|(?:how (?:do|can|could) (?:i|we) )?(?:remove|uninstall|kick|get rid of)"
    rf" (?:{YOU}|yourself)(?: from (?:the|this|my|our) (?:server|channel|discord))?"
    rf"|{_WANTING}(?:unmute|enable|set ?up) {YOU}{_HERE}*|(?:you can )?{_SPEAK}{_PLACE}{_HERE}*"
    r"|.*\b(?:turn|switch) (?:on|off) (?:the )?(?:listening|auto ?(?:reply|replies|answers?))\b.*"
    rf"|.*\b(?:your|(?:the|this) bots?|footnotes?) {_SETTINGS}"
    rf"|(?:show|see|open|change|edit|list|view)(?: me)?(?: the| my| all)*"
    rf" (?:{_SETTINGS}|insights|unanswered(?: questions)?|questions without (?:an )?answers?){_HERE}*"
    rf"|(?:how (?:do|can) (?:i|we) )?(?:(?:switch|change) to|(?:change|set|choose|switch)"
    rf" (?:an?|the) article)(?: \S+){{0,4}}? (?:for|in|of) (?:this|the|our|my) {_CHANNEL}"
    r"|how (?:do|can) (?:i|we) (?:change|set|choose|add|pick|replace|use)"
    rf" (?:an?|the|another|my own|our own|new|more|other) articles?{_HERE}*"
    r"|why (?:are|do|did|will|have|can) (?:not )?(?:you|u) (?:so |just |not |never |always )*(?:silent|quiet|mute"
    r"|ignor(?:e|ing)|answer(?:ing|ed)?|respond(?:ing|ed)?|reply(?:ing)?|replied|speak(?:ing)?|talk(?:ing)?)"
    r"(?: (?:to|me|us|him|her|them|here|anymore|any more|now|today|in this channel|my question|my questions))*"
    rf"|(?:/?footnote )?(?:{_SETTINGS}|unanswered|insights)"
    r"|/?footnote (?:file|doctor|reload)"
)
"""Orders for those who manage a server."""

_HUSH = Regex(
    rf"(?:shut (?:the \w+ )?up|stfu|shut it|shush|hush|pipe down|be (?:quiet|silent)"
    r"|(?:stay|keep|go) (?:quiet|silent)|go (?:away|offline|to sleep)|get (?:lost|out)|leave (?:me|us) alone"
    r"|stop (?:it|that|this)|quit it|(?:turn|switch|power|log|shut) (?:yourself )?(?:off|down)|mute yourself|enough)"
    rf"{_AFTER}"
)
_ANEW = Regex(
    rf"(?:(?:start|begin) (?:over|again|anew|afresh)|new (?:chat|conversation|session)"
    r"|(?:clear|reset|restart|wipe) (?:(?:the|this|our|my|your) )?(?:chat|conversation|session|history|context|memory"
    rf"|screen|bot|yourself)|reboot yourself){_AFTER}"
)
_THOSE = r"(?:all|of|the|this|that|these|those|your|our|every|old|last|recent|past|\d{1,4})"
_TIDY = Regex(
    rf"(?:clear|clean|delete|remove|erase|purge|prune|wipe|hide|nuke)(?: (?:up|out))?"
    # "clear message" describes a message
    rf"(?:(?: {_THOSE})+ (?:message|msg|answer|reply|post|mess|{_CHANNEL})"
    rf"|(?: {_THOSE})* (?:messages|msgs|answers|replies|posts|spam)){_AFTER}"
)
_WORDS = {
    "quiet": "stop quit exit pause cancel mute silence quiet sleep off leave shutdown disable unsubscribe abort halt"
    " end close cease",
    "anew": "reset restart reboot clear undo redo refresh reload forget",
    "delete": "delete del remove erase purge prune unsend wipe hide",
    "footnote": "settings config configuration configure setup unanswered insights doctor enable activate resume"
    " unmute",
}
_NAMES = {word: name for name, words in _WORDS.items() for word in words.split()}
_WORD = Regex(rf"({'|'.join(_NAMES)})(?:\W+\1)*{_AFTER}")

_INSISTING = Regex(r"^(?:i|we) (?:just )?(?:said|told (?:you|u))(?: to)? ")
_NO_ORDER = Regex(
    r"(?:and|but|or)\b(?!.*\b(?:please|pls|plz)\b).*"
    r"|.*\b(?:a?(?:ha){2,}h?|(?:he){2,}|lo+l|lmf?ao+|rofl|xd+|jk|omg|aw+)\b.*"
)
"""Words of an order that is none: said in fun ("haha stop it"), or as a part of what was said ("and end")."""

_MAKE = r"sing|dance|rap|draw|paint|write|compose|play|roll|flip|cook|bake|make"
_ONE = r"(?:an?|another|something)"
_PERFORM = Regex(
    rf"(?:(?:tell|teach|lend|send|get|buy|order|bring|{_MAKE}) (?:me|us) (?:{_ONE}|some|one more)\b"
    rf"|(?:{_MAKE})(?: (?:{_ONE}|some)\b|\W*$)|do (?:{_ONE}|my|our)\b)(?!.* (?:about|of|for) (?!me\b|us\b)).*"
)
"""Orders for something that the bot cannot do: "tell us a joke", "do my homework", not "tell me a bit about it"."""


_SERVE = Regex(
    r"(?:dm|pm|text|email|message|notify|alert) (?:me|us|him|her|them)\b.*"
    r"|(?:remind|wake) (?:me|us)(?! (?:who|what|when|where|why|how|which|of|about)\b).*"
    r"|set (?:me )?(?:up )?an? (?:reminder|timer|alarm)\b.*"
    r"|(?:pin|edit|fix|bookmark|save|send|post|forward|share|copy|print) (?:it|this|that|these|those)\b.*"
    r"|(?:make|turn) (?:it|this|that) \w.*|read (?:it|this|that) (?:aloud|out)\b.*"
)
"""Orders to do something with what was shown, or later."""


class Order(NamedTuple):
    """An order to any bot, by the name of the line that answers it. `word` is the word that an article may be asked
    about too; it is empty if only a bot can be meant."""

    name: str
    word: str


def order_in(message: Utterance) -> Order | None:
    """The order in a message that addresses the bot; None if there is none."""
    if len(message.written) > LONGEST or _NO_ORDER.fullmatch(message.line):
        return None
    order = _INSISTING.sub("", message.order)
    if found := _WORD.fullmatch(order):
        name = _NAMES[found[1]]
        # "end?" may ask about an end, "can you stop?" does not
        may_ask = "?" in message.written and order == message.bare and name != "footnote"
        return None if may_ask else Order(name, found[1])
    orders = {"quiet": _HUSH, "anew": _ANEW, "delete": _TIDY}
    return next((Order(name, "") for name, pattern in orders.items() if pattern.fullmatch(order)), None)


def asks_to_perform(message: Utterance) -> bool:
    """Whether a message orders something that a bot which only answers cannot do."""
    return len(message.written) <= LONGEST and _PERFORM.fullmatch(message.order) is not None


def asks_to_serve(message: Utterance) -> bool:
    """Whether a message orders something to be done with what was shown, or later: "pin this", "dm me that"."""
    return len(message.written) <= LONGEST and _SERVE.fullmatch(message.order) is not None
