"""Caches compiled articles, so that only the first start after an edit takes seconds.

A file's name depends on the content of the article, of the program that compiles it and of the libraries used:
everything that can change an answer. The file holds a digest, arrays as npz and the rest as JSON. A file that is
incomplete, or not private to the user, is compiled again.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import json
import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, TypeGuard, cast

import numpy as np
import Stemmer  # pyright: ignore[reportMissingTypeStubs] - it comes without types
from numpy.typing import NDArray

from bot.article.loader import load_article
from bot.article.model import Article, Gap, Name, Passage, Section
from bot.files import prepare_private_folder, read_file, read_private, warn_unusable, without_links
from bot.matching.compiled import Compiled, compile_article
from bot.matching.index import Index
from bot.matching.letters import Letters
from bot.matching.matcher import Matcher
from bot.matching.progress import Progress, no_progress
from bot.matching.scoring import Scale
from bot.matching.vocabulary import Vocabulary

_PROGRAM = Path(__file__).parents[1]
_PROGRAM_PARTS = ("article", "matching")
_PROGRAM_ENDINGS = (".py", ".txt", ".toml", ".json")
_ARTICLE_FILES = ("article.txt", "article.toml", "gaps.toml", "variants.jsonl", "sections/*.toml")
_POSITIONS = ("posted", "spread")
"""The longest arrays of positions."""

_DIGEST_SIZE = 32
_UNFINISHED = ".tmp"
_LONGEST_WRITE = 600.0
"""Seconds after which an unfinished file counts as abandoned. Before that another process may be writing it."""


def load_matcher(
    folder: Path, cache: Path | None = None, on_compile: Callable[[], AbstractContextManager[Progress]] | None = None
) -> Matcher:
    """The matcher for an article folder, from the folder `cache` if it holds the compiled article. Otherwise the
    article is compiled in the context that `on_compile` creates, and cached.

    A cache that cannot be used, or that is not private together with its parent folder, only costs time; it is logged.
    Raises `ArticleError` if the article is faulty.
    """
    path = cache / _name(folder) if is_usable(cache) else None
    compiled = restored(path)
    if compiled is None:
        article = load_article(folder)
        with on_compile() if on_compile is not None else nullcontext(no_progress) as progress:
            compiled = compile_article(article, progress)
        if path is not None and path.name == _name(folder):  # otherwise the folder was edited meanwhile
            keep(path, pack(compiled), path.parent.glob(f"{path.name.split('-')[0]}-*"))
    return Matcher(compiled)


def is_usable(cache: Path | None) -> TypeGuard[Path]:
    """Whether there is a folder in which compiled articles can be cached."""
    return cache is not None and prepare_private_folder(cache.parent) and prepare_private_folder(cache, follow=False)


def is_kept(folder: Path, cache: Path | None) -> bool:
    """Whether the folder `cache` holds this article's present version compiled; then it has no faults."""
    return cache is not None and (cache / _name(folder)).is_file()


def restored(path: Path | None) -> Compiled | None:
    """The compiled article in a file; None if it cannot be read completely."""
    kept = _read(path) if path is not None else None
    if kept is not None:
        # Not written by this version: the digest does not show that.
        with contextlib.suppress(KeyError, ValueError, TypeError, IndexError, OSError, EOFError, zipfile.BadZipFile):
            return _restore(kept)
    return None


def keep(path: Path, content: bytes, outdated: Iterable[Path]) -> None:
    """Write the result of `pack` if possible, and remove outdated files."""
    try:
        _write(path, content, outdated)
    except OSError as error:
        warn_unusable(path.parent, error)


def _name(folder: Path) -> str:
    """``<which folder>-<which content>.index``."""
    content = digest_of_program()
    _add_files(content, sorted(path for pattern in _ARTICLE_FILES for path in folder.glob(pattern)))
    place = hashlib.blake2b(os.fsencode(without_links(folder)), digest_size=4)
    return f"{place.hexdigest()}-{content.hexdigest()}.index"


def digest_of_program() -> hashlib.blake2b:
    """A digest of the code that compiles, to be extended with more data."""
    return hashlib.blake2b(_program(_PROGRAM), digest_size=16)


@functools.cache  # once, since the files may be replaced by a later version while the program runs
def _program(folder: Path) -> bytes:
    content = hashlib.blake2b(digest_size=16)
    stemmer: str = Stemmer.version()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    content.update(f"PyStemmer {stemmer}, NumPy {np.__version__}, {sys.version_info[:2]} {sys.byteorder}\n".encode())
    program = (path for part in _PROGRAM_PARTS for path in (folder / part).rglob("*"))
    _add_files(content, sorted(path for path in program if path.suffix in _PROGRAM_ENDINGS))
    return content.digest()


def _add_files(content: hashlib.blake2b, paths: Iterable[Path]) -> None:
    for path in paths:
        content.update(f"{path.name!a}\n".encode())
        with contextlib.suppress(OSError):  # the loader will report it
            data = read_file(path)
            content.update(b"%d\n" % len(data) + data)


def _read(path: Path) -> bytes | None:
    """The content of one of our files after its digest, or None."""
    try:
        data = read_private(path)
    except OSError:
        return None
    content = data[_DIGEST_SIZE:]
    return content if _digest(path, content) == data[:_DIGEST_SIZE] else None


def _digest(path: Path, content: bytes) -> bytes:
    """Includes the file's name, so that another article's index in its place is refused."""
    return hashlib.sha256(path.name.encode() + content).digest()


def _write(path: Path, content: bytes, outdated: Iterable[Path]) -> None:
    """Write a file completely or not at all, and remove outdated and abandoned files."""
    place = path.name.split("-")[0]
    for old in outdated:
        with contextlib.suppress(OSError):
            if old.suffix != _UNFINISHED or time.time() - old.stat().st_mtime > _LONGEST_WRITE:
                old.unlink()
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{place}-", suffix=_UNFINISHED, delete=False) as file:
        unfinished = Path(file.name)
        try:
            file.write(_digest(path, content) + content)
            file.close()
            unfinished.replace(path)
        except BaseException:  # also on an interrupt, leave nothing behind
            unfinished.unlink(missing_ok=True)
            raise


def pack(compiled: Compiled) -> bytes:
    """A compiled article in its stored form."""
    described = {
        "article": asdict(compiled.article),
        "vocabulary": compiled.vocabulary.dump(),
        "passages": compiled.index.passages,
        "gaps": [asdict(gap) for gap in compiled.gaps[len(compiled.article.gaps) :]],
    }
    arrays = {name: getattr(compiled.index, name) for name in _arrays(Index)}
    arrays |= {name: getattr(compiled.letters, name) for name in _arrays(Letters)}
    arrays |= {name: getattr(compiled.scale, name) for name in _arrays(Scale)}
    # Most features occur in no training example and have no weights.
    arrays["learned_rows"] = np.flatnonzero(arrays["learned"].any(axis=1))
    arrays["learned_shape"] = np.array(arrays["learned"].shape)
    arrays["learned"] = arrays["learned"][arrays["learned_rows"]]
    for name in _POSITIONS:  # as small as their values: less to read
        arrays[name] = arrays[name].astype(np.min_scalar_type(arrays[name].max(initial=0)))
    arrays["described"] = _bytes_of(json.dumps(described, ensure_ascii=False))
    # Not as JSON: one line each is much faster to read.
    arrays["features"] = _bytes_of("\n".join(compiled.index.vocabulary))
    arrays["texts"] = _bytes_of("\n".join(compiled.texts))
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **arrays)
    return file.getvalue()


def _bytes_of(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(errors="surrogatepass"), np.uint8)


def _text_of(content: NDArray[np.uint8]) -> str:
    return content.tobytes().decode(errors="surrogatepass")


def _arrays(kind: type[Index] | type[Letters] | type[Scale]) -> list[str]:
    return [field.name for field in fields(kind) if field.name not in ("vocabulary", "passages")]


def _restore(content: bytes) -> Compiled:
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        described: dict[str, Any] = json.loads(_text_of(arrays["described"]))
        held: dict[str, Any] = {name: arrays[name] for name in _arrays(Index)}
        held |= {name: held[name].astype(np.intp) for name in _POSITIONS}
        learned = np.zeros(arrays["learned_shape"], np.float32)
        learned[arrays["learned_rows"]] = held["learned"]
        held["learned"] = learned
        index = Index(
            passages=described["passages"],
            vocabulary={name: number for number, name in enumerate(_text_of(arrays["features"]).split("\n"))},
            **held,
        )
        texts = _text_of(arrays["texts"]).split("\n")
        letters = Letters(**{name: arrays[name] for name in _arrays(Letters)})
        scale = Scale(**{name: arrays[name] for name in _arrays(Scale)})
    article = _article(_with_tuples(described["article"]))
    return Compiled(
        article,
        Vocabulary.load(described["vocabulary"]),
        index,
        letters,
        scale,
        (*article.gaps, *(Gap(**gap) for gap in _with_tuples(described["gaps"]))),
        texts,
    )


def _article(described: dict[str, Any]) -> Article:
    sections = (
        Section(**section | {"passages": tuple(Passage(**passage) for passage in section["passages"])})
        for section in described["sections"]
    )
    parts: dict[str, Any] = {
        "sections": tuple(sections),
        "names": tuple(Name(**name) for name in described["names"]),
        "gaps": tuple(Gap(**gap) for gap in described["gaps"]),
    }
    return Article(**described | parts)


def _with_tuples(value: Any) -> Any:
    """A JSON value with tuples in place of lists, as the article's classes have them."""
    if isinstance(value, dict):
        return {name: _with_tuples(each) for name, each in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return tuple([each if isinstance(each, str) else _with_tuples(each) for each in cast("list[Any]", value)])
    return value
