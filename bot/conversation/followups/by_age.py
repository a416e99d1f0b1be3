"""Answers messages that state somebody's age with what the article says about that age."""

from __future__ import annotations

from bot.article.model import Article
from bot.conversation.reply import Shown
from bot.matching.nearby.ages import Ages, asks_of_age, told_age
from bot.matching.nearby.follow_ups import FollowUpMatcher
from bot.matching.outcomes import Answer, Outcome, candidates_of, picked
from bot.matching.utterance import Utterance


class ByAge:
    """Answers messages about one article that state somebody's age. Stateless."""

    def __init__(self, article: Article, following: FollowUpMatcher) -> None:
        self._article, self._following = article, following
        self._ages = Ages(article)

    def outcome(self, message: Utterance, found: Outcome, shown: Shown | None) -> Outcome:
        """The outcome `found` for a message. If it states an age, and the best passage is about other ages, or it only
        asks about that age and nothing answers: what the article says about that age."""
        age = told_age(message.line)
        best = next((candidate.passage for candidate in candidates_of(found)), None)
        if age is None or (best is not None and self._ages.tells(best, age)):
            return found
        is_of_others = best is not None and self._ages.tells_others(best, age)
        if not is_of_others and (isinstance(found, Answer) or not asks_of_age(message.line)):
            return found
        telling = self._ages.telling(age)
        beside = [passage for passage in telling if best is not None and passage.paragraph == best.paragraph]
        basis = shown.basis if shown is not None else ()
        near = beside or [passage for passage in telling if self._following.is_near(passage, basis)]
        may_be_far = bool(basis) or not isinstance(found, Answer)
        if not near and may_be_far and len({passage.paragraph for passage in telling}) == 1:
            near = telling
        return picked(self._article, near[0]) if near else found
