"""The file of a SQLite database: there for its user alone, and the same one for as long as the bot runs."""

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
_NAME_ONE = "let FOOTNOTE_STATE name a folder, or DATABASE_URL a database"
_GONE = "its file is gone; put it back, or start the bot again to begin anew"


class SqliteFile:
    """Knows which file was opened: what it holds is not to be replaced by nothing, or by what another one holds."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: tuple[int, int] | None = None
        self.was_full = False
        """Whether the disk was full when it was last written."""

    def prepare(self) -> None:
        """Make the file if it is not there. Raises `StoreError` if it cannot be made or opened or is no database, if
        the one that was open is gone, or if the disk, once it was full, has not some room: the next little change may
        fit into the file as it is, and the one after that not."""
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
        """Raise `StoreError` or `OSError` where another file, or none, stands in the place of the one that is open."""
        if self._opened != _identity(self._path.stat()):
            raise StoreError("another file stands in its place")


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
