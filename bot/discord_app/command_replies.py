"""Finds the pages and lines that commands ask for."""

from __future__ import annotations

from bot.discord_app.article_choice import ArticleChoice
from bot.discord_app.components import Controls
from bot.discord_app.contexts import Contexts
from bot.discord_app.delivery import Outgoing
from bot.discord_app.general import GeneralPages
from bot.discord_app.recipients import Recipient
from bot.discord_app.requests import Command


class CommandReplies:
    """Finds the reply to a command, about an article or about none."""

    def __init__(self, article_choice: ArticleChoice, general: GeneralPages, contexts: Contexts) -> None:
        self._article_choice, self._general, self._contexts = article_choice, general, contexts

    async def reply(self, to: Recipient, command: Command) -> Outgoing:
        """The reply. Pages about an article, and the list of articles, are the context of what the person says next."""
        answer, lists = await self._article_choice.answer_to(to), command.name == "articles"
        here = self._article_choice.article(to, None, answer) or ""
        reply = await self._general.of_command(command, to.person, to.place, here)
        if reply is not None and not lists:
            return reply
        chooses = reply is None and lists
        name = (command.argument or None) if lists else command.article
        served = await self._article_choice.served(to, name, answer, private=command.is_of_bot, chosen=chooses)
        if served is None:
            return reply or self.gone(to, name, answer)
        reply = reply or served.reply_pages.of_command(Command("topics") if chooses else command, to.person)
        self._contexts.remember(to, served.article, self._contexts.displayed(to, served.article, answer), reply.view)
        return reply

    def gone(self, to: Recipient, name: str | None, answer: Controls) -> Outgoing:
        """Says that the article which a request is about does not exist."""
        return self._general.gone(name, chosen=self._article_choice.is_of_place(to, name, answer))
