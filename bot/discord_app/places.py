"""Where something is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import discord


class Place(NamedTuple):
    """The ids of a server (None in direct messages), of a channel, of the channel to which it belongs if it is a thread
    or a forum post, and of the category of either, where that is known."""

    guild: int | None
    channel: int
    parent: int | None = None
    category: int | None = None

    @property
    def within(self) -> list[int]:
        """The ids of the channel and of what it belongs to, the nearest first."""
        return [each for each in (self.channel, self.parent, self.category) if each is not None]


class Ways(NamedTuple):
    """How people may speak to the bot in a place, besides commands and direct messages: whether by mentions and replies
    (`called`), which takes a member of the server, and whether by text commands (`written`), which it has to be allowed
    to read."""

    called: bool = True
    written: bool = True


ALL_WAYS: Final = Ways()

ArticleOf = Callable[[Place], str]
"""The id of the article that a place is about."""


def place_in(channel: discord.abc.GuildChannel) -> Place:
    return Place(channel.guild.id, channel.id, None, channel.category_id)


def place_of(said: discord.Message | discord.Interaction[Any]) -> Place:
    """Where a message was sent, or an interaction was made. Of a server where the bot is not, too: people take it
    along."""
    if isinstance(said, discord.Interaction):
        guild, channel_id = said.guild_id, said.channel_id or 0
    else:
        guild, channel_id = said.guild.id if said.guild else None, said.channel.id
    channel = said.channel
    if isinstance(channel, discord.Thread):
        return Place(guild, channel_id, channel.parent_id, getattr(channel.parent, "category_id", None))
    return Place(guild, channel_id, None, getattr(channel, "category_id", None))


def guild_of(interaction: discord.Interaction[Any]) -> int:
    """The id of the server in which an interaction was made that can be made nowhere else."""
    return interaction.guild_id or 0
