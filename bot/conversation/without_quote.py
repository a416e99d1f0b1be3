"""What is said to a request for no passage: the whole in short, who is in it, what the bot is."""

from __future__ import annotations

from bot.conversation import language_wording, wording
from bot.conversation.language import language_of
from bot.conversation.reply import Reply
from bot.conversation.requests import REQUESTS, Requests, Said, key_points, wants_organisations, wants_topics
from bot.matching.matcher import Matcher
from bot.matching.question import questions_in

MOST_QUESTIONS = 3
"""How many questions of a message are answered."""


class WithoutQuote:
    """Answers what asks for no passage of one article. Keeps nothing."""

    def __init__(self, matcher: Matcher, requests: Requests) -> None:
        self._article = matcher.article
        self._vocabulary = matcher.compiled.vocabulary
        self._requests = requests

    def reply(self, said: Said, message: str) -> Reply:
        """The reply to a message that is this, or several requests: then each is answered under its words."""
        asked = questions_in(message)[:MOST_QUESTIONS]
        kinds = [self._requests.of(text) for text in asked] if len(asked) > 1 else []
        if len(set(kinds)) < 2 or not set(kinds) <= set(REQUESTS):
            return Reply(said, self.lines(said, message))
        lines = [
            line
            for kind, text in zip(kinds, asked, strict=True)
            for line in (f"{wording.quoted(text)}:", *self.lines(kind, text))
        ]
        return Reply(kinds[0], tuple(lines), requests=len(asked))

    def lines(self, said: Said, message: str) -> tuple[str, ...]:
        """What is said to one message that is this."""
        article = self._article
        match said:
            case Said.SUMMARY:
                count = key_points(message)
                lines = wording.key_points(article, count) if count else (article.summary,)
            case Said.PEOPLE:
                kind = "organisation" if wants_organisations(message) else "person"
                lines = wording.names(article, kind)
            case Said.PLACES:
                lines = wording.names(article, "country")
            case Said.ABOUT:
                lines = wording.about(article)
            case Said.HELP if wants_topics(message):
                lines = wording.topics(article)
            case Said.HELP | Said.GREETING:
                lines = (wording.HOW_TO_ASK,)
            case Said.LANGUAGE:
                lines = (language_wording.only_english(language_of(message, self._vocabulary)),)
            case _:
                lines = ()
        return tuple(lines)
