"""The effects of a change of an index are described in plain words."""

from __future__ import annotations

import pytest

from bot.article.model import Article
from bot.conversation.wordings import effects as told
from bot.errors import Fault
from bot.matching.effects import Change, Effect, Effects, Message, OutcomeKey, Source

NONE, HUNT, SLEEP = (
    OutcomeKey("none"),
    OutcomeKey("answer", "days/hunt", 1),
    OutcomeKey("answer", "days/sleep", 1),
)


def effect(source: Source, change: Change, before: OutcomeKey, after: OutcomeKey, better: bool | None = None) -> Effect:
    """A change of what is said to one message."""
    return Effect(Message(source, "vole o'clock"), change, before, after, better)


GAINED = effect(Source.KEPT, Change.ANSWERED, NONE, HUNT)
ITSELF = effect(Source.ADDED, Change.ANSWERED, NONE, HUNT)
EXPLAINED = effect(Source.KEPT, Change.EXPLAINED, NONE, OutcomeKey("none", "ages"))
ELSEWHERE = effect(Source.LABELLED, Change.ELSEWHERE, HUNT, SLEEP, better=False)
LOST = effect(Source.ASK, Change.LOST, HUNT, NONE)
OFFERED = effect(Source.ASK, Change.OFFERED, NONE, OutcomeKey("choices"))


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ([], "It answers no further kept question; no other answer changes."),
        ([ITSELF, GAINED], "It answers 1 more kept question; no other answer changes."),
        ([GAINED] * 3, "It answers 3 more kept questions; no other answer changes."),
        (
            [GAINED, EXPLAINED, OFFERED],
            "It answers 1 more kept question and says of 1 more kept question that the article does not tell; no other "
            "answer changes. 1 reply without an answer changes too.",
        ),
        (
            [LOST, OFFERED, OFFERED],
            "It answers no further kept question; 1 other answer changes: of 1 ask of the index. "
            "2 replies without an answer change too.",
        ),
        ([EXPLAINED], "It says of 1 more kept question that the article does not tell; no other answer changes."),
        (
            [GAINED, EXPLAINED, LOST],
            "It answers 1 more kept question and says of 1 more kept question that the article does not tell; 1 other "
            "answer changes: of 1 ask of the index.",
        ),
        (
            [ELSEWHERE, LOST, LOST],
            "It answers no further kept question; 3 other answers change: of 1 labelled question, of 2 asks of the "
            "index (0 for the better, 1 for the worse).",
        ),
    ],
)
def test_the_effects_are_summed_up_in_one_line(changed: list[Effect], line: str) -> None:
    assert told.summed_up(Effects(tuple(changed), {})) == line


def test_examples_show_what_may_be_wrong_first_and_count_the_rest(cats: Article) -> None:
    lines = told.examples(Effects((ITSELF, GAINED, EXPLAINED, *[OFFERED] * 4, LOST, ELSEWHERE), {}), cats)

    assert lines == [
        "“vole o'clock”: Cats hunt at dawn. → Cats sleep most of the day.",
        "“vole o'clock”: Cats hunt at dawn. → no answer",
        "“vole o'clock”: no answer → Cats hunt at dawn.",
        "“vole o'clock”: no answer → The article gives no ages.",
        "“vole o'clock”: no answer → several passages to choose from",
        "and 3 more",
    ]


def test_the_tried_messages_are_described() -> None:
    asked = {Source.ADDED: 1, Source.KEPT: 1, Source.ASK: 12}
    assert told.tried(Effects((), asked)) == "Asked before and after: 1 kept question, 12 asks of the index."
    assert told.tried(Effects((), {Source.ADDED: 1})) == "There was nothing else to ask before and after."


def test_rereading_a_folder_reports_the_result_with_its_first_faults() -> None:
    faults = [Fault("article.toml", "title", f"fault {number}") for number in range(told.MOST_FAULTS + 1)]
    assert told.reread("cats", [], "", changed=True) == "cats is in use as it is now."
    assert told.reread("cats", [], "", changed=False) == "cats has not changed."
    said = told.reread("cats", faults, "", changed=False)
    assert said.startswith("cats stays as it is: its folder has 11 faults.\narticle.toml: title: fault 0\n")
    assert said.endswith("The log has the others.")
    assert told.reread("cats", [], "it took too long", changed=False) == "cats stays as it is: it took too long."
