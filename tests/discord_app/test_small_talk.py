"""Thanks, greetings and reactions in any form: nobody is told that the article does not say."""

from __future__ import annotations

import pytest

from bot.article.model import Article
from bot.conversation import wording
from bot.conversation.wordings import discord_wording, privacy
from bot.conversation.wordings.language_wording import only_english
from bot.discord_app.client import FootnoteBot
from bot.matching.matcher import Matcher
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import WHO, WHOM, ScriptedMatcher, as_read, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

REACTIONS = ("thanks!", "👍", "lol", "that helped", "exactly", "+1", "nvm", "sure", "good bot", "no way", "...", "ok")
FORMS = ("{bot} {}", "{} {bot}", "{bot}, {}", "{role} {}", "!ask {}")


@pytest.fixture
async def answer(stub: DiscordStub, listening: object, ada: Person, quiet: Channel) -> Message:
    """An answer, to which somebody may react."""
    return await stub.next_reply(to=await ada.says(quiet, f"{stub.bot.mention} {WHO}"))


@pytest.mark.parametrize("form", FORMS)
async def test_a_reaction_gets_no_answer_in_any_form(
    stub: DiscordStub, guild: Guild, answer: Message, ada: Person, quiet: Channel, form: str
) -> None:
    for text in REACTIONS:
        words = form.format(text, bot=stub.bot.mention, role=guild.bot_role.mention)
        await ada.says(quiet, words)
        await ada.says(quiet, words, reply_to=answer)
        await ada.says(stub.dm(ada), text)
    await stub.settled()
    assert stub.said_in(quiet) == [answer]
    assert stub.said_in(stub.dm(ada)) == []


@pytest.mark.parametrize("ping", [True, False])
async def test_a_reaction_in_a_reply_to_the_bot_gets_no_answer(
    stub: DiscordStub, answer: Message, ada: Person, ben: Person, quiet: Channel, ping: bool
) -> None:
    for text in (*REACTIONS, "hello"):
        await ben.says(quiet, text, reply_to=answer, ping=ping)
    for text in REACTIONS:
        await ada.says(quiet, text, reply_to=answer, ping=ping)
    await ada.says(quiet, reply_to=answer, ping=ping, attachments=["cat.png"])
    await ada.says(quiet, reply_to=answer, ping=ping, stickers=["wave"])
    await stub.settled()
    assert stub.said_in(quiet) == [answer]


@pytest.mark.usefixtures("bot")
async def test_thanks_are_met_with_a_reaction_where_the_bot_may(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel
) -> None:
    in_any_script = ("danke schön", "спасибо!", "감사합니다", "ありがとう 🙏", "谢谢", "شكرا", "धन्यवाद")
    for text in ("thank you so much", *in_any_script):
        thanked = await ada.says(general, f"{stub.bot.mention} {text}")
        directly = await ada.says(stub.dm(ada), text)
        await stub.settled()
        assert thanked.reactions == directly.reactions == {"👍": {stub.bot.id}}, text
        assert [*stub.replies_to(thanked), *stub.said_in(stub.dm(ada))] == []
    guild.deny(stub.bot, general, "add_reactions")
    again = await ada.says(general, f"{stub.bot.mention} thanks")
    await stub.settled()
    assert again.reactions == {}
    assert not stub.requests.failed()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("form", ["{bot} {}", "{} {bot}", "{bot}, {}!"])
@pytest.mark.parametrize("greeting", ["hello", "hi there", "good morning", "how are you"])
async def test_a_greeting_is_told_how_to_ask(
    stub: DiscordStub, ada: Person, general: Channel, form: str, greeting: str
) -> None:
    for place, words in ((general, form.format(greeting, bot=stub.bot.mention)), (stub.dm(ada), greeting)):
        reply = await stub.next_reply(to=await ada.says(place, words))
        assert reply.content == discord_wording.HOW_TO_ASK_ON_DISCORD


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "text",
    [
        "?",
        "??",
        "huh?",
        "what?",
        "wait what",
        "lmao what",
        "are you sure?",
        "https://example.org/a",
        "<https://example.org> www.a.org",
    ],
)
async def test_a_message_without_a_subject_gets_a_line_on_how_to_ask(
    stub: DiscordStub, ada: Person, general: Channel, text: str
) -> None:
    for place, opening in ((general, f"{stub.bot.mention} "), (stub.dm(ada), "")):
        reply = await stub.next_reply(to=await ada.says(place, f"{opening}{text}"))
        assert reply.content == discord_wording.HOW_TO_ASK_ON_DISCORD


@pytest.mark.usefixtures("bot")
async def test_an_unknown_command_is_told_how_to_ask_where_no_other_bot_can_be_meant(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    for text in ("!foo", "!lol", "! foo", "/foo", "?foo", "$foo", "say"):
        elsewhere = await ada.says(general, text)
        reply = await stub.next_reply(to=await ada.says(stub.dm(ada), text))
        assert reply.content == discord_wording.HOW_TO_ASK_ON_DISCORD
        assert not stub.replies_to(elsewhere)
    assert gives(await stub.next_reply(to=await ada.says(stub.dm(ada), f"!{WHO}")), passage_for(matcher, WHO))


OF_AN_ANSWER = (
    "{ben} look at this",
    "lol he's right",
    "told you so",
    "see {ben}, the talks were about migration",
    "this is what i meant about the tariffs",
    "so you were wrong about the planes",
    "what do you all think",
    "is anyone in vc",
    "can someone ping a mod",
    "anybody online?",
    "any mods here?",
    "any thoughts?",
    "opinions on this",
    "anyway who's up for games",
    "can we talk about something else",
    "see?",
    "haha that's what i said yesterday",
    "that's exactly what trump said",
    "who would have thought",
    "anyone else surprised by this?",
    "mods pin this",
    "you were right about the tariffs man",
    "didnt know that",
    "we never heard about those",
    "wait what",
)
"""What people say to each other about an answer, whoever was answered."""

OF_SOMEBODY_ELSES = (
    "he should resign",
    "i love how it just quotes it",
    "that's actually good news for farmers",
    "modi is such a clown",
    "the us always does this",
    "trade deals are boring",
    "my dad works at the state department",
    "pinned",
    "source seems legit",
    "source: me",
    "goyal again",
    "didn't read",
    "off topic",
    "out of context",
    "politics in #general again smh",
    "false",
    "relatable",
    "is it tho",
    "did he?",
    "is that all",
    "can this bot do anything else?",
    "who made this bot",
    "does the bot work in other servers?",
    "lol how does this thing even work",
    "which bot is that",
)


@pytest.mark.parametrize(
    "text",
    [
        *("my landlord raised the rent", "our roommate never pays", "hi, my phone got stolen"),
        *("pin this", "dm me that", "remind me tomorrow", "make it longer", "send it to ben"),
    ],
)
async def test_who_tells_the_bot_their_own_case_or_gives_it_a_task_hears_how_to_ask(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, text: str
) -> None:
    for place, opening in ((general, f"{stub.bot.mention} "), (stub.dm(ada), "")):
        told = await stub.next_reply(to=await ada.says(place, f"{opening}{text}"))
        assert told.content == discord_wording.HOW_TO_ASK_ON_DISCORD


async def test_remarks_to_other_people_about_an_answer_are_left_alone(
    stub: DiscordStub, answer: Message, ada: Person, ben: Person, quiet: Channel
) -> None:
    for text in OF_AN_ANSWER:
        for person in (ada, ben):
            await person.says(quiet, text.format(ben=ben.mention), reply_to=answer)
    for text in OF_SOMEBODY_ELSES:
        await ben.says(quiet, text, reply_to=answer)
    await stub.settled()
    assert stub.said_in(quiet) == [answer]


@pytest.mark.parametrize(
    "text",
    [
        *(
            WHOM,
            "tariffs",
            "and Misri?",
            "to whom did she say it",
            "tell me about the planes",
            "that's not what i asked",
        ),
        *(
            "more",
            "next",
            "tldr",
            "no, i meant the planes",
            "and then",
            "does it say when?",
            "who?",
            "is she important",
        ),
    ],
)
async def test_another_persons_question_about_an_answer_is_answered(
    stub: DiscordStub, answer: Message, ben: Person, quiet: Channel, text: str
) -> None:
    assert await stub.next_reply(to=await ben.says(quiet, text, reply_to=answer))


@pytest.mark.usefixtures("bot")
async def test_a_question_about_the_bot_by_its_name_gets_only_a_reply_about_the_bot(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    help_page, about = "How to use Footnote", "About Footnote"
    for text, title in (("what can {} do?", help_page), ("who made {}?", about), ("{0} who is {0}", about)):
        reply = await stub.next_reply(to=await ada.says(general, text.format(stub.bot.mention)))
        assert reply.embeds[0]["title"] == title
    said = stub.said_in(general)
    for text in ("is {} right about Goyal?", "what did {} say about the tariffs?", "{} is broken"):
        await ada.says(general, text.format(stub.bot.mention))
    await stub.settled()
    assert stub.said_in(general) == said


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "form",
    ["hi, {}", "hello {}", "hey all, {} thx", "good morning! {}", "hi everyone, quick question: {}", "thanks, {} bye"],
)
async def test_a_greeting_before_a_question_changes_nothing_in_its_answer(
    stub: DiscordStub, ada: Person, general: Channel, form: str
) -> None:
    for question in ("who is Misri?", "who is Landau?", "what is Bessent's job?"):
        plain = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {question}"))
        greeted = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {form.format(question)}"))
        assert greeted.text == plain.text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("text", ["about", "how long is the article?", "where is it from?", "are you a bot?"])
async def test_questions_about_the_article_or_the_bot_get_the_same_replies_as_in_the_terminal(
    stub: DiscordStub, ada: Person, general: Channel, article: Article, text: str
) -> None:
    told = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {text}"))
    assert all(line in as_read(told.text) for line in wording.about(article))


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("settings", discord_wording.FOR_MANAGERS),
        ("why are you so quiet?", discord_wording.FOR_MANAGERS),
        ("restart", discord_wording.nothing_to_reset(asker=True)),
        ("clear the chat", discord_wording.nothing_to_reset(asker=True)),
        ("purge 10", discord_wording.how_to_delete(asker=True)),
        ("remove", discord_wording.how_to_delete(asker=True)),
        ("clear this channel", discord_wording.how_to_delete(asker=True)),
        ("clear", discord_wording.nothing_to_reset(asker=True)),
        ("unmute", discord_wording.FOR_MANAGERS),
        ("how do i invite you?", discord_wording.HOW_TO_INVITE),
        ("can you delete your message?", discord_wording.how_to_delete(asker=True)),
        ("do you speak German?", only_english("en")),
        ("show me the full article", "¶ 1 of"),
        ("can I have the link?", "About Footnote"),
        ("what articles do you have", "About Footnote"),
        ("back to the topics", "Topics of the article"),
    ],
)
async def test_questions_about_the_bot_in_words_are_answered_in_a_channel_a_direct_message_and_a_command(
    stub: DiscordStub, ada: Person, general: Channel, text: str, told: str
) -> None:
    called = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {text}"))
    directly = await stub.next_reply(to=await ada.says(stub.dm(ada), text))
    by_command = await (await ada.slash(general, "ask", question=text)).answered()
    for reply in (called, directly, by_command):
        assert reply.text.startswith(told)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("text", ["stop!", "shut up", "don't answer in this channel"])
async def test_an_order_to_be_quiet_in_a_server_gets_a_line_on_who_decides(
    stub: DiscordStub, ada: Person, general: Channel, text: str
) -> None:
    called = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {text}"))
    by_command = await (await ada.slash(general, "ask", question=text)).answered()
    assert called.content == by_command.content == discord_wording.how_to_quiet(asker=True)


@pytest.mark.parametrize("text", ["stop!", "shut up", "leave me alone"])
async def test_in_a_direct_message_the_bot_says_when_it_speaks(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, text: str
) -> None:
    told = await stub.next_reply(to=await ada.says(stub.dm(ada), text))
    assert told.content == discord_wording.SPEAKS_WHEN_ASKED
    outside = stub.add_guild("Outside", with_bot=False)
    eve = outside.add_member("eve")
    used = await eve.slash(outside.add_text_channel("chat"), "ask", installed="user", question=text)
    assert (await used.answered()).content == discord_wording.SPEAKS_WHEN_ASKED


@pytest.mark.parametrize("form", ["{bot} {}", "{bot} /{}", "{} please {bot}"])
async def test_an_order_in_a_word_that_the_article_has_asks_the_article(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, cats_matcher: Matcher, form: str
) -> None:
    async with start_bot(knowing=cats_matcher):
        said = {
            word: await stub.next_reply(to=await ada.says(general, form.format(word, bot=stub.bot.mention)))
            for word in ("sleep", "stop", "settings")
        }
    assert gives(said["sleep"], passage_for(cats_matcher, "are cats lazy"))
    assert said["stop"].content == discord_wording.how_to_quiet(asker=True)
    assert said["settings"].content == discord_wording.FOR_MANAGERS


BESIDE = {
    "do you log messages?": discord_wording.command_line("privacy"),
    "show me the topics!": discord_wording.command_line("topics"),
    "can you delete that?": discord_wording.how_to_delete(asker=True),
    "do you speak German?": only_english("en"),
}


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("form", ["{of_bot} and {question}", "{question} {of_bot}"])
@pytest.mark.parametrize("of_bot", BESIDE)
async def test_a_question_about_the_bot_beside_another_gets_a_line_under_its_answer(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher, form: str, of_bot: str
) -> None:
    text = form.format(of_bot=of_bot, question=WHO)
    called = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {text}"))
    by_command = await (await ada.slash(general, "ask", question=text)).answered()
    for reply in (called, by_command):
        assert gives(reply, passage_for(matcher, WHO))
        assert BESIDE[of_bot] in reply.text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("first", ["which languages do you speak?", "who made you and", "show me the topics!"])
async def test_a_second_question_about_the_bot_gets_a_line_under_the_first_answer(
    stub: DiscordStub, ada: Person, general: Channel, first: str
) -> None:
    alone = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {first.removesuffix(' and')}"))
    both = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {first} do you log messages?"))
    assert both.text.startswith(alone.text.splitlines()[0])
    assert discord_wording.command_line("privacy") in both.text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("rest", ["like, forever?", "and why?", "are you sure?"])
async def test_a_continued_talk_about_the_bot_does_not_ask_the_article(
    stub: DiscordStub, ada: Person, general: Channel, rest: str
) -> None:
    reply = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} do you store what I say? {rest}"))
    assert reply.text.startswith(privacy.TITLE)


@pytest.mark.usefixtures("bot")
async def test_wishes_get_no_answer_and_what_is_put_to_the_bot_gets_a_line_at_least(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    for text in ("merry christmas", "happy new year!", "congrats on 1k servers"):
        await ada.says(general, f"{stub.bot.mention} {text}")
    await stub.settled()
    assert stub.said_in(general) == []
    for text in ("gdpr?", "h1b", "gdp", "asdf", "warum"):
        assert await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {text}"))


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(("typed", "meant"), [("abuot", "!about"), ("raed 3", "!read"), ("pirvacy", "!privacy")])
async def test_a_mistyped_command_without_its_prefix_is_told_the_right_one(
    stub: DiscordStub, ada: Person, general: Channel, typed: str, meant: str
) -> None:
    for place, text in ((general, f"{stub.bot.mention} {typed}"), (stub.dm(ada), typed)):
        reply = await stub.next_reply(to=await ada.says(place, text))
        assert reply.content == discord_wording.unknown_command(meant)


@pytest.mark.usefixtures("bot")
async def test_a_command_that_holds_small_talk_is_told_how_to_ask_in_private(ada: Person, general: Channel) -> None:
    told = await (await ada.slash(general, "ask", question="thanks!")).answered()
    assert (told.ephemeral, told.content) == (True, discord_wording.HOW_TO_ASK_ON_DISCORD)


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize("text", ["Please help, thanks!", "I read it twice and do not get it.", "see title", "👆"])
@pytest.mark.parametrize("mention", [True, False])
async def test_the_title_of_a_forum_post_is_the_question_if_its_text_asks_nothing(
    stub: DiscordStub, ada: Person, forum: Channel, matcher: Matcher, text: str, mention: bool
) -> None:
    post = await ada.posts(forum, WHO, f"{stub.bot.mention} {text}" if mention else text)
    assert gives(await stub.next_reply(to=post), passage_for(matcher, WHO))


@pytest.mark.usefixtures("listening")
async def test_the_title_of_a_forum_post_is_not_the_question_if_its_text_asks_or_of_later_messages(
    stub: DiscordStub, ada: Person, forum: Channel, matcher: Matcher, scripted: ScriptedMatcher
) -> None:
    post = await ada.posts(forum, WHO, WHOM)
    assert gives(await stub.next_reply(to=post), passage_for(matcher, WHOM))
    asked = len(scripted.asked)
    await ada.says(post.channel, "Anybody, please.")
    await stub.settled()
    assert scripted.asked[asked:] in ([], ["Anybody, please."])


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("text", ["xi jinping", "smart grid", "greta thunberg", "quiet hours", "like what"])
async def test_a_subject_or_a_bare_question_for_the_bot_is_never_met_with_silence(
    stub: DiscordStub, ada: Person, general: Channel, text: str
) -> None:
    for place, opening in ((general, f"{stub.bot.mention} "), (stub.dm(ada), "")):
        assert (await stub.next_reply(to=await ada.says(place, f"{opening}{text}"))).text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("text", ["lifesaver", "10q", "fanks"])
async def test_thanks_in_an_unusual_word_are_met_with_a_reaction_or_a_line_not_with_both(
    stub: DiscordStub, ada: Person, general: Channel, text: str
) -> None:
    thanked = await ada.says(general, f"{stub.bot.mention} {text}")
    await stub.settled()
    assert bool(thanked.reactions) is not bool(stub.replies_to(thanked))
