"""What the bot says, made into pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bot import __version__
from bot.article.model import Article, Passage, Section
from bot.conversation import discord_wording, wording
from bot.conversation import privacy as privacy_wording
from bot.discord_app.markup import escape, escape_but_links
from bot.discord_app.page import HEADS, Page, address_of_answers
from bot.discord_app.places import Ways
from bot.matching.outcomes import NoMatch

ALL_WAYS: Final = Ways()


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
    return Page(first.title, body, first.footer, address_of_answers(numbers, reserved), above, below, reserved)


def listed(title: str, lines: Sequence[str], article: Article, address: tuple[str, str]) -> Page:
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
