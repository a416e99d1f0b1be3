"""A matcher with outcomes given by the test, and helpers to read messages as a person does."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.article.model import Article, Passage
from bot.matching.matcher import Matched, Matcher
from bot.matching.outcomes import Answer, Choices, NoMatch, Outcome
from bot.matching.question import Question
from tests.discord_stub import Channel, DiscordStub, Message, Person

# Questions in the words of the index, so that no change of the matching turns their outcome.
WHO = "who is Tammy Bruce?"
WHOM = "which American officials did Goyal meet?"
NOWHERE = "how old is Landau?"

SLANG = "what is the best moment to avoid being a vole"
"""A question that the small article answers in words that its index lacks."""


class BrokenMatcherError(Exception):
    """What a matcher raises that was told to fail."""


class ScriptedMatcher(Matcher):
    """The real matcher, but for the questions whose outcome was written down; it keeps what it was asked."""

    def __init__(self, real: Matcher, article: Article | None = None) -> None:
        vars(self).update(vars(real))  # what it worked out of the index takes longer than a test
        self.article = article or real.article
        self.script: dict[str, Outcome] = {}
        self.asked: list[str] = []
        self.breaks = False

    def find(self, question: Question) -> Matched:
        """What was written down, or what the article says."""
        message = question.message.written
        self.asked.append(message)
        if self.breaks:
            raise BrokenMatcherError(message)
        matched = super().find(question)
        return replace(matched, outcome=self.script.get(message, matched.outcome))

    def choices(self, *questions: str) -> Choices:
        """An outcome in which each of these questions could be meant."""
        return Choices(tuple(answer_to(self, question).best for question in questions))


def answer_to(matcher: Matcher, question: str) -> Answer:
    """The outcome for a question that the article answers."""
    outcome = matcher.match(question)
    assert isinstance(outcome, Answer)
    return outcome


def passage_for(matcher: Matcher, question: str) -> Passage:
    """The passage that answers a question."""
    return answer_to(matcher, question).best.passage


def next_to(passage: Passage, matcher: Matcher) -> Passage:
    """What its topic says next; after the last passage, what the article says next."""
    topic = matcher.article.section_of(passage).passages
    quotes = list(dict.fromkeys(each.quote for each in topic))
    following = quotes[quotes.index(passage.quote) + 1 :]
    found = [each for each in topic if each.quote in following[:1]] or [matcher.article.neighbours(passage)[1]]
    assert found[0] is not None
    return found[0]


def miss_for(matcher: Matcher, question: str) -> NoMatch:
    """The outcome for a question that the article does not answer."""
    outcome = matcher.match(question)
    assert isinstance(outcome, NoMatch)
    return outcome


def as_read(markup: str) -> str:
    """Discord's markdown as it is read: without backslashes, bold and the marks of quotes and small print."""
    lines = (re.sub(r"^(> |-# )", "", line) for line in markup.replace("**", "").split("\n"))
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", "\n".join(lines)).replace("\u200b", "")


def page_of(message: Message) -> str:
    """The title and the lines of a page, as they are read."""
    (embed,) = message.embeds
    return f"{embed['title']}\n{embed['description']}".replace("\\", "")


def gives(message: Message, passage: Passage) -> bool:
    """Whether a message is an answer with this passage: quote, paragraph and summary."""
    text = as_read(message.text)
    return all(part in text for part in (passage.quote, f"¶ {passage.paragraph} of ", passage.summary))


async def asked(stub: DiscordStub, person: Person, channel: Channel, text: str = SLANG) -> Message:
    """The reply to a question with a mention, in a channel."""
    return await stub.next_reply(to=await person.says(channel, f"{stub.bot.mention} {text}"))
