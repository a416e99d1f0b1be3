"""The gateway's address, the application, users, guilds and members."""

from __future__ import annotations

from .. import payloads
from ..errors import refusal
from ..guilds import Guild
from .table import Call, Reply, route

_CONTENT_LIMITED = 1 << 19
_MEMBERS_LIMITED = 1 << 15
_SESSION_STARTS = 1000


@route("GET", "/gateway/bot")
def get_gateway_bot(call: Call) -> Reply:
    world = call.world
    return Reply(
        {
            "url": world.gateway_url,
            "shards": world.shards,
            "session_start_limit": {
                "total": _SESSION_STARTS,
                "remaining": max(0, _SESSION_STARTS - world.sessions_started),
                "reset_after": 86_400_000,
                "max_concurrency": world.max_concurrency,
            },
        }
    )


@route("GET", "/users/@me")
def get_me(call: Call) -> Reply:
    return Reply(
        payloads.user(call.world.bot) | {"verified": True, "mfa_enabled": True, "locale": "en-US", "email": None}
    )


@route("GET", "/applications/@me")
@route("GET", "/oauth2/applications/@me")
def get_application(call: Call) -> Reply:
    world = call.world
    flags = (_CONTENT_LIMITED if world.policy.message_content_allowed else 0) | (
        _MEMBERS_LIMITED if world.policy.members_allowed else 0
    )
    return Reply(
        {
            "id": str(world.application_id),
            "name": world.bot.name,
            "icon": None,
            "description": "",
            "summary": "",
            "type": None,
            "redirect_uris": [],
            "role_connections_verification_url": None,
            "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0,
            "explicit_content_filter": 0,
            "eligible_oauth2_scopes": ["bot", "applications.commands"],
            "flags_new": str(flags),
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "owner": payloads.user(world.owner),
            "team": None,
            "flags": flags,
            "bot": payloads.user(world.bot),
            "approximate_guild_count": sum(guild.with_bot for guild in world.guilds.values()),
            "integration_types_config": {"0": {}, "1": {}},
            "interactions_endpoint_url": None,
        }
        | world.portal
    )


@route("POST", "/users/@me/channels")
def open_dm(call: Call) -> Reply:
    user = call.world.users.get(int(call.data.get("recipient_id") or 0))
    if user is None:
        raise refusal(10013)
    if user.bot:
        raise refusal(50007)
    return Reply(payloads.channel(call.world.dm(user)))


@route("GET", "/guilds/{guild_id}")
def get_guild(call: Call) -> Reply:
    guild = _guild(call)
    data = payloads.guild(guild)
    if call.query.get("with_counts", "").lower() in ("1", "true"):
        data |= {"approximate_member_count": len(guild.memberships), "approximate_presence_count": 1}
    return Reply(data)


@route("GET", "/guilds/{guild_id}/channels")
def list_channels(call: Call) -> Reply:
    return Reply([payloads.channel(each) for each in _guild(call).channels.values()])


@route("GET", "/guilds/{guild_id}/members/{user_id}")
def get_member(call: Call) -> Reply:
    membership = _guild(call).memberships.get(call.id("user_id"))
    if membership is None:
        raise refusal(10007)
    return Reply(payloads.member(membership))


def _guild(call: Call) -> Guild:
    guild = call.world.guilds.get(call.id("guild_id"))
    if guild is None or not guild.with_bot:
        raise refusal(10004)
    return guild
