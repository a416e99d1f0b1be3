"""How text becomes comparable."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching import text as text_module
from bot.matching.text import MAX_CHARACTERS, MAX_TOKENS, clean, stem, tokenize

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def stems(text: str) -> list[str]:
    return [stem(word) for word in tokenize(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("café", "cafe\u0301", id="composed and combining accents"),
        pytest.param("Atmanirbhār", "Atmanirbhar", id="accents"),
        pytest.param("ｔａｒｉｆｆｓ", "tariffs", id="full width"),
        pytest.param("𝓽𝓪𝓻𝓲𝓯𝓯𝓼", "tariffs", id="mathematical letters"),
        pytest.param("traﬃc", "traffic", id="ligatures"),
        pytest.param("TARIFFS", "tariffs", id="case"),
        pytest.param("STRASSE", "straße", id="case beyond ASCII"),
        pytest.param("India’s", "India's", id="curly apostrophe"),
        pytest.param("‘fair’ “access”", "'fair' \"access\"", id="curly quotes"),
        pytest.param("India's exports", "India exports", id="possessive"),
        pytest.param("the officials' remarks", "the officials remarks", id="plural possessive"),
        pytest.param("two-way street", "two way street", id="hyphen"),
        pytest.param("two‑way street", "two way street", id="unbreakable hyphen"),
        pytest.param("market—access", "market access", id="dash"),
        pytest.param("they're shackled", "they shackled", id="contraction"),
        pytest.param("didn't", "did not", id="negation"),
        pytest.param("didn’t", "did not", id="negation with a curly apostrophe"),
        pytest.param("1,000 planes", "1000 planes", id="thousands"),
        pytest.param("tar\u200biffs", "tariffs", id="zero-width space"),
        pytest.param("\ufefftariffs\u200d", "tariffs", id="byte order mark and joiner"),
        pytest.param("tar\u00adiffs", "tariffs", id="soft hyphen"),
        pytest.param("\u202etariffs\u202c", "tariffs", id="direction marks"),
        pytest.param("tariffs 🔥🇮🇳👨‍👩‍👧", "tariffs", id="emoji"),
        pytest.param("tariffs <:fire:123456789012345678>", "tariffs", id="custom emoji"),
        pytest.param("tariffs <a:fire:123456789012345678>", "tariffs", id="animated emoji"),
        pytest.param("<@123456789012345678> tariffs", "tariffs", id="mention"),
        pytest.param("<@!123> tariffs <@&456> <#789>", "tariffs", id="mentions of nickname, role, channel"),
        pytest.param("@everyone tariffs @here", "tariffs", id="mention of all"),
        pytest.param("</ask:123456789012345678> tariffs", "tariffs", id="command mention"),
        pytest.param("tariffs <t:1700000000:R>", "tariffs", id="timestamp"),
        pytest.param("tariffs https://example.com/trade?deal=1", "tariffs", id="link"),
        pytest.param("tariffs <http://example.com/trade>", "tariffs", id="link without preview"),
        pytest.param("tariffs www.example.com", "tariffs", id="link without scheme"),
        pytest.param("tariffs `print('deal')`", "tariffs", id="inline code"),
        pytest.param("tariffs\n```py\nprint('deal')\n```", "tariffs", id="code block"),
        pytest.param("tariffs ```print('deal')", "tariffs", id="unclosed code block"),
        pytest.param("> what about the deal\ntariffs", "tariffs", id="quoted line"),
        pytest.param("tariffs\n>>> what about\nthe deal", "tariffs", id="quoted block"),
        pytest.param("  \n tariffs \t ", "tariffs", id="white space around"),
        pytest.param("**tariffs** __and__ ||deals||", "tariffs and deals", id="markup"),
        pytest.param("tariffs\x00and\x07deals", "tariffs and deals", id="control characters"),
        pytest.param("tariffs \ud800 and \udfff deals", "tariffs and deals", id="lone surrogates"),
    ],
)
def test_two_ways_to_write_the_same_are_alike(one: str, other: str) -> None:
    assert tokenize(one) == tokenize(other) != []


@pytest.mark.parametrize(
    "name", ["U.S.", "U.S", "u.s.", "US", "us", "USA", "U.S.A.", "America", "american", "Americans"]
)
def test_the_united_states_are_alike_however_abbreviated(name: str) -> None:
    assert stems(f"the {name} exports") == stems("the America exports")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("two decades", "2 decades"),
        ("ten planes", "10 planes"),
        ("deported", "deportation"),
        ("negotiations", "negotiating"),
        ("countries", "country"),
        ("met", "meeting"),
        ("said", "says"),
        ("Indians", "India"),
        ("Chinese", "China"),
        ("tariff", "tariffs"),
        ("grown", "growing"),
    ],
)
def test_related_forms_share_a_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize(("one", "other"), [("university", "universe"), ("news", "new"), ("policy", "police")])
def test_words_that_only_look_related_do_not_share_a_stem(one: str, other: str) -> None:
    assert stems(one) != stems(other)


@pytest.mark.parametrize("word", ["plzzz", "plzzzzzzzz"])
def test_elongated_words_are_shortened_to_two_letters(word: str) -> None:
    assert tokenize(word) == ["plzz"]


def test_doubled_letters_are_left_as_they_are() -> None:
    assert tokenize("access 1000 fees") == ["access", "1000", "fees"]


def test_placeholders_stay_whole() -> None:
    assert tokenize("how old is {person}'s wife") == ["how", "old", "is", "{person}", "wife"]


@pytest.mark.parametrize(
    "text", ["", " \n\t", "👍", "???", "\u200b", "\ud800", "`code`", "https://example.com", "<@1>", "```", ">>> quote"]
)
def test_what_holds_no_language_has_no_words(text: str) -> None:
    assert tokenize(text) == []


def test_of_a_huge_text_only_the_beginning_is_read() -> None:
    assert len(clean("x" * 1_000_000)) == MAX_CHARACTERS
    assert len(tokenize("tariffs and " * 100_000)) == MAX_TOKENS


def test_white_space_before_a_text_does_not_count_as_its_beginning() -> None:
    assert tokenize(" " * 2 * MAX_CHARACTERS + "tariffs") == ["tariffs"]


@given(ANY_TEXT)
def test_any_text_can_be_cleaned_to_lower_case_words(text: str) -> None:
    words = tokenize(text)

    assert len(words) <= MAX_TOKENS
    assert all(word == word.casefold() and not word.isspace() for word in words)


@given(ANY_TEXT)
def test_words_are_made_of_the_same_words_again(text: str) -> None:
    words = tokenize(text)

    assert tokenize(" ".join(words)) == words


@given(st.text())
def test_any_word_has_a_stem(word: str) -> None:
    assert bool(stem(word)) == bool(word)


def test_threads_get_the_same_stems() -> None:
    def stems_of(words: list[str]) -> dict[str, str]:
        return {word: stem(word) for word in words}

    endings = ["", "s", "ed", "ing", "ation", "ations", "ly", "ness"]
    words = [
        f"{first}{second}{ending}" for first in "bcdfgklm" for second in ("art", "ond", "ell") for ending in endings
    ]
    alone = stems_of(words)
    text_module._stem.cache_clear()  # pyright: ignore[reportPrivateUsage] - else nothing would be stemmed again
    with ThreadPoolExecutor(6) as pool:
        # Each begins elsewhere, so that each stems some words first.
        found = list(pool.map(stems_of, [words[at:] + words[:at] for at in range(0, len(words), len(words) // 6)]))

    assert all(one == alone for one in found)
