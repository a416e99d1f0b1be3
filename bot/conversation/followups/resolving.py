"""Resolves one question, with its context, to a part of a reply."""

from __future__ import annotations

from bot.article.model import Gap, Name, Passage
from bot.conversation import wording
from bot.conversation.followups.ages import Ages
from bot.conversation.followups.answer_checks import SURE, AnswerChecks, is_new
from bot.conversation.followups.asked_of_shown import BREACHES
from bot.conversation.followups.leaning import leans, named_in, refers, states
from bot.conversation.followups.manner import of_manner
from bot.conversation.followups.names import Names
from bot.conversation.followups.pronouns import Pronouns
from bot.conversation.followups.shown_quotes import ShownQuotes
from bot.conversation.followups.sides import Sides
from bot.conversation.followups.speakers import Speakers
from bot.conversation.reply import Part, Shown, quote_of
from bot.matching.english.mentions import asked_mention
from bot.matching.matcher import Matched, Matcher
from bot.matching.nearby.follow_ups import FollowUpMatcher
from bot.matching.nearby.quote_tells import FORBIDS, has, names_only_them
from bot.matching.nearby.subjects import Subjects
from bot.matching.outcomes import Answer, Choices, NoMatch, Outcome, picked, score_of
from bot.matching.patterns import Regex
from bot.matching.question import Question, asked_in, one_line
from bot.matching.text import clean, plain, words_of
from bot.matching.utterance import Utterance

SURE_OF_UNSAID = 0.85
"""The least score of an answer to a question whose subject the article does not mention: an ask may use other words.
Also of one found with a word for "them"."""

SURE_OF_OFFERED = 0.75
"""The least score of an answer near one of several choices, whichever was meant."""

MOST_NEAR = 3
"""A question with more subject words that does not have the form of a follow-up is a new one."""

LIKELY = 0.4
"""The least score of the likeliest choice to become the answer, if it is also found with the subject of what was
shown."""

BREACH = "what happens if somebody breaks the rules"
"""The question for what happens to somebody who does what the shown quote forbids, if the article does not say so
nearby."""


_ANOTHER = Regex(r"\bthe \w+ ones?\b")
"""Another thing of the kind that was shown: "and the Canadian one"."""


class Resolver:
    """Answers one question at a time about one article. Stateless."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._article = matcher.article
        self.follow_ups = FollowUpMatcher(matcher.compiled)
        self._subjects = Subjects(matcher.article)
        self._speakers = Speakers(matcher.article, self.follow_ups)
        self._checks = AnswerChecks(matcher.article)
        self._told = ShownQuotes(matcher.article)
        self._ages = Ages(matcher.article, self.follow_ups)
        self.names = Names(matcher.article, matcher.compiled.vocabulary)
        self._sides = Sides(matcher.article, matcher.compiled.vocabulary)
        self.pronouns = Pronouns(matcher.article, self.names)

    def part(self, matched: Matched, shown: Shown | None, asked: str = "") -> Part:
        """The part for a question that was matched by itself. `asked` is the question as shown above its answer."""
        part = self.part_of(matched.question, self._leaning(matched, shown), shown, asked)
        told = self._ages.outcome(matched.question.message, part.outcome, shown)
        return part if told is part.outcome else Part(asked, told)

    def part_of(self, question: Question, outcome: Outcome, shown: Shown | None, asked: str) -> Part:
        """The part for a question with this outcome."""
        outcome, who = self._of_whom(question, outcome, shown)
        return Part(asked, outcome, self._lead(question, outcome, who))

    def _leaning(self, matched: Matched, shown: Shown | None) -> Outcome:
        """The outcome of a question, as a follow-up if it is one."""
        question, written = matched.question, matched.question.message
        if shown is None or question.paragraph is not None:
            return matched.outcome
        if not leans(written):
            return self._near(matched, shown)
        if self.names.who(question.asked, in_talk=bool(shown.basis)) is not None:
            return matched.outcome
        named = self.pronouns.read(written, shown)
        if shown.basis:
            named = self._sides.with_other_side(named, shown.basis[0])
        if named != written:
            matched = self._matcher.find(self._matcher.read(named))
        return self._after(matched, shown, written) if shown.basis else matched.outcome

    def _after(self, matched: Matched, shown: Shown, written: Utterance) -> Outcome:
        """The outcome of a follow-up. `written` is the question with its pronouns."""
        question = matched.question
        if (told := self._told_by_rule(question, shown, written)) is not None:
            return told
        near = (each for each in of_manner(question.message, self._matcher) if self._is_near(each, shown))
        found = max(near, key=score_of, default=None) or self._searched(matched, shown, written)
        outcome = self._checks.checked(found, written, shown)
        told = None if isinstance(outcome, Answer) else self._told.after_search(question, written, shown)
        return picked(self._article, told) if told is not None else outcome

    def _told_by_rule(self, question: Question, shown: Shown, written: Utterance) -> Outcome | None:
        """The outcome of a follow-up that asks for nothing but what follows, what "they" do, what somebody says or what
        holds for the other side, which is found without the index; None for another one."""
        if told := self._told.before_search(question, written, shown):
            return picked(self._article, told)
        if (told := self._of_several(written, shown) or self._speakers.said(question, shown)) is not None:
            return told
        name, is_of_topic = self._sides.only(question), not shown.passages and len(shown.offered) > 1
        across = None if name is None or is_of_topic else self._sides.across(question.message, name, shown.basis[0])
        return picked(self._article, across) if across is not None else None

    def _searched(self, matched: Matched, shown: Shown, written: Utterance) -> Outcome:
        """The outcome of a follow-up near what was shown, or its own one if that outweighs it."""
        question, alone = matched.question, matched.outcome
        name, renamed = self._sides.only(question), question.message != written
        quoted = shown.passages[0] if shown.passages else None
        is_bound = renamed or refers(written)
        outcome = self._near_shown(matched, shown, renamed=renamed)
        if name and quoted and quote_of(outcome) == quoted.quote and not named_in(clean(quoted.quote), [name]):
            return alone if quote_of(alone) != quoted.quote else NoMatch(0.0, None, ())
        if name is not None and isinstance(outcome, Choices) and not is_bound:
            outcome = _naming(outcome, name)
        if written.is_all(BREACHES):
            outcome = self._of_breach(outcome, shown) or outcome
        elif isinstance(alone, Answer) and not (renamed and names_only_them(question, alone.best)):
            if is_new(question, alone, outcome, is_bound=is_bound, is_near=self._is_near(alone, shown)):
                outcome = alone
            if isinstance(outcome, Answer) and not renamed and self._checks.names_more(written, alone, outcome):
                outcome = alone  # "and what does America want?", after what India wants
        if isinstance(outcome, Choices) and quoted is not None:
            return self._with_subject(question, outcome, quoted)
        return outcome

    def _near_shown(self, matched: Matched, shown: Shown, *, renamed: bool) -> Outcome:
        """The result of a follow-up near what was shown. After choices, if there is no answer near the first one: a
        confident answer near any of them."""
        message = matched.question.message
        is_bound = refers(message) and not _ANOTHER.search(message.line)
        found = self.follow_ups.answer(matched, shown.basis, renamed=renamed, refers=is_bound)
        if isinstance(found, Answer) or not shown.is_doubtful:
            return found
        other = self.follow_ups.answer(matched, shown.listed, renamed=renamed, refers=is_bound)
        return other if isinstance(other, Answer) and other.best.score >= SURE_OF_OFFERED else found

    def _of_several(self, message: Utterance, shown: Shown) -> Answer | None:
        """The confident answer near what was shown to a message about "them", if those are the people whom the quote is
        about."""
        read = self.pronouns.read_several(message, shown)
        found = self._matcher.match(read.written) if read != message else None
        if not isinstance(found, Answer) or found.best.score < SURE_OF_UNSAID:
            return None
        return found if self._is_near(found, shown) else None

    def _of_breach(self, found: Outcome, shown: Shown) -> Answer | None:
        """What happens to somebody who does what the shown quote forbids, or repeats what it is about; None if that was
        `found` near what was shown, or the article does not say."""
        if self._is_near(found, shown) or not shown.passages:
            return None
        quoted, breach = shown.passages[0], self._matcher.match(BREACH)
        if not isinstance(breach, Answer) or breach.best.score < SURE:
            return None
        return breach if has(FORBIDS, quoted.quote) or breach.best.passage.paragraph == quoted.paragraph else None

    def _is_near(self, outcome: Outcome, shown: Shown) -> bool:
        """Whether an outcome is an answer near what was shown."""
        return isinstance(outcome, Answer) and self.follow_ups.is_near(outcome.best.passage, shown.basis)

    def _with_subject(self, question: Question, found: Choices, shown: Passage) -> Outcome:
        """The likeliest choice as the answer, if the question together with the subject of what was shown finds it too,
        and it is new; else the choices. Of 19 such turns of dialogues, 14 were right."""
        likeliest, *others = found.candidates
        if likeliest.score < LIKELY or likeliest.passage.quote == shown.quote:
            return found
        alone = self._matcher.match(f"{question.message.written.rstrip(' ?.!')} {self._subjects.of(shown)}")
        return Answer(likeliest, tuple(others)) if quote_of(alone) == likeliest.passage.quote else found

    def _near(self, matched: Matched, shown: Shown) -> Outcome:
        """The outcome of a question without the form of a follow-up: the answer near what was shown, or a possible
        answer there if nothing else is certain; else the question's own outcome."""
        alone = matched.outcome
        if not shown.basis or len(matched.question.clauses[-1].subject) > MOST_NEAR:
            return alone
        found = self.follow_ups.answer(matched, shown.basis)
        if isinstance(alone, Answer) and alone.best.score < SURE and isinstance(found, Choices):
            return found
        return found if self._is_near(found, shown) else alone

    def _of_whom(self, question: Question, outcome: Outcome, shown: Shown | None) -> tuple[Outcome, Name | None]:
        """The outcome, and the person or organisation that the question asks for. The passage that introduces them
        answers if no other one does. A question about something that the article does not mention gets only a confident
        answer."""
        message = question.message
        best = outcome.best if isinstance(outcome, Answer) else None
        is_in_talk = shown is not None and bool(shown.basis)
        # After an answer, "forever?" may be another question about it that matches the word of an ask.
        is_asked_on = is_in_talk and question.looks_up and asked_mention(message.line) is None
        is_sure = (
            best is not None and best.score >= SURE_OF_UNSAID and bool(best.nearest or (is_asked_on and best.matched))
        )
        if not is_sure and (what := self.names.unmentioned(question)):
            # A gap about Adam Smith is not about "bob smith".
            fits = isinstance(outcome, NoMatch) and outcome.gap is not None and _is_of(outcome.gap, what)
            return (outcome if fits else NoMatch(0.0, None, ())), None
        named = self.pronouns.read(message, shown) if shown is not None else message
        is_named = named != message
        who = self.names.who(asked_in(named) if is_named else question.asked, in_talk=is_in_talk)
        checked = self.names.checked(one_line(named) if is_named else question.line)
        tells = isinstance(outcome, Answer) and (
            checked is None or bool(named_in(clean(outcome.best.passage.quote), [checked]))
        )
        who = who or checked
        if who is not None and not tells and (passage := self._article.passage(who.passage)):
            return picked(self._article, passage), who
        return outcome, who

    def _lead(self, question: Question, outcome: Outcome, who: Name | None) -> str:
        """The introduction of a quote: who somebody is, or that a statement is not judged. Without a quote: that the
        article does not mention the subject, or has no such paragraph."""
        if (question.paragraph or 0) > (count := len(self._article.paragraphs)):
            return wording.no_such_paragraph(count)
        if not isinstance(outcome, Answer):
            is_unknown = isinstance(outcome, NoMatch) and outcome.gap is None
            unmentioned = self.names.unmentioned(question, in_any_form=True) if is_unknown else ""
            is_name = any(map(str.isalpha, unmentioned))  # a number is no subject: "give me 5 questions"
            return wording.unmentioned(unmentioned) if is_name else ""
        if who is not None and named_in(clean(outcome.best.passage.quote), [who]):
            return wording.described(who)
        if states(question.message) and not question.is_keyword and not question.looks_up:
            return wording.ON_THAT
        return ""


def _naming(found: Choices, name: Name) -> Outcome:
    """The likeliest choice whose quote contains a name that is the whole message ("and the Danes?"), as the answer; the
    choices if there is none."""
    naming = [each for each in found.candidates if named_in(clean(each.passage.quote), [name])]
    return Answer(naming[0], tuple(naming[1:])) if naming else found


def _is_of(gap: Gap, what: str) -> bool:
    """Whether some ask of a gap contains all these words."""
    wanted = set(words_of(plain(what)))
    return any(wanted <= set(words_of(plain(ask))) for ask in gap.all_asks)
