"""Application commands, global and of one guild."""

from __future__ import annotations

from typing import Any

from ..command_limits import check_commands
from ..entities import Json
from ..errors import refusal
from ..world import World
from .table import Call, Reply, route

_GLOBAL = "/applications/{application_id}/commands"
_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


@route("GET", _GLOBAL)
@route("GET", _GUILD)
def list_commands(call: Call) -> Reply:
    commands, _ = _scope(call)
    return Reply(list(commands.values()))


@route("PUT", _GLOBAL)
@route("PUT", _GUILD)
def replace_commands(call: Call) -> Reply:
    commands, guild_id = _scope(call)
    wanted = call.items
    check_commands(wanted)
    before = list(commands.values())
    commands.clear()
    for each in wanted:
        made = _made(call.world, each, guild_id, _same(before, each))
        commands[int(made["id"])] = made
    return Reply(list(commands.values()))


@route("GET", _GUILD + "/{command_id}/permissions")
def command_permissions(call: Call) -> Reply:
    everywhere = call.world.commands.setdefault(0, {})
    own, guild_id = _scope(call)
    command, guild = _existing(everywhere | own, call), call.world.guilds[guild_id]
    chosen = {who: shown for (name, who), shown in guild.shown_commands.items() if name == command["name"]}
    if not chosen:
        raise refusal(10066)
    permissions = [
        {"id": str(who), "type": 2 if who in guild.memberships else 1, "permission": shown}
        for who, shown in chosen.items()
    ]
    of = {"application_id": str(call.world.application_id), "guild_id": str(guild_id)}
    return Reply({"id": command["id"], **of, "permissions": permissions})


def _scope(call: Call) -> tuple[dict[int, Json], int]:
    world = call.world
    if call.id("application_id") != world.application_id:
        raise refusal(20012)
    guild_id = call.id("guild_id") if "guild_id" in call.params else 0
    if guild_id and not (guild_id in world.guilds and world.guilds[guild_id].with_bot):
        raise refusal(50001)
    return world.commands.setdefault(guild_id, {}), guild_id


def _existing(commands: dict[int, Json], call: Call) -> Json:
    command = commands.get(call.id("command_id"))
    if command is None:
        raise refusal(10063)
    return command


def _same(commands: list[Json], wanted: Json) -> Json | None:
    kind = wanted.get("type") or 1
    return next((each for each in commands if each["name"] == wanted["name"] and each["type"] == kind), None)


def _made(world: World, wanted: Json, guild_id: int, before: Json | None) -> Json:
    """A command as Discord stores it: the id of the same command stays, the version changes with the rest."""
    needed: Any = wanted.get("default_member_permissions")
    made: Json = {
        "application_id": str(world.application_id),
        "type": wanted.get("type") or 1,
        "name": wanted["name"],
        "name_localizations": wanted.get("name_localizations"),
        "description": wanted.get("description") or "",
        "description_localizations": wanted.get("description_localizations"),
        "default_member_permissions": None if needed is None else str(needed),
        "dm_permission": wanted.get("dm_permission", True),
        "nsfw": wanted.get("nsfw", False),
        "options": wanted.get("options") or [],
    }
    if guild_id:
        made["guild_id"] = str(guild_id)
        made["contexts"] = None
        made["integration_types"] = [0]
    else:
        made["contexts"] = wanted.get("contexts")
        made["integration_types"] = wanted.get("integration_types") or [0]
    if before is not None:
        made["id"] = before["id"]
        if {key: value for key, value in before.items() if key != "version"} == made:
            return before
    else:
        made["id"] = str(world.ids.next())
    made["version"] = str(world.ids.next())
    return made
