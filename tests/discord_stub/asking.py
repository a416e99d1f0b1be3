"""What a person can do with an application: commands, menus, buttons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from . import permissions
from .changes import PATIENCE
from .commands_in_use import find_command, find_menu, option_values
from .component_limits import STRING_SELECT
from .components_in_use import find_button, find_menu_component, pick
from .dispatching import dispatch
from .entities import Channel, Json, Message, User
from .errors import StubMisuse
from .interactions import Choice, Interaction, InteractionKind, ResponseType
from .modals_in_use import fill
from .resolving import Picked, Resolved

if TYPE_CHECKING:
    from .server import DiscordStub
    from .world import World

Installed = Literal["guild", "user"]
"""Whose installation of the application is used: the server's or the person's own."""


class Asking:
    """The part of a person that uses the bot's commands and components."""

    def __init__(self, stub: DiscordStub, user: User) -> None:
        self.stub = stub
        self.user = user
        self.locale = "en-US"

    @property
    def world(self) -> World:
        """The state that this person lives in."""
        return self.stub.world

    @property
    def id(self) -> int:
        """The id of the account."""
        return self.user.id

    @property
    def name(self) -> str:
        """The name of the account."""
        return self.user.name

    @property
    def mention(self) -> str:
        """The text that mentions this person."""
        return self.user.mention

    async def slash(
        self, channel: Channel, command: str, /, *, installed: Installed = "guild", **options: object
    ) -> Interaction:
        """Use a slash command: ``await ada.slash(channel, "ask", question="...")``.

        Groups are written with spaces (``"settings channel add"``). Options are checked as the
        Discord app does before it sends anything: unknown, missing, of the wrong type, out of
        range, not among fixed choices; so are the places where the command may be used. Returns
        at once; the interaction tells what the bot answered.
        """
        self._must_see(channel)
        registered, path, definitions = find_command(self.world, channel, command, installed)
        self._may_use(registered, channel)
        data = _command_data(registered, path, option_values(definitions, options), channel)
        return self._dispatch(InteractionKind.COMMAND, channel, data, installed)

    async def autocompletes(
        self,
        channel: Channel,
        command: str,
        /,
        *,
        focused: str,
        value: str | int | float = "",
        installed: Installed = "guild",
        within: float = PATIENCE,
        **options: object,
    ) -> list[Choice]:
        """Type ``value`` into the option ``focused`` and read the suggestions.

        NothingHappened when there are none within ``within`` seconds.
        """
        self._must_see(channel)
        registered, path, definitions = find_command(self.world, channel, command, installed)
        definition = next((each for each in definitions if each["name"] == focused), None)
        if definition is None or not definition.get("autocomplete"):
            raise StubMisuse(f"/{command} has no option {focused!r} with autocomplete")
        filled = option_values(definitions, options, partial=True)
        filled.append({"name": focused, "type": definition["type"], "value": value, "focused": True})
        data = _command_data(registered, path, filled, channel)
        interaction = self._dispatch(InteractionKind.AUTOCOMPLETE, channel, data, installed)
        return list((await interaction.responded(within)).choices)

    async def uses_message_menu(
        self, message: Message, command: str, /, *, installed: Installed = "guild"
    ) -> Interaction:
        """Right-click a message, Apps, ``command``."""
        self._must_see_message(message)
        registered = find_menu(self.world, message.channel, command, 3, installed)
        self._may_use(registered, message.channel)
        from . import payloads

        data = _command_data(registered, [], [], message.channel) | {
            "target_id": str(message.id),
            # What a message command is used on is shown to the bot whatever its intents are.
            "resolved": {"messages": {str(message.id): payloads.message(self.world, message)}},
        }
        return self._dispatch(InteractionKind.COMMAND, message.channel, data, installed, target=message)

    async def presses(
        self,
        where: Message | Interaction,
        label: str | None = None,
        *,
        custom_id: str | None = None,
        emoji: str | None = None,
    ) -> Interaction:
        """Press the button with this label, custom id or emoji.

        StubMisuse when there is no such button, several fit, it is disabled or a link, or the
        message is not visible to this person or deleted.
        """
        message = self._shown(where)
        button = find_button(message, label, custom_id, emoji)
        data: Json = {"component_type": 2, "custom_id": button["custom_id"], "id": button.get("id", 0)}
        return self._dispatch(InteractionKind.COMPONENT, message.channel, data, _installed(message), source=message)

    async def selects(
        self,
        where: Message | Interaction,
        value: Picked | None = None,
        *,
        label: str | None = None,
        values: Iterable[Picked] = (),
        custom_id: str | None = None,
    ) -> Interaction:
        """Pick in a select menu: options by value or label, channels as such.

        It is the only menu unless ``custom_id`` names one. StubMisuse when there is no such menu
        or option, the person does not see the channel, or the number of values does not fit.
        """
        message = self._shown(where)
        menu = find_menu_component(message, custom_id)
        resolved = Resolved(self.user)
        picked = [resolved.sent(each) for each in pick(menu, value, label, list(values))]
        for each in (value, *values):
            if isinstance(each, Channel):
                self._must_see(each)
        data: Json = {"component_type": menu["type"], "custom_id": menu["custom_id"], "id": menu["id"]}
        data["values"] = picked
        if menu["type"] != STRING_SELECT:
            data["resolved"] = resolved.objects
        return self._dispatch(InteractionKind.COMPONENT, message.channel, data, _installed(message), source=message)

    async def submits(self, opened: Interaction, **fields: str) -> Interaction:
        """Fill in and send the form (modal) that an interaction was answered with.

        Fields by custom id (``**{"fs:name": "x"}`` where it is no Python name): a text, or the
        value of an option that is picked in a menu. What is not given keeps what stands in the
        form. StubMisuse for what the Discord app does not send.
        """
        response = opened.response
        if response is None or response.type is not ResponseType.MODAL:
            raise StubMisuse("no form is open")
        if opened.user is not self.user:
            raise StubMisuse(f"the form is shown to {opened.user.name}")
        data: Json = {"custom_id": response.custom_id, "components": fill(response.components, fields)}
        installed: Installed = "guild" if "0" in opened.owners else "user"
        return self._dispatch(
            InteractionKind.MODAL, opened.channel, data, installed, source=opened.source, opened_by=opened
        )

    def _dispatch(
        self,
        kind: InteractionKind,
        channel: Channel,
        data: Json,
        installed: Installed,
        *,
        source: Message | None = None,
        target: Message | None = None,
        opened_by: Interaction | None = None,
    ) -> Interaction:
        self._must_be_allowed_applications(channel)
        if installed == "guild" and not self.world.has_bot(channel):
            raise StubMisuse(f"the application is not installed where {channel.name!r} is")
        return dispatch(
            self.world,
            self.user,
            self.locale,
            kind,
            channel,
            data,
            installed,
            source=source,
            target=target,
            opened_by=opened_by,
        )

    def _shown(self, where: Message | Interaction) -> Message:
        message = where.answer if isinstance(where, Interaction) else where
        if message is None:
            raise StubMisuse("the interaction has no message yet; await answered() first")
        self._must_see_message(message)
        return message

    def _must_see_message(self, message: Message) -> None:
        self._must_see(message.channel)
        if message.deleted:
            raise StubMisuse("the message is deleted")
        if message.ephemeral_for is not None and message.ephemeral_for is not self.user:
            raise StubMisuse(f"{self.name} does not see an ephemeral message of {message.ephemeral_for.name}")

    def _must_be_allowed_applications(self, channel: Channel) -> None:
        """Who lost the permission to use applications uses no command, menu or button, old ones included."""
        if channel.guild and not permissions.in_channel(channel, self.user) & permissions.USE_APPLICATIONS:
            raise StubMisuse(f"{self.name} may not use applications in {channel.name!r}")

    def _must_see(self, channel: Channel) -> None:
        if channel.guild is None:
            present = self.user in channel.recipients or self.user.id == channel.owner_id
        else:
            present = channel.guild.memberships.get(self.id) is not None
            present = present and bool(permissions.in_channel(channel, self.user) & permissions.VIEW)
        if not present:
            raise StubMisuse(f"{self.name} does not see {channel.name!r}")

    def _may_use(self, command: Json, channel: Channel) -> None:
        needed = command["default_member_permissions"]
        if needed is None or channel.guild is None or channel.guild.may_use_command(command["name"], self.id):
            return
        own = permissions.in_channel(channel, self.user)
        if own != permissions.ALL and (needed == "0" or own & int(needed) != int(needed)):
            raise StubMisuse(f"{self.name} may not use {command['name']!r}")


def _installed(message: Message) -> Installed:
    owners = message.interaction.owners if message.interaction is not None else {"0": ""}
    return "guild" if "0" in owners else "user"


def _command_data(command: Json, path: list[tuple[str, int]], options: list[Json], channel: Channel) -> Json:
    for name, kind in reversed(path):
        options = [{"name": name, "type": kind, "options": options}]
    data: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
    if options:
        data["options"] = options
    if "guild_id" in command and channel.guild is not None:
        data["guild_id"] = command["guild_id"]
    return data
