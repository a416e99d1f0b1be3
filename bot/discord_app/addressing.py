"""Decides whether a message is for the bot, and what it asks. Pure functions of a few facts about the message.

Only the form and the beginning of a text are examined; the matching reads the text when the pace allows it. The order:
a text command; a mention; a reply to the bot; a direct message; a message in a thread of the bot; and, in channels
where the bot listens, any other message, as a question addressed to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.conversation.acts.request_details import key_points
from bot.conversation.followups.numbering import paragraphs_named
from bot.conversation.lookup import nearest_command
from bot.conversation.wordings.discord_wording import SERVER_COMMANDS
from bot.discord_app import mentions
from bot.discord_app.command_lines import CommandLine, Prefix
from bot.discord_app.mentions import LONGEST_LOOKED_AT, cut, says_nothing
from bot.discord_app.picking import may_move, may_pick
from bot.discord_app.requests import Address, Command, Hidden, Mistyped, Overheard, RawQuestion, ReplyTo, Request
from bot.discord_app.worded_commands import worded_command
from bot.matching.english.stop_words import OPEN_WORDS
from bot.matching.utterance import Utterance

_NUMBER = re.compile(r"[#¶]?\s*\d{1,3}\.?")


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """The facts about a message before it is read.

    text       its text; for a forwarded message, the text of that
    address    to whom it is said, judged by its place only
    names      the bot's mentions in it: "<@1>", its role
    mentioned  whether Discord counts the bot among those mentioned
    listened   whether the bot listens in the channel
    hidden     whether Discord withholds the text
    title      the title of the forum post that it opens, if it does
    is_post    whether that post is read as a whole, title and text
    """

    text: str
    address: Address
    names: Sequence[str] = ()
    mentioned: bool = False
    listened: bool = False
    hidden: bool = False
    title: str = ""
    is_post: bool = False


class Addressing:
    """Interprets messages by their form. `commands` holds the names of the commands."""

    def __init__(self, prefix: str, commands: Collection[str]) -> None:
        self._commands, self._has_several = commands, "articles" in commands
        self._without_prefix = Prefix(prefix, commands).removed

    def read(self, heard: MessageFacts) -> Request | None:
        """The request in a message; None if it is not for the bot."""
        address, is_named = heard.address, any(name in heard.text for name in heard.names)
        said = mentions.said_in(heard.text) if is_named else heard.text
        called = any(name in said for name in heard.names)
        # Discord counts a mention in a quoted line, and the ping of a reply.
        pinged = heard.mentioned and not is_named
        spoken_to = address.direct or called or pinged or address.reply_to is ReplyTo.BOT
        addressed, followed = spoken_to or address.followed, address.followed and not spoken_to
        if addressed and heard.hidden:
            return Hidden()
        words, prefixed = self._without_prefix(said, heard.names)
        if not (addressed or prefixed):
            return Overheard(heard.text, heard.title, heard.is_post) if heard.listened else None
        address = replace(address, addressed=addressed, called=called, followed=followed)
        question = RawQuestion(self._without_prefix(heard.text, heard.names)[0], heard.title, address)
        if addressed and not prefixed:
            if heard.title and says_nothing(words):
                return replace(question, text="")  # "help me please": the title is the question
            words = mentions.without_greeting(words)
        line = CommandLine.of(words, prefixed=prefixed)
        if (command := self._command(line, question)) is not None:
            return command
        typed = Utterance(line.text[:LONGEST_LOOKED_AT])
        if line.pasted and (address.direct or heard.text.lstrip().startswith(tuple(heard.names)) or may_pick(typed)):
            # "/next"; "/stop" or "/foo", to the bot alone
            return self._in_words(replace(question, text=line.text, like_command=True))
        if not addressed:
            return None
        is_short = question.address.calls_it and len(line.argument[:LONGEST_LOOKED_AT].split()) < 2
        question = replace(
            question,
            like_command=address.direct and (prefixed or mentions.looks_like_command(said)),
            nearest=(is_short and nearest_command(line.name, self._commands)) or "",
        )
        return self._addressed(heard, said, words, question)

    def _command(self, line: CommandLine, question: RawQuestion) -> Request | None:
        """The command in a line, the question after the command to ask, or the command that was probably mistyped; None
        if it is none of these."""
        name, argument, called = line.name, line.argument, question.address.called
        question = replace(question, article=line.article if self._has_several else None)
        if line.written and name == "footnote" and cut(argument)[0].casefold() in ("", *SERVER_COMMANDS):
            return Command(name)
        if argument and (name == "ask" or (line.prefixed and name == "footnote")):
            return self._in_words(replace(question, text=self._without_ask(argument), by_command=line.written))
        if line.written and name == "summary" and key_points(Utterance(line.text[:LONGEST_LOOKED_AT])):
            return replace(question, text=line.text, by_command=True)  # "!summary in 3 points"
        if name == "article" and line.written and self._has_several:
            name = "articles"
        if name == "read" and may_move(on := Utterance(argument[:LONGEST_LOOKED_AT])):
            return replace(question, text=on.written, like_command=True)  # "!read next"
        is_number = _NUMBER.fullmatch(argument) is not None
        if name == "topics" and (is_number or (line.written and not says_nothing(argument))):
            name = "topic"
        points = question.address.may_point
        if self._is_command(name, argument, written=line.written, called=called, points=points):
            names_one = (name == "articles" and not is_number) or (name == "topic" and not called)
            otherwise = question if names_one and argument and not line.written else None
            return Command(name, argument, question.article, otherwise)
        if line.written and argument and question.address.calls_it and nearest_command(name, ("ask",), alone=True):
            return self._in_words(replace(question, text=argument, by_command=True))  # "/asks who is it"
        near = nearest_command(name, self._commands) if line.written else None
        return Mistyped(near) if near else None

    def _in_words(self, question: RawQuestion) -> Request:
        return worded_command(question, question.text, several=self._has_several)

    def _addressed(self, heard: MessageFacts, said: str, words: str, question: RawQuestion) -> Request | None:
        """The question in a message that is addressed to the bot and is not a command, unless it is meant for
        others."""
        address = question.address
        if not address.direct:
            if mentions.is_for_another_bot(said, words, called=address.called):
                return None
            if address.reply_to is not ReplyTo.BOT and (of_it := mentions.speaks_of(said, heard.names)):
                return replace(question, text=of_it, of_itself=True) if mentions.asks_of(of_it) else None
        if address.followed and address.shared:
            return question  # "can you delete that" may be for another
        below, quote = mentions.said_in(words).strip(), mentions.quoted_in(heard.text)
        if quote and below and says_nothing(below) and OPEN_WORDS.isdisjoint(below.casefold().split()):
            question, words = replace(question, text=quote), quote  # "can you answer this", under a quoted line
        return worded_command(question, words, several=self._has_several)

    def question_in(self, text: str, names: Sequence[str]) -> str:
        """The question in a text, without mentions of the bot, the prefix and the command to ask."""
        text, _ = self._without_prefix(text, names)
        name, argument = cut(text)
        return argument if name.casefold() == "ask" else text

    def _without_ask(self, text: str) -> str:
        """The question if the command to ask is written twice: "!ask !ask who is it"."""
        while (bare := self.question_in(text, ())) and bare != text:
            text = bare
        return text

    def _is_command(self, name: str, argument: str, *, written: bool, called: bool, points: bool) -> bool:
        """Whether a command is meant, and not a sentence that begins like one: "summary of the drug part?". `written`
        is as in `CommandLine`."""
        match name:
            case "ask":
                return True
            case "help" if argument and points:
                return written  # "help him out"
            case "read":
                return written or not argument or bool(paragraphs_named(argument, 1))
            case "topic" | "articles":
                return name in self._commands and (written or called or len(argument) <= LONGEST_LOOKED_AT)
            case _:
                return name in self._commands and (written or says_nothing(argument))
