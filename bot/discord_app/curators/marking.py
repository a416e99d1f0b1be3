"""Counts readers' marks of passages, without the readers' names."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import discord

from bot.conversation.wordings import discord_wording
from bot.discord_app.curators.keeping import Keeping
from bot.discord_app.curators.marks import Mark, shown_from
from bot.discord_app.delivery import patiently, tell_privately
from bot.discord_app.library import Library
from bot.discord_app.memory import Memory
from bot.discord_app.policy import Policy
from bot.errors import StoreError
from bot.store.feedback import Feedback


class Marking:
    """Counts one mark for each person and passage in an answer, as long as the bot remembers the answer. Whoever
    changes their mind moves their mark."""

    def __init__(self, feedback: Feedback, keeping: Keeping, library: Library, policy: Policy, memory: Memory) -> None:
        self._feedback, self._keeping, self._library = feedback, keeping, library
        self._policy, self._memory = policy, memory

    async def mark(self, mark: Mark, interaction: discord.Interaction[Any]) -> None:
        """Count a mark, and confirm it to the person alone."""
        await tell_privately(interaction, await patiently(interaction, self._mark(mark, interaction)))

    async def _mark(self, mark: Mark, interaction: discord.Interaction[Any]) -> str:
        guild, answer = interaction.guild_id, interaction.message
        is_wanted = self._policy.of(guild).feedback and self._policy.is_member(guild)
        if guild is None or answer is None or not is_wanted:
            return discord_wording.NO_FEEDBACK
        served = await self._library.of_tag(mark.tag, guild)
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
                self._keeping.marked_wrong(guild, served.id, mark.key, answer)
            elif before is not None and not self._is_wrong_to_others(key):
                with suppress(StoreError):  # it can still be dropped
                    await self._keeping.no_more_wrong(guild, served.id, mark.key, answer)
        return discord_wording.marked(right=mark.right, moved=before is not None)

    def _is_wrong_to_others(self, key: tuple[int, int, str]) -> bool:
        """Whether somebody else marked the same passage in the same answer as wrong."""
        answer, person, passage = key
        others = (mark for mark in self._memory.marks.items() if mark[0][1] != person)
        return any(shown == answer and marked == passage and not right for (shown, _, marked), (right, _) in others)
