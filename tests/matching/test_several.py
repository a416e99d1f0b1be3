"""Each of several questions or subjects in a message is found, in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.several import questions_in, subjects_in
from bot.matching.utterance import Utterance


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("Who feeds her? When do cats hunt?", ["Who feeds her?", "When do cats hunt?"]),
        ("who met, and where?", ["who met", "where?"]),
        ("who met, and for how long did they talk?", ["who met", "for how long did they talk?"]),
        ("What's the US position and what's India's?", ["What's the US position", "what's India's?"]),
        ("how many were deported and what does India say", ["how many were deported", "what does India say"]),
        ("Hi all. Who feeds her? thx. And when?", ["Who feeds her?", "And when?"]),
        ("who is Whiskers, where is she, what is it?", ["who is Whiskers", "where is she", "what is it?"]),
        ("two things: WHO feeds her? **when** do cats hunt?", ["WHO feeds her?", "**when** do cats hunt?"]),
        ("1) who feeds her 2) where 3) why", ["who feeds her", "where", "why"]),
        ("who feeds <@12> her? and when?", ["who feeds   her?", "and when?"]),
        ("love this anyway who feeds her and when do cats hunt", ["who feeds her", "when do cats hunt"]),
        ("who feeds her n when do cats hunt", ["who feeds her", "when do cats hunt"]),
        ("who feeds her + when do cats hunt", ["who feeds her", "when do cats hunt"]),
        ("who feeds her & whens it open", ["who feeds her", "whens it open"]),
        ("who feeds her; do cats hunt", ["who feeds her", "do cats hunt"]),
        ("quick one (two really): who feeds her, and when", ["quick one (two really): who feeds her", "when"]),
        ("who feeds her? and mice", ["who feeds her?", "and mice"]),
        ("who feeds her? same question for the mice", ["who feeds her?", "same question for the mice"]),
        ("who feeds her, also opening hours", ["who feeds her", "opening hours"]),
        ("opening hours plus who feeds her", ["opening hours", "who feeds her"]),
        ("who feeds her? also teh mice", ["who feeds her?", "also teh mice"]),
    ],
)
def test_each_question_of_a_message_is_one_in_order(message: str, questions: list[str]) -> None:
    assert [each.written for each in questions_in(Utterance(message))] == questions


def test_the_first_of_many_questions_are_answered_in_order() -> None:
    asked = [f"Who feeds cat {number}?" for number in range(60)]

    assert questions_in(Utterance(" ".join(asked)))[:3] == [Utterance(question) for question in asked[:3]]


@pytest.mark.parametrize(
    "message",
    [
        "Who feeds her?",
        "who sleeps and hunts at dawn",
        "Cats hunt at dawn. Who feeds them?",
        "When and where do cats hunt?",
        "who feeds her? and that is all",
        "love them; they hunt",
        "So who feeds her? Anyway have a great day all, see you on Friday.",
        "tell me who feeds her",
        "Whiskers",
        "lol ok",
        "",
        "Who feeds her? Who feeds her?",
        "Who feeds her? WHO FEEDS HER!!",
    ],
)
def test_a_message_with_one_question_or_none_stays_whole(message: str) -> None:
    assert questions_in(Utterance(message)) == [Utterance(message)]


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_has_one_question_or_several_that_differ(text: str) -> None:
    found = questions_in(Utterance(text))

    assert found
    assert len(set(found)) == len(found)
    assert len(found) == 1 or all(each.written for each in found)


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("mice and sleep?", ["mice", "sleep"]),
        ("who are Smith and Jones", ["who is Smith", "who is Jones"]),
        ("so what about mice, the library & sleep", ["what about mice", "what about library", "what about sleep"]),
        ("tell me about hunting and about sleep!", ["tell me about hunting", "tell me about sleep"]),
        ("mice, sleep, food and hunting", ["mice", "sleep", "food", "hunting"]),
        ("mice/sleep", ["mice", "sleep"]),
        ("what are the rules for mice and sleep?", ["what are the rules for mice", "what are the rules for sleep"]),
        ("hello, mice and sleep please", ["mice", "sleep"]),
        ("sorry to bother you but mice and sleep? thanks in advance", ["mice", "sleep"]),
    ],
)
def test_each_subject_of_a_message_that_only_names_several_is_a_question(message: str, questions: list[str]) -> None:
    assert [each.written for each in subjects_in(Utterance(message))] == questions


@pytest.mark.parametrize(
    "message",
    [
        "mice",
        "do cats hunt and sleep",
        "who feeds them and when",
        "what do cats and dogs do",
        "and mice?",
        "9/11",
        "thanks and please",
        "",
        ", and , and " * 100,
    ],
)
def test_any_other_message_names_no_several_subjects(message: str) -> None:
    assert subjects_in(Utterance(message)) == []
