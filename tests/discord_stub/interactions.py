"""Commands, presses and menus on their way to the bot, and the responses."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from .changes import PATIENCE
from .entities import EPHEMERAL, Channel, Json, Message, User

if TYPE_CHECKING:
    from .world import World

FIRST_RESPONSE_S = 3.0
"""Seconds for the first response (Discord, "Receiving and Responding")."""

TOKEN_S = 15 * 60.0
"""Seconds for which follow-ups are taken (the same page)."""


class InteractionKind(IntEnum):
    """Interaction types by Discord's numbers."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class ResponseType(IntEnum):
    """Callback types by Discord's numbers."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """One autocomplete suggestion."""

    name: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Response:
    """The first response to an interaction, as it was sent."""

    type: ResponseType
    content: str = ""
    embeds: list[Json] = field(default_factory=list[Json])
    components: list[Json] = field(default_factory=list[Json])
    flags: int = 0
    choices: tuple[Choice, ...] = ()
    custom_id: str = ""
    title: str = ""
    after: float = 0.0
    """Seconds between the interaction and its response."""

    @property
    def ephemeral(self) -> bool:
        """Whether only the asker sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def fields(self) -> dict[str, Json]:
        """The fields of a modal by custom id, each with its ``label``."""
        from .modals_in_use import fields

        return fields(self.components)

    @property
    def deferred(self) -> bool:
        """Whether it promised an answer for later."""
        return self.type in (ResponseType.DEFERRED_MESSAGE, ResponseType.DEFERRED_UPDATE)


@dataclass(eq=False, slots=True, repr=False)
class Interaction:
    """One use of the bot by a person; what the bot answers shows up here."""

    world: World
    id: int
    token: str
    kind: InteractionKind
    user: User
    channel: Channel
    data: Json
    made_at: float
    """Seconds by which the clock had been moved then."""
    source: Message | None = None
    """The message whose component was used."""
    target: Message | None = None
    """The message on which a message command was used."""
    opened_by: Interaction | None = None
    """The interaction whose modal was submitted."""
    owners: dict[str, str] = field(default_factory=dict[str, str])
    forced_ephemeral: bool = False
    response: Response | None = None
    message: Message | None = None
    """What the asker sees as the answer: the message that the response made or changed."""
    followups: list[Message] = field(default_factory=list[Message])
    seen_revisions: int = 0
    """How often ``message`` had been edited when the response came."""

    def __repr__(self) -> str:
        return f"<Interaction {self.describe()}>"

    @property
    def age(self) -> float:
        """Seconds by which the clock was moved since the interaction was made."""
        return self.world.clock.moved - self.made_at

    @property
    def failed(self) -> bool:
        """Whether the asker is told that the application did not respond."""
        return self.response is None and self.age > FIRST_RESPONSE_S

    @property
    def answer(self) -> Message | None:
        """The newest thing to read, once there is one: not a mere "thinking"."""
        response = self.response
        if response is None:
            return None
        if self.followups:
            return self.followups[-1]
        message = self.message
        if message is None or message.loading:
            return None
        return message if not response.deferred or len(message.revisions) > self.seen_revisions else None

    async def responded(self, within: float = PATIENCE) -> Response:
        """The first response, deferred or not; NothingHappened after ``within`` seconds."""
        return await self.world.changes.wait_for(lambda: self.response, within, f"a response to {self.describe()}")

    async def answered(self, within: float = PATIENCE) -> Message:
        """The first message that answers it: the response, or after a deferral what fills it.

        A deferral alone does not count, and neither does a modal. NothingHappened after
        ``within`` seconds.
        """
        return await self.world.changes.wait_for(lambda: self.answer, within, f"an answer to {self.describe()}")

    async def followed_up(self, count: int = 1, within: float = PATIENCE) -> Message:
        """The follow-up number ``count``; NothingHappened after ``within`` seconds."""

        def look() -> Message | None:
            return self.followups[count - 1] if len(self.followups) >= count else None

        return await self.world.changes.wait_for(look, within, f"follow-up {count} to {self.describe()}")

    def describe(self) -> str:
        """A few words for messages of failed tests."""
        name = self.data.get("name") or self.data.get("custom_id", "")
        return f"{self.kind.name.lower()} {name!r} of {self.user.name}"

    def metadata(self) -> Json:
        """The ``interaction_metadata`` of the messages that it makes."""
        from .payloads import user

        data: Json = {
            "id": str(self.id),
            "type": int(self.kind),
            "user": user(self.user),
            "authorizing_integration_owners": self.owners,
        }
        if self.kind is InteractionKind.COMMAND:
            data["name"] = self.data["name"]
            data["command_type"] = self.data.get("type", 1)
        if self.target is not None:
            data["target_message_id"] = str(self.target.id)
        if self.opened_by is not None:
            data["triggering_interaction_metadata"] = self.opened_by.metadata()
        elif self.source is not None:
            data["interacted_message_id"] = str(self.source.id)
        return data
