"""Topics, questions and commands are found by half-remembered names."""

from __future__ import annotations

import pytest

from bot.article.model import Article
from bot.conversation.followups.numbering import paragraph_number, place_in_list, places_in_list
from bot.conversation.lookup import Suggestions, Titles, Topics, nearest_command
from tests.article.small_article import SmallArticle


@pytest.fixture
def cats(small_article: SmallArticle) -> Article:
    return small_article.load()


def found(article: Article, name: str) -> str | None:
    """The id of the section with this name, or None."""
    section = Topics(article).find(name)
    return section.id if section else None


def test_every_topic_is_found_by_id_and_title_whatever_the_case(article: Article) -> None:
    for section in article.sections:
        for name in (section.id, section.title):
            assert [found(article, typed) for typed in (name, name.upper(), f"  {name} ")] == [section.id] * 3


@pytest.mark.parametrize("name", ["libary", "The librarys cat", "whiskers", "Wiskers", "the library"])
def test_a_topic_is_found_by_a_mistyped_name_and_by_a_keyword(cats: Article, name: str) -> None:
    assert found(cats, name) == "library"


@pytest.mark.parametrize("name", ["", "  ", "?!", "🐈", "quantum physics", "the", "of", "a", "#", "#99"])
def test_a_text_without_a_topic_finds_none(cats: Article, name: str) -> None:
    assert found(cats, name) is None


def test_a_topic_is_found_by_its_number_in_the_list(article: Article) -> None:
    for number, section in enumerate(article.sections, 1):
        assert found(article, f" {number} ") == section.id
    assert found(article, "0") is None


def test_a_number_suggests_its_topic_and_its_article(article: Article) -> None:
    topics, titles = Topics(article), Titles({"cats": "Library cats", "dogs": "2 dogs", "birds": "Birds"})
    for typed in ("3", "#3", " 3 "):
        assert topics.ranked(typed, 1) == [article.sections[2]]
        assert titles.ranked(typed, 1) == ["birds"]
    assert titles.ranked("2", 25) == ["dogs"]
    assert topics.ranked("99", 25) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *[("3", 3), ("¶3", 3), ("¶ 3", 3), ("#3", 3), ("3rd", 3), ("1ST", 1), ("22nd", 22), ("4th", 4), ("-1", -1)],
        *[("paragraph 3", 3), ("Para 3", 3), ("last", 19), (" LAST ", 19), ("0", 0), ("1000", 1000)],
        *[("three", 3), ("the third paragraph", 3), ("3 please", 3), ("the last one", 19)],
        *[("page 3", 3), ("p3", 3), ("p. 3", 3), ("the last page", 19)],
        *[(text, None) for text in ("", "thirty", "²", "3 4", "3rdx", "-", "#", "lastly", "parapet 3", "3.5")],
        pytest.param("9" * 5000, None, id="thousands of digits"),
    ],
)
def test_a_paragraph_is_named_as_people_write_it(text: str, number: int | None) -> None:
    assert paragraph_number(text, 19) == number


COMMANDS = ["ask", "topics", "topic", "read", "summary", "help", "about", "privacy"]


def test_an_english_word_is_a_mistyped_command_only_where_no_other_bot_may_be_meant() -> None:
    assert nearest_command("red", COMMANDS) is None
    assert nearest_command("red", COMMANDS, alone=True) == "read"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *[("aks", "ask"), ("asq", "ask"), ("TOPCS", "topics"), ("tpoic", "topic"), ("raed", "read"), ("hlep", "help")],
        *[("sumary", "summary"), ("summry", "summary"), ("sumarry", "summary"), ("privcy", "privacy")],
        ("aboot", "about"),
    ],
)
def test_the_nearest_command_is_a_typo_away_or_two_in_a_long_name(typed: str, meant: str) -> None:
    assert nearest_command(typed, COMMANDS) == meant
    assert nearest_command(f"/{typed}", [f"/{command}" for command in COMMANDS]) == f"/{meant}"


@pytest.mark.parametrize("typed", "task tasks mask bread red ready helper quantum play sk rae xask smmry /".split())
def test_another_word_or_another_bots_command_is_not_taken_for_a_mistyped_command(typed: str) -> None:
    assert nearest_command(typed, COMMANDS) is None


def test_suggestions_rank_equal_alias_beginning_word_and_likeness_in_this_order() -> None:
    names = ["Deals of the past", "A trade deal", "Deal", "Dael", "Talks"]
    suggestions = Suggestions(names, {"deal": "Talks"})
    assert suggestions.ranked("deal") == ["Deal", "Talks", "Deals of the past", "A trade deal", "Dael"]


def test_suggestions_are_the_first_names_while_nothing_is_typed() -> None:
    suggestions = Suggestions(["b", "a", "c"])
    assert suggestions.ranked("", 2) == suggestions.ranked("?!", 2) == ["b", "a"]


def test_suggestions_name_nothing_twice_and_no_more_than_asked_for(article: Article) -> None:
    suggestions = Suggestions.of_questions(article)
    for typed in ("", "t", "tariffs", "landau", "who is", "marekt acces"):
        ranked = suggestions.ranked(typed)
        assert 0 < len(ranked) <= 25, typed
        assert len(set(ranked)) == len(ranked), typed


def test_a_persons_name_or_alias_suggests_who_that_is(cats: Article) -> None:
    suggestions = Suggestions.of_questions(cats)
    assert suggestions.ranked("Whisky")[0] == "who is Whiskers"
    assert suggestions.ranked("whiskers")[0] == "who is Whiskers"


def test_topics_are_suggested_by_title_id_and_keyword(cats: Article) -> None:
    suggestions = Suggestions.of_topics(cats)
    assert {suggestions.ranked(typed)[0] for typed in ("A day", "days", "hunting", "slep")} == {"A day of a cat"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        *[
            ("5", 5),
            ("#5", 5),
            ("5.", 5),
            ("(5)", 5),
            ("no. 5", 5),
            ("number five", 5),
            ("5 please", 5),
            ("option 5", 5),
        ],
        *[("the second one", 2), ("2nd", 2), ("ok the second", 2), ("i meant the second one", 2), ("show me 2", 2)],
        *[("what about the second one?", 2), ("second of these", 2), ("the last", 7), ("last one please", 7), ("0", 0)],
        *[
            (text, None)
            for text in ("", "²", "the other one", "two deals", "second round", "who is 5", "5 and 6", "5%")
        ],
        *[("thanks, 2", 2), ("cheers, the second one", 2), ("can you show me number 2?", 2), ("2\ufe0f\u20e3", 2)],
        *[("what's the 1st topic", 1), ("whats the second one about", 2), ("what does the third say?", 3)],
        *[(text, None) for text in ("what was the first release", "who is the second", "what are the first two")],
        *[("2 thank you", 2), ("the eleventh", 11), ("option one", 1), ("the first one", 1), ("let us see 4", 4)],
        *[(text, None) for text in ("no one", "maybe one", "one of these", "2 of them", "paragraph 5", "the 5th para")],
    ],
)
def test_a_place_in_a_list_is_named_as_people_write_it(text: str, place: int | None) -> None:
    assert place_in_list(text, 7) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        *(("gimme 2", 2), ("i'll take 3", 3), ("the third one looks interesting", 3), ("2 😊", 2), ("2 thx", 2)),
        *(("hmm 2 i guess", 2), ("can you do 2 next", 2), ("the second pls", 2), ("2%", None), ("$2", None)),
        *(("20 years", None), ("2 people", None)),
    ],
)
def test_a_place_in_a_list_may_be_named_in_passing(text: str, place: int | None) -> None:
    assert place_in_list(text, 7) == place


@pytest.mark.parametrize(
    ("text", "places"),
    [
        *(("2 and 3 please", [2, 3]), ("#2 & #5", [2, 5]), ("2, 3 and then 4", [2, 3, 4]), ("1-3", [1, 2, 3])),
        *(
            ("two or three", [2, 3]),
            ("the first and the last", [1, 7]),
            ("5 to 9", [5, 6, 7, 8, 9]),
            ("2 and 2", []),
            ("2 AND 3", [2, 3]),
        ),
        *(("5 To 6", [5, 6]), ("1,000", []), ("1 + 3", [1, 3])),
        *(
            ("2", [2]),
            ("the last", [7]),
            ("10/10", []),
            ("24/7", []),
            ("2 and a half", []),
            ("what is 2 and 3", []),
            ("9" * 100, []),
        ),
    ],
)
def test_one_place_or_several_are_named_together(text: str, places: list[int]) -> None:
    assert places_in_list(text, 7) == places


TITLES = Titles(
    {"foundry-lane": "Foundry Lane Workshop: house rules", "us-india-trade": "U.S.-India trade talks: access"}
)


@pytest.mark.parametrize(
    ("text", "article"),
    [
        *(("foundry lane", "foundry-lane"), ("Foundry-Lane?", "foundry-lane"), ("the workshop one", "foundry-lane")),
        *(("go back to the trade article please", "us-india-trade"), ("US-India Trade", "us-india-trade")),
        *(("foundry lane fees", None), ("what is it", None), ("", None), ("the article", None), ("house trade", None)),
    ],
)
def test_an_article_is_called_by_words_of_its_name_and_by_nothing_else(text: str, article: str | None) -> None:
    called = TITLES.called(text)
    assert (called and called.article) == article


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in foundry lane, can I smoke", ("foundry-lane", "can I smoke")),
        ("what do the house rules say on noise", ("foundry-lane", "what do say on noise")),
        ("summary of us-india-trade", ("us-india-trade", "summary")),
        ("foundry-lane: fees?", ("foundry-lane", "fees?")),
        ("what does the trade article say about duties?", ("us-india-trade", "what does say about duties?")),
        ("In the workshop doc: who may join", ("foundry-lane", "who may join")),
        *(("what does the article say", None), ("the whole article", None), ("in the house trade text", None)),
        ("who runs foundry", None),
        ("the lane of the foundry", None),
        ("", None),
    ],
)
def test_an_article_is_named_within_a_question(text: str, found: tuple[str, str] | None) -> None:
    named = TITLES.within(text)
    assert (named and (named.article, named.rest)) == found
