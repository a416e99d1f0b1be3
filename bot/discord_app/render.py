"""Rendering shared by several kinds of pages."""

from __future__ import annotations

from bot.article.model import Passage
from bot.conversation import wording
from bot.conversation.wordings import discord_wording
from bot.discord_app.delivery import Outgoing
from bot.discord_app.markup import escape
from bot.discord_app.page import Page
from bot.discord_app.places import Ways


def quote(passage: Passage) -> str:
    """The quote as a block quote, with its answer words in bold."""
    pieces: list[str] = []
    at = 0
    for start, end in passage.bold:
        pieces += (escape(passage.quote[at:start]), f"**{escape(passage.quote[start:end])}**")
        at = end
    pieces.append(escape(passage.quote[at:]))
    return f"> {''.join(pieces)}"


def titled(lines: wording.TitledLines) -> str:
    """Lines as Discord markdown: a list under their title, if they have one."""
    if not lines.title:
        return "\n".join(map(escape, lines.lines))
    return "\n".join((f"**{escape(lines.title)}**", *(f"- {escape(line)}" for line in lines.lines)))


def help_page(title: str, prefix: str, ways: Ways, *, several: bool) -> Outgoing:
    """How to ask in the given `ways`, with the commands, for the article with this title, of `several`."""
    commands = discord_wording.commands(several=several)
    finding = f"Right-click a message, then Apps, “{discord_wording.FIND}”, to look up what somebody else asked."
    if ways.written:
        finding = f"Each is also a text command, as in {escape(prefix)}ask or {escape(prefix)}read 3-5. {finding}"
    lines = [f"- `/{command}` {escape(what)}" for command, what in commands.items()]
    parts = [escape(_asking(ways)), "\n".join(lines), finding]
    if ways.called:
        parts.append(discord_wording.FOR_MANAGERS)
    return Outgoing(Page("How to use Footnote", "\n\n".join(parts), title), private=True)


def how_to_ask(ways: Ways) -> Outgoing:
    """The same in one line."""
    return Outgoing(_asking(ways), private=True)


def _asking(ways: Ways) -> str:
    return discord_wording.HOW_TO_ASK_ON_DISCORD if ways.called else discord_wording.HOW_TO_ASK_WHERE_NO_MEMBER
