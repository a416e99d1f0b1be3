"""Settings of servers other than modes: articles, sureness, style, paces, who may delete."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.wordings import discord_wording
from bot.discord_app.client import FootnoteBot
from bot.discord_app.pacing import BURST
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer
from bot.store.server_settings import Deletes, Mode, Style, Sureness
from tests.compiled import holding
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, ScriptedMatcher, answer_to, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

HOUR = 3600.0


async def asks(stub: DiscordStub, who: Person, channel: Channel, text: str = WHO) -> Message:
    """The answer to a question with a mention."""
    return await stub.next_reply(to=await who.says(channel, f"{stub.bot.mention} {text}"))


async def slow_down(stub: DiscordStub, bot: FootnoteBot, guild: Guild, who: Person, channel: Channel) -> None:
    """Choose slow paces in a server, and have somebody ask as much as they allow."""
    await choose(bot, guild, person_cooldown=HOUR, channel_cooldown=HOUR)
    for _ in range(BURST):
        await asks(stub, who, channel)


# Articles


async def test_each_channel_has_the_article_that_its_server_chose(
    stub: DiscordStub,
    start_bot: StartBot,
    guild: Guild,
    ada: Person,
    general: Channel,
    quiet: Channel,
    forum: Channel,
    matcher: Matcher,
    cats_matcher: Matcher,
) -> None:
    articles = holding({"us-india-trade": matcher, "library-cats": cats_matcher})
    async with start_bot(articles=articles) as bot:
        assert matcher.article.title in (await asks(stub, ada, quiet, NOWHERE)).text
        await choose(bot, guild, article="library-cats", channel_articles={general.id: "us-india-trade"})
        assert cats_matcher.article.title in (await asks(stub, ada, quiet, NOWHERE)).text
        assert gives(await asks(stub, ada, general), passage_for(matcher, WHO))
        post = await ada.posts(forum, "Cats", "Which ones?")
        assert cats_matcher.article.title in (await asks(stub, ada, post.channel, NOWHERE)).text
        summary = await (await ada.slash(quiet, "summary")).answered()
        assert cats_matcher.article.summary in summary.text
        assert matcher.article.title in (await asks(stub, ada, stub.dm(ada), NOWHERE)).text


async def test_a_servers_choice_for_a_channel_comes_before_the_hosts_and_that_before_its_choice_for_all(
    stub: DiscordStub,
    start_bot: StartBot,
    guild: Guild,
    ada: Person,
    general: Channel,
    matcher: Matcher,
    cats_matcher: Matcher,
) -> None:
    articles = holding({"us-india-trade": matcher, "library-cats": cats_matcher})
    async with start_bot(articles=articles, channel_articles={general.id: "library-cats"}) as bot:
        await choose(bot, guild, article="us-india-trade")
        assert cats_matcher.article.title in (await asks(stub, ada, general, NOWHERE)).text
        await choose(bot, guild, channel_articles={general.id: "us-india-trade"})
        assert matcher.article.title in (await asks(stub, ada, general, NOWHERE)).text


async def test_if_the_chosen_article_was_removed_the_only_other_one_answers_nothing_unasked(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel, matcher: Matcher
) -> None:
    await choose(bot, guild, article="of-yesterday", mode=Mode.LISTENING)
    assert gives(await asks(stub, ada, general), passage_for(matcher, WHO))
    unasked = await ada.says(general, WHO)
    await stub.settled()
    assert stub.replies_to(unasked) == []


# Sureness


@pytest.mark.parametrize(
    ("score", "levels"),
    [
        (0.95, {Sureness.CAREFUL, Sureness.USUAL, Sureness.EAGER}),
        (0.7, {Sureness.USUAL, Sureness.EAGER}),
        (0.55, {Sureness.EAGER}),
        (0.45, set[Sureness]()),
    ],
)
async def test_how_sure_the_bot_must_be_to_speak_unasked_is_chosen_by_the_server(
    stub: DiscordStub,
    start_bot: StartBot,
    guild: Guild,
    ada: Person,
    scripted: ScriptedMatcher,
    score: float,
    levels: set[Sureness],
) -> None:
    found = answer_to(scripted, WHOM)
    scripted.script[WHOM] = Answer(replace(found.best, score=score), found.others)
    async with start_bot(knowing=scripted) as bot:
        for level in Sureness:
            await choose(bot, guild, mode=Mode.LISTENING, sureness=level)
            channel = guild.add_text_channel(level.value)
            await stub.settled()
            await ada.says(channel, WHOM)
            await stub.settled()
            assert bool(stub.said_in(channel)) == (level in levels)


# How answers look


async def test_answers_are_text_without_embeds_where_the_server_chose_that(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    await choose(bot, guild, style=Style.TEXT)
    answer = await asks(stub, ada, general)
    shown = [
        answer,
        await (await ada.presses(answer, emoji="▶️")).answered(),
        await (await ada.presses(answer, discord_wording.RELATED)).answered(),
        await (await ada.slash(general, "ask", question=WHO, private=True)).answered(),
        await stub.next_reply(to=await ada.says(general, "!topics")),
    ]
    found = await (await ada.uses_message_menu(await ben.says(general, WHO), discord_wording.FIND)).answered()
    await ada.presses(found, "Show to everyone")
    await stub.settled()
    shown += [found, stub.said_in(general)[-1]]
    assert [message.embeds for message in shown] == [[]] * len(shown)
    assert gives(shown[-1], passage_for(matcher, WHO))


async def test_an_answer_that_is_edited_after_the_server_chose_text_becomes_text(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel, matcher: Matcher
) -> None:
    question = await ada.says(general, f"!ask {WHO}")
    answer = await stub.next_reply(to=question)
    await choose(bot, guild, style=Style.TEXT)
    await ada.edits(question, f"!ask {WHOM}")
    await stub.settled()
    assert answer.embeds == []
    assert gives(answer, passage_for(matcher, WHOM))


async def test_direct_messages_keep_their_embeds(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person
) -> None:
    await choose(bot, guild, style=Style.TEXT)
    assert (await asks(stub, ada, stub.dm(ada))).embeds


# Paces


async def test_a_slower_pace_for_people_holds_in_the_server_that_chose_it(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    await choose(bot, guild, person_cooldown=HOUR)
    for _ in range(BURST):
        await asks(stub, ada, general)
    assert "Please ask again" in (await asks(stub, ada, general)).content
    assert (await asks(stub, ada, stub.dm(ada))).embeds
    other = stub.add_guild("Elsewhere")
    lobby = other.add_text_channel("lobby")
    other.add_member(ada)
    await stub.settled()
    assert (await asks(stub, ada, lobby)).embeds


async def test_a_slower_pace_for_a_channel_holds_for_all_in_it(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, ben: Person, general: Channel, quiet: Channel
) -> None:
    await choose(bot, guild, channel_cooldown=HOUR)
    for _ in range(BURST):
        await asks(stub, ada, general)
    assert "Please ask again" in (await asks(stub, ben, general)).content
    assert (await asks(stub, ben, quiet)).embeds


async def test_a_pace_that_is_taken_back_is_forgotten_at_once(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    await choose(bot, guild, person_cooldown=HOUR, channel_cooldown=HOUR)
    for _ in range(BURST + 1):
        await asks(stub, ada, general)
    await choose(bot, guild, person_cooldown=None, channel_cooldown=None)
    assert (await asks(stub, ada, general)).embeds


@pytest.mark.parametrize(
    "command", ["footnote settings", "footnote setup", "footnote doctor", "footnote insights", "footnote unanswered"]
)
async def test_a_pace_that_is_too_slow_can_be_changed(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, command: str
) -> None:
    await choose(bot, guild, person_cooldown=HOUR)
    for _ in range(BURST):
        await asks(stub, mira, general)
    assert "Please ask again" in (await asks(stub, mira, general)).content
    for _ in range(BURST + 1):
        assert (await (await mira.slash(general, command)).answered()).embeds
    assert "Please ask again" in (await (await mira.slash(general, "summary")).answered()).content


async def test_the_privacy_page_ignores_a_servers_slow_pace(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    await slow_down(stub, bot, guild, ada, general)
    kept = await (await ada.slash(general, "privacy")).answered()
    assert "Please ask again" in (await asks(stub, ada, general)).content
    assert (await asks(stub, ada, general, "privacy")).embeds == kept.embeds


async def test_private_pages_about_the_bot_ignore_a_servers_slow_pace(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    await slow_down(stub, bot, guild, ada, general)
    for command in ("help", "about"):
        assert "Please ask again" not in (await (await ada.slash(general, command)).answered()).text
    assert "Please ask again" in (await asks(stub, ada, general, "help")).content


@pytest.mark.parametrize("command", ["help", "about", "privacy"])
async def test_private_replies_about_the_bot_do_not_use_the_channels_pace(
    stub: DiscordStub, start_bot: StartBot, ada: Person, ben: Person, general: Channel, quiet: Channel, command: str
) -> None:
    async with start_bot(channel_cooldown=HOUR):
        for _ in range(BURST):
            await asks(stub, ben, general)
        assert "Please ask again" in (await (await ada.slash(general, "summary")).answered()).content
        assert "Please ask again" not in (await (await ada.slash(general, command)).answered()).text
        for _ in range(BURST):
            await (await ada.slash(quiet, command)).answered()
        assert (await asks(stub, ben, quiet)).embeds


async def test_a_privacy_request_with_another_question_has_the_servers_pace(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    await slow_down(stub, bot, guild, ada, general)
    said = await asks(stub, ada, general, f"do you log this? {WHO}")
    assert "Please ask again" in said.content


async def test_however_slow_a_pace_a_server_chose_an_answer_follows_its_question(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel, matcher: Matcher
) -> None:
    await choose(bot, guild, person_cooldown=HOUR, channel_cooldown=HOUR)
    question = await ada.says(general, f"{stub.bot.mention} {WHO}")
    answer = await stub.next_reply(to=question)
    for text in (*[WHO, WHOM] * BURST, NOWHERE, WHOM):
        await ada.edits(question, f"{stub.bot.mention} {text}")
        await stub.settled()
    assert gives(answer, passage_for(matcher, WHOM))


async def test_no_server_makes_the_bot_faster_than_its_host(
    stub: DiscordStub, start_bot: StartBot, guild: Guild, ada: Person, general: Channel, matcher: Matcher
) -> None:
    async with start_bot(person_cooldown=HOUR, repeat_after=HOUR) as bot:
        await choose(bot, guild, person_cooldown=0.0, repeat_after=0.0, mode=Mode.LISTENING)
        assert gives(await asks(stub, ada, general), passage_for(matcher, WHO))
        repeated = await ada.says(general, WHO)
        await stub.settled()
        assert stub.replies_to(repeated) == []
        for _ in range(BURST - 1):
            await asks(stub, ada, general, WHOM)
        assert "Please ask again" in (await asks(stub, ada, general)).content


@pytest.mark.parametrize(("seconds", "again"), [(None, True), (HOUR, False)])
async def test_how_soon_a_passage_is_given_again_unasked_is_chosen_by_the_server(
    stub: DiscordStub,
    start_bot: StartBot,
    guild: Guild,
    ada: Person,
    ben: Person,
    general: Channel,
    seconds: float | None,
    again: bool,
) -> None:
    async with start_bot(repeat_after=0.0) as bot:
        await choose(bot, guild, mode=Mode.LISTENING, repeat_after=seconds)
        await stub.next_reply(to=await ada.says(general, WHO))
        repeated = await ben.says(general, WHO)
        await stub.settled()
        assert bool(stub.replies_to(repeated)) == again


# Who may delete


async def test_answers_have_no_delete_button_where_only_moderators_may_delete(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    before = await asks(stub, ada, general)
    await choose(bot, guild, deletes=Deletes.MODERATORS)
    answer = await asks(stub, ada, general)
    listed = await (await ada.slash(general, "topics")).answered()
    await (await ada.presses(before, emoji="▶️")).answered()
    for each in (before, answer, listed):
        assert "🗑️" not in each.labels
        assert each.components
    await choose(bot, guild, deletes=Deletes.ASKER)
    await (await ada.presses(answer, emoji="▶️")).answered()
    assert "🗑️" in answer.labels


async def test_an_asker_is_told_if_only_moderators_may_delete_by_now(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, mo: Person, general: Channel
) -> None:
    answer = await asks(stub, ada, general)
    await choose(bot, guild, deletes=Deletes.MODERATORS)
    told = await (await ada.presses(answer, emoji="🗑️")).answered()
    assert (told.ephemeral, told.content) == (True, discord_wording.MODERATORS_DELETE)
    assert not answer.deleted
    await mo.presses(answer, emoji="🗑️")
    await stub.settled()
    assert answer.deleted


@pytest.mark.parametrize("text", ["delete that please", "stop", "be quiet", "clear the chat"])
async def test_a_request_for_a_deletion_gets_a_line_on_who_may_delete(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel, text: str
) -> None:
    told = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {text}"))
    assert "🗑️" in told.content
    await choose(bot, guild, deletes=Deletes.MODERATORS)
    told = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {text}"))
    assert "🗑️" not in told.content
    assert discord_wording.MODERATORS_DELETE in told.content


async def test_an_asker_may_delete_a_private_answer(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    await choose(bot, guild, deletes=Deletes.MODERATORS)
    answer = await (await ada.slash(general, "ask", question=WHO, private=True)).answered()
    await ada.presses(answer, emoji="🗑️")
    await stub.settled()
    assert answer.deleted
