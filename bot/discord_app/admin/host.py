"""What whoever runs the bot set for all servers: the defaults and limits of their own settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bot.articles import Articles
from bot.conversation.wordings import settings_wording as wording
from bot.discord_app.tags import tagged
from bot.settings import Settings

PACES = ("person_cooldown", "channel_cooldown", "repeat_after")
"""The fields of `ServerSettings` that are paces, of which the host's are the least."""


class Host(NamedTuple):
    """The host's settings and articles, as far as they concern a server's settings; and whether Discord shows messages
    that are not addressed to the bot."""

    settings: Settings
    articles: Articles
    message_content: bool

    @property
    def least(self) -> Mapping[str, float]:
        """Seconds of each pace."""
        return {field: getattr(self.settings, field) for field in PACES}

    def article_of(self, tag: str) -> str | None:
        """The id of the article that a tag stands for, if it can be chosen."""
        return tagged(tag, self.articles.usable)

    def title(self, article_id: str | None) -> str:
        """The title of an article; of the default one for None. Of one that is no longer there, that."""
        article_id = article_id or self.articles.default
        return self.articles.titles.get(article_id) or wording.gone_article(article_id)
