"""The subject of a passage is the word that most of its asks and few others have."""

from __future__ import annotations

from bot.matching.nearby.subjects import Subjects
from tests.matching.tiny_article import tiny_article


def test_the_subject_is_the_word_of_most_asks_that_few_other_passages_have() -> None:
    article = tiny_article(
        {
            "bridge": ["when does the town open the bridge", "who built the bridge in town"],
            "ferry": ["when does the town ferry leave", "is the ferry of the town free"],
            "toll": ["is there a toll in town"],
        }
    )
    subjects = Subjects(article)

    assert [subjects.of(passage) for passage in article.passages] == ["bridge", "ferry", "toll"]


def test_a_passage_that_is_asked_without_a_subject_has_none() -> None:
    article = tiny_article({"bridge": ["when was that", "who is he"]})

    assert Subjects(article).of(article.passages[0]) == ""
