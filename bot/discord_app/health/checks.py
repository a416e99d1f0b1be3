"""The checks of the bot's parts, for `/healthz` and `/footnote doctor`."""

from __future__ import annotations

from collections.abc import Callable

Check = Callable[[], str | None]
"""Returns what is wrong with a part, in words; None if nothing is."""


class Health:
    """The checks of all parts."""

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}
        self._vital: set[str] = set()

    def add_check(self, name: str, check: Check, *, vital: bool = True) -> None:
        """Add a check. It is called often, so it must not block. `vital` is whether the bot cannot answer without that
        part."""
        self._checks[name] = check
        if vital:
            self._vital.add(name)

    def troubles(self, *, vital: bool = False) -> dict[str, str | None]:
        """What is wrong with each part, or with each `vital` one, by name; None for a part that works."""
        return {name: _asked(check) for name, check in self._checks.items() if not vital or name in self._vital}


def _asked(check: Check) -> str | None:
    try:
        return check()
    except Exception as error:
        return f"cannot be told ({type(error).__name__})"
