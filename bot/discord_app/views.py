"""Which buttons and menus stand under what the bot says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ButtonStyle, SelectOption
from discord.ui import Item, View

from bot.article.model import Article, Passage, Section
from bot.conversation import discord_wording
from bot.discord_app.components import Owner, button, menu, on_page, option, remove, view
from bot.discord_app.standing import numbers_of


def choices_view(passages: Sequence[Passage], article: Article, owner: Owner) -> View:
    """A button for each passage that could be meant, of which the first is shown in full."""
    # It leads to the passages next to it, and lets a later message know what was shown.
    this = button("goto", owner, passages[0].key, label=discord_wording.THIS_ONE)
    return view(this, *_choices(passages, article, owner)[1:], _delete(owner))


def answers_view(passages: Sequence[Passage], article: Article, owner: Owner, *, publish: bool = False) -> View:
    """A button for each of several answers in one message, which shows it alone beside them."""
    shown = numbers_of(article, passages) if publish else ""
    return view(*_choices(passages, article, owner, "alone"), *_ends(owner, shown))


def nearest_view(sections: Sequence[Section], owner: Owner) -> View:
    """A button for each topic that is near to what the article does not say."""
    return view(*(button("topic", owner, each.id, label=each.title) for each in sections), _delete(owner))


def answer_view(
    passage: Passage, article: Article, owner: Owner, meant: Sequence[Passage] = (), *, publish: bool = False
) -> View:
    """The controls under a passage. `meant` are all passages that the question could mean, this one or not."""
    before, after = article.neighbours(passage)
    items: list[Item[Any]] = [
        button("goto", owner, before.key if before else "-", emoji="◀️", disabled=before is None),
        button("goto", owner, after.key if after else "--", emoji="▶️", disabled=after is None),
        button("related", owner, passage.section, label=discord_wording.RELATED),
    ]
    if any(other.key != passage.key for other in meant):
        items.append(
            button("meant", owner, numbers_of(article, [passage, *meant]), label=discord_wording.NOT_WHAT_I_ASKED)
        )
    return view(*items, *_ends(owner, passage.key if publish else ""))


def articles_view(titles: Mapping[str, str], owner: Owner, page: int = 1) -> View:
    """A menu of articles, whose titles stand by their ids; a page of it where they are many."""
    options = on_page([option(title, each, each) for each, title in titles.items()], page, "~{}".format)
    return view(menu("article", owner, options, discord_wording.CHOOSE_ARTICLE), _delete(owner, row=1))


def topics_view(sections: Sequence[Section], owner: Owner, page: int = 1, *, listed: bool = True) -> View:
    """A menu of topics, a page of it where they are many. They are not what a number picks where something else than
    topics is `listed`."""
    options = on_page(_topic_options(sections), page, "~{}".format)
    return view(menu("topic" if listed else "browse", owner, options, "Choose a topic"), _delete(owner, row=1))


def topic_view(section: Section, owner: Owner, page: int = 1) -> View:
    """A menu of a topic's passages, a page of it where they are many."""
    options = on_page(_passage_options(section.passages), page, lambda number: f"~{number}.{section.id}")
    return view(
        menu("goto", owner, options, "Read what the article says"),
        button("related", owner, section.id, label=discord_wording.RELATED, row=1),
        _delete(owner, row=1),
    )


def paragraph_view(number: int, article: Article, owner: Owner) -> View:
    last = len(article.paragraphs)
    return view(
        button("read", owner, str(number - 1), emoji="◀️", disabled=number == 1),
        button("read", owner, str(number + 1), emoji="▶️", disabled=number == last),
        _delete(owner),
    )


def related_view(section: Section | None, article: Article, owner: Owner) -> View:
    """A menu of the topics that are related to a topic; of all topics if there is none."""
    related = [found for name in section.related if (found := article.section(name))] if section else []
    if section is None:
        return topics_view(article.sections, owner)
    return view(menu("topic", owner, _topic_options([section, *related]), "Choose a topic"))


def others_view(
    passage: Passage, article: Article, owner: Owner, meant: Sequence[Passage], *, publish: bool = False
) -> View:
    """A menu of what else could have been meant than a passage, and the way back to it."""
    others = [other for other in meant if other.key != passage.key]
    return view(
        menu("goto", owner, _passage_options(others), discord_wording.WHAT_DID_YOU_MEAN),
        button("back", owner, numbers_of(article, [passage, *meant]), label="Back", row=1),
        button("related", owner, passage.section, label=discord_wording.RELATED, row=1),
        *_ends(owner, passage.key if publish else "", row=1),
    )


def _choices(passages: Sequence[Passage], article: Article, owner: Owner, action: str = "goto") -> list[Item[Any]]:
    """A button for each passage, named by its topic, or by its summary where two share a topic."""
    sections = [passage.section for passage in passages]
    return [
        button(
            action,
            owner,
            passage.key,
            label=passage.summary if sections.count(passage.section) > 1 else article.section_of(passage).title,
            style=ButtonStyle.primary,
        )
        for passage in passages
    ]


def _delete(owner: Owner, row: int | None = None) -> Item[Any]:
    return button("delete", owner, "", emoji="🗑️", row=row)


def without_delete(shown: View | None) -> None:
    """Take the button away that deletes a message: for where moderators alone may, as Discord itself lets them."""
    if shown is not None:
        remove(shown, "delete")


def _ends(owner: Owner, publishes: str, row: int | None = None) -> list[Item[Any]]:
    """The buttons that delete an answer and show it to everyone, where it `publishes` anything."""
    ends = [_delete(owner, row)]
    if publishes:
        ends.append(button("publish", owner, publishes, label="Show to everyone", style=ButtonStyle.primary, row=1))
    return ends


def _topic_options(sections: Sequence[Section]) -> list[SelectOption]:
    return [option(section.title, section.id, section.summary) for section in sections]


def _passage_options(passages: Sequence[Passage]) -> list[SelectOption]:
    return [option(passage.summary, passage.key, f"¶ {passage.paragraph}") for passage in passages]
