"""Text processing: cleaning, sentences, words, stems."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.matching import text as text_module
from bot.matching.text import (
    LONGEST_SENTENCE,
    LONGEST_STEMMED,
    MAX_CHARACTERS,
    MAX_TOKENS,
    clean,
    plain,
    sentences,
    stem,
    tokenize,
)

ANY_TEXT = st.text(st.characters(exclude_categories=()))
WORD = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=1, max_size=10)


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
        pytest.param("where'd they meet", "where did they meet", id="contraction of did"),
        pytest.param("what'd be next", "what be next", id="contraction of would"),
        pytest.param("didn't", "did not", id="negation"),
        pytest.param("didn’t", "did not", id="negation with a curly apostrophe"),
        pytest.param("1,000 planes", "1000 planes", id="thousands"),
        pytest.param("tar\u200biffs", "tariffs", id="zero-width space"),
        pytest.param("\u3164\nwho\u3164met\u115f\uffa0", "who met", id="letters that nobody sees"),
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
        pytest.param("tariffs\n```py\nprint('deal')\n```", "tariffs", id="code block"),
        pytest.param("tariffs ```\nprint('deal')", "tariffs", id="unclosed code block"),
        pytest.param("> what about the deal\ntariffs", "tariffs", id="quoted line"),
        pytest.param("tariffs\n>>> what about\nthe deal", "tariffs", id="quoted block"),
        pytest.param("  \n tariffs \t ", "tariffs", id="white space around"),
        pytest.param("tariffs\x00and\x07deals", "tariffs and deals", id="control characters"),
        pytest.param("tariffs \ud800 and \udfff deals", "tariffs and deals", id="lone surrogates"),
    ],
)
def test_two_ways_to_write_the_same_are_alike(one: str, other: str) -> None:
    assert tokenize(one) == tokenize(other) != []


DECORATED = {
    "number": ["1. {}", "1) {}", "(1) {}", "2) {}", "12. {}", "[3] {}", "4: {}", "  1. {}"],
    "letter": ["a) {}", "(b) {}", "c. {}", "H) {}"],
    "Roman number": ["i. {}", "iv) {}", "(ii) {}", "X. {}"],
    "label": ["Q: {}", "Q3: {}", "q2. {}", "Question 4: {}"],
    "bullet": ["- {}", "* {}", "• {}", "+ {}", "– {}", "‣ {}", "◦ {}", "· {}"],
    "heading": ["# {}", "### {}"],
    "emphasis": ["**{}**", "*{}*", "_{}_", "__{}__", "***{}***", "~~{}~~", "||{}||"],
    "back-ticks": ["`{}`", "``{}``", "```{}```"],
    "quotation marks": ['"{}"', "“{}”", "«{}»", "‘{}’"],
    "emoticon before": [">:( {}", ":) {}", ":/ {}", "=) {}", ":-D {}", ":'( {}", "^_^ {}"],
    "emoticon after": ["{} :)", "{} ;-)", "{} :P", "{} <3", "{} >:(", "{} T_T", "{} o_O", "{} :3", "{} ^^"],
    "reference mark": ["{}[1]", "{} [12]", "{}¹", "{}²³", "{} [citation needed]", "{} [note 2]"],
    "label of an afterthought": ["edit: {}", "EDIT: {}", "p.s. {}", "P.S. {}", "ps: {}", "btw: {}", "tl;dr: {}"],
    "several": ["1. **{}**", "- `{}` :)", "**2)** {}", "(3) _{}_[4]", "edit: {} >:("],
    "number after a bullet": ["- 1. {}", "* (2) {}", "• b) {}"],
    "laughing face": ["xD {}", "{} XD", "{} xDDD :)"],
    "shrug": ["¯\\_(ツ)_/¯ {}", "{} ¯\\_(ツ)_/¯"],
}


@pytest.mark.parametrize("kind", DECORATED)
def test_decoration_leaves_no_word_and_takes_none_away(kind: str) -> None:
    asked = [
        (form.format(words), tokenize(words))
        for form in DECORATED[kind]
        for words in ("who is the mayor", "tariffs", "Did they meet in 2024, or later?")
    ]

    assert [(text, tokenize(text)) for text, words in asked if tokenize(text) != words] == []


def test_each_line_may_have_its_own_decoration() -> None:
    message = "1. who is the mayor\n2. **when** did they meet\n- `planes` :(\n(c) the deal[1]"

    assert tokenize(message) == tokenize("who is the mayor when did they meet planes the deal")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("planes, 2 of them", "planes 2 of them"),
        ("is 5 > 3", "is 5 3"),
        ("a plane", "a plane"),
        ("i asked first", "i asked first"),
        ("it grew 3.5 percent", "it grew 3 5 percent"),
        ("the no. 1 partner", "the no 1 partner"),
        ("in 2024. later too", "in 2024 later too"),
        ("the x factor", "the x factor"),
        ("edit the text", "edit the text"),
        ("question the mayor", "question the mayor"),
        ("the deal: who wins", "the deal who wins"),
        ("ratio 3:1", "ratio 3 1"),
        ("it says [tariffs] there", "it says tariffs there"),
        ("who (the mayor) said so", "who the mayor said so"),
    ],
)
def test_text_that_resembles_decoration_stays(text: str, words: str) -> None:
    assert tokenize(text) == words.split()


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
        ("a thousand planes", "a 1,000 planes"),
        ("deported", "deportation"),
        ("deportee", "deport"),
        ("employees", "employ"),
        ("negotiations", "negotiating"),
        ("countries", "country"),
        ("met", "meeting"),
        ("said", "says"),
        ("Indians", "India"),
        ("Chinese", "China"),
        ("tariff", "tariffs"),
        ("grown", "growing"),
        ("flights", "flew"),
    ],
)
def test_related_forms_share_a_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("university", "universe"),
        ("news", "new"),
        ("policy", "police"),
        ("important", "import"),
        ("see", "sees it"),
        ("cans", "can"),
        ("AED", "a"),
        ("wills", "will"),
    ],
)
def test_words_that_only_look_related_do_not_share_a_stem(one: str, other: str) -> None:
    assert stems(one) != stems(other)


@pytest.mark.parametrize("word", ["plzzz", "plzzzzzzzz"])
def test_elongated_words_are_shortened_to_two_letters(word: str) -> None:
    assert tokenize(word) == ["plzz"]


def test_doubled_letters_are_left_as_they_are() -> None:
    assert tokenize("access 1000 fees") == ["access", "1000", "fees"]


@pytest.mark.parametrize("placeholder", ["{person}", "{organisation}", "{country}", "{topic}"])
def test_placeholders_stay_whole(placeholder: str) -> None:
    assert tokenize(f"how old is {placeholder}'s wife") == ["how", "old", "is", placeholder, "wife"]


@pytest.mark.parametrize(
    "text",
    [
        *("", " \n\t", "👍", "???", "\u200b", "\ud800", "\u0301", "**"),
        *("https://example.com", "<@1>", "```", "```\n\n```", ">>> ", "> ", "> <@1>", "```\nhttps://example.com\n```"),
        *(":)", ">:(", "- ", "[1]"),
    ],
)
def test_a_text_without_language_has_no_words(text: str) -> None:
    assert tokenize(text) == []
    assert sentences(plain(text)) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("I like it. Who made it? Wow!", ["i like it.", "who made it?", "wow!"]),
        ("One line\nAnother line\n\nthe last", ["one line", "another line", "the last"]),
        ("wait... what?!", ["wait...", "what?!"]),
        ("did Mr. Roth meet Dr. Lee? yes", ["did mr roth meet dr lee?", "yes"]),
        ("the U.S. exports more", ["the us exports more"]),
        ("it grew 3.5 percent in example.com terms", ["it grew 3.5 percent in example.com terms"]),
        ("he asked “who?” and left", ["he asked “who?”", "and left"]),
        ("本当？ はい。", ["本当?", "はい。"]),
        ("... !! ok", ["ok"]),
        ("no mark", ["no mark"]),
    ],
)
def test_a_text_is_cut_into_sentences_at_their_marks_and_at_line_ends(text: str, parts: list[str]) -> None:
    assert sentences(plain(text)) == parts


@pytest.mark.parametrize("line_end", ["\n", "\r\n", " \n  "])
@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("when did the talks|begin?", ["when did the talks begin?"]),
        ("who paid for the bridge,|and what|did it cost?", ["who paid for the bridge, and what did it cost?"]),
        ("What did the mayor's|office say? thanks", ["what did the mayor office say?", "thanks"]),
        ("did the town-|based firm agree", ["did the town- based firm agree"]),
        ("who|is|the mayor", ["who is the mayor"]),
        ("who is|Ada Roth", ["who is ada roth"]),
        ("What's the|Deal about", ["what the deal about"]),
    ],
)
def test_a_line_that_goes_on_in_the_next_one_does_not_end_a_sentence(
    text: str, parts: list[str], line_end: str
) -> None:
    assert sentences(plain(text.replace("|", line_end))) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("I saw it.\nwas it new?", ["i saw it.", "was it new?"]),
        ("is it new?\nis it old?", ["is it new?", "is it old?"]),
        ("one line\n\nanother one", ["one line", "another one"]),
        ("who is\nWhat is", ["who is", "what is"]),
        ("who is it\nAda Roth", ["who is it", "ada roth"]),
        ("one line\nAnother one", ["one line", "another one"]),
        ("hey all\nwhat did it cost", ["hey all", "what did it cost"]),
        ("hey all\ndid it cost much", ["hey all", "did it cost much"]),
        ("a) planes\nb) trains", ["planes", "trains"]),
        ("- planes\n- trains", ["planes", "trains"]),
        ("planes\nedit: trains", ["planes", "trains"]),
        ("> somebody else's line\nis it true", ["is it true"]),
    ],
)
def test_a_line_s_end_ends_a_sentence_where_something_else_begins(text: str, parts: list[str]) -> None:
    assert sentences(plain(text)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "> who is the new mayor?",
        ">>> who is the new mayor?",
        ">>> who is\nthe new mayor?",
        "> who is the\n> new mayor?",
        "```\nwho is the new mayor?\n```",
        "```py\nwho is the new mayor?\n```",
        "```\nwho is the new mayor?",
        "> **who is the new mayor?**",
        "<@1> > who is the new mayor?",
        "> <@1> who is the new mayor? :)",
    ],
)
def test_a_message_that_is_only_a_quote_or_code_is_read(text: str) -> None:
    assert tokenize(text) == tokenize("who is the new mayor?")


LONG = (
    "my brother says that he saw one in the garden last night and that it looked at him for a good while before it "
    "went over the wall and into the yard of the old woman next door"
)


@pytest.mark.parametrize(
    ("join", "question"),
    [
        (" so ", "what do they eat"),
        (", ", "how old do they get"),
        (" but ", "who feeds them"),
        (" - ", "is it true that they sleep all day"),
        (" anyway ", "where do they live"),
    ],
)
def test_a_long_sentence_without_a_full_stop_is_cut_where_a_question_begins(join: str, question: str) -> None:
    assert len(LONG) > LONGEST_SENTENCE
    assert sentences(LONG + join + question) == [LONG, question]


@pytest.mark.parametrize("text", ["i saw one, what do they eat", "it went away so who feeds it", LONG])
def test_a_short_sentence_or_one_without_a_question_is_not_cut(text: str) -> None:
    assert sentences(text) == [text]


@given(ANY_TEXT)
def test_sentences_hold_all_words_of_a_text_in_order(text: str) -> None:
    whole = plain(text)
    words = [word for part in sentences(whole) for word in tokenize(part)]

    assume(len(words) < MAX_TOKENS)
    assert words == tokenize(" ".join(sentences(whole)))
    assert all(part.strip() == part != "" for part in sentences(whole))


def test_only_the_beginning_of_a_huge_text_is_read() -> None:
    assert len(clean("x" * 1_000_000)) == MAX_CHARACTERS
    assert len(tokenize("tariffs and " * 100_000)) == MAX_TOKENS


def test_white_space_before_a_text_does_not_count_as_its_beginning() -> None:
    assert tokenize(" " * 2 * MAX_CHARACTERS + "tariffs") == ["tariffs"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("a" + "\u0301" * 4000, "a", id="one mark"),
        pytest.param("a" + "\u0301\u0316\u0334" * 1333, "a", id="marks out of order"),
        pytest.param("a" + "\u0f72\u0f74" * 2000, "a", id="vowel signs"),
        pytest.param("\u200b\u200e" * 1999 + "a", "a", id="what cannot be seen"),
        pytest.param("a" + "¹²³" * 1333, "a", id="raised digits"),
        pytest.param("a\u0301\u0302" * 1333, "a" * 1333, id="letters with marks"),
    ],
)
def test_thousands_of_marks_are_dropped_before_they_are_put_in_order(
    text: str, read: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # To put a run of n marks in order takes n² steps.
    normalized: list[str] = []

    def normalize(form: str, text: str) -> str:
        normalized.append(text)
        return unicode_normalize(form, text)  # pyright: ignore[reportArgumentType] - forms are literals

    unicode_normalize = unicodedata.normalize
    monkeypatch.setattr(text_module.unicodedata, "normalize", normalize)

    assert clean(text) == read
    assert [mark for text in normalized for mark in text if unicodedata.category(mark)[0] == "M"] == []


@pytest.mark.parametrize("letter", ["ﷺ", "㋿", "ﬃ", "½", "ǆ"])
def test_a_text_stays_within_bounds_however_much_a_letter_stands_for(letter: str) -> None:
    assert 0 < len(plain(letter * 10_000)) <= MAX_CHARACTERS


@given(ANY_TEXT, st.integers(1, 5000))
def test_any_text_is_cut_to_a_bounded_length(text: str, times: int) -> None:
    # Lower case can be longer, by a little: "ŉ" becomes two letters, "ΐ" three.
    assert len(plain(text * times)) <= 3 * MAX_CHARACTERS
    assert len(tokenize(text * times)) <= MAX_TOKENS


@given(ANY_TEXT)
def test_any_text_can_be_cleaned_to_lower_case_words(text: str) -> None:
    words = tokenize(text)

    assert len(words) <= MAX_TOKENS
    assert all(word == word.casefold() and not word.isspace() for word in words)


@given(ANY_TEXT)
def test_words_are_made_of_the_same_words_again(text: str) -> None:
    words = tokenize(text)

    assert tokenize(" ".join(words)) == words


@given(st.lists(WORD, min_size=1, max_size=20))
def test_plain_words_are_read_as_they_are_written(words: list[str]) -> None:
    text = " ".join(words)
    assume("www" not in text)

    assert clean(text) == text


@given(st.text())
def test_any_word_has_a_stem(word: str) -> None:
    assert bool(stem(word)) == bool(word)


def test_a_text_too_long_to_be_a_word_is_its_own_stem() -> None:
    assert stem("ab" * LONGEST_STEMMED + "ing") == "ab" * LONGEST_STEMMED + "ing"


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
