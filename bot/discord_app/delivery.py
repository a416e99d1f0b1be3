"""Sending: the ways to a person, and trying again.

There are two ways: a reply to a message, and the response to an interaction. Both are used alike (`Recipient`), so that
a text command and a slash command cannot differ in what holds for them.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import aiohttp
import discord

from bot.conversation import wording
from bot.discord_app import components, errors
from bot.discord_app.components import Owner, Press
from bot.discord_app.errors import TROUBLE
from bot.discord_app.permissions import may_embed, may_speak, missing_permissions, permissions_in, permissions_of
from bot.discord_app.picture import Picture
from bot.discord_app.places import Place, place_of
from bot.discord_app.render import Page, escape

_log = logging.getLogger(__name__)

_T = TypeVar("_T")

NOBODY = Owner(0)

_ARCHIVED = 50083
"""Discord's error code for a change in an archived thread."""

PATIENCE = 1.0
"""Seconds after which an interaction is acknowledged, to be answered later. Discord gives it three for the first
response, part of which is spent on the way."""


@dataclass(frozen=True)
class Reply:
    """What is said: a page with its controls, or a line in its place.

    owner     whose the controls are
    part      of a page that is longer than a message may be, counted from 1
    passage   which passage it gives: the tag of the article and the passage's key
    private   whether only the asker is to see it, where the way to the asker allows that
    fixed     whether an edit of the question leaves it as it is
    plain     whether it is text without an embed
    picture   what is shown beside it, in the response to an interaction
    """

    said: Page | str
    view: discord.ui.View | None = None
    owner: Owner = NOBODY
    part: int = 1
    passage: str | None = None
    private: bool = False
    fixed: bool = False
    plain: bool = False
    picture: Picture | None = None

    def parts(self, *, embeds: bool) -> dict[str, Any]:
        """Arguments for sending or editing a message."""
        embeds = embeds and not self.plain
        if isinstance(self.said, str):
            return {"content": self.said, "embed": None, "view": self.view}
        count = len(self.said.bodies(embeds=embeds))
        part = min(self.part, count)
        if count > 1 and self.view is not None and self.said.address is not None:
            action, payload = self.said.address
            components.turn(self.view, Press(action, self.owner, payload, part), count)
        picture = {"picture": self.picture} if self.picture is not None else {}
        return {**self.said.parts(embeds=embeds, part=part), "view": self.view, **picture}


class Recipient(Protocol):
    """Somebody who is to be answered, in one of the two ways."""

    id: int
    """Of the message or the interaction."""
    person: int
    channel: int
    place: Place
    private: bool
    """Whether nobody else sees what is said."""
    whispers: bool
    """Whether a line can be said to the person alone, and has to be said."""
    publishes: bool
    """Whether a private answer is offered to be shown to everyone."""

    def lacking(self) -> list[str]:
        """The permissions, by the names that Discord's settings have, without which nothing can be sent."""
        ...

    async def tell_lacking(self, lacking: list[str]) -> None:
        """Tell the person what lacks."""
        ...

    async def wait_for(self, work: Awaitable[_T], *, private: bool = False) -> _T:
        """What a piece of work gives that may take seconds. `private` is whether only the asker will see what is said
        then."""
        ...

    async def send(self, reply: Reply) -> discord.PartialMessage | None:
        """Say it. Returns where it stands, if an edit or a deletion of the question can concern it."""
        ...

    async def nod(self) -> None:
        """Acknowledge thanks without a word, where that is possible."""
        ...

    async def apologise(self, error: BaseException) -> None:
        """Tell the person and the log that answering failed."""
        ...


class ToMessage:
    """A reply to a message, without a ping."""

    private = whispers = publishes = False

    def __init__(self, message: discord.Message) -> None:
        self.message = message
        self.id, self.person, self.channel = message.id, message.author.id, message.channel.id
        self.place = place_of(message)

    def lacking(self) -> list[str]:
        """None in a direct message."""
        return missing_permissions(self.message.channel, self.message.guild.me) if self.message.guild else []

    async def tell_lacking(self, lacking: list[str]) -> None:
        """Directly."""
        _log.info("cannot answer in a channel: lacking %s", ", ".join(lacking))
        where = f"<#{self.channel}>"  # shown as the channel's name, whatever somebody put into that
        with contextlib.suppress(*TROUBLE):
            await self.message.author.send(wording.may_not(lacking, where))

    async def wait_for(self, work: Awaitable[_T], *, private: bool = False) -> _T:
        """A message may be answered at any time."""
        return await work

    @property
    def embeds(self) -> bool:
        """Whether a reply may have an embed: neither the bot nor the author may lack the permission."""
        message = self.message
        theirs = permissions_in(message.channel, message.author) if isinstance(message.author, discord.Member) else None
        return permissions_of(message).embed_links and (theirs is None or theirs.embed_links)

    async def send(self, reply: Reply) -> discord.PartialMessage | None:
        """Reply. The nonce keeps Discord from showing the same twice."""
        parts = given(reply.parts(embeds=self.embeds))
        nonce = str(self.id)
        sent = await insist(lambda: self.message.reply(**parts, mention_author=False, nonce=nonce))
        return only_where(sent) if sent is not None else None

    async def nod(self) -> None:
        """With a reaction, if the bot happens to have the permission; it asks for none."""
        if permissions_of(self.message).add_reactions:
            with contextlib.suppress(*TROUBLE):
                await self.message.add_reaction("👍")

    async def apologise(self, error: BaseException) -> None:
        """In the channel; directly if it is a permission that lacks."""
        if errors.is_gone(error):
            return
        line = wording.went_wrong(errors.record(error, "a message"))
        if isinstance(error, discord.Forbidden):
            return  # for a reason that is not known, which holds for this line too
        with contextlib.suppress(*TROUBLE):
            # The answer's nonce: if only the news of its arrival was lost, Discord takes this for the same message.
            await self.message.reply(line, mention_author=False, nonce=str(self.id))


class ToInteraction:
    """The response to a slash command or a menu; asked for in `private`, or seen by all."""

    whispers = True

    def __init__(
        self, interaction: discord.Interaction[Any], *, private: bool = False, publishes: bool = False
    ) -> None:
        self.interaction = interaction
        self.id, self.person, self.channel = interaction.id, interaction.user.id, interaction.channel_id or 0
        self.place = place_of(interaction)
        private = private or not may_speak(interaction)
        self.private, self.publishes = private, publishes

    def lacking(self) -> list[str]:
        """None: a response needs no permission of the bot."""
        return []

    async def tell_lacking(self, lacking: list[str]) -> None:
        """Nothing ever lacks."""

    async def wait_for(self, work: Awaitable[_T], *, private: bool = False) -> _T:
        """An interaction is acknowledged in time."""
        return await patiently(self.interaction, work, private=self.private or private)

    async def send(self, reply: Reply) -> None:
        """Respond."""
        private = self.private or reply.private
        await respond(self.interaction, reply.parts(embeds=private or may_embed(self.interaction)), private=private)

    async def nod(self) -> None:
        """Nobody thanks by a command."""

    async def apologise(self, error: BaseException) -> None:
        """In private."""
        await apologise(self.interaction, error)


class ToEveryone(ToInteraction):
    """The message that a button puts beside a private answer, for all to see. `unused` are the controls under that
    answer while it was not yet shown."""

    def __init__(self, interaction: discord.Interaction[Any], unused: discord.ui.View | None) -> None:
        super().__init__(interaction)
        self._unused = unused

    async def send(self, reply: Reply) -> None:
        """Take the button away and show the answer; give it back if that fails."""
        if isinstance(reply.said, str):
            await tell_privately(self.interaction, reply.said)
            return
        # The button goes first: it can be pressed twice before an answer arrives.
        await turn_page(self.interaction, {"view": reply.view})
        parts = given(reply.parts(embeds=may_embed(self.interaction)))
        try:
            # Not insisted on: Discord would show a second attempt beside the first.
            await self.interaction.followup.send(**parts)
        except Exception:
            await insist(lambda: self.interaction.edit_original_response(view=self._unused))
            raise


async def insist(send: Callable[[], Awaitable[_T]]) -> _T | None:
    """Make one request that does no harm twice: a response to an interaction, a change of a message, a message with a
    nonce. A connection lost on the way is tried once more; if the first attempt did arrive, Discord refuses the second
    or does nothing, and all is well."""
    try:
        return await send()
    except (aiohttp.ClientError, OSError):
        try:
            return await send()
        except discord.HTTPException as error:
            if not errors.is_gone(error):
                raise
            return None


async def patiently(interaction: discord.Interaction[Any], work: Awaitable[_T], *, private: bool = False) -> _T:
    """What a piece of work gives. If it takes long, the interaction is acknowledged meanwhile, and what `respond` or
    `turn_page` say later is still in time."""
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({task}, timeout=PATIENCE)
    if not done:
        await insist(lambda: interaction.response.defer(ephemeral=private))
    return await task


async def respond(interaction: discord.Interaction[Any], parts: dict[str, Any], *, private: bool) -> None:
    """Say something to an interaction, beside the message in which a control was used. What was acknowledged before is
    as private as was said then."""
    parts, response = given(parts), interaction.response
    if not response.is_done():
        await insist(lambda: response.send_message(**_with_files("files", parts), ephemeral=private))
    elif response.type is discord.InteractionResponseType.deferred_channel_message:
        await insist(lambda: interaction.edit_original_response(**_with_files("attachments", parts)))
    else:
        # Not insisted on: Discord would show a second attempt beside the first.
        await interaction.followup.send(**_with_files("files", parts), ephemeral=private)


async def turn_page(interaction: discord.Interaction[Any], parts: dict[str, Any]) -> None:
    """Change the message in which a control was used. A `picture` of None takes the one away that is there."""
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
    line = wording.went_wrong(errors.record(error, where))
    with contextlib.suppress(*TROUBLE):
        if interaction.response.is_done():
            await interaction.followup.send(line, ephemeral=True)
        else:
            await interaction.response.send_message(line, ephemeral=True)


async def tell_privately(interaction: discord.Interaction[Any], line: str) -> None:
    """Respond to an interaction with a line that only the person behind it sees."""
    await respond(interaction, {"content": escape(line)}, private=True)


async def change(message: discord.PartialMessage, parts: dict[str, Any]) -> None:
    """Change a message; in a thread that was archived meanwhile, too."""
    try:
        await insist(lambda: message.edit(**parts))
    except discord.HTTPException as error:
        if error.code != _ARCHIVED or not isinstance(message.channel, discord.Thread):
            raise
        await message.channel.edit(archived=False)
        await message.edit(**parts)


async def delete(message: discord.PartialMessage) -> None:
    """Delete a message, if it is still there."""
    try:
        await insist(message.delete)
    except discord.HTTPException as error:
        if not errors.is_gone(error):  # a moderator who purges a channel takes answers and questions at once
            raise


def given(parts: dict[str, Any]) -> dict[str, Any]:
    """Those arguments that say something: what is sent anew has nothing to be taken away."""
    return {name: value for name, value in parts.items() if value is not None}


def _with_files(name: str, parts: dict[str, Any]) -> dict[str, Any]:
    """Arguments with the picture as a file, under this name. It is made anew for each attempt: it is read only once."""
    if "picture" not in parts:
        return parts
    picture: Picture | None = parts["picture"]
    rest = {each: value for each, value in parts.items() if each != "picture"}
    if picture is None:
        return {**rest, name: []}
    return {**rest, name: [discord.File(io.BytesIO(picture.content), picture.name, description=picture.description)]}


def only_where(message: discord.Message) -> discord.PartialMessage:
    """Where a message is and no more: the whole message would be kept alive otherwise."""
    return discord.PartialMessage(channel=message.channel, id=message.id)  # pyright: ignore[reportArgumentType]
