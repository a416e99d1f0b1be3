"""Questions are counted by outcome, day, article, section and passage, without people or texts."""

from __future__ import annotations

from bot.discord_app.client import FootnoteBot
from bot.matching.matcher import Matcher
from bot.store.insights import Insights
from bot.store.server_settings import Mode
from bot.store.tables import EVERYWHERE
from tests.discord_app.choosing import choose
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Person


async def counted(bot: FootnoteBot, guild: int) -> Insights:
    """What the store tells of a server."""
    await bot.store.flush()
    return await bot.store.insights(guild, 7)


async def test_each_question_counts_once_by_its_outcome(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel, matcher: Matcher
) -> None:
    await choose(bot, guild, mode=Mode.LISTENING)
    await stub.next_reply(to=await ada.says(general, WHOM))
    question = await ada.says(general, f"{stub.bot.mention} {WHO}")
    await stub.next_reply(to=question)
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await (await ada.slash(general, "ask", question=NOWHERE)).answered()
    await ada.says(general, "nice weather, is it not?")
    await ada.says(general, f"{stub.bot.mention} thanks!")
    await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} tldr?"))
    await stub.settled()
    found = await counted(bot, guild.id)
    assert found.outcomes == {"answer": 2, "none": 1}
    article = bot.articles.default
    passages = [passage_for(matcher, each) for each in (WHO, WHOM)]
    assert found.passages == {(article, each.key): 1 for each in passages}
    assert set(found.sections) == {(article, each.section) for each in passages}
    assert len(found.gaps) == 1


async def test_questions_of_one_message_count_each(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO} And {WHOM}"))
    assert (await counted(bot, guild.id)).outcomes == {"answer": 2}


async def test_direct_messages_and_servers_without_the_bot_count_for_no_server(
    stub: DiscordStub, bot: FootnoteBot, ada: Person
) -> None:
    await stub.next_reply(to=await ada.says(stub.dm(ada), WHO))
    other = stub.add_guild("Elsewhere", with_bot=False)
    lobby = other.add_text_channel("lobby")
    other.add_member(ada)
    await (await ada.slash(lobby, "ask", question=WHO, installed="user")).answered()
    assert (await counted(bot, other.id)).asked == 0
    assert (await counted(bot, EVERYWHERE)).asked == 2
