"""Commands, menus, buttons and their answers in the local Discord, with a bare bot."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord.http import Route

from tests.discord_stub import (
    Channel,
    DiscordStub,
    Guild,
    NothingHappened,
    Person,
    ResponseType,
    StubMisuse,
)
from tests.stub.bare import Bare, running


async def test_slash_commands(stub: DiscordStub, bot: Bare, ada: Person, general: Channel) -> None:
    used = await ada.slash(general, "ask", question="why?")
    answer = await used.answered()
    response = await used.responded()
    assert (response.type, response.content, response.ephemeral) == (ResponseType.MESSAGE, "why?", False)
    assert answer is used.message
    assert answer.labels == ["Next", "Tell me"]
    assert not used.failed
    await stub.settled()
    seen = [message.content for message in bot.cached_messages]
    assert seen == ["why?"]


async def test_groups_and_typed_options(stub: DiscordStub, bot: Bare, ada: Person, general: Channel) -> None:
    used = await ada.slash(general, "settings channel add", name="general", level=2)
    assert (await used.answered()).content == "general 2"


@pytest.mark.parametrize(
    ("command", "options", "complaint"),
    [
        ("nothing", {}, "no command 'nothing'"),
        ("ask", {}, "'question' is required"),
        ("ask", {"question": 3}, "does not take 3"),
        ("ask", {"question": "x", "other": 1}, "no option 'other'"),
        ("settings channel", {}, "is a group"),
        ("settings other", {}, "no 'other'"),
        ("settings channel add", {"name": None, "level": 10}, "required"),
    ],
)
async def test_commands_that_nobody_could_send(
    bot: Bare, ada: Person, general: Channel, command: str, options: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(StubMisuse, match=complaint):
        await ada.slash(general, command, **options)


async def test_autocomplete(bot: Bare, ada: Person, general: Channel) -> None:
    choices = await ada.autocompletes(general, "ask", focused="question", value="3", private=True)
    assert [(choice.name, choice.value) for choice in choices] == [("--0", "0"), ("--1", "1"), ("--2", "2")]


@pytest.mark.parametrize("typed", ["26", "1x101"])
async def test_autocomplete_limits(stub: DiscordStub, bot: Bare, ada: Person, general: Channel, typed: str) -> None:
    with pytest.raises(NothingHappened):
        await ada.autocompletes(general, "ask", focused="question", value=typed, within=0.05)
    refused = (await stub.wait_for(stub.requests.failed))[-1]
    assert refused.status == 400
    assert refused.error is not None
    assert refused.error["code"] == 50035
    stub.violations.clear()


async def test_message_menu(stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel) -> None:
    bob = guild.add_member("bob")
    message = await bob.says(general, "the text")
    used = await ada.uses_message_menu(message, "Find it")
    answer = await used.answered()
    assert answer.content == "found the text"
    assert answer.ephemeral
    assert answer in ada.sees(general)
    assert answer not in bob.sees(general)
    with pytest.raises(StubMisuse, match="ephemeral"):
        await bob.presses(answer, "Next")


async def test_buttons_and_menus(bot: Bare, ada: Person, general: Channel) -> None:
    answer = await (await ada.slash(general, "ask", question="first")).answered()
    told = await (await ada.presses(answer, "Tell me")).answered()
    assert (told.content, told.ephemeral) == ("not yours", True)
    pressed = await ada.presses(answer, custom_id="next")
    assert await pressed.answered() is answer
    assert answer.content == "second"
    with pytest.raises(StubMisuse, match="disabled"):
        await ada.presses(answer, "Next")
    with pytest.raises(StubMisuse, match="0 buttons"):
        await ada.presses(answer, "Elsewhere")
    with pytest.raises(StubMisuse, match="no option"):
        await ada.selects(answer, "3")
    picked = await ada.selects(answer, label="Two")
    assert (await picked.answered()).content == "chose Two"
    assert (await picked.responded()).deferred
    with pytest.raises(StubMisuse, match="0 menus"):
        await ada.selects(answer, "1")


@pytest.mark.parametrize("lost", ["use_application_commands", "view_channel"])
async def test_a_person_who_lost_the_permission_cannot_use_commands_menus_or_buttons(
    bot: Bare, ada: Person, guild: Guild, general: Channel, lost: str
) -> None:
    answer = await (await ada.slash(general, "ask", question="first")).answered()
    guild.deny(ada, general, lost)
    for use in (
        lambda: ada.slash(general, "ask", question="second"),
        lambda: ada.uses_message_menu(answer, "Find it"),
        lambda: ada.presses(answer, custom_id="next"),
        lambda: ada.autocompletes(general, "ask", focused="question", value="1"),
    ):
        with pytest.raises(StubMisuse, match=r"may not use|does not see"):
            await use()
    guild.reset(ada, general)
    assert await (await ada.presses(answer, custom_id="next")).answered() is answer


async def test_a_command_that_an_admin_showed_to_somebody_needs_no_permission(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    ask = next(command for command in stub.commands if command["name"] == "ask")
    ask["default_member_permissions"] = str(discord.Permissions(manage_guild=True).value)
    with pytest.raises(StubMisuse, match="may not use"):
        await ada.slash(general, "ask", question="hello")
    guild.shows_command("ask", ada)
    asked = await ada.slash(general, "ask", question="hello")
    assert (await asked.answered()).content == "hello"


async def test_the_bot_can_ask_whom_the_admins_let_use_a_command(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild
) -> None:
    ask = next(command for command in await bot.tree.fetch_commands() if command.name == "ask")
    here = discord.Object(guild.id)
    with pytest.raises(discord.NotFound):
        await ask.fetch_permissions(here)
    guild.shows_command("ask", keepers := guild.add_role("keepers"))
    guild.shows_command("ask", ada, False)
    found = await ask.fetch_permissions(here)
    assert {(each.id, each.type.name, each.permission) for each in found.permissions} == {
        (keepers.id, "role", True),
        (ada.id, "user", False),
    }


async def test_the_application_is_as_its_owner_set_it_in_the_portal(stub: DiscordStub, bot: Bare) -> None:
    link = {"scopes": ["bot"], "permissions": "1024"}
    stub.world.portal = {
        "flags": 0,
        "bot_public": False,
        "integration_types_config": {"0": {"oauth2_install_params": link}},
    }
    application = await bot.application_info()
    config = application.guild_integration_config
    assert not application.flags.gateway_message_content_limited
    assert not application.bot_public
    assert application.user_integration_config is None
    assert config is not None
    assert config.oauth2_install_params is not None
    assert config.oauth2_install_params.scopes == ["bot"]


@pytest.mark.parametrize("private", [False, True])
async def test_deferred_answers(stub: DiscordStub, bot: Bare, ada: Person, general: Channel, private: bool) -> None:
    used = await ada.slash(general, "ask", question="defer", private=private)
    first = await used.answered()
    second = await used.followed_up()
    assert first is used.message
    assert (first.content, first.ephemeral) == ("later", private)
    assert (second.content, second.ephemeral) == ("and more", False)
    thought = await ada.slash(general, "ask", question="think", private=private)
    assert (await thought.answered()).content == "thought"
    assert thought.message is not None
    assert thought.message.ephemeral is private


async def test_commands_outside_of_servers(stub: DiscordStub, bot: Bare, ada: Person) -> None:
    assert (await (await ada.slash(stub.dm(ada), "ask", question="dm")).answered()).content == "dm"
    bob = stub.add_person("bob")
    aside = stub.private_channel(ada, bob)
    used = await ada.slash(aside, "ask", question="aside", installed="user")
    assert (await used.answered()).content == "aside"
    elsewhere = stub.add_guild("Elsewhere", with_bot=False)
    elsewhere.add_member(ada)
    room = elsewhere.add_text_channel("room")
    used = await ada.slash(room, "ask", question="there", installed="user")
    assert not (await used.answered()).ephemeral
    elsewhere.deny(ada, room, "use_external_apps")
    used = await ada.slash(room, "ask", question="there", installed="user")
    assert (await used.answered()).ephemeral
    with pytest.raises(StubMisuse, match="not installed"):
        await ada.slash(room, "ask", question="there")
    with pytest.raises(StubMisuse, match="context"):
        await ada.slash(aside, "settings channel add", name="room")


async def test_commands_are_kept_and_versioned(stub: DiscordStub, bot: Bare, guild: Guild) -> None:
    before = {command["name"]: (command["id"], command["version"]) for command in stub.commands}
    assert set(before) == {"ask", "settings", "Find it"}
    await bot.tree.sync()
    assert {command["name"]: (command["id"], command["version"]) for command in stub.commands} == before
    bot.tree.remove_command("settings")
    assert len(await bot.tree.sync()) == len(stub.commands) == 2
    bot.tree.copy_global_to(guild=discord.Object(guild.id))
    assert len(await bot.tree.sync(guild=discord.Object(guild.id))) == 2


async def test_messages_outlive_the_bot(stub: DiscordStub, ada: Person, general: Channel) -> None:
    async with running(stub):
        answer = await (await ada.slash(general, "ask", question="first")).answered()
    assert stub.gateway.sessions == {}
    missed = await ada.says(general, "echo while nobody was there")
    async with running(stub) as again:
        pressed = await ada.presses(answer, "Next")
        await stub.settled()
        assert "interaction" in again.events
        assert pressed.response is None
        stub.clock.advance(4)
        assert pressed.failed
        assert stub.replies_to(missed) == []


async def test_interactions_expire(stub: DiscordStub, bot: Bare, ada: Person, general: Channel) -> None:
    interactions: list[discord.Interaction[Any]] = []

    @bot.listen()
    async def on_interaction(interaction: discord.Interaction[Any]) -> None:  # pyright: ignore[reportUnusedFunction]  (discord.py finds it by its name)
        interactions.append(interaction)

    missed = await ada.slash(general, "ask", question="silence")
    await stub.settled()
    with pytest.raises(discord.NotFound) as early:
        await interactions[0].followup.send("too early")
    assert early.value.code == 10015
    stub.clock.advance(3.1)
    with pytest.raises(discord.NotFound) as late:
        await interactions[0].response.send_message("late")
    assert late.value.code == 10062
    assert missed.failed
    await (await ada.slash(general, "ask", question="fine")).answered()
    again = Route("POST", "/interactions/{id}/{token}/callback", id=interactions[1].id, token=interactions[1].token)
    with pytest.raises(discord.HTTPException) as twice:
        await bot.http.request(again, json={"type": 5})
    assert twice.value.code == 40060
    stub.clock.advance(15 * 60 + 1)
    with pytest.raises(discord.HTTPException) as over:
        await interactions[1].followup.send("over")
    assert (over.value.status, over.value.code) == (401, 50027)
