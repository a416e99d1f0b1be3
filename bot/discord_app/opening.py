"""The pages to which controls lead, in the place of the page where they stand."""

from __future__ import annotations

import discord

from bot.discord_app.components import Press, number_in
from bot.discord_app.delivery import Outgoing
from bot.discord_app.library import Served
from bot.discord_app.standing import body_of, may_be_published, meant_by, numbered_passages, turned_page


def open_page(served: Served, press: Press, message: discord.Message | None) -> Outgoing | None:
    """The page of an article to which a control of a message leads; None if there is no such page any more."""
    article, pages, asker, payload = served.article, served.pages, press.owner.person, press.payload
    turned, publish = turned_page(payload), may_be_published(message)
    match press.action:
        case "goto" if turned:
            section = article.section(turned[1])
            return pages.topic(section, asker, turned[0]) if section is not None else None
        case "goto" if (passage := article.passage(payload)) is not None:
            # What else could have been meant holds for the next passage too.
            return pages.passage(passage, asker, meant_by(message, article), publish=publish)
        case "back" if passages := numbered_passages(article, payload):
            return pages.again(passages[0], asker, passages[1:], body_of(message), publish=publish)
        case "choices" if passages := numbered_passages(article, payload):
            return pages.choices(passages, asker)
        case "answers":
            numbers, _, reserved = payload.partition("+")
            passages, beside = numbered_passages(article, numbers), number_in(reserved)
            if not passages or beside is None:
                return None
            return pages.answers(passages, asker, meant_by(message, article), publish=publish, reserved=beside)
        case "topic" | "browse" if turned:
            return pages.topics(asker, turned[0])
        case "topic" | "browse" if (section := article.section(payload)) is not None:
            return pages.topic(section, asker)
        case "read" if (number := number_in(payload)) is not None:
            return pages.paragraph(min(max(1, number), len(article.paragraphs)), asker)
        case name:
            return pages.page(name, payload, asker)
