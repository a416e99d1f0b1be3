"""Abbreviations and idioms of chat are read as the words that they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.english.chat import written_out
from bot.matching.text import plain


def read(message: str) -> str:
    """The message with single spaces and without case."""
    return " ".join(written_out(plain(message)).split())


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("what did the govt say", "what did the government say"),
        ("talks b/w them", "talks between them"),
        ("talks btwn them", "talks between them"),
        ("who did he meet w/", "who did he meet with"),
        ("w/ whom", "with whom"),
        ("tea w/o milk", "tea without milk"),
        ("met w him", "met with him"),
        ("tea n cake", "tea and cake"),
        ("tea & cake", "tea and cake"),
        ("tea&cake", "tea and cake"),
        ("y did they", "why did they"),
        ("what r u", "what are you"),
        ("wht hapened 2day", "what hapened today"),
        ("is it good 4 us", "is it good for us"),
        ("whn wuz it", "when was it"),
        ("idk who met", "who met"),
        ("howd it go", "how did it go"),
        ("who met!!1", "who met!!"),
        ("who met?!11!1", "who met?!!"),
        ("which is it, 1", "which is it, 1"),
        ("till when", "until when"),
        ("is it open til 9", "is it open until 9"),
        ("a till roll", "a till roll"),
        ("how long till they answer", "how long till they answer"),
    ],
)
def test_an_abbreviation_is_the_word_that_it_stands_for(message: str, words: str) -> None:
    assert read(message) == words


@pytest.mark.parametrize("subject", ["tariffs", "the library cat"])
@pytest.mark.parametrize(
    "idiom",
    ["what's the deal with", "whats the story on", "what is up with", "what's the tea on", "what's the fuss about"],
)
def test_an_idiom_asks_what_about(idiom: str, subject: str) -> None:
    assert read(f"{idiom} {subject}").split()[-1 - len(subject.split()) :] == ["about", *subject.split()]


@pytest.mark.parametrize(
    "idiom", ["walk me through", "can you talk me through", "fill me in on", "catch us up on", "gist of", "tldr on"]
)
def test_an_idiom_asks_to_be_told_about(idiom: str) -> None:
    assert read(f"{idiom} tariffs").split()[-4:] == ["tell", "me", "about", "tariffs"]


@pytest.mark.parametrize(
    "message",
    [
        "what does paragraph 4 say",
        "quote the 4 reasons that it gives",
        "are 4 countries in it",
        "in 4 lines please",
        "what is #4 about",
        "plan b",
        "w",
        "vitamin c",
        "n/a",
        "e-mails",
        "https://example.org/w/n/b4",
        "the new deal",
        "are you open at 9 pm",
        "closed from 10:30 pm",
    ],
)
def test_a_word_that_resembles_an_abbreviation_stays(message: str) -> None:
    assert read(message) == " ".join(plain(message).split())


@pytest.mark.parametrize(
    "form",
    [
        "sorry to bother you but {}",
        "Quick question, sorry if this was asked before: {}",
        "{} thx in advance xx",
        "{}? Any help appreciated!",
        "not sure if this has been asked already but {}",
        "if you don't mind me asking, {}",
        "{} no rush",
        "{} im lost",
        "{}, I forgot",
        "I'm new here, {}",
        "{} i totally forgot lol",
        "ok last one: {}",
        "one more thing, {}",
        "next question, {}",
    ],
)
def test_polite_phrases_around_a_question_are_left_out(form: str) -> None:
    assert read(form.format("who paid for it")).strip(" ?:.!,") == "who paid for it"


@pytest.mark.parametrize(
    "message",
    [
        "thanks in advance",
        "no rush",
        "who is malcolm x",
        "was she in a rush",
        "im lost",
        "i forgot my key who helps",
        "last one, who sold it",
    ],
)
def test_politeness_alone_and_what_only_looks_like_it_stays(message: str) -> None:
    assert read(message) == message


@given(st.text(st.characters(exclude_categories=())))
def test_writing_out_never_leaves_an_empty_text(text: str) -> None:
    once = read(text)

    assert bool(once) or not plain(text).strip() or "know" in plain(text)
