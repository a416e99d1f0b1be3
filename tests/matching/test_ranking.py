"""The order of passages for a question, and the measures behind it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.model import Article
from bot.matching.compiled import Compiled, compile_article
from bot.matching.corpus import PAIR_SHARE, Corpus, Unit, units_of
from bot.matching.index import WEIGHT_CAP, Index
from bot.matching.measures import QUESTION_SHARE
from bot.matching.ranking import CONTEXT_SHARE, LIKELIHOOD_SHARE, Ranking, rank
from bot.matching.text import tokenize
from bot.matching.vocabulary import SYNONYM_STRENGTH, Vocabulary
from tests.matching.tiny_article import tiny_article

SLEEP, HUNT, WHISKERS, FEEDING, AGES = range(5)


class Bench:
    """A ranking over an index, asked in plain text."""

    def __init__(self, vocabulary: Vocabulary, index: Index) -> None:
        self.vocabulary = vocabulary
        self.index = index

    def units(self, question: str) -> list[Unit]:
        return units_of(self.vocabulary.question_terms(tokenize(question)))

    def rank(self, question: str) -> Ranking:
        ranking = rank(self.index, self.units(question))
        assert ranking is not None
        return ranking


@pytest.fixture(scope="module")
def bench(compiled_cats: Compiled) -> Bench:
    """The small article. Targets: the passages sleep, hunt, whiskers, feeding; the gap of ages; general gaps."""
    return Bench(compiled_cats.vocabulary, compiled_cats.index)


def small_bench(article: Article) -> Bench:
    vocabulary = Vocabulary.of(article)
    return Bench(vocabulary, Index.build(Corpus.build(article, vocabulary)))


@pytest.fixture
def frogs(small_language: None) -> Bench:
    """13 examples; see `tests.matching.test_index`."""
    passages = {"frogs": ["green frog", "frog pond"], "ponds": ["old pond"]}
    return small_bench(tiny_article(passages, quotes={"frogs": "Frogs.", "ponds": "Pond."}))


GREEN, FROG = math.log(1 + 13 / 1), math.log(1 + 13 / 3)


def closeness(shared: float, question: float, example: float) -> float:
    """The weighted F-measure, as it is defined."""
    return 1 / (QUESTION_SHARE / (shared / question) + (1 - QUESTION_SHARE) / min(1.0, shared / example))


def test_an_example_is_as_close_as_what_it_shares_with_the_question_by_weight(frogs: Bench) -> None:
    near = frogs.rank("green pond").example_closeness

    # "green frog", "frog pond", the quote "Frogs.", and the passage's other words, which are none.
    assert near[0] == pytest.approx(closeness(GREEN, GREEN + FROG, GREEN + FROG))
    assert near[1] == pytest.approx(closeness(FROG, GREEN + FROG, 2 * FROG))
    assert near[2] == near[3] == 0.0


def test_a_word_that_nothing_explains_weighs_as_much_as_the_rarest(frogs: Bench) -> None:
    near = frogs.rank("green frog xylophone").example_closeness

    assert near[0] == pytest.approx(closeness(GREEN + FROG, GREEN + FROG + WEIGHT_CAP, GREEN + FROG))


def test_a_pair_that_nothing_explains_weighs_nothing(frogs: Bench) -> None:
    assert frogs.rank("frog green").example_closeness[0] == pytest.approx(frogs.rank("green frog").closeness[0])


@pytest.mark.usefixtures("small_language")
def test_words_in_the_order_of_an_example_are_closer_than_in_another() -> None:
    bench = small_bench(tiny_article({"frogs": ["green frog", "green frog leaf"]}))
    green, leaf = math.log(1 + 8 / 2), math.log(1 + 8 / 1)
    pair = PAIR_SHARE * green
    near = bench.rank("green frog").example_closeness
    turned = bench.rank("frog green").example_closeness

    assert near[1] == pytest.approx(closeness(2 * green + pair, 2 * green + pair, 2 * green + pair + leaf))
    assert turned[1] == pytest.approx(closeness(2 * green, 2 * green, 2 * green + pair + leaf))
    assert turned[0] < near[0] == pytest.approx(1.0)


def test_a_target_is_as_close_as_its_closest_example(frogs: Bench) -> None:
    ranking = frogs.rank("green pond")

    assert ranking.closeness[0] == max(ranking.example_closeness[:7])
    assert ranking.closeness[1] == max(ranking.example_closeness[7:12])
    assert ranking.closeness[2] == ranking.example_closeness[12] == 0.0


def test_a_synonym_shares_less_than_the_word_itself(bench: Bench) -> None:
    mice, rodents = bench.rank("mice"), bench.rank("rodents")

    assert 0 < rodents.closeness[HUNT] < mice.closeness[HUNT]
    assert 0 < rodents.evidence[HUNT] < mice.evidence[HUNT]
    assert rodents.order[0] == mice.order[0] == HUNT
    assert SYNONYM_STRENGTH < 1


def test_evidence_adds_up_over_the_words_of_a_question(frogs: Bench) -> None:
    green, frog = frogs.rank("green").evidence[0], frogs.rank("frog").evidence[0]

    assert min(green, frog) > 0
    # On the average over a little more than the words there are: the same of two words is more than that of one.
    assert min(green, frog) < frogs.rank("frog green").evidence[0] < green + frog


def test_a_word_in_all_targets_is_evidence_for_none(frogs: Bench) -> None:
    assert frogs.rank("old frog").evidence[2] > 0  # "old song"
    assert frogs.rank("frog").evidence[2] == 0


def test_the_likelihood_is_the_classifiers_probability(frogs: Bench) -> None:
    ranking = frogs.rank("green")
    weights = frogs.index.learned[frogs.index.vocabulary["green"]].astype(float)

    assert np.exp(ranking.likelihood) == pytest.approx(np.exp(weights) / np.exp(weights).sum(), rel=1e-5)


def test_the_share_of_the_background_is_high_where_its_messages_are_closest(frogs: Bench, bench: Bench) -> None:
    assert frogs.rank("green frog").background_share == 0.0
    assert frogs.rank("song").background_share == pytest.approx(1.0)
    assert 0 < frogs.rank("old pond").background_share < 0.5  # "old song"
    assert bench.rank("when do cats hunt").background_share < 0.3
    assert bench.rank("any good recipe for banana bread").background_share > 0.7


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("how long do cats sleep", SLEEP),
        ("do felines snooze", SLEEP),
        ("when do they hunt", HUNT),
        ("rodents", HUNT),
        ("where does Whisky live", WHISKERS),
        ("in which town library", WHISKERS),
        ("breakfast for the cat", FEEDING),
    ],
)
def test_the_passage_that_is_asked_for_comes_first(bench: Bench, question: str, passage: int) -> None:
    assert bench.rank(question).order[0] == passage


@pytest.mark.parametrize("question", ["birthday of the tomcat", "when is the birthday of that tomcat", "how old"])
def test_a_gap_that_is_asked_for_is_closer_than_every_passage(bench: Bench, question: str) -> None:
    ranking = bench.rank(question)
    both = ranking.closeness + ranking.evidence

    assert both[AGES] > both[: bench.index.passages].max()


def test_a_name_asked_about_is_close_to_the_placeholder_of_its_kind(bench: Bench) -> None:
    named, other = bench.rank("how old is Whiskers"), bench.rank("how old is xylophone")

    assert named.closeness[AGES] > other.closeness[AGES]


WORDS = "do cats hunt or sleep in the library who feeds whiskers mice at dawn how old xylophone lol".split()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join))
def test_passages_come_best_first_each_once_by_all_measures_together(compiled_cats: Compiled, question: str) -> None:
    bench = Bench(compiled_cats.vocabulary, compiled_cats.index)
    ranking = rank(bench.index, bench.units(question))

    if ranking is None:
        assert not any(bench.index.look_up(unit).features for unit in bench.units(question))
        return
    passages = bench.index.passages
    expected = ranking.closeness[:passages] + ranking.evidence[:passages] + LIKELIHOOD_SHARE * ranking.likelihood
    context = ranking.score - expected
    assert (context >= -1e-3).all()
    assert (context <= CONTEXT_SHARE + 1e-3).all()
    assert sorted(ranking.order) == list(range(passages))
    assert list(ranking.order) == sorted(ranking.order, key=lambda place: -ranking.score[place])
    assert ((ranking.example_closeness >= 0) & (ranking.example_closeness <= 1 + 1e-5)).all()
    assert (ranking.evidence >= 0).all()
    assert np.exp(ranking.likelihood).sum() == pytest.approx(1.0, abs=1e-3)


def test_a_curated_question_word_for_word_is_as_close_as_can_be(bench: Bench) -> None:
    best, other = bench.rank("do felines snooze a lot"), bench.rank("do felines snooze a little")

    assert other.closeness[SLEEP] < best.closeness[SLEEP] == pytest.approx(1.0)


def test_a_word_that_nothing_explains_counts_against_a_match(bench: Bench) -> None:
    plain, foreign = bench.rank("when do cats hunt"), bench.rank("when do cats hunt xylophones")

    assert plain.order[0] == foreign.order[0] == HUNT
    assert foreign.closeness[HUNT] < plain.closeness[HUNT]
    assert foreign.score[HUNT] < plain.score[HUNT]


@pytest.mark.parametrize("question", ["", "👍", "xylophones", "qwertz uiop"])
def test_a_question_that_shares_no_word_ranks_nothing(bench: Bench, question: str) -> None:
    assert rank(bench.index, bench.units(question)) is None


def test_ranking_twice_gives_the_same(bench: Bench, cats: Article) -> None:
    question = "does the cat of the library hunt"
    again = compile_article(cats)

    for other in (bench.rank(question), Bench(again.vocabulary, again.index).rank(question)):
        assert np.array_equal(other.score, bench.rank(question).score)
        assert other.order == bench.rank(question).order


def test_coverage_is_the_share_of_subject_words_that_the_target_has_by_weight(frogs: Bench) -> None:
    def share(question: str, target: int) -> float:
        return frogs.rank(question).coverage(target)

    assert share("green frog", 0) == 1.0
    assert share("who is the green frog", 0) == 1.0
    assert share("green frog", 1) == 0.0
    assert share("green pond", 1) == pytest.approx(FROG / (GREEN + FROG))
    assert share("green xylophone", 0) == pytest.approx(GREEN / (GREEN + WEIGHT_CAP))


def test_held_by_any_combines_the_words_of_several_targets(frogs: Bench) -> None:
    both, second = np.array([True, True]), np.array([False, True])

    assert frogs.rank("green pond").held_by_any(both) == 1.0
    assert frogs.rank("green pond").held_by_any(second) == pytest.approx(FROG / (GREEN + FROG))
    assert frogs.rank("green xylophone").held_by_any(both) == pytest.approx(GREEN / (GREEN + WEIGHT_CAP))


def test_a_word_is_covered_as_strongly_as_the_target_has_it(bench: Bench) -> None:
    assert bench.rank("mice").coverage(HUNT) == 1.0
    assert bench.rank("rodents").coverage(HUNT) == pytest.approx(SYNONYM_STRENGTH)


def test_beside_other_subject_words_names_do_not_count_in_coverage(bench: Bench) -> None:
    assert bench.rank("where does Whiskers live").coverage(WHISKERS) == 1.0
    assert bench.rank("xylophone Whiskers").coverage(WHISKERS) == 0.0


@pytest.mark.parametrize(("question", "covered"), [("Whiskers", 1.0), ("who is it", 0.0)])
def test_without_other_subject_words_a_name_is_enough_to_be_covered(
    bench: Bench, question: str, covered: float
) -> None:
    assert bench.rank(question).coverage(HUNT) == covered


@pytest.mark.parametrize(
    ("question", "is_held_by_name_alone"),
    [("is Whiskers a xylophone", True), ("where does Whiskers live", False), ("Whiskers", False), ("old mice", False)],
)
def test_a_target_may_hold_only_the_names_of_a_question_that_asks_for_more(
    bench: Bench, question: str, is_held_by_name_alone: bool
) -> None:
    assert bench.rank(question).holds_only_names(WHISKERS) == is_held_by_name_alone


def test_the_own_share_is_of_the_words_that_are_in_the_passage_itself(bench: Bench) -> None:
    def share(question: str, target: int) -> float:
        return float(bench.rank(question).own_share[target])

    assert share("mice at dawn", HUNT) == pytest.approx(1.0)
    assert share("rodents at dawn", HUNT) == pytest.approx(1.0)  # by a synonym of the article
    assert 0 < share("felines at dawn", HUNT) < 0.9  # asked with, but not said
    assert share("breakfast", FEEDING) == 0.0
    assert share("who is it", HUNT) == 0.0
    assert 0 < share("mice and xylophones", HUNT) < 0.9


def test_an_everyday_synonym_is_not_the_articles_own_word(bench: Bench) -> None:
    asleep, sleeping = bench.rank("asleep"), bench.rank("sleeping")

    assert asleep.order[0] == sleeping.order[0] == SLEEP
    assert 0 < asleep.coverage(SLEEP) < sleeping.coverage(SLEEP)
    assert asleep.own_share[SLEEP] == 0.0
    assert sleeping.own_share[SLEEP] == pytest.approx(1.0)


def test_matched_words_are_those_that_speak_for_the_target_strongest_first(bench: Bench) -> None:
    words = bench.rank("does the librarian feed a cat with xylophones").matched_words(FEEDING)

    assert set(words) == {"librarian", "feed", "cat"}
    assert words[-1] == "cat"


def test_matched_words_are_as_the_index_spells_them_and_hold_no_stop_word(bench: Bench) -> None:
    assert bench.rank("where does wiskers live").matched_words(WHISKERS)[0] == "whiskers"
    assert set(bench.rank("what do they catch at dawn").matched_words(HUNT)) == {"catch", "dawn"}


def test_a_word_that_joins_the_others_of_a_name_is_not_told(cats: Article) -> None:
    named = replace(cats.names[0], aliases=("the cat of the house",))
    compiled = compile_article(replace(cats, names=(named, *cats.names[1:])))

    ranking = Bench(compiled.vocabulary, compiled.index).rank("what is the cat of the house")

    assert set(ranking.matched_words(WHISKERS)) == {"cat", "house"}


def test_a_word_that_speaks_for_another_target_is_not_matched(bench: Bench) -> None:
    assert "dawn" not in bench.rank("cats at dawn").matched_words(WHISKERS)
    assert bench.rank("who is it").matched_words(WHISKERS) == ()
