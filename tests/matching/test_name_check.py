"""Whom the passages are about; `test_decision.py` has the consequences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.article.model import Name
from bot.matching.checks.names import NameCheck, NameFit
from bot.matching.compiled import Compiled, compile_article
from bot.matching.matcher import Matcher
from bot.matching.text import tokenize
from bot.matching.utterance import Utterance
from tests.matching.tiny_article import tiny_article


def fit(compiled: Compiled, message: str) -> NameFit:
    """How the passage that ranks first for a message fits it."""
    ranking = Matcher(compiled).find(Matcher(compiled).read(Utterance(message))).rankings[0]
    place = ranking.order[0] if ranking is not None else 0
    return NameCheck(compiled).fit(message, compiled.vocabulary.question_terms(tokenize(message)), place)


@pytest.mark.parametrize("message", ["when do cats hunt", "where does Whiskers live", "When do Cats hunt?"])
def test_a_passage_fits_who_names_nobody_or_whom_it_speaks_of(compiled_cats: Compiled, message: str) -> None:
    assert fit(compiled_cats, message) is NameFit.OF_THEM


@pytest.mark.parametrize("message", ["when do the cats of Grimsvotn hunt", "does the NXQ hunt mice like cats"])
def test_a_name_that_the_article_does_not_contain_fits_no_passage(compiled_cats: Compiled, message: str) -> None:
    assert fit(compiled_cats, message) is NameFit.NOT_OF_ALL


@pytest.mark.parametrize(
    "message",
    ["Grimsvotn cats: when do they hunt", "when do the cats of grimsvotn hunt", "WHEN DO THE CATS OF GRIMSVOTN HUNT"],
)
def test_a_word_at_the_start_or_without_a_capital_of_its_own_is_no_name(compiled_cats: Compiled, message: str) -> None:
    assert fit(compiled_cats, message) is NameFit.OF_THEM


def test_a_word_beside_a_name_of_the_article_is_a_part_of_that(compiled_cats: Compiled) -> None:
    assert fit(compiled_cats, "where does the cat Whiskers Wombatson live") is NameFit.OF_THEM


@pytest.mark.usefixtures("short_background")
def test_a_drafted_sentence_may_be_about_whom_the_one_before_it_names() -> None:
    asks = {"landing": ["when did Ana Shirley land"], "plans": ["at what meeting were plans laid out"]}
    read = tiny_article(asks, names=[Name("Ana Shirley", "person", "", ("Shirley",), "")])
    drafted = read.with_each(lambda passage: replace(passage, drafted=True), lambda gap: gap)

    fits = [fit(compile_article(each), "at what meeting did Shirley lay out plans") for each in (drafted, read)]

    assert fits == [NameFit.OF_THEM, NameFit.PERHAPS]
