"""A bare discord.py bot for testing the local Discord."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.discord_stub import Channel, DiscordStub

Handler = Callable[[discord.Message], Awaitable[None]]
Answer = Callable[[discord.Interaction[Any]], Awaitable[None]]


class Bare(commands.AutoShardedBot):
    """A bot that answers "echo ..." and has one command of each kind."""

    def __init__(self, **options: Any) -> None:
        intents = options.pop("intents", None) or discord.Intents.all()
        intents.members = intents.presences = False
        super().__init__("!", intents=intents, guild_ready_timeout=0, max_messages=100, **options)
        self.seen: list[discord.Message] = []
        self.events: list[str] = []
        self.handler: Handler | None = None
        self.forms: list[Callable[[], discord.ui.Modal]] = []
        """The last makes the form with which `/ask form` is answered."""
        self.answers: list[Answer] = []
        """The next answers `/ask answer`."""

    async def setup_hook(self) -> None:
        for command in COMMANDS:
            self.tree.add_command(command)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Without the five seconds that Discord wants between identifies."""

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        self.events.append(event_name)
        super().dispatch(event_name, *args, **kwargs)

    async def on_message(self, message: discord.Message, /) -> None:
        if message.author == self.user:
            return
        self.seen.append(message)
        if self.handler is not None:
            await self.handler(message)
        elif message.content.startswith("echo "):
            await message.reply(message.content, mention_author=False)


@app_commands.command(description="Asks.")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def ask(interaction: discord.Interaction[Bare], question: str, private: bool = False) -> None:
    """Answer in the way that the question names."""
    if question == "defer":
        await interaction.response.defer(ephemeral=private)
        await interaction.followup.send("later")
        await interaction.followup.send("and more")
    elif question == "think":
        await interaction.response.defer(ephemeral=private)
        await interaction.edit_original_response(content="thought")
    elif question == "form":
        await interaction.response.send_modal(interaction.client.forms[-1]())
    elif question == "answer":
        await interaction.client.answers.pop(0)(interaction)
    elif question != "silence":
        await interaction.response.send_message(question, view=Buttons(), ephemeral=private)


@ask.autocomplete("question")
async def complete(interaction: discord.Interaction[Bare], current: str) -> list[app_commands.Choice[str]]:
    """Suggest as many choices as the text asks for, of the length that it asks for."""
    count, _, length = current.partition("x")
    return [
        app_commands.Choice(name=f"{index}".rjust(int(length or 3), "-"), value=str(index))
        for index in range(int(count or 2))
    ]


settings = app_commands.Group(name="settings", description="Settings.")
channels = app_commands.Group(name="channel", description="Channels.", parent=settings)


@channels.command(name="add", description="Adds.")
async def add(
    interaction: discord.Interaction[Bare],
    name: str,
    level: app_commands.Range[int, 1, 9] = 1,
) -> None:
    """Name what was given."""
    await interaction.response.send_message(f"{name} {level}")


@app_commands.context_menu(name="Find it")
async def find(interaction: discord.Interaction[Bare], message: discord.Message) -> None:
    """Quote the message."""
    await interaction.response.send_message(f"found {message.content}", ephemeral=True)


COMMANDS: list[Any] = [ask, settings, find]


class Buttons(discord.ui.View):
    """Buttons and a menu."""

    @discord.ui.button(label="Next", custom_id="next")
    async def forward(self, interaction: discord.Interaction[Bare], button: discord.ui.Button[Buttons]) -> None:
        button.disabled = True
        await interaction.response.edit_message(content="second", view=self)

    @discord.ui.button(label="Tell me", custom_id="tell")
    async def tell(self, interaction: discord.Interaction[Bare], _: discord.ui.Button[Buttons]) -> None:
        await interaction.response.send_message("not yours", ephemeral=True)

    @discord.ui.select(
        custom_id="topic",
        options=[discord.SelectOption(label="One", value="1"), discord.SelectOption(label="Two")],
    )
    async def choose(self, interaction: discord.Interaction[Bare], menu: discord.ui.Select[Buttons]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content=f"chose {menu.values[0]}", view=None)


@contextlib.asynccontextmanager
async def running(stub: DiscordStub, bot: Bare | None = None) -> AsyncGenerator[Bare]:
    """A bot in front of the stub, from ready to closed."""
    Route.BASE = stub.api_url
    # discord.py forgets the gateway that it was told after an invalid session.
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(stub.gateway_url)
    bot = bot or Bare()
    async with bot:
        life = asyncio.create_task(bot.start(stub.token))
        ready = asyncio.create_task(bot.wait_until_ready())
        await asyncio.wait((life, ready), return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if life.done():
            await life
        # With guild_ready_timeout=0 on_ready may come before the guilds are read.
        await stub.settled()
        try:
            yield bot
        finally:
            await bot.close()
            await asyncio.gather(life, return_exceptions=True)


def text_channel(bot: Bare, channel: Channel) -> discord.TextChannel:
    """The bot's view of a channel."""
    found = bot.get_channel(channel.id)
    assert isinstance(found, discord.TextChannel)
    return found
