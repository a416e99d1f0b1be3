"""What whoever runs the bot set for all servers: the defaults and limits of their own settings."""

from __future__ import annotations

from collections.abc import Mapping

from bot.articles import Articles
from bot.conversation import settings_wording as wording
from bot.discord_app.tags import tagged
from bot.settings import Settings

PACES = ("person_cooldown", "channel_cooldown", "repeat_after")
"""The fields of `ServerSettings` that are paces, of which the host's are the least."""


class Host:
    """The host's settings, as far as they concern a server's."""

    def __init__(self, settings: Settings, articles: Articles, *, message_content: bool) -> None:
        self._articles = articles
        self.least: Mapping[str, float] = {field: getattr(settings, field) for field in PACES}
        """Seconds of each pace."""
        self.listen_channels = settings.listen_channels
        """Channels in which the bot listens unless their server says otherwise."""
        self.channel_articles = settings.channel_articles
        """The articles of channels of which their server says nothing."""
        self.message_content = message_content
        """Whether Discord shows messages that are not addressed to the bot."""

    @property
    def several(self) -> bool:
        """Whether there is more than one article to choose from."""
        return self._articles.several

    @property
    def article_ids(self) -> list[str]:
        """The ids of the articles that can be chosen."""
        return self._articles.usable

    def article_of(self, tag: str) -> str | None:
        """The id of the article that a tag stands for, if it can be chosen."""
        return tagged(tag, self.article_ids)

    def title(self, article_id: str | None) -> str:
        """The title of an article; of the default one for None. Of one that is no longer there, that."""
        article_id = article_id or self._articles.default
        return self._articles.titles.get(article_id) or wording.gone_article(article_id)
