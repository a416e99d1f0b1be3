"""Paragraphs are split where sentences end, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article import limits
from bot.article.quotes import locate
from bot.curation.grammar.sentences import parts, quotes_of, sentences


@pytest.mark.parametrize(
    "expected",
    [
        ["It began in 1978.[citation needed]", "On the 3rd it ended."],
        ["It began.[1][2]", "Then it ended."],
        ["The U.S. Army left.", "It came back in May."],
        ["J. R. R. Tolkien met Mr. Smith at 5 p.m.", "He left."],
        ["She said: “Go away! Now.”", "Then she left."],
        ["“Why?” she asked.", "Nobody knew."],
        ["It was approx. 5 km away...", "And then it stopped."],
        ["No. 5 is alive.", "So is No. 6 of them."],
        ["Cook it for 5 min.", "Turn up the heat.", "Half-term ends on 31 May.", "The fair is in June."],
        ["It opens at 5 p.m. Monday and closes at 9 p.m.", "Bring a card."],
        ["From: Livia's Kitchen, ed. Marta Bene, p. 41."],
        ["See Fig. 3 there.", "St. Paul’s is old."],
        ["“We are glad,” said the leader, Cllr. Ana Li.", "He left."],
    ],
    ids=lambda expected: expected[0],
)
def test_a_sentence_ends_where_a_reader_would_say(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_sentence_of_one_word_stands_with_its_neighbour() -> None:
    assert sentences("Why? Nobody knew it. Yes. So it was.") == ["Why? Nobody knew it. Yes.", "So it was."]


def test_a_long_sentence_is_cut_where_clauses_begin() -> None:
    sentence = "The committee, " + "which met often and decided on many things, " * 14 + "agreed."

    found = parts(sentence)

    assert " ".join(found).replace("… … ", "") == sentence
    assert all(len(part.split()) <= limits.QUOTE_WORDS for part in found)
    assert all(part.endswith(", …") for part in found[:-1])


@given(st.text('abAB.!? ,…”"[]1', max_size=400))
def test_the_sentences_are_the_whole_paragraph(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(
    st.lists(st.sampled_from(["Word", "word,", "end.", "U.S.", "and", "(so)", "“No.”", "[2]", "xyz" * 20]), min_size=1)
)
def test_every_drafted_quote_is_allowed(words: list[str]) -> None:
    paragraph = " ".join(words * 9)

    for quote in quotes_of(paragraph):
        assert locate(quote, [paragraph]).problem == ""
        assert len(quote.split()) <= limits.QUOTE_WORDS


@pytest.mark.parametrize(
    ("paragraph", "first"),
    [
        ("Account data. We keep your name and a photo.", "Account data. We keep your name and a photo."),
        ("§ 2 Rent. (a) It is $940 a month. The pump is loud.", "§ 2 Rent. (a) It is $940 a month."),
        ("Keep it dry. The pump is loud.", "Keep it dry."),
        ("Dogs are welcome. The pump is loud.", "Dogs are welcome."),
        ("Laptops are allowed. Phones are not. Eat outside.", "Laptops are allowed. Phones are not."),
        (
            "Signing is free until May. After that the owner pays.",
            "Signing is free until May. After that the owner pays.",
        ),
        ("“She heard it at once.” — Elspeth Auld, 1975", "“She heard it at once.” — Elspeth Auld, 1975"),
    ],
)
def test_a_sentence_that_says_nothing_by_itself_is_quoted_with_its_neighbour(paragraph: str, first: str) -> None:
    assert next(quotes_of(paragraph)) == first


@pytest.mark.parametrize(
    "sentence",
    [
        "Read Snowden, ch. 3, and Defoe, pp. 1–80, by May.",
        "Call Ana Li, Tel. +31 50 555, by May.",
        "It takes approx. 5 minutes on Sat. 3 May, in vol. 3 of it.",
    ],
)
def test_a_short_form_before_a_number_ends_no_sentence(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


def test_a_sentence_may_begin_with_a_number() -> None:
    assert sentences("The pool was built in 1990. 40 people may swim at once.")[1:] == ["40 people may swim at once."]
