"""Reads variables from the environment and from a `.env` file, and records which of the two each came from."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from bot.errors import SettingsError
from bot.files import read_up_to

_QUOTES = ("''", '""', "``", "‘’", "“”")
PATIENCE = 10.0
"""Seconds to wait for a pipe to be written."""

_SHORT = 5
"""In a name with at most this many letters after the first underscore, one typo is recognised; in a longer one, two."""

_KINDS = frozenset("DIR DIRECTORY FOLDER PATH FILE IDS LIST URL ADDRESS SECONDS".split())
"""Suffixes that people add to a setting's name. No orchestrator gives a service's variable a name that ends like
this."""


class SetValue(NamedTuple):
    """A value without surrounding white space, and whether it comes from the file."""

    value: str
    in_file: bool


def read_environment(environment: Mapping[str, str], file: Path) -> tuple[dict[str, SetValue], list[str]]:
    """The variables that are set, by name, and the problems of the file, one line each.

    An empty value counts as unset, so an empty environment variable does not hide a value in the file. The file may be
    a pipe. Raises `SettingsError` if it cannot be read.
    """
    in_file, problems = _read_file(file)
    given = {name: SetValue(value.strip(), True) for name, value in in_file.items() if value and value.strip()}
    given |= {name: SetValue(value.strip(), False) for name, value in environment.items() if value.strip()}
    return given, problems


def _read_file(path: Path) -> tuple[Mapping[str, str | None], list[str]]:
    try:
        text = (_read_pipe if path.is_fifo() else _read_regular)(path).decode("utf-8-sig")
    except FileNotFoundError:
        return {}, []
    except UnicodeDecodeError:
        raise SettingsError([f"{path} is not UTF-8; save the file as UTF-8"]) from None
    except OSError as error:
        with suppress(OSError):  # its folder may be unreadable too
            if (path / "pyvenv.cfg").exists():  # a virtual environment named .env
                return {}, []
            if path.is_dir():  # Docker creates one to mount a missing file
                raise SettingsError([f"{path} is a folder; remove it, and write the settings into a file"]) from None
        raise SettingsError([f"{path} cannot be read ({error.strerror}); give yourself read access"]) from None
    from dotenv import dotenv_values  # imported here since it is only needed with a file
    from dotenv.parser import parse_stream

    lines, problems = list(parse_stream(io.StringIO(text))), list[str]()
    for line in lines:
        blank = len(line.original.string) - len(line.original.string.lstrip())
        number = line.original.line + line.original.string.count("\n", 0, blank)
        # Do not show the line: it may contain the token.
        if line.error:
            problems.append(f"{path} line {number} cannot be read; write NAME=value, and close quotes")
        elif line.key is not None and line.value is None:
            problems.append(f'{path} line {number} has no "="; write NAME=value')
    sound = "".join(line.original.string for line in lines if not line.error)
    return dotenv_values(stream=io.StringIO(sound)), problems


def _read_regular(path: Path) -> bytes:
    """The content of a file or of a device such as `/dev/null`."""
    with path.open("rb") as file:
        return read_up_to(file)


def _read_pipe(path: Path) -> bytes:
    """The content of a pipe. Reads in a thread, since opening a pipe blocks until somebody writes. Raises
    `SettingsError` if nobody does."""
    found: list[bytes] = []
    failed: list[OSError] = []

    def read() -> None:
        try:
            found.append(path.read_bytes())
        except OSError as error:
            failed.append(error)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(PATIENCE)
    if failed:
        raise failed[0]
    if not found:
        raise SettingsError([f"{path} is a pipe that nothing writes to; start what writes to it, or remove it"])
    return found[0]


def is_quoted(value: str) -> bool:
    """Whether a value still has quotes around it, as some programs leave them when they read a `.env` file."""
    return len(value) > 1 and value[0] + value[-1] in _QUOTES


def nearest_setting(name: str, known: Collection[str]) -> str | None:
    """The known name that a name is probably a typo of; None if the name is known, or far from all known ones.

    Variables that an orchestrator sets for a service named like this program (`FOOTNOTE_PORT`, `FOOTNOTE_SERVICE_HOST`)
    do not count as typos.
    """
    if name in known or not re.match("fo|di", name, re.IGNORECASE):
        return None
    letters = _letters(name)
    near = [each for each in known if abs(len(_letters(each)) - len(letters)) <= 2]
    if near:
        from rapidfuzz.distance import OSA  # imported here since it is seldom needed

        for each in near:
            rest = _letters(each.partition("_")[2])
            most = 1 if len(rest) <= _SHORT or not each.startswith("FOOTNOTE_") else 2
            if OSA.distance(letters, _letters(each)) <= most:
                return each
    for each in known:
        if each.startswith("FOOTNOTE_") and letters.removeprefix(_letters(each)) in _KINDS:
            return each
    family, _, rest = name.upper().partition("_")
    if family == "FOOTNOTE" and (words := set(rest.split("_"))):
        # Words left out or reordered, or another prefix (DISCORD_ for FOOTNOTE_ or none, as in DATABASE_URL).
        for each in known:
            own, _, own_rest = each.partition("_")
            if rest == own_rest or (own == family and words <= set(own_rest.split("_"))):
                return each
            if own in words and words <= set(each.split("_")):
                return each
    return None


def _letters(name: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", name.upper())
