"""Reads TOML tables key by key, and collects faults instead of stopping at the first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import cast

from bot.article import limits
from bot.article.broken_toml import explain
from bot.article.faults import MISSING, Faults
from bot.article.text_files import control_problem, filled_lines, read_text

LARGEST_TOML = 2 * 2**20
"""The largest TOML file, in bytes. Files for people are far smaller, and parsing needs a hundred times as much
memory."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""The form of an id."""

_MOST_DOTS = 16
# Skips strings, comments and words of a TOML text to find dotted keys. Possessive, so no part is tried twice at one
# place; an unclosed string extends to the end.
_DEEP_KEY = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)|#[^\n]*+'
    r'|(?P<deep>(?:(?:[\w-]++|"(?:\\.|[^"\\\n])*+"|\'[^\'\n]*+\')[ \t]*+\.[ \t]*+){16})'  # _MOST_DOTS
    r'|"(?:\\.|[^"\\\n])*+"?|\'[^\'\n]*+\'?|[\w-]++',
    re.DOTALL,
)


def read_toml(path: Path, file: str, faults: Faults) -> Table | None:
    """The file's top-level table, or None and a fault."""
    text = read_text(path, file, faults, LARGEST_TOML)
    if text is None:
        return None
    try:
        _check_depth(text)
        return Table(tomllib.loads(text), file, "", faults)
    except tomllib.TOMLDecodeError as error:
        faults.add(file, "", f"broken TOML: {explain(text, str(error))}")
    except RecursionError:
        faults.add(file, "", "broken TOML: its brackets are nested too deep; take them apart")
    except ValueError:  # raised for huge integers; not a TOMLDecodeError
        faults.add(file, "", "broken TOML: a number in it has thousands of digits; shorten it")
    return None


def _check_depth(text: str) -> None:
    """Raises `TOMLDecodeError` for a key of very many parts: tomllib needs time and memory quadratic in their
    number."""
    for match in _DEEP_KEY.finditer(text):
        if match["deep"]:
            line = text.count("\n", 0, match.start()) + 1
            raise tomllib.TOMLDecodeError(f"A key of more than {_MOST_DOTS} parts (at line {line})")


_LIST = 'a list of texts (["one", "another"])'
_KINDS = ((str, "a text"), (bool, "true or false"), (list, "a list"), (dict, "a table"), ((int, float), "a number"))
"""What people call the types of values."""


def _kind_of(value: object) -> str:
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "a date or a time")


class Table:
    """A table of a TOML file. Its methods read one key each; they report faults and return an empty value instead. `of`
    tells a person which of several tables it is."""

    def __init__(self, values: Mapping[str, object], file: str, key: str, faults: Faults, of: str = "") -> None:
        self._values = values
        self._of = of
        self.file = file
        self._key = key
        self._faults = faults
        self._read: set[str] = set()

    def fault(self, name: str, problem: str, of: str = "") -> None:
        """Report a fault of the key `name` of this table (empty: of the table itself), or of a table inside it."""
        self._faults.add(self.file, self._place(name), problem, of or self._of)

    def _place(self, name: str) -> str:
        return ".".join(part for part in (self._key, name) if part)

    def _value(self, name: str, kind: type | tuple[type, ...], wanted: str, required: bool) -> object | None:
        self._read.add(name)
        value = self._values.get(name)
        if value is None:
            if required:
                self.fault(name, f"{MISSING}; add {wanted}")
            return None
        if not isinstance(value, kind):
            self.fault(name, f"must be {wanted}, not {_kind_of(value)}")
            return None
        return value

    def text(self, name: str, longest: int, required: bool = True) -> str:
        """A string of at most `longest` characters on one line."""
        value = cast("str | None", self._value(name, str, "a text", required))
        return self._checked(name, value, longest) if value is not None else ""

    def flag(self, name: str) -> bool:
        """True or false; false if the key is missing."""
        return self._value(name, bool, "true or false", False) is True

    def identifier(self, name: str) -> str:
        """A short lower-case id such as ``two-way-street``."""
        value = self.text(name, limits.ID)
        if value and not ID.fullmatch(value):
            self.fault(name, f"{value!r} is not an id; use lower-case letters, digits and single hyphens")
        return value

    def texts(self, name: str, longest: int, required: bool = True) -> tuple[str, ...]:
        values = cast("list[object] | None", self._value(name, list, _LIST, required))
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
                self.fault(place, f"must be a text, not {_kind_of(value)}")

    def lines(self, name: str, longest: int, required: bool = True) -> tuple[str, ...]:
        """A multi-line string, one item a line, or a list of strings. Blank items are skipped."""
        kinds = "a multi-line text, one item a line"
        value = cast("str | list[object] | None", self._value(name, (str, list), kinds, required))
        if value is None:
            return ()
        if isinstance(value, str):
            lines = filled_lines(value)
        else:
            if not all(isinstance(item, str) for item in value):
                self.fault(name, f"must be {kinds}, or a list of texts")
            lines = [item.strip() for item in value if isinstance(item, str) and item.strip()]
        if not lines:
            self.fault(name, "is empty; write at least one item, one a line")
        for number, line in enumerate(lines, 1):
            self._checked(f"{name} item {number}", line, longest)
        return tuple(lines)

    def tables(self, name: str, required: bool = True) -> list[Table]:
        """An array of tables, ``[[name]]`` in the file."""
        values = cast("list[object] | None", self._value(name, list, f"[[{name}]] tables, in two brackets", required))
        if required and values == []:
            self.fault(name, f"is empty; add at least one [[{name}]] table")
        found: list[Table] = []
        for number, value in enumerate(values or []):
            place = f"{name}[{number}]"
            if isinstance(value, dict):
                values_inside = cast("dict[str, object]", value)
                of = next((str(values_inside[each]) for each in ("id", "name") if each in values_inside), "")
                found.append(Table(values_inside, self.file, self._place(place), self._faults, of))
            else:
                self.fault(place, "must be a table")
        return found

    def word_lists(self, name: str, longest: int) -> dict[str, tuple[str, ...]]:
        """A table whose values are lists of strings."""
        values = cast("dict[str, object] | None", self._value(name, dict, f"a [{name}] table", False))
        if values is None:
            return {}
        table = Table(values, self.file, name, self._faults)
        for word in values:
            table._checked(word, word, longest)
        return {word: table.texts(word, longest) for word in values}

    def refuse_unknown_keys(self) -> None:
        """Report every key that was not read: a misspelled key must not go unnoticed."""
        for name in self._values:
            if name in self._read:
                continue
            absent = self._read - self._values.keys()
            meant = get_close_matches(name, absent, n=1) or get_close_matches(name, self._read, n=1)
            if meant:
                self._faults.forget_missing(self.file, self._place(meant[0]))
                self.fault(name, f"is an unknown key; did you mean {meant[0]}?")
            else:
                self.fault(name, f"is an unknown key; remove it or use one of: {', '.join(sorted(self._read))}")

    def _checked(self, name: str, value: str, longest: int) -> str:
        if not value.strip():
            self.fault(name, "is empty; write a text or remove the entry")
        elif len(value) > longest:
            self.fault(name, f"has {len(value)} characters and at most {longest} can be shown; shorten it")
        elif problem := control_problem(value):
            self.fault(name, problem)
        return value.strip()
