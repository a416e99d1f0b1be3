"""A page of content, divided into the messages into which it fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, Final

import discord

from bot.article.model import Passage
from bot.conversation.wording import TitledLines
from bot.discord_app.components import Press
from bot.discord_app.markup import CONTENT, EMBED_DESCRIPTION, EMBED_FOOTER, EMBED_TITLE, clip, escape, split

COLOUR: Final = discord.Colour(0x3B6EA5)

HEADS = [*map(chr, range(0xFDD0, 0xFDF0))]
"""Placeholders for a page's heads in its body: characters that no text contains
(https://www.unicode.org/faq/private_use)."""
_HEAD = re.compile(f"[{HEADS[0]}-{HEADS[-1]}]")


@dataclass(frozen=True)
class Page:
    """Content that is shown at once, or in parts if it is longer than a message.

    title, footer  plain text
    body           Discord markdown, already escaped
    address        the control that leads to the page
    heads, after   Discord markdown for the `HEADS` in the body, and below the first part; too long for a `custom_id`,
                   so only the message has them, and they are gone once somebody turns to another part
    reserved       characters of each part that they take, present or not, so that the body is always cut alike
    """

    title: str
    body: str
    footer: str = ""
    address: Press | None = None
    heads: tuple[str, ...] = ()
    after: str = ""
    reserved: int = 0

    def bodies(self, *, embeds: bool) -> list[str]:
        """The body in as few parts as possible, each with complete markdown."""
        longest_head = min(EMBED_TITLE, len(escape(self.title)) + len(" (99 of 99)")) + len("****\n")
        room = EMBED_DESCRIPTION if embeds else CONTENT - longest_head - len(self._foot)
        around = min(self.reserved, room // 2)
        first, *rest = split(self.body, room - around)
        # Only clips texts longer than anybody writes.
        after = clip(self.after, around - sum(map(len, self.heads))) if self.after else ""
        return [self._headed("\n\n".join(filter(None, (first, after)))), *map(self._headed, rest)]

    def _headed(self, markup: str) -> str:
        """The markdown with the heads inserted."""
        heads = dict(zip_longest(HEADS, self.heads, fillvalue=""))
        return _HEAD.sub(lambda place: heads[place[0]], markup)

    def parts(self, *, embeds: bool) -> list[dict[str, Any]]:
        """The arguments for sending or editing a message, for each part: an embed or, if embeds are not allowed,
        text."""
        bodies, parts = self.bodies(embeds=embeds), list[dict[str, Any]]()
        for part, body in enumerate(bodies, 1):
            title = self._title(part, len(bodies))
            if not embeds:
                parts.append({"content": f"**{title}**\n{body}{self._foot}", "embed": None})
                continue
            embed = discord.Embed(title=title, description=body, colour=COLOUR)
            if self.footer:
                embed.set_footer(text=clip(self.footer, EMBED_FOOTER))
            parts.append({"content": None, "embed": embed})
        return parts

    def _title(self, part: int, count: int) -> str:
        number = f" ({part} of {count})" if count > 1 else ""
        return clip(escape(self.title), EMBED_TITLE - len(number)) + number

    def noting(self, line: str) -> Page:
        """The page with a line before its footer."""
        return replace(self, footer=f"{line} {self.footer}".strip())

    def around(self, before: Iterable[str], after: Iterable[str]) -> Page:
        """The page with plain lines before and after it, on every part."""
        above, below = f"{HEADS[0]}{self.body}", "\n\n".join(map(escape, after))
        head = "".join(f"{escape(line)}\n\n" for line in before)
        return replace(self, body=above, heads=(head,), after=below, reserved=len(head) + len(below) + len("\n\n"))

    def as_in(self, text: str, numbers: str) -> Page:
        """The page of the answers `numbers`, with the heads and lines that `text` shows around them. Unchanged if there
        are none, or if the text shows another page or part."""
        body = self.body if _HEAD.match(self.body) else f"{HEADS[0]}{self.body}"
        pieces = [f"(.*?){re.escape(piece)}" for piece in _HEAD.split(body)[1:]]
        found = re.fullmatch(f"{''.join(pieces)}(.*)", text, re.DOTALL)
        if found is None or not any(found.groups()):
            return self
        *heads, after = found.groups()
        reserved = sum(map(len, found.groups())) + len("\n\n")
        payload = payload_of_answers(numbers, reserved)
        address = self.address._replace(action="answers", payload=payload) if self.address is not None else None
        return replace(self, body=body, address=address, heads=tuple(heads), after=after.strip(), reserved=reserved)

    @property
    def _foot(self) -> str:
        return f"\n-# {clip(escape(self.footer), EMBED_FOOTER)}" if self.footer else ""


def payload_of_answers(numbers: str, reserved: int) -> str:
    """The payload of a control that leads to a page of answers, with room for `reserved` characters."""
    return f"{numbers}+{reserved}"


def quote(passage: Passage) -> str:
    """The quote as a block quote, with its answer words in bold."""
    pieces = (f"**{escape(text)}**" if is_bold else escape(text) for text, is_bold in passage.pieces)
    return f"> {''.join(pieces)}"


def titled(lines: TitledLines) -> str:
    """Lines as Discord markdown: a list under their title, if they have one."""
    if not lines.title:
        return "\n".join(map(escape, lines.lines))
    return "\n".join((f"**{escape(lines.title)}**", *(f"- {escape(line)}" for line in lines.lines)))
