"""The conversation in a terminal: the same outcomes and words as on Discord.

With a person at the keyboard: line editing, history, completion. Without: every line of the input is answered,
and nothing but answers is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot import __version__, wording
from bot.article.model import Section
from bot.lookup import find_section, nearest_command
from bot.matching.intent import is_follow_up
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Candidate, Choices, NoMatch, Outcome

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

WIDTH = 88  # columns: what people read with ease

COMMANDS = {
    "/topics": "the topics of the article",
    "/topic NAME": "a topic, with its passages",
    "/read [N]": "the article, paragraph by paragraph",
    "/summary": "the article in a few sentences",
    "/why": "why the last answer was given",
    "/about": "the article, its source, this program",
    "/help": "this list",
    "/quit": "leave (also Ctrl-D)",
}


def chat(matcher: Matcher, state_folder: Path) -> None:
    """Hold the conversation until the input ends. History is kept in `state_folder` for a person at a keyboard."""
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    console = _Console(highlight=False)
    console.width = min(console.width, WIDTH) if interactive else WIDTH
    conversation = Conversation(matcher, console)
    if not interactive:
        for line in _piped_lines():
            if not conversation.hear(line):
                return
        return
    article = matcher.article
    console.print(Text(f"Footnote {__version__} · {article.title}", style="bold"))
    console.print("Ask in your own words, or type /help. Ctrl-D leaves.\n")
    for line in _typed_lines(_session(matcher, state_folder)):
        if not conversation.hear(line):
            return


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Let the command line see that the reader went away; rich itself would exit with 1."""
        raise BrokenPipeError


def _piped_lines() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def _session(matcher: Matcher, state_folder: Path) -> PromptSession[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    words = [command.split()[0] for command in COMMANDS]
    words += [f"/topic {section.id}" for section in matcher.article.sections]
    completer = WordCompleter(words, sentence=True)
    history = InMemoryHistory()
    with suppress(OSError):  # a home that cannot be written to: the history ends with the conversation
        state_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (state_folder / "history").touch(mode=0o600)
        history = FileHistory(str(state_folder / "history"))
    return PromptSession(history=history, completer=completer, complete_while_typing=False)


def _typed_lines(session: PromptSession[str]) -> Iterator[str]:
    while True:
        try:
            yield session.prompt("you> ")
        except KeyboardInterrupt:
            continue  # Ctrl-C takes back the line, as in a shell; Ctrl-D leaves
        except EOFError:
            return


def _number(text: str, highest: int) -> int | None:
    """The number that a text is, from 1 to `highest`, or None."""
    # int() refuses what only looks like a digit ("²") and thousands of digits.
    short = text.isdecimal() and len(text) <= 9
    return int(text) if short and 1 <= int(text) <= highest else None


class Conversation:
    """What was said last, and the answers to what is said next."""

    def __init__(self, matcher: Matcher, console: Console) -> None:
        self._matcher = matcher
        self._article = matcher.article
        self._console = console
        self._choices: tuple[Candidate, ...] = ()
        self._last: Outcome | None = None
        self._topic: Section | None = None
        self._paragraph = 0

    def hear(self, line: str) -> bool:
        """Answer a line; False if it ends the conversation."""
        line = line.strip()
        if not line:
            return True
        if line in ("/quit", "/exit"):
            return False
        if line.startswith("/"):
            self._command(line)
        elif number := _number(line, len(self._choices)):
            chosen = self._choices[number - 1]
            others = tuple(candidate for candidate in self._choices if candidate is not chosen)
            self._show(Answer(chosen, others))
        else:
            self._show(self._matcher.match(line, about=self._topic if is_follow_up(line) else None))
        self._console.print()
        return True

    def _command(self, line: str) -> None:
        name, _, rest = line.partition(" ")
        rest = rest.strip()
        match name:
            case "/help":
                width = max(map(len, COMMANDS))
                for command, what in COMMANDS.items():
                    self._say(f"  {command.ljust(width)}  {what}")
            case "/topics":
                self._topics()
            case "/topic":
                self._show_topic(rest)
            case "/read":
                self._read(rest)
            case "/summary":
                self._say(self._article.summary)
            case "/why":
                self._why()
            case "/about":
                self._console.print(Text(self._article.title, style="bold"))
                self._say(self._article.source)
                self._console.print(f"{wording.ABOUT_QUOTES} Footnote {__version__}.")
            case _:
                known = [command.split()[0] for command in COMMANDS]
                near = nearest_command(name, known)
                hint = f" Did you mean {near}?" if near else " /help lists the commands."
                self._say(f"There is no command {name}.{hint}")

    def _say(self, text: str) -> None:
        """Print a text as it is: neither the article's brackets nor a person's are markup, and `:cat:` is no cat."""
        self._console.print(Text(text))

    def _topics(self) -> None:
        for section in self._article.sections:
            self._console.print(Text.assemble(f"  {section.title}  ", (f"/topic {section.id}", "dim")))

    def _show_topic(self, name: str) -> None:
        section = find_section(self._article, name)
        if section is None:
            self._say(f"There is no topic {name!r}." if name else "Which topic?")
            self._topics()
            return
        self._topic = section
        self._console.print(Text(section.title, style="bold"))
        self._say(section.summary)
        self._choices = tuple(Candidate(passage, section, 1.0, (), "") for passage in section.passages)
        self._list_choices()

    def _read(self, wanted: str) -> None:
        count = len(self._article.paragraphs)
        number = _number(wanted, count) if wanted else self._paragraph + 1
        if number is None:
            self._say(f"The article has paragraphs 1 to {count}; {wanted!r} is none of them.")
            return
        if number > count:
            self._console.print("That was the last paragraph. /read 1 begins again.")
            return
        self._paragraph = number
        self._console.print(Text(f"¶ {self._paragraph} of {count}", style="dim"))
        self._console.print(Text(self._article.paragraphs[self._paragraph - 1]))

    def _why(self) -> None:
        match self._last:
            case None:
                self._console.print("Nothing was asked yet.")
            case Answer(best=best, others=others):
                for line in wording.why(best):
                    self._say(line)
                for other in others:
                    self._say(f"runner-up: {other.passage.key}, score {other.score:.2f}")
            case Choices(candidates=candidates):
                for candidate in candidates:
                    for line in wording.why(candidate):
                        self._say(line)
            case NoMatch(score=score, gap=gap):
                known = f" Known as not in the article: {gap.title}." if gap else ""
                self._say(f"No passage came near enough (best score {score:.2f}).{known}")

    def _show(self, outcome: Outcome) -> None:
        self._last, self._choices = outcome, ()
        match outcome:
            case Answer(best=best):
                self._topic = best.section
                self._console.print(self._panel(best))
                self._console.print(Text(best.passage.summary))
                if best.matched:
                    self._console.print(Text(wording.why_short(best), style="dim"))
            case Choices(candidates=candidates):
                self._choices = candidates
                self._console.print(f"{wording.CHOICES_TITLE}:")
                self._list_choices()
            case NoMatch(nearest=nearest):
                self._say(wording.no_match(outcome))
                if nearest:
                    topics = ", ".join(section.title for section in nearest)
                    self._say(f"{wording.NEAREST}: {topics}")

    def _list_choices(self) -> None:
        for number, candidate in enumerate(self._choices, 1):
            self._say(f"  {number}. {wording.choice_label(candidate, self._choices)}")
        self._console.print("Type a number to see its passage.", style="dim")

    def _panel(self, candidate: Candidate) -> Panel:
        quote = Text(candidate.passage.quote)
        for start, end in candidate.passage.bold:
            quote.stylize("bold", start, end)
        return Panel(
            quote,
            title=Text(candidate.section.title),
            title_align="left",
            subtitle=wording.paragraph_of(candidate.passage, self._article),
            subtitle_align="right",
            box=box.ROUNDED,
        )
