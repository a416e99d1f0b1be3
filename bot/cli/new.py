"""`python -m bot new`: a first article folder out of a text, and the same again when the text has changed."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

from bot.article.loader import load_article
from bot.cli.output import say
from bot.curation.draft import make_draft
from bot.curation.folder import change_folder, make_folder
from bot.curation.layout import files_of
from bot.curation.reading import Reading, decoded, described, read_source
from bot.curation.update import update
from bot.curation.web import fetch_page, is_address
from bot.errors import InputError


def new(folder: Path, source: str, *, is_update: bool) -> None:
    """Draft the article folder, or bring an existing one to a changed text.

    Raises `InputError`, and `ArticleError` for a folder to be updated that is faulty.
    """
    if is_update and not folder.is_dir():
        raise InputError(f"there is no folder {folder} to update; leave out --update to make it")
    reading, told = _read(source)
    if is_update:
        _update(folder, reading)
        return
    title = reading.title or _title_of_name(source)
    make_folder(folder, files_of(make_draft(reading.paragraphs, title, told)))
    article = load_article(folder)
    asks = sum(len(passage.asks) for passage in article.passages)
    say(
        f"{folder}: drafted {len(article.sections)} sections, {len(article.passages)} passages with {asks} asks and "
        f"{len(article.names)} names out of {len(article.paragraphs)} paragraphs."
    )
    _say_left_out(reading)
    quoted = shlex.quote(str(folder))
    say(f"Ask it:    python -m bot --article {quoted} chat")
    say(f"Curate it: python -m bot curate {quoted}")
    say(f"Check it:  python -m bot --article {quoted} check")


def _update(folder: Path, reading: Reading) -> None:
    changes = update(folder, reading.paragraphs)
    change_folder(folder, changes.files)
    say(f"{folder}: {changes.kept} passages hold as they are, {len(changes.added)} are drafted anew.")
    for title, lines in (
        ("Quoted anew, where the text changed a little; look at their summaries and asks", changes.changed),
        (f"No longer in the text, and moved to {changes.KEPT_ASIDE}", changes.removed),
        ("Drafted anew", changes.added),
        ("To be looked at", changes.doubtful),
    ):
        if lines:
            say(f"\n{title} ({len(lines)}):")
            for line in lines:
                say(f"  {line}")
    if reading.left_out:
        say("")
    _say_left_out(reading)


def _say_left_out(reading: Reading) -> None:
    if reading.left_out:
        say(f"Left out, being no prose: {described(reading.left_out)}.")


def _read(source: str) -> tuple[Reading, str]:
    """What a source holds, and what is told of where it is from: no path of this machine."""
    if is_address(source):
        page = fetch_page(source)
        reading = read_source(page.text, "page.md")
        return Reading(reading.paragraphs, page.title or reading.title, reading.left_out), page.source
    if source == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed; connect it, or give a file")
        name, data = "standard input", sys.stdin.buffer.read()
    else:
        path = Path(source)
        name = path.name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(
                f"{source} cannot be read ({error.strerror}); give a text, Markdown or HTML file"
            ) from None
    reading = read_source(decoded(data, name), name)
    return reading, reading.source or name


def _title_of_name(source: str) -> str:
    """A title out of the name of a file; nothing for the names that every text may have."""
    name = re.sub(r"[-_\s]+", " ", Path(source).stem).strip()
    is_common = name.casefold() in {"", "article", "readme", "index", "text", "page", "document", "untitled"}
    return "" if is_common or is_address(source) else name[:1].upper() + name[1:]
