"""What the bot says, made into messages: the only home of Discord's limits and of escaping.

Limits: Discord's documentation of messages (2,000 characters), embeds (title 256, description 4,096, all together
6,000, for which a footer gets 256 here), components (button label 80; select option label and description 100; 25
options) and autocomplete (25 choices of 100 characters).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import discord

from bot import __version__
from bot.article.model import Article, Passage, Section
from bot.conversation import wording
from bot.matching.outcomes import Choices, NoMatch

CONTENT: Final = 2000
EMBED_TITLE: Final = 256
EMBED_DESCRIPTION: Final = 4096
EMBED_FOOTER: Final = 256
BUTTON_LABEL: Final = 80
OPTION: Final = 100
OPTIONS: Final = 25
CHOICES: Final = 25
CHOICE: Final = 100

COLOUR: Final = discord.Colour(0x3B6EA5)

_MARKUP = re.compile(r"[\\*_~`|<\[]")
_LINE_START = re.compile(r"^([^\S\n]*(?:\d+)?)([-#>+.)])", re.MULTILINE)


def escape(text: str) -> str:
    """Any text as plain words: no markdown, no mention, no link, no list, heading or quote.

    Not discord.py's `escape_markdown`: that leaves addresses and the text of links as they are.
    """
    text = _LINE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", text))
    return text.replace("@", "@\u200b").replace("://", ":\u200b//")


def clip(text: str, longest: int) -> str:
    """The text, ended with an ellipsis where it is longer than `longest` characters."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


@dataclass(frozen=True)
class Page:
    """One message's worth of text; `body` is Discord markdown, already escaped."""

    title: str
    body: str
    footer: str = ""

    def embed(self) -> discord.Embed:
        """The page as an embed, within Discord's limits."""
        embed = discord.Embed(
            title=clip(escape(self.title), EMBED_TITLE), description=clip(self.body, EMBED_DESCRIPTION), colour=COLOUR
        )
        if self.footer:
            embed.set_footer(text=clip(self.footer, EMBED_FOOTER))
        return embed

    def text(self) -> str:
        """The page as the text of a message, for where embeds are not allowed."""
        footer = f"\n-# {clip(escape(self.footer), EMBED_FOOTER)}" if self.footer else ""
        head = f"**{clip(escape(self.title), EMBED_TITLE)}**\n"
        return f"{head}{clip(self.body, CONTENT - len(head) - len(footer))}{footer}"

    def parts(self, *, embeds: bool) -> dict[str, Any]:
        """Arguments for sending or editing a message."""
        return {"content": None, "embed": self.embed()} if embeds else {"content": self.text(), "embed": None}


def quote(passage: Passage) -> str:
    """The quote as a block quote, the answer words in bold."""
    pieces: list[str] = []
    at = 0
    for start, end in passage.bold:
        pieces += (escape(passage.quote[at:start]), f"**{escape(passage.quote[start:end])}**")
        at = end
    pieces.append(escape(passage.quote[at:]))
    return f"> {''.join(pieces)}"


def answer(passage: Passage, section: Section, article: Article) -> Page:
    """A passage as an answer."""
    place = wording.paragraph_of(passage, article)
    return Page(section.title, f"{quote(passage)}\n> — {place}\n\n{escape(passage.summary)}", article.title)


def choices(outcome: Choices, article: Article) -> Page:
    """Which passages could be meant; the buttons below carry the choices."""
    lines = [f"- **{escape(c.section.title)}**: {escape(c.passage.summary)}" for c in outcome.candidates]
    return Page(f"{wording.CHOICES_TITLE} …", "\n".join(lines), article.title)


def no_match(outcome: NoMatch, article: Article) -> Page:
    """That the article does not say, and what is nearest."""
    gap = f"{escape(outcome.gap.note)}\n\n" if outcome.gap else ""
    near = f"{wording.NEAREST}:" if outcome.nearest else f"{wording.NOTHING_NEAR}:"
    return Page(wording.NO_MATCH, f"{gap}{near}", article.title)


def topic(section: Section, article: Article) -> Page:
    """A topic with what its passages say in one line each."""
    lines = [f"- {escape(passage.summary)} (¶ {passage.paragraph})" for passage in section.passages]
    return Page(section.title, f"{escape(section.summary)}\n\n" + "\n".join(lines), article.title)


def related(section: Section | None, article: Article) -> Page:
    """What stands above the menu of a topic and those related to it; all topics if it is None."""
    return Page(wording.RELATED, escape(section.title) if section else wording.NOTHING_NEAR, article.title)


def topics(article: Article) -> Page:
    """All topics, with the numbers by which they can be named."""
    lines = [f"{number}. **{escape(section.title)}**" for number, section in enumerate(article.sections, 1)]
    return Page("Topics of the article", "\n".join(lines), article.title)


def paragraph(number: int, article: Article) -> Page:
    """A paragraph of the article, whole; `number` counts from 1."""
    return Page(f"¶ {number} of {len(article.paragraphs)}", escape(article.paragraphs[number - 1]), article.title)


def summary(article: Article) -> Page:
    """The whole article in a few sentences."""
    return Page("Summary", escape(article.summary), article.title)


def about(article: Article) -> Page:
    """The article, its source and this program."""
    body = f"**{escape(article.title)}**\n{escape(article.source)}\n\n{escape(wording.ABOUT_QUOTES)}"
    return Page("About Footnote", body, f"Footnote {__version__}")


def privacy() -> Page:
    """What the bot reads and keeps."""
    return Page("Privacy", "\n".join(f"- {escape(line)}" for line in wording.PRIVACY), f"Footnote {__version__}")


def help_page(article: Article, prefix: str) -> Page:
    """How to ask, with the commands."""
    lines = [f"- `/{command}` {escape(what)}" for command, what in wording.COMMANDS.items()]
    body = (
        f"{escape(wording.HOW_TO_ASK)}\n\n" + "\n".join(lines) + f"\n\nEach is also a text command, as in "
        f"{escape(prefix)}ask. Right-click a message, then Apps, “{wording.FIND}”, to look up what somebody else asked."
    )
    return Page("How to use Footnote", body, article.title)
