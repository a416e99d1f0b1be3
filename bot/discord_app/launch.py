"""Starts and stops the bot, and runs the other commands that need Discord."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Coroutine, Sequence

import discord
from discord.utils import oauth_url

from bot.articles import Articles
from bot.conversation.acts import language
from bot.discord_app.client import FootnoteBot
from bot.discord_app.errors import TROUBLES, explained
from bot.discord_app.gateway.connecting import expecting_discord, point_at
from bot.discord_app.health.diagnosis import FURTHER, PERMISSIONS, SCOPES
from bot.discord_app.logs import set_up_logging
from bot.errors import SettingsError
from bot.settings import Settings

_log = logging.getLogger(__name__)

NO_CONTENT = (
    "Discord does not let this application read messages that are not addressed to it: no text commands, and no "
    "answers in listening channels. To allow it: https://discord.com/developers/applications, your application, "
    "Bot, Privileged Gateway Intents, Message Content Intent. Everything else works."
)


def run(settings: Settings) -> None:
    """Run the bot until it is stopped. Raises `SettingsError`, `ArticleError` and `ConnectError`."""
    prepare(settings)
    # Before asyncio handles interrupts, so that Ctrl-C ends the preparation of an article at once. Load the language
    # model too: even the first command has to be answered within three seconds.
    language.prepare()
    _finish(_run(settings, _articles(settings)))


def sync(settings: Settings, guild: int | None = None, clear: int | None = None) -> None:
    """Register the commands for all servers, or for the server `guild` alone; or remove those registered for the server
    `clear`. Raises `SettingsError`, `ArticleError` and `ConnectError`."""
    prepare(settings)
    _finish(_sync(settings, _articles(settings), guild, clear), guild or clear)


def invite(settings: Settings, further: Sequence[str] = ()) -> None:
    """Print the link that invites the bot. `further` names additional permissions: keys of `FURTHER`. Raises
    `SettingsError` and `ConnectError`."""
    prepare(settings)
    _finish(_invite(settings, further))


def _finish(work: Coroutine[None, None, None], guild: int | None = None) -> None:
    """Run `work` to its end. Raises `ConnectError` for a refusal by Discord (about `guild`, if given) or a network
    failure."""
    try:
        asyncio.run(work)
    except TROUBLES as error:
        raise explained(error, guild) from None


def prepare(settings: Settings) -> None:
    """Set up a client for Discord. Raises `SettingsError` without a token."""
    if not settings.token:
        raise SettingsError(["DISCORD_TOKEN is not set. See .env.example for where to get one."])
    set_up(settings)


def set_up(settings: Settings) -> None:
    """Set up logging and Discord's address."""
    set_up_logging(settings)
    # Silence warnings of discord.py that are irrelevant, or that the bot reports itself.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # no voice
    logging.getLogger("discord.ext.commands.bot").setLevel(logging.ERROR)  # no message content: see NO_CONTENT
    # Failed autocomplete responses, with the user's id.
    logging.getLogger("discord.app_commands.tree").setLevel(logging.CRITICAL)
    point_at(settings.api_url)


def _articles(settings: Settings) -> Articles:
    """The articles, with the default one loaded. Raises `ArticleError` if none can be loaded."""
    articles = Articles(settings.article_folders, settings.default_article, settings.cache)
    for article_id, error in articles.choose_default().items():
        _log.error("%s is not served: %s", article_id, error)
    if articles.default != settings.default_article:
        _log.warning("%s is the default article in the place of %s", articles.default, settings.default_article)
    return articles


async def _run(settings: Settings, articles: Articles) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # keep signals ignored, as under nohup
                loop.add_signal_handler(number, stop.set)
    for message_content in (True, False):
        bot = FootnoteBot(settings, articles, message_content=message_content)
        if sys.platform != "win32":
            loop.add_signal_handler(signal.SIGUSR1, bot.reread_articles)
        try:
            await _run_until(bot, stop)
        except discord.PrivilegedIntentsRequired:
            if not message_content:
                raise
            _log.warning(NO_CONTENT)
            continue
        return


async def _run_until(bot: FootnoteBot, stop: asyncio.Event) -> None:
    """Run the bot until it ends by itself or `stop` is set; then shut it down properly."""
    assert bot.settings.token is not None  # noqa: S101 - checked by prepare()
    running = asyncio.create_task(bot.start(bot.settings.token))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            _log.info("stopping")
            await bot.leave()
            # A client that is logging in or waiting to reconnect does not notice that it was closed.
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        else:
            await running
    finally:
        stopping.cancel()
        if not bot.is_closed():
            await bot.close()


async def _sync(settings: Settings, articles: Articles, guild: int | None, clear: int | None) -> None:
    async with FootnoteBot(settings, articles, sync=False) as bot:
        await bot.login(settings.token or "")
        if clear is not None:
            with expecting_discord():
                await bot.tree.sync(guild=discord.Object(clear))  # the tree has no commands for this server alone
            print(f"The commands registered in server {clear} alone are gone.")
        elif guild is not None:
            print(f"{await bot.commands_sync.in_guild(guild)} commands registered in server {guild}.")
            print(f"Those registered everywhere show up beside them. To undo: python -m bot sync --clear {guild}")
        else:
            print(f"{await bot.commands_sync.now()} commands registered everywhere.")


async def _invite(settings: Settings, further: Sequence[str]) -> None:
    permissions = PERMISSIONS
    for name in further:
        permissions |= FURTHER[name]
    # Never connected to the gateway; without this intent discord.py warns.
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        with expecting_discord():
            await client.login(settings.token or "")
        print(oauth_url(client.application_id or 0, permissions=permissions, scopes=SCOPES))
