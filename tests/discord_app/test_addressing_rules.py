"""Whether a message is for the bot, and what it asks. The rules as tables."""

from __future__ import annotations

from dataclasses import fields

import pytest

from bot.conversation.acts.request_details import key_points
from bot.conversation.wordings.discord_wording import COMMANDS
from bot.discord_app.addressing import Addressing, MessageFacts
from bot.discord_app.requests import Address, Command, Hidden, Mistyped, Overheard, RawQuestion, ReplyTo, Request

BOT, ROLE = "<@1>", "<@&2>"
NAMES = (BOT, "<@!1>", ROLE)


@pytest.fixture
def addressing() -> Addressing:
    """The rules, with the usual prefix."""
    return Addressing("!", COMMANDS)


def heard(text: str, **facts: object) -> MessageFacts:
    """A message in a channel. "BOT" stands for a mention of the bot, "ROLE" for one of its role."""
    text = text.replace("BOT", BOT).replace("ROLE", ROLE)
    known: dict[str, object] = {"names": NAMES, "mentioned": BOT in text}
    of_address = {each.name for each in fields(Address)} & facts.keys()
    address = Address(**{each: facts.pop(each) for each in of_address})  # pyright: ignore[reportArgumentType]
    return MessageFacts(text, address, **(known | facts))  # pyright: ignore[reportArgumentType]


def asks(asked: Request | None) -> str | None:
    """The question that was read, if one was."""
    return asked.text if isinstance(asked, RawQuestion) else None


@pytest.mark.parametrize("name", ["topics", "help", "summary", "about", "privacy"])
@pytest.mark.parametrize(
    "form",
    [
        *("!{}", "! {}", "!{}!", "!{}?", "  !{}", "BOT {}", "BOT {}!", "BOT {}?", "BOT {}.", "BOT: {}", "BOT, {}"),
        *("BOT,{}", "BOT !{}", "BOT /{}", "BOT\n{}", "{} BOT", "ROLE {}", "ROLE, {}!", "!{} please", "BOT {} pls"),
        *("hey BOT {}", "hi BOT, {} please", "BOT hello, {}", "BOT good morning! {}", "ok BOT: {}", "BOT hi all, {}"),
        *("!{} BOT", "/{} BOT", "BOT </{}:123456789>", "> BOT hm\nBOT {}"),
    ],
)
@pytest.mark.parametrize("case", [str.lower, str.upper, str.title])
def test_a_command_is_one_in_every_form(addressing: Addressing, name: str, form: str, case: type[str]) -> None:
    asked = addressing.read(heard(form.format(case(name))))
    assert isinstance(asked, Command)
    assert asked.name == name


@pytest.mark.parametrize(
    ("text", "command"),
    [
        *[(text, Command("topics")) for text in ("topics", "topics?", "/topics", "</topics:123456789>", "!topics")],
        *[(text, Command("help")) for text in ("help", "Help!", "Help?", "/help")],
        *[(name, Command(name)) for name in ("summary", "about", "privacy", "read", "ask")],
        *[("summary please", Command("summary", "please")), ("read 3", Command("read", "3"))],
    ],
)
@pytest.mark.parametrize("place", ["a direct message", "a reply to the bot"])
def test_a_bare_command_name_or_pasted_slash_command_works_where_the_bot_is_addressed(
    addressing: Addressing, text: str, command: Command, place: str
) -> None:
    direct = place == "a direct message"
    asked = addressing.read(heard(text, direct=direct, reply_to=ReplyTo.NOBODY if direct else ReplyTo.BOT))
    assert asked == command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("!read 3", Command("read", "3")),
        ("!read", Command("read")),
        ("BOT read last", Command("read", "last")),
        ("BOT: read ¶ 3", Command("read", "¶ 3")),
        ("/read 3 BOT", Command("read", "3")),
        ("!topic narcotics", Command("topic", "narcotics")),
        ("!topic #3", Command("topic", "#3")),
        ("BOT topic zzqqxx", Command("topic", "zzqqxx")),
        ("!ask", Command("ask")),
        ("!ask ?", Command("ask")),
        ("yo BOT read 3", Command("read", "3")),
        ("BOT hey, topic #2", Command("topic", "#2")),
        ("ok BOT, delete that", Command("delete")),
        ("hey BOT stop answering here", Command("quiet")),
        ("BOT stop answering ben", Command("quiet")),
        ("BOT please stop replying to @ben in here", Command("quiet")),
        ("BOT ignore me", Command("quiet")),
        ("BOT /footnote doctor", Command("footnote")),
        ("BOT ask ???", Command("ask")),
        ("BOT /read paragraph: 3", Command("read", "3")),
        ("BOT /topic name:narcotics article: one", Command("topic", "narcotics")),
        *(
            ("!read3", Command("read", "3")),
            ("!topics2", Command("topic", "2")),
            ("!read3-5 pls", Command("read", "3-5 pls")),
        ),
        *(("BOT read=§3", Command("read", "§3")), ("!topic:narcotics", Command("topic", "narcotics"))),
        ("!read 3-5", Command("read", "3-5")),
        ("BOT read 3 to 5", Command("read", "3 to 5")),
        ("BOT read#3", Command("read", "#3")),
        ("!Topic3", Command("topic", "3")),
        ("!read about tariffs", Command("read", "about tariffs")),
        ("!topic <3>", Command("topic", "3")),
        ("!read [ 3 ]", Command("read", "3")),
        ("!topic (narcotics)", Command("topic", "narcotics")),
        ("!topics 3", Command("topic", "3")),
        ("!topics tariffs", Command("topic", "tariffs")),
        ("BOT topics #3", Command("topic", "#3")),
        ("BOT show me topic 3", Command("topic", "3")),
        ("can you open topic #12 please BOT?", Command("topic", "12")),
        *(
            (text, Command("footnote"))
            for text in ("!footnote settings", "BOT </footnote file:123456789>", "BOT /footnote")
        ),
        ("BOT /privacy delete: this server", Command("privacy", "delete: this server")),
    ],
)
def test_a_command_keeps_what_stands_after_it(addressing: Addressing, text: str, command: Command) -> None:
    assert addressing.read(heard(text)) == command


@pytest.mark.parametrize("points", ["can you answer this?", "thoughts?", "is this true", "any idea?", "pls answer"])
def test_words_that_only_point_ask_what_is_quoted_above_them(addressing: Addressing, points: str) -> None:
    assert asks(addressing.read(heard(f"> who is Misri?\nBOT {points}"))) == "who is Misri?"
    assert asks(addressing.read(heard(f"> who is Misri?\n{points}", direct=True))) == "who is Misri?"
    assert asks(addressing.read(heard(f"> who is Misri?\nBOT who is Landau? {points}"))) != "who is Misri?"


@pytest.mark.parametrize("text", ["!summary in 3 points", "BOT /summary in 3 points", "!SUMMARY: top 3 things"])
def test_a_summary_in_points_is_asked_for_by_its_command_too(addressing: Addressing, text: str) -> None:
    asked = addressing.read(heard(text))
    assert isinstance(asked, RawQuestion)
    assert key_points(asked.utterance) == 3


def test_one_article_may_be_asked_for_by_the_command_for_several() -> None:
    of_several = Addressing("!", [*COMMANDS, "articles"])
    assert of_several.read(heard("!article library-cats")) == of_several.read(heard("!articles library-cats"))
    assert Addressing("!", COMMANDS).read(heard("!article library-cats")) is None


@pytest.mark.parametrize("prefix", ["f!", "F!", "fn?", "**", "_", "!!", "/", "."])
@pytest.mark.parametrize("change", [str.lower, str.upper])
def test_a_prefix_may_be_written_in_any_case(prefix: str, change: type[str]) -> None:
    addressing = Addressing(prefix, COMMANDS)
    assert asks(addressing.read(heard(f"{change(prefix)}ask who is it?"))) == "who is it?"
    assert addressing.read(heard(f"{change(prefix)}TOPICS")) == Command("topics")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("BOT who is it?", "who is it?"),
        ("BOT, who is it?", "who is it?"),
        ("who is it, BOT?", "who is it,  ?"),
        ("ROLE who is it?", "who is it?"),
        ("BOT !who is it?", "who is it?"),
        ("!who is it? BOT", "who is it?"),
        ("BOT summary of the drug part?", "summary of the drug part?"),
        ("BOT about the meeting", "about the meeting"),
        ("BOT help India how", "help India how"),
        *(
            (text, "who is it?")
            for text in ("BOT ask who is it?", "BOT ask:who is it?", "!ask=who is it?", "!ask!who is it?")
        ),
        ("!ask who is it?", "who is it?"),
        ("!ASK\nwho is it?", "who is it?"),
        ("! ask who is it?", "who is it?"),
        ("BOT ask who is it?", "who is it?"),
        ("!ask !ask who is it?", "who is it?"),
        ("BOT /ask question:who is it? private: True", "who is it?"),
        ("!ask question: who is it?", "who is it?"),
        ("!ask ask who is it?", "who is it?"),
        ("!footnote who is it?", "who is it?"),
        ("/ask who is it? BOT", "who is it?"),
        ("> an old line\nBOT who is it?", "> an old line\n  who is it?"),
        ("...what is it BOT?", "...what is it  ?"),
        ("pls explain BOT", "pls explain"),
        ("pls source BOT", "pls source"),
        ("pls tell me who signed BOT", "pls tell me who signed"),
        ("pls shackles BOT?", "pls shackles  ?"),
        ("please explain the shackles BOT", "please explain the shackles"),
        ("sudo why BOT", "sudo why"),
        ("sudo tell me who signed BOT", "sudo tell me who signed"),
        ("BOT pls rank the tariffs", "pls rank the tariffs"),
    ],
)
def test_a_question_to_the_bot_is_read_without_what_addresses_it(
    addressing: Addressing, text: str, question: str
) -> None:
    assert asks(addressing.read(heard(text))) == question


@pytest.mark.parametrize(
    "text",
    [
        *("thanks to BOT I know who Landau is now", "did you see what BOT said?", "the BOT answers questions about it"),
        *("I trust BOT", "BOT is great", "BOT is broken again", "can someone fix BOT"),
        *('ada said "BOT who is it?" yesterday', "just type BOT and your question", "did you ask BOT?"),
        *("just mention BOT and go", "I love BOT", "ROLE doesn't know that", "lol BOT said so"),
    ],
)
def test_a_message_about_the_bot_is_not_addressed_to_it(addressing: Addressing, text: str) -> None:
    assert addressing.read(heard(text)) is None
    assert addressing.read(heard("ask BOT who is Landau?")) is not None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("what does BOT do?", "what does this bot do?"),
        ("who owns BOT?", "who owns this bot?"),
        ("is BOT down", "is this bot down"),
        ("hey, can BOT speak French?", "hey, can this bot speak French?"),
        ("how do I use BOT", "how do I use this bot"),
        ("what is BOT?", "what is this bot?"),
    ],
)
def test_a_question_about_the_bot_by_its_name_is_about_the_bot(
    addressing: Addressing, text: str, question: str
) -> None:
    asked = addressing.read(heard(text))
    assert isinstance(asked, RawQuestion)
    assert (asked.text, asked.of_itself) == (question, True)


@pytest.mark.parametrize(
    "text",
    [
        *("do you know who she is BOT?", "what the deal is BOT", "hey BOT is there a deal?", "BOT is Landau American"),
        *("BOT was anything signed", "BOT is it right?", "BOT can they", "BOT is great progress expected?"),
        *('BOT who said "fair and reciprocal"?', '"who is it?" BOT', ":D BOT who is it?", ":wave: BOT who is it?"),
        *("BOT never mind, who is it?", "can BOT tell me who it is?"),
    ],
)
def test_a_name_that_calls_the_bot_is_no_part_of_what_is_asked(addressing: Addressing, text: str) -> None:
    asked = addressing.read(heard(text))
    assert isinstance(asked, RawQuestion)
    assert not asked.of_itself


@pytest.mark.parametrize(
    "text", ["BOT help", "BOT help me please", "BOT can you help?", "BOT", "any ideas BOT?", "BOT, why?"]
)
def test_the_title_of_a_post_is_the_question_if_its_text_has_no_subject(addressing: Addressing, text: str) -> None:
    asked = addressing.read(heard(text, title="Who is Landau?"))
    assert isinstance(asked, RawQuestion)
    assert (asked.text, asked.title) == ("", "Who is Landau?")
    assert asks(addressing.read(heard("BOT help India how", title="A post"))) == "help India how"
    assert addressing.read(heard("!help", title="Who is Landau?")) == Command("help")


@pytest.mark.parametrize("text", ["/next", "/more", "/previous", "/back", "/next page"])
def test_a_pasted_line_that_turns_a_page_does_where_the_bot_is_spoken_to(addressing: Addressing, text: str) -> None:
    for asked in (
        addressing.read(heard(f"BOT {text}")),
        addressing.read(heard(text, direct=True)),
        addressing.read(heard(text, reply_to=ReplyTo.BOT)),
    ):
        assert asks(asked) == text[1:]
    assert addressing.read(heard(text)) is None


def test_a_pasted_command_that_there_is_not_is_the_bots_where_it_is_called(addressing: Addressing) -> None:
    for asked in (addressing.read(heard("BOT /foo bar")), addressing.read(heard("/foo bar", direct=True))):
        assert isinstance(asked, RawQuestion)
        assert (asked.text, asked.like_command) == ("foo bar", True)
    assert isinstance(addressing.read(heard("BOT /topcs")), Mistyped)
    ordered = addressing.read(heard("BOT /abort"))  # not "about"
    assert isinstance(ordered, Command)
    assert ordered.name == "quiet"


@pytest.mark.parametrize("question", ["didnt they comment on that", "isn't there a deal", "doesn't the article say"])
def test_a_negative_question_to_the_bot_is_addressed_to_it(addressing: Addressing, question: str) -> None:
    assert asks(addressing.read(heard(f"BOT {question}"))) == question


@pytest.mark.parametrize("text", ["what are the tariffs according to BOT?", "question to BOT: who is Landau?"])
def test_a_question_to_the_bot_in_passing_counts(addressing: Addressing, text: str) -> None:
    assert addressing.read(heard(text)) is not None


def test_a_question_about_the_bot_itself_becomes_a_command(addressing: Addressing) -> None:
    assert addressing.read(heard("BOT do you store our messages?")) == Command("privacy")
    assert addressing.read(heard("BOT show me the settings")) == Command("footnote")
    assert addressing.read(heard("BOT show me the topics")) == Command("topics")
    assert addressing.read(heard("do you store our messages?")) is None


@pytest.mark.parametrize("talk", ["how are you?", "why?", "wait, what?"])
def test_small_talk_beside_what_is_asked_of_the_bot_is_no_question(addressing: Addressing, talk: str) -> None:
    assert addressing.read(heard(f"BOT {talk} do you store our messages?")) == Command("privacy")
    assert addressing.read(heard(f"BOT {talk} show me the topics")) == Command("topics")


@pytest.mark.parametrize(
    "text",
    [
        *("!avatar BOT", "?whois BOT", "!ban BOT spam", "/kick BOT", ".userinfo BOT", "$rank BOT", "t!rank BOT"),
        *("pls rank BOT", "owo hug BOT", "OwO battle BOT", "sudo ban BOT for spam", "plz rob 100 BOT", "uwu pat ROLE"),
        *(",userinfo BOT", "::trade BOT", "rpg duel BOT", "t!profile BOT", "m!play BOT"),
        *("pk;member BOT", "-warn BOT being silly", "+rep BOT", "!who BOT", "?what BOT", "!!mute BOT", "!avatar ROLE"),
        *("> BOT who is it?\nwhat a question", ">>> hm\nBOT who is it?", "`BOT topics`", "```\nBOT topics\n```"),
        *("> ROLE who is it?", "topics", "help", "/help", "/ask who is it?", "!play x", "!", "who is it?", ""),
        *("!!!", "! ", "!1", "!🦆", "!<@5>", "!@everyone"),
    ],
)
def test_a_message_that_means_others_is_not_for_the_bot(addressing: Addressing, text: str) -> None:
    assert addressing.read(heard(text)) is None


@pytest.mark.parametrize("text", ["!rank", "?skip", "t!daily", "/play something"])
def test_another_bots_command_in_a_reply_to_the_bot_is_not_for_it(addressing: Addressing, text: str) -> None:
    assert addressing.read(heard(text, reply_to=ReplyTo.BOT)) is None
    assert asks(addressing.read(heard("!and India?", reply_to=ReplyTo.BOT))) == "and India?"


def test_a_reply_is_for_the_bot_by_its_author_or_its_ping(addressing: Addressing) -> None:
    assert asks(addressing.read(heard("and India?", reply_to=ReplyTo.BOT))) == "and India?"
    assert asks(addressing.read(heard("and India?", reply_to=ReplyTo.UNKNOWN, mentioned=True))) == "and India?"
    assert addressing.read(heard("and India?", reply_to=ReplyTo.SOMEBODY)) is None
    quoted = heard("> BOT who?\nand India?", reply_to=ReplyTo.SOMEBODY)
    assert addressing.read(quoted) is None


@pytest.mark.parametrize("text", ["!topcs", "!sumary", "!abuot"])
def test_a_mistyped_command_is_distinguished_from_a_question(addressing: Addressing, text: str) -> None:
    assert isinstance(addressing.read(heard(text)), Mistyped)


@pytest.mark.parametrize("text", ["BOT /asks who is it?", "BOT !aks who is it?", "/asks who is it? BOT"])
def test_a_question_after_the_mistyped_command_to_ask_is_asked(addressing: Addressing, text: str) -> None:
    assert asks(addressing.read(heard(text))) == "who is it?"


@pytest.mark.parametrize("prefix", ["!", "*", "_", "**", "||"])
@pytest.mark.parametrize("marks", ["*", "_", "**", "__", "***", "||", "~~"])
def test_a_question_in_italics_or_bold_is_overheard_as_any_other(prefix: str, marks: str) -> None:
    text = f"{marks}who is Tammy Bruce?{marks}"
    assert Addressing(prefix, COMMANDS).read(heard(text, listened=True)) == Overheard(text)


def test_a_message_that_is_no_command_is_overheard_where_the_bot_listens(addressing: Addressing) -> None:
    assert addressing.read(heard("who is it?", listened=True)) == Overheard("who is it?")
    assert addressing.read(heard("!play who is it?", listened=True)) is None


def test_a_withheld_message_counts_as_hidden_only_if_it_is_addressed_to_the_bot(addressing: Addressing) -> None:
    assert addressing.read(heard("", hidden=True, reply_to=ReplyTo.BOT)) == Hidden()
    assert addressing.read(heard("", hidden=True, listened=True)) == Overheard("")
