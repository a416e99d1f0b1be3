"""What happens when a button is pressed or an option of a menu is chosen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from discord import Interaction
from discord.ui import View

from bot import wording
from bot.discord_app import failures, render, views
from bot.discord_app.controls import payloads

if TYPE_CHECKING:
    from bot.discord_app.client import FootnoteBot

Action = Callable[[Interaction[Any], int, str], Awaitable[None]]
"""Called with the interaction, the asker's id and the control's payload."""


async def _go_to_passage(interaction: Interaction[FootnoteBot], asker: int, key: str) -> None:
    article = interaction.client.matcher.article
    passage = article.passage(key)
    if passage is None:
        await _tell_gone(interaction)
        return
    # What else could have been meant, and that it may be shown to everyone, hold for the next passage too.
    kept = payloads(interaction.message)
    others = views.numbered_passages(article, kept.get("others", ""))
    page = render.answer(passage, article.section_of(passage), article)
    await _edit(interaction, page, views.answer_view(passage, article, asker, others, publish="publish" in kept))


async def _go_to_topic(interaction: Interaction[FootnoteBot], asker: int, section_id: str) -> None:
    article = interaction.client.matcher.article
    section = article.section(section_id)
    if section is None:
        await _tell_gone(interaction)
        return
    await _edit(interaction, render.topic(section, article), views.topic_view(section, asker))


async def _show_related(interaction: Interaction[FootnoteBot], asker: int, section_id: str) -> None:
    article = interaction.client.matcher.article
    section = article.section(section_id)
    parts = render.related(section, article).parts(embeds=_shows_embeds(interaction))
    given = {name: value for name, value in parts.items() if value is not None}
    view = views.related_view(section, article, asker)
    await interaction.response.send_message(**given, view=view, ephemeral=True)


async def _show_others(interaction: Interaction[FootnoteBot], asker: int, numbers: str) -> None:
    passages = views.numbered_passages(interaction.client.matcher.article, numbers)
    if not passages:
        await _tell_gone(interaction)
        return
    kept = payloads(interaction.message)
    view = views.others_view(passages, asker, topic=kept.get("related"), published=kept.get("publish"))
    await interaction.response.edit_message(view=view)


async def _read(interaction: Interaction[FootnoteBot], asker: int, number: str) -> None:
    article = interaction.client.matcher.article
    paragraph = min(max(1, int(number)), len(article.paragraphs)) if number.isdigit() else 1
    await _edit(interaction, render.paragraph(paragraph, article), views.paragraph_view(paragraph, article, asker))


async def _publish(interaction: Interaction[FootnoteBot], asker: int, key: str) -> None:
    article = interaction.client.matcher.article
    passage = article.passage(key)
    if passage is None:
        await _tell_gone(interaction)
        return
    others = views.numbered_passages(article, payloads(interaction.message).get("others", ""))
    embed = render.answer(passage, article.section_of(passage), article).embed()
    view = views.answer_view(passage, article, asker, others)
    await interaction.response.send_message(embed=embed, view=view)


async def _delete(interaction: Interaction[FootnoteBot], asker: int, payload: str) -> None:
    await failures.insist(interaction.response.defer)
    await interaction.delete_original_response()


async def _tell_gone(interaction: Interaction[FootnoteBot]) -> None:
    await interaction.response.send_message(wording.GONE, ephemeral=True)


async def _edit(interaction: Interaction[FootnoteBot], page: render.Page, view: View) -> None:
    await interaction.response.edit_message(**page.parts(embeds=_shows_embeds(interaction)), view=view)


def _shows_embeds(interaction: Interaction[FootnoteBot]) -> bool:
    # What was sent as text, for want of the permission to embed, stays text.
    return interaction.message is None or bool(interaction.message.embeds)


ACTIONS: Mapping[str, Action] = {
    "goto": _go_to_passage,
    "topic": _go_to_topic,
    "related": _show_related,
    "others": _show_others,
    "read": _read,
    "publish": _publish,
    "delete": _delete,
}
