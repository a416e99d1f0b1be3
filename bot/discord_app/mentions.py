"""Classifies messages by their form and beginning: they call the bot, talk about it, quote it, are another bot's
command, or refer to something without naming it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.article.model import Article
from bot.conversation.acts.asked_of_bot import command_for
from bot.conversation.acts.orders import order_in
from bot.conversation.acts.said import Said
from bot.conversation.reply import Reply
from bot.conversation.wordings.discord_wording import COMMANDS
from bot.matching.english.chat import GREETED
from bot.matching.english.stop_words import GRAMMAR, OPEN_WORDS, QUESTION_WORDS, STOP_WORDS
from bot.matching.nearby.subjects import is_about
from bot.matching.outcomes import candidates_of
from bot.matching.text import tokenize
from bot.matching.utterance import Utterance

LONGEST_LOOKED_AT = 200
"""How many characters of a text are examined to tell a command from a sentence."""

POINTING = frozenset(
    """
    idea ideas thought thoughts opinion opinions source sources proof context information info link true real fake legit
    accurate think reckon look see help reply respond comment comments fact check factcheck summoning paging calling
    tagging cc fyi
    """.split()
)
"""Words that, with a mention in a reply to somebody else's message, refer to that message: "source?", "any idea?"."""

_QUOTED = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]+`|^[^\S\n]*>>>\s.*\Z|^[^\S\n]*>[^\S\n][^\n]*$"
    r"|(?<=\w)[\s,:]+(?:\"[^\"\n]+\"|“[^”\n]+”)",  # ada asked "@Footnote who?"
    re.DOTALL | re.MULTILINE,
)

_QUOTED_LINE = re.compile(r"^[^\S\n]*>>>\s.*\Z|^[^\S\n]*>[^\S\n][^\n]*$", re.DOTALL | re.MULTILINE)

COMMAND_MARKS = "!$%&+,./:;=?~^>-"
_COMMAND = re.compile(
    r"\s*(?![:;][A-Za-z]\b|:\w+:|tl;dr\b)"  # a smiley is none, nor is "tl;dr"
    rf"(?:[{re.escape(COMMAND_MARKS)}]{{1,2}}|[a-z]{{1,3}}[!$%;?~^=+])[a-z]\w*",
    re.IGNORECASE,
)

_WORDED = re.compile(r"\s*(?:(owo|uwu|sudo|rpg)|pls|plz)\s+([a-z]+)\s+(?:\d+\s+)?<@", re.IGNORECASE)
"""A command of widespread bots that consists of words, with the person it is about: "owo hug @Footnote"."""

_BOT = "\ufffc"
_OPENS = r"(?:^|[.!?,:;]|\b(?:hey|so|and|but|lol|wait|guys|why|how|what|whats|where|when|who|wonder|know|if)\b)[\s,]*"
_DOES = r"(?:is|was|does|did|has|can|could|will|would|should|isn'?t|doesn'?t|can'?t|won'?t)"
_SPOKEN_OF = re.compile(
    r"\b(?:the|(?<!according )(?<!question )to|love|hate|like|use|using|try|trying|ask|asked|asking|mention|ping|tag"
    r"|type|typing|fix|restart|reboot|kick|mute|unmute|blame|trust|invite"
    rf"|from|by|of|than)\s+{_BOT}"
    rf"|\bwho(?:'?s| is| has)?\s+(?:owns|made|makes|runs|built|created|coded|wrote|hosts|added|invited|broke)\s+{_BOT}"
    rf"|\bwhat\s+{_BOT}(?=\s+(?:said|says|did|does|knows|thinks|answers|answered|told)\b)"
    # "why does @Footnote never answer", but not "do you know who he is @Footnote".
    rf"|{_OPENS}{_DOES}\s+{_BOT}(?=\s*\w)(?!\s+(?:tell|show|give|explain|help|know)\b)"
    rf"|\b(?:who|what|where|how)(?:'?s| is| was)\s+{_BOT}"
    rf"|{_BOT}\s+(?:said|says|answers|answered|knows|seems|works|sucks|rocks|keeps|never(?!\s*mind)|always"
    # "@Footnote doesn't know that", but not "@Footnote doesn't it say that".
    r"|(?:doesn'?t|didn'?t|isn'?t|won'?t)(?!\s+(?:he|she|it|they|we|you|i|there|the|that|this|these|those|an?|any\w*)\b)"
    r"|(?:is|was)\s+(?:so|too|very|really|such|pretty|great|good|bad|best|right|wrong|broken|down|dead|back|offline"
    r"|online|slow|useless|useful|helpful|amazing|awesome|cool|smart|dumb|stupid|trash|lying|cooked)\b(?!.*\?))\b",
    re.IGNORECASE,
)


def said_to(name: str, text: str) -> str:
    """What a text says to somebody whom it calls by this name: "Footnote, who", "hey footnote who", "@Footnote who",
    also without a comma if that is an open question or an order: "footnote who", "footnote delete that"; of orders
    before the name only those to be quiet: "stop it footnote". "" if it does not call them: "footnote is down"."""
    called, beginning = re.escape(name.strip()), text[:LONGEST_LOOKED_AT]
    if not called:
        return ""
    plainly = rf"\s*(?:{called}\s*[,:]|(?:{GREETED}[\s,]+@?|@){called}(?!\w)[,:!]?)\s*(?=\S)"
    if found := re.match(plainly, beginning, re.IGNORECASE):
        return text[found.end() :]
    if found := re.match(rf"\s*{called}\s+(?=\S)", beginning, re.IGNORECASE):
        rest = text[found.end() :]
        return rest if cut(rest)[0].casefold() in OPEN_WORDS or _order(rest) else ""
    found = re.fullmatch(rf"(.*\S)\s+{called}[\s.!]*", beginning, re.IGNORECASE)
    # "clear history" speaks of a bot of that name, if at all
    return found[1] if found is not None and _order(found[1]) == "quiet" else ""


def _order(text: str) -> str:
    """The name of the order or command that a text as a whole is; "" if it is none."""
    line = Utterance(text[:LONGEST_LOOKED_AT])
    if (order := order_in(line)) is not None:
        return order.name
    return command_for(line) or (line.bare if line.bare in COMMANDS else "")


_LED_IN = re.compile(rf"\W*(?:(?:so|oh|{GREETED})(?:\s|[,.!:;]|-+\s)+)+(?=[\w/<])", re.IGNORECASE)


def without_greeting(text: str) -> str:
    """A text without a greeting before its request: "hey bot, topics"."""
    greeting = _LED_IN.match(text[:LONGEST_LOOKED_AT])
    return text[greeting.end() :] if greeting else text


_MENTION = r"(?:<(?:@[!&]?|#)\d+>|@(?:everyone|here)\b)"
_OF_MENTIONED = re.compile(
    rf"\b(?:(?:who|what|where|how)'?s|is|are|was|were|do|does|did|has|have|had|will|would|can|could|about|knows?)\s+"
    rf"{_MENTION}",
    re.IGNORECASE,
)


def asks_of_mentioned(text: str) -> bool:
    """Whether a text asks only about people, roles or channels that it mentions: "who is @ada", "what did @ada say",
    not "what did @ada say about tariffs"."""
    return bool(_OF_MENTIONED.search(text[:LONGEST_LOOKED_AT])) and says_nothing(re.sub(_MENTION, " ", text))


_TO_OTHERS = frozenset("you u ya yall someone somebody anyone anybody everyone guys mods mod admins admin we".split())
"""Words with which people address each other."""


def said_in(text: str) -> str:
    """A text without quotations and code."""
    return _QUOTED.sub(" ", text)


def quoted_in(text: str) -> str:
    """The quoted lines of a text, without their marks."""
    return "\n".join(found[0].strip("> \n") for found in _QUOTED_LINE.finditer(text))


def looks_like_command(text: str) -> bool:
    """Whether a text begins like a bot command."""
    return bool(_COMMAND.match(text))


def is_for_another_bot(said: str, words: str, *, called: bool) -> bool:
    """Whether a message is another bot's command: "!avatar @Footnote", "owo hug @Footnote", "!rank" in a reply. Not if
    it contains a question: "!who is that?", "pls explain @Footnote"."""
    if called and (worded := _WORDED.match(said)):
        # "pls" begins commands and questions alike; the other words hardly begin questions.
        asking = QUESTION_WORDS if worded[1] else STOP_WORDS | POINTING
        return worded[2].casefold() not in asking and not said.rstrip().endswith("?")
    if not looks_like_command(said):
        return False
    first, rest = cut(words.lstrip(COMMAND_MARKS))
    is_question = first.casefold() in QUESTION_WORDS and len(rest[:LONGEST_LOOKED_AT].split()) > 1
    return not is_question and (called or not said.rstrip().endswith("?"))


def speaks_of(said: str, names: Sequence[str]) -> str:
    """A message that only talks about the bot ("did you see what @Footnote said?"), with "this bot" in place of its
    `names`; "" if it is addressed to the bot."""
    for name in names:
        said = said.replace(name, _BOT)
    if said.count(_BOT) > 1:  # "@Footnote who made @Footnote?"
        said = said.lstrip().removeprefix(_BOT)
    spoken_of = _SPOKEN_OF.search(said[:LONGEST_LOOKED_AT])
    after = tokenize(said[spoken_of.end() :][:LONGEST_LOOKED_AT]) if spoken_of else []
    # "ask @Footnote who he is", but not "what can @Footnote do".
    if spoken_of is None or (after and after[0] in QUESTION_WORDS and after[0] not in ("do", "have")):
        return ""
    return said.replace(_BOT, "this bot")


def asks_of(of_it: str) -> bool:
    """Whether a message about the bot is a question that is not addressed to anybody else: "what does @Footnote
    do?"."""
    words = tokenize(of_it[:LONGEST_LOOKED_AT])
    asks = of_it.rstrip().endswith("?") or (bool(words) and words[0] in QUESTION_WORDS)
    return asks and _TO_OTHERS.isdisjoint(words)


def cut(text: str) -> tuple[str, str]:
    """The first word of a text without closing punctuation ("topics?", "help!"), and the rest."""
    word, *rest = text[:LONGEST_LOOKED_AT].split(maxsplit=1) or [""]
    return (word.rstrip("?!.,:;*_~|") or word, text[text.find(word) + len(word) :].strip() if rest else "")


_MARKS = "^⬆☝👆🔼↑"
_POINTER = re.compile(rf"[\s{re.escape(_MARKS)}\ufe0f.,!?…-]*")


def points(text: str) -> bool:
    """Whether a text only refers to another message: "^", "this", ""."""
    if len(text) > LONGEST_LOOKED_AT:
        return False
    words = tokenize(text)
    return all(word in GRAMMAR for word in words) if words else bool(_POINTER.fullmatch(text))


def points_upward(text: str) -> bool:
    """Whether a text is only a mark that refers to the message above: "^", "👆"."""
    return any(mark in text[:LONGEST_LOOKED_AT] for mark in _MARKS) and bool(_POINTER.fullmatch(text))


def says_nothing(text: str) -> bool:
    """Whether a text has no subject of its own: "", "pls", "is this true?", "any idea?"."""
    if len(text) > LONGEST_LOOKED_AT:
        return False
    return all(word in STOP_WORDS or word in POINTING for word in tokenize(text))


def points_at_nothing(text: str, reply: Reply, article: Article) -> bool:
    """Whether a text only asks for an opinion ("thoughts?") where there is nothing that it could refer to, and the
    article's `reply` is not about it."""
    if POINTING.isdisjoint(tokenize(text)) or not says_nothing(text) or reply.said not in (Said.NOTHING, Said.REACTION):
        return False
    found = [candidate.passage for part in reply.parts for candidate in candidates_of(part.outcome)[:1]]
    return not any(is_about(article, passage, text) for passage in found)
