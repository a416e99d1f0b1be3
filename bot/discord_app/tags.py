"""Short codes for ids in the `custom_id` of a control, which is limited to 100 characters."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

TAG = 4
"""The length of an article's tag."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def base62(number: int) -> str:
    """A non-negative number in digits and letters."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def from_base62(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number * len(_DIGITS) + _DIGITS.index(digit)
    return number


def tag_of(article_id: str) -> str:
    """`TAG` digits and letters derived from an article's id."""
    return base62(zlib.crc32(article_id.encode()) % len(_DIGITS) ** TAG).rjust(TAG, "0")


def tagged(tag: str, article_ids: Iterable[str]) -> str | None:
    """The id with a tag, or None if the article is no longer served."""
    return next((each for each in article_ids if tag_of(each) == tag), None)
