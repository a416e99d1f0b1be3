"""Replies that concern no particular article: how to use the bot, what it keeps, which articles there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot import __version__
from bot.conversation import wording
from bot.conversation.wordings import discord_wording
from bot.conversation.wordings.language_wording import only_english
from bot.discord_app import markup, reply_pages
from bot.discord_app.components import Owner, Press, delete_button, menu, on_page, option, view
from bot.discord_app.delivery import Outgoing
from bot.discord_app.library import Library
from bot.discord_app.page import Page
from bot.discord_app.places import Place
from bot.discord_app.policy import Policy
from bot.discord_app.privacy import Privacy
from bot.discord_app.requests import Command

_LINES = {
    "footnote": discord_wording.FOR_MANAGERS,
    "invite": discord_wording.HOW_TO_INVITE,
    "language": only_english("en"),
}
"""Lines about the bot, by the keys of `asked_of_bot.COMMANDS`."""

_OF_DELETING = {
    "delete": discord_wording.how_to_delete,
    "quiet": discord_wording.how_to_quiet,
    "anew": discord_wording.nothing_to_reset,
}
"""Lines that depend on who may delete an answer, by the names of orders."""


class GeneralPages:
    """Makes replies that need no article."""

    def __init__(self, library: Library, privacy: Privacy, policy: Policy, prefix: str) -> None:
        self._library, self.privacy, self._policy, self._prefix = library, privacy, policy, prefix

    async def of_command(self, command: Command, asker: int, place: Place, here: str) -> Outgoing | None:
        """The reply of a command in a place whose article is `here`; None if the command is about an article."""
        match command.name:
            case "help":
                title, ways = self._library.articles.titles.get(here, ""), self._policy.ways(place)
                return reply_pages.help_page(title, self._prefix, ways, several=self._library.several)
            case "privacy":
                return await self.privacy.of_command(command, asker, place)
            case name if line := self._line(name, place):
                return Outgoing(line, private=True)
            case "articles" if not command.argument:
                return self.articles(asker, here)
            case _:
                return None

    def with_lines(self, reply: Outgoing | None, commands: Iterable[str], place: Place) -> Outgoing | None:
        """A reply with further lines for other requests in the message: commands, or keys of lines about the bot."""
        if reply is None:
            return None
        said = reply.said
        for line in (self._line(each, place) or discord_wording.command_line(each) for each in commands):
            said = said.noting(line) if isinstance(said, Page) else f"{said}\n{line}"
        return replace(reply, said=said)

    def _line(self, key: str, place: Place) -> str:
        """A line about the bot; "" if the reply is a page."""
        if key == "quiet" and not self._policy.is_member(place.guild):
            return discord_wording.SPEAKS_WHEN_ASKED
        if key in _OF_DELETING:
            return _OF_DELETING[key](asker=self._policy.asker_deletes(place.guild))
        return _LINES.get(key, "")

    def articles(self, asker: int, here: str, page: int = 1) -> Outgoing:
        """All articles with a page of their menu. `here` is the current one."""
        articles = self._library.articles
        return list_of_articles({each: articles.titles[each] for each in articles.usable}, here, asker, page)

    def gone(self, name: str | None = None, *, chosen: bool = False) -> Outgoing:
        """Says that an article which was named, chosen for a channel or used in a control does not exist."""
        articles = self._library.articles
        if name is not None and self._library.titles.find(name) is None:
            line = wording.no_such_article(articles.usable)
        elif articles.several:
            line = discord_wording.CHOSEN_ARTICLE_GONE if chosen else discord_wording.ARTICLE_GONE
        else:
            line = discord_wording.GONE
        return Outgoing(markup.clip(markup.escape(line), markup.CONTENT), private=True)

    def how_to_ask(self, place: Place) -> Outgoing:
        """How to ask there, in one line."""
        return Outgoing(reply_pages.how_to_ask(self._policy.ways(place)), private=True)

    def how_to_point(self, place: Place) -> Outgoing:
        """How to ask there what another message asks, in one line."""
        if self._policy.is_member(place.guild):
            return Outgoing(discord_wording.HOW_TO_POINT, private=True)
        return self.how_to_ask(place)

    def hint(self, command: str) -> Outgoing:
        """Says that a command is unknown, and which one is similar."""
        return Outgoing(markup.escape(discord_wording.unknown_command(f"{self._prefix}{command}")))


def list_of_articles(titles: Mapping[str, str], here: str, asker: int, menu_page: int = 1) -> Outgoing:
    """The titles of articles by their ids, the one used `here` marked, with a page of their menu."""
    owner, lines = Owner(asker), list[str]()
    for number, (each, title) in enumerate(titles.items(), 1):
        line = f"{number}. **{markup.escape(title)}** ({markup.escape(each)})"
        lines.append(f"{line}: {discord_wording.HERE}" if each == here else line)
    options = on_page([option(title, each, each) for each, title in titles.items()], menu_page, "~{}".format)
    controls = view(menu("article", owner, options, discord_wording.CHOOSE_ARTICLE), delete_button(owner, row=1))
    address = Press("articles", owner, "")
    return Outgoing(Page(discord_wording.ARTICLES, "\n".join(lines), f"Footnote {__version__}", address), controls)
