"""The conversation in a terminal: answers each line, with the same outcomes and words as on Discord."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot import __version__
from bot.article.model import Passage, Section
from bot.cli import commands
from bot.cli.orders import CLEARED, LINES, is_message, order_to_program
from bot.cli.screen import Screen
from bot.conversation import wording
from bot.conversation.acts.request_details import key_points
from bot.conversation.dialogue import Dialogue
from bot.conversation.followups.leaning import asks_for_more, goes_back
from bot.conversation.followups.numbering import entries_named, names_places_alone, page_asked
from bot.conversation.lookup import Topics, nearest_command
from bot.conversation.reply import Shown, shown_by
from bot.conversation.wordings import privacy
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Candidate, Choices, NoMatch, Outcome, candidates_of, picked
from bot.matching.utterance import Utterance


class Conversation:
    """The state of a conversation, and the answer to each line. `history` is only mentioned in `/privacy`."""

    def __init__(self, matcher: Matcher, screen: Screen, history: Path | None = None) -> None:
        self._screen = screen
        self._history = history
        self._commands = commands.COMMANDS
        self._start(matcher)

    def _start(self, matcher: Matcher) -> None:
        self._dialogue = Dialogue(matcher)
        self._article = matcher.article
        self._forget()

    def _forget(self) -> None:
        # The list that a number picks from.
        self._list: tuple[Candidate | Section, ...] = ()
        self._last: Outcome | None = None
        # The context for follow-ups. A miss, a list or small talk does not change it.
        self._shown: Shown | None = None
        # The passage, topic or paragraph from which "next" continues, and the last paragraph of /read.
        self._place: Passage | Section | int | None = None
        self._paragraph = 0

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
                message, near = f"{name[1:]} {rest}".strip(), nearest_command(name, self._names(), alone=True)
                if rest and near == "/ask":  # "/asks who is it"
                    self._reply(rest, is_asked=True)
                    return
                if name[1:].isalpha() and (rest or not near) and is_message(message, self._dialogue, self._article):
                    self._reply(message)
                    return
                hint = f" Did you mean {near}?" if near else " /help lists the commands."
                self._screen.say(f"There is no command {name}.{hint}")

    def _pick(self, entries: Sequence[Candidate | Section]) -> None:
        """Show the entries that the user picked from the list."""
        match entries:
            case []:
                self._screen.say(wording.no_such_place(len(self._list)) if self._list else wording.NO_LIST)
            case [Section() as section]:
                self._open_topic(section)
            case _:
                chosen = [each for each in entries if isinstance(each, Candidate)]
                if len(chosen) < len(entries):
                    self._screen.say(wording.ONE_AT_A_TIME)
                    return
                others = [each for each in self._list if isinstance(each, Candidate)]
                for one in chosen:
                    self._open(Answer(one, tuple(each for each in others if each is not one)))

    def _topics(self) -> None:
        self._list = self._article.sections
        for number, section in enumerate(self._list, 1):
            self._screen.say(f"  {number}. {section.title}  ", remark=f"/topic {section.id}")
        self._screen.say("Type a number to open its topic.", "dim")

    def _show_topic(self, name: str) -> None:
        section = Topics(self._article).find(name)
        if section is None:
            self._screen.say(f"There is no topic {name!r}." if name else "Which topic?")
            self._topics()
        else:
            self._open_topic(section)

    def _open_topic(self, section: Section) -> None:
        self._place, self._shown = section, Shown(offered=section.passages)
        self._screen.say(section.title, "bold")
        self._screen.say(section.summary)
        self._list = candidates = candidates_of(picked(self._article, *section.passages))
        self._screen.list_candidates(candidates)

    def _read(self, wanted: str) -> None:
        count = len(self._article.paragraphs)
        numbers = commands.paragraphs_to_read(wanted, self._paragraph, count)
        if isinstance(numbers, str):
            self._screen.say(numbers)
            return
        for number in numbers:
            if number != numbers[0]:
                self._screen.space()
            self._place = self._paragraph = number
            self._screen.say(f"¶ {number} of {count}", "dim")
            self._screen.say(self._article.paragraphs[number - 1])
            if passages := self._article.passages_of(number):
                self._shown = shown_by(passages, self._article)

    def _step(self, by: int) -> None:
        """Show the passage or paragraph after (1) or before (-1) the last one, in the order of the article."""
        match self._place:
            case None:
                self._screen.say(wording.NOTHING_SHOWN)
            case int():
                self._read("next" if by > 0 else "previous")
            case Section(passages=passages) if by > 0:
                self._open(picked(self._article, passages[0]))
            case place:
                before, after = self._article.neighbours(place.passages[0] if isinstance(place, Section) else place)
                if (found := after if by > 0 else before) is not None:
                    self._open(picked(self._article, found))
                else:
                    self._screen.say("That was the last passage." if by > 0 else "That was the first passage.")

    def _open(self, answer: Answer) -> None:
        """Show a passage that was picked or comes next."""
        offered = self._shown.offered if self._shown is not None else ()
        self._shown = shown_by([answer.best.passage], self._article, offered)
        self._show(answer)

    def _show(self, outcome: Outcome, lead: str = "") -> None:
        self._last = outcome
        match outcome:
            case Answer(best=best):
                self._quote(best)
                if best.matched:
                    self._screen.say(wording.why_short(best), "dim")
            case Choices(candidates=candidates):
                self._screen.say(f"{wording.PERHAPS}:")
                self._quote(candidates[0])
                self._screen.say(f"{wording.OR_PERHAPS}:")
                self._list = candidates
                self._screen.list_candidates(candidates, first=2)
            case NoMatch():
                self._screen.say_lines((wording.no_match(outcome, lead), *wording.nearest(outcome)))

    def _quote(self, candidate: Candidate) -> None:
        self._place = candidate.passage
        self._screen.quote(candidate, self._place_of(candidate.passage))
        self._screen.say(candidate.passage.summary)

    def _place_of(self, passage: Passage) -> str:
        return wording.paragraph_of(passage, self._article)
