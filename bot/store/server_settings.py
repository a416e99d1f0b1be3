"""A server's settings and their JSON form. Every default is what the bot does without any settings."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from functools import partial
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

VERSION = 1
"""The version of the document. A later version may add keys, which are preserved."""

KEEP_DAYS = range(1, 366)
"""For how many days questions may be kept."""

PACES = ("person_cooldown", "channel_cooldown", "repeat_after")
"""The settings in seconds. The host has the same, which are the least."""

LONGEST_PACE = 86_400.0
"""Seconds, as for the settings in the environment."""


class Mode(StrEnum):
    """What the bot does in a channel: nothing; answers when addressed; also answers questions that are plainly about
    the article; reads each new forum post once."""

    OFF = "off"
    ASKED = "asked"
    LISTENING = "listening"
    POSTS = "posts"


class AnswerPlace(StrEnum):
    """Where an answer is posted: in the channel, or in a thread started from the question."""

    CHANNEL = "channel"
    THREAD = "thread"


class Sureness(StrEnum):
    """How sure the bot must be to answer a question that nobody addressed to it."""

    CAREFUL = "careful"
    USUAL = "usual"
    EAGER = "eager"


class Style(StrEnum):
    """How an answer looks."""

    EMBED = "embed"
    TEXT = "text"


class Deletes(StrEnum):
    """Who may delete an answer: its asker and moderators, or only moderators."""

    ASKER = "asker"
    MODERATORS = "moderators"


def _empty() -> Mapping[int, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class ServerSettings:
    """The settings that a server chose. Raises `ValueError` for a number out of range.

    `mode` applies to channels without an entry in `channel_modes`, whose keys are ids of channels, forums or
    categories. `article` and `channel_articles` are ids of articles; None is the host's default. `person_cooldown`,
    `channel_cooldown` and `repeat_after` are seconds; None is the host's value, which is also the minimum. `keep_days`,
    1 to 365, limits how long kept questions stay.
    """

    mode: Mode = Mode.ASKED
    channel_modes: Mapping[int, Mode] = field(default_factory=_empty)
    article: str | None = None
    channel_articles: Mapping[int, str] = field(default_factory=_empty)
    answers: AnswerPlace = AnswerPlace.CHANNEL
    mention_in_busy_threads: bool = False
    sureness: Sureness = Sureness.USUAL
    style: Style = Style.EMBED
    person_cooldown: float | None = None
    channel_cooldown: float | None = None
    repeat_after: float | None = None
    deletes: Deletes = Deletes.ASKER
    feedback: bool = False
    keeps_questions: bool = False
    keep_days: int = 30
    log_channel: int | None = None

    def __post_init__(self) -> None:
        if self.keep_days not in KEEP_DAYS:
            raise ValueError(f"questions are kept for {KEEP_DAYS[0]} to {KEEP_DAYS[-1]} days")
        for name in PACES:
            if not 0 <= (getattr(self, name) or 0) <= LONGEST_PACE:
                raise ValueError(f"a pace is 0 to {LONGEST_PACE:.0f} seconds")
        for name in BY_CHANNEL:
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


_TYPES = get_type_hints(ServerSettings)

BY_CHANNEL = tuple(name for name, kind in _TYPES.items() if get_origin(kind) is Mapping)
"""The settings with a value for each channel."""

DEFAULTS = ServerSettings()


def _reader(kind: Any) -> Callable[[Any], Any]:
    """Reads a value of a field of this type."""
    if get_origin(kind) is Mapping:
        by_channel = _reader(get_args(kind)[1])
        return lambda value: {int(channel): by_channel(each) for channel, each in value.items()}
    if get_origin(kind) is UnionType:
        optional = _reader(get_args(kind)[0])
        return lambda value: None if value is None else optional(value)
    return kind if issubclass(kind, StrEnum) else partial(_plain, kind)


def _plain(kind: type, value: Any) -> Any:
    if type(value) not in ((int, float) if kind is float else (kind,)):
        raise TypeError
    return value


READ = {name: _reader(kind) for name, kind in _TYPES.items()}
"""The reader for each value of a document. It raises `TypeError`, `ValueError` or `AttributeError` for a bad value."""


def read_settings(document: str) -> ServerSettings:
    """The settings in a document. Values that this version does not understand count as unset."""
    settings = DEFAULTS
    for name, value in _raw(document).items():
        if name in READ:
            try:
                settings = replace(settings, **{name: READ[name](value)})
            except (TypeError, ValueError, AttributeError):
                continue
    return settings


def write_settings(document: str, settings: ServerSettings) -> str:
    """The document with the settings in it.

    Only changed values are written, so that keys from a later version stay as they are. Default values are omitted.
    """
    raw, before = _raw(document), read_settings(document)
    for name in (each.name for each in fields(settings)):
        value = getattr(settings, name)
        if value == getattr(before, name):
            continue
        if value == getattr(DEFAULTS, name):
            raw.pop(name, None)
        else:
            raw[name] = dict(getattr(settings, name)) if name in BY_CHANNEL else value
    raw["version"] = max(VERSION, raw["version"] if isinstance(raw.get("version"), int) else 0)
    return json.dumps(raw, ensure_ascii=False, sort_keys=True)


def _raw(document: str) -> dict[str, Any]:
    try:
        raw = json.loads(document)
    except ValueError:
        return {}
    return raw if isinstance(raw, dict) else {}  # pyright: ignore[reportUnknownVariableType] - the keys of JSON are strings
