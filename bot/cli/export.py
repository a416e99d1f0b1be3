"""`python -m bot export`: what curators added on Discord, written into the article's files, as a change to review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bot.article.additions import Added, Kind
from bot.article.naming import make_id
from bot.cli.output import say
from bot.cli.stored import with_store
from bot.curation.edits import Edits
from bot.errors import ArticleError, InputError
from bot.settings import Settings
from bot.store.additions import Addition
from bot.store.store import Store


def export(settings: Settings, guild: int | None, *, everything: bool) -> bool:
    """Write what was added for all servers, in the server `guild`, or anywhere into the files of the articles; say what
    was done. False if something could not be written.

    An article's files are written whole or not at all, and only then are its additions marked; what stands there
    already is not written twice, so that it may be begun anew at any time. Raises `StoreError`.
    """

    async def export_all(store: Store) -> bool:
        await store.database.open(store.additions.load)
        by_article: defaultdict[str, list[Addition]] = defaultdict(list)
        for each in store.additions.holding():
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
        say(f"{article_id}: no article is called so; let FOOTNOTE_ARTICLES name its folder. {len(found)} not exported.")
        return False
    try:
        edits = Edits(folder)
        lines, written, refused = _file(edits, found)
    except (ArticleError, InputError) as error:
        say(f"{article_id}: nothing exported. {error}")
        return False
    await store.additions.mark_exported([each.id for each in written])
    say(f"{article_id}: {len(lines)} added to {folder}, {len(written) - len(lines)} stood there already.")
    say("\n".join([*lines, *refused]))
    return not refused


def _file(edits: Edits, found: Sequence[Addition]) -> tuple[list[str], list[Addition], list[str]]:
    """Make all edits at once. Returns a line for each that was made, the additions that stand in the files now, and a
    line for each that does not fit."""
    lines: list[str] = []
    written: list[Addition] = []
    refused: list[str] = []
    with edits.together():
        for each in found:
            added = _apart(edits, each.added)
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


def _apart(edits: Edits, added: Added) -> Added:
    """The addition; a gap with another id where another gap, which says something else, has that."""
    gaps = {gap.id: gap for gap in edits.article.gaps}
    if added.kind is not Kind.GAP or not added.note or gaps.get(added.target, added).note == added.note:
        return added
    same = next((gap.id for gap in gaps.values() if gap.note == added.note), None)
    return added._replace(target=same or make_id(added.target, set(gaps)))
