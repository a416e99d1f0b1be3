"""The wording of insights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.article.model import Article
from bot.conversation.wording import TitledLines
from bot.conversation.wordings import insights as insights_wording
from bot.conversation.wordings.periods import over_time
from bot.insights import Insights, Marks
from bot.matching.matcher import Matcher

TODAY = date(2026, 11, 26)


def block(found: list[TitledLines], title: str) -> Sequence[str]:
    """The lines under a title."""
    (lines,) = [each.lines for each in found if each.title.startswith(title)]
    return lines


def asked(days: dict[date, dict[str, int]], **counts: object) -> Insights:
    """Insights since ever."""
    return Insights(None, TODAY, dict(sorted(days.items())), **counts)  # pyright: ignore[reportArgumentType] - of whatever field a test names


def test_a_month_is_told_by_days_half_a_year_by_weeks_and_more_by_months() -> None:
    ago = {count: asked({TODAY - timedelta(days=count - 1): {"answer": 1}}) for count in (1, 31, 32, 180, 181, 800)}

    told = {count: over_time(insights) for count, insights in ago.items()}

    assert [(count, unit) for count, (unit, _) in told.items()] == [
        (1, "day"),
        (31, "day"),
        (32, "week"),
        (180, "week"),
        (181, "month"),
        (800, "month"),
    ]
    assert len(told[31][1]) == 31
    assert [each.name for each in told[32][1]] == [
        "week of 26 Oct",
        "week of 2 Nov",
        "week of 9 Nov",
        "week of 16 Nov",
        "week of 23 Nov",
    ]
    assert [each.name for each in told[181][1]][:2] == ["May 2026", "Jun 2026"]


def test_every_question_is_in_one_period_and_periods_without_any_are_there_too() -> None:
    days = {TODAY - timedelta(days=back): {"answer": 2, "none": 1} for back in (0, 40, 90, 95)}

    _, periods = over_time(asked(days))

    assert sum(sum(each.outcomes.values()) for each in periods) == 12
    assert len(periods) == 15
    assert sum(not each.outcomes for each in periods) == 11


def test_gaps_stand_under_their_subjects_the_most_asked_subject_first(matcher: Matcher) -> None:
    article = matcher.article
    own = article.gaps[0]
    gaps = {(article.id, "person-age"): 2, (article.id, "person-family"): 1, (article.id, own.id): 5}
    gaps[article.id, "gone-since"] = 1

    found = insights_wording.blocks(asked({TODAY: {"none": 12}}, gaps=gaps), {article.id: article})

    assert block(found, "Asked, and not in the article") == [
        f"The article's subject: {own.title} 5, gone-since 1",
        "People: Age and birth 2, Family, spouse and children 1",
        "Nothing that the index names: 3",
    ]


def test_a_topic_of_which_nothing_was_asked_is_one_line_and_else_each_passage_is_named(matcher: Matcher) -> None:
    article = matcher.article
    first, second = article.sections[:2]
    passages = {(article.id, first.passages[0].key): 1}

    found = insights_wording.blocks(asked({TODAY: {"answer": 1}}, passages=passages), {article.id: article})

    never = block(found, "Never asked: ")
    assert never[0] == f"{first.title}: {' '.join(each.summary for each in first.passages[1:])}"
    assert never[1].startswith(f"{second.title}: none of its ")


def test_no_topic_of_an_article_that_nobody_asked_is_listed(matcher: Matcher) -> None:
    article = matcher.article
    found = insights_wording.blocks(asked({TODAY: {"none": 1}}), {article.id: article})

    count = len(article.numbers)
    assert block(found, f"Never asked: {count} of {count} passages") == []


def test_a_removed_target_is_shown_by_its_id() -> None:
    found = insights_wording.blocks(asked({TODAY: {"answer": 1}}, sections={("gone", "bans"): 1}, marks={}), {})

    assert block(found, "Most asked topics") == ["bans (gone): 1"]


def test_topics_of_several_articles_are_listed_with_their_article(matcher: Matcher, cats: Article) -> None:
    article = matcher.article
    topic = article.sections[0]
    articles = {article.id: article, cats.id: cats}

    found = insights_wording.blocks(asked({TODAY: {"answer": 1}}, sections={(article.id, topic.id): 1}), articles)

    assert block(found, "Most asked topics") == [f"{topic.title} ({article.title}): 1"]
    assert [each.title.rpartition(":")[0] for each in found if each.title.startswith("Never")] == [
        f"Never asked ({article.title})",
        f"Never asked ({cats.title})",
    ]


def test_articles_of_one_title_and_those_that_are_gone_are_distinguished_by_their_folders(cats: Article) -> None:
    sections = {("one", "days"): 3, ("other", "days"): 2, ("gone", "days"): 1}
    insights = asked({TODAY: {"answer": 6}}, sections=sections)

    topics = insights_wording.topics(insights, {"one": cats, "other": replace(cats, id="other")})

    assert [name for name, _ in topics] == ["A day of a cat (one)", "A day of a cat (other)", "days (gone)"]


def test_marks_are_told_where_nothing_was_asked_in_that_time() -> None:
    found = insights_wording.blocks(Insights(TODAY, TODAY, marks={("a", "b/c"): Marks(3, 1)}), {})

    assert [each.lines[0] for each in found] == [insights_wording.NOTHING_ASKED, "1 of 4 marks say wrong (25%)."]


def test_the_alternative_text_of_a_picture_fits_discords_limit(matcher: Matcher) -> None:
    days = {TODAY - timedelta(days=back): {"answer": 2} for back in range(0, 5000, 20)}

    described = insights_wording.described(asked(days), {})

    assert described.startswith("Bars of the questions a month. 500 questions, ")
    assert len(described) == insights_wording.ALTERNATIVE
