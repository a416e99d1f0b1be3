"""Several articles: which one is used where, what each shows, and what happens to a removed or faulty one."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from bot.articles import Articles
from bot.conversation import wording
from bot.conversation.wordings import discord_wording, privacy
from bot.discord_app import delivery, library
from bot.discord_app.pacing import BURST
from bot.errors import ArticleError
from bot.matching.cache import is_kept
from bot.matching.matcher import Matcher
from tests.article.small_article import SmallArticle
from tests.compiled import holding
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import WHO, WHOM, as_read, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

TRADE, CATS = "us-india-trade", "library-cats"
HUNT = "when do cats hunt"


@pytest.fixture
def both(matcher: Matcher, cats_matcher: Matcher) -> Articles:
    """Two articles; the one on trade is the default."""
    return holding({TRADE: matcher, CATS: cats_matcher})


async def asked(stub: DiscordStub, person: Person, channel: Channel, text: str, to: Message | None = None) -> Message:
    """The reply to a question in a channel."""
    return await stub.next_reply(to=await person.says(channel, f"{stub.bot.mention} {text}", reply_to=to))


async def test_each_channel_is_answered_by_its_own_article_and_threads_and_posts_by_that_of_their_channel(
    start_bot: StartBot, stub: DiscordStub, guild: Guild, general: Channel, ada: Person, both: Articles
) -> None:
    cats, forum = guild.add_text_channel("cats"), guild.add_forum("cat-questions")
    thread, elsewhere = guild.add_thread(cats, "aside"), guild.add_thread(general, "aside")
    trade, hunt = passage_for(both.matcher(TRADE), WHO), passage_for(both.matcher(CATS), HUNT)
    async with start_bot(articles=both, channel_articles={cats.id: CATS, forum.id: CATS}):
        for channel in (cats, thread):
            assert gives(await asked(stub, ada, channel, HUNT), hunt)
        for channel in (general, elsewhere):
            assert gives(await asked(stub, ada, channel, WHO), trade)
        assert gives(await (await ada.slash(thread, "ask", question=HUNT)).answered(), hunt)
        post = await ada.posts(forum, "a question", f"{stub.bot.mention} {HUNT}")
        assert gives(await stub.next_reply(to=post), hunt)


async def test_an_option_asks_another_article_than_the_one_of_the_channel(
    start_bot: StartBot, ada: Person, general: Channel, both: Articles
) -> None:
    async with start_bot(articles=both):
        answer = await (await ada.slash(general, "ask", question=HUNT, article=CATS)).answered()
        assert gives(answer, passage_for(both.matcher(CATS), HUNT))
        topics = await (await ada.slash(general, "topics", article=CATS)).answered()
        assert both.titles[CATS] in as_read(topics.embed["title"])
        told = await (await ada.slash(general, "summary", article="zzqqxx")).answered()
        assert (told.ephemeral, as_read(told.content)) == (True, wording.no_such_article([TRADE, CATS]))


async def test_a_number_picks_an_article_from_the_list_of_them_and_never_from_an_older_list(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles
) -> None:
    at = stub.bot.mention
    async with start_bot(articles=both):
        await stub.next_reply(to=await ada.says(general, f"{at} topics"))
        await stub.next_reply(to=await ada.says(general, f"{at} articles"))
        picked = await stub.next_reply(to=await ada.says(general, f"{at} 2"))
        assert list(both.titles.values())[1] in as_read(picked.text)


@pytest.mark.parametrize("place", ["a channel", "a direct message"])
async def test_articles_are_asked_for_in_words_and_one_that_there_is_not_is_reported_with_those_that_there_are(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles, place: str
) -> None:
    channel, at = (general, f"{stub.bot.mention} ") if place == "a channel" else (stub.dm(ada), "")
    async with start_bot(articles=both):
        for text in ("what articles do you have?", "which other articles are there"):
            listed = await stub.next_reply(to=await ada.says(channel, f"{at}{text}"))
            assert all(title in as_read(listed.text) for title in both.titles.values()), text
        for text in ("articles 3", "articles xyzzy", "article 3"):
            told = await stub.next_reply(to=await ada.says(channel, f"{at}{text}"))
            assert as_read(told.content) == wording.no_such_article([TRADE, CATS]), text
        for text in ("switch to library cats", "article 2"):
            topics = await stub.next_reply(to=await ada.says(channel, f"{at}{text}"))
            assert both.titles[CATS] in as_read(topics.text), text
        for text in ("go to bed", "go to hell lol"):
            said = await ada.says(channel, f"{at}{text}")
            await stub.settled()
            assert all(as_read(told.text) != wording.no_such_article([TRADE, CATS]) for told in stub.replies_to(said))


@pytest.mark.parametrize(
    "text",
    [
        *("library cats", "library-cats?", "the library cats one please", "cats", "the cats article", "article 2"),
        *("the second article", "switch to library cats", "open library-cats", "{title}", "the last article"),
    ],
)
async def test_naming_another_article_switches_to_it(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles, text: str
) -> None:
    async with start_bot(articles=both):
        told = await asked(stub, ada, general, text.format(title=both.titles[CATS]))
        assert both.titles[CATS] in as_read(told.text)
        assert gives(await asked(stub, ada, general, HUNT), passage_for(both.matcher(CATS), HUNT))


async def test_a_pick_or_continuation_never_names_an_article(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles
) -> None:
    both.titles[CATS] = "More cats: part 2"
    async with start_bot(articles=both):
        await asked(stub, ada, general, "topics")
        for text in ("2", "more"):
            assert both.titles[CATS] not in as_read((await asked(stub, ada, general, text)).text), text


async def test_the_message_menu_looks_up_in_the_article_that_a_message_names_and_chooses_none(
    start_bot: StartBot, stub: DiscordStub, ada: Person, ben: Person, general: Channel, both: Articles
) -> None:
    async with start_bot(articles=both):
        message = await ben.says(general, f"in library cats, {HUNT}?")
        found = await (await ada.uses_message_menu(message, discord_wording.FIND)).answered()
        assert gives(found, passage_for(both.matcher(CATS), HUNT))
        await (await ada.uses_message_menu(await ben.says(general, "library cats"), discord_wording.FIND)).answered()
        assert gives(await asked(stub, ada, general, WHO), passage_for(both.matcher(TRADE), WHO))


async def test_a_new_server_is_told_that_there_are_several(
    start_bot: StartBot, stub: DiscordStub, both: Articles
) -> None:
    guild = stub.add_guild("Elsewhere", with_bot=False)
    guild.set_system_channel(lobby := guild.add_text_channel("lobby"))
    async with start_bot(articles=both) as bot:
        await bot.wait_until_ready()
        guild.add_bot()
        assert discord_wording.OTHER_ARTICLES in as_read((await stub.next_message(lobby)).content)


@pytest.mark.parametrize(
    "text", ["switch articles", "the other article", "choose another article", "list the articles"]
)
async def test_a_request_for_another_article_without_a_name_lists_all(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles, text: str
) -> None:
    async with start_bot(articles=both):
        listed = await asked(stub, ada, general, text)
        assert all(title in as_read(listed.text) for title in both.titles.values())
        told = await asked(stub, ada, general, "switch to xyzzy")
        assert as_read(told.content) == wording.no_such_article(both.titles)


@pytest.mark.parametrize(
    "text",
    [
        *("in library cats, {}", "library-cats: {}", "{} in library cats?", "what does library cats say, {}"),
        *("in the cats article, {}", "according to the town library text {}", "what does the cats doc say: {}"),
    ],
)
async def test_a_question_that_names_another_article_is_answered_by_that_and_the_next_one_by_the_places_own(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles, text: str
) -> None:
    async with start_bot(articles=both):
        assert gives(await asked(stub, ada, general, text.format(HUNT)), passage_for(both.matcher(CATS), HUNT))
        assert gives(await asked(stub, ada, general, WHO), passage_for(both.matcher(TRADE), WHO))


@pytest.mark.parametrize("text", ["library cats quiet hours", "in library cats: smart grid"])
async def test_a_bare_subject_beside_the_name_of_an_article_is_looked_up_there(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles, text: str
) -> None:
    async with start_bot(articles=both):
        assert both.titles[CATS] in (await asked(stub, ada, general, text)).text


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("!topics library-cats", "!topics"),
        ("!topic library cats", "!topics"),
        ("!summary library-cats", "!summary"),
        ("!read library cats", "!read"),
        ("!about library-cats", "!about"),
        ("!read library-cats 2", "!read 2"),
        ("!read 2 of library cats", "!read 2"),
        ("!read library cats 1-2", "!read 1-2"),
        ("!topic library-cats 2", "!topic 2"),
        ("!topic sleep (library cats)", "!topic sleep"),
        ("{bot} topic sleep in library cats", "!topic sleep"),
        ("{bot} read library cats", "!read"),
        ("{bot} topics of library cats", "!topics"),
        ("{bot} summary of library cats please", "!summary"),
        ("!topics the cats article", "!topics"),
        ("{bot} /topics article: library-cats", "!topics"),
        ("{bot} /read paragraph: 2 article: Cats of the town library", "!read 2"),
        ("{bot} /read article: library-cats paragraph: 2", "!read 2"),
        ("{bot} </topic:123456789012345678> name: sleep article:library-cats", "!topic sleep"),
        (f"{{bot}} /ask question: {HUNT} private: False article: library-cats", f"!ask {HUNT}"),
    ],
)
async def test_a_command_with_the_name_of_an_article_is_about_that_one(
    start_bot: StartBot,
    stub: DiscordStub,
    ada: Person,
    general: Channel,
    quiet: Channel,
    both: Articles,
    text: str,
    command: str,
) -> None:
    async with start_bot(articles=both, channel_articles={quiet.id: CATS}):
        told = await stub.next_reply(to=await ada.says(general, text.format(bot=stub.bot.mention)))
        there = await stub.next_reply(to=await ada.says(quiet, command))
        assert (told.text, told.components) == (there.text, there.components)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        *[
            (text, "!topics")
            for text in ("topics of {}", "{} topics", "show me the topics of {}", "what are the topics of {}")
        ],
        *[(text, "!read") for text in ("read {}", "show me the whole text of {}")],
    ],
)
async def test_what_an_article_shows_is_asked_for_by_its_name_where_it_is_asked_anyway_too(
    start_bot: StartBot,
    stub: DiscordStub,
    ada: Person,
    general: Channel,
    quiet: Channel,
    both: Articles,
    text: str,
    command: str,
) -> None:
    async with start_bot(articles=both, channel_articles={quiet.id: CATS}):
        there = await stub.next_reply(to=await ada.says(quiet, command))
        for channel in (quiet, general):
            told = await asked(stub, ada, channel, text.format("the library cats"))
            assert (told.text, told.components) == (there.text, there.components), channel.name


@pytest.mark.parametrize("text", ["summary of cats sleep", "tldr cats sleep", "cats sleep: summarise please"])
async def test_the_whole_in_short_is_asked_of_an_article_that_speaks_of_its_own_name(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles, text: str
) -> None:
    both.titles[CATS] = "Cats sleep: rules"
    async with start_bot(articles=both):
        assert both.matcher(CATS).article.summary in as_read((await asked(stub, ada, general, text)).text)


async def test_a_word_of_the_article_after_a_command_names_no_other(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles
) -> None:
    both.titles[CATS] = "Trade: cats"
    async with start_bot(articles=both):
        topic = await stub.next_reply(to=await ada.says(general, "!topic trade vision"))
        assert both.titles[TRADE] in as_read(topic.text)


async def test_words_that_the_article_has_itself_call_no_other(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, quiet: Channel, both: Articles
) -> None:
    async with start_bot(articles=both, channel_articles={general.id: CATS}):
        for text in ("cats", "library", "thanks", "hi"):
            await ada.says(general, f"{stub.bot.mention} {text}")
        topic = await stub.next_reply(to=await ada.says(quiet, "!topic trade"))
        assert as_read(topic.embed["title"]) in [section.title for section in both.matcher(TRADE).article.sections]
        await stub.settled()
        assert not any(both.titles[TRADE] in as_read(said.text) for said in stub.said_in(general))


@pytest.mark.parametrize("way", ["words", "a command", "a menu"])
async def test_a_chosen_article_stays_chosen_for_that_person_for_a_while(
    start_bot: StartBot,
    stub: DiscordStub,
    ada: Person,
    ben: Person,
    general: Channel,
    quiet: Channel,
    both: Articles,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    trade, hunt = passage_for(both.matcher(TRADE), WHO), passage_for(both.matcher(CATS), HUNT)
    async with start_bot(articles=both, listen_channels=frozenset({general.id})):
        if way == "words":
            await asked(stub, ada, general, "articles 2")
        elif way == "a command":
            await (await ada.slash(general, "articles")).answered()
            await (await ada.slash(general, "ask", question="2")).answered()
        else:
            listed = await (await ada.slash(general, "articles")).answered()
            await (await ada.selects(listed, CATS)).answered()
        assert gives(await asked(stub, ada, general, HUNT), hunt)
        assert gives(await (await ada.slash(general, "ask", question=HUNT)).answered(), hunt)
        assert gives(await asked(stub, ben, general, WHO), trade)
        assert gives(await asked(stub, ada, quiet, WHO), trade)
        unasked = await stub.next_reply(to=await ada.says(general, WHOM), within=20)
        assert gives(unasked, passage_for(both.matcher(TRADE), WHOM))
        assert gives(await asked(stub, ada, general, HUNT), hunt)
        await asked(stub, ada, general, "articles 1")
        assert gives(await asked(stub, ada, general, WHO), trade)
        monkeypatch.setattr(library, "CHOSEN_FOR", 0.0)
        await asked(stub, ada, general, "articles 2")
        assert gives(await asked(stub, ada, general, WHO), trade)


async def test_an_old_choice_of_an_article_gives_way_to_the_servers(
    start_bot: StartBot,
    stub: DiscordStub,
    ada: Person,
    guild: Guild,
    general: Channel,
    both: Articles,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with start_bot(articles=both) as bot:
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(library, "CHOSEN_FOR", 0.0)
            await asked(stub, ada, general, "articles 2")
        assert gives(await asked(stub, ada, general, WHO), passage_for(both.matcher(TRADE), WHO))
        await choose(bot, guild, article=CATS)
        assert gives(await asked(stub, ada, general, HUNT), passage_for(both.matcher(CATS), HUNT))


async def test_articles_are_suggested_and_questions_of_the_one_that_was_chosen(
    start_bot: StartBot, ada: Person, general: Channel, both: Articles
) -> None:
    async with start_bot(articles=both):
        for command in ("ask", "topics", "topic", "read", "summary", "about"):
            choices = await ada.autocompletes(general, command, focused="article", value="cat")
            assert [choice.value for choice in choices] == [CATS], command
        titles = [section.title for section in both.matcher(CATS).article.sections]
        choices = await ada.autocompletes(general, "topic", focused="name", article=CATS)
        assert {choice.name for choice in choices} == set(titles)


async def test_with_one_article_no_command_offers_a_choice(start_bot: StartBot, stub: DiscordStub) -> None:
    async with start_bot():
        await stub.wait_for(lambda: stub.commands)
        commands = {command["name"]: command for command in stub.commands}
        assert "articles" not in commands
        for command in commands.values():
            assert "article" not in [option["name"] for option in command.get("options", ())]


@pytest.mark.parametrize("how", ["slash", "text"])
async def test_the_articles_are_listed_and_one_that_is_chosen_shows_its_topics(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles, how: str
) -> None:
    async with start_bot(articles=both):
        if how == "slash":
            listed = await (await ada.slash(general, "articles")).answered()
        else:
            listed = await stub.next_reply(to=await ada.says(general, "!articles"))
        for article_id, title in both.titles.items():
            assert f"{title} ({article_id})" in as_read(listed.embed["description"])
        await (await ada.selects(listed, CATS)).answered()
        assert as_read(listed.embed["title"]) == f"Topics of “{both.titles[CATS]}”"
        topics = await stub.next_reply(to=await ada.says(general, "!articles cats"))
        assert as_read(topics.embed["title"]) == f"Topics of “{both.titles[CATS]}”"


async def test_a_direct_message_is_about_the_article_last_used_there(
    start_bot: StartBot, stub: DiscordStub, ada: Person, ben: Person, both: Articles
) -> None:
    async with start_bot(articles=both):
        place = stub.dm(ada)
        assert gives(await stub.next_reply(to=await ada.says(place, WHO)), passage_for(both.matcher(TRADE), WHO))
        await stub.next_reply(to=await ada.says(place, "articles library-cats"))
        assert gives(await stub.next_reply(to=await ada.says(place, HUNT)), passage_for(both.matcher(CATS), HUNT))
        other = await stub.next_reply(to=await ben.says(stub.dm(ben), WHO))
        assert gives(other, passage_for(both.matcher(TRADE), WHO))


async def test_a_reply_to_an_answer_continues_with_its_article(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles
) -> None:
    async with start_bot(articles=both, channel_articles={general.id: CATS}):
        answer = await asked(stub, ada, general, HUNT)
    async with start_bot(articles=both):
        follow_up = await asked(stub, ada, general, HUNT, to=answer)
        assert gives(follow_up, passage_for(both.matcher(CATS), HUNT))
        afresh = await asked(stub, ada, general, WHO)
        assert gives(afresh, passage_for(both.matcher(TRADE), WHO))


@pytest.mark.parametrize("text", ["topics", "topic 1", "summary", "read 3", "!topics", "!topic 2", "!read", "help"])
async def test_a_command_that_replies_to_an_answer_is_about_the_article_of_that(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, quiet: Channel, both: Articles, text: str
) -> None:
    async with start_bot(articles=both, channel_articles={quiet.id: CATS}):
        answer = await (await ada.slash(general, "ask", question=HUNT, article=CATS)).answered()
        told = await stub.next_reply(to=await ada.says(general, text, reply_to=answer))
        there = await stub.next_reply(to=await ada.says(quiet, f"{stub.bot.mention} {text}"))
        assert (told.content, told.embeds, told.components) == (there.content, there.embeds, there.components)


async def test_a_question_does_not_refer_to_what_another_article_said(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles
) -> None:
    async with start_bot(articles=both):
        await (await ada.slash(general, "ask", question=HUNT, article=CATS)).answered()
        more = await asked(stub, ada, general, "and what of the tariffs?")
        assert not any(gives(more, passage) for passage in both.matcher(CATS).article.passages)


@pytest.mark.parametrize(
    "text", ["and the mice?", "what about dogs?", "do they sleep", "and for how long do they sleep?"]
)
async def test_a_continuation_is_about_the_shown_article_unless_the_places_own_knows_more(
    start_bot: StartBot, stub: DiscordStub, ada: Person, ben: Person, general: Channel, both: Articles, text: str
) -> None:
    async with start_bot(articles=both):
        for way in (f"in library cats, {HUNT}?", "!summary library-cats"):
            await asked(stub, ada, general, way)
            assert both.titles[CATS] in (await asked(stub, ada, general, text)).text
            assert both.titles[TRADE] in (await asked(stub, ben, general, text)).text
            await asked(stub, ada, general, way)
            assert gives(await asked(stub, ada, general, f"and {WHO}"), passage_for(both.matcher(TRADE), WHO))


@pytest.mark.parametrize(
    "text", ["and the mice?", "library cats in short pls", "in library cats, when do cats hunt", "library cats"]
)
async def test_a_message_matched_to_find_its_article_counts_for_the_pace_first(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles, text: str
) -> None:
    async with start_bot(articles=both, person_cooldown=3600.0):
        await asked(stub, ada, general, f"in library cats, {HUNT}?")
        for _ in range(5 * BURST):
            await ada.says(general, f"{stub.bot.mention} {text}")
        await stub.settled()
    assert len(stub.said_in(general)) == BURST + 1


@pytest.mark.parametrize("way", ["an option", "its name", "a command", "an earlier choice of the server"])
async def test_a_continuation_or_pick_is_about_the_article_shown_last(
    start_bot: StartBot,
    stub: DiscordStub,
    ada: Person,
    ben: Person,
    guild: Guild,
    general: Channel,
    both: Articles,
    way: str,
) -> None:
    cats = both.matcher(CATS).article
    async with start_bot(articles=both) as bot:
        if way == "an option":
            await (await ada.slash(general, "ask", question=HUNT, article=CATS)).answered()
        elif way == "its name":
            await asked(stub, ada, general, f"in library cats, {HUNT}?")
        elif way == "a command":
            await asked(stub, ada, general, "!read library-cats")
        else:
            await choose(bot, guild, channel_articles={general.id: CATS})
            await asked(stub, ada, general, HUNT)
            await choose(bot, guild, channel_articles={})
        assert cats.title in (await asked(stub, ada, general, "next")).text
        assert cats.title not in (await asked(stub, ben, general, "next")).text
        assert cats.title in (await asked(stub, ada, general, "and why is that?")).text
        await (await ada.slash(general, "topics", article=CATS)).answered()
        assert cats.sections[1].title in as_read((await asked(stub, ada, general, "2")).text)
        pointing = await asked(stub, ada, general, "any idea?", to=await ben.says(general, WHO))
        assert gives(pointing, passage_for(both.matcher(TRADE), WHO))
        assert gives(await asked(stub, ada, general, WHO), passage_for(both.matcher(TRADE), WHO))
        assert cats.title not in (await asked(stub, ada, general, "more")).text


async def test_controls_lead_to_their_article_after_a_restart_and_a_change_of_the_channels_article(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles
) -> None:
    article = both.matcher(CATS).article
    async with start_bot(articles=both, channel_articles={general.id: CATS}):
        answer = await asked(stub, ada, general, HUNT)
        page = await (await ada.slash(general, "read")).answered()
    reading = article.neighbours(passage_for(both.matcher(CATS), HUNT))
    async with start_bot(articles=both, channel_articles={general.id: TRADE}):
        emoji, wanted = ("▶️", reading[1]) if reading[1] else ("◀️", reading[0])
        await (await ada.presses(answer, emoji=emoji)).answered()
        assert wanted is not None
        assert gives(answer, wanted)
        await (await ada.presses(page, emoji="▶️")).answered()
        assert article.paragraphs[1] in as_read(page.text)


async def test_controls_and_replies_of_a_removed_article_get_one_line_and_delete_still_works(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles, matcher: Matcher
) -> None:
    async with start_bot(articles=both, channel_articles={general.id: CATS}):
        answer = await asked(stub, ada, general, HUNT)
        page = await (await ada.slash(general, "read")).answered()
    async with start_bot(articles=holding({TRADE: matcher, "another": matcher})):
        for press in (await ada.presses(answer, "Related topics"), await ada.presses(page, emoji="▶️")):
            told = await press.answered()
            assert (told.ephemeral, told.content) == (True, discord_wording.ARTICLE_GONE)
        assert (await asked(stub, ada, general, HUNT, to=answer)).content == discord_wording.ARTICLE_GONE
        await ada.presses(answer, emoji="🗑️")
        await stub.wait_for(lambda: answer.deleted)


async def test_if_the_chosen_article_is_gone_people_read_who_can_change_it_and_the_checkup_names_it(
    start_bot: StartBot,
    stub: DiscordStub,
    guild: Guild,
    ada: Person,
    mira: Person,
    general: Channel,
    quiet: Channel,
    matcher: Matcher,
) -> None:
    async with start_bot(articles=holding({TRADE: matcher, "another": matcher})) as bot:
        await choose(bot, guild, channel_articles={general.id: CATS})
        told = [await asked(stub, ada, general, text) for text in (HUNT, "topics", "read 2", "tldr")]
        told.append(await (await ada.slash(general, "ask", question=HUNT)).answered())
        told.append(await (await ada.slash(general, "topic", name="Hunting")).answered())
        assert {each.content for each in told} == {discord_wording.CHOSEN_ARTICLE_GONE}
        assert (await asked(stub, ada, general, "stop")).content == discord_wording.how_to_quiet(asker=True)
        assert (await asked(stub, ada, general, "do you log messages? who is she?")).embed["title"] == privacy.TITLE
        assert "Topics of" in (await asked(stub, mira, general, f"the {TRADE} one please")).text
        assert gives(await asked(stub, ada, quiet, WHO), passage_for(matcher, WHO))
        found = (await (await mira.slash(general, "footnote doctor")).answered()).text
        assert f"Article {CATS}: it was chosen for #{general.name}, and I do not have it." in as_read(found)
        await choose(bot, guild, channel_articles={})
        assert "it was chosen" not in (await (await mira.slash(general, "footnote doctor")).answered()).text


async def test_an_article_that_is_left_alone_is_asked_wherever_others_were_chosen(
    start_bot: StartBot,
    stub: DiscordStub,
    guild: Guild,
    ada: Person,
    mira: Person,
    general: Channel,
    both: Articles,
    matcher: Matcher,
) -> None:
    async with start_bot(articles=both) as bot:
        await choose(bot, guild, article=CATS, channel_articles={general.id: CATS})
        before = await asked(stub, ada, general, HUNT)
    async with start_bot(articles=holding({TRADE: matcher})) as bot:
        assert gives(await asked(stub, ada, general, WHO), passage_for(matcher, WHO))
        told = await (await ada.presses(before, "Related topics")).answered()
        assert (told.ephemeral, told.content) == (True, discord_wording.GONE)
        found = as_read((await (await mira.slash(general, "footnote doctor")).answered()).text)
        assert (
            f"Article {CATS}: it was chosen for #{general.name}, and I do not have it. When I am asked there, I answer"
            in found
        )
    async with start_bot(articles=both):
        assert gives(await asked(stub, ada, general, HUNT), passage_for(both.matcher(CATS), HUNT))


@pytest.fixture
def folders(tmp_path: Path, data_folder: Path) -> dict[str, Path]:
    """The article on trade, and four small ones of which the second and the last are faulty."""
    small = {f"cats-{number}": SmallArticle(tmp_path / "articles" / f"cats-{number}") for number in range(4)}
    for name in ("cats-1", "cats-3"):
        (small[name].folder / "article.toml").write_text("title = ", "utf-8")
    return {TRADE: data_folder} | {name: article.folder for name, article in small.items()}


@pytest.mark.usefixtures("matcher")
async def test_the_sound_ones_of_several_are_served_and_log_and_check_up_name_the_faulty_ones(
    start_bot: StartBot,
    stub: DiscordStub,
    ada: Person,
    mira: Person,
    general: Channel,
    folders: dict[str, Path],
    index_cache: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    articles = Articles(folders, TRADE, index_cache)
    articles.choose_default()
    async with start_bot(articles=articles, channel_articles={general.id: "cats-3"}) as bot:
        assert bot.library.checking is not None
        await bot.library.checking
        told = await asked(stub, ada, general, HUNT)
        assert told.content == discord_wording.CHOSEN_ARTICLE_GONE
        answer = await (await ada.slash(general, "ask", question=HUNT, article="cats-0")).answered()
        assert gives(answer, passage_for(articles.matcher("cats-0"), HUNT))
        assert articles.loaded_matcher("cats-2") is None
        listed = await (await ada.slash(general, "articles")).answered()
        assert "cats-1" not in as_read(listed.embed["description"])
        checked = await (await mira.slash(general, "footnote doctor")).answered()
        assert "❌ Articles: cats-1 has 1 fault and cats-3 has 1 fault." in as_read(checked.text)
    logged = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert len(logged) == 2
    for name, line in zip(("cats-1", "cats-3"), logged, strict=True):
        assert line.startswith(f"{name} is not served: 1 fault in ")
        assert "article.toml" in line


async def test_at_the_start_the_default_article_alone_is_compiled_and_loaded(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, folders: dict[str, Path], tmp_path: Path
) -> None:
    sound, cache = {name: folders[name] for name in ("cats-0", "cats-2")}, tmp_path / "index"
    articles = Articles(sound, cache=cache)
    articles.choose_default()
    async with start_bot(articles=articles) as bot:
        assert bot.library.checking is not None
        await bot.library.checking
        assert await asked(stub, ada, general, HUNT)
        assert [name for name, folder in sound.items() if articles.loaded_matcher(name) or is_kept(folder, cache)] == [
            "cats-0"
        ]


def test_a_sound_article_replaces_a_faulty_default_unless_all_are_faulty(
    folders: dict[str, Path], data_folder: Path
) -> None:
    faulty = {name: folders[name] for name in ("cats-1", "cats-3")}
    articles = Articles(faulty | {"cats-0": folders["cats-0"]}, "cats-3")
    assert set(articles.choose_default()) == {"cats-1", "cats-3"}
    assert articles.default == "cats-0"
    with pytest.raises(ArticleError, match=r"2 faults in the articles:\n  cats-1/article.toml: .*\n  cats-3/article"):
        Articles(faulty).choose_default()


class SlowArticles(Articles):
    """Articles of which all but the default take until `let_go` to load."""

    let_go: threading.Event
    loads: int
    kept: dict[str, Matcher]

    def check(self, article_id: str) -> None:
        """There are no files."""

    def matcher(self, article_id: str, guild: int | None = None) -> Matcher:
        """Wait, then give what was kept."""
        if self.loaded_matcher(article_id, guild) is None:
            self.loads += 1
            self.let_go.wait()
            self.replace(article_id, self.kept[article_id])
        return super().matcher(article_id, guild)


@pytest.fixture
def slow(matcher: Matcher, cats_matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> SlowArticles:
    """The article on cats takes long to load."""
    monkeypatch.setattr(delivery, "PATIENCE", 0.01)
    articles = SlowArticles({TRADE: Path(TRADE), CATS: Path(CATS)})
    articles.replace(TRADE, matcher)
    articles.kept, articles.let_go, articles.loads = {CATS: cats_matcher}, threading.Event(), 0
    return articles


async def test_requests_for_a_loading_article_are_acknowledged_load_it_once_and_block_nothing_else(
    start_bot: StartBot, stub: DiscordStub, ada: Person, ben: Person, general: Channel, slow: SlowArticles
) -> None:
    async with start_bot(articles=slow):
        waiting = [
            await person.slash(general, "ask", question=HUNT, article=CATS, private=person is ben)
            for person in (ada, ben)
        ]
        assert [(await each.responded()).deferred for each in waiting] == [True, True]
        other = await (await ben.slash(general, "ask", question=WHO)).answered()
        assert gives(other, passage_for(slow.matcher(TRADE), WHO))
        slow.let_go.set()
        answers = [await each.answered() for each in waiting]
        assert all(gives(answer, passage_for(slow.matcher(CATS), HUNT)) for answer in answers)
        assert [answer.ephemeral for answer in answers] == [False, True]
        assert slow.loads == 1


async def test_a_press_that_waits_for_its_article_is_acknowledged_and_then_turns_the_page(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, both: Articles, slow: SlowArticles
) -> None:
    async with start_bot(articles=both, channel_articles={general.id: CATS}):
        answer = await asked(stub, ada, general, HUNT)
        page = await (await ada.slash(general, "read")).answered()
    async with start_bot(articles=slow):
        pressed = [await ada.presses(page, emoji="▶️"), await ada.presses(answer, "Related topics")]
        assert [(await press.responded()).deferred for press in pressed] == [True, True]
        slow.let_go.set()
        assert await pressed[0].answered() is page
        related = await pressed[1].followed_up()
        assert related.ephemeral
        assert slow.matcher(CATS).article.paragraphs[1] in as_read(page.text)
