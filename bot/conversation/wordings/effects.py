"""Describes the effects of an addition, or of an edit of an article's files, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.article.model import Article
from bot.errors import Fault
from bot.matching.effects import Change, Effect, Effects, OutcomeKey, Source
from bot.plurals import counted

MOST_EXAMPLES = 5
"""How many changes are shown."""

MOST_FAULTS = 10
"""How many faults of an article are shown. The log has all of them."""

_OF = {
    Source.KEPT: ("kept question", "kept questions"),
    Source.LABELLED: ("labelled question", "labelled questions"),
    Source.ASK: ("ask of the index", "asks of the index"),
}


def summed_up(effects: Effects) -> str:
    """A summary in one line: "It answers 3 more kept questions; no other answer changes."."""
    counts = effects.counts
    gained = counts[Source.KEPT, Change.ANSWERED]
    explained = counts[Source.KEPT, Change.EXPLAINED]
    parts = [f"answers {_count(gained, Source.KEPT, more=True)}"] if gained or not explained else []
    if explained:
        parts.append(f"says of {_count(explained, Source.KEPT, more=True)} that the article does not tell")
    others = [each for each in _others(effects) if each.change in (Change.ANSWERED, Change.ELSEWHERE, Change.LOST)]
    replies = len(_others(effects)) - len(others) - explained
    besides = f" {_replies(replies)} too." if replies else ""
    if not others:
        return f"It {' and '.join(parts)}; no other answer changes.{besides}"
    by_source = [(source, sum(each.message.source is source for each in others)) for source in _OF]
    changes = ", ".join(f"of {_count(number, source)}" for source, number in by_source if number)
    better, worse = (sum(each.is_better is better for each in others) for better in (True, False))
    judged = f" ({better} for the better, {worse} for the worse)" if better or worse else ""
    answers = "answer changes" if len(others) == 1 else "answers change"
    return f"It {' and '.join(parts)}; {len(others)} other {answers}: {changes}{judged}.{besides}"


def tried(effects: Effects) -> str:
    """Says which messages were tried."""
    asked = [_count(effects.asked.get(source, 0), source) for source in _OF if effects.asked.get(source)]
    return (
        f"Asked before and after: {', '.join(asked)}." if asked else "There was nothing else to ask before and after."
    )


def examples(effects: Effects, article: Article) -> list[str]:
    """Some of the changes, a line each, possible mistakes first. `article` is the one with the change."""
    order = [Change.LOST, Change.ELSEWHERE, Change.ANSWERED, Change.EXPLAINED, Change.OFFERED]
    shown = sorted(_all_but_itself(effects), key=lambda each: (each.is_better is not False, order.index(each.change)))
    lines = [
        f"“{each.message.text}”: {_told(each.before, article)} → {_told(each.after, article)}"
        for each in shown[:MOST_EXAMPLES]
    ]
    left = len(shown) - len(lines)
    return [*lines, f"and {left} more"] if left else lines


def reread(article_id: str, faults: Sequence[Fault], trouble: str, *, changed: bool) -> str:
    """Says what became of an article whose folder was reread."""
    if trouble:
        return f"{article_id} stays as it is: {trouble}."
    if not faults:
        return f"{article_id} is in use as it is now." if changed else f"{article_id} has not changed."
    shown = [f"{article_id} stays as it is: its folder has {counted(len(faults), 'fault')}."]
    shown += map(str, faults[:MOST_FAULTS])
    return "\n".join([*shown, "The log has the others."] if len(faults) > MOST_FAULTS else shown)


def _all_but_itself(effects: Effects) -> list[Effect]:
    return [each for each in effects.changed if each.message.source is not Source.ADDED]


def _others(effects: Effects) -> list[Effect]:
    """The changes besides kept questions that are answered now."""
    wanted = (Source.KEPT, Change.ANSWERED)
    return [each for each in _all_but_itself(effects) if (each.message.source, each.change) != wanted]


def _told(told: OutcomeKey, article: Article) -> str:
    if told.outcome == "answer":
        passage = article.passage(told.where)
        return passage.summary if passage is not None else told.where
    if told.outcome == "choices":
        return "several passages to choose from"
    gap = next((gap for gap in article.gaps if gap.id == told.where), None)
    return gap.note if gap is not None else "no answer"


def _replies(number: int) -> str:
    return "1 reply without an answer changes" if number == 1 else f"{number} replies without an answer change"


def _count(number: int, source: Source, *, more: bool = False) -> str:
    one, many = _OF[source]
    further = " further" if more else ""
    if not number:
        return f"no{further} {one}"
    return f"{number}{' more' if more else ''} {one if number == 1 else many}"
