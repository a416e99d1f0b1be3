"""Topics are in the order in which a reader of the article meets them, whatever their files are called."""

from __future__ import annotations

from bot.article.model import Article
from tests.article.small_article import FILES, SmallArticle


def test_sections_are_in_the_order_of_the_article_and_not_of_their_files(small_article: SmallArticle) -> None:
    small_article.write("sections/a.toml", FILES["sections/library.toml"])
    small_article.remove("sections/library.toml")

    assert [section.id for section in small_article.load().sections] == ["days", "library"]


def test_two_sections_of_one_paragraph_are_sorted_by_their_first_passage(small_article: SmallArticle) -> None:
    head, sleep, hunt = FILES["sections/days.toml"].partition('id = "days"')[2].split("[[passages]]")
    small_article.write("sections/days.toml", f'id = "days"{head}[[passages]]{sleep}')
    renamed = head.replace("A day", "A night")
    small_article.write("sections/a.toml", f'id = "night"{renamed}[[passages]]{hunt}')

    assert [section.id for section in small_article.load().sections] == ["days", "night", "library"]


def test_a_part_of_a_sentence_stands_where_the_article_has_it(small_article: SmallArticle) -> None:
    hunt, begun = "They hunt at dawn, when mice are about.", "They hunt at dawn, " + "when mice are about, " * 15
    rest = "when nobody at all is there to see them, " * 2 + "and at dusk."
    small_article.replace("article.txt", hunt, begun + rest)
    small_article.replace("sections/days.toml", hunt, f"{begun}…")
    head, sleep, _ = FILES["sections/days.toml"].split("[[passages]]")
    late = sleep.replace("Cats sleep for most of the day.", f"… {rest}").replace('"most of the day"', '"at dusk"')
    for asked in ("how long do cats sleep", "are cats lazy", "do felines snooze a lot"):
        late = late.replace(asked, f"{asked} late")
    head = head.replace('id = "days"', 'id = "late"').replace("A day", "A night")
    small_article.write("sections/a.toml", f"{head}[[passages]]{late}")

    assert [section.id for section in small_article.load().sections] == ["days", "late", "library"]


def test_a_section_stands_where_its_earliest_passage_does(small_article: SmallArticle) -> None:
    more = FILES["sections/days.toml"].split("[[passages]]")[1].replace('id = "sleep"', 'id = "rest"')
    for ask in ("how long do cats sleep", "are cats lazy", "do felines snooze a lot"):
        more = more.replace(ask, f"{ask} there")
    small_article.write("sections/a.toml", f"{FILES['sections/library.toml']}[[passages]]{more}")
    small_article.remove("sections/library.toml")

    assert [section.id for section in small_article.load().sections] == ["library", "days"]


def test_the_topics_of_the_shipped_article_are_in_its_order(article: Article) -> None:
    firsts = [min(passage.paragraph for passage in section.passages) for section in article.sections]

    assert firsts == sorted(firsts)
