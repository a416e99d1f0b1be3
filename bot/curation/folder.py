"""Writes article folders completely or not at all, and only if the loader finds no faults."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bot.article.loader import load_article
from bot.article.model import Article
from bot.errors import ArticleError, InputError
from bot.files import read_file, without_links

_PARTS = ("article.txt", "article.toml", "gaps.toml", "variants.jsonl", "sections")
"""The files that the loader reads. A folder may contain many others."""

_MARK = "\ufeff"


class FolderFiles:
    """The text files of a folder, without byte order marks and with LF line ends, both of which are restored on
    writing. `changed` maps paths to new contents, None for files to remove."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.changed: dict[str, str | None] = {}

    def read(self, name: str) -> str:
        """The last written content of a file; "" if there is none."""
        text = self.changed[name] if name in self.changed else self.before(name)
        return (text or "").removeprefix(_MARK).replace("\r\n", "\n").replace("\r", "\n")

    def before(self, name: str) -> str | None:
        """The original content of a file; None if there is none. Raises `InputError` if it is no text."""
        path = self._folder / name
        try:
            return read_file(path).decode() if path.exists() else None
        except UnicodeDecodeError:
            raise InputError(f"{path} is not UTF-8; save it as UTF-8") from None

    def write(self, name: str, text: str | None) -> None:
        """Set a file's content, if it differs."""
        if text == self.read(name):
            return
        before = self.before(name) or ""
        if text is not None:
            mark = _MARK if before.startswith(_MARK) else ""
            text = f"{mark}{text}".replace("\n", "\r\n" if "\r\n" in before else "\n")
        self.changed[name] = text


TEXT, SOURCE = "article.txt", "source.txt"


def holds_text_alone(folder: Path) -> bool:
    """Whether a folder contains only the text of an article."""
    return folder.is_dir() and [path.name for path in folder.iterdir()] == [TEXT]


def make_folder(folder: Path, files: Mapping[str, str], *, is_of_own_text: bool = False) -> Article:
    """Create an article folder with these files, by path, and return the article. A folder that only contains the text
    may be completed; if its text changes, the former text is kept as `SOURCE`. Raises `InputError` if a folder exists
    that is not empty, or the folder cannot be created."""
    if folder.exists() and not is_of_own_text and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} is there already, and nothing is overwritten; choose another name, or add --update")
    try:
        target = without_links(folder)  # it may be "."
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as place:
            made = Path(place) / target.name
            _write(made, files)
            article = _check(made, folder)
            if target.exists():
                if is_of_own_text and (target / TEXT).read_bytes() != (made / TEXT).read_bytes():
                    (target / TEXT).rename(target / SOURCE)
                for part in made.iterdir():
                    part.replace(target / part.name)
            else:
                made.replace(target)
    except OSError as error:
        raise InputError(f"{folder} cannot be written ({error.strerror}); choose another place") from None
    return article


def change_folder(folder: Path, files: Mapping[str, str | None]) -> Article:
    """Write or, with None, remove files of an article folder, and return the changed article. Raises `ArticleError` if
    the folder would be faulty, and `InputError` if it cannot be written; nothing changes then."""
    try:
        with tempfile.TemporaryDirectory(prefix="footnote-") as place:
            tried = Path(place) / without_links(folder).name
            tried.mkdir()
            for name in _PARTS:
                _copy(folder / name, tried / name)
            _write(tried, files)
            article = _check(tried, folder)
        before = {name: (folder / name).read_bytes() if (folder / name).exists() else None for name in files}
        try:
            _write(folder, files)
        except BaseException:  # an interrupt, too: half of a change is a faulty folder
            for name, content in before.items():
                if content is None:
                    (folder / name).unlink(missing_ok=True)
                elif (folder / name).read_bytes() != content:  # others stay as they are: a full disk would empty them
                    (folder / name).write_bytes(content)
            raise
    except shutil.Error as error:
        raise InputError(f"{folder} cannot be read ({error}); check the folder and its permissions") from None
    except OSError as error:
        raise InputError(
            f"{folder} cannot be written ({error.strerror}); check the folder and its permissions"
        ) from None
    return article


def _check(made: Path, folder: Path) -> Article:
    """The written article. Raises `ArticleError` in the name of `folder` if it is faulty."""
    try:
        return load_article(made)
    except ArticleError as error:
        raise ArticleError(str(folder), error.faults) from None


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        # What begins with a dot is nobody's work: of a file that is open, an editor may keep a link to nowhere.
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*"))
    elif source.exists():
        shutil.copy(source, target)


def _write(folder: Path, files: Mapping[str, str | None]) -> None:
    """Replace files once all new contents are on the disk: if there is no room, none changes. Links stay links."""
    written: dict[Path, Path] = {}
    try:
        for name, content in files.items():
            if content is not None:
                path = without_links(folder / name)
                path.parent.mkdir(parents=True, exist_ok=True)
                written[path] = unfinished = path.with_name(f".{path.name}.tmp")
                unfinished.write_bytes(content.encode())
                if path.exists():
                    path.open("ab").close()  # fails where it may only be read: another one takes its place below
                    shutil.copymode(path, unfinished)
        for path, unfinished in written.items():
            unfinished.replace(path)
    finally:
        for unfinished in written.values():
            unfinished.unlink(missing_ok=True)
    for name in files:
        if files[name] is None:
            (folder / name).unlink(missing_ok=True)
