"""Which settings apply in a place: the server's choices, within the host's limits."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.articles import Articles
from bot.conversation.wordings.settings_wording import gone_article
from bot.discord_app.pacing import Paces
from bot.discord_app.places import ALL_WAYS, NO_WAYS, Place, Ways
from bot.matching import gate
from bot.settings import Settings
from bot.store.server_settings import DEFAULTS, Deletes, Mode, ServerSettings, Sureness

_SURENESS = {Sureness.CAREFUL: gate.CAREFUL, Sureness.USUAL: gate.USUAL, Sureness.EAGER: gate.EAGER}


class Policy:
    """Answers from memory, so that it can be asked for each message.

    `chosen` returns the settings of a server, and `is_in` whether the bot is in it. `message_content` is whether
    Discord lets the bot read messages that are not addressed to it.
    """

    def __init__(
        self,
        host: Settings,
        chosen: Callable[[int], ServerSettings],
        articles: Articles,
        is_in: Callable[[int], bool],
        *,
        message_content: bool,
    ) -> None:
        self.host, self.articles, self._chosen, self._is_in = host, articles, chosen, is_in
        self.message_content = message_content

    def settings_in(self, guild: int | None) -> ServerSettings:
        """The settings of a server; the defaults in direct messages."""
        return self._chosen(guild) if guild is not None else DEFAULTS

    def is_member(self, guild: int | None) -> bool:
        return guild is not None and self._is_in(guild)

    def ways(self, place: Place) -> Ways:
        """How people may address the bot there."""
        if place.guild is None:
            return NO_WAYS if place.between_others else ALL_WAYS
        called = self.is_member(place.guild)
        return Ways(called, called and self.message_content)

    def mode(self, place: Place) -> Mode:
        return mode_of(place, self.settings_in(place.guild), self.host.listen_channels)

    def is_off(self, place: Place) -> bool:
        return self.mode(place) is Mode.OFF

    def article(self, place: Place) -> str:
        """The id of a place's article: the chosen one, even if it does not exist, unless there is only one article."""
        chosen = self._chosen_article(place) if self.articles.several else None
        return self.articles.default if chosen is None else chosen

    def title(self, article_id: str | None) -> str:
        """The title of an article; of the default one for None. Of one that is no longer there, that."""
        article_id = article_id or self.articles.default
        return self.articles.titles.get(article_id) or gone_article(article_id)

    def missing_article(self, place: Place) -> str | None:
        """The id of the article chosen for a place if it does not exist, else None."""
        chosen = self._chosen_article(place)
        return chosen if chosen is not None and chosen not in self.articles.usable else None

    def _chosen_article(self, place: Place) -> str | None:
        """The id of the article chosen for a place, looked up as in `mode_of`."""
        chosen, within = self.settings_in(place.guild), place.within
        for articles in (chosen.channel_articles, self.host.channel_articles):
            for each in within:
                if each in articles:
                    return articles[each]
        return chosen.article

    def paces(self, guild: int) -> Paces:
        """The paces that a server chose. The host's apply too."""
        chosen = self.settings_in(guild)
        return Paces(chosen.person_cooldown or 0.0, chosen.channel_cooldown or 0.0)

    def sureness(self, guild: int | None) -> gate.Thresholds:
        """How sure the bot must be there to answer unasked."""
        return _SURENESS[self.settings_in(guild).sureness]

    def asker_deletes(self, guild: int | None) -> bool:
        """Whether askers may delete answers, and not only moderators."""
        return self.settings_in(guild).deletes is Deletes.ASKER

    def unasked_channels(self, guild: int) -> set[int]:
        """The ids of the channels in which the bot may answer unasked."""
        unasked = (Mode.LISTENING, Mode.POSTS)
        modes = self.settings_in(guild).channel_modes
        chosen = {channel for channel, mode in modes.items() if mode in unasked}
        return chosen | {channel for channel in self.host.listen_channels if channel not in modes}


def mode_of(place: Place, chosen: ServerSettings, heard: Collection[int]) -> Mode:
    """The mode of a place: that of the thread or channel, else of its parent, else of the category; else listening if
    the host set that (`heard`), else the server's default."""
    own = next((chosen.channel_modes[each] for each in place.within if each in chosen.channel_modes), None)
    return own or (chosen.mode if {*place.within}.isdisjoint(heard) else Mode.LISTENING)
