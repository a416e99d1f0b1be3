"""Reads what is set in the environment and in a file `.env`, and tells which of the two it is from."""

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
"""Seconds in which a pipe has to be written."""

_SHORT = 5
"""Up to so many letters after the first underscore, one slip; beyond, two."""

_KINDS = frozenset("DIR DIRECTORY FOLDER PATH FILE IDS LIST URL ADDRESS SECONDS".split())
"""What a value is, as some add it to a setting's name. No orchestrator sets a name that ends so for a service."""


class SetValue(NamedTuple):
    """A value without white space around it, and whether it stands in the file."""

    value: str
    in_file: bool


def read_environment(environment: Mapping[str, str], file: Path) -> tuple[dict[str, SetValue], list[str]]:
    """What is set, by name, and what is wrong with the file, a line each.

    Empty values count as unset: one in the environment leaves that of the file as it is. The file may be a pipe. Raises
    `SettingsError` if it cannot be read.
    """
    in_file, problems = _read_file(file)
    given = {name: SetValue(value.strip(), True) for name, value in in_file.items() if value and value.strip()}
    given |= {name: SetValue(value.strip(), False) for name, value in environment.items() if value.strip()}
    return given, problems


def _read_file(path: Path) -> tuple[Mapping[str, str | None], list[str]]:
    try:
        text = (_of_pipe if path.is_fifo() else _of_file)(path).decode("utf-8-sig")
    except FileNotFoundError:
        return {}, []
    except UnicodeDecodeError:
        raise SettingsError([f"{path} is not UTF-8; save the file as UTF-8"]) from None
    except OSError as error:
        with suppress(OSError):  # where it stands cannot be looked at either
            if (path / "pyvenv.cfg").exists():  # as a virtual environment may be called
                return {}, []
            if path.is_dir():  # as Docker makes for a file that is to be mounted and is not there
                raise SettingsError([f"{path} is a folder; remove it, and write the settings into a file"]) from None
        raise SettingsError([f"{path} cannot be read ({error.strerror}); let yourself read it"]) from None
    from dotenv import dotenv_values  # here: not needed where there is no file
    from dotenv.parser import parse_stream

    lines, problems = list(parse_stream(io.StringIO(text))), list[str]()
    for line in lines:
        blank = len(line.original.string) - len(line.original.string.lstrip())
        number = line.original.line + line.original.string.count("\n", 0, blank)
        # What stands there may be the token.
        if line.error:
            problems.append(f"{path} line {number} cannot be read; write NAME=value, and close quotes")
        elif line.key is not None and line.value is None:
            problems.append(f'{path} line {number} has no "="; write NAME=value')
    sound = "".join(line.original.string for line in lines if not line.error)
    return dotenv_values(stream=io.StringIO(sound)), problems


def _of_file(path: Path) -> bytes:
    """What stands in a file, or comes from a device (`/dev/null`)."""
    with path.open("rb") as file:
        return read_up_to(file)


def _of_pipe(path: Path) -> bytes:
    """What is written into a pipe. Raises `SettingsError` if nobody writes: to open it would last for ever."""
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
        raise SettingsError([f"{path} is a pipe into which nobody writes; start what writes into it, or remove it"])
    return found[0]


def is_quoted(value: str) -> bool:
    """Whether quotes stand around a value, as some programs leave them that read files like `.env`."""
    return len(value) > 1 and value[0] + value[-1] in _QUOTES


def meant_by(name: str, known: Collection[str]) -> str | None:
    """The known name of which a name looks like a slip; none if it is known itself or far from all.

    What an orchestrator sets for a service that is called as this program is (`FOOTNOTE_PORT`, `FOOTNOTE_SERVICE_HOST`)
    is far from all.
    """
    if name in known or not re.match("fo|di", name, re.IGNORECASE):
        return None
    letters = _letters(name)
    near = [each for each in known if abs(len(_letters(each)) - len(letters)) <= 2]
    if near:
        from rapidfuzz.distance import OSA  # here: seldom needed

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
        # With words left out or in another order, or in the other family whole; or of no family, as DATABASE_URL.
        for each in known:
            own, _, own_rest = each.partition("_")
            if rest == own_rest or (own == family and words <= set(own_rest.split("_"))):
                return each
            if own in words and words <= set(each.split("_")):
                return each
    return None


def _letters(name: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", name.upper())
