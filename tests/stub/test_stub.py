"""Messages, commands, permissions, the gateway and faults of the local Discord, with a bare bot."""

from __future__ import annotations

import asyncio
import contextlib
import io
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import aiohttp
import discord
import pytest
from discord.http import Route

from tests.discord_stub import (
    OPENAPI_MISSING,
    Channel,
    ChannelKind,
    DiscordStub,
    Guild,
    NothingHappened,
    Person,
    ResponseType,
    StubMisuse,
    openapi_path,
    permission_bits,
)
from tests.stub.bare import Bare, running, text_channel

Act = Callable[[discord.TextChannel], Awaitable[object]]
Frames = tuple[aiohttp.ClientWebSocketResponse, tuple[int, str | None, Any]]

needs_openapi = pytest.mark.skipif(openapi_path() is None, reason=OPENAPI_MISSING)


# Conversation


async def test_a_message_is_answered(stub: DiscordStub, bot: Bare, ada: Person, general: Channel) -> None:
    question = await ada.says(general, "echo why?")
    answer = await stub.next_reply(question)
    assert answer.content == "echo why?"
    assert answer.reply_to is question
    assert answer.pings == frozenset()
    await stub.settled()
    assert stub.replies_to(question) == [answer]
    assert stub.requests.count("POST", "/channels/*/messages") == 1


async def test_silence_can_be_asserted(stub: DiscordStub, bot: Bare, ada: Person, general: Channel) -> None:
    released = asyncio.Event()

    async def handler(message: discord.Message) -> None:
        await released.wait()

    bot.handler = handler
    await ada.says(general, "hm")
    with pytest.raises(NothingHappened, match="on_message"):
        await stub.settled(within=0.05)
    asyncio.get_running_loop().call_later(0.02, released.set)
    await stub.settled()
    assert [message.content for message in bot.seen] == ["hm"]
    assert stub.said_in(general) == []


async def test_settled_waits_for_quiet(stub: DiscordStub, bot: Bare, ada: Person, general: Channel) -> None:
    async def answer_later(message: discord.Message) -> None:
        asyncio.get_running_loop().call_later(0.05, lambda: tasks.append(asyncio.create_task(answer(message))))

    async def answer(message: discord.Message) -> None:
        await message.channel.send("late")

    tasks: list[asyncio.Task[None]] = []
    bot.handler = answer_later
    await ada.says(general, "hm")
    await stub.settled(quiet=0.2)
    assert [message.content for message in stub.said_in(general)] == ["late"]


async def test_everywhere_that_people_talk(stub: DiscordStub, bot: Bare, ada: Person, guild: Guild) -> None:
    text = guild.add_text_channel("talk")
    places = [
        guild.add_thread(text, "thread"),
        guild.add_voice_channel("voice"),
        guild.add_announcement_channel("news"),
        stub.dm(ada),
    ]
    for place in places:
        question = await ada.says(place, f"echo {place.kind.name}")
        assert (await stub.next_reply(question)).channel is place
    post = await ada.posts(guild.add_forum("help"), "A post", "echo post")
    assert post.channel.kind is ChannelKind.PUBLIC_THREAD
    assert (await stub.next_reply(post)).content == "echo post"
    await stub.settled()
    kinds = [type(message.channel).__name__ for message in bot.seen]
    assert kinds == ["Thread", "VoiceChannel", "TextChannel", "DMChannel", "Thread"]


async def test_content_without_the_intent(ada: Person, guild: Guild, general: Channel, stub: DiscordStub) -> None:
    intents = discord.Intents.default()
    async with running(stub, Bare(intents=intents)) as bot:
        own = None
        for content in ("hidden", f"{stub.bot.mention} shown"):
            await ada.says(general, content)
        await ada.says(stub.dm(ada), "private")
        await stub.settled()
        assert [message.content for message in bot.seen] == ["", f"{stub.bot.mention} shown", "private"]
        own = await text_channel(bot, general).send("own")
        mine = general.messages[own.id]
        await ada.says(general, "reply with a ping", reply_to=mine)
        await ada.says(general, "reply without", reply_to=mine, ping=False)
        await stub.settled()
        assert [message.content for message in bot.seen[-2:]] == ["reply with a ping", ""]


async def test_edits_deletions_and_unfurling(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    edits: list[discord.RawMessageUpdateEvent] = []

    @bot.event
    async def on_raw_message_edit(payload: discord.RawMessageUpdateEvent) -> None:  # pyright: ignore[reportUnusedFunction]  (discord.py finds it by its name)
        edits.append(payload)

    message = await ada.says(general, "one")
    await ada.edits(message, "two")
    await stub.unfurls(message)
    await ada.deletes(message)
    moderator = guild.add_member("mo", moderator=True)
    more = [await ada.says(general, str(index)) for index in range(3)]
    await moderator.deletes(*more)
    await stub.settled()
    assert [bool(each.message.edited_at) for each in edits] == [True, True]
    assert len(edits[1].message.embeds) == 1
    assert "raw_message_delete" in bot.events
    assert "raw_bulk_message_delete" in bot.events
    assert [revision.content for revision in message.revisions] == ["one", "two"]
    with pytest.raises(StubMisuse):
        await ada.deletes(message)


async def test_other_kinds_of_authors_and_messages(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    await stub.webhook_says(general, "hook")
    await guild.add_member("r2", bot=True).says(general, "beep")
    await ada.says(general, type=7)
    forwarded = await ada.forwards(await ada.says(general, "first"), general)
    await ada.reacts(forwarded, "👍")
    await ada.types(general)
    await stub.settled()
    seen = bot.seen
    assert seen[0].webhook_id is not None
    assert seen[1].author.bot
    assert seen[2].type is discord.MessageType.new_member
    assert seen[4].content == ""
    assert seen[4].message_snapshots[0].content == "first"
    assert "raw_reaction_add" in bot.events
    assert "raw_typing" in bot.events


async def test_what_the_client_reads(stub: DiscordStub, bot: Bare, ada: Person, general: Channel) -> None:
    channel = text_channel(bot, general)
    for number in range(5):
        await ada.says(general, str(number))
    assert [message.content async for message in channel.history(limit=3)] == ["4", "3", "2"]
    sent = await channel.send("with a file", file=discord.File(io.BytesIO(b"x"), "a.txt"))
    assert [file.filename for file in sent.attachments] == ["a.txt"]
    assert (await channel.fetch_message(sent.id)).content == "with a file"
    await sent.edit(content="edited")
    await sent.add_reaction("✅")
    await sent.remove_reaction("✅", discord.Object(stub.bot.id))
    async with channel.typing():
        pass
    thread = await sent.create_thread(name="more")
    await thread.send("inside")
    await sent.delete()
    assert (await bot.fetch_channel(general.id)).id == general.id
    assert (await bot.fetch_user(ada.id)).name == "ada"
    assert (await channel.guild.fetch_member(ada.id)).name == "ada"
    assert (await bot.fetch_guild(channel.guild.id)).name == "Harbour"
    assert len(await channel.guild.fetch_roles()) == 2
    user = await bot.fetch_user(ada.id)
    assert (await user.send("hello")).channel.id == stub.dm(ada).id


async def test_members_are_sent_on_request(stub: DiscordStub, bot: Bare, ada: Person, guild: Guild) -> None:
    known = bot.get_guild(guild.id)
    assert known is not None
    assert [member.id for member in await known.query_members("ad")] == [ada.id]


async def test_guilds_come_and_go(stub: DiscordStub, bot: Bare, guild: Guild) -> None:
    other = stub.add_guild("Other")
    channel = other.add_text_channel("here")
    await stub.settled()
    assert bot.get_channel(channel.id) is not None
    other.delete_channel(channel)
    guild.set_available(False)
    await stub.settled()
    assert bot.get_channel(channel.id) is None
    assert "guild_unavailable" in bot.events
    guild.set_available(True)
    other.remove_bot()
    await stub.settled()
    assert bot.get_guild(other.id) is None
    assert {"guild_join", "guild_available", "guild_remove"} <= set(bot.events)


async def test_pings(stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel) -> None:
    channel = text_channel(bot, general)
    crew = guild.add_role("crew", mentionable=True)
    guild.allow(stub.bot, general, "mention_everyone")
    question = await ada.says(general, "hm")
    await stub.settled()
    target = bot.seen[-1]
    text = f"{ada.mention} {crew.mention} @everyone"

    async def pings(content: str, **options: Any) -> frozenset[int | str]:
        sent = await target.reply(content, **options)
        return general.messages[sent.id].pings

    assert await pings(text) == {ada.id, crew.id, "everyone"}
    assert await pings("x") == {ada.id}
    assert await pings("x", mention_author=False) == frozenset()
    assert await pings(text, allowed_mentions=discord.AllowedMentions.none()) == frozenset()
    only_roles = discord.AllowedMentions(
        everyone=False, users=False, roles=[discord.Object(crew.id)], replied_user=False
    )
    assert await pings(text, allowed_mentions=only_roles) == {crew.id}
    guild.reset(stub.bot, general)
    assert await pings(text, mention_author=False) == {ada.id, crew.id}
    bare = await channel.send(text)
    assert general.messages[bare.id].pings == {ada.id, crew.id}
    assert question.pings == frozenset()


# Interactions


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
    used = await ada.slash(general, "settings channel add", channel=general, level=2, who=ada)
    assert (await used.answered()).content == "general 2 ada"


@pytest.mark.parametrize(
    ("command", "options", "complaint"),
    [
        ("nothing", {}, "no command 'nothing'"),
        ("ask", {}, "'question' is required"),
        ("ask", {"question": 3}, "does not take 3"),
        ("ask", {"question": "x", "other": 1}, "no option 'other'"),
        ("settings channel", {}, "is a group"),
        ("settings other", {}, "no 'other'"),
        ("settings channel add", {"channel": None, "level": 10}, "required"),
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
async def test_who_lost_the_permission_uses_no_command_menu_or_button(
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
        await ada.slash(aside, "settings channel add", channel=room)


async def test_commands_are_kept_and_versioned(stub: DiscordStub, bot: Bare, guild: Guild) -> None:
    before = {command["name"]: (command["id"], command["version"]) for command in stub.commands}
    assert set(before) == {"ask", "settings", "Find it"}
    await bot.tree.sync()
    assert {command["name"]: (command["id"], command["version"]) for command in stub.commands} == before
    fetched = await bot.tree.fetch_commands()
    await fetched[0].edit(description="Asks something.")
    assert stub.commands[0]["id"] == before["ask"][0]
    assert stub.commands[0]["version"] != before["ask"][1]
    await fetched[0].delete()
    assert len(stub.commands) == 2
    bot.tree.copy_global_to(guild=discord.Object(guild.id))
    assert len(await bot.tree.sync(guild=discord.Object(guild.id))) == 3


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
    stub.clock.advance(15 * 60)
    with pytest.raises(discord.HTTPException) as over:
        await interactions[1].followup.send("over")
    assert (over.value.status, over.value.code) == (401, 50027)


# Refusals


def _embed(**parts: str) -> discord.Embed:
    return discord.Embed(**parts)  # pyright: ignore[reportArgumentType]  (only texts are given)


def _fields(*sizes: tuple[int, int]) -> discord.Embed:
    embed = discord.Embed(title="t")
    for name, value in sizes:
        embed.add_field(name="n" * name, value="v" * value)
    return embed


def _view(*items: discord.ui.Item[Any]) -> discord.ui.View:
    view = discord.ui.View()
    for item in items:
        view.add_item(item)
    return view


def _button(label: str | None = "b", custom_id: str = "b", emoji: str | None = None) -> discord.ui.Button[Any]:
    return discord.ui.Button(label=label, custom_id=custom_id, emoji=emoji)


def _menu(
    options: list[discord.SelectOption], placeholder: str | None = None, *, low: int = 1, high: int = 1
) -> discord.ui.Select[Any]:
    menu = discord.ui.Select[Any](custom_id="m", placeholder=placeholder, min_values=low, max_values=high)
    menu.options = options
    return menu


def _chosen(*labels: str) -> list[discord.SelectOption]:
    return [discord.SelectOption(label=label, default=True) for label in labels]


def _last(channel: discord.TextChannel) -> discord.Message:
    assert channel.last_message is not None
    return channel.last_message


async def _type(channel: discord.TextChannel) -> None:
    async with channel.typing():
        pass


_OPTION = discord.SelectOption(label="o")

REFUSALS: dict[str, tuple[int, Act]] = {
    "empty": (50006, lambda c: c.send("")),
    "blank": (50006, lambda c: c.send(" \n ")),
    "content of 2001": (50035, lambda c: c.send("x" * 2001)),
    "title of 257": (50035, lambda c: c.send(embed=_embed(title="x" * 257))),
    "description of 4097": (50035, lambda c: c.send(embed=_embed(description="x" * 4097))),
    "footer of 2049": (50035, lambda c: c.send(embed=_embed(title="t").set_footer(text="x" * 2049))),
    "author of 257": (50035, lambda c: c.send(embed=_embed(title="t").set_author(name="x" * 257))),
    "26 fields": (50035, lambda c: c.send(embed=_fields(*[(1, 1)] * 26))),
    "field name of 257": (50035, lambda c: c.send(embed=_fields((257, 1)))),
    "field value of 1025": (50035, lambda c: c.send(embed=_fields((1, 1025)))),
    "field without value": (50035, lambda c: c.send(embed=_fields((1, 0)))),
    "empty embed": (50035, lambda c: c.send(embed=discord.Embed())),
    "6001 in all embeds": (50035, lambda c: c.send(embeds=[_embed(description="x" * 3001)] * 2)),
    "label of 81": (50035, lambda c: c.send("x", view=_view(_button(label="x" * 81)))),
    "custom id of 101": (50035, lambda c: c.send("x", view=_view(_button(custom_id="x" * 101)))),
    "custom id twice": (50035, lambda c: c.send("x", view=_view(_button(), _button()))),
    "button without label": (50035, lambda c: c.send("x", view=_view(_button(label=None)))),
    "menu without options": (50035, lambda c: c.send("x", view=_view(_menu([])))),
    "26 options": (
        50035,
        lambda c: c.send("x", view=_view(_menu([discord.SelectOption(label=str(n)) for n in range(26)]))),
    ),
    "option twice": (50035, lambda c: c.send("x", view=_view(_menu([_OPTION, _OPTION])))),
    "option label of 101": (
        50035,
        lambda c: c.send("x", view=_view(_menu([discord.SelectOption(label="x" * 101, value="v")]))),
    ),
    "option value of 101": (
        50035,
        lambda c: c.send("x", view=_view(_menu([discord.SelectOption(label="x", value="v" * 101)]))),
    ),
    "option description of 101": (
        50035,
        lambda c: c.send("x", view=_view(_menu([discord.SelectOption(label="x", description="d" * 101)]))),
    ),
    "placeholder of 151": (50035, lambda c: c.send("x", view=_view(_menu([_OPTION], placeholder="x" * 151)))),
    "blank button label": (50035, lambda c: c.send("x", view=_view(_button(label=" ")))),
    "blank option label": (
        50035,
        lambda c: c.send("x", view=_view(_menu([discord.SelectOption(label=" ", value="v")]))),
    ),
    "button emoji that is a word": (50035, lambda c: c.send("x", view=_view(_button(emoji="smile")))),
    "option emoji that is a digit": (
        50035,
        lambda c: c.send("x", view=_view(_menu([discord.SelectOption(label="o", emoji="1")]))),
    ),
    "more values to pick than options": (50035, lambda c: c.send("x", view=_view(_menu([_OPTION], high=2)))),
    "more values needed than options": (50035, lambda c: c.send("x", view=_view(_menu([_OPTION], low=2, high=2)))),
    "more values needed than allowed": (
        50035,
        lambda c: c.send("x", view=_view(_menu([discord.SelectOption(label=n) for n in "abc"], low=2))),
    ),
    "two defaults where one is picked": (50035, lambda c: c.send("x", view=_view(_menu(_chosen("a", "b"))))),
    "embed of blanks": (50035, lambda c: c.send(embed=_embed(title=" ", description="\n"))),
    "blank field value": (50035, lambda c: c.send(embed=discord.Embed(title="t").add_field(name="n", value=" "))),
    "components alone": (50006, lambda c: c.send(view=_view(_button()))),
    "unknown message": (10008, lambda c: c.fetch_message(1)),
    "edit of an unknown message": (10008, lambda c: c.get_partial_message(1).edit(content="x")),
    "reply to nothing": (50035, lambda c: c.send("x", reference=c.get_partial_message(1))),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSALS)
async def test_refused_messages(stub: DiscordStub, bot: Bare, general: Channel, case: str) -> None:
    code, act = REFUSALS[case]
    with pytest.raises(discord.HTTPException) as refused:
        await act(text_channel(bot, general))
    assert refused.value.code == code
    assert stub.requests.failed()
    stub.violations.clear()


async def test_what_is_just_allowed_in_components_and_embeds(bot: Bare, general: Channel) -> None:
    channel = text_channel(bot, general)
    for emoji in ("◀️", "1️⃣", "ℹ️", "🇳🇱", "<:footnote:123456789012345678>"):
        await channel.send("x", view=_view(_button(label=None, emoji=emoji)))
    await channel.send("x", view=_view(_menu(_chosen("a", "b"), low=0, high=2)))
    await channel.send(embed=discord.Embed().set_footer(text="f"))
    await channel.send(embed=discord.Embed().set_image(url="https://example.org/a.png"))


async def test_rows_are_limited(stub: DiscordStub, bot: Bare, general: Channel) -> None:
    def row(count: int, start: int) -> dict[str, Any]:
        buttons = [{"type": 2, "style": 1, "label": "b", "custom_id": f"b{start + n}"} for n in range(count)]
        return {"type": 1, "components": buttons}

    for rows in ([row(1, n) for n in range(6)], [row(6, 0)]):
        body = {"content": "x", "components": rows}
        with pytest.raises(discord.HTTPException) as refused:
            await bot.http.request(Route("POST", "/channels/{channel_id}/messages", channel_id=general.id), json=body)
        assert refused.value.code == 50035
    stub.violations.clear()


MISSING: list[tuple[str, int, Act]] = [
    ("view_channel", 50001, lambda c: c.send("x")),
    ("send_messages", 50013, lambda c: c.send("x")),
    ("send_messages", 50013, _type),
    ("embed_links", 50013, lambda c: c.send(embed=discord.Embed(title="t"))),
    ("attach_files", 50013, lambda c: c.send(file=discord.File(io.BytesIO(b"x"), "x"))),
    ("read_message_history", 160002, lambda c: c.send("x", reference=_last(c))),
    ("read_message_history", 50001, lambda c: c.fetch_message(_last(c).id)),
    ("add_reactions", 50013, lambda c: _last(c).add_reaction("✅")),
    ("manage_messages", 50013, lambda c: _last(c).delete()),
    ("manage_messages", 50013, lambda c: c.delete_messages([_last(c), discord.Object(2)])),
]


@pytest.mark.parametrize(("denied", "code", "act"), MISSING)
async def test_missing_permissions(
    stub: DiscordStub,
    bot: Bare,
    ada: Person,
    guild: Guild,
    general: Channel,
    denied: str,
    act: Act,
    code: int,
) -> None:
    await ada.says(general, "hm")
    guild.deny(stub.bot, general, denied)
    await stub.settled()
    with pytest.raises(discord.Forbidden) as refused:
        await act(text_channel(bot, general))
    assert refused.value.code == code


async def test_permissions_in_threads_and_by_role(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    thread = guild.add_thread(general, "thread")
    guild.deny(guild.everyone, general, "send_messages", "send_messages_in_threads")
    await stub.settled()
    known = bot.get_channel(thread.id)
    assert isinstance(known, discord.Thread)
    with pytest.raises(discord.Forbidden):
        await known.send("x")
    guild.allow(guild.bot_role, general, "send_messages_in_threads")
    await known.send("x")
    with pytest.raises(discord.Forbidden):
        await text_channel(bot, general).send("x")
    guild.deny(stub.bot, general, "view_channel")
    guild.allow(ada, general, "send_messages")
    before = len(bot.seen)
    await ada.says(general, "unseen")
    await stub.settled()
    assert len(bot.seen) == before


async def test_a_bot_without_embeds_may_answer_commands_with_them(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    guild.deny(stub.bot, general, "send_messages", "embed_links")
    assert (await (await ada.slash(general, "ask", question="x")).answered()).content == "x"


async def test_other_refusals(stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel) -> None:
    channel = text_channel(bot, general)
    message = await ada.says(general, "hm")
    await stub.settled()
    with pytest.raises(discord.Forbidden) as foreign:
        await bot.seen[0].edit(content="x")
    assert foreign.value.code == 50005
    await ada.deletes(message)
    with pytest.raises(discord.HTTPException) as gone:
        await bot.seen[0].reply("x")
    assert gone.value.code == 50035
    reference = bot.seen[0].to_reference(fail_if_not_exists=False)
    assert (await channel.send("x", reference=reference)).content == "x"
    sent = await channel.send("y")
    with pytest.raises(discord.HTTPException) as emptied:
        await sent.edit(content="")
    assert emptied.value.code == 50006
    with pytest.raises(discord.NotFound) as unknown:
        await bot.fetch_channel(1)
    assert unknown.value.code == 10003
    with pytest.raises(discord.NotFound):
        await bot.fetch_guild(1)
    private = stub.private_channel(ada, stub.add_person("bob"))
    with pytest.raises(discord.Forbidden) as other:
        await bot.fetch_channel(private.id)
    assert other.value.code == 50001


async def test_refused_commands(stub: DiscordStub, bot: Bare) -> None:
    async def put(*definitions: dict[str, Any]) -> int:
        with pytest.raises(discord.HTTPException) as refused:
            await bot.http.bulk_upsert_global_commands(stub.world.application_id, list(definitions))
        return refused.value.code

    good = {"name": "ask", "description": "Asks.", "type": 1}
    option = {"name": "one", "description": "One.", "type": 3}
    assert await put(good | {"name": "Ask me"}) == 50035
    assert await put(good | {"name": "x" * 33}) == 50035
    assert await put(good | {"description": ""}) == 50035
    assert await put(good | {"description": "x" * 101}) == 50035
    assert await put(good | {"options": [option | {"name": f"o{n}"} for n in range(26)]}) == 50035
    assert await put(good | {"options": [option, option | {"name": "two", "required": True}]}) == 50035
    assert await put(good, good) == 50035
    assert await put({"name": "Menu", "type": 3, "description": "x"}) == 50035
    assert await put(*[good | {"name": f"c{n}"} for n in range(101)]) == 30032
    stub.violations.clear()


async def test_a_repeated_nonce_makes_one_message(stub: DiscordStub, bot: Bare, general: Channel) -> None:
    channel = text_channel(bot, general)
    first = await channel.send("x", nonce="1")
    assert (await channel.send("x", nonce="1")).id == first.id
    assert len(general.messages) == 1


# Direct messages


async def refused(sending: Awaitable[object]) -> int:
    """Discord's code for the refusal of what is awaited; it must be a 403."""
    with pytest.raises(discord.Forbidden) as raised:
        await sending
    return raised.value.code


async def test_closed_direct_messages_can_be_opened_but_not_written_to(
    stub: DiscordStub, bot: Bare, ada: Person
) -> None:
    user = await bot.fetch_user(ada.id)
    ada.closes_dms()
    channel = await user.create_dm()
    assert await refused(channel.send("x")) == 50007
    ada.closes_dms(False)
    assert (await channel.send("x")).channel.id == stub.dm(ada).id


async def test_a_stranger_is_only_reached_who_wrote_first(stub: DiscordStub, bot: Bare, guild: Guild) -> None:
    bob = stub.add_person("bob")
    channel = await (await bot.fetch_user(bob.id)).create_dm()
    assert await refused(channel.send("x")) == 50007
    stub.add_guild("Elsewhere", with_bot=False).add_member(bob)
    assert await refused(channel.send("x")) == 50007
    await bob.says(stub.dm(bob), "hello")
    await channel.send("x")
    eve = stub.add_person("eve")
    guild.add_member(eve)
    await (await bot.fetch_user(eve.id)).send("x")


# Threads


def thread_of(bot: Bare, channel: Channel) -> discord.Thread:
    """The bot's view of a thread."""
    found = bot.get_channel(channel.id)
    assert isinstance(found, discord.Thread)
    return found


async def test_a_message_unarchives_its_thread_and_the_update_comes_first(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    thread = guild.add_thread(general, "aside")
    before = await ada.says(thread, "before")
    guild.archive(thread)
    await stub.settled()
    assert bot.get_channel(thread.id) is None
    for act in (ada.edits(before, "after"), ada.reacts(before, "👍")):
        with pytest.raises(StubMisuse, match="is archived"):
            await act
    bot.events.clear()
    await ada.says(thread, "hm")
    await stub.settled()
    assert not thread.archived
    assert [name for name in bot.events if name in ("raw_thread_update", "message")] == ["raw_thread_update", "message"]
    assert not thread_of(bot, thread).archived


async def test_the_bot_unarchives_a_thread_too_but_changes_nothing_in_an_archived_one(
    stub: DiscordStub, bot: Bare, guild: Guild, general: Channel
) -> None:
    thread = guild.add_thread(general, "aside")
    await stub.settled()
    sent = await thread_of(bot, thread).send("one")
    guild.archive(thread)
    assert await refused(sent.edit(content="two")) == 50083
    assert await refused(sent.add_reaction("✅")) == 50083
    await sent.channel.send("three")
    assert not thread.archived
    await sent.edit(content="two")
    guild.archive(thread)
    await sent.delete()
    assert thread.archived


async def test_a_locked_thread_is_for_those_who_manage_threads(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    thread = guild.add_thread(general, "aside")
    await stub.settled()
    sent = await thread_of(bot, thread).send("before")
    guild.lock(thread)
    await stub.settled()
    known = thread_of(bot, thread)
    assert known.locked
    assert await refused(known.send("x")) == 160005
    assert await refused(sent.edit(content="x")) == 160005
    with pytest.raises(StubMisuse, match="is locked"):
        await ada.says(thread, "x")
    guild.archive(thread)
    assert await refused(known.send("x")) == 50083
    assert await refused(sent.delete()) == 50083
    await guild.add_member("mo", moderator=True).says(thread, "x")
    assert (thread.archived, thread.locked) == (False, True)
    guild.allow(guild.bot_role, general, "manage_threads")
    await known.send("x")
    guild.reset(guild.bot_role, general)
    guild.lock(thread, False)
    await known.send("x")


async def test_of_a_private_thread_the_bot_hears_what_happens_while_it_is_in_it(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    thread = guild.add_thread(general, "whisper", private=True)
    await ada.says(thread, "unheard")
    await stub.settled()
    assert (bot.seen, bot.get_channel(thread.id)) == ([], None)
    assert await refused(bot.fetch_channel(thread.id)) == 50001
    guild.add_to_thread(thread, stub.bot)
    await ada.says(thread, "heard")
    await stub.settled()
    assert thread_of(bot, thread).me is not None
    guild.remove_from_thread(thread, stub.bot)
    await ada.says(thread, "unheard")
    await stub.settled()
    assert [message.content for message in bot.seen] == ["heard"]
    assert {"thread_join", "thread_remove"} <= set(bot.events)


async def test_a_mention_takes_the_bot_into_a_private_thread_and_is_heard(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    thread = guild.add_thread(general, "whisper", private=True)
    for text in (f"{stub.bot.mention} hello", "again"):
        await ada.says(thread, text)
    await stub.settled()
    assert len(bot.seen) == 2


async def test_who_manages_threads_sees_private_ones_from_the_start(
    stub: DiscordStub, ada: Person, guild: Guild, general: Channel
) -> None:
    hidden = guild.add_thread(general, "whisper", private=True)
    async with running(stub) as bot:
        assert bot.get_channel(hidden.id) is None
    guild.allow(guild.bot_role, general, "manage_threads")
    async with running(stub) as bot:
        assert thread_of(bot, hidden).me is None
        await ada.says(hidden, "hm")
        await stub.settled()
        assert len(bot.seen) == 1


# What people send


@pytest.mark.parametrize("content", ["", " \n "])
async def test_people_send_no_blank_messages(ada: Person, guild: Guild, general: Channel, content: str) -> None:
    with pytest.raises(StubMisuse, match="needs text, an attachment or a sticker"):
        await ada.says(general, content)
    with pytest.raises(StubMisuse, match="needs text"):
        await ada.edits(await ada.says(general, "x"), content)
    with pytest.raises(StubMisuse, match="needs a title and a text"):
        await ada.posts(guild.add_forum("help"), "A post", content)
    await ada.says(general, content, attachments=["cat.png"])
    await ada.says(general, content, stickers=["Wave"])


async def test_stickers_forwards_and_polls_arrive_as_such(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel
) -> None:
    await ada.says(general, stickers=["Wave"])
    picture = await ada.says(general, "look", attachments=["cat.png"])
    await ada.forwards(await ada.forwards(picture, general), general)
    poll = await ada.polls(general, "Tea?", "Yes", "No")
    await stub.settled()
    sticker, _, first, second, asked = bot.seen
    assert [each.name for each in sticker.stickers] == ["Wave"]
    for forward in (first, second):
        assert forward.flags.forwarded
        assert forward.reference is not None
        assert forward.reference.type is discord.MessageReferenceType.forward
        (snapshot,) = forward.message_snapshots
        assert (snapshot.content, [file.filename for file in snapshot.attachments]) == ("look", ["cat.png"])
    assert asked.poll is not None
    assert (asked.poll.question, [answer.text for answer in asked.poll.answers]) == ("Tea?", ["Yes", "No"])
    with pytest.raises(StubMisuse, match="forwarded"):
        await ada.forwards(poll, general)


async def test_only_the_first_of_a_chain_of_replies_is_sent_along(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel
) -> None:
    chain = [await ada.says(general, "first")]
    for text in ("second", "third"):
        chain.append(await ada.says(general, text, reply_to=chain[-1]))
    third = await bot.http.get_message(general.id, chain[2].id)
    second = third.get("referenced_message")
    assert second is not None
    assert second.get("message_reference", {}).get("message_id") == str(chain[0].id)
    assert "referenced_message" not in second


# The gateway and its faults


async def test_the_bot_hears_of_its_own_roles_without_the_members_intent(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild
) -> None:
    role = guild.add_role("helpers")
    guild.gives(ada, role)
    guild.gives(stub.bot, role)
    await stub.settled()
    known = bot.get_guild(guild.id)
    assert known is not None
    assert known.me.get_role(role.id) is not None
    assert bot.events.count("member_update") == 1


@contextlib.asynccontextmanager
async def identified(stub: DiscordStub, shard: int = 0, shards: int = 1) -> AsyncGenerator[Frames]:
    """A bare websocket that identified; the frames that come after hello, as (op, event, data)."""
    async with aiohttp.ClientSession() as session, session.ws_connect(stub.gateway_url) as socket:
        assert (await socket.receive_json())["op"] == 10
        await socket.send_json({"op": 2, "d": {"token": stub.token, "intents": 0, "shard": [shard, shards]}})
        frame = await socket.receive_json()
        yield socket, (frame["op"], frame["t"], frame["d"])


async def test_identifies_too_soon_after_another_get_an_invalid_session(stub: DiscordStub) -> None:
    for _ in range(2):
        async with identified(stub) as (_, (op, event, _)):
            assert (op, event) == (0, "READY"), "the limit is off unless a test sets it"
    stub.gateway.identify_every = 0.2
    async with identified(stub) as (_, (op, _, data)):
        assert (op, data) == (9, False)
    stub.world.max_concurrency = 2
    async with identified(stub, 1, 2) as (_, (op, event, _)):
        assert (op, event) == (0, "READY"), "another bucket"
    async with running(stub):
        assert len(stub.gateway.identifies) > 4


async def test_too_many_gateway_events_within_the_window_close_the_connection(stub: DiscordStub) -> None:
    stub.gateway.sends, stub.gateway.sends_window = 3, 0.0
    async with identified(stub) as (socket, _):
        for _ in range(5):
            await socket.send_json({"op": 1, "d": None})
            assert (await socket.receive_json())["op"] == 11, "each is in a window of its own"
        stub.gateway.sends_window = 60.0
        closed = False
        for _ in range(4):
            await socket.send_json({"op": 1, "d": None})
            closed = (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert closed
        assert socket.close_code == 4008


async def test_a_wrong_token(stub: DiscordStub, general: Channel) -> None:
    stub.world.token = "another"
    Route.BASE = stub.api_url
    async with Bare() as bot:
        with pytest.raises(discord.LoginFailure):
            await bot.start("wrong")


async def test_a_refused_intent() -> None:
    async with DiscordStub(message_content_allowed=False) as stub:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            async with running(stub):
                pass
        async with running(stub, Bare(intents=discord.Intents.default())) as bot:
            assert bot.application_flags.gateway_message_content_limited is False


async def test_shards(no_backoff: None) -> None:
    async with DiscordStub(shards=2) as stub:
        guilds = [stub.add_guild(name) for name in ("One", "Two")]
        rooms = [guild.add_text_channel("room") for guild in guilds]
        ada = guilds[0].add_member("ada")
        guilds[1].add_member(ada)
        async with running(stub) as bot:
            await stub.ready()
            assert [each["shard"] for each in stub.gateway.identifies] == [[0, 2], [1, 2]]
            known = [bot.get_guild(guild.id) for guild in guilds]
            assert {guild.shard_id for guild in known if guild} == {0, 1}
            for place in (*rooms, stub.dm(ada)):
                assert (await stub.next_reply(await ada.says(place, "echo x"))).channel is place


async def still_answers(stub: DiscordStub, ada: Person, channel: Channel) -> None:
    """The next question gets exactly one answer."""
    question = await ada.says(channel, "echo still?")
    await stub.next_reply(question)
    await stub.settled()
    assert len(stub.replies_to(question)) == 1


@pytest.mark.parametrize("code", [1000, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009])
async def test_closed_with_a_code_that_is_not_fatal(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel, code: int
) -> None:
    resumable = code not in (1000, 4007, 4009)
    await stub.faults.closes_gateway(code)
    lost = await ada.says(general, "echo meanwhile")
    await stub.ready()
    await still_answers(stub, ada, general)
    assert len(stub.replies_to(lost)) == resumable
    assert stub.gateway.resumes >= 1
    assert len(stub.gateway.identifies) == (1 if resumable else 2)


@pytest.mark.parametrize("code", [4004, 4010, 4011, 4012, 4013, 4014])
async def test_closed_with_a_fatal_code(stub: DiscordStub, general: Channel, code: int) -> None:
    expected = discord.PrivilegedIntentsRequired if code == 4014 else discord.ConnectionClosed
    Route.BASE = stub.api_url
    async with Bare() as bot:
        life = asyncio.create_task(bot.start(stub.token))
        await stub.ready()
        await stub.faults.closes_gateway(code)
        with pytest.raises(expected):
            await life


@pytest.mark.parametrize("fault", ["reconnect", "resumable", "not resumable", "drop"])
async def test_sent_away(stub: DiscordStub, bot: Bare, ada: Person, general: Channel, fault: str) -> None:
    match fault:
        case "reconnect":
            stub.faults.asks_to_reconnect()
        case "drop":
            stub.faults.drops_gateway()
        case _:
            stub.faults.invalidates_session(resumable=fault == "resumable")
    await stub.wait_for(lambda: stub.gateway.resumes or len(stub.gateway.identifies) == 2)
    await still_answers(stub, ada, general)
    assert ("resumed" in bot.events) == (fault != "not resumable")
    assert len(stub.gateway.identifies) == (2 if fault == "not resumable" else 1)


async def test_missed_heartbeats(general: Channel, ada: Person) -> None:
    stub = ada.stub
    stub.gateway.heartbeat_interval = 0.05
    async with running(stub, Bare(heartbeat_timeout=0.15)):
        await stub.settled()
        stub.faults.stops_acknowledging()
        await stub.wait_for(lambda: stub.gateway.resumes)
        stub.faults.lift()
        await still_answers(stub, ada, general)


async def test_ready_is_delayed(stub: DiscordStub, general: Channel) -> None:
    Route.BASE = stub.api_url
    stub.faults.delays_ready()
    async with Bare() as bot:
        life = asyncio.create_task(bot.start(stub.token))
        await stub.wait_for(lambda: stub.gateway.identifies)
        assert not stub.gateway.live
        stub.faults.release_ready()
        await stub.ready()
        await bot.close()
        await asyncio.gather(life, return_exceptions=True)


async def test_the_gateway_refuses_connections(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel, no_backoff: None
) -> None:
    stub.faults.refuses_connections()
    stub.faults.drops_gateway()
    await stub.wait_for(lambda: not stub.gateway.live)
    question = await ada.says(general, "echo in the dark")
    stub.faults.refuses_connections(False)
    assert (await stub.next_reply(question)).content == "echo in the dark"


async def test_no_network(stub: DiscordStub, bot: Bare, ada: Person, general: Channel, no_backoff: None) -> None:
    address = stub.api_url
    await stub.go_offline()
    question = await ada.says(general, "echo offline")
    await stub.come_back()
    assert stub.api_url == address
    await stub.next_reply(question)
    await still_answers(stub, ada, general)


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_rate_limits(stub: DiscordStub, bot: Bare, ada: Person, general: Channel, scope: str) -> None:
    fault = stub.faults.rate_limits("POST", "/channels/*/messages", 2, retry_after=0.01, scope=scope)
    await still_answers(stub, ada, general)
    assert fault.hits == 2
    assert [each.status for each in stub.requests.of("POST", "/channels/*/messages")] == [429, 429, 200]


@pytest.mark.parametrize("status", [500, 502])
async def test_server_errors(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel, no_backoff: None, status: int
) -> None:
    stub.faults.fails("POST", "/channels/*/messages", 3, status=status)
    await still_answers(stub, ada, general)
    assert stub.requests.count("POST", "/channels/*/messages") == 4


async def test_an_answer_is_lost_after_its_effect(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel, no_backoff: None
) -> None:
    stub.faults.fails("POST", "/channels/*/messages", status=502, apply_first=True)
    question = await ada.says(general, "echo x")
    await stub.settled()
    assert stub.requests.count("POST", "/channels/*/messages") == 2
    assert len(stub.replies_to(question)) == 1, "discord.py repeats the request with the same nonce"


async def test_slow_answers(stub: DiscordStub, bot: Bare, ada: Person, general: Channel) -> None:
    fault = stub.faults.slows("POST", "/channels/*/messages")
    question = await ada.says(general, "echo slow")
    await fault.reached.wait()
    assert stub.replies_to(question) == []
    await ada.deletes(question)
    fault.release()
    await stub.settled()
    assert stub.requests.failed()[-1].error is not None
    stub.faults.slows("POST", "/channels/*/messages", delay=0.02)
    await still_answers(stub, ada, general)


@pytest.mark.parametrize("after_effect", [False, True])
async def test_connections_are_cut(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel, after_effect: bool
) -> None:
    errors: list[BaseException] = []

    async def handler(message: discord.Message) -> None:
        try:
            await message.reply("x")
        except Exception as error:
            errors.append(error)

    bot.handler = handler
    stub.faults.cuts("POST", "/channels/*/messages", after_effect=after_effect)
    question = await ada.says(general, "hm")
    await stub.settled()
    assert len(stub.replies_to(question)) == after_effect
    assert len(errors) == 1
    bot.handler = None
    await still_answers(stub, ada, general)


async def test_the_headers_of_rate_limits(stub: DiscordStub) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{stub.api_url}/gateway") as answer:
        assert {"Limit", "Remaining", "Reset", "Reset-After", "Bucket"} <= {
            name.removeprefix("X-RateLimit-") for name in answer.headers
        }
        assert await answer.json() == {"url": stub.gateway_url}


# The API description


@needs_openapi
async def test_requests_are_checked(stub: DiscordStub, bot: Bare, general: Channel) -> None:
    async def send(method: str, path: str, body: object = None, **query: str) -> str:
        with contextlib.suppress(discord.HTTPException):
            options: dict[str, Any] = {"params": query}
            if body is not None:
                options["json"] = body
            await bot.http.request(Route(method, path), **options)
        found = " | ".join(violation.message for violation in stub.violations)
        stub.violations.clear()
        return found

    messages = f"/channels/{general.id}/messages"
    assert await send("POST", messages, {"content": "x", "tts": False}) == ""
    assert "is not of type" in await send("POST", messages, {"content": 3})
    assert "too long" in await send("POST", messages, {"content": "x", "embeds": [{"title": "x" * 257}]})
    assert "no GET /nowhere" in await send("GET", "/nowhere")
    assert "no PUT" in await send("PUT", messages, {"content": "x"})
    assert "unknown query parameter" in await send("GET", messages, None, limits="3")
    assert "query limit" in await send("GET", messages, None, limit="101")
    assert "path channel_id" in await send("GET", "/channels/general")
    assert "body is missing" in await send("POST", messages)


async def test_checks_can_be_switched_off() -> None:
    async with DiscordStub(check_requests=False) as stub:
        assert not stub.checking
        guild = stub.add_guild("Harbour", bot_permissions=permission_bits("view_channel", "send_messages"))
        general = guild.add_text_channel("general")
        async with running(stub) as bot:
            with pytest.raises(discord.HTTPException):
                await bot.http.request(Route("GET", "/nowhere"))
            await text_channel(bot, general).send("x")
        assert stub.violations == []
