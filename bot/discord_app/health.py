"""Whether the bot is well: the checks of its parts, for `/healthz` and for `/footnote doctor`."""

from __future__ import annotations

from collections.abc import Callable

Check = Callable[[], str | None]
"""What is wrong with a part, in words; None if nothing is."""


class Health:
    """The checks of all parts."""

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}

    def add_check(self, name: str, check: Check) -> None:
        """Let a part be asked, too. It is asked often, and so must not wait."""
        self._checks[name] = check

    def troubles(self) -> dict[str, str | None]:
        """What is wrong with each part, by its name; None where nothing is."""
        return {name: _asked(check) for name, check in self._checks.items()}


def _asked(check: Check) -> str | None:
    try:
        return check()
    except Exception as error:
        return f"cannot be told ({type(error).__name__})"
