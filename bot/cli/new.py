"""`python -m bot new`: drafts an article folder from a text, and updates it when the text has changed."""

from __future__ import annotations

import os
import re
import shlex
import sys
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz

from bot.article.jsonl import QUESTION_FILES
from bot.article.loader import read_title
from bot.cli.output import as_argument, say
from bot.curation.drafting.draft import make_draft
from bot.curation.drafting.layout import files_of
from bot.curation.folder import SOURCE, TEXT, change_folder, holds_text_alone, make_folder
from bot.curation.requoting import LIKE_ENOUGH
from bot.curation.sources.english import reads_as_english
from bot.curation.sources.reading import SourceText, decoded, described, is_encoding_guessed, read_source
from bot.curation.sources.web import fetch_page, is_address
from bot.curation.update import update
from bot.errors import InputError, QuestionsError
from bot.evaluation.labels import scan_dialogues
from bot.files import LARGEST, read_file, without_links
from bot.plurals import counted


def new(folder: Path, source: str, *, is_update: bool) -> None:
    """Draft an article folder, or update an existing one to a changed text.

    Raises `InputError`, and `ArticleError` if a folder to be updated is faulty.
    """
    is_of_own_text = _check_folder(folder, source, is_update=is_update)
    reading = _read(source)
    if is_update:
        _update(folder, reading)
    else:
        _draft(folder, source, reading, is_of_own_text=is_of_own_text)


def _check_folder(folder: Path, source: str, *, is_update: bool) -> bool:
    """Whether the folder holds the source and nothing else. Raises `InputError` if the folder cannot be meant."""
    try:
        is_file, is_folder, is_text_alone = folder.is_file(), folder.is_dir(), holds_text_alone(folder)
    except OSError as error:
        raise InputError(f"{folder} cannot be read ({error.strerror}); check its name and its permissions") from None
    if is_file:
        raise InputError(f"{folder} is a file; name the folder to make first: new FOLDER {_text_of(folder, source)}")
    if is_update and not is_folder:
        raise InputError(f"there is no folder {folder} to update; leave out --update to make it")
    is_of_own_text = is_text_alone and without_links(folder / TEXT) == without_links(Path(source))
    if is_text_alone and (is_update or not is_of_own_text):
        own = as_argument(folder / TEXT)
        raise InputError(
            f"{folder} holds {TEXT} alone; draft the rest out of it: python -m bot new {as_argument(folder)} {own}"
        )
    return is_of_own_text


def _draft(folder: Path, source: str, reading: SourceText, *, is_of_own_text: bool) -> None:
    named = _title_of_name(without_links(folder).name if is_of_own_text else source)
    title = reading.title or (named if _is_of_text(named, reading) else "")
    files = files_of(make_draft(reading.paragraphs, title, reading.source))
    article = make_folder(folder, files, is_of_own_text=is_of_own_text)
    sections, passages = counted(len(article.sections), "section"), counted(len(article.passages), "passage")
    asks = counted(sum(len(passage.asks) for passage in article.passages), "ask")
    names, paragraphs = counted(len(article.names), "name"), counted(len(article.paragraphs), "paragraph")
    say(f"{folder}: drafted {sections}, {passages} with {asks} and {names} out of {paragraphs}.")
    _report_reading(reading)
    if is_of_own_text and (folder / SOURCE).exists():
        say(f"{TEXT} has a paragraph a line now; what it was is {SOURCE}.")
    quoted = as_argument(folder)
    say(f"Ask it:    python -m bot --article {quoted} chat")
    say(f"Curate it: python -m bot curate {quoted}")
    say(f"Check it:  python -m bot --article {quoted} check")


def _text_of(folder: Path, source: str) -> str:
    """The source to suggest, quoted for a shell, if a file was given as the folder. If the source does not exist, the
    two arguments were probably swapped."""
    if source == "-" or is_address(source):
        return shlex.quote(source)
    return as_argument(Path(source) if os.path.lexists(source) else folder)


def _update(folder: Path, reading: SourceText) -> None:
    before = read_title(folder)
    labelled = filter(os.path.lexists, (folder / name for name in QUESTION_FILES))
    if problems := [f"{path}{problem}" for path in labelled for problem in scan_dialogues(path, read_file)[1]]:
        raise QuestionsError(*problems)  # unreadable labels cannot be updated
    changes = update(folder, reading.paragraphs)
    change_folder(folder, changes.files)
    changed = any((changes.changed, changes.removed, changes.added, changes.doubtful))
    same = "in another order" if changes.files else "nothing has changed"
    anew = f", {len(changes.added)} drafted anew" if changes.added else "" if changed else f", {same}"
    say(f"{folder}: {counted(changes.kept, 'passage')} kept{anew}.")
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
    if changed:
        say("")
    if reading.title != before and fuzz.ratio(reading.title, before) >= LIKE_ENOUGH:
        say(f"The text has the title “{reading.title}”; article.toml has “{before}”, which stays.")
    _report_reading(reading)


def _report_reading(reading: SourceText) -> None:
    if reading.left_out:
        say(f"Left out, being no prose: {described(reading.left_out)}.")
    foreign = sum(not reads_as_english(paragraph.text) for paragraph in reading.paragraphs)
    if foreign:
        what = f"{foreign} of {counted(len(reading.paragraphs), 'paragraph')}"
        say(f"Not in English: {what}. The bot understands English only: translate them, or write asks in English.")


def _read(source: str) -> SourceText:
    """The content of a source. The source's name for readers is never a path of this machine."""
    if is_address(source):
        page = fetch_page(source)
        reading = read_source(page.text, "page.md")
        return replace(reading, title=page.title or reading.title, source=page.source)
    name = "standard input" if source == "-" else Path(source).name
    data = _read_bytes(source)
    if len(data) > LARGEST:
        raise InputError(f"{name} has more than {LARGEST // 2**20} MB; give a part of it, as text")
    reading = read_source(decoded(data, name), name)
    if is_encoding_guessed(data):
        say(
            f"{name} is not UTF-8 and was read as Windows-1252; if letters are wrong, save it as UTF-8 and begin again."
        )
    return replace(reading, source=reading.source or name)


def _read_bytes(source: str) -> bytes:
    """The content of a source, up to one byte more than allowed: a pipe or device may never end."""
    if source == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        with Path(source).open("rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        if "://" in source or source.casefold().startswith("www."):
            raise InputError(
                f"{source} is no address of a web page; give one like https://example.org/page, or a file"
            ) from None
        reason = error.strerror if isinstance(error, OSError) else "no file has such a name"
        raise InputError(f"{source} cannot be read ({reason}); give a text, Markdown or HTML file") from None


def _is_of_text(name: str, reading: SourceText) -> bool:
    """Whether a text has some word of the name of its file: that of "draft 2" tells less than its first sentence."""
    said = {word for paragraph in reading.paragraphs for word in paragraph.text.casefold().split()}
    return not said.isdisjoint(name.casefold().split())


def _title_of_name(source: str) -> str:
    """A title derived from a file name; "" for names that say nothing about the text."""
    name = re.sub(r"[-_\s]+", " ", Path(source).stem).strip()
    is_common = name.casefold() in {"", "article", "readme", "index", "text", "page", "document", "untitled"}
    return "" if is_common or is_address(source) else name[:1].upper() + name[1:]
