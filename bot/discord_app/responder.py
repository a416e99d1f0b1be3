"""Finds the reply to a request: a page, a line or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.article.model import Article
from bot.conversation import wording
from bot.conversation.acts.said import Said
from bot.conversation.followups.choosing import chosen
from bot.conversation.followups.leaning import asks_again, asks_for_paragraph
from bot.conversation.wordings import discord_wording
from bot.discord_app import errors
from bot.discord_app.admission import Admission
from bot.discord_app.article_choice import ArticleChoice
from bot.discord_app.command_replies import CommandReplies
from bot.discord_app.components import owner_of
from bot.discord_app.contexts import Contexts
from bot.discord_app.courtesy import Courtesy, courtesy_of, is_for_others, is_unwanted
from bot.discord_app.delivery import Outgoing
from bot.discord_app.displayed import Displayed
from bot.discord_app.exchanges import Exchange, Watcher
from bot.discord_app.general import GeneralPages
from bot.discord_app.mentions import asks_of_mentioned, points_at_nothing, points_upward
from bot.discord_app.picking import may_pick, pick
from bot.discord_app.places import Place
from bot.discord_app.policy import Policy
from bot.discord_app.recipients import Recipient
from bot.discord_app.requests import Command, Hidden, Managing, Mistyped, Overheard, Publish, RawQuestion, Request
from bot.matching.gate import may_be_heard
from bot.matching.outcomes import MOST_CHOICES

_NOTHING_ASKED = Outgoing(discord_wording.ASKS_NOTHING, private=True)


class Responder:
    """Finds replies, and counts them for the pace. Sends nothing."""

    def __init__(
        self,
        policy: Policy,
        article_choice: ArticleChoice,
        general: GeneralPages,
        commands: CommandReplies,
        admission: Admission,
        contexts: Contexts,
        watchers: Sequence[Watcher],
    ) -> None:
        self._policy, self._article_choice, self._general, self._commands = policy, article_choice, general, commands
        self._admission, self._contexts, self._watchers = admission, contexts, watchers

    async def reply(self, to: Recipient, asked: Request) -> Outgoing | None:
        """The reply; None for silence. Answers, reactions and lines that fetch an earlier message count for the pace;
        other silence does not."""
        if isinstance(asked, Overheard):
            return await self._to_nobody(to, asked)
        if isinstance(asked, RawQuestion):
            asked = await self._article_choice.asked_by_name(to, asked)
        if isinstance(asked, RawQuestion):
            return await self._to_message(to, asked)
        if isinstance(asked, Mistyped) and not self._admission.take_hint(to):
            return None
        self._admission.take(to, asked)
        if isinstance(asked, Command):
            asked = await self._article_choice.of_named(to, asked)
        match asked:
            case Command(otherwise=RawQuestion() as question) if not await self._article_choice.is_meant(
                to, asked, question
            ):
                return await self._to_message(to, question)
            case Command():
                return self._general.with_lines(await self._commands.reply(to, asked), asked.beside, to.place)
            case Managing():
                return await to.wait_for(asked.show())
            case Publish():
                served = await self._article_choice.served(to, asked.article)
                return served.reply_pages.of_publishing(asked, to.person) if served else self._general.gone()
            case Mistyped():
                return self._general.hint(asked.nearest)
            case Hidden():
                return Outgoing(discord_wording.CANNOT_READ)
            case _:
                raise TypeError(f"nothing answers {type(asked).__name__}")

    async def _to_message(self, to: Recipient, question: RawQuestion) -> Outgoing | None:
        """The reply to a question, to small talk, or to a line that picks from what was shown."""
        asking = None
        picks = may_pick(question.utterance)
        chooses = chosen(question.utterance, MOST_CHOICES) is not None
        if picks or chooses:
            if question.address.is_reply or not self._contexts.is_known(to):
                self._admission.take(to)  # before fetching the list
            asking = await self._contexts.asking(to, question)
            if picks and (picked := await self._picked(to, asking)) is not None:
                self._admission.take(to)
                return picked
            chooses = chooses and await self._is_in_doubt(to, asking)
        # "the second one" is no "I second that" where the bot is called.
        is_pick = chooses or (picks and question.address.calls_it)
        courtesy = None if is_pick else courtesy_of(question, whispers=to.whispers)
        if courtesy is Courtesy.SILENCE:
            return None
        self._admission.take(to)
        if courtesy is Courtesy.NOD:
            await to.react()
            return None
        if courtesy is None:
            reply = await self._to_question(to, asking or await self._contexts.asking(to, question))
        else:
            reply = _NOTHING_ASKED if question.theirs else self._general.how_to_ask(to.place)
        if reply is None and not to.reacted and question.expects_a_line(picks=picks):
            return self._general.hint(question.nearest) if question.nearest else self._general.how_to_ask(to.place)
        return reply

    async def _picked(self, to: Recipient, question: RawQuestion) -> Outgoing | None:
        """The reply to a line that picks a number from a list that was shown ("5", "the second one"), or moves from a
        paragraph to the next or previous one ("next"); None if it does neither."""
        if question.theirs or question.line:
            return None
        served = await self._article_choice.served(to, question.article, question.answer)
        if served is None:
            return None
        standing = self._contexts.displayed(to, served.article, question.answer)
        picked = pick(question.utterance, standing, served.article, served.id)
        if picked is None or (picked in (wording.NO_LIST, wording.NOTHING_SHOWN) and question.address.followed):
            return None
        if isinstance(picked, Command):
            reply = await self._commands.reply(to, picked)
            if asks_for_paragraph(question.utterance) or asks_again(question.utterance):
                # "who is she" refers to the answer
                self._contexts.remember(to, served.article, standing, reply.view, standing.shown)
            return reply
        if isinstance(picked, str):
            return Outgoing(picked, private=True)
        if isinstance(picked, tuple):
            reply = served.pages.answers(picked, to.person, publish=to.publishes)
        else:
            reply = served.pages.passage(picked, to.person, standing.meant, publish=to.publishes)
        self._contexts.remember(to, served.article, standing, reply.view)
        return reply

    async def _is_in_doubt(self, to: Recipient, question: RawQuestion) -> bool:
        """Whether choices were shown, from which "yes" or "both" may choose."""
        served = await self._article_choice.served(to, question.article, question.answer)
        shown = self._standing(to, question, served.article).shown if served is not None else None
        return shown is not None and shown.is_doubtful

    def _standing(self, to: Recipient, question: RawQuestion, article: Article) -> Displayed:
        """What was shown to the asker; nothing for somebody else's question."""
        return Displayed() if question.theirs else self._contexts.displayed(to, article, question.answer)

    async def _to_question(self, to: Recipient, question: RawQuestion) -> Outgoing | None:
        """The reply to a question that is not small talk; None for silence."""
        if line := self._line_for(question, to.place):
            return line
        served = await self._article_choice.served(to, question.article, question.answer)
        if served is None:
            return self._commands.gone(to, question.article, question.answer)
        standing, owner = self._standing(to, question, served.article), owner_of(question.answer)
        is_own = question.address.followed or (owner is not None and owner.person == to.person)
        if is_for_others(question, is_own=is_own):
            return None
        reply = await served.reply(
            question.text,
            person=to.person,
            title=question.title,
            shown=standing.shown,
            is_asked=question.by_command,
        )
        if is_unwanted(reply, question, served.matcher, is_own=is_own):
            return None
        if question.theirs and reply.said in (Said.GREETING, Said.THANKS, Said.REACTION):
            return _NOTHING_ASKED
        leans = question.theirs or question.answer is not None or standing.shown is not None
        if not (leans or question.title) and points_at_nothing(question.text, reply, served.article):
            return self._general.how_to_point(to.place)
        asked, followed = question.text or question.title, question.address.followed
        self._tell(Exchange(to.place, to.id, served.id, asked, reply, followed, question.theirs, to.again))
        if reply.said is Said.THANKS:
            await to.react()
        ways = self._policy.ways(to.place)
        page = served.reply_pages.of_reply(reply, to.person, ways, publish=to.publishes, whispers=to.whispers)
        shown = None if reply.said else served.dialogue.shown_after(question.text, reply, standing.shown)
        controls = page.view if page is not None else None
        self._contexts.remember(to, served.article, standing, controls, shown, is_page=bool(reply.page[0]))
        return self._general.with_lines(page, question.beside, to.place)

    def _line_for(self, question: RawQuestion, place: Place) -> Outgoing | None:
        """The line for a question that no article is asked: there is none, or it only points at something."""
        if question.line:
            return Outgoing(question.line)
        is_empty = not (question.text or question.title).strip()
        if not (is_empty or points_upward(question.text) or (question.theirs and asks_of_mentioned(question.text))):
            return None
        if question.theirs:
            return _NOTHING_ASKED
        return Outgoing(wording.EMPTY_QUESTION, private=True) if is_empty else self._general.how_to_point(place)

    async def _to_nobody(self, to: Recipient, said: Overheard) -> Outgoing | None:
        """The reply to a text that nobody addressed to the bot; mostly None."""
        may_ask = said.is_post or may_be_heard(said.text) or may_be_heard(said.title)
        if not may_ask or self._policy.missing_article(to.place):
            return None
        # A person's own choice of article does not apply to what they say to others.
        if (served := await self._article_choice.served(to, self._policy.article(to.place))) is None:
            return None
        guild, before = to.place.guild, self._contexts.displayed(to, served.article)
        sureness = self._policy.sureness(guild)
        found = await served.unprompted(
            said.text, person=to.person, title=said.title, sureness=sureness, is_post=said.is_post
        )
        reply = served.reply_pages.of_reply(found, to.person) if found is not None else None
        if found is None or reply is None:
            return None
        if not self._admission.take_unasked(to, reply.passage):
            return None
        asked = said.text or said.title
        self._tell(Exchange(to.place, to.id, served.id, asked, found, unprompted=True, again=to.again))
        shown = served.dialogue.shown_after(said.text, found, before.shown)
        self._contexts.remember(to, served.article, before, reply.view, shown)
        return reply

    def _tell(self, exchange: Exchange) -> None:
        for watcher in self._watchers:
            try:
                watcher(exchange)
            except Exception as error:
                errors.note(error, "counting a question")
