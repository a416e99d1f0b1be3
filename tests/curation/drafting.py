"""Drafts a folder from a text, for tests."""

from __future__ import annotations

from pathlib import Path

from bot.article.loader import load_article
from bot.article.model import Article
from bot.curation.drafting.draft import make_draft
from bot.curation.drafting.layout import files_of
from bot.curation.folder import make_folder
from bot.curation.sources.reading import SourceText, decoded, read_source

BRIDGE = """\
Alder Council met on Monday to talk about the old bridge. Mayor Ines Roth called it “a bridge for everyone.”
Repairs took two years and cost $3 million. They were paid by the county.
The market is open on Saturdays from 08:00 to 13:00. Dogs are not allowed.
"""


def read(text: str | bytes, name: str = "text.txt") -> SourceText:
    """What a file of this name and content holds."""
    data = text if isinstance(text, bytes) else text.encode()
    return read_source(decoded(data, name), name)


def told(text: str | bytes, name: str = "text.txt") -> list[str]:
    """Its paragraphs."""
    return [paragraph.text for paragraph in read(text, name).paragraphs]


def headings(text: str | bytes, name: str = "text.txt") -> list[tuple[str, str]]:
    """Its paragraphs, each with its heading."""
    return [(paragraph.heading, paragraph.text) for paragraph in read(text, name).paragraphs]


def draft_folder(folder: Path, text: str | bytes, name: str = "text.txt") -> Article:
    """Draft an article folder out of the content of a file of this name, and load it."""
    reading = read(text, name)
    make_folder(folder, files_of(make_draft(reading.paragraphs, reading.title, name)))
    return load_article(folder)
