"""Misspelled words are corrected, and real words are left alone."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.model import Article
from bot.matching.matcher import Matcher
from bot.matching.spelling import Speller, is_english, sound
from bot.matching.text import stem, tokenize
from bot.matching.vocabulary import Vocabulary

# Each is near a word of the shipped article or of its index.
REAL_WORDS = """
sheriff boarder grade mode terrific trail trait braid tread dread trend tirade trumpet tramp brunch brute
landed landing laundry lender mystery lucky gruel green grease gravy goal gall royal loyal narcissus
mitigation irrigation litigation mediation medication notion motion potion lotion warriors carriers couriers
shuttle tackle shaker crackle plants plates plates prune drag drum dragon polite polish stale estate static
statute moody moth mild model excess axes recess actress marble basket marsh horse mouse spouse vomit submit
chairs fairy stairs retail detail steal steel wheel dial duel vista race rice lace grief thief chin chain paint
onion opinion pinion unite untie butt inn putt wee coop loot bees
""".split()


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller({"tariff": 30, "tariffs": 40, "narcotics": 20, "goyal": 9, "trade": 50, "market": 30}, ["access"])


@pytest.fixture(scope="module")
def vocabulary(matcher: Matcher) -> Vocabulary:
    """The shipped article's."""
    return matcher.compiled.vocabulary


def meant(vocabulary: Vocabulary, text: str) -> str:
    """The text as the index understands it."""
    return " ".join(term.meant for term in vocabulary.question_terms(tokenize(text)))


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("teh", "the"),
        ("dya", "day"),
        ("Goyel", "goyal"),
        ("narcotiks", "narcotics"),
        ("reciprical", "reciprocal"),
        ("tarrifs", "tariffs"),
        ("Lutnik", "lutnick"),
        pytest.param("shakled", "shackled", id="dropped letter"),
        pytest.param("miliitary", "military", id="doubled letter"),
        pytest.param("naroctics", "narcotics", id="swapped letters"),
        pytest.param("deportetion", "deportation", id="wrong letter"),
        pytest.param("tecnology", "technology", id="phonetic"),
        pytest.param("infomation", "information", id="inner letter dropped"),
        pytest.param("Besent", "bessent", id="name with a single letter"),
        pytest.param("Landeu", "landau", id="name with a wrong vowel"),
        pytest.param("Misry", "misri", id="name with another ending"),
        pytest.param("marketaccess", "market access", id="joined words"),
        pytest.param("reci procal access", "reciprocal access", id="split word"),
        pytest.param("plzzz", "plz", id="elongated"),
        pytest.param("dealll", "deal", id="elongated to a word"),
        pytest.param("what did goyel tell lutnik", "what did goyal tell lutnick", id="two names"),
        pytest.param(
            "tarrifs and narcotiks and reciprical acess",
            "tariffs and narcotics and reciprocal access",
            id="four at once",
        ),
    ],
)
def test_a_misspelt_word_is_corrected(vocabulary: Vocabulary, written: str, right: str) -> None:
    assert meant(vocabulary, written) == right


SLIPS: dict[str, Callable[[str, int], str]] = {
    "letter dropped": lambda word, at: word[:at] + word[at + 1 :],
    "letter doubled": lambda word, at: word[:at] + word[at] + word[at:],
    "letters swapped": lambda word, at: word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    "wrong letter": lambda word, at: word[:at] + ("e" if word[at] != "e" else "o") + word[at + 1 :],
}


@pytest.mark.parametrize("slip", SLIPS)
def test_one_slip_in_a_long_word_of_the_article_is_corrected(
    vocabulary: Vocabulary, article: Article, slip: str
) -> None:
    words = sorted({word for text in article.paragraphs for word in tokenize(text) if len(word) > 6 and word.isalpha()})
    slips = [(word, SLIPS[slip](word, 1 + number % (len(word) - 3))) for number, word in enumerate(words)]
    misspelt = [(word, written) for word, written in slips if written != word and not is_english(written)]

    missed = [pair for pair in misspelt if stem(meant(vocabulary, pair[1])) != stem(pair[0])]
    assert len(misspelt) > 100
    assert len(missed) / len(misspelt) < 0.05, missed


def test_real_words_are_never_turned_into_others(vocabulary: Vocabulary) -> None:
    changed = {word: meant(vocabulary, word) for word in REAL_WORDS if meant(vocabulary, word) != word}

    assert len(set(REAL_WORDS)) >= 100
    assert changed == {}


def test_words_of_the_article_stay_as_they_are(vocabulary: Vocabulary, article: Article) -> None:
    quotes = [" ".join(tokenize(passage.quote)) for passage in article.passages]

    assert [meant(vocabulary, quote) for quote in quotes] == quotes


@pytest.mark.parametrize("word", ["tarriff", "tarif", "tariffz", "tarrifs", "tarifs"])
def test_a_correction_is_the_nearest_word_of_the_index(speller: Speller, word: str) -> None:
    corrected = speller.correct(word)

    assert corrected is not None
    assert corrected.startswith("tariff")


def test_the_more_frequent_of_two_equally_near_words_is_preferred() -> None:
    assert Speller({"goyal": 2, "goyel": 90}, ()).correct("goyil") == "goyel"


def test_a_word_of_three_letters_lacks_its_last_one_rather_than_having_two_swapped() -> None:
    assert Speller({"call": 1, "cla": 9}, ()).correct("cal") == "call"
    assert Speller({"day": 9}, ()).correct("dya") == "day"


def test_a_word_of_three_letters_that_may_lack_several_last_ones_is_none_of_them() -> None:
    assert Speller({"zuga": 1, "zugo": 1}, ()).correct("zug") is None


def test_a_word_of_the_passages_is_preferred_to_one_of_the_gaps() -> None:
    assert Speller({"narcotics": 1}, ["narcotica"]).correct("narcoticz") == "narcotics"


@pytest.mark.parametrize("word", ["tariffs", "access", "sheriff", "trode"[:3], "gxl", "1234", "tar1ffs", "", "x" * 100])
def test_known_english_and_short_words_and_non_words_are_not_corrected(speller: Speller, word: str) -> None:
    assert speller.correct(word) is None


@pytest.mark.parametrize("word", ["qqqqqq", "xylograph", "narwhals", "goyalington"])
def test_a_word_that_is_far_from_all_is_not_corrected(speller: Speller, word: str) -> None:
    assert speller.correct(word) is None


def test_two_known_words_written_as_one_are_split(speller: Speller) -> None:
    assert speller.split("marketaccess") == ("market", "access")
    assert speller.split("tradetariffs") == ("trade", "tariffs")


@pytest.mark.parametrize("word", ["market", "marketing", "accessx", "mar", "market access", "x" * 100])
def test_a_word_that_is_no_pair_of_known_words_is_not_split(speller: Speller, word: str) -> None:
    assert speller.split(word) is None


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_word_is_corrected_to_a_known_word_or_not_at_all(word: str) -> None:
    speller = Speller({"tariffs": 4, "narcotics": 2}, ["access"])

    assert speller.correct(word) in {None, "tariffs", "narcotics", "access"}
    assert speller.split(word) is None or "".join(speller.split(word) or ()) == word


@given(st.dictionaries(st.text("abcdeilr", min_size=1, max_size=9), st.integers(1, 90)), st.data())
def test_a_dumped_speller_corrects_as_before(words: dict[str, int], data: st.DataObject) -> None:
    speller = Speller(words, ["declare", "celebrated"])
    again = Speller.load(json.loads(json.dumps(speller.dump())))
    word = data.draw(st.one_of(st.text("abcdeilr", max_size=12), st.sampled_from(["declarr", "celebratd"])))

    assert again.knows(word) == speller.knows(word)
    assert again.correct(word) == speller.correct(word)
    assert again.split(word) == speller.split(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("narkotiks", "narcotics"),
        ("tarrifs", "tariffs"),
        ("lutnik", "lutnick"),
        ("fone", "phone"),
        ("nashun", "nashon"),
    ],
)
def test_words_that_sound_alike_have_one_sound(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_words_that_differ_in_their_consonants_sound_different() -> None:
    assert sound("tariff") != sound("traffic")


def test_english_words_are_known_in_any_inflection() -> None:
    assert all(map(is_english, ["sheriff", "sheriffs", "boarder", "boarders", "grade", "graded"]))
    assert all(map(is_english, ["seven", "june", "germany", "iraqi", "james", "netflix", "wifi"]))
    assert not any(map(is_english, ["narcotiks", "tarrifs", "goyel"]))
