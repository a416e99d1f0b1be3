"""The conversation in a terminal about one article of several, and the way to another."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from bot.article.model import Passage
from bot.articles import Articles
from bot.cli.chat import COMMANDS, Conversation
from bot.conversation import wording
from bot.conversation.lookup import Titles
from bot.errors import ArticleError

MORE_COMMANDS = {
    "/articles": "the articles that there are",
    "/article NAME": "speak of another article, by its name, title or number",
}


class ConversationOfSeveral(Conversation):
    """Begins with the default article."""

    def __init__(self, articles: Articles, console: Console, history: Path | None = None) -> None:
        super().__init__(articles.of(articles.default), console, history)
        self._articles, self._current = articles, articles.default
        self._titles = Titles(articles.titles)
        self._commands = MORE_COMMANDS | COMMANDS

    def words(self) -> list[str]:
        """What can be completed while somebody types."""
        return [*super().words(), *(f"/article {each}" for each in self._articles.usable)]

    def _command(self, line: str) -> None:
        name, *words = line.split(maxsplit=1)
        match name.casefold():
            case "/articles":
                self._list_articles()
            case "/article" if words:
                self._switch(words[0])
            case "/article":
                self._say(f"This is “{self._article.title}” ({self._current}). Which one, then?")
                self._list_articles()
            case _:
                super()._command(line)

    def _list_articles(self) -> None:
        for number, (each, title) in enumerate(self._articles.titles.items(), 1):
            faulty = " (faulty)" if each in self._articles.faults else ""
            entry = self._text(f"  {number}. {title}{faulty}  ")
            self._console.print(entry.append(f"/article {each}", "bold" if each == self._current else "dim"))

    def _switch(self, name: str) -> None:
        article_id = self._titles.find(name)
        if article_id is None:
            self._say(wording.no_such_article(self._articles.usable))
            return
        try:
            matcher = self._articles.of(article_id)
        except ArticleError as error:
            self._say(str(error))
            return
        if article_id != self._current:
            self._current = article_id
            self._begin(matcher)
        self._say(f"Ask about “{self._article.title}”.", "bold")

    def _topics(self) -> None:
        self._say(self._article.title, "bold")
        super()._topics()

    def _place_of(self, passage: Passage) -> str:
        return f"{super()._place_of(passage)} · {self._article.title}"
