"""What the quote that was shown, or its paragraph, tells of itself, whatever else the index has on that."""

from __future__ import annotations

from bot.article.model import Article, Passage
from bot.conversation.leaning import asks_for_examples, asks_what_follows, asks_who_says
from bot.conversation.reply import Shown
from bot.matching.question import Question
from bot.matching.quote_tells import (
    asked_which,
    attributes,
    gives_examples,
    names_which,
    tells_measure,
    tells_when,
    what_follows,
)
from bot.matching.utterance import Utterance


class Told:
    """Finds in one article what was shown to tell what is asked. Keeps nothing."""

    def __init__(self, article: Article) -> None:
        self._article = article

    def at_once(self, question: Question, written: Utterance, shown: Shown) -> Passage | None:
        """What tells who says it, how many, or what comes after, where the question asks for that and names nothing;
        `written` is the question with its pronouns."""
        if not shown.passages:
            return None
        quote = shown.passages[0].quote
        if attributes(quote) if asks_who_says(question.message) else tells_measure(question, quote):
            return shown.passages[0]
        return what_follows(shown.passages[-1], self._article) if asks_what_follows(written) else None

    def at_last(self, question: Question, written: Utterance, shown: Shown) -> Passage | None:
        """What tells which one it is, or some of them, or near in its paragraph when that was or who says it, where
        nothing else answers."""
        if not shown.passages:
            return None
        first = shown.passages[0]
        noun = asked_which(written.line)
        if gives_examples(first.quote) if asks_for_examples(written) else noun and names_which(first.quote, noun):
            return first
        return None if shown.is_doubtful else self._beside(question, first)

    def _beside(self, question: Question, shown: Passage) -> Passage | None:
        """The passage nearest to one in its paragraph that tells when that was or who says it; None where none does."""
        beside = (each for each in self._article.passages if each.paragraph == shown.paragraph)
        is_of_speaker, places = asks_who_says(question.message), self._article.reading_places
        told = [
            each for each in beside if tells_when(question, each.quote) or (is_of_speaker and attributes(each.quote))
        ]
        return min(told, key=lambda each: abs(places[each.quote] - places[shown.quote]), default=None)
