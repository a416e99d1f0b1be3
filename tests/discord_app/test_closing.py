"""Whoever closes the bot, the store is closed before it ends."""

from __future__ import annotations

import asyncio

import pytest

from bot.discord_app.client import FootnoteBot


async def test_a_second_caller_of_close_waits_for_the_store_though_the_first_is_cancelled(
    bot: FootnoteBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end, is_closed = asyncio.Event(), asyncio.Event(), asyncio.Event()
    close = bot.store.close

    async def close_slowly() -> None:
        begun.set()
        await may_end.wait()
        await close()
        is_closed.set()

    monkeypatch.setattr(bot.store, "close", close_slowly)
    first, second = asyncio.create_task(bot.close()), asyncio.create_task(bot.close())
    await begun.wait()
    first.cancel()
    may_end.set()
    await second
    assert is_closed.is_set()
