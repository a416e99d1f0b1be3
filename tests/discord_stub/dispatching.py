"""Interactions on their way to the bot."""

from __future__ import annotations

import secrets

from . import payloads, permissions
from .entities import Channel, ChannelKind, Json, Message, User
from .interactions import Interaction, InteractionKind
from .world import World

KEPT = 10_000
"""How many interactions are remembered; the oldest are forgotten first."""

_GUILD, _BOT_DM, _PRIVATE = 0, 1, 2
"""Interaction contexts by Discord's numbers."""


def dispatch(
    world: World,
    user: User,
    locale: str,
    kind: InteractionKind,
    channel: Channel,
    data: Json,
    installed: str,
    *,
    source: Message | None = None,
    target: Message | None = None,
    opened_by: Interaction | None = None,
) -> Interaction:
    """Make an interaction and send it to the shard of its guild."""
    owners = _owners(channel, user, installed)
    interaction = Interaction(
        world,
        world.ids.next(),
        secrets.token_urlsafe(48),
        kind,
        user,
        channel,
        data,
        world.clock.moved,
        source,
        target,
        opened_by,
        owners,
    )
    external = "0" not in owners and channel.guild is not None
    interaction.forced_ephemeral = external and not (permissions.in_channel(channel, user) & permissions.EXTERNAL_APPS)
    world.interactions[interaction.id] = world.tokens[interaction.token] = interaction
    if len(world.interactions) > KEPT:
        oldest = world.interactions.pop(next(iter(world.interactions)))
        world.tokens.pop(oldest.token, None)
    payload = _payload(world, interaction, locale)
    # Interactions come whatever the intents are, and also from servers in which the bot is not.
    if world.emitter is not None:
        world.emitter.emit("INTERACTION_CREATE", 0, channel.guild.id if channel.guild else 0, lambda _: payload)
    world.changes.notify()
    return interaction


def context_of(world: World, channel: Channel) -> int:
    """Where an interaction takes place: a server, the direct channel with the bot, or another private one."""
    if channel.guild is not None:
        return _GUILD
    return _BOT_DM if channel.kind is ChannelKind.DM and world.has_bot(channel) else _PRIVATE


def _owners(channel: Channel, user: User, installed: str) -> dict[str, str]:
    if installed == "user":
        return {"1": str(user.id)}
    return {"0": str(channel.guild.id) if channel.guild else "0"}


def _payload(world: World, interaction: Interaction, locale: str) -> Json:
    channel, user, guild = interaction.channel, interaction.user, interaction.channel.guild
    present = world.has_bot(channel)
    granted = world.bot_permissions(channel) if present else permissions.PRIVATE
    data: Json = {
        "id": str(interaction.id),
        "application_id": str(world.application_id),
        "type": int(interaction.kind),
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel_id": str(channel.id),
        "channel": payloads.interaction_channel(world, channel, user),
        "app_permissions": str(granted),
        "locale": locale,
        "entitlements": [],
        "authorizing_integration_owners": interaction.owners,
        "context": context_of(world, channel),
        "attachment_size_limit": 10_485_760,
    }
    if guild is None:
        data["user"] = payloads.user(user)
    else:
        data["guild_id"] = str(guild.id)
        data["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
        data["guild_locale"] = guild.locale
        data["member"] = payloads.member(guild.memberships[user.id]) | {
            "permissions": str(permissions.in_channel(channel, user))
        }
    if interaction.source is not None:
        data["message"] = payloads.message(world, interaction.source)
    return data
