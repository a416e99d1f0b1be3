"""Keeps a compiled index on disk, so that a start costs milliseconds and not seconds.

The name of the kept file tells the program's version and every source file's size and time of change: an edited
index is checked and compiled anew. The file holds data only, a JSON header and the texts and arrays behind it:
a damaged or foreign one can at worst fail to load, and then the index is compiled again. A cache that cannot be
read or written is no error.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, overload

from bot import __version__
from bot.article.model import Article, Gap, Name, Passage, Section
from bot.matching.index import Index
from bot.matching.lexicon import Lexicon
from bot.matching.matcher import Matcher

_PROGRAM = (Path(__file__).parent, Path(__file__).parent.parent / "article")
"""The code that makes an index: after a change to it, a kept one is out of date."""

_ARRAYS = {
    "by_text": "i",
    "targets": "i",
    "sizes": "i",
    "posted": "i",
    "posted_starts": "i",
    "contents": "i",
    "contents_starts": "i",
    "rarities": "f",
    "masses": "f",
}


def load_matcher(folder: Path, cache: Path | None, compiling: Callable[[], None] | None = None) -> Matcher:
    """The matcher for an article folder, from the cache folder if its index is there, else compiled and kept.

    Raises `ArticleError` if the folder has faults. `cache` may be None: then nothing is kept. `compiling` is called
    before an index is compiled, which takes seconds.
    """
    kept = cache / _name(folder) if cache is not None else None
    if kept is not None:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, IndexError):
            return _restore(kept.read_bytes())
    if compiling is not None:
        compiling()
    matcher = _compile(folder)
    if kept is not None:
        with contextlib.suppress(OSError):
            _keep(matcher, kept)
    return matcher


def _compile(folder: Path) -> Matcher:
    from bot.article.loader import (
        load_article,  # here: reading TOML costs time that the cache saves
    )

    return Matcher(load_article(folder))


def _name(folder: Path) -> str:
    """``<which folder>-<which state of it>.index``."""
    state = [__version__, sys.byteorder]
    for directory in (folder, folder / "sections", *_PROGRAM):
        with contextlib.suppress(OSError), os.scandir(directory) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.startswith((".", "__")):
                    continue  # the loader does not read it either, nor is compiled Python a change
                state.append(ascii(entry.name))  # a name may hold bytes that are no text
                with contextlib.suppress(OSError):  # a link to nowhere has a name alone
                    status = entry.stat()
                    state.append(f"{status.st_size} {status.st_mtime_ns}")
    place = os.fsencode(folder.resolve())
    return f"{zlib.crc32(place):08x}-{zlib.crc32('|'.join(state).encode()):08x}.index"


def _keep(matcher: Matcher, path: Path) -> None:
    import tempfile  # here: slow to import, and a start from the cache does without

    article, index = matcher.article, matcher.index
    texts = [text.encode() for text in index.texts]
    ends = array("i", accumulate(map(len, texts)))
    blobs = [getattr(index, name).tobytes() for name in _ARRAYS] + [ends.tobytes(), b"".join(texts)]
    asks = [entry.asks for entry in (*article.passages, *article.gaps)]
    blobs += [_joined(texts) for texts in (index.features, article.paragraphs, *asks)]
    header = {
        "article": [article.id, article.title, article.source, article.summary, dict(article.synonyms)],
        "sections": [section[:-1] for section in article.sections],
        "passages": [passage[:-1] for passage in article.passages],
        "gaps": [gap[:-1] for gap in article.gaps],
        "names": article.names,
        "lexicon": matcher.lexicon.dump(),
        "asks": index.asks,
        "blobs": [len(blob) for blob in blobs],
    }
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for outdated in path.parent.glob(f"{path.name.split('-')[0]}-*.index"):
        outdated.unlink(missing_ok=True)
    # Written whole under another name first: two starts at once must not see half a file.
    content = b"".join((json.dumps(header, ensure_ascii=False).encode(errors="surrogatepass"), b"\n", *blobs))
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        unfinished = Path(file.name)
        try:
            file.write(b"%08x" % zlib.crc32(content) + content)
            file.close()
            unfinished.replace(path)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise


class _Texts(Sequence[str]):
    """Texts of which each is decoded when it is asked for: a question needs few of many thousands."""

    def __init__(self, joined: memoryview, ends: array[int]) -> None:
        self._joined = joined
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        return str(self._joined[self._ends[place - 1] if place else 0 : self._ends[place]], "utf-8")


def _restore(content: bytes) -> Matcher:
    if zlib.crc32(memoryview(content)[8:]) != int(content[:8], 16):
        raise ValueError("the file is damaged")
    end = content.index(b"\n")
    header = json.loads(content[8:end])
    view, at = memoryview(content), end + 1
    blobs: list[memoryview] = []
    for size in header["blobs"]:
        blobs.append(view[at : at + size])
        at += size
    if at != len(content):
        raise ValueError("the file ends too early or too late")
    arrays: dict[str, Any] = {name: array(code) for name, code in _ARRAYS.items()}
    for held, blob in zip(arrays.values(), blobs, strict=False):
        held.frombytes(blob)
    text_ends, joined_texts, *lists = blobs[len(_ARRAYS) :]
    ends = array("i")
    ends.frombytes(text_ends)
    features, paragraphs, *asks = map(_split, lists)

    passages = [
        Passage(passage, section, quote, paragraph, summary, tuple((start, end) for start, end in bold), tuple(own))
        for (passage, section, quote, paragraph, summary, bold), own in zip(header["passages"], asks, strict=False)
    ]
    article_id, title, source, summary, synonyms = header["article"]
    article = Article(
        id=article_id,
        title=title,
        source=source,
        summary=summary,
        paragraphs=tuple(paragraphs),
        sections=tuple(
            Section(key, name, about, tuple(keywords), tuple(related), tuple(p for p in passages if p.section == key))
            for key, name, about, keywords, related in header["sections"]
        ),
        names=tuple(
            Name(name, kind, role, tuple(aliases), passage) for name, kind, role, aliases, passage in header["names"]
        ),
        gaps=tuple(
            Gap(key, name, note, tuple(own))
            for (key, name, note), own in zip(header["gaps"], asks[len(passages) :], strict=True)
        ),
        synonyms={word: tuple(words) for word, words in synonyms.items()},
    )
    index = Index(
        texts=_Texts(joined_texts, ends),
        asks=header["asks"],
        features=dict(zip(features, range(len(features)), strict=True)),
        **arrays,
    )
    return Matcher(article, Lexicon.load(header["lexicon"]), index)


def _joined(texts: Iterable[str]) -> bytes:
    return "\n".join(texts).encode()


def _split(blob: memoryview) -> list[str]:
    return str(blob, "utf-8").split("\n")
