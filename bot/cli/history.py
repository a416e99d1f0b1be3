"""A file history of what was typed at the prompt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from prompt_toolkit.history import FileHistory

from bot.cli.prompt import warn_not_kept
from bot.files import prepare_private


class KeptHistory(FileHistory):
    """A history that continues without its file if the disk is full or the file becomes unusable."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._path = path
        self._is_kept = True

    def load_history_strings(self) -> Iterator[str]:
        """Earlier input, latest first; nothing if it cannot be read."""
        try:
            yield from super().load_history_strings()
        except OSError as error:
            self._give_up(error)

    def store_string(self, string: str) -> None:
        """Store one input, unless storing failed before."""
        if not self._is_kept:
            return
        try:
            prepare_private(self._path)
            super().store_string(string)
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        self._is_kept = False
        warn_not_kept(self._path, error)
