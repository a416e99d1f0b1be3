"""The documents are true."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from bot.article import limits
from bot.article.loader import load_article
from bot.cli.ask import reply_json
from bot.cli.conversation import Conversation
from bot.cli.screen import WIDTH, Screen
from bot.conversation.acts.said import Said
from bot.conversation.dialogue import Dialogue
from bot.conversation.wordings.discord_wording import SERVER_COMMANDS, commands
from bot.errors import ArticleError
from bot.evaluation.checking import check_folder
from bot.evaluation.labels import read_dialogues
from bot.evaluation.report import evaluate
from bot.matching.english import general_gaps
from bot.matching.matcher import Matcher
from bot.settings import READ

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CURATING = (ROOT / ".github" / "CURATING.md").read_text("utf-8")
JSON = (ROOT / ".github" / "JSON.md").read_text("utf-8")
_SETTING = re.compile(r"\b(?:FOOTNOTE|DISCORD|DATABASE)_[A-Z_]+\b")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The article folder that the page on curating shows, made of its blocks and the file names before them."""
    folder = tmp_path / "alder-bridge"
    (folder / "sections").mkdir(parents=True)
    for file, text in re.findall(r"^`([\w/-]+\.\w+)`, .*?^```\w+\n(.*?)^```$", CURATING, re.MULTILINE | re.DOTALL):
        (folder / file).write_text(text, "utf-8")
    return folder


def test_the_readme_and_the_example_hold_every_setting_and_no_other() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")

    assert set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE)) == set(READ)
    assert re.findall(r"^([A-Z_]+)=", example, re.MULTILINE) == list(READ)
    assert set(_SETTING.findall(README)) == set(READ)


def test_the_readme_lists_every_slash_command() -> None:
    assert set(re.findall(r"^\| `/([a-z]+)", README, re.MULTILINE)) == {*commands(several=True), "footnote"}
    assert set(re.findall(r"^\| `/footnote ([a-z]+)", README, re.MULTILINE)) == set(SERVER_COMMANDS)


def test_every_module_that_contributors_are_sent_to_is_there() -> None:
    page = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`((?:[\w-]+/)*\w+\.py)`", page))
    files = [f"/{path.as_posix()}" for part in ("bot", "tests") for path in (ROOT / part).rglob("*.py")]

    assert [name for name in named if not any(file.endswith(f"/{name}") for file in files)] == []


def test_the_checks_run_the_test_command_of_the_readme() -> None:
    command = next(line for line in README.splitlines() if line.endswith("-m tests"))

    assert command in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_the_conversation_shown_in_the_readme_is_real(matcher: Matcher) -> None:
    (shown,) = re.findall(r"^```\n(you> .*?)^```$", README, re.MULTILINE | re.DOTALL)
    printed = io.StringIO()
    conversation = Conversation(matcher, Screen(Console(file=printed, width=WIDTH, highlight=False)))
    for question in re.findall(r"^you> (.*)$", shown, re.MULTILINE):
        printed.write(f"you> {question}\n")
        conversation.handle(question)

    # At a line's end the terminal may have a space where a document has none.
    assert [line.rstrip() for line in printed.getvalue().strip().split("\n")] == shown.strip().split("\n")


def test_the_json_that_is_shown_is_real_but_for_its_score(matcher: Matcher) -> None:
    ((question, shown),) = re.findall(r'^\$ python -m bot ask --json "(.*)"\n(\{.*\})$', JSON, re.MULTILINE)
    real = reply_json(question, Dialogue(matcher).reply(question))

    assert list(json.loads(real)) == list(json.loads(shown))
    assert json.loads(real) | {"score": None} == json.loads(shown) | {"score": None}


def test_the_page_on_json_tells_every_key_in_its_order_and_all_that_a_message_may_be(matcher: Matcher) -> None:
    table = JSON.partition("| key | what it holds |\n| --- | --- |\n")[2].partition("\n\n")[0].splitlines()
    keys = [key for row in table for key in re.findall(r"`(\w+)`", row.split("|")[1])]
    told = {row.split("|")[1].strip(): set(re.findall(r"`(\w+)`", row.split("|")[2])) for row in table}
    real = json.loads(reply_json("India", Dialogue(matcher).reply("India")))

    assert keys == list(real)
    assert told["`said`"] == {str(said) for said in Said if said}
    assert told["`choices`"] == set(real["choices"][0])


def test_the_article_that_is_shown_has_every_kind_of_file_and_no_faults(example: Path) -> None:
    article, _ = check_folder(example)

    assert {str(path.relative_to(example).as_posix()) for path in example.rglob("*.*")} == {
        "article.txt",
        "article.toml",
        "sections/bridge.toml",
        "gaps.toml",
        "variants.jsonl",
        "questions.jsonl",
    }
    assert article.names
    assert article.synonyms
    assert article.gaps
    assert any(each.variants for each in article.passages)
    assert any(each.variants for each in article.gaps)


def test_the_article_that_is_shown_finds_what_its_labels_ask(example: Path) -> None:
    matcher = Matcher.of(load_article(example))

    report = evaluate(read_dialogues(example / "questions.jsonl"), Dialogue(matcher), matcher.article)

    assert (report.share("offered"), report.share("quiet")) == (1, 1)


def test_the_fault_that_is_shown_is_real(example: Path) -> None:
    section = example / "sections" / "bridge.toml"
    text = section.read_text("utf-8")
    section.write_text(text.replace("two years and cost $3", "two years and costs $3"), "utf-8")

    with pytest.raises(ArticleError) as caught:
        load_article(example)

    (fault,) = caught.value.faults
    assert f"footnote: 1 fault in alder-bridge:\n  {fault}\n```" in CURATING


def test_the_general_gaps_that_are_turned_off_are_there() -> None:
    named = re.findall(r'without_gaps = \["([\w-]+)"\]', CURATING)

    assert named
    assert set(named) <= {gap.id for gap in general_gaps()}


def test_the_passage_in_the_readme_is_the_one_of_the_article_that_is_shown() -> None:
    (shown,) = re.findall(r"^```\n(\[\[passages\]\].*?)^```$", README, re.MULTILINE | re.DOTALL)

    assert shown in CURATING


def test_the_page_on_curating_tells_every_limit_of_an_article() -> None:
    told = " ".join(CURATING.split())

    assert f"of at most {limits.QUOTE_WORDS} words" in told
    assert (
        f"{limits.TITLE} for a title ({limits.ARTICLE_TITLE} for the article's), {limits.ASK} for an ask, "
        f"{limits.SUMMARY} for a summary, role, note or source ({limits.ARTICLE_SUMMARY:,} for the article's summary), "
        f"{limits.PARAGRAPH:,} for a paragraph, {limits.KEYWORD} for a name, alias, keyword or synonym, "
        f"{limits.ID} for an id."
    ) in told
