"""`python -m bot doctor`: diagnoses the bot from outside, with the token but without a gateway session."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import suppress

import aiohttp
import discord
import yarl

from bot.articles import Articles
from bot.conversation.wordings import doctor
from bot.conversation.wordings.finding import Finding, Verdict, problem
from bot.discord_app.client import FootnoteBot
from bot.discord_app.errors import TROUBLES, explained
from bot.discord_app.gateway.connecting import expecting_discord
from bot.discord_app.health import diagnosis
from bot.discord_app.launch import set_up
from bot.errors import ArticleError, ConnectError
from bot.files import reason_not_writable
from bot.settings import Settings

HELLO, PATIENCE = 10, 10.0
"""The opcode of a gateway's first message, and the seconds to wait for it."""


def examine(settings: Settings, guild: int | None) -> bool:
    """Print the findings, including those for the server `guild` if given. Returns whether nothing is wrong."""
    set_up(settings)
    # Silence log lines inside the report: logins, and problems that are findings anyway.
    logging.getLogger("discord.client").setLevel(logging.WARNING)
    logging.getLogger("bot.files").setLevel(logging.ERROR)
    return asyncio.run(_examine(settings, guild))


async def _examine(settings: Settings, guild: int | None) -> bool:
    is_well = True
    async for finding in findings(settings, guild):
        is_well = is_well and finding.verdict is not Verdict.PROBLEM
        print(_line(finding), flush=True)
    return is_well


def _line(finding: Finding) -> str:
    text = f"{finding.verdict:<8} {finding.text}" + (f"\n         {finding.advice}" if finding.advice else "")
    # Channel names come from other people and may contain control characters.
    return "".join(character if character.isprintable() or character == "\n" else "?" for character in text)


async def findings(settings: Settings, guild: int | None) -> AsyncIterator[Finding]:
    """All findings, one after the other. Stops when nothing more can be asked."""
    yield doctor.state(reason_not_writable(settings.state_folder))
    articles = Articles(settings.article_folders, settings.default_article, settings.cache)
    with suppress(ArticleError):
        articles.choose_default()
    for article_id in articles.titles:
        articles.check(article_id)
        error = articles.faults.get(article_id)
        yield doctor.article(article_id, len(error.faults) if error is not None else 0)
    if not settings.token:
        yield doctor.NO_TOKEN
        return
    bot = FootnoteBot(settings, articles, sync=False) if articles.usable else None
    # Never connected to the gateway; without this intent discord.py warns.
    async with bot or discord.Client(intents=discord.Intents(guilds=True)) as client:
        try:
            with expecting_discord():
                async for finding in _of_discord(client, settings):
                    yield finding
                if bot is not None:
                    sync = bot.commands_sync
                    yield diagnosis.of_commands(await sync.registered(), sync.definitions())
                async for finding in _of_listening(client, settings):
                    yield finding
                if guild is not None:
                    async for finding in _of_server(client, guild, settings):
                        yield finding
        except ConnectError as error:
            yield problem(str(error))
        except TROUBLES as error:
            yield problem(str(explained(error)))


async def _of_discord(client: discord.Client, settings: Settings) -> AsyncIterator[Finding]:
    await client.login(settings.token or "")
    application = client.application
    if application is None:
        raise ValueError("no application")
    yield doctor.token(application.name)
    for finding in diagnosis.of_application(application):
        yield finding
    recommended, named, limits = await client.http.get_bot_gateway()
    yield await _of_gateway(yarl.URL(settings.gateway_url or named))
    count, needed = (settings.shards.count, len(settings.shards.ids)) if settings.shards else (recommended, recommended)
    yield doctor.shards(count, recommended)
    hours = limits["reset_after"] / 3_600_000
    yield doctor.sessions(limits["remaining"], limits["total"], hours, needed=needed)


async def _of_gateway(url: yarl.URL) -> Finding:
    """Whether the gateway says hello. Begins no session."""
    try:
        async with (
            asyncio.timeout(PATIENCE),
            aiohttp.ClientSession() as session,
            session.ws_connect(url.with_query(v=10, encoding="json")) as socket,
        ):
            hello = json.loads(await socket.receive_str())
        return doctor.GATEWAY_ANSWERS if hello["op"] == HELLO else doctor.gateway_silent("something else does")
    except (aiohttp.ClientError, OSError, TypeError, ValueError, KeyError) as error:
        return doctor.gateway_silent(type(error).__name__)


async def _of_listening(client: discord.Client, settings: Settings) -> AsyncIterator[Finding]:
    for channel in sorted(settings.listen_channels):
        try:
            await client.http.get_channel(channel)
        except (discord.Forbidden, discord.NotFound):
            yield doctor.unseen(channel)


async def _of_server(client: discord.Client, guild_id: int, settings: Settings) -> AsyncIterator[Finding]:
    assert client.user is not None  # noqa: S101 - it is logged in
    try:
        guild = await client.fetch_guild(guild_id)
        me = await guild.fetch_member(client.user.id)
        channels = await guild.fetch_channels()
        own = await client.http.get_guild_commands(client.application_id or 0, guild_id)
    except (discord.Forbidden, discord.NotFound):
        yield doctor.no_such_server(guild_id)
        return
    if own:
        yield doctor.commands_twice(guild_id)
    for finding in diagnosis.of_permissions(me, channels, everyone=guild.default_role, wanted=settings.listen_channels):
        yield finding
