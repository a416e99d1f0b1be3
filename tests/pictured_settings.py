"""What `/footnote setup`, `settings` and `unanswered` show, as HTML for `tests.picture`: the real bot in front of the
local Discord."""

from __future__ import annotations

import asyncio
import contextlib
import html
import re
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path
from typing import Any

from discord.http import Route

from bot.conversation.wordings import settings_wording as wording
from bot.discord_app.client import FootnoteBot
from bot.discord_app.gateway.connecting import point_at
from bot.matching.matcher import Matcher
from bot.settings import Settings
from tests.compiled import holding
from tests.discord_app.panel import Panel
from tests.discord_stub import Channel, DiscordStub, Guild, Message

ASKED_IN_VAIN = {
    "ada": "what is the sticking point?",
    "ben": "did they talk about the chips",
    "cleo": "what is the sticking point",
}


async def panels(matcher: Matcher, folder: Path) -> dict[str, str]:
    """The first step of the set-up, all settings and a question without an answer, of a server with a few channels."""
    async with DiscordStub() as stub, running(stub, matcher, folder):
        guild = stub.add_guild("Harbour")
        general, trade = guild.add_text_channel("general"), guild.add_text_channel("trade-talks")
        questions, rules = guild.add_forum("questions"), guild.add_text_channel("rules")
        guild.deny(stub.bot, rules, "send_messages")
        mira = guild.add_member("mira", roles=(guild.add_role("keepers", "manage_guild"),))
        await stub.settled()
        panel = await Panel.opens(mira, general, "setup")
        await panel.chooses("pick", "posts")
        await panel.chooses("mode:posts", questions)
        await panel.chooses("pick", "off")
        await panel.chooses("mode:off", rules)
        await panel.chooses("pick", "listening")
        await panel.chooses("mode:listening", general, trade)
        setup = drawn(panel.message, guild)
        await panel.presses(wording.NEXT)
        await panel.chooses("set:answers", "thread")
        settings = await Panel.opens(mira, general)
        await settings.opens_setting("paces")
        await settings.fills_in(wording.SET_PACES, person_cooldown="10")
        await settings.presses(wording.ALL_SETTINGS)
        shown = {"setup": setup, "settings": drawn(settings.message, guild)}
        await settings.opens_setting("questions")
        await settings.chooses("set:keeps_questions", "yes")
        for name, question in ASKED_IN_VAIN.items():
            await guild.add_member(name).says(general, f"{stub.bot.mention} {question}")
            await stub.settled()
        kept = await (await mira.slash(general, "footnote unanswered")).answered()
        return {**shown, "unanswered": drawn(kept, guild)}


@contextlib.asynccontextmanager
async def running(stub: DiscordStub, matcher: Matcher, folder: Path) -> AsyncGenerator[None]:
    """The bot, while it runs."""
    settings = Settings(token=stub.token, state=folder, api_url=stub.api_url, gateway_url=stub.gateway_url)
    real = Route.BASE
    point_at(stub.api_url)
    bot = FootnoteBot(settings, holding({settings.default_article: matcher}))
    task = asyncio.create_task(bot.start(stub.token))
    try:
        await stub.ready()
        await stub.settled()
        yield
    finally:
        await bot.leave()
        await task
        Route.BASE = real


def drawn(message: Message, guild: Guild) -> str:
    """An embed and the rows of controls under it."""
    (embed,) = message.embeds
    lines = [paragraph(text, guild.channels) for text in embed["description"].split("\n") if text]
    title = f'<div class="title">{html.escape(embed["title"])}</div>'
    rows = "".join(f'<div class="row">{"".join(map(control, row["components"]))}</div>' for row in message.components)
    return f'<div class="embed">{title}{"".join(lines)}</div>{rows}'


def paragraph(text: str, channels: Mapping[int, Channel]) -> str:
    """A line of a message: a quote, one that is indented in a list, or a plain one."""
    if text.startswith("> "):
        return f"<blockquote>{line(text[2:], channels)}</blockquote>"
    deeper = ' style="margin-left: 1.2em"' if text.startswith("  - ") else ""
    return f"<p{deeper}>{line(text.strip(), channels)}</p>"


def line(text: str, channels: Mapping[int, Channel]) -> str:
    """A line with bold words and channels by their names."""
    names = {f"&lt;#{each}&gt;": f'<span class="mention">#{channel.name}</span>' for each, channel in channels.items()}
    shown = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(re.sub("^- ", "• ", text)))
    shown = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", shown).replace("\u200b", "")
    return re.sub(r"&lt;#\d+&gt;", lambda found: names[found[0]], shown)


def control(component: Mapping[str, Any]) -> str:
    """A button, or a menu with what is chosen in it."""
    if component["type"] == 2:
        primary = " primary" if component["style"] == 1 else ""
        off = " off" if component.get("disabled") else ""
        label: str = component.get("label") or component["emoji"]["name"]
        return f'<span class="button{primary}{off}">{html.escape(label)}</span>'
    chosen = [option["label"] for option in component.get("options", ()) if option.get("default")]
    shown = chosen[0] if chosen else component["placeholder"]
    return f'<span class="menu{"" if chosen else " empty"}">{html.escape(shown)}<i>⌄</i></span>'
