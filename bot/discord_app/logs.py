"""Logs as lines for people or as JSON, without message texts, user ids or the token."""

from __future__ import annotations

import json
import logging
import sys
import time

from bot.discord_app.errors import TROUBLES
from bot.settings import Settings


class _HideToken(logging.Formatter):
    """Wraps a formatter and removes the token from its output, including tracebacks."""

    def __init__(self, inner: logging.Formatter, token: str) -> None:
        super().__init__()
        self._inner = inner
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        return self._inner.format(record).replace(self._token, "[token]")


class _Briefly(logging.Filter):
    """Shortens connection errors, which discord.py logs at each attempt, to their type without a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten the record. Always lets it pass."""
        error = record.exc_info[1] if record.exc_info else None
        if record.name.startswith("discord") and isinstance(error, TROUBLES):
            record.msg, record.args = f"{record.getMessage()} ({type(error).__name__})", None
            record.exc_info = record.exc_text = None
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (RFC 3339, UTC), level, logger, message, and error with its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def set_up_logging(settings: Settings) -> None:
    """Log to standard error as the settings say."""
    inner = (
        JsonFormatter()
        if settings.log_format == "json"
        else logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_Briefly())
    handler.setFormatter(_HideToken(inner, settings.token) if settings.token else inner)
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    # At "debug", libraries log whole events and statements with texts and ids; at "info", discord.py logs each shard's
    # connecting.
    logging.basicConfig(handlers=[handler], level=max(logging.INFO, level), force=True)
    logging.getLogger("bot").setLevel(level)
    logging.getLogger("asyncio").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it logs its setup at "info"
