"""What an interaction names by id, and the objects that Discord sends along ("Resolved Data Structure")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from . import payloads, permissions
from .entities import Channel, Json, Role, User

if TYPE_CHECKING:
    from .asking import Asking
    from .world import World


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a person picks, for a message, a field of a form or an option of a command."""

    filename: str
    content: bytes = b""


Picked: TypeAlias = "str | User | Asking | Role | Channel | Upload"
"""What a person picks: an option's value, somebody, a role, a channel, a file."""


class Resolved:
    """Collects the objects that one interaction of ``who`` in the channel ``where`` names."""

    def __init__(self, world: World, who: User, where: Channel) -> None:
        self._world = world
        self._who = who
        self._where = where
        self.objects: dict[str, Json] = {}

    def sent(self, value: object) -> object:
        """A value as it is sent: the id of an entity, which is collected; anything else as it is."""
        from .asking import Asking

        if isinstance(value, Asking):
            value = value.user
        if isinstance(value, User):
            guild = self._where.guild
            if guild is not None and value.id in guild.memberships:
                member = payloads.member(guild.memberships[value.id], with_user=False)
                self._add("members", value, member | {"permissions": str(permissions.in_channel(self._where, value))})
            return self._add("users", value, payloads.user(value))
        if isinstance(value, Channel):
            granted = str(permissions.in_channel(value, self._who))
            return self._add("channels", value, payloads.channel(value) | {"permissions": granted})
        if isinstance(value, Role):
            return self._add("roles", value, payloads.role(value))
        if isinstance(value, Upload):
            file = self._world.attachment(value.filename, value.content)
            data = payloads.attachment(self._world, self._where, file)
            self.objects.setdefault("attachments", {})[str(file.id)] = data | {"ephemeral": True}
            return str(file.id)
        return value

    def _add(self, kind: str, entity: User | Role | Channel, data: Json) -> str:
        self.objects.setdefault(kind, {})[str(entity.id)] = data
        return str(entity.id)
