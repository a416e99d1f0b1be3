"""Autocomplete for command options."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.conversation.wordings import discord_wording
from bot.discord_app import errors
from bot.discord_app.delivery import PATIENCE
from bot.discord_app.library import Library, Served
from bot.discord_app.markup import CHOICE, CHOICES, clip
from bot.discord_app.places import place_of

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
        return await asyncio.wait_for(library.of(article_id, place.guild), PATIENCE) if article_id is not None else None
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
