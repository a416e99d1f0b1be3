"""Reads from a message's controls what the bot shows in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord

from bot.article.model import Article, Passage, Section
from bot.conversation.reply import Shown, shown_by
from bot.discord_app.components import Controls, actions_in, number_in
from bot.matching.outcomes import MOST_OTHERS

Action = tuple[str, str]
"""What a button does, and its payload."""

_TURNED = re.compile(r"~(\d{1,4})\.?([a-z0-9-]*)")


@dataclass(frozen=True, slots=True)
class Displayed:
    """What a message of the bot shows, without anything that a person wrote.

    shown      the context for follow-ups; None if it shows neither passage nor topic
    listed     what a number picks, in order: topics, passages or ids of articles
    meant      all passages that the question behind it may mean
    paragraphs the numbers of the first and the last paragraph that it shows, if it shows any
    """

    shown: Shown | None = None
    listed: tuple[Section | Passage | str, ...] = ()
    meant: tuple[Passage, ...] = ()
    paragraphs: tuple[int, int] | None = None


def displayed_in(controls: Controls, article: Article, shown: Shown | None = None) -> Displayed:
    """What a message about an article shows, by its controls; with `shown`, if that is known."""
    found, menus = actions_in(controls)
    meant = meant_by(controls, article)
    shown = shown or _shown_in(found, meant, article)
    return Displayed(shown, _listed(menus, found, meant, article), tuple(meant), _paragraphs(found))


def meant_by(controls: Controls, article: Article) -> list[Passage]:
    """All passages that the question behind a message may mean."""
    found, _ = actions_in(controls)
    for action, payload in found:
        if action in ("meant", "back"):
            return numbered_passages(article, payload)[1:]
    if any(action == "related" for action, _ in found):
        return []  # buttons to neighbouring passages, or a topic
    choices = (article.passage(payload) for action, payload in found if action in ("goto", "alone"))
    return [passage for passage in choices if passage is not None]


def may_be_published(message: discord.Message | None) -> bool:
    """Whether a passage chosen in this message may be shown to everyone: its answer may, or it offers topics or
    passages found by the message menu."""
    actions = {action for action, _ in actions_in(message)[0]}
    if actions & {"meant", "back", "publish"} or {"goto", "related"} <= actions:
        return "publish" in actions
    metadata = message.interaction_metadata if message else None
    return metadata is not None and metadata.target_message_id is not None


def body_of(message: discord.Message | None) -> str:
    """The body of the page in a message, without title and footer."""
    if message is None:
        return ""
    if message.embeds:
        return message.embeds[0].description or ""
    return message.content.partition("\n")[2].rpartition("\n-# ")[0]


def _shown_in(found: Sequence[Action], meant: Sequence[Passage], article: Article) -> Shown | None:
    for action, payload in found:
        if action in ("meant", "back") and (passages := numbered_passages(article, payload)):
            return shown_by(passages[:1], article, passages)
    section = article.section(dict(found).get("related", ""))
    if section is None:
        if meant:
            return replace(shown_by(meant[:1], article, meant), listed=tuple(meant))
        first, last = _paragraphs(found) or (0, 0)
        read = [passage for passage in article.reading_order if first <= passage.paragraph <= last]
        return shown_by(read, article) if read else None
    ways = [payload for action, payload in found if action == "goto"]
    if len(ways) != 2:
        return Shown(offered=section.passages)
    before = article.passage(ways[0])
    shown = article.reading_order[0] if ways[0] == "-" else article.neighbours(before)[1] if before else None
    return shown_by([shown], article) if shown else Shown(offered=section.passages)


def _listed(
    found_menus: Sequence[tuple[str, list[str]]], found: Sequence[Action], meant: Sequence[Passage], article: Article
) -> tuple[Section | Passage | str, ...]:
    for action, values in found_menus:
        turned = next(filter(None, map(turned_page, values)), None)
        match action:
            case "topic" if turned:
                return article.sections
            case "goto" if turned:
                section = article.section(turned[1])
                return section.passages if section is not None else ()
            case "topic" | "goto":
                find = article.section if action == "topic" else article.passage
                return tuple(each for value in values if (each := find(value)) is not None)
            case "article" if not turned:
                return tuple(values)
            case _:
                return ()
    near = (article.section(payload) for action, payload in found if action == "topic")
    is_answer = any(action in ("meant", "back") for action, _ in found)
    return tuple(section for section in near if section is not None) or (() if is_answer else tuple(meant))


def _paragraphs(found: Sequence[Action]) -> tuple[int, int] | None:
    """The first and the last of the paragraphs between those that the buttons lead to."""
    ways = [number for action, payload in found if action == "read" and (number := number_in(payload)) is not None]
    return (ways[0] + 1, ways[1] - 1) if len(ways) > 1 else None


def turned_page(payload: str) -> tuple[int, str] | None:
    """The page of a menu, from 1, and the topic whose passages it lists ("" for topics), from the payload of an option;
    None if the payload means something else."""
    found = _TURNED.fullmatch(payload)
    return (int(found[1]), found[2]) if found else None


def numbers_of(article: Article, passages: Sequence[Passage]) -> str:
    """Passages as numbers, which are shorter than keys: several must fit in one `custom_id`."""
    # The shown passage, the best one, and the others.
    return ".".join([article.numbering, *(str(article.numbers[each.key]) for each in passages[: MOST_OTHERS + 2])])


def numbered_passages(article: Article, numbers: str) -> list[Passage]:
    """The passages in a button's payload: for "meant" and "back" the shown one, then all that may be meant; for
    "publish" all shown ones. Empty if the payload was made with another index."""
    version, *rest = numbers.split(".")
    if version != article.numbering:
        return []
    return [
        article.passages[int(number)] for number in rest if number.isdecimal() and int(number) < len(article.passages)
    ]
