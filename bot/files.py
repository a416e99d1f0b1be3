"""Files that somebody else may have had a hand in: read without waiting or reading on for ever, and kept for the user
alone."""

from __future__ import annotations

import errno
import os
import re
import stat
from fnmatch import fnmatch
from pathlib import Path
from typing import BinaryIO

LARGEST = 16 * 2**20
"""Bytes of a file that is read whole: far more than any article has, and little enough for the memory of a machine."""

KEPT = ("index", "history", "commands-*", "footnote.db*")
"""What the bot keeps in its state folder, by names. A folder with nothing else in it is the bot's own."""

_SOME = 8 * 2**20
"""Bytes, about as many as a compiled article takes."""

_FOLDER = stat.S_IRWXU
_FILE = stat.S_IRUSR | stat.S_IWUSR
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# Not on every system. Without waiting: to open a pipe would last until somebody writes into it.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)

_VARIABLE = re.compile(r"\$\w|\$\{|%\w+%")
"""How the name of a variable stands in a shell. Not all that reads settings from a file puts its value there."""

_told: set[str] = set()


def read_path(value: str) -> Path:
    """The path that a setting names; ~ is the home folder. Raises `ValueError` with what is wrong with it."""
    if _VARIABLE.match(value) and not os.path.lexists(value):
        raise ValueError("begins with a variable that nothing has filled in; write the whole path")
    try:
        return Path(value).expanduser()
    except RuntimeError:
        raise ValueError("begins with ~ for a home folder that is not known; write the whole path") from None


def read_file(path: Path, largest: int = LARGEST) -> bytes:
    """The content of a regular file of at most `largest` bytes; a link is followed.

    Raises `OSError`, its `strerror` a few words, also for what is no file: a folder, a pipe, a device.
    """
    with open_file(path) as file:
        return read_up_to(file, largest)


def read_up_to(file: BinaryIO, largest: int = LARGEST) -> bytes:
    """All of what an open file holds. Raises `OSError`, its `strerror` a few words, if that is more than `largest`
    bytes: a device may never end."""
    data = file.read(largest + 1)
    if len(data) > largest:
        raise OSError(errno.EFBIG, f"it has more than {largest // 2**20} MB")
    return data


def open_file(path: Path) -> BinaryIO:
    """A regular file to read from; a link is followed. Raises `OSError` as `read_file` does."""
    file = open(os.open(path, _READ), "rb")  # noqa: PTH123, SIM115 - pathlib opens no descriptor; the caller closes it
    try:
        _regular(file.fileno())
    except OSError:
        file.close()
        raise
    return file


def read_private(path: Path) -> bytes:
    """The content of a regular file that nobody but the user can read or write; a link is not followed.

    Raises `OSError`.
    """
    with open(os.open(path, _READ | _NO_LINK), "rb") as file:  # noqa: PTH123 - pathlib opens no descriptor
        _check_owner(_regular(file.fileno()))
        return file.read()


def prepare_private(path: Path) -> None:
    """Let a file be there that nobody but the user can read or write; one that is there keeps its content.

    Raises `OSError` where something else is there: a link, a folder, a file of somebody else.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _READ | _NO_LINK, _FILE)
    try:
        status = _regular(descriptor)
        if _is_open_to_others(status) and _is_ours(status):
            os.fchmod(descriptor, _FILE)
            status = os.fstat(descriptor)
        _check_owner(status)
    finally:
        os.close(descriptor)


def private_folder(path: Path, *, follow: bool = True) -> bool:
    """Whether the folder may be used: it is there, or can be made, for the user alone, and can be written.

    One that holds nothing but what the bot keeps is closed to others if need be; another one is left as it is. A link
    in its place is followed, if the user made it, unless `follow` is false. Where the folder may not be used, the log
    tells why, once.
    """
    try:
        _make_private(path, follow=follow)
    except (OSError, ValueError) as error:
        tell_unusable(path, error)
        return False
    return True


def is_of_unknown_home(path: Path) -> bool:
    """Whether a path is in a home folder that is not known, as `Settings` names it then."""
    return path.parts[:1] == ("~",)


def prepare_folder(path: Path) -> None:
    """Let a folder be there, made for the user alone if it is not. Raises `OSError`."""
    if is_of_unknown_home(path):
        raise OSError(errno.ENOENT, "the home folder is not known")
    try:
        path.mkdir(parents=True, exist_ok=True, mode=_FOLDER)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, "it is no folder") from None


def without_links(path: Path) -> Path:
    """A path from the root, without links. Unlike `Path.resolve` it takes links that lead in a circle, too."""
    return Path(os.path.realpath(path))


def room_in(path: Path) -> str:
    """Why nothing can be kept in a folder, in a few words; an empty string if a file of some size can be."""
    try:
        _make_private(path, follow=True)
        take_room(path)
    except (OSError, ValueError) as error:
        return _reason(error)
    return ""


def take_room(path: Path, size: int = _SOME) -> None:
    """Write a file of that many bytes into a folder, and delete it. Raises `OSError`."""
    import tempfile  # here: most starts do without

    with tempfile.TemporaryFile(dir=path) as file:
        file.write(bytes(size))
        file.flush()


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def tell_unusable(folder: Path, error: Exception) -> None:
    """Log that nothing can be kept in a folder, at most once for each."""
    if str(folder) in _told:
        return
    _told.add(str(folder))
    import logging  # here: most starts have nothing to tell

    logging.getLogger(__name__).warning(
        "The state folder %r cannot be used (%s), so nothing is kept in it; let FOOTNOTE_STATE name a folder that only "
        "you can read and write, with room on its disk.",
        str(folder),
        _reason(error),
    )


def _make_private(path: Path, *, follow: bool) -> None:
    prepare_folder(path)
    link = path.stat(follow_symlinks=False)
    if stat.S_ISLNK(link.st_mode) and not (follow and _is_ours(link)):
        raise OSError(errno.ELOOP, "it is a link")
    status = path.stat()
    if _is_open_to_others(status) and _is_ours(status) and _holds_ours_alone(path):
        path.chmod(_FOLDER)
        status = path.stat()
    _check_owner(status)
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _holds_ours_alone(path: Path) -> bool:
    return all(any(fnmatch(name, kept) for kept in KEPT) for name in os.listdir(path))  # noqa: PTH208 - names are all


def _regular(descriptor: int) -> os.stat_result:
    """The status of an open file. Raises `OSError` for what is no file."""
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no file")
    return status


def _check_owner(status: os.stat_result) -> None:
    if not _is_ours(status):
        raise PermissionError(errno.EPERM, "it is somebody else's")
    if _is_open_to_others(status):
        raise PermissionError(errno.EPERM, "others can read or write it")


def _is_ours(status: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


def _is_open_to_others(status: os.stat_result) -> bool:
    """Whether others may read or write it; on Windows, modes tell nothing."""
    return os.name == "posix" and bool(stat.S_IMODE(status.st_mode) & _OTHERS)
