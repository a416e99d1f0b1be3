"""The file of a SQLite database: private to its user, and the same file for as long as the bot runs."""

from __future__ import annotations

import os
from pathlib import Path

from bot.errors import StoreError
from bot.files import is_of_unknown_home, open_file, prepare_folder, prepare_private
from bot.store.failures import LET_OPEN, NO_DATABASE

_BEGINS = b"SQLite format 3\0"
_NAME_ONE = "let FOOTNOTE_STATE name a folder, or DATABASE_URL a database"
_GONE = "its file is gone; put it back, or start the bot again to begin anew"


class SqliteFile:
    """Remembers which file was opened, so that the bot never continues with an empty or a different one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: tuple[int, int] | None = None

    def prepare(self) -> None:
        """Create the file if it is missing. Raises `StoreError` if it cannot be created or opened or is not a database,
        or if the file that was open is gone."""
        try:
            if not self._path.exists():
                if self._opened:
                    raise StoreError(_GONE)
                prepare_folder(self._path.parent)
                prepare_private(self._path)
            with open_file(self._path) as file:
                if file.read(len(_BEGINS)) not in (b"", _BEGINS):
                    raise StoreError(NO_DATABASE)
                self._opened = _identity(os.fstat(file.fileno()))
        except OSError as error:
            advice = _NAME_ONE if is_of_unknown_home(self._path) else LET_OPEN
            raise StoreError(f"it cannot be opened ({error.strerror}); {advice}") from None

    def check(self) -> None:
        """Raises `StoreError` or `OSError` if the open file was replaced or removed."""
        if self._opened != _identity(self._path.stat()):
            raise StoreError("another file stands in its place")


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
