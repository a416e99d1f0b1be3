"""Fetches a web page and extracts its text, with the extra `web`."""

from __future__ import annotations

import re
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from bot import __version__
from bot.errors import InputError

PATIENCE = 20  # seconds
MOST_BYTES = 10_000_000

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class WebPage(NamedTuple):
    """The text of a page as Markdown, its title, and its author, date and address."""

    text: str
    title: str
    source: str


def is_address(source: str) -> bool:
    return _ADDRESS.fullmatch(source) is not None


def fetch_page(address: str) -> WebPage:
    """Fetch a page and extract its article. Raises `InputError` without the extra, and if the page cannot be fetched or
    contains no article."""
    try:
        import trafilatura  # pyright: ignore[reportMissingImports] - of an extra that development does without
    except ImportError:
        raise InputError(
            "an address needs the extra “web”: python -m pip install -e '.[web]'; or save the page and give the file"
        ) from None
    # Not by trafilatura itself: it fetches nothing from a local network, where a curator's wiki may be.
    page = _fetch(address)
    extractor: Any = trafilatura
    text = extractor.extract(page, url=address, output_format="markdown", include_comments=False, include_tables=False)
    if not text:
        raise InputError(f"{address} holds no article that can be told from its page; save its text and give the file")
    about = extractor.extract_metadata(page, default_url=address)
    parts = [getattr(about, name, None) for name in ("author", "sitename", "date")]
    return WebPage(text, getattr(about, "title", None) or "", ", ".join([*filter(None, parts), address]))


def _fetch(address: str) -> bytes:
    request = Request(address, headers={"User-Agent": f"Footnote/{__version__}"})  # noqa: S310 - `is_address`: http only
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            page: bytes = answer.read(MOST_BYTES + 1)
    except HTTPError as error:
        problem = f"the server says {error.code} {error.reason}"
    except (URLError, HTTPException, OSError, ValueError) as error:
        problem = str(getattr(error, "reason", error))
    else:
        if len(page) <= MOST_BYTES:
            return page
        problem = f"it has more than {MOST_BYTES:,} bytes"
    raise InputError(f"{address} cannot be fetched ({problem}); check the address, or save the page and give the file")
