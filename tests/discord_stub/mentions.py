"""Who is notified by a message (Discord, "Allowed Mentions Object")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .entities import Channel, Json, Role, User

if TYPE_CHECKING:
    from .world import World

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")


@dataclass(slots=True)
class Mentions:
    """What a text mentions: as the fields of the message, and as the set of those notified."""

    users: list[User]
    roles: list[Role]
    everyone: bool
    pings: frozenset[int | str]


_NONE = Mentions([], [], False, frozenset())


def resolve(
    world: World,
    channel: Channel,
    content: str,
    allowed: Json | None,
    replied: User | None,
    may_everyone: bool,
) -> Mentions:
    """Read the mentions in ``content`` under ``allowed``.

    Without ``allowed`` everything mentioned is notified, and so is ``replied``, the author of the
    message that is answered. With it, only the kinds in ``parse`` and the ids in ``users`` and
    ``roles`` are, and the replied author only when ``replied_user`` is true. ``may_everyone`` is
    the author's permission to notify everyone and unmentionable roles.
    """
    if "@" not in content and replied is None:
        return _NONE
    parse: Any = ("users", "roles", "everyone") if allowed is None else allowed.get("parse") or ()
    listed_users = _ids(allowed, "users")
    listed_roles = _ids(allowed, "roles")
    users: dict[int, User] = {}
    for found in _USER.findall(content):
        user = world.users.get(int(found))
        if user is not None and ("users" in parse or user.id in listed_users):
            users[user.id] = user
    if replied is not None and (allowed is None or allowed.get("replied_user")):
        users[replied.id] = replied
    roles: dict[int, Role] = {}
    for found in _ROLE.findall(content):
        role = channel.guild.roles.get(int(found)) if channel.guild else None
        if role is None or not ("roles" in parse or role.id in listed_roles):
            continue
        if role.mentionable or may_everyone:
            roles[role.id] = role
    shouts = set(_EVERYONE.findall(content)) if "everyone" in parse and may_everyone else set[str]()
    pings = frozenset[int | str](users) | frozenset(roles) | frozenset(shouts)
    return Mentions(list(users.values()), list(roles.values()), bool(shouts), pings)


def _ids(allowed: Json | None, key: str) -> set[int]:
    return {int(each) for each in (allowed or {}).get(key) or ()}
