"""``variants.jsonl``: a machine's asks are kept apart from a curator's, and every fault is reported with its line."""

from __future__ import annotations

import json

import pytest

from bot.article import limits
from tests.article.small_article import FILES, SmallArticle

FILE = "variants.jsonl"
GOOD = '{"passage": "days/sleep", "ask": "is napping all they do"}'
FORM = 'must be {"passage": "section/id", "ask": "…"} or {"gap": "id", "ask": "…"}; fix the line'


def variant(ask: object, passage: object = "days/sleep") -> str:
    """A line with a variant of a passage."""
    return json.dumps({"passage": passage, "ask": ask}, ensure_ascii=False)


def faults(small_article: SmallArticle, *lines: str) -> list[tuple[str, str]]:
    """``(key, problem)`` of the faults of a file with these lines, of which there must be some, and none elsewhere."""
    small_article.write(FILE, "".join(f"{line}\n" for line in lines))
    found = small_article.faults()
    assert {fault.file for fault in found} == {FILE}
    return [(fault.key, fault.problem) for fault in found]


def test_variants_are_in_the_order_of_the_file_under_their_passage_or_gap(small_article: SmallArticle) -> None:
    small_article.write(
        FILE,
        '{"passage": "days/sleep", "ask": "z z z"}\n'
        '{"gap": "ages", "ask": "years of {person}"}\n'
        '{"ask": "who brings fish", "passage": "library/feeding"}\n'
        '{"passage": "days/sleep", "ask": "a nap or two"}\n'
        '{"ask": "is she an old lady", "gap": "ages"}\n',
    )

    article = small_article.load()

    assert {passage.key: passage.variants for passage in article.passages} == {
        "days/sleep": ("z z z", "a nap or two"),
        "days/hunt": (),
        "library/whiskers": (),
        "library/feeding": ("who brings fish",),
    }
    assert article.gaps[0].variants == ("years of {person}", "is she an old lady")


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n\r\n"])
def test_a_file_without_a_line_holds_no_variants(small_article: SmallArticle, text: str) -> None:
    expected = small_article.load()
    small_article.write(FILE, text)

    assert small_article.load() == expected


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        f"\n \n{GOOD}\n\n".encode(),
        f"  {GOOD}\t\r\n\r\n".encode(),
        f"{GOOD}\r\r".encode(),
        b"\xef\xbb\xbf" + GOOD.encode() + b"\n",
        variant("  is napping all they do\u00a0").encode(),
        GOOD.replace("napping", "n\\u0061pping").encode(),
    ],
    ids=["no line end", "blank lines", "Windows", "old Macs", "byte order mark", "space around it", "escaped"],
)
def test_a_variant_is_read_whatever_stands_around_it(small_article: SmallArticle, content: bytes) -> None:
    small_article.write(FILE, content)

    assert small_article.load().passages[0].variants == ("is napping all they do",)


CASES = {
    "no JSON": ("oops", "is not JSON (Expecting value at column 1); fix the line"),
    "cut short": (GOOD[:-1], "is not JSON ("),
    "two objects": (f"{GOOD} {GOOD}", "is not JSON (Extra data"),
    "line separator between words": (GOOD.replace('": ', '":\u2028'), "is not JSON ("),
    "deep lists": ("[" * 200_000, "is not JSON ("),
    "number of 5000 digits": (f'{{"passage": "days/sleep", "ask": {"9" * 5000}}}', "is not JSON ("),
    "list": ("[1]", FORM),
    "no owner": ('{"ask": "is napping all they do"}', FORM),
    "no ask": ('{"passage": "days/sleep"}', FORM),
    "two owners": ('{"gap": "ages", "passage": "days/sleep", "ask": "both"}', FORM),
    "unknown key": ('{"passage": "days/sleep", "ask": "more", "kind": "casual"}', FORM),
    "ask is a number": (variant(5), FORM),
    "unknown passage": (variant("who?", "days/nap"), "there is no passage 'days/nap'; fix it or remove the line"),
    "no word": (variant("?!"), "'?!' has no word; write what people ask or remove it"),
    "no such placeholder": (variant("is {persn} lazy"), "'{persn}' is not a placeholder; use one of: {person}"),
    "stands elsewhere": (variant("Are cats LAZY?", "library/feeding"), "'Are cats LAZY?' is also under days/sleep;"),
    "unknown gap": ('{"gap": "years", "ask": "who?"}', "there is no gap 'years'; fix it or remove the line"),
    "empty ask": (variant(""), "ask is empty; write a text or remove the line"),
    "long ask": (
        variant("x" * (limits.ASK + 1)),
        f"ask has {limits.ASK + 1} characters and may have at most {limits.ASK}; shorten it",
    ),
    "line break": (
        variant("two\nlines"),
        "ask has a line break, tab or other control character ('\\n'); write it on one line with spaces",
    ),
    "half a character": (GOOD.replace("nap", "n\\ud800p"), "ask has a line break, tab or other control character ("),
    "line separator": (variant("a\u2028b"), "ask has a line break, tab or other control character ('\\u2028')"),
}


@pytest.mark.parametrize(("line", "problem"), CASES.values(), ids=CASES.keys())
def test_a_fault_is_reported_with_its_line_and_the_other_lines_are_read(
    small_article: SmallArticle, line: str, problem: str
) -> None:
    ((key, told),) = faults(small_article, GOOD, "", line, GOOD)

    assert key == "line 3"
    assert told.startswith(problem)


def test_the_faults_of_all_lines_are_reported_together(small_article: SmallArticle) -> None:
    found = faults(small_article, "oops", GOOD, variant(""), variant("who?", "nowhere/none"))

    assert [key for key, _ in found] == ["line 1", "line 3", "line 4"]


def test_a_byte_order_mark_is_no_fault_of_the_first_line_but_of_any_other(small_article: SmallArticle) -> None:
    ((key, problem),) = faults(small_article, f"\ufeff{GOOD}", f"\ufeff{GOOD}")

    assert key == "line 2"
    assert problem.startswith("is not JSON (")


def test_no_passage_is_reported_missing_if_a_section_cannot_be_read(small_article: SmallArticle) -> None:
    small_article.write("sections/library.toml", "oops = = 1")
    small_article.write(FILE, f'{variant("who?", "library/feeding")}\n{{"gap": "years", "ask": "who?"}}\noops\n')

    found = [(fault.file, fault.key) for fault in small_article.faults()]

    assert found == [("sections", ""), ("sections/library.toml", ""), (FILE, "line 2"), (FILE, "line 3")]


def test_every_variant_of_a_gap_is_a_fault_without_gaps(small_article: SmallArticle) -> None:
    small_article.remove("gaps.toml")

    assert faults(small_article, '{"gap": "ages", "ask": "years of {person}"}') == [
        ("line 1", "there is no gap 'ages'; fix it or remove the line")
    ]


def test_a_quote_that_is_not_right_leaves_its_variants_alone(small_article: SmallArticle) -> None:
    text = FILES["sections/days.toml"].replace("for most of the day.", "for most of the week.", 1)
    small_article.write("sections/days.toml", text)
    small_article.write(FILE, f"{GOOD}\n")

    assert {fault.file for fault in small_article.faults()} == {"sections/days.toml"}
