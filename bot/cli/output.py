"""Standard input and output. Only what is always there: no library is imported."""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from bot.errors import InputError

WIDTH = 80  # columns: what people read with ease
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"

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


def writable(text: str, encoding: str) -> str:
    """The text with what the encoding lacks in ASCII: for a layout, whose widths have to be known beforehand."""
    return text.encode(encoding, "footnote").decode(encoding)


def read_lines() -> Iterator[str]:
    """The lines of standard input as they come; bytes that are not UTF-8 become replacement characters.

    Raises `InputError` if standard input is closed.
    """
    if sys.stdin is None:
        raise InputError('standard input is closed; connect it, or give one question: python -m bot ask "..."')
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def wants_bold(stream: TextIO) -> bool:
    """Whether escape codes may be written: a terminal that is not dumb.

    NO_COLOR (https://no-color.org) forbids colour and leaves bold alone, here as in the conversation.
    """
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def say_compiling() -> None:
    """Tell a person who looks on why the first answer takes seconds."""
    if sys.stderr.isatty():
        say("The article is new or was edited; reading it takes a few seconds ...", sys.stderr)


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a text and flush: whoever reads a pipe wants each answer at once."""
    print(text, file=stream, flush=True)
