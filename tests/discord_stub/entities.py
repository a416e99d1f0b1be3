"""The entities of the local Discord: people, channels, messages."""

from __future__ import annotations

import copy
import itertools
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from .guilds import Guild
    from .interactions import Interaction

Json: TypeAlias = dict[str, Any]
"""A JSON object."""

EPHEMERAL = 1 << 6
LOADING = 1 << 7
SUPPRESS_EMBEDS = 1 << 2
COMPONENTS_V2 = 1 << 15
HAS_SNAPSHOT = 1 << 14
HAS_THREAD = 1 << 5

SAID = (0, 19, 20, 23)
"""The types of messages that somebody wrote: plain ones, replies, answers to commands and menus."""


class ChannelKind(IntEnum):
    """Channel types by Discord's numbers."""

    TEXT = 0
    DM = 1
    VOICE = 2
    GROUP_DM = 3
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    STAGE = 13
    FORUM = 15


_THREADS = frozenset((ChannelKind.ANNOUNCEMENT_THREAD, ChannelKind.PUBLIC_THREAD, ChannelKind.PRIVATE_THREAD))


# Reprs are short: the entities refer to each other, and a failed assertion would print them all.


@dataclass(eq=False, slots=True, repr=False)
class User:
    """An account, of a person or of a bot."""

    id: int
    name: str
    bot: bool = False
    global_name: str | None = None

    def __repr__(self) -> str:
        return f"<User {self.name}>"

    @property
    def mention(self) -> str:
        """The text that mentions this account."""
        return f"<@{self.id}>"


@dataclass(eq=False, slots=True)
class Role:
    """A role of a guild; ``permissions`` is a bit set."""

    id: int
    name: str
    permissions: int
    position: int = 1
    managed: bool = False
    mentionable: bool = False
    bot_id: int | None = None

    @property
    def mention(self) -> str:
        """The text that mentions this role."""
        return f"<@&{self.id}>"


@dataclass(eq=False, slots=True)
class Membership:
    """An account in a guild."""

    user: User
    roles: list[Role]
    joined_at: str
    nick: str | None = None
    timed_out_until: float | None = None
    """Until when the member is in a time-out, in seconds since the Unix epoch."""


@dataclass(slots=True)
class Overwrite:
    """What a role (type 0) or a member (type 1) is allowed and denied in one channel, as bit sets."""

    id: int
    type: int
    allow: int = 0
    deny: int = 0


@dataclass(eq=False, slots=True, repr=False)
class Channel:
    """A place for messages. Made by a guild or by ``DiscordStub.dm``, never directly."""

    id: int
    name: str
    kind: ChannelKind
    guild: Guild | None = None
    parent: Channel | None = None
    recipients: list[User] = field(default_factory=list[User])
    overwrites: dict[int, Overwrite] = field(default_factory=dict[int, Overwrite])
    messages: dict[int, Message] = field(default_factory=dict[int, "Message"])
    owner_id: int | None = None
    archived: bool = False
    locked: bool = False
    members: dict[int, str] = field(default_factory=dict[int, str])
    """Of a thread: who joined it, by account, and when."""
    created_at: str = ""
    last_message_id: int | None = None
    position: int = 0
    bot_permissions: tuple[int, int] = (-1, 0)
    """The bot's permissions here and the revision of the guild for which they were computed."""

    def __repr__(self) -> str:
        return f"<Channel {self.name} {self.kind.name}>"

    @property
    def is_thread(self) -> bool:
        """Whether this is a thread or a forum post."""
        return self.kind in _THREADS

    @property
    def is_private(self) -> bool:
        """Whether this is a direct message or a group."""
        return self.guild is None

    @property
    def mention(self) -> str:
        """The text that mentions this channel."""
        return f"<#{self.id}>"

    def visible_to(self, user_id: int) -> list[Message]:
        """The messages that this account sees, oldest first: ephemeral ones only if they are its own."""
        return [m for m in self.messages.values() if m.ephemeral_for is None or m.ephemeral_for.id == user_id]


@dataclass(eq=False, slots=True)
class Attachment:
    """A file of a message. Made by ``World.attachment``; ``description`` is its alternative text."""

    id: int
    filename: str
    content: bytes = b""
    content_type: str = "application/octet-stream"
    description: str | None = None
    index: int | None = None
    """Its number within the request that uploads it."""


@dataclass(slots=True)
class Revision:
    """What a message showed before an edit."""

    content: str
    embeds: list[Json]
    components: list[Json]


@dataclass(eq=False, slots=True, repr=False)
class Message:
    """A message as it is now; ``revisions`` holds what it was, ``deleted`` says that it is gone."""

    id: int
    channel: Channel
    author: User
    content: str
    timestamp: str
    type: int = 0
    flags: int = 0
    embeds: list[Json] = field(default_factory=list[Json])
    components: list[Json] = field(default_factory=list[Json])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    edited_timestamp: str | None = None
    reply_to: Message | None = None
    reference: Json | None = None
    snapshots: list[Json] = field(default_factory=list[Json])
    stickers: list[Json] = field(default_factory=list[Json])
    poll: Json | None = None
    mentions: list[User] = field(default_factory=list[User])
    mention_roles: list[Role] = field(default_factory=list[Role])
    mention_everyone: bool = False
    pings: frozenset[int | str] = frozenset()
    """Who would have been notified: ids of accounts and roles, "everyone" and "here"."""
    allowed_mentions: Json | None = None
    webhook_id: int | None = None
    application_id: int | None = None
    interaction: Interaction | None = None
    ephemeral_for: User | None = None
    reactions: dict[str, set[int]] = field(default_factory=dict[str, set[int]])
    nonce: str | None = None
    deleted: bool = False
    revisions: list[Revision] = field(default_factory=list[Revision])
    awaited: bool = False
    """Whether ``DiscordStub.next_reply`` or ``next_message`` has returned it."""

    def __repr__(self) -> str:
        marks = " deleted" * self.deleted + " ephemeral" * self.ephemeral + " loading" * self.loading
        return f"<Message {self.id} of {self.author.name} in {self.channel.name}{marks}: {self.text[:60]!r}>"

    @property
    def ephemeral(self) -> bool:
        """Whether only the asker sees it."""
        return self.ephemeral_for is not None

    @property
    def loading(self) -> bool:
        """Whether it still says "thinking"."""
        return bool(self.flags & LOADING)

    @property
    def embed(self) -> Json:
        """The only embed; AssertionError unless there is exactly one."""
        assert len(self.embeds) == 1, f"{len(self.embeds)} embeds"
        return self.embeds[0]

    @property
    def text(self) -> str:
        """All that a reader sees as text: content, embeds, text displays; one line each."""
        parts = [self.content]
        for embed in self.embeds:
            parts += [
                embed.get("author", {}).get("name", ""),
                embed.get("title", ""),
                embed.get("description", ""),
            ]
            for each in embed.get("fields", []):
                parts += [each["name"], each["value"]]
            parts.append(embed.get("footer", {}).get("text", ""))
        parts += [part["content"] for part in walk(self.components) if part["type"] == 10]
        return "\n".join(part for part in parts if part)

    @property
    def buttons(self) -> list[Json]:
        """All buttons, in order."""
        return [part for part in walk(self.components) if part["type"] == 2]

    @property
    def menus(self) -> list[Json]:
        """All select menus, in order."""
        return [part for part in walk(self.components) if part["type"] in (3, 5, 6, 7, 8)]

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons, in order; the emoji's name where there is no label."""
        return [button.get("label") or emoji_name(button) for button in self.buttons]


def emoji_name(component: Json) -> str:
    """The name of the emoji on a button or an option; empty when there is none."""
    emoji: Json = component.get("emoji") or {}
    return str(emoji.get("name") or "")


def walk(components: list[Json]) -> list[Json]:
    """All components, depth first: rows, labels, sections with accessory, containers and what is in them."""
    found: list[Json] = []
    for component in components:
        found.append(component)
        found += walk(component.get("components") or [])
        for key in ("accessory", "component"):
            if component.get(key):
                found.append(component[key])
    return found


def numbered(components: list[Json]) -> list[Json]:
    """Copies of components as Discord gives them back: a number for an id, no null for a Unicode emoji's id."""
    copies: list[Json] = copy.deepcopy(components)
    everything = walk(copies)
    taken = {each.get("id") for each in everything}
    free = (number for number in itertools.count(1) if number not in taken)
    for each in everything:
        if not each.get("id"):
            each["id"] = next(free)
        for part in (each, *each.get("options", ())):
            if part.get("emoji") and part["emoji"].get("id") is None:
                part["emoji"].pop("id", None)
    return copies
