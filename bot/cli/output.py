"""Standard input and output. Imports only the standard library, so that it loads fast."""

from __future__ import annotations

import codecs
import io
import os
import re
import shlex
import shutil
import sys
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from bot.matching.progress import Progress, no_progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_Item = TypeVar("_Item")

WIDTH = 80  # columns that are easy to read
NARROWEST = 20  # columns; in fewer, words break wherever lines end
_LONG = 1.0  # seconds of work before a progress bar appears
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # what a terminal may obey, except line breaks and tabs
_CONTROL_BUT_BOLD = re.compile(rf"(?!\x1b\[[01]m){_CONTROL.pattern}")

# Replacements for characters that the output's encoding lacks.
_ASCII = {"’": "'", "‘": "'", "“": '"', "”": '"', "—": "--", "–": "-", "¶": "paragraph", "·": "-", "…": "...", "│": "|"}


def prepare_streams() -> None:
    """Make standard output and error accept any text: characters that their encoding lacks are written in ASCII.

    Python sets a stream to None if it was closed before the start (`>&-`). Standard input is then replaced by an empty
    file, standard error by the null device, and standard output by a file that raises `OSError` on writing. They stay
    open as long as the process lives.
    """
    for name, mode in (("stdin", "r"), ("stdout", "r"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="footnote")


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_ASCII.get(character, "?") for character in lost), error.end


codecs.register_error("footnote", _in_ascii)


def escape_controls(text: str) -> str:
    """The text with control characters that a terminal may obey written out (``\\x1b``). Line breaks and tabs stay."""
    return _CONTROL.sub(_escaped, text)


def as_argument(path: Path) -> str:
    """A path quoted for a shell, also if it would look like an option."""
    return shlex.quote(f".{os.sep}{path}" if str(path).startswith("-") else str(path))


def _escaped(control: re.Match[str]) -> str:
    return f"\\x{ord(control[0]):02x}"


def read_lines() -> Iterator[str]:
    """The lines of standard input as they arrive. Invalid UTF-8 becomes replacement characters."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def wants_bold(stream: TextIO) -> bool:
    """Whether escape codes may be written: to a terminal that is not dumb.

    NO_COLOR (https://no-color.org) forbids colour but not bold, here as in the conversation.
    """
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int:
    """The most columns of a line: those of a narrow terminal, else `WIDTH`."""
    return max(NARROWEST, min(WIDTH, shutil.get_terminal_size().columns)) if stream.isatty() else WIDTH


def say_compiling() -> AbstractContextManager[Progress]:
    """Explain to a user at a terminal why the first answer takes seconds."""
    return show_progress("Preparing the article: this takes a few seconds, now and after each edit")


@contextmanager
def show_progress(what: str) -> Generator[Progress]:
    """While some work runs, show a user at a terminal what it is, and a progress bar if it takes long."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    say(f"{what} ...", sys.stderr)
    bar = _ProgressBar()
    try:
        yield bar.show
    finally:
        bar.close()


def with_progress(items: Iterable[_Item], total: int) -> Iterator[_Item]:
    """The items, with a progress bar for a user at a terminal. Each item is a question to ask."""
    with show_progress("Asking") as progress:
        for number, item in enumerate(items):
            progress(number / total)
            yield item


class _ProgressBar:
    """A progress bar on standard error that appears after `_LONG` seconds and disappears when it is closed."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._bar: Bar | None = None

    def show(self, done: float) -> None:
        """Show the fraction (0 to 1) of the work that is done."""
        if self._bar is None and time.monotonic() - self._start > _LONG:
            from rich.console import Console
            from rich.progress import Progress as Bar

            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._bar.add_task("", total=1.0)
            self._bar.start()
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def say(text: str, stream: TextIO | None = None, *, bold: bool = False) -> None:
    """Print a text and flush, since the reader of a pipe wants each answer at once. Control characters are escaped,
    except the codes for `bold`."""
    print((_CONTROL_BUT_BOLD if bold else _CONTROL).sub(_escaped, text), file=stream, flush=True)
