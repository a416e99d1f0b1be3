"""The order of the parts of a reply."""

from __future__ import annotations

import pytest

from bot.article.model import Article
from bot.conversation.acts.said import Said
from bot.conversation.reply import Part, Reply, Shown, answers
from bot.matching.outcomes import Answer, Candidate, Choices, NoMatch


@pytest.fixture
def parts(cats: Article) -> dict[str, Part]:
    """A part of each kind, by what the article says to it."""
    hunt, sleep, whiskers, feeding = (
        Candidate(passage, cats.section_of(passage), 0.9, (), "") for passage in cats.passages
    )
    return {
        "none": Part("a", NoMatch(0.0, None, ())),
        "choices": Part("b", Choices((hunt, sleep))),
        "answer": Part("c", Answer(whiskers, ())),
        "second": Part("d", Answer(feeding, ())),
    }


@pytest.mark.parametrize(
    ("order", "main", "also", "unanswered"),
    [
        ("none", "none", "", ""),
        ("none choices", "choices", "", "none"),
        ("none choices answer second", "answer", "second", "none choices"),
        ("second none answer", "second", "answer", "none"),
    ],
)
def test_the_first_answer_stands_at_the_top_the_others_beside_it_and_the_rest_is_named(
    parts: dict[str, Part], order: str, main: str, also: str, unanswered: str
) -> None:
    reply = Reply(Said.NOTHING, parts=tuple(parts[name] for name in order.split()))

    assert reply.main is parts[main]
    assert reply.outcome is parts[main].outcome
    assert reply.also == tuple(parts[name] for name in also.split())
    assert reply.unanswered == tuple(parts[name] for name in unanswered.split())
    assert list(answers(reply)) == [parts[name].outcome for name in order.split() if name in ("answer", "second")]


def test_a_reply_without_a_quote_has_no_match_for_its_outcome() -> None:
    reply = Reply(Said.THANKS)

    assert reply.outcome == NoMatch(0.0, None, ())
    assert (reply.also, reply.unanswered, list(answers(reply))) == ((), (), [])
    with pytest.raises(ValueError, match="empty"):
        _ = reply.main


def test_the_next_message_refers_to_what_was_quoted_or_else_offered(cats: Article) -> None:
    first, second = cats.passages[:2]

    assert Shown((first,), (second,)).basis == (first,)
    assert Shown((), (second,)).basis == (second,)
    assert Shown().basis == ()
