"""The errors that Footnote raises on purpose.

    FootnoteError
    ├── ArticleError       the article folder has faults; carries them all
    ├── SettingsError      settings are missing or wrong; carries them all
    ├── QuestionsError     labelled questions cannot be read or do not fit
    ├── InputError         what was given to read, to ask or to file cannot be used
    ├── ConnectError       Discord cannot be reached or refuses the bot
    ├── StoreError         the database cannot be used now
    └── WorkError          an index could not be compiled or tried out

Each is shown to a person as it is: its text says what is wrong and what to do next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.plurals import counted


class FootnoteError(Exception):
    """The root of every error that the program raises on purpose."""


class Fault(NamedTuple):
    """One fault in an article folder.

    `file` is relative to the folder. `key` names the place in the file, as in ``passages[2].quote``; it is empty for
    the whole file. `problem` says what is wrong and how to fix it. `of` is the id or name of the table with the fault,
    so that a person can find it.
    """

    file: str
    key: str
    problem: str
    of: str = ""

    def __str__(self) -> str:
        place = f"{self.file}: {self.key}" if self.key else self.file
        place += f" (of {self.of})" if self.of else ""
        return f"{place}: {self.problem}" if place != "." else self.problem


class ArticleError(FootnoteError):
    """The article folder has faults. `faults` holds all of them, sorted by file and key."""

    def __init__(self, folder: str, faults: Sequence[Fault]) -> None:
        self.folder = folder
        self.faults = tuple(sorted(faults))
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"{counted(len(self.faults), 'fault')} in {folder}:\n{lines}")

    @classmethod
    def of_several(cls, errors: Mapping[str, ArticleError]) -> ArticleError:
        """One error for the faults of several articles, by the articles' names."""
        named = [
            fault._replace(file=f"{name}/{fault.file}") for name, error in errors.items() for fault in error.faults
        ]
        return cls("the articles", named)


class SettingsError(FootnoteError):
    """Settings are missing or wrong. `problems` holds all of them, one line each."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class QuestionsError(FootnoteError):
    """Labelled questions cannot be read or do not fit the article. `problems` holds one line for each problem, with its
    file and line; the error's text shows the first `MOST_TOLD`."""

    MOST_TOLD = 20

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        more = len(problems) - self.MOST_TOLD
        super().__init__("\n".join(problems[: self.MOST_TOLD]) + (f"\nand {more} more" if more > 0 else ""))


class InputError(FootnoteError):
    """Input to read, ask or file cannot be used. The text says why and what to do."""


class ConnectError(FootnoteError):
    """Discord cannot be reached, or refuses the bot. The text says which, and what to do."""


class StoreError(FootnoteError):
    """The database is unavailable, so nothing was changed. The text says why and what to do, in one line."""


class WorkError(FootnoteError):
    """An index could not be compiled or tried out, so nothing was changed. The text says why and what to do."""
