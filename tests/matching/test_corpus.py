"""The texts that a question can be compared with: their targets, their content, and what is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import numpy as np
import pytest

from bot.article.model import Article, Name
from bot.matching import english
from bot.matching.corpus import PAIR_SHARE, STOP_WORD_SHARE, Corpus, is_pair, units_of
from bot.matching.text import tokenize
from bot.matching.vocabulary import TOPIC, Vocabulary
from bot.matching.wants import Want
from tests.matching.tiny_article import changed, tiny_article, with_variants


def build(article: Article) -> Corpus:
    return Corpus.build(article, Vocabulary.of(article))


def texts_of(corpus: Corpus, target: int) -> list[str]:
    return [text for text, of in zip(corpus.texts, corpus.targets, strict=True) if of == target]


def test_a_passage_is_found_by_its_asks_and_its_own_words(cats: Article, cats_corpus: Corpus) -> None:
    hunt = cats.passages[1]
    section = cats.section_of(hunt)
    expected = [*hunt.asks, hunt.quote, hunt.summary, "at dawn mice", " ".join(section.keywords)]

    assert texts_of(cats_corpus, 1) == [" ".join(tokenize(text)) for text in expected]


def test_the_first_passage_of_a_section_is_found_by_its_title_too(cats: Article, cats_corpus: Corpus) -> None:
    for number, passage in enumerate(cats.passages):
        section = cats.section_of(passage)
        title = " ".join(tokenize(section.title))
        assert (title in texts_of(cats_corpus, number)) == (section.passages[0] == passage)


def test_the_passage_that_says_who_somebody_is_is_found_by_the_name(cats: Article, cats_corpus: Corpus) -> None:
    found = texts_of(cats_corpus, cats.numbers["library/whiskers"])

    assert {"whiskers", "whisky", "who is whiskers"} <= set(found)
    assert not {"whiskers", "whisky", "who is whiskers"} & set(texts_of(cats_corpus, 0))


def test_the_passage_that_says_who_a_person_is_is_found_by_questions_for_the_role(
    cats: Article, cats_corpus: Corpus, cats_vocabulary: Vocabulary
) -> None:
    town = Name("Catford", "country", "Where they live", (), "library/whiskers")
    with_town = Corpus.build(replace(cats, names=(*cats.names, town)), cats_vocabulary)

    assert "whiskers role" in texts_of(cats_corpus, cats.numbers["library/whiskers"])
    assert "catford" in with_town.texts
    assert "catford role" not in with_town.texts


@pytest.mark.usefixtures("small_language")
def test_a_name_that_no_passage_explains_leads_to_none() -> None:
    nobody = Name("Pip", "person", "A friend", (), "")

    assert "pip" not in build(tiny_article({"frogs": ["green frog"]}, names=[nobody])).texts


def test_targets_are_passages_then_gaps_then_the_background(cats: Article, cats_corpus: Corpus) -> None:
    assert cats_corpus.passages == len(cats.passages)
    assert cats_corpus.gaps[: len(cats.gaps)] == cats.gaps
    assert cats_corpus.background == cats_corpus.passages + len(cats_corpus.gaps)
    assert set(cats_corpus.targets.tolist()) == set(range(cats_corpus.background + 1))
    assert (np.diff(cats_corpus.targets) >= 0).all()
    assert len(texts_of(cats_corpus, cats_corpus.background)) == len(english.background())


def test_gaps_are_found_by_their_asks_alone(cats: Article, cats_corpus: Corpus) -> None:
    for number, gap in enumerate(cats_corpus.gaps, cats_corpus.passages):
        assert texts_of(cats_corpus, number) == [" ".join(tokenize(ask)) for ask in gap.asks]


@pytest.mark.usefixtures("small_language")
def test_the_corpus_records_who_wrote_an_example() -> None:
    article = tiny_article({"frogs": ["green frog"]}, {"age": ["how old"]}, quotes={"frogs": "Frogs sing."})
    corpus = build(with_variants(article, {"frogs": ["leapy thing"]}))
    origin = {
        text: (bool(own), bool(variant))
        for text, own, variant in zip(corpus.texts, corpus.is_own, corpus.is_variant, strict=True)
    }

    assert origin["green frog"] == (False, False)
    assert origin["how old"] == (False, False)
    assert origin["old song"] == (False, False)
    assert origin["leapy thing"] == (False, True)
    assert origin["frogs sing"] == (True, False)


def test_units_are_the_words_and_their_pairs_in_order(cats_vocabulary: Vocabulary) -> None:
    units = units_of(cats_vocabulary.question_terms(tokenize("when do cats hunt")))

    assert [unit.word for unit in units] == ["when", "do", "cats", "hunt", "when do", "do cat", "cat hunt"]
    assert [is_pair(unit) for unit in units] == [False] * 4 + [True] * 3
    assert [unit.share for unit in units] == [STOP_WORD_SHARE, STOP_WORD_SHARE, 1.0, 1.0, *[PAIR_SHARE] * 3]
    assert [unit.word for unit in units if unit.is_subject] == ["cats", "hunt"]


def test_a_name_is_marked_as_one_in_its_unit(cats_vocabulary: Vocabulary) -> None:
    units = units_of(cats_vocabulary.question_terms(tokenize("feed Whisky")))

    assert {unit.word: unit.is_name for unit in units if not is_pair(unit)} == {"feed": False, "whisky": True}


@pytest.mark.parametrize("text", ["", "👍"])
def test_no_words_make_no_units(cats_vocabulary: Vocabulary, text: str) -> None:
    assert units_of(cats_vocabulary.question_terms(tokenize(text))) == []


def test_an_example_has_the_units_of_its_text_except_pairs_that_occur_nowhere_else(
    cats_corpus: Corpus, cats_vocabulary: Vocabulary
) -> None:
    units = [units_of(cats_vocabulary.terms(text.split())) for text in cats_corpus.texts]
    counts = Counter(unit.word for of_example in units for unit in of_example if is_pair(unit))

    for example, of_example in enumerate(units):
        known = [unit for unit in of_example if not is_pair(unit) or counts[unit.word] > 1]
        assert cats_corpus.units_of(example) == known
    assert 1 in counts.values()


def test_an_example_holds_each_feature_once_as_strong_as_its_strongest_unit_has_it(cats_corpus: Corpus) -> None:
    names = list(cats_corpus.features)
    held: defaultdict[int, dict[str, float]] = defaultdict(dict)
    entries = zip(cats_corpus.entry_examples, cats_corpus.entry_features, cats_corpus.entry_values, strict=True)
    for example, feature, value in entries:
        assert names[feature] not in held[int(example)]
        held[int(example)][names[feature]] = float(value)

    for example in range(0, len(cats_corpus.texts), 7):
        expected: dict[str, float] = {}
        for unit in cats_corpus.units_of(example):
            for feature, strength in unit.features:
                expected[feature] = max(strength * unit.share, expected.get(feature, 0.0))
        assert held[example] == pytest.approx(expected)


def test_features_are_held_once_and_words_and_pairs_of_all_examples_together(cats_corpus: Corpus) -> None:
    pairs = [unit.word for unit in cats_corpus.units if is_pair(unit)]
    assert len(set(pairs)) == len(pairs)
    assert len(cats_corpus.units) < len(cats_corpus.unit_numbers)
    assert list(cats_corpus.features.values()) == list(range(len(cats_corpus.features)))


def test_an_example_wants_what_its_text_asks_for(cats_corpus: Corpus) -> None:
    wanted = {text: cats_corpus.wants_of(example) for example, text in enumerate(cats_corpus.texts)}

    assert wanted["when do cats hunt"] == Want.DATE
    assert wanted["how long do cats sleep"] == Want.DURATION
    assert not wanted["are cats lazy"]


def test_a_passage_provides_what_its_quote_holds_and_its_asks_want(cats: Article, cats_corpus: Corpus) -> None:
    provided = dict(zip((passage.key for passage in cats.passages), map(Want, cats_corpus.provided), strict=True))

    assert Want.DATE in provided["days/hunt"]  # asked for
    assert Want.DURATION in provided["days/sleep"]
    assert Want.DATE in provided["library/feeding"]  # "every morning"
    assert Want.DATE not in provided["library/whiskers"]


@pytest.mark.usefixtures("short_background")
def test_building_twice_gives_the_same(cats: Article) -> None:
    one, other = build(cats), build(cats)

    assert one.texts == other.texts
    assert one.features == other.features
    assert np.array_equal(one.entry_values, other.entry_values)


def kinds_asked_about(corpus: Corpus, article: Article) -> set[str]:
    """The placeholders that the general gaps of an article's corpus use."""
    general = corpus.gaps[len(article.gaps) :]
    return {kind for kind in ("{person}", "{organisation}", "{country}", TOPIC) for g in general if kind in g.asks[0]}


@pytest.mark.usefixtures("short_background")
def test_general_gaps_are_of_the_kinds_of_the_articles_names_and_of_topics(cats: Article) -> None:
    country = Name("Catland", "country", "Where they live", (), "")

    assert kinds_asked_about(build(cats), cats) == {"{person}", TOPIC}
    nameless = replace(cats, names=())
    assert kinds_asked_about(build(nameless), nameless) == {TOPIC}
    travelled = replace(cats, names=(*cats.names, country))
    assert kinds_asked_about(build(travelled), travelled) == {"{person}", "{country}", TOPIC}


@pytest.mark.usefixtures("short_background")
@pytest.mark.parametrize("gap", ["person-age", "person-family"])
def test_a_general_gap_can_be_turned_off(cats: Article, cats_corpus: Corpus, gap: str) -> None:
    without = build(replace(cats, without_gaps=(gap,)))

    assert gap in {general.id for general in cats_corpus.gaps}
    assert {general.id for general in cats_corpus.gaps} - {general.id for general in without.gaps} == {gap}


@pytest.mark.usefixtures("short_background")
def test_a_general_gap_loses_asks_that_the_article_repeats_word_for_word(cats: Article, cats_corpus: Corpus) -> None:
    ask = next(gap for gap in english.general_gaps() if gap.id == "person-family").asks[0]
    own = build(changed(cats, "days/sleep", asks=[*cats.passages[0].asks, ask.upper()]))

    assert ask in {asked for gap in cats_corpus.gaps for asked in gap.asks}
    assert ask not in {asked for gap in own.gaps for asked in gap.asks}


def test_general_gaps_have_unique_ids_and_one_kind_each() -> None:
    gaps = english.general_gaps()
    placeholders = ("{person}", "{organisation}", "{country}", TOPIC)

    assert len({gap.id for gap in gaps}) == len(gaps)
    mixed = [gap.id for gap in gaps if len([k for k in placeholders if any(k in ask for ask in gap.asks)]) != 1]
    assert mixed == []
    assert [(gap.id, ask) for gap in gaps for ask in gap.asks if not any(k in ask for k in placeholders)] == []
