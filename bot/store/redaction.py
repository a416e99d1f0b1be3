"""Takes out of a message what may name a person or a place. Pure; over-careful rather than too little."""

from __future__ import annotations

import re
import unicodedata
from ipaddress import ip_address

GONE = "…"
"""What stands where something was taken out."""

LONGEST = 300
"""Characters that are kept of a message."""

_DISCORD = re.compile(r"</[^<>\n]{1,120}>|<(?:@|#|a?:|t:|id:|https?:)[^<>\n]*>", re.IGNORECASE)
_LINK = re.compile(
    r"\b[a-z][a-z0-9+.-]*://\S*"
    r"|\bwww\.\S*"
    r"|\b(?:mailto|tel|sms):\S*"
    r"|\b(?:[\w-]+\.)+[a-z]{2,}[/:?#]\S*"
    r"|\b(?:[\w-]+\.)*[\w-]{2,}\.(?:com|org|net|edu|gov|mil|info|biz|app|dev|xyz|online|site|shop|store|club|link|gg|io"
    r"|co|me|tv|ai|ly|eu|uk|de|fr|es|nl|ch|at|pl|ru|cn|jp|in|br|ca|au|se|dk|fi|cz|pt|gr|tr|ua|za|mx|nz|kr)\b",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"\S*@\S*|[\w.+-]+\s*[(\[{]\s*at\s*[)\]}]\s*[\w-]+(?:\s*(?:\.|[(\[{]\s*dot\s*[)\]}])\s*[\w-]+)*", re.I
)
_COLONS = re.compile(r"[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*(?:%\w+)?", re.IGNORECASE)
_IPV4 = re.compile(r"\d{1,3}(?:\s*\.\s*\d{1,3}){3}(?:/\d{1,2})?")
_SMALL = r"(?!(?:a|an|and|are|at|by|for|from|in|is|it|my|of|on|or|per|that|the|this|to|was|were|with)\b)"
_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|pl|square|sq|terrace|close"
    r"|crescent|parkway|pkwy|highway|hwy|alley|quay|row|gardens|mews|circle|trail|loop|plaza)\b\.?"
)
_UNIT = r"(?:,?\s*(?:apt|apartment|suite|unit|flat|floor|room|no)\b\.?\s*\w+|,?\s*#\s*\w+)?"
_ADDRESS = re.compile(
    rf"\b\d+\s?[a-z]?(?:-\d+)?,?\s+(?:{_SMALL}[\w'’.-]+\s+){{1,3}}{_STREET}{_UNIT}"
    rf"|\b(?:rue|avenue|boulevard|calle|via|piazza|plaza|rua|chemin|avenida)\s+(?:[\w'’.-]+\s+){{1,4}}\d+\b"
    rf"|\b\d+,?\s+(?:bis\s+)?(?:rue|avenue|boulevard|chemin|place|quai)\s+(?:[^\W\d_][\w'’.-]*\s*){{1,4}}"
    rf"|\b[\w'’.-]*(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|straat|laan|gatan|vägen|vej)\s+\d+\s?[a-z]?\b"
    rf"|\bp\.?\s?o\.?\s*box\s+\w+"
    rf"|\b[a-z]{{1,2}}\d[a-z\d]?\s?\d[a-z]{{2}}\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[+#]?\(?\d(?:[\s.,'’()/:_*·•‐-―−+-]{0,3}\d)*")
_YEARS = re.compile(r"(?:1[0-9]|20)\d\d(?:\s?[-–—/]\s?|, ?|\s)(?:(?:1[0-9]|20)\d\d|\d\d)")
_FORMER = re.compile(rf"(?:{GONE}\s*)+")


def redact(text: str) -> str:
    """A message without mentions, links, e-mail, postal and IP addresses, custom emoji and numbers of more than four
    digits, on one line, at most `LONGEST` characters; empty where nothing that is a word is left.

    A number counts with all its groups ("555-0123", "1,000,000"); a pair of years stays. A second time changes nothing.
    """
    before, text = "", _plain(text)
    while text != before:  # what is taken out may bring together what is next to it
        before = text
        for pattern in (_DISCORD, _LINK, _MAIL):
            text = pattern.sub(GONE, text)
        text = _COLONS.sub(_ip, text)
        for pattern in (_IPV4, _ADDRESS):
            text = pattern.sub(GONE, text)
        text = _NUMBER.sub(_number, text)
        text = _FORMER.sub(f"{GONE} ", text).strip()
        text = _cut(" ".join(text.split()))
    return text if any(character.isalpha() for character in text) else ""


def _plain(text: str) -> str:
    """Without characters that cannot be seen, and each in its plain form, so that nothing hides in another's guise."""
    text = unicodedata.normalize("NFKC", text)
    shown = (
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in ("Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me")
    )
    return unicodedata.normalize("NFKC", "".join(shown))


def _ip(found: re.Match[str]) -> str:
    address = found[0].strip(".").partition("%")[0]
    for candidate in (address, address.rstrip(":"), address.lstrip(":")):
        try:
            ip_address(candidate)
        except ValueError:
            continue
        return GONE
    return found[0]


def _number(found: re.Match[str]) -> str:
    digits = sum(character.isdigit() for character in found[0])
    return found[0] if digits <= 4 or _YEARS.fullmatch(found[0]) else GONE


def _cut(text: str) -> str:
    """At most `LONGEST` characters, whole words if possible."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]
