"""Whether an answer tells what a follow-up asks for, and whom it mentions."""

from __future__ import annotations

from bot.article.model import Article
from bot.conversation.followups.asked_of_shown import HAPPENED, OF_OTHERS, WHO_SAYS
from bot.conversation.followups.leaning import named_in, people_in
from bot.conversation.followups.pronouns import speaks_of_somebody
from bot.conversation.followups.weighing import as_choices
from bot.conversation.reply import Shown, quote_of
from bot.matching.nearby.quote_tells import ATTRIBUTES, PAST, asked_which, has, tells_which
from bot.matching.outcomes import Answer, NoMatch, Outcome
from bot.matching.text import clean
from bot.matching.utterance import Utterance


class AnswerChecks:
    """Checks answers to follow-ups from one article. Stateless."""

    def __init__(self, article: Article) -> None:
        self._article = article

    def checked(self, outcome: Outcome, message: Utterance, shown: Shown) -> Outcome:
        """The outcome, without an answer that does not tell what the message asks for."""
        if not isinstance(outcome, Answer):
            return outcome
        noun = asked_which(message.bare)
        if noun and not tells_which(outcome.best.passage.quote, noun):
            return NoMatch(outcome.best.score, None, ())
        if message.is_all(OF_OTHERS) and quote_of(outcome) in {each.quote for each in shown.passages}:
            return NoMatch(0.0, None, ())
        if message.is_all(HAPPENED) and not has(PAST, outcome.best.passage.quote):
            return NoMatch(outcome.best.score, None, ())
        is_unsaid = message.is_all(WHO_SAYS) and not has(ATTRIBUTES, outcome.best.passage.quote)
        return as_choices(outcome) if is_unsaid or self._leaves_out(message, outcome) else outcome

    def _leaves_out(self, message: Utterance, answer: Answer) -> bool:
        """Whether an answer does not mention some of the people in the message: "did he meet Roth"."""
        people = set(people_in(message.line, self._article))
        return bool(people) and not people <= self._named_by(answer)

    def names_more(self, message: Utterance, answer: Answer, other: Answer) -> bool:
        """Whether one answer mentions everything that the message names, and the other does not."""
        named = set(named_in(message.line, self._article.names))
        return named <= self._named_by(answer) and not named <= self._named_by(other)

    def _named_by(self, answer: Answer) -> set[str]:
        """The names in an answer's quote and summary; and those before it, if it has a pronoun."""
        said = answer.best.passage
        text = f"{said.quote} {said.summary}"
        if speaks_of_somebody(Utterance(said.quote)):  # "his group had proposed": the paragraph says earlier whose
            text = f"{self._article.paragraphs[said.paragraph - 1].partition(said.verbatim)[0]} {text}"
        return set(named_in(clean(text), self._article.names))
