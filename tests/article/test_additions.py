"""Additions are checked as the loader checks files, applied to the article, and reported if they do not fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article import limits
from bot.article.additions import Added, Kind, already_present, new_gap, validated, with_additions
from bot.article.asks import comparable
from bot.article.model import Article, Passage
from bot.errors import InputError
from tests.article.small_article import SmallArticle

ASK = Added(Kind.ASK, "days/hunt", "vole o'clock")


def test_additions_make_a_new_article_and_leave_the_first_unchanged(cats: Article) -> None:
    synonym, other = Added(Kind.SYNONYM, "mice", "voles"), Added(Kind.SYNONYM, "tomcat", "moggy")
    gap, more = new_gap(cats, "What colour is she?", "No colours."), Added(Kind.GAP, "ages", "when was she born")

    amended, misfits = with_additions(cats, [ASK, synonym, other, gap, more])

    assert misfits == ()
    hunt = amended.passage("days/hunt")
    assert hunt is not None
    assert hunt.asks[-1] == "vole o'clock"
    assert amended.synonyms == {"mice": ("rodents", "little squeakers", "voles"), "tomcat": ("moggy",)}
    assert [(each.id, each.title, each.note, each.asks[-1]) for each in amended.gaps] == [
        ("ages", "Ages", "The article gives no ages.", "when was she born"),
        ("what-colour-is-she", "What colour is she", "No colours.", "What colour is she?"),
    ]
    assert with_additions(cats, [])[0] == cats


def test_the_asks_of_a_drafted_passage_become_variants(cats: Article) -> None:
    drafted = cats.with_each(lambda passage: replace(passage, drafted=True), lambda gap: gap)

    amended, _ = with_additions(drafted, [ASK, ASK._replace(text="rat hour")])

    before, hunt = cats.passage("days/hunt"), amended.passage("days/hunt")
    assert before is not None
    assert hunt is not None
    assert (hunt.drafted, hunt.asks, hunt.variants) == (False, ("vole o'clock", "rat hour"), before.asks)


def loader_faults(small_article: SmallArticle, ask: str) -> str:
    """What the loader says of an ask of days/hunt."""
    small_article.replace("sections/days.toml", "when do cats hunt\n", f"when do cats hunt\n{ask}\n")
    return " ".join(fault.problem for fault in small_article.faults())


@pytest.mark.parametrize(
    "ask", ["Are cats lazy?!", "how old is {person}", "how big is {organisation}", "what {", "???"]
)
def test_an_ask_is_refused_in_the_words_of_the_loader(small_article: SmallArticle, cats: Article, ask: str) -> None:
    with pytest.raises(InputError) as refused:
        validated(cats, ASK._replace(text=ask))

    if "lazy" in ask or "old" in ask:  # the loader meets the other one first or last
        assert "keep it where it fits best" in str(refused.value)
        assert "keep it where it fits best" in loader_faults(small_article, ask)
    else:
        assert str(refused.value) in loader_faults(small_article, ask)


@pytest.mark.parametrize(
    ("added", "problem"),
    [
        (ASK._replace(target="days/gone"), "there is no passage days/gone"),
        (ASK._replace(text="x" * 101), "at most 100 characters, and this has 101"),
        (ASK._replace(text="what do\u2028cats\u0007 catch"), "control character"),
        (ASK._replace(text=" "), "has no word"),
        (ASK._replace(text="What do cats catch?"), "is in the index already"),
        (Added(Kind.GAP, "gone", "why"), "there is no gap gone"),
        (Added(Kind.GAP, "No Id!", "why", "It does not say."), "is not an id"),
        (Added(Kind.GAP, "x" * (limits.ID + 1), "why", "It does not say."), "is not an id"),
        (Added(Kind.GAP, "new", "why", "n" * (limits.SUMMARY + 1)), "a gap's note is a line of 1 to 400"),
        (Added(Kind.GAP, "new", "are cats lazy", "It does not say."), "is also under days/sleep"),
        (Added(Kind.SYNONYM, "mice", "Rodents"), "is in the index already"),
        (Added(Kind.SYNONYM, "mice", "Mice!"), "is the word itself"),
        (Added(Kind.SYNONYM, "mice", "🐭"), "has no word"),
        (Added(Kind.SYNONYM, "", "voles"), "has no word"),
        (Added(Kind.SYNONYM, "mice", "v" * 81), "a synonym has at most 80 characters"),
    ],
)
def test_a_refused_addition_is_explained(cats: Article, added: Added, problem: str) -> None:
    with pytest.raises(InputError, match=problem.replace("?", r"\?")):
        validated(cats, added)


def test_texts_are_put_on_one_line_and_a_word_is_written_as_it_stands_there(cats: Article) -> None:
    assert validated(cats, ASK._replace(text="  vole\n o'clock ")) == ASK
    assert validated(cats, Added(Kind.SYNONYM, "MICE", "voles")).target == "mice"


def without_the_first_section(article: Article) -> Article:
    """The article without the passage to which something was added."""
    return replace(article, sections=article.sections[1:])


def with_the_ask_elsewhere(article: Article) -> Article:
    """The article with an ask under another passage that is the same as one that was added."""

    def of(passage: Passage) -> Passage:
        return replace(passage, asks=(*passage.asks, "Vole o'clock!")) if passage.id == "sleep" else passage

    return article.with_each(of, lambda gap: gap)


@pytest.mark.parametrize("change", [without_the_first_section, with_the_ask_elsewhere])
def test_additions_that_no_longer_fit_are_listed_and_all_others_stay_in_effect(
    cats: Article, change: Callable[[Article], Article]
) -> None:
    synonym = Added(Kind.SYNONYM, "mice", "voles")

    amended, misfits = with_additions(change(cats), [ASK, synonym])

    assert [each.added for each in misfits] == [ASK]
    assert misfits[0].problem
    assert amended.synonyms["mice"][-1] == "voles"


def test_an_addition_that_the_article_contains_meanwhile_fits_and_changes_nothing(cats: Article) -> None:
    amended, _ = with_additions(cats, [ASK])

    assert already_present(amended, [ASK]) == {ASK}
    assert with_additions(amended, [ASK]) == (amended, ())


ADDITIONS = st.sampled_from(
    [
        ASK,
        ASK._replace(target="days/sleep"),  # the same ask: it stands under one of them alone
        ASK._replace(text="rat hour"),
        ASK._replace(target="days/gone"),
        Added(Kind.SYNONYM, "mice", "voles"),
        Added(Kind.SYNONYM, "tomcat", "moggy"),
        Added(Kind.GAP, "ages", "when was she born"),
        Added(Kind.GAP, "sizes", "how big is she", "No sizes."),
        Added(Kind.GAP, "sizes", "how tall is she"),
    ]
)


@given(before=st.lists(ADDITIONS, max_size=6), undone=st.lists(ADDITIONS, max_size=6))
def test_an_undone_addition_leaves_nothing_behind(cats: Article, before: list[Added], undone: list[Added]) -> None:
    expected = with_additions(cats, before)

    with_additions(cats, [*before, *undone])
    with_additions(expected[0], undone)

    assert with_additions(cats, before) == expected
    assert with_additions(cats, []) == (cats, ())


@given(st.lists(ADDITIONS, max_size=8))
def test_every_addition_is_applied_or_reported_as_a_misfit(cats: Article, additions: list[Added]) -> None:
    amended, misfits = with_additions(cats, additions)

    unfit = {each.added for each in misfits}
    assert already_present(amended, additions) >= {*additions} - {*unfit}
    asks = [comparable(ask) for each in (*amended.passages, *amended.gaps) for ask in each.asks]
    assert len(asks) == len(set(asks))
