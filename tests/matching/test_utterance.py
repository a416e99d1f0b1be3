"""The forms of a message, each computed once."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.conversation.dialogue import Dialogue
from bot.matching import text, utterance
from bot.matching.matcher import Matcher
from bot.matching.utterance import Utterance


def test_each_form_of_a_message_keeps_what_its_rules_read() -> None:
    message = Utterance("Hi **all**!\n\n- Who's Roth?\n- wdym w/ tariffs")

    assert message.written.startswith("Hi **all**!\n")
    assert message.plain.split("\n") == ["hi **all**!", "", "  who roth?", "  wdym w/ tariffs"]
    assert message.line == "hi **all**! who roth? wdym w/ tariffs"
    assert message.words == ["hi", "all", "who", "roth", "wdym", "w", "tariffs"]
    assert message.spelled_out.endswith("what do you mean with tariffs")


@pytest.mark.parametrize(
    ("message", "bare"),
    [
        ("ok, so who says that lol?", "who says that"),
        ("lol wait. And then?? tho", "then"),
        ("to whom exactly, please", "to whom"),
        ("was he nice about it btw :)", "was he nice about it"),
        ("who is the man", "who is the man"),
        ("does it cost: 5, or 6?", "does it cost: 5, or 6"),
        ("ok lol", ""),
    ],
)
def test_fillers_at_the_ends_of_a_message_are_left_out_of_its_bare_line(message: str, bare: str) -> None:
    assert Utterance(message).bare == bare


@pytest.mark.parametrize(
    "message", ["when do they hunt?", "thanks!", "tldr pls", "who feeds them, and when?", "qwerty uiop"]
)
def test_a_message_is_cleaned_once_however_many_rules_look_at_it(
    cats_matcher: Matcher, monkeypatch: pytest.MonkeyPatch, message: str
) -> None:
    dialogue = Dialogue(cats_matcher)
    shown = dialogue.shown_after("do cats hunt?", dialogue.reply("do cats hunt?"))
    cleaned = Counter[str]()
    real = text.plain

    def counted(written: str) -> str:
        cleaned[written] += 1
        return real(written)

    for module in (text, utterance):
        monkeypatch.setattr(module, "plain", counted)
    dialogue.reply(message, shown)

    assert cleaned[message] == 1
