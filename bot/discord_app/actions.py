"""What happens when a button is pressed or an option of a menu is chosen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from discord import Interaction
from discord.ui import View

from bot.conversation import wording
from bot.discord_app import render, views
from bot.discord_app.failures import insist, tell_privately

if TYPE_CHECKING:
    from bot.article.model import Passage
    from bot.discord_app.client import FootnoteBot

Action = Callable[[Interaction[Any], int, str], Awaitable[None]]
"""Called with the interaction, the asker's id and the control's payload."""


async def _go_to_passage(interaction: Interaction[FootnoteBot], asker: int, key: str) -> None:
    article = interaction.client.matcher.article
    # What else could have been meant holds for the next passage too.
    await _show_passage(interaction, asker, article.passage(key), views.meant_by(interaction.message, article))


async def _show_passage(
    interaction: Interaction[FootnoteBot], asker: int, passage: Passage | None, meant: Sequence[Passage]
) -> None:
    if passage is None:
        await _tell_gone(interaction)
        return
    article = interaction.client.matcher.article
    page = render.answer(passage, article.section_of(passage), article)
    publish = views.may_be_published(interaction.message)
    await _edit(interaction, page, views.answer_view(passage, article, asker, meant, publish=publish))


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
    view = views.related_view(section, article, asker)
    await insist(lambda: interaction.response.send_message(**parts, view=view, ephemeral=True))


async def _show_others(interaction: Interaction[FootnoteBot], asker: int, numbers: str) -> None:
    article = interaction.client.matcher.article
    passages = views.numbered_passages(article, numbers)
    if len(passages) < 2:
        await _tell_gone(interaction)
        return
    publish = views.may_be_published(interaction.message)
    view = views.others_view(passages[0], article, asker, passages[1:], publish=publish)
    await insist(lambda: interaction.response.edit_message(view=view))


async def _go_back(interaction: Interaction[FootnoteBot], asker: int, numbers: str) -> None:
    passages = views.numbered_passages(interaction.client.matcher.article, numbers)
    await _show_passage(interaction, asker, passages[0] if passages else None, passages[1:])


async def _read(interaction: Interaction[FootnoteBot], asker: int, number: str) -> None:
    if not number.isdecimal():
        await _tell_gone(interaction)
        return
    article = interaction.client.matcher.article
    paragraph = min(max(1, int(number)), len(article.paragraphs))
    await _edit(interaction, render.paragraph(paragraph, article), views.paragraph_view(paragraph, article, asker))


async def _publish(interaction: Interaction[FootnoteBot], asker: int, key: str) -> None:
    article = interaction.client.matcher.article
    passage = article.passage(key)
    if passage is None:
        await _tell_gone(interaction)
        return
    meant = views.meant_by(interaction.message, article)
    # The button goes first: it can be pressed twice before an answer arrives.
    used = views.answer_view(passage, article, asker, meant)
    await insist(lambda: interaction.response.edit_message(view=used))
    embed = render.answer(passage, article.section_of(passage), article).embed()
    try:
        # Not insisted on: Discord would show a second attempt beside the first.
        await interaction.followup.send(embed=embed, view=views.answer_view(passage, article, asker, meant))
    except Exception:
        unused = views.answer_view(passage, article, asker, meant, publish=True)
        await insist(lambda: interaction.edit_original_response(view=unused))
        raise
    interaction.client.desk.note(interaction, passage.key)


async def _delete(interaction: Interaction[FootnoteBot], asker: int, payload: str) -> None:
    await insist(interaction.response.defer)
    await insist(interaction.delete_original_response)


async def _tell_gone(interaction: Interaction[FootnoteBot]) -> None:
    await tell_privately(interaction, wording.GONE)


async def _edit(interaction: Interaction[FootnoteBot], page: render.Page, view: View) -> None:
    parts = page.parts(embeds=_shows_embeds(interaction))
    await insist(lambda: interaction.response.edit_message(**parts, view=view))


def _shows_embeds(interaction: Interaction[FootnoteBot]) -> bool:
    # What was sent as text, for want of the permission to embed, stays text.
    return interaction.message is None or bool(interaction.message.embeds)


ACTIONS: Mapping[str, Action] = {
    "goto": _go_to_passage,
    "topic": _go_to_topic,
    "related": _show_related,
    "meant": _show_others,
    "back": _go_back,
    "read": _read,
    "publish": _publish,
    "delete": _delete,
}
