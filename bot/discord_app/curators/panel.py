"""Handles the curators' controls and forms for a server's questions."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from discord import Interaction

from bot.article import limits
from bot.conversation.wordings import filing_wording as wording
from bot.conversation.wordings.discord_wording import GONE, NOT_WRITTEN
from bot.discord_app.components import number_in
from bot.discord_app.curators import forms, screens
from bot.discord_app.curators.adding import Adding
from bot.discord_app.curators.forms import SYNONYM, FilingDraft, addressed, draft_of, one_line, read_draft
from bot.discord_app.delivery import Outgoing, insist, respond, tell_privately
from bot.discord_app.errors import explain
from bot.discord_app.library import Library
from bot.discord_app.markup import CHOICE, CHOICES, clip
from bot.discord_app.places import guild_of, place_of
from bot.discord_app.policy import Policy
from bot.discord_app.server_controls import Handler, showing
from bot.errors import StoreError
from bot.store.questions import Questions
from bot.store.redaction import redact
from bot.store.store import try_flush

MOST_SUGGESTED = 200
"""How many kept questions are searched for suggestions."""

FORM_PATIENCE = 2.0
"""Seconds that a form waits for its article: Discord allows three, and refuses it later."""


class CuratorsPanel:
    """Shows kept questions, and opens and reads the forms that file them. Callers have checked that the person may
    curate."""

    def __init__(self, library: Library, questions: Questions, adding: Adding, policy: Policy) -> None:
        self._library, self._questions, self._adding, self._policy = library, questions, adding, policy
        own: Mapping[str, Handler] = {
            "kept": showing(self._turned),
            "file": self._open_kept,
            "absent": self._open_kept,
            "synonym": lambda interaction, address: self._open_kept(interaction, address, is_synonym=True),
            "drop": showing(self._dropped),
            forms.FILE: self._sent,
            forms.WORDS: self._sent,
            "change": self._change,
        }
        self.handlers = {**own, **adding.handlers}

    # What is kept

    async def kept(self, guild: int, place: int = 0) -> Outgoing:
        """A kept question of a server by its position from 0, most asked first; the last one if there are fewer. Raises
        `StoreError`."""
        is_complete = await try_flush(self._questions)
        reply = await self._kept(guild, place)
        return reply if is_complete else reply.noting(NOT_WRITTEN)

    async def _kept(self, guild: int, place: int) -> Outgoing:
        count = await self._questions.count(guild)
        place = min(place, count - 1)
        found = await self._questions.most_asked(guild, limit=1, skip=place) if count else []
        if not found:
            return screens.nothing_kept(keeps=self._policy.settings_in(guild).keeps_questions)
        served = await self._library.serve(found[0].article, guild)
        return screens.kept_question(found[0], served.matcher if served is not None else None, place, count)

    async def _turned(self, interaction: Interaction[Any], place: str) -> Outgoing:
        return await self.kept(guild_of(interaction), number_in(place) or 0)

    async def _dropped(self, interaction: Interaction[Any], payload: str) -> Outgoing:
        question, _, place = payload.partition(".")
        was_there = await self._questions.drop(guild_of(interaction), number_in(question) or 0)
        shown = await self._turned(interaction, place)
        return shown if was_there else shown.noting(wording.KEPT_IS_GONE)

    # Forms

    async def file(self, interaction: Interaction[Any], text: str) -> None:
        """Open the form with a text. Nothing is kept unless the form is submitted."""
        await self._open(interaction, draft_of(self._article(interaction), text=redact(text)))

    async def file_under(self, interaction: Interaction[Any], question: str, passage: str) -> Outgoing:
        """Try out a question as an ask of a passage, named by its key, its paragraph or its words."""
        guild, article_id = guild_of(interaction), self._article(interaction)
        draft = replace(draft_of(article_id, text=one_line(question)), other=one_line(passage))
        with suppress(StoreError):  # filing works without it
            kept = await self._questions.most_asked(guild, article_id, limit=MOST_SUGGESTED)
            draft = replace(draft, kept=next((each.id for each in kept if each.text == question), 0))
        return await self._adding.tried(interaction, draft)

    async def suggested_questions(self, interaction: Interaction[Any], typed: str) -> list[str]:
        """Kept questions of a server that contain what was typed and can be asks, most asked first."""
        of = guild_of(interaction), self._article(interaction)
        try:
            kept = [each.text for each in await self._questions.most_asked(*of, limit=MOST_SUGGESTED)]
        except StoreError:
            return []
        return [each for each in kept if len(each) <= limits.ASK and typed.casefold() in each.casefold()][:CHOICES]

    def suggested_passages(self, interaction: Interaction[Any], typed: str) -> list[tuple[str, str]]:
        """Passages that match what was typed, as summaries with keys."""
        served = self._library.ready(self._article(interaction), guild_of(interaction))
        found = forms.passages_named(typed, served.matcher) if served is not None else ()
        return [(clip(each.summary, CHOICE), each.key) for each in found[:CHOICES]]

    async def _open_kept(self, interaction: Interaction[Any], address: str, *, is_synonym: bool = False) -> None:
        """Open a form for a kept question."""
        draft = addressed(address)
        try:
            kept = await self._questions.find(guild_of(interaction), draft.kept) if draft is not None else None
        except StoreError as error:
            await tell_privately(interaction, explain(error))
            return
        if draft is None or kept is None:
            await tell_privately(interaction, wording.KEPT_IS_GONE)
        elif is_synonym:
            await self._open(interaction, replace(draft, where=SYNONYM), kept.text)
        else:
            await self._open(interaction, replace(draft, text=kept.text))

    async def _change(self, interaction: Interaction[Any], address: str) -> None:
        draft = read_draft(address, interaction.message)
        await (self._open(interaction, draft) if draft is not None else tell_privately(interaction, GONE))

    async def _open(self, interaction: Interaction[Any], draft: FilingDraft, question: str = "") -> None:
        served = None
        with suppress(TimeoutError):  # a form cannot be shown later
            served = await asyncio.wait_for(self._library.serve_tag(draft.tag, guild_of(interaction)), FORM_PATIENCE)
        if served is None:
            is_there = self._library.tagged(draft.tag) in self._library.articles.usable
            await tell_privately(interaction, wording.STILL_LOADING if is_there else wording.NO_ARTICLE)
            return
        if draft.where == SYNONYM:
            form = forms.synonym_form(draft, question)
        else:
            form = forms.filing_form(draft, served.matcher)
        await insist(lambda: interaction.response.send_modal(form))

    def _article(self, interaction: Interaction[Any]) -> str:
        """The id of the article in use at an interaction's place."""
        return self._library.here(place_of(interaction), interaction.user.id)

    async def _sent(self, interaction: Interaction[Any], address: str) -> None:
        draft = forms.read_form(address, interaction)
        if draft is None:
            await tell_privately(interaction, GONE)
            return
        # Trying it out takes seconds.
        await insist(lambda: interaction.response.defer(ephemeral=True, thinking=True))
        reply = await self._adding.tried(interaction, draft)
        await respond(interaction, reply.parts(embeds=True), private=True)
