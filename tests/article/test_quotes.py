"""Where quotes stand in the article, and what is said where they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.quotes import bold_spans, locate, uncovered

PARAGRAPHS = (
    "Cats sleep a lot. They hunt at dawn. Mice beware!",
    "“Readers feed her,” he said. The end.",
)


@pytest.mark.parametrize(
    ("quote", "paragraph"),
    [
        ("Cats sleep a lot.", 1),
        ("They hunt at dawn.", 1),
        ("Cats sleep a lot. They hunt at dawn.", 1),
        ("Mice beware!", 1),
        (PARAGRAPHS[0], 1),
        ("“Readers feed her,” he said.", 2),
        ("The end.", 2),
    ],
)
def test_a_quote_of_whole_sentences_is_located_in_its_paragraph(quote: str, paragraph: int) -> None:
    assert locate(quote, PARAGRAPHS) == (paragraph, "")


@pytest.mark.parametrize(
    "quote", ["sleep a lot.", "Cats sleep", "hunt at", "ats sleep a lot.", "They hunt at dawn", "en"]
)
def test_a_quote_that_begins_or_ends_in_mid_sentence_is_told_so(quote: str) -> None:
    _, problem = locate(quote, PARAGRAPHS)

    assert "middle of a sentence" in problem


@pytest.mark.parametrize(
    ("quote", "position", "ours", "theirs"),
    [
        ("Cats sleep a bit.", 14, "bit.", "lot."),
        ("They hunt at dusk.", 15, "usk.", "awn."),
        ('"Readers feed her,” he said.', 1, '"Readers', "“Readers"),
        (PARAGRAPHS[1] + " Or is it?", len(PARAGRAPHS[1]) + 1, " Or is it?", "''"),
    ],
)
def test_a_quote_that_is_not_verbatim_is_told_where_it_differs_from_the_nearest_text(
    quote: str, position: int, ours: str, theirs: str
) -> None:
    number, problem = locate(quote, PARAGRAPHS)

    assert number == 0
    assert f"differs from character {position} on" in problem
    said_of_quote, said_of_article = problem.split(", the article ")
    assert ours in said_of_quote
    assert theirs in said_of_article


def test_the_nearest_text_is_named_by_its_paragraph() -> None:
    assert "paragraph 2" in locate("“Readers feed him,” he said.", PARAGRAPHS)[1]


def test_a_quote_from_an_empty_article_is_told_to_be_nowhere() -> None:
    number, problem = locate("Cats sleep a lot.", ())

    assert number == 0
    assert "not in the article" in problem


def test_bold_spans_come_in_the_order_of_the_quote() -> None:
    quote = "They hunt at dawn, when mice are about."

    spans = bold_spans(quote, ["mice", "at dawn"])

    assert [quote[start:end] for start, end in spans] == ["at dawn", "mice"]


def test_bold_spans_that_overlap_or_touch_are_merged() -> None:
    quote = "fair and reciprocal market access"

    assert bold_spans(quote, ["fair and reciprocal", "reciprocal market"]) == ((0, 26),)
    assert bold_spans(quote, ["fair", " and"]) == ((0, 8),)


def test_words_that_the_quote_has_not_give_no_span() -> None:
    assert bold_spans("Cats sleep.", ["dogs"]) == ()


@given(st.text("ab .", max_size=40), st.lists(st.text("ab .", min_size=1, max_size=6), max_size=5))
def test_bold_spans_are_inside_the_quote_in_order_and_apart(quote: str, answer: list[str]) -> None:
    ends = [-1]
    for start, end in bold_spans(quote, answer):
        assert ends[-1] < start < end <= len(quote)
        ends.append(end)


def test_what_no_quote_holds_is_listed_with_its_paragraph() -> None:
    missing = list(uncovered(PARAGRAPHS, ["They hunt at dawn.", "“Readers feed her,” he said."]))

    assert missing == [(1, "Cats sleep a lot."), (1, "Mice beware!"), (2, "The end.")]


def test_an_article_that_quotes_hold_wholly_has_nothing_uncovered() -> None:
    quotes = ["Cats sleep a lot. They hunt at dawn.", "They hunt at dawn. Mice beware!", PARAGRAPHS[1]]

    assert list(uncovered(PARAGRAPHS, quotes)) == []
