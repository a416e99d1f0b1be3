"""Buttons and menus that work for as long as their message lives, across restarts.

All state is in the `custom_id`: what to do, who may do it, and with which passage, topic or paragraph. Nothing
is kept in memory, so there is nothing to lose. The longest one has 3 + 8 + 1 + 20 + 1 + 65 of the 100 characters that
Discord allows (an action, a snowflake, and a passage's key of two ids of at most 32).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ButtonStyle, Interaction, SelectOption
from discord.ui import Button, DynamicItem, Item, Select, View

from bot import wording
from bot.article.model import Article, Passage, Section
from bot.discord_app import failures, render
from bot.matching.outcomes import Answer, Candidate, Choices, NoMatch, Outcome

if TYPE_CHECKING:
    from bot.discord_app.client import FootnoteBot

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


def topic_shown_by(message: discord.Message, article: Article) -> Section | None:
    """The section that one of the bot's messages is about, read off its controls; None if it is about none."""
    shown = _payloads(message).get("related")
    return article.section(shown) if shown else None


def _payloads(message: discord.Message | None) -> dict[str, str]:
    """The payloads of a message's controls by their actions; of controls with the same action, the last one's."""
    children = [child for row in message.components for child in getattr(row, "children", ())] if message else []
    ids = (getattr(child, "custom_id", None) or "" for child in children)
    matches = (Control.__discord_ui_compiled_template__.fullmatch(custom_id) for custom_id in ids)
    return {match["action"]: match["payload"] for match in matches if match}


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


def _passages(article: Article, numbers: str) -> list[Passage]:
    version, *rest = numbers.split(".")
    if version != _version(article):
        return []
    return [
        article.passages[int(number)] for number in rest if number.isdigit() and int(number) < len(article.passages)
    ]


class _Guarded:
    """What buttons and menus have in common: only the asker may use them, and failures reach the presser."""

    action: str
    asker: int

    async def interaction_check(self, interaction: Interaction[Any], /) -> bool:
        """Let the asker through, and a moderator where something is to be deleted; tell others in private."""
        moderates = self.action == "delete" and interaction.permissions.manage_messages
        if interaction.user.id == self.asker or moderates:
            return True
        await interaction.response.send_message(wording.NOT_YOURS, ephemeral=True)
        return False

    async def act(self, interaction: Interaction[FootnoteBot], payload: str) -> None:
        """Do what the control is for."""
        async with failures.reported(interaction), interaction.client.under_way():
            await failures.insist(lambda: _ACTIONS[self.action](interaction, self.asker, payload))


class Control(
    _Guarded, DynamicItem[Button[Any]], template=r"fn:(?P<action>[a-z]+):(?P<asker>\d{1,20}):(?P<payload>.{0,70})"
):
    """A button."""

    def __init__(
        self,
        action: str,
        asker: int,
        payload: str,
        *,
        label: str | None = None,
        emoji: str | None = None,
        style: ButtonStyle = ButtonStyle.secondary,
        disabled: bool = False,
        row: int | None = None,
        hint: str | None = None,
    ) -> None:
        # An emoji says it in every language; the hint stands in for it where there is no emoji.
        label = render.clip(label, render.BUTTON_LABEL) if label else None if emoji else hint
        custom_id = f"fn:{action}:{asker}:{payload}"
        super().__init__(Button(label=label, emoji=emoji, style=style, disabled=disabled, custom_id=custom_id, row=row))
        self.action, self.asker, self.payload = action, asker, payload

    @classmethod
    async def from_custom_id(cls, interaction: Interaction[Any], item: Item[Any], match: re.Match[str], /) -> Self:
        """The button that was pressed, as its `custom_id` describes it."""
        return cls(match["action"], int(match["asker"]), match["payload"], label="?")

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Do what the button says."""
        await self.act(interaction, self.payload)


class Menu(_Guarded, DynamicItem[Select[Any]], template=r"fm:(?P<action>[a-z]+):(?P<asker>\d{1,20})"):
    """A menu of which one option is chosen."""

    def __init__(self, action: str, asker: int, options: list[SelectOption], placeholder: str) -> None:
        super().__init__(Select(custom_id=f"fm:{action}:{asker}", options=options, placeholder=placeholder))
        self.action, self.asker = action, asker

    @classmethod
    async def from_custom_id(cls, interaction: Interaction[Any], item: Item[Any], match: re.Match[str], /) -> Self:
        """The menu that was used, as its `custom_id` describes it."""
        options = item.options if isinstance(item, Select) else []
        return cls(match["action"], int(match["asker"]), list(options), "")

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Do it with the option that was chosen."""
        await self.act(interaction, self.item.values[0])


def _shows_embeds(interaction: Interaction[FootnoteBot]) -> bool:
    # What was sent as text, for want of the permission to embed, stays text.
    return interaction.message is None or bool(interaction.message.embeds)


def _given(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if value is not None}


async def _edit(interaction: Interaction[FootnoteBot], page: render.Page, view: View) -> None:
    await interaction.response.edit_message(**page.parts(embeds=_shows_embeds(interaction)), view=view)


async def _go_to_passage(interaction: Interaction[FootnoteBot], asker: int, key: str) -> None:
    article = interaction.client.matcher.article
    passage = article.passage(key)
    if passage is None:
        await interaction.response.send_message(wording.GONE, ephemeral=True)
        return
    page = render.answer(passage, article.section_of(passage), article)
    # What else could have been meant, and that it may be shown to everyone, hold for the next passage too.
    kept = _payloads(interaction.message)
    others = _passages(article, kept.get("others", ""))
    await _edit(interaction, page, answer_view(passage, article, asker, others, publish="publish" in kept))


async def _go_to_topic(interaction: Interaction[FootnoteBot], asker: int, section_id: str) -> None:
    article = interaction.client.matcher.article
    section = article.section(section_id)
    if section is None:
        await interaction.response.send_message(wording.GONE, ephemeral=True)
        return
    await _edit(interaction, render.topic(section, article), topic_view(section, asker))


async def _show_related(interaction: Interaction[FootnoteBot], asker: int, section_id: str) -> None:
    article = interaction.client.matcher.article
    section = article.section(section_id)
    related = [found for name in section.related if (found := article.section(name))] if section else []
    menu = _topic_menu([section, *related] if section else article.sections, asker)
    parts = render.related(section, article).parts(embeds=_shows_embeds(interaction))
    await interaction.response.send_message(**_given(parts), view=_view(menu), ephemeral=True)


async def _show_others(interaction: Interaction[FootnoteBot], asker: int, numbers: str) -> None:
    passages = _passages(interaction.client.matcher.article, numbers)
    if not passages:
        await interaction.response.send_message(wording.GONE, ephemeral=True)
        return
    menu = _passage_menu(passages, asker, wording.NOT_WHAT_I_ASKED)
    kept = _payloads(interaction.message)
    items: list[Item[Any]] = [menu]
    if "related" in kept:
        items.append(Control("related", asker, kept["related"], label=wording.RELATED, row=1))
    items.append(_delete(asker, row=1))
    if "publish" in kept:
        items.append(_publish_button(asker, kept["publish"], row=1))
    await interaction.response.edit_message(view=_view(*items))


async def _read(interaction: Interaction[FootnoteBot], asker: int, number: str) -> None:
    article = interaction.client.matcher.article
    paragraph = min(max(1, int(number)), len(article.paragraphs)) if number.isdigit() else 1
    await _edit(interaction, render.paragraph(paragraph, article), paragraph_view(paragraph, article, asker))


async def _publish(interaction: Interaction[FootnoteBot], asker: int, key: str) -> None:
    article = interaction.client.matcher.article
    passage = article.passage(key)
    if passage is None:
        await interaction.response.send_message(wording.GONE, ephemeral=True)
        return
    page = render.answer(passage, article.section_of(passage), article)
    others = _passages(article, _payloads(interaction.message).get("others", ""))
    await interaction.response.send_message(embed=page.embed(), view=answer_view(passage, article, asker, others))


async def _delete_message(interaction: Interaction[FootnoteBot], asker: int, payload: str) -> None:
    await failures.insist(interaction.response.defer)
    await interaction.delete_original_response()


_ACTIONS: dict[str, Callable[[Interaction[Any], int, str], Awaitable[None]]] = {
    "goto": _go_to_passage,
    "topic": _go_to_topic,
    "related": _show_related,
    "others": _show_others,
    "read": _read,
    "publish": _publish,
    "delete": _delete_message,
}
