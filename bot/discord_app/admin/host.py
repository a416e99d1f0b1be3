"""The defaults and limits that the host set for all servers' settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bot.articles import Articles
from bot.conversation.wordings import settings_wording as wording
from bot.discord_app.tags import tagged
from bot.settings import Settings

PACES = ("person_cooldown", "channel_cooldown", "repeat_after")
"""The fields of `ServerSettings` that are paces. The host's values are the minimum."""


class Host(NamedTuple):
    """The host's settings and articles as far as they matter for a server's settings, and whether Discord shows the bot
    messages that are not addressed to it."""

    settings: Settings
    articles: Articles
    message_content: bool

    @property
    def least(self) -> Mapping[str, float]:
        """The minimum of each pace, in seconds."""
        return {field: getattr(self.settings, field) for field in PACES}

    def article_of(self, tag: str) -> str | None:
        """The id of the article with this tag; None if it cannot be chosen."""
        return tagged(tag, self.articles.usable)

    def title(self, article_id: str | None) -> str:
        """The title of an article; of the default one for None. Says so if the article no longer exists."""
        article_id = article_id or self.articles.default
        return self.articles.titles.get(article_id) or wording.gone_article(article_id)
