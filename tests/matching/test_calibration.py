"""The score of an article, calibrated by its own hidden asks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.article.model import Article
from bot.matching import calibration, english
from bot.matching.arrays import Bools
from bot.matching.calibration import FOLDS, SAMPLE, HiddenQuestion, calibrate, hidden_questions, scale_of
from bot.matching.compiled import Compiled
from bot.matching.corpus import Corpus, Unit, units_of
from bot.matching.index import Index
from bot.matching.ranking import Ranking, rank
from bot.matching.scoring import MOST_LEAD, NOTHING_KNOWN, SIGNALS, UNSCALED, Scale, Signals, read_signals
from bot.matching.text import tokenize
from bot.matching.vocabulary import Vocabulary
from bot.matching.wants import NOTHING, Want
from tests.matching.tiny_article import tiny_article, with_variants

PLAIN = Signals(**dict.fromkeys(SIGNALS, 0.5))

SOUND = st.lists(st.floats(-14, 14), min_size=len(SIGNALS), max_size=len(SIGNALS)).map(lambda values: Signals(*values))

ALIKE = Scale(np.zeros(len(SIGNALS), np.float32), np.ones(len(SIGNALS), np.float32))
"""The scale on which signals are what they are."""


def tiny_corpus(article: Article) -> Corpus:
    return Corpus.build(article, Vocabulary.of(article))


def asked(kind: str, signals: Signals, *, right: bool = False) -> HiddenQuestion:
    return HiddenQuestion(0, kind, right, signals)


def right_and_wrong(right: Sequence[Signals], wrong: Sequence[Signals]) -> list[HiddenQuestion]:
    return [asked("hidden", each, right=True) for each in right] + [asked("background", each) for each in wrong]


@pytest.fixture
def chatter(small_language: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small language with enough to hide some of it."""
    monkeypatch.setattr(english, "background", lambda: tuple(f"{word} song" for word in "old new sad odd bad".split()))


@pytest.fixture(scope="module")
def little(cats: Article, cats_vocabulary: Vocabulary) -> Corpus:
    """The small article among a few messages of the background and a few general gaps."""
    background, gaps = english.background()[:60], english.general_gaps()[:8]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(english, "background", lambda: background)
        patch.setattr(english, "general_gaps", lambda: gaps)
        return Corpus.build(cats, cats_vocabulary)


@pytest.fixture(scope="module")
def hidden(little: Corpus) -> list[HiddenQuestion]:
    """Every hidden question of the small article."""
    return hidden_questions(little, every=True)


def test_the_centre_lies_halfway_between_right_and_wrong_answers() -> None:
    scale = scale_of(
        right_and_wrong(
            [PLAIN._replace(lead=1.0, likelihood=3.0), PLAIN._replace(lead=2.0, likelihood=3.0)],
            [PLAIN._replace(lead=-1.0, likelihood=-1.0), PLAIN._replace(lead=0.0, likelihood=-1.0)],
        )
    )

    assert scale.centre[SIGNALS.index("lead")] == pytest.approx((1.5 - 0.5) / 2)
    assert scale.centre[SIGNALS.index("likelihood")] == pytest.approx(1.0)
    assert scale.deviation[SIGNALS.index("lead")] == pytest.approx(np.std([1, 2, -1, 0]))
    assert scale.deviation[SIGNALS.index("likelihood")] == pytest.approx(2.0)


def test_wrong_answers_to_hidden_asks_count_on_neither_side() -> None:
    sound = right_and_wrong([PLAIN._replace(lead=1.0)], [PLAIN._replace(lead=-1.0)])
    scale = scale_of([*sound, asked("hidden", PLAIN._replace(lead=99.0))])

    assert np.array_equal(scale.centre, scale_of(sound).centre)
    assert np.array_equal(scale.deviation, scale_of(sound).deviation)


@pytest.mark.parametrize("signal", [name for name in SIGNALS if name not in UNSCALED])
def test_a_signal_that_never_varies_does_not_matter(signal: str) -> None:
    varied = [Signals(**dict.fromkeys(SIGNALS, -x)) for x in (0.0, 0.5, 1.0, 2.0)]
    varied = [each._replace(**{signal: 0.7}) for each in varied]
    scale = scale_of(right_and_wrong(varied[:2], varied[2:]))

    for signals in varied:
        assert scale.score(signals._replace(**{signal: 9.9})) == scale.score(signals)
        assert scale.score(signals._replace(**{signal: -9.9})) == scale.score(signals)


@pytest.mark.parametrize("signal", UNSCALED)
def test_some_signals_mean_the_same_in_every_article(signal: str) -> None:
    varied = [PLAIN._replace(**{signal: value}) for value in (0.0, 0.25, 0.5, 1.0)]
    scale = scale_of(right_and_wrong(varied[:2], varied[2:]))

    assert scale.centre[SIGNALS.index(signal)] == 0.0
    assert scale.deviation[SIGNALS.index(signal)] == 1.0


@given(SOUND, st.sampled_from(["likelihood", "held", "lead"]), st.floats(0.01, 0.5))
def test_signals_for_the_passage_raise_the_score(signals: Signals, signal: str, by: float) -> None:
    raised = signals._replace(**{signal: getattr(signals, signal) + by})

    assert ALIKE.score(raised) >= ALIKE.score(signals)


@given(SOUND)
def test_signals_against_the_passage_lower_the_score(signals: Signals) -> None:
    assert ALIKE.score(signals._replace(unmet_wants=signals.unmet_wants + 1)) <= ALIKE.score(signals)


@given(SOUND, st.lists(SOUND, max_size=4), st.lists(SOUND, max_size=4))
@example(PLAIN._replace(lead=-4.0), [PLAIN._replace(lead=0.003)], [PLAIN._replace(lead=0.0)])  # that vary very little
def test_a_score_is_a_probability_whatever_an_article_measured(
    signals: Signals, right: list[Signals], wrong: list[Signals]
) -> None:
    assert 0 <= scale_of(right_and_wrong(right, wrong)).score(signals) <= 1


def test_the_more_is_drafted_the_more_the_scale_of_drafts_has_to_say() -> None:
    sound = right_and_wrong([PLAIN._replace(lead=1.0, likelihood=-1.0)], [PLAIN._replace(lead=-1.0, likelihood=-3.0)])
    far, close = PLAIN._replace(likelihood=-4.0), PLAIN._replace(likelihood=-0.5)

    def logits(drafted: float) -> tuple[float, float]:
        low, high = (scale_of(sound, drafted).score(signals) for signals in (far, close))
        return math.log(low / (1 - low)), math.log(high / (1 - high))

    curated, half, drafted = logits(0.0), logits(0.5), logits(1.0)

    assert half == pytest.approx([(one + other) / 2 for one, other in zip(curated, drafted, strict=True)], rel=1e-4)
    assert curated[0] < curated[1]
    assert drafted[0] == drafted[1]  # drafts are not judged by it


def test_the_small_article_tells_right_answers_from_wrong_ones(hidden: list[HiddenQuestion]) -> None:
    scale = scale_of(hidden)
    right = [scale.score(question.signals) for question in hidden if question.is_right]
    wrong = [scale.score(question.signals) for question in hidden if question.kind in ("passage", "background")]

    assert float(np.mean(right)) > float(np.mean(wrong)) + 0.2


def test_calibration_is_deterministic(cats_corpus: Corpus, compiled_cats: Compiled) -> None:
    again = calibrate(cats_corpus)

    assert np.array_equal(again.centre, compiled_cats.scale.centre)
    assert np.array_equal(again.deviation, compiled_cats.scale.deviation)


@pytest.mark.parametrize("kind", ["hidden", "passage", "gap", "background"])
def test_hidden_questions_are_of_four_kinds(little: Corpus, hidden: list[HiddenQuestion], kind: str) -> None:
    chosen = [question for question in hidden if question.kind == kind]
    targets = little.targets[[question.example for question in chosen]]

    assert chosen
    if kind in ("hidden", "passage"):
        assert (targets < little.passages).all()
    elif kind == "gap":
        assert ((targets >= little.passages) & (targets < little.background)).all()
    else:
        assert (targets == little.background).all()


def test_an_answer_is_right_only_to_a_hidden_ask(hidden: list[HiddenQuestion]) -> None:
    assert {question.kind for question in hidden if question.is_right} == {"hidden"}


def test_each_ask_is_hidden_once_and_asked_without_its_passage_once(
    little: Corpus, hidden: list[HiddenQuestion]
) -> None:
    counts = Counter((question.kind, question.example) for question in hidden)
    asks = np.flatnonzero((little.targets < little.passages) & ~little.is_own)

    assert set(counts.values()) == {1}
    # One fold in five hides the passage itself in an ask's turn, and some asks have no word that the rest knows.
    assert {question.example for question in hidden if question.kind in ("hidden", "passage")} <= set(asks.tolist())
    assert sum(question.kind == "passage" for question in hidden) >= 0.9 * len(asks)


@pytest.mark.usefixtures("chatter")
def test_own_words_and_a_machines_asks_are_not_asked() -> None:
    article = with_variants(
        tiny_article({"frogs": ["green frog"] * 5, "ponds": ["old pond"] * 5}, quotes={"frogs": "Green frogs."}),
        {"frogs": ["frogs are green"] * 5},
    )
    corpus = tiny_corpus(article)

    found = {corpus.texts[question.example] for question in hidden_questions(corpus, every=True)}

    assert {"green frog", "old pond"} <= found
    assert not {"green frogs", "frogs are green"} & found


def test_a_hidden_ask_is_not_in_the_index_that_is_asked(little: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_in: dict[int, tuple[Index, Bools]] = {}
    asked_from: list[Bools] = []

    def build(corpus: Corpus, kept: Bools) -> Index:
        index = compile_index(corpus, kept)
        kept_in[id(index)] = index, kept
        return index

    def ranked(index: Index, units: Sequence[Unit]) -> Ranking | None:
        ranking = rank(index, units)
        asked_from.append(kept_in[id(index)][1])
        return ranking

    compile_index = Index.build
    monkeypatch.setattr(Index, "build", build)
    monkeypatch.setattr(calibration, "rank", ranked)
    found = hidden_questions(little)

    assert len(kept_in) == FOLDS
    for question, kept in zip(found, asked_from, strict=True):
        assert not kept[question.example]
        target = little.targets[question.example]
        of_target = kept[little.targets == target]
        # With a whole passage or gap, everything of it is hidden; else most of it is there.
        assert of_target.any() == (question.kind in ("hidden", "background"))


@pytest.mark.usefixtures("chatter")
def test_passages_that_share_a_quote_are_hidden_together() -> None:
    quotes = {"frogs": "Frogs.", "toads": "Frogs.", "ponds": "Pond."}
    asks = {name: [f"{name} {word}" for word in "red big old wet shy".split()] for name in quotes}
    corpus = tiny_corpus(tiny_article(asks, quotes=quotes))

    for question in hidden_questions(corpus, every=True):
        if question.kind == "passage":
            assert not question.is_right


@pytest.mark.usefixtures("chatter")
def test_an_ask_that_only_itself_explains_finds_nothing() -> None:
    corpus = tiny_corpus(
        tiny_article(
            {"frogs": ["green frog", "frog leaf", "zebra"], "ponds": ["old pond", "a pond"]},
            quotes={"frogs": "Frogs.", "ponds": "Ponds."},
        )
    )

    found = {corpus.texts[question.example]: question for question in hidden_questions(corpus, every=True)}

    assert found.keys() >= {"green frog", "frog leaf"}
    assert not found["zebra"].is_right
    assert found["zebra"].signals == NOTHING_KNOWN


def test_a_sample_is_bounded_whatever_the_size_of_an_article(
    cats_corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = Counter(question.kind for question in hidden_questions(cats_corpus))
    monkeypatch.setattr(calibration, "MOST_EXAMPLES", 10)
    in_one_fold = Counter(question.kind for question in hidden_questions(cats_corpus))

    assert (cats_corpus.targets == cats_corpus.background).sum() > 5 * SAMPLE
    for found in (counts, in_one_fold):
        assert found["background"] > SAMPLE / 2
        assert max(found.values()) <= SAMPLE


def test_signals_are_read_off_the_best_passage(compiled_cats: Compiled) -> None:
    index = compiled_cats.index
    units = units_of(compiled_cats.vocabulary.question_terms(tokenize("when do cats hunt xylophones")))
    ranking = rank(index, units)
    assert ranking is not None
    best = ranking.order[0]
    both = ranking.closeness + ranking.evidence

    signals = read_signals(index, ranking, Want.DATE | Want.COST)

    assert signals.likelihood == pytest.approx(float(ranking.likelihood[best]))
    assert signals.held == ranking.held_by_any(index.paragraphs == index.paragraphs[best]) < 1
    assert signals.gap == ranking.closeness[index.gaps].max()
    assert signals.lead == pytest.approx(float(both[best] - both[index.passages : index.background].max()))
    assert signals.unmet_wants == 1  # it has a date and no cost
    assert read_signals(index, ranking, NOTHING).unmet_wants == 0


def test_a_lead_beyond_the_most_counts_no_more() -> None:
    ahead, farther = (PLAIN._replace(lead=by) for by in (MOST_LEAD, 9.0))

    assert ALIKE.score(ahead._replace(lead=ahead.lead - 0.1)) < ALIKE.score(ahead) == ALIKE.score(farther)


@pytest.mark.usefixtures("chatter")
def test_without_gaps_a_passage_is_ahead_by_all_it_has() -> None:
    article = tiny_article({"frogs": ["green frog"]})
    vocabulary = Vocabulary.of(article)
    index = Index.build(Corpus.build(article, vocabulary))
    units = units_of(vocabulary.question_terms(["green", "frog"]))
    ranking = rank(index, units)
    assert ranking is not None

    signals = read_signals(index, ranking, NOTHING)

    assert signals.lead == pytest.approx(float(ranking.closeness[0] + ranking.evidence[0]))


def test_the_scale_has_a_place_for_every_signal(compiled_cats: Compiled) -> None:
    scale = compiled_cats.scale
    plain, ahead = map(scale.normalized, (PLAIN, PLAIN._replace(lead=2.0)))

    assert len(SIGNALS) == len(PLAIN) == len(plain) == len(scale.centre) == len(scale.deviation)
    assert [name for name, value, other in zip(SIGNALS, plain, ahead, strict=True) if value != other] == ["lead"]


@pytest.mark.usefixtures("short_background")
def test_drafted_asks_are_not_asked(cats: Article, cats_vocabulary: Vocabulary) -> None:
    drafted = cats.with_each(lambda passage: replace(passage, drafted=passage.key == "days/hunt"), lambda gap: gap)
    corpus = Corpus.build(drafted, cats_vocabulary)

    asked_of = {int(corpus.targets[question.example]) for question in hidden_questions(corpus, every=True)}

    assert drafted.numbers["days/hunt"] not in asked_of
    assert drafted.numbers["days/sleep"] in asked_of


def test_an_article_that_is_drafted_as_a_whole_hides_nothing(cats: Article, cats_vocabulary: Vocabulary) -> None:
    drafted = cats.with_each(lambda passage: replace(passage, drafted=True), lambda gap: gap)
    corpus = Corpus.build(drafted, cats_vocabulary)

    assert corpus.drafted == 1
    assert np.array_equal(calibrate(corpus).centre, scale_of([], 1.0).centre)
