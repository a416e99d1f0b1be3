"""Finds reasons for silence in data from Discord. Makes no requests.

`python -m bot doctor` uses it from outside, with the token; `/footnote doctor` from within a running bot.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import discord

from bot.conversation.wordings import doctor
from bot.conversation.wordings.finding import Finding
from bot.discord_app.permissions import lacked, named, names_of
from bot.store.server_settings import DEFAULTS, AnswerPlace, ServerSettings, Style

SCOPES = ("bot", "applications.commands")
"""The scopes of an invitation."""

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    read_message_history=True,
)
"""All permissions that the bot needs in a server."""

FURTHER = {
    "threads": discord.Permissions(create_public_threads=True, send_messages_in_threads=True),
    "reactions": discord.Permissions(add_reactions=True),
}
"""Permissions for optional features: answers in threads of their own, a 👍 for thanks."""

WISHED = frozenset(("embed_links", "create_public_threads"))
"""Permissions without which the bot can still answer."""

Json = Mapping[str, Any]

_TALKATIVE = (discord.TextChannel, discord.VoiceChannel, discord.StageChannel, discord.ForumChannel)


def of_application(application: discord.AppInfo) -> Iterator[Finding]:
    """Findings about the application in the developer portal."""
    flags = application.flags
    if flags.gateway_message_content:
        yield doctor.CONTENT_ON
    else:
        yield doctor.CONTENT_LIMITED if flags.gateway_message_content_limited else doctor.CONTENT_OFF
    yield from _of_installation(application)
    yield doctor.servers(application.approximate_guild_count, verified=flags.gateway_message_content)


def _of_installation(application: discord.AppInfo) -> Iterator[Finding]:
    for_servers, for_people = application.guild_integration_config, application.user_integration_config
    if application.interactions_endpoint_url:
        yield doctor.ENDPOINT
    if application.bot_require_code_grant:
        yield doctor.CODE_GRANT
    if for_servers is None and for_people is not None:
        yield doctor.NOT_FOR_SERVERS
    else:
        yield doctor.FOR_ALL if for_people is not None else doctor.FOR_SERVERS
    if not application.bot_public:
        yield doctor.NOT_PUBLIC
    link = for_servers.oauth2_install_params if for_servers is not None else None
    link = link or application.install_params
    if link is not None:
        lacking = [f"the scope {scope}" for scope in SCOPES if scope not in link.scopes]
        lacking += [named(name) for name in names_of(PERMISSIONS) if not getattr(link.permissions, name)]
        if lacking:
            yield doctor.install_link_lacks(lacking)


def of_commands(registered: Sequence[Json], ours: Sequence[Json]) -> Finding:
    """Whether the registered commands are those of this version; both in the form of Discord's API."""
    theirs, known = ({_named(each): each for each in commands} for commands in (registered, ours))
    missing = sorted(known.keys() - theirs.keys())
    unknown = sorted(theirs.keys() - known.keys())
    changed = sorted(name for name in known.keys() & theirs.keys() if not _alike(known[name], theirs[name]))
    if missing or unknown or changed:
        return doctor.commands_differ(missing, changed, unknown)
    return doctor.commands_registered(len(known))


def _named(command: Json) -> str:
    is_slash = command.get("type", 1) == discord.AppCommandType.chat_input.value
    return f"/{command['name']}" if is_slash else f"“{command['name']}”"


_COMPARED = (
    *("name", "type", "description", "required", "autocomplete", "nsfw", "default_member_permissions", "channel_types"),
    *("value", "min_value", "max_value", "min_length", "max_length"),
)
_WHERE = ("contexts", "integration_types")


def _alike(ours: Json, theirs: Json) -> bool:
    """Whether two commands or options are the same. Discord may omit default values, and writes permission numbers as
    text."""
    return (
        all(str(ours.get(key) or "") == str(theirs.get(key) or "") for key in _COMPARED)
        and all(key not in ours or sorted(ours[key] or ()) == sorted(theirs.get(key) or ()) for key in _WHERE)
        and all(_all_alike(ours.get(key) or (), theirs.get(key) or ()) for key in ("options", "choices"))
    )


def _all_alike(ours: Sequence[Json], theirs: Sequence[Json]) -> bool:
    return len(ours) == len(theirs) and all(_alike(one, other) for one, other in zip(ours, theirs, strict=True))


def of_permissions(
    me: discord.Member,
    channels: Sequence[discord.abc.GuildChannel],
    *,
    everyone: discord.Role,
    wanted: Collection[int] = (),
    settings: ServerSettings = DEFAULTS,
) -> Iterator[Finding]:
    """Which permissions the bot is missing: in the whole server, then in channels, grouped by what they miss. A channel
    that is hidden from everybody, not only from the bot, is no fault unless its id is in `wanted`."""
    if me.is_timed_out():
        yield doctor.TIMED_OUT
        return
    everywhere, lacking = lacking_in(me, channels, settings)
    if everywhere:
        yield doctor.lacks_everywhere(_shown(everywhere))
    hidden: list[str] = []
    alike: dict[tuple[str, ...], list[str]] = {}
    for place, names in lacking.items():
        if place.id not in wanted and is_hidden(place, names, everyone):
            hidden.append(f"#{place.name}")
        elif names:
            alike.setdefault(_shown(names), []).append(f"#{place.name}")
    yield from (doctor.lacks(places, names) for names, places in alike.items())
    if hidden:
        yield doctor.hidden(hidden)
    if unhindered := sum(
        not names and not {*everywhere}.intersection(needed_in(place, settings)) for place, names in lacking.items()
    ):
        yield doctor.permissions_fine(unhindered)


def lacking_in(
    me: discord.Member, channels: Sequence[discord.abc.GuildChannel], settings: ServerSettings
) -> tuple[list[str], Mapping[discord.abc.GuildChannel, list[str]]]:
    """The permissions, by discord.py's names, that the bot is missing in the whole server, meaning in every channel
    that needs them; and by channel, those missing besides."""
    needed = {each: needed_in(each, settings) for each in talkative(channels)}
    lacking = {each: lacked(each, me, names) for each, names in needed.items()}

    def is_allowed(name: str) -> bool:
        # A permission that the role lacks may be granted in some channels; report the others.
        needing = [names for each, names in lacking.items() if name in needed[each]]
        return any(name not in names and "view_channel" not in names for names in needing)

    wanted = dict.fromkeys(name for names in needed.values() for name in names) or names_of(PERMISSIONS)
    everywhere = [name for name in wanted if not getattr(me.guild_permissions, name) and not is_allowed(name)]
    besides = {each: [name for name in names if name not in everywhere] for each, names in lacking.items()}
    return everywhere, besides


def is_hidden(place: discord.abc.GuildChannel, lacking: Collection[str], everyone: discord.Role) -> bool:
    """Whether a channel is hidden from the bot because it is hidden from most members."""
    return "view_channel" in lacking and not place.permissions_for(everyone).view_channel


def talkative(channels: Sequence[discord.abc.GuildChannel]) -> Sequence[discord.abc.GuildChannel]:
    """The channels in which messages can be sent, in Discord's order."""
    return sorted((each for each in channels if isinstance(each, _TALKATIVE)), key=lambda each: each.position)


def needed_in(place: discord.abc.GuildChannel, settings: ServerSettings) -> list[str]:
    """The permissions, by discord.py's names, that answers need in a channel of a server with these settings."""
    starts_threads = settings.answers is AnswerPlace.THREAD and isinstance(place, discord.TextChannel)
    needed = PERMISSIONS | FURTHER["threads"] if starts_threads else PERMISSIONS
    idle = discord.Permissions(
        # In a forum, people write only in its posts, which are threads. Voice channels have no threads.
        send_messages=isinstance(place, discord.ForumChannel),
        send_messages_in_threads=isinstance(place, discord.VoiceChannel | discord.StageChannel),
        embed_links=settings.style is Style.TEXT,
    )
    return names_of(discord.Permissions(needed.value & ~idle.value))


def _shown(lacking: Sequence[str]) -> tuple[str, ...]:
    """The permissions by their names in Discord's settings. Optional ones are left out if required ones are missing."""
    return tuple(named(name) for name in lacking if name not in WISHED) or tuple(map(named, lacking))
