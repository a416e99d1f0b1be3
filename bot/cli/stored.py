"""The use of the database by a command that ends."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def telling_once() -> Generator[None]:
    """Meanwhile the log says nothing of a database that fails: the error that is raised says it to whoever asked."""
    logger = logging.getLogger("bot.store")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
