"""Additions made on Discord are written into the article's files, once, and completely or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.article.additions import Added, Kind
from bot.database_url import sqlite_url
from bot.store.store import Store
from tests.article.small_article import FILES, SmallArticle

GUILD, OTHER = 112233445566778899, 998877665544332211
CATS = "library-cats"
DAYS = "sections/days.toml"

Ran = tuple[int, str]


@pytest.fixture
def export(
    small_article: SmallArticle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Run the command: its exit code and what it said."""
    for name, value in {"FOOTNOTE_ARTICLE": small_article.folder, "FOOTNOTE_STATE": tmp_path / "state"}.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def run(*arguments: str) -> Ran:
        code = main(["export", *arguments])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def in_store(tmp_path: Path, do: Callable[[Store], Coroutine[None, None, None]]) -> None:
    """Do something with the store that the command uses."""

    async def run() -> None:
        async with Store(sqlite_url(tmp_path / "state" / "footnote.db")) as store:
            await do(store)

    asyncio.run(run())


def add(tmp_path: Path, *added: tuple[int | None, Added], article: str = CATS) -> None:
    """Let things have been added on Discord."""

    async def do(store: Store) -> None:
        for guild, each in added:
            await store.additions.add(guild, article, *each)

    in_store(tmp_path, do)


def test_all_kinds_of_additions_are_written_into_the_files_and_nothing_else_changes(
    export: Callable[..., Ran], small_article: SmallArticle, tmp_path: Path
) -> None:
    small_article.replace(DAYS, 'id = "hunt"', '# a remark\nid   =   "hunt" # another')
    before = small_article.contents()
    add(
        tmp_path,
        (None, Added(Kind.ASK, "days/hunt", "vole o'clock")),
        (None, Added(Kind.SYNONYM, "mice", "voles")),
        (None, Added(Kind.SYNONYM, "cat", "moggy")),
        (None, Added(Kind.GAP, "ages", "when was she born")),
        (None, Added(Kind.GAP, "colours", "what colour is she", "The article gives no colours.")),
        (GUILD, Added(Kind.ASK, "days/sleep", "nap length")),
    )

    code, said = export()

    assert (code, "5 added" in said) == (0, True)
    after = small_article.contents()
    head, gaps = before["article.toml"], before["gaps.toml"]
    assert after == before | {
        DAYS: before[DAYS].replace("hunting hours of felines\n", "hunting hours of felines\nvole o'clock\n"),
        "article.toml": head.replace('"little squeakers"]', '"little squeakers", "voles"]') + 'cat = ["moggy"]\n',
        "gaps.toml": gaps.replace("tomcat\n", "tomcat\nwhen was she born\n")
        + '\n[[gaps]]\nid = "colours"\ntitle = "What colour is she"\nnote = "The article gives no colours."\n'
        + "asks = '''\nwhat colour is she\n'''\n",
    }
    article = small_article.load()
    assert article.synonyms["cat"] == ("moggy",)


def test_an_export_can_be_repeated_and_writes_nothing_twice(
    export: Callable[..., Ran], small_article: SmallArticle, tmp_path: Path
) -> None:
    add(tmp_path, (None, Added(Kind.ASK, "days/hunt", "vole o'clock")))
    export()
    after = small_article.contents()

    code, said = export()
    assert (code, "0 added" in said, "1 were there already" in said) == (0, True, True)
    assert small_article.contents() == after

    small_article.write(DAYS, FILES[DAYS])  # the change was not wanted
    export()
    assert small_article.contents() == after


def test_a_server_or_all_of_them_are_exported_if_that_is_asked_for_and_the_store_knows_it(
    export: Callable[..., Ran], small_article: SmallArticle, tmp_path: Path
) -> None:
    add(
        tmp_path,
        (GUILD, Added(Kind.ASK, "days/hunt", "vole o'clock")),
        (OTHER, Added(Kind.ASK, "days/hunt", "rat hour")),
    )

    assert export() == (0, "There is nothing to export.\n")
    assert export("--guild", str(GUILD))[0] == 0
    assert "rat hour" not in small_article.contents()[DAYS]

    async def check(store: Store) -> None:
        assert (await store.additions.history(GUILD))[0].exported_at
        assert (await store.additions.history(OTHER))[0].exported_at is None
        assert len(store.additions.for_article(GUILD, CATS)) == 1

    in_store(tmp_path, check)
    assert export("--all")[0] == 0
    assert "vole o'clock\nrat hour\n" in small_article.contents()[DAYS]


def test_additions_that_do_not_fit_are_reported_and_the_rest_is_written(
    export: Callable[..., Ran], small_article: SmallArticle, tmp_path: Path
) -> None:
    add(
        tmp_path,
        (GUILD, Added(Kind.ASK, "days/hunt", "vole o'clock")),
        (OTHER, Added(Kind.ASK, "days/sleep", "Vole o'clock?")),
        (OTHER, Added(Kind.ASK, "days/gone", "where did it go")),
        (GUILD, Added(Kind.GAP, "no", "how big is it", "No sizes.")),
        (OTHER, Added(Kind.GAP, "no", "how loud is it", "No sounds.")),
    )

    code, said = export("--all")

    assert code == 1
    assert "is also under days/hunt" in said
    assert "there is no passage days/gone" in said
    gaps = {gap.id: gap.note for gap in small_article.load().gaps}
    assert gaps == {"ages": "The article gives no ages.", "no": "No sizes.", "no-2": "No sounds."}


@pytest.mark.parametrize("fault", ["faulty", "unwritable", "unknown"])
def test_a_folder_that_cannot_take_it_stays_as_it_is_and_nothing_counts_as_exported(
    export: Callable[..., Ran], small_article: SmallArticle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    add(tmp_path, (None, Added(Kind.ASK, "days/hunt", "vole o'clock")), article="gone" if fault == "unknown" else CATS)
    if fault == "faulty":
        small_article.replace("article.toml", "title =", "titel =")
    if fault == "unwritable":

        def refuse(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "replace", refuse)
    before = small_article.contents()

    code, said = export()

    assert code == 1
    assert "nothing exported" in said or "there is no such article" in said
    assert {name: text for name, text in small_article.contents().items() if ".tmp" not in name} == before

    async def check(store: Store) -> None:
        assert (await store.additions.history(None))[0].exported_at is None

    in_store(tmp_path, check)
