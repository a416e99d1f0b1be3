"""Whether an answer tells what a follow-up asks for, and whom it mentions; and whether the question is rather a new
one."""

from __future__ import annotations

from functools import cache

from bot.article.model import Article, Passage
from bot.conversation.followups.asked_of_shown import EXAMPLES, HAPPENED, OF_OTHERS, WHO_SAYS
from bot.conversation.followups.leaning import named_in, people_in
from bot.conversation.followups.pronouns import speaks_of_somebody
from bot.conversation.reply import Shown, quote_of
from bot.matching.nearby.quote_tells import ATTRIBUTES, LISTS_EXAMPLES, PAST, has
from bot.matching.nearby.which_one import asked_which, tells_which
from bot.matching.outcomes import MOST_CHOICES, WHOLE, Answer, Candidate, Choices, NoMatch, Outcome, candidates_of
from bot.matching.question import Question
from bot.matching.text import clean, stem, tokenize
from bot.matching.utterance import Utterance

SURE = 0.65
"""The least score of a confident answer, by itself or against another language."""

SURE_OF_ITSELF = 0.8
"""From this score on, or if the article's own words contain its whole subject, a possible follow-up that finds nothing
near what was shown is a new question."""


class AnswerChecks:
    """Checks answers to follow-ups from one article. Stateless."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._named_by = cache(self._read_names)  # bounded: only called with the article's passages

    def checked(self, outcome: Outcome, message: Utterance, shown: Shown) -> Outcome:
        """The outcome, without an answer that does not tell what the message asks for."""
        if not isinstance(outcome, Answer):
            return outcome
        quote, noun = outcome.best.passage.quote, asked_which(message.bare)
        seen = {each.quote for each in shown.passages}
        is_wrong = (
            (noun and not tells_which(quote, noun))
            or (message.is_all(OF_OTHERS) and quote in seen)
            or (message.is_all(EXAMPLES) and quote in seen and not has(LISTS_EXAMPLES, quote))
            or (message.is_all(HAPPENED) and not has(PAST, quote))
        )
        is_doubtful = (message.is_all(WHO_SAYS) and not has(ATTRIBUTES, quote)) or self._leaves_out(message, outcome)
        if not (is_wrong or is_doubtful):
            return outcome
        choices = () if is_wrong else (outcome.best, *outcome.others)[:MOST_CHOICES]
        return Choices(choices) if len(choices) > 1 else NoMatch(outcome.best.score, None, ())

    def _leaves_out(self, message: Utterance, answer: Answer) -> bool:
        """Whether an answer does not mention some of the people in the message: "did he meet Roth"."""
        people = set(people_in(message.line, self._article))
        return bool(people) and not people <= self._named_by(answer.best.passage)

    def names_more(self, message: Utterance, answer: Answer, other: Answer) -> bool:
        """Whether one answer mentions everything that the message names, and the other does not."""
        named = set(named_in(message.line, self._article.names))
        return named <= self._named_by(answer.best.passage) and not named <= self._named_by(other.best.passage)

    def _read_names(self, said: Passage) -> frozenset[str]:
        """The names in a passage's quote and summary; and those before it, if it has a pronoun."""
        text = f"{said.quote} {said.summary}"
        if speaks_of_somebody(Utterance(said.quote)):  # "his group had proposed": the paragraph says earlier whose
            text = f"{self._article.paragraphs[said.paragraph - 1].partition(said.verbatim)[0]} {text}"
        return frozenset(named_in(clean(text), self._article.names))


def is_new(question: Question, alone: Answer, found: Outcome, *, is_bound: bool, is_near: bool) -> bool:
    """Whether a question's own outcome outweighs the one near what was shown. `is_bound` is whether the question refers
    back; `is_near` whether its own outcome is near what was shown too."""
    if is_near and isinstance(found, NoMatch):  # no passage there has a word of it, but some ask has
        return True
    score, subject = alone.best.score, question.clauses[-1].subject
    if score >= 1 and subject and not is_bound:  # asked in the words of the index
        return True
    if not is_bound and score >= SURE and _lacks_subject(found) and _quotes_subject(alone.best):
        return True  # "what about tariffs", with the word of another quote
    if isinstance(found, Answer):
        return False
    if len(question.clauses) > 1:  # it has its context with it
        return True
    if score < SURE:
        return False
    if [candidate.passage.quote for candidate in candidates_of(found)[:1]] == [quote_of(alone)]:
        return True
    if isinstance(found, NoMatch) and (score >= SURE_OF_ITSELF or not is_bound):
        return True
    # One or two words that another passage contains do not outweigh what was shown.
    return len(subject) > 1 and (score >= SURE_OF_ITSELF or alone.best.own_share >= WHOLE)


def _quotes_subject(best: Candidate) -> bool:
    """Whether a passage contains a question's whole subject, and its quote the words by which it was found."""
    return best.own_share >= WHOLE and bool(best.matched) and _stems(best.passage.quote).issuperset(_found_by(best))


def _lacks_subject(outcome: Outcome) -> bool:
    """Whether the likeliest passage of an outcome contains none of the question's subject words. The keywords of a
    drafted section are words of all its passages, and so do not count for a drafted one."""
    best = next(iter(candidates_of(outcome)), None)
    if best is None or best.own_share == 0:
        return True
    if not best.passage.drafted or not best.matched:
        return False
    told = _stems(" ".join((best.passage.quote, best.passage.summary, *best.passage.all_asks)))
    return told.isdisjoint(_found_by(best))


def _found_by(candidate: Candidate) -> set[str]:
    return set(map(stem, candidate.matched))


def _stems(text: str) -> set[str]:
    return set(map(stem, tokenize(text)))
