"""Turns a message and its context into a reply, the same on every channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from bot.conversation import wording
from bot.conversation.acts.article_words import ArticleWords
from bot.conversation.acts.comments import Comments
from bot.conversation.acts.request_details import search_in
from bot.conversation.acts.requests import Requests
from bot.conversation.acts.said import Said
from bot.conversation.acts.small_talk import exclaims, objection, said_by
from bot.conversation.followups.context import ContextTracker
from bot.conversation.followups.corrections import meant_alone
from bot.conversation.followups.leaning import asks_openly
from bot.conversation.followups.navigation import Navigation
from bot.conversation.followups.resolving import Resolver
from bot.conversation.recognition import IN_TALK, Recognition
from bot.conversation.reply import Part, Reply, Shown, each_answer_once, quote_of
from bot.conversation.request_replies import MOST_QUESTIONS, RequestReplies
from bot.matching.gate import USUAL, Thresholds, asks_of_it, may_answer, may_be_heard
from bot.matching.matcher import Matched, Matcher
from bot.matching.outcomes import Answer, NoMatch, Outcome, score_of
from bot.matching.question import Question
from bot.matching.several import asks, questions_in, subjects_in
from bot.matching.text import clean
from bot.matching.utterance import Utterance


class Dialogue:
    """Replies to messages about one article. Stateless: the context is passed in and returned."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        words = ArticleWords(matcher.article)
        self._requests = Requests(words, matcher.compiled.vocabulary)
        self._comments = Comments(words)
        self._recognition = Recognition(matcher, self._requests, self._comments)
        self._request_replies = RequestReplies(matcher, self._requests)
        self._resolver = Resolver(matcher)
        self._navigation = Navigation(matcher, self._resolver)
        self._showing = ContextTracker(matcher.article, self._resolver.names, self._resolver.pronouns)

    def reply(self, text: str, shown: Shown | None = None, *, is_asked: bool = False) -> Reply:
        """The reply to a message that is addressed to the bot. `shown` is its context; `is_asked` is whether it was
        given as a question, so that a bare word is a subject."""
        message = objection(Utterance(text))
        verb, sought = search_in(message)
        if sought and not self.mentions(verb):
            message, is_asked = Utterance(sought), True
        if shown is not None and (moved := self._navigation.reply(message, shown)) is not None:
            return moved
        if shown is None or not shown.basis:
            message = meant_alone(message)
        matched = self._find(message)
        # Computed once, and only if it is needed.
        part = cache(partial(self._resolver.part, matched, shown))
        said = self._recognition.in_talk(matched, shown, part)
        if said and not (is_asked and _may_ask(said, matched.question)):
            return self._request_replies.reply(said, message)
        outcome = matched.outcome
        if len(asked := questions_in(message)) > 1:
            several = self._several(asked, shown)
            if several is not None and (
                isinstance(several.outcome, Answer)
                or not isinstance(outcome, Answer)
                or _is_of_one_thing(several, asked)
            ):
                return several
        if (each := self._each_subject(message, outcome)) is not None:
            return each
        resolved = part()
        if not isinstance(resolved.outcome, Answer):
            said = self._recognition.unanswered(matched.question, resolved.outcome, shown)
            if said and not (is_asked and _may_ask(said, matched.question)):
                return self._request_replies.reply(said, message)
            if said:
                resolved = replace(resolved, lead="")  # what may be an insult is not repeated
        return Reply(Said.NOTHING, parts=(resolved,))

    def unprompted(self, text: str, sureness: Thresholds = USUAL, *, is_post: bool = False) -> tuple[Reply, bool]:
        """The reply to a message that nobody addressed to the bot (silence if it may not speak), and whether more
        than "the article does not say" is withheld. `is_post` is whether the message opens a forum post, or is part
        of one."""
        message = Utterance(text)
        question = self._matcher.read(message)
        outcome = self._matcher.answer(question)
        said = self._recognition.alone(question, outcome)
        if not said and (introduced := self._introduction(question, outcome)) is not None:
            return Reply(Said.NOTHING, parts=(introduced,)), False
        if not said and may_answer(question, outcome, sureness, is_post=is_post):
            part = self._resolver.part_of(question, outcome, None, "")
            lead = part.lead if quote_of(part.outcome) == quote_of(outcome) else ""
            return Reply(Said.NOTHING, parts=(Part("", outcome, lead),)), False
        if not said and (parts := self._parts_unprompted(message, sureness)):
            return Reply(Said.NOTHING, parts=parts), False
        silence = NoMatch(score_of(outcome), None, ())
        return Reply(said, parts=(Part("", silence),)), not isinstance(outcome, NoMatch)

    def _introduction(self, question: Question, outcome: Outcome) -> Part | None:
        """The answer to a message, addressed to nobody, that asks who somebody of the article is, as to one that is
        addressed to the bot: that makes it surely about the article. None for any other message."""
        if not may_be_heard(question.message.written) or self._resolver.names.who(question.asked) is None:
            return None
        if not (isinstance(outcome, Answer) or question.names_somebody):  # "who is your team?"
            return None
        part = self._resolver.part_of(question, outcome, None, "")
        return part if isinstance(part.outcome, Answer) else None

    def _parts_unprompted(self, message: Utterance, sureness: Thresholds) -> tuple[Part, ...]:
        """Confident answers to several questions that nobody addressed to the bot: the first one names somebody and may
        be answered by itself, and the article has an answer to each of the others."""
        asked = questions_in(message)
        if not 1 < len(asked) <= MOST_QUESTIONS or not may_be_heard(message.written):
            return ()
        found = list(map(self._find, asked))
        first, *others = found
        if not (first.question.names_somebody and may_answer(first.question, first.outcome, sureness)):
            return ()
        if any(isinstance(other.outcome, NoMatch) for other in others):
            return ()
        return tuple(part for part in self._parts(found, None) if isinstance(part.outcome, Answer))

    def mentions(self, words: str) -> bool:
        """Whether the article or its index contains a word, or several in a row."""
        return self._resolver.names.mentions(words)

    def shown_after(self, text: str, reply: Reply, before: Shown | None = None) -> Shown:
        """The context of the next message."""
        return self._showing.after(Utterance(text), reply, before or Shown())

    def _several(self, asked: Sequence[Utterance], shown: Shown | None) -> Reply | None:
        """The reply to several questions of one message; None if fewer than two ask something."""
        said: dict[Utterance, Said] = {}
        found: dict[Utterance, Matched] = {}
        wanted: list[Utterance] = []
        for text in asked:
            if len(wanted) < MOST_QUESTIONS:
                found[text] = self._find(text)
                # A later question may refer to an earlier one ("did it go well").
                than = IN_TALK if said else 0.0
                said[text] = self._requests.classify(text, than) or self._comments.classify(
                    found[text].question, found[text].outcome, than
                )
            else:
                said[text] = said_by(text)  # a bare name is no small talk
            if exclaims(text):  # "are they open or what"
                continue
            if said[text] not in _ASIDE or (said[text] is Said.HELP and asks_openly(text)):
                wanted.append(text)
        if len(wanted) < 2:
            return None
        now = wanted[:MOST_QUESTIONS]
        parts = self._parts([found[text] for text in now if not said[text]], shown)
        requests = [text for text in now if said[text]]
        replies = [(text.written, self._request_replies.to_one(said[text], text)) for text in requests]
        lines = [wording.answered(written, reply.lines) for written, reply in replies]
        if later := wanted[MOST_QUESTIONS:]:
            lines.append(wording.left_over([text.written for text in later]))
        return Reply(Said.NOTHING, tuple(lines), parts) if parts else None

    def _each_subject(self, message: Utterance, whole: Outcome) -> Reply | None:
        """The reply to a message that only names several subjects, with an answer to each. None for another message; if
        the quote that answers the whole contains the message; if the whole has an answer and one of the subjects has
        none; and if no subject has one."""
        named = subjects_in(message)
        is_answered = isinstance(whole, Answer)
        if not named or (is_answered and message.line.strip(" ?.!") in clean(whole.best.passage.quote)):
            return None
        subjects, later = named[:MOST_QUESTIONS], named[MOST_QUESTIONS:]
        found = list(map(self._find, subjects))
        parts = [self._resolver.part(each, None, each.question.message.written) for each in found]
        answered = [isinstance(part.outcome, Answer) for part in parts]
        if all(answered) or (any(answered) and not is_answered):
            lines = (wording.left_over([text.written for text in later]),) if later else ()
            return Reply(Said.NOTHING, lines, each_answer_once(parts))
        return None

    def _parts(self, asked: Sequence[Matched], shown: Shown | None) -> tuple[Part, ...]:
        """The questions of one message with their outcomes. A later one may refer to earlier ones. Questions answered
        by the same quote are one part, and so are questions about a thing that the article does not mention. A part
        without the form of a question counts if it has an answer."""
        parts: list[Part] = []
        is_unknown = False
        for found in asked:
            text = found.question.message
            # "They" may be anybody of the article: "any timeline? how close are they".
            leans = asks_of_it(found.question) and _THEY.isdisjoint(text.words)
            if is_unknown and leans and self._resolver.pronouns.read(text, shown or Shown()) == text:
                # "and how much is it", of a sauna that the article has no word of
                parts[-1] = parts[-1].with_question(Part(text.written, parts[-1].outcome))
                continue
            part = self._resolver.part(found, shown, text.written)
            if not (asks(text.written) or isinstance(part.outcome, Answer)):
                continue
            parts.append(part)
            is_unknown = isinstance(part.outcome, NoMatch) and not part.outcome.nearest and not leans
            shown = self._showing.after(text, Reply(Said.NOTHING, parts=(part,)), shown or Shown())
        return each_answer_once(parts)

    def _find(self, message: Utterance) -> Matched:
        return self._matcher.find(self._matcher.read(message))


def _may_ask(said: Said, question: Question) -> bool:
    """Whether a message that is taken for a comment may name a subject: "h1b", not "lol" or "that is so weird"."""
    return said is Said.REACTION and question.is_keyword and not said_by(question.message)


def _is_of_one_thing(reply: Reply, asked: Sequence[Utterance]) -> bool:
    """Whether the reply says of several of the questions at once that the article does not answer them."""
    return reply.main.asked not in {text.written for text in asked}


_THEY = frozenset(("they", "them", "their", "theyre"))

_ASIDE = (Said.GREETING, Said.THANKS, Said.REACTION, Said.HELP)
"""Parts beside questions that need no reply ("got a minute?"), except for help if it asks how."""
