"""What was asked in a server: what `/footnote insights` shows."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from discord import ButtonStyle
from discord.ui import Button

from bot.article.model import Article
from bot.conversation import insights as wording
from bot.conversation.wording import KEPT_OUT_OF_REACH, part_of
from bot.discord_app import components
from bot.discord_app.delivery import Reply
from bot.discord_app.library import Library
from bot.discord_app.places import Place
from bot.discord_app.policy import Policy
from bot.discord_app.render import Page, escape
from bot.discord_app.server_controls import Control
from bot.errors import StoreError
from bot.insights import Insights
from bot.store.store import Store

ACTION = "insights"
"""Of the buttons that turn to other days, or to another part; the payload is the days, and the part: "7", "7.2"."""


class InsightsPages:
    """Makes pages of what the store counted."""

    def __init__(self, store: Store, library: Library, policy: Policy) -> None:
        self._store, self._library, self._policy = store, library, policy

    async def turned(self, guild: int, payload: str) -> Reply:
        """The page to which a button leads."""
        days, _, part = payload.partition(".")
        return await self.page(guild, _number(days), max(1, _number(part)))

    async def page(self, guild: int, days: int = 7, part: int = 1) -> Reply:
        """What was asked in a server over the last so many days (0: all), with buttons to other days; of a long page
        one part."""
        try:
            found = await self._read(guild, days)
        except StoreError:
            return Reply(KEPT_OUT_OF_REACH, private=True, fixed=True)
        articles = await self._articles(guild, found)
        page = Page(wording.title(days), _markup(wording.blocks(found, articles)), wording.FOR_WHOM)
        parts = len(page.bodies(embeds=True))
        part = min(part, parts)
        buttons = [_button(name, f"{each}", chosen=each == days) for each, name in wording.SPANS.items()]
        if parts > 1:
            turned = part % parts + 1
            buttons.append(_button(part_of(turned, parts), f"{days}.{turned}"))
        return Reply(page, components.view(*buttons), part=part, private=True, fixed=True)

    async def _read(self, guild: int, days: int) -> Insights:
        with suppress(StoreError):
            await self._store.activity.flush()  # what was asked just now too
        return await self._store.insights(guild, days or None)

    async def _articles(self, guild: int, found: Insights) -> Mapping[str, Article]:
        """The articles that are asked in the server, and those of which something was counted."""
        chosen = self._policy.of(guild).channel_articles.values()
        ids = dict.fromkeys((self._policy.article(Place(guild, 0)), *chosen, *found.articles))
        served = {each: await self._library.of(each, guild) for each in ids}
        return {each: one.article for each, one in served.items() if one is not None}


def _markup(blocks: list[wording.Block]) -> str:
    """Blocks as Discord markdown."""
    shown: list[str] = []
    for block in blocks:
        heading = [f"**{escape(block.title)}**"] if block.title else []
        mark = "- " if block.title else ""
        shown.append("\n".join([*heading, *(f"{mark}{escape(line)}" for line in block.lines)]))
    return "\n\n".join(shown)


def _button(label: str, payload: str, *, chosen: bool = False) -> Button[Any]:
    style = ButtonStyle.primary if chosen else ButtonStyle.secondary
    return Button(label=label, custom_id=Control(ACTION, payload).custom_id, style=style, disabled=chosen)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
