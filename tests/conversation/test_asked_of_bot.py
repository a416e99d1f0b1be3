"""What is asked of the bot itself in words, and answered by a command."""

from __future__ import annotations

import pytest

from bot.conversation.asked_of_bot import asks_for_topics, asks_of_privacy, asks_of_setup


@pytest.mark.parametrize(
    "text",
    [
        "what do you keep?",
        "do you store my messages?",
        "are you logging this channel?",
        "Do you save what we write here",
        "is the bot recording us",
        "what data do you collect",
        "how long do you keep questions",
        "are you spying on us?",
        "what do you remember of me",
        "what's your privacy policy",
        "delete my data",
        "can you delete all my messages please",
        "forget me",
        "who keeps my data",
        "who can see what I ask?",
        "who else has access to our messages",
        "where is my data stored?",
        "are my messages saved",
        "is this chat logged?",
        "is this being recorded?",
        "can others see this",
        "can the mods read my questions?",
        "what happens to my questions",
        "what do you do with what people ask?",
        "what data do you have on me",
        "what do you know about us?",
        "privacy policy?",
        "are you gdpr compliant?",
        "delete everything you have on me",
        "please forget what I said",
    ],
)
def test_who_asks_what_the_bot_keeps_is_told(text: str) -> None:
    assert asks_of_privacy(text)


@pytest.mark.parametrize(
    "text",
    [
        "how do i turn you off",
        "settings",
        "footnote setup",
        "/footnote doctor",
        "can you stop talking in this channel?",
        "how do i invite you to my server",
        "mute you",
    ],
)
def test_who_wants_what_managers_do_is_told_who_does_it(text: str) -> None:
    assert asks_of_setup(text)


@pytest.mark.parametrize("text", ["topics list", "the topics?", "show me the topics", "list all topics", "topic list"])
def test_who_wants_the_list_of_topics_gets_it_in_other_words_too(text: str) -> None:
    assert asks_for_topics(text)


@pytest.mark.parametrize(
    "text",
    [
        "what happens to my luggage",
        "who keeps the key",
        "who has seen the moon",
        "can people read it in braille?",
        "is my visa safe",
        "is this safe for kids?",
        "what do they have on the menu",
        "what does the article know about us tariffs",
        "can anyone see the manuscript",
        "delete the files",
        "where is the data stored",
        "topics of the talks?",
        "which topics did they discuss",
        "do you remember the tariffs?",
        "do you remember when they met?",
        "does india track migrants",
        "can you save the article",
        "does the deal keep tariffs",
        "did they stop talking",
        "are detainees recorded?",
        "what did you say about storage",
        "doctor",
        "what is kept of the deal?",
        "was user data leaked?",
        "who owns the channel?",
        "was the conversation recorded?",
        "",
        "x" * 1_000,
    ],
)
def test_a_question_to_the_article_is_none_to_the_bot(text: str) -> None:
    assert not asks_of_privacy(text)
    assert not asks_of_setup(text)
    assert not asks_for_topics(text)
