"""Helpers for commands: where they are available, who may see their replies, and autocomplete for their options."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.conversation.wordings import discord_wording
from bot.conversation.wordings.discord_wording import NEEDS_MANAGE_SERVER
from bot.discord_app import errors
from bot.discord_app.delivery import PATIENCE, Outgoing
from bot.discord_app.errors import explain
from bot.discord_app.library import Library
from bot.discord_app.markup import CHOICE, CHOICES, clip
from bot.discord_app.permissions import manages
from bot.discord_app.places import place_of
from bot.discord_app.recipients import ToInteraction
from bot.discord_app.replies import Replies
from bot.discord_app.requests import Managing
from bot.discord_app.served import Served
from bot.errors import StoreError

CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
INSTALLS = app_commands.AppInstallationType(guild=True, user=True)

_Command = TypeVar("_Command", bound="app_commands.Command[Any, ..., Any]")


def anywhere(command: _Command) -> _Command:
    """Make a command available everywhere, including servers without the bot."""
    command.allowed_contexts, command.allowed_installs = CONTEXTS, INSTALLS
    return command


Show = Callable[[], Awaitable[Outgoing]]


async def serve_allowed(
    replies: Replies,
    interaction: discord.Interaction[Any],
    show: Show,
    may: Callable[[], Awaitable[bool]],
    refusal: str,
) -> None:
    """Show a private reply if the person `may` see it; otherwise tell them that they may not."""

    async def allowed() -> Outgoing:
        try:
            return await show() if await may() else Outgoing(refusal, private=True)
        except StoreError as error:
            return Outgoing(explain(error), private=True)

    await replies.serve(ToInteraction(interaction, private=True), Managing(allowed))


async def serve_manager(replies: Replies, interaction: discord.Interaction[Any], show: Show) -> None:
    """Show a private reply if the person manages the server."""

    async def may() -> bool:
        return manages(interaction)

    await serve_allowed(replies, interaction, show, may, NEEDS_MANAGE_SERVER)


WHICH = "Which article, if not the one that is asked here"


def suggested(
    current: str, where: str, suggest: Callable[[str], Iterable[tuple[str, str]]]
) -> list[app_commands.Choice[str]]:
    """The suggestions for what was typed, as names and values. Only the beginning of the text counts, since suggestions
    are short. If `suggest` fails, the only suggestion says so and has the typed text as its value."""
    typed = current[:CHOICE]
    try:
        return [app_commands.Choice(name=name, value=value) for name, value in suggest(typed)]
    except Exception as error:
        line = discord_wording.went_wrong(errors.record(error, where))
        return [app_commands.Choice(name=clip(line, CHOICE), value=typed or "?")]


async def meant_by(library: Library, interaction: discord.Interaction[Any]) -> Served | None:
    """The article that somebody types a command about; None while it is loading, to be ready for the next letter."""
    name, place = getattr(interaction.namespace, "article", None), place_of(interaction)
    article_id = library.titles.find(name) if name else library.here(place, interaction.user.id)
    with suppress(TimeoutError):
        return (
            await asyncio.wait_for(library.serve(article_id, place.guild), PATIENCE) if article_id is not None else None
        )
    return None


def offer_articles(library: Library, *of: app_commands.Command[Any, ..., None]) -> None:
    """Suggest articles for the option `article` of these commands, or remove the option if there is only one
    article."""

    def articles(typed: str) -> list[tuple[str, str]]:
        usable = library.articles.usable
        ids = [each for each in library.titles.ranked(typed, len(usable)) if each in usable]
        return [(clip(library.articles.titles[each], CHOICE), each) for each in ids[:CHOICES]]

    async def suggest(_: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        return suggested(current, "suggestions of articles", articles)

    for command in of:
        # discord.py reads a command's options when the class is created, before the articles are known.
        options: dict[str, Any] = command._params  # pyright: ignore[reportPrivateUsage]
        option = options.pop("article")
        if library.several:
            options["article"] = replace(option, description=WHICH)
            command.autocomplete("article")(suggest)
