"""`/footnote insights`: counts of what was asked in a server."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from discord import ButtonStyle, Interaction
from discord.ui import Button

from bot.article.model import Article
from bot.conversation.wordings import insights as insights_wording
from bot.conversation.wordings.discord_wording import KEPT_OUT_OF_REACH, NOT_WRITTEN
from bot.discord_app import components, errors
from bot.discord_app.delivery import Outgoing, patiently, turn_page
from bot.discord_app.library import Library
from bot.discord_app.page import Page, titled
from bot.discord_app.picture import Picture, draw
from bot.discord_app.places import Place, guild_of
from bot.discord_app.policy import Policy
from bot.discord_app.server_controls import Handler, custom_id
from bot.errors import StoreError
from bot.insights import KEPT_DAYS, Insights
from bot.store.store import Store, try_flush

ACTION = "insights"
"""The action of the buttons that turn to another span or part. The payload holds the days and the part: "7", "7.2"."""


class InsightsPages:
    """Makes pages of the store's counts."""

    def __init__(self, store: Store, library: Library, policy: Policy) -> None:
        self._store, self._library, self._policy = store, library, policy
        self.handlers: Mapping[str, Handler] = {ACTION: self._turn}

    async def _turn(self, interaction: Interaction[Any], payload: str) -> None:
        await turn_page(interaction, await patiently(interaction, self._turned(guild_of(interaction), payload)))

    async def _turned(self, guild: int, payload: str) -> dict[str, Any]:
        """The page for a button, as arguments for editing the message. Another part keeps the picture."""
        days, _, part = payload.partition(".")
        days_wanted = min(components.number_in(days) or 0, KEPT_DAYS)
        reply = await self.page(guild, days_wanted, components.number_in(part) or 0)
        shown = reply.parts(embeds=True)
        return shown if part and isinstance(reply.said, Page) else {**shown, "picture": reply.picture}

    async def page(self, guild: int, days: int = 7, part: int = 0) -> Outgoing:
        """The counts of a server over the last `days` days (0: all), with a picture and buttons for other spans. A long
        page is shown in parts. Without the picture if `part` is given."""
        is_complete = await try_flush(self._store.activity)
        try:
            found = await self._store.insights(guild, days or None)
        except StoreError:
            return Outgoing(KEPT_OUT_OF_REACH, private=True)
        articles = await self._articles(guild, found)
        body = "\n\n".join(map(titled, insights_wording.blocks(found, articles)))
        page = Page(insights_wording.title(days), body, insights_wording.FOR_WHOM)
        page = page if is_complete else page.noting(NOT_WRITTEN)
        buttons = [_button(name, f"{each}", chosen=each == days) for each, name in insights_wording.SPANS.items()]
        picture = None if part else await self._picture(found, articles, days)

        def turn(to: int, label: str) -> Button[Any]:
            return _button(label, f"{days}.{to}")

        return Outgoing(page, components.view(*buttons), part, private=True, picture=picture, turn=turn)

    async def _picture(self, found: Insights, articles: Mapping[str, Article], days: int) -> Picture | None:
        """A picture of the counts; None if there are none, or if it cannot be drawn: the text says everything."""
        if not found.asked:
            return None
        try:
            return await asyncio.to_thread(draw, found, articles, days)
        except Exception as error:
            errors.note(error, "a picture of insights")
            return None

    async def _articles(self, guild: int, found: Insights) -> Mapping[str, Article]:
        """The articles used in the server, and those with counts."""
        chosen = self._policy.settings_in(guild).channel_articles.values()
        ids = dict.fromkeys((self._policy.article(Place(guild, 0)), *chosen, *found.articles))
        served = {each: await self._library.serve(each, guild) for each in ids}
        return {each: one.article for each, one in served.items() if one is not None}


def _button(label: str, payload: str, *, chosen: bool = False) -> Button[Any]:
    style = ButtonStyle.primary if chosen else ButtonStyle.secondary
    return Button(custom_id=custom_id(ACTION, payload), label=label, style=style, disabled=chosen)
