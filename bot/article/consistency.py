"""Checks the tables of an article folder against one another: ids, titles, references, names and asks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.article.asks import AskRules, comparable, folded
from bot.article.model import Article, Gap, Name, Section
from bot.article.salvage import Salvaged
from bot.article.toml_reader import Table


def check_references(
    article: Article,
    sections: list[tuple[Table, Section]],
    names: Sequence[tuple[Table, Name]],
    rest: Salvaged,
    keys: set[str] | None,
) -> None:
    """Report duplicate ids and titles, and references to sections or passages that do not exist. `keys` holds the keys
    of all passages; None if they are not all known."""
    owners: dict[tuple[str, str], str] = {}
    known = {*(section.id for section in article.sections), *rest.ids}
    choices = ", ".join(sorted(known))
    for table, section in sections:
        for key, text, compared in (("id", section.id, section.id), ("title", section.title, folded(section.title))):
            owner = owners.setdefault((key, compared), table.file)
            if owner != table.file:
                table.fault(key, f"{text!r} is taken by {owner}; choose another")
        seen: set[str] = set()
        for number, other in enumerate(section.related):
            if other == section.id:
                table.fault(f"related[{number}]", "is the section itself; remove it")
            elif other in seen:
                table.fault(f"related[{number}]", f"{other!r} occurs twice; remove one")
            elif keys is not None and other not in known:
                table.fault(f"related[{number}]", f"there is no section {other!r}; use one of: {choices}")
            seen.add(other)
    for table, name in names:
        if keys is not None and name.passage and name.passage not in keys:
            table.fault("passage", f"there is no passage {name.passage!r}; write it as section-id/passage-id")


def check_names(names: Sequence[tuple[Table, Name]]) -> None:
    """Report texts that name two things: a question with such a name could mean either."""
    owners: dict[str, int] = {}
    for owner, (table, name) in enumerate(names):
        for key, text in (("name", name.name), *((f"aliases[{at}]", alias) for at, alias in enumerate(name.aliases))):
            other = owners.setdefault(comparable(text), owner)
            if text and other != owner:
                table.fault(key, f"{text!r} also names {names[other][1].name!r}; keep it for one of them")


def check_asks(
    sections: list[tuple[Table, Section]], gap_tables: list[Table], gaps: tuple[Gap, ...], rules: AskRules
) -> None:
    """Report asks that break the rules or stand under several passages or gaps."""

    def check(asks: tuple[str, ...], owner: str, table: Table, key: str, of: str = "") -> None:
        problems = [*rules.placeholder_problems("\n".join(asks)), *(rules.problem(ask, owner) for ask in asks)]
        for problem in filter(None, problems):
            table.fault(key, problem, of)

    for table, section in sections:
        for number, passage in enumerate(section.passages):
            check(passage.asks, passage.key, table, f"passages[{number}].asks", passage.id)
    for table, gap in zip(gap_tables, gaps, strict=True):
        check(gap.asks, f"the gap {gap.id}", table, "asks")
