"""Settings that differ between the processes of one bot: its shards, and the address for health checks."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shards:
    """Shards `first` to `last`, both included and counted from 0, of `count`."""

    first: int
    last: int
    count: int

    @property
    def ids(self) -> list[int]:
        return list(range(self.first, self.last + 1))

    def __str__(self) -> str:
        which = f"shard {self.first}" if self.first == self.last else f"shards {self.first} to {self.last}"
        return f"{which} of {self.count}"


def read_shards(value: str) -> Shards:
    """The shards in a setting such as `0-3/16` or `5/16`. Raises `ValueError`."""
    found = re.fullmatch(r"([0-9]{1,5})(?:\s*-\s*([0-9]{1,5}))?\s*/\s*([0-9]{1,5})", value)
    if found is None:
        raise ValueError("must be shards and how many there are, such as 0-3/16 (the first four of sixteen) or 5/16")
    first, last, count = int(found[1]), int(found[2] or found[1]), int(found[3])
    if last < first < count:
        raise ValueError(f"must name the lower shard first: {last}-{first}/{count}")
    last = max(first, last)
    if last >= count:
        counted = f"the shards of {count} are 0 to {count - 1}" if count else "there must be at least one"
        raise ValueError(f"names shard {last} of {count}; {counted}")
    return Shards(first, last, count)


@dataclass(frozen=True, slots=True)
class Address:
    """A host and port to listen at. An empty host means all addresses of the machine."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def read_address(value: str) -> Address:
    """The address in a setting such as `127.0.0.1:8080`, `[::1]:8080` or `:8080`. Raises `ValueError`."""
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.%\w]+)\]|([\w.-]*)):([0-9]{1,5})", value, re.ASCII)
    if found is None:
        raise ValueError("must be an address with a port: 127.0.0.1:8080, [::1]:8080, or :8080 for all addresses")
    port = int(found[3])
    if not 1 <= port <= 65535:
        raise ValueError("has an impossible port; a port is a number from 1 to 65535")
    return Address(found[1] or found[2] or "", port)
