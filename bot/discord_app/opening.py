"""The pages to which controls lead, in the place of the page where they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import discord

from bot.discord_app.components import Press, number_in
from bot.discord_app.delivery import Outgoing
from bot.discord_app.library import Served
from bot.discord_app.standing import body_of, may_be_published, meant_by, numbered_passages, turned_page

OpenPage = Callable[[Served, Press, discord.Message | None], Outgoing | None]
"""Makes the page of an article to which a control of a message leads; None if there is no such page any more."""


def _passage(served: Served, press: Press, message: discord.Message | None) -> Outgoing | None:
    article, asker = served.article, press.owner.person
    if turned := turned_page(press.payload):
        page, section_id = turned
        section = article.section(section_id)
        return served.pages.topic(section, asker, page) if section is not None else None
    passage = article.passage(press.payload)
    if passage is None:
        return None
    # What else could have been meant holds for the next passage too.
    meant, publish = meant_by(message, article), may_be_published(message)
    return served.pages.passage(passage, asker, meant, publish=publish)


def _shown_before(served: Served, press: Press, message: discord.Message | None) -> Outgoing | None:
    passages = numbered_passages(served.article, press.payload)
    if not passages:
        return None
    publish = may_be_published(message)
    return served.pages.again(passages[0], press.owner.person, passages[1:], body_of(message), publish=publish)


def _choices(served: Served, press: Press, _: discord.Message | None) -> Outgoing | None:
    passages = numbered_passages(served.article, press.payload)
    return served.pages.choices(passages, press.owner.person) if passages else None


def _answers(served: Served, press: Press, message: discord.Message | None) -> Outgoing | None:
    numbers, _, reserved = press.payload.partition("+")
    passages = numbered_passages(served.article, numbers)
    beside = number_in(reserved)
    if not passages or beside is None:
        return None
    meant, publish = meant_by(message, served.article), may_be_published(message)
    return served.pages.answers(passages, press.owner.person, meant, publish=publish, reserved=beside)


def _page(served: Served, press: Press, _: discord.Message | None) -> Outgoing | None:
    return served.pages.page(press.action, press.payload, press.owner.person)


def _topic(served: Served, press: Press, _: discord.Message | None) -> Outgoing | None:
    if turned := turned_page(press.payload):
        return served.pages.topics(press.owner.person, turned[0])
    section = served.article.section(press.payload)
    return served.pages.topic(section, press.owner.person) if section is not None else None


def _paragraph(served: Served, press: Press, _: discord.Message | None) -> Outgoing | None:
    number = number_in(press.payload)
    if number is None:
        return None
    return served.pages.paragraph(min(max(1, number), len(served.article.paragraphs)), press.owner.person)


LEADS_TO: Mapping[str, OpenPage] = {
    "goto": _passage,
    "back": _shown_before,
    "choices": _choices,
    "answers": _answers,
    "topic": _topic,
    "browse": _topic,
    "read": _paragraph,
    "summary": _page,
    "points": _page,
    "names": _page,
    "topics": _page,
}
