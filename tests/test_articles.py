"""Matchers of articles with additions: each server has its own, up to date, and few stay in memory."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from bot import articles as module
from bot.article.additions import Added, Kind, with_additions
from bot.articles import Articles
from bot.errors import ArticleError
from bot.matching import amended
from bot.matching.amended import Amended
from bot.matching.effects import told
from bot.matching.matcher import Matcher
from tests.article.small_article import SmallArticle

CATS = "library-cats"
FIRST, SECOND = 112233445566778899, 998877665544332211
VOLE = "what is the best moment to avoid being a vole"
ASK = Added(Kind.ASK, "days/hunt", VOLE)
RATS = ASK._replace(text="rat hour")


class Kept(NamedTuple):
    """An addition as somebody keeps it."""

    guild: int | None
    added: Added


class Everything(list[Kept]):
    """All additions."""

    def of(self, guild: int | None, article_id: str) -> tuple[Added, ...]:
        """What holds in a server."""
        found = [each for each in self if article_id == CATS and each.guild in (None, guild)]
        return tuple(each.added for each in sorted(found, key=lambda each: each.guild is not None))


@pytest.fixture
def kept() -> Everything:
    """Nothing was added yet."""
    return Everything()


@pytest.fixture
def articles(small_article: SmallArticle, tmp_path: Path, kept: Everything, small_language: None) -> Articles:
    """The small article, in a folder, which compiles in no time."""
    (tmp_path / "state").mkdir(mode=0o700)
    articles = Articles({CATS: small_article.folder}, cache=tmp_path / "state" / "index")
    articles.additions_of = kept.of
    return articles


def texts(matcher: Matcher | None) -> list[str]:
    """What was added to days/hunt, as a matcher has it."""
    hunt = matcher.article.passage("days/hunt") if matcher else None
    return list(hunt.asks[3:]) if hunt else []


@pytest.fixture
def compilings(monkeypatch: pytest.MonkeyPatch) -> list[Amended]:
    """What was compiled with additions."""
    done: list[Amended] = []
    real = Amended.compile

    def compile_noted(self: Amended) -> object:
        done.append(self)
        return real(self)

    monkeypatch.setattr(Amended, "compile", compile_noted)
    return done


@pytest.mark.slow
def test_each_server_has_its_own_and_the_shared_additions_that_were_not_undone(
    articles: Articles, kept: Everything, compilings: list[Amended]
) -> None:
    before = articles.matcher(CATS, FIRST)
    answers = [told(before.match(text)) for text in (VOLE, "rat hour", "when do cats hunt")]

    kept.append(Kept(FIRST, ASK))
    assert not articles.is_current(CATS, FIRST)
    assert articles.is_current(CATS, SECOND)
    assert (texts(articles.matcher(CATS, FIRST)), articles.matcher(CATS, SECOND)) == ([VOLE], before)
    kept.append(Kept(None, RATS))
    assert texts(articles.loaded_matcher(CATS, FIRST)) == [VOLE]  # until it is brought up to date
    assert texts(articles.matcher(CATS, FIRST)) == ["rat hour", VOLE]
    assert texts(articles.matcher(CATS, SECOND)) == texts(articles.matcher(CATS)) == ["rat hour"]
    kept.clear()
    assert articles.matcher(CATS, FIRST) is articles.matcher(CATS) is before
    assert [
        told(articles.matcher(CATS, FIRST).match(text)) for text in (VOLE, "rat hour", "when do cats hunt")
    ] == answers
    kept.append(Kept(FIRST, ASK))
    assert texts(articles.matcher(CATS, FIRST)) == [VOLE]
    assert len(compilings) == 3  # the last one was kept


def test_servers_that_nobody_asked_for_long_leave_memory_and_come_back_without_compiling(
    articles: Articles, kept: Everything, compilings: list[Amended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_OWN", 1)
    kept += [Kept(FIRST, ASK), Kept(SECOND, RATS)]

    for guild in (FIRST, SECOND):
        articles.matcher(CATS, guild)
    assert articles.owners_in_memory(CATS) == [SECOND]
    assert articles.loaded_matcher(CATS, FIRST) is None

    assert texts(articles.matcher(CATS, FIRST)) == [VOLE]
    assert (articles.owners_in_memory(CATS), len(compilings)) == ([FIRST], 2)


def test_files_of_indexes_with_additions_are_bounded_the_last_used_stay_and_a_servers_can_be_deleted(
    articles: Articles, kept: Everything, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amended, "MOST_KEPT", 2)
    kept.append(Kept(FIRST, ASK))
    first = articles.amended(CATS, FIRST)
    for text in ("one", "two"):
        first._replace(additions=(ASK._replace(text=text),), owner=SECOND).put(b"an index")
    first.load()

    names = {path.name for path in (tmp_path / "state" / "index").glob("amended-*")}
    assert len(names) == 2
    assert first.name in names
    assert not first.is_to_be_compiled

    kept.clear()
    articles.drop_unused(FIRST)
    assert first.is_to_be_compiled
    assert len(list((tmp_path / "state" / "index").glob("amended-*"))) == 1


@pytest.mark.slow
def test_an_edited_folder_is_reread_on_request_and_gets_the_additions(
    articles: Articles, kept: Everything, small_article: SmallArticle
) -> None:
    kept.append(Kept(FIRST, ASK))
    articles.matcher(CATS, FIRST)
    small_article.replace("sections/days.toml", "when do cats hunt", "which hour suits the hunt")

    assert articles.reread(CATS)
    assert not articles.is_current(CATS, FIRST)
    hunt = articles.matcher(CATS, FIRST).article.passage("days/hunt")
    assert hunt is not None
    assert (hunt.asks[0], hunt.asks[-1]) == ("which hour suits the hunt", VOLE)
    assert not articles.reread(CATS)


def test_an_addition_that_the_files_already_contain_makes_no_separate_index(
    articles: Articles, kept: Everything, small_article: SmallArticle, compilings: list[Amended]
) -> None:
    kept += [Kept(FIRST, ASK), Kept(SECOND, RATS)]
    own = articles.matcher(CATS, FIRST)
    small_article.replace("sections/days.toml", "when do cats hunt", f"when do cats hunt\n{VOLE}")
    assert articles.reread(CATS)

    assert articles.matcher(CATS, FIRST) is articles.matcher(CATS) is not own
    assert articles.owners_in_memory(CATS) == [None]
    assert list(articles.additions(CATS, SECOND)) == [RATS]
    assert len(compilings) == 1
    kept.remove(Kept(FIRST, ASK))
    hunt = articles.matcher(CATS, FIRST).article.passage("days/hunt")
    assert hunt is not None
    assert VOLE in hunt.asks


def test_a_gap_that_was_exported_under_another_id_is_not_there_twice(
    articles: Articles, kept: Everything, small_article: SmallArticle
) -> None:
    note = "The article tells nothing of pensions."
    kept.append(Kept(None, Added(Kind.GAP, "pension", "do cats get a pension", note)))
    gaps = (small_article.folder / "gaps.toml").read_text("utf-8")
    asks = "asks = '''\ndo cats get a pension\n'''\n"
    exported = f'\n[[gaps]]\nid = "pension-2"\ntitle = "Pensions"\nnote = "{note}"\n{asks}'
    small_article.write("gaps.toml", gaps + exported)

    assert [gap.id for gap in articles.matcher(CATS).article.gaps] == ["ages", "pension-2"]


def test_while_a_folder_is_faulty_the_article_goes_on_and_takes_additions(
    articles: Articles, kept: Everything, small_article: SmallArticle
) -> None:
    before = articles.matcher(CATS)
    small_article.replace("article.toml", "title =", "titel =")
    kept.append(Kept(FIRST, ASK))

    assert texts(articles.matcher(CATS, FIRST)) == [VOLE]
    with pytest.raises(ArticleError):
        articles.reread(CATS)
    assert articles.matcher(CATS) is before
    assert articles.usable == [CATS]


def test_a_matcher_with_additions_is_the_same_from_the_cache(articles: Articles, kept: Everything) -> None:
    kept.append(Kept(FIRST, ASK))
    first = articles.matcher(CATS, FIRST)
    articles.drop_unused(SECOND)

    again = articles.amended(CATS, FIRST).load()

    assert again.article == first.article == with_additions(articles.base_matcher(CATS).article, [ASK])[0]
    assert told(again.match(VOLE)) == told(first.match(VOLE)) == told(Matcher.of(again.article).match(VOLE))
