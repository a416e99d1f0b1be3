"""Reads TOML tables key by key and collects what is wrong with them instead of stopping at the first fault."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from bot.article import limits
from bot.errors import Fault

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Faults(list[Fault]):
    """The faults found so far."""

    def add(self, file: str, key: str, problem: str) -> None:
        self.append(Fault(file, key, problem))


def control_problem(text: str) -> str:
    """What is wrong with a text that is shown on one line and holds a control character; else an empty string."""
    found = _CONTROL.search(text)
    if found is None:
        return ""
    return f"has a line break, tab or other control character ({found[0]!r}); write it on one line with spaces"


def read_text(path: Path, file: str, faults: Faults) -> str | None:
    """The file's text, or None and a fault."""
    try:
        return path.read_bytes().decode("utf-8-sig")  # some editors put a byte order mark first
    except FileNotFoundError:
        faults.add(file, "", "the file is missing; create it")
    except OSError as error:
        faults.add(file, "", f"cannot be read ({error.strerror}); check the file and its permissions")
    except UnicodeDecodeError as error:
        faults.add(file, "", f"is not UTF-8 at byte {error.start}; save the file as UTF-8")
    return None


def read_toml(path: Path, file: str, faults: Faults) -> Table | None:
    """The file's top-level table, or None and a fault."""
    text = read_text(path, file, faults)
    if text is None:
        return None
    try:
        return Table(tomllib.loads(text), file, "", faults)
    except tomllib.TOMLDecodeError as error:
        faults.add(file, "", f"broken TOML: {error}; mend it there or just before")
        return None


class Table:
    """A TOML table whose readers note faults and return an empty value where one stands."""

    def __init__(self, values: Mapping[str, object], file: str, key: str, faults: Faults) -> None:
        self._values = values
        self._file = file
        self._key = key
        self._faults = faults
        self._read: set[str] = set()

    def fault(self, name: str, problem: str) -> None:
        """Note a fault of the key `name` of this table (empty: of the table itself)."""
        key = ".".join(part for part in (self._key, name) if part)
        self._faults.add(self._file, key, problem)

    def _take(self, name: str, kind: type | tuple[type, ...], wanted: str, required: bool) -> object | None:
        self._read.add(name)
        value = self._values.get(name)
        if value is None:
            if required:
                self.fault(name, f"is missing; add {wanted}")
            return None
        if not isinstance(value, kind):
            self.fault(name, f"must be {wanted}, not {type(value).__name__}")
            return None
        return value

    def text(self, name: str, longest: int, required: bool = True) -> str:
        """A string of at most `longest` characters on one line."""
        value = cast("str | None", self._take(name, str, "a text", required))
        if value is None:
            return ""
        return self._checked(name, value, longest)

    def flag(self, name: str) -> bool:
        """True or false; false if the key is missing."""
        return self._take(name, bool, "true or false", False) is True

    def identifier(self, name: str) -> str:
        """A short lower-case id such as ``two-way-street``."""
        value = self.text(name, limits.ID)
        if value and not _ID.fullmatch(value):
            self.fault(name, f"{value!r} is no id; use lower-case letters, digits and single hyphens")
        return value

    def texts(self, name: str, longest: int, required: bool = True) -> tuple[str, ...]:
        """A list of strings."""
        values = cast("list[object] | None", self._take(name, list, "a list of texts", required))
        if values is None:
            return ()
        if not values and required:
            self.fault(name, "is empty; add at least one text")
        return tuple(self._text_items(name, values, longest))

    def _text_items(self, name: str, values: list[object], longest: int) -> Iterator[str]:
        for number, value in enumerate(values):
            place = f"{name}[{number}]"
            if isinstance(value, str):
                yield self._checked(place, value, longest)
            else:
                self.fault(place, f"must be a text, not {type(value).__name__}")

    def lines(self, name: str, longest: int, required: bool = True) -> tuple[str, ...]:
        """A multi-line string, one item a line, or a list of strings; blank ones are passed over."""
        kinds = "a multi-line text, one item a line"
        value = cast("str | list[object] | None", self._take(name, (str, list), kinds, required))
        if value is None:
            return ()
        if isinstance(value, str):
            value = [*value.splitlines()]
        if not all(isinstance(item, str) for item in value):
            self.fault(name, f"must be {kinds}, or a list of texts")
        lines = [line.strip() for line in value if isinstance(line, str) and line.strip()]
        if not lines:
            self.fault(name, "is empty; write at least one item, one a line")
        for number, line in enumerate(lines, 1):
            self._checked(f"{name} item {number}", line, longest)
        return tuple(lines)

    def tables(self, name: str, required: bool = True) -> list[Table]:
        """An array of tables, ``[[name]]`` in the file."""
        values = cast("list[object] | None", self._take(name, list, f"[[{name}]] tables", required))
        if required and values == []:
            self.fault(name, f"is empty; add at least one [[{name}]] table")
        found: list[Table] = []
        for number, value in enumerate(values or []):
            place = f"{name}[{number}]"
            if isinstance(value, dict):
                key = ".".join(part for part in (self._key, place) if part)
                found.append(Table(cast("dict[str, object]", value), self._file, key, self._faults))
            else:
                self.fault(place, "must be a table")
        return found

    def word_lists(self, name: str, longest: int) -> dict[str, tuple[str, ...]]:
        """A table whose every value is a list of strings."""
        values = cast("dict[str, object] | None", self._take(name, dict, f"a [{name}] table", False))
        if values is None:
            return {}
        table = Table(values, self._file, name, self._faults)
        return {word: table.texts(word, longest) for word in values}

    def done(self) -> None:
        """Note every key that nobody asked for: a misspelt key must not pass in silence."""
        for name in self._values:
            if name not in self._read:
                known = ", ".join(sorted(self._read))
                self.fault(name, f"is an unknown key; remove it or use one of: {known}")

    def _checked(self, name: str, value: str, longest: int) -> str:
        if not value.strip():
            self.fault(name, "is empty; write a text or remove the entry")
        elif len(value) > longest:
            self.fault(name, f"has {len(value)} characters and at most {longest} can be shown; shorten it")
        elif problem := control_problem(value):
            self.fault(name, problem)
        return value.strip()
