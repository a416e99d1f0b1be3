"""`python -m bot chat`: the conversation in a terminal.

See `bot.cli.prompt` for a person at the keyboard. Otherwise every line of the input is answered, and only answers are
printed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bot.article.model import Passage
from bot.articles import Articles
from bot.cli import output
from bot.cli.commands import COMMANDS, MORE_COMMANDS
from bot.cli.conversation import Conversation
from bot.cli.screen import Screen, TerminalConsole
from bot.conversation import wording
from bot.conversation.lookup import Titles
from bot.errors import ArticleError


def chat(articles: Articles, history: Path | None) -> None:
    """Converse until the input ends. `history` is the file for what a person types; None: it is not kept.

    Raises `ArticleError` if no article is sound.
    """
    for article_id, error in articles.choose_default().items():
        output.say(f"footnote: {article_id} is left out: {error}", sys.stderr)
    at_terminal = sys.stdout.isatty()
    screen = Screen(TerminalConsole(file=sys.stdout, highlight=False, width=None if at_terminal else output.WIDTH))
    if not (sys.stdin.isatty() and at_terminal):
        conversation = _conversation(articles, screen, None)
        lines = output.read_lines()
    else:
        from bot.cli import prompt

        history = prompt.prepare_history(history) if history else None
        conversation = _conversation(articles, screen, history)
        conversation.greet()
        lines = prompt.typed_lines(conversation.completions, history)
    for line in lines:
        if not conversation.handle(line):
            return


def _conversation(articles: Articles, screen: Screen, history: Path | None) -> Conversation:
    if articles.several:
        return ConversationOfSeveral(articles, screen, history)
    return Conversation(articles.matcher(articles.default), screen, history)


class ConversationOfSeveral(Conversation):
    """A conversation with commands to switch between articles. Starts with the default article."""

    def __init__(self, articles: Articles, screen: Screen, history: Path | None = None) -> None:
        super().__init__(articles.matcher(articles.default), screen, history)
        self._articles, self._current = articles, articles.default
        self._titles = Titles(articles.titles)
        self._commands = MORE_COMMANDS | COMMANDS

    def completions(self) -> list[str]:
        return [*super().completions(), *(f"/article {each}" for each in self._articles.usable)]

    def _command(self, name: str, rest: str) -> None:
        match name:
            case "/articles":
                self._list_articles()
            case "/article" if rest:
                self._switch(rest)
            case "/article":
                self._screen.say(f"This is “{self._article.title}” ({self._current}). Choose another:")
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
            matcher = self._articles.matcher(article_id)
        except ArticleError as error:
            self._screen.say(str(error))
            return
        if article_id != self._current:
            self._current = article_id
            self._switch_to(matcher)
        self._screen.say(f"Ask about “{self._article.title}”.", "bold")

    def _topics(self) -> None:
        self._screen.say(self._article.title, "bold")
        super()._topics()

    def _place_of(self, passage: Passage) -> str:
        return f"{super()._place_of(passage)} · {self._article.title}"
