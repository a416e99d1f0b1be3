"""Starting, and the other commands that need Discord: each problem is one clear line with the right exit code."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bot.discord_app.health.diagnosis import PERMISSIONS
from bot.discord_app.launch import NO_CONTENT
from tests.discord_app.program import LONG_ENOUGH, Programs
from tests.discord_app.still_answering import ask
from tests.discord_stub import Channel, DiscordStub, Person
from tests.prepared import PLAINLY

pytestmark = pytest.mark.process

MESSAGES = ("POST", "/channels/*/messages")


# Troubles


@pytest.mark.parametrize("command", ["run", "sync", "invite"])
async def test_a_wrong_token_is_reported_but_not_shown(programs: Programs, stub: DiscordStub, command: str) -> None:
    ended = await programs.run(command, **programs.settings_for(stub) | {"DISCORD_TOKEN": "wrong.token"})
    assert ended.code == 1
    assert ended.complaint.startswith("Discord refused the token.")
    assert "wrong.token" not in ended.out + ended.err


@pytest.mark.parametrize("command", ["run", "sync", "invite"])
async def test_without_a_network_it_says_that_discord_cannot_be_reached(
    programs: Programs, stub: DiscordStub, command: str
) -> None:
    await stub.go_offline()
    ended = await programs.run(command, **programs.settings_for(stub))
    assert ended.code == 1
    assert ended.complaint.startswith("Discord cannot be reached (ClientConnectorError).")


async def test_a_discord_that_fails_is_reported(programs: Programs, stub: DiscordStub) -> None:
    stub.faults.fails("GET", "/users/@me", status=403)
    ended = await programs.run("run", **programs.settings_for(stub))
    assert ended.code == 1
    assert ended.complaint == "Discord answered 403 (code 0). Try again later; check DISCORD_API_URL if it is set."


async def test_a_discord_that_names_no_gateway_is_reported(programs: Programs, stub: DiscordStub) -> None:
    stub.faults.fails("GET", "/gateway/bot", status=404)
    ended = await programs.run("run", **programs.settings_for(stub))
    assert ended.code == 1
    assert ended.complaint == (
        "Discord does not say where its gateway is. Try again later; check DISCORD_API_URL if it is set."
    )


@pytest.mark.parametrize("command", ["run", "sync", "invite"])
async def test_an_address_that_answers_with_a_page_is_one_line(
    programs: Programs, stub: DiscordStub, command: str
) -> None:
    stub.faults.answers("GET", "*", b"<!doctype html>", content_type="text/html")
    ended = await programs.run(command, **programs.settings_for(stub))
    assert ended.code == 1
    assert ended.complaint.startswith(f"What answers at {stub.api_url} is not Discord's API. Check DISCORD_API_URL")


async def test_an_answer_to_sync_that_is_not_discords_is_one_line(programs: Programs, stub: DiscordStub) -> None:
    stub.faults.answers("PUT", "*", b"{}")
    ended = await programs.run("sync", **programs.settings_for(stub))
    assert ended.code == 1
    assert ended.complaint.startswith(f"What answers at {stub.api_url} is not Discord's API.")


async def test_a_gateway_that_leaves_out_a_field_is_one_line(programs: Programs, stub: DiscordStub) -> None:
    stub.faults.leaves_out("HELLO", "heartbeat_interval")
    ended = await programs.run("run", **programs.settings_for(stub))
    assert ended.code == 1
    assert ended.complaint.startswith(f"What answers at {stub.gateway_url} (DISCORD_GATEWAY_URL) is no gateway")


async def test_all_faults_of_an_article_are_reported_before_discord_is_asked(
    programs: Programs, stub: DiscordStub
) -> None:
    folder = programs.folder / "faulty"
    folder.mkdir()
    (folder / "article.txt").write_text("One sentence.\n", "utf-8")
    (folder / "article.toml").write_text('title = ""\nnonsense = 1\n', "utf-8")
    ended = await programs.run("run", FOOTNOTE_ARTICLE=str(folder), **programs.settings_for(stub))
    assert ended.code == 1
    assert " faults in " in ended.complaint
    assert "article.toml: title" in ended.err
    assert "article.toml: nonsense" in ended.err
    assert len(stub.requests) == 0


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        (4004, "Discord refused the token."),
        (4010, "Check FOOTNOTE_SHARDS if it is set."),
        (4011, "Start the bot again"),
        (4012, "Update discord.py."),
        (4013, "Update discord.py."),
    ],
)
async def test_a_gateway_closed_for_good_ends_the_bot_with_the_reason(
    programs: Programs, stub: DiscordStub, ada: Person, general: Channel, code: int, hint: str
) -> None:
    program = await programs.run_bot(stub)
    await stub.next_reply(await ask(stub, ada, general))
    await stub.faults.closes_gateway(code)
    ended = await program.ended()
    assert ended.code == 1
    assert hint in ended.complaint


async def test_without_the_intent_it_goes_on_without_message_content_and_says_so_once(
    programs: Programs, stub: DiscordStub, ada: Person, general: Channel
) -> None:
    stub.world.policy = replace(stub.world.policy, message_content_allowed=False)
    program = await programs.run_bot(stub)
    await stub.next_reply(await ask(stub, ada, general))
    program.terminate()
    ended = await program.ended()
    assert ended.code == 0
    assert ended.err.count(NO_CONTENT) == 1
    assert ended.err.count("WARNING") == 1


async def test_an_intent_that_is_taken_away_is_given_up_while_it_runs(
    programs: Programs, stub: DiscordStub, ada: Person, general: Channel
) -> None:
    program = await programs.run_bot(stub)
    stub.world.policy = replace(stub.world.policy, message_content_allowed=False)
    await stub.faults.closes_gateway(4014)
    await stub.wait_for(lambda: len(stub.gateway.identifies) == 2, within=LONG_ENOUGH, what="a second session")
    await stub.ready()
    await stub.next_reply(await ask(stub, ada, general))
    program.terminate()
    ended = await program.ended()
    assert ended.code == 0
    assert ended.err.count(NO_CONTENT) == 1


async def test_intents_that_are_refused_without_any_privileged_one_are_one_line(
    programs: Programs, stub: DiscordStub
) -> None:
    program = await programs.run_bot(stub)
    for sessions in (1, 2):
        await stub.wait_for(lambda: len(stub.gateway.identifies) == sessions, within=LONG_ENOUGH, what="a session")  # noqa: B023
        await stub.ready()
        await stub.faults.closes_gateway(4014)
    ended = await program.ended()
    assert ended.code == 1
    assert "code 4014" in ended.complaint


async def test_the_log_of_a_start_warns_of_nothing(programs: Programs, stub: DiscordStub) -> None:
    programs.command = PLAINLY
    program = await programs.run_bot(stub)
    program.terminate()
    ended = await program.ended()
    assert ended.code == 0
    assert "WARNING" not in ended.err
    assert "not installed" not in ended.err
    assert "alembic" not in ended.err


# Other commands


def _registrations(stub: DiscordStub) -> list[str]:
    return [request.path for request in stub.requests.of("PUT", "*")]


async def test_sync_registers_the_commands_everywhere(programs: Programs, stub: DiscordStub) -> None:
    ended = await programs.run("sync", **programs.settings_for(stub))
    assert ended.code == 0
    assert ended.out == f"{len(stub.commands)} commands registered everywhere.\n"
    assert _registrations(stub) == [f"/applications/{stub.world.application_id}/commands"]


async def test_sync_for_a_server_registers_them_there_alone(programs: Programs, stub: DiscordStub) -> None:
    guild = stub.add_guild("Harbour")
    ended = await programs.run("sync", "--guild", str(guild.id), **programs.settings_for(stub))
    assert ended.code == 0
    registered = stub.world.commands[guild.id]
    said, undo = ended.out.splitlines()
    assert said == f"{len(registered)} commands registered in server {guild.id}."
    assert undo.endswith(f"python -m bot sync --clear {guild.id}")
    assert _registrations(stub) == [f"/applications/{stub.world.application_id}/guilds/{guild.id}/commands"]


async def test_sync_for_a_server_is_taken_back_and_leaves_what_is_registered_everywhere(
    programs: Programs, stub: DiscordStub
) -> None:
    guild = stub.add_guild("Harbour")
    await programs.run("sync", **programs.settings_for(stub))
    await programs.run("sync", "--guild", str(guild.id), **programs.settings_for(stub))
    ended = await programs.run("sync", "--clear", str(guild.id), **programs.settings_for(stub))
    assert (ended.code, ended.out) == (0, f"The commands registered in server {guild.id} alone are gone.\n")
    assert not stub.world.commands.get(guild.id)
    assert stub.commands


async def test_a_start_after_sync_registers_nothing_again(programs: Programs, stub: DiscordStub) -> None:
    await programs.run("sync", **programs.settings_for(stub))
    program = await programs.run_bot(stub)
    program.terminate()
    assert (await program.ended()).code == 0
    assert len(_registrations(stub)) == 1


async def test_sync_for_a_server_without_the_bot_says_so(programs: Programs, stub: DiscordStub) -> None:
    guild = stub.add_guild("Harbour", with_bot=False)
    ended = await programs.run("sync", "--guild", str(guild.id), **programs.settings_for(stub))
    assert ended.code == 1
    assert ended.complaint.startswith(f"The bot is not in server {guild.id}.")


async def test_invite_prints_a_link_with_no_more_than_the_bot_needs(programs: Programs, stub: DiscordStub) -> None:
    ended = await programs.run("invite", **programs.settings_for(stub))
    assert ended.code == 0
    assert "WARNING" not in ended.err
    link = urlsplit(ended.out.strip())
    assert (link.scheme, link.netloc, link.path) == ("https", "discord.com", "/oauth2/authorize")
    assert parse_qs(link.query) == {
        "client_id": [str(stub.world.application_id)],
        "scope": ["bot applications.commands"],
        "permissions": [str(PERMISSIONS.value)],
    }


@pytest.mark.parametrize(
    ("options", "further"),
    [
        (["--threads"], ("create_public_threads",)),
        (["--reactions"], ("add_reactions",)),
        (["--reactions", "--threads"], ("create_public_threads", "add_reactions")),
    ],
)
async def test_invite_asks_for_a_further_permission_only_where_it_is_told_to(
    programs: Programs, stub: DiscordStub, options: list[str], further: tuple[str, ...]
) -> None:
    ended = await programs.run("invite", *options, **programs.settings_for(stub))
    granted = discord.Permissions(int(parse_qs(urlsplit(ended.out.strip()).query)["permissions"][0]))
    added = discord.Permissions(granted.value & ~PERMISSIONS.value)
    assert granted.is_superset(PERMISSIONS)
    assert {name for name, is_granted in added if is_granted} == set(further)
    assert granted.send_messages_in_threads


# Where Discord is, and what the log says


@pytest.mark.parametrize("in_file", [False, True])
async def test_the_addresses_come_from_the_environment_and_from_the_file(
    programs: Programs, stub: DiscordStub, ada: Person, general: Channel, in_file: bool
) -> None:
    settings = programs.settings_for(stub)
    if in_file:
        lines = "".join(f"{name}={value}\n" for name, value in settings.items())
        (programs.folder / ".env").write_text(lines, "utf-8")
        settings = {}
    program = await programs.start("run", **settings)
    await program.logs("ready in 1 server,")
    await stub.next_reply(await ask(stub, ada, general))


async def test_the_gateway_of_the_settings_is_used_whatever_discord_names(
    programs: Programs, stub: DiscordStub, ada: Person, general: Channel
) -> None:
    stub.world.gateway_url = "ws://127.0.0.1:9/nowhere"
    await programs.run_bot(stub)
    await stub.next_reply(await ask(stub, ada, general))
    stub.faults.invalidates_session(resumable=False)
    await stub.wait_for(lambda: len(stub.gateway.identifies) == 2, within=10, what="a second session")
    await stub.ready()
    await stub.next_reply(await ask(stub, ada, general))


async def test_the_log_is_json_on_request_and_holds_neither_the_token_nor_what_was_said(
    programs: Programs, stub: DiscordStub, ada: Person, general: Channel
) -> None:
    program = await programs.run_bot(stub, FOOTNOTE_LOG_FORMAT="json", FOOTNOTE_LOG_LEVEL="debug")
    await stub.next_reply(await ask(stub, ada, general))
    stub.faults.refuses_connections()
    stub.faults.drops_gateway()
    await program.logs("Attempting a reconnect")
    stub.faults.refuses_connections(False)
    stub.faults.fails(*MESSAGES, status=400)
    question = await ask(stub, ada, general)
    await stub.next_reply(question, within=20)
    program.terminate()
    ended = await program.ended()
    entries = [json.loads(line) for line in ended.err.splitlines()]
    assert all({"time", "level", "logger", "message"} <= set(entry) for entry in entries)
    assert all(datetime.fromisoformat(entry["time"]) for entry in entries)
    for secret in (stub.token, "Tammy", str(ada.id)):
        assert secret not in ended.err + ended.out
