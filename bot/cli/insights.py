"""`python -m bot insights`: prints counts of what was asked in all servers together."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.article.loader import load_article
from bot.article.model import Article
from bot.cli.output import say
from bot.cli.store_commands import with_store
from bot.conversation.wordings import insights as insights_wording
from bot.database_url import SQLITE
from bot.errors import ArticleError, StoreError
from bot.insights import Insights
from bot.settings import Settings
from bot.store.store import Store

COLUMNS = ("figure", "day", "article", "id", "title", "count")
"""The columns of the CSV: what is counted, on which day or for what, and how often."""

_FORMULA = re.compile(r"[=+\-@\t\r]")
"""The first character of a text that a spreadsheet would evaluate."""


def insights(settings: Settings, days: int | None, *, as_csv: bool) -> None:
    """Print the insights over the last `days` days (None: all). Raises `StoreError`."""
    found = _read_insights(settings, days)
    articles = _load_articles(settings)
    if as_csv:
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(map(_without_formulas, rows(found, articles)))
        say(table.getvalue().rstrip("\n"))
        return
    say(insights_wording.title(days))
    for line in insights_wording.lines_of(insights_wording.blocks(found, articles)):
        say(line)


def _is_missing(file: Path) -> bool:
    try:
        return not file.exists()
    except OSError:  # the store will report why
        return False


def _read_insights(settings: Settings, days: int | None) -> Insights:
    url = settings.database_url
    if url.startswith(SQLITE) and _is_missing(file := Path(url.removeprefix(SQLITE))):
        if settings.database is None:  # the bot has not run yet
            return Insights(None, datetime.now(UTC).date())
        raise StoreError(f"there is no {file.name}; correct DATABASE_URL, or run the bot, which creates it")

    async def read(store: Store) -> Insights:
        with suppress(StoreError):
            await store.database.open()
        return await store.insights(None, days)  # a read-only database will do

    return with_store(settings, read)


def _load_articles(settings: Settings) -> Mapping[str, Article]:
    """The sound articles in the settings. The others appear with their ids only."""
    articles: dict[str, Article] = {}
    for article_id, folder in settings.article_folders.items():
        with suppress(ArticleError):
            articles[article_id] = load_article(folder)
    return articles


def rows(found: Insights, articles: Mapping[str, Article]) -> Iterator[tuple[str, ...]]:
    """The insights as rows of `COLUMNS`."""
    for day, outcomes in found.days.items():
        for outcome, name in insights_wording.OUTCOMES.items():
            yield "questions", day.isoformat(), "", outcome, name, str(outcomes.get(outcome, 0))
    for place, count in found.sections.items():
        yield "topic", "", *place, insights_wording.section_title(place, articles), str(count)
    for place, count in found.passages.items():
        yield "passage", "", *place, insights_wording.passage_title(place, articles), str(count)
    for article_id, article in articles.items() if found.asked else ():
        for key in found.never_asked(article_id, article.numbers):
            yield "passage", "", article_id, key, insights_wording.passage_title((article_id, key), articles), "0"
    for place, count in found.gaps.items():
        yield "not in the article", "", *place, insights_wording.gap_title(place, articles)[1], str(count)
    for place, marks in found.marks.items():
        title = insights_wording.passage_title(place, articles)
        yield "marked right", "", *place, title, str(marks.right)
        yield "marked wrong", "", *place, title, str(marks.wrong)


def _without_formulas(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"'{each}" if _FORMULA.match(each) else each for each in row)
