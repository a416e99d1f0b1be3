"""Where quotes are in the article, and what is reported if they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.quotes import QuotePlace, bold_spans, locate, occurrences, uncovered

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
    assert locate(quote, PARAGRAPHS) == QuotePlace(paragraph, quote)


@pytest.mark.parametrize(
    ("quote", "sentences"),
    [
        ("sleep a lot.", "Cats sleep a lot."),
        ("Cats sleep", "Cats sleep a lot."),
        ("a lot. They hunt", "Cats sleep a lot. They hunt at dawn."),
        ("ats sleep a lot.", "Cats sleep a lot."),
        ("They hunt at dawn", "They hunt at dawn."),
        ("Mice", "Mice beware!"),
    ],
)
def test_a_quote_that_begins_or_ends_in_mid_sentence_is_told_so(quote: str, sentences: str) -> None:
    place = locate(quote, PARAGRAPHS)

    assert (place.paragraph, place.text) == (1, sentences)
    assert "middle of a sentence" in place.problem


@pytest.mark.parametrize(
    ("article", "quote"),
    [
        ("He said Trade matters. Trade matters.", "Trade matters."),
        ("“Trade matters. It grew,” he said. Trade matters.", "Trade matters."),
        ("Trade matters. It grew. Trade matters.", "Trade matters."),
        ("No. No. No. Yes.", "No. No."),
    ],
)
def test_any_of_the_places_of_a_repeated_text_will_do(article: str, quote: str) -> None:
    assert locate(quote, ["Nothing here.", article]) == QuotePlace(2, quote)


def test_a_quote_is_located_where_it_is_whole_sentences_though_an_earlier_paragraph_has_it_in_one() -> None:
    assert locate("Mice beware!", ["He cried: Mice beware!", PARAGRAPHS[0]]).paragraph == 2


@pytest.mark.parametrize(
    ("quote", "article", "position", "ours", "theirs"),
    [
        ("Cats sleep a bit.", PARAGRAPHS[0], 14, "bit.", "lot."),
        ("They hunt at dusk.", PARAGRAPHS[0], 15, "dusk.", "dawn."),
        ('"Readers feed her,” he said.', PARAGRAPHS[1], 1, '"Readers feed her,” he', "“Readers feed her,” he"),
        (PARAGRAPHS[1] + " Or is it?", PARAGRAPHS[1], len(PARAGRAPHS[1]) + 1, "end. Or is it?", "end."),
        ("A storm came up.", "Rain fell. A “storm” came up.", 3, "storm came up.", "“storm” came up."),
        ("A storm came up", "Rain fell. A “storm” came up.", 3, "storm came up", "“storm” came up."),
        ("'Tis THE storm – now.", "Rain fell. ’Tis the storm — now. Sun.", 1, "'Tis THE storm –", "’Tis the storm —"),
        ("The storm came up.", "It rained. Storm. The storm came  up.", 16, "up.", " up."),
        ("The storm came up.", "It rained. The storm\u00a0came up.", 10, "storm came up.", "storm\u00a0came up."),
        ("Then the storm came up.", "It rained. The storm came up.", 4, "Then the storm came", "The storm came up."),
        ("The U.S. trade grew.", "The. Storm. The U.S. Trade grew.", 10, "trade grew.", "Trade grew."),
        ("Storms are bad.", "Storm. Rain fell. Storms were bad.", 8, "are bad.", "were bad."),
    ],
)
def test_a_quote_that_is_not_verbatim_is_told_the_first_word_that_differs_from_the_nearest_text(
    quote: str, article: str, position: int, ours: str, theirs: str
) -> None:
    problem = locate(quote, ["Storm.", article]).problem

    assert f"in paragraph 2 and differs from character {position} on: " in problem
    assert f"the quote has {ours!r}, the article {theirs!r}; copy it" in problem


def test_the_nearest_text_is_whole_sentences() -> None:
    place = locate("They haunt at dawn. mice beware", PARAGRAPHS)

    assert (place.paragraph, place.text) == (1, "They hunt at dawn. Mice beware!")


@given(st.text("ab. ”", min_size=1, max_size=30), st.lists(st.text("ab. ”", min_size=1, max_size=30), min_size=1))
def test_every_quote_is_whole_sentences_or_told_which_those_are(quote: str, paragraphs: list[str]) -> None:
    place = locate(quote, paragraphs)

    assert occurrences(place.text, paragraphs[place.paragraph - 1])
    assert (place.text == quote) == (place.problem == "")


def test_a_quote_from_an_empty_article_is_told_to_be_nowhere() -> None:
    place = locate("Cats sleep a lot.", ())

    assert (place.paragraph, place.text) == (0, "")
    assert "not in the article" in place.problem


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


def test_text_that_no_quote_covers_is_listed_with_its_paragraph() -> None:
    missing = list(uncovered(PARAGRAPHS, ["They hunt at dawn.", "“Readers feed her,” he said."]))

    assert missing == [(1, "Cats sleep a lot."), (1, "Mice beware!"), (2, "The end.")]


def test_an_article_that_quotes_hold_wholly_has_nothing_uncovered() -> None:
    quotes = ["Cats sleep a lot. They hunt at dawn.", "They hunt at dawn. Mice beware!", PARAGRAPHS[1]]

    assert list(uncovered(PARAGRAPHS, quotes)) == []


def test_a_text_that_is_quoted_once_is_held_wherever_it_stands() -> None:
    assert list(uncovered(["Trade matters. It grew. Trade matters."], ["Trade matters.", "It grew."])) == []
    assert list(uncovered(PARAGRAPHS * 2, PARAGRAPHS)) == []


def test_cut_and_skipped_texts_cover_every_occurrence() -> None:
    assert list(uncovered(["Photo: a cat, asleep. It rained."], ["It rained."], ["Photo: a cat", "asleep."])) == []


def test_marks_alone_are_nothing_to_hold() -> None:
    assert list(uncovered(["It rained. * * *"], ["It rained."])) == []


@pytest.mark.parametrize(
    ("paragraph", "quote"),
    [
        ("It began in 1978.[citation needed] On it went.", "On it went."),
        ("It began.[1][2] On it went.", "It began.[1][2]"),
        ("雨が降った。風も吹いた。", "風も吹いた。"),
    ],
)
def test_sentences_end_after_reference_marks_and_where_no_space_follows(paragraph: str, quote: str) -> None:
    assert locate(quote, [paragraph]) == QuotePlace(1, quote)


def test_a_sentence_is_not_held_by_a_quote_that_is_a_part_of_it() -> None:
    missing = list(uncovered(["He said Trade matters. Trade matters."], ["Trade matters."]))

    assert missing == [(1, "He said Trade matters.")]
