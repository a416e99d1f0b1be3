"""What the curators' controls have in common: where they are used, and how what they make is shown."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from discord import Interaction

from bot.discord_app.delivery import Outgoing, patiently, tell_privately, turn_page
from bot.discord_app.errors import told
from bot.discord_app.library import Library, Served
from bot.discord_app.tags import tag_of
from bot.errors import FootnoteError


async def show(interaction: Interaction[Any], making: Awaitable[Outgoing]) -> None:
    """Change the message with the control to what is made, or tell in private why it cannot be."""
    try:
        reply = await patiently(interaction, making)
    except FootnoteError as error:
        await tell_privately(interaction, told(error))
        return
    await turn_page(interaction, reply.parts(embeds=True))


async def served_by_tag(library: Library, tag: str, guild: int | None) -> Served | None:
    """What serves the article of a tag in a server; None where that article is not there."""
    article_id = library.tagged(tag)
    return await library.of(article_id, guild) if article_id is not None else None


async def served_by_id(library: Library, article_id: str, guild: int | None) -> Served | None:
    """The same of an article that may have been there once."""
    return await served_by_tag(library, tag_of(article_id), guild)


def guild_of(interaction: Interaction[Any]) -> int:
    """The id of the server, in which alone these controls are."""
    return interaction.guild_id or 0
