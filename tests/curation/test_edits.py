"""A curator's edits are added to the files, preserve everything else, and can be undone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from bot.article.loader import load_article
from bot.curation.edits import Edits
from bot.errors import ArticleError, InputError
from tests.article.small_article import FILES, SmallArticle
from tests.curation.drafting import BRIDGE, draft_folder

DAYS = "sections/days.toml"


def test_an_ask_is_added_and_nothing_else_changes(small_article: SmallArticle) -> None:
    small_article.replace(DAYS, 'id = "hunt"', '# a remark\nid   =   "hunt" # another')
    before = small_article.contents()

    Edits(small_article.folder).add_ask("days/hunt", "  when do they   go for mice ")

    added = before[DAYS].replace("hunting hours of felines\n", "hunting hours of felines\nwhen do they go for mice\n")
    assert small_article.contents() == before | {DAYS: added}


def test_asks_that_stand_as_a_list_stay_one(small_article: SmallArticle) -> None:
    asks = "asks = '''\nwhen do cats hunt\nwhat do cats catch\nhunting hours of felines\n'''"
    small_article.replace(DAYS, asks, 'asks = ["when do cats hunt"]  # few')

    Edits(small_article.folder).add_ask("days/hunt", "mice when")

    assert 'asks = ["when do cats hunt", "mice when"]  # few' in small_article.contents()[DAYS]


def test_line_ends_and_the_mark_of_utf_8_stay_as_they_are(small_article: SmallArticle) -> None:
    as_windows = "\ufeff" + FILES[DAYS].replace("\n", "\r\n")
    small_article.write(DAYS, as_windows)

    Edits(small_article.folder).add_ask("days/hunt", "mice when")

    added = as_windows.replace("hunting hours of felines\r\n", "hunting hours of felines\r\nmice when\r\n")
    assert (small_article.folder / DAYS).read_bytes() == added.encode()


def test_a_file_that_is_a_link_stays_one_and_what_it_leads_to_is_changed(small_article: SmallArticle) -> None:
    path, elsewhere = small_article.folder / DAYS, small_article.folder.parent / "days.toml"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)

    Edits(small_article.folder).add_ask("days/hunt", "mice when")

    assert path.is_symlink()
    assert "mice when" in elsewhere.read_text("utf-8")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="who may do everything may write here too")
def test_a_file_that_may_only_be_read_is_not_replaced(small_article: SmallArticle) -> None:
    (small_article.folder / DAYS).chmod(0o400)

    with pytest.raises(InputError, match="cannot be written"):
        Edits(small_article.folder).add_ask("days/hunt", "mice when")

    assert small_article.contents() == FILES


def test_an_editors_lock_file_does_not_disturb(small_article: SmallArticle) -> None:
    lock = small_article.folder / "sections" / ".#days.toml"
    lock.symlink_to("somebody@somewhere.1234")

    Edits(small_article.folder).add_ask("days/hunt", "mice when")

    assert lock.is_symlink()
    assert "mice when" in small_article.contents()[DAYS]


def test_the_asks_of_a_drafted_passage_become_variants(tmp_path: Path) -> None:
    drafted = draft_folder(tmp_path / "bridge", BRIDGE).passages[2]

    Edits(tmp_path / "bridge").add_ask(drafted.key, "what was the bill")

    passage = load_article(tmp_path / "bridge").passage(drafted.key)
    assert passage is not None
    assert (passage.drafted, passage.asks, passage.variants) == (False, ("what was the bill",), drafted.asks)


def test_variants_without_a_line_end_after_the_last_stay_whole(tmp_path: Path) -> None:
    passages = draft_folder(tmp_path / "bridge", BRIDGE).passages
    variants = tmp_path / "bridge" / "variants.jsonl"
    variants.write_text(json.dumps({"passage": passages[0].key, "ask": "which bridge"}), "utf-8")

    Edits(tmp_path / "bridge").add_ask(passages[2].key, "what was the bill")

    first = load_article(tmp_path / "bridge").passage(passages[0].key)
    assert first is not None
    assert "which bridge" in first.variants


def test_an_ask_is_added_to_a_gap(small_article: SmallArticle) -> None:
    edits = Edits(small_article.folder)

    edits.add_to_gap("ages", "in what year was she born")

    assert edits.article.gaps[0].asks[-1] == "in what year was she born"


@pytest.mark.parametrize("is_first", [False, True])
def test_a_gap_is_made_beside_others_and_as_the_first(small_article: SmallArticle, is_first: bool) -> None:
    if is_first:
        small_article.remove("gaps.toml")
    before = small_article.contents().get("gaps.toml", "")
    edits = Edits(small_article.folder)

    name = edits.add_gap("The colour of cats", 'The article says nothing of "colours".', "what colour are they")

    assert name == "the-colour-of-cats"
    assert edits.article.gaps[-1].note == 'The article says nothing of "colours".'
    assert small_article.contents()["gaps.toml"].startswith(before)


@pytest.mark.parametrize(
    ("ask", "problem"),
    [
        ("Are cats lazy?!", "is also under days/sleep"),
        ("how old is {person}", "is also under the gap ages"),
        ("what do cats catch", "is in the index already"),
        ("how big is {organisation}", "stands for no name"),
        ("???", "has no word"),
        ("x" * 101, "at most 100 characters"),
    ],
)
def test_an_ask_that_is_not_allowed_is_reported_and_changes_nothing(
    small_article: SmallArticle, ask: str, problem: str
) -> None:
    edits = Edits(small_article.folder)

    with pytest.raises(InputError, match=problem.replace("?", r"\?")):
        edits.add_ask("days/hunt", ask)

    assert small_article.contents() == FILES
    assert not edits.undo()


def test_edits_are_taken_back_one_by_one(small_article: SmallArticle) -> None:
    edits = Edits(small_article.folder)
    edits.add_ask("days/hunt", "mice when")
    after_one = small_article.contents()
    small_article.remove("gaps.toml")
    edits = Edits(small_article.folder)
    edits.add_gap("Colours", "No colours.", "which colour")
    edits.add_ask("days/hunt", "rats when")

    assert edits.undo()
    assert edits.undo()
    assert not edits.undo()

    del after_one["gaps.toml"]
    assert small_article.contents() == after_one
    assert edits.article == load_article(small_article.folder)


def test_a_folder_that_is_broken_meanwhile_is_not_made_worse(small_article: SmallArticle) -> None:
    edits = Edits(small_article.folder)
    small_article.replace("article.toml", "title =", "titel =")
    before = small_article.contents()

    with pytest.raises(Exception, match="titel"):
        edits.add_ask("days/hunt", "mice when")

    assert small_article.contents() == before


def test_a_question_with_quotes_of_every_kind_is_filed(small_article: SmallArticle) -> None:
    edits = Edits(small_article.folder)
    asks = ['what\'s "it" about', "what ''' is it", "a \\ b hunt"]

    for ask in asks:
        edits.add_ask("days/hunt", ask)

    hunt = load_article(small_article.folder).passage("days/hunt")
    assert hunt is not None
    assert list(hunt.asks[3:]) == asks


def test_changes_that_somebody_else_wrote_meanwhile_are_kept(small_article: SmallArticle) -> None:
    mine, theirs = Edits(small_article.folder), Edits(small_article.folder)

    theirs.add_ask("days/hunt", "mice at what hour")
    theirs.add_to_gap("ages", "years of the tomcat")
    mine.add_ask("days/hunt", "do they go for mice")
    mine.add_to_gap("ages", "is the tomcat old")

    article = small_article.load()
    hunt = article.passage("days/hunt")
    assert hunt is not None
    assert hunt.asks[-2:] == ("mice at what hour", "do they go for mice")
    assert article.gaps[0].asks[-2:] == ("years of the tomcat", "is the tomcat old")


def test_a_change_is_seen_that_leaves_the_size_and_the_time_of_a_file_as_they_were(small_article: SmallArticle) -> None:
    edits, path = Edits(small_article.folder), small_article.folder / DAYS
    before = path.stat()
    small_article.replace(DAYS, "are cats lazy", "are cats idle")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    with pytest.raises(InputError, match="is also under days/sleep"):
        edits.add_ask("days/hunt", "are cats idle")


def test_nothing_is_taken_back_out_of_a_file_that_was_changed_since(small_article: SmallArticle) -> None:
    edits = Edits(small_article.folder)
    edits.add_ask("days/hunt", "do they go for mice")
    small_article.replace(DAYS, "are cats lazy", "are cats idle")

    with pytest.raises(InputError, match="was changed since"):
        edits.undo()

    assert "are cats idle" in small_article.contents()[DAYS]


def test_nothing_is_added_to_a_folder_that_became_faulty(small_article: SmallArticle) -> None:
    edits = Edits(small_article.folder)
    small_article.replace(DAYS, 'title = "A day', 'title = "A day\n')
    before = small_article.contents()

    with pytest.raises(ArticleError):
        edits.add_ask("days/hunt", "do they go for mice")

    assert small_article.contents() == before
