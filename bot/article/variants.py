"""Reads ``variants.jsonl``: more asks, written by a machine, one JSON object a line.

``{"passage": "section/id", "ask": "…"}`` or ``{"gap": "id", "ask": "…"}``.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import cast

from bot.article import limits
from bot.article.asks import AskRules
from bot.article.faults import Faults
from bot.article.jsonl import read_line, split_lines
from bot.article.text_files import control_problem, read_text

FILE = "variants.jsonl"

Variants = Mapping[tuple[str, str], list[str]]
"""Asks by ``("passage", key)`` or ``("gap", id)``."""


def read_variants(
    folder: Path, *, passages: Collection[str] | None, gaps: Collection[str] | None, rules: AskRules, faults: Faults
) -> Variants:
    """The variants of an article folder; none if it has no such file.

    `passages` holds the keys of all passages and `gaps` the ids of all gaps; None if not all could be read.
    """
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    path = folder / FILE
    text = read_text(path, FILE, faults) if os.path.lexists(path) else None
    known = {"passage": passages, "gap": gaps}
    for number, line in enumerate(split_lines(text or ""), 1):
        if line.strip():
            try:
                kind, owner, ask = _read_line(line)
                _check(kind, owner, ask, known[kind], rules)
            except ValueError as error:
                faults.add(FILE, f"line {number}", str(error))
            else:
                found[kind, owner].append(ask.strip())
    return found


def _read_line(line: str) -> tuple[str, str, str]:
    """The kind of owner ("passage" or "gap"), the owner and the ask. Raises `ValueError`."""
    raw = read_line(line)
    entry = cast("dict[str, object]", raw) if isinstance(raw, dict) else {}
    kind = "gap" if "gap" in entry else "passage"
    owner, ask = entry.get(kind), entry.get("ask")
    if set(entry) != {kind, "ask"} or not isinstance(owner, str) or not isinstance(ask, str):
        shape = '{"passage": "section/id", "ask": "…"} or {"gap": "id", "ask": "…"}'
        raise ValueError(f"must be {shape}; fix the line")
    return kind, owner, ask


def _check(kind: str, owner: str, ask: str, owners: Collection[str] | None, rules: AskRules) -> None:
    """Raises `ValueError` if something is wrong with a variant."""
    problem = ""
    if owners is not None and owner not in owners:
        problem = f"there is no {kind} {owner!r}; fix it or remove the line"
    elif not ask.strip():
        problem = "ask is empty; write a text or remove the line"
    elif len(ask) > limits.ASK:
        problem = f"ask has {len(ask)} characters and may have at most {limits.ASK}; shorten it"
    elif control := control_problem(ask):
        problem = f"ask {control}"
    else:
        name = owner if kind == "passage" else f"the gap {owner}"
        problem = next(rules.placeholder_problems(ask), "") or rules.problem(ask, name)
    if problem:
        raise ValueError(problem)
