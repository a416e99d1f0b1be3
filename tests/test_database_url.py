"""`DATABASE_URL`: the forms that people and hosting services use, and refusals without a password in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.database_url import read_database_url
from bot.errors import SettingsError
from bot.settings import Settings, read_settings

NO_FILE = Path("there-is-no-such-file")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("postgres://u:p%40w@h:5/db", "postgresql+asyncpg://u:p%40w@h:5/db"),
        ("postgresql://u@h/db?sslmode=require&channel_binding=require", "postgresql+asyncpg://u@h/db?ssl=require"),
        ("postgresql+asyncpg://u@[::1]:5432/db", "postgresql+asyncpg://u@[::1]:5432/db"),
        ("postgresql:///db?host=/run/postgresql", "postgresql+asyncpg:///db?host=/run/postgresql"),
        ("sqlite:///footnote.db", "sqlite+aiosqlite:///footnote.db"),
        ("sqlite:////var/lib/a bot%20/x.db", "sqlite+aiosqlite:////var/lib/a bot%20/x.db"),
        ("sqlite+aiosqlite:////var/x.db", "sqlite+aiosqlite:////var/x.db"),
    ],
)
def test_every_usual_form_is_taken(given: str, meant: str) -> None:
    assert read_database_url(given) == meant


@pytest.mark.parametrize(
    "given",
    [
        "footnote.db",
        "mysql://u:secret@h/db",
        "postgres://u:secret@h/",
        "postgres://u:secret@/db",
        "postgres://u:se/cret@h/db",
        "postgres://u:se#cret@h/db",
        "postgres://u:secret@h:99999/db",
        "postgres://u:secret@h:0/db",
        "postgres://u:secret@h/db?sslmode=secret",
        "postgres://u:secret@h/db?pool=3",
        "postgres://u:secret@h/d b",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///x.db?mode=ro",
        "sqlite:///~nobody-has-this-name/x.db",
        "sqlite:///$HOME/x.db",
    ],
)
def test_any_other_gets_one_line_without_its_password(given: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"DATABASE_URL": given}, NO_FILE)

    (problem,) = caught.value.problems
    assert problem.startswith("DATABASE_URL ")
    assert "\n" not in problem
    assert "cret" not in problem


def test_settings_that_are_printed_do_not_tell_the_password() -> None:
    assert "secret" not in repr(read_settings({"DATABASE_URL": "postgres://u:secret@h/db"}, NO_FILE))


def test_the_database_is_a_file_in_the_state_folder_if_one_is_set() -> None:
    assert Settings(state=Path("here")).database_url == f"sqlite+aiosqlite:///{Path('here', 'footnote.db')}"


def test_without_a_state_folder_it_is_not_in_a_cache_which_may_be_emptied() -> None:
    file = Path(Settings().database_url.removeprefix("sqlite+aiosqlite:///"))

    assert file.name == "footnote.db"
    assert Settings().state_folder not in file.parents
