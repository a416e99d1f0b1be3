"""`python -m bot doctor` finds from outside why the bot is silent, and says what to do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot import articles
from bot.conversation.wordings.finding import Finding, Verdict
from bot.discord_app import doctor
from bot.discord_app.permissions import named
from bot.errors import ArticleError, Fault
from bot.matching.matcher import Matcher
from bot.settings import Settings
from bot.settings.deployment import Shards
from tests.discord_app.conftest import StartBot
from tests.discord_app.program import Programs
from tests.discord_stub import DiscordStub, Guild

Look = Callable[..., Awaitable[list[Finding]]]

GLOBAL = 0


@pytest.fixture
def look(stub: DiscordStub, matcher: Matcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Look at the stub from outside: ``await look(guild.id, shards=...)``."""

    def load(*_: object) -> Matcher:
        return matcher

    monkeypatch.setattr(articles, "load_matcher", load)

    async def look(guild: int | None = None, **settings: object) -> list[Finding]:
        known: dict[str, object] = {
            "token": stub.token,
            "state": tmp_path / "state",
            "api_url": stub.api_url,
            "gateway_url": stub.gateway_url,
        }
        chosen = Settings(**(known | settings))  # pyright: ignore[reportArgumentType]
        return [finding async for finding in doctor.findings(chosen, guild)]

    return look


@pytest.fixture
async def registered(start_bot: StartBot, guild: Guild) -> None:
    """The bot is in a server, and was started once, which registered its commands."""
    async with start_bot():
        pass


def wrong(found: list[Finding]) -> list[str]:
    """The problems; each says what to do."""
    problems = [each for each in found if each.verdict is Verdict.PROBLEM]
    return [each.text for each in problems]


def noted(found: list[Finding]) -> list[str]:
    """What need not be wrong."""
    return [each.text for each in found if each.verdict is Verdict.NOTE]


@pytest.mark.usefixtures("registered")
async def test_a_bot_that_is_well_gets_a_line_for_each_thing_that_was_looked_at(
    stub: DiscordStub, look: Look, guild: Guild
) -> None:
    guild.add_text_channel("general")
    before = len(stub.gateway.identifies)
    found = await look(guild.id)
    assert {each.verdict for each in found} == {Verdict.FINE}
    assert [each.text.partition(":")[0] for each in found] == [
        "State folder",
        "Article us-india-trade",
        "Token",
        "Message content",
        "Installation",
        "Servers",
        "Gateway",
        "Shards",
        "Session starts",
        "Commands",
        "Permissions",
    ]
    assert len(stub.gateway.identifies) == before


# The application


async def test_a_wrong_token_is_told_and_what_needs_it_is_left_out(look: Look) -> None:
    found = await look(token="wrong.token")
    assert wrong(found) == [found[-1].text]
    assert found[-1].text.startswith("Discord refused the token. Copy it anew from")


async def test_a_discord_that_cannot_be_reached_is_reported(stub: DiscordStub, look: Look) -> None:
    await stub.go_offline()
    assert (await look())[-1].text.startswith("Discord cannot be reached (ClientConnectorError).")


async def test_an_address_that_is_not_discords_is_reported(stub: DiscordStub, look: Look) -> None:
    stub.faults.answers("GET", "*", b"<!doctype html>", content_type="text/html")
    assert (await look())[-1].text.startswith(f"What answers at {stub.api_url} is not Discord's API.")


@pytest.mark.usefixtures("registered")
async def test_an_intent_that_is_off_is_reported(stub: DiscordStub, look: Look) -> None:
    stub.world.portal = {"flags": 0}
    (told,) = [each for each in await look() if each.verdict is Verdict.PROBLEM]
    assert told.text.startswith("Message content: Discord hides messages from me that are not addressed to me.")
    assert "turn on Message Content Intent" in told.advice


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(("flags", "limited"), [(1 << 18, False), (1 << 19, True)])
async def test_an_intent_that_discord_has_not_approved_is_distinguished_from_one_that_it_has(
    stub: DiscordStub, look: Look, flags: int, limited: bool
) -> None:
    stub.world.portal = {"flags": flags}
    (told,) = [each for each in await look() if each.text.startswith("Message content: ")]
    assert told.verdict is Verdict.FINE
    assert ("has not approved" in told.text) == limited


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(
    ("portal", "told"),
    [
        ({"bot_require_code_grant": True}, "Installation: the application requires an OAuth2 code grant"),
        ({"interactions_endpoint_url": "https://a.example/"}, "Installation: Discord sends commands and buttons to a"),
        ({"integration_types_config": {"1": {}}}, "Installation: the application cannot be added to servers."),
        ({"approximate_guild_count": 0}, "Servers: I am in none."),
    ],
)
async def test_wrong_settings_in_the_developer_portal_are_reported_with_what_to_do(
    stub: DiscordStub, look: Look, portal: dict[str, Any], told: str
) -> None:
    stub.world.portal = portal
    (problem,) = [each for each in await look() if each.verdict is Verdict.PROBLEM]
    assert problem.text.startswith(told)
    assert problem.advice


@pytest.mark.usefixtures("registered")
async def test_a_bot_that_only_its_owner_may_add_is_noted(stub: DiscordStub, look: Look) -> None:
    stub.world.portal = {"bot_public": False}
    assert noted(await look()) == ["Installation: only its owner may add me to a server, as Public Bot is off."]


@pytest.mark.usefixtures("registered")
async def test_an_install_link_that_gives_too_little_is_noted(stub: DiscordStub, look: Look) -> None:
    link = {"scopes": ["applications.commands"], "permissions": str(1 << 10 | 1 << 11 | 1 << 14 | 1 << 16)}
    stub.world.portal = {"integration_types_config": {"0": {"oauth2_install_params": link}}}
    assert noted(await look()) == [
        "Installation: Discord's own link, as in my profile, leaves out the scope bot and Send Messages in Threads."
    ]


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(
    ("servers", "flags", "is_noted"),
    [(74, 1 << 19, False), (75, 1 << 19, True), (100, 1 << 19, True), (90, 1 << 18, False)],
    ids=["few", "enough to apply", "as many as may be", "verified"],
)
async def test_from_75_servers_on_verification_is_noted(
    stub: DiscordStub, look: Look, servers: int, flags: int, is_noted: bool
) -> None:
    stub.world.portal = {"approximate_guild_count": servers, "flags": flags}
    found = await look()
    assert wrong(found) == []
    assert any("not verified" in text for text in noted(found)) == is_noted


# The gateway


@pytest.mark.usefixtures("registered")
async def test_a_gateway_that_does_not_answer_is_told_and_the_rest_is_looked_at(
    stub: DiscordStub, look: Look, guild: Guild
) -> None:
    stub.faults.refuses_connections()
    found = await look(guild.id)
    (told,) = wrong(found)
    assert told.startswith("Gateway: it does not respond (")
    assert found[-1].text.startswith("Permissions: ") or found[-1].text.startswith("Commands: ")


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(("started", "verdict"), [(100, Verdict.FINE), (950, Verdict.NOTE), (1000, Verdict.PROBLEM)])
async def test_session_starts_that_run_out_are_reported(
    stub: DiscordStub, look: Look, started: int, verdict: Verdict
) -> None:
    stub.world.sessions_started = started
    (told,) = [each for each in await look() if each.text.startswith("Session starts: ")]
    assert told.verdict is verdict
    assert told.text == f"Session starts: {1000 - started:,} of 1,000 are left for the next 24 hours."


@pytest.mark.usefixtures("registered")
async def test_fewer_shards_than_discord_recommends_are_noted(stub: DiscordStub, look: Look) -> None:
    stub.world.shards = 16
    assert noted(await look(shards=Shards(0, 3, 8))) == ["Shards: FOOTNOTE_SHARDS has 8, Discord recommends 16."]
    assert noted(await look(shards=Shards(0, 3, 16))) == []


# The commands


async def test_commands_that_were_never_registered_are_reported(stub: DiscordStub, look: Look, guild: Guild) -> None:
    (told,) = wrong(await look())
    assert told.startswith("Commands: not registered: /about, /ask, ")
    assert "“Find in the article”" in told


@pytest.mark.usefixtures("registered")
async def test_commands_of_another_version_are_reported(stub: DiscordStub, look: Look) -> None:
    known = {each["name"]: each for each in stub.commands}
    known["ask"]["options"][0]["max_length"] = 500
    known["topics"]["contexts"] = [0]
    known["read"]["options"][0]["required"] = True
    known["summary"]["options"] = [{"type": 3, "name": "language", "description": "In which"}]
    known["help"]["name"] = "aid"
    assert wrong(await look()) == [
        "Commands: not registered: /help; registered in another form: /ask, /read, /summary, /topics; "
        "not of this version: /aid."
    ]


@pytest.mark.usefixtures("registered")
async def test_fields_that_discord_adds_to_a_command_make_no_difference(stub: DiscordStub, look: Look) -> None:
    for command in stub.commands:
        command |= {"name_localized": "x", "handler": 1}
        for option in command["options"]:
            option |= {"description_localized": "x"}
            if not option.get("required"):
                option.pop("required", None)
    assert wrong(await look()) == []


@pytest.mark.usefixtures("registered")
async def test_commands_that_a_server_has_twice_are_noted(stub: DiscordStub, look: Look, guild: Guild) -> None:
    stub.world.commands[guild.id] = dict(stub.world.commands[GLOBAL])
    (told,) = [each for each in await look(guild.id) if each.verdict is Verdict.NOTE]
    assert told.text.startswith("Commands: some are also registered for this server alone")
    assert told.advice == f"To remove those: python -m bot sync --clear {guild.id}"


# A server


async def permissions(look: Look, guild: Guild, **settings: object) -> list[tuple[str, str]]:
    """The verdicts and texts of the findings about what the bot may do in a server."""
    found = await look(guild.id, **settings)
    after = next(place for place, each in enumerate(found) if each.text.startswith("Commands: "))
    return [(str(each.verdict), each.text) for each in found[after + 1 :]]


@pytest.mark.usefixtures("registered")
async def test_channels_with_a_missing_permission_are_reported_together_where_it_is_the_same(
    stub: DiscordStub, look: Look, guild: Guild
) -> None:
    kinds = {
        "text": guild.add_text_channel,
        "news": guild.add_announcement_channel,
        "voice": guild.add_voice_channel,
        "forum": guild.add_forum,
    }
    for name, make in kinds.items():
        make(f"{name}-well")
        guild.deny(stub.bot, make(f"{name}-history"), "read_message_history")
        guild.deny(stub.bot, make(f"{name}-silent"), "send_messages", "send_messages_in_threads")
        guild.deny(stub.bot, make(f"{name}-unseen"), "view_channel")
    for name in ("text", "forum"):
        guild.deny(stub.bot, kinds[name](f"{name}-plain"), "embed_links")
    guild.deny(stub.bot, guild.add_forum("without-posts-of-its-own"), "send_messages")
    guild.deny(stub.bot, guild.add_category("a-category"), "view_channel")
    assert await permissions(look, guild) == [
        ("problem", "#text-history, #news-history, #voice-history and #forum-history: I lack Read Message History."),
        ("problem", "#text-silent and #news-silent: I lack Send Messages and Send Messages in Threads."),
        ("problem", "#text-unseen, #news-unseen, #voice-unseen and #forum-unseen: I lack View Channel."),
        ("problem", "#voice-silent: I lack Send Messages."),
        ("problem", "#forum-silent: I lack Send Messages in Threads."),
        ("note", "#text-plain and #forum-plain: I lack Embed Links. Answers come as plain text."),
        ("ok", "Permissions: nothing is missing in 5 channels."),
    ]


@pytest.mark.usefixtures("registered")
async def test_a_permission_that_no_role_grants_is_reported_once_and_not_for_each_channel(
    look: Look, guild: Guild
) -> None:
    guild.set_role(guild.everyone, "view_channel", "send_messages", "embed_links")
    guild.set_role(guild.bot_role, "view_channel", "send_messages", "embed_links", "send_messages_in_threads")
    for number in range(3):
        guild.add_text_channel(f"channel-{number}")
    assert await permissions(look, guild) == [
        ("problem", "Permissions: in the whole server I lack Read Message History."),
    ]


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize("name", ["send_messages", "send_messages_in_threads"])
async def test_a_permission_that_no_role_grants_is_reported_once_even_if_some_channels_do_not_need_it(
    look: Look, guild: Guild, name: str
) -> None:
    allowed = {"view_channel", "send_messages", "send_messages_in_threads", "embed_links", "read_message_history"}
    for role in (guild.everyone, guild.bot_role):
        guild.set_role(role, *allowed - {name})
    for kind in (guild.add_text_channel, guild.add_forum, guild.add_voice_channel):
        for number in range(2):
            kind(f"channel-{number}")
    (problem, *rest) = await permissions(look, guild)
    assert problem == ("problem", f"Permissions: in the whole server I lack {named(name)}.")
    assert rest == [("ok", "Permissions: nothing is missing in 2 channels.")]


@pytest.mark.usefixtures("registered")
async def test_a_permission_granted_in_some_channels_is_reported_for_the_others(
    stub: DiscordStub, look: Look, guild: Guild
) -> None:
    guild.set_role(guild.everyone, "view_channel", "read_message_history", "embed_links", "send_messages_in_threads")
    guild.set_role(guild.bot_role, "view_channel")
    guild.allow(stub.bot, guild.add_text_channel("for-bots"), "send_messages")
    guild.add_text_channel("general")
    assert await permissions(look, guild) == [
        ("problem", "#general: I lack Send Messages."),
        ("ok", "Permissions: nothing is missing in 1 channel."),
    ]


@pytest.mark.usefixtures("registered")
async def test_a_bot_that_only_its_own_channel_shows_itself_to_is_well(
    stub: DiscordStub, look: Look, guild: Guild
) -> None:
    guild.set_role(guild.everyone, "send_messages", "read_message_history", "embed_links", "send_messages_in_threads")
    guild.set_role(guild.bot_role)
    guild.allow(stub.bot, guild.add_text_channel("for-bots"), "view_channel")
    guild.add_text_channel("general")
    assert await permissions(look, guild) == [
        ("note", "#general: hidden from me, and from others."),
        ("ok", "Permissions: nothing is missing in 1 channel."),
    ]


@pytest.mark.usefixtures("registered")
async def test_a_channel_that_is_hidden_from_all_is_only_noted_unless_it_is_to_listen_there(
    look: Look, guild: Guild
) -> None:
    staff = guild.add_text_channel("staff")
    guild.deny(guild.everyone, staff, "view_channel")
    assert await permissions(look, guild) == [("note", "#staff: hidden from me, and from others.")]
    assert (await permissions(look, guild, listen_channels=frozenset({staff.id})))[-1] == (
        "problem",
        "#staff: I lack View Channel.",
    )


@pytest.mark.usefixtures("registered")
async def test_a_listening_channel_that_the_bot_does_not_see_is_reported(
    stub: DiscordStub, look: Look, guild: Guild
) -> None:
    seen, unseen = guild.add_text_channel("seen"), guild.add_text_channel("unseen")
    guild.deny(stub.bot, unseen, "view_channel")
    nowhere = 123456789012345678
    assert wrong(await look(listen_channels=frozenset({seen.id, unseen.id, nowhere}))) == [
        f"Channel {channel} of FOOTNOTE_LISTEN_CHANNELS: I do not see it." for channel in sorted((nowhere, unseen.id))
    ]


@pytest.mark.usefixtures("registered")
async def test_an_administrator_lacks_nothing(stub: DiscordStub, look: Look, guild: Guild) -> None:
    guild.set_role(guild.bot_role, "administrator")
    guild.deny(stub.bot, guild.add_text_channel("general"), "send_messages")
    assert await permissions(look, guild) == [("ok", "Permissions: nothing is missing in 1 channel.")]


@pytest.mark.usefixtures("registered")
async def test_a_server_without_the_bot_is_reported(stub: DiscordStub, look: Look) -> None:
    elsewhere = stub.add_guild("Elsewhere", with_bot=False)
    assert await permissions(look, elsewhere) == [("problem", f"Server {elsewhere.id}: I am not in it.")]


# The machine


async def test_a_faulty_article_is_told_and_discord_is_asked_all_the_same(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(*_: object) -> Matcher:
        raise ArticleError("folder", [Fault("article.toml", "title", "is missing")])

    monkeypatch.setattr(articles, "load_matcher", load)
    found = await look()
    assert "Article us-india-trade: 1 fault." in wrong(found)
    assert any(each.text.startswith("Token: Discord accepts it.") for each in found)


async def test_a_state_folder_that_cannot_be_used_is_reported(look: Look, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    found = await look(state=tmp_path / "file")
    assert wrong(found)[0].startswith("State folder: nothing can be stored there")


# As a process


@pytest.mark.process
async def test_the_exit_code_tells_whether_something_is_wrong(
    stub: DiscordStub, programs: Programs, guild: Guild
) -> None:
    stub.world.bot.name = "foot\x1b[2Jnote"
    ended = await programs.run("doctor", **programs.settings_for(stub))
    assert ended.code == 1
    assert "problem  Commands: not registered: /about, " in ended.out
    assert "         Start me, or run `python -m bot sync`; then restart Discord." in ended.out
    assert "\x1b" not in ended.out
    assert ended.err == ""
    assert (await programs.run("sync", **programs.settings_for(stub))).code == 0
    ended = await programs.run("doctor", "--guild", str(guild.id), **programs.settings_for(stub))
    assert ended.code == 0
    assert "problem" not in ended.out
    assert stub.token not in ended.out + ended.err


@pytest.mark.process
async def test_without_a_network_the_report_is_all_that_is_printed(stub: DiscordStub, programs: Programs) -> None:
    nowhere = programs.settings_for(stub) | {"DISCORD_API_URL": "http://127.0.0.1:9/api"}
    ended = await programs.run("doctor", **nowhere)
    assert ended.code == 1
    assert ended.out.splitlines()[-1].startswith("problem  Discord cannot be reached")
    assert ended.err == ""


@pytest.mark.process
async def test_a_problem_with_the_state_folder_is_only_in_the_report(programs: Programs) -> None:
    (programs.folder / "file").write_text("", "utf-8")
    ended = await programs.run("doctor", FOOTNOTE_STATE="file")
    assert ended.out.startswith("problem  State folder: nothing can be stored there (it is not a folder)")
    assert ended.err == ""


@pytest.mark.process
async def test_without_a_token_doctor_looks_at_all_else_and_says_how_to_get_one(programs: Programs) -> None:
    ended = await programs.run("doctor")
    assert ended.code == 1
    assert [line[9:].partition(":")[0] for line in ended.out.splitlines()[:3]] == [
        "State folder",
        "Article us-india-trade",
        "Token",
    ]
    assert ".env.example tells where to get one." in ended.out
