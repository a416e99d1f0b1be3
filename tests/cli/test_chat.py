"""The conversation in a terminal: the reply to each line."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from bot import __version__
from bot.article.loader import load_article
from bot.article.model import Article
from bot.cli.chat import ConversationOfSeveral
from bot.cli.commands import COMMANDS, LEAVE
from bot.cli.conversation import Conversation
from bot.cli.orders import CLEARED
from bot.cli.screen import Screen
from bot.conversation import wording
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Choices
from tests.article.small_article import SmallArticle
from tests.compiled import holding

QUESTION = "Who met in Washington?"
VAGUE = "India"  # a keyword of so many topics that it chooses none: what gets choices

Hear = Callable[[str], str]


def hearing(matcher: Matcher, width: int = 88, history: Path | None = None) -> Hear:
    """A conversation: a function from a line to what is printed in answer."""
    return hearing_on(lambda screen: Conversation(matcher, screen, history), width)


def hearing_on(start: Callable[[Screen], Conversation], width: int = 88) -> Hear:
    printed = io.StringIO()
    conversation = start(Screen(Console(file=printed, width=width, highlight=False)))

    def hear(line: str) -> str:
        printed.seek(0)
        printed.truncate()
        assert conversation.handle(line), "the conversation must go on"
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


def test_the_likeliest_choice_is_shown_and_a_number_gives_each_other_one(matcher: Matcher) -> None:
    outcome = matcher.match(VAGUE)
    assert isinstance(outcome, Choices)
    for number, candidate in enumerate(outcome.candidates, 1):
        hear = hearing(matcher)
        listed = hear(VAGUE)
        assert listed.startswith(wording.PERHAPS)
        if number == 1:
            assert candidate.passage.quote in flat(listed)
        else:
            assert f"{number}. {wording.choice_label(candidate, outcome.candidates)}" in flat(listed)
        assert candidate.passage.quote in flat(hear(str(number)))


@pytest.mark.parametrize("number", ["0", "99", "9" * 5000, "98 and 99"])
def test_a_number_beyond_the_list_gets_the_lists_numbers(hear: Hear, number: str) -> None:
    count = 1 + hear(VAGUE).count("\n  ")
    assert hear(number) == f"The list has the numbers 1 to {count}.\n\n"


def test_a_question_that_resembles_a_number_is_a_question(hear: Hear, matcher: Matcher) -> None:
    hear(VAGUE)
    assert hear("²") == hearing(matcher)("²")


@pytest.mark.parametrize("before", [None, QUESTION, "what is the capital of Mongolia", "/read 1"])
def test_a_number_without_a_list_is_no_question(hear: Hear, before: str | None) -> None:
    if before:
        hear(before)
    for number in ("1", "1.", "#3", "(2)", "2 and 3"):
        assert hear(number).startswith("There is no list for a number to pick from.")


def test_a_list_stays_open_until_a_question_shows_something_else(hear: Hear) -> None:
    hear(VAGUE)
    first, second = hear("1"), hear("2")
    assert first != second
    hear("/why")
    hear("next")
    assert hear("1") == first
    hear(QUESTION)
    assert "no list" in hear("1")


def test_a_number_picks_from_topics_that_were_asked_for_in_words(hear: Hear, article: Article) -> None:
    for number, pick in ((3, "the third one"), (2, "2")):
        hear("what topics are there")
        assert hear(pick).startswith(article.sections[number - 1].title)


def test_a_miss_is_reported(hear: Hear) -> None:
    assert hear("what is the capital of Mongolia").startswith(wording.NO_MATCH)


def test_a_follow_up_is_understood_with_the_topic_that_is_open(hear: Hear, matcher: Matcher) -> None:
    for topic in ("goyal-visit", "barriers"):
        title = flat(hear(f"/topic {topic}").splitlines()[0])
        assert title in hear("and what about India?")
    assert hearing(matcher)("and what about India?").startswith(wording.PERHAPS)


@pytest.mark.parametrize("between", ["lol", "what is the capital of Mongolia", "/help"])
def test_a_reply_without_a_passage_keeps_the_context(hear: Hear, matcher: Matcher, between: str) -> None:
    undisturbed = hearing(matcher)
    for line in ("/topic goyal-visit", "1"):
        assert hear(line) == undisturbed(line)
    hear(between)
    assert hear("who did he meet") == undisturbed("who did he meet")


@pytest.mark.parametrize("opened", ["/topic goyal-visit", "what did Landau say"])
def test_a_follow_up_refers_to_the_paragraph_that_was_read_last(hear: Hear, opened: str) -> None:
    hear(opened)
    hear("/read 9")
    assert "¶ 9 of 19" in hear("which border was it")


def test_a_follow_up_refers_to_the_person_in_the_picked_entry(hear: Hear) -> None:
    hear("who is the treasury secretary")
    hear("/topic goyal-visit")
    hear("1")
    assert hear("who is he").startswith("Piyush Goyal")


def test_a_new_subject_is_not_read_with_the_last_topic(hear: Hear, matcher: Matcher) -> None:
    hear("/topic barriers")
    for line in ("what is the capital of Mongolia", QUESTION):
        assert hear(line) == hearing(matcher)(line)


@pytest.mark.parametrize("asked", [QUESTION, VAGUE, "what is the capital of Mongolia", "tldr", "lol"])
def test_ask_is_the_same_as_the_question_alone(matcher: Matcher, asked: str) -> None:
    assert hearing(matcher)(f"/ask {asked}") == hearing(matcher)(asked)


def test_ask_without_a_question_says_how_to_ask(hear: Hear) -> None:
    assert flat(hear("/ask")) == flat(wording.EMPTY_QUESTION)


def test_why_is_a_question_about_what_was_shown_and_its_command_the_diagnosis(hear: Hear) -> None:
    hear(QUESTION)
    why = hear("why?")
    assert not why.startswith("passage ")
    assert hear("/why") != why


def test_several_questions_are_answered_in_one_reply_and_misses_are_named(hear: Hear) -> None:
    answer = flat(hear("Who met in Washington? And how old is Landau?"))
    assert "held in Washington on Wednesday." in answer
    assert "“And how old is Landau”: The article does not give" in answer


def test_thanks_and_reactions_get_a_line_and_no_quote(hear: Hear) -> None:
    assert flat(hear("thanks")) == wording.WELCOME
    assert "│" not in hear("lol")
    assert hear("/why") == "You have not asked anything yet.\n\n"


def test_topics_lists_every_topic_with_its_number_and_command(hear: Hear, article: Article) -> None:
    listed = hear("/topics")
    for number, section in enumerate(article.sections, 1):
        assert f"  {number}. {section.title}  /topic {section.id}\n" in listed


def test_a_topic_is_opened_by_its_number(hear: Hear, article: Article) -> None:
    third = article.sections[2]
    assert hear("/topic 3").startswith(third.title)
    assert third.passages[0].quote in flat(hear("1")), "the topic's passages are the list now"
    hear("/topics")
    assert hear("3").startswith(third.title)
    assert hear(f"/topic {len(article.sections) + 1}").startswith("There is no topic '")


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


@pytest.mark.parametrize("wanted", ["0", "20", "-1", "1.5", "the end", "²", "9" * 400])
def test_a_paragraph_that_is_not_there_is_refused_and_the_place_is_kept(hear: Hear, wanted: str) -> None:
    hear("/read 7")
    assert hear(f"/read {wanted}").startswith("The article has paragraphs 1 to 19")
    assert hear("/read").startswith("¶ 8 of 19")


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        *[("3-5", [3, 4, 5]), ("3 to 5", [3, 4, 5]), ("¶ 3–4", [3, 4]), ("paragraphs 3 through 4", [3, 4])],
        *[("between 3 and 5", [3, 4, 5]), ("3..5", [3, 4, 5]), ("5-3 please", [3, 4, 5]), ("3 4; 7", [3, 4, 7])],
        *[("from 18 on", [18, 19]), ("everything", [*range(1, 20)]), ("3 of 19", [3]), ("§ 3", [3])],
        *[("from 3 to 4", [3, 4]), ("3, 7", [3, 7]), ("3 and the last", [3, 19]), ("18-25", [18, 19])],
        *[("1-3,5", [1, 2, 3, 5]), ("2, 4-5 and 7", [2, 4, 5, 7]), ("1 to 3 and 2-4", [1, 2, 3, 4])],
    ],
)
def test_several_paragraphs_are_read_one_after_the_other(hear: Hear, wanted: str, numbers: list[int]) -> None:
    shown = hear(f"/read {wanted}")
    assert re.findall(r"(?:^|\n\n)¶ (\d+) of 19\n", shown) == [str(number) for number in numbers]
    going_on = hear("/read")
    assert going_on.startswith(f"¶ {numbers[-1] + 1} of 19" if numbers[-1] < 19 else "That was the last paragraph.")


@pytest.mark.parametrize("wanted", ["20-25", "-", "0 and 99"])
def test_several_paragraphs_that_are_not_there_are_refused(hear: Hear, wanted: str) -> None:
    assert hear(f"/read {wanted}").startswith("The article has paragraphs 1 to 19")


def test_read_next_and_previous_go_from_the_last_paragraph(hear: Hear) -> None:
    assert hear("/read next").startswith("¶ 1 of 19")
    assert hear("/read previous").startswith("There is no paragraph before the first.")
    hear("/read 7")
    assert hear("/read NEXT").startswith("¶ 8 of 19")
    assert hear("/read previous").startswith("¶ 7 of 19")
    assert hear("/read last").startswith("¶ 19 of 19")


def test_after_a_paragraph_next_previous_and_more_go_on_in_the_article(hear: Hear) -> None:
    hear("/read 7")
    shown = [hear(word)[:3] for word in ("next", "more", "Previous.", "tell me more")]
    assert shown == ["¶ 8", "¶ 9", "¶ 8", "¶ 9"]
    hear("/read 19")
    assert hear("next").startswith("That was the last paragraph.")


def test_after_an_answer_next_and_previous_show_the_neighbours_in_the_article(hear: Hear, matcher: Matcher) -> None:
    first, second, third = matcher.article.reading_order[:3]
    assert first.quote in flat(hear(first.asks[0]))
    assert second.quote in flat(hear("next"))
    assert third.quote in flat(hear("next"))
    assert second.quote in flat(hear("previous"))
    hear("previous")
    assert hear("previous").startswith("That was the first passage.")


@pytest.mark.parametrize("more", ["more", "tell me more", "go on"])
def test_after_an_answer_more_shows_the_topics_next_passages_and_then_the_articles(
    hear: Hear, article: Article, more: str
) -> None:
    section = next(section for section in article.sections if section.id == "migration")
    hear("/topic migration")
    hear("1")
    for quote in list(dict.fromkeys(passage.quote for passage in section.passages))[1:]:
        assert quote in flat(hear(more))
    following = article.neighbours(section.passages[-1])[1]
    assert following is not None
    assert following.quote in flat(hear(more))


@pytest.mark.parametrize("before", [None, "what is the capital of Mongolia", "/topics", "/about"])
@pytest.mark.parametrize("word", ["next", "previous", "more", "tell me more", "/next", "go back"])
def test_next_and_previous_need_a_shown_passage(hear: Hear, before: str | None, word: str) -> None:
    if before:
        hear(before)
    assert hear(word).startswith("There is nothing to go on from.")


@pytest.mark.parametrize("word", ["next", "more", "/next", "/more"])
def test_after_a_topic_its_first_passage_comes_next(hear: Hear, article: Article, word: str) -> None:
    for section in article.sections:
        hear(f"/topic {section.id}")
        assert section.passages[0].quote in flat(hear(word))


def test_after_a_topic_comes_before_it_what_the_article_says_before_its_first_passage(
    hear: Hear, article: Article
) -> None:
    hear("/topic migration")
    section = next(section for section in article.sections if section.id == "migration")
    before, _ = article.neighbours(section.passages[0])
    assert before is not None
    assert before.quote in flat(hear("previous"))


def test_after_the_likeliest_of_several_next_continues_from_it(hear: Hear, matcher: Matcher) -> None:
    outcome = matcher.match(VAGUE)
    assert isinstance(outcome, Choices)
    hear(VAGUE)
    _, after = matcher.article.neighbours(outcome.candidates[0].passage)
    assert after is not None
    assert after.quote in flat(hear("next"))


@pytest.mark.parametrize("back", ["previous", "back", "go back", "/previous", "/back", "/read prev", "/read back"])
def test_previous_and_next_are_understood_in_other_words_and_as_commands(hear: Hear, back: str) -> None:
    hear("/read 7")
    assert hear("/next").startswith("¶ 8")
    assert hear("/read more").startswith("¶ 9")
    assert hear(back).startswith("¶ 8")


def test_a_number_may_be_written_as_a_command_and_several_are_shown_one_after_the_other(
    hear: Hear, article: Article
) -> None:
    section = article.sections[2]
    hear("/topics")
    assert hear("2 and 3 please").strip() == wording.ONE_AT_A_TIME
    assert hear("/3").startswith(section.title)
    shown = flat(hear("1 and 3"))
    assert section.passages[0].quote in shown
    assert section.passages[2].quote in shown


def test_a_number_picks_a_topic_from_key_points_and_nothing_from_names(hear: Hear, article: Article) -> None:
    hear("3 key points")
    assert hear("2").startswith(wording.largest_topics(article, 3)[1].title)
    hear("who is in it?")
    assert "no list" in hear("2")


@pytest.mark.parametrize("mark", ["?", "??"])
def test_a_question_mark_alone_shows_the_commands(hear: Hear, mark: str) -> None:
    assert hear(mark) == hear("/help")


@pytest.mark.parametrize("width", [30, 40, 60])
def test_wrapped_list_entries_are_indented_and_no_line_is_too_wide(matcher: Matcher, width: int) -> None:
    printed = "".join(map(hearing(matcher, width), ("/topic migration", "/help", "/topics")))
    assert max(map(len, printed.splitlines())) <= width
    listed, _, _ = printed.partition("Type a number")
    entries = listed[listed.index("  1. ") :].splitlines()
    is_narrow = width < 35
    assert is_narrow or all(re.match(r" {5}|  \d\. ", line) for line in entries)


def test_summary_is_the_articles_summary(hear: Hear, article: Article) -> None:
    assert flat(hear("/summary")) == flat(article.summary)


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


def test_a_summary_in_points_is_asked_for_by_its_command_too(matcher: Matcher) -> None:
    assert hearing(matcher)("/summary in 3 points") == hearing(matcher)("3 key points")


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
    width = max(map(len, COMMANDS))
    for command, what in COMMANDS.items():
        assert f"  {command.ljust(width)}  {what}" in shown
    assert {"/exit", "/quit"} <= COMMANDS.keys()


@pytest.mark.parametrize("command", ["/TOPICS", "/Summary", "/why", "/READ 3", "/Topic migration", "/hElp"])
def test_commands_ignore_case(matcher: Matcher, command: str) -> None:
    name, _, rest = command.partition(" ")
    assert hearing(matcher)(command) == hearing(matcher)(f"{name.lower()} {rest}")


@pytest.mark.parametrize(
    ("written", "command"),
    [
        *[("/help!", "/help"), ("/Topics?", "/topics"), ("/about.", "/about"), ("/ topics", "/topics")],
        *[("//topics", "/topics"), ("/", "/help"), ("/?", "/help"), ("!topics", "/topics"), ("! Help", "/help")],
        *[("/read3", "/read 3"), ("/topic:3", "/topic 3"), ("/topic#3", "/topic 3"), ("!read ¶3", "/read 3")],
        *[("read 3", "/read 3"), ("Read last", "/read last"), ("read 3-5", "/read 3-5"), ("read next", "/read next")],
        *[("topic 3", "/topic 3"), ("topic the third", "/topic 3"), ("privacy?", "/privacy"), ("about", "/about")],
        *[(text, "/help") for text in ("commands", "list commands", "what are the commands?", "show me all commands")],
        *[("open topic 5", "/topic 5"), ("show me topic #3 please", "/topic 3")],
        *[("!ask who met in Washington?", "/ask who met in Washington?"), ("/ask: who met?", "/ask who met?")],
    ],
)
def test_a_command_is_understood_in_many_forms(matcher: Matcher, written: str, command: str) -> None:
    assert hearing(matcher)(written) == hearing(matcher)(command)


def test_a_topic_that_is_asked_for_by_its_number_is_none_of_another_list(hear: Hear, article: Article) -> None:
    hear("/topic 3")
    assert article.sections[4].title in hear("open topic 5")


@pytest.mark.parametrize(
    "question", ["read the article", "topic of the talks?", "!important who met?", "about the talks", "help who met"]
)
def test_a_question_that_begins_like_a_command_is_none(matcher: Matcher, question: str) -> None:
    assert hearing(matcher)(question) == hearing(matcher)(f"/ask {question}")


@pytest.mark.parametrize("word", ["help", "topics", "Help", "TOPICS", "topics."])
def test_a_bare_word_does_what_its_command_does(matcher: Matcher, word: str) -> None:
    hear = hearing(matcher)
    hear(QUESTION)
    shown = hear(word)
    assert shown == hear(f"/{word.lower().strip('.')}")


def test_privacy_says_where_typed_lines_are_kept_and_how_to_keep_none(matcher: Matcher) -> None:
    history = Path("somewhere") / "history"
    shown = flat(hearing(matcher, history=history)("/privacy"))
    assert str(history) in shown
    assert "--no-history" in shown


def test_privacy_says_that_nothing_is_kept_where_nothing_is(hear: Hear) -> None:
    assert "Nothing of it is kept." in hear("/privacy")


@pytest.mark.parametrize("asked", ["do you log what i type?", "delete my data", "privacy delete"])
def test_who_asks_in_words_what_is_kept_of_them_gets_what_privacy_says(matcher: Matcher, asked: str) -> None:
    assert hearing(matcher)(asked) == hearing(matcher)("/privacy")


@pytest.mark.parametrize(
    ("asked", "command"),
    [("read the article", "/read"), ("show me the text", "/read"), ("where can i read the article?", "/read")]
    + [(text, "/read all") for text in ("show me the whole article", "full text please", "the entire article")],
)
def test_who_asks_in_words_for_the_text_may_read_it(matcher: Matcher, asked: str, command: str) -> None:
    assert hearing(matcher)(asked) == hearing(matcher)(command)


def test_an_unknown_command_is_answered_with_the_one_that_was_meant(hear: Hear) -> None:
    assert hear("/red 3").startswith("There is no command /red. Did you mean /read?")
    assert hear("/topcs").startswith("There is no command /topcs. Did you mean /topics?")
    assert hear("/qqqqqqq").startswith("There is no command /qqqqqqq. /help lists the commands.")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        *[("/who met in Washington?", QUESTION), ("/tldr", "/summary"), ("/commands", "/help"), ("/reset", "/clear")],
        *[("/topics 3", "/topic 3"), ("/topics migration", "/topic migration")],
        *[("--help", "/help"), (":help", "/help")],
    ],
)
def test_a_slash_before_what_is_no_command_changes_nothing_in_what_is_asked(
    matcher: Matcher, written: str, message: str
) -> None:
    assert hearing(matcher)(written) == hearing(matcher)(message)


@pytest.mark.parametrize(
    "order", ["/clear", "clear", "cls", "CLEAR!", "clear the screen", "reset", "start over", "new chat", "restart pls"]
)
def test_an_order_to_clear_or_to_begin_again_forgets_what_was_shown(hear: Hear, order: str) -> None:
    hear(VAGUE)
    assert hear(order).startswith(CLEARED)
    assert hear("1").startswith(wording.NO_LIST)
    assert hear("next").startswith(wording.NOTHING_SHOWN)
    assert hear("/why").startswith("You have not asked anything yet.")


def test_clearing_clears_a_terminal(matcher: Matcher) -> None:
    for is_terminal in (True, False):
        printed = io.StringIO()
        console = Console(file=printed, force_terminal=is_terminal, _environ={"TERM": "xterm"})
        Conversation(matcher, Screen(console)).handle("clear")
        assert ("\x1b[2J" in printed.getvalue()) == is_terminal


@pytest.mark.parametrize("asked", ["the whole paragraph", "can i see the full paragraph?", "context"])
def test_after_an_answer_its_paragraph_is_shown_whole(hear: Hear, asked: str) -> None:
    assert "¶ 2 of" in hear("who is Tammy Bruce?")
    for again in (asked, asked, "repeat that", "which paragraph?"):
        assert flat(hear(again)).startswith("¶ 2 of 19 Landau’s message")
    assert "Tammy Bruce's age" in hear("how old is she?")


@pytest.mark.parametrize("command", ["/asks", "/aks", "/akk"])
def test_a_question_after_the_mistyped_command_to_ask_is_asked(hear: Hear, command: str) -> None:
    assert "Tammy Bruce: State Department spokesperson" in hear(f"{command} who is Tammy Bruce?")
    assert hear(command).startswith(f"There is no command {command}. Did you mean /ask?")


def test_a_search_with_a_slash_is_a_question(hear: Hear) -> None:
    assert hear("/search tariffs") == hear("search tariffs")


def test_a_bare_word_after_the_command_to_ask_is_a_question(hear: Hear) -> None:
    assert hear("/ask gdp").startswith(wording.NO_MATCH)


@pytest.mark.parametrize(
    "asked",
    [
        "page 3",
        "p. 3",
        "show me page 3",
        "p3",
        "/page 3",
        "page three",
        "third page",
        "sum up page 3",
        "what is page 3 about",
    ],
)
def test_a_page_is_a_paragraph(hear: Hear, asked: str) -> None:
    assert hear(asked).startswith("¶ 3 of 19")


@pytest.mark.parametrize("asked", ["pages 3 to 5", "paragraphs 3-5", "show me paragraph 3 to 5", "page 3, 4 and 5"])
def test_several_pages_or_paragraphs_are_shown_in_order(hear: Hear, asked: str) -> None:
    printed = hear(asked)
    assert [printed.find(f"¶ {number} of 19") >= 0 for number in range(2, 7)] == [False, True, True, True, False]


@pytest.mark.parametrize("order", ["stop", "close", "shut up", "how do i quit?", "leave now", "don't talk to me"])
def test_an_order_to_end_is_told_how_to_leave(hear: Hear, order: str) -> None:
    assert hear(order).startswith(LEAVE)


def test_a_word_that_the_article_answers_about_is_no_order(data_folder: Path) -> None:
    workshop = Matcher.of(load_article(data_folder.parent / "foundry-lane"))
    assert "Cancel at least six hours ahead" in flat(hearing(workshop)("cancel"))


@pytest.mark.parametrize(
    "line",
    [
        *["/quit", "/exit", "  /quit  ", "/QUIT", "/quit now", "quit", "exit", "Exit!", "/quit.", "/ exit"],
        *["exit please", "quit()", "exit();", "q", ":q", ":wq", ":q!", "logout"],
    ],
)
def test_quit_ends_the_conversation_without_a_word(matcher: Matcher, line: str) -> None:
    printed = io.StringIO()
    assert not Conversation(matcher, Screen(Console(file=printed))).handle(line)
    assert printed.getvalue() == ""


@pytest.mark.parametrize("line", ["", "   ", "\t"])
def test_an_empty_line_is_not_answered(hear: Hear, line: str) -> None:
    assert hear(line) == ""


@pytest.mark.parametrize("typed", ["[bold]x[/bold]", "[/]", "[red", ":cat:", "\\[b]", "[link=http://a.b]x[/link]"])
def test_markup_in_what_is_typed_is_shown_as_typed(hear: Hear, typed: str) -> None:
    assert f"There is no command /{typed}." in hear(f"/{typed}")
    assert f"There is no topic {f'qq{typed}qq'!r}." in flat(hear(f"/topic qq{typed}qq"))
    assert f"{typed!r} is not one of them" in flat(hear(f"/read {typed}"))


def test_brackets_in_the_article_are_shown_as_they_stand(small_article: SmallArticle) -> None:
    small_article.replace("article.toml", "Cats sleep a lot", "Cats [dim]sleep[/dim] :cat: a lot")
    small_article.replace("article.toml", "Written for the tests", "Written [sic] for the tests")
    small_article.replace("sections/days.toml", "A day of a cat", "A day [red]of a cat")
    small_article.replace("sections/days.toml", "Cats sleep by day", "Cats [bold] sleep by day")
    hear = hearing(Matcher.of(small_article.load()))
    assert "Cats [dim]sleep[/dim] :cat: a lot" in hear("/summary")
    assert "Written [sic] for the tests" in hear("/about")
    assert "A day [red]of a cat" in hear("/topics")
    assert "Cats [bold] sleep by day" in hear("/topic days")
    assert "A day [red]of a cat" in hear("1")


LINES = (QUESTION, "push for a self-reliant India", VAGUE, "/topics", "/topic migration", "/read 1", "/help", "/about")


@pytest.mark.parametrize("width", [30, 48, 88])
def test_without_unicode_the_frame_still_closes(matcher: Matcher, width: int) -> None:
    raw = io.BytesIO()
    conversation = Conversation(matcher, Screen(Console(file=io.TextIOWrapper(raw, encoding="ascii"), width=width)))
    for line in LINES:
        conversation.handle(line)
    lines = raw.getvalue().decode("ascii").splitlines()
    assert max(map(len, lines)) <= width
    framed = [line for line in lines if line.startswith(("|", "+"))]
    assert all(len(line) == width for line in framed)
    assert width == 30 or any("paragraph 1 of 19" in line for line in framed)


@pytest.mark.parametrize("width", [1, 2, 7, 29, 30, 40])
def test_nothing_is_lost_in_a_narrow_terminal(matcher: Matcher, width: int) -> None:
    def letters(text: str) -> str:
        return "".join(character for character in text if character.isalnum())

    hear, hear_narrow = hearing(matcher), hearing(matcher, width)
    for line in LINES:
        printed = hear_narrow(line)
        assert sorted(letters(printed)) == sorted(letters(hear(line))), line
        assert max(map(len, printed.splitlines())) <= width
        assert width >= 30 or "│" not in printed


@pytest.fixture
def hear_of_both(matcher: Matcher, cats_matcher: Matcher) -> Hear:
    """A conversation with two articles; it begins with the shipped one."""
    both = holding({"us-india-trade": matcher, "library-cats": cats_matcher})
    return hearing_on(lambda screen: ConversationOfSeveral(both, screen))


def test_an_article_can_be_switched_to_by_its_name_and_is_shown_in_answers_and_topics(
    hear_of_both: Hear, cats: Article, article: Article
) -> None:
    assert article.title in flat(hear_of_both(QUESTION))
    listed = flat(hear_of_both("/articles"))
    assert f"{cats.title} /article library-cats" in listed

    hear_of_both("/article cats")

    assert cats.title in flat(hear_of_both("when do cats hunt"))
    assert flat(hear_of_both("/topics")).startswith(cats.title)
    assert "There is nothing to go on from" in hear_of_both("/article us-india-trade") + hear_of_both("next")


def test_an_article_that_there_is_not_changes_nothing(hear_of_both: Hear) -> None:
    assert flat(hear_of_both("/article zzqqxx")) == wording.no_such_article(["us-india-trade", "library-cats"])
    assert "¶ 1 of 19" in hear_of_both(QUESTION)


def test_with_one_article_there_is_no_command_to_switch(hear: Hear) -> None:
    assert "There is no command /articles" in hear("/articles")
    assert "/article" not in hear("/help")
