"""`python -m bot` as a separate process: what it prints, where, and its exit code."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot import __version__
from bot.__main__ import main
from bot.article.model import Article
from bot.cli.ask import reply_json
from bot.conversation import wording
from bot.conversation.acts.said import Said
from bot.conversation.dialogue import Dialogue
from bot.matching.matcher import Matcher
from tests.article.small_article import SmallArticle
from tests.prepared import PLAINLY

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.process

QUESTION = "Who met in Washington?"
VAGUE = "India"  # a keyword of so many topics that it chooses none: what gets choices
CHATTER = "lol ok"
KEYS = "question outcome quote paragraph section title summary score matched choices note withheld also said".split()
CANDIDATE_KEYS = "section title quote paragraph score".split()
LATEST = 300  # seconds; only a hang takes as long, whatever else the machine does

Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="module")
def environment(matcher: Matcher, index_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """No token, no settings but a state folder, in which the shipped article's compiled index already is."""
    state = tmp_path_factory.mktemp("state")
    shutil.copytree(index_cache, state / "index")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "FOOTNOTE_"))}
    return kept | {"FOOTNOTE_STATE": str(state), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def run(
    bot_command: Sequence[str], small_bot_command: Sequence[str], environment: Mapping[str, str], tmp_path: Path
) -> Run:
    """Run a command to its end; plainly where what Python imports is changed, in the `small` language where it is to
    compile the small article."""

    def run_it(
        *arguments: str, stdin: bytes = b"", small: bool = False, **changed: str
    ) -> subprocess.CompletedProcess[bytes]:
        by = PLAINLY if "PYTHONPATH" in changed else small_bot_command if small else bot_command
        command = [*by, *arguments]
        variables = {**environment, **changed}
        # Not in the checkout: a developer's own .env is there.
        return subprocess.run(
            command, input=stdin, capture_output=True, cwd=tmp_path, env=variables, timeout=LATEST, check=False
        )

    return run_it


class Started:
    """A command whose pipes stay open."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        self.process, self.stdin, self.stdout, self.stderr = process, process.stdin, process.stdout, process.stderr

    def ask(self, *questions: str) -> None:
        self.stdin.write("".join(f"{question}\n" for question in questions).encode())
        self.stdin.flush()

    def is_interrupted(self) -> None:
        """See that an interrupt ended it without a word."""
        assert self.process.wait(LATEST) == 130
        assert self.stderr.read() == b""


Start = Callable[..., AbstractContextManager[Started]]


@pytest.fixture
def start(environment: Mapping[str, str], tmp_path: Path) -> Start:
    """Start a command; plainly, unless told how, as signals come at any time."""

    @contextmanager
    def start_it(*arguments: str, by: Sequence[str] = PLAINLY, **changed: str) -> Generator[Started]:
        pipe = subprocess.PIPE
        command, variables = [*by, *arguments], {**environment, **changed}
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=tmp_path, env=variables) as process:
            yield Started(process)

    return start_it


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    """Standard output of a command that went well and complained of nothing."""
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def objects(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said(done).splitlines()]


def complaint(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    """Standard error of a command that failed with this code, without a traceback and without output."""
    text = done.stderr.decode()
    assert (done.returncode, done.stdout) == (code, b""), text
    assert "Traceback" not in text
    return text


def test_ask_prints_topic_place_quote_and_summary(run: Run) -> None:
    lines = said(run("ask", QUESTION)).splitlines()
    assert lines[0] == "The meeting in Washington · ¶ 1 of 19"
    assert lines[1].startswith("│ ")
    assert "\x1b" not in "".join(lines)


def test_ask_takes_a_question_in_several_arguments(run: Run) -> None:
    assert said(run("ask", *QUESTION.split())) == said(run("ask", QUESTION))


@pytest.mark.slow
def test_ask_answers_each_line_of_standard_input_with_an_empty_line_after_it(run: Run) -> None:
    answers = said(run("ask", stdin=f"{QUESTION}\n{VAGUE}\r\n{CHATTER}".encode()))
    expected = [said(run("ask", question)) for question in (QUESTION, VAGUE, CHATTER)]
    assert answers == "".join(f"{answer}\n" for answer in expected)


ANSWERING = [("ask",), ("ask", "--json"), ("ask", "--unprompted"), ("ask", "--json", "--unprompted")]


@pytest.mark.slow
@pytest.mark.parametrize("arguments", ANSWERING, ids=" ".join)
def test_ask_prints_nothing_for_no_input_and_for_lines_of_white_space(run: Run, arguments: tuple[str, ...]) -> None:
    assert said(run(*arguments)) == ""
    white = '\n  \n\t\r\n\u00a0\u2003\n""\n "" \n"  \\n\\u2028"\n   '
    assert said(run(*arguments, stdin=white.encode())) == ""
    one = run(*arguments, stdin=f"\n{white}\n{QUESTION}\n{white}".encode())
    assert said(one) == said(run(*arguments, stdin=QUESTION.encode()))


QUOTING = f"> is it about lunch?\n{QUESTION}\n"  # on one line all of it would be the quote of somebody else


@pytest.mark.slow
def test_a_line_that_is_a_json_string_is_taken_as_the_string(run: Run, article: Article) -> None:
    strings = [QUESTION, QUOTING, f"\u201c{QUESTION}\u201d\u2028", f'"{QUESTION}"', "half a character \ud800"]
    lines = [json.dumps(strings[0]), f"  {json.dumps(strings[1])}\t\r", json.dumps(strings[2], ensure_ascii=False)]
    lines += map(json.dumps, strings[3:])
    results = objects(run("ask", "--json", stdin="\n".join(lines).encode()))
    assert [result["question"] for result in results] == [*strings[:4], "half a character \ufffd"]
    assert [result["paragraph"] for result in results] == [1, 1, 1, 1, None]
    quoted = said(run("ask", stdin=json.dumps(QUOTING).encode()))
    assert quoted == said(run("ask", stdin=QUESTION.encode()))
    assert said(run("ask", stdin=QUOTING.replace("\n", " ").encode())) != quoted


def test_a_line_that_is_no_json_string_is_taken_as_it_is(run: Run) -> None:
    lines = [
        f'"{QUESTION}',
        '"',
        '"Who met" in Washington?',
        f'"{QUESTION}" "{QUESTION}"',
        '"a\ttab"',
        '"no such \\escape"',
        f'["{QUESTION}"]',
        f'{{"q": "{QUESTION}"}}',
        "5",
        "null",
        '"' + "[" * 5000,
    ]
    results = objects(run("ask", "--json", stdin="".join(f"{line}\n" for line in lines).encode()))
    assert [result["question"] for result in results] == lines


def test_a_question_among_the_arguments_is_never_taken_for_json(run: Run) -> None:
    (result,) = objects(run("ask", "--json", json.dumps(QUOTING)))
    assert result["question"] == json.dumps(QUOTING)
    (result,) = objects(run("ask", "--json", QUOTING))
    assert (result["question"], result["paragraph"]) == (QUOTING, 1)


@pytest.mark.parametrize("question", ["", "  "])
def test_an_empty_question_is_refused_with_an_example(run: Run, question: str) -> None:
    for arguments in (["ask", question], ["ask", "--json", question]):
        assert 'python -m bot ask "' in complaint(run(*arguments), 2)


def test_chat_answers_piped_lines_without_a_prompt(run: Run) -> None:
    answers = said(run("chat", stdin=f"{VAGUE}\n1\n/quit\n{QUESTION}\n".encode()))
    assert answers.startswith("Perhaps this:\n")
    assert "│" in answers
    assert "The meeting in Washington" not in answers


def test_chat_into_a_pipe_is_not_wider_than_80_columns(run: Run) -> None:
    for encoding in ("utf-8", "ascii"):
        answers = said(run("chat", stdin=f"{QUESTION}\n{VAGUE}\ntopics\n".encode(), PYTHONIOENCODING=encoding))
        assert max(map(len, answers.splitlines())) == 80


def test_json_has_one_object_a_line_in_order_each_with_all_that_there_is_to_tell(run: Run, article: Article) -> None:
    own = article.gaps[0]
    asked = [QUESTION, VAGUE, CHATTER, next(ask for ask in own.asks if "{" not in ask), "how old is Landau?", QUESTION]
    results = objects(run("ask", "--json", stdin="".join(f"{question}\n" for question in asked).encode()))
    assert [result["question"] for result in results] == asked
    assert [result["outcome"] for result in results] == ["answer", "choices", "none", "none", "none", "answer"]
    assert all(list(result) == KEYS for result in results)
    answer, choices, unknown, known, general, again = results
    assert answer == again
    check_answer(answer, article)
    check_choices(choices)
    # What exactly the article does not say, where that is known.
    assert (known["note"], unknown["note"]) == (own.note, None)
    assert "Christopher Landau's age" in general["note"]


def check_answer(result: Mapping[str, Any], article: Article) -> None:
    """An answer describes its passage."""
    section = next(section for section in article.sections if section.id == result["section"])
    passage = next(passage for passage in section.passages if passage.quote == result["quote"])
    assert (result["title"], result["paragraph"], result["summary"]) == (
        section.title,
        passage.paragraph,
        passage.summary,
    )
    assert 0 < result["score"] <= 1
    assert "washington" in result["matched"]
    assert result["choices"] == []


def check_choices(result: Mapping[str, Any]) -> None:
    """Choices describe each, and nothing else is said."""
    assert len(result["choices"]) > 1
    assert all(list(choice) == CANDIDATE_KEYS for choice in result["choices"])
    assert result["score"] == result["choices"][0]["score"]
    assert [result[key] for key in KEYS[2:7]] == [None] * 5


def test_the_lines_of_a_dialogue_are_replies_until_a_line_of_white_space(run: Run) -> None:
    lines = f"Who is Tammy Bruce?\n{CHATTER}\nhow old is she?\n \nhow old is she?\n".encode()
    results = objects(run("ask", "--json", "--dialogue", stdin=lines))
    assert [result["outcome"] for result in results[:3]] == ["answer", "none", "none"]
    assert "Tammy Bruce's age" in results[2]["note"]
    assert "Tammy Bruce" not in (results[3]["note"] or "")
    alone = objects(run("ask", "--json", stdin=lines))
    assert [alone[place] for place in (0, 1, 3)] == [results[place] for place in (0, 1, 3)]
    assert alone[2]["note"] == alone[3]["note"]


def test_a_dialogue_is_printed_as_text_too(run: Run) -> None:
    answers = said(run("ask", "--dialogue", stdin=b"Who is Tammy Bruce?\nhow old is she?\n")).split("\n\n")
    assert answers[0].startswith("Tammy Bruce: State Department spokesperson\n")
    assert "Tammy Bruce's age" in answers[1]


def test_a_dialogue_that_nobody_addressed_is_refused(run: Run) -> None:
    assert "not allowed with" in complaint(run("ask", "--dialogue", "--unprompted"), 2)


def test_unprompted_is_silent_for_chatter_and_answers_a_question(run: Run) -> None:
    lines = f"{CHATTER}\n{VAGUE}\nWho is Tammy Bruce?\n".encode()
    results = objects(run("ask", "--json", "--unprompted", stdin=lines))
    assert [result["outcome"] for result in results] == ["none", "none", "answer"]
    assert [result["withheld"] for result in results] == [False, True, False]
    assert said(run("ask", "--unprompted", CHATTER)) == "(silence)\n"


@pytest.mark.parametrize("question", ["\ud800 x", "x \udfff", "caf\udce9"])
def test_half_a_character_never_reaches_the_json(matcher: Matcher, question: str) -> None:
    text = json.loads(reply_json(question, Dialogue(matcher).reply(question)))["question"]
    assert "\ufffd" in text
    assert text.encode("utf-8")


def test_answers_come_as_each_line_is_asked(start: Start) -> None:
    with start("ask", "--json") as started:
        for question in (QUESTION, VAGUE):
            started.ask(question)
            assert json.loads(started.stdout.readline())["question"] == question
        started.stdin.close()
        assert started.process.wait(LATEST) == 0


@pytest.mark.slow
def test_input_that_is_not_utf_8_is_answered_with_replacement_characters(run: Run) -> None:
    (broken, whole) = objects(run("ask", "--json", stdin=b"caf\xe9 \xff\n" + QUESTION.encode()))
    assert broken["question"] == "caf� �"
    assert whole["outcome"] == "answer"
    # What is left of such a line is signs without a word.
    for command in ("ask", "chat"):
        assert wording.acknowledged(Said.REACTION) in said(run(command, stdin=b"\xff\xfe\x80\n"))


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_output_without_unicode_still_gets_every_answer(run: Run, encoding: str) -> None:
    question = "What is the push for a self-reliant India?"
    whole = objects(run("ask", "--json", question))
    assert "“" in whole[0]["quote"], "a quote with curly quotes is what this is about"
    assert objects(run("ask", "--json", question, PYTHONIOENCODING=encoding)) == whole
    text = run("ask", question, PYTHONIOENCODING=encoding)
    assert (text.returncode, text.stderr) == (0, b"")
    assert '"self-reliant' in text.stdout.decode(encoding)
    chatted = run("chat", stdin=question.encode(), PYTHONIOENCODING=encoding)
    assert (chatted.returncode, chatted.stderr) == (0, b"")
    assert "self-reliant" in chatted.stdout.decode(encoding)


@pytest.mark.slow
def test_check_counts_what_the_shipped_article_holds_and_says_what_to_expect(run: Run, article: Article) -> None:
    counted, empty, title, *expected = said(run("check")).splitlines()
    asked = (*article.passages, *article.gaps)
    assert counted == (
        f"us-india-trade: no faults. 19 paragraphs, {len(article.sections)} sections, "
        f"{len(article.passages)} passages with {sum(len(passage.asks) for passage in article.passages):,} asks, "
        f"{len(article.gaps)} gaps with {sum(len(gap.asks) for gap in article.gaps)}, "
        f"{sum(len(each.variants) for each in asked):,} variants."
    )
    assert (empty, title.partition(",")[0]) == ("", "What to expect")
    assert [re.sub(r"\d+%", "N%", line) for line in expected[:3]] == [
        "  N% of asks find their passage while they are hidden, N% are answered with it (usual: 65 to N% and 35 to N%)",
        "  N% of asks are refused while their passage is hidden (usual: 50 to N%)",
        "  N% of messages on other subjects are refused (usual: over N%)",
    ]


def lists(printed: str) -> dict[str, list[str]]:
    """What `check` lists, by the lists' titles, each with its number of entries."""
    parts = [part.splitlines() for part in printed.split("\n\n")[2:]]
    return {title: entries for title, *entries in parts}


@pytest.mark.slow
def test_check_lists_where_the_index_is_thin_and_which_questions_no_gap_names(
    run: Run, small_article: SmallArticle
) -> None:
    few = '[[passages]]\nid = "more-{0}"\nquote = "Cats sleep for most of the day."\nsummary = "S."\nanswer = ["day"]\n'
    days = (small_article.folder / "sections" / "days.toml").read_text("utf-8")
    more = "".join(f"{few.format(number)}asks = 'tell number {number} of them'\n" for number in range(6))
    small_article.write("sections/days.toml", days + more)
    small_article.replace("sections/days.toml", "are cats lazy\n", "are cats lazy\nis a cat lazy\nlazy cats\n")
    small_article.replace("article.toml", "[synonyms]\n", '[synonyms]\n"small aquariums" = ["fish tanks"]\n')
    for question in ("how much rent does the town pay?", "how old is Whiskers?"):
        with (small_article.folder / "questions.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"id": question, "q": question, "kind": "k", "gold": []}) + "\n")

    listed = lists(said(run("--article", str(small_article.folder), "check")))

    thin = listed.pop("Passages with fewer than 5 asks (9):")
    assert thin == ["  days/hunt", *(f"  days/more-{number}" for number in range(6)), "  library/whiskers", thin[-1]]
    assert thin[-1] == "  ... (/thin in `curate` walks them)"
    unnamed = listed.pop("Labelled questions without an answer that no gap names (1):")
    assert unnamed == ["  how much rent does the town pay?"]
    in_vain = listed.pop("Synonyms that find nothing: the index does not have the words (1):")
    assert in_vain == ["  small aquariums"]
    ((title, asks),) = listed.items()
    assert title.startswith("Asks that do not find their passage while they are hidden; ")
    assert "  library/feeding: does anybody give the cat breakfast" in asks


@pytest.mark.slow
def test_check_and_evaluate_give_the_same_figures_and_list_the_same_asks(run: Run, small_article: SmallArticle) -> None:
    checked = said(run("--article", str(small_article.folder), "check"))
    evaluated = said(run("--article", str(small_article.folder), "evaluate", "--leave-one-out", "--misses"))

    figures, *missed = evaluated.splitlines()
    found, answered = re.findall(r"0\.\d+|1\.0+", figures)
    assert f"  {float(found):.0%} of asks find their passage" in checked
    assert f" {float(answered):.0%} are answered with it" in checked
    (title, *listed) = checked.partition("\n\nAsks that do not find")[2].splitlines()
    assert title.endswith(f"({len(missed)}):")
    assert listed[:8] == [f"  {line.replace(' | ', ': ')}" for line in missed][:8]


@pytest.mark.slow
def test_check_lists_all_faults_on_standard_error(run: Run, small_article: SmallArticle) -> None:
    folder = str(small_article.folder)
    assert said(run("--article", folder, "check")).startswith("library-cats: no faults. 2 paragraphs, 2 sections, ")
    small_article.replace("sections/days.toml", "They hunt at dawn, when", "They hunt at dusk, when")
    small_article.replace("sections/library.toml", 'title = "The library\'s cat"\n', "")
    faults = small_article.faults()
    assert len(faults) > 1
    for text in (
        complaint(run("--article", folder, "check"), 1),
        complaint(run("check", FOOTNOTE_ARTICLE=folder), 1),
        complaint(run("--article", folder, "ask", QUESTION), 1),
    ):
        assert text.startswith(f"footnote: {len(faults)} faults in ")
        assert all(f"  {fault}\n" in text for fault in faults)


@pytest.mark.slow
def test_an_article_is_given_by_its_name_or_its_folder(
    run: Run, data_folder: Path, small_article: SmallArticle
) -> None:
    shipped = said(run("ask", QUESTION))
    for article in (data_folder.name, str(data_folder)):
        assert said(run("--article", article, "ask", QUESTION)) == shipped
        assert said(run("ask", QUESTION, FOOTNOTE_ARTICLE=article)) == shipped
    assert said(run("--article", str(small_article.folder), "ask", "who feeds Whiskers")).startswith(
        "The library's cat"
    )
    assert "there is no such folder" in complaint(run("ask", QUESTION, FOOTNOTE_ARTICLE="no-such-article"), 1)
    refused = complaint(run("--article", "no-such-article", "ask", QUESTION), 2)
    assert "--article 'no-such-article' is not a folder" in refused
    assert "us-india-trade" in refused


@pytest.fixture
def two(small_article: SmallArticle) -> tuple[SmallArticle, SmallArticle, dict[str, str]]:
    """Two small articles in folders of their own, and the settings that serve both."""
    other = SmallArticle(small_article.folder.parent / "office-cats")
    other.replace("article.toml", 'town library"', 'town office"')
    both = f"{small_article.folder},{other.folder}"
    return small_article, other, {"FOOTNOTE_ARTICLES": both}


@pytest.mark.slow
def test_check_looks_at_all_articles_and_names_each_unless_one_is_given(
    run: Run, two: tuple[SmallArticle, SmallArticle, dict[str, str]]
) -> None:
    *_, settings = two
    printed = said(run("check", **settings))
    assert [line.split(":")[0] for line in printed.splitlines() if ": no faults. " in line] == [
        "library-cats",
        "office-cats",
    ]
    assert printed.count("What to expect") == 2
    one = said(run("check", "--article", "office-cats", **settings))
    assert [line.split(":")[0] for line in one.splitlines() if ": no faults. " in line] == ["office-cats"]
    assert one.count("What to expect") == 1


def test_check_lists_the_faults_of_all_articles_at_once_and_those_of_a_given_one_alone(
    run: Run, two: tuple[SmallArticle, SmallArticle, dict[str, str]]
) -> None:
    first, second, settings = two
    first.replace("sections/days.toml", "They hunt at dawn, when", "They hunt at dusk, when")
    done = run("check", **settings)
    assert done.returncode == 1
    assert "office-cats: no faults." in done.stdout.decode()
    assert "library-cats" not in done.stdout.decode()
    second.replace("sections/library.toml", 'title = "The library\'s cat"\n', "")
    all_faults = complaint(run("check", **settings), 1)
    count = len(first.faults()) + len(second.faults())
    assert all_faults.startswith(f"footnote: {count} faults in the articles")
    for article in (first, second):
        assert all(f"{article.folder.name}/{fault}" in all_faults for fault in article.faults())
    of_one = complaint(run("--article", "office-cats", "check", **settings), 1)
    assert "dusk" not in of_one
    assert all(f"  {fault}\n" in of_one for fault in second.faults())


def test_ask_uses_the_named_one_of_several_articles_or_else_the_first(
    run: Run, two: tuple[SmallArticle, SmallArticle, dict[str, str]], data_folder: Path
) -> None:
    _, second, settings = two
    second.replace("sections/library.toml", 'title = "The library\'s cat"', 'title = "The office\'s cat"')
    question = "who feeds Whiskers"
    assert said(run("ask", question, small=True, **settings)).startswith("The library's cat")
    for named in (second.folder.name, str(second.folder)):
        assert said(run("--article", named, "ask", question, small=True, **settings)).startswith("The office's cat")
        assert said(run("ask", question, FOOTNOTE_ARTICLE=named, **settings)).startswith("The office's cat")
    # One that is not among them can be named too.
    assert said(run("--article", data_folder.name, "ask", QUESTION, **settings)).startswith("The meeting in Washington")
    assert "is not a folder" in complaint(run("--article", "no-such-article", "ask", question, **settings), 2)
    assert "--article" not in complaint(run("curate", "no-such-article", **settings), 2)
    assert f"\n{second.folder.name}: " in said(run("check", small=True, **settings))


def test_the_article_may_stand_before_and_after_the_command(run: Run, small_article: SmallArticle) -> None:
    small_article.replace("sections/days.toml", "They hunt at dawn, when", "They hunt at dusk, when")
    folder = str(small_article.folder)
    first = complaint(run("--article", folder, "check"), 1)
    assert first.startswith("footnote: 1 fault in ")
    assert complaint(run("check", "--article", folder), 1) == first
    assert complaint(run("--article", "no-such-article", "check", "--article", folder), 1) == first


def test_an_article_that_is_a_file_is_said_to_be_one(run: Run, small_article: SmallArticle) -> None:
    file = small_article.folder / "article.txt"
    assert "article.txt' is a file; give the folder" in complaint(run("check", "--article", str(file)), 2)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_an_article_folder_may_have_a_name_that_is_no_utf_8(
    run: Run, environment: Mapping[str, str], small_article: SmallArticle
) -> None:
    folder = small_article.folder.rename(small_article.folder.with_name(os.fsdecode(b"caf\xe9")))
    before = set(Path(environment["FOOTNOTE_STATE"]).rglob("*"))
    for _ in range(2):  # compiled, then from the cache
        assert said(run("--article", str(folder), "ask", "who feeds Whiskers", small=True)).startswith(
            "The library's cat"
        )
        assert len(set(Path(environment["FOOTNOTE_STATE"]).rglob("*")) - before) == 1
    assert "caf" in complaint(run("--article", f"{folder}/no", "ask", QUESTION), 2)


def test_evaluate_prints_figures_by_kind_and_the_misses(run: Run, tmp_path: Path) -> None:
    labelled: list[dict[str, str | list[int] | list[str]]] = [
        {"id": "1", "q": QUESTION, "kind": "question", "gold": [1], "span": ["held in Washington on Wednesday"]},
        {"id": "2", "q": "Where did they meet in Washington?", "kind": "question", "gold": [19], "span": []},
        {"id": "3", "q": CHATTER, "kind": "chatter", "gold": [], "span": []},
    ]
    file = tmp_path / "labelled.jsonl"
    file.write_text("".join(f"{json.dumps(question)}\n" for question in labelled), "utf-8")
    figures = said(run("evaluate", str(file)))
    rows = {line.split()[0]: line.split()[1:] for line in figures.splitlines()}
    assert rows["kind"] == ["n", "hit", "span", "offered", "quiet", "hedged", "wrong", "said"]
    assert rows["question"][:2] == ["2", "0.500"]
    assert rows["chatter"] == ["1", "-", "-", "-", "1.000", "0.000", "0.000", "-"]
    assert (rows["all"][:2], rows["all"][4:]) == (["3", "0.500"], ["1.000", "0.000", "0.333", "-"])
    assert "(hit + quiet) / 2 = 0.750\n" in figures
    with_misses = said(run("evaluate", "--misses", str(file)))
    assert with_misses.startswith(figures)
    (miss,) = [line for line in with_misses[len(figures) :].splitlines() if "¶ 19" in line]
    assert miss.startswith("question | Where did they meet in Washington? | wanted ¶ 19 | got ")


def test_evaluate_of_one_half_has_no_figures_for_the_other_and_no_mean(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "half.jsonl"
    for gold, row in (
        ([1], ["1", "1.000", "0.000", "1.000", "-", "-", "0.000", "-"]),
        ([], ["1", "-", "-", "-", "0.000", "0.000", "1.000", "-"]),
    ):
        file.write_text(json.dumps({"q": QUESTION, "kind": "k", "gold": gold}), "utf-8")
        (figures,) = [line for line in said(run("evaluate", str(file))).splitlines() if line.startswith("all ")]
        assert figures.split() == ["all", *row]


def test_evaluate_refuses_a_file_without_questions(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "empty.jsonl"
    file.write_text("\n\n", "utf-8")
    assert "empty.jsonl: no question in it" in complaint(run("evaluate", str(file)), 2)


def test_the_help_of_evaluate_explains_every_figure(run: Run) -> None:
    lines = said(run("evaluate", "--help")).splitlines()
    for figure in ("hit", "span", "offered", "quiet", "hedged", "wrong", "said"):
        assert any(line.split()[:1] == [figure] for line in lines)


def test_evaluate_tells_every_label_that_cannot_be_with_its_line(
    run: Run, small_article: SmallArticle, tmp_path: Path
) -> None:
    good = {"q": "when do cats hunt", "kind": "k", "gold": [1], "span": ["AT dawn"]}
    bad = [good | {"gold": [3, -1]}, good | {"span": ["at dusk", "“readers feed"]}, good | {"gold": "1"}]
    for name, lines in (("one", [good, bad[0], bad[1]]), ("two", [bad[2], good, bad[0]])):
        (tmp_path / f"{name}.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    article = ("--article", str(small_article.folder))
    files = ("one.jsonl", "two.jsonl", "no.jsonl")
    assert complaint(run(*article, "evaluate", *files, small=True), 2).splitlines() == [
        "footnote: one.jsonl, line 2: gold has -1, but the paragraphs are 1 to 2; fix the number",
        "one.jsonl, line 2: gold has 3, but the paragraphs are 1 to 2; fix the number",
        "one.jsonl, line 3: the span 'at dusk' is nowhere in the article; copy its words from there",
        "two.jsonl, line 1: needs gold, a list of paragraph numbers (empty if there is no answer)",
        "two.jsonl, line 3: gold has -1, but the paragraphs are 1 to 2; fix the number",
        "two.jsonl, line 3: gold has 3, but the paragraphs are 1 to 2; fix the number",
        "no.jsonl: cannot be read (No such file or directory); check the path",
    ]


def test_evaluate_reads_a_pipe(run_in_shell: Run) -> None:
    if sys.platform == "win32":
        pytest.skip("needs a POSIX shell")
    assert "no question in it" in complaint(run_in_shell("< /dev/null", "evaluate", "/dev/stdin"), 2)


def test_without_a_token_and_a_person_it_says_what_to_do(run: Run) -> None:
    text = complaint(run(), 2)
    assert "DISCORD_TOKEN" in text
    assert 'python -m bot ask "' in text


@pytest.mark.parametrize("command", ["run", "sync", "invite"])
def test_commands_for_discord_without_a_token_say_that_it_is_missing(run: Run, command: str) -> None:
    assert "DISCORD_TOKEN" in complaint(run(command), 2)


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What is said to a command line that cannot be read; as it is read before all else, no process is needed."""

    def refuse(*arguments: str) -> str:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        printed, complaints = capsys.readouterr()
        assert (left.value.code, printed) == (2, "")
        return complaints

    return refuse


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["--nonsense"], ["ask", "--nonsense"], ["sync", "--guild", "x"], ["--article"]]
)
def test_a_wrong_command_line_is_refused_with_the_usage(refused: Callable[..., str], arguments: list[str]) -> None:
    assert refused(*arguments).startswith("usage: python -m bot")


@pytest.mark.parametrize(
    ("arguments", "which"),
    [
        (["new", "", "text.md"], "FOLDER"),
        (["new", "made", " "], "SOURCE"),
        (["curate", ""], "FOLDER"),
        (["curate", "made", ""], "FILE"),
        (["evaluate", ""], "file"),
        (["ask", "--article", ""], "--article"),
    ],
)
def test_an_empty_name_is_refused_and_not_taken_for_the_folder_one_is_in(
    refused: Callable[..., str], arguments: list[str], which: str
) -> None:
    last = refused(*arguments).splitlines()[-1]
    assert last == f"python -m bot {arguments[0]}: error: argument {which}: the name is empty"


@pytest.mark.parametrize("command", ["check", "new a b"])
def test_an_unknown_argument_is_refused_with_the_usage_of_its_command(
    refused: Callable[..., str], command: str
) -> None:
    text = refused(*command.split(), "--bogus")
    assert text.startswith(f"usage: python -m bot {command.split()[0]} [-h]")
    assert "unrecognized arguments: --bogus" in text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chek", "check"),
        ("evalute", "evaluate"),
        ("CHAT", "chat"),
        ("inivte", "invite"),
        ("help", "--help"),
        ("versoin", "--version"),
    ],
)
def test_a_mistyped_command_gets_the_nearest(refused: Callable[..., str], typed: str, meant: str) -> None:
    last = refused(typed).splitlines()[-1]
    assert last == f"python -m bot: error: there is no command '{typed}'; did you mean {meant}?"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ask --jsno", "--json"), ("evaluate --misess", "--misses"), ("chat --nohistory", "--no-history")],
)
def test_a_mistyped_option_gets_the_nearest(refused: Callable[..., str], typed: str, meant: str) -> None:
    assert refused(*typed.split()).endswith(f"unrecognized arguments: {typed.split()[1]}; did you mean {meant}?\n")


@pytest.mark.parametrize("typed", ["check foundry-lane", "chat foundry-lane", "run us-india-trade"])
def test_an_article_without_its_option_gets_the_option(refused: Callable[..., str], typed: str) -> None:
    command, article = typed.split()
    assert refused(command, article).endswith(f"unrecognized arguments: {article}; did you mean --article {article}?\n")


@pytest.mark.parametrize("typed", ["who met in Washington", "what? is it", "How long is it"])
def test_a_question_without_its_command_is_told_how_to_ask(refused: Callable[..., str], typed: str) -> None:
    assert refused(*typed.split()).endswith('to ask something: python -m bot ask "..."\n')


def test_a_command_that_is_like_none_gets_them_all_and_a_question_how_to_ask(run: Run) -> None:
    last = complaint(run("xyz"), 2).splitlines()[-1]
    assert "use one of: run, chat, ask, check, new, curate, evaluate, " in last
    assert last.endswith("migrate")
    assert 'python -m bot ask "' in complaint(run(QUESTION), 2)


RED = "\x1b[31mred\x07\x9b2J"


@pytest.mark.skipif(sys.platform == "win32", reason="allows no such names")
def test_control_characters_are_never_printed(run: Run, tmp_path: Path) -> None:
    small = SmallArticle(tmp_path / f"library {RED}")
    label: dict[str, object] = {"id": RED, "q": f"who is {RED}?", "kind": RED, "gold": []}
    (tmp_path / f"{RED}.jsonl").write_text(json.dumps(label), "utf-8")
    small.write("questions.jsonl", json.dumps(label | {"gold": [7]}))
    article = ("--article", str(small.folder))
    done = [
        run(*article, "check", small=True),
        run(*article, "evaluate", "--misses", f"{RED}.jsonl", small=True),
        run(*article, "evaluate", f"no {RED}.jsonl"),
        run("--article", f"no {RED}", "ask", "x"),
        run(*article, "ask", f"who is {RED}?"),
        run(*article, "ask", stdin=f"who is {RED}?\n".encode()),
        run(*article, "ask", "--json", f"who is {RED}?"),
        run(*article, "chat", stdin=f"/nonsense{RED}\n/read {RED}\n/topic {RED}\nwho is {RED}?\n".encode()),
        run(RED),
        run(f"--{RED}"),
        run("ask", f"--{RED}"),
    ]
    for each in done:
        text = (each.stdout + each.stderr).decode()
        assert text
        assert all(character == "\n" or character.isprintable() or character == "\xa0" for character in text), text


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX modes")
@pytest.mark.parametrize("command", ["ask", "chat"])
def test_a_state_folder_that_cannot_be_used_is_named_once(
    run: Run, small_article: SmallArticle, tmp_path: Path, command: str
) -> None:
    (tmp_path / "file").touch()
    article = ("--article", str(small_article.folder))
    done = run(*article, command, stdin=b"who feeds Whiskers\n", small=True, FOOTNOTE_STATE="file/x")
    assert done.returncode == 0
    assert b"Readers feed" in done.stdout
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("The state folder 'file/x' cannot be used (")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the user database is another")
def test_without_a_home_folder_it_answers_and_keeps_nothing(
    environment: Mapping[str, str], small_article: SmallArticle, tmp_path: Path
) -> None:
    # A container with a user id that no user has: as root alone can take one, the database is hidden instead.
    (tmp_path / "sitecustomize.py").write_text(
        "import pwd\ndef none(*_):\n    raise KeyError('uid not found')\npwd.getpwuid = none\n", "utf-8"
    )
    gone = ("FOOTNOTE_STATE", "HOME", "XDG_CACHE_HOME")
    variables = {name: value for name, value in environment.items() if name not in gone}
    variables["PYTHONPATH"] = f"{tmp_path}{os.pathsep}{ROOT}"
    command = [*PLAINLY, "--article", str(small_article.folder), "ask", "who feeds Whiskers"]
    before = set(tmp_path.rglob("*"))
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=variables, timeout=LATEST, check=False)
    assert (done.returncode, done.stdout.startswith(b"The library's cat")) == (0, True)
    assert b"(the home folder is not known)" in done.stderr
    command = [*PLAINLY, "migrate"]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=variables, timeout=LATEST, check=False)
    assert b"(the home folder is not known); set FOOTNOTE_STATE to a folder, or DATABASE_URL" in done.stderr
    assert done.returncode == 1
    assert {path for path in set(tmp_path.rglob("*")) - before if "__pycache__" not in path.parts} == set()


def test_a_wrong_setting_is_refused_by_its_name(run: Run) -> None:
    text = complaint(run("ask", QUESTION, FOOTNOTE_LOG_LEVEL="loud", FOOTNOTE_PREFIX="far too long"), 2)
    assert "FOOTNOTE_LOG_LEVEL" in text
    assert "FOOTNOTE_PREFIX" in text


def test_help_and_version_are_printed(run: Run) -> None:
    assert said(run("--version")) == f"Footnote {__version__}\n"
    assert all(f"\n    {command} " in said(run("--help")) for command in ("run", "chat", "ask", "check", "evaluate"))


CONVERSING = pytest.mark.parametrize("arguments", [("ask",), ("ask", "--json"), ("chat",)])
NEEDS_SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="a signal cannot be sent to one process there")


@CONVERSING
def test_a_closed_pipe_ends_the_program_without_a_traceback(
    start: Start, bot_command: Sequence[str], arguments: tuple[str, ...]
) -> None:
    with start(*arguments, by=bot_command) as started:
        started.ask(QUESTION)
        started.stdout.readline()
        started.stdout.close()
        started.ask(QUESTION, QUESTION)
        started.stdin.close()
        assert started.process.wait(LATEST) == 141
        assert started.stderr.read() == b""


@NEEDS_SIGNALS
@pytest.mark.parametrize("arguments", [("ask",), ("chat",)])
@pytest.mark.parametrize("ends", [False, True])
def test_an_interrupt_ends_it_without_a_traceback_even_just_before_the_input_ends(
    start: Start, arguments: tuple[str, ...], ends: bool
) -> None:
    for _ in range(3 if ends else 1):  # which of the two is seen first, the system decides
        with start(*arguments) as started:
            started.ask(QUESTION)
            assert started.stdout.readline()  # from here on it is in its loop
            started.process.send_signal(signal.SIGINT)
            if ends:
                started.stdin.close()
            started.is_interrupted()


@NEEDS_SIGNALS
def test_an_interrupt_while_the_bot_prepares_the_article_ends_it_at_once(
    start: Start, small_article: SmallArticle, tmp_path: Path
) -> None:
    # Preparing never ends; it says when it has begun.
    (tmp_path / "sitecustomize.py").write_text(
        "import time, bot.matching.compiled as compiled\n"
        "def endless(*_):\n    print('preparing', flush=True)\n    while True:\n        time.sleep(0.01)\n"
        "compiled.Corpus.build = endless\n",
        "utf-8",
    )
    path = f"{tmp_path}{os.pathsep}{ROOT}"
    with start("--article", str(small_article.folder), "run", PYTHONPATH=path, DISCORD_TOKEN="none") as started:
        assert started.stdout.readline() == b"preparing\n"
        started.process.send_signal(signal.SIGINT)
        started.is_interrupted()


@NEEDS_SIGNALS
@pytest.mark.parametrize("module", ["argparse", "json"], ids=["by the command line", "by a command"])
def test_an_interrupt_during_an_import_ends_it_without_a_traceback(start: Start, tmp_path: Path, module: str) -> None:
    # A module that takes a minute to import: in short steps, since a signal just before a long one would wait for it.
    slow = "import time\nprint('importing', flush=True)\nfor _ in range(6000):\n    time.sleep(0.01)\n"
    (tmp_path / f"{module}.py").write_text(slow, "utf-8")
    with start("ask", PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}") as started:
        started.stdin.close()
        assert started.stdout.readline() == b"importing\n"
        started.process.send_signal(signal.SIGINT)
        started.is_interrupted()


@pytest.fixture
def run_in_shell(bot_command: Sequence[str], environment: Mapping[str, str], tmp_path: Path) -> Run:
    """Run a command with the shell's redirections behind it, plainly where they close a stream; a line to answer is at
    its standard input."""

    def run_it(redirections: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        started = PLAINLY if "&-" in redirections else bot_command
        command = ["sh", "-c", f'exec "$@" {redirections}', "sh", *started, *arguments]
        return subprocess.run(
            command,
            input=QUESTION.encode(),
            capture_output=True,
            cwd=tmp_path,
            env=environment,
            timeout=LATEST,
            check=False,
        )

    return run_it


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("arguments", [("ask", "x"), ("ask",), ("chat",), ("--help",)])
@pytest.mark.parametrize("redirection", [">&-", ">/dev/full"])
def test_an_output_that_cannot_be_written_is_one_line_of_complaint(
    run_in_shell: Run, redirection: str, arguments: tuple[str, ...]
) -> None:
    if "full" in redirection and not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    text = complaint(run_in_shell(redirection, *arguments), 1)
    assert text.startswith("footnote: input or output failed: ")
    assert text.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("arguments", [("ask",), ("chat",)])
def test_a_closed_input_is_an_empty_one(run_in_shell: Run, arguments: tuple[str, ...]) -> None:
    assert said(run_in_shell("<&-", *arguments)) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_without_standard_error_it_answers_and_fails_all_the_same(run_in_shell: Run) -> None:
    assert said(run_in_shell("2>&-", "ask", QUESTION)).startswith("The meeting in Washington")
    for redirection in ("2>&-", "2>/dev/full"):
        refused = run_in_shell(redirection, "ask", "")
        assert (refused.returncode, refused.stdout) == (2, b"")


def test_a_python_that_lacks_what_the_program_needs_is_reported_with_what_to_do(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Stemmer.py").write_text("raise ModuleNotFoundError('no', name='Stemmer')\n")

    told = complaint(run("ask", QUESTION, PYTHONPATH=str(tmp_path)), 1)

    assert "missing: Stemmer" in told
    assert ".venv/bin/python -m bot" in told


@pytest.mark.parametrize("command", ["sync", "doctor", "export"])
def test_a_server_that_is_no_id_is_refused_with_where_ids_are_found(run: Run, command: str) -> None:
    assert "Copy Server ID" in complaint(run(command, "--guild", "abc"), 2)
