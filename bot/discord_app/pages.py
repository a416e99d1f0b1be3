"""What is said to a question or a command: a page with its controls, or a line in its place."""

from __future__ import annotations

from collections.abc import Callable

from bot.article.model import Article
from bot.conversation import wording
from bot.conversation.lookup import Topics, paragraph_number
from bot.discord_app import render, views
from bot.discord_app.addressing import Command, Publish
from bot.discord_app.delivery import Reply
from bot.matching.outcomes import Answer, Choices, NoMatch, Outcome

_SPEAKS_OF_ITSELF = {"help", "about", "privacy"}
"""Commands whose page only the asker needs."""


class Pages:
    """Makes replies about one article."""

    def __init__(self, article: Article, prefix: str) -> None:
        self._article, self._prefix = article, prefix
        self._topics = Topics(article)
        self._commands: dict[str, Callable[[str, int], Reply]] = {
            "ask": lambda _, asker: self._usage("ask"),
            "topics": self._list,
            "topic": self._topic,
            "read": self._read,
            "summary": self._summary,
            "help": lambda _, asker: Reply(render.help_page(self._article, self._prefix)),
            "about": lambda _, asker: Reply(render.about(self._article)),
            "privacy": lambda _, asker: Reply(render.privacy()),
        }

    def of_outcome(self, outcome: Outcome, asker: int, *, publish: bool = False) -> Reply:
        """What is said to a question. `publish` adds the button that shows a private answer to everyone."""
        article = self._article
        match outcome:
            case Answer(best=best):
                page = render.answer(best.passage, best.section, article)
                view = views.view_of(outcome, article, asker, publish=publish)
                return Reply(page, view, passage=best.passage.key)
            case Choices():
                return Reply(render.choices(outcome, article), views.view_of(outcome, article, asker))
            case NoMatch():
                return Reply(render.no_match(outcome, article), views.view_of(outcome, article, asker), private=True)

    def of_command(self, command: Command, asker: int) -> Reply:
        """What a command shows; a line where it was written wrongly."""
        reply = self._commands[command.name](command.argument, asker)
        private = command.name in _SPEAKS_OF_ITSELF or isinstance(reply.said, str)
        return Reply(reply.said, reply.view, private=private, fixed=True)

    def of_passage(self, asked: Publish, asker: int) -> Reply:
        """A passage that is shown to everyone."""
        passage = self._article.passage(asked.passage)
        if passage is None:
            return Reply(wording.GONE, private=True)
        meant = [found for key in asked.meant if (found := self._article.passage(key))]
        page = render.answer(passage, self._article.section_of(passage), self._article)
        return Reply(page, views.answer_view(passage, self._article, asker, meant), passage=passage.key)

    def hint(self, command: str) -> str:
        """That a command is unknown, and which one is near."""
        return render.escape(wording.unknown_command(f"{self._prefix}{command}"))

    def _list(self, _: str, asker: int) -> Reply:
        return Reply(render.topics(self._article), views.topics_view(self._article, asker))

    def _topic(self, name: str, asker: int) -> Reply:
        if not name:
            return self._usage("topic")
        section = self._topics.find(name[: render.CHOICE])
        if section is None:
            return Reply(wording.NO_SUCH_TOPIC)
        return Reply(render.topic(section, self._article), views.topic_view(section, asker))

    def _read(self, number: str, asker: int) -> Reply:
        last = len(self._article.paragraphs)
        paragraph = paragraph_number(number, last) if number else 1
        if paragraph is None:
            return self._usage("read")
        if not 1 <= paragraph <= last:
            return Reply(wording.no_such_paragraph(last))
        page = render.paragraph(paragraph, self._article)
        return Reply(page, views.paragraph_view(paragraph, self._article, asker))

    def _summary(self, _: str, asker: int) -> Reply:
        return Reply(render.summary(self._article), views.topics_view(self._article, asker))

    def _usage(self, command: str) -> Reply:
        return Reply(render.escape(wording.usage(command, self._prefix)))
