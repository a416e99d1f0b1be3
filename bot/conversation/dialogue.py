"""From a message, and what was shown before it, to a reply: the same on every channel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import islice

from bot.article.model import Gap, Name, Passage
from bot.conversation import language_wording, wording
from bot.conversation.language import language_of
from bot.conversation.leaning import (
    asks_for_more,
    asks_in_talk,
    asks_openly,
    correction,
    leans,
    named_in,
    people_in,
    speaks_of_somebody,
    states,
    with_names,
)
from bot.conversation.names import Names
from bot.conversation.reply import Part, Reply, Shown, answers
from bot.conversation.requests import COMMENT, LIKELY, Requests, Said, key_points, wants_organisations, wants_topics
from bot.conversation.small_talk import said_by
from bot.matching.decision import MOST_CHOICES
from bot.matching.following import Following
from bot.matching.gate import USUAL, Sureness, may_answer
from bot.matching.matcher import Matched, Matcher
from bot.matching.outcomes import Answer, Candidate, Choices, NoMatch, Outcome, candidates_of, score_of
from bot.matching.question import Question, questions_in
from bot.matching.text import clean, plain, words_of

SURE = 0.65
"""From this score on an answer of the index is sure, by itself or before another language."""

IN_TALK = 0.85
"""From this probability on a message is a request for the whole or small talk where it may lean on what was shown: it
asks something, or tells of the asker's own case."""

PLAIN = 0.75
"""From this probability on a request for the whole is one, however sure the index is of a passage."""

SURE_OF_UNSAID = 0.85
"""From this score on a passage answers what the article has no word of: asks may say it in other words."""

ALIKE = 60.0
"""Of 100: from this likeness on, a message is asked in the words of the index."""

CORRECTED = 0.4
"""From this score on a passage is given to who corrects what was shown: it is known what they do not mean."""

MOST_SWAPPED = 8
"""How many asks of a passage are tried with another name."""

MOST_QUESTIONS = 3
"""How many questions of a message are answered."""


class Dialogue:
    """Replies to messages about one article. Keeps nothing: what was shown is handed in and out."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._article = matcher.article
        self._requests = Requests(matcher.article, matcher.compiled.vocabulary)
        self._following = Following(matcher.compiled)
        self._names = Names(matcher.article, matcher.compiled.vocabulary)
        # Of the article's quotes alone, which are few.
        self._people_in_quote = cache(partial(people_in, article=matcher.article))

    def reply(self, message: str, shown: Shown | None = None) -> Reply:
        """The reply to a message that is addressed to the bot. `shown` is what the message may lean on."""
        if shown is not None and shown.basis:
            if asks_for_more(message):
                return self._more(shown)
            if (corrected := correction(message)) is not None:
                return self._corrected(corrected.meant, shown)
        matched = self._matcher.find(self._matcher.read(message))
        question, outcome = matched.question, matched.outcome
        in_talk = shown is not None and shown.basis and (asks_in_talk(message) or question.asks)
        said = self._said(message, question, outcome, IN_TALK if in_talk else 0.0)
        if said and not (shown and shown.basis and said in _OF_THE_ARTICLE and speaks_of_somebody(message)):
            return self._without_quote(said, message)
        if len(asked := questions_in(message)) > 1:
            several = self._several(asked, shown)
            if several is not None and isinstance(several.outcome, Answer) >= isinstance(outcome, Answer):
                return several
        outcome, who = self._of_whom(question, self._leaning(matched, shown), shown)
        if not isinstance(outcome, Answer) and self._requests.comments(
            message, COMMENT if isinstance(outcome, NoMatch) else LIKELY
        ):
            return self._without_quote(Said.REACTION, message)
        return Reply(Said.NOTHING, parts=(Part("", outcome, self._lead(message, question, outcome, who)),))

    def unprompted(self, message: str, sureness: Sureness = USUAL, *, is_post: bool = False) -> tuple[Reply, bool]:
        """The reply to a message that nobody addressed to the bot, silence where it may not speak; and whether more
        than "the article does not say" is withheld. `is_post` is whether it is, or is of, what opens a forum post."""
        question = self._matcher.read(message)
        outcome = self._matcher.answer(question)
        said = self._said(message, question, outcome)
        if not said and may_answer(question, outcome, sureness, is_post=is_post):
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
        said = self._requests.of(message, than, may_ask=not isinstance(outcome, NoMatch))
        if not said or not isinstance(outcome, Answer):
            return said
        # An article may be about greetings, or about a bot; none is about its own summary.
        if said not in _OF_THE_WHOLE and _is_like(message, outcome.best.nearest):
            return self._requests.to_somebody(clean(message))
        surer = min(sure, PLAIN) if said in _OF_THE_WHOLE else sure
        return self._requests.of(message, max(surer, than)) if question.asks else said

    def _without_quote(self, said: Said, message: str) -> Reply:
        article = self._article
        match said:
            case Said.SUMMARY:
                count = key_points(message)
                lines = wording.key_points(article, count) if count else (article.summary,)
            case Said.PEOPLE:
                kind = "organisation" if wants_organisations(message) else "person"
                lines = wording.names(article, kind)
            case Said.PLACES:
                lines = wording.names(article, "country")
            case Said.ABOUT:
                lines = wording.about(article)
            case Said.HELP if wants_topics(message):
                lines = wording.topics(article)
            case Said.HELP | Said.GREETING:
                lines = (wording.HOW_TO_ASK,)
            case Said.LANGUAGE:
                lines = (language_wording.only_english(language_of(message, self._matcher.compiled.vocabulary)),)
            case _:
                lines = ()
        return Reply(said, tuple(lines))

    def _leaning(self, matched: Matched, shown: Shown | None) -> Outcome:
        """The outcome of a question, with what was shown where it leans on that."""
        question, alone = matched.question, matched.outcome
        if shown is None or not leans(question.message):
            return alone
        named = with_names(question.message, shown.people, shown.others)
        if shown.basis:
            named = self._names.with_other_side(named, shown.basis[0])
        renamed = named != question.message
        if renamed:
            matched = self._matcher.find(self._matcher.read(named))
            question, alone = matched.question, matched.outcome
        if not shown.basis:
            return alone
        name = self._names.only(question)
        # "India's side?" says more than "and India?".
        says_more = name is not None and any(not term.is_name for term in question.clauses[-1].subject)
        if says_more and isinstance(alone, Answer) and alone.best.passage.quote != shown.basis[0].quote:
            return alone
        if self._names.who(named) is None and isinstance(found := self._counterpart(question, shown.basis[0]), Answer):
            return found
        outcome = self._following.answer(matched, shown.basis, renamed=renamed)
        quoted = shown.passages[0].quote if shown.passages else ""
        if name is not None and _quote(outcome) == quoted and not named_in(quoted, [name]):
            return alone
        # Of a name for a pronoun the index tells what it knows of that name, whatever is asked.
        is_sure_alone = isinstance(alone, Answer) and alone.best.score >= SURE and (len(question.clauses[-1].subject) > 1 or [c.passage.quote for c in candidates_of(outcome)][:1] == [alone.best.passage.quote])
        return alone if is_sure_alone and not isinstance(outcome, Answer) else outcome

    def _of_whom(self, question: Question, outcome: Outcome, shown: Shown | None) -> tuple[Outcome, Name | None]:
        """The outcome, and who it is that the question asks for; where nothing answers, the passage that tells it.
        What the article has no word of, only what is sure answers."""
        message = question.message
        is_sure = isinstance(outcome, Answer) and outcome.best.score >= SURE_OF_UNSAID
        if not is_sure and (what := self._names.unmentioned(question)):
            # "bob smith" is not who a gap on Adam Smith is about.
            fits = isinstance(outcome, NoMatch) and outcome.gap is not None and _is_of(outcome.gap, what)
            return (outcome if fits else NoMatch(0.0, None, ())), None
        who = self._names.who(with_names(message, shown.people, shown.others) if shown is not None else message)
        if who is not None and not isinstance(outcome, Answer) and (passage := self._article.passage(who.passage)):
            return Answer(self._picked(passage), ()), who
        return outcome, who

    def _counterpart(self, question: Question, passage: Passage) -> Outcome | None:
        """For a bare name ("and the US?"): what the asks of the passage that was shown find with that name in the place
        of another of its kind."""
        name = self._names.only(question)
        if name is None:
            return None
        asks = islice(self._names.swapped(passage.asks, name), MOST_SWAPPED)
        found = [self._matcher.match(ask) for ask in asks]
        others = [
            outcome for outcome in found if isinstance(outcome, Answer) and outcome.best.passage.quote != passage.quote
        ]
        votes: defaultdict[str, float] = defaultdict(float)
        for outcome in others:
            votes[outcome.best.passage.quote] += outcome.best.score
        return max(others, key=lambda outcome: (votes[outcome.best.passage.quote], outcome.best.score), default=None)

    def _several(self, asked: Sequence[str], shown: Shown | None) -> Reply | None:
        """The reply to several questions of one message; None where fewer than two ask something."""
        # A later question may be one about what was asked before it ("did it go well").
        said = {text: self._requests.of(text, IN_TALK if at else 0.0) for at, text in enumerate(asked)}
        wanted = [text for text in asked if said[text] not in _ASIDE or (said[text] is Said.HELP and asks_openly(text))]
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
            name = self._names.only(question) if number else None
            swapped = next(self._names.swapped(asked[number - 1 : number], name), None) if name is not None else None
            if swapped is not None:
                alone = self._matcher.match(swapped)
            else:
                alone = self._leaning(self._matcher.find(question), shown)
            outcome, who = self._of_whom(question, alone, shown)
            part = Part(text, outcome, self._lead(text, question, outcome, who))
            quotes = [_quote(other.outcome) for other in parts]
            if _quote(outcome) is not None and _quote(outcome) in quotes:
                at = quotes.index(_quote(outcome))
                parts[at] = parts[at].with_question(part)
            else:
                parts.append(part)
            shown = self.shown_after(text, Reply(Said.NOTHING, parts=(part,)), shown)
        return tuple(parts)

    def _corrected(self, meant: str, shown: Shown) -> Reply:
        """What a correction means: not what was shown."""
        seen = {passage.quote for passage in shown.passages}
        if not meant:
            offered = [self._picked(passage) for passage in shown.offered if passage.quote not in seen]
            return (
                _of(Answer(offered[0], tuple(offered[1:]))) if offered else Reply(Said.NOTHING, (wording.WHICH_THEN,))
            )
        named = with_names(meant, people_in(meant, self._article) or shown.people, shown.others)
        matched = self._matcher.find(self._matcher.read(named))
        question, alone = matched.question, matched.outcome
        found = [
            _without(outcome, seen)
            for outcome in (
                self._counterpart(question, shown.basis[0]),
                self._following.answer(matched, shown.basis, without=seen),
                alone,
                self._matcher.match(f"tell me about {named}"),
            )
            if outcome is not None
        ]
        answers = (outcome for outcome in found if isinstance(outcome, Answer))
        choices = [outcome for outcome in found if isinstance(outcome, Choices)]
        if answer := next(answers, None):
            return _of(answer)
        if not choices:
            return _of(alone if isinstance(alone, NoMatch) else found[-1])
        best, *others = max(choices, key=score_of).candidates
        return _of(Answer(best, tuple(others)) if best.score >= CORRECTED else choices[0])

    def _more(self, shown: Shown) -> Reply:
        """What the topic says next; after its last passage, what the article says next."""
        if not shown.passages:
            return _of(Answer(self._picked(shown.offered[0]), ()))
        last = shown.passages[-1]
        quotes: dict[str, Passage] = {}
        for passage in self._article.section_of(last).passages:
            quotes.setdefault(passage.quote, passage)
        following = list(quotes.values())[list(quotes).index(last.quote) + 1 :]
        next_one = following[0] if following else self._article.neighbours(last)[1]
        if next_one is None:
            return Reply(Said.NOTHING, (wording.THE_END,))
        return _of(Answer(self._picked(next_one), ()))

    def _picked(self, passage: Passage) -> Candidate:
        return Candidate.picked(passage, self._article.section_of(passage))

    def _lead(self, message: str, question: Question, outcome: Outcome, who: Name | None) -> str:
        """A sentence before a quote: who somebody is, or that a statement is not judged; before no match, that the
        article has no word of what was asked for."""
        if not isinstance(outcome, Answer):
            is_unknown = isinstance(outcome, NoMatch) and outcome.gap is None
            unmentioned = self._names.unmentioned(question, in_any_form=True) if is_unknown else ""
            return wording.unmentioned(unmentioned) if unmentioned else ""
        if who is not None and named_in(outcome.best.passage.quote, [who]):
            return wording.described(who)
        if states(message) and not question.is_keyword and not question.looks_up:
            return wording.ON_THAT
        return ""


_ASIDE = (Said.GREETING, Said.THANKS, Said.REACTION, Said.HELP)
"""What beside questions needs no reply ("got a minute?"); but for help, where it asks how."""

_OF_THE_WHOLE = (Said.SUMMARY, Said.PEOPLE, Said.PLACES)
_OF_THE_ARTICLE = (Said.ABOUT, Said.PEOPLE, Said.PLACES)
"""Requests that lean on what was shown where they speak of somebody: "who is he", "where is he from"."""


def _is_like(message: str, ask: str) -> bool:
    from rapidfuzz import fuzz  # here: most starts and messages have no use for it

    return fuzz.token_sort_ratio(clean(message), ask) >= ALIKE


def _is_of(gap: Gap, what: str) -> bool:
    """Whether some question of a gap has all these words."""
    wanted = set(words_of(plain(what)))
    return any(wanted <= set(words_of(plain(ask))) for ask in (*gap.asks, *gap.variants))


def _of(outcome: Outcome) -> Reply:
    """The reply that is one outcome."""
    return Reply(Said.NOTHING, parts=(Part("", outcome),))


def _without(outcome: Outcome, quotes: Container[str]) -> Outcome:
    """An outcome without the passages that have these quotes: what was no more than second is doubtful."""
    left = tuple(each for each in candidates_of(outcome) if each.passage.quote not in quotes)
    if len(left) == len(candidates_of(outcome)):
        return outcome
    if len(left) > 1:
        return Choices(left[:MOST_CHOICES])
    return NoMatch(score_of(outcome), None, ())


def _quote(outcome: Outcome) -> str | None:
    return outcome.best.passage.quote if isinstance(outcome, Answer) else None
