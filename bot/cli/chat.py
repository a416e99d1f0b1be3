"""`python -m bot chat`: the conversation in a terminal.

With a person at the keyboard: see `bot.cli.prompt`. Without: every line of the input is answered, and nothing but
answers is printed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bot.articles import Articles
from bot.cli import output, prompt
from bot.cli.conversation import Conversation
from bot.cli.screen import Screen, TerminalConsole
from bot.cli.several import ConversationOfSeveral


def chat(articles: Articles, history: Path | None) -> None:
    """Hold the conversation until the input ends. `history` is where what a person types is kept; None: nowhere.

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
        history = prompt.prepare_history(history) if history else None
        conversation = _conversation(articles, screen, history)
        conversation.greet()
        lines = prompt.typed_lines(conversation.words, history)
    for line in lines:
        if not conversation.hear(line):
            return


def _conversation(articles: Articles, screen: Screen, history: Path | None) -> Conversation:
    if articles.several:
        return ConversationOfSeveral(articles, screen, history)
    return Conversation(articles.of(articles.default), screen, history)
