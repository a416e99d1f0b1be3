"""A folder is updated to a changed text: valid passages stay, the others are reported and put aside."""

from __future__ import annotations

import json
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest

from bot.article import limits
from bot.article.loader import load_article
from bot.article.model import Article
from bot.curation.changing_folder import Update
from bot.curation.edits import Edits
from bot.curation.folder import change_folder
from bot.curation.sources.reading import read_source
from bot.curation.update import update
from bot.errors import InputError
from tests.article.small_article import FILES, SmallArticle
from tests.curation.drafting import BRIDGE, draft_folder


def brought_to(folder: Path, text: str, name: str = "text.txt") -> tuple[Article, Update]:
    """The article and the changes, once the folder was brought to the text of a file of this name."""
    changes = update(folder, read_source(text, name).paragraphs)
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


def test_valid_passages_keep_their_comments(small_article: SmallArticle) -> None:
    small_article.replace("sections/days.toml", "keywords =", "# a curator's remark\nkeywords =")

    article, changes = brought_to(small_article.folder, CATS)

    sleep = article.passage("days/sleep")
    assert sleep is not None
    assert sleep.asks == ("how long do cats sleep", "are cats lazy", "do felines snooze a lot")
    assert "# a curator's remark" in (small_article.folder / "sections/days.toml").read_text("utf-8")
    assert changes.kept == 2


def test_a_quote_that_changed_a_little_is_quoted_again_and_reported(small_article: SmallArticle) -> None:
    article, changes = brought_to(small_article.folder, CATS)

    hunt = article.passage("days/hunt")
    assert hunt is not None
    assert hunt.quote == "They hunt at night, when mice are about."
    assert [hunt.quote[start:end] for start, end in hunt.bold] == ["at night", "mice"]
    assert changes.changed == ["days/hunt: They hunt at night, when mice are about."]


def test_a_sentence_at_the_place_of_another_replaces_it(small_article: SmallArticle) -> None:
    text = FILES["article.txt"].replace(
        "They hunt at dawn, when mice are about.", "At night, though, all of them go after mice."
    )

    article, changes = brought_to(small_article.folder, text)

    hunt = article.passage("days/hunt")
    assert hunt is not None
    assert hunt.asks[0] == "when do cats hunt"
    assert changes.changed == ["days/hunt: At night, though, all of them go after mice."]


def test_an_unrelated_sentence_at_the_place_of_another_does_not_replace_it(tmp_path: Path) -> None:
    text = "Rents go up in May.\n\nTom asked whether the hall could get a defibrillator.\n\nDogs are not allowed.\n"
    before = draft_folder(tmp_path / "minutes", text)
    now = text.replace(
        "Tom asked whether the hall could get a defibrillator", "The film club has booked the hall again"
    )

    _, changes = brought_to(tmp_path / "minutes", now)

    assert changes.removed == [f"{before.passages[1].key}: {before.passages[1].quote}"]


def test_a_summary_that_is_the_quote_in_short_goes_with_it(small_article: SmallArticle) -> None:
    small_article.replace("sections/days.toml", '"Cats hunt at dawn."', '"They hunt at dawn, when mice are about."')

    article, changes = brought_to(small_article.folder, CATS)

    hunt = article.passage("days/hunt")
    assert hunt is not None
    assert hunt.summary == "They hunt at night, when mice are about."
    assert not any("days/hunt: its summary" in line for line in changes.doubtful)


def test_all_passages_of_a_sentence_that_changed_a_little_are_quoted_again(small_article: SmallArticle) -> None:
    """Two quote it alone, and one with the sentence before it."""
    for name, start in (("prey", ""), ("sleep-and-hunt", "Cats sleep for most of the day. ")):
        quote = f"{start}They hunt at dawn, when mice are about."
        table = f'id = "{name}"\nquote = "{quote}"\nsummary = "Cats hunt mice."\nanswer = ["mice"]\nasks = ["{name}"]\n'
        days = small_article.text("sections/days.toml")
        small_article.write("sections/days.toml", f"{days}\n[[passages]]\n{table}")

    article, changes = brought_to(small_article.folder, CATS)

    quotes = {
        key: passage.quote for key in ("hunt", "prey", "sleep-and-hunt") if (passage := article.passage(f"days/{key}"))
    }
    anew = "They hunt at night, when mice are about."
    assert quotes == {"hunt": anew, "prey": anew, "sleep-and-hunt": f"Cats sleep for most of the day. {anew}"}
    assert not any(line.startswith("days/") for line in changes.removed)


def test_one_sentence_does_not_replace_two(small_article: SmallArticle) -> None:
    """The likest has it; the other is gone, or has become the other one."""
    text = small_article.text("article.txt")
    plots = "The rent of a whole plot is 48 pounds. The rent of a half plot is 26 pounds.\n"
    brought_to(small_article.folder, text + plots)

    article, changes = brought_to(small_article.folder, text + plots.replace("48", "52").partition(". ")[0] + ".\n")

    rents = [passage.quote for passage in article.passages if "rent" in passage.quote]
    assert rents == ["The rent of a whole plot is 52 pounds."]
    assert len(changes.removed) == 1


def test_curated_words_that_the_new_text_lacks_are_listed(small_article: SmallArticle) -> None:
    _, changes = brought_to(small_article.folder, small_article.text("article.txt").replace("at dawn", "at night"))

    assert changes.doubtful == [
        "sections/days.toml: its summary has 'dawn', which the text there no longer has: "
        "Cats sleep by day and hunt at dawn.",
        "days/hunt: its summary has 'dawn', which the text there no longer has: Cats hunt at dawn.",
        "days/hunt: of its answer, 'at dawn' is 'at night' now",
    ]


def test_a_changed_file_differs_only_where_it_must(small_article: SmallArticle) -> None:
    before = {path: path.read_text("utf-8").splitlines() for path in small_article.folder.rglob("*.*")}

    brought_to(small_article.folder, small_article.text("article.txt").replace("at dawn", "at night"))

    differences = {
        path.name: sum(line.startswith(("+ ", "- ")) for line in ndiff(lines, path.read_text("utf-8").splitlines()))
        for path, lines in before.items()
    }
    assert {name: count for name, count in differences.items() if count} == {"article.txt": 2, "days.toml": 4}


def test_a_passage_that_goes_takes_along_its_comment_and_no_other(small_article: SmallArticle) -> None:
    """Before, between and after the others."""
    for name in ("whiskers", "feeding"):
        head = f'[[passages]]\nid = "{name}"'
        small_article.replace("sections/library.toml", head, f"# on {name}\n{head}")

    brought_to(small_article.folder, CATS)

    library = small_article.text("sections/library.toml")
    aside = small_article.text(Update.KEPT_ASIDE)
    assert ("# on whiskers" in library, "# on feeding" in library) == (True, False)
    assert ("# on whiskers" in aside, "# on feeding\n[[passages]]" in aside) == (False, True)
    assert library.endswith("\n")
    assert not library.endswith("\n\n")


def test_line_ends_of_windows_stay(small_article: SmallArticle) -> None:
    for path in small_article.folder.rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = {path: path.read_bytes() for path in small_article.folder.rglob("*.*")}
    text = small_article.text("article.txt")

    brought_to(small_article.folder, text)
    same = {path: path.read_bytes() for path in small_article.folder.rglob("*.*")}
    brought_to(small_article.folder, text.replace("at dawn", "at night"))

    days = (small_article.folder / "sections/days.toml").read_bytes()
    assert same == before
    assert days.count(b"\n") == days.count(b"\r\n") == before[small_article.folder / "sections/days.toml"].count(b"\n")


def test_a_section_that_is_gone_is_put_aside_whole(small_article: SmallArticle) -> None:
    small_article.replace("sections/library.toml", "keywords =", "# a curator's remark\nkeywords =")
    library = small_article.text("sections/library.toml")

    article, changes = brought_to(small_article.folder, CATS.partition("Dogs")[0])

    assert [section.id for section in article.sections] == ["days"]
    assert library in small_article.text(Update.KEPT_ASIDE)
    assert "article.toml: passage = 'library/whiskers' of the name 'Whiskers'" in changes.removed


def test_skipped_texts_that_the_new_text_lacks_are_reported_and_put_aside(small_article: SmallArticle) -> None:
    text = small_article.text("article.txt")
    kept, lost = "The photo shows a sleeping cat.", "The other photo shows a mouse at night."
    skip = f'skip = [\n  "{kept}", # one\n  "{lost}", # two\n]\n'
    small_article.write("article.txt", f"{kept}\n{text}{lost}\n")
    small_article.replace("article.toml", "\n[[names]]", f"{skip}\n[[names]]")

    _, changes = brought_to(small_article.folder, f"{kept}\n{text}")
    head = small_article.text("article.toml")
    _, later = brought_to(small_article.folder, text)

    assert changes.removed == [f"article.toml: skip: {lost}"]
    assert f'skip = [\n  "{kept}", # one\n' in head
    assert later.removed == [f"article.toml: skip: {kept}"]
    assert "skip" not in small_article.text("article.toml")
    assert lost in small_article.text(Update.KEPT_ASIDE)


def test_a_part_of_a_long_sentence_that_changed_a_little_is_quoted_again(small_article: SmallArticle) -> None:
    long = f"In {', '.join(f'town {number}' for number in range(60))} the cats eat fish on Fridays and nobody minds it."
    text = small_article.text("article.txt")
    article, _ = brought_to(small_article.folder, f"{text}{long}\n")
    (passage,) = (each for each in article.passages if "Fridays" in each.quote)
    section = next((small_article.folder / "sections").glob(f"*{passage.section}.toml"))
    section.write_text(section.read_text("utf-8").replace("drafted = true\n", ""), "utf-8")

    article, changes = brought_to(small_article.folder, f"{text}{long.replace('Fridays', 'Sundays')}\n")

    now = article.passage(passage.key)
    assert now is not None
    assert now.quote == passage.quote.replace("Fridays", "Sundays")
    assert not changes.removed


def test_a_labelled_question_whose_answer_changed_a_little_goes_with_it(small_article: SmallArticle) -> None:
    label = {"id": "1", "q": "when do they hunt?", "kind": "k", "gold": [1], "span": ["at dawn"]}
    small_article.write("questions.jsonl", json.dumps(label) + "\n")

    _, changes = brought_to(small_article.folder, CATS)

    assert json.loads(small_article.text("questions.jsonl"))["span"] == ["at night"]
    assert "questions.jsonl: when do they hunt?: 'at dawn' is 'at night' now" in changes.doubtful


def test_passages_that_the_text_lacks_are_reported_and_put_aside(small_article: SmallArticle) -> None:
    small_article.write("variants.jsonl", '{"passage": "library/feeding", "ask": "feeders"}\n')

    article, changes = brought_to(small_article.folder, CATS)

    assert article.passage("library/feeding") is None
    assert any(line.startswith("library/feeding: ") for line in changes.removed)
    aside = (small_article.folder / Update.KEPT_ASIDE).read_text("utf-8")
    assert "does anybody give the cat breakfast" in aside
    assert "feeders" in aside


def test_new_text_is_drafted(small_article: SmallArticle) -> None:
    article, changes = brought_to(small_article.folder, CATS)

    added = [passage for passage in article.passages if passage.drafted]
    assert [passage.quote for passage in added] == ["Dogs bark all day long."]
    assert changes.added == [f"{added[0].key}: Dogs bark all day long."]


def test_a_drafted_passage_that_changed_is_drafted_again(tmp_path: Path) -> None:
    draft_folder(tmp_path / "bridge", BRIDGE)

    article, _ = brought_to(tmp_path / "bridge", BRIDGE.replace("two years", "six years"))

    repairs = next(passage for passage in article.passages if "$3" in passage.quote)
    assert repairs.drafted
    assert "six years" in repairs.summary
    assert not any("two" in ask for ask in repairs.asks)


FAQ = """\
Q: What does a ticket cost?
A: A ticket costs $6, and is valid all day.

Q: Is there parking?
A: There are 40 spaces behind the hall.
"""


def test_a_drafted_passage_keeps_the_asks_that_still_hold(tmp_path: Path) -> None:
    before = draft_folder(tmp_path / "faq", FAQ)
    article, changes = brought_to(tmp_path / "faq", FAQ.replace("$6", "$7").replace("40 spaces", "41 spaces"))

    assert "$7" in article.sections[0].summary
    assert [passage.asks for passage in article.passages] == [
        tuple(ask.replace("$6", "$7").replace("40", "41") for ask in passage.asks) for passage in before.passages
    ]
    assert changes.doubtful == [
        "article.toml: its summary has '6', '40', which the text there no longer has: " + before.summary
    ]


def test_a_drafted_passage_that_is_asked_for_by_its_heading_is_so_still(tmp_path: Path) -> None:
    minutes = "Minutes\n\n1. Date of next meeting\nTuesday 11 June 2024 at 7.30 pm.\n"
    before = draft_folder(tmp_path / "minutes", minutes)
    article, _ = brought_to(tmp_path / "minutes", minutes.replace("11 June", "18 June"))

    assert before.passages[0].asks[0] == article.passages[0].asks[0] == "Date of next meeting"


def test_a_question_before_a_new_paragraph_is_an_ask_of_it(tmp_path: Path) -> None:
    draft_folder(tmp_path / "faq", FAQ)
    article, _ = brought_to(tmp_path / "faq", f"{FAQ}\nQ: Who owns it?\nA: The hall belongs to the town.\n")

    assert "Who owns it" in article.passages[-1].asks


class _Interrupted(dict[str, str | None]):
    """Files of which the second is never written to the folder: somebody presses Ctrl-C when they are written again."""

    written = 0

    def items(self) -> Any:
        self.written += 1
        for number, item in enumerate(super().items()):
            if self.written > 1 and number:
                raise KeyboardInterrupt
            yield item


def test_an_interrupt_leaves_the_folder_as_it_was(small_article: SmallArticle) -> None:
    before = {path: path.read_bytes() for path in small_article.folder.rglob("*.*")}
    files = _Interrupted(update(small_article.folder, read_source(CATS, "text.txt").paragraphs).files)
    assert len(files) > 1

    with pytest.raises(KeyboardInterrupt):
        change_folder(small_article.folder, files)

    assert {path: path.read_bytes() for path in small_article.folder.rglob("*.*")} == before


@pytest.mark.parametrize("room", [0, 40, 200])
def test_a_full_disk_leaves_the_folder_as_it_was(small_article: SmallArticle, room: int) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    before = {path: path.read_bytes() for path in small_article.folder.rglob("*.*")}
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)

    class Files(dict[str, str | None]):
        """Files that find no more room than this for each when they are written to the folder."""

        written = 0

        def items(self) -> Any:
            self.written += 1
            if self.written > 1:
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, unlimited[1]))
            return super().items()

    files = Files(update(small_article.folder, read_source(CATS, "text.txt").paragraphs).files)
    assert max(len(text) for text in files.values() if text) > room
    try:
        with pytest.raises(InputError, match="File too large"):
            change_folder(small_article.folder, files)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)

    assert {path: path.read_bytes() for path in small_article.folder.rglob("*.*")} == before


def test_new_text_beside_quotes_joins_their_section_whatever_its_heading(tmp_path: Path) -> None:
    text = "# Rules\n\n## Hours\n\nIt opens at nine.\n\n## Fees\n\nMembers pay 30 euros. Students pay half.\n"
    draft_folder(tmp_path / "rules", text, "rules.md")

    more = text.replace("half.", "half. Pensioners pay ten euros.")
    article, _ = brought_to(tmp_path / "rules", more, "rules.md")

    assert [section.title for section in article.sections] == ["Hours", "Fees"]
    assert article.passages[-1].quote == "Pensioners pay ten euros."


def test_new_text_beside_a_sentence_of_two_sections_joins_the_section_at_that_place(tmp_path: Path) -> None:
    text = "# Rules\n\n## Hours\n\nAsk at the desk.\n\n## Fees\n\nMembers pay 30 euros. Ask at the desk.\n"
    draft_folder(tmp_path / "rules", text, "rules.md")

    article, _ = brought_to(tmp_path / "rules", text.replace("Ask", "It opens at nine. Ask", 1), "rules.md")

    assert [passage.quote for passage in article.sections[0].passages] == ["Ask at the desk.", "It opens at nine."]


@pytest.mark.parametrize("words", [10, limits.QUOTE_WORDS - 1, limits.QUOTE_WORDS])
def test_new_text_within_a_long_sentence_is_quoted_as_a_part_of_it(tmp_path: Path, words: int) -> None:
    first, last = ("the owner mends the roof, " * 14).strip(), "the tenant cuts the grass, " * 14 + "as agreed."
    middle = ("the cat sleeps on the stairs while it rains, " * 8).strip()
    draft_folder(tmp_path / "lease", f"Here {first} {middle} {last} It ends in May.")

    other = " ".join("nobody feeds any geese beside that pond".split() * 20)
    other = " ".join(other.split()[:words]) + ","
    article, _ = brought_to(tmp_path / "lease", f"Here {first} {other} {last} It ends in May.")

    assert any("geese" in passage.verbatim and passage.cut for passage in article.passages)


def test_an_unreadable_file_of_passages_put_aside_is_reported(small_article: SmallArticle) -> None:
    small_article.write("no-longer.toml", b"\xff")

    with pytest.raises(InputError, match=r"no-longer\.toml is not UTF-8"):
        brought_to(small_article.folder, "Cats sleep for most of the day. They hunt at dawn, when mice are about.")


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


def test_labelled_questions_with_line_ends_of_old_macs_go_with_their_paragraphs(small_article: SmallArticle) -> None:
    label = {"id": "a", "q": "when do cats hunt?", "kind": "k", "gold": [1]}
    small_article.write("questions.jsonl", f"{json.dumps(label)}\r{json.dumps(label)}\r")

    brought_to(small_article.folder, "The town has a new library.\n" + small_article.text("article.txt"))

    lines = (small_article.folder / "questions.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["gold"] for line in lines] == [[2], [2]]


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
