"""The application commands that Discord accepts (Discord, "Application Commands")."""

from __future__ import annotations

import unicodedata
from typing import Any

from .entities import Json
from .errors import FormErrors, Path, refusal

NAME = 32
DESCRIPTION = 100
OPTIONS = 25
CHOICES = 25
CHOICE_TEXT = 100
CHARACTERS = 8000
"""All names, descriptions and choice values of one command together."""
SLASH_COMMANDS = 100
MENU_COMMANDS = 15
"""User commands, and message commands, each."""

SUBCOMMAND, GROUP = 1, 2
_SLASH = 1


def check_commands(commands: list[Json]) -> None:
    """Refuse a list that replaces all commands: 50035 or 30032."""
    errors = FormErrors()
    seen: set[tuple[int, str]] = set()
    for index, command in enumerate(commands):
        _check_command(errors, command, (index,))
        key = (command.get("type") or _SLASH, str(command.get("name")))
        if key in seen:
            errors.add((index,), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        seen.add(key)
    errors.refuse()
    for kind, most in ((1, SLASH_COMMANDS), (2, MENU_COMMANDS), (3, MENU_COMMANDS)):
        if sum((command.get("type") or _SLASH) == kind for command in commands) > most:
            raise refusal(30032)


def _check_command(errors: FormErrors, command: Json, at: Path) -> None:
    kind = command.get("type") or _SLASH
    _check_name(errors, command.get("name"), (*at, "name"), slash=kind == _SLASH)
    if kind == _SLASH:
        _check_description(errors, command, at)
        _check_options(errors, command.get("options") or [], (*at, "options"), depth=0)
        if _characters(command) > CHARACTERS:
            errors.add(at, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({CHARACTERS})")
    else:
        if command.get("description"):
            errors.add(
                (*at, "description"),
                "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID",
                "Context menu commands cannot have description",
            )
        if command.get("options"):
            errors.add(
                (*at, "options"),
                "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID",
                "Context menu commands cannot have options",
            )


def _check_name(errors: FormErrors, name: object, at: Path, *, slash: bool) -> None:
    if not errors.required(at, name):
        return
    text = str(name)
    errors.length(at, text, 1, NAME)
    if slash and (text != text.lower() or not all(_in_name(character) for character in text)):
        errors.add(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _in_name(character: str) -> bool:
    # Letters and numbers of all scripts, and the marks that Devanagari and Thai are written with.
    return character in "-_'" or unicodedata.category(character)[0] in "LNM"


def _check_description(errors: FormErrors, item: Json, at: Path) -> None:
    if errors.required((*at, "description"), item.get("description")):
        errors.length((*at, "description"), item["description"], 1, DESCRIPTION)


def _check_options(errors: FormErrors, options: list[Json], at: Path, *, depth: int) -> None:
    if len(options) > OPTIONS:
        errors.add(at, "BASE_TYPE_MAX_LENGTH", f"Must be {OPTIONS} or fewer in length.")
    optional_seen = False
    names: set[str] = set()
    for index, option in enumerate(options):
        here = (*at, index)
        _check_name(errors, option.get("name"), (*here, "name"), slash=True)
        _check_description(errors, option, here)
        if option.get("name") in names:
            errors.add(here, "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique")
        names.add(str(option.get("name")))
        kind = option.get("type")
        if kind in (SUBCOMMAND, GROUP):
            if depth >= (1 if kind == GROUP else 2):
                errors.add(
                    (*here, "type"),
                    "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                    "Sub-command option cannot be nested",
                )
            _check_options(errors, option.get("options") or [], (*here, "options"), depth=depth + 1)
            continue
        if option.get("required") and optional_seen:
            errors.add(
                here,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional_seen = optional_seen or not option.get("required")
        _check_choices(errors, option, here)


def _check_choices(errors: FormErrors, option: Json, at: Path) -> None:
    choices: list[Json] = option.get("choices") or []
    if len(choices) > CHOICES:
        errors.add((*at, "choices"), "BASE_TYPE_MAX_LENGTH", f"Must be {CHOICES} or fewer in length.")
    if choices and option.get("autocomplete"):
        errors.add(
            (*at, "choices"),
            "APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE_MUTUALLY_EXCLUSIVE",
            "Choices and autocomplete exclude each other",
        )
    for index, choice in enumerate(choices):
        errors.length((*at, "choices", index, "name"), choice.get("name", ""), 1, CHOICE_TEXT)
        value: Any = choice.get("value")
        if isinstance(value, str):
            errors.length((*at, "choices", index, "value"), value, 1, CHOICE_TEXT)


def _characters(item: Json) -> int:
    own = len(str(item.get("name") or "")) + len(str(item.get("description") or ""))
    options: list[Json] = item.get("options") or []
    choices: list[Json] = item.get("choices") or []
    return (
        own
        + sum(map(_characters, options))
        + sum(len(str(choice.get("name"))) + len(str(choice.get("value"))) for choice in choices)
    )
