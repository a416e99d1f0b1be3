"""Handles buttons and menus under the bot's messages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from discord import Interaction, InteractionType, Message
from discord.ext import commands

from bot.conversation.wordings import discord_wording
from bot.discord_app.components import Press, data_of, number_in, press_of, remove_delete_button
from bot.discord_app.contexts import Contexts
from bot.discord_app.curators import marks
from bot.discord_app.curators.keeping import Keeping
from bot.discord_app.delivery import Outgoing, apologise, insist, patiently, respond, tell_privately, turn_page
from bot.discord_app.displayed import body_of, may_be_published, meant_by, numbered_passages, turned_page
from bot.discord_app.general import GeneralPages
from bot.discord_app.library import Library
from bot.discord_app.memory import Recent
from bot.discord_app.permissions import may_speak
from bot.discord_app.places import place_of
from bot.discord_app.policy import Policy
from bot.discord_app.recipients import ToEveryone
from bot.discord_app.replies import Replies
from bot.discord_app.requests import Publish
from bot.discord_app.served import Served
from bot.discord_app.server_controls import ServerControls
from bot.discord_app.shutdown import Shutdown


class Presses(commands.Cog):
    """Handles presses: turns the page, or shows where the control leads. The controls of `/footnote` and the marks have
    handlers of their own."""

    def __init__(
        self,
        library: Library,
        general: GeneralPages,
        replies: Replies,
        contexts: Contexts,
        policy: Policy,
        published: Recent[tuple[int, str], None],
        keeping: Keeping,
        server_controls: ServerControls,
        shutdown: Shutdown,
    ) -> None:
        self._library, self._general, self._replies = library, general, replies
        self._contexts, self._policy, self._published = contexts, policy, published
        self._keeping, self._server_controls, self._shutdown = keeping, server_controls, shutdown

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction[Any]) -> None:
        """Handle buttons, menus and forms; discord.py handles commands. All failures end here."""
        async with self._shutdown.under_way():
            try:
                if await self._server_controls.use(interaction) or interaction.type is not InteractionType.component:
                    return
                if (mark := marks.mark_of(interaction)) is not None:
                    await self._keeping.mark(mark, interaction)
                else:
                    await self._press(interaction)
            except Exception as error:
                await apologise(interaction, error)

    async def _press(self, interaction: Interaction[Any]) -> None:
        """Perform a control's action, if the control is for the person who uses it."""
        press = press_of(data_of(interaction))
        moderates = interaction.permissions.manage_messages
        if press is None:
            await tell_privately(interaction, discord_wording.GONE)  # made by another version
        elif interaction.user.id != press.owner.person and not (press.action == "delete" and moderates):
            await tell_privately(interaction, discord_wording.NOT_YOURS)
        elif press.action == "delete" and not (moderates or self._has_delete(interaction)):
            await tell_privately(interaction, discord_wording.MODERATORS_DELETE)
        elif _is_public(press, interaction) and self._policy.is_off(place_of(interaction)):
            await tell_privately(interaction, discord_wording.SHOWS_NOTHING_HERE)
        elif _is_public(press, interaction) and not may_speak(interaction):
            await tell_privately(interaction, discord_wording.MAY_NOT_SPEAK)
        elif press.action == "delete":
            await insist(interaction.response.defer)
            await insist(interaction.delete_original_response)
        elif reply := await self._of_no_article(press, interaction):
            await self._turn(interaction, reply, press)
        else:
            await self._press_of_article(press, interaction)

    def _has_delete(self, interaction: Interaction[Any]) -> bool:
        """Whether the asker can delete the message with a button. Always true for private messages."""
        is_private = interaction.message is not None and interaction.message.flags.ephemeral
        return is_private or self._policy.asker_deletes(interaction.guild_id)

    async def _press_of_article(self, press: Press, interaction: Interaction[Any]) -> None:
        """Perform the action of a control that leads to content of an article: the article that the control was made
        for."""
        place, chosen = place_of(interaction), press.action == "article"
        if chosen:
            served = await patiently(interaction, self._library.serve(press.payload, place.guild))
            press = press._replace(action="topics")
        else:
            served = await patiently(interaction, self._library.serve_tag(press.owner.article, place.guild))
        if served is None:
            await respond(interaction, self._general.gone().parts(embeds=False), private=True)
            return
        self._library.note(place, press.owner.person, served.id, chosen=chosen)
        article, pages, message = served.article, served.pages, interaction.message
        match press.action:
            case "related":
                await self._show_beside(interaction, pages.related(article.section(press.payload), press.owner.person))
            case "alone" if (passage := article.passage(press.payload)) is not None:
                publish = may_be_published(message)
                await self._show_beside(interaction, pages.passage(passage, press.owner.person, publish=publish))
            case "meant" if len(passages := numbered_passages(article, press.payload)) > 1:
                view = pages.others(passages[0], press.owner.person, passages[1:], publish=may_be_published(message))
                if self._policy.settings_in(place.guild).feedback:
                    marks.carry_on(message, view)
                if not self._has_delete(interaction):
                    remove_delete_button(view)
                await turn_page(interaction, {"view": view})
            case "publish":
                await self._publish(served, press, interaction)
            case _ if reply := _open_page(served, press, message):
                if self._policy.settings_in(place.guild).feedback:
                    marks.carry_over(message, reply, article, meant_by(message, article))
                await self._turn(interaction, reply, press)
                self._contexts.turned(press.owner.person, place.channel, article, reply.view)
            case _:
                await tell_privately(interaction, discord_wording.GONE)

    async def _show_beside(self, interaction: Interaction[Any], reply: Outgoing) -> None:
        """Show something to the person alone, beside the message with the control."""
        if self._policy.settings_in(interaction.guild_id).feedback:
            marks.add_to(reply)
        await respond(interaction, reply.parts(embeds=_shows_embeds(interaction)), private=True)

    async def _turn(self, interaction: Interaction[Any], reply: Outgoing, press: Press) -> None:
        if reply.view is not None and not self._has_delete(interaction):
            remove_delete_button(reply.view)
        # A message sent as text, without the permission to embed, stays text.
        await turn_page(interaction, replace(reply, part=press.part).parts(embeds=_shows_embeds(interaction)))

    async def _of_no_article(self, press: Press, interaction: Interaction[Any]) -> Outgoing | None:
        """The reply for a control that leads to the list of articles or to what is kept."""
        if press.action == "privacy":
            return await self._general.privacy.page(press.owner.person, place_of(interaction))
        turned = turned_page(press.payload)
        if press.action == "articles" or (press.action == "article" and turned):
            here = self._library.here(place_of(interaction), press.owner.person)
            return self._general.articles(press.owner.person, here, turned[0] if turned else 1)
        return None

    async def _publish(self, served: Served, press: Press, interaction: Interaction[Any]) -> None:
        meant = meant_by(interaction.message, served.article)
        asked = Publish(served.id, press.payload, tuple(each.key for each in meant), body_of(interaction.message))
        answer = interaction.message.id if interaction.message is not None else interaction.id, press.payload
        if answer in self._published:  # by an earlier press that is still being handled
            await turn_page(interaction, {"view": served.reply_pages.of_publishing(asked, press.owner.person).view})
            return
        self._published[answer] = None
        to = ToEveryone(interaction, served.reply_pages.of_publishing(asked, press.owner.person, publish=True).view)
        await self._replies.serve(to, asked)
        if not to.is_shown:
            self._published.pop(answer, None)


def _is_public(press: Press, interaction: Interaction[Any]) -> bool:
    """Whether others see the result of a press. Deleting one's own answer does not count."""
    if press.action in ("related", "alone", "delete"):
        return False
    return press.action == "publish" or not (interaction.message and interaction.message.flags.ephemeral)


def _shows_embeds(interaction: Interaction[Any]) -> bool:
    return interaction.message is None or bool(interaction.message.embeds)


def _open_page(served: Served, press: Press, message: Message | None) -> Outgoing | None:
    """The page that a message's control leads to; None if it no longer exists."""
    article, pages, asker, payload = served.article, served.pages, press.owner.person, press.payload
    turned, publish = turned_page(payload), may_be_published(message)
    match press.action:
        case "goto" if turned:
            section = article.section(turned[1])
            return pages.topic(section, asker, turned[0]) if section is not None else None
        case "goto" if (passage := article.passage(payload)) is not None:
            # The other passages that may have been meant stay the same.
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
        case "read" if None not in (numbers := [number_in(each) for each in payload.split(".")]):
            last = len(article.paragraphs)
            return pages.paragraphs([min(max(1, number), last) for number in numbers if number is not None], asker)
        case name:
            return pages.page(name, payload, asker)
