"""Figures for the matching on labelled questions. `python -m bot evaluate --help` explains each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.article.model import Article, Passage
from bot.article.quotes import normalized
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Reply, Shown, answers
from bot.evaluation.labels import LabelledQuestion
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Choices, candidates_of
from bot.plurals import counted

MARKS = {
    "hit": "answerable",
    "span": "answerable",
    "offered": "answerable",
    "quiet": "unanswerable",
    "hedged": "unanswerable",
    "wrong": "asked",
    "said": "talk",
}
"""Each figure, and the group of questions of which it is a fraction."""


@dataclass(frozen=True)
class Miss:
    """A question that got something else than its label asks for. `got` is the key of the passage given, the kind that
    the message was taken for, or None."""

    question: LabelledQuestion
    got: str | None


@dataclass
class Report:
    """Counts by kind of question. Fractions are between 0 and 1, and 1 if nothing was asked."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    given: list[tuple[float, bool]] = field(default_factory=list[tuple[float, bool]])
    """The score of each answer given to a single message, and whether the answer was right."""
    misses: list[Miss] = field(default_factory=list[Miss])

    def share(self, mark: str, kind: str | None = None) -> float:
        """The fraction for a mark among the questions that it applies to, of one kind or of all kinds."""
        chosen = self.counts.values() if kind is None else [self.counts[kind]]
        total = sum(count[MARKS[mark]] for count in chosen)
        return sum(count[mark] for count in chosen) / total if total else 1.0

    @property
    def balanced(self) -> float:
        return (self.share("hit") + self.share("quiet")) / 2

    @property
    def calibration_error(self) -> float:
        """The expected calibration error of the answers given, 0 to 1 (0 if there are none): the distance of the mean
        score from the fraction of right answers, over ten bins of scores (Guo et al., 2017, "On Calibration of Modern
        Neural Networks")."""
        bins: dict[int, list[float]] = defaultdict(list)
        for score, is_right in self.given:
            bins[min(9, int(10 * score))].append(score - is_right)
        return sum(abs(sum(gaps)) for gaps in bins.values()) / max(1, len(self.given))


def evaluate(dialogues: Iterable[Sequence[LabelledQuestion]], talk: Dialogue, article: Article) -> Report:
    """Ask every question, in a dialogue as a reply to the answer before, and count the results."""
    report = Report()
    for dialogue in dialogues:
        shown: Shown | None = None
        for question in dialogue:
            reply = talk.reply(question.text, shown)
            if len(dialogue) > 1:
                shown = talk.shown_after(question.text, reply, shown)
            _count(question, reply, report, article)
            if len(dialogue) == 1 and isinstance(reply.outcome, Answer):
                best = reply.outcome.best
                report.given.append((best.score, accepts(question, best.passage, article)))
    return report


def _count(question: LabelledQuestion, reply: Reply, report: Report, article: Article) -> None:
    count = report.counts[question.kind]
    passages = [answer.best.passage for answer in answers(reply)]
    hit = any(accepts(question, passage, article) for passage in passages)
    count["asked"] += 1
    count["wrong"] += bool(passages) and not hit
    candidates = reply.outcome.candidates if isinstance(reply.outcome, Choices) else ()
    if question.said:
        count["talk"] += 1
        count["said"] += reply.said == question.said
        good = reply.said == question.said
    elif question.gold:
        count["answerable"] += 1
        count["hit"] += hit
        count["offered"] += hit or any(accepts(question, candidate.passage, article) for candidate in candidates)
        count["span"] += any(normalized(s) in normalized(passage.quote) for s in question.spans for passage in passages)
        good = hit
    else:
        count["unanswerable"] += 1
        count["quiet"] += not passages
        count["hedged"] += not passages and bool(candidates)
        good = not passages
    if not good:
        report.misses.append(Miss(question, str(reply.said) or (passages[0].key if passages else None)))


def accepts(question: LabelledQuestion, passage: Passage, article: Article) -> bool:
    """Whether the passage's quote stands in a paragraph that the label accepts."""
    paragraphs = dict(enumerate(article.paragraphs, 1))
    return any(passage.verbatim in paragraphs.get(number, "") for number in question.gold)


@dataclass(frozen=True)
class LeftOut:
    """An ask that was hidden from the index. `found`: its passage, or one with the same quote, was still found as the
    answer or among the choices. `answered`: it was the answer."""

    passage: Passage
    ask: str
    found: bool
    answered: bool


def leave_one_out(article: Article, folds: int = 5) -> Iterator[LeftOut]:
    """Hide each ask written by a person and check whether the remaining index still finds its passage.

    Asks are hidden in `folds` groups, each from an index of its own. Group ``k`` holds every ask whose position in its
    passage is ``k`` modulo `folds`, so no passage loses more than one ``folds``-th of its asks at once. This is
    stricter than hiding them one by one, and affordable.
    """
    if all(passage.drafted for passage in article.passages):
        return
    most = max(len(passage.asks) for passage in article.passages if not passage.drafted)
    for fold in range(min(folds, most)):
        matcher = Matcher.of(_without(article, fold, folds))
        for passage in (passage for passage in article.passages if not passage.drafted):
            for ask in passage.asks[fold::folds]:
                outcome = matcher.match(ask)
                quotes = [candidate.passage.quote for candidate in candidates_of(outcome)]
                yield LeftOut(
                    passage,
                    ask,
                    found=passage.quote in quotes,
                    answered=isinstance(outcome, Answer) and quotes[0] == passage.quote,
                )


def _without(article: Article, fold: int, folds: int) -> Article:
    """The article without the asks of one fold, and without variants, which repeat asks in other words."""

    def rest(asks: Sequence[str]) -> tuple[str, ...]:
        return tuple(ask for number, ask in enumerate(asks) if number % folds != fold)

    return without_variants(article).with_each(
        lambda passage: replace(passage, asks=rest(passage.asks)),
        lambda gap: replace(gap, asks=rest(gap.asks)),
    )


def without_variants(article: Article) -> Article:
    """The article without its variants, which a machine wrote."""
    return article.with_each(lambda passage: replace(passage, variants=()), lambda gap: replace(gap, variants=()))


def without_gaps(article: Article) -> Article:
    """The article without its own gaps. The general gaps stay."""
    return replace(article, gaps=())


def in_words(left_out: Sequence[LeftOut]) -> str:
    found, answered = shares_of(left_out)
    asks = counted(len(left_out), "ask")
    return f"{asks}, hidden in turn: {found:.3f} find their passage, {answered:.3f} are answered with it"


def shares_of(left_out: Sequence[LeftOut]) -> tuple[float, float]:
    """The fractions, 0 to 1, of hidden asks that are found and that are answered; 1 if there are none."""
    return share_of(each.found for each in left_out), share_of(each.answered for each in left_out)


def share_of(marks: Iterable[bool]) -> float:
    """The fraction of marks that are true, 0 to 1; 1 if there are none."""
    listed = list(marks)
    return sum(listed) / len(listed) if listed else 1.0
