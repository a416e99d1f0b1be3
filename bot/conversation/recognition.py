"""Classifies a message: a request that needs no passage, small talk, or else a question. Takes into account what the
article answers."""

from __future__ import annotations

import math
from collections.abc import Callable

from bot.article.model import Gap
from bot.conversation import wording
from bot.conversation.acts.asked_of_bot import asks_for, asks_of_bot, command_for
from bot.conversation.acts.classifier import classify
from bot.conversation.acts.comments import Comments, likeness, to_somebody
from bot.conversation.acts.language import language_of
from bot.conversation.acts.orders import asks_to_perform
from bot.conversation.acts.request_details import kind_of
from bot.conversation.acts.requests import CERTAIN, PLAIN, Requests
from bot.conversation.acts.said import LISTS, OF_THE_BOT, OF_THE_WHOLE, REQUESTS, SMALL_TALK, Said
from bot.conversation.acts.small_talk import exclaims, goes_on, said_by, wonders
from bot.conversation.followups.answer_checks import SURE, SURE_OF_ITSELF
from bot.conversation.followups.asked_of_shown import asks_of_shown
from bot.conversation.followups.leaning import asks_in_talk, asks_openly, refers, states
from bot.conversation.followups.numbering import part_of_text
from bot.conversation.followups.pronouns import speaks_of_own, speaks_of_somebody
from bot.conversation.reply import Part, Shown
from bot.matching.matcher import Matched, Matcher
from bot.matching.nearby.which_one import asked_which
from bot.matching.outcomes import Answer, NoMatch, Outcome, score_of
from bot.matching.question import Question
from bot.matching.utterance import Utterance

IN_TALK = 0.85
"""The least probability of a request for the whole or of small talk in a possible follow-up that asks something or is
about the asker."""

PLAINLY = 0.75
"""From this probability on, a request for the whole is one, even if the index has a confident answer."""

SURE_OF_TOLD = 0.9
"""From this score on, a passage outweighs a question about the bot too, unless that is `PLAINLY` one."""

ALIKE, SAME = 0.6, 0.9
"""From this similarity on, a message uses an ask's words, or exactly its words."""


class Recognition:
    """Classifies messages about one article. Stateless."""

    def __init__(self, matcher: Matcher, requests: Requests, comments: Comments) -> None:
        self._article, self._vocabulary = matcher.article, matcher.compiled.vocabulary
        self._requests, self._comments = requests, comments

    def in_talk(self, matched: Matched, shown: Shown | None, part: Callable[[], Part]) -> Said:
        """The kind of a message that is addressed to the bot. A possible follow-up is a question if the article answers
        it (`part`), unless it is certainly a request, or asks about the bot itself."""
        question, message = matched.question, matched.question.message
        if shown is not None and shown.basis and asks_of_shown(message):
            return Said.NOTHING  # "like what", even if the article gives no examples
        if exclaims(message) and (shown is None or len(question.words) > 1):
            return Said.REACTION  # but "what" asks about what was shown
        if shown is None or not shown.basis:
            is_lost = wonders(message) and (shown is None or not isinstance(matched.outcome, Answer))
            return Said.HELP if is_lost else self.alone(question, matched.outcome)
        return self._of_bot(question, matched.outcome, part) or self._after(question, matched.outcome, shown, part)

    def _of_bot(self, question: Question, outcome: Outcome, part: Callable[[], Part]) -> Said:
        """The kind of a message that asks something about the bot itself."""
        said = self.alone(question, outcome) if asks_of_bot(question.message) else Said.NOTHING
        if said not in OF_THE_BOT:
            return Said.NOTHING
        # "do you film us"
        is_plain = not _has_words_for(part().outcome) or self.alone(question, outcome, PLAINLY)
        return said if is_plain else Said.NOTHING

    def _after(self, question: Question, outcome: Outcome, shown: Shown, part: Callable[[], Part]) -> Said:
        """The kind of a message that may be a follow-up."""
        message = question.message
        may_lean = asks_in_talk(message) or question.asks or goes_on(message.line)
        said = self.alone(question, outcome, IN_TALK if may_lean else 0.0)
        if said in _OF_THE_ARTICLE and speaks_of_somebody(message):
            return Said.NOTHING
        is_bare = refers(message) and not any(clause.subject for clause in question.clauses)
        is_told = _has_words_for(found := part().outcome) and score_of(found) >= SURE_OF_ITSELF
        if said is Said.SUMMARY and asks_openly(message) and is_told:
            return Said.NOTHING  # "what does it cover", of an insurance
        if said is Said.SUMMARY and is_bare and asks_openly(message):
            # "what's in it", of the museum that was shown
            return Said.NOTHING if _shows_new(part().outcome, shown) or isinstance(outcome, Answer) else said
        if said is Said.REACTION and said_by(message) is said:
            return said  # "how sweet", whatever else the article has
        # "which countries", "couldn't I just write to them", "and drying it"
        may_go_on = (
            asked_which(message.bare)
            if said in LISTS
            else question.asks or goes_on(message.line) or speaks_of_own(message)
        )
        if said in _GO_ON and shown.passages and may_go_on and _is_found(part().outcome, shown):
            return Said.NOTHING
        if not may_lean or said not in REQUESTS or self.alone(question, outcome, CERTAIN):
            return said
        if said is Said.SUMMARY and self._requests.is_plainly(said, message):
            return said
        return Said.NOTHING if isinstance(part().outcome, Answer) else said

    def unanswered(self, question: Question, outcome: Outcome, shown: Shown | None) -> Said:
        """The kind of a message without an answer, by itself or as a follow-up (`outcome`): about the bot, or a
        comment."""
        if of_bot := self._unknown(question, outcome):
            return of_bot
        is_leaning = shown is not None and bool(shown.basis)
        if part_of_text(question.message.line) or (is_leaning and asks_of_shown(question.message)):
            return Said.NOTHING  # "section 4 please", "like what"
        may_lean = is_leaning and (question.asks or goes_on(question.message.line))
        return self._comments.classify(question, outcome, IN_TALK if may_lean else 0.0)

    def _unknown(self, question: Question, outcome: Outcome) -> Said:
        """The kind of a message without an answer that asks what a command does, or for a performance."""
        if isinstance(outcome, Answer):
            return Said.NOTHING
        message = question.message
        if command := command_for(message):
            return _OF_COMMANDS.get(command, Said.HELP)
        is_unknown = isinstance(outcome, NoMatch) and outcome.gap is None
        performs = is_unknown and asks_to_perform(message) and not self._requests.names_subject(question)
        return Said.HELP if performs else Said.NOTHING

    def alone(self, question: Question, outcome: Outcome, than: float = 0.0) -> Said:
        """The kind of a message by itself, if that is likelier `than` this."""
        message, number = question.message, question.paragraph
        if number is not None and (isinstance(outcome, Answer) or number > len(self._article.paragraphs)):
            return Said.NOTHING
        if asks_for(message, "topics"):
            return Said.HELP
        if asks_for(message, "about"):
            return Said.ABOUT
        polite = (said_by(message) or to_somebody(question)) if message.words else Said.NOTHING
        sure = outcome.best.score if isinstance(outcome, Answer) else 0.0
        if not polite and sure < 1 and language_of(message, self._vocabulary, is_answered=sure >= SURE):
            return Said.LANGUAGE
        if not polite and part_of_text(message.line):
            return Said.NOTHING  # "what is article 370" asks for no summary
        if not polite and not _is_name(question):
            may_ask = not isinstance(outcome, NoMatch)
            if request := self._requests.classify(message, than, may_ask=may_ask):
                least = self._least(request, question, outcome)
                return request if least <= than else self._requests.classify(message, least, may_ask=may_ask)
        said = polite or self._unknown(question, outcome) or self._comments.classify(question, outcome, than)
        is_plain = bool(polite) or said is Said.THANKS
        return Said.NOTHING if said and _is_asked_so(message, outcome, is_plain=is_plain) else said

    def _least(self, request: Said, question: Question, outcome: Outcome) -> float:
        """The least probability at which a message is a request, considering what the article has to say to it."""
        message = question.message
        if request in LISTS and not wording.named(self._article, kind_of(request, message)):
            # "where is this set", of an article that names no places
            return CERTAIN if isinstance(outcome, Answer) else PLAIN
        if isinstance(outcome, NoMatch):
            return PLAIN if request in OF_THE_BOT and self._is_expected(message, outcome.gap) else 0.0
        if not isinstance(outcome, Answer):
            return 0.0
        sure = outcome.best.score
        if request in OF_THE_WHOLE:
            return min(sure, PLAINLY) if self._requests.is_plainly(request, message) else sure
        if likeness(message, outcome.best.nearest) >= ALIKE:
            return math.inf  # an article may be about a bot; none is about its own summary
        if question.asks or states(message):
            return sure
        return PLAINLY if sure >= SURE_OF_TOLD else 0.0

    def _is_expected(self, message: Utterance, gap: Gap | None) -> bool:
        """Whether a curator has written a question like the message under a gap of the article: "do you own a laser
        cutter", of a workshop."""
        return gap in self._article.gaps and any(likeness(message, ask) >= ALIKE for ask in gap.asks)


_OF_COMMANDS = {"language": Said.LANGUAGE, "privacy": Said.ABOUT}
"""The kinds of requests for a command where there are no commands. The bot replies with help to others."""

_OF_THE_ARTICLE = (Said.ABOUT, *LISTS)
"""Requests that are follow-ups if they mention a person: "who is he", "where is he from"."""

_GO_ON = (*LISTS, Said.REACTION, Said.GREETING)
"""Kinds that do not apply to a message that continues from an answer and has an answer itself."""


def _is_name(question: Question) -> bool:
    """Whether a message consists of names of the article: "usa" is no request for help."""
    terms = [term for clause in question.clauses for term in clause.terms]
    return bool(terms) and all(term.is_name for term in terms)


def _has_words_for(outcome: Outcome) -> bool:
    """Whether an outcome is an answer that was found by the message's words."""
    return isinstance(outcome, Answer) and bool(outcome.best.matched)


def _shows_new(outcome: Outcome, shown: Shown) -> bool:
    """Whether an outcome is an answer with another quote than those shown."""
    return isinstance(outcome, Answer) and all(each.quote != outcome.best.passage.quote for each in shown.passages)


def _is_found(outcome: Outcome, shown: Shown) -> bool:
    """Whether an outcome is an answer found by the message's words, and not the shown one again: "oh really?"."""
    return _has_words_for(outcome) or _shows_new(outcome, shown)


def _is_asked_so(message: Utterance, outcome: Outcome, *, is_plain: bool) -> bool:
    """Whether a passage answers a message that looks like small talk because an ask is similar: an article may be about
    what people say. Plain small talk has to be the same as an ask, unless the asks are small talk themselves."""
    if not isinstance(outcome, Answer):
        return False
    nearest = outcome.best.nearest
    is_bound = is_plain and classify(nearest, SMALL_TALK)[1] < PLAIN
    return likeness(message, nearest) >= (SAME if is_bound else ALIKE)
