"""Adds to an index: an addition is tried out, confirmed, listed and undone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import discord
from discord import Interaction

from bot.article.additions import Added, Kind, with_additions
from bot.article.model import Article
from bot.conversation.wordings import filing_wording as wording
from bot.conversation.wordings.discord_wording import GONE
from bot.curation.findings import says_little, unknown_term
from bot.discord_app.components import data_of, number_in
from bot.discord_app.curators import forms, screens
from bot.discord_app.curators.editing import Editor
from bot.discord_app.curators.forms import PASSAGE, FilingDraft, read_draft
from bot.discord_app.delivery import Outgoing
from bot.discord_app.errors import TROUBLE, explain
from bot.discord_app.library import Library
from bot.discord_app.markup import escape
from bot.discord_app.places import guild_of
from bot.discord_app.server_controls import Handler, showing
from bot.errors import InputError, StoreError, WorkError
from bot.matching.outcomes import Answer
from bot.store.additions import Addition
from bot.store.store import Store

IsOwner = Callable[[discord.User | discord.Member], Awaitable[bool]]
"""Whether somebody runs the bot."""


class Adding:
    """Tries out, makes and undoes additions: for one server, or, by whoever runs the bot, for all."""

    def __init__(self, library: Library, store: Store, editor: Editor, is_owner: IsOwner) -> None:
        self._library, self._editor, self._is_owner = library, editor, is_owner
        self._questions, self._additions = store.questions, store.additions
        self.handlers: Mapping[str, Handler] = {
            "add": showing(self._added),
            "addall": showing(partial(self._added, for_all=True)),
            "tryall": showing(self._tried_for_all),
            "added": showing(self._history),
            "undo": showing(self._undone),
        }

    async def tried(self, interaction: Interaction[Any], draft: FilingDraft, *, for_all: bool = False) -> Outgoing:
        """The effects of a draft with a button to confirm it, or the reason why it cannot be added. Takes seconds."""
        guild, title = None if for_all else guild_of(interaction), ""
        try:
            served = await self._library.serve_tag(draft.tag, guild)
            if served is None:
                return screens.refused(draft, GONE)
            title = served.article.title
            if draft.other and (found := forms.find_passage(draft.other, draft.text, served.matcher)):
                draft = replace(draft, where=PASSAGE + found.key, other="")
            elif draft.other:
                draft = replace(draft, where="")
            article = await self._editor.article(served.id, guild)
            added = draft.added(article)
            effects = await self._editor.try_out(guild, served.id, added)
            article, _ = await asyncio.to_thread(with_additions, article, [added])
            in_vain = await asyncio.to_thread(_why_in_vain, added, article)
        except (InputError, StoreError, WorkError) as error:
            return screens.refused(draft, explain(error), title)
        owner = await self._owns(interaction)
        return screens.tried(draft, added, effects, article, in_vain, for_all=for_all, owner=owner)

    async def _tried_for_all(self, interaction: Interaction[Any], address: str) -> Outgoing:
        return await self.tried(interaction, await self._draft(interaction, address, for_all=True), for_all=True)

    async def _draft(self, interaction: Interaction[Any], address: str, *, for_all: bool) -> FilingDraft:
        """The draft in a message. Raises `InputError` if there is none, or the person may not add it."""
        draft = read_draft(address, interaction.message)
        if draft is None:
            raise InputError(GONE)
        if for_all and not await self._owns(interaction):
            raise InputError(wording.OWNERS_ONLY)
        return draft

    async def _added(self, interaction: Interaction[Any], address: str, *, for_all: bool = False) -> Outgoing:
        draft, guild = await self._draft(interaction, address, for_all=for_all), guild_of(interaction)
        where, title = None if for_all else guild, ""
        try:
            served = await self._library.serve_tag(draft.tag, where)
            if served is None:
                return screens.refused(draft, GONE)
            title = served.article.title
            article = await self._editor.article(served.id, where)
            addition = await self._editor.add(where, served.id, draft.added(article))
        except (InputError, StoreError) as error:
            return screens.refused(draft, explain(error), title)
        if draft.kept:
            with suppress(StoreError):  # it can still be dropped
                await self._file_away(guild, draft.kept, addition)
        return screens.was_added(addition, article)

    async def _file_away(self, guild: int, question: int, addition: Addition) -> None:
        """Mark a kept question as filed. If it became a synonym, only if it has an answer now."""
        if addition.kind is Kind.SYNONYM:
            kept = await self._questions.find(guild, question)
            served = await self._library.serve(addition.article, guild)
            if kept is None or served is None or not isinstance(served.matcher.match(kept.text), Answer):
                return
        await self._questions.mark_filed(guild, question, addition.id)

    async def _history(self, interaction: Interaction[Any], payload: str) -> Outgoing:
        """The list of additions, from the position `place`, counted from 0."""
        guild, place = guild_of(interaction), number_in(payload) or 0
        wanted = place + screens.SHOWN_AT_ONCE + 1
        found: list[Addition] = await self._additions.history(guild, limit=wanted)
        if await self._owns(interaction):
            found += await self._additions.history(None, limit=wanted)
            found.sort(key=lambda each: -each.id)
        shown = found[place : place + screens.SHOWN_AT_ONCE]
        known = {each: await self._known(guild, each) for each in {each.article for each in shown}}
        return screens.additions(shown, known, place, more=len(found) >= wanted)

    async def _known(self, guild: int, article_id: str) -> screens.KnownArticle:
        """What the list of additions needs to know of an article in a server."""
        library = self._library
        served = await library.serve(article_id, guild)
        if served is None:
            return screens.KnownArticle(article_id)
        title = served.article.title if library.several else ""
        written, misfits = await self._editor.written(guild, article_id), await self._editor.misfits(guild, article_id)
        return screens.KnownArticle(title, served.article, written, {each.added: each.problem for each in misfits})

    async def _undone(self, interaction: Interaction[Any], payload: str) -> Outgoing:
        chosen = data_of(interaction).get("values") or [payload]
        scope, _, number = str(chosen[0]).partition(".")
        for_all = scope == screens.FOR_ALL
        if for_all and not await self._owns(interaction):
            raise InputError(wording.OWNERS_ONLY)
        guild, addition_id = None if for_all else guild_of(interaction), number_in(number) or 0
        if await self._editor.is_written(guild, addition_id):
            raise InputError(wording.NOT_UNDONE)
        gone = await self._editor.undo(guild, addition_id)
        if gone is None:
            raise InputError(wording.ADDITION_GONE)
        is_back = False
        with suppress(StoreError):
            is_back = await self._questions.reopen(gone.id)
        return screens.undone(gone, is_back=is_back)

    async def _owns(self, interaction: Interaction[Any]) -> bool:
        """Whether the person who uses a control runs the bot. False while Discord does not tell."""
        try:
            return await self._is_owner(interaction.user)
        except TROUBLE:
            return False


def _why_in_vain(added: Added, article: Article) -> list[str]:
    """Why a synonym would find nothing; empty if it would find something. Reads the whole index."""
    if added.kind is not Kind.SYNONYM:
        return []
    unknown = unknown_term(article, added.target)
    lines = [wording.finds_nothing(added.target, unknown)] if unknown else []
    lines += [wording.says_too_little(each) for each in (added.target, added.text) if says_little(each)]
    return [escape(line) for line in lines]
