"""Servers: their members, roles, channels and permissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import payloads, permissions, threads
from .entities import Channel, ChannelKind, Json, Membership, Message, Overwrite, Role, User
from .errors import StubMisuse

if TYPE_CHECKING:
    from .people import Person
    from .server import DiscordStub
    from .world import Viewer

_GUILDS = 1 << 0
_GUILD_MEMBERS = 1 << 1

BOT_DEFAULT = permissions.bits(
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "embed_links",
    "attach_files",
    "read_message_history",
    "add_reactions",
    "use_external_emojis",
)
"""What the bot's own role allows unless a test says otherwise."""


class Guild:
    """A server. Made by ``DiscordStub.add_guild``; what changes in it is told to the bot at once."""

    def __init__(self, stub: DiscordStub, name: str, guild_id: int, bot_permissions: int, with_bot: bool) -> None:
        world = stub.world
        self.stub = stub
        self.world = world
        self.id = guild_id
        self.name = name
        self.locale = "en-US"
        self.owner_id = world.owner.id
        self.with_bot = False
        self.available = True
        self.revision = 0
        self.channels: dict[int, Channel] = {}
        self.threads: dict[int, Channel] = {}
        self.memberships: dict[int, Membership] = {}
        self.everyone = Role(guild_id, "@everyone", permissions.MEMBER_DEFAULT, position=0)
        self.bot_role = Role(world.ids.next(), world.bot.name, bot_permissions, managed=True, bot_id=world.bot.id)
        self.roles: dict[int, Role] = {self.everyone.id: self.everyone}
        self.system_channel: Channel | None = None
        self.shown_commands: dict[tuple[str, int], bool] = {}
        """Commands, by name, that an admin showed to members, by id, whatever permission they need by default."""
        self._moderators: Role | None = None
        self._join(world.owner)
        if with_bot:
            self._seat_bot()

    def __repr__(self) -> str:
        return f"<Guild {self.name}>"

    # People and roles

    def add_member(
        self, who: str | Person, *, moderator: bool = False, roles: tuple[Role, ...] = (), bot: bool = False
    ) -> Person:
        """A person joins: a new account by name, or somebody from elsewhere.

        A moderator may manage messages. ``bot`` makes the new account another application's.
        """
        from .people import Person

        person = Person(self.stub, self.world.add_user(who, bot=bot)) if isinstance(who, str) else who
        membership = self._join(person.user, *roles)
        if moderator:
            membership.roles.append(self._moderator_role())
        joined = payloads.member(membership) | {"guild_id": str(self.id)}
        self.world.emit("GUILD_MEMBER_ADD", _GUILD_MEMBERS, self, lambda _: joined)
        return person

    def add_role(self, name: str, *allowed: str, mentionable: bool = False) -> Role:
        """A new role with the permissions ``allowed``."""
        role = Role(self.world.ids.next(), name, permissions.bits(*allowed), len(self.roles), mentionable=mentionable)
        self.roles[role.id] = role
        self._changed("GUILD_ROLE_CREATE", {"guild_id": str(self.id), "role": payloads.role(role)})
        return role

    def times_out(self, who: Person | User, seconds: float) -> None:
        """A moderator puts a member in a time-out; none of it is left after 0 seconds."""
        self.memberships[who.id].timed_out_until = self.world.clock.now() + seconds if seconds else None
        self._member_changed(who)

    def set_nick(self, who: Person | User, nick: str | None) -> None:
        """Call a member otherwise in this server, or by their own name again."""
        self.memberships[who.id].nick = nick
        self._member_changed(who)

    def set_role(self, role: Role, *allowed: str) -> None:
        """Replace the permissions of a role."""
        role.permissions = permissions.bits(*allowed)
        self._changed("GUILD_ROLE_UPDATE", {"guild_id": str(self.id), "role": payloads.role(role)})

    def shows_command(self, name: str, who: Person | Role, shown: bool = True) -> None:
        """An admin lets a member or a role use a command, or not (Discord, "Application Command Permissions")."""
        self.shown_commands[name, who.id] = shown

    def may_use_command(self, name: str, user_id: int) -> bool | None:
        """What the admins chose for a member and a command, which outweighs what they chose for roles, and that what
        they chose for @everyone; None if they chose nothing."""
        chosen = [self.shown_commands.get((name, role.id)) for role in self.memberships[user_id].roles]
        for_all = self.shown_commands.get((name, self.everyone.id))
        for_roles = True if True in chosen else False if False in chosen else for_all
        return self.shown_commands.get((name, user_id), for_roles)

    # Permissions in one channel

    def deny(self, who: Person | User | Role, channel: Channel, *names: str) -> None:
        """Take permissions away in one channel, by an overwrite; ValueError for an unknown name."""
        one = self._overwrite(who, channel)
        one.deny |= permissions.bits(*names)
        one.allow &= ~one.deny
        self._channel_changed(channel)

    def allow(self, who: Person | User | Role, channel: Channel, *names: str) -> None:
        """Grant permissions in one channel, by an overwrite; ValueError for an unknown name."""
        one = self._overwrite(who, channel)
        one.allow |= permissions.bits(*names)
        one.deny &= ~one.allow
        self._channel_changed(channel)

    def reset(self, who: Person | User | Role, channel: Channel) -> None:
        """Remove the overwrite of a member or a role."""
        channel.overwrites.pop(who.id, None)
        self._channel_changed(channel)

    # Channels

    def add_text_channel(self, name: str) -> Channel:
        """A text channel."""
        return self._add(name, ChannelKind.TEXT)

    def add_announcement_channel(self, name: str) -> Channel:
        """An announcement channel."""
        return self._add(name, ChannelKind.ANNOUNCEMENT)

    def add_voice_channel(self, name: str) -> Channel:
        """A voice channel; its chat takes messages."""
        return self._add(name, ChannelKind.VOICE)

    def add_stage_channel(self, name: str) -> Channel:
        """A stage channel; its chat takes messages."""
        return self._add(name, ChannelKind.STAGE)

    def add_forum(self, name: str) -> Channel:
        """A forum; messages go to its posts (``Person.posts``)."""
        return self._add(name, ChannelKind.FORUM)

    def add_category(self, name: str) -> Channel:
        """A category, which takes no messages."""
        return self._add(name, ChannelKind.CATEGORY)

    def put_in(self, category: Channel, channel: Channel) -> None:
        """Move a channel into a category."""
        channel.parent = category
        self._channel_changed(channel)

    def set_system_channel(self, channel: Channel | None) -> None:
        """Where Discord itself says who joined, and where a bot that was just added may introduce itself."""
        self.system_channel = channel
        self._changed("GUILD_UPDATE", payloads.guild(self))

    def add_thread(
        self,
        parent: Channel,
        name: str,
        *,
        owner: User | None = None,
        private: bool = False,
        on: Message | None = None,
    ) -> Channel:
        """A thread in ``parent``; one that starts on a message has the id of that message.

        Its first message is then a system message that only refers to it (type 21).

        The bot sees a private one when it is in it or may manage threads. Whether people are in
        it is not checked.
        """
        kind = ChannelKind.PRIVATE_THREAD if private else ChannelKind.PUBLIC_THREAD
        if parent.kind is ChannelKind.ANNOUNCEMENT:
            kind = ChannelKind.ANNOUNCEMENT_THREAD
        thread = self._make(name, kind, on.id if on is not None else None)
        thread.parent = parent
        thread.owner_id = (owner or self.world.owner).id
        thread.members[thread.owner_id] = thread.created_at
        self.threads[thread.id] = thread
        data = payloads.channel(thread) | {"newly_created": True}
        self.world.emit_here("THREAD_CREATE", thread, (_GUILDS, _GUILDS), lambda _: data)
        if on is not None:
            threads.start_on(self.world, thread, on)
        return thread

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel or a thread with all that is in it."""
        data = payloads.channel(channel)
        name = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        self.world.emit_here(name, channel, (_GUILDS, _GUILDS), lambda _: data)
        for each in (self.channels, self.threads, self.world.channels):
            each.pop(channel.id, None)
        self.revision += 1

    def archive(self, thread: Channel) -> None:
        """Archive a thread; a message brings it back."""
        thread.archived = True
        threads.tell(self.world, thread)

    def rename(self, thread: Channel, name: str) -> None:
        """A moderator calls a thread otherwise."""
        thread.name = name
        threads.tell(self.world, thread)

    def lock(self, thread: Channel, locked: bool = True) -> None:
        """Lock a thread, so that only who manages threads can write in it, or unlock it."""
        thread.locked = locked
        threads.tell(self.world, thread)

    # The bot's membership

    def add_bot(self) -> None:
        """The bot is added to the server while it runs."""
        if self.with_bot:
            raise StubMisuse(f"the bot is in {self.name} already")
        self._seat_bot()

        def build(viewer: Viewer) -> Json:
            all_members = bool(viewer.intents & _GUILD_MEMBERS)
            return payloads.guild_create(self, self.world.bot, all_members=all_members, joined=True)

        self.world.emit("GUILD_CREATE", _GUILDS, self, build)

    def remove_bot(self) -> None:
        """The bot is removed from the server."""
        self.world.emit("GUILD_DELETE", _GUILDS, self, lambda _: {"id": str(self.id)})
        self.memberships.pop(self.world.bot.id)
        self.roles.pop(self.bot_role.id)
        for thread in self.threads.values():
            thread.members.pop(self.world.bot.id, None)
        self.with_bot = False
        self.revision += 1

    def set_available(self, available: bool) -> None:
        """An outage of this server begins (false) or ends (true)."""
        self.available = available
        if available:
            self.world.emit(
                "GUILD_CREATE",
                _GUILDS,
                self,
                lambda _: payloads.guild_create(self, self.world.bot, all_members=False),
            )
        else:
            self.world.emit("GUILD_DELETE", _GUILDS, self, lambda _: {"id": str(self.id), "unavailable": True})

    def _seat_bot(self) -> None:
        self.roles[self.bot_role.id] = self.bot_role
        self._join(self.world.bot, self.bot_role)
        self.with_bot = True

    def _join(self, user: User, *roles: Role) -> Membership:
        membership = Membership(user, list(roles), self.world.clock.iso())
        self.memberships[user.id] = membership
        self.revision += 1
        return membership

    def _member_changed(self, who: Person | User) -> None:
        membership = self.memberships[who.id]
        self.revision += 1
        data = payloads.member(membership) | {"guild_id": str(self.id)}
        # Of its own membership a bot hears without the intent ("Gateway Intents", "Caveats").
        intent = 0 if membership.user is self.world.bot else _GUILD_MEMBERS
        self.world.emit("GUILD_MEMBER_UPDATE", intent, self, lambda _: data)

    def _moderator_role(self) -> Role:
        if self._moderators is None:
            self._moderators = self.add_role("moderators")
            self._moderators.permissions = permissions.MODERATOR
            data = {"guild_id": str(self.id), "role": payloads.role(self._moderators)}
            self._changed("GUILD_ROLE_UPDATE", data)
        return self._moderators

    def _overwrite(self, who: Person | User | Role, channel: Channel) -> Overwrite:
        kind = 0 if isinstance(who, Role) else 1
        return channel.overwrites.setdefault(who.id, Overwrite(who.id, kind))

    def _add(self, name: str, kind: ChannelKind) -> Channel:
        channel = self._make(name, kind, None)
        self.channels[channel.id] = channel
        data = payloads.channel(channel)
        self.world.emit_here("CHANNEL_CREATE", channel, (_GUILDS, _GUILDS), lambda _: data)
        return channel

    def _make(self, name: str, kind: ChannelKind, channel_id: int | None) -> Channel:
        channel = Channel(channel_id or self.world.ids.next(), name, kind, self, position=len(self.channels))
        channel.created_at = self.world.clock.iso()
        self.world.channels[channel.id] = channel
        return channel

    def _changed(self, name: str, data: Json) -> None:
        self.revision += 1
        self.world.emit(name, _GUILDS, self, lambda _: data)

    def _channel_changed(self, channel: Channel) -> None:
        # Discord tells of the change also to a bot that stops seeing the channel by it.
        self.revision += 1
        data = payloads.channel(channel)
        name = "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE"
        self.world.emit(name, _GUILDS, self, lambda _: data)
