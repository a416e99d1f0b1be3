"""Compiled articles with additions, cached beside those of article folders (see `bot.matching.cache`)."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from bot.article.additions import Added, with_additions
from bot.article.model import Article
from bot.matching.cache import digest_of_program, is_usable, keep, pack, restored
from bot.matching.compiled import Compiled, compile_article
from bot.matching.matcher import Matcher

MOST_KEPT = 40
"""How many files stay in the cache, the last used ones; each has some 7 MB for a long article."""

_BEGINS = "amended"


class Amended(NamedTuple):
    """An article with additions, for the server `owner` or for all servers (None), and the folder that caches it."""

    article: Article
    additions: tuple[Added, ...]
    owner: int | None
    cache: Path | None

    @property
    def name(self) -> str:
        """``amended-<whose>-<which content>.index``."""
        content = digest_of_program()
        content.update(json.dumps([asdict(self.article), self.additions]).encode())
        return f"{_BEGINS}-{self.owner or 0}-{content.hexdigest()}.index"

    @property
    def is_to_be_compiled(self) -> bool:
        """Whether the compiled article can be cached but is not."""
        return is_usable(self.cache) and not (self.cache / self.name).is_file()

    def load(self) -> Matcher:
        """The matcher. Compiled if it is not cached; the result is cached if possible."""
        path = self.cache / self.name if is_usable(self.cache) else None
        compiled = restored(path)
        if compiled is None:
            compiled = self.compile()
            self.put(pack(compiled))
        elif path is not None:
            with contextlib.suppress(OSError):
                os.utime(path)
        return Matcher(compiled)

    def compile(self) -> Compiled:
        """Compile the article. Takes seconds."""
        return compile_article(with_additions(self.article, self.additions)[0])

    def put(self, content: bytes) -> None:
        """Cache the result of `pack`, if possible."""
        if is_usable(self.cache):
            outdated = sorted(self.cache.glob(f"{_BEGINS}-*"), key=_last_used)[: 1 - MOST_KEPT]
            keep(self.cache / self.name, content, outdated)


def forget(owner: int, cache: Path | None) -> None:
    """Delete the cached indexes of a server."""
    files: Iterable[Path] = cache.glob(f"{_BEGINS}-{owner}-*") if cache is not None else ()
    for path in files:
        with contextlib.suppress(OSError):
            path.unlink()


def _last_used(path: Path) -> float:
    with contextlib.suppress(OSError):
        return path.stat().st_mtime
    return 0.0
