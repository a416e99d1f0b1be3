"""Answers what somebody said according to the article."""

from __future__ import annotations

from bot.article.model import Article
from bot.conversation.followups.leaning import named_in, people_in
from bot.conversation.followups.pronouns import speaks_of_somebody
from bot.conversation.reply import Shown
from bot.matching.nearby.following import Following
from bot.matching.nearby.speech import asks_what_said, saying_of
from bot.matching.outcomes import NoMatch, Outcome, picked
from bot.matching.question import Question
from bot.matching.text import clean
from bot.matching.utterance import Utterance


class Speakers:
    """Answers what somebody said according to one article. Stateless."""

    def __init__(self, article: Article, following: Following) -> None:
        self._article, self._following = article, following

    def said(self, question: Question, shown: Shown) -> Outcome | None:
        """The nearest statement of somebody to what was shown, for a question that only asks for that; no match if none
        is near enough for "about that". None for another question."""
        line = question.message.line
        if (asked := asks_what_said(line)) is None:
            return None
        people = people_in(line, self._article) if speaks_of_somebody(Utterance(asked["who"])) else ()
        called = [*named_in(asked["who"], self._article.names), *people]
        who = next((name for name in self._article.names if [name.name] == called), None)
        if who is None:
            return None
        saying = saying_of((who.name, *who.aliases), thinks=asked["thinks"] is not None)
        seen = {passage.quote for passage in shown.passages if asked["else"]}
        said = [
            passage
            for passage in self._article.passages
            if passage.quote not in seen and saying.search(clean(passage.quote))
        ]
        near = [passage for passage in said if self._following.is_near(passage, shown.basis)]
        places = self._article.reading_places
        last = shown.basis[0]
        found = min(near or said, key=lambda each: abs(places[each.quote] - places[last.quote]), default=None)
        return picked(self._article, found) if found is not None else NoMatch(0.0, None, ())
