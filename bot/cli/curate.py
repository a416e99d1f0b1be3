"""`python -m bot curate`: shows what questions find, and files them where they belong with one key."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from bot.article.model import Passage
from bot.article.naming import gap_title
from bot.cli.curate_output import HELP, LEGEND, figures, print_wrapped, show_search, width
from bot.cli.curator_input import DIGITS, HELP_KEYS, NEW, QUIT_KEYS, Curator, LeftError, make_curator
from bot.cli.output import say
from bot.conversation.dialogue import Dialogue
from bot.curation.edits import Edits
from bot.curation.findings import find, owner_of
from bot.errors import ArticleError, InputError
from bot.evaluation.expectations import FEWEST_ASKS
from bot.matching.matcher import Matcher
from bot.plurals import counted

KEYS = "tgesu"
WALK, FIGURES = "/thin", "/figures"
UNDO = ("/undo", "u")
_SKIP = "s"


def curate(folder: Path, file: Path | None, kept: Sequence[str] = ()) -> None:
    """Curate an article folder: first the questions that servers kept, then those in a file, one a line, then what is
    typed.

    Raises `ArticleError` if the folder is faulty, `InputError` if the file cannot be read or the folder cannot be
    written.
    """
    questions = [*kept, *(_questions(file) if file else ())]
    with ThreadPoolExecutor(max_workers=1) as compiler:
        _Session(folder, make_curator(), compiler).run(questions)


def _questions(file: Path) -> list[str]:
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(f"{file} cannot be read ({error.strerror}); give a text with a question a line") from None
    except UnicodeDecodeError:
        raise InputError(f"{file} is not UTF-8; save it as UTF-8, a question a line") from None
    return [" ".join(line.split()) for line in lines if line.strip()]


class _Session:
    """A curating session. `compiler` compiles the edited article while the curator reads and types."""

    def __init__(self, folder: Path, curator: Curator, compiler: ThreadPoolExecutor) -> None:
        self._folder = folder
        self._edits = Edits(folder)
        self._curator = curator
        self._compiler = compiler
        self._matcher: Future[Matcher] = compiler.submit(Matcher.of, self._edits.article)
        self._at_start = self._edits.article
        self._figures_at_start: list[str] = []
        self._filed: list[str] = []  # the questions, as long as that can be undone

    def run(self, questions: Sequence[str]) -> None:
        """Handle the questions one after the other, then what is typed, until the input ends."""
        passages = self._edits.article.passages
        drafted = sum(passage.drafted for passage in passages)
        print_wrapped(f"{self._at_start.title}: {counted(len(passages), 'passage')}, {drafted} of them drafted.")
        print_wrapped("Type what people would ask. /help lists the commands, q leaves.")
        try:
            for number, question in enumerate(questions, 1):
                say(f"\n[{number} of {len(questions)}] {question}")
                self._handle_question(question)
            while True:
                for line in self._curator.read_text("\nask> ").splitlines():  # a pasted block has several
                    self._command(" ".join(line.split()))
        except LeftError:
            say(f"\n{self._edits.count} filed in {self._folder}.")

    def _command(self, line: str) -> None:
        if line in QUIT_KEYS:
            raise LeftError
        if line in HELP_KEYS:
            print_wrapped(HELP)
        elif line in UNDO:
            self._decide_again()
        elif line == WALK:
            self._walk_thin()
        elif line == FIGURES:
            self._say_figures()
        elif line.startswith("/"):
            say(f"There is no {line.split()[0]}; /help lists the commands.")
        elif line:
            self._handle_question(line)

    def _handle_question(self, question: str) -> None:
        """Show what a question finds, and file it."""
        if owner := owner_of(self._edits.article, question):
            print_wrapped(f"This is already under {owner}")
            return
        while True:
            matcher = self._matcher.result()
            reply = Dialogue(matcher).reply(question)
            found = find(matcher, question, reply.outcome)
            show_search(found, reply)
            numbers = DIGITS[: len(found.near)]
            span = "-".join(dict.fromkeys((numbers[0], numbers[-1]))) if numbers else ""
            legend = f"{span} file it there | {LEGEND}" if span else LEGEND
            key = self._curator.choose_key("file> ", numbers + KEYS, legend, (WALK, FIGURES))
            if key == "s":
                return
            if key.startswith("/"):
                self._command(key)
                say(f"\nBack to: {question}")
            elif key == "u":
                if self._decide_again():
                    say(f"\nBack to: {question}")
            elif key == "e":
                question = self._line_or_skip("in other words> ") or question
            elif key == "g":
                if self._file_as_gap(question):
                    return
            elif key == "t":
                passage = self._curator.choose_passage(self._matcher.result())
                if passage is not None and self._file(question, passage):
                    return
            elif self._file(question, found.near[int(key) - 1].passage):
                return

    def _file(self, question: str, passage: Passage) -> bool:
        if not self._edit_with(question, lambda: self._edits.add_ask(passage.key, question)):
            return False
        now = self._edits.article.passage(passage.key)
        asks = counted(len(now.asks) if now else 0, "ask")
        print_wrapped(f"Filed under {passage.key}, which now has {asks} by a person.")
        return True

    def _file_as_gap(self, question: str) -> bool:
        """File a question as one that the article does not answer. Returns False if the curator changes their mind."""
        gap = self._curator.choose_gap(self._edits.article, question)
        if gap is None:
            return False
        if gap is NEW:
            return self._file_as_new_gap(question)
        is_filed = self._edit_with(question, lambda: self._edits.add_to_gap(gap.id, question))
        if is_filed:
            print_wrapped(f"Filed under the gap {gap.id}.")
        return is_filed

    def _file_as_new_gap(self, question: str) -> bool:
        title = self._curator.read_line("title of the new gap (empty: the question)> ")
        note = "" if title == _SKIP else self._line_or_skip("what the article does not say, in one sentence> ")
        if not note:
            say("Nothing was written, so it is not filed.")
            return False
        title = title or gap_title(question)
        is_filed = self._edit_with(question, lambda: self._edits.add_gap(title, note, question))
        if is_filed:
            print_wrapped(f"Filed under the new gap {self._edits.article.gaps[-1].id}: “{title}”: {note}")
        return is_filed

    def _line_or_skip(self, prompt: str) -> str:
        """A line, or "" if the curator skips it."""
        line = self._curator.read_line(prompt)
        return "" if line == _SKIP else line

    def _edit(self, change: Callable[[], object], refusal: str) -> bool:
        """Change the folder, and compile the article again. Returns False and says why if the change is refused."""
        before = self._edits.article
        try:
            change()
        except (InputError, ArticleError) as error:
            print_wrapped(f"{refusal}: {error}")
            return False
        finally:
            if self._edits.article is not before:
                self._matcher = self._compiler.submit(Matcher.of, self._edits.article)
        return True

    def _edit_with(self, question: str, change: Callable[[], object]) -> bool:
        """File a question by this change. Returns False and says why if the change is refused."""
        is_filed = self._edit(change, "Not filed")
        if is_filed:
            self._filed.append(question)
        return is_filed

    def _undo(self) -> str:
        """Undo what was filed last. Returns the question; "" if there is none."""
        if not self._filed:
            say("There is nothing to undo.")
            return ""
        if not self._edit(self._edits.undo, "Not undone"):
            return ""
        question = self._filed.pop()
        print_wrapped(f"Undone: “{question}”.")
        return question

    def _decide_again(self) -> bool:
        """Undo what was filed last and file it anew. Returns False if there is nothing to undo."""
        question = self._undo()
        if question:
            self._handle_question(question)
        return bool(question)

    def _walk_thin(self) -> None:
        """Ask for more asks of each passage that has few, in the order of the article."""
        thin = [p for p in self._edits.article.passages if p.drafted or len(p.asks) < FEWEST_ASKS]
        for number, passage in enumerate(thin, 1):
            say(f"\n[{number} of {len(thin)}] {passage.key}, ¶ {passage.paragraph}")
            for line in textwrap.wrap(passage.quote, width() - 2):
                say(f"│ {line}")
            kind = "drafted" if passage.drafted else "asked"
            say("\n".join(f"  {kind}: {ask}" for ask in passage.asks))
            while line := self._curator.read_line(
                "how would people ask for it? (empty: next passage, s: stop)> ", *UNDO
            ):
                if line == _SKIP:
                    return
                if line in UNDO:
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
