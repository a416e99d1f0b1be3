"""What happens when a button is pressed or an option of a menu is chosen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, cast

from discord import Interaction
from discord.ui import View

from bot.article.model import Article, Passage
from bot.conversation import wording
from bot.discord_app import render, views
from bot.discord_app.addressing import Publish
from bot.discord_app.components import Press, press_of
from bot.discord_app.delivery import ToEveryone, apologise, insist, may_speak, tell_privately
from bot.discord_app.replies import Replies
from bot.discord_app.shutdown import Shutdown

Action = Callable[[Interaction[Any], int, str], Awaitable[None]]
"""Called with the interaction, the asker's id and the control's payload."""


class Presses:
    """Sees to what people press under the bot's messages: turns the page there, or says what it leads to."""

    def __init__(self, article: Article, replies: Replies, shutdown: Shutdown) -> None:
        self._article, self._replies, self._shutdown = article, replies, shutdown
        self._actions: Mapping[str, Action] = {
            "goto": self._go_to_passage,
            "topic": self._go_to_topic,
            "related": self._show_related,
            "meant": self._show_others,
            "back": self._go_back,
            "read": self._read,
            "publish": self._publish,
            "delete": self._delete,
        }

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Do what a control is for, if it stands there for the person who uses it. All failures end here."""
        press = press_of(cast("Mapping[str, Any]", interaction.data or {}))
        async with self._shutdown.under_way():
            try:
                if press is None or press.action not in self._actions:  # of another version
                    await _tell_gone(interaction)
                elif not _may_use(press, interaction):
                    await tell_privately(interaction, wording.NOT_YOURS)
                elif _is_public(press, interaction) and not may_speak(interaction):
                    await tell_privately(interaction, wording.MAY_NOT_SPEAK)
                else:
                    await self._actions[press.action](interaction, press.asker, press.payload)
            except Exception as error:
                await apologise(interaction, error)

    async def _go_to_passage(self, interaction: Interaction[Any], asker: int, key: str) -> None:
        # What else could have been meant holds for the next passage too.
        meant = views.meant_by(interaction.message, self._article)
        await self._show_passage(interaction, asker, self._article.passage(key), meant)

    async def _show_passage(
        self, interaction: Interaction[Any], asker: int, passage: Passage | None, meant: Sequence[Passage]
    ) -> None:
        if passage is None:
            await _tell_gone(interaction)
            return
        article = self._article
        page = render.answer(passage, article.section_of(passage), article)
        publish = views.may_be_published(interaction.message)
        await _edit(interaction, page, views.answer_view(passage, article, asker, meant, publish=publish))

    async def _go_to_topic(self, interaction: Interaction[Any], asker: int, section_id: str) -> None:
        section = self._article.section(section_id)
        if section is None:
            await _tell_gone(interaction)
            return
        await _edit(interaction, render.topic(section, self._article), views.topic_view(section, asker))

    async def _show_related(self, interaction: Interaction[Any], asker: int, section_id: str) -> None:
        section = self._article.section(section_id)
        parts = render.related(section, self._article).parts(embeds=_shows_embeds(interaction))
        view = views.related_view(section, self._article, asker)
        await insist(lambda: interaction.response.send_message(**parts, view=view, ephemeral=True))

    async def _show_others(self, interaction: Interaction[Any], asker: int, numbers: str) -> None:
        passages = views.numbered_passages(self._article, numbers)
        if len(passages) < 2:
            await _tell_gone(interaction)
            return
        publish = views.may_be_published(interaction.message)
        view = views.others_view(passages[0], self._article, asker, passages[1:], publish=publish)
        await insist(lambda: interaction.response.edit_message(view=view))

    async def _go_back(self, interaction: Interaction[Any], asker: int, numbers: str) -> None:
        passages = views.numbered_passages(self._article, numbers)
        await self._show_passage(interaction, asker, passages[0] if passages else None, passages[1:])

    async def _read(self, interaction: Interaction[Any], asker: int, number: str) -> None:
        if not number.isdecimal():
            await _tell_gone(interaction)
            return
        paragraph = min(max(1, int(number)), len(self._article.paragraphs))
        view = views.paragraph_view(paragraph, self._article, asker)
        await _edit(interaction, render.paragraph(paragraph, self._article), view)

    async def _publish(self, interaction: Interaction[Any], asker: int, key: str) -> None:
        meant = views.meant_by(interaction.message, self._article)
        passage = self._article.passage(key)
        unused = views.answer_view(passage, self._article, asker, meant, publish=True) if passage else View()
        asked = Publish(key, tuple(each.key for each in meant))
        await self._replies.serve(ToEveryone(interaction, unused), asked)

    async def _delete(self, interaction: Interaction[Any], asker: int, payload: str) -> None:
        await insist(interaction.response.defer)
        await insist(interaction.delete_original_response)


def _may_use(press: Press, interaction: Interaction[Any]) -> bool:
    """Whether a control is for whoever uses it: the asker, or a moderator where something is to be deleted."""
    moderates = press.action == "delete" and interaction.permissions.manage_messages
    return interaction.user.id == press.asker or moderates


def _is_public(press: Press, interaction: Interaction[Any]) -> bool:
    """Whether what a press does is seen by others, and more than that a message of one's own goes."""
    if press.action in ("related", "delete"):
        return False
    return press.action == "publish" or not (interaction.message and interaction.message.flags.ephemeral)


async def _tell_gone(interaction: Interaction[Any]) -> None:
    await tell_privately(interaction, wording.GONE)


async def _edit(interaction: Interaction[Any], page: render.Page, view: View) -> None:
    parts = page.parts(embeds=_shows_embeds(interaction))
    await insist(lambda: interaction.response.edit_message(**parts, view=view))


def _shows_embeds(interaction: Interaction[Any]) -> bool:
    # What was sent as text, for want of the permission to embed, stays text.
    return interaction.message is None or bool(interaction.message.embeds)
