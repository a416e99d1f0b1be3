"""Choices after "Perhaps this:" other than numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.model import Article
from bot.conversation import wording
from bot.conversation.acts.said import Said
from bot.conversation.dialogue import Dialogue
from bot.conversation.followups.choosing import chosen
from bot.conversation.reply import Part, Reply, Shown, answers
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Choices, candidates_of, picked
from bot.matching.utterance import Utterance
from tests.conversation.test_small_talk import table

YES = table("""yes | yeah | yep! | yes please | yeah that one | this one | that one pls | thats it | yes, that's the one
i meant | correct | exactly | ok sure | show me that one | the likeliest one | either | any | whichever | any of them |
either one is fine""")
BOTH = table("both | both please | show me both | both of them | yes both | the first two")
ALL = table("all | all of them | show me all three | everything | the first three")
SECOND = table(
    "and the other? | ok and the other one? | the other one please | what about the other one | show me the other one"
)
NONE = table("no | nope | no no | nah")
OTHER = table("""who is that | is that all | yes but when was it | no more tariffs | both countries signed it |
are all of them old | is that it | ok | thanks | lol | all cats sleep | what about the other cats | sure he did |
1 and the rest | how about dogs | the first cat and the second | i dont want that one""")


@pytest.mark.parametrize(
    ("places", "messages"), [((1,), YES), ((1, 2), BOTH), ((1, 2, 3), ALL), ((2,), SECOND), ((), NONE), (None, OTHER)]
)
def test_choices_are_distinguished_from_other_messages(places: tuple[int, ...] | None, messages: list[str]) -> None:
    assert {message: chosen(Utterance(message), 3) for message in messages} == dict.fromkeys(messages, places)


@given(st.text(max_size=80), st.integers(1, 4))
def test_only_entries_that_are_there_are_chosen(message: str, count: int) -> None:
    assert set(chosen(Utterance(message), count) or ()) <= set(range(1, count + 1))


@pytest.fixture(scope="module")
def talk(cats_matcher: Matcher) -> Dialogue:
    return Dialogue(cats_matcher)


def in_doubt(talk: Dialogue, cats: Article) -> Shown | None:
    choices = Choices(candidates_of(picked(cats, *cats.passages[:3])))
    return talk.shown_after("cats", Reply(Said.NOTHING, parts=(Part("", choices),)))


@pytest.mark.parametrize(("message", "places"), [("yes", [0]), ("both", [0, 1]), ("and the other?", [1])])
def test_a_chosen_passage_is_quoted(talk: Dialogue, cats: Article, message: str, places: list[int]) -> None:
    reply = talk.reply(message, in_doubt(talk, cats))

    assert [answer.best.passage for answer in answers(reply)] == [cats.passages[place] for place in places]


def test_no_to_a_doubt_is_asked_what_is_meant(talk: Dialogue, cats: Article) -> None:
    assert talk.reply("no", in_doubt(talk, cats)) == Reply(Said.NOTHING, (wording.WHICH_THEN,))


@pytest.mark.parametrize("message", ["yes", "no", "either", "exactly"])
def test_after_an_answer_a_yes_or_no_is_a_reaction(talk: Dialogue, cats: Article, message: str) -> None:
    assert talk.reply(message, Shown(passages=cats.passages[:1])).said is Said.REACTION
