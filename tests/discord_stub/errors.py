"""Discord's error responses: status, code and body (Discord, "Opcodes and Status Codes", "Error Messages")."""

from __future__ import annotations

from typing import TypeAlias

from .entities import Json

Path: TypeAlias = tuple[str | int, ...]
"""Where a fault lies in a request, from the top."""


class StubMisuse(AssertionError):
    """A test asked for what no person could do: press a missing button, use an unknown command."""


class ApiError(Exception):
    """A refusal, answered as JSON with Discord's own code."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} ({code}): {message}")
        self.status = status
        self.body: Json = {"message": message, "code": code}
        if errors:
            self.body["errors"] = errors


_KNOWN: dict[int, tuple[int, str]] = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10014: (400, "Unknown Emoji"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    10066: (404, "Unknown application command permissions"),
    20012: (403, "You are not authorized to perform this action on this application"),
    30032: (400, "Maximum number of application commands reached (100)."),
    30010: (400, "Maximum number of reactions reached (20)"),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50003: (403, "Cannot execute action on a DM channel"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50013: (403, "Missing Permissions"),
    50024: (403, "Cannot execute action on this channel type"),
    50016: (
        400,
        "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100.",
    ),
    50027: (401, "Invalid Webhook Token"),
    50034: (400, "You can only bulk delete messages that are under 14 days old."),
    50083: (403, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    160002: (403, "Cannot reply without permission to read message history"),
    160004: (400, "A thread has already been created for this message"),
    160005: (403, "Thread is locked"),
}


def refusal(code: int) -> ApiError:
    """The error for a code of Discord's list."""
    status, message = _KNOWN[code]
    return ApiError(status, code, message)


def unauthorized() -> ApiError:
    """A wrong or missing bot token."""
    return ApiError(401, 0, "401: Unauthorized")


def not_found() -> ApiError:
    """A path or method that does not exist."""
    return ApiError(404, 0, "404: Not Found")


def blank(text: object) -> bool:
    """Whether nothing of a text is left when Discord has trimmed it."""
    return text is None or not str(text).strip()


class FormErrors:
    """Collects what is wrong with a body, to be refused with 50035, each fault at its place."""

    def __init__(self) -> None:
        self._tree: Json = {}

    def add(self, path: Path, code: str, message: str) -> None:
        """Record one fault; ``path`` leads to it from the top of the body."""
        node = self._tree
        for key in path:
            node = node.setdefault(str(key), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def length(self, path: Path, value: object, low: int, high: int) -> None:
        """Record a fault unless ``value`` is absent or its length is from ``low`` to ``high``."""
        if value is None:
            return
        size = len(value) if isinstance(value, str) else len(str(value))
        if size > high:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        elif size < low:
            self.add(path, "BASE_TYPE_MIN_LENGTH", f"Must be {low} or more in length.")

    def between(self, path: Path, value: int | None, low: int, high: int) -> None:
        """Record a fault unless ``value`` is absent or from ``low`` to ``high``."""
        if value is not None and value > high:
            self.add(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")
        elif value is not None and value < low:
            self.add(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {low}.")

    def required(self, path: Path, value: object) -> bool:
        """Record a fault when ``value`` is absent or blank; whether it is there."""
        if blank(value):
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
            return False
        return True

    def refuse(self) -> None:
        """Raise ApiError 50035 if anything was recorded."""
        if self._tree:
            raise ApiError(400, 50035, "Invalid Form Body", self._tree)


def invalid_form(path: Path, code: str, message: str) -> ApiError:
    """The 50035 refusal for one fault."""
    errors = FormErrors()
    errors.add(path, code, message)
    try:
        errors.refuse()
    except ApiError as error:
        return error
    raise AssertionError("a recorded fault is always refused")
