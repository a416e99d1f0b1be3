"""What comes first for a question, and by which measures."""

from __future__ import annotations

import pytest

from bot.matching.index import Index, Unit, units_of
from bot.matching.lexicon import Lexicon
from bot.matching.ranking import Ranked, Ranker
from tests.article.small_article import SmallArticle


class Bench:
    """A ranker over the small article, asked in plain text. Targets: 0 sleep, 1 hunt, 2 whiskers, 3 feeding, 4 gap."""

    def __init__(self, small_article: SmallArticle) -> None:
        article = small_article.load()
        self.lexicon = Lexicon(article)
        self.index = Index.build(article, self.lexicon)
        self.ranker = Ranker(self.index, len(article.passages))

    def units(self, question: str) -> list[Unit]:
        return units_of(self.lexicon.question_terms(question))

    def rank(self, question: str) -> list[Ranked]:
        return self.ranker.rank(self.units(question))


@pytest.fixture
def bench(small_article: SmallArticle) -> Bench:
    return Bench(small_article)


@pytest.mark.parametrize(
    ("question", "target"),
    [
        ("how long do cats sleep", 0),
        ("when do they hunt", 1),
        ("rodents", 1),
        ("where does Whisky live", 2),
        ("breakfast for the cat", 3),
        ("how old is Whiskers", 4),
        ("birthday of the tomcat", 4),
    ],
)
def test_the_target_that_is_asked_for_comes_first(bench: Bench, question: str, target: int) -> None:
    assert bench.rank(question)[0].target == target


def test_targets_come_best_first_and_each_once(bench: Bench) -> None:
    ranked = bench.rank("do cats hunt or sleep in the library")

    assert [entry.score for entry in ranked] == sorted((entry.score for entry in ranked), reverse=True)
    assert len({entry.target for entry in ranked}) == len(ranked) > 1


def test_the_closest_example_is_one_of_the_targets_own(bench: Bench) -> None:
    for entry in bench.rank("do cats hunt or sleep in the library"):
        assert bench.index.targets[entry.example] == entry.target


def test_a_curated_question_word_for_word_is_as_close_as_can_be(bench: Bench) -> None:
    best = bench.rank("do felines snooze a lot")[0]
    other = bench.rank("do felines snooze a little")[0]

    assert bench.index.texts[best.example] == "do felines snooze a lot"
    assert other.closeness < best.closeness <= 1.0 + 1e-6


def test_a_word_that_nothing_explains_counts_against_a_match(bench: Bench) -> None:
    plain = bench.rank("when do cats hunt")[0]
    foreign = bench.rank("when do cats hunt xylophones")[0]

    assert plain.target == foreign.target
    assert foreign.closeness < plain.closeness
    assert foreign.score < plain.score


def test_a_filler_that_nothing_explains_costs_nothing(bench: Bench) -> None:
    assert bench.rank("hunt")[0].closeness == bench.rank("hunt btw")[0].closeness


@pytest.mark.parametrize("question", ["", "👍", "xylophones", "qwertz uiop"])
def test_a_question_that_shares_no_word_ranks_nothing(bench: Bench, question: str) -> None:
    assert bench.rank(question) == []


def test_ranking_twice_gives_the_same(bench: Bench, small_article: SmallArticle) -> None:
    question = "does the cat of the library hunt"

    assert bench.rank(question) == bench.rank(question) == Bench(small_article).rank(question)


def test_shared_words_are_those_that_speak_for_the_target_rarest_first(bench: Bench) -> None:
    units = bench.units("does the librarian feed a cat with xylophones")

    assert bench.ranker.shared_words(units, 3) == ["librarian", "feed", "cat"]


def test_shared_words_hold_no_filler_and_nothing_of_other_targets(bench: Bench) -> None:
    units = bench.units("what do cats catch at dawn")

    assert set(bench.ranker.shared_words(units, 1)) == {"catch", "dawn", "cats"}
    assert "dawn" not in bench.ranker.shared_words(units, 2)


def test_a_word_at_home_in_a_gap_is_foreign_to_a_passage(bench: Bench) -> None:
    assert bench.ranker.foreign(bench.units("birthday of Whiskers"), 2) > 0
    assert bench.ranker.foreign(bench.units("where does Whiskers live"), 2) == 0
    assert bench.ranker.foreign(bench.units("birthday of Whiskers"), 4) == 0
