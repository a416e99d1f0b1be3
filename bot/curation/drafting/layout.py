"""Writes drafts as TOML, laid out for editing by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

import tomlkit

from bot.curation.drafting.draft import Draft, DraftSection
from bot.curation.drafting.writer import DraftPassage
from bot.curation.grammar.kinds import NamedThing

_NOTE = "# Drafted by “new” from the text alone, and not read by anybody yet."


def files_of(draft: Draft) -> dict[str, str]:
    """The content of every file of the folder, by path."""
    numbers = len(str(len(draft.sections)))
    files = {
        "article.txt": "".join(f"{paragraph}\n" for paragraph in draft.paragraphs),
        "article.toml": "".join(_head(draft)),
    }
    for number, section in enumerate(draft.sections, 1):
        # The number keeps the order of the text: files are read by their names.
        files[f"sections/{number:0{max(numbers, 2)}}-{section.id}.toml"] = section_toml(section)
    return files


def text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def texts(values: Sequence[str]) -> str:
    return f"[{', '.join(map(text, values))}]"


def block(values: Sequence[str]) -> str:
    """A multi-line TOML string, one item a line."""
    lines = "".join(f"{value}\n" for value in values)
    return f"'''\n{lines}'''" if "'''" not in lines else json.dumps(f"\n{lines}", ensure_ascii=False)


def _head(draft: Draft) -> Iterator[str]:
    yield f"{_NOTE}\n"
    yield "# Read it, put right what is wrong, and write how people really ask.\n"
    yield "# .github/CURATING.md of Footnote tells how.\n\n"
    yield f"title = {text(draft.title)}\nsource = {text(draft.source)}\nsummary = {text(draft.summary)}\n"
    for thing, passage in draft.names:
        yield f"\n{_name(thing, passage)}"
    yield "\n# Words that mean the same everywhere in this article, such as:\n"
    yield '# [synonyms]\n# "fee" = ["price", "charge"]\n'


def _name(thing: NamedThing, passage: str) -> str:
    lines = ["[[names]]", f"name = {text(thing.name)}", f"kind = {text(thing.kind)}"]
    lines += [f"role = {text(thing.role)}"] if thing.role else []
    lines += [f"aliases = {texts(thing.aliases)}"] if thing.aliases else []
    lines += [f"passage = {text(passage)}"] if passage else []
    return "\n".join(lines) + "\n"


def section_toml(section: DraftSection) -> str:
    """The file of a section."""
    head = (
        f"{_NOTE}\n\nid = {text(section.id)}\ntitle = {text(section.title)}\nsummary = {text(section.summary)}\n"
        f"keywords = {texts(section.keywords)}\nrelated = []\n"
    )
    return head + "".join(f"\n{passage_toml(passage)}" for passage in section.passages)


def passage_toml(passage: DraftPassage) -> str:
    """A passage in a section's file."""
    return (
        f"[[passages]]\ndrafted = true\nid = {text(passage.id)}\nquote = {text(passage.quote)}\n"
        f"summary = {text(passage.summary)}\n"
        f"answer = {texts(passage.answer)}\nasks = {block(passage.asks)}\n"
    )


def lines(values: Sequence[str]) -> Any:
    """A block as a tomlkit value that keeps the line break after its opening quotes when it is parsed."""
    document: Any = tomlkit.parse(f"lines = {block(values)}\n")
    return document["lines"]


def append_table(tables: Any, toml: str) -> None:
    """Append the only table of a TOML text to a tomlkit array of tables, after a blank line."""
    last = tables[-1] if len(tables) else None
    if last is not None and not tomlkit.dumps(last).endswith("\n\n"):
        last.add(tomlkit.nl())
    parsed: Any = tomlkit.parse(toml)
    (array,) = parsed.values()
    tables.append(array[0])


def set_list(table: Any, key: str, values: Sequence[str]) -> None:
    """Set the values of a list in a tomlkit table, preserving comments and layout of the values that stay."""
    items = table[key]
    for at in range(min(len(items), len(values))):
        if items[at] != values[at]:
            items[at] = values[at]
    while len(items) > len(values):
        items.pop()
    for value in values[len(items) :]:
        items.append(value)


def set_lines(table: Any, key: str, values: Sequence[str]) -> None:
    """The same for lines, in their present form: a multi-line string or a list."""
    if not isinstance(table[key], str):
        set_list(table, key, values)
        return
    new, before = lines(values), table.item(key).trivia
    new.trivia.comment_ws, new.trivia.comment = before.comment_ws, before.comment
    table[key] = new


def without_tables(toml: str, key: str, numbers: Collection[int]) -> tuple[str, list[str]]:
    """A TOML text without some tables of an array, by their numbers from 0; and the removed tables as written, with the
    comments above them."""
    heads = [match.start() for match in re.finditer(rf"^(?:#.*\n+)*\[\[{key}\]\]", toml, re.MULTILINE)]
    document: Any = tomlkit.parse(toml)
    if len(heads) != len(document[key]):  # not written as tables, or one stands in a text
        tables = [document[key][number].unwrap() for number in numbers]
        for number in sorted(numbers, reverse=True):
            del document[key][number]
        return tomlkit.dumps(document), [tomlkit.dumps({key: [table]}) for table in tables]
    blocks = [toml[start:end] for start, end in pairwise([*heads, len(toml)])]
    left = [block for number, block in enumerate(blocks) if number not in numbers]
    return f"{toml[: heads[0]]}{''.join(left)}".rstrip("\n") + "\n", [f"{blocks[at].rstrip()}\n" for at in numbers]
