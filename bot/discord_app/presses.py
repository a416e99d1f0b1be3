"""What happens when a button is pressed or an option of a menu is chosen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, cast

import discord
from discord import Interaction

from bot.article.model import Article
from bot.conversation import wording
from bot.discord_app import views
from bot.discord_app.addressing import Publish
from bot.discord_app.components import Press, press_of
from bot.discord_app.delivery import Reply, ToEveryone, apologise, insist, tell_privately
from bot.discord_app.pages import Pages
from bot.discord_app.permissions import may_speak
from bot.discord_app.replies import Replies
from bot.discord_app.shutdown import Shutdown

Page = Callable[[Press, discord.Message | None], Reply | None]
"""The page to which a control of a message leads; None if there is no such page any more."""

Deed = Callable[[Press, Interaction[Any]], Awaitable[None]]
"""What a control does that leads to no page in place of the one where it stands."""


class Presses:
    """Sees to what people press under the bot's messages: turns the page there, or says what it leads to."""

    def __init__(self, article: Article, pages: Pages, replies: Replies, shutdown: Shutdown) -> None:
        self._article, self._pages, self._replies, self._shutdown = article, pages, replies, shutdown
        self._leads_to: Mapping[str, Page] = {
            "goto": self._passage,
            "back": self._shown_before,
            "choices": self._choices,
            "answers": self._answers,
            "points": self._key_points,
            "names": lambda press, _: self._pages.names(press.payload, press.asker),
            "topic": self._topic,
            "topics": lambda press, _: self._pages.topics(press.asker),
            "read": self._paragraph,
            "summary": lambda press, _: self._pages.summary(press.asker),
        }
        self._does: Mapping[str, Deed] = {
            "related": self._show_related,
            "meant": self._show_others,
            "publish": self._publish,
            "delete": self._delete,
        }

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Do what a control is for, if it stands there for the person who uses it. All failures end here."""
        press = press_of(cast("Mapping[str, Any]", interaction.data or {}))
        async with self._shutdown.under_way():
            try:
                await self._press(press, interaction)
            except Exception as error:
                await apologise(interaction, error)

    async def _press(self, press: Press | None, interaction: Interaction[Any]) -> None:
        if press is None or not (press.action in self._leads_to or press.action in self._does):
            await tell_privately(interaction, wording.GONE)  # of another version
        elif not _may_use(press, interaction):
            await tell_privately(interaction, wording.NOT_YOURS)
        elif _is_public(press, interaction) and not may_speak(interaction):
            await tell_privately(interaction, wording.MAY_NOT_SPEAK)
        elif deed := self._does.get(press.action):
            await deed(press, interaction)
        elif reply := self._leads_to[press.action](press, interaction.message):
            # What was sent as text, for want of the permission to embed, stays text.
            parts = replace(reply, part=press.part).parts(embeds=_shows_embeds(interaction))
            await insist(lambda: interaction.response.edit_message(**parts))
        else:
            await tell_privately(interaction, wording.GONE)

    def _passage(self, press: Press, message: discord.Message | None) -> Reply | None:
        if turned := views.turned_page(press.payload):
            page, section_id = turned
            section = self._article.section(section_id)
            return self._pages.topic(section, press.asker, page) if section is not None else None
        passage = self._article.passage(press.payload)
        if passage is None:
            return None
        # What else could have been meant holds for the next passage too.
        meant, publish = views.meant_by(message, self._article), views.may_be_published(message)
        return self._pages.passage(passage, press.asker, meant, publish=publish)

    def _shown_before(self, press: Press, message: discord.Message | None) -> Reply | None:
        passages = views.numbered_passages(self._article, press.payload)
        if not passages:
            return None
        publish = views.may_be_published(message)
        return self._pages.passage(passages[0], press.asker, passages[1:], publish=publish)

    def _choices(self, press: Press, _: discord.Message | None) -> Reply | None:
        passages = views.numbered_passages(self._article, press.payload)
        return self._pages.choices(passages, press.asker) if passages else None

    def _answers(self, press: Press, message: discord.Message | None) -> Reply | None:
        numbers, _, reserved = press.payload.partition("+")
        passages = views.numbered_passages(self._article, numbers)
        if not (passages and _is_number(reserved)):
            return None
        meant, publish = views.meant_by(message, self._article), views.may_be_published(message)
        return self._pages.answers(passages, press.asker, meant, publish=publish, reserved=int(reserved))

    def _key_points(self, press: Press, _: discord.Message | None) -> Reply | None:
        return self._pages.key_points(int(press.payload), press.asker) if _is_number(press.payload) else None

    def _topic(self, press: Press, _: discord.Message | None) -> Reply | None:
        if turned := views.turned_page(press.payload):
            return self._pages.topics(press.asker, turned[0])
        section = self._article.section(press.payload)
        return self._pages.topic(section, press.asker) if section is not None else None

    def _paragraph(self, press: Press, _: discord.Message | None) -> Reply | None:
        if not _is_number(press.payload):
            return None
        number = min(max(1, int(press.payload)), len(self._article.paragraphs))
        return self._pages.paragraph(number, press.asker)

    async def _show_related(self, press: Press, interaction: Interaction[Any]) -> None:
        reply = self._pages.related(self._article.section(press.payload), press.asker)
        parts = reply.parts(embeds=_shows_embeds(interaction))
        await insist(lambda: interaction.response.send_message(**parts, ephemeral=True))

    async def _show_others(self, press: Press, interaction: Interaction[Any]) -> None:
        passages = views.numbered_passages(self._article, press.payload)
        if len(passages) < 2:
            await tell_privately(interaction, wording.GONE)
            return
        publish = views.may_be_published(interaction.message)
        view = views.others_view(passages[0], self._article, press.asker, passages[1:], publish=publish)
        await insist(lambda: interaction.response.edit_message(view=view))

    async def _publish(self, press: Press, interaction: Interaction[Any]) -> None:
        meant = views.meant_by(interaction.message, self._article)
        asked = Publish(press.payload, tuple(each.key for each in meant))
        unused = self._pages.of_publishing(asked, press.asker, publish=True).view
        await self._replies.serve(ToEveryone(interaction, unused), asked)

    async def _delete(self, _: Press, interaction: Interaction[Any]) -> None:
        await insist(interaction.response.defer)
        await insist(interaction.delete_original_response)


def _is_number(payload: str) -> bool:
    return payload.isascii() and payload.isdecimal()


def _may_use(press: Press, interaction: Interaction[Any]) -> bool:
    """Whether a control is for whoever uses it: the asker, or a moderator where something is to be deleted."""
    moderates = press.action == "delete" and interaction.permissions.manage_messages
    return interaction.user.id == press.asker or moderates


def _is_public(press: Press, interaction: Interaction[Any]) -> bool:
    """Whether what a press does is seen by others, and more than that a message of one's own goes."""
    if press.action in ("related", "delete"):
        return False
    return press.action == "publish" or not (interaction.message and interaction.message.flags.ephemeral)


def _shows_embeds(interaction: Interaction[Any]) -> bool:
    return interaction.message is None or bool(interaction.message.embeds)
