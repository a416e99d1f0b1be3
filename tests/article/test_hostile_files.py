"""Any content of an article folder leads to one fault for each problem, or to the right result, and never to a wait."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.article import quotes
from bot.article.loader import load_article
from bot.article.quotes import locate, uncovered
from bot.errors import ArticleError, Fault
from bot.files import LARGEST
from tests.article.small_article import FILES, SmallArticle

DAYS, LIBRARY = "sections/days.toml", "sections/library.toml"
ALL = [*FILES, "variants.jsonl"]
NOT_CHECKED = "not all files are read"


def told(small_article: SmallArticle, file: str) -> list[Fault]:
    """The faults of a file, which has some, without the one of all sections that some were not checked."""
    found = [fault for fault in small_article.faults() if NOT_CHECKED not in fault.problem]
    assert {fault.file for fault in found} == {file}
    return found


def put(small_article: SmallArticle, file: str, make: Callable[[Path], object]) -> None:
    """Put something else in the place of a file."""
    path = small_article.folder / file
    path.unlink(missing_ok=True)
    make(path)


INSTEAD_OF_A_FILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a folder": (lambda path: path.mkdir(), "cannot be read (Is a directory); check the file and its permissions"),
    "a link to nowhere": (lambda path: path.symlink_to("nowhere"), "the file is missing; create it"),
    "a link to itself": (lambda path: path.symlink_to(path.name), "cannot be read (Too many levels of symbolic links)"),
    "a pipe that nobody writes to": (lambda path: os.mkfifo(path), "cannot be read (it is not a file)"),
    "a device without an end": (lambda path: path.symlink_to("/dev/zero"), "cannot be read (it is not a file)"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="has no such pipes and devices, and other words for its errors")
@pytest.mark.parametrize("what", INSTEAD_OF_A_FILE)
@pytest.mark.parametrize("file", ALL)
def test_a_pipe_or_device_in_place_of_a_file_is_one_fault_and_not_waited_for(
    small_article: SmallArticle, file: str, what: str
) -> None:
    make, problem = INSTEAD_OF_A_FILE[what]
    put(small_article, file, make)

    (fault,) = told(small_article, file)

    assert (fault.key, fault.problem.startswith(problem)) == ("", True)


@pytest.mark.parametrize("file", ALL)
def test_a_link_to_a_file_is_read(small_article: SmallArticle, tmp_path: Path, file: str) -> None:
    small_article.write("variants.jsonl", '{"passage": "days/hunt", "ask": "dusk or dawn"}\n')
    expected = small_article.load()
    elsewhere = tmp_path / "elsewhere"
    shutil.move(small_article.folder / file, elsewhere)
    (small_article.folder / file).symlink_to(elsewhere)

    assert small_article.load() == expected


@pytest.mark.parametrize("file", ALL)
def test_a_file_that_is_not_utf_8_is_reported_with_the_byte(small_article: SmallArticle, file: str) -> None:
    text = FILES.get(file, "\n").encode()
    small_article.write(file, text + b"# caf\xe9\n")

    (problem,) = (fault.problem for fault in small_article.faults() if fault.file == file)

    assert f"is not UTF-8 at byte {len(text) + 5}; save the file as UTF-8" in problem


@pytest.mark.parametrize("file", ALL)
def test_a_file_too_large_to_be_of_an_article_is_one_fault(small_article: SmallArticle, file: str) -> None:
    with (small_article.folder / file).open("ab") as opened:
        opened.truncate(LARGEST + 1)  # takes no room on the disk

    (fault,) = told(small_article, file)

    assert "MB" in fault.problem


def test_a_file_in_the_place_of_the_folder_of_sections_is_one_fault(small_article: SmallArticle) -> None:
    shutil.rmtree(small_article.folder / "sections")
    small_article.write("sections", "")

    (fault,) = small_article.faults()

    assert (fault.file, fault.problem) == (
        "sections",
        "cannot be read (Not a directory); make it a folder that you may read",
    )


BROKEN_TOML = {
    "lists in lists": ("x = " + "[" * 100_000, "nested too deep"),
    "tables in tables": ("x = " + "{x = " * 100_000, "nested too deep"),
    "a table of very many parts": ("[" + "x." * 100_000 + "x]", "A key of more than 16 parts"),
    "a key of very many parts": ("x." * 100_000 + "x = 1", "A key of more than 16 parts"),
    "a key of very many quoted parts": ('"x"  .\t' * 100_000 + "x = 1", "A key of more than 16 parts"),
    "such a key within a table": ("x = {" + "x." * 100_000 + "x = 1}", "A key of more than 16 parts"),
    "a number of very many digits": ("x = " + "9" * 100_000, "thousands of digits"),
}


@pytest.mark.parametrize("what", BROKEN_TOML)
@pytest.mark.parametrize("file", [file for file in FILES if file.endswith(".toml")])
def test_toml_that_would_never_be_read_is_one_fault(small_article: SmallArticle, file: str, what: str) -> None:
    text, problem = BROKEN_TOML[what]
    small_article.write(file, f"{text}\n{FILES[file]}")

    (fault,) = told(small_article, file)

    assert fault.problem.startswith("broken TOML: ")
    assert problem in fault.problem


@pytest.mark.parametrize(
    "text",
    ["x.y.z." * 10, "U.S.A.F.B.C.D.E.F.G.H.I.J.K.L.M.N.O.P", "1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19"],
)
@pytest.mark.parametrize("form", ["'{}'", '"{}"', "'''{}'''", '"""{}"""', "'''it's\n{}'''", '"""a \\""" "\n{}"""'])
def test_dots_in_a_text_are_no_parts_of_a_key(small_article: SmallArticle, form: str, text: str) -> None:
    small_article.replace(
        DAYS, "asks = '''\nwhen do", f"asks = {form.format(text)} # a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s\nx = '''"
    )

    assert [fault.key for fault in small_article.faults()] == ["passages[1].x"]


# What many programs take for the end of a line, and no editor shows as one.
HIDDEN_BREAKS = ["\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\ufeff"]


@pytest.mark.parametrize("mark", HIDDEN_BREAKS, ids=ascii)
def test_a_hidden_line_break_in_the_article_is_a_fault_and_no_new_paragraph(
    small_article: SmallArticle, mark: str
) -> None:
    small_article.replace("article.txt", "day. They", f"day. {mark} They")

    found = [fault for fault in small_article.faults() if fault.file == "article.txt"]

    assert [(fault.key, f"({mark!r})" in fault.problem) for fault in found] == [("paragraph 1", True)]


@pytest.mark.parametrize("mark", ["\\u0085", "\\u2028", "\\u2029", "\\u000b", "\\ufeff"])
def test_a_hidden_line_break_in_an_ask_is_a_fault_and_no_new_ask(small_article: SmallArticle, mark: str) -> None:
    small_article.replace(DAYS, "asks = '''\nwhen do cats hunt", f"asks = \"when{mark}do cats hunt\"\nx = '''")

    assert [fault.key for fault in told(small_article, DAYS)] == ["passages[1].asks item 1", "passages[1].x"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_line_ends_and_the_mark_of_utf_8_change_nothing(small_article: SmallArticle, ends: str, begin: str) -> None:
    expected = small_article.load()
    for file, text in FILES.items():
        # TOML allows no bare \r.
        small_article.write(file, begin + text.replace("\n", ends if file == "article.txt" or ends != "\r" else "\r\n"))

    assert small_article.load() == expected


@pytest.mark.parametrize("article_form", ["NFC", "NFD"])
@pytest.mark.parametrize("index_form", ["NFC", "NFD"])
def test_quotes_are_found_in_whichever_unicode_form_and_shown_as_the_article_has_them(
    small_article: SmallArticle, article_form: str, index_form: str
) -> None:
    for file, text in FILES.items():
        form = article_form if file == "article.txt" else index_form
        named = text.replace("Whiskers", "Zoë").replace("at dawn", "à l’aube")
        small_article.write(file, unicodedata.normalize(form, named))  # pyright: ignore[reportArgumentType] - a literal

    article = small_article.load()

    for passage in article.passages:
        assert passage.quote in article.paragraphs[passage.paragraph - 1]
    assert [p.quote[slice(*p.bold[0])] for p in article.passages if "Zo" in p.quote] == [
        unicodedata.normalize(article_form, "Zoë")  # pyright: ignore[reportArgumentType] - a literal
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="allows no such names")
def test_names_of_files_and_keys_are_told_without_what_a_terminal_would_obey(small_article: SmallArticle) -> None:
    small_article.write("sections/\x1b[31m\nred.toml", "")
    small_article.replace(DAYS, 'related = ["library"]', '"\\u001b[31m\\nred" = 1')

    found = {str(fault) for fault in small_article.faults()}

    assert all(text.isprintable() for text in found)
    assert any(text.startswith("sections/\\x1b[31m\\nred.toml: id: is missing") for text in found)
    assert any(text.startswith(f"{DAYS}: \\x1b[31m\\nred: is an unknown key") for text in found)


def test_a_word_of_synonyms_is_checked_as_its_synonyms_are(small_article: SmallArticle) -> None:
    small_article.replace("article.toml", '"mice" =', '"" = ["x"]\n"a\\tb" = ["y"]\n"mice" =')

    assert [fault.key for fault in told(small_article, "article.toml")] == ["synonyms", "synonyms.a\\tb"]


def test_a_long_text_is_shortened_in_the_middle(small_article: SmallArticle) -> None:
    small_article.replace(DAYS, '["most of the day"]', f'["{"x" * 100_000}"]')

    absent, long = told(small_article, DAYS)

    assert long.problem.startswith("has 100000 characters")
    assert absent.problem.startswith("'xxx")
    assert absent.problem.endswith("is not in the quote; copy the words from it")
    assert len(absent.problem) < 1_100


def sentence(number: int) -> str:
    return f"Paragraph {number} tells of cats and of number {number}."


def looked_at(
    monkeypatch: pytest.MonkeyPatch, paragraphs: list[str], wanted: list[str], *, also_uncovered: bool
) -> int:
    """How many paragraphs are searched for the quotes, each counted as often as it is."""
    count = 0
    occurrences = quotes.occurrences

    def counting(quote: str, paragraph: str, *, is_cut: bool = False) -> list[tuple[int, int]]:
        nonlocal count
        count += 1
        return occurrences(quote, paragraph, is_cut=is_cut)

    monkeypatch.setattr(quotes, "occurrences", counting)
    for quote in wanted:
        locate(quote, paragraphs)
    if also_uncovered:
        assert list(uncovered(paragraphs, wanted)) == []
    monkeypatch.undo()
    return count


@pytest.mark.parametrize("also_uncovered", [False, True])
def test_the_search_for_quotes_grows_no_faster_than_the_article(
    monkeypatch: pytest.MonkeyPatch, also_uncovered: bool
) -> None:
    few, many = ([sentence(number) for number in range(count)] for count in (200, 2_000))

    steps = [looked_at(monkeypatch, each, each, also_uncovered=also_uncovered) for each in (few, many)]

    assert steps[1] <= 11 * steps[0]


def test_a_wrong_quote_is_compared_with_few_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = [sentence(number) for number in range(2_000)]
    assert looked_at(monkeypatch, paragraphs, [sentence(7).replace("tells", "speaks")], also_uncovered=False) <= 200

    place = locate(sentence(1234).replace("tells", "speaks"), paragraphs)

    assert place.paragraph == 1235
    assert "the article 'tells of cats and'" in place.problem


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(file=st.sampled_from(ALL), at=st.floats(0, 1), what=st.binary(max_size=40), cut=st.integers(0, 40))
def test_any_bytes_anywhere_are_faults_or_nothing_wrong(
    small_article: SmallArticle, file: str, at: float, what: bytes, cut: int
) -> None:
    content = FILES.get(file, '{"passage": "days/hunt", "ask": "dusk or dawn"}\n').encode()
    place = int(at * len(content))
    small_article.write(file, content[:place] + what + content[place + cut :])
    try:
        article = load_article(small_article.folder)
    except ArticleError as error:
        assert all(str(fault).isprintable() and fault.problem for fault in error.faults)  # noqa: PT017 - or nothing wrong
    else:
        assert all(p.quote in article.paragraphs[p.paragraph - 1] for p in article.passages)
    finally:
        small_article.write(file, FILES[file]) if file in FILES else small_article.remove(file)
