"""The HTTP API, by subject. Importing this package fills the table of routes."""

from . import accounts, channels, commands, interactions, messages, threads
from .table import Call, Reply, Route, find

__all__ = [
    "Call",
    "Reply",
    "Route",
    "accounts",
    "channels",
    "commands",
    "find",
    "interactions",
    "messages",
    "threads",
]
