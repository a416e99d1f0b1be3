"""What the bot says, made into pages that fit into messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, Final

import discord

from bot import __version__
from bot.article.model import Article, Passage, Section
from bot.conversation import discord_wording, wording
from bot.conversation import privacy as privacy_wording
from bot.discord_app.markup import (
    CONTENT,
    EMBED_DESCRIPTION,
    EMBED_FOOTER,
    EMBED_TITLE,
    clip,
    escape,
    escape_but_links,
    split,
)
from bot.discord_app.places import Ways
from bot.matching.outcomes import NoMatch

COLOUR: Final = discord.Colour(0x3B6EA5)

HEADS = [*map(chr, range(0xFDD0, 0xFDF0))]
"""Where the heads of a page stand in its body: characters that no text has (https://www.unicode.org/faq/private_use)."""
ALL_WAYS: Final = Ways()
_HEAD = re.compile(f"[{HEADS[0]}-{HEADS[-1]}]")


@dataclass(frozen=True)
class Page:
    """What is shown at once, or in parts where it is longer than a message may be.

    title, footer  plain words
    body           Discord markdown, already escaped
    address        what leads to the page, as in the `custom_id` of a control: an action and its payload
    heads, after   Discord markdown in the places of `HEADS` in the body, and below its first part. They may hold what
                   no `custom_id` can, and so are known only from the message itself: once somebody turns to another
                   part they are gone
    reserved       characters of each part that they take, there or not, so that the body is always cut alike
    """

    title: str
    body: str
    footer: str = ""
    address: tuple[str, str] | None = None
    heads: tuple[str, ...] = ()
    after: str = ""
    reserved: int = 0

    def bodies(self, *, embeds: bool) -> list[str]:
        """The body in as few parts as fit, each by itself well-formed."""
        room = EMBED_DESCRIPTION if embeds else CONTENT - self._longest_head - len(self._foot)
        around = min(self.reserved, room // 2)
        first, *rest = split(self.body, room - around)
        # What is clipped here is longer than anybody writes.
        after = clip(self.after, around - sum(map(len, self.heads))) if self.after else ""
        return [self._headed("\n\n".join(filter(None, (first, after)))), *map(self._headed, rest)]

    def _headed(self, markup: str) -> str:
        """The markup with the heads in their places."""
        heads = dict(zip_longest(HEADS, self.heads, fillvalue=""))
        return _HEAD.sub(lambda place: heads[place[0]], markup)

    def parts(self, *, embeds: bool) -> list[dict[str, Any]]:
        """Arguments for sending or editing a message: of each part, as an embed or, where embeds are not allowed, as
        text."""
        bodies = self.bodies(embeds=embeds)
        titles = [self._title(part, len(bodies)) for part in range(1, len(bodies) + 1)]
        if not embeds:
            shown = zip(titles, bodies, strict=True)
            return [{"content": f"**{title}**\n{body}{self._foot}", "embed": None} for title, body in shown]
        parts: list[dict[str, Any]] = []
        for title, body in zip(titles, bodies, strict=True):
            embed = discord.Embed(title=title, description=body, colour=COLOUR)
            if self.footer:
                embed.set_footer(text=clip(self.footer, EMBED_FOOTER))
            parts.append({"content": None, "embed": embed})
        return parts

    def _title(self, part: int, count: int) -> str:
        number = f" ({part} of {count})" if count > 1 else ""
        return clip(escape(self.title), EMBED_TITLE - len(number)) + number

    @property
    def _longest_head(self) -> int:
        return min(EMBED_TITLE, len(escape(self.title)) + len(" (99 of 99)")) + len("****\n")

    def noting(self, line: str) -> Page:
        """The page with a line before its footer."""
        return replace(self, footer=f"{line} {self.footer}".strip())

    def around(self, before: Iterable[str], after: Iterable[str]) -> Page:
        """The page with plain lines before and after it, which are there for as long as it stands."""
        above, below = f"{HEADS[0]}{self.body}", "\n\n".join(map(escape, after))
        head = "".join(f"{escape(line)}\n\n" for line in before)
        return replace(self, body=above, heads=(head,), after=below, reserved=len(head) + len(below) + len("\n\n"))

    def as_in(self, text: str, numbers: str) -> Page:
        """The page of answers, to which `numbers` lead, with what stands above each and below them in a text that shows
        them; as it is where nothing does, or the text shows another page, or a part."""
        body = self.body if _HEAD.match(self.body) else f"{HEADS[0]}{self.body}"
        pieces = [f"(.*?){re.escape(piece)}" for piece in _HEAD.split(body)[1:]]
        found = re.fullmatch(f"{''.join(pieces)}(.*)", text, re.DOTALL)
        if found is None or not any(found.groups()):
            return self
        *heads, after = found.groups()
        reserved = sum(map(len, found.groups())) + len("\n\n")
        address = _of_answers(numbers, reserved)
        return replace(self, body=body, address=address, heads=tuple(heads), after=after.strip(), reserved=reserved)

    @property
    def _foot(self) -> str:
        return f"\n-# {clip(escape(self.footer), EMBED_FOOTER)}" if self.footer else ""


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
    body = f"{quote(passage)}\n> — {place}\n\n{escape(passage.summary)}"
    return Page(section.title, body, article.title, ("goto", passage.key))


def choices(passages: Sequence[Passage], article: Article, numbers: str) -> Page:
    """The likeliest passage in full, and which others could be meant; the buttons below carry them. `numbers` leads to
    them."""
    first, *others = passages
    lines = [f"- **{escape(article.section_of(each).title)}**: {escape(each.summary)}" for each in others]
    place = f"{article.section_of(first).title} · {wording.paragraph_of(first, article)}"
    body = f"{quote(first)}\n> — {escape(place)}\n\n{escape(first.summary)}\n\n{wording.OR_PERHAPS}:\n" + "\n".join(
        lines
    )
    return Page(f"{wording.PERHAPS}:", body, article.title, ("choices", numbers))


def answers(
    pages: Sequence[Page],
    numbers: str,
    *,
    heads: Iterable[Iterable[str]] = (),
    after: Iterable[str] = (),
    reserved: int = 0,
) -> Page:
    """Answers one under the other, to which `numbers` lead, with lines above each and below them all in plain words,
    for which `reserved` characters stay free where they are no longer known."""
    above = tuple("".join(f"{escape(line)}\n\n" for line in lines) for lines in heads)
    below = "\n\n".join(map(escape, after))
    reserved = reserved or sum(map(len, above)) + len(below) + len("\n\n")
    first, *others = pages
    # The first one's topic is the title.
    topics = ("", *(f"**{escape(page.title)}**\n" for page in others))
    pieces = zip(topics, HEADS, pages, strict=False)
    body = "\n\n".join(f"{topic}{place}{page.body}" for topic, place, page in pieces)
    return Page(first.title, body, first.footer, _of_answers(numbers, reserved), above, below, reserved)


def _of_answers(numbers: str, reserved: int) -> tuple[str, str]:
    return "answers", f"{numbers}+{reserved}"


def listed(title: str, lines: Sequence[str], article: Article, address: tuple[str, str]) -> Page:
    """A list of plain lines."""
    return Page(title, "\n".join(f"- {escape(line)}" for line in lines), article.title, address)


def no_match(outcome: NoMatch, article: Article, lead: str = "", after: Iterable[str] = ()) -> Page:
    """That the article does not say, what exactly, where that or a `lead` is known, the lines `after` that, and above
    the buttons what these lead to: what is nearest."""
    near = f"{wording.NEAREST}:" if outcome.nearest else f"{wording.NOTHING_NEAR}:"
    lines = [line for line in (wording.what_is_missing(outcome, lead), *after, near) if line]
    return Page(wording.NO_MATCH, "\n\n".join(map(escape, lines)), article.title)


def topic(section: Section, article: Article) -> Page:
    """A topic with what its passages say in one line each."""
    lines = [f"- {escape(passage.summary)} (¶ {passage.paragraph})" for passage in section.passages]
    body = f"{escape(section.summary)}\n\n" + "\n".join(lines)
    return Page(section.title, body, article.title, ("topic", section.id))


def related(section: Section | None, article: Article) -> Page:
    """What stands above the menu of a topic and those related to it; all topics if it is None."""
    return Page(discord_wording.RELATED, escape(section.title) if section else wording.NOTHING_NEAR, article.title)


def topics(article: Article, *, several: bool = False) -> Page:
    """All topics, with the numbers by which they can be named. `several` is whether there are other articles."""
    lines = [f"{number}. **{escape(section.title)}**" for number, section in enumerate(article.sections, 1)]
    title = f"Topics of “{article.title}”" if several else "Topics of the article"
    return Page(title, "\n".join(lines), article.title, ("topics", ""))


def paragraph(number: int, article: Article) -> Page:
    """A paragraph of the article, whole; `number` counts from 1."""
    title, body = f"¶ {number} of {len(article.paragraphs)}", escape(article.paragraphs[number - 1])
    return Page(title, body, article.title, ("read", str(number)))


def summary(article: Article) -> Page:
    """The whole article in a few sentences."""
    return Page("Summary", escape(article.summary), article.title, ("summary", ""))


def about(article: Article, *, several: bool = False) -> Page:
    """The article, its source and this program. `several` is whether there are other articles."""
    title, source, length, bot = wording.about(article)
    body = f"**{escape(title)}**\n{escape_but_links(source)}\n{escape(length)}\n\n{escape(bot)}"
    body += f"\n\n{discord_wording.OTHER_ARTICLES}" if several else ""
    return Page("About Footnote", body)


def titled(lines: wording.TitledLines) -> str:
    """Lines as Discord markdown: a list under their title, if they have one."""
    if not lines.title:
        return "\n".join(map(escape, lines.lines))
    return "\n".join((f"**{escape(lines.title)}**", *(f"- {escape(line)}" for line in lines.lines)))


def privacy(sections: Iterable[wording.TitledLines]) -> Page:
    """What the bot reads and keeps."""
    body = "\n".join(map(titled, sections))
    return Page(privacy_wording.TITLE, body, f"Footnote {__version__}", ("privacy", ""))


def articles(titles: Mapping[str, str], here: str) -> Page:
    """The titles of the articles that there are, by their ids, and which one is meant `here`."""
    lines = [
        f"{number}. **{escape(title)}** ({escape(each)}){f': {discord_wording.HERE}' if each == here else ''}"
        for number, (each, title) in enumerate(titles.items(), 1)
    ]
    return Page(discord_wording.ARTICLES, "\n".join(lines), f"Footnote {__version__}", ("articles", ""))


def help_page(title: str, prefix: str, commands: Mapping[str, str], ways: Ways = ALL_WAYS) -> Page:
    """How to ask where there are these `ways`, with the commands and what each does, in the place of an article with
    this title."""
    lines = [f"- `/{command}` {escape(what)}" for command, what in commands.items()]
    finding = f"Right-click a message, then Apps, “{discord_wording.FIND}”, to look up what somebody else asked."
    if ways.written:
        finding = f"Each is also a text command, as in {escape(prefix)}ask. {finding}"
    parts = [escape(how_to_ask(ways)), "\n".join(lines), finding]
    if ways.called:
        parts.append(discord_wording.FOR_MANAGERS)
    return Page("How to use Footnote", "\n\n".join(parts), title)


def how_to_ask(ways: Ways) -> str:
    """How to ask where there are these ways, in a line."""
    return discord_wording.HOW_TO_ASK_ON_DISCORD if ways.called else discord_wording.HOW_TO_ASK_WHERE_NO_MEMBER
