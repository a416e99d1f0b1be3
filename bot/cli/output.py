"""Standard input and output, and outcomes as plain text. Only what is always there: no library is imported."""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
import textwrap
import time
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.article.model import Article, Passage
from bot.conversation import wording
from bot.errors import InputError
from bot.matching.outcomes import Answer, Candidate, Choices, Outcome
from bot.matching.progress import Progress, untold

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

WIDTH = 80  # columns: what people read with ease
_LONG = 1.0  # seconds of work after which people want to see how far it is
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
# What a terminal may obey instead of showing it; but for line ends, tabs and, in the second, the marks above.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_FOREIGN_CONTROL = re.compile(r"(?!\x1b\[[01]m)[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# What stands for a character where the output's encoding has no place for it.
_ASCII = {"’": "'", "‘": "'", "“": '"', "”": '"', "—": "--", "–": "-", "¶": "paragraph", "·": "-", "…": "...", "│": "|"}


def prepare_streams() -> None:
    """Let standard output and error take any text: what their encoding lacks is written in ASCII.

    A stream that was closed before the start (`>&-`) is None in Python. For standard error, where nobody would
    read a complaint, a sink takes its place; for standard output, a file that raises `OSError` when written to.
    Both stay open as long as the process lives.
    """
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="footnote")


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_ASCII.get(character, "?") for character in lost), error.end


codecs.register_error("footnote", _in_ascii)


def harmless(text: str) -> str:
    """The text with what a terminal may obey written out (``\\x1b``); line ends and tabs stay."""
    return _CONTROL.sub(_escaped, text)


def _escaped(control: re.Match[str]) -> str:
    return f"\\x{ord(control[0]):02x}"


def writable(text: str, encoding: str) -> str:
    """The text with what the encoding lacks in ASCII, and harmless: for a layout, whose widths have to be known
    beforehand."""
    return harmless(text).encode(encoding, "footnote").decode(encoding)


def read_lines() -> Iterator[str]:
    """The lines of standard input as they come; bytes that are not UTF-8 become replacement characters.

    Raises `InputError` if standard input is closed.
    """
    if sys.stdin is None:
        raise InputError('standard input is closed; connect it, or give one question: python -m bot ask "..."')
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def outcome_text(outcome: Outcome, article: Article, *, bold: bool = False) -> str:
    """The outcome as a person reads it, without a line end. `bold` marks the answer words for a terminal."""
    match outcome:
        case Answer(best=best):
            return _answer(best, article, bold=bold)
        case Choices(candidates=candidates):
            lines = [f"{wording.CHOICES_TITLE}:"]
            for number, candidate in enumerate(candidates, 1):
                lines.append(f"  {number}. {wording.choice_label(candidate, candidates)}")
            return "\n".join(lines)
        case no_match:
            lines = textwrap.wrap(wording.no_match(no_match), WIDTH)
            if no_match.nearest:
                topics = ", ".join(section.title for section in no_match.nearest)
                lines += textwrap.wrap(f"{wording.NEAREST}: {topics}", WIDTH)
            return "\n".join(lines)


def _answer(candidate: Candidate, article: Article, *, bold: bool) -> str:
    passage = candidate.passage
    lines = [f"{candidate.section.title} · {wording.paragraph_of(passage, article)}"]
    lines += [f"│ {line}" for line in _wrapped(passage, bold=bold)]
    lines += textwrap.wrap(passage.summary, WIDTH)
    return "\n".join(lines)


def _wrapped(passage: Passage, *, bold: bool) -> list[str]:
    """The quote in lines, its answer words marked. A mark never spans a line's end."""
    lines: list[str] = []
    at = 0
    for line in textwrap.wrap(passage.quote, WIDTH - 2, break_on_hyphens=False):
        start = passage.quote.index(line, at)
        at = start + len(line)
        lines.append(_marked(line, start, passage.bold) if bold else line)
    return lines


def _marked(line: str, offset: int, spans: tuple[tuple[int, int], ...]) -> str:
    for start, end in reversed(spans):
        first, last = max(start - offset, 0), min(end - offset, len(line))
        if first < last:
            line = f"{line[:first]}{_BOLD}{line[first:last]}{_PLAIN}{line[last:]}"
    return line


def wants_bold(stream: TextIO) -> bool:
    """Whether escape codes may be written: a terminal that is not dumb.

    NO_COLOR (https://no-color.org) forbids colour and leaves bold alone, here as in the conversation.
    """
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def say_compiling() -> AbstractContextManager[Progress]:
    """Tell a person who looks on why the first answer takes seconds."""
    return working("Preparing the article: this takes a few seconds, now and after each edit of it")


@contextmanager
def working(what: str) -> Generator[Progress]:
    """While some work lasts, tell a person who looks on what it is, and how far it is once it takes long."""
    if not sys.stderr.isatty():
        yield untold
        return
    say(f"{what} ...", sys.stderr)
    bar = _ProgressBar()
    try:
        yield bar.show
    finally:
        bar.close()


class _ProgressBar:
    """A bar on standard error that is not there before `_LONG` is over, and no more once it is closed."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._bar: Bar | None = None

    def show(self, done: float) -> None:
        """Show the share (0 to 1) of the work that is done."""
        if self._bar is None and time.monotonic() - self._start > _LONG:
            from rich.console import Console
            from rich.progress import Progress as Bar

            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._bar.add_task("", total=1.0)
            self._bar.start()
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a text and flush: whoever reads a pipe wants each answer at once. Of what a terminal may obey, only the
    marks of bold words are left."""
    print(_FOREIGN_CONTROL.sub(_escaped, text), file=stream, flush=True)
