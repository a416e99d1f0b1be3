"""The figures of the compiled index, for a corpus that can be counted by hand and for any other."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.article.model import Article, Name
from bot.matching.arrays import Bools
from bot.matching.compiled import Compiled
from bot.matching.corpus import PAIR_SHARE, Corpus, Unit, units_of
from bot.matching.index import SMOOTHING, WEIGHT_CAP, Index
from bot.matching.vocabulary import Vocabulary
from tests.matching.tiny_article import tiny_article

WORDS = ["frog", "pond", "green", "song", "the", "who", "leaf"]

TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=6)


class Bench:
    """An index, and the vocabulary that questions to it are read by."""

    def __init__(self, article: Article, kept: Bools | None = None) -> None:
        self.vocabulary = Vocabulary.of(article)
        self.corpus = Corpus.build(article, self.vocabulary)
        self.index = Index.build(self.corpus, kept)

    def unit(self, word: str) -> Unit:
        (unit,) = units_of(self.vocabulary.question_terms([word]))
        return unit

    def idf(self, feature: str) -> float:
        return float(self.index.idf[self.index.vocabulary[feature]])

    def weight(self, word: str) -> float:
        """What a word weighs by itself."""
        return self.index.look_up(self.unit(word)).weight

    def evidence(self, feature: str, target: int) -> float:
        """The evidence that the feature is for the target, which has it."""
        return self.held(feature)[target][0]

    def held(self, feature: str) -> dict[int, tuple[float, bool]]:
        """The targets that have a feature: the evidence that it is for each, and whether its own words have it."""
        targets, says, own = self.index.targets_with(self.index.vocabulary[feature])
        return dict(zip(targets.tolist(), zip(says.tolist(), own.tolist(), strict=True), strict=True))


@pytest.fixture
def bench(small_language: None) -> Bench:
    """13 examples. Of passage 0: two asks, its quote, and four without a word; of passage 1: one ask, its quote, and
    three without a word; one of the background."""
    return Bench(
        tiny_article(
            {"frogs": ["green frog", "frog pond"], "ponds": ["old pond"]}, quotes={"frogs": "Frogs.", "ponds": "Pond."}
        )
    )


def test_a_rare_word_weighs_more_than_a_common_one_by_the_logarithm(bench: Bench) -> None:
    assert bench.idf("frog") == pytest.approx(math.log(1 + 13 / 3))
    assert bench.idf("pond") == pytest.approx(math.log(1 + 13 / 3))
    assert bench.idf("old") == pytest.approx(math.log(1 + 13 / 2))
    assert bench.idf("green") == pytest.approx(math.log(1 + 13 / 1))


def test_evidence_is_how_much_more_often_a_word_stands_there_than_everywhere(bench: Bench) -> None:
    # Three of the seven examples of passage 0 hold "frog", and three of all thirteen.
    here = (3 + SMOOTHING * 3 / 13) / (7 + SMOOTHING)
    assert bench.evidence("frog", 0) == pytest.approx(math.log(here / (3 / 13)))
    there = (2 + SMOOTHING * 3 / 13) / (5 + SMOOTHING)
    assert bench.evidence("pond", 1) == pytest.approx(math.log(there / (3 / 13)))


def test_a_word_that_stands_there_less_often_than_everywhere_is_no_evidence(bench: Bench) -> None:
    assert bench.evidence("pond", 0) == 0.0


def test_a_target_has_the_words_that_its_examples_hold(bench: Bench) -> None:
    assert set(bench.held("green")) == {0}
    assert set(bench.held("pond")) == {0, 1}
    assert set(bench.held("old")) == {1, 2}


def test_the_index_knows_whether_the_articles_own_words_have_a_feature(bench: Bench) -> None:
    assert [own for _, own in bench.held("frog").values()] == [True]
    assert [own for _, own in bench.held("green").values()] == [False]
    assert {target: own for target, (_, own) in bench.held("pond").items()} == {0: False, 1: True}


def test_an_everyday_synonym_is_no_word_of_the_article_itself(compiled_cats: Compiled) -> None:
    index = compiled_cats.index

    owned = {name[0] for name, number in index.vocabulary.items() if index.targets_with(number)[2].any()}
    assert "~" in {name[0] for name in index.vocabulary}
    assert "~" not in owned
    assert "=" in owned


@pytest.mark.usefixtures("small_language")
def test_a_pair_of_words_that_stands_only_once_is_left_out() -> None:
    bench = Bench(tiny_article({"frogs": ["big green frog", "a green frog"]}))

    assert "green frog" in bench.index.vocabulary
    assert "big green" not in bench.index.vocabulary
    assert "big" in bench.index.vocabulary


@pytest.mark.usefixtures("small_language")
def test_the_mass_of_an_example_is_the_weight_of_its_words_and_pairs() -> None:
    bench = Bench(tiny_article({"frogs": ["green frog", "green frog leaf"]}))  # and five without a word, and "old song"
    green, leaf = math.log(1 + 8 / 2), math.log(1 + 8 / 1)

    assert bench.index.masses[:2] == pytest.approx([(2 + PAIR_SHARE) * green, (2 + PAIR_SHARE) * green + leaf])


@pytest.mark.usefixtures("small_language")
def test_no_word_weighs_more_than_the_cap() -> None:
    bench = Bench(tiny_article({"leaves": [*(f"leaf{n}" for n in range(2000)), "frog"]}))

    assert bench.idf("frog") > WEIGHT_CAP
    assert bench.weight("frog") == WEIGHT_CAP


def test_a_pair_that_the_index_does_not_know_weighs_nothing_by_itself(bench: Bench) -> None:
    assert bench.weight("xylophone") == 0.0
    assert not bench.index.look_up(bench.unit("xylophone")).features


@pytest.mark.usefixtures("small_language")
def test_a_word_with_a_common_synonym_weighs_less_than_it_would_alone() -> None:
    frog = Name("Frog", "person", "A frog", ("Kermit",), "")
    bench = Bench(tiny_article({"frogs": ["kermit sings", "frog pond", "green frog", "frog leaf"]}, names=[frog]))
    rare, common = bench.idf("kermit"), bench.idf("@Frog")

    assert common < rare
    assert bench.weight("kermit") == pytest.approx((rare + common) / 2)


def test_known_features_come_weakest_first(cats_vocabulary: Vocabulary, cats_corpus: Corpus) -> None:
    index = Index.build(cats_corpus)

    for word in ("rodents", "whisky", "mice", "hunting", "lives"):
        (unit,) = units_of(cats_vocabulary.question_terms([word]))
        known = index.look_up(unit).features
        assert [strength for strength, _ in known] == sorted(strength for strength, _ in known) != []
        assert {list(index.vocabulary)[number]: strength for strength, number in known}.items() <= dict(
            unit.features
        ).items()


def test_all_known_features_of_a_unit_are_reported(cats_vocabulary: Vocabulary, cats_corpus: Corpus) -> None:
    index = Index.build(cats_corpus)

    for unit in units_of(cats_vocabulary.question_terms(["rodents", "xylophone", "whisky"])):
        known = {list(index.vocabulary)[number] for _, number in index.look_up(unit).features}
        assert known == {feature for feature, _ in unit.features if feature in index.vocabulary}


def test_examples_and_targets_are_found_by_their_features(bench: Bench) -> None:
    index, corpus = bench.index, bench.corpus

    for feature, number in index.vocabulary.items():
        holding = [e for e in range(len(corpus.texts)) if feature in dict(held_features(corpus, e))]
        assert index.examples_with(number).tolist() == holding
        assert list(bench.held(feature)) == sorted({int(corpus.targets[e]) for e in holding})


def held_features(corpus: Corpus, example: int) -> list[tuple[str, float]]:
    return [pair for unit in corpus.units_of(example) for pair in unit.features]


@given(frogs=TEXTS, ponds=TEXTS, gap=TEXTS, data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_all_figures_are_as_defined_for_any_corpus_and_any_part_of_it(
    small_language: None, frogs: list[str], ponds: list[str], gap: list[str], data: st.DataObject
) -> None:
    article = tiny_article({"frogs": frogs, "ponds": ponds}, {"gap": gap}, quotes={"ponds": "A leaf."})
    count = len(Corpus.build(article, Vocabulary.of(article)).texts)
    kept = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)), np.bool_)
    kept[-1] = True
    bench = Bench(article, kept)
    index, corpus = bench.index, bench.corpus

    examples = np.flatnonzero(kept).tolist()
    holding = Counter(feature for e in examples for feature in dict(held_features(corpus, e)))
    by_target: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for e in examples:
        by_target[int(corpus.targets[e])].update(set(dict(held_features(corpus, e))))
    sizes = Counter(int(corpus.targets[e]) for e in examples)
    assert set(index.vocabulary) == {feature for feature, n in holding.items() if n > 1 or " " not in feature}
    own_words = {int(e) for e in examples if corpus.is_own[e]}
    for feature in index.vocabulary:
        assert bench.idf(feature) == pytest.approx(math.log(1 + len(examples) / holding[feature]))
        everywhere = holding[feature] / len(examples)
        held = bench.held(feature)
        assert set(held) == {target for target, counts in by_target.items() if counts[feature]}
        for target, (says, own) in held.items():
            here = (by_target[target][feature] + SMOOTHING * everywhere) / (sizes[target] + SMOOTHING)
            assert says == pytest.approx(max(0.0, math.log(here / everywhere)), abs=1e-6)
            of_target = {e for e in own_words if corpus.targets[e] == target}
            assert own == any(feature in dict(held_features(corpus, e)) for e in of_target)
    masses = [sum(index.look_up(unit).weight for unit in corpus.units_of(e)) for e in examples]
    assert index.masses == pytest.approx([max(mass, 1e-6) for mass in masses], rel=1e-5)
    assert index.targets.tolist() == [int(corpus.targets[e]) for e in examples]
    ends = np.cumsum([sizes[target] for target in range(index.background + 1)])
    assert index.target_starts.tolist() == [0, *ends.tolist()]


@pytest.mark.usefixtures("small_language")
def test_a_part_of_the_examples_makes_the_index_that_the_rest_alone_would_make() -> None:
    whole = tiny_article({"frogs": ["green frog", "frog leaf", "frog song"], "ponds": ["old pond", "frog pond"]})
    part = tiny_article({"frogs": ["green frog", "frog song"], "ponds": ["old pond"]})
    kept = np.array([text not in ("frog leaf", "frog pond") for text in Bench(whole).corpus.texts])
    some, alone = Bench(whole, kept), Bench(part)

    assert set(some.index.vocabulary) == set(alone.index.vocabulary)
    for feature, number in alone.index.vocabulary.items():
        assert some.idf(feature) == pytest.approx(alone.idf(feature))
        other = some.index.vocabulary[feature]
        assert some.index.learned[other] == pytest.approx(alone.index.learned[number], abs=1e-5)
        assert some.held(feature).keys() == alone.held(feature).keys()
        for target, (says, own) in alone.held(feature).items():
            assert some.held(feature)[target] == (pytest.approx(says, abs=1e-6), own)
    assert some.index.masses == pytest.approx(alone.index.masses)


@pytest.mark.usefixtures("small_language")
def test_a_target_without_examples_keeps_its_number() -> None:
    article = tiny_article({"frogs": ["green frog"], "ponds": ["old pond"], "songs": ["loud song"]})
    kept = Bench(article).corpus.targets != 1
    bench = Bench(article, kept)
    index = bench.index

    assert index.passages == 3
    assert index.background == 3
    assert set(index.targets.tolist()) == {0, 2, 3}
    assert index.learned.shape[1] == 3
    assert not any(1 in bench.held(feature) for feature in index.vocabulary)


def test_an_index_is_compiled_alike_twice(cats_corpus: Corpus) -> None:
    one, other = Index.build(cats_corpus), Index.build(cats_corpus)

    for field in fields(Index):
        assert np.array_equal(getattr(one, field.name), getattr(other, field.name)), field.name


def test_figures_take_no_more_room_than_they_have_to(cats_corpus: Corpus) -> None:
    index = Index.build(cats_corpus)

    for name in ("idf", "masses", "evidence", "learned"):
        assert getattr(index, name).dtype == np.float32, name
