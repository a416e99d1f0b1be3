"""Safe access to files that other people may have tampered with: no endless reads, no waiting on pipes, and private
permissions for the bot's own files."""

from __future__ import annotations

import errno
import os
import re
import stat
from fnmatch import fnmatch
from pathlib import Path
from typing import BinaryIO

LARGEST = 16 * 2**20
"""The largest file that is read whole, in bytes: far larger than any article, and small enough to fit in memory."""

KEPT = ("index", "history", "commands-*", "footnote.db*")
"""Patterns for the names of the bot's own files in its state folder. If a folder holds nothing else, it belongs to the
bot."""

_SOME = 8 * 2**20
"""About the size of a compiled article, in bytes."""

_FOLDER = stat.S_IRWXU
_FILE = stat.S_IRUSR | stat.S_IWUSR
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# Not on every system. Without waiting: to open a pipe would last until somebody writes into it.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)

_VARIABLE = re.compile(r"\$\w|\$\{|%\w+%")
"""An unexpanded shell variable. Not every program that reads settings from a file expands variables."""

_warned: set[str] = set()


def read_path(value: str) -> Path:
    """The path in a setting; ~ is the home folder. Raises `ValueError` that says what is wrong with it."""
    if _VARIABLE.match(value) and not os.path.lexists(value):
        raise ValueError("begins with a variable that was not expanded; write the whole path")
    try:
        return Path(value).expanduser()
    except RuntimeError:
        raise ValueError("begins with ~, but the home folder is not known; write the whole path") from None


def read_file(path: Path, largest: int = LARGEST) -> bytes:
    """The content of a regular file of at most `largest` bytes. Follows links.

    Raises `OSError` with a short `strerror`, also for anything that is not a regular file: a folder, a pipe, a device.
    """
    with open_file(path) as file:
        return read_up_to(file, largest)


def read_up_to(file: BinaryIO, largest: int = LARGEST) -> bytes:
    """The whole content of an open file. Raises `OSError` with a short `strerror` if there are more than `largest`
    bytes: a device may never end."""
    data = file.read(largest + 1)
    if len(data) > largest:
        raise OSError(errno.EFBIG, f"it has more than {largest // 2**20} MB")
    return data


def open_file(path: Path) -> BinaryIO:
    """Open a regular file for reading. Follows links. Raises `OSError` as `read_file` does."""
    file = open(os.open(path, _READ), "rb")  # noqa: PTH123, SIM115 - pathlib opens no descriptor; the caller closes it
    try:
        _check_regular(file.fileno())
    except OSError:
        file.close()
        raise
    return file


def read_private(path: Path) -> bytes:
    """The content of a regular file that only the user can read or write. Does not follow links.

    Raises `OSError`.
    """
    with open(os.open(path, _READ | _NO_LINK), "rb") as file:  # noqa: PTH123 - pathlib opens no descriptor
        _check_owner(_check_regular(file.fileno()))
        return file.read()


def prepare_private(path: Path) -> None:
    """Create a file that only the user can read or write. An existing file keeps its content.

    Raises `OSError` if the path is a link, a folder or somebody else's file.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _READ | _NO_LINK, _FILE)
    try:
        status = _check_regular(descriptor)
        if _is_open_to_others(status) and _is_ours(status):
            os.fchmod(descriptor, _FILE)
            status = os.fstat(descriptor)
        _check_owner(status)
    finally:
        os.close(descriptor)


def prepare_private_folder(path: Path, *, follow: bool = True) -> bool:
    """Create a folder for the user alone if it is missing, and return whether it can be used.

    An existing folder loses the permissions for others if it holds nothing but the bot's files; any other folder is not
    changed. A link to a folder is followed if the user owns the link and `follow` is true. If the folder cannot be
    used, a warning is logged, once for each folder.
    """
    try:
        _make_private(path, follow=follow)
    except (OSError, ValueError) as error:
        warn_unusable(path, error)
        return False
    return True


def is_of_unknown_home(path: Path) -> bool:
    """Whether a path lies in the placeholder that `Settings` uses for an unknown home folder."""
    return path.parts[:1] == ("~",)


def prepare_folder(path: Path) -> None:
    """Create a folder for the user alone if it is missing. Raises `OSError`."""
    if is_of_unknown_home(path):
        raise OSError(errno.ENOENT, "the home folder is not known")
    try:
        path.mkdir(parents=True, exist_ok=True, mode=_FOLDER)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, "it is not a folder") from None


def without_links(path: Path) -> Path:
    """The absolute path with all links resolved. Unlike `Path.resolve`, accepts links that form a circle."""
    return Path(os.path.realpath(path))


def reason_not_writable(path: Path) -> str:
    """Why nothing can be stored in a folder, in a few words; "" if a file of some size can be written there."""
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


def warn_unusable(folder: Path, error: Exception) -> None:
    """Log that nothing can be stored in a folder, once for each folder."""
    if str(folder) in _warned:
        return
    _warned.add(str(folder))
    import logging  # here: most starts have nothing to tell

    logging.getLogger(__name__).warning(
        "The state folder %r cannot be used (%s), so nothing is stored there; set FOOTNOTE_STATE to a folder that "
        "only you can read and write, on a disk with free space.",
        str(folder),
        _reason(error),
    )


def _make_private(path: Path, *, follow: bool) -> None:
    prepare_folder(path)
    link = path.stat(follow_symlinks=False)
    if stat.S_ISLNK(link.st_mode) and not (follow and _is_ours(link)):
        raise OSError(errno.ELOOP, "it is a link")
    status = path.stat()
    if _is_open_to_others(status) and _is_ours(status) and _holds_only_our_files(path):
        path.chmod(_FOLDER)
        status = path.stat()
    _check_owner(status)
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _holds_only_our_files(path: Path) -> bool:
    return all(any(fnmatch(name, kept) for kept in KEPT) for name in os.listdir(path))  # noqa: PTH208 - names are all


def _check_regular(descriptor: int) -> os.stat_result:
    """The status of an open file. Raises `OSError` if it is not a regular file."""
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is not a file")
    return status


def _check_owner(status: os.stat_result) -> None:
    if not _is_ours(status):
        raise PermissionError(errno.EPERM, "it belongs to somebody else")
    if _is_open_to_others(status):
        raise PermissionError(errno.EPERM, "others can read or write it")


def _is_ours(status: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


def _is_open_to_others(status: os.stat_result) -> bool:
    """Whether other users may read or write the file. On Windows, modes do not tell."""
    return os.name == "posix" and bool(stat.S_IMODE(status.st_mode) & _OTHERS)
