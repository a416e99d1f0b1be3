"""`/footnote setup`: three steps after adding the bot; and settings of large servers with many articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.articles import Articles
from bot.conversation.wordings import settings_wording as wording
from bot.discord_app.client import FootnoteBot
from bot.discord_app.components import tag_of
from bot.matching.matcher import Matcher
from bot.store.server_settings import AnswerPlace, Mode, ServerSettings
from tests.compiled import holding
from tests.discord_app.choosing import chosen_in
from tests.discord_app.conftest import Pause, StartBot
from tests.discord_app.panel import Panel, refusing
from tests.discord_stub import Channel, DiscordStub, Guild, Person


@pytest.fixture
def several(cats_matcher: Matcher, matcher: Matcher) -> Articles:
    """Two articles."""
    return holding({"us-india-trade": matcher, "library-cats": cats_matcher})


async def test_the_three_steps_lead_to_a_summary(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, forum: Channel, quiet: Channel
) -> None:
    panel = await Panel.opens(mira, general, "setup")
    assert panel.title == wording.SETUP[0]
    assert f"{wording.IN_ALL_CHANNELS}: When asked." in panel.text
    told = await panel.chooses("mode:listening", general)
    assert told.startswith(f"Changed. <#{general.id}>: Listening.\n")
    await panel.chooses("pick", "posts")
    told = await panel.chooses("mode:posts", forum)
    assert f"Listening: <#{general.id}>\nNew posts: <#{forum.id}>\nEverywhere else: When asked." in told
    await panel.chooses("set:mode", "off")
    await panel.presses(wording.NEXT)
    assert panel.title == wording.SETUP[1]
    assert wording.choice_line("answers", "channel") in panel.text
    assert [menu["custom_id"] for menu in panel.message.menus] == ["fs:set:answers:step2/*1"]
    told = await panel.chooses("set:answers", "thread")
    assert told.startswith("Changed. Where answers stand: In a thread.\n")
    await panel.chooses("set:mention_in_busy_threads", "yes")
    await panel.presses(wording.NEXT)
    assert panel.title == wording.SETUP[2]
    assert wording.choice_line("keeps_questions", "no") in panel.text
    await panel.chooses("set:keeps_questions", "yes")
    await panel.fills_in(wording.SET_DAYS, keep_days="14")
    told = await panel.presses(wording.FINISH)
    assert panel.title == wording.DONE
    for line in (
        f"Listening: <#{general.id}>",
        f"New posts: <#{forum.id}>",
        wording.choice_line("mode", "off"),
        wording.choice_line("answers", "thread"),
        wording.choice_line("keeps_questions", "yes"),
        wording.kept_for(14),
    ):
        assert f"{line}\n" in told
    assert chosen_in(bot, guild) == ServerSettings(
        mode=Mode.OFF,
        channel_modes={general.id: Mode.LISTENING, forum.id: Mode.POSTS},
        answers=AnswerPlace.THREAD,
        mention_in_busy_threads=True,
        keeps_questions=True,
        keep_days=14,
    )


async def test_one_goes_back_and_on_without_changing_anything(pause: Pause, mira: Person, general: Channel) -> None:
    panel = await Panel.opens(mira, general, "setup")
    titles = [panel.title]
    for label in (wording.NEXT, wording.NEXT, wording.BACK, wording.BACK, wording.NEXT, wording.NEXT, wording.FINISH):
        await panel.presses(label)
        titles.append(panel.title)
        await pause()
    one, two, three = wording.SETUP
    assert titles == [one, two, three, two, one, two, three, wording.DONE]
    await panel.presses(wording.BACK)
    assert panel.title == three


async def test_the_summary_names_each_permission_that_lacks_with_its_channel(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, quiet: Channel, forum: Channel, stub: DiscordStub
) -> None:
    guild.set_role(guild.everyone, "view_channel", "send_messages", "use_application_commands")
    guild.deny(stub.bot, quiet, "send_messages", "embed_links")
    guild.deny(stub.bot, forum, "send_messages_in_threads")
    guild.deny(stub.bot, hidden := guild.add_text_channel("hidden"), "view_channel")
    guild.deny(stub.bot, off := guild.add_text_channel("off"), "send_messages")
    await stub.settled()
    panel = await Panel.opens(mira, general, "setup")
    told = await panel.chooses("mode:listening", quiet, hidden, general)
    assert f"I lack Send Messages and Embed Links in <#{quiet.id}>. Grant it" in told
    assert f"I lack View Channel in <#{hidden.id}>. Grant it" in told
    await panel.chooses("mode:listening", forum)
    await panel.chooses("pick", "off")
    assert "I lack" not in await panel.chooses("mode:off", off)
    await panel.presses(wording.NEXT)
    told = await panel.chooses("set:answers", "thread")
    assert "I lack Create Public Threads in this server. Grant it to my role" in told
    assert "Send Messages and" not in told
    await panel.presses(wording.NEXT)
    told = await panel.presses(wording.FINISH)
    lines = [line for line in told.splitlines() if "I lack" in line]
    assert [line.split(". ")[0] for line in lines] == [
        "- I lack Create Public Threads in this server",
        f"- I lack Send Messages and Embed Links in <#{quiet.id}>",
        f"- I lack Send Messages in Threads in <#{forum.id}>",
        f"- I lack View Channel in <#{hidden.id}>",
    ]
    assert wording.ALL_IS_ALLOWED not in told


async def finished(person: Person, channel: Channel) -> str:
    """What the end of the set-up says, where nothing was chosen."""
    panel = await Panel.opens(person, channel, "setup")
    for label in (wording.NEXT, wording.NEXT):
        await panel.presses(label)
    return await panel.presses(wording.FINISH)


async def test_the_summary_names_what_lacks_where_nothing_is_set_too(
    start_bot: StartBot, guild: Guild, mira: Person, general: Channel, quiet: Channel, forum: Channel, stub: DiscordStub
) -> None:
    aside = guild.add_text_channel("aside")
    async with start_bot(listen_channels=frozenset({quiet.id})):
        assert wording.ALL_IS_ALLOWED in await finished(mira, general)
        guild.deny(stub.bot, quiet, "send_messages", "embed_links")
        guild.deny(stub.bot, aside, "send_messages")
        guild.deny(stub.bot, general, "embed_links")
        told = await finished(mira, general)
        assert f"- I lack Send Messages and Embed Links in <#{quiet.id}>. Grant it" in told
        assert f"- {wording.lacks_elsewhere(1)}\n" in told
        guild.set_role(guild.everyone, "view_channel", "use_application_commands")
        guild.set_role(guild.bot_role, "view_channel", "read_message_history", "embed_links")
        told = await finished(mira, general)
        assert "- I lack Send Messages and Send Messages in Threads in this server. Grant it to my role" in told
        assert f"- I lack Embed Links in <#{quiet.id}>. Grant it" in told
        assert "other channel" not in told
        panel = await Panel.opens(mira, general, "setup")
        told = await panel.chooses("mode:listening", general, aside)
        assert "\nI lack Send Messages and Send Messages in Threads in this server. Grant it to my role" in told
        guild.times_out(stub.bot, 600)
        told = await finished(mira, general)
        assert "- I am in a time-out until <t:" in told
        assert "I lack" not in told
        assert wording.ALL_IS_ALLOWED not in told


async def test_a_change_names_only_permissions_that_lack_because_of_it(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, quiet: Channel, stub: DiscordStub
) -> None:
    guild.deny(stub.bot, quiet, "send_messages", "embed_links", "create_public_threads")
    await stub.settled()
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("channels")
    assert "I lack Send Messages and Embed Links" in await panel.chooses("mode:listening", quiet)
    await panel.presses(wording.ALL_SETTINGS)
    for screen, field, value in (("deletes", "deletes", "moderators"), ("style", "style", "text")):
        await panel.opens_setting(screen)
        assert "I lack" not in await panel.chooses(f"set:{field}", value)
        await panel.presses(wording.ALL_SETTINGS)
    await panel.opens_setting("answers")
    told = await panel.chooses("set:answers", "thread")
    assert f"I lack Create Public Threads in <#{quiet.id}>." in told
    assert "I lack" not in await panel.chooses("set:answers", "thread")
    assert "I lack" not in await panel.chooses("set:mention_in_busy_threads", "yes")
    await panel.presses(wording.ALL_SETTINGS)
    await panel.opens_setting("style")
    assert f"I lack Embed Links in <#{quiet.id}>." in await panel.chooses("set:style", "embed")


async def test_a_category_stands_for_its_channels(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, stub: DiscordStub
) -> None:
    panel = await Panel.opens(mira, general, "setup")
    category = guild.add_category("Library")
    await stub.settled()
    assert f"Listening: <#{category.id}>" in await panel.chooses("mode:listening", category)
    assert chosen_in(bot, guild).channel_modes == {category.id: Mode.LISTENING}


async def test_the_summary_says_if_no_permission_is_missing(bot: FootnoteBot, mira: Person, general: Channel) -> None:
    panel = await Panel.opens(mira, general, "setup")
    await panel.chooses("mode:listening", general)
    for label in (wording.NEXT, wording.NEXT, wording.FINISH):
        told = await panel.presses(label)
    assert wording.ALL_IS_ALLOWED in told
    assert wording.NO_CONTENT not in told


async def test_listening_without_the_message_content_intent_is_pointed_out(
    start_bot: StartBot, mira: Person, general: Channel
) -> None:
    async with start_bot(message_content=False):
        panel = await Panel.opens(mira, general, "setup")
        await panel.chooses("mode:listening", general)
        for label in (wording.NEXT, wording.NEXT, wording.FINISH):
            told = await panel.presses(label)
        assert wording.NO_CONTENT in told


async def test_a_database_that_is_away_is_said_in_a_step_too(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, tmp_path: Path
) -> None:
    panel = await Panel.opens(mira, general, "setup")
    await panel.chooses("mode:listening", general)
    async with refusing(tmp_path / "footnote.db"):
        await panel.chooses("pick", "off")
        told = await panel.chooses("mode:off", general)
    assert told.startswith(wording.AWAY)
    assert f"Listening: <#{general.id}>" in told


async def test_in_a_server_that_it_does_not_see_it_says_so(
    stub: DiscordStub, guild: Guild, mira: Person, general: Channel, bot: FootnoteBot
) -> None:
    panel = await Panel.opens(mira, general)
    guild.set_available(False)
    await stub.settled()
    told = await (await mira.presses(panel.message, wording.STEP_BY_STEP)).answered()
    assert (told.ephemeral, told.content) == (True, wording.NOT_IN_SERVER)


# Articles


async def test_with_one_article_there_is_none_to_choose(bot: FootnoteBot, mira: Person, general: Channel) -> None:
    panel = await Panel.opens(mira, general)
    assert wording.ARTICLES not in panel.text
    assert "articles" not in panel.options("open")


async def test_each_channel_may_have_its_article_and_all_others_another(
    start_bot: StartBot, several: Articles, guild: Guild, mira: Person, general: Channel, quiet: Channel
) -> None:
    cats, trade = several.titles["library-cats"], several.titles["us-india-trade"]
    async with start_bot(articles=several) as bot:
        panel = await Panel.opens(mira, general, "setup")
        told = await panel.presses(wording.NEXT)
        assert f"{wording.IN_ALL_CHANNELS}: {trade}" in told
        await panel.chooses("pick:article", tag := tag_of("library-cats"))
        told = await panel.chooses(f"article:{tag}", general, quiet)
        assert told.startswith(f"Changed. <#{general.id}> and <#{quiet.id}>: {cats}.\n")
        assert f"{cats}: <#{general.id}>, <#{quiet.id}>\nEverywhere else: {trade}" in told
        told = await panel.presses(wording.EVERYWHERE)
        assert told.startswith(f"Changed. Article everywhere else: {cats}.\n")
        articles = {general.id: "library-cats", quiet.id: "library-cats"}
        assert chosen_in(bot, guild) == ServerSettings(article="library-cats", channel_articles=articles)
        await panel.chooses("pick:article", "none")
        await panel.chooses("article:none", quiet)
        told = await panel.presses(wording.EVERYWHERE)
        assert f"{cats}: <#{general.id}>\nEverywhere else: {trade}" in told
        assert chosen_in(bot, guild) == ServerSettings(channel_articles={general.id: "library-cats"})


async def test_an_article_that_the_host_took_away_is_shown_as_such_and_can_be_replaced(
    start_bot: StartBot, several: Articles, guild: Guild, mira: Person, general: Channel
) -> None:
    async with start_bot(articles=several) as bot:
        gone = ServerSettings(article="gone", channel_articles={general.id: "gone"})
        await bot.store.settings.change(guild.id, lambda _: gone, "all")
        panel = await Panel.opens(mira, general)
        told = await panel.opens_setting("articles")
        title = wording.gone_article("gone")
        assert f"{title}: <#{general.id}>\nEverywhere else: {title}" in told
        await panel.chooses("pick:article", "none")
        await panel.chooses("article:none", general)
        await panel.presses(wording.EVERYWHERE)
        assert chosen_in(bot, guild) == ServerSettings()


async def test_a_step_with_threads_and_articles_has_room_for_all_its_menus(
    start_bot: StartBot, several: Articles, mira: Person, general: Channel
) -> None:
    async with start_bot(articles=several):
        panel = await Panel.opens(mira, general, "setup")
        await panel.presses(wording.NEXT)
        await panel.chooses("set:answers", "thread")
        await panel.chooses("pick:article", tag_of("library-cats"))
        assert len(panel.message.menus) == 4
        await panel.chooses("set:mention_in_busy_threads", "yes")
        assert panel.options("pick:article")[tag_of("library-cats")]
        await panel.presses(wording.NEXT)
        assert panel.title == wording.SETUP[2]


@pytest.mark.parametrize("count", [20, 60])
async def test_many_articles_are_all_in_the_menu_with_their_whole_titles(
    start_bot: StartBot, matcher: Matcher, mira: Person, general: Channel, count: int
) -> None:
    articles = holding({f"article-{number}": matcher for number in range(count)})
    for number in range(count):
        articles.titles[f"article-{number}"] = f"{number} {'a title with many words ' * 8}".strip()[:190]
    async with start_bot(articles=articles):
        panel = await Panel.opens(mira, general)
        await panel.opens_setting("articles")
        shown: dict[str, str] = {}
        for _ in range(-(-(count + 1) // 24)):
            options = panel.menu("pick:article")["options"]
            shown |= {each["value"]: f"{each['label']} {each.get('description') or ''}" for each in options}
            following = [each["value"] for each in options if each["value"].startswith("+")]
            if following:
                await panel.chooses("pick:article", *following)
        assert {each: shown[tag_of(each)] for each in articles.titles} == articles.titles
        last = tag_of(f"article-{count - 1}")
        while last not in panel.options("pick:article"):
            await panel.chooses("pick:article", *(each for each in panel.options("pick:article") if each[0] == "+"))
        await panel.chooses("pick:article", last)
        assert articles.titles[f"article-{count - 1}"] in await panel.presses(wording.EVERYWHERE)


# Large servers


async def test_five_hundred_channels_are_all_shown_and_nothing_is_cut(
    start_bot: StartBot, several: Articles, guild: Guild, mira: Person, general: Channel, stub: DiscordStub
) -> None:
    channels = [guild.add_text_channel(f"channel-{number}") for number in range(499)]
    async with start_bot(articles=several) as bot:
        ids = {channel.id: Mode.LISTENING for channel in channels}

        def all_of(_: ServerSettings) -> ServerSettings:
            return ServerSettings(channel_modes=ids, channel_articles=dict.fromkeys(ids, "library-cats"))

        await bot.store.settings.change(guild.id, all_of, "all")
        panel = await Panel.opens(mira, general)
        assert "and 489 more" in panel.text or "489 more" in panel.text
        for screen in ("channels", "articles"):
            await panel.opens_setting(screen)
            assert shown_on_all_parts(await all_parts(panel)) == set(ids)
            await panel.presses(wording.ALL_SETTINGS)
        await panel.opens_setting("channels")
        told = await panel.chooses("mode:listening", general)
        assert told.startswith(f"Changed. <#{general.id}>: Listening.")
        for channel in channels:
            guild.delete_channel(channel)
        await stub.settled()
        await panel.presses(wording.ALL_SETTINGS)
        told = await panel.presses("Remove 499 deleted channels")
        assert chosen_in(bot, guild).channel_modes == {general.id: Mode.LISTENING}
        assert not stub.requests.failed()


async def all_parts(panel: Panel) -> list[str]:
    """What all parts of a screen say."""
    parts = [panel.text]
    while label := next((each for each in panel.message.labels if each.startswith("Part ")), ""):
        if label.startswith("Part 1 "):
            break
        parts.append(await panel.presses(label))
    return parts


def shown_on_all_parts(parts: list[str]) -> set[int]:
    """The ids of the channels that are named."""
    return {int(each.split(">")[0]) for part in parts for each in part.split("<#")[1:]}


async def test_twenty_five_channels_are_chosen_at_once_and_all_named(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, stub: DiscordStub
) -> None:
    channels = [guild.add_text_channel(f"channel-{number}") for number in range(25)]
    for channel in channels:
        guild.deny(stub.bot, channel, "send_messages")
    await stub.settled()
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("channels")
    told = await panel.chooses("mode:listening", *channels)
    assert all(told.count(f"<#{channel.id}>") == 3 for channel in channels)
    await panel.presses(wording.ALL_SETTINGS)
    told = await panel.presses(wording.LIST_OF_CHANGES)
    assert all(f"<#{channel.id}>" in told for channel in channels)


async def test_two_hundred_changes_are_all_listed(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel
) -> None:
    for number in range(200):
        mode = Mode.OFF if number % 2 else Mode.LISTENING
        await bot.store.settings.change(guild.id, lambda _, mode=mode: ServerSettings(mode=mode), f"change {number}.")
    panel = await Panel.opens(mira, general)
    await panel.presses(wording.LIST_OF_CHANGES)
    told = "\n".join(await all_parts(panel))
    assert [f"change {number}." in told for number in range(200)] == [True] * 200
