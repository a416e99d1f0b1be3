"""Replies to requests that need no passage: summaries, names, what the bot is."""

from __future__ import annotations

import re

from bot.conversation import wording
from bot.conversation.acts.asked_of_bot import asks_for
from bot.conversation.acts.language import language_of
from bot.conversation.acts.request_details import key_points, kind_of, wants_topics
from bot.conversation.acts.requests import Requests
from bot.conversation.acts.said import REQUESTS, Said
from bot.conversation.reply import Reply
from bot.conversation.wordings import language_wording
from bot.matching.matcher import Matcher
from bot.matching.several import questions_in
from bot.matching.utterance import Utterance

MOST_QUESTIONS = 3
"""How many questions of a message are answered."""

_JOINED = re.compile(r"(?:\s*(?:[,&+]|\b(?i:and|plus|then|also)\b))+\s*")

TOPICS = ("topics", "")
"""The page that lists the topics."""


class RequestReplies:
    """Replies to requests that need no passage of one article. Stateless."""

    def __init__(self, matcher: Matcher, requests: Requests) -> None:
        self._article = matcher.article
        self._vocabulary = matcher.compiled.vocabulary
        self._requests = requests

    def reply(self, said: Said, message: Utterance) -> Reply:
        """The reply to a message of this kind. Several requests are each answered under their words."""
        asked = questions_in(message)[:MOST_QUESTIONS]
        if len(asked) == 1:
            # None of the parts has the form of a question: "tldr and topics please".
            asked = [Utterance(part) for part in _JOINED.split(message.written)[:MOST_QUESTIONS]]
        kinds = [self._kind(text) for text in asked] if len(asked) > 1 else []
        if len(set(kinds)) < 2 or not set(kinds) <= set(REQUESTS):
            return self.to_one(said, message)
        lines = [
            line
            for kind, text in zip(kinds, asked, strict=True)
            for line in (f"{wording.quoted(text.written)}:", *self.to_one(kind, text).lines)
        ]
        return Reply(kinds[0], tuple(lines), requests=len(asked))

    def _kind(self, request: Utterance) -> Said:
        """The kind of one of several requests; it may be for a command."""
        if asks_for(request, "topics"):
            return Said.HELP
        return Said.ABOUT if asks_for(request, "about") else self._requests.classify(request)

    def to_one(self, said: Said, message: Utterance) -> Reply:
        """The reply to a single request, greeting or the like."""
        article = self._article
        match said:
            case Said.SUMMARY if count := key_points(message):
                return Reply(said, tuple(wording.key_points(article, count)), page=("points", str(count)))
            case Said.SUMMARY:
                return Reply(said, (article.summary,), page=("summary", ""))
            case Said.PEOPLE | Said.PLACES:
                kind = kind_of(said, message)
                return Reply(said, tuple(wording.names(article, kind)), page=("names", kind))
            case Said.ABOUT:
                lines = wording.about(article)
            case Said.HELP if wants_topics(message):
                return Reply(said, tuple(wording.topics(article)), page=TOPICS)
            case Said.HELP if asks_for(message, "language"):
                lines = (language_wording.only_english("en"),)
            case Said.HELP | Said.GREETING:
                lines = (wording.HOW_TO_ASK,)
            case Said.LANGUAGE:
                lines = (language_wording.only_english(language_of(message, self._vocabulary)),)
            case _:
                lines = ()
        return Reply(said, tuple(lines))
