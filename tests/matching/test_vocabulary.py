"""How words become terms: stems, shared concepts, names and fillers."""

from __future__ import annotations

import json

import pytest

from bot.matching.lexicon import Lexicon, Term
from tests.article.small_article import SmallArticle


@pytest.fixture
def lexicon(small_article: SmallArticle) -> Lexicon:
    return Lexicon(small_article.load())


def features(terms: list[Term]) -> set[str]:
    return {feature for term in terms for feature in term.features}


def test_a_word_has_its_stem_as_its_strongest_feature(lexicon: Lexicon) -> None:
    (term,) = lexicon.question_terms("hunting")

    assert term.features[term.stem] == 1.0
    assert max(term.features.values()) == 1.0
    assert term.stem in features(lexicon.question_terms("they hunted"))


def test_synonyms_share_a_feature_weaker_than_the_word_itself(lexicon: Lexicon) -> None:
    (mice,) = lexicon.question_terms("mice")
    (rodents,) = lexicon.question_terms("rodents")

    (shared,) = mice.features.keys() & rodents.features.keys()
    assert 0 < rodents.features[shared] < 1


def test_a_synonym_of_two_words_gives_its_feature_to_both(lexicon: Lexicon) -> None:
    (mice,) = lexicon.question_terms("mice")

    for term in lexicon.question_terms("little squeakers"):
        assert term.features.keys() & mice.features.keys()


def test_half_a_synonym_is_no_synonym(lexicon: Lexicon) -> None:
    (mice,) = lexicon.question_terms("mice")

    assert not features(lexicon.question_terms("squeakers of little mass")) & mice.features.keys()


def test_name_and_alias_share_who_they_name(lexicon: Lexicon) -> None:
    shared = features(lexicon.question_terms("Whiskers")) & features(lexicon.question_terms("whisky"))

    assert "@Whiskers" in shared


def test_a_name_in_a_question_fits_the_placeholder_of_its_kind_and_in_the_index_does_not(lexicon: Lexicon) -> None:
    assert "{person}" in features(lexicon.question_terms("how old is Whiskers"))
    assert "{person}" not in features(lexicon.terms(["how", "old", "is", "whiskers"]))
    assert "{person}" in features(lexicon.terms(["how", "old", "is", "{person}"]))


def test_words_without_subject_are_fillers(lexicon: Lexicon) -> None:
    terms = lexicon.question_terms("please tell me about the mice in it")

    assert [term.word for term in terms if not term.filler] == ["mice"]


def test_a_filler_inside_a_phrase_is_none(small_article: SmallArticle) -> None:
    small_article.replace("article.toml", '["rodents", "little squeakers"]', '["the quick ones"]')
    lexicon = Lexicon(small_article.load())

    assert not any(term.filler for term in lexicon.question_terms("the quick ones"))
    assert [term.word for term in lexicon.question_terms("the quick dogs") if term.filler] == ["the", "quick"]


def test_a_misspelt_word_keeps_what_was_written_and_tells_what_was_meant(lexicon: Lexicon) -> None:
    (term,) = lexicon.question_terms("wiskers")

    assert (term.word, term.meant) == ("wiskers", "whiskers")


def test_words_of_the_index_are_taken_to_be_spelt_as_they_should_be(lexicon: Lexicon) -> None:
    assert [term.meant for term in lexicon.terms(["wiskers"])] == ["wiskers"]


def test_joined_words_become_two_terms_and_split_ones_become_one(lexicon: Lexicon) -> None:
    assert [term.meant for term in lexicon.question_terms("townlibrary")] == ["town", "library"]
    assert [term.meant for term in lexicon.question_terms("libr ary")] == ["library"]


def test_no_text_has_no_terms(lexicon: Lexicon) -> None:
    assert lexicon.question_terms("") == []
    assert lexicon.terms([]) == []


def test_a_dumped_lexicon_finds_the_same_terms(lexicon: Lexicon) -> None:
    again = Lexicon.load(json.loads(json.dumps(lexicon.dump())))

    for text in ("do rodents fear Whisky", "little squeakers", "wiskers", "townlibrary", "the dog"):
        assert again.question_terms(text) == lexicon.question_terms(text)
