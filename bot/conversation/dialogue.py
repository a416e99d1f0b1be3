"""From a message, and what was shown before it, to a reply: the same on every channel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial

from bot.conversation import wording
from bot.conversation.article_words import ArticleWords
from bot.conversation.asked_of_bot import asks_for, asks_of_bot, command_for
from bot.conversation.comments import UNANSWERED, Comments
from bot.conversation.language import language_of
from bot.conversation.leaning import (
    asks_in_talk,
    asks_openly,
    refers,
    states,
)
from bot.conversation.moving_on import MovingOn
from bot.conversation.pronouns import speaks_of_somebody
from bot.conversation.reply import Part, Reply, Shown, each_answer_once, quote_of
from bot.conversation.requests import CERTAIN, LIKELY, OF_THE_BOT, PLAIN, REQUESTS, SMALL_TALK, Requests
from bot.conversation.resolving import Resolver
from bot.conversation.said import Said, classify
from bot.conversation.showing import Showing
from bot.conversation.small_talk import exclaims, goes_on, said_by, wonders
from bot.conversation.weighing import SURE
from bot.conversation.without_quote import MOST_QUESTIONS, WithoutQuote, kind_of
from bot.matching.gate import USUAL, Thresholds, may_answer, may_be_heard
from bot.matching.matcher import Matched, Matcher
from bot.matching.outcomes import Answer, NoMatch, Outcome, score_of
from bot.matching.question import Question
from bot.matching.quote_tells import asked_which
from bot.matching.several import asks, questions_in, subjects_in
from bot.matching.text import clean
from bot.matching.utterance import Utterance

IN_TALK = 0.85
"""From this probability on a message is a request for the whole or small talk where it may lean on what was shown: it
asks something, or tells of the asker's own case."""

PLAINLY = 0.75
"""From this probability on a request for the whole is one, however sure the index is of a passage."""

SURE_OF_TOLD = 0.9
"""From this score on, a passage goes before small talk that does not ask too, unless that is `PLAINLY` small talk and
shares one word with the article: an article may be about what people say."""

ALIKE, SAME = 60.0, 90.0
"""Of 100: from this likeness on, a message is asked in the words of the index. What is certainly small talk ("ok
understood") has to be one of its asks, and not merely share a word with one."""


class Dialogue:
    """Replies to messages about one article. Keeps nothing: what was shown is handed in and out."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._article = matcher.article
        words = ArticleWords(matcher.article)
        self._requests = Requests(words, matcher.compiled.vocabulary)
        self._comments = Comments(words, matcher.compiled.vocabulary)
        self._without_quote = WithoutQuote(matcher, self._requests)
        self._resolver = Resolver(matcher)
        self._moving_on = MovingOn(matcher, self._resolver)
        self._showing = Showing(matcher.article, self._resolver.names, self._resolver.pronouns)

    def reply(self, text: str, shown: Shown | None = None) -> Reply:
        """The reply to a message that is addressed to the bot. `shown` is what the message may lean on."""
        message = Utterance(text)
        if shown is not None and (moved := self._moving_on.reply(message, shown)) is not None:
            return moved
        matched = self._matcher.find(self._matcher.read(message))
        # Worked out once, and not where what is said in talk needs none.
        part = cache(partial(self._resolver.part, matched, shown))
        if said := self._said_in_talk(message, matched, shown, part):
            return self._without_quote.reply(said, message)
        outcome = matched.outcome
        if len(asked := questions_in(message)) > 1:
            several = self._several(asked, shown)
            if several is not None and (isinstance(several.outcome, Answer) or not isinstance(outcome, Answer)):
                return several
        if (each := self._each_subject(message, outcome)) is not None:
            return each
        resolved = part()
        is_unanswered = not isinstance(resolved.outcome, Answer)
        if is_unanswered and (said := self._said_unanswered(message, outcome, resolved.outcome, shown)):
            return self._without_quote.reply(said, message)
        return Reply(Said.NOTHING, parts=(resolved,))

    def unprompted(self, text: str, sureness: Thresholds = USUAL, *, is_post: bool = False) -> tuple[Reply, bool]:
        """The reply to a message that nobody addressed to the bot, silence where it may not speak; and whether more
        than "the article does not say" is withheld. `is_post` is whether it is, or is of, what opens a forum post."""
        message = Utterance(text)
        question = self._matcher.read(message)
        outcome = self._matcher.answer(question)
        said = self._said(message, question, outcome)
        if not said and may_answer(question, outcome, sureness, is_post=is_post):
            part = self._resolver.part_of(question, outcome, None, "")
            lead = part.lead if quote_of(part.outcome) == quote_of(outcome) else ""
            return Reply(Said.NOTHING, parts=(Part("", outcome, lead),)), False
        if not said and (parts := self._parts_unprompted(message, sureness)):
            return Reply(Said.NOTHING, parts=parts), False
        silence = NoMatch(score_of(outcome), None, ())
        return Reply(said, parts=(Part("", silence),)), not isinstance(outcome, NoMatch)

    def _parts_unprompted(self, message: Utterance, sureness: Thresholds) -> tuple[Part, ...]:
        """What surely answers several questions that nobody addressed to the bot: the first names somebody and may be
        answered by itself, and the article has something to each of the others."""
        asked = questions_in(message)
        if not 1 < len(asked) <= MOST_QUESTIONS or not may_be_heard(message.written):
            return ()
        first, *others = (self._matcher.find(self._matcher.read(text)) for text in asked)
        if not (first.question.names_somebody and may_answer(first.question, first.outcome, sureness)):
            return ()
        if any(isinstance(other.outcome, NoMatch) for other in others):
            return ()
        return tuple(part for part in self._parts(asked, None) if isinstance(part.outcome, Answer))

    def mentions(self, words: str) -> bool:
        """Whether the article, or who curated it, has a word, or several in a row."""
        return self._resolver.names.mentions(words)

    def shown_after(self, text: str, reply: Reply, before: Shown | None = None) -> Shown:
        """What the next message may lean on."""
        return self._showing.after(Utterance(text), reply, before or Shown())

    def _said_in_talk(
        self, message: Utterance, matched: Matched, shown: Shown | None, part: Callable[[], Part]
    ) -> Said:
        """What the message is. One that may lean on what was shown is a question if the article answers it (`part`),
        unless it is certainly a request, or asks it of the bot itself."""
        if exclaims(message) and (shown is None or len(matched.question.words) > 1):
            return Said.REACTION  # but "what", which asks after what was shown
        if shown is None or not shown.basis:
            is_lost = wonders(message) and (shown is None or not isinstance(matched.outcome, Answer))
            return Said.HELP if is_lost else self._said(message, matched.question, matched.outcome)
        return self._said_of_bot(message, matched, part) or self._said_after(message, matched, shown, part)

    def _said_of_bot(self, message: Utterance, matched: Matched, part: Callable[[], Part]) -> Said:
        """What a message is that asks something of the bot itself."""
        said = self._said(message, matched.question, matched.outcome) if asks_of_bot(message) else Said.NOTHING
        if said not in OF_THE_BOT:
            return Said.NOTHING
        found = part().outcome
        has_words_for_it = isinstance(found, Answer) and bool(found.best.matched)  # "do you film us"
        is_plain = not has_words_for_it or self._said(message, matched.question, matched.outcome, PLAINLY)
        return said if is_plain else Said.NOTHING

    def _said_after(self, message: Utterance, matched: Matched, shown: Shown, part: Callable[[], Part]) -> Said:
        """What a message is that may lean on what was shown."""
        question, outcome = matched.question, matched.outcome
        may_lean = asks_in_talk(message) or question.asks
        said = self._said(message, question, outcome, IN_TALK if may_lean else 0.0)
        if said in _OF_THE_ARTICLE and speaks_of_somebody(message):
            return Said.NOTHING
        is_bare = refers(message) and not any(clause.subject for clause in question.clauses)
        if said is Said.SUMMARY and is_bare and asks_openly(message):
            # "what's in it", of the museum that was shown
            return Said.NOTHING if _shows_new(part().outcome, shown) or isinstance(outcome, Answer) else said
        # "which countries", "couldn't I just write to them", "and drying it"
        may_go_on = asked_which(message.line) if said in _LISTS else question.asks or goes_on(message.line)
        if said in _GO_ON and shown.passages and may_go_on and _is_found(part().outcome, shown):
            return Said.NOTHING
        if not may_lean or said not in REQUESTS or self._said(message, question, outcome, CERTAIN):
            return said
        if said is Said.SUMMARY and self._requests.is_plainly(said, message):
            return said
        return Said.NOTHING if isinstance(part().outcome, Answer) else said

    def _said_unanswered(self, message: Utterance, alone: Outcome, outcome: Outcome, shown: Shown | None) -> Said:
        """What a message is that gets no answer by itself (`alone`) or with what was shown (`outcome`): asked of the
        bot, without a subject, or a comment."""
        if command := command_for(message):
            return _OF_COMMANDS.get(command, Said.HELP)
        is_unsaid = isinstance(outcome, NoMatch)
        least = UNANSWERED if is_unsaid else LIKELY
        if shown is not None and shown.basis:
            least = IN_TALK if asks_in_talk(message) else least
        elif is_unsaid and not isinstance(alone, NoMatch):
            # The index had choices, but the article does not mention "scary".
            said = self._requests.of(message, may_ask=False)
            if said in SMALL_TALK:
                return said
        return Said.REACTION if self._comments.is_comment(message, least) else Said.NOTHING

    def _said(self, message: Utterance, question: Question, outcome: Outcome, than: float = 0.0) -> Said:
        """What the message is, if that is likelier `than` this."""
        if question.paragraph is not None and isinstance(outcome, Answer):
            return Said.NOTHING
        if asks_for(message, "topics"):
            return Said.HELP
        if asks_for(message, "about"):
            return Said.ABOUT
        sure = outcome.best.score if isinstance(outcome, Answer) else 0.0
        vocabulary = self._matcher.compiled.vocabulary
        if sure < 1 and language_of(message, vocabulary, is_answered=sure >= SURE) and not said_by(message):
            return Said.LANGUAGE
        may_ask = not isinstance(outcome, NoMatch)
        said = self._requests.of(message, than, may_ask=may_ask)
        if said in _LISTS and not wording.named(self._article, kind_of(said, message)):
            # "where is this thing", of an article that names no places
            said = self._requests.of(message, max(than, PLAIN), may_ask=may_ask)
        if not said or not isinstance(outcome, Answer):
            return said
        # An article may be about greetings, or about a bot; none is about its own summary.
        if said not in _OF_THE_WHOLE:
            # Letters in common with an ask make no question of thanks ("thanks but that is not what I was after").
            is_certain = said is Said.THANKS and not question.asks
            is_certain = is_certain or self._requests.of(message, CERTAIN, may_ask=may_ask) in SMALL_TALK
            kind, probability = classify(outcome.best.nearest)
            is_of_talk = kind in SMALL_TALK and probability >= PLAIN
            if _is_like(message, outcome.best.nearest, SAME if is_certain and not is_of_talk else ALIKE):
                return self._requests.to_somebody(message.line)
            if question.asks or states(message) or (sure >= SURE_OF_TOLD and len(outcome.best.matched) > 1):
                return self._requests.of(message, max(sure, than))
            return self._requests.of(message, max(PLAINLY, than)) if sure >= SURE_OF_TOLD else said
        surer = min(sure, PLAINLY) if self._requests.is_plainly(said, message) else sure
        return self._requests.of(message, max(surer, than))

    def _several(self, asked: Sequence[Utterance], shown: Shown | None) -> Reply | None:
        """The reply to several questions of one message; None where fewer than two ask something."""
        said: dict[Utterance, Said] = {}
        wanted: list[Utterance] = []
        for text in asked:
            if len(wanted) < MOST_QUESTIONS:
                # A later question may be one about what was asked before it ("did it go well").
                said[text] = self._requests.of(text, IN_TALK if said else 0.0)
            else:
                said[text] = said_by(text)  # what is only named needs no closer look
            if said[text] not in _ASIDE or (said[text] is Said.HELP and asks_openly(text)):
                wanted.append(text)
        if len(wanted) < 2:
            return None
        now = wanted[:MOST_QUESTIONS]
        parts = self._parts([text for text in now if not said[text]], shown)
        requests = [text for text in now if said[text]]
        replies = [(text.written, self._without_quote.to_one(said[text], text)) for text in requests]
        lines = [wording.answered(written, reply.lines) for written, reply in replies]
        if later := wanted[MOST_QUESTIONS:]:
            lines.append(wording.left_over([text.written for text in later]))
        return Reply(Said.NOTHING, tuple(lines), parts) if parts else None

    def _each_subject(self, message: Utterance, whole: Outcome) -> Reply | None:
        """The reply to a message that only names several subjects, with what the article says of each. None for another
        message; if the quote that answers the whole has the message in it; and if the whole has an answer and one of
        the subjects has none, or no subject has one."""
        named = subjects_in(message)
        is_answered = isinstance(whole, Answer)
        if not named or (is_answered and message.line.strip(" ?.!") in clean(whole.best.passage.quote)):
            return None
        subjects, later = named[:MOST_QUESTIONS], named[MOST_QUESTIONS:]
        found = [self._matcher.find(self._matcher.read(subject)) for subject in subjects]
        parts = [self._resolver.part(each, None, each.question.message.written) for each in found]
        answered = [isinstance(part.outcome, Answer) for part in parts]
        if all(answered) or (any(answered) and not is_answered):
            lines = (wording.left_over([text.written for text in later]),) if later else ()
            return Reply(Said.NOTHING, lines, each_answer_once(parts))
        return None

    def _parts(self, asked: Sequence[Utterance], shown: Shown | None) -> tuple[Part, ...]:
        """The questions of one message, each with its outcome; a later one may lean on those before. Those that the
        same quote answers are one part. What has not the form of a question is one if it has an answer."""
        parts: list[Part] = []
        for text in asked:
            part = self._resolver.part(self._matcher.find(self._matcher.read(text)), shown, text.written)
            if not (asks(text.written) or isinstance(part.outcome, Answer)):
                continue
            parts.append(part)
            shown = self._showing.after(text, Reply(Said.NOTHING, parts=(part,)), shown or Shown())
        return each_answer_once(parts)


_ASIDE = (Said.GREETING, Said.THANKS, Said.REACTION, Said.HELP)
"""What beside questions needs no reply ("got a minute?"); but for help, where it asks how."""

_OF_COMMANDS = {"language": Said.LANGUAGE, "privacy": Said.ABOUT}
"""What a request for what a command shows is, where there are no commands; for the others, the bot helps."""

_LISTS = (Said.PEOPLE, Said.PLACES)
_OF_THE_WHOLE = (Said.SUMMARY, *_LISTS)
_OF_THE_ARTICLE = (Said.ABOUT, *_LISTS)
"""Requests that lean on what was shown where they speak of somebody: "who is he", "where is he from"."""

_GO_ON = (*_LISTS, Said.REACTION)
"""What a message is no longer taken for where it goes on from an answer and the article answers it."""


def _shows_new(outcome: Outcome, shown: Shown) -> bool:
    """Whether an outcome is an answer with another quote than those that were shown."""
    return isinstance(outcome, Answer) and all(each.quote != outcome.best.passage.quote for each in shown.passages)


def _is_found(outcome: Outcome, shown: Shown) -> bool:
    """Whether an outcome is an answer that a message finds by its words, and not what was shown again: "oh really?"."""
    return isinstance(outcome, Answer) and (bool(outcome.best.matched) or _shows_new(outcome, shown))


def _is_like(message: Utterance, ask: str, least: float) -> bool:
    from rapidfuzz import fuzz  # here: most starts and messages have no use for it

    return fuzz.token_sort_ratio(message.line, ask) >= least
