"""Whether a passage has a word of what a question asks to be allowed."""

from __future__ import annotations

import pytest

from bot.matching.allowing import lacks_thing
from bot.matching.compiled import compile_article
from bot.matching.matcher import Matcher
from bot.matching.utterance import Utterance
from tests.matching.tiny_article import tiny_article

GARDEN = Matcher(
    compile_article(
        tiny_article(
            {"hens": ["how many hens may I keep on my plot", "are ducks allowed"], "fires": ["when are fires allowed"]}
        )
    )
)


def lacks(question: str) -> bool:
    """Whether the passage that ranks first for a question lacks the thing."""
    asked = GARDEN.read(Utterance(question))
    ranking = GARDEN.find(asked).rankings[0]
    assert ranking is not None
    return lacks_thing(asked.clauses[0].text, ranking, ranking.order[0])


@pytest.mark.parametrize(
    "question",
    [
        "are cats allowed on the plot",
        "so are cats allowed near the hens?",
        "Is a cat ok on my plot?",
        "are cats on the plot permitted",
        "are big cats forbidden on the plots",
    ],
)
def test_a_passage_without_a_word_of_a_thing_does_not_say_whether_it_is_allowed(question: str) -> None:
    assert lacks(question)


@pytest.mark.parametrize(
    "question",
    [
        "are hens allowed",
        "are ducks allowed on the plot",
        "is it ok to keep hens with cats",
        "how many cats may I keep on the plot",
        "who is allowed to keep hens",
    ],
)
def test_what_a_passage_has_a_word_of_or_no_thing_is_not_lacking(question: str) -> None:
    assert not lacks(question)
