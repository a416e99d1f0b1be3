"""`/footnote doctor`: the running bot finds why it is silent in a server."""

from __future__ import annotations

import re

import pytest

from bot.conversation.wordings import discord_wording, doctor
from bot.conversation.wordings.finding import FOR_WHOM
from bot.discord_app.admin.lacking import all_lacking
from bot.discord_app.client import FootnoteBot
from bot.discord_app.health import checkup
from bot.discord_app.health.diagnosis import PERMISSIONS
from bot.discord_app.permissions import named, names_of
from bot.store.server_settings import AnswerPlace, Mode, Style
from tests.discord_app.choosing import choose, chosen_in
from tests.discord_app.conftest import StartBot
from tests.discord_app.databases import without_database
from tests.discord_app.scripted import as_read, page_of
from tests.discord_stub import Channel, DiscordStub, Guild, Interaction, Person

COMMANDS = ("GET", "/applications/*/commands")


async def check(person: Person, channel: Channel) -> str:
    """What the check-up shows somebody, in private."""
    answer = await (await person.slash(channel, "footnote doctor")).answered()
    assert answer.ephemeral
    return page_of(answer)


async def test_a_bot_that_is_well_says_so_line_by_line(bot: FootnoteBot, mira: Person, general: Channel) -> None:
    assert await check(mira, general) == "\n".join(
        [
            "Check-up",
            "**Nothing is wrong.**",
            "✅ Message content: I may read messages that are not addressed to me.",
            f"✅ Commands: all {len(bot.commands_sync.definitions())} are registered as this version has them.",
            "✅ Gateway: fine.",
            "✅ Database: fine.",
            "✅ Index: fine.",
            "✅ Articles: fine.",
            "✅ Speaking: when I am spoken to; unasked in no channel of this server.",
            "✅ Permissions: nothing is missing in 1 channel.",
        ]
    )


async def test_the_problems_come_first_each_with_what_to_do(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    guild.deny(stub.bot, guild.add_text_channel("news"), "send_messages")
    guild.deny(stub.bot, guild.add_text_channel("plain"), "embed_links")
    await stub.settled()
    lines = (await check(mira, general)).splitlines()
    assert lines[1:6] == [
        "**1 problem.**",
        "❌ #news: I lack Send Messages.",
        "> In the channel's settings, under Permissions, allow it for my role.",
        "⚠️ #plain: I lack Embed Links. Answers come as plain text.",
        "> In the channel's settings, under Permissions, allow it for my role.",
    ]
    assert all(line.startswith("✅") for line in lines[6:])


async def test_messages_that_discord_hides_are_a_problem(
    stub: DiscordStub, start_bot: StartBot, mira: Person, general: Channel
) -> None:
    async with start_bot(message_content=False):
        assert "❌ Message content: Discord hides messages from me that are not addressed to me." in await check(
            mira, general
        )


async def test_doctor_reports_where_the_bot_answers_unasked(
    start_bot: StartBot, mira: Person, guild: Guild, general: Channel
) -> None:
    elsewhere = 123456789012345678
    async with start_bot(listen_channels=frozenset({general.id, guild.add_forum("questions").id, elsewhere})):
        told = await check(mira, general)
    assert "✅ Speaking: when I am spoken to, and unasked in #general and #questions." in told


async def test_doctor_reports_the_servers_choices_too(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    quiet, forum = guild.add_text_channel("quiet"), guild.add_forum("questions")
    guild.deny(stub.bot, quiet, "send_messages")
    await stub.settled()
    modes = {general.id: Mode.LISTENING, quiet.id: Mode.OFF, forum.id: Mode.POSTS}
    await choose(bot, guild, channel_modes=modes)
    told = await check(mira, general)
    assert "✅ Speaking: when I am spoken to, and unasked in #general and #questions." in told
    assert "⚠️ #quiet: switched off here.\n> To change that: /footnote settings." in told
    assert "I lack" not in told


async def test_channels_that_are_alike_are_reported_together(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    off, hidden, mute = (
        [guild.add_text_channel(f"{name}-{n}") for n in range(20)] for name in ("off", "staff", "mute")
    )
    for each in hidden:
        guild.deny(guild.everyone, each, "view_channel")
    for each in mute:
        guild.deny(stub.bot, each, "send_messages")
    await stub.settled()
    await choose(bot, guild, channel_modes={each.id: Mode.OFF for each in off})
    told = await check(mira, general)
    assert "**1 problem.**" in told
    assert told.count("#") == 20 + 10 + 10
    assert "#mute-18 and #mute-19: I lack Send Messages.\n> In each channel's settings" in told
    assert "#staff-9 and 10 more: hidden from me, and from others." in told
    assert "#off-9 and 10 more: switched off here." in told


async def test_missing_thread_permissions_are_reported_where_answers_go_to_threads(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    guild.deny(stub.bot, general, "create_public_threads")
    await stub.settled()
    assert "Create Public Threads" not in await check(mira, general)
    await choose(bot, guild, answers=AnswerPlace.THREAD)
    told = await check(mira, general)
    assert "⚠️ #general: I lack Create Public Threads. Answers stand in the channel and not in threads." in told
    assert "**No problem, but 1 thing to look at.**" in told


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("answers", AnswerPlace)
async def test_the_check_up_misses_in_each_kind_of_channel_what_the_setup_asks_for(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, answers: AnswerPlace, style: Style
) -> None:
    kinds = {
        "text": guild.add_text_channel,
        "news": guild.add_announcement_channel,
        "voice": guild.add_voice_channel,
        "forum": guild.add_forum,
    }
    names = (*names_of(PERMISSIONS), "create_public_threads")
    channels = {(kind, name): make(f"{kind}-{name}") for kind, make in kinds.items() for name in names}
    for (_, name), channel in channels.items():
        guild.deny(stub.bot, channel, name)
    await stub.settled()
    modes = {each.id: Mode.LISTENING for each in channels.values()}
    await choose(bot, guild, answers=answers, style=style, channel_modes=modes)
    known = bot.get_guild(guild.id)
    assert known is not None
    asked_for = all_lacking(known, chosen_in(bot, guild), heard=())
    assert asked_for.everywhere == []
    missed = {
        (kind, name)
        for (kind, name), channel in channels.items()
        if asked_for.by_channel.get(channel.id, []) == [named(name)]
    }
    assert len(missed) == len(asked_for.by_channel)
    looking = checkup.Checkup(bot.health, bot.commands_sync, bot.policy)
    found = [each.text.partition(".")[0].partition(": I lack ") for each in await looking.findings(known)]
    told = {(place, lacks) for places, _, lacks in found if lacks for place in re.split(", | and ", places)}
    assert told == {(f"#{kind}-{name}", named(name)) for kind, name in missed}
    for_threads = {(kind, "create_public_threads") for kind in ("text", "news") if answers is AnswerPlace.THREAD}
    for_embeds = {(kind, "embed_links") for kind in kinds if style is Style.EMBED}
    needed = {(kind, name) for kind in kinds for name in names_of(PERMISSIONS) if name != "embed_links"}
    idle = {("forum", "send_messages"), ("voice", "send_messages_in_threads")}
    assert missed == needed - idle | for_threads | for_embeds


async def test_a_finding_says_who_can_act_only_if_somebody_has_to(
    start_bot: StartBot, mira: Person, general: Channel, stub: DiscordStub
) -> None:
    async def footer() -> dict[str, str] | None:
        (embed,) = (await (await mira.slash(general, "footnote doctor")).answered()).embeds
        return embed.get("footer")

    async with start_bot():
        assert await footer() is None
    async with start_bot(message_content=False):
        assert await footer() == {"text": FOR_WHOM}


async def test_commands_that_somebody_took_back_are_a_problem(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, general: Channel
) -> None:
    topics = next(each for each in stub.commands if each["name"] == "topics")
    del stub.world.commands[0][int(topics["id"])]
    assert "❌ Commands: not registered: /topics." in await check(mira, general)


@pytest.mark.parametrize("kind", ["fails", "slow"])
async def test_a_discord_that_does_not_name_the_commands_hinders_nothing_else(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, general: Channel, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, "PATIENCE", 0.05)
    fault = stub.faults.slows(*COMMANDS) if kind == "slow" else stub.faults.fails(*COMMANDS, status=403)
    told = await check(mira, general)
    assert "⚠️ Commands: Discord did not say in time which are registered." in told
    assert "✅ Permissions: " in told
    fault.lift()


async def test_a_part_of_the_bot_that_is_not_well_is_a_problem(
    bot: FootnoteBot, mira: Person, general: Channel
) -> None:
    bot.health["database"] = lambda: "locked since 12:03"
    assert "❌ Database: locked since 12:03.\n> I answer with the last settings that I know" in await check(
        mira, general
    )


async def test_the_databases_address_is_hidden_from_those_who_manage_a_server(
    bot: FootnoteBot, mira: Person, general: Channel
) -> None:
    async with without_database(bot):
        # It looks there, and finds out.
        await (await mira.slash(general, "footnote unanswered")).answered()
        told = await check(mira, general)
    (line,) = [each for each in told.splitlines() if each.startswith("❌ Database: ")]
    assert line.removeprefix("❌ Database: ")
    assert str(bot.store.database.url.database) not in told
    assert bot.store.database.description not in told


async def test_a_server_that_has_the_commands_but_not_the_bot_is_told_so(bot: FootnoteBot) -> None:
    looking = checkup.Checkup(bot.health, bot.commands_sync, bot.policy)
    assert (await looking.findings(None))[-1] == doctor.NOT_A_MEMBER


async def test_a_role_change_is_seen_at_the_next_check(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    guild.set_role(guild.bot_role, "view_channel", "send_messages", "embed_links", "send_messages_in_threads")
    guild.set_role(guild.everyone, "view_channel", "send_messages", "use_application_commands")
    await stub.settled()
    assert "❌ Permissions: in the whole server I lack Read Message History." in await check(mira, general)
    guild.set_role(guild.bot_role, "administrator")
    await stub.settled()
    assert "**Nothing is wrong.**" in await check(mira, general)


# Who may


async def test_a_person_who_may_not_manage_the_server_is_refused_though_they_see_the_command(
    bot: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    guild.shows_command("footnote", ada)
    answer = await (await ada.slash(general, "footnote doctor")).answered()
    assert answer.ephemeral
    assert answer.content == discord_wording.NEEDS_MANAGE_SERVER


async def test_the_command_has_the_same_pace_as_all_commands(
    start_bot: StartBot, mira: Person, general: Channel
) -> None:
    async with start_bot(person_cooldown=60.0):
        answers = [await (await mira.slash(general, "footnote doctor")).answered() for _ in range(4)]
    assert [bool(each.embeds) for each in answers] == [True, True, True, False]
    assert answers[-1].content.startswith("That was quick.")


# Long ones


async def close_many(stub: DiscordStub, guild: Guild) -> list[str]:
    """Add channels in which the bot may not write, whose names take three parts of a check-up."""
    names = [f"channel-{number:03}-{'x' * 60}" for number in range(120)]
    for name in names:
        guild.deny(stub.bot, guild.add_text_channel(name), "send_messages")
    await stub.settled()
    return names


async def read_all(person: Person, asked: Interaction) -> list[str]:
    """All parts of a check-up, turned by its button."""
    shown = await asked.answered()
    parts = [page_of(shown)]
    while not shown.embeds[0]["title"].endswith(f"({len(parts)} of {len(parts)})"):
        label = next(each["label"] for row in shown.components for each in row["components"])
        assert label.startswith("Part ")
        await (await person.presses(asked, label)).responded()
        parts.append(page_of(shown))
    return parts


async def test_a_long_check_up_comes_in_parts_and_nothing_is_cut(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    names = await close_many(stub, guild)
    parts = await read_all(mira, await mira.slash(general, "footnote doctor"))
    assert len(parts) > 2
    told = "\n".join(parts)
    assert [name for name in names if f"#{name}" not in told] == []
    assert "✅ Index: fine." in told


async def test_at_most_ten_channels_in_which_it_answers_unasked_are_named(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    for number in range(30):
        guild.add_text_channel(f"channel-{number}")
    await choose(bot, guild, mode=Mode.LISTENING)
    told = await check(mira, general)
    assert f"unasked in #{general.name}, #channel-0, " in told
    assert "#channel-8 and 21 more." in told


async def test_a_part_is_turned_only_for_who_may_still_manage_the_server(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    await close_many(stub, guild)
    asked = await mira.slash(general, "footnote doctor")
    await asked.answered()
    for role in guild.memberships[mira.id].roles:
        guild.set_role(role)
    refused = await (await mira.presses(asked, "Part 2 of 3")).answered()
    assert refused.content == discord_wording.NEEDS_MANAGE_SERVER


async def test_a_control_of_another_version_is_reported_as_gone(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    await close_many(stub, guild)
    asked = await mira.slash(general, "footnote doctor")
    shown = await asked.answered()
    shown.components[0]["components"][0]["custom_id"] = "fs:nothing:2"
    assert (await (await mira.presses(asked, "Part 2 of 3")).answered()).content == discord_wording.GONE


@pytest.mark.parametrize(
    "what", ["is deleted", "is hidden from the bot", "is off, and the bot may not write there", "is well"]
)
async def test_a_log_channel_in_which_nothing_can_be_posted_is_named(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel, what: str
) -> None:
    log = guild.add_text_channel("log")
    modes = {log.id: Mode.OFF} if "off" in what else {}
    await choose(bot, guild, log_channel=log.id, channel_modes=modes)
    if "deleted" in what:
        guild.delete_channel(log)
    elif "hidden" in what:
        guild.deny(guild.everyone, log, "view_channel")
    elif "off" in what:
        guild.deny(stub.bot, log, "send_messages")
    await stub.settled()
    told = [line for line in (await check(mira, general)).splitlines() if "Log channel" in line]
    lacks = {
        "is deleted": doctor.LOG_DELETED.text,
        "is hidden from the bot": doctor.log_lacks("#log", ["View Channel"]).text,
        "is off, and the bot may not write there": doctor.log_lacks("#log", ["Send Messages"]).text,
    }
    assert told == ([f"⚠️ {lacks[what]}"] if what in lacks else [])


async def test_an_outage_of_the_server_is_a_problem_until_it_is_back(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    guild.set_available(False)
    await stub.settled()
    assert f"❌ {doctor.OUTAGE.text}" in as_read(await check(mira, general))
    guild.set_available(True)
    await stub.settled()
    assert "Nothing is wrong." in await check(mira, general)
