"""Helpers for commands: who may see their replies, and autocomplete for their options."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import discord
from discord import app_commands

from bot.conversation.wordings import discord_wording
from bot.conversation.wordings.discord_wording import NEEDS_MANAGE_SERVER
from bot.discord_app import errors
from bot.discord_app.delivery import Outgoing
from bot.discord_app.errors import explain
from bot.discord_app.markup import CHOICE, clip
from bot.discord_app.permissions import manages
from bot.discord_app.recipients import ToInteraction
from bot.discord_app.replies import Replies
from bot.discord_app.requests import Managing
from bot.errors import StoreError

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
