"""The conversation in a terminal: answers each line, with the same outcomes and words as on Discord."""

from __future__ import annotations

from pathlib import Path

from bot import __version__
from bot.article.model import Passage
from bot.cli import commands
from bot.cli.browsing import Browser
from bot.cli.orders import CLEARED, LINES, is_message, order_to_program
from bot.cli.screen import Screen
from bot.conversation import wording
from bot.conversation.acts.request_details import key_points
from bot.conversation.dialogue import Dialogue
from bot.conversation.followups.leaning import asks_for_more, goes_back
from bot.conversation.followups.numbering import entries_named, names_places_alone, page_asked
from bot.conversation.lookup import Topics, nearest_command
from bot.conversation.wordings import privacy
from bot.matching.matcher import Matcher
from bot.matching.outcomes import NoMatch
from bot.matching.utterance import Utterance


class Conversation(Browser):
    """Answers each line. `history` is only mentioned in `/privacy`."""

    def __init__(self, matcher: Matcher, screen: Screen, history: Path | None = None) -> None:
        super().__init__(matcher.article, screen)
        self._dialogue = Dialogue(matcher)
        self._history = history
        self._commands = commands.COMMANDS

    def _switch_to(self, matcher: Matcher) -> None:
        """Begin anew with another article."""
        self._dialogue, self._article = Dialogue(matcher), matcher.article
        self._forget()

    def completions(self) -> list[str]:
        """The words that Tab completes."""
        return [*self._names(), *(f"/topic {section.id}" for section in self._article.sections)]

    def _names(self) -> list[str]:
        return [command.split()[0] for command in self._commands]

    def greet(self) -> None:
        self._screen.say(f"Footnote {__version__} · {self._article.title}", "bold")
        self._screen.say(f"Ask in your own words, or type /help. {commands.LEAVE}\n")

    def handle(self, line: str) -> bool:
        """Answer a line. Returns False if it ends the conversation."""
        line = line.strip()
        if not line:
            return True
        bare = line[1:].strip()
        page = page_asked(Utterance(bare if line.startswith("/") else line), self._article.paragraphs)
        if line.startswith("/") and (bare.isdecimal() or commands.step_of(bare) or page):
            line = bare
        if (command := commands.read_command(line, self._names())) is not None:
            name, rest = command
            if name in ("/quit", "/exit"):
                return False
            self._command(name, rest)
        elif (named := entries_named(line, self._list)) is not None or names_places_alone(line):
            self._pick(named or ())
        elif paragraph := commands.paragraph_again(line, self._place):
            shown = self._shown
            self._read(str(paragraph))
            self._shown = shown  # "who is she" refers to the answer
        elif page:
            self._read(page)
        elif goes_back(Utterance(line)):
            self._step(-1)
        elif line.casefold().rstrip(" .!") == "next" or (
            not isinstance(self._place, Passage) and asks_for_more(Utterance(line))
        ):
            self._step(1)
        else:
            self._reply(line)
        self._screen.space()
        return True

    def _reply(self, message: str, *, is_asked: bool = False) -> None:
        if (command := commands.command_in_words(message)) is not None:
            self._command(*command)
            return
        if order := order_to_program(message, self._dialogue, self._article):
            if order in LINES:
                self._screen.say(LINES[order])
            else:
                self._command("/clear", "")
            return
        reply = self._dialogue.reply(message, self._shown, is_asked=is_asked)
        self._shown = self._dialogue.shown_after(message, reply, self._shown)
        match reply.page:
            case ("topics", _):
                self._list = self._article.sections
            case ("points", count):
                self._list = tuple(wording.largest_topics(self._article, int(count)))
            case ("", _):
                pass
            case _:
                self._list = ()
        if not reply.parts:
            self._screen.say_lines(wording.without_parts(reply))
            return
        if not isinstance(reply.outcome, NoMatch):
            self._list = ()
        for part in (reply.main, *reply.also):
            self._screen.say_lines(wording.heading(part), "dim")
            self._show(part.outcome, part.lead)
        self._last = reply.outcome
        self._screen.say_lines(wording.below(reply))

    def _command(self, name: str, rest: str) -> None:
        match name:
            case "/help":
                width = max(map(len, self._commands))
                for command, what in self._commands.items():
                    self._screen.say_beside(f"  {command.ljust(width)}  ", what)
                self._screen.say(commands.HELP_WORDS)
            case "/topics" if Topics(self._article).find(rest) is None:
                self._topics()
            case "/topics" | "/topic":
                self._show_topic(rest)
            case "/read":
                self._read(rest)
            case "/summary" if key_points(Utterance(f"summary {rest}")):
                self._reply(f"summary {rest}")
            case "/summary":
                self._screen.say(self._article.summary)
            case "/ask" if rest:
                self._reply(rest, is_asked=True)
            case "/ask":
                self._screen.say(wording.EMPTY_QUESTION)
            case "/why":
                self._screen.say_lines([commands.NOTHING_ASKED] if self._last is None else wording.why(self._last))
            case "/clear":
                self._forget()
                self._screen.clear()
                self._screen.say(CLEARED)
            case "/about":
                self._screen.say(self._article.title, "bold")
                self._screen.say(self._article.source)
                self._screen.say(f"{wording.ABOUT_QUOTES} Footnote {__version__}.")
            case "/privacy":
                self._screen.say_lines(privacy.in_terminal(self._history))
            case _:
                self._unknown_command(name, rest)

    def _unknown_command(self, name: str, rest: str) -> None:
        """Answer what is a message with a slash before it ("/who is it"); else name the command that was meant."""
        message, near = f"{name[1:]} {rest}".strip(), nearest_command(name, self._names(), alone=True)
        if rest and near == "/ask":  # "/asks who is it"
            self._reply(rest, is_asked=True)
        elif name[1:].isalpha() and (rest or not near) and is_message(message, self._dialogue, self._article):
            self._reply(message)
        else:
            hint = f" Did you mean {near}?" if near else " /help lists the commands."
            self._screen.say(f"There is no command {name}.{hint}")
