"""Answers what somebody said according to the article."""

from __future__ import annotations

from collections.abc import Sequence

from bot.article.model import Article, Name, Passage
from bot.conversation.followups.leaning import named_in, people_in
from bot.conversation.followups.pronouns import speaks_of_somebody
from bot.conversation.reply import Shown
from bot.matching.nearby.follow_ups import FollowUpMatcher
from bot.matching.nearby.speech import asks_view, asks_what_said, saying_of
from bot.matching.outcomes import NoMatch, Outcome, picked
from bot.matching.question import Question
from bot.matching.text import clean
from bot.matching.utterance import Utterance


class Speakers:
    """Answers what somebody said according to one article. Stateless."""

    def __init__(self, article: Article, following: FollowUpMatcher) -> None:
        self._article, self._following = article, following

    def said(self, question: Question, shown: Shown) -> Outcome | None:
        """The nearest statement of somebody to what was shown, for a question that only asks for that; no match if none
        is near enough for "about that". None for another question."""
        line = question.message.bare
        if (asked := asks_what_said(line)) is None:
            return self._view(line, shown)
        people = people_in(line, self._article) if speaks_of_somebody(Utterance(asked["who"])) else ()
        if (who := self._only([*named_in(asked["who"], self._article.names), *people])) is None:
            return None
        found = self._saying(who, shown, is_other=asked["else"] is not None, thinks=asked["thinks"] is not None)
        return picked(self._article, found) if found is not None else NoMatch(0.0, None, ())

    def _view(self, line: str, shown: Shown) -> Outcome | None:
        """What somebody says, for a question that asks for their view in a noun."""
        called = asks_view(line)
        who = self._only(people_in(called, self._article) or people_in(called.removesuffix("s"), self._article))
        found = self._saying(who, shown) if who is not None else None
        return picked(self._article, found) if found is not None else None

    def _only(self, called: Sequence[str]) -> Name | None:
        """The name that is called, if it is the only one."""
        return next((name for name in self._article.names if [name.name] == called), None)

    def _saying(self, who: Name, shown: Shown, *, is_other: bool = False, thinks: bool = False) -> Passage | None:
        """What has somebody say something, or think it, nearest to what was shown; something other than that, if so
        asked."""
        saying = saying_of((who.name, *who.aliases), thinks=thinks)
        seen = {passage.quote for passage in shown.passages if is_other}
        said = [
            passage
            for passage in self._article.passages
            if passage.quote not in seen and saying.search(clean(passage.quote))
        ]
        near = [passage for passage in said if self._following.is_near(passage, shown.basis)]
        places = self._article.reading_places
        last = shown.basis[0]
        return min(near or said, key=lambda each: abs(places[each.quote] - places[last.quote]), default=None)
