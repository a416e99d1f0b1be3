"""The checks of the Discord app before it sends a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .dispatching import context_of
from .entities import Channel, Json
from .errors import StubMisuse

if TYPE_CHECKING:
    from .world import World

_STRING, _INTEGER, _BOOLEAN = 3, 4, 5
_NESTED = (1, 2)


def find_command(
    world: World, channel: Channel, name: str, installed: str
) -> tuple[Json, list[tuple[str, int]], list[Json]]:
    """The registered command, the way to its subcommand as (name, type), and the options there."""
    first, *rest = name.split()
    command = find_menu(world, channel, first, 1, installed)
    options: list[Json] = command["options"]
    path: list[tuple[str, int]] = []
    for part in rest:
        step = next((each for each in options if each["name"] == part and each["type"] in _NESTED), None)
        if step is None:
            raise StubMisuse(f"/{name}: there is no {part!r}")
        path.append((part, step["type"]))
        options = step.get("options") or []
    if any(each["type"] in _NESTED for each in options):
        raise StubMisuse(f"/{name} is a group; name one of {[each['name'] for each in options]}")
    return command, path, options


def find_menu(world: World, channel: Channel, name: str, kind: int, installed: str) -> Json:
    """The registered command of a kind (1 slash, 2 user, 3 message) that may be used here."""
    guild_id = channel.guild.id if channel.guild else -1
    known = [*world.commands.get(guild_id, {}).values(), *world.commands.get(0, {}).values()]
    command = next((each for each in known if each["name"] == name and each["type"] == kind), None)
    if command is None:
        names = sorted(each["name"] for each in known if each["type"] == kind)
        raise StubMisuse(f"no command {name!r} is registered; there are {names}")
    context = context_of(world, channel)
    contexts: list[int] | None = command["contexts"]
    if contexts is None:
        contexts = [0, 1] if command["dm_permission"] else [0]
        if 1 in command["integration_types"]:
            contexts = [*contexts, 2]
    if context not in contexts:
        raise StubMisuse(f"{name!r} cannot be used in context {context}, only in {contexts}")
    if installed == "user" and 1 not in command["integration_types"]:
        raise StubMisuse(f"{name!r} cannot be installed by a person")
    if installed == "guild" and not world.has_bot(channel):
        raise StubMisuse(f"the application is not installed where {channel.name!r} is")
    return command


def option_values(definitions: list[Json], given: dict[str, object], *, partial: bool = False) -> list[Json]:
    """Options as they are sent. ``partial`` lets required ones be absent."""
    known = {each["name"]: each for each in definitions}
    for name in given:
        if name not in known:
            raise StubMisuse(f"there is no option {name!r}, only {sorted(known)}")
    filled: list[Json] = []
    for name, definition in known.items():
        value = given.get(name)
        if value is None:
            if definition.get("required") and not partial:
                raise StubMisuse(f"the option {name!r} is required")
            continue
        if not partial:
            _check(definition, value)
        filled.append({"name": name, "type": definition["type"], "value": value})
    return filled


def _check(definition: Json, value: object) -> None:
    name, kind = definition["name"], definition["type"]
    types = {_STRING: str, _INTEGER: int, _BOOLEAN: bool}
    if type(value) is not types[kind]:
        raise StubMisuse(f"the option {name!r} does not take {value!r}")
    if isinstance(value, str) and kind == _STRING:
        low, high = definition.get("min_length", 0), definition.get("max_length", 6000)
        if not low <= len(value) <= high:
            raise StubMisuse(f"the option {name!r} takes {low} to {high} characters")
    if isinstance(value, int) and kind == _INTEGER:
        low, high = definition.get("min_value", float("-inf")), definition.get("max_value", float("inf"))
        if not low <= value <= high:
            raise StubMisuse(f"the option {name!r} takes {low} to {high}")
    choices: list[Json] = definition.get("choices") or []
    if choices and value not in [each["value"] for each in choices]:
        raise StubMisuse(f"the option {name!r} takes one of {[each['value'] for each in choices]}")
