"""Turns replies and commands about one article into pages and lines."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import wording
from bot.conversation.acts.said import Said
from bot.conversation.followups.numbering import paragraphs_named
from bot.conversation.lookup import Topics
from bot.conversation.reply import Reply, answers
from bot.conversation.wordings import discord_wording
from bot.discord_app.delivery import Outgoing
from bot.discord_app.displayed import numbered_passages
from bot.discord_app.markup import CHOICE, clip, escape
from bot.discord_app.page import Page
from bot.discord_app.pages import Pages
from bot.discord_app.places import ALL_WAYS, Ways
from bot.discord_app.requests import Command, Publish
from bot.matching.outcomes import Answer, Choices

ASKED = 100
"""How many characters of an unanswered question are repeated."""

_GONE = Outgoing(discord_wording.GONE, private=True)


class ReplyPages:
    """Chooses the page, or the line in its place, for an article with these `pages` and `topics`."""

    def __init__(self, pages: Pages, topics: Topics, prefix: str) -> None:
        self._pages, self._topics, self._prefix = pages, topics, prefix

    def of_reply(
        self, reply: Reply, asker: int, ways: Ways = ALL_WAYS, *, publish: bool = False, whispers: bool = False
    ) -> Outgoing | None:
        """The message for a reply; None for silence. `ways` are the ways to address the bot there; `whispers` is
        whether silence is not an option."""
        match reply.said:
            case Said.NOTHING if reply.parts:
                return self._of_parts(reply, asker, publish=publish)
            case _ if reply.requests > 1:
                return Outgoing("\n".join(map(escape, reply.lines)))
            case _ if page := self._pages.page(*reply.page, asker):
                return page
            case Said.ABOUT:
                return replace(self._pages.about(), private=True)
            case Said.HELP:
                return help_page(self._pages.article.title, self._prefix, ways, several=self._pages.several)
            case Said.GREETING:
                return Outgoing(how_to_ask(ways), private=True)
            case Said.THANKS | Said.REACTION:
                return Outgoing(wording.acknowledged(reply.said), private=True) if whispers else None
            case _:
                return Outgoing("\n".join(map(escape, reply.lines)), private=True)

    def _of_parts(self, reply: Reply, asker: int, *, publish: bool) -> Outgoing:
        pages = self._pages
        reply = replace(reply, parts=tuple(replace(part, asked=clip(part.asked, ASKED)) for part in reply.parts))
        above, below = [wording.heading(part) for part in (reply.main, *reply.also)], wording.below(reply)
        match reply.outcome:
            case Answer(best=best, others=others):
                passages = [answer.best.passage for answer in answers(reply)]
                meant = [best.passage, *(other.passage for other in others)]
                if below or any(above) or len(passages) > 1:
                    return pages.answers(passages, asker, meant, heads=above, after=below, publish=publish)
                return pages.passage(best.passage, asker, meant, publish=publish)
            case Choices(candidates=candidates):
                said = pages.choices([candidate.passage for candidate in candidates], asker)
            case miss:
                # Put its lines above the topics that the buttons lead to.
                said, below = pages.miss(miss, asker, reply.main.lead, below), ()
        return said.around(above[0], below) if below or any(above) else said

    def of_command(self, command: Command, asker: int) -> Outgoing:
        """The page of a command; a line if its argument is wrong."""
        match command.name:
            case "topic" if command.argument:
                reply = self._topic(command.argument, asker)
            case "read":
                reply = self._paragraphs(command.argument, asker)
            case "about":
                reply = self._pages.about()
            case name:
                reply = self._pages.page(name, "", asker) or self._usage(name)
        return replace(reply, private=command.is_of_bot or isinstance(reply.said, str))

    def of_publishing(self, asked: Publish, asker: int, *, publish: bool = False) -> Outgoing:
        """The public copy of a private answer: a passage, or several answers with the lines around them."""
        article = self._pages.article
        if several := numbered_passages(article, asked.shown):
            return self._pages.answers(several, asker, publish=publish).as_in(asked.text, asked.shown)
        passage = article.passage(asked.shown)
        meant = [found for key in asked.meant if (found := article.passage(key))]
        return self._pages.again(passage, asker, meant, asked.text, publish=publish) if passage is not None else _GONE

    def _topic(self, name: str, asker: int) -> Outgoing:
        section = self._topics.find(name[:CHOICE])
        return self._pages.topic(section, asker) if section is not None else Outgoing(discord_wording.NO_SUCH_TOPIC)

    def _paragraphs(self, numbers: str, asker: int) -> Outgoing:
        last = len(self._pages.article.paragraphs)
        named = paragraphs_named(numbers, last) if numbers else [1]
        if not named:
            return self._usage("read")
        there = [each for each in named if 1 <= each <= last]
        return self._pages.paragraphs(there, asker) if there else Outgoing(wording.no_such_paragraph(last))

    def _usage(self, command: str) -> Outgoing:
        return Outgoing(escape(discord_wording.usage(command, self._prefix)))


def help_page(title: str, prefix: str, ways: Ways, *, several: bool) -> Outgoing:
    """How to ask in the given `ways`, with the commands, for the article with this title, of `several`."""
    commands = discord_wording.commands(several=several)
    finding = f"Right-click a message, then Apps, “{discord_wording.FIND}”, to look up what somebody else asked."
    if ways.written:
        finding = f"Each is also a text command, as in {escape(prefix)}ask or {escape(prefix)}read 3-5. {finding}"
    lines = [f"- `/{command}`: {escape(what)}" for command, what in commands.items()]
    parts = [escape(how_to_ask(ways)), "\n".join(lines), finding]
    if ways.called:
        parts.append(discord_wording.FOR_MANAGERS)
    return Outgoing(Page("How to use Footnote", "\n\n".join(parts), title), private=True)


def how_to_ask(ways: Ways) -> str:
    """The same in one line."""
    return discord_wording.HOW_TO_ASK_ON_DISCORD if ways.called else discord_wording.HOW_TO_ASK_WHERE_NO_MEMBER
