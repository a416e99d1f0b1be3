"""What the documents say holds."""

from __future__ import annotations

import re
from pathlib import Path

from bot.console import outcome_text
from bot.matching.matcher import Matcher
from bot.settings import setting_names
from bot.wording import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
_SETTING = re.compile(r"\b(?:FOOTNOTE|DISCORD)_[A-Z_]+\b")


def test_the_readme_and_the_example_hold_every_setting_and_no_other() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")

    assert set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE)) == set(setting_names())
    assert re.findall(r"^([A-Z_]+)=", example, re.MULTILINE) == setting_names()
    assert set(_SETTING.findall(README)) == set(setting_names())


def test_the_readme_lists_every_slash_command() -> None:
    assert set(re.findall(r"^\| `/([a-z]+)", README, re.MULTILINE)) == set(COMMANDS)


def test_the_checks_run_the_test_command_of_the_readme() -> None:
    command = next(line for line in README.splitlines() if line.endswith("-m pytest"))

    assert command in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_the_answers_shown_in_the_readme_are_real(matcher: Matcher) -> None:
    shown = outcome_text(matcher.match("how old is Landau?"), matcher.article).replace("\n", " ")
    assert shown.startswith("The article does not say. The article does not give anyone's age, birthplace, family")
    answer = outcome_text(matcher.match("people put in chains on army aircraft and flown home"), matcher.article)
    assert answer.splitlines()[-1] in README
