"""`python -m bot curate` with piped answers; tests/cli/test_prompt.py has it at a keyboard."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from bot.__main__ import main
from tests.article.small_article import FILES, SmallArticle

Curated = Callable[..., str]


@pytest.fixture
def curated(
    small_article: SmallArticle,
    small_language: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Curated:
    """What is printed to these answers, a line each; the questions of `file` come first."""
    folder = small_article.folder
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("FOOTNOTE_STATE", str(folder.parent / "state"))

    def curate(*answers: str, file: str = "") -> str:
        lines = "".join(f"{answer}\n" for answer in answers)
        with monkeypatch.context() as piped:
            piped.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode()), encoding="utf-8"))
            code = main(["curate", str(folder), *([file] if file else [])])
        printed, complaints = capsys.readouterr()
        assert (code, complaints) == (0, "")
        return printed

    return curate


def test_a_question_is_shown_with_what_it_finds_and_filed_with_one_key(
    curated: Curated, small_article: SmallArticle
) -> None:
    printed = curated("at what time of day do they go hunting", "1")

    assert "1. They hunt at dawn, when mice are about." in printed
    assert "days/hunt, ¶ 1, 3 asks; matched: hunting" in printed
    assert "(score 0." in printed
    assert "Filed under days/hunt, which now has 4 asks by a person." in printed
    assert "1 filed in" in printed
    hunt = small_article.load().passage("days/hunt")
    assert hunt is not None
    assert hunt.asks[-1] == "at what time of day do they go hunting"


def test_a_question_is_worded_otherwise_before_it_is_filed(curated: Curated, small_article: SmallArticle) -> None:
    printed = curated("do " + "really " * 20 + "cats hunt", "1", "e", "do cats really hunt", "1")

    assert "Not filed: an ask has at most 100 characters" in printed
    hunt = small_article.load().passage("days/hunt")
    assert hunt is not None
    assert hunt.asks[-1] == "do cats really hunt"


def test_another_passage_is_found_by_typing(curated: Curated, small_article: SmallArticle) -> None:
    printed = curated("at what hour of the morning is breakfast", "t", "zzz", "readers", "1")

    assert "No passage has such words." in printed

    feeding = small_article.load().passage("library/feeding")
    assert feeding is not None
    assert feeding.asks[-1] == "at what hour of the morning is breakfast"


def test_a_passage_is_found_by_words_that_are_in_it_whatever_they_are(
    curated: Curated, small_article: SmallArticle
) -> None:
    curated("when is it night", "t", "for most", "1")

    sleep = small_article.load().passage("days/sleep")
    assert sleep is not None
    assert sleep.asks[-1] == "when is it night"


def test_the_key_to_skip_is_no_text(curated: Curated, small_article: SmallArticle) -> None:
    printed = curated("what breed is she", "g", "n", "s", "g", "n", "Breeds", "s", "e", "s", "s")

    assert printed.count("Nothing was written, so it is not filed.") == 2
    assert "0 filed in" in printed
    assert len(small_article.load().gaps) == 1


def test_an_unanswered_question_becomes_a_gap(curated: Curated, small_article: SmallArticle) -> None:
    printed = curated("what breed is she", "g", "n", "Breeds", "The article names no breed.", "which breed", "g", "1")

    assert "Filed under the new gap breeds: “Breeds”: The article names no breed." in printed
    gap = small_article.load().gaps[-1]
    assert (gap.id, gap.title, gap.note) == ("breeds", "Breeds", "The article names no breed.")
    assert gap.asks == ("what breed is she", "which breed")


def test_every_gap_of_many_is_found_by_words_of_it(curated: Curated, small_article: SmallArticle) -> None:
    tables = (
        f'[[gaps]]\nid = "g{number}"\ntitle = "Gap {number}"\nnote = "It says no {word}."\nasks = "which {word}"\n'
        for number, word in enumerate("colour weight tail paw ear price toy friend birthday temper repair".split())
    )
    small_article.write("gaps.toml", "\n".join(tables))

    printed = curated("when is the boiler fixed", "g", "t", "zzz", "t", "", "t", "repair", "1")

    assert "The gaps that come nearest, of 11:" in printed
    assert "No gap has such words." in printed
    assert "The gaps with “repair”:\n  1. Gap 10: It says no repair." in printed
    assert small_article.load().gaps[-1].asks == ("which repair", "when is the boiler fixed")


def test_a_passage_without_a_word_of_the_question_is_not_offered(curated: Curated) -> None:
    printed = curated("zyx wvu", "5", "s")

    assert "\n  1. " not in printed
    assert "press one of: t g e s u q ?" in printed


@pytest.mark.parametrize(("command", "said"), [("/thin", "[1 of 4] days/sleep"), ("/undo", "nothing to undo")])
def test_commands_do_what_help_says_where_a_key_is_asked_for(curated: Curated, command: str, said: str) -> None:
    printed = curated("when is the hunt", command, *(["s"] if command == "/thin" else []), "2")

    assert said in printed
    assert "1 filed in" in printed


def test_a_gap_without_a_note_is_not_filed(curated: Curated, small_article: SmallArticle) -> None:
    printed = curated("what breed is she", "g", "n", "", "", "s")

    assert "Nothing was written, so it is not filed." in printed
    assert "0 filed in" in printed


def test_questions_come_from_a_file(curated: Curated, small_article: SmallArticle) -> None:
    small_article.write("asked.txt", "when is the hunt\n\nare cats lazy\nhow do i cook rice\n")

    printed = curated("1", "s", file=str(small_article.folder / "asked.txt"))

    assert "[2 of 3] are cats lazy\nThis is already under days/sleep: " in printed
    assert printed.count("Filed under") == 1


def test_thin_passages_are_walked(curated: Curated, small_article: SmallArticle) -> None:
    printed = curated("/thin", "naps", "", "mousing", "are cats lazy", "q")

    assert "[1 of 4] days/sleep, ¶ 1" in printed
    assert "  asked: are cats lazy" in printed
    assert "Not filed: 'are cats lazy' is also under days/sleep" in printed
    assert [passage.asks[-1] for passage in small_article.load().passages[:2]] == ["naps", "mousing"]


@pytest.mark.parametrize(
    "answers",
    [
        ("when is the hunt", "1", "/undo", "s"),
        ("when is the hunt", "1", "u", "s"),
        ("when is the hunt", "1", "dinner when", "u", "q"),
    ],
)
def test_a_filed_question_can_be_taken_back(
    curated: Curated, small_article: SmallArticle, answers: tuple[str, ...]
) -> None:
    printed = curated(*answers)

    assert "Undone: “when is the hunt”." in printed
    assert "0 filed in" in printed
    assert {name: (small_article.folder / name).read_text("utf-8") for name in FILES} == FILES


def test_a_question_that_was_taken_back_is_decided_again(curated: Curated, small_article: SmallArticle) -> None:
    printed = curated("when is the hunt", "2", "dinner when", "u", "1", "s")

    assert printed.index("Undone: “when is the hunt”.") < printed.index("Back to: dinner when")
    hunt = small_article.load().passage("days/hunt")
    assert hunt is not None
    assert hunt.asks[-1] == "when is the hunt"
    assert "1 filed in" in printed


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_lines_are_no_wider_than_the_terminal_and_than_people_read_with_ease(
    curated: Curated, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    printed = curated("at what time of day do they go hunting", "1", "/help", "x" * 40 + " cats hunt", "1", "q")
    told = [line for line in printed.splitlines()[:-1] if "|" not in line]  # the last has the path of the folder

    assert max(map(len, told)) <= min(columns, 80)


@pytest.mark.slow  # each figure hides the asks in ten lots
def test_figures_are_told_for_now_and_for_the_start(curated: Curated, small_article: SmallArticle) -> None:
    small_article.write(
        "questions.jsonl", '{"q": "when do they go after mice?", "kind": "k", "gold": [1], "span": []}\n'
    )

    printed = curated("when is the hunt", "1", "/figures")

    assert "At the start:\n  12 asks, hidden in turn: " in printed
    assert "Now:\n  13 asks, hidden in turn: " in printed
    assert printed.count("1 labelled question: hit ") == 2


def test_unknown_answers_are_told_what_there_is(curated: Curated, small_article: SmallArticle) -> None:
    printed = curated("/nope", "when is the hunt", "x", "5", "s", "/help", "/quit", "never read")

    assert "There is no /nope; /help lists the commands." in printed
    assert "There is no 'x' here; press one of: 1 2 3 4 t g e s u q ?" in printed
    assert "There is no '5' here" in printed
    assert printed.count("1-4 file it there | t another passage | g the article does not say it") == 3
    assert "an ask of another passage" in printed
    assert "never read" not in printed


@pytest.mark.parametrize("leave", ["q", "/quit", "/exit"])
@pytest.mark.parametrize(
    "before",
    [
        (),
        ("ask",),
        ("ask", "t"),
        ("ask", "t", "sleep"),
        ("ask", "e"),
        ("ask", "g"),
        ("ask", "g", "n"),
        ("ask", "g", "n", "Its title"),
        ("ask", "g", "t"),
        ("/thin",),
    ],
)
def test_wherever_something_is_asked_the_same_keys_tell_what_there_is_and_leave(
    curated: Curated, small_article: SmallArticle, before: tuple[str, ...], leave: str
) -> None:
    printed = curated(*before, "?", "/help", leave, "never read")

    assert printed.count("q leaves and ? shows this") == 2
    assert "0 filed in" in printed
    assert "never read" not in printed
    assert {name: (small_article.folder / name).read_text("utf-8") for name in FILES} == FILES


def test_a_command_is_not_filed_where_words_are_asked_for(curated: Curated, small_article: SmallArticle) -> None:
    printed = curated("/thin", "/figures", "s", "when is the hunt", "e", "/thin", "", "s")

    assert "There is no /figures here; ? lists the keys." in printed
    assert "There is no /thin here; ? lists the keys." in printed
    assert "0 filed in" in printed


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("hello", "Answers without a quote (greeting): Ask about the article in your own words."),
        ("thanks", "Answers without a quote (thanks): You are welcome."),
        ("when do they hunt? and what do readers bring?", "Takes it for 2 questions. "),
    ],
)
def test_curate_shows_a_readers_reply_also_to_several_questions_or_none(
    curated: Curated, message: str, said: str
) -> None:
    assert said in curated(message)


@pytest.mark.parametrize("file", ["nowhere.txt", "."])
def test_a_file_that_cannot_be_read_is_reported_in_one_line(
    small_article: SmallArticle, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    assert main(["curate", str(small_article.folder), file]) == 2
    assert capsys.readouterr().err.startswith(f"footnote: {file} cannot be read")
