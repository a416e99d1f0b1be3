"""The file of a SQLite database: there for its user alone, and the same one for as long as the bot runs."""

from __future__ import annotations

import os
from pathlib import Path

from bot.errors import StoreError
from bot.files import prepare_private
from bot.store.failures import NO_DATABASE

_BEGINS = b"SQLite format 3\0"
_GONE = "its file is gone; put it back, or start the bot again to begin anew"


class SqliteFile:
    """Knows which file was opened: what it holds is not to be replaced by nothing, or by what another one holds."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: tuple[int, int] | None = None

    def prepare(self) -> None:
        """Make the file if it is not there. Raises `OSError`, and `StoreError` if it is no database, or if the one
        that was open is gone."""
        if not self._path.exists():
            if self._opened:
                raise StoreError(_GONE)
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            prepare_private(self._path)
        with self._path.open("rb") as file:
            if file.read(len(_BEGINS)) not in (b"", _BEGINS):
                raise StoreError(NO_DATABASE)
            self._opened = _identity(os.fstat(file.fileno()))

    def check(self) -> None:
        """Raise `StoreError` or `OSError` where another file, or none, stands in the place of the one that is open."""
        if self._opened != _identity(self._path.stat()):
            raise StoreError("another file stands in its place")


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
