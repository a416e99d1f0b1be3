"""A kept index answers as a compiled one does, and nothing that is wrong with the cache is an error."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bot.errors import ArticleError
from bot.matching.cache import load_matcher
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer
from tests.article.small_article import SmallArticle
from tests.matching.outcome_rules import answered

DAYS = "sections/days.toml"
QUESTIONS = [
    "do cats sleep",
    "when do they hunt",
    "who feeds Whisky",
    "how old is Whiskers",
    "rodents",
    "wiskers",
    "",
    "xyz",
]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "state" / "cache"


def kept_file(cache: Path) -> Path:
    """The one file that the cache holds."""
    (file,) = cache.iterdir()
    return file


def test_a_second_load_compiles_nothing_and_answers_the_same(
    small_article: SmallArticle, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = load_matcher(small_article.folder, cache)
    monkeypatch.delattr("bot.article.loader.load_article")  # compiling would fail

    kept = load_matcher(small_article.folder, cache)

    assert kept.article == compiled.article
    assert [kept.match(question) for question in QUESTIONS] == [compiled.match(question) for question in QUESTIONS]


def test_the_shipped_article_answers_the_same_from_the_cache(
    matcher: Matcher, data_folder: Path, index_cache: Path
) -> None:
    kept = load_matcher(data_folder, index_cache)
    questions = [ask for passage in matcher.article.passages for ask in passage.asks[1::80]]
    questions += [f"so {name.name} and tarrifs?" for name in matcher.article.names]

    assert kept.article == matcher.article
    assert kept.index.features == matcher.index.features
    assert kept.index.masses == matcher.index.masses
    assert [kept.match(question) for question in questions] == [matcher.match(question) for question in questions]


def test_without_a_cache_folder_nothing_is_kept(small_article: SmallArticle, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))

    matcher = load_matcher(small_article.folder, None)

    assert isinstance(matcher.match("when do cats hunt"), Answer)
    assert set(tmp_path.rglob("*")) == before


def test_an_edited_folder_is_compiled_anew_and_the_outdated_file_is_removed(
    small_article: SmallArticle, cache: Path
) -> None:
    load_matcher(small_article.folder, cache)
    outdated = kept_file(cache)
    small_article.replace(DAYS, "hunting hours of felines", "hunting hours of felines\nshall the moon be green")

    edited = load_matcher(small_article.folder, cache)

    passage = answered(edited.match("shall the moon be green"))
    assert passage is not None
    assert passage.key == "days/hunt"
    assert kept_file(cache) != outdated


@pytest.mark.parametrize("file", ["article.txt", "article.toml", "gaps.toml", DAYS])
def test_a_change_of_any_file_is_noticed(small_article: SmallArticle, cache: Path, file: str) -> None:
    load_matcher(small_article.folder, cache)
    small_article.write(file, b"\xff")

    with pytest.raises(ArticleError, match="not UTF-8"):
        load_matcher(small_article.folder, cache)


def test_a_new_file_is_noticed(small_article: SmallArticle, cache: Path) -> None:
    load_matcher(small_article.folder, cache)
    small_article.write("sections/new.toml", b"\xff")

    with pytest.raises(ArticleError, match=r"sections/new\.toml"):
        load_matcher(small_article.folder, cache)


@pytest.mark.parametrize("link", [".#gaps.toml", "#gaps.toml", "article.old", "zoo"])
def test_a_change_is_noticed_beside_a_link_to_nowhere(small_article: SmallArticle, cache: Path, link: str) -> None:
    (small_article.folder / link).symlink_to("somebody@somewhere.1234")
    load_matcher(small_article.folder, cache)

    for file in ("article.txt", "gaps.toml", DAYS):
        text = (small_article.folder / file).read_bytes()
        small_article.write(file, b"\xff")
        with pytest.raises(ArticleError, match="not UTF-8"):
            load_matcher(small_article.folder, cache)
        small_article.write(file, text)


def test_a_section_that_is_a_link_to_nowhere_is_noticed(small_article: SmallArticle, cache: Path) -> None:
    load_matcher(small_article.folder, cache)
    (small_article.folder / "sections" / "lost.toml").symlink_to("nowhere")

    with pytest.raises(ArticleError, match=r"sections/lost\.toml: the file is missing"):
        load_matcher(small_article.folder, cache)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is text")
def test_a_file_whose_name_is_no_text_is_no_error(small_article: SmallArticle, cache: Path) -> None:
    (small_article.folder / os.fsdecode(b"caf\xe9")).touch()

    assert isinstance(load_matcher(small_article.folder, cache).match("when do cats hunt"), Answer)


def test_an_editor_s_files_that_begin_with_a_dot_change_nothing(
    small_article: SmallArticle, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_matcher(small_article.folder, cache)
    monkeypatch.delattr("bot.article.loader.load_article")  # compiling would fail
    small_article.write(".gaps.toml.swp", b"\xff")
    (small_article.folder / ".#gaps.toml").symlink_to("somebody@somewhere.1234")

    assert isinstance(load_matcher(small_article.folder, cache).match("when do cats hunt"), Answer)


def test_the_index_of_another_folder_stays(small_article: SmallArticle, cache: Path, tmp_path: Path) -> None:
    other = SmallArticle(tmp_path / "other")
    load_matcher(other.folder, cache)
    load_matcher(small_article.folder, cache)
    small_article.replace(DAYS, "are cats lazy", "are all cats lazy")

    load_matcher(small_article.folder, cache)

    assert len(list(cache.iterdir())) == 2


def test_a_faulty_folder_is_refused_with_or_without_a_cache(small_article: SmallArticle, cache: Path) -> None:
    small_article.replace(DAYS, 'id = "hunt"', 'id = "sleep"')

    for kept_in in (cache, None):
        with pytest.raises(ArticleError, match="'sleep' is taken"):
            load_matcher(small_article.folder, kept_in)


def damaged(content: bytes) -> dict[str, bytes]:
    """Ways in which a kept file can be wrong."""
    middle = len(content) // 2
    return {
        "empty": b"",
        "one byte": content[:1],
        "garbage": b"\x00\xff" * 500,
        "text": b"not an index\n",
        "other JSON": b"[]\n",
        "deeply nested JSON": b"[" * 200_000 + b"\n",
        "half of it": content[:middle],
        "the last byte missing": content[:-1],
        "a byte too many": content + b"\x00",
        "a letter changed near the beginning": content[:60] + bytes([content[60] ^ 1]) + content[61:],
        "a byte changed in the middle": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "a byte changed at the end": content[:-1] + bytes([content[-1] ^ 1]),
    }


@pytest.mark.parametrize("damage", damaged(b"?" * 100))
def test_a_damaged_file_is_replaced_without_an_error(small_article: SmallArticle, cache: Path, damage: str) -> None:
    compiled = load_matcher(small_article.folder, cache)
    file = kept_file(cache)
    sound = file.read_bytes()
    file.write_bytes(damaged(sound)[damage])

    again = load_matcher(small_article.folder, cache)

    assert [again.match(question) for question in QUESTIONS] == [compiled.match(question) for question in QUESTIONS]
    assert kept_file(cache) == file
    assert file.read_bytes() == sound


def test_a_cache_folder_that_cannot_be_made_is_no_error(small_article: SmallArticle, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")

    for folder in (blocked, blocked / "cache"):
        assert isinstance(load_matcher(small_article.folder, folder).match("when do cats hunt"), Answer)
    assert blocked.read_text() == "in the way"


def test_a_folder_in_the_place_of_the_kept_file_is_no_error(small_article: SmallArticle, cache: Path) -> None:
    load_matcher(small_article.folder, cache)
    file = kept_file(cache)
    file.unlink()
    (file / "in-the-way").mkdir(parents=True)

    assert isinstance(load_matcher(small_article.folder, cache).match("when do cats hunt"), Answer)


def test_a_disk_that_refuses_to_write_is_no_error(
    small_article: SmallArticle, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)

    assert isinstance(load_matcher(small_article.folder, cache).match("when do cats hunt"), Answer)
    assert list(cache.iterdir()) == []


def test_a_kept_article_can_be_changed_no_more_than_a_loaded_one(small_article: SmallArticle, cache: Path) -> None:
    load_matcher(small_article.folder, cache)

    passage = load_matcher(small_article.folder, cache).article.passages[0]

    with pytest.raises(AttributeError):
        passage.quote = "changed"  # pyright: ignore[reportAttributeAccessIssue]  # that it is refused is the point
    assert hash(passage)
