"""What is suggested while somebody types an option."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from discord import app_commands

from bot.conversation import wording
from bot.discord_app import errors
from bot.discord_app.render import CHOICE, clip


def suggested(
    current: str, where: str, suggest: Callable[[str], Iterable[tuple[str, str]]]
) -> list[app_commands.Choice[str]]:
    """What `suggest` has for what was typed, as names and values; only the beginning of it counts, as no suggestion is
    longer. If that fails, the only suggestion says so, and stands for what was typed."""
    typed = current[:CHOICE]
    try:
        return [app_commands.Choice(name=name, value=value) for name, value in suggest(typed)]
    except Exception as error:
        line = wording.went_wrong(errors.record(error, where))
        return [app_commands.Choice(name=clip(line, CHOICE), value=typed or "?")]
