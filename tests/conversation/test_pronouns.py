"""Pronouns refer to people in the message or in what was shown before it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.model import Article, Name, Passage
from bot.conversation.followups.names import Names
from bot.conversation.followups.pronouns import Pronouns, speaks_of_somebody, with_names
from bot.conversation.reply import Shown
from bot.matching.compiled import Compiled
from bot.matching.utterance import Utterance

NAMES = (
    Name("Ines Roth", "person", "mayor of Alder", ("Roth",), ""),
    Name("Omar Haddad", "person", "builder", ("Haddad", "Mr. Haddad"), ""),
)


@pytest.fixture(scope="module")
def pronouns(cats: Article, compiled_cats: Compiled) -> Pronouns:
    article = replace(cats, names=NAMES)
    return Pronouns(article, Names(article, compiled_cats.vocabulary))


def saying(cats: Article, quote: str) -> Passage:
    return replace(cats.passages[0], quote=quote)


@pytest.mark.parametrize(
    "message", ["can i bring my kid, he is ten", "a friend lost his key", "she's 17", "and hes only 5"]
)
def test_a_pronoun_for_somebody_of_the_askers_own_is_nobody_of_the_article(message: str) -> None:
    assert with_names(Utterance(message), ["Ines Roth"], []) == Utterance(message)


@pytest.mark.parametrize("message", ["is he my friend", "can my key be his", "how old is he"])
def test_a_pronoun_stands_for_the_person_mentioned_before_unless_another_is_named(message: str) -> None:
    assert "Ines Roth" in with_names(Utterance(message), ["Ines Roth"], []).written


@pytest.mark.parametrize(
    "message", ["who is he", "what did she say", "and them?", "is this guy the mayor", "their role"]
)
def test_a_pronoun_of_a_person_or_of_several_speaks_of_somebody(message: str) -> None:
    assert speaks_of_somebody(Utterance(message))


@pytest.mark.parametrize("message", ["who is in it", "where is it", "the theme", "which countries come up", "sheep"])
def test_other_words_speak_of_nobody(message: str) -> None:
    assert not speaks_of_somebody(Utterance(message))


@pytest.mark.parametrize(
    ("message", "read"),
    [
        ("who is he", "who is Ines Roth"),
        ("what did she say about her bridge", "what did Ines Roth say about her bridge"),
        ("is this guy rude", "is Ines Roth rude"),
        ("what does that country want", "what does New Zealand want"),
        ("where is it", "where is it"),
        ("how are they", "how are they"),
    ],
)
def test_the_person_mentioned_replaces_only_the_first_pronoun(message: str, read: str) -> None:
    assert with_names(Utterance(message), ("Ines Roth", "Omar Haddad"), ("New Zealand",)).written == read


def test_without_anybody_spoken_of_a_message_stays_as_it_is() -> None:
    assert with_names(Utterance("Who is HE?"), (), ()).written == "Who is HE?"


def test_a_name_with_a_backslash_is_put_in_as_it_is() -> None:
    assert with_names(Utterance("who is he"), (r"Roth \1 \g<0>",), ()).written == r"who is Roth \1 \g<0>"


@pytest.mark.parametrize(
    ("message", "read"),
    [
        ("and Haddad, what did he do", "and Haddad, what did he do"),
        ("what about Haddad? did he answer", "what about Haddad? did he answer"),
        ("and mr. Haddad, did he answer", "and mr. Haddad, did he answer"),
        ("and the builder, what did he do", "and the builder, what did Omar Haddad do"),
        ("did Haddad agree with her", "did haddad agree with Ines Roth"),
        ("ok wow, what did she say", "ok wow, what did Ines Roth say"),
    ],
)
def test_a_pronoun_stands_for_the_person_named_before_a_pause_in_its_message(
    pronouns: Pronouns, message: str, read: str
) -> None:
    assert pronouns.read(Utterance(message), Shown(people=("Ines Roth",))).written == read


@pytest.mark.parametrize(
    ("quote", "read"),
    [
        ("You may bring up to two guests, who sleep.", "can guests use the lathe"),
        ("Children under 12 sleep upstairs.", "can children use the lathe"),
        ("The workers went home.", "can workers use the lathe"),
        ("It works all day and the sun is out.", "can she use the lathe"),
    ],
)
def test_a_pronoun_without_a_named_person_stands_for_the_people_in_the_quote(
    pronouns: Pronouns, cats: Article, quote: str, read: str
) -> None:
    shown = Shown(passages=(saying(cats, quote),))

    assert pronouns.read(Utterance("can she use the lathe"), shown).written == read
    roth = replace(shown, people=("Ines Roth",))
    assert pronouns.read(Utterance("can she use the lathe"), roth).written == "can Ines Roth use the lathe"


def test_they_may_be_people_of_the_kind_that_the_quote_is_about(pronouns: Pronouns, cats: Article) -> None:
    guests = Shown(passages=(saying(cats, "You may bring two guests."),))
    saws = Shown(passages=(saying(cats, "The saws must be silent."),))

    assert pronouns.read_several(Utterance("can they run"), guests).written == "can guests run"
    assert pronouns.read_several(Utterance("can they run"), saws) == Utterance("can they run")
    assert pronouns.read_several(Utterance("can I run"), guests) == Utterance("can I run")


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_read_with_names(text: str) -> None:
    assert bool(with_names(Utterance(text), ("Ines Roth",), ("New Zealand",)).written) == bool(text)


@pytest.mark.parametrize(("quote", "who"), [("Roth opened it.", "Ines Roth"), ("Moor opened it.", "Jan Moor")])
@pytest.mark.parametrize("noun", ["guy", "lady", "person"])
def test_a_word_for_several_people_means_the_one_named_nearest(
    cats: Article, compiled_cats: Compiled, quote: str, who: str, noun: str
) -> None:
    article = replace(cats, names=(*NAMES, Name("Jan Moor", "person", "mayor of Elm", ("Moor",), "")))
    pronouns = Pronouns(article, Names(article, compiled_cats.vocabulary))
    message = Utterance(f"and what did the mayor {noun} say")

    assert pronouns.read(message, Shown(passages=(saying(cats, quote),))).written == f"and what did {who} say"
    assert pronouns.read(message, Shown(passages=(saying(cats, "It opened."),))) == message
