"""The file of a SQLite database: private to its user, and the same file for as long as the bot runs."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from bot.errors import StoreError
from bot.files import is_of_unknown_home, open_file, prepare_folder, prepare_private, take_room
from bot.store.failures import FULL, LET_OPEN, NO_DATABASE

_ROOM = 2**20
"""Bytes, more than are written at once."""

_BEGINS = b"SQLite format 3\0"
_NAME_ONE = "set FOOTNOTE_STATE to a folder, or DATABASE_URL to a database"
_GONE = "its file is gone; put it back, or restart the bot to begin with a new one"


class SqliteFile:
    """Remembers which file was opened, so that the bot never continues with an empty or a different one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: tuple[int, int] | None = None
        self.was_full = False
        """Whether the disk was full when it was last written."""

    def prepare(self) -> None:
        """Create the file if it is missing. Raises `StoreError` if it cannot be created or opened or is not a database,
        if the file that was open is gone, or if the disk was full and has too little room still: a small change may fit
        into the file as it is, and the next one not."""
        try:
            if self.was_full:
                take_room(self._path.parent, _ROOM)
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
            if error.errno == errno.ENOSPC:
                raise StoreError(FULL) from None
            advice = _NAME_ONE if is_of_unknown_home(self._path) else LET_OPEN
            raise StoreError(f"it cannot be opened ({error.strerror}); {advice}") from None

    def check(self) -> None:
        """Raises `StoreError` or `OSError` if the open file was replaced or removed."""
        if self._opened != _identity(self._path.stat()):
            raise StoreError("another file is in its place")


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
