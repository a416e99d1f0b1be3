"""`python -m bot export`: writes what curators added on Discord into the article's files, for review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bot.article.additions import Added, Kind
from bot.article.naming import make_id
from bot.cli.output import say
from bot.cli.store_commands import with_store
from bot.curation.edits import Edits
from bot.errors import ArticleError, InputError
from bot.settings import Settings
from bot.store.additions import Addition
from bot.store.store import Store


def export(settings: Settings, guild: int | None, *, everything: bool) -> bool:
    """Write additions into the files of their articles and report it: those for all servers, those of the server
    `guild`, or `everything`. Returns False if something could not be written.

    An article's files are written completely or not at all, and its additions are marked only afterwards. What the
    files already contain is not written twice, so an export may be repeated at any time. Raises `StoreError`.
    """

    async def export_all(store: Store) -> bool:
        await store.database.open(store.additions.load)
        by_article: defaultdict[str, list[Addition]] = defaultdict(list)
        for each in store.additions.in_effect():
            if everything or each.guild_id == guild:
                by_article[each.article].append(each)
        if not by_article:
            say("There is nothing to export.")
        done = [
            await _export_to(store, article_id, settings.article_folders.get(article_id), found)
            for article_id, found in sorted(by_article.items())
        ]
        return all(done)

    return with_store(settings, export_all)


async def _export_to(store: Store, article_id: str, folder: Path | None, found: Sequence[Addition]) -> bool:
    if folder is None:
        say(f"{article_id}: there is no such article; add its folder to FOOTNOTE_ARTICLES. {len(found)} not exported.")
        return False
    try:
        lines, written, refused = _file(Edits(folder), found)
    except (ArticleError, InputError) as error:
        say(f"{article_id}: nothing exported. {error}")
        return False
    await store.additions.mark_exported([each.id for each in written])
    say(f"{article_id}: {len(lines)} added to {folder}, {len(written) - len(lines)} were there already.")
    say("\n".join([*lines, *refused]))
    return not refused


def _file(edits: Edits, found: Sequence[Addition]) -> tuple[list[str], list[Addition], list[str]]:
    """Make all edits at once. Returns a line for each edit made, the additions that are in the files now, and a line
    for each addition that does not fit."""
    lines: list[str] = []
    written: list[Addition] = []
    refused: list[str] = []
    with edits.together():
        for each in found:
            added = _with_free_id(edits, each.added)
            if edits.holds(added):
                written.append(each)
                continue
            try:
                edits.add(added)
            except InputError as error:
                refused.append(f"  not exported: {added.text!r} for {added.target}: {error}")
            else:
                lines.append(f"  {added.kind} of {added.target}: {added.text}")
                written.append(each)
    return lines, written, refused


def _with_free_id(edits: Edits, added: Added) -> Added:
    """The addition. A new gap gets another id if a different gap already uses its id."""
    gaps = {gap.id: gap for gap in edits.article.gaps}
    if added.kind is not Kind.GAP or not added.note or gaps.get(added.target, added).note == added.note:
        return added
    same = next((gap.id for gap in gaps.values() if gap.note == added.note), None)
    return added._replace(target=same or make_id(added.target, set(gaps)))
