"""Messages that are addressed to the bot: mentions, replies to it, direct messages."""

from __future__ import annotations

import pytest

from bot.conversation import wording
from bot.conversation.wordings import discord_wording
from bot.discord_app.client import FootnoteBot
from bot.matching.matcher import Matcher
from bot.store.server_settings import AnswerPlace
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import Pause, StartBot
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, ScriptedMatcher, gives, next_to, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Person

POINTING = (
    *("", " pls", " what about this?", " source?", " any idea?", " thoughts?", " explain", " is this true?", " this"),
    *(" ?", "?!", " …", " ^", " ^^ help", " can you answer him?", " is that legit?", " what's the context here?"),
    *(" summoning", " cc", ", paging", " help him out", " answer pls", " what do you think?"),
)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("form", ["{} {}", "{}, {}", "{1} {0}", "{}{}", "hey {}\n{}"])
async def test_a_mention_is_answered_with_a_reply_that_pings_nobody(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher, form: str
) -> None:
    question = await ada.says(general, form.format(stub.bot.mention, WHO))
    reply = await stub.next_reply(to=question)
    assert gives(reply, passage_for(matcher, WHO))
    assert reply.pings == frozenset()
    assert not reply.ephemeral


@pytest.mark.usefixtures("bot")
async def test_a_mention_is_told_what_the_article_does_not_say_with_the_nearest_topics(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    reply = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {NOWHERE}"))
    assert reply.embed["title"] == wording.NO_MATCH
    assert len(reply.labels) > 1


@pytest.mark.usefixtures("bot")
async def test_an_empty_mention_gets_an_example(stub: DiscordStub, ada: Person, general: Channel) -> None:
    reply = await stub.next_reply(to=await ada.says(general, stub.bot.mention))
    assert reply.content == wording.EMPTY_QUESTION


UNSEEN = ["\u200b", "\u2060 \ufeff", "\u3164", "\u2800", "\u00ad\n\u180e", "\ufe0f", "\U000e0020"]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("unseen", UNSEEN)
async def test_what_nobody_sees_is_as_if_it_were_not_there(
    stub: DiscordStub, ada: Person, general: Channel, unseen: str
) -> None:
    for place, text in ((general, f"{stub.bot.mention} {unseen}"), (stub.dm(ada), unseen)):
        assert (await stub.next_reply(to=await ada.says(place, text))).content == wording.EMPTY_QUESTION
    for text in (f"{unseen}!topics", f"{unseen}{stub.bot.mention}{unseen}, topics{unseen}", f"!topics{unseen}"):
        assert (await stub.next_reply(to=await ada.says(general, text))).menus


@pytest.mark.usefixtures("bot")
async def test_an_empty_mention_that_is_completed_by_an_edit_is_answered_in_place(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    question = await ada.says(general, stub.bot.mention)
    reply = await stub.next_reply(to=question)
    await ada.edits(question, f"{stub.bot.mention} {WHO}")
    await stub.settled()
    assert gives(reply, passage_for(matcher, WHO))
    assert reply.content == ""
    assert stub.said_in(general) == [reply]


@pytest.mark.usefixtures("bot")
async def test_a_mention_of_others_or_of_everyone_is_not_for_the_bot(
    stub: DiscordStub, guild: Guild, ada: Person, ben: Person, general: Channel
) -> None:
    role = guild.add_role("readers", mentionable=True)
    for mention in (ben.mention, role.mention, "@everyone", "@Footnote", f"`{ben.mention}`"):
        await ada.says(general, f"{mention} {WHO}")
    await stub.settled()
    assert stub.said_in(general) == []


@pytest.mark.usefixtures("bot")
async def test_a_mention_in_a_reply_to_somebody_else_takes_their_message_as_the_question(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    asked = await ben.says(general, WHO)
    for words in POINTING:
        call = await ada.says(general, f"{stub.bot.mention}{words}", reply_to=asked)
        reply = await stub.next_reply(to=call)
        assert gives(reply, passage_for(matcher, WHO)), words
        assert reply.pings == frozenset()
    assert stub.replies_to(asked) == []


@pytest.mark.usefixtures("bot")
async def test_a_mention_in_a_reply_with_a_question_of_its_own_is_that_question(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    asked = await ben.says(general, WHO)
    call = await ada.says(general, f"{stub.bot.mention} {WHOM}", reply_to=asked)
    assert gives(await stub.next_reply(to=call), passage_for(matcher, WHOM))


@pytest.mark.usefixtures("bot")
async def test_a_mention_in_a_reply_to_a_deleted_message_stands_for_itself(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    gone = await ben.says(general, "first!")
    await ben.deletes(gone)
    call = await ada.says(general, f"{stub.bot.mention} {WHO}", reply_to=gone)
    assert gives(await stub.next_reply(to=call), passage_for(matcher, WHO))


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("pointing", ["", " this?", " ^"])
async def test_a_mention_that_points_at_a_message_that_is_gone_or_has_no_text_is_told_so(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, pointing: str
) -> None:
    gone = await ben.says(general, WHO)
    await ben.deletes(gone)
    wordless = [await ben.says(general, attachments=["cat.png"]), await ben.says(general, stickers=["wave"])]
    for asked, line in (
        (gone, discord_wording.CANNOT_SEE_THAT),
        *((each, discord_wording.ASKS_NOTHING) for each in wordless),
    ):
        told = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention}{pointing}", reply_to=asked))
        assert told.content == line


@pytest.mark.parametrize("mark", ["^", "^^", "👆", "⬆️ ?!"])
async def test_a_mark_that_points_upward_gets_a_hint_only_where_the_bot_is_called(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel, mark: str
) -> None:
    guild.allow(guild.bot_role, general, "create_public_threads", "send_messages_in_threads")
    await choose(bot, guild, answers=AnswerPlace.THREAD)
    question = await ada.says(general, f"{stub.bot.mention} {WHO}")
    await stub.settled()
    for place in (general, stub.world.channels[question.id]):
        told = await stub.next_reply(to=await ada.says(place, f"{stub.bot.mention} {mark}"))
        assert told.content == discord_wording.HOW_TO_POINT
        before = len(stub.said_in(place))
        await ada.says(place, mark)
        await stub.settled()
        assert len(stub.said_in(place)) == before


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("pointing", ["thoughts?", "opinion?", "respond", "fake?", "is that true?", "fact check"])
async def test_pointing_at_nothing_gets_a_line_on_how_to_point(
    stub: DiscordStub, guild: Guild, ada: Person, ben: Person, general: Channel, matcher: Matcher, pointing: str
) -> None:
    told = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {pointing}"))
    assert told.content == discord_wording.HOW_TO_POINT
    directly = await stub.next_reply(to=await ada.says(stub.dm(ada), pointing))
    assert directly.content == discord_wording.HOW_TO_ASK_ON_DISCORD
    asked = await ben.says(general, WHO)
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {pointing}", reply_to=asked))
    assert gives(answer, passage_for(matcher, WHO))


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("pointing", POINTING)
async def test_a_mention_that_only_points_in_a_thread_or_a_post_asks_what_opened_it(
    stub: DiscordStub,
    guild: Guild,
    ada: Person,
    ben: Person,
    general: Channel,
    forum: Channel,
    matcher: Matcher,
    pointing: str,
) -> None:
    asked = await ben.says(general, WHO)
    thread = guild.add_thread(general, "aside", owner=ben.user, on=asked)
    places = [
        thread,
        (await ben.posts(forum, "A question", WHO)).channel,
        (await ben.posts(forum, WHO, "Help, please.")).channel,
    ]
    for place in places:
        reply = await stub.next_reply(to=await ada.says(place, f"{stub.bot.mention}{pointing}"))
        assert gives(reply, passage_for(matcher, WHO))
        own = await stub.next_reply(to=await ben.says(place, f"{stub.bot.mention} {WHOM}"))
        assert gives(own, passage_for(matcher, WHOM))


@pytest.mark.usefixtures("bot")
async def test_a_thread_on_an_answer_is_about_that_answer(
    stub: DiscordStub, guild: Guild, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    thread = guild.add_thread(general, "aside", owner=ben.user, on=answer)
    reply = await stub.next_reply(to=await ben.says(thread, f"{stub.bot.mention} more"))
    assert gives(reply, next_to(passage_for(matcher, WHO), matcher))


@pytest.mark.parametrize("ping", [True, False])
async def test_a_reply_to_an_answer_follows_it_up_also_after_a_restart(
    pause: Pause, stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher, ping: bool
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    await pause()
    more = await stub.next_reply(to=await ada.says(general, "more", reply_to=answer, ping=ping))
    assert gives(more, next_to(passage_for(matcher, WHO), matcher))


@pytest.mark.usefixtures("bot")
async def test_a_follow_up_knows_the_topic_to_which_the_asker_has_turned(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {NOWHERE}"))
    topic = answer.buttons[0]
    await (await ada.presses(answer, topic["label"])).answered()
    more = await stub.next_reply(to=await ada.says(general, "more", reply_to=answer))
    section = matcher.article.section(topic["custom_id"].rpartition(":")[2])
    assert section is not None
    assert gives(more, section.passages[0])


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("presses", [[], ["▶️"], ["▶️", "▶️", "◀️"], ["Not what I asked"]])
async def test_a_follow_up_knows_the_passage_that_is_shown(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher, presses: list[str]
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    for press in presses:
        by_label = len(press) > 2
        used = await ada.presses(answer, press if by_label else None, emoji=None if by_label else press)
        await used.answered()
    more = await stub.next_reply(to=await ada.says(general, "more", reply_to=answer))
    shown = [each for each in matcher.article.passages if gives(answer, each)]
    assert [each for each in shown if gives(more, next_to(each, matcher))]


async def test_anybody_may_follow_up(
    stub: DiscordStub, pause: Pause, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    await pause()
    reply = await stub.next_reply(to=await ben.says(general, WHOM, reply_to=answer, ping=False))
    assert gives(reply, passage_for(matcher, WHOM))
    assert await (await ben.presses(reply, emoji="▶️")).answered()


@pytest.mark.usefixtures("bot")
async def test_a_direct_message_is_a_question(stub: DiscordStub, ada: Person, matcher: Matcher) -> None:
    for text in (WHO, f"{stub.bot.mention} {WHO}", f"!ask {WHO}", f"ask {WHO}"):
        reply = await stub.next_reply(to=await ada.says(stub.dm(ada), text))
        assert gives(reply, passage_for(matcher, WHO)), text


@pytest.mark.usefixtures("bot")
async def test_a_stranger_may_write_directly_too(stub: DiscordStub, matcher: Matcher) -> None:
    stranger = stub.add_person("stranger")
    reply = await stub.next_reply(to=await stranger.says(stub.dm(stranger), WHO))
    assert gives(reply, passage_for(matcher, WHO))


@pytest.mark.usefixtures("bot")
async def test_a_picture_in_a_direct_message_gets_an_example(stub: DiscordStub, ada: Person) -> None:
    reply = await stub.next_reply(to=await ada.says(stub.dm(ada), attachments=["cat.png"]))
    assert reply.content == wording.EMPTY_QUESTION


@pytest.mark.usefixtures("bot")
async def test_a_bare_mention_in_a_reply_to_the_bot_gets_an_example(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    reply = await stub.next_reply(to=await ada.says(general, stub.bot.mention, reply_to=answer))
    assert reply.content == wording.EMPTY_QUESTION


@pytest.mark.parametrize(
    "text", ["summary of the drug part?", "read about the tariffs", "topic zzqqxx", "help me find the ministers"]
)
async def test_a_sentence_that_begins_like_a_command_is_a_question_in_a_direct_message(
    start_bot: StartBot, stub: DiscordStub, ada: Person, scripted: ScriptedMatcher, text: str
) -> None:
    async with start_bot(knowing=scripted):
        await stub.next_reply(to=await ada.says(stub.dm(ada), text))
    assert scripted.asked == [text]


async def test_a_prefix_before_a_question_that_is_addressed_to_the_bot_does_not_matter(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    async with start_bot(knowing=scripted):
        answer = await stub.next_reply(to=await ada.says(stub.dm(ada), f"!{WHO}"))
        assert gives(answer, passage_for(scripted, WHO))
        mentioned = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} !{WHO}"))
        await stub.next_reply(to=await ada.says(general, "!and India?", reply_to=mentioned, ping=False))
        assert "and India?" in scripted.asked
        unaddressed = await ada.says(general, f"!{WHO}")
        await stub.settled()
    assert stub.replies_to(unaddressed) == []


@pytest.mark.usefixtures("bot")
async def test_a_follow_up_by_the_text_command_keeps_its_topic(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))
    more = await stub.next_reply(to=await ada.says(general, "!ask more", reply_to=answer, ping=False))
    assert gives(more, next_to(passage_for(matcher, WHO), matcher))


@pytest.mark.parametrize("mentionable", [True, False])
async def test_a_mention_of_the_role_that_discord_made_for_the_bot_is_a_mention(
    start_bot: StartBot,
    stub: DiscordStub,
    guild: Guild,
    ada: Person,
    ben: Person,
    general: Channel,
    scripted: ScriptedMatcher,
    mentionable: bool,
) -> None:
    guild.bot_role.mentionable = mentionable
    async with start_bot(knowing=scripted):
        reply = await stub.next_reply(to=await ada.says(general, f"{guild.bot_role.mention} {WHO}"))
        assert gives(reply, passage_for(scripted, WHO))
        assert scripted.asked[-1] == WHO
        asked = await ben.says(general, WHOM)
        call = await ada.says(general, guild.bot_role.mention, reply_to=asked)
        assert gives(await stub.next_reply(to=call), passage_for(scripted, WHOM))


@pytest.mark.usefixtures("bot")
async def test_a_forwarded_question_is_answered_where_it_is_addressed_to_the_bot(
    stub: DiscordStub, ada: Person, ben: Person, quiet: Channel, general: Channel, matcher: Matcher
) -> None:
    question = await ben.says(quiet, WHO)
    directly = await ada.forwards(question, stub.dm(ada))
    assert gives(await stub.next_reply(to=directly), passage_for(matcher, WHO))
    forwarded = await ben.forwards(question, general)
    call = await ada.says(general, stub.bot.mention, reply_to=forwarded)
    assert gives(await stub.next_reply(to=call), passage_for(matcher, WHO))
    found = await (await ada.uses_message_menu(forwarded, discord_wording.FIND)).answered()
    assert gives(found, passage_for(matcher, WHO))


@pytest.mark.usefixtures("bot")
async def test_bots_and_webhooks_get_no_answer_however_they_ask(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel
) -> None:
    robot = guild.add_member("robot", bot=True)
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    await robot.says(general, f"{stub.bot.mention} {WHOM}")
    await robot.says(general, f"!ask {WHOM}")
    await robot.says(general, WHOM, reply_to=answer)
    await stub.webhook_says(general, f"{stub.bot.mention} {WHOM}")
    await stub.webhook_says(general, f"!ask {WHOM}")
    await stub.settled()
    assert stub.said_in(general) == [answer]


async def test_choices_come_as_buttons_to_whoever_asked(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    scripted.script["which?"] = scripted.choices(WHO, WHOM)
    async with start_bot(knowing=scripted):
        reply = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} which?"))
        titles = [scripted.article.section_of(passage_for(scripted, asked)).title for asked in (WHO, WHOM)]
        assert reply.labels[:2] == [discord_wording.THIS_ONE, titles[1]]
        assert wording.PERHAPS in reply.embed["title"]
        await (await ada.presses(reply, titles[1])).answered()
        assert gives(reply, passage_for(scripted, WHOM))


async def test_the_prefix_is_a_setting(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    async with start_bot(prefix="fn?"):
        other = await ada.says(general, f"!ask {WHO}")
        reply = await stub.next_reply(to=await ada.says(general, f"fn?ask {WHO}"))
        assert gives(reply, passage_for(matcher, WHO))
        assert "fn?ask" in (await stub.next_reply(to=await ada.says(general, "fn?help"))).text
        unfinished = await stub.next_reply(to=await ada.says(general, "fn?ask"))
        assert unfinished.content == discord_wording.usage("ask", "fn?")
    assert stub.replies_to(other) == []


@pytest.mark.parametrize("prefix", ["-", ">", "#", "*"])
async def test_a_list_a_quote_and_a_heading_are_no_commands_whatever_the_prefix(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, prefix: str
) -> None:
    async with start_bot(prefix=prefix):
        await ada.says(general, f"{prefix} topics")
        await ada.says(general, f"{prefix} help with the tariffs\n{prefix} topics")
        await stub.settled()
        assert stub.said_in(general) == []
        assert await stub.next_reply(to=await ada.says(general, f"{prefix}topics"))
