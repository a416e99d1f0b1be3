"""`python -m bot insights`: counts of what was asked in all servers together."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.insights import COLUMNS, insights
from bot.database_url import SQLITE
from bot.errors import StoreError
from bot.settings import Settings
from bot.store.store import Store

ARTICLE, TOPIC, PASSAGE = "us-india-trade", "market-access", "market-access/firm-stance"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A state folder of its own, where nothing is yet."""
    return Settings(state=tmp_path)


async def _fill(settings: Settings) -> None:
    async with Store(settings.database_url) as store:
        for guild in (1, 2, 0):
            store.activity.note(guild, ARTICLE, "answer", section=TOPIC, passage=PASSAGE)
        store.activity.note(1, ARTICLE, "none", gap="=HYPERLINK(1)")
        await store.feedback.mark(2, ARTICLE, PASSAGE, right=False)


@pytest.fixture
def filled(settings: Settings) -> Settings:
    """Two servers and somebody's direct messages were answered."""
    asyncio.run(_fill(settings))
    return settings


def table(printed: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV."""
    return csv.DictReader(io.StringIO(printed))


def test_all_servers_and_direct_messages_are_counted_together(
    filled: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    insights(filled, None, as_csv=False)

    printed = capsys.readouterr().out
    assert printed.startswith(
        "Insights: all\n4 questions: 3 answered (75%), 0 offered choices (0%), 1 refused (25%).\n"
    )
    assert "\nMost asked topics\n  Fair and reciprocal market access: 3\n" in printed
    assert "\nNever asked: 74 of 75 passages\n" in printed


def test_csv_has_a_row_for_each_count_also_of_what_was_never_asked(
    filled: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    insights(filled, 7, as_csv=True)

    printed = capsys.readouterr().out
    assert printed.splitlines()[0] == ",".join(COLUMNS)
    counts = {(row["figure"], row["id"]): row["count"] for row in table(printed)}
    assert counts["questions", "answer"] == "3"
    assert counts["topic", TOPIC] == "3"
    assert counts["passage", PASSAGE] == "3"
    assert counts["marked wrong", PASSAGE] == "1"
    assert sum(figure == "passage" and count == "0" for (figure, _), count in counts.items()) == 74


def test_no_text_of_a_csv_is_a_formula_for_a_spreadsheet(filled: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    insights(filled, None, as_csv=True)

    assert {row["id"] for row in table(capsys.readouterr().out) if row["figure"] == "not in the article"} == {
        "'=HYPERLINK(1)"
    }


@pytest.mark.parametrize(
    ("as_csv", "printed"), [(False, "Insights: all\nNothing was asked.\n"), (True, f"{','.join(COLUMNS)}\n")]
)
def test_before_the_bot_has_run_nothing_was_asked_and_no_database_is_made(
    settings: Settings, capsys: pytest.CaptureFixture[str], as_csv: bool, printed: str
) -> None:
    insights(settings, None, as_csv=as_csv)

    assert capsys.readouterr().out == printed
    assert not list(settings.state_folder.iterdir())


def test_before_anything_was_asked_a_csv_has_no_rows(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(_open(settings))
    insights(settings, None, as_csv=True)

    assert capsys.readouterr().out == f"{','.join(COLUMNS)}\n"


async def _open(settings: Settings) -> None:
    async with Store(settings.database_url):
        pass


def test_a_database_that_was_named_and_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no other\.db; correct DATABASE_URL"):
        insights(Settings(state=tmp_path, database=f"{SQLITE}{tmp_path / 'other.db'}"), None, as_csv=False)


def test_a_database_that_cannot_be_looked_at_is_told_as_by_other_commands(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="it cannot be opened"):
        insights(Settings(state=tmp_path / ("x" * 300)), None, as_csv=False)


def test_a_database_that_is_none_is_reported_once(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    (settings.state_folder / "footnote.db").write_text("no database at all")

    with pytest.raises(StoreError, match="it is not a database"):
        insights(settings, None, as_csv=False)

    assert not caplog.records
