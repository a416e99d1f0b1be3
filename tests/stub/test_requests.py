"""Requests to the local Discord: limits, and the check against the published description."""

from __future__ import annotations

import contextlib
from typing import Any

import aiohttp
import discord
import pytest
from discord.http import Route

from tests.discord_stub import (
    OPENAPI_MISSING,
    Channel,
    DiscordStub,
    openapi_path,
)
from tests.stub.bare import Bare

needs_openapi = pytest.mark.skipif(openapi_path() is None, reason=OPENAPI_MISSING)


async def test_the_headers_of_rate_limits(stub: DiscordStub) -> None:
    headers = {"Authorization": f"Bot {stub.token}"}
    async with aiohttp.ClientSession(headers=headers) as session, session.get(f"{stub.api_url}/users/@me") as answer:
        assert {"Limit", "Remaining", "Reset", "Reset-After", "Bucket"} <= {
            name.removeprefix("X-RateLimit-") for name in answer.headers
        }
        assert (await answer.json())["id"] == str(stub.bot.id)


async def test_too_many_gateway_events_within_the_window_close_the_connection(stub: DiscordStub) -> None:
    stub.gateway.sends, stub.gateway.sends_window = 2, 0.0
    async with aiohttp.ClientSession() as session, session.ws_connect(stub.gateway_url) as socket:
        assert (await socket.receive_json())["op"] == 10
        for _ in range(4):
            await socket.send_json({"op": 1, "d": None})
            assert (await socket.receive_json())["op"] == 11, "each is in a window of its own"
        stub.gateway.sends_window = 60.0
        for _ in range(4):
            await socket.send_json({"op": 1, "d": None})
        while not socket.closed:
            await socket.receive()
        assert socket.close_code == 4008


# The API description


@needs_openapi
async def test_requests_are_checked(stub: DiscordStub, bot: Bare, general: Channel) -> None:
    async def send(method: str, path: str, body: object = None, **query: str) -> str:
        with contextlib.suppress(discord.HTTPException):
            options: dict[str, Any] = {"params": query}
            if body is not None:
                options["json"] = body
            await bot.http.request(Route(method, path), **options)
        found = " | ".join(violation.message for violation in stub.violations)
        stub.violations.clear()
        return found

    messages = f"/channels/{general.id}/messages"
    assert await send("POST", messages, {"content": "x", "tts": False}) == ""
    assert "is not of type" in await send("POST", messages, {"content": 3})
    assert "too long" in await send("POST", messages, {"content": "x", "embeds": [{"title": "x" * 257}]})
    assert "no GET /nowhere" in await send("GET", "/nowhere")
    assert "no PUT" in await send("PUT", messages, {"content": "x"})
    assert "unknown query parameter" in await send("GET", messages, None, limits="3")
    assert "query limit" in await send("GET", messages, None, limit="101")
    assert "path channel_id" in await send("GET", "/channels/general")
    assert "body is missing" in await send("POST", messages)
