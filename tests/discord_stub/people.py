"""What a person can do with messages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from . import payloads, permissions
from .asking import Asking
from .entities import HAS_SNAPSHOT, SAID, SUPPRESS_EMBEDS, Channel, ChannelKind, Json, Message, User
from .errors import StubMisuse, blank

if TYPE_CHECKING:
    from .server import DiscordStub

REPLY = 19

LONGEST = 4000
"""Characters that a subscriber can send; bots may send half of it."""


class Person(Asking):
    """An account that a test acts through. Made by ``Guild.add_member`` or ``DiscordStub.add_person``.

    What a person could not do raises StubMisuse, an AssertionError.
    """

    def __init__(self, stub: DiscordStub, user: User) -> None:
        super().__init__(stub, user)

    async def says(
        self,
        channel: Channel,
        content: str = "",
        *,
        reply_to: Message | None = None,
        ping: bool = True,
        attachments: Iterable[str] = (),
        embeds: Iterable[Json] = (),
        components: Iterable[Json] = (),
        type: int | None = None,
        stickers: Iterable[str] = (),
        poll: str = "",
    ) -> Message:
        """Send a message.

        ``reply_to`` makes it a reply, which notifies the other author if ``ping``.
        ``attachments`` are names of files, ``stickers`` names of stickers, of which a message can
        consist; only bots send ``embeds`` and ``components``. ``poll`` is what a poll asks. ``type``
        makes it a system message of Discord's type number (7 join, 6 pin, 8 boost, 18 thread).
        Mentions are written in ``content``: ``f"{stub.bot.mention} ..."``.
        """
        self._must_be_able_to_send(channel)
        if channel.kind in (ChannelKind.FORUM, ChannelKind.CATEGORY):
            raise StubMisuse(f"#{channel.name} takes no messages")
        if len(content) > LONGEST:
            raise StubMisuse(f"the Discord app sends at most {LONGEST} characters")
        self._must_not_be_locked_out(channel)
        message = self._new(channel, content)
        message.attachments = [self.world.attachment(each) for each in attachments]
        message.embeds, message.components = list(embeds), list(components)
        message.stickers = [{"id": str(self.world.ids.next()), "name": name, "format_type": 1} for name in stickers]
        if poll:
            message.poll = self._poll(channel, poll)
        if type is None:
            self._must_not_be_empty(message, content)
        if reply_to is not None:
            self._refer(message, reply_to, kind=0)
            message.type = REPLY
            message.reply_to = reply_to
        if type is not None:
            message.type = type
        everyone = bool(permissions.in_channel(channel, self.user) & permissions.EVERYONE)
        replied = reply_to.author if reply_to is not None and ping else None
        self.world.add_message(message, replied, may_everyone=everyone)
        return message

    async def forwards(self, message: Message, channel: Channel) -> Message:
        """Forward a message: the new one has no content of its own, only a snapshot."""
        self._must_see_message(message)
        self._must_be_able_to_send(channel)
        if message.type not in SAID or message.ephemeral:
            raise StubMisuse("neither system messages nor what only one person sees can be forwarded")
        self._must_not_be_locked_out(channel)
        copy = self._new(channel, "")
        copy.flags |= HAS_SNAPSHOT
        self._refer(copy, message, kind=1)
        # Of a forwarded message the first one's snapshot is passed on: they do not nest.
        copy.snapshots = message.snapshots or [
            {
                "message": {
                    "type": message.type,
                    "content": message.content,
                    "embeds": message.embeds,
                    "attachments": [payloads.attachment(self.world, channel, one) for one in message.attachments],
                    "components": message.components,
                    "sticker_items": message.stickers,
                    "timestamp": message.timestamp,
                    "edited_timestamp": message.edited_timestamp,
                    "flags": message.flags,
                    "mentions": [payloads.user(user) for user in message.mentions],
                    "mention_roles": [str(role.id) for role in message.mention_roles],
                }
            }
        ]
        return self.world.add_message(copy)

    async def posts(self, forum: Channel, title: str, content: str) -> Message:
        """Open a post in a forum; its first message has the id of the post, which is its channel."""
        if forum.kind is not ChannelKind.FORUM or forum.guild is None:
            raise StubMisuse(f"#{forum.name} is no forum")
        self._must_be_able_to_send(forum)
        if blank(title) or blank(content):
            raise StubMisuse("a post needs a title and a text")
        thread = forum.guild.add_thread(forum, title, owner=self.user)
        message = self._new(thread, content)
        message.id = thread.id
        return self.world.add_message(message)

    async def edits(self, message: Message, content: str) -> None:
        """Change the content of an own message."""
        self._must_own(message)
        self._must_not_be_archived(message)
        self._must_not_be_empty(message, content)
        self.world.edit_message(message, {"content": content})

    async def removes_embeds(self, message: Message) -> None:
        """Take the embeds off an own message, or off any with the permission to manage messages. They stay away,
        whatever it is edited to."""
        if message.author is not self.user and not self._manages_messages(message.channel):
            raise StubMisuse(f"{self.name} may not remove embeds of {message.author.name}")
        self.world.edit_message(message, {"flags": message.flags | SUPPRESS_EMBEDS}, silently=True)

    async def deletes(self, *messages: Message) -> None:
        """Delete messages: own ones, or any with the permission to manage messages.

        Several at once are deleted in bulk, as moderation tools do.
        """
        for message in messages:
            if message.deleted:
                raise StubMisuse("the message is deleted already")
            if message.author is not self.user and not self._manages_messages(message.channel):
                raise StubMisuse(f"{self.name} may not delete a message of {message.author.name}")
        if len(messages) == 1:
            self.world.delete_message(messages[0])
        elif messages:
            self.world.delete_messages(messages[0].channel, list(messages))

    def sees(self, channel: Channel) -> list[Message]:
        """The messages that this person sees in a channel, oldest first."""
        if not permissions.in_channel(channel, self.user) & permissions.VIEW:
            return []
        return channel.visible_to(self.id)

    def _new(self, channel: Channel, content: str) -> Message:
        return Message(self.world.ids.next(), channel, self.user, content, self.world.clock.iso())

    def _manages_messages(self, channel: Channel) -> bool:
        own = permissions.in_channel(channel, self.user)
        return channel.guild is not None and bool(own & permissions.MANAGE_MESSAGES)

    def _poll(self, channel: Channel, question: str) -> Json:
        if not permissions.in_channel(channel, self.user) & permissions.bits("send_polls"):
            raise StubMisuse(f"{self.name} may not start polls in {channel.name!r}")
        answers = [{"answer_id": each, "poll_media": {"text": text}} for each, text in enumerate(("Yes", "No"), 1)]
        return {
            "question": {"text": question},
            "answers": answers,
            "expiry": self.world.clock.iso(),
            "allow_multiselect": False,
            "layout_type": 1,
            "results": {"answer_counts": [], "is_finalized": False},
        }

    def _refer(self, message: Message, to: Message, kind: int) -> None:
        message.reference = {"type": kind, "channel_id": str(to.channel.id), "message_id": str(to.id)}
        if to.channel.guild is not None:
            message.reference["guild_id"] = str(to.channel.guild.id)

    def _must_be_able_to_send(self, channel: Channel) -> None:
        self._must_see(channel)
        needed = permissions.SEND_IN_THREADS if channel.is_thread else permissions.SEND
        if not permissions.in_channel(channel, self.user) & needed:
            raise StubMisuse(f"{self.name} may not send messages in {channel.name!r}")

    def _must_not_be_empty(self, message: Message, content: str) -> None:
        rest = (
            message.attachments
            or message.stickers
            or message.poll
            or (self.user.bot and (message.embeds or message.components))
        )
        if blank(content) and not rest:
            raise StubMisuse("a message needs text, an attachment or a sticker: the Discord app sends no blank one")

    def _must_not_be_locked_out(self, channel: Channel) -> None:
        if channel.locked and not permissions.in_channel(channel, self.user) & permissions.MANAGE_THREADS:
            raise StubMisuse(f"the thread {channel.name!r} is locked, and {self.name} does not manage threads")

    def _must_not_be_archived(self, message: Message) -> None:
        if message.channel.archived:
            raise StubMisuse(f"the thread {message.channel.name!r} is archived: its messages can only be deleted")

    def _must_own(self, message: Message) -> None:
        if message.author is not self.user or message.deleted:
            raise StubMisuse(f"{self.name} has no such message")
