"""Keeps questions for the curator and counts readers' marks of passages, without names, in servers that chose so."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import discord

from bot.conversation.acts.said import Said
from bot.conversation.wordings import discord_wording
from bot.discord_app.curators.marks import Mark, shown_from
from bot.discord_app.delivery import patiently, tell_privately
from bot.discord_app.exchanges import Exchange
from bot.discord_app.library import Library
from bot.discord_app.memory import Answered, Memory
from bot.discord_app.policy import Policy
from bot.errors import StoreError
from bot.matching.outcomes import Answer
from bot.store.questions import WRONG
from bot.store.redaction import redact
from bot.store.store import Store


class Keeping:
    """Keeps questions without a right answer: unanswered ones, those with several possible answers, and those whose
    answer a reader marked as wrong. Only questions that their author addressed to the bot: not overheard ones, nor
    those in messages that somebody else looked up.

    Counts one mark for each person and passage in an answer, as long as the bot remembers the answer. Whoever changes
    their mind moves their mark.
    """

    def __init__(self, store: Store, library: Library, policy: Policy, memory: Memory) -> None:
        self._questions, self._feedback = store.questions, store.feedback
        self._library, self._policy, self._memory = library, policy, memory

    def note(self, exchange: Exchange) -> None:
        """Keep a question; or, if it was answered, remember it for as long as the answer may be marked."""
        self._memory.answered.pop(exchange.question, None)  # the edit may have removed a question
        guild, reply = exchange.place.guild, exchange.reply
        if guild is None or exchange.unprompted or exchange.theirs or reply.said is not Said.NOTHING:
            return
        if not self._keeps(guild):
            return
        answered: dict[str, str] = {}
        for part in reply.parts:
            asked = part.asked or exchange.text
            if isinstance(part.outcome, Answer):
                answered[part.outcome.best.passage.key] = redact(asked)
            elif not exchange.again:
                self._questions.keep(guild, exchange.article, asked, part.outcome.kind)
        if answered:
            self._memory.answered[exchange.question] = Answered(guild, answered, {})

    async def mark(self, mark: Mark, interaction: discord.Interaction[Any]) -> None:
        """Count a mark, and confirm it to the person alone."""
        await tell_privately(interaction, await patiently(interaction, self._mark(mark, interaction)))

    async def _mark(self, mark: Mark, interaction: discord.Interaction[Any]) -> str:
        guild, answer = interaction.guild_id, interaction.message
        is_wanted = self._policy.settings_in(guild).feedback and self._policy.is_member(guild)
        if guild is None or answer is None or not is_wanted:
            return discord_wording.NO_FEEDBACK
        served = await self._library.serve_tag(mark.tag, guild)
        if served is None or served.article.passage(mark.key) is None:
            return discord_wording.GONE
        key = (shown_from(answer), interaction.user.id, mark.passage)
        async with self._memory.lock(interaction.user.id):  # two quick presses are handled in order
            before = self._memory.marks.get(key)
            if before is not None and before[0] is mark.right:
                return discord_wording.MARKED_ALREADY
            place = served.id, mark.key
            try:
                if before is None:
                    day = await self._feedback.mark(guild, *place, right=mark.right)
                else:
                    day = await self._feedback.change(guild, before[1], *place, right=mark.right)
            except StoreError:
                return discord_wording.NOT_COUNTED
            self._memory.marks[key] = mark.right, day
            if not mark.right:
                self._marked_wrong(guild, served.id, mark.key, answer)
            elif before is not None and not self._is_wrong_to_others(key):
                with suppress(StoreError):  # it can still be dropped
                    await self._no_more_wrong(guild, served.id, mark.key, answer)
        return discord_wording.marked(right=mark.right, moved=before is not None)

    def _is_wrong_to_others(self, key: tuple[int, int, str]) -> bool:
        """Whether somebody else marked the same passage in the same answer as wrong."""
        answer, person, passage = key
        others = (mark for mark in self._memory.marks.items() if mark[0][1] != person)
        return any(shown == answer and marked == passage and not right for (shown, _, marked), (right, _) in others)

    def _marked_wrong(self, guild: int, article: str, passage: str, answer: discord.Message) -> None:
        """Keep the question that was answered with a passage in a message of the bot, once, if it is still
        remembered."""
        known = self._known(answer)
        if known is None or passage in known.kept or not self._keeps(guild):
            return
        # The only answer may have been replaced by a chosen one.
        given = passage if passage in known.questions or len(known.questions) != 1 else next(iter(known.questions))
        if (text := known.questions.pop(given, None)) is not None:
            known.kept[passage] = text
            self._questions.keep(guild, article, text, WRONG)

    async def _no_more_wrong(self, guild: int, article: str, passage: str, answer: discord.Message) -> None:
        """Stop keeping a question for a passage that nobody marks as wrong any more. Raises `StoreError`."""
        known = self._known(answer)
        if known is not None and (text := known.kept.pop(passage, None)) is not None:
            known.questions[passage] = text
            await self._questions.unmark_wrong(guild, article, text)

    def _known(self, answer: discord.Message) -> Answered | None:
        """The remembered questions that a message of the bot answers."""
        asked = self._memory.questions.get(shown_from(answer))
        if asked is None and answer.interaction_metadata is not None:
            asked = answer.interaction_metadata.id
        return self._memory.answered.get(asked) if asked is not None else None

    def _keeps(self, guild: int) -> bool:
        return self._policy.settings_in(guild).keeps_questions and self._policy.is_member(guild)
