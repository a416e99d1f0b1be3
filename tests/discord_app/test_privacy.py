"""`/privacy` says what is stored, for how long and why, is true, and deletes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.conversation.wordings import discord_wording, privacy
from bot.conversation.wordings.insights import NOTHING_ASKED
from bot.database_url import sqlite_url
from bot.discord_app.client import FootnoteBot
from bot.store.server_settings import DEFAULTS, Mode
from bot.store.tables import EVERYWHERE
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import StartBot
from tests.discord_app.databases import rows_of
from tests.discord_app.scripted import WHO
from tests.discord_stub import Channel, DiscordStub, Guild, Interaction, Message, Person

ARTICLE, PASSAGE = "us-india-trade", "market-access/firm-stance"
ANSWERED, VAGUE, MISSED = "who met in washington", "India", "how old is Landau"
SECRET = "my grandmother Esmeralda wonders how much tariffs on pistachios cost"


def text_of(message: Message) -> str:
    """The text of an answer, without what escapes it."""
    return message.text.replace("\\", "").replace("\u200b", "")


def kept_in(message: Message) -> list[str]:
    """The lines on what is kept."""
    lines = text_of(message).partition(f"**{privacy.KEPT_HERE}**")[2].partition("\n**")[0]
    return [line.removeprefix("- ") for line in lines.strip().splitlines()]


def line_of(message: Message, start: str) -> str:
    """The line on what is kept that begins so."""
    (line,) = [each for each in kept_in(message) if each.startswith(start)]
    return line


async def look(person: Person, channel: Channel) -> Message:
    """What somebody is shown, in private."""
    answer = await (await person.slash(channel, "privacy")).answered()
    assert answer.ephemeral
    return answer


def bytes_in(folder: Path) -> bytes:
    """What all files in a folder hold."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


# What it says


async def test_a_server_that_chose_nothing_is_told_that_counts_alone_are_kept(
    bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    shown = await look(ada, general)
    assert kept_in(shown)[0] == privacy.NO_PERSON
    assert "No question's text: keeping questions is off." in kept_in(shown)
    assert "No marks: the buttons that mark answers as right or wrong are off." in kept_in(shown)
    assert "(none now)" in line_of(shown, "Counts of questions by day")
    assert not any("post it in a channel" in line for line in kept_in(shown))
    assert kept_in(shown)[-1].endswith("or until I was removed for 30 days.")


async def test_privacy_tells_what_a_server_turned_on_for_how_long_and_how_much_is_stored(
    bot: FootnoteBot, ada: Person, guild: Guild, general: Channel
) -> None:
    await choose(
        bot,
        guild,
        feedback=True,
        keeps_questions=True,
        keep_days=1,
        log_channel=general.id,
    )
    bot.store.questions.keep(guild.id, ARTICLE, MISSED, "none")
    bot.store.questions.keep(guild.id, ARTICLE, VAGUE, "choices")
    await bot.store.feedback.mark(guild.id, ARTICLE, PASSAGE, right=True)
    shown = await look(ada, general)
    assert "are kept (now 2): their text" in line_of(shown, "Questions that I could not answer")
    assert line_of(shown, "Questions that").endswith("Each is deleted 1 day after it was last asked.")
    assert "(now 1): buttons under answers are there" in line_of(shown, "Counts of marks by day")
    assert "(now 1): so that I work here as you want." in line_of(shown, "What was chosen")
    assert any("post it in a channel" in line for line in kept_in(shown))


async def test_privacy_mentions_a_turned_off_setting_as_long_as_its_data_is_kept(
    bot: FootnoteBot, ada: Person, guild: Guild, general: Channel
) -> None:
    bot.store.questions.keep(guild.id, ARTICLE, MISSED, "none")
    await bot.store.flush()
    await bot.store.feedback.mark(guild.id, ARTICLE, PASSAGE, right=False)
    shown = await look(ada, general)
    assert "were kept, until that was turned off (now 1)" in line_of(shown, "Questions that I could not answer")
    assert "are off now" in line_of(shown, "Counts of marks by day")


async def test_a_direct_message_is_told_of_no_server(stub: DiscordStub, bot: FootnoteBot, ada: Person) -> None:
    shown = await (await ada.slash(stub.dm(ada), "privacy")).answered()
    assert kept_in(shown) == [privacy.NO_PERSON, privacy.DIRECT]


async def test_privacy_shows_and_deletes_the_data_of_a_server_that_the_bot_left(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    await fill(bot, guild)
    guild.remove_bot()
    await stub.settled()
    shown = await (await mira.slash(general, "privacy", installed="user")).answered()
    assert privacy.DIRECT in kept_in(shown)
    assert "are kept (now 1)" in line_of(shown, "Questions that I could not answer")
    asked = await mira.slash(general, "privacy", installed="user", delete="delete this server")
    await asked.answered()
    await (await mira.presses(asked, privacy.DELETE_ALL)).responded()
    assert await rows_of(bot.store, guild.id) == []
    shown = await (await mira.slash(general, "privacy", installed="user")).answered()
    assert kept_in(shown) == [privacy.NO_PERSON, privacy.DIRECT]


async def test_the_text_command_says_the_same(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    written = await stub.next_reply(to=await ada.says(general, "!privacy"))
    assert text_of(written) == text_of(await look(ada, general))


async def test_a_list_longer_than_a_message_has_pages(
    bot: FootnoteBot, ada: Person, guild: Guild, general: Channel, stub: DiscordStub
) -> None:
    await choose(bot, guild, keeps_questions=True, feedback=True)
    guild.deny(stub.bot, general, "embed_links")
    await stub.settled()
    shown = await stub.next_reply(to=await ada.says(general, "!privacy"))
    parts = [text_of(shown)]
    while f"({len(parts)} of {len(parts)})" not in parts[-1].splitlines()[0]:
        (label,) = [each["label"] for row in shown.components for each in row["components"]]
        await (await ada.presses(shown, label)).responded()
        parts.append(text_of(shown))
    told = " ".join("\n".join(parts).split())
    assert all(" ".join(line.split()) in told for line in (*privacy.REMEMBERS, *privacy.HOW_TO_DELETE))


async def test_while_the_database_cannot_be_reached_what_is_kept_is_told_without_how_much(
    start_bot: StartBot, ada: Person, general: Channel, tmp_path: Path
) -> None:
    async with start_bot(database=sqlite_url(tmp_path)):  # a folder
        shown = await look(ada, general)
    assert kept_in(shown)[-1] == privacy.OUT_OF_REACH
    assert "now)" not in text_of(shown)


# That it is true


async def traffic(stub: DiscordStub, guild: Guild, people: tuple[Person, Person]) -> None:
    """What two people do in a server, with every way to ask; some of what they write is nobody's business."""
    channel = guild.add_text_channel("talk")
    one, other = people
    for question in (ANSWERED, VAGUE, MISSED, SECRET, f"{SECRET} says {other.mention} (tel. 555-0199-221)"):
        answer = await stub.next_reply(to=await one.says(channel, f"{stub.bot.mention} {question}"))
        await stub.next_reply(to=await other.says(channel, "and when was that?", reply_to=answer))
        await (await other.slash(channel, "ask", question=question)).answered()
        await one.says(channel, question)
        await stub.next_reply(to=await one.says(stub.dm(one), question))
    asked = await one.says(channel, f"!ask {ANSWERED}")
    answer = await stub.next_reply(to=asked)
    await one.edits(asked, f"!ask {SECRET}")
    await stub.settled()
    for label in [each.get("label") for row in answer.components for each in row["components"]]:
        if label and label.startswith(("Related", "Not what")):
            await (await one.presses(answer, label)).responded()
    for marker in people:
        marked = await stub.next_reply(to=await one.says(channel, f"!ask {ANSWERED}"))
        await (await marker.presses(marked, discord_wording.WRONG_PASSAGE)).responded()
    for command in ("topics", "summary", "help", "about", "privacy"):
        await (await one.slash(channel, command)).answered()
    await one.deletes(asked)
    await stub.settled()


async def test_after_a_day_of_traffic_no_table_and_no_file_holds_a_user_id_or_a_text_that_was_not_opted_in(
    stub: DiscordStub, start_bot: StartBot, tmp_path: Path
) -> None:
    closed, opted_in = stub.add_guild("Closed"), stub.add_guild("Opted in")
    people = [(each.add_member("eve"), each.add_member("sam")) for each in (closed, opted_in)]
    async with start_bot() as bot:
        for guild in (closed, opted_in):
            await choose(bot, guild, mode=Mode.LISTENING, feedback=True)
        await choose(bot, opted_in, keeps_questions=True)
        for guild, pair in zip((closed, opted_in), people, strict=True):
            await traffic(stub, guild, pair)
        rows = await rows_of(bot.store)
    ids = {str(person.id) for pair in people for person in pair}
    ids |= {str(each.id) for channel in stub.world.channels.values() for each in channel.messages.values()}
    values = [str(value) for _, row in rows for value in row]
    assert [name for name, row in rows if closed.id in row and name == "activity"]
    assert [name for name, row in rows if EVERYWHERE in row and name == "activity"]
    assert [each for each in values if any(one in each for one in ids)] == []
    written = {ANSWERED, VAGUE, MISSED, "Esmeralda", "pistachio", "and when was that"}
    texts = [row for _, row in rows if any(one in str(value) for one in written for value in row)]
    assert {name for name, row in rows if opted_in.id in row} >= {"activity", "questions", "feedback", "changes"}
    assert [name for name, row in rows if closed.id in row and name == "questions"] == []
    assert [row for row in texts if opted_in.id not in row] == []
    assert [row for row in texts if "0199" in str(row)] == []
    kept = bytes_in(tmp_path)
    assert kept
    assert [each for each in ids if each.encode() in kept] == []


# Deleting


async def ask_to_delete(
    person: Person, channel: Channel, what: str = "delete this server"
) -> tuple[Interaction, Message]:
    """What is said to whoever wants something deleted, in private."""
    asked = await person.slash(channel, "privacy", delete=what)
    answer = await asked.answered()
    assert answer.ephemeral
    return asked, answer


async def fill(bot: FootnoteBot, guild: Guild) -> None:
    """Let there be something of a server."""
    await choose(bot, guild, keeps_questions=True)
    bot.store.activity.note(guild.id, ARTICLE, "none")
    bot.store.questions.keep(guild.id, ARTICLE, MISSED, "none")
    await bot.store.feedback.mark(guild.id, ARTICLE, PASSAGE, right=True)
    await bot.store.flush()


async def test_all_of_a_server_is_deleted_once_that_is_confirmed_and_nothing_of_another(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    other = stub.add_guild("Elsewhere")
    await fill(bot, guild)
    await fill(bot, other)
    await stub.next_reply(to=await mira.says(general, f"!ask {WHO}"))
    assert bot.memory.answered
    others = await rows_of(bot.store, other.id)
    asked, shown = await ask_to_delete(mira, general)
    assert shown.embeds[0]["title"] == privacy.SURE
    assert "are kept (now 1)" in text_of(shown)
    assert await rows_of(bot.store, guild.id)
    await (await mira.presses(asked, privacy.DELETE_ALL)).responded()
    assert (shown.content, shown.embeds, shown.components) == (privacy.DELETED, [], [])
    assert await rows_of(bot.store, guild.id) == []
    assert not bot.memory.answered
    assert await rows_of(bot.store, other.id) == others
    assert bot.store.settings.get(guild.id) == DEFAULTS
    page = await (await mira.slash(general, "footnote insights")).answered()
    assert NOTHING_ASKED in page.text


async def test_a_deletion_is_posted_where_changes_are_posted_with_who_made_it(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    log = guild.add_text_channel("log")
    await choose(bot, guild, log_channel=log.id)
    asked, _ = await ask_to_delete(mira, general)
    await (await mira.presses(asked, privacy.DELETE_ALL)).responded()
    posted = await stub.next_message(log)
    assert posted.content.startswith(f"{mira.mention} ")
    assert privacy.DELETED_ALL in posted.content


async def test_nothing_is_deleted_by_who_thinks_better_of_it(
    bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    await fill(bot, guild)
    before = await rows_of(bot.store, guild.id)
    asked, shown = await ask_to_delete(mira, general)
    await (await mira.presses(asked, privacy.KEEP)).responded()
    assert (shown.content, shown.components) == (privacy.KEPT_ON, [])
    assert await rows_of(bot.store, guild.id) == before


async def test_a_person_who_may_not_manage_the_server_deletes_nothing(
    bot: FootnoteBot, ada: Person, mira: Person, guild: Guild, general: Channel
) -> None:
    await fill(bot, guild)
    _, refused = await ask_to_delete(ada, general)
    assert (refused.content, refused.components) == (discord_wording.NEEDS_MANAGE_SERVER, [])
    asked, _ = await ask_to_delete(mira, general)
    for role in guild.memberships[mira.id].roles:
        guild.set_role(role)
    late = await (await mira.presses(asked, privacy.DELETE_ALL)).answered()
    assert late.content == discord_wording.NEEDS_MANAGE_SERVER
    assert await rows_of(bot.store, guild.id)


async def test_a_deletion_that_fails_is_told_and_deletes_nothing(
    bot: FootnoteBot, mira: Person, guild: Guild, general: Channel, tmp_path: Path
) -> None:
    await fill(bot, guild)
    before = await rows_of(bot.store, guild.id)
    asked, shown = await ask_to_delete(mira, general)
    (tmp_path / "footnote.db").rename(tmp_path / "elsewhere.db")
    await (await mira.presses(asked, privacy.DELETE_ALL)).responded()
    assert shown.content == privacy.NOT_DELETED
    (tmp_path / "elsewhere.db").rename(tmp_path / "footnote.db")
    await bot.store.database.wait_until_available()
    assert await rows_of(bot.store, guild.id) == before


async def test_nothing_kept_belongs_to_a_person_and_the_reply_says_so(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, guild: Guild, general: Channel
) -> None:
    await fill(bot, guild)
    before = await rows_of(bot.store)
    _, shown = await ask_to_delete(ada, general, "delete mine")
    written = await stub.next_reply(to=await ada.says(general, "!privacy delete  mine"))
    assert text_of(shown) == text_of(written) == privacy.NOTHING_IS_YOURS
    assert await rows_of(bot.store) == before


async def test_the_context_of_a_person_is_forgotten_with_their_data(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, mira: Person, general: Channel
) -> None:
    for person in (ada, mira):
        await (await person.slash(general, "ask", question=ANSWERED)).answered()
        await stub.next_reply(to=await person.says(stub.dm(person), ANSWERED))
    await ask_to_delete(ada, general, "delete mine")
    assert {person for person, _ in bot.memory.talks} == {mira.id}
    assert {person for person, _ in bot.memory.articles} == {mira.id}


@pytest.mark.parametrize("text", ["!privacy delete", "!privacy delete this server", "!privacy DELETE all"])
async def test_the_text_command_sends_whoever_wants_to_delete_to_the_slash_command(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel, text: str
) -> None:
    await fill(bot, guild)
    assert text_of(await stub.next_reply(to=await mira.says(general, text))) == privacy.DELETE_BY_SLASH
    assert await rows_of(bot.store, guild.id)


async def test_in_a_direct_message_there_is_no_server_to_delete(
    stub: DiscordStub, bot: FootnoteBot, ada: Person
) -> None:
    shown = await (await ada.slash(stub.dm(ada), "privacy", delete="delete this server")).answered()
    assert shown.content == privacy.NO_SERVER
