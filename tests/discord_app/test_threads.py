"""Answers in threads that are started from the questions, and follow-ups in those."""

from __future__ import annotations

import pytest

from bot.conversation import wording
from bot.conversation.wordings import discord_wording
from bot.discord_app.client import FootnoteBot
from bot.matching.matcher import Matcher
from bot.store.server_settings import AnswerPlace, Mode
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, as_read, gives, next_to, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

ALLOWED = ("create_public_threads", "send_messages_in_threads")


@pytest.fixture
async def threaded(bot: FootnoteBot, guild: Guild, general: Channel) -> FootnoteBot:
    """The bot, which answers in threads."""
    await allow(bot, guild, general)
    return bot


async def allow(bot: FootnoteBot, guild: Guild, general: Channel, **chosen: object) -> None:
    """Let answers stand in threads, with the permission for that."""
    guild.allow(guild.bot_role, general, *ALLOWED)
    await choose(bot, guild, answers=AnswerPlace.THREAD, **chosen)


async def opened(stub: DiscordStub, question: Message) -> Channel:
    """The thread that the bot starts on a question, with its answer in it."""
    await stub.settled()
    thread = stub.world.channels[question.id]
    assert len(stub.said_in(thread)) == 1
    assert stub.replies_to(question) == []
    return thread


async def asks(stub: DiscordStub, who: Person, channel: Channel, text: str = WHO) -> Message:
    """A question with a mention."""
    return await who.says(channel, f"{stub.bot.mention} {text}")


@pytest.mark.usefixtures("threaded")
async def test_an_answer_goes_to_a_thread_named_by_the_question(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    thread = await opened(stub, await asks(stub, ada, general))
    assert thread.name == WHO
    assert gives(stub.said_in(thread)[0], passage_for(matcher, WHO))
    assert stub.said_in(thread)[0].pings == frozenset()


@pytest.mark.usefixtures("threaded")
@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"!ask {WHO}", WHO),
        ("<bot> please,\n  who is   **Tammy Bruce**?", "please, who is Tammy Bruce?"),
        ("<bot> who is Tammy Bruce? <:shrug:123456789012345678> <#123456789012345678>", WHO),
        ("<bot> who is Tammy Bruce, @everyone?", "who is Tammy Bruce, @\u200beveryone?"),
        (f"<bot> ``` {WHO}", WHO),
        (f"<bot> # *{WHO}*", WHO),
        (f"<bot> 1. ||{WHO}|| https://example.org/x", WHO),
        (f'<bot> "[{WHO}](https://example.org)"', WHO),
        ("hey <bot>, who is _she_?", "hey, who is she?"),
        (f"<bot> {WHO} {'again ' * 40}", f"{WHO} {'again ' * 40}"[:99] + "…"),
    ],
)
async def test_the_name_of_a_thread_is_the_question_clipped_and_without_effect(
    stub: DiscordStub, ada: Person, general: Channel, text: str, name: str
) -> None:
    thread = await opened(stub, await ada.says(general, text.replace("<bot>", stub.bot.mention)))
    assert thread.name == name


@pytest.mark.usefixtures("threaded")
async def test_a_thread_for_a_question_in_another_message_is_named_by_the_topic(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    asked = await ben.says(general, WHO)
    thread = await opened(stub, await ada.says(general, stub.bot.mention, reply_to=asked))
    assert thread.name == matcher.article.section_of(passage_for(matcher, WHO)).title


@pytest.mark.usefixtures("threaded")
@pytest.mark.parametrize(
    "text", ["<bot> hello", "<bot> wer ist Tammy Bruce und was hat sie gesagt?", "!topics", "!topik"]
)
async def test_a_line_that_is_no_answer_goes_to_the_channel(
    stub: DiscordStub, ada: Person, general: Channel, text: str
) -> None:
    message = await ada.says(general, text.replace("<bot>", stub.bot.mention))
    assert await stub.next_reply(to=message)
    assert message.id not in stub.world.channels


@pytest.mark.usefixtures("threaded")
async def test_a_miss_is_reported_in_a_thread_too(stub: DiscordStub, ada: Person, general: Channel) -> None:
    thread = await opened(stub, await asks(stub, ada, general, NOWHERE))
    assert wording.NO_MATCH in stub.said_in(thread)[0].text


async def test_an_unasked_answer_goes_to_a_thread_too(
    stub: DiscordStub, threaded: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    await choose(threaded, guild, mode=Mode.LISTENING)
    await opened(stub, await ada.says(general, WHO))
    chatter = await ada.says(general, "nice weather, is it not?")
    await stub.settled()
    assert chatter.id not in stub.world.channels


@pytest.mark.usefixtures("threaded")
async def test_follow_ups_in_the_thread_need_no_mention_and_refer_to_its_answers(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    thread = await opened(stub, await asks(stub, ada, general))
    assert await stub.next_reply(to=await ada.says(thread, "more"))
    assert gives(await stub.next_reply(to=await ben.says(thread, WHOM)), passage_for(matcher, WHOM))
    assert "Topics" in (await stub.next_reply(to=await ada.says(thread, "topics"))).text
    assert matcher.article.summary in (await stub.next_reply(to=await ada.says(thread, "tldr"))).text


@pytest.mark.usefixtures("threaded")
@pytest.mark.parametrize(
    "text", ["I will read up on the rest tonight", "nice one, my cat would agree", "lol", "thanks!"]
)
async def test_a_remark_in_the_thread_gets_no_reply(
    stub: DiscordStub, ada: Person, general: Channel, text: str
) -> None:
    thread = await opened(stub, await asks(stub, ada, general))
    said = await ada.says(thread, text)
    await stub.settled()
    assert stub.replies_to(said) == []


async def test_a_follow_up_in_a_thread_refers_to_its_answers_after_a_restart_and_for_others_too(
    stub: DiscordStub, start_bot: StartBot, guild: Guild, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    async with start_bot() as bot:
        await allow(bot, guild, general)
        thread = await opened(stub, await asks(stub, ada, general))
        following = next_to(passage_for(matcher, WHO), matcher)
        assert gives(await stub.next_reply(to=await ben.says(thread, "more")), following)
    async with start_bot():
        following = next_to(following, matcher)
        assert gives(await stub.next_reply(to=await ada.says(thread, "more")), following)


@pytest.mark.usefixtures("threaded")
async def test_follow_ups_in_the_thread_refer_to_its_last_answer_whoever_asked(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    thread = await opened(stub, await asks(stub, ada, general))
    assert gives(await stub.next_reply(to=await ben.says(thread, WHOM)), passage_for(matcher, WHOM))
    last = next_to(passage_for(matcher, WHOM), matcher)
    assert gives(await stub.next_reply(to=await ada.says(thread, "more")), last)
    assert gives(await stub.next_reply(to=await ben.says(thread, "more")), next_to(last, matcher))
    await stub.next_reply(to=await ben.says(thread, "topics"))
    picked = await stub.next_reply(to=await ada.says(thread, "4"))
    assert picked.embed["title"] == as_read(matcher.article.sections[3].title)


@pytest.mark.usefixtures("threaded")
async def test_a_private_answer_in_the_thread_is_no_context_for_others(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    thread = await opened(stub, await asks(stub, ada, general))
    await (await ben.slash(thread, "ask", question=WHOM, private=True)).answered()
    following = next_to(passage_for(matcher, WHO), matcher)
    assert gives(await stub.next_reply(to=await ada.says(thread, "more")), following)


@pytest.mark.usefixtures("threaded")
async def test_talk_between_people_in_the_thread_is_left_alone(
    stub: DiscordStub, ada: Person, ben: Person, guild: Guild, general: Channel
) -> None:
    thread = await opened(stub, await asks(stub, ada, general))
    helpers = guild.add_role("helpers", mentionable=True)
    guild.allow(ada, general, "mention_everyone")
    said = await ben.says(thread, f"{ada.mention} {WHOM}")
    told = await ada.says(thread, WHOM, reply_to=said)
    other = await ada.says(thread, "!rank")
    called = [await ada.says(thread, f"{name} {WHOM}") for name in (helpers.mention, "@everyone", "@here")]
    await stub.settled()
    assert not any(stub.replies_to(message) for message in (said, told, other, *called))


async def test_a_you_in_a_thread_means_the_bot_for_one_person_and_the_others_for_several(
    stub: DiscordStub, threaded: FootnoteBot, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    thread = await opened(stub, await asks(stub, ada, general))
    assert (await stub.next_reply(to=await ada.says(thread, "are you human?"))).text
    await ben.says(thread, "hi ada")
    texts = ("are you human?", "Ada, what do you think?", "what are you doing", "who are you?", "how old are you")
    said = [await person.says(thread, text) for person in (ada, ben) for text in texts]
    await stub.settled()
    assert not any(map(stub.replies_to, said))
    assert gives(await stub.next_reply(to=await ben.says(thread, f"do you know {WHO}")), passage_for(matcher, WHO))
    assert (await stub.next_reply(to=await ben.says(thread, f"{stub.bot.mention} who are you?"))).text


async def test_one_person_in_a_thread_gives_orders_without_a_mention_and_several_do_not(
    stub: DiscordStub, threaded: FootnoteBot, ada: Person, ben: Person, general: Channel
) -> None:
    thread = await opened(stub, await asks(stub, ada, general))
    for text in ("stop", "shut up", "don't answer here"):
        told = await stub.next_reply(to=await ada.says(thread, text))
        assert told.content == discord_wording.how_to_quiet(asker=True)
    await ben.says(thread, "hi ada")
    said = [await person.says(thread, text) for person in (ada, ben) for text in ("stop", "shut up", "leave me alone")]
    await stub.settled()
    assert not any(map(stub.replies_to, said))


async def test_threads_of_others_want_a_mention(
    stub: DiscordStub, threaded: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    thread = guild.add_thread(general, "ours", owner=ada.user)
    message = await ada.says(thread, WHO)
    await stub.settled()
    assert stub.replies_to(message) == []


@pytest.mark.parametrize("archived", [False, True])
async def test_the_bots_threads_are_known_after_a_restart(
    stub: DiscordStub,
    start_bot: StartBot,
    guild: Guild,
    ada: Person,
    general: Channel,
    matcher: Matcher,
    archived: bool,
) -> None:
    async with start_bot() as bot:
        await allow(bot, guild, general)
        thread = await opened(stub, await asks(stub, ada, general))
    if archived:
        guild.archive(thread)
    async with start_bot():
        assert gives(await stub.next_reply(to=await ada.says(thread, WHOM)), passage_for(matcher, WHOM))


# Where two people talk


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_thread_with_two_people_needs_a_mention_if_the_server_chose_so(
    stub: DiscordStub,
    start_bot: StartBot,
    guild: Guild,
    ada: Person,
    ben: Person,
    general: Channel,
    restarted: bool,
) -> None:
    async with start_bot() as bot:
        await allow(bot, guild, general, mention_in_busy_threads=True, mode=Mode.LISTENING)
        thread = await opened(stub, await asks(stub, ada, general))
        assert await stub.next_reply(to=await ada.says(thread, WHOM))
        if not restarted:
            await wants_a_mention(stub, ada, ben, thread)
    if restarted:
        async with start_bot():
            await wants_a_mention(stub, ada, ben, thread)


async def wants_a_mention(stub: DiscordStub, ada: Person, ben: Person, thread: Channel) -> None:
    """Two people talk, and the bot answers who mentions it."""
    said = [await ben.says(thread, WHO), await ada.says(thread, WHO)]
    await stub.settled()
    assert [stub.replies_to(message) for message in said] == [[], []]
    assert await stub.next_reply(to=await asks(stub, ben, thread))


async def test_after_a_restart_one_person_alone_still_needs_no_mention(
    stub: DiscordStub, start_bot: StartBot, guild: Guild, ada: Person, general: Channel
) -> None:
    async with start_bot() as bot:
        await allow(bot, guild, general, mention_in_busy_threads=True)
        thread = await opened(stub, await asks(stub, ada, general))
    async with start_bot():
        assert await stub.next_reply(to=await ada.says(thread, WHOM))


# Where it cannot be


@pytest.mark.parametrize("lacking", ALLOWED)
async def test_without_the_permission_an_answer_goes_to_the_channel(
    stub: DiscordStub, threaded: FootnoteBot, guild: Guild, ada: Person, general: Channel, lacking: str
) -> None:
    guild.deny(guild.bot_role, general, lacking)
    await stub.settled()
    question = await asks(stub, ada, general)
    assert await stub.next_reply(to=question)
    assert question.id not in stub.world.channels
    assert not stub.requests.failed()


async def test_direct_messages_threads_posts_and_voice_chats_are_answered_where_they_are(
    stub: DiscordStub, threaded: FootnoteBot, guild: Guild, ada: Person, general: Channel, forum: Channel
) -> None:
    await choose(threaded, guild, channel_modes={forum.id: Mode.POSTS})
    thread = guild.add_thread(general, "a thread")
    voice, stage = guild.add_voice_channel("voice"), guild.add_stage_channel("stage")
    for channel in (thread, voice, stage, stub.dm(ada)):
        assert await stub.next_reply(to=await asks(stub, ada, channel))
    assert await stub.next_reply(to=await ada.posts(forum, "Who?", WHO))


async def test_announcements_have_threads_as_well(
    stub: DiscordStub, threaded: FootnoteBot, guild: Guild, ada: Person
) -> None:
    news = guild.add_announcement_channel("news")
    guild.allow(guild.bot_role, news, *ALLOWED)
    await opened(stub, await asks(stub, ada, news))


@pytest.mark.usefixtures("threaded")
async def test_a_slash_command_is_answered_where_it_was_used(stub: DiscordStub, ada: Person, general: Channel) -> None:
    answer = await (await ada.slash(general, "ask", question=WHO)).answered()
    assert answer.channel is general


@pytest.mark.usefixtures("threaded")
@pytest.mark.parametrize("fault", ["fails", "refused", "taken"])
async def test_the_answer_goes_to_the_channel_if_the_thread_cannot_be_started(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel, fault: str, no_backoff: None
) -> None:
    path = f"/channels/{general.id}/messages/*/threads"
    if fault != "taken":
        stub.faults.fails("POST", path, 5, status=500 if fault == "fails" else 400)
    question = await asks(stub, ada, general)
    if fault == "taken":
        guild.add_thread(general, "mine", owner=ada.user, on=question)
    assert await stub.next_reply(to=question)


@pytest.mark.usefixtures("threaded", "no_backoff")
async def test_a_thread_whose_start_was_not_confirmed_is_used_all_the_same(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    stub.faults.fails("POST", f"/channels/{general.id}/messages/*/threads", apply_first=True)
    await opened(stub, await asks(stub, ada, general))


# Edits and deletions


@pytest.mark.usefixtures("threaded")
async def test_an_edited_question_changes_its_answer_in_the_thread(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    question = await asks(stub, ada, general)
    thread = await opened(stub, question)
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await stub.settled()
    assert gives(stub.said_in(thread)[0], passage_for(matcher, WHOM))
    assert len(stub.said_in(thread)) == 1


@pytest.mark.usefixtures("threaded")
async def test_an_edited_question_changes_its_answer_in_an_archived_thread(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel, matcher: Matcher
) -> None:
    question = await asks(stub, ada, general)
    thread = await opened(stub, question)
    guild.archive(thread)
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await stub.settled()
    assert gives(stub.said_in(thread)[0], passage_for(matcher, WHOM))


@pytest.mark.usefixtures("threaded")
@pytest.mark.parametrize("archived", [False, True])
async def test_a_deleted_question_takes_its_answer_along_and_the_thread_keeps_none_of_its_words(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel, archived: bool
) -> None:
    question = await asks(stub, ada, general)
    thread = await opened(stub, question)
    answer = stub.said_in(thread)[0]
    if archived:
        guild.archive(thread)
    await ada.deletes(question)
    await stub.settled()
    assert answer.deleted
    assert (thread.name, thread.archived) == (discord_wording.DELETED_QUESTION, archived)


async def test_a_question_that_is_deleted_after_a_restart_takes_its_answer_along_and_others_stay(
    start_bot: StartBot, stub: DiscordStub, guild: Guild, ada: Person, general: Channel
) -> None:
    async with start_bot() as bot:
        await allow(bot, guild, general)
        question = await asks(stub, ada, general)
        thread = await opened(stub, question)
        answer = await stub.next_message(thread)
        further = await stub.next_reply(to=await ada.says(thread, WHOM))
    async with start_bot():
        await ada.deletes(question)
        await stub.settled()
        assert answer.deleted
        assert not further.deleted
        assert thread.name == discord_wording.DELETED_QUESTION


@pytest.mark.usefixtures("threaded")
async def test_an_answer_in_a_thread_that_is_gone_does_no_harm(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel
) -> None:
    question = await asks(stub, ada, general)
    guild.delete_channel(await opened(stub, question))
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await ada.deletes(question)
    assert await opened(stub, await asks(stub, ada, general))
