"""`/footnote settings`: all settings in words, each changed by a menu or a form."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.wordings import settings_choices as choices
from bot.conversation.wordings import settings_wording as wording
from bot.discord_app.admin.describing import GROUPS
from bot.discord_app.client import FootnoteBot
from bot.store.server_settings import (
    DEFAULTS,
    AnswerPlace,
    Deletes,
    Mode,
    ServerSettings,
    Style,
    Sureness,
)
from tests.discord_app.choosing import choose, chosen_in
from tests.discord_app.conftest import Pause, StartBot
from tests.discord_app.panel import Panel, locked, refusing
from tests.discord_stub import Channel, DiscordStub, Guild, Person, StubMisuse


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The file in which the bot keeps settings."""
    return tmp_path / "footnote.db"


@pytest.fixture
def no_database(database: Path) -> None:
    """Where the database is to be, something else is."""
    database.mkdir()


async def test_all_settings_are_shown_in_words(
    bot: FootnoteBot, mira: Person, general: Channel, stub: DiscordStub
) -> None:
    panel = await Panel.opens(mira, general)
    assert panel.title == wording.SETTINGS
    for field, (title, _, values) in choices.CHOICES.items():
        title = wording.IN_ALL_CHANNELS if field == "mode" else title
        is_shown = any(f"{title}: {label}. {meaning}" in panel.text for label, meaning in values.values())
        assert is_shown is (field != "mention_in_busy_threads"), title  # no threads are started
    assert f"{wording.LOG}: {wording.NONE}" in panel.text
    assert "Between questions of a person: 0 seconds, as whoever runs me set it" in panel.text
    assert stub.said_in(general) == [panel.message]


async def test_dependent_settings_are_shown_only_if_their_setting_is_chosen(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel
) -> None:
    in_threads = choices.CHOICES["mention_in_busy_threads"].title
    panel = await Panel.opens(mira, general)
    assert not any(line in panel.text for line in (in_threads, wording.kept_for(30)))
    await choose(bot, guild, answers=AnswerPlace.THREAD, keeps_questions=True, channel_modes={general.id: Mode.OFF})
    panel = await Panel.opens(mira, general)
    assert all(line in panel.text for line in (in_threads, wording.kept_for(30)))
    assert f"Off: <#{general.id}>\n{choices.CHOICES['mode'].title}: When asked." in panel.text


CHOICES = [
    ("answers", "answers", "thread", {"answers": AnswerPlace.THREAD}),
    ("sureness", "sureness", "careful", {"sureness": Sureness.CAREFUL}),
    ("sureness", "sureness", "eager", {"sureness": Sureness.EAGER}),
    ("style", "style", "text", {"style": Style.TEXT}),
    ("deletes", "deletes", "moderators", {"deletes": Deletes.MODERATORS}),
    ("feedback", "feedback", "yes", {"feedback": True}),
    ("questions", "keeps_questions", "yes", {"keeps_questions": True}),
    ("channels", "mode", "off", {"mode": Mode.OFF}),
    ("channels", "mode", "listening", {"mode": Mode.LISTENING}),
]


@pytest.mark.parametrize(("screen", "field", "value", "set_now"), CHOICES)
async def test_a_choice_in_a_menu_takes_effect_at_once_and_is_confirmed_in_words(
    bot: FootnoteBot,
    guild: Guild,
    mira: Person,
    general: Channel,
    screen: str,
    field: str,
    value: str,
    set_now: dict[str, object],
) -> None:
    panel = await Panel.opens(mira, general)
    await panel.opens_setting(screen)
    told = await panel.chooses(f"set:{field}", value)
    title, _, values = choices.CHOICES[field]
    assert told.startswith(f"Changed. {title}: {values[value][0]}.\n")
    title = wording.IN_ALL_CHANNELS if field == "mode" else title
    assert f"{title}: {values[value][0]}. {values[value][1]}" in told
    assert chosen_in(bot, guild) == ServerSettings(**set_now)  # pyright: ignore[reportArgumentType]
    assert f"{title}: {values[value][0]}." in await panel.presses(wording.ALL_SETTINGS)
    (option,) = [each for each in await chosen(panel, screen, field) if each.get("default")]
    assert option["value"] == value


async def chosen(panel: Panel, screen: str, field: str) -> list[dict[str, object]]:
    await panel.opens_setting(screen)
    return panel.menu(f"set:{field}")["options"]


async def test_each_value_of_each_setting_can_be_chosen_and_taken_back(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel
) -> None:
    screens = {field: screen for screen, fields in GROUPS.items() for field in fields} | {"mode": "channels"}
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("answers")
    await panel.chooses("set:answers", "thread")
    for field, (_, _, values) in choices.CHOICES.items():
        await panel.presses(wording.ALL_SETTINGS)
        await panel.opens_setting(screens[field])
        standing = next(each["value"] for each in panel.menu(f"set:{field}")["options"] if each["default"])
        assert list(panel.options(f"set:{field}")) == list(values)
        for value in [*(each for each in values if each != standing), standing]:
            assert (await panel.chooses(f"set:{field}", value)).startswith("Changed.")
    assert chosen_in(bot, guild) == ServerSettings(answers=AnswerPlace.THREAD)


async def test_a_setting_takes_effect_on_the_next_answer(
    bot: FootnoteBot, mira: Person, general: Channel, stub: DiscordStub
) -> None:
    assert (await stub.next_reply(to=await mira.says(general, "!summary"))).embeds
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("style")
    await panel.chooses("set:style", "text")
    assert not (await stub.next_reply(to=await mira.says(general, "!summary"))).embeds
    await panel.presses(wording.ALL_SETTINGS)
    await panel.opens_setting("channels")
    await panel.chooses("pick", "off")
    await panel.chooses("mode:off", general)
    question = await mira.says(general, "!summary")
    await stub.settled()
    assert not stub.replies_to(question)


async def test_a_choice_that_changes_nothing_is_confirmed_as_such(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel
) -> None:
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("style")
    assert (await panel.chooses("set:style", "embed")).startswith("That was set already. How answers look: In a box.")
    assert await bot.store.settings.changes(guild.id) == []


@pytest.mark.parametrize(
    ("mode", "kept"),
    [("off", Mode.OFF), ("asked", Mode.ASKED), ("listening", Mode.LISTENING), ("posts", Mode.POSTS)],
)
async def test_channels_are_given_a_mode_and_lose_it_again(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, mode: str, kept: Mode
) -> None:
    channels = [guild.add_forum("help"), guild.add_forum("more")]
    if mode != "posts":
        channels[0] = general
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("channels")
    await panel.chooses("pick", mode)
    told = await panel.chooses(f"mode:{mode}", *channels)
    names = " and ".join(f"<#{each.id}>" for each in channels)
    assert told.startswith(f"Changed. {names}: {choices.MODES[mode][0]}.\n")
    assert chosen_in(bot, guild).channel_modes == dict.fromkeys((each.id for each in channels), kept)
    await panel.chooses("pick", "none")
    assert (await panel.chooses("mode:none", channels[0])).startswith(
        f"Changed. <#{channels[0].id}>: {choices.AS_OTHERS[0]}."
    )
    assert chosen_in(bot, guild).channel_modes == {channels[1].id: kept}


async def test_new_posts_are_read_in_forums_alone(bot: FootnoteBot, mira: Person, general: Channel) -> None:
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("channels")
    await panel.chooses("pick", "posts")
    assert panel.menu("mode:posts")["channel_types"] == [15]


async def test_channels_in_which_the_host_lets_it_listen_are_shown_until_the_server_says_otherwise(
    start_bot: StartBot, guild: Guild, mira: Person, general: Channel
) -> None:
    line = f"Listening, as whoever runs me set it: <#{general.id}>"
    async with start_bot(listen_channels=frozenset({general.id, 123456789012345678})):
        panel = await Panel.opens(mira, general)
        assert line in panel.text
        await panel.opens_setting("channels")
        await panel.chooses("pick", "off")
        assert line not in await panel.chooses("mode:off", general)


# Forms


async def test_paces_are_typed_into_a_form(start_bot: StartBot, guild: Guild, mira: Person, general: Channel) -> None:
    async with start_bot(person_cooldown=3.0, channel_cooldown=1.0) as bot:
        panel = await Panel.opens(mira, general)
        await panel.opens_setting("paces")
        opened = await panel.opens_form(wording.SET_PACES)
        form = opened.response
        assert form is not None
        assert form.title == wording.PACES
        assert {name: field["label"] for name, field in form.fields.items()} == wording.PACE_FIELDS
        told = await panel.submits(opened, person_cooldown="10", repeat_after="3600,5")
        assert told.startswith(
            "Changed. Paces: between questions of a person: 10 seconds; "
            "before a passage comes again unasked: 3600.5 seconds.\n"
        )
        assert "Between questions in a channel: 1 second, as whoever runs me set it" in told
        assert chosen_in(bot, guild) == ServerSettings(person_cooldown=10.0, repeat_after=3600.5)
        again = await panel.opens_form(wording.SET_PACES)
        assert again.response is not None
        assert [field.get("value") for field in again.response.fields.values()] == ["10", None, "3600.5"]
        await panel.submits(again, person_cooldown="", repeat_after="")
        assert chosen_in(bot, guild) == DEFAULTS


@pytest.mark.parametrize(
    "typed", ["2", "ten", "-5", "90000", "1e3", "nan", "inf", "1_0", "2 s", "5 x", "25 h", "0x10", "3;4", "1.25"]
)
async def test_a_pace_that_is_none_is_refused_with_what_to_do_and_kept_for_correction(
    start_bot: StartBot, guild: Guild, mira: Person, general: Channel, typed: str
) -> None:
    async with start_bot(person_cooldown=3.0) as bot:
        panel = await Panel.opens(mira, general)
        await panel.opens_setting("paces")
        told = await panel.fills_in(wording.SET_PACES, person_cooldown=typed, channel_cooldown="7")
        assert told.replace("\\", "").startswith(
            f"Nothing was changed. {wording.bad_pace('person_cooldown', typed, 3, 86400)} Correct it"
        )
        assert chosen_in(bot, guild) == DEFAULTS
        again = await panel.opens_form(wording.AGAIN)
        assert again.response is not None
        assert [field.get("value") for field in again.response.fields.values()] == [typed, "7", None]
        assert (await panel.submits(again, person_cooldown="4")).startswith("Changed.")
        assert chosen_in(bot, guild) == ServerSettings(person_cooldown=4.0, channel_cooldown=7.0)
        assert wording.AGAIN not in panel.message.labels


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        *(("60s", 60), ("90 secs", 90), ("5m", 300), ("10 min", 600), ("1 minute", 60), ("1h", 3600)),
        *(("1,5 hrs", 5400), ("2 HOURS", 7200), ("1 day", 86400), ("007", 7)),
    ],
)
async def test_a_pace_may_be_typed_with_its_unit(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, typed: str, seconds: float
) -> None:
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("paces")
    assert (await panel.fills_in(wording.SET_PACES, person_cooldown=typed)).startswith("Changed.")
    assert chosen_in(bot, guild) == ServerSettings(person_cooldown=float(seconds))


async def test_all_that_is_wrong_in_a_form_is_said_together(bot: FootnoteBot, mira: Person, general: Channel) -> None:
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("paces")
    told = await panel.fills_in(wording.SET_PACES, person_cooldown="a", channel_cooldown="b", repeat_after="c")
    assert [label in told for label in wording.PACE_FIELDS.values()] == [True, True, True]


@pytest.mark.parametrize(
    ("typed", "days"),
    [("1", 1), ("365", 365), ("90", 90), ("60d", 60), ("2 weeks", 14), ("3 months", 90), ("1 year", 365)],
)
async def test_for_how_long_questions_are_kept_is_typed_into_a_form(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, typed: str, days: int
) -> None:
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("questions")
    told = await panel.fills_in(wording.SET_DAYS, keep_days=typed)
    assert told.startswith(f"Changed. {wording.kept_for(days)}.\n")
    assert told.rstrip().endswith(f"\n{wording.kept_for(days)}")
    assert chosen_in(bot, guild).keep_days == days


@pytest.mark.parametrize("days", ["0", "366", "", "two", "1.5", "-1", "٣", "12 h", "2 years"])
async def test_a_number_of_days_that_cannot_be_is_refused_and_kept_for_correction(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, days: str
) -> None:
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("questions")
    told = await panel.fills_in(wording.SET_DAYS, keep_days=days)
    assert told.replace("\\", "").startswith(f"Nothing was changed. {wording.bad_days(days)} Correct it")
    again = await panel.opens_form(wording.AGAIN)
    assert again.response is not None
    assert [field.get("value") or "" for field in again.response.fields.values()] == [days]
    await panel.submits(again, keep_days="7")
    assert chosen_in(bot, guild) == ServerSettings(keep_days=7)


# The list of changes, and the log


async def test_changes_are_listed_the_latest_first_without_who_made_them(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel
) -> None:
    panel = await Panel.opens(mira, general)
    assert wording.NO_CHANGES in await panel.presses(wording.LIST_OF_CHANGES)
    await panel.presses(wording.ALL_SETTINGS)
    await panel.opens_setting("style")
    await panel.chooses("set:style", "text")
    await panel.chooses("set:style", "embed")
    await panel.presses(wording.ALL_SETTINGS)
    lines = [line for line in (await panel.presses(wording.LIST_OF_CHANGES)).splitlines() if line.startswith("- ")]
    assert [line.split("> ")[1] for line in lines] == ["How answers look: In a box", "How answers look: Plain text"]
    assert str(mira.id) not in panel.text


async def test_each_change_is_posted_with_who_made_it_where_the_server_wants_it(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, stub: DiscordStub
) -> None:
    log = guild.add_text_channel("log")
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("log")
    await panel.chooses("log", log)
    posted = await stub.next_message(log)
    assert posted.content == f"{mira.mention} changed the settings of Footnote. Log channel: <#{log.id}>."
    assert not posted.mentions
    await panel.presses(wording.ALL_SETTINGS)
    await panel.opens_setting("feedback")
    await panel.chooses("set:feedback", "yes")
    assert (await stub.next_message(log)).content.endswith("Feedback: With buttons.")
    await panel.chooses("set:feedback", "yes")
    await panel.presses(wording.ALL_SETTINGS)
    await panel.opens_setting("log")
    await panel.presses(wording.NO_LOG)
    assert (await stub.next_message(log)).content.endswith("Log channel: none.")
    assert len(stub.said_in(log)) == 3
    assert chosen_in(bot, guild).log_channel is None


async def test_a_channel_in_which_it_may_not_write_does_not_become_the_log(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, stub: DiscordStub
) -> None:
    guild.deny(stub.bot, quiet := guild.add_text_channel("quiet"), "send_messages")
    await stub.settled()
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("log")
    assert (await panel.chooses("log", quiet)).startswith(wording.log_refused(f"<#{quiet.id}>", ["Send Messages"]))
    assert chosen_in(bot, guild) == DEFAULTS


async def logged(stub: DiscordStub, guild: Guild, admin: Person, place: Channel) -> tuple[Channel, Panel]:
    """A channel in which changes are posted from now on, and the panel where that was chosen."""
    log = guild.add_text_channel("log")
    panel = await Panel.opens(admin, place)
    await panel.opens_setting("log")
    await panel.chooses("log", log)
    await stub.next_message(log)
    return log, panel


@pytest.mark.parametrize("why", ["denied", "deleted", "failing"])
async def test_a_change_that_cannot_be_posted_is_made_and_that_is_said(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, stub: DiscordStub, why: str, no_backoff: None
) -> None:
    log, panel = await logged(stub, guild, mira, general)
    await panel.presses(wording.ALL_SETTINGS)
    await panel.opens_setting("style")
    if why == "denied":
        guild.deny(stub.bot, log, "send_messages")
    elif why == "deleted":
        guild.delete_channel(log)
    else:
        stub.faults.fails("POST", f"/channels/{log.id}/messages", 10)
    await stub.settled()
    await panel.chooses("set:style", "text")
    await stub.wait_for(lambda: "could not be posted" in panel.text)
    where = ": the log channel was deleted" if why == "deleted" else f" in <#{log.id}>: "
    assert panel.text.startswith(f"Changed. How answers look: Plain text.\nThe change could not be posted{where}")
    assert chosen_in(bot, guild).style is Style.TEXT


# Who may


async def test_a_person_who_may_not_manage_the_server_is_refused_at_every_step(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel
) -> None:
    keepers = guild.memberships[mira.id].roles[0]
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("questions")
    opened = await panel.opens_form(wording.SET_DAYS)
    before = panel.text
    guild.set_role(keepers)
    uses = [
        await mira.presses(panel.message, wording.ALL_SETTINGS),
        await mira.selects(panel.message, "yes"),
        await mira.presses(panel.message, wording.SET_DAYS),
        await mira.submits(opened, keep_days="9"),
    ]
    for use in uses:
        told = await use.answered()
        assert told.ephemeral
        assert "Manage Server" in told.content
    assert panel.text == before
    assert chosen_in(bot, guild) == DEFAULTS
    guild.set_role(keepers, "manage_guild")
    assert (await panel.chooses("set:keeps_questions", "yes")).startswith("Changed.")


@pytest.mark.parametrize("command", ["setup", "settings"])
async def test_a_member_to_whom_an_admin_showed_the_command_is_refused_too(
    bot: FootnoteBot, guild: Guild, ada: Person, general: Channel, command: str
) -> None:
    guild.shows_command("footnote", ada)
    told = await (await ada.slash(general, f"footnote {command}")).answered()
    assert told.ephemeral
    assert "Manage Server" in told.content


async def test_in_direct_messages_there_is_no_such_command(bot: FootnoteBot, stub: DiscordStub, mira: Person) -> None:
    for command in ("setup", "settings"):
        with pytest.raises(StubMisuse):
            await mira.slash(stub.dm(mira), f"footnote {command}")


# What lasts, and what fails


async def test_controls_work_after_a_restart(pause: Pause, guild: Guild, mira: Person, general: Channel) -> None:
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("paces")
    refused = await panel.fills_in(wording.SET_PACES, person_cooldown="x")
    await pause()
    assert refused.startswith("Nothing was changed.")
    again = await panel.opens_form(wording.AGAIN)
    await pause()
    assert (await panel.submits(again, person_cooldown="5")).startswith("Changed.")
    await panel.presses(wording.ALL_SETTINGS)
    await panel.opens_setting("sureness")
    await pause()
    assert (await panel.chooses("set:sureness", "eager")).startswith("Changed.")
    await pause()
    told = await panel.presses(wording.ALL_SETTINGS)
    assert "Between questions of a person: 5 seconds" in told
    assert "How sure I must be in chat: Eager." in told


@pytest.mark.parametrize(
    "custom_id",
    [
        "fs:show:x:elsewhere/*1",
        "fs:set:colour:style/*1",
        "fs:mode:sleepy:channels/*1",
        "fs:everywhere:zzzz:articles/*1",
        "fs:form:colours:style/*1",
        "fs:show:home:settings/*0",
        "fs:show:1:2",
        "fs:show:",
    ],
)
async def test_a_control_of_another_version_says_so_in_one_line(
    bot: FootnoteBot, mira: Person, general: Channel, custom_id: str
) -> None:
    panel = await Panel.opens(mira, general)
    panel.message.buttons[0]["custom_id"] = custom_id
    told = await (await mira.presses(panel.message, custom_id=custom_id)).answered()
    assert (told.ephemeral, told.content) == (True, wording.OLD_CONTROL)


async def test_a_database_that_takes_no_change_is_said_and_nothing_is_changed(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, database: Path
) -> None:
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("style")
    await panel.chooses("set:style", "text")
    async with refusing(database):
        told = await panel.chooses("set:style", "embed")
        assert told.startswith(wording.AWAY)
        assert "How answers look: Plain text." in told
        assert chosen_in(bot, guild).style is Style.TEXT
    assert (await panel.chooses("set:style", "embed")).startswith("Changed.")
    assert len(await bot.store.settings.changes(guild.id)) == 2


async def test_a_database_that_was_never_there_is_said_where_settings_are_shown(
    no_database: None, start_bot: StartBot, guild: Guild, mira: Person, general: Channel
) -> None:
    async with start_bot() as bot:
        panel = await Panel.opens(mira, general)
        assert panel.text.startswith(wording.STALE)
        await panel.opens_setting("style")
        assert (await panel.chooses("set:style", "text")).startswith(wording.AWAY)
        await panel.presses(wording.ALL_SETTINGS)
        assert wording.LIST_AWAY in await panel.presses(wording.LIST_OF_CHANGES)
        assert chosen_in(bot, guild) == DEFAULTS


async def test_a_change_is_posted_though_its_confirmation_cannot_be_shown(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, stub: DiscordStub
) -> None:
    log, panel = await logged(stub, guild, mira, general)
    await panel.presses(wording.ALL_SETTINGS)
    await panel.opens_setting("style")
    stub.faults.fails("POST", "/interactions/*/*/callback", status=404)
    await mira.selects(panel.message, "text")
    assert (await stub.next_message(log)).content.endswith("How answers look: Plain text.")
    assert chosen_in(bot, guild).style is Style.TEXT


async def test_a_change_that_has_to_wait_is_confirmed_when_it_is_made_and_not_before(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, database: Path
) -> None:
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("style")
    async with locked(database):
        used = await mira.selects(panel.message, "text")
        assert (await used.responded()).deferred
        assert chosen_in(bot, guild) == DEFAULTS
        assert "Changed" not in panel.text
    await used.answered()
    assert panel.text.startswith("Changed. How answers look: Plain text.")


async def test_ten_servers_that_change_settings_at_once_each_have_what_was_chosen_there(
    start_bot: StartBot, stub: DiscordStub
) -> None:
    guilds = [stub.add_guild(f"Harbour {number}") for number in range(10)]
    fields = [("style", "text"), ("answers", "thread"), ("sureness", "careful"), ("deletes", "moderators")]
    wanted = {guild.id: fields[number % len(fields)] for number, guild in enumerate(guilds)}

    async def choose(guild: Guild) -> None:
        keeper = guild.add_member("mira", roles=(guild.add_role("keepers", "manage_guild"),))
        panel = await Panel.opens(keeper, guild.add_text_channel("general"))
        field, value = wanted[guild.id]
        await panel.opens_setting(field)
        assert (await panel.chooses(f"set:{field}", value)).startswith("Changed.")

    async with start_bot() as bot:
        await asyncio.gather(*map(choose, guilds))
        chosen = {guild.id: chosen_in(bot, guild) for guild in guilds}
    for guild, (field, value) in wanted.items():
        assert chosen[guild] == replace(DEFAULTS, **{field: type(getattr(DEFAULTS, field))(value)})
    async with start_bot() as bot:
        assert {guild.id: chosen_in(bot, guild) for guild in guilds} == chosen


async def test_two_who_change_other_things_at_once_do_not_undo_each_others(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, quiet: Channel
) -> None:
    other = guild.add_member("noor", roles=(guild.memberships[mira.id].roles[0],))
    one, two = await Panel.opens(mira, general), await Panel.opens(other, general)
    for panel in (one, two):
        await panel.opens_setting("paces")
    forms = [await one.opens_form(wording.SET_PACES), await two.opens_form(wording.SET_PACES)]
    await one.submits(forms[0], person_cooldown="10")
    await two.submits(forms[1], channel_cooldown="20")
    for panel in (one, two):
        await panel.presses(wording.ALL_SETTINGS)
        await panel.opens_setting("channels")
    await one.chooses("mode:listening", general)
    await two.chooses("mode:listening", quiet)
    listening = {general.id: Mode.LISTENING, quiet.id: Mode.LISTENING}
    assert chosen_in(bot, guild) == ServerSettings(person_cooldown=10, channel_cooldown=20, channel_modes=listening)


async def test_changes_of_the_same_moment_are_all_made(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel
) -> None:
    chosen = {"sureness": "eager", "style": "text", "deletes": "moderators", "feedback": "yes"}
    panels = [await Panel.opens(mira, general) for _ in chosen]
    for panel, screen in zip(panels, chosen, strict=True):
        await panel.opens_setting(screen)
    told = await asyncio.gather(
        *(panel.chooses(f"set:{field}", value) for panel, (field, value) in zip(panels, chosen.items(), strict=True))
    )
    assert all(each.startswith("Changed.") for each in told)
    assert len(await bot.store.settings.changes(guild.id)) == len(chosen)
    assert chosen_in(bot, guild) == ServerSettings(
        sureness=Sureness.EAGER, style=Style.TEXT, deletes=Deletes.MODERATORS, feedback=True
    )


async def test_the_last_of_two_changes_of_the_same_setting_wins(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel
) -> None:
    other = guild.add_member("noor", roles=(guild.memberships[mira.id].roles[0],))
    one, two = await Panel.opens(mira, general), await Panel.opens(other, general)
    for panel in (one, two):
        await panel.opens_setting("sureness")
    await one.chooses("set:sureness", "eager")
    await two.chooses("set:sureness", "careful")
    assert chosen_in(bot, guild).sureness is Sureness.CAREFUL


async def test_settings_of_deleted_channels_are_shown_and_can_be_removed(
    bot: FootnoteBot, guild: Guild, mira: Person, general: Channel, stub: DiscordStub
) -> None:
    gone, log = guild.add_text_channel("gone"), guild.add_text_channel("log")
    panel = await Panel.opens(mira, general)
    await panel.opens_setting("channels")
    await panel.chooses("mode:listening", gone, general)
    await panel.presses(wording.ALL_SETTINGS)
    await panel.opens_setting("log")
    await panel.chooses("log", log)
    guild.delete_channel(gone)
    guild.delete_channel(log)
    await stub.settled()
    told = await panel.presses(wording.ALL_SETTINGS)
    assert f"Listening: <#{general.id}>, *deleted channel {gone.id}*" in told
    assert f"Log channel: *deleted channel {log.id}*" in told
    told = await panel.presses("Remove 2 deleted channels")
    assert told.startswith("Changed. Removed what was set for 2 deleted channels.")
    assert chosen_in(bot, guild) == ServerSettings(channel_modes={general.id: Mode.LISTENING})
    assert not [label for label in panel.message.labels if "deleted" in label]
    await stub.settled()
    assert "could not be posted" not in panel.text
