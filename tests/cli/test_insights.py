"""`python -m bot insights`: what was asked in all servers together."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.insights import COLUMNS, insights
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


def test_without_a_database_it_is_said_what_to_do_and_none_is_made(settings: Settings) -> None:
    with pytest.raises(StoreError, match=r"there is no footnote\.db yet, so nothing was counted; run the bot"):
        insights(settings, None, as_csv=False)

    assert not list(settings.state_folder.iterdir())
