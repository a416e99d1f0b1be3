"""Recognises boilerplate in HTML by elements and their attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping

LEFT_OUT = {
    "script": "",
    "style": "",
    "noscript": "",
    "template": "",
    "svg": "picture",
    "nav": "navigation",
    "header": "page header",
    "footer": "page footer",
    "aside": "sidebar",
    "form": "form",
    "pre": "block of code",
    "figure": "picture",
    "select": "",
    "iframe": "",
    "math": "",
    "sup": "",
}
_CLOSED = frozenset("div span table ul ol section small".split())
"""Elements whose end tag no page omits."""

_BOILERPLATE = frozenset(
    "toc hatnote mw-editsection mw-jump-link noprint navbox reflist references catlinks printfooter thumbcaption"
    " metadata sistersitebox navigation note breadcrumb breadcrumbs caption image-caption wp-caption-text cookie-banner"
    " cookie-notice footer site-footer page-footer sidebar share sharing social-share newsletter comments"
    " comment-list comments-area related-posts dialog cookie-consent".split()
)
"""Classes, ids and roles of boilerplate in MediaWiki and other programs."""

FACT_LABEL, FACT = "pi-data-label", "pi-data-value"
"""Classes in a wiki's infobox that is no table."""

_HIDDEN = re.compile(r"(?:display|visibility)\s*:\s*(?:none|hidden)", re.IGNORECASE)


def is_infobox(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is an infobox, which repeats the page's content in short: "Class: Ranger"."""
    return any(name.endswith("infobox") for name in names_of(attributes))


def is_boilerplate(tag: str, attributes: Mapping[str, str | None], *, is_asked: bool = False) -> bool:
    """Whether an element is boilerplate or hidden. An element that is hidden until a question before it is pressed is
    not."""
    is_left_out = (_is_hidden(attributes) and not is_asked) or not _BOILERPLATE.isdisjoint(names_of(attributes))
    return tag in _CLOSED and is_left_out


def names_of(attributes: Mapping[str, str | None]) -> list[str]:
    """The classes, ids and roles of an element."""
    return " ".join(attributes.get(name) or "" for name in ("class", "id", "role")).split()


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "") is not None
