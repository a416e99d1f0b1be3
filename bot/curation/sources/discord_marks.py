"""Replaces what only Discord can display by words: mentions, times, pictures and small print."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from unicodedata import normalize

_ID = r"\d{15,21}"
_TIME = re.compile(r"<t:(-?\d{1,12})(?::(?P<style>[tTdDfFR]))?>")
_BESIDE = re.compile(r"(?<=>)\W{0,3}<t:-?\d{1,12}:R>\)?")
"""The relative form of a time that is also given in full."""

_CALLED = rf"<(?:@[!&]?|#){_ID}>"
_ALL = r"@(?:everyone|here)\b"
_PING = re.compile(
    rf"^[ \t]*(?:(?:{_ALL}|{_CALLED})[ \t,!&]*)+$|^[ \t]*{_ALL}[,!:]?[ \t]+(?=[^\w\s]|[A-Z])"
    rf"|(?<=[.!?*])(?:[ \t]+{_CALLED})+[ \t]*$",
    re.MULTILINE,
)
"""Mentions of the readers, which are no part of the message's content."""

_PICTURE = re.compile(rf"[ \t]*<a?:\w+:{_ID}>")
_COMMAND = re.compile(rf"<(/[\w -]{{1,99}}):{_ID}>")
_SMALL = re.compile(r"^(?:-# |>>> )", re.MULTILINE)
_FANCY = re.compile(r"[\U0001d400-\U0001d7ff\uff10-\uff19\uff21-\uff5a\ufe55]+")
"""Letters and colons from other Unicode blocks that people use as bold: "𝗥𝘂𝗹𝗲𝘀"."""

_DATED = r"(?:(?:Today|Yesterday) at |\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? )\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp][Mm])?"
_WHO_AND_WHEN = re.compile(
    rf"^[ \t]*(?:\[{_DATED}\][ \t][^:\[\]\n]{{1,40}}"
    rf"|(?![ \t#*+>|-])[^:\[\].!?\n]{{1,32}}[ \t][—–-][ \t]{_DATED})[ \t]*$",
    re.MULTILINE,
)
"""The line that Discord, or an export of a channel, puts above a message: "hazel — Today at 6:02 PM". A
heading or an item of a list is none: it tells of a date."""

_EXPORT_HEAD = re.compile(r"\A\s*=+\nGuild: (.*)\nChannel: (?:.* / )?(.*)\n(?:(?:Topic|After|Before): .*\n)*=+\n")
_EXPORT_MARKS = re.compile(
    r"^=+\nExported [\d,.]+ message\(s\)\n=+$|^\{Reactions\}\n.+$"
    r"|^\{(?:Attachments|Stickers)\}\n(?:\S.*\n?)+|^\{Embed\}$",
    re.MULTILINE,
)
"""What DiscordChatExporter writes above, below and between messages in its plain text format."""

_LABEL = re.compile(r"^([^\s:][^:\n]{1,40}?)(?<!\d) : (?=\D)", re.MULTILINE)
_MENTION = re.compile(rf"<(@[!&]?|#){_ID}>")
_MEDAL = re.compile(
    r"([🥇🥈🥉])(?![ \t]*\*\*[A-Z][^*\n]+\*\*\s*[–—:-]|[^🥇🥈🥉\n]*\b(?:1st|2nd|3rd|place|winner)\b)[ \t]*"
)
"""A rank shown only as a picture: "🥈 $400"."""

_PLACES = {"🥇": "1st", "🥈": "2nd", "🥉": "3rd"}
_SHOWN_AS = {"@": "@user", "@!": "@user", "@&": "@role", "#": "#channel"}


def without_discord_marks(text: str, left_out: Counter[str]) -> str:
    """The text as Discord shows it, with times in UTC. Only Discord knows the names behind mentions, so these are
    counted."""
    text = _FANCY.sub(lambda letters: normalize("NFKC", letters[0]), text)
    text = _EXPORT_HEAD.sub(r"\1: \2\n======\n", text)
    text, messages = _WHO_AND_WHEN.subn("", _EXPORT_MARKS.sub("", text))
    text = _PING.sub("", _BESIDE.sub("", _SMALL.sub("", _LABEL.sub(r"\1: ", text))))
    text = _COMMAND.sub(r"\1", _PICTURE.sub("", _TIME.sub(_when, text)))
    text = _MEDAL.sub(lambda medal: f"{_PLACES[medal[1]]} place: ", text)
    text, mentions = _MENTION.subn(lambda called: _SHOWN_AS[called[1]], text)
    left_out += Counter({"name that Discord alone knows": mentions, "line of who wrote when": messages})
    return text


def _when(mark: re.Match[str]) -> str:
    with suppress(ValueError, OverflowError, OSError):  # a year of no calendar, which Discord shows as nothing
        moment = datetime.fromtimestamp(int(mark[1]), UTC)
        clock = f"{moment:%H:%M} UTC"
        if mark["style"] in {"t", "T"}:
            return clock
        date = f"{moment.day} {moment:%B %Y}"
        return date if mark["style"] in {"d", "D"} else f"{date} at {clock}"
    return ""
