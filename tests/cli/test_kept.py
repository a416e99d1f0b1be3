"""`curate --kept` begins with the questions that servers keep."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.cli.store_commands import kept_questions
from bot.database_url import sqlite_url
from bot.settings import Settings
from bot.store.store import Store

CATS = "library-cats"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a state folder, where the database is too."""
    return Settings(state=tmp_path / "state")


def ask(settings: Settings, *asked: tuple[int, str, str]) -> None:
    """Let questions be kept, each of a server and an article."""

    async def keep() -> None:
        async with Store(settings.database_url) as store:
            for guild, article, text in asked:
                store.questions.keep(guild, article, text, "none")
            await store.flush()

    asyncio.run(keep())


def test_the_questions_of_all_servers_on_the_article_come_once_each_the_most_asked_first(settings: Settings) -> None:
    ask(
        settings,
        (1, CATS, "how heavy is she"),
        (1, "another", "who won the cup"),
        (2, CATS, "what breed is the cat"),
        (2, CATS, "what breed is the cat"),
        (3, CATS, "how heavy is she"),
    )

    assert kept_questions(settings, CATS) == ["what breed is the cat", "how heavy is she"]
    assert kept_questions(settings, "unknown") == []


def test_a_database_that_nobody_used_yet_has_none(settings: Settings, tmp_path: Path) -> None:
    assert kept_questions(settings, CATS) == []
    assert sqlite_url(tmp_path / "state" / "footnote.db") == settings.database_url
