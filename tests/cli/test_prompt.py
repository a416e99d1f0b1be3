"""`python -m bot` with a person at the keyboard: a real terminal, keys and escape codes."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from bot.article.model import Article
from bot.cli import output
from bot.cli.prompt import KeptHistory
from bot.matching.matcher import Matcher
from tests.article.small_article import SmallArticle

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

pytestmark = pytest.mark.process

ROOT = Path(__file__).parent.parent.parent
LATEST = 300.0  # seconds; only a hang takes as long
BOLD = "\x1b[1m"
_COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:[349][0-7]|[34]8|10[0-7])[;m]")
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]")


class Terminal:
    """A command in a pseudo-terminal of 100 columns."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._screen, inside = pty.openpty()
        self.resize(100)
        self.process = subprocess.Popen(
            command,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            cwd=environment["FOOTNOTE_STATE"],  # not the checkout: a developer's own .env is there
            env=environment,
            start_new_session=True,
        )
        os.close(inside)
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._unread = ""
        self.shown = ""

    def resize(self, columns: int) -> None:
        """Make the terminal so wide."""
        fcntl.ioctl(self._screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))

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

    def at(self, prompt: str, keys: str) -> None:
        """Type the keys once this is shown."""
        self.wait_for(prompt)
        self.press(keys)

    def leave(self) -> None:
        """Leave the conversation at its next prompt, without a fault."""
        self.at("you>", "\x04")
        assert self.end() == 0
        assert "Traceback" not in self.shown

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
def terminal(state: Path, bot_command: Sequence[str], small_bot_command: Sequence[str]) -> Iterator[Open]:
    """Open a terminal with a command in it, `small` for one that compiles the small article."""
    opened: list[Terminal] = []
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "FOOTNOTE_"))}
    # COLUMNS and LINES: with them a program does not ask its terminal how wide it is.
    for name in ("NO_COLOR", "COLUMNS", "LINES"):
        kept.pop(name, None)
    known = {"FOOTNOTE_STATE": str(state), "PYTHONPATH": str(ROOT), "TERM": "xterm"}

    def open_it(*arguments: str, small: bool = False, **changed: str) -> Terminal:
        # Nobody tells this terminal's programs where the cursor is.
        environment = kept | known | {"PROMPT_TOOLKIT_NO_CPR": "1", "PYTHONIOENCODING": "utf-8"} | changed
        opened.append(Terminal([*(small_bot_command if small else bot_command), *arguments], environment))
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
    screen.at("you>", "/quit\r")
    assert screen.end() == 0
    assert "Traceback" not in screen.shown


def test_a_typing_mistake_can_be_mended_before_it_is_sent(terminal: Open, article: Article) -> None:
    screen = terminal("chat")
    screen.at("you>", "/sumary\x1b[D\x1b[D\x1b[Dm\r")  # three times left, then the missing letter
    screen.wait_for(article.summary[:40])
    screen.leave()


def test_ctrl_c_takes_back_the_line_and_ctrl_d_leaves(terminal: Open) -> None:
    screen = terminal("chat")
    screen.at("you>", "what about\x03")
    screen.wait_for("Ctrl-D or /quit leaves.")
    screen.at("you>", "\x03")
    assert "leaves" not in screen.wait_for("you>"), "once is enough"
    screen.press("/about\r")
    screen.wait_for("No language model")
    screen.leave()


def test_the_up_key_recalls_questions_of_earlier_sessions(terminal: Open, state: Path) -> None:
    first = terminal("chat")
    first.at("you>", "/topics\r")
    first.wait_for("/topic migration")
    first.leave()
    assert (state / "history").stat().st_mode & 0o077 == 0, "nobody else's business"

    second = terminal("chat")
    second.at("you>", "\x1b[A\r")
    second.wait_for("/topic migration")


OBSTACLES: dict[str, Callable[[Path], object]] = {
    "a folder": lambda path: path.mkdir(),
    "a link": lambda path: path.symlink_to("elsewhere"),
    "a pipe": lambda path: os.mkfifo(path),
    "a full disk": lambda path: path.symlink_to("/dev/full"),
}


@pytest.mark.parametrize("what", OBSTACLES)
def test_the_conversation_works_without_a_history_file(terminal: Open, state: Path, what: str) -> None:
    OBSTACLES[what](state / "history")
    screen = terminal("chat")
    assert f"What you type is not kept: {state / 'history'} cannot be used (" in screen.wait_for("you>")
    screen.press("/privacy\r")
    screen.wait_for("Nothing of it is kept.")
    screen.leave()
    assert not (state / "elsewhere").exists()


def test_a_history_that_cannot_be_written_any_more_is_reported_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "history"
    history = KeptHistory(path)
    history.append_string("before")
    path.unlink()
    path.mkdir()

    history.append_string("after")
    history.append_string("later")

    assert history.get_strings() == ["before", "after", "later"]
    assert capsys.readouterr().err.count("What you type is not kept: ") == 1


def test_a_history_that_cannot_be_read_is_told_and_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "history").mkdir()

    assert list(KeptHistory(tmp_path / "history").load_history_strings()) == []
    assert "What you type is not kept: " in capsys.readouterr().err


@pytest.mark.parametrize("command", ["ask", "chat"])
def test_ctrl_c_while_the_article_is_prepared_ends_it_at_once(
    terminal: Open, small_article: SmallArticle, state: Path, command: str
) -> None:
    before = set((state / "index").iterdir())
    screen = terminal("--article", str(small_article.folder), command)
    screen.wait_for("Preparing the article")
    screen.process.send_signal(signal.SIGINT)  # as Ctrl-C does where the terminal is the process's own
    assert screen.end() == 130
    assert "Traceback" not in screen.shown
    assert "Ignored" not in screen.shown
    assert set((state / "index").iterdir()) == before, "nothing half done is left"


def test_without_history_nothing_typed_is_kept(terminal: Open, state: Path) -> None:
    screen = terminal("chat", "--no-history")
    screen.at("you>", "/privacy\r")
    screen.wait_for("Nothing of it is kept.")
    screen.leave()
    assert not (state / "history").exists()


def test_each_line_of_a_pasted_block_is_answered(terminal: Open, article: Article) -> None:
    screen = terminal("chat")
    screen.at("you>", "\x1b[200~/read 1\r\n\r\n/read 2\r\n\x1b[201~\r")
    screen.wait_for(f"¶ 1 of {len(article.paragraphs)}")
    screen.wait_for(f"¶ 2 of {len(article.paragraphs)}")
    screen.wait_for("you>")


def test_a_typed_escape_sequence_is_no_error(terminal: Open) -> None:
    screen = terminal("chat")
    screen.at("you>", "\x1b[31mred\x1b[0m\r/about\r")
    assert "Unhandled" not in screen.wait_for("No language model")


def test_an_answer_is_as_wide_as_the_terminal_is_now(terminal: Open) -> None:
    screen = terminal("chat")
    screen.wait_for("you>")
    for columns, width in ((100, 88), (50, 50), (20, 0)):
        screen.resize(columns)
        screen.press("/topic meeting\r")
        screen.at("you>", "1\r")
        shown = screen.wait_for("¶ 1 of 19")
        framed = {len(line) for line in shown.split("\r\n") if line.startswith(("╭", "│"))}
        assert framed == ({width} if width else set())
        screen.wait_for("you>")


@pytest.mark.parametrize("kind", ["xterm", "dumb"])
def test_in_any_kind_of_terminal_no_line_is_wider_than_it(terminal: Open, kind: str) -> None:
    screen = terminal("chat", TERM=kind)
    screen.wait_for("you>")
    screen.resize(44)
    screen.press("Who met in Washington?\r")
    answer = screen.wait_for("¶ 1 of 19").splitlines()
    frame = [line for line in answer if line.startswith(("╭", "│", "╰"))]
    assert len(frame) > 3
    assert max(map(len, frame)) <= 44


@pytest.mark.parametrize("arguments", [("ask", "Who met in Washington?"), ("chat",)], ids=["ask", "chat"])
def test_no_color_leaves_bold_and_a_dumb_terminal_has_neither(terminal: Open, arguments: tuple[str, ...]) -> None:
    shown: list[str] = []
    for changed in ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}):
        screen = terminal(*arguments, **changed)
        if "chat" in arguments:
            screen.at("you>", "Who met in Washington?\r")
            screen.wait_for("¶ 1 of 19")
            screen.at("you>", "/quit\r")
        assert screen.end() == 0
        shown.append(screen.shown)
    assert [BOLD in text for text in shown] == [True, True, False]
    assert not any(_COLOUR.search(text) for text in shown[1:])


def test_a_person_is_told_why_the_first_answer_takes_time(terminal: Open, small_article: SmallArticle) -> None:
    folder = str(small_article.folder)
    for told in (True, False):
        screen = terminal("--article", folder, "ask", "who feeds Whiskers", small=True)
        assert screen.end() == 0
        assert screen.shown.startswith("Preparing the article: this takes a few seconds") is told


def test_a_progress_bar_comes_when_preparing_takes_long_and_goes_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = iter([0.0, 0.5, 1.5, 2.0])
    monkeypatch.setattr(output.time, "monotonic", lambda: next(now, 2.0))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")

    with output.say_compiling() as progress:
        progress(0.3)
        short = capsys.readouterr().err
        progress(0.7)

    long = _ESCAPES.sub("", capsys.readouterr().err)
    assert short == "Preparing the article: this takes a few seconds, now and after each edit ...\n"
    assert "70%" in long


def test_progress_is_only_shown_at_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with output.say_compiling() as progress:
        progress(0.5)

    assert capsys.readouterr() == ("", "")


def test_a_curator_files_a_question_with_one_key(terminal: Open, small_article: SmallArticle) -> None:
    screen = terminal("curate", str(small_article.folder), small=True)
    screen.at("ask>", "when is the hunt\r")
    screen.at("file>", "1")
    screen.wait_for("Filed under days/hunt")
    screen.at("ask>", "\x04")
    screen.wait_for("1 filed in")
    assert screen.end() == 0
    assert "Traceback" not in screen.shown
    assert small_article.load().passages[1].asks[-1] == "when is the hunt"


def test_a_line_end_after_a_curators_key_is_none_of_the_next_prompts(
    terminal: Open, small_article: SmallArticle
) -> None:
    screen = terminal("curate", str(small_article.folder), small=True)
    screen.at("ask>", "\x1b[200~when is the hunt\ndo felines nap\x1b[201~\r")
    screen.at("file>", "1\r")
    screen.wait_for("Filed under days/hunt")
    screen.at("file>", "\rs")
    screen.at("ask>", "\x04")
    screen.wait_for("1 filed in")
    assert screen.end() == 0
    assert "Press one of" not in screen.shown


def test_a_curator_is_told_the_keys_and_leaves_with_one_wherever_something_is_asked(
    terminal: Open, small_article: SmallArticle
) -> None:
    screen = terminal("curate", str(small_article.folder), small=True)
    screen.at("ask>", "when is the hunt\r")
    screen.at("file>", "/help\r")
    screen.wait_for("q leaves and ? shows this")
    screen.at("file>", "t")
    screen.at("words of the passage", "sleep\r")
    screen.at("which", "?")
    screen.wait_for("q leaves and ? shows this")
    screen.at("which", "q")
    screen.wait_for("0 filed in")
    assert screen.end() == 0


def test_a_curator_is_asked_about_each_question_of_a_pasted_block(terminal: Open, small_article: SmallArticle) -> None:
    screen = terminal("curate", str(small_article.folder), small=True)
    screen.at("ask>", "\x1b[200~when is the hunt\ndo felines nap\x1b[201~\r")
    screen.at("file>", "x\r")
    screen.at("press one of: 1 2 3", "1")
    screen.wait_for("Filed under days/hunt")
    screen.at("file>", "q")
    screen.wait_for("1 filed in")
    assert screen.end() == 0
