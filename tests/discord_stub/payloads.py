"""Entities as the JSON objects of Discord's API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from . import permissions
from .entities import (
    HAS_THREAD,
    SUPPRESS_EMBEDS,
    Attachment,
    Channel,
    ChannelKind,
    Json,
    Membership,
    Message,
    Overwrite,
    Role,
    User,
)

if TYPE_CHECKING:
    from .guilds import Guild
    from .world import World


def user(who: User) -> Json:
    """A user object."""
    return {
        "id": str(who.id),
        "username": who.name,
        "discriminator": "0000" if who.bot else "0",
        "global_name": who.global_name,
        "avatar": None,
        "bot": who.bot,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def member(membership: Membership, *, with_user: bool = True) -> Json:
    """A guild member object; the one beside a message's author comes without ``user``."""
    until = membership.timed_out_until
    data: Json = {
        "nick": membership.nick,
        "avatar": None,
        "banner": None,
        "roles": [str(role.id) for role in membership.roles],
        "joined_at": membership.joined_at,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": datetime.fromtimestamp(until, UTC).isoformat() if until else None,
    }
    if with_user:
        data["user"] = user(membership.user)
    return data


def role(each: Role) -> Json:
    """A role object."""
    data: Json = {
        "id": str(each.id),
        "name": each.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": each.position,
        "permissions": str(each.permissions),
        "managed": each.managed,
        "mentionable": each.mentionable,
        "flags": 0,
    }
    if each.bot_id is not None:
        data["tags"] = {"bot_id": str(each.bot_id)}
    return data


def overwrite(each: Overwrite) -> Json:
    """A permission overwrite object."""
    return {"id": str(each.id), "type": each.type, "allow": str(each.allow), "deny": str(each.deny)}


def channel(each: Channel) -> Json:
    """A channel object: of a guild, a thread, or a private channel."""
    data: Json = {
        "id": str(each.id),
        "type": int(each.kind),
        "flags": 0,
        "last_message_id": str(each.last_message_id) if each.last_message_id else None,
    }
    if each.guild is None:
        data["recipients"] = [user(who) for who in each.recipients]
        if each.kind is ChannelKind.GROUP_DM:
            data |= {"name": each.name, "icon": None, "owner_id": str(each.owner_id)}
        return data
    data |= {"name": each.name, "guild_id": str(each.guild.id), "rate_limit_per_user": 0}
    data["parent_id"] = str(each.parent.id) if each.parent else None
    if each.is_thread:
        data |= {
            "owner_id": str(each.owner_id),
            "message_count": len(each.messages),
            "total_message_sent": len(each.messages),
            "member_count": len(each.members),
            "thread_metadata": {
                "archived": each.archived,
                "auto_archive_duration": 1440,
                "archive_timestamp": each.created_at,
                "locked": each.locked,
                "create_timestamp": each.created_at,
            },
        }
        bot = each.guild.world.bot.id
        return data | {"member": thread_member(each, bot)} if bot in each.members else data
    data |= {
        "position": each.position,
        "permission_overwrites": [overwrite(one) for one in each.overwrites.values()],
        "nsfw": False,
        "topic": None,
    }
    if each.kind in (ChannelKind.VOICE, ChannelKind.STAGE):
        data |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
    if each.kind is ChannelKind.FORUM:
        data |= {"available_tags": [], "default_reaction_emoji": None, "default_sort_order": None}
    return data


def thread_member(thread: Channel, user_id: int) -> Json:
    """A thread member object, of somebody who is in the thread."""
    return {
        "id": str(thread.id),
        "user_id": str(user_id),
        "join_timestamp": thread.members[user_id],
        "flags": 0,
    }


def guild(each: Guild) -> Json:
    """A guild object, as in ``GET /guilds/{id}``."""
    return {
        "id": str(each.id),
        "name": each.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "owner_id": str(each.owner_id),
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "roles": [role(one) for one in each.roles.values()],
        "emojis": [],
        "features": ["COMMUNITY", "NEWS"],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": str(each.system_channel.id) if each.system_channel else None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "vanity_url_code": None,
        "description": None,
        "banner": None,
        "premium_tier": 0,
        "preferred_locale": each.locale,
        "public_updates_channel_id": None,
        "nsfw_level": 0,
        "stickers": [],
        "premium_progress_bar_enabled": False,
        "premium_subscription_count": 0,
        "home_header": None,
        "widget_enabled": False,
        "widget_channel_id": None,
        "max_presences": None,
        "max_members": 500_000,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "safety_alerts_channel_id": None,
        "nsfw": False,
        "incidents_data": None,
    }


def guild_create(each: Guild, bot: User, *, all_members: bool, joined: bool = False) -> Json:
    """The GUILD_CREATE event; without the members intent only the bot's own member is in it.

    When the bot has just ``joined`` there is no ``unavailable``: clients tell a join from the
    end of an outage by that.
    """
    members = each.memberships.values() if all_members else [each.memberships[bot.id]]
    return (guild(each) if joined else guild(each) | {"unavailable": False}) | {
        "joined_at": each.memberships[bot.id].joined_at,
        "large": len(each.memberships) > 250,
        "member_count": len(each.memberships),
        "voice_states": [],
        "members": [member(one) for one in members],
        "channels": [channel(one) for one in each.channels.values()],
        "threads": [channel(one) for one in each.threads.values() if not one.archived and each.world.sees(one)],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def message(
    world: World, each: Message, *, sees_content: bool = True, event: bool = False, nested: bool = False
) -> Json:
    """A message object.

    ``sees_content`` false empties what the MESSAGE_CONTENT intent guards, where it guards it.
    ``event`` adds what only gateway events carry: guild and member, neither of which an
    ephemeral message has. ``nested`` is for a message within another: what it refers to is not in it.
    """
    open_text = sees_content or each.channel.is_private or each.author is world.bot or world.bot in each.mentions
    data: Json = {
        "id": str(each.id),
        "channel_id": str(each.channel.id),
        "author": user(each.author),
        "type": each.type,
        "flags": each.flags,
        "timestamp": each.timestamp,
        "edited_timestamp": each.edited_timestamp,
        "tts": False,
        "pinned": False,
        "mention_everyone": each.mention_everyone,
        "mentions": [mentioned(each.channel, who) for who in each.mentions] if each.mentions else [],
        "mention_roles": [str(one.id) for one in each.mention_roles],
        "content": each.content if open_text else "",
        "embeds": each.embeds if open_text and not each.flags & SUPPRESS_EMBEDS else [],
        "components": each.components if open_text else [],
        "attachments": [attachment(world, each.channel, one) for one in each.attachments] if open_text else [],
    }
    if each.flags & HAS_THREAD and each.channel.guild is not None and each.id in each.channel.guild.threads:
        data["thread"] = channel(each.channel.guild.threads[each.id])
    if each.reactions:
        data["reactions"] = reactions(world, each)
    if each.stickers:
        data["sticker_items"] = each.stickers
    if each.poll is not None and open_text:
        data["poll"] = each.poll
    if each.nonce is not None:
        data["nonce"] = each.nonce
    if each.webhook_id is not None:
        data["webhook_id"] = str(each.webhook_id)
    if each.application_id is not None:
        data["application_id"] = str(each.application_id)
    if each.reference is not None:
        data["message_reference"] = each.reference
        if each.snapshots and open_text:
            data["message_snapshots"] = each.snapshots
        if each.type in (19, 21, 23) and not nested:
            to = each.reply_to
            if to is not None and to.deleted:
                to = None
            data["referenced_message"] = to and message(world, to, sees_content=sees_content, nested=True)
    if each.interaction is not None:
        data["interaction_metadata"] = each.interaction.metadata()
    if event and each.channel.guild is not None and each.ephemeral_for is None:
        data["guild_id"] = str(each.channel.guild.id)
        membership = each.channel.guild.memberships.get(each.author.id)
        if membership is not None and each.webhook_id is None:
            data["member"] = member(membership, with_user=False)
    return data


def mentioned(where: Channel, who: User) -> Json:
    """A mentioned user, with its partial member in a guild."""
    data = user(who)
    membership = where.guild.memberships.get(who.id) if where.guild else None
    if membership is not None:
        data["member"] = member(membership, with_user=False)
    return data


def attachment(world: World, where: Channel, each: Attachment) -> Json:
    """An attachment object; its address is served by the local Discord."""
    address = f"{world.cdn_url}/attachments/{where.id}/{each.id}/{quote(each.filename)}"
    data: Json = {
        "id": str(each.id),
        "filename": each.filename,
        "size": len(each.content),
        "url": address,
        "proxy_url": address,
        "content_type": each.content_type,
    }
    return data if each.description is None else data | {"description": each.description}


def reactions(world: World, each: Message) -> list[Json]:
    """The reactions of a message, as the bot sees them."""
    return [
        {
            "count": len(who),
            "count_details": {"burst": 0, "normal": len(who)},
            "me": world.bot.id in who,
            "me_burst": False,
            "burst_colors": [],
            "emoji": {"id": None, "name": emoji},
        }
        for emoji, who in each.reactions.items()
    ]


def interaction_channel(world: World, where: Channel, who: User) -> Json:
    """The channel of an interaction, with what the person may do there."""
    return channel(where) | {"permissions": str(permissions.in_channel(where, who))}
