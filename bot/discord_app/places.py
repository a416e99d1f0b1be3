"""Where something is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import discord


class Place(NamedTuple):
    """The ids of a server (None in direct messages), of a channel, and of the channel to which it belongs if it is a
    thread or a forum post."""

    guild: int | None
    channel: int
    parent: int | None = None


ArticleOf = Callable[[int | None, int, int | None], str]
"""The id of the article that a place is about: its server, channel and parent, as in `Place`."""


def place_of(said: discord.Message | discord.Interaction[Any]) -> Place:
    """Where a message was sent, or an interaction was made. Of a server where the bot is not, too: people take it
    along."""
    if isinstance(said, discord.Interaction):
        guild, channel_id = said.guild_id, said.channel_id or 0
    else:
        guild, channel_id = said.guild.id if said.guild else None, said.channel.id
    parent = said.channel.parent_id if isinstance(said.channel, discord.Thread) else None
    return Place(guild, channel_id, parent)
