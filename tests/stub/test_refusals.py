"""The requests that the local Discord refuses, as Discord does."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest
from discord.http import Route

from tests.discord_stub import (
    Channel,
    DiscordStub,
    Guild,
    Person,
    StubMisuse,
)
from tests.stub.bare import Bare, text_channel

Act = Callable[[discord.TextChannel], Awaitable[object]]


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


async def test_the_largest_allowed_components_and_embeds_are_accepted(bot: Bare, general: Channel) -> None:
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
    ("embed_links", 50013, lambda c: c.send(embed=discord.Embed(title="t"))),
    ("attach_files", 50013, lambda c: c.send(file=discord.File(io.BytesIO(b"x"), "x"))),
    ("read_message_history", 160002, lambda c: c.send("x", reference=_last(c))),
    ("read_message_history", 50001, lambda c: c.fetch_message(_last(c).id)),
    ("add_reactions", 50013, lambda c: _last(c).add_reaction("✅")),
    ("manage_messages", 50013, lambda c: _last(c).delete()),
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


async def test_the_name_of_a_member_in_a_server_changes_and_is_their_own_again(
    stub: DiscordStub, bot: Bare, guild: Guild
) -> None:
    for nick in ("Harbour master", None):
        guild.set_nick(stub.bot, nick)
        await stub.settled()
        known = bot.get_guild(guild.id)
        assert known is not None
        assert known.me.display_name == (nick or stub.bot.name)


async def test_a_member_in_a_time_out_sees_and_reads_and_does_nothing_else_until_it_ends(
    stub: DiscordStub, bot: Bare, guild: Guild, ada: Person, general: Channel
) -> None:
    channel, me = text_channel(bot, general), text_channel(bot, general).guild.me
    asked = await ada.says(general, "hm")
    for who in (stub.bot, ada):
        guild.times_out(who, 600)
    await stub.settled()
    assert me.is_timed_out()
    with pytest.raises(discord.Forbidden):
        await channel.send("hm")
    assert await channel.fetch_message(asked.id)
    with pytest.raises(StubMisuse, match="may not send messages"):
        await ada.says(general, "hm")
    with pytest.raises(StubMisuse, match="may not use applications"):
        await ada.slash(general, "ask", question="hm")
    stub.clock.advance(601)
    await channel.send("hm")
    await ada.says(general, "hm")
