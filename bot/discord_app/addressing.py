"""Is a message for the bot, and what does it ask? Pure: a few facts in, a value out.

Only the form of a text is looked at, and only its beginning: the text itself is read when the pace allows it.

In this order: a text command; a mention; a reply to the bot; a direct message; a message in a thread of the bot; and,
in the channels that the admins named, any other message, as a question that nobody addressed to the bot.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.conversation.asked_of_bot import asks_of_privacy, asks_of_setup
from bot.conversation.lookup import nearest_command
from bot.conversation.numbering import paragraph_number
from bot.discord_app.asked import Asked, Command, Hidden, Mistyped, Overheard, Question, ReplyTo
from bot.matching.english.stop_words import GRAMMAR, QUESTION_WORDS, STOP_WORDS
from bot.matching.text import tokenize

LONGEST_LOOKED_AT = 200
"""Characters of what stands after a command that are looked at to tell a command from a sentence."""

_POINTING = frozenset(
    """
    idea ideas thought thoughts opinion opinions source sources proof context information info link real fake legit
    accurate look see help reply respond comment comments factcheck
    """.split()
)
"""With a mention in a reply to somebody else's message these mean that message: "source?", "any idea?"."""


_QUOTED = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]+`|^[^\S\n]*>>>\s.*\Z|^[^\S\n]*>[^\S\n][^\n]*$", re.DOTALL | re.MULTILINE
)
_PASTED = re.compile(r"<?/(?:([a-z]+)\b:\d+>|([a-z]+)\b[!?.,:;]*(?=\s|$))", re.IGNORECASE)
"""A slash command that was sent as plain text, or the mention of one."""

_COMMAND_MARKS = "!$%&+./;=?~^>-"
_COMMAND = re.compile(r"\s*(?:[!$%&+./;=?~^>-]{1,2}|[a-z]{1,3}[!$%;?~^=+])[a-z]\w*", re.IGNORECASE)

_WORDED = re.compile(r"\s*(?:(owo|uwu|sudo|rpg)|pls|plz)\s+([a-z]+)\s+(?:\d+\s+)?<@", re.IGNORECASE)
"""A word with which commands of widespread bots begin, one more, and whom it is about: "owo hug @Footnote"."""

_BOT = "\ufffc"
_SPOKEN_OF = re.compile(
    r"\b(?:the|(?<!according )(?<!question )to|love|hate|like|use|using|try|trying|ask|asked|asking|mention|ping|tag"
    rf"|from|by|of|than)\s+{_BOT}"
    rf"|\bwhat\s+{_BOT}(?=\s+(?:said|says|did|does|knows|thinks|answers|answered|told)\b)"
    rf"|{_BOT}\s+(?:said|says|answers|answered|knows|seems|works"
    # "@Footnote doesn't know that", but not "@Footnote doesn't it say that".
    r"|(?:doesn'?t|didn'?t|isn'?t|won'?t)(?!\s+(?:he|she|it|they|we|you|i|there|the|that|this|these|those|an?|any\w*)\b))\b",
    re.IGNORECASE,
)

_POINTER = re.compile(r"[\s^⬆☝👆🔼↑\ufe0f.,!?…-]*")


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a message before it is read.

    text       what it says; of a forwarded one, what that says
    names      how the bot is mentioned in it, if it is: "<@1>", its role
    mentioned  whether Discord counts the bot among those whom it mentions
    listened   whether it stands where the bot listens
    followed   whether it stands in a thread of the bot, where no mention is needed, and is for nobody else
    to_others  whether it mentions somebody else
    hidden     whether Discord withholds its text
    title      of the forum post that it opens, if it does
    is_post    whether that is read as a whole, title and text
    """

    text: str
    names: Sequence[str] = ()
    mentioned: bool = False
    reply_to: ReplyTo = ReplyTo.NOBODY
    direct: bool = False
    listened: bool = False
    followed: bool = False
    to_others: bool = False
    hidden: bool = False
    title: str = ""
    is_post: bool = False


class Addressing:
    """Reads messages off their form. `commands` are the names of the commands."""

    def __init__(self, prefix: str, commands: Collection[str]) -> None:
        self._commands = commands
        self._prefix = re.compile(rf"\s*{re.escape(prefix)}\s*", re.IGNORECASE)
        # Marks with which Discord writes in bold, italics and the like are no prefix if they stand there in pairs.
        self._emphasis = prefix if not prefix.strip("*_~|") else None

    def read(self, heard: Heard) -> Asked | None:
        """What a message asks the bot; None if it is not for the bot."""
        said = _said(heard.text) if any(name in heard.text for name in heard.names) else heard.text
        called = any(name in said for name in heard.names)
        # Discord counts a mention in a quoted line as one; of a reply, it is the ping that counts.
        mentioned = heard.mentioned and not any(name in heard.text for name in heard.names)
        spoken_to = heard.direct or called or mentioned or heard.reply_to is ReplyTo.BOT
        addressed = spoken_to or heard.followed
        if addressed and heard.hidden:
            return Hidden()
        words, prefixed = self._bare(said, heard.names)
        text, _ = self._bare(heard.text, heard.names)
        followed = heard.followed and not spoken_to
        question = Question(
            text,
            heard.title,
            addressed,
            called,
            heard.direct,
            heard.reply_to,
            to_others=heard.to_others,
            followed=followed,
        )
        if prefixed or addressed:
            pasted = _PASTED.match(words) if addressed and not prefixed else None
            name, argument = (pasted[1] or pasted[2], words[pasted.end() :]) if pasted else _cut(words)
            name, argument = name.casefold(), argument.strip()
            if name == "ask" and argument:
                return replace(question, text=argument)
            written = prefixed or bool(pasted)
            if self._is_command(name, argument, prefixed=written, called=called):
                names_one = name == "articles" or (name == "topic" and not called)
                return Command(name, argument, otherwise=question if names_one and argument and not written else None)
            if prefixed and (near := nearest_command(name, self._commands)):
                return Mistyped(near)
            question = replace(question, like_command=heard.direct and (prefixed or bool(_COMMAND.match(said))))
        if addressed:
            if not heard.direct and (_is_for_another_bot(said, words, called=called) or _speaks_of(said, heard)):
                return None
            if asks_of_privacy(words):
                return Command("privacy")
            return Command("footnote") if asks_of_setup(words) else question
        return Overheard(heard.text, heard.title, heard.is_post) if heard.listened and not prefixed else None

    def question_in(self, text: str, names: Sequence[str]) -> str:
        """The question in a text without mentions of the bot, the prefix and the command to ask."""
        text, _ = self._bare(text, names)
        name, argument = _cut(text)
        return argument if name.casefold() == "ask" else text

    def _bare(self, text: str, names: Sequence[str]) -> tuple[str, bool]:
        """A text without mentions of the bot and the prefix, and whether the prefix was there."""
        called = text.lstrip().startswith(tuple(names))
        for name in names:
            text = text.replace(name, " ")
        # "@Footnote, topics", "@Footnote: help"
        text = text.strip().lstrip(",:; \n") if called else text.strip()
        prefix = self._prefix.match(text)
        if prefix is None:
            return text, False
        rest = text[prefix.end() :]
        if self._emphasis and self._emphasis in rest and _cut(rest)[0].casefold() not in self._commands:
            return text, False
        return rest, True

    def _is_command(self, name: str, argument: str, *, prefixed: bool, called: bool) -> bool:
        """Whether a command is meant, or a sentence that begins like one: "summary of the drug part?"."""
        match name:
            case "ask":
                return True
            case "read":
                return prefixed or not argument or paragraph_number(argument, 1) is not None
            case "topic" | "articles":
                return name in self._commands and (prefixed or called or len(argument) <= LONGEST_LOOKED_AT)
            case _:
                return name in self._commands and (prefixed or says_nothing(argument))


def _said(text: str) -> str:
    """A text without what it quotes: quoted lines and blocks, code."""
    return _QUOTED.sub(" ", text)


def _cut(text: str) -> tuple[str, str]:
    """The first word of a text, without the marks that end it ("topics?", "help!"), and the rest."""
    word, *rest = text[:LONGEST_LOOKED_AT].split(maxsplit=1) or [""]
    return (word.rstrip("?!.,:;*_~|") or word, text[text.find(word) + len(word) :].strip() if rest else "")


def _is_for_another_bot(said: str, words: str, *, called: bool) -> bool:
    """Whether a message is another bot's command: "!avatar @Footnote", "owo hug @Footnote", "!rank" in a reply.

    Not if what stands there is a question: "!who is that?", "pls explain @Footnote".
    """
    if called and (worded := _WORDED.match(said)):
        # "pls" begins commands and questions alike, the other words hardly a question.
        asking = QUESTION_WORDS if worded[1] else STOP_WORDS | _POINTING
        return worded[2].casefold() not in asking and not said.rstrip().endswith("?")
    if not _COMMAND.match(said):
        return False
    first, rest = _cut(words.lstrip(_COMMAND_MARKS))
    is_question = first.casefold() in QUESTION_WORDS and len(rest[:LONGEST_LOOKED_AT].split()) > 1
    return not is_question and (called or not said.rstrip().endswith("?"))


def _speaks_of(said: str, heard: Heard) -> bool:
    """Whether a message only speaks of the bot: "did you see what @Footnote said?"."""
    if heard.reply_to is ReplyTo.BOT:
        return False
    for name in heard.names:
        said = said.replace(name, _BOT)
    spoken_of = _SPOKEN_OF.search(said[:LONGEST_LOOKED_AT])
    after = tokenize(said[spoken_of.end() :][:LONGEST_LOOKED_AT]) if spoken_of else []
    return spoken_of is not None and not (after and after[0] in QUESTION_WORDS)


def points(text: str) -> bool:
    """Whether a text does no more than point at another message: "^", "this", "" itself."""
    if len(text) > LONGEST_LOOKED_AT:
        return False
    words = tokenize(text)
    return all(word in GRAMMAR for word in words) if words else bool(_POINTER.fullmatch(text))


def says_nothing(text: str) -> bool:
    """Whether a text has no subject of its own: "", "pls", "is this true?", "any idea?"."""
    if len(text) > LONGEST_LOOKED_AT:
        return False
    return all(word in STOP_WORDS or word in _POINTING for word in tokenize(text))
