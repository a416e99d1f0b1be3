"""Channels in which the bot listens: what it answers unasked, and above all what it leaves alone."""

from __future__ import annotations

import pytest

from bot.conversation import wording
from bot.conversation.wordings import discord_wording
from bot.matching.matcher import Matcher
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, ScriptedMatcher, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Person

pytestmark = pytest.mark.usefixtures("listening")


async def test_a_plain_question_is_answered_unasked(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    reply = await stub.next_reply(to=await ada.says(general, WHO))
    assert gives(reply, passage_for(matcher, WHO))
    assert reply.pings == frozenset()


@pytest.mark.parametrize("form", ["{}, {}", "{}: {}", "hey {}, {}", "hey {} {}", "@{}, {}", "@{} {}", "ok {}: {}"])
async def test_its_name_before_a_question_counts_as_a_mention_where_it_listens(
    stub: DiscordStub, ada: Person, general: Channel, quiet: Channel, matcher: Matcher, form: str
) -> None:
    name = stub.bot.name.capitalize()
    answer = await stub.next_reply(to=await ada.says(general, form.format(name, WHO)))
    assert gives(answer, passage_for(matcher, WHO))
    missing = await stub.next_reply(to=await ada.says(general, form.format(name, NOWHERE)))
    assert missing.embeds[0]["title"] == wording.NO_MATCH
    topics = await stub.next_reply(to=await ada.says(general, form.format(name, "topics")))
    assert topics.menus
    await ada.says(quiet, form.format(name, WHO))
    await stub.settled()
    assert stub.said_in(quiet) == []


@pytest.mark.parametrize("nick", ["Trade Bot (beta)", "Footnote \U0001f4d6", "Q&A!", "c++", "Écho"])
async def test_its_name_in_a_server_may_end_with_any_sign(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel, matcher: Matcher, nick: str
) -> None:
    guild.set_nick(stub.bot, nick)
    for form in ("{}, {}", "hey {} {}", "@{} {}"):
        answer = await stub.next_reply(to=await ada.says(general, form.format(nick, WHO)))
        assert gives(answer, passage_for(matcher, WHO))
    guild.set_nick(stub.bot, None)


@pytest.mark.parametrize("form", ["{} {}", "{} {}!", "{1} {0}", "{1}, {0}!"])
@pytest.mark.parametrize("order", ["stop", "shut up", "stop answering ben", "don't answer here"])
async def test_an_order_with_its_name_needs_no_comma(
    stub: DiscordStub, ada: Person, general: Channel, form: str, order: str
) -> None:
    ordered = await ada.says(general, form.format(stub.bot.name, order))
    assert (await stub.next_reply(to=ordered)).content == discord_wording.how_to_quiet(asker=True)


async def test_an_open_question_and_a_command_after_its_name_need_no_comma(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.name} {WHO}"))
    assert gives(answer, passage_for(matcher, WHO))
    assert (await stub.next_reply(to=await ada.says(general, f"{stub.bot.name.lower()} topics"))).menus


async def test_a_remark_about_the_bot_by_its_name_gets_no_answer(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    name = stub.bot.name
    for text in (
        f"{name} is down again",
        f"I asked {name}, it said no",
        f"{name} stopped answering ben",
        f"how do I stop {name}",
        f"{name} topics are boring",
        f"is it {name}",
        f"clear {name}",
        f"remove {name}",
        f"{name}s, who needs them",
        f"{name}",
        f"{name}:",
    ):
        await ada.says(general, text)
    await stub.settled()
    assert stub.said_in(general) == []


async def test_other_channels_are_left_alone(stub: DiscordStub, ada: Person, quiet: Channel) -> None:
    await ada.says(quiet, WHO)
    await stub.settled()
    assert stub.said_in(quiet) == []


@pytest.mark.parametrize(
    "text",
    [
        "hello everyone",
        "I met Tammy Bruce once.",
        NOWHERE,
        "lol",
        "thanks!",
        "",
        f"`{WHO}`",
        f"```\n{WHO}\n```",
        f"> {WHO}\nwhat a question",
        f"https://example.org/ {WHO}",
        f"?ask {WHO}",
        f"!play {WHO}",
        f"/ask {WHO}",
        f"@everyone {WHO}",
        f"<@123456789012345678> {WHO}",
        "🦆🦆🦆",
        f"{WHO} " * 30,
    ],
)
async def test_everything_else_is_met_with_silence(stub: DiscordStub, ada: Person, general: Channel, text: str) -> None:
    await ada.says(general, text, attachments=[] if text else ["cat.png"])
    await stub.settled()
    assert stub.said_in(general) == []


async def test_an_unasked_question_with_several_possible_passages_gets_silence(
    stub: DiscordStub, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    scripted.script[WHOM] = scripted.choices(WHO, WHOM)
    await ada.says(general, WHOM)
    await stub.settled()
    assert scripted.asked[-1] == WHOM
    assert stub.said_in(general) == []


async def test_the_same_passage_is_not_repeated_in_a_channel(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    await stub.next_reply(to=await ada.says(general, WHO))
    again = await ben.says(general, WHO)
    other = await ben.says(general, WHOM)
    assert gives(await stub.next_reply(to=other), passage_for(matcher, WHOM))
    await stub.settled()
    assert stub.replies_to(again) == []


async def test_an_addressed_question_may_repeat_the_passage(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    await stub.next_reply(to=await ada.says(general, WHO))
    asked = await ben.says(general, f"{stub.bot.mention} {WHO}")
    assert gives(await stub.next_reply(to=asked), passage_for(matcher, WHO))


async def test_repeats_are_counted_by_channel(stub: DiscordStub, guild: Guild, ada: Person, general: Channel) -> None:
    await stub.next_reply(to=await ada.says(general, WHO))
    await stub.next_reply(to=await ada.says(guild.add_thread(general, "aside"), WHO))


async def test_threads_and_posts_under_a_listened_channel_are_listened_to(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel, forum: Channel, quiet: Channel
) -> None:
    await stub.next_reply(to=await ada.says(guild.add_thread(general, "aside"), WHO))
    await stub.next_reply(to=await ada.posts(forum, "Who?", WHO))
    aside = guild.add_thread(quiet, "aside")
    await ada.says(aside, WHO)
    await stub.settled()
    assert stub.said_in(aside) == []


async def test_a_question_to_another_member_in_a_reply_is_answered_like_any_other(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    said = await ben.says(general, "Interesting article.")
    await stub.next_reply(to=await ada.says(general, WHO, reply_to=said))


async def test_bots_webhooks_and_system_messages_are_never_answered(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    robot = guild.add_member("robot", bot=True)
    await robot.says(general, WHO)
    await stub.webhook_says(general, WHO)
    for kind in (6, 7, 8, 18):
        await ada.says(general, WHO, type=kind)
    await stub.settled()
    assert scripted.asked == []
    assert stub.said_in(general) == []


async def test_the_bot_does_not_answer_itself(stub: DiscordStub, ada: Person, general: Channel) -> None:
    answer = await stub.next_reply(to=await ada.says(general, WHO))
    await (await ada.slash(general, "summary")).answered()
    await stub.settled()
    assert stub.replies_to(answer) == []
    assert len(stub.said_in(general)) == 2


async def test_a_forwarded_question_is_not_asked_by_whoever_forwards_it(
    stub: DiscordStub, ada: Person, quiet: Channel, general: Channel
) -> None:
    await ada.forwards(await ada.says(quiet, WHO), general)
    await stub.settled()
    assert stub.said_in(general) == []


@pytest.mark.parametrize("form", ["{bot} {who}", "!ask {who}", "/ask"])
async def test_a_passage_that_was_asked_for_is_not_repeated_unasked(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, form: str
) -> None:
    if form == "/ask":
        await (await ada.slash(general, "ask", question=WHO)).answered()
    else:
        await stub.next_reply(to=await ada.says(general, form.format(bot=stub.bot.mention, who=WHO)))
    again = await ben.says(general, WHO)
    await stub.settled()
    assert stub.replies_to(again) == []


async def test_a_published_answer_is_not_repeated_unasked(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    message = await ben.says(general, f"/ask {WHO}")
    found = await (await ada.uses_message_menu(message, "Find in the article")).answered()
    shown = await (await ada.presses(found, "Show to everyone")).followed_up()
    assert gives(shown, passage_for(matcher, WHO))
    await ben.says(general, WHO)
    await stub.settled()
    assert stub.said_in(general) == [found, shown]


async def test_an_answer_that_was_taken_away_may_be_given_again(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    reply = await stub.next_reply(to=await ada.says(general, WHO))
    await ada.presses(reply, emoji="🗑️")
    await stub.wait_for(lambda: reply.deleted)
    await stub.settled()
    await stub.next_reply(to=await ben.says(general, WHO))


async def test_an_answer_that_only_the_asker_saw_does_not_count_as_repeated(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    await (await ada.slash(general, "ask", question=WHO, private=True)).answered()
    await stub.next_reply(to=await ben.says(general, WHO))


@pytest.mark.usefixtures("no_backoff")
async def test_a_passage_that_could_not_be_sent_was_not_given(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    fault = stub.faults.fails("POST", "/channels/*/messages", 5)
    lost = await ada.says(general, WHO)
    await stub.settled()
    assert fault.hits == 5
    assert stub.replies_to(lost) == []
    await stub.next_reply(to=await ben.says(general, WHO))


async def test_a_passage_that_may_not_be_sent_was_not_given(
    stub: DiscordStub, guild: Guild, ada: Person, ben: Person, general: Channel
) -> None:
    guild.deny(stub.bot, general, "send_messages")
    await ada.says(general, WHO)
    await stub.settled()
    guild.reset(stub.bot, general)
    await stub.next_reply(to=await ben.says(general, WHO))


@pytest.mark.parametrize("change", ["deleted", "edited"])
async def test_a_passage_whose_answer_is_gone_may_be_given_again(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, change: str
) -> None:
    question = await ada.says(general, WHO)
    await stub.next_reply(to=question)
    if change == "deleted":
        await ada.deletes(question)
    else:
        await ada.edits(question, WHOM)
    await stub.settled()
    await stub.next_reply(to=await ben.says(general, WHO))


async def test_a_question_that_two_ask_at_once_is_answered_once(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    slow = stub.faults.slows("POST", "/channels/*/messages")
    await ada.says(general, WHO)
    await slow.reached.wait()
    await ben.says(general, WHO)
    await stub.delivered()
    slow.release()
    await stub.settled()
    assert len(stub.said_in(general)) == 1


async def test_a_bare_question_is_talk_between_people_even_after_an_answer(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    await stub.next_reply(to=await ada.says(general, "what did landau and misri discuss"))
    for bare in ("where did they meet?", "is he coming?", "was it on wednesday?"):
        asked = await ada.says(general, bare)
        await stub.settled()
        assert not stub.replies_to(asked)
