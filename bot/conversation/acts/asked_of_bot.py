"""Recognises questions about the bot itself, and which of its commands answers them."""

from __future__ import annotations

import re

from bot.conversation.acts.orders import QUIET, SETUP, YOU
from bot.conversation.acts.privacy_questions import PRIVACY
from bot.matching.english.forms import ORDINALS
from bot.matching.patterns import Regex
from bot.matching.utterance import Utterance

LONGEST = 120
"""In characters: a longer message asks something else."""

_I_WANT = Regex(r"^(?:(?:(?:can|could|may|will|would) (?:i|we)|i (?:want|need) to|let me) )+")
_AT_END = r"(?: (?:here|again|then|now|to me|to us))*"
_GIVE = r"(?:show|list|see|give|get|send|have)(?: (?:me|us|to))?"
_THE = r"(?:(?:all|any|the|a|this|that|your) )*(?:of (?:the |your )?)?"

_TOPICS = Regex(
    rf"(?:go )?(?:back to |{_GIVE} )?{_THE}topics(?: (?:list|menu))?{_AT_END}"
    r"|what are (?:the|your|its|all the|all your) topics"
    r"|(?:(?:change|switch|try|pick|show|give)(?: to)?(?: (?:me|us))? )?(?:(?:a|an|the|any|some) )?"
    r"(?:new|other|another|different|more) (?:topic|subject|theme)s?|(?:change|switch) (?:the )?(?:topic|subject)"
    rf"|(?:the )?topic (?:list|menu)|(?:the )?list of topics"
    rf"|(?:go )?(?:back to |{_GIVE} )?(?:the )?(?:list|table of contents|toc){_AT_END}"
    r"|(?:what|which) (?:topics|sections|themes) (?:are there|(?:do|can) (?:you|u) (?:have|know|cover|answer)"
    r"|does (?:it|this|the article|the text) (?:have|cover)|(?:can|could|may) (?:i|we) (?:ask|pick|choose))"
    r"(?: (?:you )?(?:about|from))?"
    r"|what (?:can|could|should|may|do|to) (?:(?:i|we|one|people) )?ask(?: (?:you|here|about|it|this|first|then))*"
    r"|(?:(?:give|show|suggest|list)(?: (?:me|us))? )?(?:(?:some|an?|more|any|good) )*(?:example|sample) questions?"
)
_TOPIC_NUMBER = Regex(
    rf"(?:{_GIVE} |open |go to |pick |choose |read |take )(?:me )?(?:the )?topic (?:number |no |nr )?"
    rf"\W?(\d{{1,3}}){_AT_END}"
)
_ARTICLES = Regex(
    r"(?:what|which) (?:other |else )?articles(?: (?:(?:do|can) (?:you|u|i|we) (?:have|know|read|choose|use|ask)"
    r"(?: (?:about|you))?|are there|there are))?"
    r"|how many articles(?: (?:(?:do|can) (?:you|u) (?:have|know|read|answer from)|are there|there are))?"
    r"|(?:do|can) (?:you|u) (?:have|know|read) (?:any )?(?:other|more|several) articles"
    rf"|(?:{_GIVE} )?(?:me )?{_THE}(?:other )?articles(?: list)?{_AT_END}|(?:the )?list of articles"
    r"|what are (?:your|the|all the|all your) articles"
    rf"|(?:switch|change|swap|choose|pick)(?: to)?(?: (?:the|an?|another|the other))? articles?{_AT_END}"
    rf"|(?:{_GIVE} |use |open |try )?(?:the )?(?:other|another|next|different) article{_AT_END}"
)
_NAMED_ARTICLE = Regex(
    rf"(?:let )?(?:us )?(?:switch|change|go)(?: (?:the )?article)? to (?:the )?(?:article )?(.{{1,60}}?)"
    rf"(?: article)?{_AT_END}|(?:{_GIVE} |switch to |use )?article (?:number |no |#)?(\d{{1,3}}){_AT_END}"
    rf"|(?:{_GIVE} |use |open )?the (\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)}|last) article{_AT_END}"
)
_WHOLE = r"(?:whole|full|entire|complete|actual|original)"
_TEXT = Regex(
    rf"(?:show|send|give|read|see|post|paste|print|open)(?: (?:me|us|to))? {_THE}"
    rf"(?:(?:{_WHOLE} )*(?:article|text)|{_WHOLE} (?:thing|story))(?: in full)?{_AT_END}"
    rf"|(?:the )?{_WHOLE} (?:article|text){_AT_END}"
    rf"|(?:where|how) (?:can|could|do|may) (?:i|we) (?:read|see|find) {_THE}(?:{_WHOLE} )*(?:article|text){_AT_END}"
    rf"|read (?:it|this|that|the article) (?:to|for) (?:me|us){_AT_END}"
    rf"|(?:read|start)(?: it)? from the (?:start|beginning|top){_AT_END}"
)
_SOURCE = Regex(
    rf"(?:{_GIVE} )?{_THE}(?:source )?(?:link|url)"
    rf"(?: (?:to|of|for) {_THE}(?:article|source|original|text|it))?{_AT_END}"
    r"|(?:and |so |but )?(?:where did (?:you|u) (?:get|read|find|see|hear) (?:that|this|it)(?: from)?"
    r"|how (?:do|would|can) (?:you|u) (?:even )?know(?: (?:that|this|it|all that))?"
    r"|who told (?:you|u)(?: (?:that|this|so))?)"
)
_ARTICLE = r"(?:it|this|(?:the|this|your) (?:article|text|piece|post|page|story))"
_OF_THE_TEXT = Regex(
    rf"(?:what(?:s| is)? |(?:give|tell|show) (?:me|us) )?(?:the |its )?"
    rf"(?:title|headline|(?:reading|read) time|word count)(?: (?:of|for) {_ARTICLE})?{_AT_END}"
    r"|how (?:long|much time|many (?:minutes|hours)) (?:does|would|will|to|do)(?: (?:it|this|i|you))?"
    rf"(?: (?:take|need))?(?: (?:me|one|you))?(?: to)? read(?: {_ARTICLE}| all of (?:it|this)| everything)?{_AT_END}"
    r"|how (?:long|big|short) is (?:the|this|your) (?:article|text|piece|read)"
    r"|how many (?:words|paragraphs|pages)(?: (?:long|(?:are|is|does|has)(?: there)?|in|have|has))*"
    rf"(?: {_ARTICLE}(?: (?:have|has|long))?)?"
)
"""Questions for the article's name or length, which no passage tells."""

_AI = (
    r"(?:(?:ro|chat ?)?bots?|a\W?i|artificial intelligence|(?:chat ?)?gpt(?:\W?\d)?|openai|llms?"
    r"|(?:large )?language models?|neural net(?:work)?s?|claude|gemini|copilot|siri|alexa|llama|deepseek|grok)"
)
_SELF = (
    rf"(?:{_AI}|(?:(?:real|actual|live) )?(?:person|people|man|woman|guy|girl|human)|human being|real|sentient"
    r"|conscious|self\Waware|algorithm|machine|program|computer|script|app|footnote)"
)
_MADE = r"(?:made|built|created|developed|programmed|coded|designed|invented|trained)"
_MAKER = r"(?:company|firm|team|person|people|guy|developer|dev|student|programmer|nerd)s?"
_SOME = r"(?: (?:an?|the|just|actually|really|even|not|like|some|any|(?:kind|sort) of|using|powered by|based on|with))*"
_OR_NOT = rf"(?: or(?: not| what| something|{_SOME} {_SELF}))?"
_ITSELF = Regex(
    rf"(?:(?:(?:(?:are|r) (?:you|u|ya)|am i (?:talking|speaking|chatting) (?:to|with)|is your name){_SOME} {_SELF}"
    rf"|do (?:you|u) use{_SOME} {_AI}){_OR_NOT}"
    rf"|(?:you|u) an? {_SELF}"
    rf"|(?:who|(?:what|which) {_MAKER}) (?:has )?(?:{_MADE}|runs|owns|hosts|maintains|operates|pays for) (?:you|u)"
    rf"|who (?:wrote|{_MADE}) your (?:code|software|program)"
    r"|who (?:made|coded|programmed|developed) this(?: thing)?"
    rf"|(?:how much|what) (?:do|does|would) {YOU} cost(?: (?:me|us))?|(?:do|does) {YOU} cost (?:anything|money)"
    rf"|(?:how|when|where|why|by whom) were (?:you|u) {_MADE}"
    rf"|who were (?:you|u) {_MADE} by|(?:tell (?:me|us)(?: (?:more|something))? about|introduce|describe) yourself)"
    r"(?: (?:then|yes or no))*"
)
"""Questions what the bot is: "are you chatgpt", "are you a bot or a person"."""

_INVITE = Regex(
    rf".*\b(?:invite|install) {YOU}\b.*"
    rf"|.*\b(?:add|have|get|use|put) {YOU} (?:to|on|in|for) .*\b(?:server|guild|discord)s?"
    rf"|(?:{_GIVE} )?{_THE}invite(?: (?:link|url))?{_AT_END}"
)
_DELETE = Regex(
    r"(?:how (?:do|can) (?:i|you|we) )?(?:delete|remove|unsend|erase)"
    r" (?:it|that|this|(?:that|this|your|the) (?:last )?(?:messages?|answers?|reply))"
    rf"{_AT_END}|why did (?:you|u) (?:delete|remove) (?:that|this|it|your|the|my)\b.*"
)
_TONGUE = (
    r"(?:arabic|bengali|bangla|chinese|mandarin|czech|dutch|filipino|tagalog|french|german|greek|gujarati|hebrew|hindi"
    r"|hungarian|indonesian|italian|japanese|korean|marathi|persian|farsi|polish|portuguese|punjabi|romanian|russian"
    r"|spanish|swahili|swedish|tamil|telugu|turkish|ukrainian|urdu|vietnamese|(?:my|other|another|more) languages?)"
)
_LANGUAGE = Regex(
    rf"(?:do|can|could|will) (?:you|u) (?:also )?(?:speak|understand|talk|write|know)"
    rf"(?: in)? {_TONGUE}{_AT_END}"
    rf"|translate(?: (?:it|this|that|the article|for (?:me|us)))*{_AT_END}"
    rf"|(?:speak|talk|answer|reply|write|ask|type|chat|translate|say it|say that|switch|change)"
    r"(?: (?:it|this|that|me|us|you|u))?"
    rf"(?: (?:the |your )?language)?(?: (?:in|to|into))? {_TONGUE}{_AT_END}"
    r"|(?:what|which) (?:other )?languages? (?:do|can) (?:you|u) (?:speak|understand|know|talk|answer in|support)"
    r"|(?:what|which) languages? (?:can|may|should|do) (?:i|we) (?:use|speak|write(?: in)?|ask(?: in)?)"
    rf"|(?:change|switch) (?:the |your )?language{_AT_END}"
)

COMMANDS = {
    "topics": _TOPICS,
    "articles": _ARTICLES,
    "read": _TEXT,
    "about": Regex(f"{_SOURCE.pattern}|{_OF_THE_TEXT.pattern}|{_ITSELF.pattern}"),
    "privacy": PRIVACY,
    "invite": _INVITE,
    "delete": _DELETE,
    "language": _LANGUAGE,
    "quiet": QUIET,
    "footnote": SETUP,
}
"""Patterns of questions about the bot, by the command or the line that answers them."""


def command_for(message: Utterance) -> str:
    """The key in `COMMANDS` for a message to the bot that asks in words for what a command shows or what the bot does:
    "show me the topics", "do you store my messages?", "turn you off". "" for any other message."""
    return next((name for name in COMMANDS if asks_for(message, name)), "")


def asks_for(message: Utterance, command: str) -> bool:
    """Whether a message asks in words for this key of `COMMANDS`."""
    return _found(COMMANDS[command], message) is not None


def topic_number(message: Utterance) -> str:
    """The number of the topic that a message to the bot asks for: "3" of "show me topic 3"; "" if it asks for none."""
    found = _found(_TOPIC_NUMBER, message)
    return found[1] if found else ""


def article_named(message: Utterance) -> str:
    """The possible name of an article that a message to the bot asks for: "foundry lane" of "switch to foundry lane";
    "" if there is none."""
    named = _found(_NAMED_ARTICLE, message)
    return next(filter(None, named.groups()), "") if named else ""


def _found(pattern: Regex, message: Utterance) -> re.Match[str] | None:
    """The match of a pattern, which may leave out fillers, "can you please" and "I want to"."""
    if len(message.written) > LONGEST:
        return None
    forms = dict.fromkeys((message.bare, message.order, _I_WANT.sub("", message.order)))
    return next(filter(None, map(pattern.fullmatch, forms)), None)


_SPOKEN_TO = frozenset("you u ya your ur yours youre yourself".split())
_OF_SOMETHING_ELSE = frozenset(
    """
    he she it they him her them his hers its their theirs that this these those there one ones other others
    more else example examples show tell give list quote explain
    """.split()
)
"""Words beside "you" that show that the message is about what was shown, or asks for more of it."""

_NOT_OF_BOT = Regex(
    r".*\b(?:know|remember|mean|say|think)\W+\w.*"  # "do you know why"
    # "who do you ask", where "you" is anybody
    r"|.*\b(?:who|what|when|where|how|which)\b.*\bdo (?:you|u)\W+(?!(?:know|do|speak|understand|work|like|think|live"
    r"|run|use|come|feel|learn|mean)\b)\w.*"
    # "do you have parking", where "you" are whom the article is of
    r"|(?:\w+ )?do (?:you|u) (?:have|do|offer|sell|take|accept|allow|provide|keep|get|open|need)\W+"
    r"(?!(?:feelings|emotions|opinions|a (?:name|soul|brain|body|gender)|consciousness)\b)\w.*"
)


def asks_of_bot(message: Utterance) -> bool:
    """Whether a message that may be a follow-up says "you" and may mean the bot: "are you human", not "do you know
    why", "can you say more" or "do you have parking". Other rules decide whether it asks about the bot itself."""
    if len(message.written) > LONGEST:
        return False
    words = set(message.words)
    return bool(words & _SPOKEN_TO) and not words & _OF_SOMETHING_ELSE and not _NOT_OF_BOT.fullmatch(message.line)
