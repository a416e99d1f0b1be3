"""Chooses the article that a request is about."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.acts.asked_of_bot import LONGEST, command_for
from bot.conversation.acts.small_talk import said_by
from bot.conversation.followups.leaning import continues, leans
from bot.conversation.wordings.discord_wording import COMMANDS
from bot.discord_app.admission import Admission
from bot.discord_app.components import Controls, owner_of
from bot.discord_app.contexts import Contexts
from bot.discord_app.library import Library
from bot.discord_app.mentions import says_nothing
from bot.discord_app.picking import may_pick
from bot.discord_app.reading import Reading
from bot.discord_app.recipients import Recipient, ToMessage
from bot.discord_app.requests import Command, RawQuestion, Request
from bot.discord_app.served import Served
from bot.discord_app.worded_commands import worded_command
from bot.matching.nearby.subjects import is_about
from bot.matching.outcomes import Answer, Choices, candidates_of
from bot.matching.utterance import Utterance

LONGEST_NAME = 2
"""In words: a longer text after "topic" or "articles" is a sentence."""

_OF_ARTICLE = {name: name for name in COMMANDS if name not in ("ask", "help", "privacy")} | {"topic": "topics"}
"""The commands about an article, and what each shows if only the article is named after it."""


class ArticleChoice:
    """Chooses the article: the one that somebody names, that of the answer they reply to, or that of the place."""

    def __init__(self, library: Library, reading: Reading, contexts: Contexts, admission: Admission) -> None:
        self._library, self._reading, self._contexts, self._admission = library, reading, contexts, admission

    async def served(
        self,
        to: Recipient,
        name: str | None = None,
        answer: Controls = None,
        *,
        private: bool = False,
        chosen: bool = False,
    ) -> Served | None:
        """What serves the chosen article; None if it does not exist. `chosen` is whether to keep using it."""
        article_id = self.article(to, name, answer)
        if article_id is None:
            return None
        served = self._library.ready(article_id, to.place.guild)
        if served is None:
            served = await to.wait_for(self._library.serve(article_id, to.place.guild), private=private)
        if served is not None:
            self._library.note(to.place, to.person, served.id, chosen=chosen)
        return served

    def article(self, to: Recipient, name: str | None, answer: Controls) -> str | None:
        """The id of the chosen article."""
        if name is not None:
            return self._library.titles.find(name)
        if (owner := owner_of(answer)) is not None:
            return self._library.tagged(owner.article)
        return self._library.here(to.place, to.person)

    def is_of_place(self, to: Recipient, name: str | None, answer: Controls) -> bool:
        """Whether the chosen article was set for the place by its server."""
        return name is None and owner_of(answer) is None and to.place.guild is not None

    async def asked_by_name(self, to: Recipient, question: RawQuestion) -> Request:
        """The request in a message that names another article than the current one: that article, or a question about
        it. Names that the current article itself contains do not count. A line that picks from what the asker was
        recently shown, or has no other subject, is about that article."""
        titles, text = self._library.titles, question.text
        is_asked = self._library.several and question.article is None and question.address.may_order
        if not is_asked or len(text) > LONGEST or said_by(question.utterance):
            return question
        if may_pick(question.utterance):
            return self._going_on(to, question)
        # Somebody else's message does not choose an article.
        called, within = None if question.theirs else titles.called(text), titles.within(text)
        if (named := called or within) is None:
            return await self._leaning(to, question)
        self._admission.take(to)  # before spending work on it
        answer = await self.answer_to(to)
        here = self.article(to, None, answer)
        served = await self.served(to, answer=answer) if named.article != here else None
        if served is not None and served.dialogue.mentions(named.name):
            return question
        rest = within.rest.casefold() if within is not None and called is None else ""
        if (command := _OF_ARTICLE.get(rest) or _OF_ARTICLE.get(command_for(Utterance(rest)))) is not None:
            return Command(command, article=named.article)
        if named.article == here:
            return question
        if called is not None or within is None:
            return Command("articles", named.article)
        rest = within.rest if await self._stands_alone(to, named.article, within.rest) else text
        # Whoever names an article asks it: a bare word beside its name is a subject.
        question = replace(question, text=rest, article=named.article, by_command=not question.theirs)
        return worded_command(question, rest, several=True)

    async def _stands_alone(self, to: Recipient, article_id: str, text: str) -> bool:
        """Whether a text asks something without the article's name, even if only for a summary."""
        if not says_nothing(text) or command_for(Utterance(text)):
            return True
        served = await self.served(to, article_id)
        return served is not None and bool((await served.reply(text, person=to.person)).page[0])

    async def _leaning(self, to: Recipient, question: RawQuestion) -> RawQuestion:
        """A question that names no article, such as "and cats?". It is about the article that its asker was recently
        shown, unless the place's article knows more of it."""
        going_on = self._going_on(to, question)
        if says_nothing(question.text) or going_on.article in (None, self.article(to, None, None)):
            return going_on
        if not leans(question.utterance):
            return question
        self._admission.take(to)
        of_place, of_shown = await self._known_of(to, question), await self._known_of(to, going_on)
        is_further = of_shown > of_place or (of_shown == of_place and continues(question.utterance))
        return going_on if is_further else question

    async def _known_of(self, to: Recipient, question: RawQuestion) -> int:
        """How much an article knows of a question: nothing, perhaps something, or the answer."""
        if (served := await self.served(to, question.article)) is None:
            return -1
        shown = self._contexts.displayed(to, served.article).shown
        reply = await served.reply(question.text, person=to.person, shown=shown)
        best = [each for part in reply.parts for each in candidates_of(part.outcome)[:1]]
        if any(isinstance(part.outcome, Answer) for part in reply.parts):
            return 2
        return int(any(is_about(served.article, each.passage, question.text) for each in best))

    def _going_on(self, to: Recipient, question: RawQuestion) -> RawQuestion:
        goes_on = not (question.address.is_reply or question.theirs)
        shown = self._contexts.article(to) if goes_on else None
        return replace(question, article=self._library.id_of(shown)) if shown is not None else question

    async def of_named(self, to: Recipient, command: Command) -> Command:
        """A text command followed by an article's name: "!summary foundry lane", "!read foundry lane 3"."""
        if not (self._library.several and command.argument and command.article is None and command.name in _OF_ARTICLE):
            return command
        titles = self._library.titles
        # A topic's name may share some of these words.
        called = titles.called(command.argument)
        named = titles.exactly(command.argument) if command.name == "topic" else called and called.article
        if named is not None:
            return replace(command, name=_OF_ARTICLE[command.name], argument="", article=named, otherwise=None)
        within = titles.beside(command.argument) if command.name in ("read", "topic") else None
        if within is None:
            return command
        served = await self.served(to, answer=await self.answer_to(to))
        if served is not None and served.id != within.article and served.dialogue.mentions(within.name):
            return command
        rest = within.rest.strip("()[] ")
        name = command.name if rest else _OF_ARTICLE[command.name]
        return replace(command, name=name, argument=rest, article=within.article)

    async def answer_to(self, to: Recipient) -> Controls:
        """The bot's message that a command replies to; the command is about the same article."""
        return await self._reading.answer_to(to.message) if isinstance(to, ToMessage) else None

    async def is_meant(self, to: Recipient, command: Command, question: RawQuestion) -> bool:
        """Whether a command that may also be a `question` is meant as a command: it names an existing topic or article;
        or explicitly asks for an article, and the current one has no answer; or is a short order, or stands beside
        another request, that no answer is about. Without an article nothing answers."""
        if command.name == "articles" and self._library.titles.find(command.argument) is not None:
            return True
        if command.name == "articles" and not _asks_for_article(command, question):
            return False
        if (served := await self.served(to, command.article, await self.answer_to(to))) is None:
            return command.name != "topic"
        if command.name == "topic":
            return served.topics.find(command.argument) is not None
        reply = await served.reply(question.text, person=to.person)
        if command.name == "articles":
            return not isinstance(reply.outcome, Answer)
        kinds = Answer | Choices if question.beside else Answer
        found = [candidates_of(each.outcome)[0] for each in reply.parts if isinstance(each.outcome, kinds)]
        return not any(is_about(served.article, each.passage, question.text) for each in found)


def _asks_for_article(command: Command, question: RawQuestion) -> bool:
    """Whether the bot is explicitly asked for an article, so that silence would look like a fault: "articles 3" (of
    two), "switch to xyzzy". Not "go to bed"."""
    says_so = any(word in question.text.casefold() for word in (command.name.removesuffix("s"), "switch", "change"))
    return says_so and len(command.argument.split()) <= LONGEST_NAME and question.address.calls_it
