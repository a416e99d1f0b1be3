"""`python -m bot new` as a separate process."""

from __future__ import annotations

import os
import shlex
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.curation.sources.web import fetch_page
from bot.errors import InputError
from tests.article.small_article import SmallArticle
from tests.curation.drafting import BRIDGE

pytestmark = pytest.mark.process

ROOT = Path(__file__).parent.parent.parent
LATEST = 240  # seconds; only a hang takes as long


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(small_bot_command: Sequence[str], tmp_path: Path) -> Run:
    """Run a command in the folder of the test to its end, in the small language."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "FOOTNOTE_"))}
    variables = kept | {"FOOTNOTE_STATE": str(tmp_path / "state"), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}

    def run_it(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = [*small_bot_command, *arguments]
        return subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=variables,
            timeout=LATEST,
            check=False,
            text=True,
        )

    return run_it


def test_a_file_becomes_a_folder_that_passes_check_and_answers(run: Run, tmp_path: Path) -> None:
    (tmp_path / "The old bridge.txt").write_text(BRIDGE, "utf-8")

    done = run("new", "bridge", "The old bridge.txt")

    assert (done.returncode, done.stderr) == (0, "")
    assert "drafted 1 section, 5 passages" in done.stdout
    assert 'title = "The old bridge"' in (tmp_path / "bridge" / "article.toml").read_text("utf-8")
    checked = run("--article", "bridge", "check")
    assert checked.returncode == 0, checked.stderr
    assert "Drafted passages that nobody has reviewed yet; curate them (5):" in checked.stdout
    assert "cost $3 million" in run("--article", "bridge", "ask", "how much did the repairs cost?").stdout


def test_a_file_whose_name_is_nothing_of_its_text_names_no_article(run: Run, tmp_path: Path) -> None:
    (tmp_path / "essay-2.txt").write_text("Ana Roth (1889–1961) was a poet. She lived in Alder.\n", "utf-8")

    run("new", "roth", "essay-2.txt")

    assert 'title = "Ana Roth"' in (tmp_path / "roth" / "article.toml").read_text("utf-8")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_folder_that_holds_the_text_alone_gets_the_rest(run: Run, tmp_path: Path, between: str) -> None:
    text = BRIDGE.replace("\n", between)
    (tmp_path / "bridge").mkdir()
    (tmp_path / "bridge" / "article.txt").write_text(text, "utf-8")

    updated = run("new", "--update", "bridge", "bridge/article.txt")
    done = run("new", "bridge", "bridge/article.txt")

    advice = "bridge holds article.txt alone; draft the rest out of it: python -m bot new bridge bridge/article.txt"
    assert advice in " ".join(updated.stderr.split())
    assert (done.returncode, done.stderr) == (0, "")
    assert 'title = "Bridge"' in (tmp_path / "bridge" / "article.toml").read_text("utf-8")
    assert "no faults" in run("--article", "bridge", "check").stdout
    kept = "article.txt" if between == "\n" else "source.txt"
    assert (tmp_path / "bridge" / kept).read_text("utf-8") == text


def test_standard_input_is_a_source_and_what_is_left_out_is_reported(run: Run, tmp_path: Path) -> None:
    done = run("new", "bridge", "-", stdin=f"{BRIDGE}\n-----\n\nhttps://example.org\n")

    assert (done.returncode, done.stderr) == (0, "")
    assert "Left out, being no prose: 1 bare link, 1 rule." in done.stdout


def test_a_text_in_another_language_is_drafted_with_a_word_about_it(run: Run, tmp_path: Path) -> None:
    german = "Die Bücherei ist von Montag bis Freitag geöffnet. Am Samstag schließt sie um vierzehn Uhr.\n"
    done = run("new", "made", "-", stdin=f"{BRIDGE}\n{german}")

    assert (done.returncode, done.stderr) == (0, "")
    assert "Not in English: 1 of 4 paragraphs. The bot understands English only" in done.stdout


def test_a_file_in_the_place_of_the_folder_is_reported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rules.md").write_text(BRIDGE, "utf-8")

    done = run("new", "rules.md", "rules")

    assert done.returncode == 2
    assert done.stderr == "footnote: rules.md is a file; name the folder to make first: new FOLDER rules.md\n"


def test_a_file_in_the_place_of_the_folder_is_not_taken_for_the_text_where_another_is_given(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("", "utf-8")
    (tmp_path / "the rules.md").write_text(BRIDGE, "utf-8")

    for source in ("the rules.md", "-", "https://example.org/a?b&c"):
        done = run("new", "notes.txt", source)

        assert done.returncode == 2
        assert done.stderr == (
            f"footnote: notes.txt is a file; name the folder to make first: new FOLDER {shlex.quote(source)}\n"
        )


def test_suggestions_can_be_typed_as_shown(run: Run, tmp_path: Path) -> None:
    done = run("new", "--", "-my rules", "-", stdin="It opens at nine. It closes at five.\n")

    assert "drafted 1 section, 1 passage with" in done.stdout
    suggested = [line.partition(":")[2] for line in done.stdout.splitlines() if " it: " in line]
    ask, curate, check = (shlex.split(line) for line in suggested)
    assert ask[:4] == check[:4] == ["python", "-m", "bot", "--article"]
    assert curate[:4] == ["python", "-m", "bot", "curate"]
    assert ask[4] == curate[4] == check[4]
    assert run(*ask[3:]).returncode == 0


NEEDS_WEB = pytest.mark.skipif(find_spec("trafilatura") is None, reason="needs the extra web")


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("nowhere.txt", "nowhere.txt cannot be read"),
        (".", ". cannot be read"),
        ("-", "standard input is empty"),
        ("/dev/zero", "zero has more than 16 MB"),
        ("https://", "https:// is no address of a web page; give one like https://"),
        ("ftp://x/y", "ftp://x/y is no address of a web page; give one like https://"),
        ("www.example.org/page", "www.example.org/page is no address of a web page; give one like https://"),
        pytest.param("http://127.0.0.1:9/", "http://127.0.0.1:9/ ", marks=NEEDS_WEB),
    ],
)
def test_a_source_that_cannot_be_read_is_reported_in_one_line(
    run: Run, tmp_path: Path, source: str, problem: str
) -> None:
    done = run("new", "made", source)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"footnote: {problem}")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("added", ["Cats may come in.\n", ""])
def test_an_update_tells_that_the_text_has_another_title(run: Run, tmp_path: Path, added: str) -> None:
    (tmp_path / "a.md").write_text(f"# Bridge rules, version 1\n\n{BRIDGE}", "utf-8")
    (tmp_path / "b.md").write_text(f"# Bridge rules, version 2\n\n{BRIDGE}{added}", "utf-8")
    run("new", "bridge", "a.md")

    updated = run("new", "--update", "bridge", "b.md")

    assert "has the title “Bridge rules, version 2”; article.toml has “Bridge rules, version 1”" in updated.stdout


def test_an_update_tells_that_the_text_is_in_another_order(run: Run, tmp_path: Path) -> None:
    first, *others = BRIDGE.strip().splitlines()
    for name, lines in (("a.txt", [first, *others]), ("b.txt", [*others, first])):
        (tmp_path / name).write_text("\n\n".join(lines), "utf-8")
    run("new", "bridge", "a.txt")

    assert "kept, in another order." in run("new", "--update", "bridge", "b.txt").stdout
    assert "kept, nothing has changed." in run("new", "--update", "bridge", "b.txt").stdout


def test_an_update_tells_which_of_the_files_beside_the_article_cannot_be_read_and_changes_nothing(
    run: Run, small_article: SmallArticle, tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_text(small_article.text("article.txt").replace("dawn", "dusk"), "utf-8")
    small_article.write("questions.jsonl", '[1]\n{"id": 1\n')
    small_article.write("dialogues.jsonl", b"\xff\n")
    before = small_article.text("article.txt")

    done = run("new", "--update", str(small_article.folder), "b.txt")

    assert (done.returncode, done.stdout) == (2, "")
    assert "questions.jsonl, line 1: must be an object" in done.stderr
    assert "questions.jsonl, line 2: is not JSON" in done.stderr
    assert "dialogues.jsonl: is not UTF-8" in done.stderr
    assert small_article.text("article.txt") == before


@pytest.mark.parametrize("options", [(), ("--update",)])
def test_a_folder_that_cannot_be_looked_at_is_reported_in_one_line(
    run: Run, tmp_path: Path, options: tuple[str, ...]
) -> None:
    (tmp_path / "bridge.txt").write_text(BRIDGE, "utf-8")

    done = run("new", *options, "x" * 300, "bridge.txt")

    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be read (File name too long); check its name and its permissions" in done.stderr


def test_a_folder_that_is_there_is_changed_by_an_update_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BRIDGE, "utf-8")
    (tmp_path / "b.txt").write_text(BRIDGE.replace("Dogs are not allowed.", "Cats may come in."), "utf-8")
    run("new", "bridge", "a.txt")

    refused = run("new", "bridge", "b.txt")
    updated = run("new", "--update", "bridge", "b.txt")

    assert refused.returncode == 2
    assert "nothing is overwritten" in refused.stderr
    assert updated.returncode == 0
    assert "4 passages kept, 1 drafted anew." in updated.stdout
    assert "Cats may come in." in updated.stdout
    assert "Dogs are not allowed." in updated.stdout


PAGE = (
    "<html><head><title>Bridge | Gazette</title><meta property='og:site_name' content='The Gazette'></head><body><nav>"
    "<a href='/'>Home</a></nav><article><h1>Bridge</h1>"
    + "".join(f"<p>{line}</p>" for line in BRIDGE.splitlines())
    + "</article><footer>All rights reserved.</footer></body></html>"
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a local web server with one page, ``page.html``."""
    (tmp_path / "page.html").write_text(PAGE, "utf-8")

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(tmp_path))  # pyright: ignore[reportArgumentType] - the server's

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.filterwarnings("default")  # what the extractor's own dependencies warn of
def test_the_article_of_a_page_is_separated_from_its_boilerplate(site: str) -> None:
    pytest.importorskip("trafilatura", reason="the extra web is not installed", exc_type=ImportError)

    page = fetch_page(f"{site}/page.html")

    assert page.title == "Bridge"
    assert page.source.startswith("The Gazette")
    assert page.source.endswith(f"{site}/page.html")
    assert "Repairs took two years" in page.text
    assert "rights reserved" not in page.text
    with pytest.raises(InputError, match="the server says 404"):
        fetch_page(f"{site}/none.html")


@pytest.mark.slow
def test_evaluate_without_labelled_questions_tells_how_to_write_some(
    run: Run, tmp_path: Path, small_article: SmallArticle
) -> None:
    (tmp_path / "a.txt").write_text(BRIDGE, "utf-8")
    run("new", "bridge", "a.txt")

    drafted = run("--article", "bridge", "evaluate")
    curated = run("--article", str(small_article.folder), "evaluate")

    assert (drafted.returncode, drafted.stderr) == (0, "")
    assert "Write some to" in drafted.stdout
    assert "there is no ask by a person to hide" in drafted.stdout
    assert "12 asks, hidden in turn: " in curated.stdout
