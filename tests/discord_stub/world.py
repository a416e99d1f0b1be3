"""The state of the local Discord, and its changes."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from . import mentions, payloads, permissions, threads
from .changes import Changes
from .clock import Clock, Snowflakes
from .entities import Attachment, Channel, ChannelKind, Json, Message, Revision, User, numbered
from .errors import refusal
from .guilds import Guild
from .interactions import Interaction

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
GUILD_PRESENCES = 1 << 8
GUILD_MESSAGES = 1 << 9
GUILD_REACTIONS = 1 << 10
DIRECT_MESSAGES = 1 << 12
DIRECT_REACTIONS = 1 << 13
MESSAGE_CONTENT = 1 << 15

_NONCES = 1000
"""How many nonces are remembered; Discord remembers them for some minutes."""


class Viewer(Protocol):
    """A gateway session, as far as the builder of an event needs to know it."""

    intents: int


class Emitter(Protocol):
    """Takes events to the gateway sessions."""

    def emit(self, name: str, intent: int, guild_id: int, build: Callable[[Viewer], Json]) -> None:
        """Send an event to the shard of a guild (0: to shard 0), if it has the intent (0: always)."""
        ...


@dataclass(frozen=True, slots=True)
class Policy:
    """What the owner of the application was granted, and how the local Discord behaves."""

    message_content_allowed: bool = True
    members_allowed: bool = False
    presences_allowed: bool = False
    history: int = 1000
    """How many messages a channel keeps."""


class World:
    """The state: accounts, guilds, channels, messages, commands, interactions."""

    def __init__(self, clock: Clock, changes: Changes, policy: Policy, token: str) -> None:
        self.clock = clock
        self.changes = changes
        self.policy = policy
        self.token = token
        self.ids = Snowflakes(clock)
        self.emitter: Emitter | None = None
        self.gateway_url = ""
        self.cdn_url = ""
        self.shards = 1
        self.max_concurrency = 1
        self.sessions_started = 0
        self.portal: Json = {}
        """What the owner set in the developer portal: fields of the application as the API has them."""
        self.application_id = self.ids.next()
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.dms: dict[int, Channel] = {}
        self.interactions: dict[int, Interaction] = {}
        self.tokens: dict[str, Interaction] = {}
        self.nonces: dict[tuple[int, str], Message] = {}
        """The bot's latest messages by channel and nonce."""
        self.commands: dict[int, dict[int, Json]] = {}
        """Application commands by id, by guild; guild 0 holds the global ones."""
        self.bot = self.add_user("footnote", bot=True)
        self.owner = self.add_user("keeper")

    def add_user(self, name: str, *, bot: bool = False) -> User:
        """A new account."""
        user = User(self.ids.next(), name, bot)
        self.users[user.id] = user
        return user

    def attachment(self, filename: str, content: bytes = b"", index: int | None = None) -> Attachment:
        """A new file; what is in it is told by its name, as Discord does."""
        kind = mimetypes.guess_type(filename)[0] or "application/octet-stream"
        return Attachment(self.ids.next(), filename, content, kind, index=index)

    def dm(self, user: User) -> Channel:
        """The direct channel between the bot and ``user``, opened when there is none."""
        channel = self.dms.get(user.id)
        if channel is None:
            channel = Channel(self.ids.next(), user.name, ChannelKind.DM, recipients=[user])
            self.dms[user.id] = self.channels[channel.id] = channel
        return channel

    def channel(self, channel_id: int) -> Channel:
        """The channel, if the bot may see it; ApiError 10003 or 50001."""
        channel = self.channels.get(channel_id)
        if channel is None:
            raise refusal(10003)
        if not self.sees(channel):
            raise refusal(50001)
        return channel

    def message(self, channel: Channel, message_id: int) -> Message:
        """A message that everybody in the channel can see; ApiError 10008."""
        message = channel.messages.get(message_id)
        if message is None or message.ephemeral:
            raise refusal(10008)
        return message

    def has_bot(self, channel: Channel) -> bool:
        """Whether the bot is in the guild or the private channel."""
        if channel.guild is not None:
            return channel.guild.with_bot
        return channel.kind is ChannelKind.DM and self.dms.get(channel.recipients[0].id) is channel

    def sees(self, channel: Channel) -> bool:
        """Whether the bot sees ``channel``: of private threads only those that it joined, unless it manages threads."""
        if not self.has_bot(channel) or not self.bot_may(channel, permissions.VIEW):
            return False
        private = channel.kind is ChannelKind.PRIVATE_THREAD
        return not private or self.bot.id in channel.members or self.bot_may(channel, permissions.MANAGE_THREADS)

    def reaches(self, user: User) -> bool:
        """Whether the bot may write to somebody directly, who shares a server with it or wrote to it."""
        shared = any(guild.with_bot and user.id in guild.memberships for guild in self.guilds.values())
        wrote = any(message.author is user for message in self.dm(user).messages.values())
        return shared or wrote

    def bot_permissions(self, channel: Channel) -> int:
        """What the bot may do in ``channel``, as a bit set; kept until the guild changes."""
        guild = channel.guild
        if guild is None:
            return permissions.PRIVATE
        revision, value = channel.bot_permissions
        if revision != guild.revision or guild.memberships[self.bot.id].timed_out_until is not None:
            value = permissions.in_channel(channel, self.bot)
            channel.bot_permissions = (guild.revision, value)
        return value

    def bot_may(self, channel: Channel, needed: int) -> bool:
        """Whether the bot has all of ``needed`` in ``channel``."""
        return self.bot_permissions(channel) & needed == needed

    def emit(self, name: str, intent: int, guild: Guild | None, build: Callable[[Viewer], Json]) -> None:
        """Send an event of a guild in which the bot is, or a private one, and wake those who wait."""
        if self.emitter is not None and (guild is None or guild.with_bot):
            self.emitter.emit(name, intent, guild.id if guild else 0, build)
        self.changes.notify()

    def emit_here(self, name: str, channel: Channel, intents: tuple[int, int], build: Callable[[Viewer], Json]) -> None:
        """Send an event of a channel that the bot sees; ``intents``: for guilds, for private channels."""
        if self.sees(channel):
            private = channel.guild is None
            self.emit(name, intents[private], channel.guild, build)
        else:
            self.changes.notify()

    def add_message(self, message: Message, replied: User | None = None, *, may_everyone: bool = True) -> Message:
        """Put a message in its channel: mentions are read, bots and people are told."""
        channel = message.channel
        found = mentions.resolve(self, channel, message.content, message.allowed_mentions, replied, may_everyone)
        message.components = numbered(message.components)
        message.mentions, message.mention_roles = found.users, found.roles
        message.mention_everyone, message.pings = found.everyone, found.pings
        threads.take_in(self, message)
        channel.messages[message.id] = message
        channel.last_message_id = message.id
        if message.nonce is not None:
            self.nonces[channel.id, message.nonce] = message
            if len(self.nonces) > _NONCES:
                del self.nonces[next(iter(self.nonces))]
        if len(channel.messages) > self.policy.history:
            del channel.messages[next(iter(channel.messages))]
        self._tell("MESSAGE_CREATE", message)
        return message

    def edit_message(self, message: Message, changes: Json, *, silently: bool = False, notifies: bool = False) -> None:
        """Change content, embeds, components, attachments or flags.

        ``silently`` is for what Discord does by itself, such as unfurling a link: an update
        without an edit timestamp. An edit notifies nobody, except where it fills a deferred
        response (``notifies``).
        """
        message.revisions.append(Revision(message.content, message.embeds, message.components))
        if "content" in changes:
            message.content = changes["content"] or ""
            found = mentions.resolve(self, message.channel, message.content, message.allowed_mentions, None, True)
            kept = [message.reply_to.author] if message.reply_to and message.reply_to.author in message.mentions else []
            message.mentions = found.users + [user for user in kept if user not in found.users]
            if notifies:
                message.pings = found.pings
        if "embeds" in changes:
            message.embeds = changes["embeds"] or []
        if "components" in changes:
            message.components = numbered(changes["components"] or [])
        if "attachments" in changes:
            files: list[Attachment] = changes["attachments"]
            message.attachments = files
        if "flags" in changes:
            message.flags = changes["flags"]
        if not silently:
            message.edited_timestamp = self.clock.iso()
        self._tell("MESSAGE_UPDATE", message)

    def delete_message(self, message: Message) -> None:
        """Remove a message; the bot is told as far as it could see it."""
        self._forget(message)
        data: Json = {"id": str(message.id), "channel_id": str(message.channel.id)}
        if message.channel.guild is not None and not message.ephemeral:
            data["guild_id"] = str(message.channel.guild.id)
        if message.ephemeral:
            self.changes.notify()
        else:
            self.emit_here("MESSAGE_DELETE", message.channel, (GUILD_MESSAGES, DIRECT_MESSAGES), lambda _: data)

    def delete_messages(self, channel: Channel, messages: list[Message]) -> None:
        """Remove many messages of one channel with one event."""
        for message in messages:
            self._forget(message)
        data: Json = {"ids": [str(message.id) for message in messages], "channel_id": str(channel.id)}
        if channel.guild is not None:
            data["guild_id"] = str(channel.guild.id)
        self.emit_here("MESSAGE_DELETE_BULK", channel, (GUILD_MESSAGES, DIRECT_MESSAGES), lambda _: data)

    def _forget(self, message: Message) -> None:
        message.deleted = True
        message.channel.messages.pop(message.id, None)

    def _tell(self, name: str, message: Message) -> None:
        def build(viewer: Viewer) -> Json:
            sees = bool(viewer.intents & MESSAGE_CONTENT)
            return payloads.message(self, message, sees_content=sees, event=True)

        if message.ephemeral_for is not None:
            # Discord ties ephemeral messages to DIRECT_MESSAGES and leaves the guild out ("Message Create").
            self.emit(name, DIRECT_MESSAGES, None, build)
        else:
            self.emit_here(name, message.channel, (GUILD_MESSAGES, DIRECT_MESSAGES), build)
