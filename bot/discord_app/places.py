"""The places in which messages are sent."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import discord


class Place(NamedTuple):
    """The ids of a server (None in private channels), a channel, the parent of a thread or forum post, and the
    category, as far as known. `between_others` is whether it is a private channel without the bot."""

    guild: int | None
    channel: int
    parent: int | None = None
    category: int | None = None
    between_others: bool = False

    @property
    def within(self) -> list[int]:
        """The ids of the channel and its parents, nearest first."""
        return [each for each in (self.channel, self.parent, self.category) if each is not None]


class Ways(NamedTuple):
    """How people may address the bot in a place besides commands and direct messages: by mentions and replies
    (`called`), for which it has to be a member there, and by text commands (`written`), which it has to be allowed to
    read."""

    called: bool = True
    written: bool = True


ALL_WAYS: Final = Ways()
NO_WAYS: Final = Ways(called=False, written=False)


def place_in(channel: discord.abc.GuildChannel) -> Place:
    return Place(channel.guild.id, channel.id, None, channel.category_id)


def place_of(said: discord.Message | discord.Interaction[Any]) -> Place:
    """The place of a message or interaction, possibly in a server without the bot, since people can take it along."""
    if isinstance(said, discord.Interaction):
        guild, channel_id = said.guild_id, said.channel_id or 0
    else:
        guild, channel_id = said.guild.id if said.guild else None, said.channel.id
    channel = said.channel
    if isinstance(channel, discord.Thread):
        return Place(guild, channel_id, channel.parent_id, getattr(channel.parent, "category_id", None))
    between_others = isinstance(said, discord.Interaction) and said.context.private_channel
    return Place(guild, channel_id, None, getattr(channel, "category_id", None), bool(between_others))


def guild_of(interaction: discord.Interaction[Any]) -> int:
    """The id of the server of an interaction that is only possible in a server."""
    return interaction.guild_id or 0
