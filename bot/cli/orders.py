"""Orders in words to a program in a terminal, and what an unknown command may mean."""

from __future__ import annotations

import re

from bot.article.model import Article
from bot.cli.commands import LEAVE
from bot.conversation.acts.asked_of_bot import command_for
from bot.conversation.acts.orders import Order, order_in
from bot.conversation.acts.request_details import search_in
from bot.conversation.acts.said import REQUESTS
from bot.conversation.dialogue import Dialogue
from bot.matching.intent import asks_something
from bot.matching.nearby.subjects import is_about
from bot.matching.outcomes import Answer
from bot.matching.utterance import Utterance

CLEARED = "What was shown is forgotten. /privacy tells what is kept of what you type."
LINES = {"quiet": LEAVE, "delete": "/clear forgets what was shown. /privacy tells what is kept of what you type."}
"""The replies to orders, by their names; the order "anew" does what /clear does."""

_HOW_TO_LEAVE = re.compile(
    r"how (?:do|can) (?:i|you|we) (?:leave|quit|exit|stop|get out)(?: (?:here|this|it|the chat|now))?\W*", re.IGNORECASE
)


def order_to_program(text: str, dialogue: Dialogue, article: Article) -> str:
    """The name of the order that a message gives: to start anew ("reset"), to be quiet ("stop", "how do I leave") or to
    delete something. "" for any other message, and for a word that the article answers about: "cancel", in a
    workshop's rules."""
    message = Utterance(text)
    is_quiet = _HOW_TO_LEAVE.fullmatch(text) or command_for(message) == "quiet"
    order = Order("quiet", "") if is_quiet else order_in(message)
    if order is None or order.name not in ("anew", *LINES):
        return ""
    found = [part.outcome for part in dialogue.reply(order.word).parts] if order.word else []
    is_told = any(isinstance(each, Answer) and is_about(article, each.best.passage, order.word) for each in found)
    return "" if is_told else order.name


def is_message(text: str, dialogue: Dialogue, article: Article) -> bool:
    """Whether an unknown command, without its slash, is a message: a question ("/who is it"), a search ("/search
    tariffs"), a request ("/tldr") or an order ("/reset")."""
    message = Utterance(text)
    if command_for(message) == "articles":  # there are no others
        return False
    is_asked = asks_something(text) or any(search_in(message)) or dialogue.reply(text).said in REQUESTS
    return is_asked or bool(order_to_program(text, dialogue, article))
