"""`python -m bot curate`: what people would type, what it finds, and a key that files it where it belongs."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from bot.article.model import Passage
from bot.article.naming import gap_title
from bot.cli.curate_output import HELP, LEGEND, figures, show_finding, show_passage
from bot.cli.curator import Curator, curator
from bot.cli.output import WIDTH, say
from bot.conversation.dialogue import Dialogue
from bot.curation.edits import Edits
from bot.curation.findings import Finding, find, look_up, nearest_gaps, owner_of
from bot.errors import ArticleError, InputError
from bot.evaluation.expectations import FEWEST_ASKS
from bot.matching.matcher import Matcher
from bot.plurals import counted

KEYS = "tgesu"
DIGITS = "123456789"
LEAVE, TELL = ("q", "/quit", "/exit"), ("?", "/help")


def curate(folder: Path, file: Path | None, kept: Sequence[str] = ()) -> None:
    """Curate an article folder: the questions that servers kept, those of a file, one a line, then what is typed.

    Raises `ArticleError` if the folder is faulty, `InputError` if the file cannot be read or the folder not be written.
    """
    questions = [*kept, *(_questions(file) if file else ())]
    with ThreadPoolExecutor(max_workers=1) as compiler:
        _Session(folder, curator(), compiler).run(questions)


def _questions(file: Path) -> list[str]:
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(f"{file} cannot be read ({error.strerror}); give a text with a question a line") from None
    except UnicodeDecodeError:
        raise InputError(f"{file} is not UTF-8; save it as UTF-8, a question a line") from None
    return [" ".join(line.split()) for line in lines if line.strip()]


class _LeftError(Exception):
    """The curator left, or the input ended."""


class _Session:
    """`compiler` compiles what was edited while the curator reads and types."""

    def __init__(self, folder: Path, curator: Curator, compiler: ThreadPoolExecutor) -> None:
        self._folder = folder
        self._edits = Edits(folder)
        self._curator = curator
        self._compiler = compiler
        self._matcher: Future[Matcher] = compiler.submit(Matcher.of, self._edits.article)
        self._at_start = self._edits.article
        self._figures_at_start: list[str] = []

    def run(self, questions: Sequence[str]) -> None:
        """Take the questions one after the other, then what is typed, until there is no more."""
        passages = self._edits.article.passages
        drafted = sum(passage.drafted for passage in passages)
        say(f"{self._at_start.title}: {counted(len(passages), 'passage')}, {drafted} of them as drafted.")
        say("Type what people would type; /help tells what else there is.")
        try:
            for number, question in enumerate(questions, 1):
                say(f"\n[{number} of {len(questions)}] {question}")
                self._take(question)
            while True:
                for line in self._text("\nask> ").splitlines():  # of a pasted block each
                    self._command(" ".join(line.split()))
        except _LeftError:
            say(f"\n{self._edits.count} filed in {self._folder}.")

    def _text(self, prompt: str) -> str:
        text = self._curator.line(prompt)
        if text is None:
            raise _LeftError
        return text

    def _line(self, prompt: str, *commands: str) -> str:
        """A line that is no command, but for those that are taken here."""
        while True:
            line = " ".join(self._text(prompt).split())
            if line in LEAVE:
                raise _LeftError
            if line in TELL:
                say(HELP)
            elif line.startswith("/") and line not in commands:
                say(f"There is no {line.split()[0]} here; ? tells what there is.")
            else:
                return line

    def _key(self, prompt: str, keys: str, legend: str = "") -> str:
        while (key := self._curator.key(prompt, f"{keys}q?", legend)) == "?":
            say(HELP)
        if key is None or key == "q":
            raise _LeftError
        return key

    def _command(self, line: str) -> None:
        if line in LEAVE:
            raise _LeftError
        if line in TELL:
            say(HELP)
        elif line == "/undo":
            self._undo()
        elif line == "/thin":
            self._walk_thin()
        elif line == "/figures":
            self._say_figures()
        elif line.startswith("/"):
            say(f"There is no {line.split()[0]}; /help tells what there is.")
        elif line:
            self._take(line)

    def _take(self, question: str) -> None:
        """Show what a question finds, and file it."""
        if owner := owner_of(self._edits.article, question):
            say(f"Stands already under {owner}.")
            return
        while True:
            matcher = self._matcher.result()
            reply = Dialogue(matcher).reply(question)
            finding = find(matcher, question, reply.outcome)
            show_finding(finding, reply)
            numbers = DIGITS[: len(finding.near)]
            span = "-".join(dict.fromkeys((numbers[0], numbers[-1]))) if numbers else ""
            legend = f"{span} file it there | {LEGEND}" if span else LEGEND
            key = self._key("file> ", numbers + KEYS, legend)
            if key == "s":
                return
            if key == "u":
                self._undo()
            elif key == "e":
                question = self._line("in other words> ") or question
            elif key == "g":
                if self._file_as_gap(question):
                    return
            elif key == "t":
                passage = self._pick(finding)
                if passage is not None and self._file(question, passage):
                    return
            elif self._file(question, finding.near[int(key) - 1].passage):
                return

    def _pick(self, finding: Finding) -> Passage | None:
        """A passage that the curator finds by words; None if by none."""
        while words := self._line("words of the passage, or nothing> "):
            found = look_up(self._matcher.result(), words)
            if not found:
                say("No passage has such words.")
            for number, passage in enumerate(found, 1):
                show_passage(number, passage)
            key = self._key("which, or s for none> ", DIGITS[: len(found)] + "s") if found else "s"
            if key != "s":
                return found[int(key) - 1]
        return None

    def _file(self, question: str, passage: Passage) -> bool:
        def edit() -> str:
            self._edits.add_ask(passage.key, question)
            now = self._edits.article.passage(passage.key)
            return (
                f"Filed under {passage.key}, which has {counted(len(now.asks) if now else 0, 'ask')} of a person now."
            )

        return self._edit(edit)

    def _file_as_gap(self, question: str) -> bool:
        """File a question as one that the article does not answer. False if the curator thought better of it."""
        gaps = nearest_gaps(self._edits.article, question)
        for number, gap in enumerate(gaps, 1):
            say(f"  {number}. {gap.title}: {gap.note}")
        key = self._key("which, n for a new one, s for none> ", DIGITS[: len(gaps)] + "ns") if gaps else "n"
        if key == "s":
            return False
        if key != "n":
            gap = gaps[int(key) - 1]

            def add() -> str:
                self._edits.add_to_gap(gap.id, question)
                return f"Filed under the gap {gap.id}."

            return self._edit(add)
        note = self._line("what the article does not say, in one sentence> ")
        if not note:
            say("Nothing was written, so it is not filed.")
            return False
        title = self._line("its title, or nothing for the question itself> ") or gap_title(question)

        def make() -> str:
            return f"Filed under the new gap {self._edits.add_gap(title, note, question)}."

        return self._edit(make)

    def _edit(self, edit: Callable[[], str]) -> bool:
        """Edit the folder and compile it anew. What may not be is told, and changes nothing."""
        try:
            said = edit()
        except (InputError, ArticleError) as error:
            say(f"Not filed: {error}")
            return False
        say(said)
        self._matcher = self._compiler.submit(Matcher.of, self._edits.article)
        return True

    def _undo(self) -> None:
        if not self._edits.undo():
            say("Nothing was filed that could be taken back.")
            return
        say("Taken back.")
        self._matcher = self._compiler.submit(Matcher.of, self._edits.article)

    def _walk_thin(self) -> None:
        """Ask for what is missing of each passage that has few asks, the first of the article first."""
        thin = [p for p in self._edits.article.passages if p.drafted or len(p.asks) < FEWEST_ASKS]
        for number, passage in enumerate(thin, 1):
            say(f"\n[{number} of {len(thin)}] {passage.key}, ¶ {passage.paragraph}")
            for line in textwrap.wrap(passage.quote, WIDTH - 2):
                say(f"│ {line}")
            kind = "drafted" if passage.drafted else "asked"
            say("\n".join(f"  {kind}: {ask}" for ask in passage.asks))
            while line := self._line("how would people ask for it? (nothing: the next, s: enough)> ", "/undo"):
                if line == "s":
                    return
                if line == "/undo":
                    self._undo()
                else:
                    self._file(line, passage)
        say("\nThose were all passages with few asks." if thin else "No passage has few asks.")

    def _say_figures(self) -> None:
        say("This takes a while ...")
        if not self._figures_at_start:
            self._figures_at_start = figures(self._at_start, self._folder)
        now = figures(self._edits.article, self._folder)
        for title, lines in (("At the start:", self._figures_at_start), ("Now:", now)):
            say(title)
            say("\n".join(f"  {line}" for line in lines))
