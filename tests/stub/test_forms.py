"""Forms, menus of channels, and files, with a bare bot of the real discord.py."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, cast

import discord
import pytest
from discord import ui

from tests.discord_stub import (
    Channel,
    DiscordStub,
    Guild,
    Interaction,
    Json,
    Message,
    NothingHappened,
    Person,
    ResponseType,
    StubMisuse,
)
from tests.stub.bare import Bare, text_channel

Use = discord.Interaction[Any]


class Settings(ui.Modal, title="Settings"):
    """A form with a field of each kind that a person can fill in."""

    note = ui.Label[Any](
        text="Note", component=ui.TextInput[Any](custom_id="note", default="as it was", min_length=2, max_length=20)
    )
    mode = ui.Label[Any](
        text="Mode",
        component=ui.Select[Any](
            custom_id="mode",
            options=[discord.SelectOption(label=word, value=word.lower()) for word in ("Off", "Asked")],
        ),
    )

    async def on_submit(self, interaction: Use) -> None:
        note, mode = (cast(Any, label.component) for label in (self.note, self.mode))
        said = f"{note.value}|{mode.values}"
        if interaction.message is not None:
            await interaction.response.edit_message(content=said, view=None)
        else:
            await interaction.response.send_message(said, ephemeral=True)


class Changing(ui.Modal, title="Changing"):
    """A form that changes the message from which it was opened."""

    name = ui.Label[Any](text="Name", component=ui.TextInput[Any](custom_id="name", required=False))

    async def on_submit(self, interaction: Use) -> None:
        await interaction.response.edit_message(content="changed")


class Menus(ui.View):
    """A menu whose options are not listed, and a button that opens a form."""

    @ui.select(cls=ui.ChannelSelect, custom_id="channels", channel_types=[discord.ChannelType.text], max_values=2)
    async def channels(self, interaction: Use, menu: Any) -> None:
        shown = " ".join(f"{each.name}:{each.permissions.send_messages}" for each in menu.values)
        await interaction.response.edit_message(content=shown)

    @ui.button(label="Form", custom_id="form")
    async def form(self, interaction: Use, _: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Settings())


async def shown(stub: DiscordStub, bot: Bare, channel: Channel, view: ui.View) -> Message:
    """A message of the bot with this view."""
    sent = await text_channel(bot, channel).send("Pick.", view=view)
    return channel.messages[sent.id]


async def opened(bot: Bare, ada: Person, general: Channel, form: Callable[[], ui.Modal]) -> Interaction:
    """The use of a command that opens a form."""
    bot.forms.append(form)
    used = await ada.slash(general, "ask", question="form")
    await used.responded()
    return used


async def refused(stub: DiscordStub, used: Interaction) -> int:
    """The code with which the bot's response was refused."""
    with pytest.raises(NothingHappened):
        await used.responded(within=0.05)
    request = (await stub.wait_for(stub.requests.failed))[-1]
    stub.violations.clear()
    assert request.error is not None
    return int(request.error["code"])


# Forms


async def test_a_form_is_filled_in_with_texts_and_choices(bot: Bare, ada: Person, general: Channel) -> None:
    used = await opened(bot, ada, general, Settings)
    response = await used.responded()
    assert response.type is ResponseType.MODAL
    assert [field["label"] for field in response.fields.values()] == ["Note", "Mode"]
    answer = await (await ada.submits(used, note="kept", mode="asked")).answered()
    assert (answer.content, answer.ephemeral) == ("kept|['asked']", True)


async def test_fields_that_are_not_filled_in_keep_their_values(bot: Bare, ada: Person, general: Channel) -> None:
    sent = await ada.submits(await opened(bot, ada, general, Settings), mode="off")
    assert (await sent.answered()).content == "as it was|['off']"


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({}, "'mode' takes 1 to 1 values, not 0"),
        ({"mode": "loud"}, "'mode' offers"),
        ({"mode": "off", "note": "x"}, "takes 2 to 20 characters"),
        ({"mode": "off", "note": " "}, "must be filled in"),
        ({"mode": "off", "other": "x"}, "no field 'other'"),
    ],
)
async def test_forms_that_nobody_could_send(
    bot: Bare, ada: Person, general: Channel, fields: dict[str, Any], complaint: str
) -> None:
    used = await opened(bot, ada, general, Settings)
    with pytest.raises(StubMisuse, match=complaint):
        await ada.submits(used, **fields)


async def test_a_form_is_for_the_person_to_whom_it_is_shown(
    bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    used = await opened(bot, ada, general, Settings)
    with pytest.raises(StubMisuse, match="shown to ada"):
        await guild.add_member("bob").submits(used, mode="off")
    guild.deny(ada, general, "view_channel")
    with pytest.raises(StubMisuse, match="may not use"):
        await ada.submits(used, mode="off")


async def test_a_form_that_a_button_opened_may_change_the_message_of_the_button(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel
) -> None:
    message = await shown(stub, bot, general, Menus())
    used = await ada.presses(message, "Form")
    await used.responded()
    sent = await ada.submits(used, mode="off")
    assert await sent.answered() is message
    assert message.content == "as it was|['off']"


async def test_a_form_that_a_command_opened_has_no_message_to_change(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel
) -> None:
    sent = await ada.submits(await opened(bot, ada, general, Changing))
    assert await refused(stub, sent) == 50035


def _text(**changes: Any) -> Json:
    return {"type": 4, "custom_id": "text", "style": 1} | changes


def _label(component: Json, **changes: Any) -> Json:
    return {"type": 18, "label": "Label", "component": component} | changes


def _menu(**changes: Any) -> Json:
    return {"type": 3, "custom_id": "menu", "options": [{"label": "One", "value": "1"}]} | changes


REFUSED_FORMS: dict[str, Json] = {
    "no title": {"title": ""},
    "title of 46": {"title": "t" * 46},
    "custom id of 101": {"custom_id": "c" * 101},
    "nothing in it": {"components": []},
    "six parts": {"components": [_label(_text(custom_id=str(number))) for number in range(6)]},
    "label of 46": {"components": [_label(_text(), label="l" * 46)]},
    "description of 101": {"components": [_label(_text(), description="d" * 101)]},
    "placeholder of 101": {"components": [_label(_text(placeholder="p" * 101))]},
    "value of 4001": {"components": [_label(_text(value="v" * 4001))]},
    "value longer than allowed": {"components": [_label(_text(value="vvv", max_length=2))]},
    "maximum of 4001": {"components": [_label(_text(max_length=4001))]},
    "minimum over maximum": {"components": [_label(_text(min_length=3, max_length=2))]},
    "field id of 101": {"components": [_label(_text(custom_id="c" * 101))]},
    "field id twice": {"components": [_label(_text()), _label(_text())]},
    "menu without options": {"components": [_label(_menu(options=[]))]},
    "menu that is disabled": {"components": [_label(_menu(disabled=True))]},
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED_FORMS)
async def test_refused_forms(stub: DiscordStub, bot: Bare, ada: Person, general: Channel, case: str) -> None:
    good: Json = {"title": "t", "custom_id": "c", "components": [_label(_text())]}

    class Form(ui.Modal, title="t"):
        def to_dict(self) -> Json:
            return good | REFUSED_FORMS[case]

    bot.forms.append(Form)
    assert await refused(stub, await ada.slash(general, "ask", question="form")) == 50035


# Menus


async def test_channels_are_picked_with_what_the_person_may_do_there(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    quiet = guild.add_text_channel("quiet")
    guild.deny(ada, quiet, "send_messages")
    message = await shown(stub, bot, general, Menus())
    picked = await ada.selects(message, values=[general, quiet], custom_id="channels")
    assert await picked.answered() is message
    assert message.content == "general:True quiet:False"


async def test_a_menu_does_not_offer_what_is_of_another_kind_or_unseen(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    hidden = guild.add_text_channel("hidden")
    guild.deny(ada, hidden, "view_channel")
    message = await shown(stub, bot, general, Menus())
    with pytest.raises(StubMisuse, match="does not see"):
        await ada.selects(message, hidden, custom_id="channels")
    with pytest.raises(StubMisuse, match="of the kind VOICE"):
        await ada.selects(message, guild.add_voice_channel("voice"), custom_id="channels")
    with pytest.raises(StubMisuse, match="does not offer"):
        await ada.selects(message, "general", custom_id="channels")
    with pytest.raises(StubMisuse, match="takes 1 to 2 values"):
        await ada.selects(message, custom_id="channels")


@pytest.mark.parametrize(
    "menu",
    [
        ui.ChannelSelect[Any](max_values=26),
        ui.ChannelSelect[Any](min_values=3, max_values=2),
        ui.ChannelSelect[Any](placeholder="p" * 151),
    ],
    ids=["26 values", "more needed than allowed", "placeholder of 151"],
)
async def test_refused_menus(stub: DiscordStub, bot: Bare, general: Channel, menu: ui.Item[Any]) -> None:
    view = ui.View()
    view.add_item(menu)
    with pytest.raises(discord.HTTPException) as error:
        await text_channel(bot, general).send("x", view=view)
    assert error.value.code == 50035
    stub.violations.clear()


# Files


async def test_files_keep_their_text_alternative(bot: Bare, general: Channel) -> None:
    picture = discord.File(io.BytesIO(b"\x89PNG"), "figures.png", description="Two lines that rise.")
    sent = await text_channel(bot, general).send(files=[picture, discord.File(io.BytesIO(b"1,2"), "figures.csv")])
    stored = general.messages[sent.id].attachments
    assert [(file.filename, file.description) for file in stored] == [
        ("figures.png", "Two lines that rise."),
        ("figures.csv", None),
    ]
    assert stored[0].content_type == "image/png"
    assert sent.attachments[0].description == "Two lines that rise."
    await sent.edit(attachments=sent.attachments[:1])
    assert [file.filename for file in general.messages[sent.id].attachments] == ["figures.png"]


async def test_files_of_an_answer_and_of_a_follow_up_have_theirs_too(bot: Bare, ada: Person, general: Channel) -> None:
    def file() -> discord.File:
        return discord.File(io.BytesIO(b"x"), "a.png", description="A picture.")

    async def answer(interaction: Use) -> None:
        await interaction.response.send_message(file=file(), ephemeral=True)
        await interaction.followup.send(file=file())

    async def later(interaction: Use) -> None:
        await interaction.response.defer(thinking=True)
        await interaction.edit_original_response(attachments=[file()])

    bot.answers += [answer, later]
    first = await ada.slash(general, "ask", question="answer")
    second = await ada.slash(general, "ask", question="answer")
    for message in (await first.answered(), await first.followed_up(), await second.answered()):
        assert [each.description for each in message.attachments] == ["A picture."]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([discord.File(io.BytesIO(b"x"), "a", description="d" * 1025)], 50035),
        ([discord.File(io.BytesIO(bytes(10 * 1024 * 1024 + 1)), "a")], 40005),
    ],
    ids=["a text alternative of 1025", "more than 10 MiB"],
)
async def test_refused_files(
    stub: DiscordStub, bot: Bare, general: Channel, files: list[discord.File], code: int
) -> None:
    with pytest.raises(discord.HTTPException) as error:
        await text_channel(bot, general).send(files=files)
    assert error.value.code == code
    stub.violations.clear()


# Private answers


async def test_a_private_answer_is_changed_within_its_fifteen_minutes_or_by_a_new_press(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel
) -> None:
    interactions: list[Use] = []

    class View(ui.View):
        @ui.button(label="Again", custom_id="again")
        async def again(self, interaction: Use, _: ui.Button[Any]) -> None:
            await interaction.response.edit_message(content="changed by a press")

    async def answer(interaction: Use) -> None:
        interactions.append(interaction)
        await interaction.response.send_message("private", view=View(), ephemeral=True)

    bot.answers.append(answer)
    message = await (await ada.slash(general, "ask", question="answer")).answered()
    await interactions[0].edit_original_response(content="changed in time")
    stub.clock.advance(15 * 60 + 1)
    for act in (
        lambda: interactions[0].edit_original_response(content="too late"),
        lambda: interactions[0].delete_original_response(),
    ):
        with pytest.raises(discord.HTTPException) as error:
            await act()
        assert (error.value.status, error.value.code) == (401, 50027)
    with pytest.raises(discord.NotFound):
        await text_channel(bot, general).get_partial_message(message.id).edit(content="by the channel")
    assert message.content == "changed in time"
    await (await ada.presses(message, "Again")).answered()
    assert message.content == "changed by a press"


# Threads that the bot starts


async def test_a_thread_that_starts_on_a_message_marks_it_and_refers_to_it(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel
) -> None:
    question = await ada.says(general, "why?")
    await stub.settled()
    thread = await bot.seen[-1].create_thread(name="why?")
    assert thread.id == question.id
    await thread.send("because")
    place = stub.world.channels[thread.id]
    assert [message.content for message in stub.said_in(place)] == ["because"]
    assert [message.type for message in place.messages.values()] == [21, 0]
    await stub.settled()
    await ada.says(place, "and why that?")
    await stub.settled()
    assert bot.seen[-1].channel == thread
    assert "raw_message_edit" in bot.events
    with pytest.raises(discord.HTTPException) as twice:
        await bot.seen[0].create_thread(name="again")
    assert twice.value.code == 160004
    await thread.edit(archived=True)
    assert place.archived


# Servers


async def test_a_bot_that_is_added_finds_the_system_channel_and_is_told_when_it_is_removed(
    stub: DiscordStub, bot: Bare, ada: Person
) -> None:
    other = stub.add_guild("Elsewhere", with_bot=False)
    lobby = other.add_text_channel("lobby")
    other.add_member(ada)
    other.set_system_channel(lobby)
    other.add_bot()
    await stub.settled()
    assert "guild_join" in bot.events
    known = bot.get_guild(other.id)
    assert known is not None
    assert known.system_channel is not None
    sent = await known.system_channel.send("Hello.", view=Menus())
    other.set_system_channel(None)
    await stub.settled()
    assert known.system_channel is None
    other.remove_bot()
    await stub.settled()
    assert bot.events.count("guild_remove") == 1
    with pytest.raises(StubMisuse, match="not installed"):
        await ada.presses(lobby.messages[sent.id], "Form")
    with pytest.raises(discord.Forbidden):
        await sent.edit(content="x")
    other.add_bot()
    await stub.settled()
    assert bot.events.count("guild_join") == 2


# People
