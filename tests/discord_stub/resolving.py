"""The objects that Discord sends along for the ids in an interaction ("Resolved Data Structure")."""

from __future__ import annotations

from typing import TypeAlias

from . import payloads, permissions
from .entities import Channel, Json, User

Picked: TypeAlias = "str | Channel"
"""What a person picks: an option's value, or a channel."""


class Resolved:
    """Collects the channels that one interaction of ``who`` names."""

    def __init__(self, who: User) -> None:
        self._who = who
        self.objects: dict[str, Json] = {}

    def sent(self, value: Picked) -> str:
        """A value as it is sent: the id of a channel, which is collected; an option's value as it is."""
        if isinstance(value, str):
            return value
        granted = str(permissions.in_channel(value, self._who))
        self.objects.setdefault("channels", {})[str(value.id)] = payloads.channel(value) | {"permissions": granted}
        return str(value.id)
