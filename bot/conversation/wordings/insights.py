"""The sentences of `insights`, in the terminal and on Discord: what was asked, as titled blocks of lines. Plain
sentences without markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.article.model import Article, Section
from bot.conversation.wording import TitledLines
from bot.conversation.wordings.periods import first_day, over_time
from bot.insights import ArticleKey, Insights
from bot.matching.english import general_gaps
from bot.plurals import counted

TITLE = "Insights"
MOST_ASKED = "Most asked topics"
NOTHING_ASKED = "Nothing was asked."
FOR_WHOM = "These are only counts, without any text or names."

SPANS = {7: "Week", 30: "Month", 0: "All"}
"""The spans to choose from, in days; 0 is all."""

OUTCOMES = {"answer": "answered", "choices": "offered choices", "none": "refused"}
"""The outcomes of questions."""

TOPICS = 10
"""How many of the most asked topics are named."""

MARKED = 10
"""How many of the passages that were marked wrong are named."""

ALTERNATIVE = 1024
"""The longest description of a picture, Discord's limit."""

_SUBJECTS = {
    "person": "People",
    "org": "Organisations",
    "country": "Countries",
    "topic": "Any subject",
    "thing": "Things",
}
"""The subjects of general gaps, by the beginning of their ids."""

_THIS_ARTICLE = "The article's subject"


def title(days: int | None) -> str:
    """The title for a span: the last `days` days, or all."""
    return f"{TITLE}: {'all' if not days else 'today' if days == 1 else f'the last {days} days'}"


def blocks(insights: Insights, articles: Mapping[str, Article]) -> list[TitledLines]:
    """All blocks. `articles` maps the ids of articles to those that are asked here; others appear with their ids
    only."""
    if not insights.asked:
        return [TitledLines("", [NOTHING_ASKED]), *_marks(insights, articles)]
    unit, periods = over_time(insights)
    lines = [f"{each.name}: {_outcomes(each.outcomes)}" for each in periods if each.outcomes]
    found = [TitledLines("", shares(insights)), TitledLines(by_time(unit), lines)]
    for more in (_topics, _never, _gaps, _marks):
        found += more(insights, articles)
    return found


def shares(insights: Insights) -> list[str]:
    """The number of questions and their outcomes."""
    days = (insights.last_day - first_day(insights)).days + 1
    average = f", {insights.asked / days:.1f} a day" if days > 1 else ""
    counts = [
        f"{insights.outcomes.get(outcome, 0):,} {name} ({_share(insights.outcomes.get(outcome, 0), insights.asked)})"
        for outcome, name in OUTCOMES.items()
    ]
    return [f"{counted(insights.asked, 'question')}{average}: {', '.join(counts)}."]


def figures(insights: Insights) -> list[tuple[str, str]]:
    """The key figures, each with its name."""
    outcomes, asked = insights.outcomes, insights.asked
    found = [(f"{asked:,}", "question" if asked == 1 else "questions")]
    found += [(_share(outcomes.get(each, 0), asked), OUTCOMES[each]) for each in ("answer", "none")]
    if insights.wrong_share is not None:
        found.append((f"{insights.wrong_share:.0%}", "of marks say wrong"))
    return found


def by_time(unit: str) -> str:
    return f"Questions a {unit}"


def described(insights: Insights, articles: Mapping[str, Article]) -> str:
    """The picture's alternative text."""
    unit, periods = over_time(insights)
    parts = [f"Bars of the questions a {unit}. {shares(insights)[0]}"]
    parts += [f"{each.name}: {sum(each.outcomes.values()):,}." for each in periods]
    parts += [f"Most asked: {name}, {count}." for name, count in topics(insights, articles)[:3]]
    text = " ".join(parts)
    return text if len(text) <= ALTERNATIVE else f"{text[: ALTERNATIVE - 1]}…"


def topics(insights: Insights, articles: Mapping[str, Article]) -> list[tuple[str, int]]:
    """The topics that were asked, by title, most asked first."""
    return [(_of(section_title(each, articles), each[0], articles), n) for each, n in insights.sections.items()]


def section_title(place: ArticleKey, articles: Mapping[str, Article]) -> str:
    """The title of a section; its id if the article is unknown or no longer has it."""
    article = articles.get(place[0])
    section = article.section(place[1]) if article is not None else None
    return section.title if section is not None else place[1]


def passage_title(place: ArticleKey, articles: Mapping[str, Article]) -> str:
    """The summary of a passage, or its key."""
    article = articles.get(place[0])
    passage = article.passage(place[1]) if article is not None else None
    return passage.summary if passage is not None else place[1]


def gap_title(place: ArticleKey, articles: Mapping[str, Article]) -> tuple[str, str]:
    """The subject of a gap ("" for the article's own) and its title, or its id."""
    article = articles.get(place[0])
    for gap in article.gaps if article is not None else ():
        if gap.id == place[1]:
            return "", gap.title
    for gap in general_gaps():
        if gap.id == place[1]:
            return _SUBJECTS.get(gap.id.partition("-")[0], ""), gap.title
    return "", place[1]


def _topics(insights: Insights, articles: Mapping[str, Article]) -> Iterator[TitledLines]:
    found = topics(insights, articles)
    if found:
        lines = [f"{name}: {count:,}" for name, count in found[:TOPICS]]
        yield TitledLines(MOST_ASKED, [*lines, *_further(len(found) - TOPICS, "topic")])


def _never(insights: Insights, articles: Mapping[str, Article]) -> Iterator[TitledLines]:
    for article_id, article in articles.items():
        never = set(insights.never_asked(article_id, article.numbers))
        if never:
            name = _of("Never asked", article_id, articles)
            heading = f"{name}: {len(never):,} of {counted(len(article.numbers), 'passage')}"
            # Listing every topic of an article that nobody asked would be useless.
            topics = article.sections if len(never) < len(article.numbers) else ()
            yield TitledLines(heading, [line for each in topics for line in _never_in(each, never)])


def _never_in(section: Section, never: set[str]) -> Iterator[str]:
    missing = [passage.summary for passage in section.passages if passage.key in never]
    if len(missing) == len(section.passages):
        yield f"{section.title}: none of its {counted(len(missing), 'passage')}"
    elif missing:
        yield f"{section.title}: {' '.join(missing)}"


def _gaps(insights: Insights, articles: Mapping[str, Article]) -> Iterator[TitledLines]:
    by_subject: dict[str, list[tuple[str, int]]] = {}
    for place, count in insights.gaps.items():
        subject, name = gap_title(place, articles)
        subject = subject or _of(_THIS_ARTICLE, place[0], articles)
        by_subject.setdefault(subject, []).append((name, count))
    lines = [
        f"{subject}: {', '.join(f'{name} {count:,}' for name, count in found)}"
        for subject, found in sorted(by_subject.items(), key=lambda each: -sum(count for _, count in each[1]))
    ]
    unnamed = insights.outcomes.get("none", 0) - sum(insights.gaps.values())
    if unnamed > 0:
        lines.append(f"Nothing that the index names: {unnamed:,}")
    if lines:
        yield TitledLines("Asked, and not in the article", lines)


def _marks(insights: Insights, articles: Mapping[str, Article]) -> Iterator[TitledLines]:
    right, wrong = insights.marked
    if right + wrong == 0:
        return
    worst = [(place, each) for place, each in insights.marks.items() if each.wrong]
    lines = [f"{wrong:,} of {right + wrong:,} marks say wrong ({_share(wrong, right + wrong)})."]
    for place, each in worst[:MARKED]:
        name = _of(passage_title(place, articles), place[0], articles)
        lines.append(f"{each.wrong:,} wrong, {each.right:,} right: {name}")
    yield TitledLines("Marked by readers", [*lines, *_further(len(worst) - MARKED, "passage")])


def _outcomes(outcomes: Mapping[str, int]) -> str:
    counts = [f"{outcomes[each]:,} {name}" for each, name in OUTCOMES.items() if outcomes.get(each)]
    return f"{sum(outcomes.values()):,} ({', '.join(counts)})"


def _of(name: str, article_id: str, articles: Mapping[str, Article]) -> str:
    """The name of something in an article, with the article's title unless it is the only article; with its id if the
    article is unknown or not the only one with that title."""
    if [*articles] == [article_id]:
        return name
    title = articles[article_id].title if article_id in articles else article_id
    is_clear = [each.title for each in articles.values()].count(title) == 1
    return f"{name} ({title if is_clear else article_id})"


def _further(count: int, what: str) -> Sequence[str]:
    return [f"and {counted(count, f'further {what}')}"] if count > 0 else []


def _share(count: int, of: int) -> str:
    return f"{count / of:.0%}"


def lines_of(found: Iterable[TitledLines]) -> Iterator[str]:
    """The blocks as lines of plain text, separated by empty lines."""
    for number, block in enumerate(found):
        yield from [""] * (number > 0)
        yield from [block.title] * bool(block.title)
        yield from (f"  {line}" if block.title else line for line in block.lines)
