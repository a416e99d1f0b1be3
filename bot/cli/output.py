"""Standard input and output. Only what is always there: no library is imported."""

from __future__ import annotations

import codecs
import io
import os
import re
import shlex
import sys
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from bot.matching.progress import Progress, untold

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_Item = TypeVar("_Item")

WIDTH = 80  # columns: what people read with ease
_LONG = 1.0  # seconds of work after which people want to see how far it is
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
# What a terminal may obey instead of showing it; but for line ends, tabs and, in the second, the marks above.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_FOREIGN_CONTROL = re.compile(r"(?!\x1b\[[01]m)[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# What stands for a character where the output's encoding has no place for it.
_ASCII = {"’": "'", "‘": "'", "“": '"', "”": '"', "—": "--", "–": "-", "¶": "paragraph", "·": "-", "…": "...", "│": "|"}


def prepare_streams() -> None:
    """Let standard output and error take any text: what their encoding lacks is written in ASCII.

    A stream that was closed before the start (`>&-`) is None in Python. In the place of standard input comes an empty
    one, of standard error, where nobody would read a complaint, a sink, and of standard output a file that raises
    `OSError` when written to. They stay open as long as the process lives.
    """
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
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


def as_argument(path: Path) -> str:
    """A path as it can be pasted into a shell, also one that would be taken for an option."""
    return shlex.quote(f".{os.sep}{path}" if str(path).startswith("-") else str(path))


def _escaped(control: re.Match[str]) -> str:
    return f"\\x{ord(control[0]):02x}"


def read_lines() -> Iterator[str]:
    """The lines of standard input as they come; bytes that are not UTF-8 become replacement characters."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def wants_bold(stream: TextIO) -> bool:
    """Whether escape codes may be written: a terminal that is not dumb.

    NO_COLOR (https://no-color.org) forbids colour and leaves bold alone, here as in the conversation.
    """
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def say_compiling() -> AbstractContextManager[Progress]:
    """Tell a person who looks on why the first answer takes seconds."""
    return working("Preparing the article: this takes a few seconds, now and after each edit")


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


def tracked(items: Iterable[_Item], total: int) -> Iterator[_Item]:
    """The items, each of them a question to ask; shows a person who looks on how many are done."""
    with working("Asking") as progress:
        for number, item in enumerate(items):
            progress(number / total)
            yield item


class _ProgressBar:
    """A bar on standard error that appears after `_LONG` and goes away when it is closed."""

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
        if self._bar is not None:
            self._bar.stop()


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a text and flush: whoever reads a pipe wants each answer at once. Of what a terminal may obey, only the
    marks of bold words are left."""
    print(_FOREIGN_CONTROL.sub(_escaped, text), file=stream, flush=True)
