"""Files that other people may have tampered with."""

from __future__ import annotations

import errno
import logging
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import files
from bot.files import (
    prepare_private,
    prepare_private_folder,
    read_file,
    read_private,
    reason_not_writable,
    without_links,
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes, links and pipes are of POSIX")
as_root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give a file away")
not_root = pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write everywhere")

SOMEBODY = 12345


@pytest.fixture(autouse=True)
def nothing_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test is the first that anything goes wrong in."""
    monkeypatch.setattr(files, "_warned", set[str]())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records]


NO_FOLDERS: dict[str, Callable[[Path], None]] = {
    "a file": Path.touch,
    "a pipe": os.mkfifo,
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "a link in a circle": lambda path: path.symlink_to(path.name),
}


@pytest.mark.parametrize("make", NO_FOLDERS.values(), ids=NO_FOLDERS)
def test_a_path_that_is_no_folder_is_reported_as_such(
    make: Callable[[Path], None], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make(tmp_path / "state")

    assert not prepare_private_folder(tmp_path / "state")
    assert "(it is not a folder)" in told(caplog)[0]


def test_a_path_of_links_in_a_circle_is_a_path_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "link").symlink_to(tmp_path)

    assert without_links(tmp_path / "circle").name == "circle"
    assert without_links(tmp_path / "link" / "new") == tmp_path.resolve() / "new"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_folder_and_a_file_are_made_for_the_user_alone(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        assert prepare_private_folder(tmp_path / "a" / "state")
        prepare_private(tmp_path / "a" / "state" / "history")
    finally:
        os.umask(before)

    assert mode(tmp_path / "a" / "state") == 0o700
    assert mode(tmp_path / "a" / "state" / "history") == 0o600


@pytest.mark.parametrize("names", [[], ["index"], ["history", "commands-123", "index"]], ids=str)
def test_a_folder_with_nothing_but_what_the_bot_keeps_is_closed_to_others(
    tmp_path: Path, names: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    state = tmp_path / "state"
    state.mkdir(mode=0o755)
    for name in names:
        (state / name).touch()

    assert prepare_private_folder(state)
    assert (mode(state), told(caplog)) == (0o700, [])


def test_a_folder_with_other_things_in_it_is_left_alone_and_named_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "public_html").mkdir()
    tmp_path.chmod(0o755)

    assert [prepare_private_folder(tmp_path), prepare_private_folder(tmp_path)] == [False, False]
    assert mode(tmp_path) == 0o755
    (text,) = told(caplog)
    assert text.startswith(f"The state folder {str(tmp_path)!r} cannot be used (others can read or write it), so ")
    assert "FOOTNOTE_STATE" in text


def test_a_folder_with_other_things_in_it_that_is_private_is_used(tmp_path: Path) -> None:
    (tmp_path / "notes").touch()
    tmp_path.chmod(0o700)

    assert prepare_private_folder(tmp_path)


@as_root
def test_somebody_else_s_folder_is_not_used(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    os.chown(state, SOMEBODY, -1)

    assert not prepare_private_folder(state)
    assert "(it belongs to somebody else)" in told(caplog)[0]


@as_root
def test_somebody_else_s_link_to_a_folder_of_the_user_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to("mine")
    assert prepare_private_folder(tmp_path / "link")
    os.chown(tmp_path / "link", SOMEBODY, -1, follow_symlinks=False)

    assert not prepare_private_folder(tmp_path / "link")


def test_a_link_is_not_followed_where_none_may_be(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "mine").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to("mine")

    assert not prepare_private_folder(tmp_path / "link", follow=False)
    assert "(it is a link)" in told(caplog)[0]


@pytest.mark.parametrize("name", ["file", "file/state", "nowhere", "a" * 300, "a\0b"], ids=lambda name: ascii(name[:9]))
def test_no_folder_is_used_if_none_can_be_created(tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "nowhere").symlink_to("there/is/nothing")

    assert not prepare_private_folder(tmp_path / name)
    assert len(told(caplog)) == 1


def test_without_a_home_folder_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)

    assert not prepare_private_folder(Path("~/.cache/footnote-bot"))
    assert list(tmp_path.iterdir()) == []
    assert "(the home folder is not known)" in told(caplog)[0]


@not_root
def test_a_folder_that_may_not_be_written_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir(mode=0o500)

    assert not prepare_private_folder(tmp_path / "state")


def test_control_characters_do_not_reach_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()

    prepare_private_folder(tmp_path / "file" / "\x1b[31m\nred")

    assert told(caplog)[0].isprintable()


def test_a_file_that_others_can_read_is_closed_and_keeps_its_content(tmp_path: Path) -> None:
    history = tmp_path / "history"
    history.write_text("typed")
    history.chmod(0o644)
    with pytest.raises(PermissionError, match="others can read or write it"):
        read_private(history)

    prepare_private(history)

    assert (mode(history), read_private(history)) == (0o600, b"typed")


NO_FILES: dict[str, Callable[[Path], object]] = {
    "a folder": lambda path: path.mkdir(),
    "a link to a file": lambda path: path.symlink_to("elsewhere"),
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a pipe": lambda path: os.mkfifo(path, 0o600),
}


@pytest.mark.parametrize("what", NO_FILES)
def test_a_link_or_folder_in_place_of_a_file_is_neither_used_nor_changed(tmp_path: Path, what: str) -> None:
    elsewhere, path = tmp_path / "elsewhere", tmp_path / "history"
    elsewhere.write_text("precious")
    NO_FILES[what](path)
    before = path.lstat().st_mode

    for use in (prepare_private, read_private):
        with pytest.raises(OSError):  # noqa: PT011 - which one, the system decides
            use(path)

    assert path.lstat().st_mode == before
    assert elsewhere.read_text() == "precious"
    assert not (tmp_path / "nowhere").exists()


@as_root
def test_somebody_else_s_file_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "history"
    path.touch(mode=0o600)
    os.chown(path, SOMEBODY, -1)

    for use in (prepare_private, read_private):
        with pytest.raises(PermissionError, match="belongs to somebody else"):
            use(path)


def test_a_file_is_read_up_to_a_size(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"x" * 2**20)
    assert read_file(path, 2**20) == b"x" * 2**20
    path.write_bytes(b"x" * (2**20 + 1))

    with pytest.raises(OSError, match="it has more than 1 MB") as caught:
        read_file(path, 2**20)

    assert caught.value.errno == errno.EFBIG


def test_the_log_of_a_program_that_set_up_none_is_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("bot.files"), "propagate", False)  # pytest's own handler is the root's
    (tmp_path / "file").touch()

    prepare_private_folder(tmp_path / "file")

    assert capsys.readouterr().err.startswith("The state folder ")


def test_a_folder_without_room_is_distinguished_from_one_with(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    assert reason_not_writable(tmp_path) == ""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        assert reason_not_writable(tmp_path) == "File too large"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not list(tmp_path.iterdir())
