"""What the curators' controls have in common: where they are used, and how what they make is shown."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from discord import Interaction

from bot.discord_app.delivery import Outgoing, patiently, tell_privately, turn_page
from bot.discord_app.errors import told
from bot.errors import FootnoteError


async def show(interaction: Interaction[Any], making: Awaitable[Outgoing]) -> None:
    """Change the message with the control to what is made, or tell in private why it cannot be."""
    try:
        reply = await patiently(interaction, making)
    except FootnoteError as error:
        await tell_privately(interaction, told(error))
        return
    await turn_page(interaction, reply.parts(embeds=True))


def guild_of(interaction: Interaction[Any]) -> int:
    """The id of the server, in which alone these controls are."""
    return interaction.guild_id or 0
