"""Keeps questions for the curator, without their authors, in servers that chose so."""

from __future__ import annotations

import discord

from bot.conversation.acts.said import Said
from bot.discord_app.curators.marks import shown_from
from bot.discord_app.exchanges import Exchange
from bot.discord_app.memory import Answered, Memory
from bot.discord_app.policy import Policy
from bot.matching.outcomes import Answer
from bot.store.questions import WRONG, Questions
from bot.store.redaction import redact


class Keeping:
    """Keeps questions without a right answer: unanswered ones, those with several possible answers, and those whose
    answer a reader marked as wrong. Only questions that their author addressed to the bot: not overheard ones, nor
    those in messages that somebody else looked up."""

    def __init__(self, questions: Questions, policy: Policy, memory: Memory) -> None:
        self._questions, self._policy = questions, policy
        self._answered, self._answers = memory.answered, memory.questions

    def note(self, exchange: Exchange) -> None:
        """Keep a question; or, if it was answered, remember it for as long as the answer may be marked."""
        self._answered.pop(exchange.question, None)  # the edit may have removed a question
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
            self._answered[exchange.question] = Answered(guild, answered, {})

    def marked_wrong(self, guild: int, article: str, passage: str, answer: discord.Message) -> None:
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

    async def no_more_wrong(self, guild: int, article: str, passage: str, answer: discord.Message) -> None:
        """Stop keeping a question for a passage that nobody marks as wrong any more. Raises `StoreError`."""
        known = self._known(answer)
        if known is not None and (text := known.kept.pop(passage, None)) is not None:
            known.questions[passage] = text
            await self._questions.unmark_wrong(guild, article, text)

    def _known(self, answer: discord.Message) -> Answered | None:
        """The remembered questions that a message of the bot answers."""
        asked = self._answers.get(shown_from(answer))
        if asked is None and answer.interaction_metadata is not None:
            asked = answer.interaction_metadata.id
        return self._answered.get(asked) if asked is not None else None

    def _keeps(self, guild: int) -> bool:
        return self._policy.of(guild).keeps_questions and self._policy.is_member(guild)
