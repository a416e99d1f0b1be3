"""Which buttons and menus stand under what the bot says."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import discord
from discord import ButtonStyle, SelectOption
from discord.ui import Item, View

from bot import wording
from bot.article.model import Article, Passage, Section
from bot.discord_app import render
from bot.discord_app.controls import Control, Menu, payloads
from bot.matching.outcomes import Answer, Candidate, Choices, NoMatch, Outcome

MOST_OTHERS = 5


def page_of(outcome: Outcome, article: Article) -> render.Page:
    """The outcome as a page."""
    match outcome:
        case Answer(best=best):
            return render.answer(best.passage, best.section, article)
        case Choices():
            return render.choices(outcome, article)
        case NoMatch():
            return render.no_match(outcome, article)


def view_of(outcome: Outcome, article: Article, asker: int, *, publish: bool = False) -> View:
    """The controls under an outcome. `publish` adds the button that shows a private answer to everyone."""
    match outcome:
        case Answer(best=best, others=others):
            return answer_view(best.passage, article, asker, [other.passage for other in others], publish=publish)
        case Choices(candidates=candidates):
            return _view(*(_choice(candidate, candidates, asker) for candidate in candidates), _delete(asker))
        case NoMatch(nearest=nearest):
            sections = nearest or article.sections[:3]
            return _view(*(_topic_button(section, asker) for section in sections), _delete(asker))


def answer_view(
    passage: Passage, article: Article, asker: int, others: Sequence[Passage] = (), *, publish: bool = False
) -> View:
    """The controls under a passage. `others` are what else could have been meant."""
    before, after = article.neighbours(passage)
    items: list[Item[Any]] = [
        Control(
            "goto", asker, before.key if before else "-", emoji="◀️", disabled=before is None, hint="Previous passage"
        ),
        Control(
            "goto", asker, f"{after.key}" if after else "--", emoji="▶️", disabled=after is None, hint="Next passage"
        ),
        Control("related", asker, passage.section, label=wording.RELATED),
    ]
    if others:
        items.append(Control("others", asker, _numbers(article, others), label="Not what I asked"))
    items.append(_delete(asker))
    if publish:
        items.append(_publish_button(asker, passage.key, row=1))
    return _view(*items)


def topics_view(article: Article, asker: int) -> View:
    """A menu of all topics."""
    return _view(_topic_menu(article.sections, asker), _delete(asker, row=1))


def topic_view(section: Section, asker: int) -> View:
    """A menu of a topic's passages."""
    return _view(
        _passage_menu(section.passages, asker, "Read what the article says"),
        Control("related", asker, section.id, label=wording.RELATED, row=1),
        _delete(asker, row=1),
    )


def paragraph_view(number: int, article: Article, asker: int) -> View:
    """Previous and next paragraph."""
    last = len(article.paragraphs)
    return _view(
        Control("read", asker, str(number - 1), emoji="◀️", disabled=number == 1, hint="Previous paragraph"),
        Control("read", asker, str(number + 1), emoji="▶️", disabled=number == last, hint="Next paragraph"),
        _delete(asker),
    )


def related_view(section: Section | None, article: Article, asker: int) -> View:
    """A menu of the topics that are related to a topic; of all topics if there is none."""
    related = [found for name in section.related if (found := article.section(name))] if section else []
    return _view(_topic_menu([section, *related] if section else article.sections, asker))


def others_view(passages: Sequence[Passage], asker: int, *, topic: str | None, published: str | None) -> View:
    """A menu of what else could have been meant. `topic` (a section's id) and `published` (a passage's key) keep the
    buttons that stood under the answer with them."""
    items: list[Item[Any]] = [_passage_menu(passages, asker, wording.NOT_WHAT_I_ASKED)]
    if topic is not None:
        items.append(Control("related", asker, topic, label=wording.RELATED, row=1))
    items.append(_delete(asker, row=1))
    if published is not None:
        items.append(_publish_button(asker, published, row=1))
    return _view(*items)


def numbered_passages(article: Article, numbers: str) -> list[Passage]:
    """The passages that a payload of the "others" button means; none if it is of another index."""
    version, *rest = numbers.split(".")
    if version != _version(article):
        return []
    return [
        article.passages[int(number)] for number in rest if number.isdigit() and int(number) < len(article.passages)
    ]


def topic_shown_by(message: discord.Message, article: Article) -> Section | None:
    """The section that one of the bot's messages is about, read off its controls; None if it is about none."""
    shown = payloads(message).get("related")
    return article.section(shown) if shown else None


def _view(*items: Item[Any]) -> View:
    view = View(timeout=None)
    for item in items:
        view.add_item(item)
    return view


def _choice(candidate: Candidate, candidates: tuple[Candidate, ...], asker: int) -> Control:
    label = wording.choice_label(candidate, candidates)
    return Control("goto", asker, candidate.passage.key, label=label, style=ButtonStyle.primary)


def _topic_button(section: Section, asker: int) -> Control:
    return Control("topic", asker, section.id, label=section.title)


def _delete(asker: int, row: int | None = None) -> Control:
    return Control("delete", asker, "", emoji="🗑️", row=row, hint="Delete")


def _publish_button(asker: int, key: str, row: int) -> Control:
    return Control("publish", asker, key, label="Show to everyone", style=ButtonStyle.primary, row=row)


def _topic_menu(sections: Sequence[Section], asker: int) -> Menu:
    options = [
        SelectOption(
            label=render.clip(section.title, render.OPTION),
            value=section.id,
            description=render.clip(section.summary, render.OPTION),
        )
        for section in sections[: render.OPTIONS]
    ]
    return Menu("topic", asker, options, "Choose a topic")


def _passage_menu(passages: Sequence[Passage], asker: int, placeholder: str) -> Menu:
    options = [
        SelectOption(
            label=render.clip(passage.summary, render.OPTION),
            value=passage.key,
            description=f"¶ {passage.paragraph}",
        )
        for passage in passages[: render.OPTIONS]
    ]
    return Menu("goto", asker, options, placeholder)


def _version(article: Article) -> str:
    """Four characters that change with the order of the passages: numbers mean nothing in another index."""
    return f"{zlib.crc32('|'.join(article.numbers).encode()) & 0xFFFF:04x}"


def _numbers(article: Article, passages: Sequence[Passage]) -> str:
    """Passages as numbers, which are shorter than keys: several must fit in one `custom_id`."""
    return ".".join([_version(article), *(str(article.numbers[passage.key]) for passage in passages[:MOST_OTHERS])])
