"""Reads the text files of an article folder."""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from pathlib import Path

from bot.article.faults import Faults
from bot.article.jsonl import split_lines
from bot.files import LARGEST, read_file

# A lone surrogate cannot be printed. U+FEFF is left where two files were joined.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_ALIKE = 0.85
"""The least similarity of two file names, 0 to 1. article.toml and article.txt are less similar."""


def control_problem(text: str) -> str:
    """What is wrong with a text that contains a control character although it is shown on one line; else ""."""
    found = _CONTROL.search(text)
    if found is None:
        return ""
    return f"has a line break, tab or other control character ({found[0]!r}); write it on one line with spaces"


def filled_lines(text: str) -> list[str]:
    """The non-blank lines, stripped. `control_problem` reports line ends that few editors show."""
    return [stripped for line in split_lines(text) if (stripped := line.strip())]


def file_names(folder: Path, faults: Faults) -> list[str]:
    """The sorted names in the folder of the sections; none if there is no such folder."""
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - names are all
    except FileNotFoundError:
        pass
    except OSError as error:
        faults.add(folder.name, "", f"cannot be read ({error.strerror}); make it a folder that you may read")
    return []


def read_text(path: Path, file: str, faults: Faults, largest: int = LARGEST) -> str | None:
    """The file's text, or None and a fault."""
    try:
        return read_file(path, largest).decode("utf-8-sig")  # some editors put a byte order mark first
    except FileNotFoundError:
        near = similar_file(path)
        faults.add(file, "", f"the file is missing; {f'is {near} meant? Rename it' if near else 'create it'}")
    except OSError as error:
        faults.add(file, "", f"cannot be read ({error.strerror}); check the file and its permissions")
    except UnicodeDecodeError as error:
        faults.add(file, "", f"is not UTF-8 at byte {error.start}; save the file as UTF-8")
    return None


def similar_file(path: Path) -> str:
    """The name of a file that is probably meant by the missing `path`; "" if there is none."""
    try:
        names = {name.casefold(): name for name in os.listdir(path.parent) if name != path.name}  # noqa: PTH208 - names are all
    except OSError:
        return ""
    return next((names[near] for near in get_close_matches(path.name.casefold(), names, n=1, cutoff=_ALIKE)), "")
