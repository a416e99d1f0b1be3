"""Reads ``variants.jsonl``: further ways to ask that a machine wrote, one JSON object a line.

``{"passage": "section/id", "ask": "…"}`` or ``{"gap": "id", "ask": "…"}``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import cast

from bot.article import limits
from bot.article.toml_reader import Faults, control_problem, read_text

FILE = "variants.jsonl"

Variants = Mapping[tuple[str, str], list[str]]
"""The asks by ``("passage", key)`` or ``("gap", id)``."""


def read_variants(folder: Path, known: Mapping[str, Collection[str] | None], faults: Faults) -> Variants:
    """The variants of an article folder; none where it has no such file.

    `known` holds the keys of passages under "passage" and the ids of gaps under "gap", or None where they could not
    all be read.
    """
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    path = folder / FILE
    text = read_text(path, FILE, faults) if path.exists() else None
    for number, line in enumerate((text or "").split("\n"), 1):  # not splitlines: JSON may hold U+2028
        if line.strip():
            for place, ask in _read_line(line, f"line {number}", known, faults):
                found[place].append(ask)
    return found


def _read_line(
    line: str, place: str, known: Mapping[str, Collection[str] | None], faults: Faults
) -> Iterator[tuple[tuple[str, str], str]]:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        faults.add(FILE, place, f"is not JSON ({error}); mend the line")
        return
    entry = cast("dict[str, object]", raw) if isinstance(raw, dict) else {}
    kinds = [kind for kind in ("passage", "gap") if kind in entry]
    ask = entry.get("ask")
    if len(kinds) != 1 or set(entry) != {kinds[0], "ask"} or not isinstance(ask, str):
        problem = 'must be {"passage": "section/id", "ask": "…"} or {"gap": "id", "ask": "…"}'
        faults.add(FILE, place, f"{problem}; mend the line")
        return
    owner, owners = str(entry[kinds[0]]), known[kinds[0]]
    if owners is not None and owner not in owners:
        faults.add(FILE, place, f"there is no {kinds[0]} {owner!r}; mend it or remove the line")
    elif not ask.strip():
        faults.add(FILE, place, "ask is empty; write a text or remove the line")
    elif len(ask) > limits.ASK:
        faults.add(FILE, place, f"ask has {len(ask)} characters and may have at most {limits.ASK}; shorten it")
    elif problem := control_problem(ask):
        faults.add(FILE, place, f"ask {problem}")
    else:
        yield (kinds[0], owner), ask.strip()
