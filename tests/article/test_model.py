"""The article's values and look-ups."""

from __future__ import annotations

from tests.article.small_article import FILES, SmallArticle


def test_passages_come_section_by_section_in_the_order_of_the_files(small_article: SmallArticle) -> None:
    keys = [passage.key for passage in small_article.load().passages]

    assert keys == ["days/sleep", "days/hunt", "library/whiskers", "library/feeding"]


def test_a_section_is_found_by_id_and_an_unknown_one_is_none(small_article: SmallArticle) -> None:
    article = small_article.load()

    assert article.section("library") is article.sections[1]
    assert article.section("garden") is None


def test_a_passage_is_found_by_key_and_an_unknown_one_is_none(small_article: SmallArticle) -> None:
    article = small_article.load()

    assert article.passage("days/hunt") is article.sections[0].passages[1]
    assert article.passage("hunt") is None
    assert article.passage("library/hunt") is None


def test_every_passage_leads_back_to_the_section_that_holds_it(small_article: SmallArticle) -> None:
    article = small_article.load()

    assert [article.section_of(passage).id for passage in article.passages] == ["days", "days", "library", "library"]


def test_reading_order_has_each_quote_once_as_the_article_has_them(small_article: SmallArticle) -> None:
    whiskers = "A cat named Whiskers lives in the town library."
    days = "sections/days.toml"
    small_article.write(days, "".join(reversed_passages(FILES[days])))
    small_article.write(
        "sections/again.toml",
        'id = "again"\ntitle = "Once more"\nsummary = "Whiskers again."\nkeywords = ["again"]\n[[passages]]\n'
        f'id = "same"\nquote = "{whiskers}"\nsummary = "S."\nanswer = ["Whiskers"]\nasks = "same quote"\n',
    )

    article = small_article.load()

    assert [passage.key for passage in article.reading_order] == [
        "days/sleep",
        "days/hunt",
        "again/same",
        "library/feeding",
    ]


def test_neighbours_are_the_passages_before_and_after(small_article: SmallArticle) -> None:
    article = small_article.load()
    sleep, hunt, whiskers, feeding = article.passages

    assert article.neighbours(sleep) == (None, hunt)
    assert article.neighbours(whiskers) == (hunt, feeding)
    assert article.neighbours(feeding) == (whiskers, None)


def reversed_passages(section: str) -> list[str]:
    """The section's text with its passages in reverse."""
    head, *passages = section.split("[[passages]]")
    return [head, *("[[passages]]" + passage for passage in reversed(passages))]
