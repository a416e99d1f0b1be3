"""A folder is brought to a changed text: what holds stays, what does not is told and put aside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.article.loader import load_article
from bot.article.model import Article
from bot.curation.edits import Edits
from bot.curation.folder import change_folder
from bot.curation.reading import read_source
from bot.curation.update import Changes, update
from bot.errors import InputError
from tests.article.small_article import SmallArticle
from tests.curation.drafting import BRIDGE, draft_folder


def brought_to(folder: Path, text: str) -> tuple[Article, Changes]:
    """The article and the changes, once the folder was brought to this text."""
    changes = update(folder, read_source(text, "text.txt").paragraphs)
    change_folder(folder, changes.files)
    return load_article(folder), changes


CATS = (
    "Cats sleep for most of the day. They hunt at night, when mice are about.\n"
    "Dogs bark all day long.\n"
    "A cat named Whiskers lives in the town library.\n"
)


def test_the_same_text_changes_nothing(small_article: SmallArticle) -> None:
    before = {path: path.read_bytes() for path in small_article.folder.rglob("*.*")}

    _, changes = brought_to(small_article.folder, (small_article.folder / "article.txt").read_text("utf-8"))

    assert changes.kept == 4
    assert (changes.changed, changes.removed, changes.added) == ([], [], [])
    assert {path: path.read_bytes() for path in small_article.folder.rglob("*.*")} == before


def test_what_holds_stays_with_its_comments(small_article: SmallArticle) -> None:
    small_article.replace("sections/days.toml", "keywords =", "# a curator's remark\nkeywords =")

    article, changes = brought_to(small_article.folder, CATS)

    sleep = article.passage("days/sleep")
    assert sleep is not None
    assert sleep.asks == ("how long do cats sleep", "are cats lazy", "do felines snooze a lot")
    assert "# a curator's remark" in (small_article.folder / "sections/days.toml").read_text("utf-8")
    assert changes.kept == 2


def test_a_quote_that_changed_a_little_is_quoted_anew_and_told(small_article: SmallArticle) -> None:
    article, changes = brought_to(small_article.folder, CATS)

    hunt = article.passage("days/hunt")
    assert hunt is not None
    assert hunt.quote == "They hunt at night, when mice are about."
    assert [hunt.quote[start:end] for start, end in hunt.bold] == ["mice"]
    assert changes.changed == ["days/hunt: They hunt at night, when mice are about."]


def test_what_is_gone_is_told_and_put_aside(small_article: SmallArticle) -> None:
    small_article.write("variants.jsonl", '{"passage": "library/feeding", "ask": "feeders"}\n')

    article, changes = brought_to(small_article.folder, CATS)

    assert article.passage("library/feeding") is None
    assert any(line.startswith("library/feeding: ") for line in changes.removed)
    aside = (small_article.folder / Changes.KEPT_ASIDE).read_text("utf-8")
    assert "does anybody give the cat breakfast" in aside
    assert "feeders" in aside


def test_what_is_new_is_drafted(small_article: SmallArticle) -> None:
    article, changes = brought_to(small_article.folder, CATS)

    added = [passage for passage in article.passages if passage.drafted]
    assert [passage.quote for passage in added] == ["Dogs bark all day long."]
    assert changes.added == [f"{added[0].key}: Dogs bark all day long."]


def test_a_drafted_passage_that_changed_is_drafted_anew(tmp_path: Path) -> None:
    draft_folder(tmp_path / "bridge", BRIDGE)

    article, _ = brought_to(tmp_path / "bridge", BRIDGE.replace("two years", "six years"))

    repairs = next(passage for passage in article.passages if "$3" in passage.quote)
    assert repairs.drafted
    assert "six years" in repairs.summary
    assert not any("two" in ask for ask in repairs.asks)


def test_another_text_is_refused_and_changes_nothing(small_article: SmallArticle) -> None:
    before = {path: path.read_bytes() for path in small_article.folder.rglob("*.*")}

    with pytest.raises(InputError, match=r"of the 4 passages of .*, none are in this text, so it is another one"):
        brought_to(small_article.folder, BRIDGE)

    assert {path: path.read_bytes() for path in small_article.folder.rglob("*.*")} == before


def test_an_ask_that_stands_among_the_variants_is_not_drafted_again(tmp_path: Path) -> None:
    article = draft_folder(tmp_path / "bridge", BRIDGE)
    market = next(passage for passage in article.passages if "market" in passage.quote)
    Edits(tmp_path / "bridge").add_ask(market.key, "can I buy something at the weekend")

    _, changes = brought_to(
        tmp_path / "bridge", f"{BRIDGE}The market is open on Saturdays from 08:00 to 13:00 or so.\n"
    )

    assert len(changes.added) == 1


def test_labelled_questions_go_with_their_paragraphs(small_article: SmallArticle) -> None:
    labels: list[dict[str, object]] = [
        {"id": "1", "q": "where?", "kind": "k", "gold": [2], "span": ["town library"]},
        {"id": "2", "q": "fed?", "kind": "k", "gold": [2], "span": ["Readers feed her"]},
        {"id": "3", "q": "else?", "kind": "k", "gold": [], "span": []},
    ]
    small_article.write("questions.jsonl", "".join(json.dumps(label) + "\n" for label in labels))

    _, changes = brought_to(small_article.folder, CATS)

    lines = (small_article.folder / "questions.jsonl").read_text("utf-8").splitlines()
    assert [(label["id"], label["gold"]) for label in map(json.loads, lines)] == [("1", [3]), ("3", [])]
    assert any('"fed?"' in line for line in changes.removed)


def test_a_labelled_question_on_the_end_of_a_long_paragraph_stays(small_article: SmallArticle) -> None:
    label = {"q": "books?", "kind": "k", "gold": [3], "span": ["A thousand books stand on its “shelves”"]}
    long = "Cats sleep for most of the day. " + "They hunt at dawn, when mice are about. " * 10
    text = f"{CATS}\n{long}A thousand books stand on its “shelves”.\n"
    brought_to(small_article.folder, text)
    number = len((small_article.folder / "article.txt").read_text("utf-8").splitlines())
    small_article.write("questions.jsonl", json.dumps(label | {"gold": [number]}) + "\n")

    brought_to(small_article.folder, text.partition("\n")[2])

    (line,) = (small_article.folder / "questions.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["span"] == label["span"]


def test_labelled_dialogues_go_with_their_paragraphs(small_article: SmallArticle) -> None:
    kept = {"q": "where?", "kind": "k", "gold": [2], "span": ["town library"]}
    lost = {"q": "fed?", "kind": "k", "gold": [2], "span": ["Readers feed her"]}
    dialogues = [{"id": "1", "turns": [kept, kept]}, {"id": "2", "turns": [kept, lost]}]
    small_article.write("dialogues.jsonl", "".join(json.dumps(dialogue) + "\n" for dialogue in dialogues))

    _, changes = brought_to(small_article.folder, CATS)

    (line,) = (small_article.folder / "dialogues.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line) == {"id": "1", "turns": [kept | {"gold": [3]}] * 2}
    assert any(line.startswith('dialogues.jsonl: {"id": "2"') for line in changes.removed)
