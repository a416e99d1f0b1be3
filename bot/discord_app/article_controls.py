"""Menus and buttons that lead to topics and passages of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle, SelectOption
from discord.ui import Item, View

from bot.article.model import Article, Passage, Section
from bot.discord_app.components import Owner, button, delete_button, menu, on_page, option, view


def topics_menu(sections: Sequence[Section], owner: Owner, page: int = 1, *, listed: bool = True) -> View:
    """A page of a menu of topics. A number picks from it only if the topics are `listed`."""
    options = on_page(topic_options(sections), page, "~{}".format)
    return view(menu("topic" if listed else "browse", owner, options, "Choose a topic"), delete_button(owner, row=1))


def closing_buttons(owner: Owner, publishes: str, row: int | None = None) -> list[Item[Any]]:
    """The button that deletes an answer and, if it `publishes` anything, the button that shows it to everyone."""
    ends: list[Item[Any]] = [delete_button(owner, row)]
    if publishes:
        ends.append(button("publish", owner, publishes, label="Show to everyone", style=ButtonStyle.primary, row=1))
    return ends


def topic_options(sections: Sequence[Section]) -> list[SelectOption]:
    return [option(section.title, section.id, section.summary) for section in sections]


def passage_options(passages: Sequence[Passage]) -> list[SelectOption]:
    return [option(passage.summary, passage.key, f"¶ {passage.paragraph}") for passage in passages]


def passage_buttons(action: str, passages: Sequence[Passage], article: Article, owner: Owner) -> list[Item[Any]]:
    """A button for each passage, labelled with its topic, or with its summary if two share a topic."""
    sections, buttons = [passage.section for passage in passages], list[Item[Any]]()
    for each in passages:
        title = each.summary if sections.count(each.section) > 1 else article.section_of(each).title
        buttons.append(button(action, owner, each.key, label=title, style=ButtonStyle.primary))
    return buttons
