"""Removes from a message what may identify a person or a place. Removes too much rather than too little."""

from __future__ import annotations

import re
import unicodedata
from ipaddress import ip_address

REMOVED = "…"
"""Replaces what was removed."""

LONGEST = 300
"""How many characters of a message are kept."""

_READ = 1_000
"""How many characters of a message are read."""

_WORDS = re.compile(r"(?:[A-Za-z]++[ ,?!']*+)*+")
"""Words and ordinary punctuation only. Of the patterns below, only a post office box can match in such a text."""

_DISCORD = re.compile(r"</[^<>\n]{1,120}>|<(?:@|#|a?:|t:|id:|https?:)[^<>\n]*>", re.IGNORECASE)
_LINK = re.compile(
    r"\b[a-z][a-z0-9+.-]*://\S*"
    r"|\bwww\.\S*"
    r"|\b(?:mailto|tel|sms):\S*"
    r"|\b(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}[/:?#]\S*"
    r"|\b(?:[\w-]{1,63}\.){0,6}[\w-]{2,63}\.(?:com|org|net|edu|gov|mil|info|biz|app|dev|xyz|online|site|shop|store|club|link|gg|io"
    r"|co|me|tv|ai|ly|eu|uk|de|fr|es|nl|ch|at|pl|ru|cn|jp|in|br|ca|au|se|dk|fi|cz|pt|gr|tr|ua|za|mx|nz|kr)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\S+")
_SPELT_MAIL = re.compile(
    r"[\w.+-]{1,64}\s?[(\[{]\s?at\s?[)\]}]\s?[\w-]{1,63}(?:\s?(?:\.|[(\[{]\s?dot\s?[)\]}])\s?[\w-]{1,63}){0,4}",
    re.IGNORECASE,
)
_IPV6 = re.compile(r"(?<![\w:])[0-9a-f:]{2,40}(?:(?:\.\d{1,3}){3})?(?![\w:])", re.IGNORECASE)
_IPV4 = re.compile(r"\d{1,3}(?:\s*\.\s*\d{1,3}){3}(?:/\d{1,2})?")
_SMALL = r"(?!(?:a|an|and|are|at|by|for|from|in|is|it|my|of|on|or|per|that|the|this|to|was|were|with)\b)"
_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|pl|square|sq|terrace|close"
    r"|crescent|parkway|pkwy|highway|hwy|alley|quay|row|gardens|mews|circle|trail|loop|plaza)\b\.?"
)
_UNIT = r"(?:,?\s*(?:apt|apartment|suite|unit|flat|floor|room|no)\b\.?\s*\w+|,?\s*#\s*\w+)?"
_ADDRESS = re.compile(
    rf"\b\d+\s?[a-z]?(?:-\d+)?,?\s+(?:{_SMALL}[\w'’.-]{{1,40}}\s+){{1,3}}{_STREET}{_UNIT}"
    rf"|\b(?:rue|avenue|boulevard|calle|via|piazza|plaza|rua|chemin|avenida)\s+(?:[\w'’.-]{{1,40}}\s+){{1,4}}\d+\b"
    rf"|\b\d+,?\s+(?:bis\s+)?(?:rue|avenue|boulevard|chemin|place|quai)\s+(?:[^\W\d_][\w'’.-]{{0,40}}\s*){{1,4}}"
    rf"|\b[\w'’.-]{{0,40}}(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|straat|laan|gatan|vägen|vej)\s+\d+\s?[a-z]?\b"
    rf"|\bp\.?\s?o\.?\s*box\s+\w+"
    rf"|\b[a-z]{{1,2}}\d[a-z\d]?\s?\d[a-z]{{2}}\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[+#]?\(?\d(?:[\s.,'’()/:_*·•‐-―−+-]{0,3}\d)*")
_YEARS = re.compile(r"(?:1[0-9]|20)\d\d(?:\s?[-–—/]\s?|, ?|\s)(?:(?:1[0-9]|20)\d\d|\d\d)")
_DOTS = re.compile(r"\.{2,}")
_FORMER = re.compile(rf"(?:{REMOVED}\s*)+")


def redact(text: str) -> str:
    """A message without mentions, links, e-mail, postal and IP addresses, custom emoji and numbers of more than four
    digits, on one line, at most `LONGEST` characters; "" if no word is left.

    A number includes all its groups ("555-0123", "1,000,000"). A pair of years stays. Redacting twice changes nothing.
    """
    if _WORDS.fullmatch(text) and "box" not in text.casefold():
        return _cut(" ".join(_cut(text, _READ).split()), LONGEST)
    before, text = "", _cut(_visible(text[: 2 * _READ]), _READ)
    while text != before:  # a removal may join its neighbours into a new match
        before = text
        for pattern in (_DISCORD, _LINK, _SPELT_MAIL):
            text = pattern.sub(REMOVED, text)
        text = _TOKEN.sub(_redact_mail_or_ip, text)
        for pattern in (_IPV4, _ADDRESS):
            text = pattern.sub(REMOVED, text)
        text = _NUMBER.sub(_redact_number, text)
        text = _FORMER.sub(f"{REMOVED} ", text).strip()
        text = _cut(" ".join(text.split()), LONGEST)
    return text if any(character.isalpha() for character in text) else ""


def _visible(text: str) -> str:
    """The text without invisible characters and in its compatibility form (NFKC), so that nothing is hidden by
    look-alikes."""
    text = unicodedata.normalize("NFKC", text)
    shown = (
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in ("Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me")
    )
    return _DOTS.sub(REMOVED, unicodedata.normalize("NFKC", "".join(shown)))


def _redact_mail_or_ip(found: re.Match[str]) -> str:
    """Replaces a word with an @ or an IP address in it."""
    word = found[0]
    if "@" in word:
        return REMOVED
    return _IPV6.sub(_redact_ip, word) if word.count(":") > 1 else word


def _redact_ip(found: re.Match[str]) -> str:
    address = found[0].rstrip(".")
    for candidate in (address, address.removesuffix(":"), address.removeprefix(":")):
        try:
            ip_address(candidate)
        except ValueError:
            continue
        return REMOVED
    return found[0]


def _redact_number(found: re.Match[str]) -> str:
    digits = sum(character.isdigit() for character in found[0])
    return found[0] if digits <= 4 or _YEARS.fullmatch(found[0]) else REMOVED


def _cut(text: str, most: int) -> str:
    """At most `most` characters, cut between words if possible."""
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0] or text[:most]
