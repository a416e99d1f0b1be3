"""The similarity of drafted passages and a question by letter trigrams."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.model import Article
from bot.matching.cache import load_matcher
from bot.matching.compiled import compile_article
from bot.matching.letters import PARAGRAPH_SHARE, PASSAGE_SHARE, Letters
from bot.matching.matcher import Matcher
from bot.matching.text import tokenize
from bot.matching.utterance import Utterance
from tests.curation.drafting import BRIDGE, draft_folder

QUOTES = ("The colonies paid taxes.", "The king was ill.", "Wheat grew there.")
PARAGRAPHS = np.array([0, 0, 1])
LETTERS = Letters.of(QUOTES, PARAGRAPHS, 1.0)


def likeness(question: str, letters: Letters = LETTERS) -> list[float]:
    return np.broadcast_to(letters.likeness(tokenize(question)), len(QUOTES)).tolist()


def test_a_passage_is_like_a_word_of_another_stem() -> None:
    colonies, king, wheat = likeness("colonial")

    assert colonies > king > wheat == 0  # the king's paragraph has it


def test_a_paragraphs_own_words_are_as_like_as_can_be() -> None:
    assert likeness(QUOTES[2])[2] == pytest.approx(PASSAGE_SHARE + PARAGRAPH_SHARE)


def test_a_text_without_known_trigrams_is_similar_to_nothing() -> None:
    assert likeness("zyx") == likeness("") == [0, 0, 0]


def test_trigrams_do_not_go_from_word_to_word() -> None:
    assert likeness("s p") == [0, 0, 0]  # as in "colonies paid"


@given(st.lists(st.text(max_size=30), min_size=3, max_size=3), st.text(max_size=30))
def test_likeness_is_from_nothing_to_all_of_it(quotes: list[str], question: str) -> None:
    letters = Letters.of(quotes, PARAGRAPHS, 1.0)

    assert all(0 <= value <= PASSAGE_SHARE + PARAGRAPH_SHARE + 1e-5 for value in likeness(question, letters))


def test_letters_count_as_far_as_the_article_is_drafted() -> None:
    half, none = (Letters.of(QUOTES, PARAGRAPHS, drafted) for drafted in (0.5, 0.0))

    assert likeness("colonial", half) == pytest.approx([value / 2 for value in likeness("colonial")])
    assert likeness("colonial", none) == [0, 0, 0]


@pytest.mark.usefixtures("small_language")
def test_they_tell_of_unread_drafts_alone(cats: Article) -> None:
    question = "how long are cats asleep"
    drafted = compile_article(cats.with_each(lambda passage: replace(passage, drafted=True), lambda gap: gap))

    for compiled, counts in ((compile_article(cats), False), (drafted, True)):
        matched = Matcher(compiled).find(Matcher(compiled).read(Utterance(question)))
        assert matched.rankings[0] is not None
        assert matched.rankings[0].letters.any() == counts


def test_a_draft_answers_the_same_from_the_cache(tmp_path: Path, small_language: None) -> None:
    folder, cache = tmp_path / "bridge", tmp_path / "cache"
    draft_folder(folder, BRIDGE)
    compiled, kept = (load_matcher(folder, cache) for _ in range(2))

    for question in ("who repaired the bridge", "when is the marketplace open"):
        (of_compiled,), (of_kept,) = (each.find(each.read(Utterance(question))).rankings for each in (compiled, kept))
        assert of_compiled is not None
        assert of_kept is not None
        assert of_compiled.letters.any()
        assert of_compiled.letters.tolist() == of_kept.letters.tolist()
