"""How answers are sent: as a reply to a message, or as the response to an interaction.

Both share the interface `Recipient`, so that the same rules apply to text commands and slash commands.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Awaitable
from typing import Any, TypeVar

import discord

from bot.conversation.wordings import discord_wording
from bot.discord_app import delivery, errors
from bot.discord_app.components import base62
from bot.discord_app.delivery import Outgoing
from bot.discord_app.errors import TROUBLE
from bot.discord_app.permissions import (
    may_embed,
    may_speak,
    missing_permissions,
    named,
    permissions_in,
    permissions_of,
    timed_out_until,
)
from bot.discord_app.places import place_of

_log = logging.getLogger(__name__)

_T = TypeVar("_T")


class Recipient:
    """Where a reply goes: to a message, or to an interaction."""

    private = False
    """Whether only the asker sees the reply."""
    whispers = False
    """Whether a line can be shown to the person alone. Discord then reports silence as a failure."""
    publishes = False
    """Whether a private answer gets a button that shows it to everyone."""
    again = False
    """Whether the message was edited since it was answered."""
    reacted = False
    """Whether thanks were acknowledged by a reaction."""

    def __init__(self, asked: discord.Message | discord.Interaction[Any], person: int, channel: int) -> None:
        self.id, self.person, self.channel, self.place = asked.id, person, channel, place_of(asked)
        self.where: object = asked.channel

    def lacking(self) -> list[str]:
        """The permissions missing for a reply, by their names in Discord's settings."""
        return []

    async def tell_lacking(self, lacking: list[str]) -> None:
        """Tell the person which permissions are missing."""

    async def wait_for(self, work: Awaitable[_T], *, private: bool = False) -> _T:
        """The result of work that may take seconds. `private` is whether only the asker will see the reply."""
        return await work

    async def send(self, reply: Outgoing) -> discord.PartialMessage | None:
        """Send the reply. Returns the message if later edits or deletions of the question concern it."""
        raise NotImplementedError

    async def react(self) -> None:
        """Acknowledge thanks without words, if possible."""

    async def apologise(self, error: BaseException) -> None:
        """Tell the person, and log, that answering failed."""
        raise NotImplementedError


class ToMessage(Recipient):
    """A reply to a message, without a ping. It may be sent at any time."""

    def __init__(self, message: discord.Message, *, again: bool = False) -> None:
        super().__init__(message, message.author.id, message.channel.id)
        self.message, self.again = message, again

    def lacking(self) -> list[str]:
        """None in a direct message."""
        return missing_permissions(self.message.channel, self.message.guild.me) if self.message.guild else []

    async def tell_lacking(self, lacking: list[str]) -> None:
        _log.info("cannot answer in a channel: lacking %s", ", ".join(lacking))
        where = f"<#{self.channel}>"  # a mention shows the name safely
        if until := timed_out_until(self.message.guild):
            line = discord_wording.timed_out(where, until)
        elif lacking == [named("manage_threads")]:
            line = discord_wording.locked(where)
        else:
            line = discord_wording.may_not(lacking, where)
        with contextlib.suppress(*TROUBLE):
            await self.message.author.send(line)

    @property
    def embeds(self) -> bool:
        """Whether a reply may have an embed: the bot and the author both need the permission."""
        message = self.message
        theirs = permissions_in(message.channel, message.author) if isinstance(message.author, discord.Member) else None
        return permissions_of(message).embed_links and (theirs is None or theirs.embed_links)

    @property
    def nonce(self) -> str:
        """Keeps Discord from posting the same message twice. A reply to an edited message is a different one."""
        edited_at = self.message.edited_at if self.again else None
        return f"{base62(self.id)}.{base62(int(edited_at.timestamp() * 1000))}" if edited_at else str(self.id)

    async def send(self, reply: Outgoing) -> discord.PartialMessage | None:
        parts = delivery.without_nones(reply.parts(embeds=self.embeds))
        sent = await delivery.insist(lambda: self.message.reply(**parts, mention_author=False, nonce=self.nonce))
        return await self._sent(sent, reply)

    async def _sent(self, sent: discord.Message | None, reply: Outgoing) -> discord.PartialMessage | None:
        """Where a reply stands that was just sent. What was said to the question before it was edited, and before the
        bot was started again, has the same nonce, and Discord gives that: it is changed."""
        edited_at = self.message.edited_at
        if sent is None:
            return None
        if edited_at is not None and sent.created_at < edited_at:
            await delivery.change(delivery.as_partial(sent), reply.parts(embeds=self.embeds))
        return delivery.as_partial(sent)

    async def react(self) -> None:
        """React, if the bot happens to have the permission."""
        if permissions_of(self.message).add_reactions:
            with contextlib.suppress(*TROUBLE):
                await self.message.add_reaction("👍")
                self.reacted = True

    async def apologise(self, error: BaseException) -> None:
        """Apologise in the channel, unless Discord forbade the answer, since it would forbid this too."""
        if errors.is_gone(error):
            return
        line = discord_wording.went_wrong(errors.record(error, "a message"))
        if isinstance(error, discord.Forbidden):
            return
        with contextlib.suppress(*TROUBLE):
            # With the answer's nonce: if the answer did arrive, Discord drops this as the same message.
            await self.message.reply(line, mention_author=False, nonce=str(self.id))


class ToInteraction(Recipient):
    """The response to a slash command or a menu, `private` or public. It needs no permission of the bot."""

    whispers = True

    def __init__(
        self, interaction: discord.Interaction[Any], *, private: bool = False, publishes: bool = False
    ) -> None:
        super().__init__(interaction, interaction.user.id, interaction.channel_id or 0)
        self.interaction = interaction
        self.private, self.publishes = private or not may_speak(interaction), publishes

    async def wait_for(self, work: Awaitable[_T], *, private: bool = False) -> _T:
        """Acknowledges the interaction in time."""
        return await delivery.patiently(self.interaction, work, private=self.private or private)

    async def send(self, reply: Outgoing) -> None:
        private = self.private or reply.private
        await delivery.respond(
            self.interaction, reply.parts(embeds=private or may_embed(self.interaction)), private=private
        )

    async def apologise(self, error: BaseException) -> None:
        await delivery.apologise(self.interaction, error)


class ToEveryone(ToInteraction):
    """A public copy of a private answer, made by a button. `unused` are the controls under the private answer before
    that; `is_shown` is whether it was sent."""

    def __init__(self, interaction: discord.Interaction[Any], unused: discord.ui.View | None) -> None:
        super().__init__(interaction)
        self._unused = unused
        self.is_shown = False

    async def send(self, reply: Outgoing) -> None:
        """Remove the button and show the answer. If that fails, restore the button."""
        if isinstance(reply.said, str):
            await super().send(reply)
            return
        # Remove the button first, since it can be pressed twice before an answer arrives.
        await delivery.turn_page(self.interaction, {"view": reply.view})
        parts = delivery.without_nones(reply.parts(embeds=may_embed(self.interaction)))
        try:
            # No retry: Discord would show a second message.
            await self.interaction.followup.send(**parts)
        except Exception:
            await delivery.insist(lambda: self.interaction.edit_original_response(view=self._unused))
            raise
        self.is_shown = True
