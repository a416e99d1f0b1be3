"""What happens with the questions of a server when a curator uses a control or sends a form."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, cast

import discord
from discord import Interaction

from bot.articles import tag_of
from bot.conversation import filing_wording as wording
from bot.conversation.wording import GONE
from bot.curation.findings import find, look_up
from bot.discord_app.curators import forms, screens
from bot.discord_app.curators.drafts import PASSAGE, SYNONYM, Draft, addressed, draft_of, one_line, read_draft
from bot.discord_app.delivery import Reply, insist, patiently, respond, tell_privately, turn_page
from bot.discord_app.editing import Editor
from bot.discord_app.errors import told
from bot.discord_app.library import Library, Served
from bot.discord_app.places import place_of
from bot.discord_app.policy import Policy
from bot.discord_app.server_controls import Deed
from bot.errors import FootnoteError, InputError, StoreError, WorkError
from bot.store.additions import Addition
from bot.store.questions import Kept
from bot.store.redaction import redact
from bot.store.store import Store

MOST_SUGGESTED = 200
"""Kept questions among which it is looked for what somebody types."""

FORM_PATIENCE = 2.0
"""Seconds that a form waits for its article: Discord gives it three, and takes none later."""

IsOwner = Callable[[discord.User | discord.Member], Awaitable[bool]]
"""Whether somebody runs the bot."""


class CuratorsDesk:
    """Shows what is kept and what was added, tries out what a curator wants to add, and adds it. Whoever calls a deed
    has made sure that the person may manage the server."""

    def __init__(self, library: Library, store: Store, editor: Editor, policy: Policy, is_owner: IsOwner) -> None:
        self._library, self._editor, self._policy, self._is_owner = library, editor, policy, is_owner
        self._questions, self._additions = store.questions, store.additions
        self.deeds: Mapping[str, Deed] = {
            "kept": self._turn,
            "file": self._open_filing,
            "absent": self._open_filing,
            "synonym": self._open_synonym,
            "drop": self._drop,
            forms.FILE: self._sent,
            forms.WORDS: self._sent,
            "change": self._change,
            "add": lambda interaction, address: self._add(interaction, address, for_all=False),
            "addall": lambda interaction, address: self._add(interaction, address, for_all=True),
            "tryall": self._try_for_all,
            "added": self._show_added,
            "undo": self._undo,
        }

    # What is kept

    async def kept(self, guild: int, place: int = 0) -> Reply:
        """A kept question of a server, counted from 0, the most asked first; the last one where there are fewer. Raises
        `StoreError`."""
        with suppress(StoreError):  # it waits on
            await self._questions.flush()  # what was asked just now too
        count = await self._questions.count(guild)
        place = min(place, count - 1)
        found = await self._questions.most_asked(guild, limit=1, skip=place) if count else []
        if not found:
            return screens.nothing_kept(keeps=self._policy.keeps_questions(guild))
        kept = found[0]
        served = await self._served(kept.article, guild)
        draft = draft_of(kept.article, kept.id)
        if served is None:
            return screens.kept_question(kept, None, None, draft, place, count)
        return screens.kept_question(kept, find(served.matcher, kept.text), served.article, draft, place, count)

    async def _turn(self, interaction: Interaction[Any], place: str) -> None:
        await self._show(interaction, self.kept(_guild(interaction), _number(place)))

    async def _drop(self, interaction: Interaction[Any], payload: str) -> None:
        question, _, place = payload.partition(".")
        guild = _guild(interaction)

        async def drop() -> Reply:
            await self._questions.drop(guild, _number(question))
            return await self.kept(guild, _number(place))

        await self._show(interaction, drop())

    # Forms

    async def file(self, interaction: Interaction[Any], text: str) -> None:
        """Open the form with what somebody said, of which nothing is kept unless the form is sent."""
        article_id = self._library.here(place_of(interaction), interaction.user.id)
        await self._open(interaction, draft_of(article_id, text=redact(text)))

    async def file_under(self, interaction: Interaction[Any], question: str, passage: str) -> None:
        """Try out a question as an ask of a passage, which is named by its key or words of it."""
        guild, article_id = _guild(interaction), self._library.here(place_of(interaction), interaction.user.id)
        draft = replace(draft_of(article_id, text=one_line(question)), other=one_line(passage))
        await insist(lambda: interaction.response.defer(ephemeral=True))
        with suppress(StoreError):  # it can be filed all the same
            kept = await self._questions.most_asked(guild, article_id)
            draft = replace(draft, kept=next((each.id for each in kept if each.text == question), 0))
        reply = await self._tried(interaction, draft, for_all=False)
        await respond(interaction, reply.parts(embeds=True), private=True)

    async def suggested_questions(self, interaction: Interaction[Any], typed: str) -> list[str]:
        """Questions that are kept in a server and hold what was typed, the most asked first."""
        article_id = self._library.here(place_of(interaction), interaction.user.id)
        kept = await self._questions.most_asked(_guild(interaction), article_id, limit=MOST_SUGGESTED)
        return [each.text for each in kept if typed.casefold() in each.text.casefold()]

    def suggested_passages(self, interaction: Interaction[Any], typed: str) -> list[tuple[str, str]]:
        """Passages that what was typed may mean, by their summaries and keys."""
        article_id = self._library.here(place_of(interaction), interaction.user.id)
        served = self._library.ready(article_id, _guild(interaction))
        if served is None:
            return []
        found = look_up(served.matcher, typed) if typed.strip() else served.article.passages
        return [(each.summary, each.key) for each in found]

    async def _open_filing(self, interaction: Interaction[Any], address: str) -> None:
        draft = addressed(address)
        if (kept := await self._question(interaction, draft)) is not None and draft is not None:
            await self._open(interaction, replace(draft, text=kept.text))

    async def _open_synonym(self, interaction: Interaction[Any], address: str) -> None:
        draft = addressed(address)
        if (kept := await self._question(interaction, draft)) is not None and draft is not None:
            await self._open(interaction, replace(draft, where=SYNONYM), kept.text)

    async def _change(self, interaction: Interaction[Any], address: str) -> None:
        draft = read_draft(address, interaction.message)
        await (self._open(interaction, draft) if draft is not None else tell_privately(interaction, GONE))

    async def _question(self, interaction: Interaction[Any], draft: Draft | None) -> Kept | None:
        """The kept question of a draft; tells it if that is gone."""
        try:
            kept = await self._questions.find(_guild(interaction), draft.kept) if draft is not None else None
        except StoreError as error:
            await tell_privately(interaction, told(error))
            return None
        if kept is None:
            await tell_privately(interaction, wording.KEPT_IS_GONE)
        return kept

    async def _open(self, interaction: Interaction[Any], draft: Draft, question: str = "") -> None:
        served = None
        with suppress(TimeoutError):  # a form cannot be shown later
            served = await asyncio.wait_for(self._of_draft(draft, _guild(interaction)), FORM_PATIENCE)
        if served is None:
            await tell_privately(interaction, wording.STILL_LOADING)
            return
        if draft.where == SYNONYM:
            form = forms.synonym_form(draft, question)
        else:
            form = forms.filing_form(draft, served.matcher)
        await insist(lambda: interaction.response.send_modal(form))

    async def _sent(self, interaction: Interaction[Any], address: str) -> None:
        draft = forms.read_form(address, interaction)
        if draft is None:
            await tell_privately(interaction, GONE)
            return
        # What is tried takes seconds.
        await insist(lambda: interaction.response.defer(ephemeral=True, thinking=True))
        reply = await self._tried(interaction, draft, for_all=False)
        await respond(interaction, reply.parts(embeds=True), private=True)

    # What is added

    async def _tried(self, interaction: Interaction[Any], draft: Draft, *, for_all: bool) -> Reply:
        guild = None if for_all else _guild(interaction)
        try:
            served = await self._of_draft(draft, guild)
            if served is None:
                return screens.refused(draft, GONE)
            if draft.other and (found := forms.find_passage(draft.other, served.matcher)):
                draft = replace(draft, where=PASSAGE + found.key, other="")
            elif draft.other:
                draft = replace(draft, where="")
            article = await self._editor.article(served.id, guild)
            added = draft.added(article)
            effects = await self._editor.try_out(guild, served.id, added)
        except (InputError, StoreError, WorkError) as error:
            return screens.refused(draft, told(error))
        owner = await self._is_owner(interaction.user)
        return screens.tried(draft, added, effects, article, for_all=for_all, owner=owner)

    async def _try_for_all(self, interaction: Interaction[Any], address: str) -> None:
        draft = read_draft(address, interaction.message)
        if draft is None:
            await tell_privately(interaction, GONE)
        elif not await self._is_owner(interaction.user):
            await tell_privately(interaction, wording.OWNERS_ONLY)
        else:
            await self._show(interaction, self._tried(interaction, draft, for_all=True))

    async def _add(self, interaction: Interaction[Any], address: str, *, for_all: bool) -> None:
        draft, guild = read_draft(address, interaction.message), _guild(interaction)
        if draft is None:
            await tell_privately(interaction, GONE)
        elif for_all and not await self._is_owner(interaction.user):
            await tell_privately(interaction, wording.OWNERS_ONLY)
        else:
            await self._show(interaction, self._added(draft, guild, for_all=for_all))

    async def _added(self, draft: Draft, guild: int, *, for_all: bool) -> Reply:
        where = None if for_all else guild
        try:
            served = await self._of_draft(draft, where)
            if served is None:
                return screens.refused(draft, GONE)
            article = await self._editor.article(served.id, where)
            addition = await self._editor.add(where, served.id, draft.added(article))
        except (InputError, StoreError) as error:
            return screens.refused(draft, told(error))
        if draft.kept:
            with suppress(StoreError):  # it can still be dropped
                await self._questions.drop(guild, draft.kept)
        return screens.was_added(addition, article)

    async def _show_added(self, interaction: Interaction[Any], place: str) -> None:
        await self._show(interaction, self._history(interaction, _number(place)))

    async def _history(self, interaction: Interaction[Any], place: int) -> Reply:
        guild, wanted = _guild(interaction), place + screens.SHOWN_AT_ONCE + 1
        found: list[Addition] = await self._additions.history(guild, limit=wanted)
        if await self._is_owner(interaction.user):
            found += await self._additions.history(None, limit=wanted)
            found.sort(key=lambda each: -each.id)
        shown = found[place : place + screens.SHOWN_AT_ONCE]
        misfits = [
            misfit
            for article_id in {each.article for each in shown if each.article in self._library.articles.usable}
            for misfit in await self._editor.misfits(guild, article_id)
        ]
        return screens.additions(shown, place, misfits, more=len(found) > place + screens.SHOWN_AT_ONCE)

    async def _undo(self, interaction: Interaction[Any], payload: str) -> None:
        chosen = cast("Mapping[str, Any]", interaction.data or {}).get("values") or [payload]
        scope, _, number = str(chosen[0]).partition(".")
        for_all = scope == screens.FOR_ALL
        if for_all and not await self._is_owner(interaction.user):
            await tell_privately(interaction, wording.OWNERS_ONLY)
            return

        async def undo() -> Reply:
            gone = await self._editor.undo(None if for_all else _guild(interaction), _number(number))
            if gone is None:
                raise InputError(wording.ADDITION_GONE)
            return screens.undone(gone)

        await self._show(interaction, undo())

    async def _show(self, interaction: Interaction[Any], making: Awaitable[Reply]) -> None:
        """Change the message with the control to what is made, or tell in private why it cannot be."""
        try:
            reply = await patiently(interaction, making)
        except FootnoteError as error:
            await tell_privately(interaction, told(error))
            return
        await turn_page(interaction, reply.parts(embeds=True))

    async def _of_draft(self, draft: Draft, guild: int | None) -> Served | None:
        article_id = self._library.tagged(draft.tag)
        return await self._served(article_id, guild) if article_id is not None else None

    async def _served(self, article_id: str, guild: int | None) -> Served | None:
        there = self._library.tagged(tag_of(article_id)) is not None
        return await self._library.of(article_id, guild) if there else None


def _guild(interaction: Interaction[Any]) -> int:
    return interaction.guild_id or 0


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else 0
