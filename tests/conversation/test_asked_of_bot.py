"""Questions about the bot itself, in words, and the commands that answer them."""

from __future__ import annotations

import pytest

from bot.conversation.acts.asked_of_bot import article_named, command_for
from bot.conversation.acts.orders import asks_to_perform, order_in
from bot.matching.utterance import Utterance
from tests.conversation.test_small_talk import table


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
        "do you log this?",
        "are you recording all of this",
        "privacy delete",
        "privacy settings",
        "who am i",
        "what's my name?",
        "what did I ask before?",
        "what was my last question",
        "do you remember me",
    ],
)
def test_a_question_what_the_bot_keeps_is_answered(text: str) -> None:
    assert command_for(Utterance(text)) == "privacy"


@pytest.mark.parametrize(
    "text",
    table(
        """
        which company made you | what team built you? | who wrote your code | who pays for you |
        are you chatgpt? | r u real | are you an AI or a person | so are you a bot or what | are you Footnote
        | am I talking to a real human | do you use a language model | who built you | how were you trained
        | tell me about yourself | reading time? | what's the headline | how long does it take to read this
        | how long is the article | you a robot?
        | who runs you | who owns you | how much do you cost | do you cost anything
        """
    ),
)
def test_a_question_what_the_bot_or_the_text_is_is_answered_though_an_article_may_have_the_words(text: str) -> None:
    assert command_for(Utterance(text)) == "about"


@pytest.mark.parametrize(
    "text",
    table(
        """
        are you open | are you people allowed to vote | can I use ChatGPT | is this an app | who made this bot
        | do you use rust | see title
        | who built the bridge | who runs the bar | how much does it cost
        | are you real estate agents | how long is the trial | who holds the title | you a legend
        """
    ),
)
def test_similar_questions_to_other_people_are_not_about_the_bot(text: str) -> None:
    assert command_for(Utterance(text)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "settings",
        "footnote setup",
        "/footnote doctor",
        "show me the settings please",
        "who can change your settings?",
        "show unanswered questions",
        "why are you so quiet?",
        "why don't you answer me",
        "why did you never reply",
        "how do I set you up",
        "listen here",
        "can you answer in this channel too?",
        "turn on listening",
        "how do we change the article here",
        "can you switch to the house rules for this channel",
        "how do i add another article?",
    ],
)
def test_a_request_for_a_managers_action_gets_a_line_on_who_does_it(text: str) -> None:
    assert command_for(Utterance(text)) == "footnote"


@pytest.mark.parametrize(
    "text",
    [
        "how do i turn you off",
        "can you stop talking in this channel?",
        "mute you",
        "how can we silence you here?",
        "can you stop please",
        "stop listening",
        "stop replying to everyone",
        "don't answer in this channel",
        "never reply unless I ask you",
        "only answer when asked",
        "only speak in #bots",
        "be less chatty",
        "leave this server",
        "could you leave us alone please",
        "stop replying to my messages",
        "can you be quieter?",
        "be a bit less chatty",
        "how do i make you stop",
        "you talk too much",
        "you're so loud",
    ],
)
def test_an_order_to_say_less_gets_a_line_on_who_decides(text: str) -> None:
    assert command_for(Utterance(text)) == "quiet"


@pytest.mark.parametrize(
    ("name", "word", "texts"),
    [
        ("quiet", "stop", "stop | STOP!! | please stop now | ok stop | stop bot | i said stop | I told you to stop!"),
        ("quiet", "", "shut up | stfu | be quiet please | stop it | go away | leave me alone | shut down | enough!"),
        ("quiet", "leave", "leave | please leave"),
        ("anew", "", "start over | clear the chat | new conversation | reset yourself"),
        ("anew", "reset", "reset | can you reset pls"),
        ("delete", "purge", "purge 10 | purge"),
        (
            "delete",
            "",
            "clear this channel | delete the last 10 messages | clean up your mess please | wipe the server",
        ),
        ("footnote", "settings", "settings | settings please | ok settings"),
        ("quiet", "stop", "stop stop stop | STOP. STOP! | can you stop? | so please stop | but please stop"),
    ],
)
def test_an_order_to_any_bot_has_the_word_that_an_article_may_contain(name: str, word: str, texts: str) -> None:
    for text in table(texts):
        assert order_in(Utterance(text)) == (name, word), text


@pytest.mark.parametrize(
    "text",
    [
        "stop migration",
        "what did they stop",
        "leave of absence",
        "go away where",
        "reset the talks",
        "delete the files",
        "clear message",
        "enough for everyone?",
        "start over the border",
        "",
        "stop " * 100,
    ],
)
def test_a_message_that_says_more_than_an_order_is_no_order(text: str) -> None:
    assert order_in(Utterance(text)) is None


@pytest.mark.parametrize(
    ("command", "texts"),
    [
        ("topics", "another topic | change the subject | other topics? | can we switch to a different topic"),
        ("topics", "what should i ask | what can we ask here? | give me some example questions | what to ask"),
        ("about", "how many words | how many pages is it? | how many paragraphs are in the article | who made this"),
    ],
)
def test_what_to_ask_and_what_the_article_is_are_asked_of_the_bot(command: str, texts: str) -> None:
    for text in table(texts):
        assert command_for(Utterance(text)) == command, text


@pytest.mark.parametrize("text", table("what should i ask the mayor | how many words are banned | who made this rule"))
def test_a_question_with_a_subject_is_not_asked_of_the_bot(text: str) -> None:
    assert not command_for(Utterance(text))


@pytest.mark.parametrize(
    "text",
    table("hahaha stop it | stop it lol | omg shut up | aww stop | lmao enough | and end? | but stop | end?"),
)
def test_what_is_said_in_fun_or_asked_is_no_order(text: str) -> None:
    assert order_in(Utterance(text)) is None


@pytest.mark.parametrize(
    "text",
    table(
        "tell me a joke | sing us something | hey bot, can you do my homework | write a poem for me please | rap"
        " | roll a dice | could you buy me a beer | ok, play some music"
    ),
)
def test_a_request_to_perform_is_recognised(text: str) -> None:
    assert asks_to_perform(Utterance(text))


@pytest.mark.parametrize(
    "text",
    table(
        "tell me a bit about the talks | write a summary of it | do people sing | do some members cheat"
        " | can you bring a friend | who sings | tell me why | make it short | bring my brother?"
    ),
)
def test_a_question_to_the_article_is_no_request_to_perform(text: str) -> None:
    assert not asks_to_perform(Utterance(text))


@pytest.mark.parametrize(
    ("command", "texts"),
    [
        (
            "topics",
            "topics list | the topics? | show me the topics | list all topics | topic list | back to the topics",
        ),
        ("topics", "go back to the list please | table of contents | topics again"),
        ("topics", "what topics are there? | which sections does it have | what themes can i ask about"),
        (
            "articles",
            "what articles do you have? | which other articles are there | list the articles | other articles",
        ),
        ("articles", "do you know any other articles?"),
        ("articles", "how many articles do you have"),
        ("articles", "how many articles are there?"),
        ("topics", "what are the topics?"),
        ("read", "show me the article | can i read the whole thing? | full text pls | send us the full article"),
        ("read", "read it to me | read from the beginning | give me the original text"),
        ("about", "link? | give me the link | can you send me the url of the article | where did you get that from?"),
        ("about", "how do you know that | and who told you?"),
        ("invite", "how do i invite you to my server | can i add you to another server? | invite link pls | invite"),
        ("invite", "can i have you on my own discord?"),
        ("delete", "delete that | can you delete your message? | how do i delete your answer | remove this please"),
        ("delete", "why did you delete my message"),
        ("language", "do you speak German? | answer in hindi please | what languages do you understand"),
        (
            "language",
            "can you translate that to french | change the language | can i write in german | can you translate?",
        ),
        ("language", "which language can i use"),
        ("footnote", "how do i remove you | get rid of this bot | kick the bot from our server pls"),
        ("quiet", "mute yourself"),
    ],
)
def test_a_request_in_words_for_a_command_or_line_gets_it(command: str, texts: str) -> None:
    for text in table(texts):
        assert command_for(Utterance(text)) == command, text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("switch to foundry lane", "foundry lane"),
        ("can we change to the house rules article please?", "house rules"),
        ("article 2", "2"),
        ("show me article number 3", "3"),
        ("what does article 5 say", ""),
        ("articles", ""),
    ],
)
def test_an_article_may_be_named_in_words(text: str, name: str) -> None:
    assert article_named(Utterance(text)) == name


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
        "do they talk too much",
        "what makes you leave",
        "how do i get you a card",
        "are detainees recorded?",
        "what did you say about storage",
        "doctor",
        "what is kept of the deal?",
        "was user data leaked?",
        "who owns the channel?",
        "was the conversation recorded?",
        "can you stop migration",
        "did they invite india to the talks",
        "who got an invite to washington",
        "which articles of the treaty were broken",
        "how many articles does the treaty have",
        "what are the topics they discussed",
        "show me the tariffs",
        "read the part on drugs",
        "the link between trade and drugs",
        "how do they know that",
        "who told him",
        "says who?",
        "did they delete the files",
        "remove tariffs",
        "can they remove you for that",
        "do they kick you out",
        "do they speak german there",
        "which language do the diplomats speak",
        "why are they silent",
        "will the mods mute you",
        "do they kick you for spamming",
        "can you leave the laser running",
        "only talk in voice when muted",
        "where do I post in this channel",
        "can i use bots in the server",
        "how do we choose a speaker for the club",
        "reply to that",
        "answer the question",
        "why does it never answer that",
        "",
        "x" * 1_000,
    ],
)
def test_a_question_to_the_article_is_none_to_the_bot(text: str) -> None:
    assert command_for(Utterance(text)) == ""
