"""Shards and addresses are read from settings, and refused with what to write instead."""

from __future__ import annotations

import pytest

from bot.settings.deployment import Address, Shards, read_address, read_shards


@pytest.mark.parametrize(
    ("value", "shards", "ids"),
    [
        ("0-3/16", Shards(0, 3, 16), [0, 1, 2, 3]),
        ("12 - 15 / 16", Shards(12, 15, 16), [12, 13, 14, 15]),
        ("5/16", Shards(5, 5, 16), [5]),
        ("0/1", Shards(0, 0, 1), [0]),
    ],
)
def test_shards_are_read(value: str, shards: Shards, ids: list[int]) -> None:
    assert read_shards(value) == shards
    assert read_shards(value).ids == ids


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("0-3", "must be shards and how many there are, such as 0-3/16"),
        ("all", "must be shards and how many there are"),
        ("0,1/16", "must be shards and how many there are"),
        ("-1/16", "must be shards and how many there are"),
        ("0-3/16/4", "must be shards and how many there are"),
        ("٣/16", "must be shards and how many there are"),
        ("3-0/16", "must name the lower shard first: 0-3/16"),
        ("4-2/3", "names shard 4 of 3; the shards of 3 are 0 to 2"),
        ("12-16/16", "names shard 16 of 16; the shards of 16 are 0 to 15"),
        ("0/0", "names shard 0 of 0; there must be at least one"),
    ],
)
def test_shards_that_cannot_be_are_refused_with_what_to_write(value: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_shards(value)


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("127.0.0.1:8080", Address("127.0.0.1", 8080)),
        ("localhost:65535", Address("localhost", 65535)),
        ("[::1]:8080", Address("::1", 8080)),
        ("[fe80::1%eth0]:8080", Address("fe80::1%eth0", 8080)),
        (":8080", Address("", 8080)),
    ],
)
def test_an_address_is_read_and_told_as_it_was_written(value: str, address: Address) -> None:
    assert read_address(value) == address
    assert str(read_address(value)) == value


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("8080", "must be an address with a port: 127.0.0.1:8080"),
        ("127.0.0.1", "must be an address with a port"),
        ("::1:8080", "must be an address with a port"),
        ("http://127.0.0.1:8080", "must be an address with a port"),
        ("127.0.0.1:", "must be an address with a port"),
        (":0", "has an impossible port"),
        (":70000", "has an impossible port"),
    ],
)
def test_an_address_that_cannot_be_is_refused_with_what_to_write(value: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_address(value)
