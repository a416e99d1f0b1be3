"""What is added to an index is checked, tried out, in effect at once where it belongs, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.article.additions import Added, Kind
from bot.articles import Articles
from bot.conversation import wording
from bot.errors import InputError
from bot.matching.effects import Change, Source
from tests.article.small_article import SmallArticle
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import as_read, gives
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

pytestmark = [pytest.mark.slow, pytest.mark.process]

CATS = "library-cats"
SLANG = "what is the best moment to avoid being a vole"
LONG = 60.0
"""Seconds for what waits for processes of its own."""

ASK = Added(Kind.ASK, "days/hunt", SLANG)


@pytest.fixture
def edited(tmp_path: Path) -> SmallArticle:
    """The folder of the article, to be edited."""
    return SmallArticle(tmp_path / "articles" / CATS)


@pytest.fixture
def articles(tmp_path: Path, edited: SmallArticle) -> Articles:
    """The small article, in a folder."""
    (tmp_path / "state").mkdir(mode=0o700)
    return Articles({CATS: edited.folder}, cache=tmp_path / "state" / "index")


async def asked(stub: DiscordStub, person: Person, channel: Channel, text: str = SLANG) -> Message:
    """The reply to a question in a channel."""
    return await stub.next_reply(to=await person.says(channel, f"{stub.bot.mention} {text}"))


async def test_what_is_added_is_tried_out_found_at_once_in_its_server_alone_and_undone(
    start_bot: StartBot, stub: DiscordStub, guild: Guild, general: Channel, ada: Person, articles: Articles
) -> None:
    elsewhere = stub.add_guild("Elsewhere")
    channel, eve = elsewhere.add_text_channel("general"), elsewhere.add_member("eve")
    hunt = articles.of(CATS).article.passage("days/hunt")
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

        with pytest.raises(InputError, match="stands there already"):
            await bot.editor.add(guild.id, CATS, ASK)
        assert await bot.editor.undo(guild.id, addition.id)
        assert not gives(await asked(stub, ada, general), hunt)


async def test_an_edited_folder_is_used_from_the_reload_on_with_what_was_added_and_a_faulty_one_is_refused(
    start_bot: StartBot,
    stub: DiscordStub,
    guild: Guild,
    general: Channel,
    ada: Person,
    articles: Articles,
    edited: SmallArticle,
) -> None:
    owner = Person(stub, stub.world.owner)
    mira = guild.add_member("mira", roles=(guild.add_role("keepers", "manage_guild"),))
    hunt = articles.of(CATS).article.passage("days/hunt")
    assert hunt is not None
    async with start_bot(articles=articles) as bot:
        await bot.editor.add(guild.id, CATS, ASK)
        refused = await (await mira.slash(general, "footnote reload")).answered(LONG)
        assert (refused.ephemeral, refused.content) == (True, wording.NEEDS_OWNER)

        edited.replace("sections/days.toml", "when do cats hunt", "which hour suits the vole patrol")
        told = await (await owner.slash(general, "footnote reload")).answered(LONG)
        assert f"{CATS} is in use as it is now" in as_read(told.text)
        assert gives(await asked(stub, ada, general, "which hour suits the vole patrol"), hunt)
        assert gives(await asked(stub, ada, general), hunt)

        edited.replace("article.toml", "title =", "titel =")
        told = await (await owner.slash(general, "footnote reload")).answered(LONG)
        assert "stays as it is: its folder has 2 faults" in as_read(told.text)
        assert gives(await asked(stub, ada, general, "which hour suits the vole patrol"), hunt)
        assert gives(await asked(stub, ada, general), hunt)
