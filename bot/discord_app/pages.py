"""What is said to a question, a command or a press: a page with its controls, or a line in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from discord.ui import View

from bot.article.asks import NAME_KINDS
from bot.article.model import Article, Passage, Section
from bot.conversation import discord_wording, wording
from bot.conversation.lookup import Topics
from bot.conversation.numbering import paragraphs_named
from bot.conversation.reply import Reply, answers
from bot.conversation.said import Said
from bot.discord_app import markup, render, views
from bot.discord_app.asked import Command, Publish
from bot.discord_app.components import Owner, number_in
from bot.discord_app.delivery import Outgoing
from bot.discord_app.page import Page
from bot.discord_app.places import Ways
from bot.discord_app.standing import numbered_passages, numbers_of
from bot.matching.outcomes import Answer, Choices, NoMatch, Outcome

ASKED = 100
"""Characters of a question that are repeated where the article does not answer it."""

_GONE = Outgoing(discord_wording.GONE, private=True)


class Pages:
    """Makes replies about one article, which `tag` stands for in controls. `several` is whether there are others."""

    def __init__(self, article: Article, prefix: str, tag: str = "", *, several: bool = False) -> None:
        self._article, self._prefix, self._tag, self._several = article, prefix, tag, several
        self._topics = Topics(article)
        self._commands: dict[str, Callable[[str, int], Outgoing]] = {
            "ask": lambda _, asker: self._usage("ask"),
            "topics": lambda _, asker: self.topics(asker),
            "topic": self._named_topic,
            "read": self._named_paragraph,
            "summary": lambda _, asker: self.summary(asker),
            "about": lambda _, asker: self._about(),
        }

    def of_reply(
        self, reply: Reply, asker: int, ways: Ways = render.ALL_WAYS, *, publish: bool = False, whispers: bool = False
    ) -> Outgoing | None:
        """What is said to a message where there are these `ways` to ask; None is silence. `whispers` is whether
        something has to be said."""
        match reply.said:
            case Said.NOTHING if reply.parts:
                return self._of_parts(reply, asker, publish=publish)
            case _ if reply.requests > 1:
                return Outgoing("\n".join(map(markup.escape, reply.lines)))
            case _ if page := self.page(*reply.page, asker):
                return page
            case Said.ABOUT:
                return replace(self._about(), private=True)
            case Said.HELP:
                return help_reply(self._article.title, self._prefix, ways, several=self._several)
            case Said.GREETING:
                return how_to_ask(ways)
            case Said.THANKS | Said.REACTION:
                return Outgoing(wording.acknowledged(reply.said), private=True) if whispers else None
            case _:
                return Outgoing("\n".join(map(markup.escape, reply.lines)), private=True)

    def page(self, name: str, which: str, asker: int) -> Outgoing | None:
        """A page about the whole article, by its name; None where it has no such page."""
        match name:
            case "summary":
                return self.summary(asker)
            case "points" if count := number_in(which):
                return self.key_points(count, asker)
            case "names" if which in NAME_KINDS:
                return self.names(which, asker)
            case "topics":
                return self.topics(asker)
            case _:
                return None

    def _of_parts(self, reply: Reply, asker: int, *, publish: bool) -> Outgoing:
        reply = replace(reply, parts=tuple(replace(part, asked=markup.clip(part.asked, ASKED)) for part in reply.parts))
        after = wording.below(reply)
        main = self.of_outcome(reply.outcome, asker, reply.main.lead, after, publish=publish)
        passages = [answer.best.passage for answer in answers(reply)]
        heads = [wording.heading(part) for part in (reply.main, *reply.also)]
        if not (after or any(heads) or len(passages) > 1):
            return main
        if not passages:
            rest = () if isinstance(reply.outcome, NoMatch) else after
            return replace(main, said=main.said.around(heads[0], rest)) if isinstance(main.said, Page) else main
        said = self._answers(passages, heads=heads, after=after)
        if len(passages) == 1:
            return replace(main, said=said)
        return replace(self.answers(passages, asker, publish=publish), said=said)

    def of_outcome(
        self, outcome: Outcome, asker: int, lead: str = "", after: Sequence[str] = (), *, publish: bool = False
    ) -> Outgoing:
        """What is said to a question; `lead` goes with a miss, and so do the lines `after` it, above the topics that
        its buttons lead to. `publish` adds the button that shows a private answer to everyone."""
        match outcome:
            case Answer(best=best, others=others):
                meant = [best.passage, *(other.passage for other in others)]
                return self.passage(best.passage, asker, meant, publish=publish)
            case Choices(candidates=candidates):
                return self.choices([candidate.passage for candidate in candidates], asker)
            case miss:
                owner = self._owner(asker)
                view = views.nearest_view(miss.nearest or self._article.sections[:3], owner)
                return Outgoing(render.no_match(miss, self._article, lead, after), view, owner, private=True)

    def of_command(self, command: Command, asker: int) -> Outgoing:
        """What a command shows; a line where it was written wrongly."""
        reply = self._commands[command.name](command.argument, asker)
        private = command.is_of_bot or isinstance(reply.said, str)
        return replace(reply, private=private)

    def of_publishing(self, asked: Publish, asker: int, *, publish: bool = False) -> Outgoing:
        """What is shown to everyone: a passage, or several answers, with the lines above and below that the asker
        reads."""
        if several := numbered_passages(self._article, asked.shown):
            return self.answers(several, asker, publish=publish).as_in(asked.text, asked.shown)
        passage = self._article.passage(asked.shown)
        meant = [found for key in asked.meant if (found := self._article.passage(key))]
        return self.again(passage, asker, meant, asked.text, publish=publish) if passage is not None else _GONE

    def again(
        self, passage: Passage, asker: int, meant: Sequence[Passage], text: str, *, publish: bool = False
    ) -> Outgoing:
        """A passage as an answer that a text shows, with what stands above and below it there."""
        reply = self.passage(passage, asker, meant, publish=publish)
        return reply.as_in(text, numbers_of(self._article, [passage]))

    def passage(
        self, passage: Passage, asker: int, meant: Sequence[Passage] = (), *, publish: bool = False
    ) -> Outgoing:
        """A passage as an answer. `meant` are all passages that the question could mean, this one or not."""
        page, owner = render.answer(passage, self._article.section_of(passage), self._article), self._owner(asker)
        view = views.answer_view(passage, self._article, owner, meant, publish=publish)
        return Outgoing(page, view, owner, passage=f"{self._tag}/{passage.key}")

    def choices(self, passages: Sequence[Passage], asker: int) -> Outgoing:
        owner = self._owner(asker)
        page = render.choices(passages, self._article, numbers_of(self._article, passages))
        return Outgoing(page, views.choices_view(passages, self._article, owner), owner)

    def answers(
        self,
        passages: Sequence[Passage],
        asker: int,
        meant: Sequence[Passage] = (),
        *,
        publish: bool = False,
        reserved: int = 0,
    ) -> Outgoing:
        """The answers to several questions, without what stood around them: for that `reserved` characters of a part
        stay free. `meant` is what a single one could mean."""
        reply = self.passage(passages[0], asker, meant, publish=publish)
        if len(passages) > 1:
            reply = replace(
                reply, view=views.answers_view(passages, self._article, self._owner(asker), publish=publish)
            )
        return replace(reply, said=self._answers(passages, reserved=reserved))

    def key_points(self, count: int, asker: int) -> Outgoing:
        """That many topics of the article, in a line each."""
        sections, owner = wording.largest_topics(self._article, count), self._owner(asker)
        lines = wording.key_points(self._article, count)
        page = render.listed(wording.KEY_POINTS, lines, self._article, ("points", str(len(lines))))
        return Outgoing(page, views.topics_view(sections, owner), owner)

    def names(self, kind: str, asker: int) -> Outgoing:
        title = wording.PLACES if kind in ("country", "place") else wording.PEOPLE
        lines, owner = wording.names(self._article, kind), self._owner(asker)
        page = render.listed(title, lines, self._article, ("names", kind))
        return Outgoing(page, views.topics_view(self._article.sections, owner, listed=False), owner)

    def topics(self, asker: int, page: int = 1) -> Outgoing:
        """All topics with a page of their menu."""
        return self._with_topics(render.topics(self._article, several=self._several), asker, page)

    def topic(self, section: Section, asker: int, page: int = 1) -> Outgoing:
        """A topic with a page of the menu of its passages."""
        owner = self._owner(asker)
        return Outgoing(render.topic(section, self._article), views.topic_view(section, owner, page), owner)

    def paragraph(self, number: int, asker: int) -> Outgoing:
        page, owner = render.paragraph(number, self._article), self._owner(asker)
        return Outgoing(page, views.paragraph_view(number, self._article, owner), owner)

    def summary(self, asker: int) -> Outgoing:
        return self._with_topics(render.summary(self._article), asker)

    def related(self, section: Section | None, asker: int) -> Outgoing:
        """A menu of the topics that are related to a topic; of all if there is none."""
        page, owner = render.related(section, self._article), self._owner(asker)
        return Outgoing(page, views.related_view(section, self._article, owner), owner, private=True)

    def others(self, shown: Passage, asker: int, meant: Sequence[Passage], *, publish: bool) -> View:
        """The controls with which another passage than the one that is shown can be chosen."""
        return views.others_view(shown, self._article, self._owner(asker), meant, publish=publish)

    def _owner(self, asker: int) -> Owner:
        return Owner(asker, self._tag)

    def _with_topics(self, page: Page, asker: int, menu_page: int = 1) -> Outgoing:
        owner = self._owner(asker)
        return Outgoing(page, views.topics_view(self._article.sections, owner, menu_page), owner)

    def _about(self) -> Outgoing:
        return Outgoing(render.about(self._article, several=self._several))

    def _answers(
        self,
        passages: Sequence[Passage],
        *,
        heads: Sequence[Sequence[str]] = (),
        after: Sequence[str] = (),
        reserved: int = 0,
    ) -> Page:
        article = self._article
        pages = [render.answer(passage, article.section_of(passage), article) for passage in passages]
        numbers = numbers_of(article, passages)
        return render.answers(pages, numbers, heads=heads, after=after, reserved=reserved)

    def _named_topic(self, name: str, asker: int) -> Outgoing:
        if not name:
            return self._usage("topic")
        section = self._topics.find(name[: markup.CHOICE])
        return self.topic(section, asker) if section is not None else Outgoing(discord_wording.NO_SUCH_TOPIC)

    def _named_paragraph(self, number: str, asker: int) -> Outgoing:
        """The first of the paragraphs that somebody names; a press leads from it to the next."""
        last = len(self._article.paragraphs)
        named = paragraphs_named(number, last) if number else [1]
        if not named:
            return self._usage("read")
        first = next((each for each in named if 1 <= each <= last), None)
        return Outgoing(wording.no_such_paragraph(last)) if first is None else self.paragraph(first, asker)

    def _usage(self, command: str) -> Outgoing:
        return Outgoing(markup.escape(discord_wording.usage(command, self._prefix)))


def help_reply(title: str, prefix: str, ways: Ways, *, several: bool) -> Outgoing:
    """How to ask, in the place of an article with this title."""
    return Outgoing(render.help_page(title, prefix, discord_wording.commands(several=several), ways), private=True)


def how_to_ask(ways: Ways) -> Outgoing:
    """The same in a line."""
    return Outgoing(render.how_to_ask(ways), private=True)
