"""How words become terms: stems, shared concepts, names and stop words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.model import Article
from bot.matching import english
from bot.matching.text import stem, tokenize
from bot.matching.vocabulary import EVERYDAY_STRENGTH, SYNONYM_STRENGTH, TOPIC, Term, Vocabulary


@pytest.fixture(scope="module")
def vocabulary(cats_vocabulary: Vocabulary) -> Vocabulary:
    return cats_vocabulary


def asked(vocabulary: Vocabulary, text: str) -> list[Term]:
    return vocabulary.question_terms(tokenize(text))


def features(terms: Iterable[Term]) -> dict[str, float]:
    """The features of the terms, each as strong as the strongest of them has it."""
    held: dict[str, float] = {}
    for term in terms:
        for feature, strength in term.features:
            held[feature] = max(strength, held.get(feature, 0.0))
    return held


def shared(vocabulary: Vocabulary, one: str, other: str) -> set[str]:
    """The features that both texts have."""
    return set(features(asked(vocabulary, one))) & set(features(asked(vocabulary, other)))


@pytest.mark.parametrize("word", ["hunting", "mice", "Whiskers", "library", "buy", "xylophone", "the"])
def test_a_word_has_its_stem_as_its_first_and_strongest_feature(vocabulary: Vocabulary, word: str) -> None:
    (term,) = asked(vocabulary, word)

    assert term.features[0] == (term.stem, 1.0)
    assert all(0 < strength <= 1 for _, strength in term.features)
    assert len({feature for feature, _ in term.features}) == len(term.features)


@pytest.mark.parametrize(("one", "other"), [("hunting", "hunted"), ("lives", "living"), ("mouse trap", "mouse traps")])
def test_forms_of_a_word_share_its_stem(vocabulary: Vocabulary, one: str, other: str) -> None:
    assert [term.stem for term in asked(vocabulary, one)] == [term.stem for term in asked(vocabulary, other)]


def test_synonyms_of_the_article_share_a_feature_weaker_than_the_word_itself(vocabulary: Vocabulary) -> None:
    (common,) = shared(vocabulary, "mice", "rodents")

    assert features(asked(vocabulary, "rodents"))[common] == SYNONYM_STRENGTH < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("buy", "purchase"),
        ("begin", "start"),
        ("forbid", "not allowed"),
        ("died", "killed"),
        ("sorry", "apologised"),
        ("trucks", "lorries"),
        ("how old", "age"),
        ("biggest", "large"),
        ("deadline", "due"),
        ("brekkie", "breakfast"),
        ("set you back", "cost"),
    ],
)
def test_everyday_synonyms_share_a_feature_in_every_article(vocabulary: Vocabulary, one: str, other: str) -> None:
    common = shared(vocabulary, one, other)

    assert common
    assert all(features(asked(vocabulary, one))[feature] == EVERYDAY_STRENGTH for feature in common)


@pytest.mark.parametrize("word", ["moggy", "thurs"])
def test_a_word_that_only_the_everyday_synonyms_know_is_spelt_as_it_should_be(
    vocabulary: Vocabulary, word: str
) -> None:
    assert [term.meant for term in asked(vocabulary, word)] == [word]


def test_every_group_of_everyday_synonyms_joins_words_that_the_stemmer_keeps_apart() -> None:
    for group in english.synonyms():
        assert len({tuple(map(stem, tokenize(text))) for text in group}) == len(group) > 1, group


def test_an_everyday_synonym_is_weaker_than_one_of_the_article() -> None:
    assert EVERYDAY_STRENGTH < SYNONYM_STRENGTH


def test_a_synonym_of_two_words_gives_its_feature_to_both(vocabulary: Vocabulary) -> None:
    mice = features(asked(vocabulary, "mice"))

    assert all(features([term]).keys() & mice.keys() for term in asked(vocabulary, "little squeakers"))


@pytest.mark.parametrize("text", ["squeakers of little mass", "squeakers", "little", "squeakers little"])
def test_half_a_synonym_is_no_synonym(vocabulary: Vocabulary, text: str) -> None:
    assert not shared(vocabulary, text, "mice")


@pytest.mark.parametrize("alias", ["Whisky", "whiskers", "WHISKERS", "Whiskers's"])
def test_name_and_alias_share_who_they_name(vocabulary: Vocabulary, alias: str) -> None:
    assert "@Whiskers" in shared(vocabulary, "Whiskers", alias)
    assert all(term.is_name for term in asked(vocabulary, alias))


@pytest.mark.parametrize("word", ["mice", "library", "hunting", "the"])
def test_a_text_that_names_nobody_is_no_name(vocabulary: Vocabulary, word: str) -> None:
    assert not any(term.is_name for term in asked(vocabulary, word))


def test_a_name_in_a_question_fits_the_placeholder_of_its_kind_and_in_the_index_does_not(
    vocabulary: Vocabulary,
) -> None:
    assert "{person}" in features(asked(vocabulary, "how old is Whiskers"))
    assert "{person}" not in features(vocabulary.terms(["how", "old", "is", "whiskers"]))
    assert "{person}" in features(vocabulary.terms(["how", "old", "is", "{person}"]))
    assert "{organisation}" not in features(asked(vocabulary, "how old is Whiskers"))


@pytest.mark.parametrize("keyword", ["sleep", "hunting", "library", "sleeping"])
def test_a_keyword_in_a_question_fits_the_placeholder_of_topics(vocabulary: Vocabulary, keyword: str) -> None:
    assert TOPIC in features(asked(vocabulary, f"what's new on {keyword}"))
    assert TOPIC not in features(vocabulary.terms([keyword]))


@pytest.mark.parametrize("text", ["how old is the mayor", "xylophones", "morning"])
def test_other_words_fit_no_placeholder(vocabulary: Vocabulary, text: str) -> None:
    assert not any(feature[0] == "{" for feature in features(asked(vocabulary, text)))


def test_the_vocabulary_finds_the_name_or_topic_for_a_placeholder(vocabulary: Vocabulary) -> None:
    terms = asked(vocabulary, "does Whisky sleep or hunt in the library")

    assert vocabulary.named(terms, "{person}") == "Whiskers"
    assert vocabulary.named(terms, TOPIC) == "sleep"
    assert vocabulary.named(terms, "{country}") == ""
    assert vocabulary.named([], "{person}") == ""


@pytest.mark.parametrize("text", ["please tell me about the mice in it", "what does the article say of mice lol"])
def test_words_without_subject_are_stop_words(vocabulary: Vocabulary, text: str) -> None:
    assert [term.word for term in asked(vocabulary, text) if not term.is_stop] == ["mice"]


def test_a_stop_word_inside_a_phrase_of_the_article_is_none(cats: Article) -> None:
    vocabulary = Vocabulary.of(replace(cats, synonyms={"mice": ("the quick ones",)}))

    assert not any(term.is_stop for term in asked(vocabulary, "the quick ones"))
    assert [term.word for term in asked(vocabulary, "the quick dogs") if term.is_stop] == ["the", "quick"]


def test_a_stop_word_inside_an_everyday_phrase_stays_one(vocabulary: Vocabulary) -> None:
    assert shared(vocabulary, "want", "would like")
    assert all(term.is_stop for term in asked(vocabulary, "would like"))


def test_the_stronger_of_two_strengths_of_a_feature_counts(cats: Article) -> None:
    # "Whiskers" is a name, a keyword and here a synonym of its own name.
    vocabulary = Vocabulary.of(replace(cats, synonyms={"whiskers": ("whisky", "whiskers")}))
    (term,) = asked(vocabulary, "Whiskers")

    assert dict(term.features)["@Whiskers"] == 1.0
    assert dict(term.features)["=whiskers"] == SYNONYM_STRENGTH


def test_a_misspelt_word_keeps_what_was_written_and_tells_what_was_meant(vocabulary: Vocabulary) -> None:
    (term,) = asked(vocabulary, "wiskers")

    assert (term.word, term.meant) == ("wiskers", "whiskers")
    assert dict(term.features) == features(asked(vocabulary, "whiskers"))


def test_words_of_the_index_are_taken_to_be_spelt_as_they_should_be(vocabulary: Vocabulary) -> None:
    assert [term.meant for term in vocabulary.terms(["wiskers"])] == ["wiskers"]


def test_joined_words_become_two_terms_and_split_ones_become_one(vocabulary: Vocabulary) -> None:
    assert [term.meant for term in asked(vocabulary, "townlibrary")] == ["town", "library"]
    assert [term.meant for term in asked(vocabulary, "libr ary")] == ["library"]


def test_only_the_first_of_many_unknown_words_are_corrected(vocabulary: Vocabulary) -> None:
    terms = asked(vocabulary, "wiskers " * 40)

    assert terms[0].meant == "whiskers"
    assert terms[-1].meant == "wiskers"


def test_no_text_has_no_terms(vocabulary: Vocabulary) -> None:
    assert vocabulary.question_terms([]) == []
    assert vocabulary.terms([]) == []


def said(terms: list[Term]) -> list[tuple[object, ...]]:
    """What terms say: by themselves they are compared by identity."""
    return [astuple(term) for term in terms]


@given(
    st.lists(st.sampled_from("do rodents fear whisky little squeakers wiskers libr ary townlibrary would like".split()))
)
def test_a_dumped_vocabulary_finds_the_same_terms(cats_vocabulary: Vocabulary, words: list[str]) -> None:
    again = Vocabulary.load(json.loads(json.dumps(cats_vocabulary.dump())))

    assert said(again.question_terms(words)) == said(cats_vocabulary.question_terms(words))
    assert said(again.terms(words)) == said(cats_vocabulary.terms(words))
    assert again.named(again.question_terms(words), "{person}") == cats_vocabulary.named(
        cats_vocabulary.question_terms(words), "{person}"
    )


@given(st.lists(st.text("abcdefgilmnorstuwy", min_size=1, max_size=12), max_size=30))
def test_words_have_the_same_terms_whatever_was_asked_before(cats_vocabulary: Vocabulary, words: list[str]) -> None:
    fresh = Vocabulary.load(cats_vocabulary.dump())

    assert said(cats_vocabulary.terms(words)) == said(fresh.terms(words))
    assert said(cats_vocabulary.question_terms(words)) == said(fresh.question_terms(words))
