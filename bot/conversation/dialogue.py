"""From a message, and what was shown before it, to a reply: the same on every channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from bot.conversation import language_wording, wording
from bot.conversation.language import language_of
from bot.conversation.leaning import (
    asks_for_more,
    asks_in_talk,
    asks_openly,
    correction,
    named_in,
    people_in,
    speaks_of_somebody,
    with_names,
)
from bot.conversation.moving_on import MovingOn
from bot.conversation.reply import Part, Reply, Shown, answers
from bot.conversation.requests import (
    COMMENT,
    LIKELY,
    PLAIN,
    REQUESTS,
    Requests,
    Said,
    key_points,
    wants_organisations,
    wants_topics,
)
from bot.conversation.resolving import SURE, Resolver, quote_of
from bot.conversation.small_talk import said_by
from bot.matching.gate import USUAL, Sureness, is_bare, may_answer
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, NoMatch, Outcome, candidates_of, score_of
from bot.matching.question import Question, questions_in
from bot.matching.text import clean

IN_TALK = 0.85
"""From this probability on a message is a request for the whole or small talk where it may lean on what was shown: it
asks something, or tells of the asker's own case."""

PLAINLY = 0.75
"""From this probability on a request for the whole is one, however sure the index is of a passage."""

ALIKE = 60.0
"""Of 100: from this likeness on, a message is asked in the words of the index."""

MOST_QUESTIONS = 3
"""How many questions of a message are answered."""


class Dialogue:
    """Replies to messages about one article. Keeps nothing: what was shown is handed in and out."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._article = matcher.article
        self._requests = Requests(matcher.article, matcher.compiled.vocabulary)
        self._resolver = Resolver(matcher)
        self._moving_on = MovingOn(matcher, self._resolver)
        # Of the article's quotes alone, which are few.
        self._people_in_quote = cache(partial(people_in, article=matcher.article))

    def reply(self, message: str, shown: Shown | None = None) -> Reply:
        """The reply to a message that is addressed to the bot. `shown` is what the message may lean on."""
        if shown is not None and shown.basis:
            if asks_for_more(message):
                return self._moving_on.more(shown)
            if (corrected := correction(message)) is not None:
                return self._moving_on.corrected(corrected.meant, shown)
        matched = self._matcher.find(self._matcher.read(message))
        question, outcome = matched.question, matched.outcome
        in_talk = shown is not None and shown.basis and (asks_in_talk(message) or question.asks)
        said = self._said(message, question, outcome, IN_TALK if in_talk else 0.0)
        if said and not (shown and shown.basis and said in _OF_THE_ARTICLE and speaks_of_somebody(message)):
            return self._requested(said, message)
        if len(asked := questions_in(message)) > 1:
            several = self._several(asked, shown)
            if several is not None and (isinstance(several.outcome, Answer) or not isinstance(outcome, Answer)):
                return several
        part = self._resolver.part(matched, shown)
        if not isinstance(part.outcome, Answer) and self._requests.comments(
            message, COMMENT if isinstance(part.outcome, NoMatch) else LIKELY
        ):
            return self._without_quote(Said.REACTION, message)
        return Reply(Said.NOTHING, parts=(part,))

    def unprompted(
        self, message: str, sureness: Sureness = USUAL, shown: Shown | None = None, *, is_post: bool = False
    ) -> tuple[Reply, bool]:
        """The reply to a message that nobody addressed to the bot, silence where it may not speak; and whether more
        than "the article does not say" is withheld. `shown` is what the bot just said to the same person: a bare
        question leans on that. `is_post` is whether it is, or is of, what opens a forum post."""
        matched = self._matcher.find(self._matcher.read(message))
        question, outcome = matched.question, matched.outcome
        said = self._said(message, question, outcome)
        if shown is not None and question.asks and is_bare(question):
            outcome = self._resolver.part(matched, shown).outcome
            may = isinstance(outcome, Answer) and outcome.best.score >= sureness.surer
        else:
            may = may_answer(question, outcome, sureness, is_post=is_post)
        if not said and may:
            return Reply(Said.NOTHING, parts=(Part("", outcome),)), False
        silence = NoMatch(score_of(outcome), None, ())
        return Reply(said, parts=(Part("", silence),)), not isinstance(outcome, NoMatch)

    def shown_after(self, message: str, reply: Reply, before: Shown | None = None) -> Shown | None:
        """What the next message may lean on. A miss, choices or small talk in between lose nothing."""
        before = before or Shown()
        given = tuple(answer.best.passage for answer in answers(reply))
        found = [candidate.passage for part in reply.parts for candidate in candidates_of(part.outcome)]
        offered = tuple(passage for passage in found if passage not in given)
        names = self._article.names
        text = with_names(message, before.people, before.others)
        people = people_in(text, self._article)
        if not people:
            people = list(dict.fromkeys(name for each in given for name in self._people_in_quote(each.quote)))
        others = named_in(text, (name for name in names if name.kind != "person"))
        return replace(
            before,
            passages=given or tuple(found[:1]) or before.passages,
            offered=offered or before.offered,
            people=tuple(people) or before.people,
            others=tuple(others) or before.others,
        )

    def _said(self, message: str, question: Question, outcome: Outcome, than: float = 0.0) -> Said:
        """What the message is, if that is likelier `than` this."""
        if question.paragraph is not None and isinstance(outcome, Answer):
            return Said.NOTHING
        sure = outcome.best.score if isinstance(outcome, Answer) else 0.0
        vocabulary = self._matcher.compiled.vocabulary
        if sure < 1 and not said_by(message) and language_of(message, vocabulary, is_answered=sure >= SURE):
            return Said.LANGUAGE
        may_ask = not isinstance(outcome, NoMatch)
        said = self._requests.of(message, than, may_ask=may_ask)
        if said in _LISTS and not any(name.kind == _kind_of(said, message) for name in self._article.names):
            # "where is this thing", of an article that names no countries
            said = self._requests.of(message, max(than, PLAIN), may_ask=may_ask)
        if not said or not isinstance(outcome, Answer):
            return said
        # An article may be about greetings, or about a bot; none is about its own summary.
        if said not in _OF_THE_WHOLE and _is_like(message, outcome.best.nearest):
            return self._requests.to_somebody(clean(message))
        surer = min(sure, PLAINLY) if said in _OF_THE_WHOLE else sure
        return self._requests.of(message, max(surer, than)) if question.asks else said

    def _requested(self, said: Said, message: str) -> Reply:
        """The reply to a message that is this, or several requests: then each is answered under its words."""
        asked = questions_in(message)[:MOST_QUESTIONS]
        kinds = [self._requests.of(text) for text in asked] if len(asked) > 1 else []
        if len(set(kinds)) < 2 or not set(kinds) <= set(REQUESTS):
            return self._without_quote(said, message)
        lines = [
            line
            for kind, text in zip(kinds, asked, strict=True)
            for line in (f"{wording.quoted(text)}:", *self._without_quote(kind, text).lines)
        ]
        return Reply(kinds[0], tuple(lines), requests=len(asked))

    def _without_quote(self, said: Said, message: str) -> Reply:
        article = self._article
        match said:
            case Said.SUMMARY if count := key_points(message):
                return Reply(said, tuple(wording.key_points(article, count)), page=("points", str(count)))
            case Said.SUMMARY:
                return Reply(said, (article.summary,), page=("summary", ""))
            case Said.PEOPLE | Said.PLACES:
                kind = _kind_of(said, message)
                return Reply(said, tuple(wording.names(article, kind)), page=("names", kind))
            case Said.ABOUT:
                lines = wording.about(article)
            case Said.HELP if wants_topics(message):
                return Reply(said, tuple(wording.topics(article)), page=("topics", ""))
            case Said.HELP | Said.GREETING:
                lines = (wording.HOW_TO_ASK,)
            case Said.LANGUAGE:
                lines = (language_wording.only_english(language_of(message, self._matcher.compiled.vocabulary)),)
            case _:
                lines = ()
        return Reply(said, tuple(lines))

    def _several(self, asked: Sequence[str], shown: Shown | None) -> Reply | None:
        """The reply to several questions of one message; None where fewer than two ask something."""
        said: dict[str, Said] = {}
        wanted: list[str] = []
        for text in asked:
            if len(wanted) < MOST_QUESTIONS:
                # A later question may be one about what was asked before it ("did it go well").
                said[text] = self._requests.of(text, IN_TALK if said else 0.0)
            else:
                said[text] = Said(said_by(text))  # what is only named needs no closer look
            if said[text] not in _ASIDE or (said[text] is Said.HELP and asks_openly(text)):
                wanted.append(text)
        if len(wanted) < 2:
            return None
        now = wanted[:MOST_QUESTIONS]
        parts = self._parts([text for text in now if not said[text]], shown)
        lines = [wording.answered(text, self._without_quote(said[text], text).lines) for text in now if said[text]]
        if later := wanted[MOST_QUESTIONS:]:
            lines.append(wording.left_over(later))
        return Reply(Said.NOTHING, tuple(lines), parts) if parts else None

    def _parts(self, asked: Sequence[str], shown: Shown | None) -> tuple[Part, ...]:
        """The questions of one message, each with its outcome; a later one may lean on those before. Those that the
        same quote answers are one part."""
        parts: list[Part] = []
        for number, text in enumerate(asked):
            question = self._matcher.read(text)
            names = self._resolver.names
            name = names.only(question) if number else None
            swapped = next(names.swapped(asked[number - 1 : number], name), None) if name is not None else None
            if swapped is not None:
                part = self._resolver.part_of(question, self._matcher.match(swapped), shown, text)
            else:
                part = self._resolver.part(self._matcher.find(question), shown, text)
            quote = quote_of(part.outcome)
            quotes = [quote_of(other.outcome) for other in parts]
            if quote is not None and quote in quotes:
                at = quotes.index(quote)
                parts[at] = parts[at].with_question(part)
            else:
                parts.append(part)
            shown = self.shown_after(text, Reply(Said.NOTHING, parts=(part,)), shown)
        return tuple(parts)


_ASIDE = (Said.GREETING, Said.THANKS, Said.REACTION, Said.HELP)
"""What beside questions needs no reply ("got a minute?"); but for help, where it asks how."""

_LISTS = (Said.PEOPLE, Said.PLACES)
_OF_THE_WHOLE = (Said.SUMMARY, *_LISTS)
_OF_THE_ARTICLE = (Said.ABOUT, *_LISTS)
"""Requests that lean on what was shown where they speak of somebody: "who is he", "where is he from"."""


def _kind_of(said: Said, message: str) -> str:
    """The kind of names that a list is of."""
    if said is Said.PLACES:
        return "country"
    return "organisation" if wants_organisations(message) else "person"


def _is_like(message: str, ask: str) -> bool:
    from rapidfuzz import fuzz  # here: most starts and messages have no use for it

    return fuzz.token_sort_ratio(clean(message), ask) >= ALIKE
