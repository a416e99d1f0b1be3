"""Sends, changes and deletes messages. Retries requests where a repetition does no harm."""

from __future__ import annotations

import asyncio
import contextlib
import io
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

import aiohttp
import discord
from discord.ui import Button

from bot.conversation.wordings import discord_wording
from bot.discord_app import components, errors
from bot.discord_app.errors import TROUBLE
from bot.discord_app.markup import escape
from bot.discord_app.page import Page
from bot.discord_app.picture import Picture

_T = TypeVar("_T")

ARCHIVED = 50083
"""Discord's error code for a change in an archived thread."""

UNAVAILABLE, PAUSE = 503, 0.5
"""The status that Discord's proxies answer for a moment, after which discord.py does not try again as it does after
others, and the seconds until we do."""

PATIENCE = 1.0
"""Seconds after which an interaction is acknowledged, to be answered later. Discord allows three for the first
response, including the time on the way."""


@dataclass(frozen=True)
class Outgoing:
    """A message to send: a page with its controls, or a line instead.

    part     of a page that is longer than a message, counted from 1
    passage  the passage that it gives: the tag of the article and the passage's key
    private  only the asker is to see it, if the channel allows that
    fixed    an edit of the question does not change it, as for a request to wait
    plain    text without an embed
    picture  shown beside it in the response to an interaction
    turn     makes the button to another part of the page from its number and label, if the page has no address
    """

    said: Page | str
    view: discord.ui.View | None = None
    part: int = 1
    passage: str | None = None
    private: bool = False
    fixed: bool = False
    plain: bool = False
    picture: Picture | None = None
    turn: Callable[[int, str], Button[Any]] | None = None

    def around(self, before: Iterable[str], after: Iterable[str]) -> Outgoing:
        """The same with plain lines before and after the page."""
        return replace(self, said=self.said.around(before, after)) if isinstance(self.said, Page) else self

    def as_in(self, text: str, numbers: str) -> Outgoing:
        """The same with the lines that surround its answers in the message `text`, as in `Page.as_in`."""
        return replace(self, said=self.said.as_in(text, numbers)) if isinstance(self.said, Page) else self

    def noting(self, line: str) -> Outgoing:
        said = self.said
        return replace(self, said=said.noting(line) if isinstance(said, Page) else f"{said}\n-# {line}")

    def parts(self, *, embeds: bool) -> dict[str, Any]:
        """The arguments for sending or editing a message."""
        embeds = embeds and not self.plain
        if isinstance(self.said, str):
            return {"content": self.said, "embed": None, "view": self.view}
        parts, address, view = self.said.parts(embeds=embeds), self.said.address, self.view
        part = min(max(1, self.part), len(parts))
        turn = partial(components.turn_button, address) if address is not None else self.turn
        if len(parts) > 1 and view is not None and turn is not None:
            following = part % len(parts) + 1
            view = components.view(*view.children, turn(following, discord_wording.part_of(following, len(parts))))
        picture = {"picture": self.picture} if self.picture is not None else {}
        return {**parts[part - 1], "view": view, **picture}


async def insist(send: Callable[[], Awaitable[_T]]) -> _T | None:
    """Make a request that may safely be repeated: a response to an interaction, a change of a message, a message with a
    nonce. It is retried once if the connection is lost or Discord is unavailable. If the first attempt did arrive,
    Discord refuses the second or does nothing."""
    try:
        return await send()
    except (aiohttp.ClientError, OSError):
        pass
    except discord.DiscordServerError as error:
        if error.status != UNAVAILABLE:
            raise
        await asyncio.sleep(PAUSE)
    try:
        return await send()
    except discord.HTTPException as error:
        if not errors.is_gone(error):
            raise
        return None


async def patiently(interaction: discord.Interaction[Any], work: Awaitable[_T], *, private: bool = False) -> _T:
    """The result of some work. If it takes long, the interaction is acknowledged meanwhile, so that a later `respond`
    or `turn_page` is in time."""
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({task}, timeout=PATIENCE)
    if not done:
        try:
            await insist(lambda: interaction.response.defer(ephemeral=private))
        except BaseException:
            # The caller is gone, and asyncio would log the error with its text.
            task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
            raise
    return await task


async def respond(interaction: discord.Interaction[Any], parts: dict[str, Any], *, private: bool) -> None:
    """Respond to an interaction with a new message. After an acknowledgement, the message is as private as that was."""
    parts, response = without_nones(parts), interaction.response
    if not response.is_done():
        await insist(lambda: response.send_message(**_with_files("files", parts), ephemeral=private))
    elif response.type is discord.InteractionResponseType.deferred_channel_message:
        await insist(lambda: interaction.edit_original_response(**_with_files("attachments", parts)))
    else:
        # No retry: Discord would show a second message.
        await interaction.followup.send(**_with_files("files", parts), ephemeral=private)


async def turn_page(interaction: discord.Interaction[Any], parts: dict[str, Any]) -> None:
    """Change the message whose control was used. A `picture` of None removes the present one."""
    if interaction.response.is_done():
        await insist(lambda: interaction.edit_original_response(**_with_files("attachments", parts)))
    else:
        await insist(lambda: interaction.response.edit_message(**_with_files("attachments", parts)))


async def apologise(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the person behind an interaction, in private, that it failed."""
    if errors.is_gone(error):
        return
    command = interaction.command
    where = f"/{command.qualified_name}" if command else f"a {interaction.type.name}"
    line = discord_wording.went_wrong(errors.record(error, where))
    with contextlib.suppress(*TROUBLE):
        if interaction.response.is_done():
            await interaction.followup.send(line, ephemeral=True)
        else:
            await interaction.response.send_message(line, ephemeral=True)


async def tell_privately(interaction: discord.Interaction[Any], line: str) -> None:
    await respond(interaction, {"content": escape(line)}, private=True)


async def change(message: discord.PartialMessage, parts: dict[str, Any]) -> discord.Message | None:
    """Edit a message, also in a thread that was archived meanwhile. Returns the edited message if Discord returned
    it."""
    try:
        return await insist(lambda: message.edit(**parts))
    except discord.HTTPException as error:
        if error.code != ARCHIVED or not isinstance(message.channel, discord.Thread):
            raise
        await message.channel.edit(archived=False)
        return await message.edit(**parts)


async def delete(message: discord.PartialMessage) -> None:
    """Delete a message if it still exists."""
    try:
        await insist(message.delete)
    except discord.HTTPException as error:
        if not errors.is_gone(error):  # a purge deletes answers together with questions
            raise


def without_nones(parts: dict[str, Any]) -> dict[str, Any]:
    """The arguments that are not None: a new message has nothing to remove."""
    return {name: value for name, value in parts.items() if value is not None}


def _with_files(name: str, parts: dict[str, Any]) -> dict[str, Any]:
    """Arguments with the picture as a file of this name. The file is created for each attempt, since it can be read
    only once."""
    if "picture" not in parts:
        return parts
    picture: Picture | None = parts["picture"]
    rest = {each: value for each, value in parts.items() if each != "picture"}
    if picture is None:
        return {**rest, name: []}
    return {**rest, name: [discord.File(io.BytesIO(picture.content), picture.name, description=picture.description)]}


def as_partial(message: discord.Message) -> discord.PartialMessage:
    """A reference to a message without its content, which would stay in memory otherwise."""
    return discord.PartialMessage(channel=message.channel, id=message.id)  # pyright: ignore[reportArgumentType]
