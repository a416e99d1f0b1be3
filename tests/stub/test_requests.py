"""Requests to the local Discord: rate limits and other faults, and the check against the published description."""

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
    Person,
    openapi_path,
)
from tests.stub.bare import Bare, still_answers

needs_openapi = pytest.mark.skipif(openapi_path() is None, reason=OPENAPI_MISSING)


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_rate_limits(stub: DiscordStub, bot: Bare, ada: Person, general: Channel, scope: str) -> None:
    fault = stub.faults.rate_limits("POST", "/channels/*/messages", 2, retry_after=0.01, scope=scope)
    await still_answers(stub, ada, general)
    assert fault.hits == 2
    assert [each.status for each in stub.requests.of("POST", "/channels/*/messages")] == [429, 429, 200]


@pytest.mark.parametrize("status", [500, 502])
async def test_server_errors(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel, no_backoff: None, status: int
) -> None:
    stub.faults.fails("POST", "/channels/*/messages", 3, status=status)
    await still_answers(stub, ada, general)
    assert stub.requests.count("POST", "/channels/*/messages") == 4


async def test_an_answer_is_lost_after_its_effect(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel, no_backoff: None
) -> None:
    stub.faults.fails("POST", "/channels/*/messages", status=502, apply_first=True)
    question = await ada.says(general, "echo x")
    await stub.settled()
    assert stub.requests.count("POST", "/channels/*/messages") == 2
    assert len(stub.replies_to(question)) == 1, "discord.py repeats the request with the same nonce"


async def test_slow_answers(stub: DiscordStub, bot: Bare, ada: Person, general: Channel) -> None:
    fault = stub.faults.slows("POST", "/channels/*/messages")
    question = await ada.says(general, "echo slow")
    await fault.reached.wait()
    assert stub.replies_to(question) == []
    await ada.deletes(question)
    fault.release()
    await stub.settled()
    assert stub.requests.failed()[-1].error is not None
    stub.faults.slows("POST", "/channels/*/messages", delay=0.02)
    await still_answers(stub, ada, general)


@pytest.mark.parametrize("after_effect", [False, True])
async def test_connections_are_cut(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel, after_effect: bool
) -> None:
    errors: list[BaseException] = []

    async def handler(message: discord.Message) -> None:
        try:
            await message.reply("x")
        except Exception as error:
            errors.append(error)

    bot.handler = handler
    stub.faults.cuts("POST", "/channels/*/messages", after_effect=after_effect)
    question = await ada.says(general, "hm")
    await stub.settled()
    assert len(stub.replies_to(question)) == after_effect
    assert len(errors) == 1
    bot.handler = None
    await still_answers(stub, ada, general)


async def test_the_headers_of_rate_limits(stub: DiscordStub) -> None:
    headers = {"Authorization": f"Bot {stub.token}"}
    async with aiohttp.ClientSession(headers=headers) as session, session.get(f"{stub.api_url}/users/@me") as answer:
        assert {"Limit", "Remaining", "Reset", "Reset-After", "Bucket"} <= {
            name.removeprefix("X-RateLimit-") for name in answer.headers
        }
        assert (await answer.json())["id"] == str(stub.bot.id)


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
