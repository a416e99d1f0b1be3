"""A cached article answers like a compiled one, and a problem with the cache is never an error."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from bot.article.model import Article
from bot.errors import ArticleError
from bot.matching.cache import load_matcher, pack
from bot.matching.compiled import Compiled, compile_article
from bot.matching.index import Index
from bot.matching.letters import Letters
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer
from bot.matching.progress import Progress
from bot.matching.scoring import Scale
from tests.article.small_article import SmallArticle
from tests.matching.outcome_rules import answered

DAYS = "sections/days.toml"
QUESTIONS = [
    "do cats sleep",
    "when do they hunt",
    "who feeds Whisky",
    "how old is Whiskers",
    "rodents",
    "wiskers",
    "townlibrary",
    "paragraph 2",
    "",
    "xyz",
]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "state" / "cache"


@pytest.fixture(scope="module")
def compiled_before() -> dict[str, Compiled]:
    """What was compiled for these tests, by article: they are about how it is kept."""
    return {}


@pytest.fixture
def folder(
    small_article: SmallArticle,
    small_language: None,
    compiled_before: dict[str, Compiled],
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """The folder of the small article; each content of it is compiled once."""

    def compile_once(article: Article, progress: Progress) -> Compiled:
        content = repr(article)
        if content not in compiled_before:
            compiled_before[content] = compile_article(article, progress)
        return compiled_before[content]

    monkeypatch.setattr("bot.matching.cache.compile_article", compile_once)
    return small_article.folder


class Compilings:
    """Counts how often an article was compiled, and keeps what was told of the last time."""

    def __init__(self) -> None:
        self.count = 0
        self.progress: list[float] = []

    @contextmanager
    def __call__(self) -> Generator[Progress]:
        self.count += 1
        self.progress = []
        yield self.progress.append


@pytest.fixture
def compilings() -> Compilings:
    return Compilings()


def kept_file(cache: Path) -> Path:
    """The one file that the cache holds."""
    (file,) = cache.iterdir()
    return file


def check_same(one: Matcher, other: Matcher) -> None:
    """Two matchers have the same article and all questions have the same outcomes."""
    assert one.article == other.article
    assert [one.match(question) for question in QUESTIONS] == [other.match(question) for question in QUESTIONS]


def test_a_second_load_compiles_nothing_and_answers_the_same(
    folder: Path, cache: Path, compilings: Compilings, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = load_matcher(folder, cache, compilings)
    assert compilings.count == 1
    monkeypatch.delattr("bot.matching.cache.compile_article")  # compiling would fail

    kept = load_matcher(folder, cache, compilings)

    assert compilings.count == 1
    check_same(kept, compiled)


def test_a_compiled_article_comes_back_whole(folder: Path, cache: Path) -> None:
    compiled = load_matcher(folder, cache).compiled
    kept = load_matcher(folder, cache).compiled

    assert kept.article == compiled.article
    assert kept.gaps == compiled.gaps
    assert list(kept.texts) == list(compiled.texts)
    assert kept.vocabulary.dump() == compiled.vocabulary.dump()
    parts = (
        (Index, kept.index, compiled.index),
        (Letters, kept.letters, compiled.letters),
        (Scale, kept.scale, compiled.scale),
    )
    for kind, one, other in parts:
        for field in fields(kind):
            assert np.array_equal(getattr(one, field.name), getattr(other, field.name)), field.name
            assert type(getattr(one, field.name)) is type(getattr(other, field.name)), field.name


def test_the_shipped_article_answers_the_same_from_the_cache(
    matcher: Matcher, data_folder: Path, index_cache: Path, compilings: Compilings
) -> None:
    kept = load_matcher(data_folder, index_cache, compilings)
    questions = [ask for passage in matcher.article.passages for ask in passage.asks[1::25]]
    questions += [f"so {name.name} and tarrifs?" for name in matcher.article.names]
    questions += [f"how old is {name.name}" for name in matcher.article.names]

    assert compilings.count == 0
    assert kept.article == matcher.article
    assert kept.compiled.gaps == matcher.compiled.gaps
    assert [kept.match(question) for question in questions] == [matcher.match(question) for question in questions]


@pytest.mark.usefixtures("small_language")
def test_a_compiled_index_is_the_same_whenever_it_is_compiled(small_article: SmallArticle) -> None:
    first, second = (pack(compile_article(small_article.load())) for _ in range(2))

    assert first == second


@pytest.mark.usefixtures("small_language")
def test_compiling_tells_how_far_it_is(small_article: SmallArticle, compilings: Compilings) -> None:
    load_matcher(small_article.folder, None, compilings)

    assert compilings.progress == sorted(set(compilings.progress))
    assert len(compilings.progress) > 1
    assert compilings.progress[-1] == 1


def test_without_a_cache_folder_nothing_is_kept(folder: Path, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))

    matcher = load_matcher(folder, None)

    assert isinstance(matcher.match("when do cats hunt"), Answer)
    assert set(tmp_path.rglob("*")) == before


def test_an_edited_folder_is_compiled_again_and_the_outdated_file_is_removed(
    folder: Path, small_article: SmallArticle, cache: Path
) -> None:
    load_matcher(folder, cache)
    outdated = kept_file(cache)
    small_article.replace(DAYS, "hunting hours of felines", "hunting hours of felines\nshall the moon be green")

    edited = load_matcher(folder, cache)

    passage = answered(edited.match("shall the moon be green"))
    assert passage is not None
    assert passage.key == "days/hunt"
    assert kept_file(cache) != outdated


def test_an_edit_of_the_same_length_and_time_is_noticed(folder: Path, small_article: SmallArticle, cache: Path) -> None:
    files = [small_article.folder / "article.txt", small_article.folder / DAYS]
    times = {file: file.stat() for file in files}
    load_matcher(folder, cache)
    small_article.replace("article.txt", "They hunt at dawn", "They hunt at dusk")
    small_article.replace(DAYS, 'quote = "They hunt at dawn,', 'quote = "They hunt at dusk,')
    small_article.replace(DAYS, 'answer = ["at dawn"', 'answer = ["at dusk"')
    for file, before in times.items():
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)

    passage = answered(load_matcher(folder, cache).match("when do cats hunt"))

    assert passage is not None
    assert passage.quote == "They hunt at dusk, when mice are about."


@pytest.mark.parametrize("file", ["article.txt", "article.toml", "gaps.toml", "variants.jsonl", DAYS])
def test_a_change_of_any_file_is_noticed(folder: Path, small_article: SmallArticle, cache: Path, file: str) -> None:
    load_matcher(folder, cache)
    small_article.write(file, b"\xff")

    with pytest.raises(ArticleError, match="not UTF-8"):
        load_matcher(folder, cache)


@pytest.mark.parametrize("file", ["gaps.toml", "variants.jsonl"])
def test_a_file_that_is_gone_is_noticed(
    folder: Path, small_article: SmallArticle, cache: Path, compilings: Compilings, file: str
) -> None:
    small_article.write("variants.jsonl", '{"passage": "days/hunt", "ask": "dusk or dawn"}\n')
    load_matcher(folder, cache, compilings)
    small_article.remove(file)

    load_matcher(folder, cache, compilings)

    assert compilings.count == 2


def test_a_new_file_is_noticed(folder: Path, small_article: SmallArticle, cache: Path) -> None:
    load_matcher(folder, cache)
    small_article.write("sections/new.toml", b"\xff")

    with pytest.raises(ArticleError, match=r"sections/new\.toml"):
        load_matcher(folder, cache)


def test_text_that_moves_from_one_file_to_another_is_noticed(
    folder: Path, small_article: SmallArticle, cache: Path, compilings: Compilings
) -> None:
    load_matcher(folder, cache, compilings)
    days, library = (small_article.folder / "sections" / name for name in ("days.toml", "library.toml"))
    first, second = days.read_bytes(), library.read_bytes()
    days.write_bytes(second)
    library.write_bytes(first)

    swapped = load_matcher(folder, cache, compilings)

    assert compilings.count == 2
    assert [section.id for section in swapped.article.sections] == ["days", "library"]


def test_another_program_compiles_again(
    folder: Path, cache: Path, compilings: Compilings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for share, compiled in ((1, 1), (1, 1), (2, 2)):
        program = tmp_path / f"program {share}"
        (program / "matching").mkdir(parents=True, exist_ok=True)
        (program / "matching" / "ranking.py").write_text(f"SHARE = {share}\n")
        monkeypatch.setattr("bot.matching.cache._PROGRAM", program)

        load_matcher(folder, cache, compilings)

        assert compilings.count == compiled


def test_a_program_that_was_replaced_while_it_runs_does_not_pass_its_indexes_off_as_the_new_ones(
    folder: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "program" / "matching" / "ranking.py"
    module.parent.mkdir(parents=True)
    module.write_text("SHARE = 1\n")
    monkeypatch.setattr("bot.matching.cache._PROGRAM", module.parent.parent)
    load_matcher(folder, cache)
    before = kept_file(cache)
    module.write_text("SHARE = 2\n")
    before.unlink()

    load_matcher(folder, cache)

    assert kept_file(cache) == before


def test_a_change_is_noticed_beside_links_to_nowhere(folder: Path, small_article: SmallArticle, cache: Path) -> None:
    for link in (".#gaps.toml", "#gaps.toml", "article.old", "zoo"):
        (small_article.folder / link).symlink_to("somebody@somewhere.1234")
    load_matcher(folder, cache)
    small_article.write(DAYS, b"\xff")

    with pytest.raises(ArticleError, match="not UTF-8"):
        load_matcher(folder, cache)


def test_a_section_that_is_a_link_to_nowhere_is_noticed(folder: Path, small_article: SmallArticle, cache: Path) -> None:
    load_matcher(folder, cache)
    (small_article.folder / "sections" / "lost.toml").symlink_to("nowhere")

    with pytest.raises(ArticleError, match=r"sections/lost\.toml: the file is missing"):
        load_matcher(folder, cache)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is text")
def test_a_file_whose_name_is_no_text_is_no_error(folder: Path, small_article: SmallArticle, cache: Path) -> None:
    (small_article.folder / os.fsdecode(b"caf\xe9")).touch()

    assert isinstance(load_matcher(folder, cache).match("when do cats hunt"), Answer)


def test_an_editor_s_files_that_begin_with_a_dot_change_nothing(
    folder: Path, small_article: SmallArticle, cache: Path, compilings: Compilings
) -> None:
    load_matcher(folder, cache, compilings)
    small_article.write(".gaps.toml.swp", b"\xff")
    (small_article.folder / ".#gaps.toml").symlink_to("somebody@somewhere.1234")

    load_matcher(folder, cache, compilings)

    assert compilings.count == 1


def test_the_index_of_another_folder_stays(
    folder: Path, small_article: SmallArticle, cache: Path, tmp_path: Path
) -> None:
    other = SmallArticle(tmp_path / "other")
    load_matcher(other.folder, cache)
    load_matcher(folder, cache)
    small_article.replace(DAYS, "are cats lazy", "are all cats lazy")

    load_matcher(folder, cache)

    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("name", ["{place}-abc.tmp", "{place}-.tmp", "{place}-0123.index"])
def test_the_leftovers_of_a_killed_write_are_removed(
    folder: Path, small_article: SmallArticle, cache: Path, name: str
) -> None:
    load_matcher(folder, cache)
    left = cache / name.format(place=kept_file(cache).name.split("-")[0])
    left.write_bytes(b"half of it")
    os.utime(left, (0, 0))
    small_article.replace(DAYS, "are cats lazy", "are all cats lazy")

    load_matcher(folder, cache)

    assert not left.exists()
    assert kept_file(cache).suffix == ".index"


def test_a_file_that_another_process_is_writing_is_left_alone(
    folder: Path, small_article: SmallArticle, cache: Path
) -> None:
    load_matcher(folder, cache)
    theirs = cache / f"{kept_file(cache).name.split('-')[0]}-abc.tmp"
    theirs.write_bytes(b"half of it")
    small_article.replace(DAYS, "are cats lazy", "are all cats lazy")

    load_matcher(folder, cache)

    assert theirs.exists()


def test_an_article_that_is_edited_while_it_is_compiled_is_not_kept_as_what_it_was(
    folder: Path, small_article: SmallArticle, cache: Path, compilings: Compilings
) -> None:
    def edited() -> AbstractContextManager[Progress]:
        small_article.replace(DAYS, "are cats lazy", "are all cats lazy")
        return compilings()

    load_matcher(folder, cache, edited)

    assert list(cache.glob("*.index")) == []


def test_a_faulty_folder_is_refused_with_or_without_a_cache(
    folder: Path, small_article: SmallArticle, cache: Path
) -> None:
    small_article.replace(DAYS, 'id = "hunt"', 'id = "sleep"')

    for kept_in in (cache, None):
        with pytest.raises(ArticleError, match="'sleep' is taken"):
            load_matcher(folder, kept_in)
    assert list(cache.iterdir()) == []


def damaged(content: bytes) -> dict[str, bytes]:
    """Ways in which a kept file can be wrong."""
    middle = len(content) // 2
    return {
        "empty": b"",
        "one byte": content[:1],
        "garbage": b"\x00\xff" * 500,
        "zeros": bytes(len(content)),
        "text": b"not an index\n",
        "other JSON": b"[]\n",
        "deeply nested JSON": b"[" * 200_000 + b"\n",
        "without its digest": content[32:],
        "its digest alone": content[:32],
        "half of it": content[:middle],
        "the last byte missing": content[:-1],
        "a byte too many": content + b"\x00",
        "twice": content * 2,
        "a byte changed at the beginning": bytes([content[0] ^ 1]) + content[1:],
        "a byte changed near the beginning": content[:60] + bytes([content[60] ^ 1]) + content[61:],
        "a byte changed in the middle": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "a byte changed at the end": content[:-1] + bytes([content[-1] ^ 1]),
        "a quote changed": content.replace(b"hunt at dawn", b"hunt at dusk"),
    }


@pytest.mark.parametrize("damage", damaged(b"?" * 100))
def test_a_damaged_file_is_replaced_without_an_error(folder: Path, cache: Path, damage: str) -> None:
    compiled = load_matcher(folder, cache)
    file = kept_file(cache)
    sound = file.read_bytes()
    file.write_bytes(damaged(sound)[damage])

    again = load_matcher(folder, cache)

    check_same(again, compiled)
    assert kept_file(cache) == file
    assert file.read_bytes() == sound


def foreign_contents(sound: bytes) -> Iterator[tuple[str, bytes]]:
    """What a file can hold that some other program, or another version of this one, wrote with a right digest."""

    def npz(**arrays: object) -> bytes:
        file = io.BytesIO()
        np.savez(file, allow_pickle=False, **{name: np.asarray(array) for name, array in arrays.items()})
        return file.getvalue()

    def described(value: object) -> bytes:
        return npz(described=np.frombuffer(json.dumps(value).encode(), np.uint8))

    with np.load(io.BytesIO(sound), allow_pickle=False) as whole:
        arrays = {name: whole[name] for name in whole.files}
    single = io.BytesIO()
    np.save(single, np.arange(3))
    text = json.loads(arrays["described"].tobytes())
    yield "nothing", b""
    yield "text", b"not an index"
    yield "half an archive", sound[: len(sound) // 2]
    yield "the beginning of an archive", b"PK\x03\x04garbage"
    yield "one array", single.getvalue()
    yield "an archive of nothing", npz()
    yield "no arrays but the text", npz(described=arrays["described"])
    yield "no text but the arrays", npz(**{name: array for name, array in arrays.items() if name != "described"})
    yield "text that is no JSON", npz(**arrays | {"described": np.frombuffer(b"{", np.uint8)})
    yield "a list", described([])
    yield "a number", described(1)
    yield "an empty object", described({})
    yield "an article that is a list", npz(**arrays | {"described": encoded(text | {"article": []})})
    yield "a vocabulary that is a list", npz(**arrays | {"described": encoded(text | {"vocabulary": []})})
    yield "an array too few", npz(**{name: array for name, array in arrays.items() if name != "idf"})


def encoded(value: object) -> np.ndarray:
    return np.frombuffer(json.dumps(value).encode(), np.uint8)


FOREIGN = (
    "nothing|text|half an archive|the beginning of an archive|one array|an archive of nothing|no arrays but the text"
    "|no text but the arrays|text that is no JSON|a list|a number|an empty object|an article that is a list"
    "|a vocabulary that is a list|an array too few"
).split("|")


@pytest.mark.parametrize("what", FOREIGN)
def test_a_foreign_file_with_a_right_digest_is_replaced_without_an_error(folder: Path, cache: Path, what: str) -> None:
    compiled = load_matcher(folder, cache)
    file = kept_file(cache)
    sound = file.read_bytes()
    content = dict(foreign_contents(sound[32:]))[what]
    file.write_bytes(hashlib.blake2b(content, digest_size=32).digest() + content)

    check_same(load_matcher(folder, cache), compiled)
    assert file.read_bytes() == sound


def test_the_index_of_another_article_is_never_taken_for_its_own(folder: Path, cache: Path, tmp_path: Path) -> None:
    other = SmallArticle(tmp_path / "other")
    other.replace("article.txt", "They hunt at dawn", "They hunt at noon")
    other.replace(DAYS, 'quote = "They hunt at dawn,', 'quote = "They hunt at noon,')
    other.replace(DAYS, 'answer = ["at dawn"', 'answer = ["at noon"')
    load_matcher(other.folder, tmp_path / "other-cache")
    load_matcher(folder, cache)
    kept_file(cache).write_bytes(kept_file(tmp_path / "other-cache").read_bytes())

    passage = answered(load_matcher(folder, cache).match("when do cats hunt"))

    assert passage is not None
    assert passage.quote == "They hunt at dawn, when mice are about."


def test_a_cache_folder_that_cannot_be_made_is_no_error(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")

    for cache in (blocked, blocked / "cache"):
        assert isinstance(load_matcher(folder, cache).match("when do cats hunt"), Answer)
    assert blocked.read_text() == "in the way"


def test_a_folder_in_the_place_of_the_kept_file_is_no_error(folder: Path, cache: Path) -> None:
    compiled = load_matcher(folder, cache)
    file = kept_file(cache)
    file.unlink()
    (file / "in-the-way").mkdir(parents=True)

    check_same(load_matcher(folder, cache), compiled)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_a_pipe_in_the_place_of_the_kept_file_is_not_waited_for(folder: Path, cache: Path) -> None:
    compiled = load_matcher(folder, cache)
    file = kept_file(cache)
    file.unlink()
    os.mkfifo(file)

    check_same(load_matcher(folder, cache), compiled)
    assert file.is_file()


@pytest.mark.parametrize("to", ["sound", "damaged", "nowhere", "itself"])
def test_a_link_in_the_place_of_the_kept_file_is_not_followed(
    folder: Path, cache: Path, tmp_path: Path, compilings: Compilings, to: str
) -> None:
    compiled = load_matcher(folder, cache)
    file = kept_file(cache)
    elsewhere = tmp_path / "elsewhere"
    sound = file.read_bytes()
    if to in ("sound", "damaged"):
        elsewhere.write_bytes(sound if to == "sound" else b"precious")
    file.unlink()
    file.symlink_to(file if to == "itself" else elsewhere)

    check_same(load_matcher(folder, cache, compilings), compiled)

    assert compilings.count == 1
    assert not file.is_symlink()
    assert file.read_bytes() == sound
    if to == "damaged":
        assert elsewhere.read_bytes() == b"precious"


@pytest.mark.parametrize("call", ["tempfile.NamedTemporaryFile", "pathlib.Path.replace", "pathlib.Path.mkdir"])
def test_a_disk_that_refuses_to_write_only_costs_time(
    folder: Path, cache: Path, compilings: Compilings, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(call, refuse)

    for count in (1, 2):
        assert isinstance(load_matcher(folder, cache, compilings).match("when do cats hunt"), Answer)
        assert compilings.count == count
    assert not cache.exists() or list(cache.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="who may do everything may write here too")
def test_a_cache_folder_that_may_not_be_written_only_costs_time(folder: Path, cache: Path) -> None:
    cache.mkdir(parents=True, mode=0o500)

    assert isinstance(load_matcher(folder, cache).match("when do cats hunt"), Answer)
    assert list(cache.iterdir()) == []


def test_a_cache_folder_is_for_its_owner_alone(folder: Path, cache: Path) -> None:
    load_matcher(folder, cache)

    assert cache.stat().st_mode & 0o077 == 0


def test_a_kept_article_can_be_changed_no_more_than_a_loaded_one(folder: Path, cache: Path) -> None:
    load_matcher(folder, cache)

    passage = load_matcher(folder, cache).article.passages[0]

    with pytest.raises(AttributeError):
        passage.quote = "changed"  # pyright: ignore[reportAttributeAccessIssue]  # that it is refused is the point
    assert hash(passage)
