"""The conversation in a terminal: what is said to each line."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from rich.console import Console

from bot import __version__, wording
from bot.article.model import Article
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Choices
from bot.terminal import COMMANDS, Conversation
from tests.article.small_article import SmallArticle

QUESTION = "Who met in Washington?"
VAGUE = "the deal"  # what gets choices

Hear = Callable[[str], str]


def hearing(matcher: Matcher) -> Hear:
    """A conversation: a function from a line to what is printed in answer."""
    printed = io.StringIO()
    conversation = Conversation(matcher, Console(file=printed, width=88, highlight=False))

    def hear(line: str) -> str:
        printed.seek(0)
        printed.truncate()
        assert conversation.hear(line), "the conversation must go on"
        return printed.getvalue()

    return hear


@pytest.fixture
def hear(matcher: Matcher) -> Hear:
    return hearing(matcher)


def flat(text: str) -> str:
    """The text without the panel's frame and line ends."""
    return " ".join(text.replace("│", " ").split())


def test_an_answer_shows_quote_topic_paragraph_and_summary(hear: Hear) -> None:
    answer = hear(QUESTION)
    assert "held in Washington on Wednesday." in flat(answer)
    assert "The meeting in Washington" in answer
    assert "¶ 1 of 19" in answer
    assert "Matched: " in answer


def test_no_line_is_wider_than_the_console(hear: Hear) -> None:
    for line in (QUESTION, VAGUE, "/topics", "/topic migration", "/read 1", "/summary", "/help", "/about"):
        assert max(map(len, hear(line).splitlines())) <= 88, line


def test_choices_are_numbered_and_a_number_gives_that_passage(matcher: Matcher) -> None:
    outcome = matcher.match(VAGUE)
    assert isinstance(outcome, Choices)
    for number, candidate in enumerate(outcome.candidates, 1):
        hear = hearing(matcher)
        listed = hear(VAGUE)
        assert listed.startswith(wording.CHOICES_TITLE)
        assert f"{number}. {wording.choice_label(candidate, outcome.candidates)}" in flat(listed)
        assert candidate.passage.quote in flat(hear(str(number)))


@pytest.mark.parametrize("number", ["0", "99", "²", "9" * 5000])
def test_a_number_without_a_choice_is_a_question_like_any_other(hear: Hear, matcher: Matcher, number: str) -> None:
    hear(VAGUE)
    assert hear(number) == hearing(matcher)(number)


def test_choices_are_gone_once_something_else_was_answered(hear: Hear) -> None:
    hear(VAGUE)
    hear(QUESTION)
    assert wording.NO_MATCH in hear("1")


def test_what_the_article_does_not_say_is_said_so(hear: Hear) -> None:
    assert hear("what is the capital of Mongolia").startswith(wording.NO_MATCH)


def test_a_follow_up_is_understood_with_the_topic_of_the_last_answer(hear: Hear, matcher: Matcher) -> None:
    for topic in ("goyal-visit", "barriers"):
        title = flat(hear(f"/topic {topic}").splitlines()[0])
        assert title in hear("and what about India?")
    assert hearing(matcher)("and what about India?").startswith(wording.CHOICES_TITLE)


def test_what_is_no_follow_up_is_not_read_with_the_last_topic(hear: Hear, matcher: Matcher) -> None:
    hear("/topic barriers")
    assert hear("capital of Mongolia") == hearing(matcher)("capital of Mongolia")


def test_topics_lists_every_topic_with_its_command(hear: Hear, article: Article) -> None:
    listed = hear("/topics")
    for section in article.sections:
        assert section.title in listed
        assert f"/topic {section.id}\n" in listed


@pytest.mark.parametrize("name", ["migration", "MIGRATION", "migratoin", "Illegal migration and deportations"])
def test_a_topic_is_found_by_its_name_however_mistyped(hear: Hear, article: Article, name: str) -> None:
    section = next(section for section in article.sections if section.id == "migration")
    shown = flat(hear(f"/topic {name}"))
    assert shown.startswith(section.title)
    assert section.summary in shown
    for passage in section.passages:
        assert passage.summary in shown
    assert section.passages[1].quote in flat(hear("2"))


@pytest.mark.parametrize(("line", "said"), [("/topic", "Which topic?"), ("/topic qqqq", "There is no topic 'qqqq'.")])
def test_an_unknown_topic_is_named_and_the_topics_are_listed(
    hear: Hear, article: Article, line: str, said: str
) -> None:
    shown = hear(line)
    assert shown.startswith(said)
    assert all(section.title in shown for section in article.sections)


def test_read_goes_on_paragraph_by_paragraph_to_the_end(hear: Hear, article: Article) -> None:
    count = len(article.paragraphs)
    for number, paragraph in enumerate(article.paragraphs, 1):
        assert flat(hear("/read")) == f"¶ {number} of {count} {flat(paragraph)}"
    assert "/read 1 begins again" in hear("/read")
    assert hear("/read 1").startswith("¶ 1 of")


def test_read_n_shows_paragraph_n_and_read_goes_on_from_there(hear: Hear) -> None:
    assert hear("/read 7").startswith("¶ 7 of 19")
    assert hear("/read").startswith("¶ 8 of 19")


@pytest.mark.parametrize("wanted", ["0", "20", "-1", "1.5", "first", "²", "9" * 5000])
def test_a_paragraph_that_is_not_there_is_refused_and_the_place_is_kept(hear: Hear, wanted: str) -> None:
    hear("/read 7")
    assert hear(f"/read {wanted}").startswith("The article has paragraphs 1 to 19;")
    assert hear("/read").startswith("¶ 8 of 19")


def test_summary_is_the_articles_summary(hear: Hear, article: Article) -> None:
    assert flat(hear("/summary")) == flat(article.summary)


def test_why_before_any_question_says_that_nothing_was_asked(hear: Hear) -> None:
    assert hear("/why") == "Nothing was asked yet.\n\n"


def test_why_names_the_passage_its_score_and_the_words(hear: Hear) -> None:
    hear(QUESTION)
    why = hear("/why")
    assert why.startswith("passage meeting/")
    assert "score 0." in why
    assert "washington" in why


def test_why_lists_every_choice(hear: Hear, matcher: Matcher) -> None:
    outcome = matcher.match(VAGUE)
    assert isinstance(outcome, Choices)
    hear(VAGUE)
    why = hear("/why")
    assert all(candidate.passage.key in why for candidate in outcome.candidates)


def test_why_after_no_answer_gives_the_best_score(hear: Hear) -> None:
    hear("what is the capital of Mongolia")
    assert hear("/why").startswith("No passage came near enough (best score 0.")


def test_about_names_article_source_and_version(hear: Hear, article: Article) -> None:
    about = flat(hear("/about"))
    assert article.title in about
    assert flat(article.source) in about
    assert f"Footnote {__version__}." in about


def test_help_lists_every_command(hear: Hear) -> None:
    shown = hear("/help").splitlines()
    for command, what in COMMANDS.items():
        assert f"  {command.ljust(11)}  {what}" in shown


def test_an_unknown_command_is_answered_with_the_one_that_was_meant(hear: Hear) -> None:
    assert hear("/topcs").startswith("There is no command /topcs. Did you mean /topics?")
    assert hear("/qqqqqqq").startswith("There is no command /qqqqqqq. /help lists the commands.")


@pytest.mark.parametrize("line", ["/quit", "/exit", "  /quit  "])
def test_quit_ends_the_conversation_without_a_word(matcher: Matcher, line: str) -> None:
    printed = io.StringIO()
    assert not Conversation(matcher, Console(file=printed)).hear(line)
    assert printed.getvalue() == ""


@pytest.mark.parametrize("line", ["", "   ", "\t"])
def test_an_empty_line_is_not_answered(hear: Hear, line: str) -> None:
    assert hear(line) == ""


@pytest.mark.parametrize("typed", ["[bold]x[/bold]", "[/]", "[red", ":cat:", "\\[b]", "[link=http://a.b]x[/link]"])
def test_markup_in_what_is_typed_is_shown_as_typed(hear: Hear, typed: str) -> None:
    assert f"There is no command /{typed}." in hear(f"/{typed}")
    assert f"There is no topic {f'qq{typed}qq'!r}." in flat(hear(f"/topic qq{typed}qq"))
    assert f"{typed!r} is none of them" in flat(hear(f"/read {typed}"))


def test_brackets_in_the_article_are_shown_as_they_stand(small_article: SmallArticle) -> None:
    small_article.replace("article.toml", "Cats sleep a lot", "Cats [dim]sleep[/dim] :cat: a lot")
    small_article.replace("article.toml", "Written for the tests", "Written [sic] for the tests")
    small_article.replace("sections/days.toml", "A day of a cat", "A day [red]of a cat")
    small_article.replace("sections/days.toml", "Cats sleep by day", "Cats [bold] sleep by day")
    hear = hearing(Matcher(small_article.load()))
    assert "Cats [dim]sleep[/dim] :cat: a lot" in hear("/summary")
    assert "Written [sic] for the tests" in hear("/about")
    assert "A day [red]of a cat" in hear("/topics")
    assert "Cats [bold] sleep by day" in hear("/topic days")
    assert "A day [red]of a cat" in hear("1")
