"""The effects of a change of an index are found by asking it before and after."""

from __future__ import annotations

import pytest

from bot.article.additions import Added, Kind, with_additions
from bot.article.model import Article
from bot.matching.effects import Change, Effects, Message, OutcomeKey, Source, compare
from bot.matching.matcher import Matcher
from tests.compiled import matcher_of

pytestmark = pytest.mark.usefixtures("small_language")

VOLE = "what is the best moment to avoid being a vole"


def amended(matcher: Matcher, *added: Added) -> Matcher:
    """The matcher of the article with additions."""
    return matcher_of(with_additions(matcher.article, added)[0])


@pytest.fixture
def before(cats: Article) -> Matcher:
    """The small article's matcher."""
    return matcher_of(cats)


@pytest.fixture
def knowing_voles(before: Matcher) -> Matcher:
    """The small article's matcher, to which it was added when voles are hunted."""
    return amended(before, Added(Kind.ASK, "days/hunt", VOLE))


def test_an_unchanged_or_reverted_text_changes_nothing(before: Matcher) -> None:
    asks = [ask for each in before.article.passages for ask in each.asks]
    messages = [Message(Source.ASK, ask) for ask in (*asks, VOLE, "hello", "what is the time in Rome")]

    again = compare(before, Matcher.of(before.article), messages)

    assert again == Effects((), {Source.ASK: len(messages)})


def test_a_newly_answered_question_is_shown_with_its_former_reply(before: Matcher, knowing_voles: Matcher) -> None:
    right, wrong = frozenset({1}), frozenset({2})
    messages = [Message(Source.LABELLED, VOLE, gold) for gold in (right, wrong, frozenset[int]())]

    effects = compare(before, knowing_voles, [Message(Source.KEPT, VOLE), *messages])

    first = effects.changed[0]
    assert (first.change, first.before, first.after) == (
        Change.ANSWERED,
        OutcomeKey("none"),
        OutcomeKey("answer", "days/hunt", 1),
    )
    assert [each.is_better for each in effects.changed] == [None, True, None, False]
    assert effects.counts == {(Source.KEPT, Change.ANSWERED): 1, (Source.LABELLED, Change.ANSWERED): 3}


def test_newly_known_gaps_are_reported(before: Matcher) -> None:
    changed = amended(before, Added(Kind.GAP, "voles", VOLE, "The article knows no voles."))

    (effect,) = compare(before, changed, [Message(Source.KEPT, VOLE)]).changed

    assert (effect.change, effect.after) == (Change.EXPLAINED, OutcomeKey("none", "voles"))


def test_an_answer_that_is_lost_or_another_one_is_reported(before: Matcher, knowing_voles: Matcher) -> None:
    other = amended(before, Added(Kind.ASK, "days/sleep", VOLE))

    (lost,) = compare(knowing_voles, before, [Message(Source.KEPT, VOLE)]).changed
    (elsewhere,) = compare(knowing_voles, other, [Message(Source.KEPT, VOLE)]).changed

    assert (lost.change, elsewhere.change) == (Change.LOST, Change.ELSEWHERE)
