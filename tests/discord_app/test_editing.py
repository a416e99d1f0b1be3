"""Additions to an index are checked, tried out, in effect at once, and undone."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from bot.article.additions import Added, Kind, new_gap
from bot.articles import Articles
from bot.conversation.wordings import discord_wording
from bot.discord_app.curators import editing
from bot.errors import InputError
from bot.matching.effects import Change, Source
from tests.article.small_article import SmallArticle
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import SLANG, as_read, asked, gives
from tests.discord_stub import Channel, DiscordStub, Guild, Person

pytestmark = [pytest.mark.slow, pytest.mark.process]

CATS = "library-cats"
LONG = 60.0
"""Seconds for what waits for processes of its own."""

OTHER = "where is the porridge for burglars"
ASK = Added(Kind.ASK, "days/hunt", SLANG)


@pytest.fixture
def articles(small: SmallArticle, small_cache: Path) -> Articles:
    """The small article, in a folder."""
    return Articles({CATS: small.folder}, cache=small_cache)


async def test_an_addition_is_tried_out_found_at_once_in_its_server_only_and_undone(
    start_bot: StartBot, stub: DiscordStub, guild: Guild, general: Channel, ada: Person, articles: Articles
) -> None:
    elsewhere = stub.add_guild("Elsewhere")
    channel, eve = elsewhere.add_text_channel("general"), elsewhere.add_member("eve")
    hunt = articles.matcher(CATS).article.passage("days/hunt")
    assert hunt is not None
    async with start_bot(articles=articles) as bot:
        before = [await asked(stub, ada, general), await asked(stub, eve, channel)]
        assert not any(gives(each, hunt) for each in before)
        bot.store.questions.keep(guild.id, CATS, SLANG, "none")
        await bot.store.flush()

        effects = await bot.editor.try_out(guild.id, CATS, ASK)
        assert effects.counts[Source.ADDED, Change.ANSWERED] == effects.counts[Source.KEPT, Change.ANSWERED] == 1
        assert not gives(await asked(stub, ada, general), hunt)

        addition = await bot.editor.add(guild.id, CATS, ASK)
        assert gives(await asked(stub, ada, general), hunt)
        assert not gives(await asked(stub, eve, channel), hunt)

        assert await bot.editor.add(guild.id, CATS, ASK) == addition
        with pytest.raises(InputError, match="is in the index already"):
            await bot.editor.try_out(guild.id, CATS, ASK)
        assert await bot.editor.undo(guild.id, addition.id)
        assert not gives(await asked(stub, ada, general), hunt)


async def test_a_reload_uses_an_edited_folder_with_its_additions_and_refuses_a_faulty_one(
    start_bot: StartBot,
    stub: DiscordStub,
    guild: Guild,
    general: Channel,
    ada: Person,
    mira: Person,
    articles: Articles,
    small: SmallArticle,
) -> None:
    owner = Person(stub, stub.world.owner)
    hunt = articles.matcher(CATS).article.passage("days/hunt")
    assert hunt is not None
    async with start_bot(articles=articles) as bot:
        await bot.editor.add(guild.id, CATS, ASK)
        refused = await (await mira.slash(general, "footnote reload")).answered(LONG)
        assert (refused.ephemeral, refused.content) == (True, discord_wording.NEEDS_OWNER)

        small.replace("sections/days.toml", "when do cats hunt", "which hour suits the vole patrol")
        told = await (await owner.slash(general, "footnote reload")).answered(LONG)
        assert f"{CATS} is in use as it is now" in as_read(told.text)
        assert gives(await asked(stub, ada, general, "which hour suits the vole patrol"), hunt)
        assert gives(await asked(stub, ada, general), hunt)

        small.replace("article.toml", "title =", "titel =")
        told = await (await owner.slash(general, "footnote reload")).answered(LONG)
        assert "stays as it is: its folder has 1 fault." in as_read(told.text)
        checked = await (await mira.slash(general, "footnote doctor")).answered()
        assert f"❌ Articles: {CATS} has 1 fault." in as_read(checked.text)
        assert gives(await asked(stub, ada, general, "which hour suits the vole patrol"), hunt)
        assert gives(await asked(stub, ada, general), hunt)

        small.replace("article.toml", "titel =", "title =")
        await (await owner.slash(general, "footnote reload")).answered(LONG)
        checked = await (await mira.slash(general, "footnote doctor")).answered()
        assert "✅ Articles: fine." in as_read(checked.text)


async def test_an_addition_for_all_is_found_in_every_server_and_by_the_first_question_after_a_restart(
    start_bot: StartBot, stub: DiscordStub, guild: Guild, general: Channel, ada: Person, articles: Articles
) -> None:
    elsewhere = stub.add_guild("Elsewhere")
    channel, eve = elsewhere.add_text_channel("general"), elsewhere.add_member("eve")
    hunt = articles.matcher(CATS).article.passage("days/hunt")
    feeding = articles.matcher(CATS).article.passage("library/feeding")
    assert hunt is not None
    assert feeding is not None
    async with start_bot(articles=articles) as bot:
        await bot.editor.add(guild.id, CATS, Added(Kind.ASK, feeding.key, OTHER))
        everybodys = await bot.editor.add(None, CATS, ASK)
        assert gives(await asked(stub, eve, channel), hunt)
        assert gives(await asked(stub, ada, general), hunt)
    again = Articles(articles.folders, cache=articles.cache)
    async with start_bot(articles=again) as bot:
        assert gives(await asked(stub, eve, channel), hunt)
        assert gives(await asked(stub, ada, general, OTHER), feeding)
        assert not gives(await asked(stub, eve, channel, OTHER), feeding)
        assert await bot.editor.undo(None, everybodys.id)
        assert not gives(await asked(stub, eve, channel), hunt)
        assert gives(await asked(stub, ada, general, OTHER), feeding)


async def test_answers_go_on_while_an_index_is_tried_out_and_nothing_of_that_is_left_in_a_file(
    start_bot: StartBot, stub: DiscordStub, guild: Guild, general: Channel, ada: Person, articles: Articles
) -> None:
    async with start_bot(articles=articles) as bot:
        trying = asyncio.create_task(bot.editor.try_out(guild.id, CATS, ASK))
        while not trying.done():
            await asked(stub, ada, general, "when do cats hunt")
        assert (await trying).changed
        assert articles.cache is not None
        assert not list(articles.cache.glob("amended-*"))


async def test_a_refused_addition_is_explained_and_changes_nothing(
    start_bot: StartBot, guild: Guild, articles: Articles, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start_bot(articles=articles) as bot:
        for added, problem in (
            (ASK._replace(text="are cats lazy"), "is also under “Cats sleep most of the day.”"),
            (ASK._replace(target="days/gone"), "there is no passage"),
        ):
            for attempt in (bot.editor.try_out, bot.editor.add):
                with pytest.raises(InputError, match=problem):
                    await attempt(guild.id, CATS, added)
        with pytest.raises(InputError, match=re.escape(discord_wording.ARTICLE_GONE)):
            await bot.editor.add(guild.id, "no-such-article", ASK)
        monkeypatch.setattr(editing, "MOST_ADDED", 0)
        with pytest.raises(InputError, match=discord_wording.TOO_MUCH_ADDED):
            await bot.editor.add(guild.id, CATS, ASK)
        assert bot.store.additions.in_effect() == ()
        assert articles.is_current(CATS, guild.id)


async def test_an_addition_that_the_article_does_not_fit_any_more_is_kept_and_named_and_stops_nothing(
    start_bot: StartBot,
    stub: DiscordStub,
    guild: Guild,
    general: Channel,
    ada: Person,
    articles: Articles,
    small: SmallArticle,
) -> None:
    async with start_bot(articles=articles) as bot:
        unfit = Added(Kind.ASK, "library/feeding", "porridge for the beast")
        await bot.editor.add(guild.id, CATS, unfit)
        await bot.editor.add(guild.id, CATS, ASK)
        small.replace("sections/library.toml", 'id = "feeding"', 'id = "breakfast"')
        assert [each.changed for each in await bot.editor.reread()] == [True]
        hunt = articles.matcher(CATS).article.passage("days/hunt")
        assert hunt is not None
        assert gives(await asked(stub, ada, general), hunt)
        assert [each.added for each in await bot.editor.misfits(guild.id, CATS)] == [unfit]
        assert len(bot.store.additions.in_effect()) == 2


async def test_a_gap_that_was_added_stands_by_itself_when_the_one_that_made_it_is_undone(
    start_bot: StartBot, stub: DiscordStub, guild: Guild, general: Channel, ada: Person, articles: Articles
) -> None:
    async with start_bot(articles=articles) as bot:
        article = await bot.editor.article(CATS, guild.id)
        first = await bot.editor.add(guild.id, CATS, new_gap(article, "how heavy is the beast", "It gives no weights."))
        await bot.editor.add(guild.id, CATS, Added(Kind.GAP, first.target, "how many pounds is the vole patroller"))
        await bot.editor.undo(guild.id, first.id)
        told = await asked(stub, ada, general, "how many pounds is the vole patroller")
        assert "It gives no weights." in as_read(told.text)


async def test_the_indexes_of_a_server_are_deleted_with_its_data(
    start_bot: StartBot, guild: Guild, articles: Articles
) -> None:
    async with start_bot(articles=articles) as bot:
        await bot.editor.add(guild.id, CATS, ASK)
        assert articles.cache is not None
        assert list(articles.cache.glob(f"amended-{guild.id}-*"))
        await bot.store.forget(guild.id)
        assert not list(articles.cache.glob("amended-*"))
        assert articles.owners_in_memory(CATS) == [None]
