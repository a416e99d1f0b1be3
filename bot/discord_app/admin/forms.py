"""The forms (modals) in which numbers are typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from discord.ui import Label, Modal, TextInput

from bot.conversation import settings_choices as choices
from bot.conversation import settings_wording as wording
from bot.discord_app import server_controls
from bot.discord_app.admin.controls import LONGEST_TYPED, ScreenAddress, SettingsControl, join_typed
from bot.discord_app.admin.edits import Edit, days, paces
from bot.discord_app.admin.host import PACES, Host
from bot.store.server_settings import LONGEST_PACE, ServerSettings

FIELDS: Mapping[str, Sequence[str]] = {"paces": PACES, "days": ("keep_days",)}
"""The fields of each form."""


def standing(name: str, settings: ServerSettings) -> list[str]:
    """What stands in the fields of a form before anybody types; a pace that is the host's is empty."""
    values = (getattr(settings, field) for field in FIELDS[name])
    return ["" if value is None else f"{value:g}" for value in values]


def form(name: str, address: ScreenAddress, settings: ServerSettings, host: Host, typed: Sequence[str] | None) -> Modal:
    """A form with what was typed before, or with what is set. Its `custom_id` tells what was set when it opened: only
    what is typed in the place of that is a change."""
    opened = standing(name, settings)
    title = wording.PACES if name == "paces" else choices.CHOICES["keeps_questions"].title
    fields: list[Label[Any]] = []
    for field, text in zip(FIELDS[name], opened if typed is None else typed, strict=True):
        label, hint = wording.KEEP_FIELD, None
        if field in PACES:
            label, hint = wording.PACE_FIELDS[field], wording.pace_range(host.least[field], LONGEST_PACE)
        entry: TextInput[Any] = TextInput(
            custom_id=field, default=text or None, required=False, max_length=LONGEST_TYPED
        )
        fields.append(Label(text=label, description=hint, component=entry))
    return server_controls.form(title, str(SettingsControl("form", name, address, join_typed(opened))), *fields)


def read_form(name: str, host: Host, opened: Sequence[str], typed: Sequence[str]) -> Edit | list[str]:
    return paces(host, opened, typed) if name == "paces" else days(typed[0])
