"""Replies to messages: how they are sent and deleted, and whether embeds are allowed in them."""

from __future__ import annotations

from typing import Any, cast

import aiohttp
import discord

from bot.discord_app import failures


async def reply(
    message: discord.Message, parts: dict[str, Any], view: discord.ui.View | None
) -> discord.PartialMessage:
    """Reply to a message without a ping. A connection lost on the way is tried once more; the nonce keeps Discord from
    showing the same reply twice if the first attempt did arrive. Raises what discord.py and aiohttp raise."""
    given: dict[str, Any] = {name: value for name, value in {**parts, "view": view}.items() if value is not None}
    nonce = str(message.id)
    try:
        sent = await message.reply(**given, mention_author=False, nonce=nonce)
    except (aiohttp.ClientError, OSError):
        sent = await message.reply(**given, mention_author=False, nonce=nonce)
    return only_where(sent)


async def delete(message: discord.PartialMessage) -> None:
    """Delete a message, if it is still there."""
    try:
        await failures.insist(message.delete)
    except discord.HTTPException as error:
        if not failures.is_gone(error):  # a moderator who purges a channel takes answers and questions at once
            raise


def may_embed(message: discord.Message) -> bool:
    """Whether a reply to a message may have an embed."""
    if message.guild is None:
        return True
    me = cast("discord.Member | None", message.guild.me)  # None while the server is only coming back
    if me is None:
        return False
    if not failures.knows(message.channel):
        return me.guild_permissions.embed_links
    return message.channel.permissions_for(me).embed_links


def only_where(message: discord.Message) -> discord.PartialMessage:
    """Where a message is and no more: the whole message would be kept alive otherwise."""
    return discord.PartialMessage(channel=message.channel, id=message.id)  # pyright: ignore[reportArgumentType]
