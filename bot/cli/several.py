"""The conversation in a terminal about one article of several, and the way to another."""

from __future__ import annotations

from pathlib import Path

from bot.article.model import Passage
from bot.articles import Articles
from bot.cli.commands import COMMANDS, MORE_COMMANDS
from bot.cli.conversation import Conversation
from bot.cli.screen import Screen
from bot.conversation import wording
from bot.conversation.lookup import Titles
from bot.errors import ArticleError


class ConversationOfSeveral(Conversation):
    """Begins with the default article."""

    def __init__(self, articles: Articles, screen: Screen, history: Path | None = None) -> None:
        super().__init__(articles.of(articles.default), screen, history)
        self._articles, self._current = articles, articles.default
        self._titles = Titles(articles.titles)
        self._commands = MORE_COMMANDS | COMMANDS

    def words(self) -> list[str]:
        return [*super().words(), *(f"/article {each}" for each in self._articles.usable)]

    def _command(self, name: str, rest: str) -> None:
        match name:
            case "/articles":
                self._list_articles()
            case "/article" if rest:
                self._switch(rest)
            case "/article":
                self._screen.say(f"This is “{self._article.title}” ({self._current}). Which one, then?")
                self._list_articles()
            case _:
                super()._command(name, rest)

    def _list_articles(self) -> None:
        for number, (each, title) in enumerate(self._articles.titles.items(), 1):
            faulty = " (faulty)" if each in self._articles.faults else ""
            style = "bold" if each == self._current else "dim"
            self._screen.say(f"  {number}. {title}{faulty}  ", remark=f"/article {each}", remark_style=style)

    def _switch(self, name: str) -> None:
        article_id = self._titles.find(name)
        if article_id is None:
            self._screen.say(wording.no_such_article(self._articles.usable))
            return
        try:
            matcher = self._articles.of(article_id)
        except ArticleError as error:
            self._screen.say(str(error))
            return
        if article_id != self._current:
            self._current = article_id
            self._begin(matcher)
        self._screen.say(f"Ask about “{self._article.title}”.", "bold")

    def _topics(self) -> None:
        self._screen.say(self._article.title, "bold")
        super()._topics()

    def _place_of(self, passage: Passage) -> str:
        return f"{super()._place_of(passage)} · {self._article.title}"
