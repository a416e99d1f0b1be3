"""`python -m bot` with a person at the keyboard: a terminal of its own, real keys, real escape codes."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from bot.article.model import Article
from bot.matching.matcher import Matcher

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")

ROOT = Path(__file__).parent.parent
LATEST = 30.0  # seconds; only a hang takes as long
BOLD = "\x1b[1m"
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]")


class Terminal:
    """A command in a pseudo-terminal of 100 columns."""

    def __init__(self, *arguments: str, environment: Mapping[str, str]) -> None:
        self._screen, inside = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            cwd=ROOT,
            env=environment,
            start_new_session=True,
        )
        os.close(inside)
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._unread = ""
        self.shown = ""

    def press(self, keys: str) -> None:
        """Type the keys as they are."""
        os.write(self._screen, keys.encode())

    def wait_for(self, text: str) -> str:
        """What is shown from now on up to this text, without escape codes."""
        while text not in self._unread:
            chunk = self._read(f"{text!r} never came, but {self._unread!r}")
            self._unread = _ESCAPES.sub("", self._unread + chunk)
        before, self._unread = self._unread.split(text, 1)
        return before + text

    def end(self) -> int:
        """Everything that is still shown goes to `shown`; the exit code."""
        with contextlib.suppress(OSError):  # how Linux tells that nobody is left on the other side
            while self._read("it does not end"):
                pass
        return self.process.wait(LATEST)

    def _read(self, complaint: str) -> str:
        ready, _, _ = select.select([self._screen], [], [], LATEST)
        assert ready, complaint
        text = self._decode(os.read(self._screen, 65536))
        self.shown += text
        return text

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._screen)


Open = Callable[..., Terminal]


@pytest.fixture
def state(matcher: Matcher, index_cache: Path, tmp_path: Path) -> Path:
    """A state folder in which the shipped article's compiled index already is."""
    assert matcher
    shutil.copytree(index_cache, tmp_path / "index")
    return tmp_path


@pytest.fixture
def terminal(state: Path) -> Iterator[Open]:
    """Open a terminal with a command in it."""
    opened: list[Terminal] = []
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "FOOTNOTE_"))}
    kept.pop("NO_COLOR", None)
    known = {"FOOTNOTE_STATE": str(state), "DISCORD_TOKEN": "", "TERM": "xterm", "COLUMNS": "100", "LINES": "40"}

    def open_it(*arguments: str, **changed: str) -> Terminal:
        # Nobody tells this terminal's programs where the cursor is.
        environment = kept | known | {"PROMPT_TOOLKIT_NO_CPR": "1", "PYTHONIOENCODING": "utf-8"} | changed
        opened.append(Terminal(*arguments, environment=environment))
        return opened[-1]

    yield open_it
    for each in opened:
        each.close()


def test_without_a_command_and_a_token_the_conversation_starts(terminal: Open) -> None:
    screen = terminal()
    greeting = screen.wait_for("you>")
    assert greeting.startswith("Footnote ")
    assert "type /help" in greeting
    screen.press("Who met in Washington?\r")
    assert "¶ 1 of 19" in screen.wait_for("Matched: ")
    screen.wait_for("you>")
    screen.press("/quit\r")
    assert screen.end() == 0
    assert "Traceback" not in screen.shown


def test_a_typing_mistake_can_be_mended_before_it_is_sent(terminal: Open, article: Article) -> None:
    screen = terminal("chat")
    screen.wait_for("you>")
    screen.press("/sumary\x1b[D\x1b[D\x1b[Dm\r")  # three times left, then the missing letter
    screen.wait_for(article.summary[:40])
    screen.wait_for("you>")
    screen.press("\x04")
    assert screen.end() == 0


def test_ctrl_c_takes_back_the_line_and_ctrl_d_leaves(terminal: Open) -> None:
    screen = terminal("chat")
    screen.wait_for("you>")
    screen.press("what about\x03")
    screen.wait_for("you>")
    screen.press("/about\r")
    screen.wait_for("No language model")
    screen.wait_for("you>")
    screen.press("\x04")
    assert screen.end() == 0
    assert "Traceback" not in screen.shown


def test_what_was_asked_last_time_comes_back_with_the_up_key(terminal: Open, state: Path) -> None:
    first = terminal("chat")
    first.wait_for("you>")
    first.press("/topics\r")
    first.wait_for("/topic migration")
    first.wait_for("you>")
    first.press("\x04")
    assert first.end() == 0
    assert (state / "history").stat().st_mode & 0o077 == 0, "nobody else's business"

    second = terminal("chat")
    second.wait_for("you>")
    second.press("\x1b[A\r")
    second.wait_for("/topic migration")


def test_answer_words_are_bold_unless_the_person_or_the_terminal_wants_no_escape_codes(terminal: Open) -> None:
    shown: list[str] = []
    for changed in ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}):
        screen = terminal("ask", "Who met in Washington?", **changed)
        assert screen.end() == 0
        shown.append(screen.shown)
    assert [BOLD in text for text in shown] == [True, False, False]
    assert _ESCAPES.sub("", shown[0]) == shown[1] == shown[2]
