"""The pages of an article, with their controls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from discord.ui import Item, View

from bot.article.asks import NAME_KINDS
from bot.article.model import Article, Passage, Section
from bot.conversation import wording
from bot.conversation.followups.choosing import MOST_TOGETHER
from bot.conversation.wordings import discord_wording
from bot.discord_app.article_controls import (
    closing_buttons,
    passage_buttons,
    passage_options,
    topic_options,
    topics_menu,
)
from bot.discord_app.components import Owner, Press, button, delete_button, menu, number_in, on_page, view
from bot.discord_app.delivery import Outgoing
from bot.discord_app.displayed import numbers_of
from bot.discord_app.markup import escape, escape_but_links
from bot.discord_app.page import HEADS, Page, payload_of_answers, quote
from bot.matching.outcomes import NoMatch
from bot.plurals import listed


class Pages:
    """Makes the pages of one article. `tag` stands for it in controls; `several` is whether there are other
    articles."""

    def __init__(self, article: Article, tag: str = "", *, several: bool = False) -> None:
        self.article, self.several, self._tag = article, several, tag

    def page(self, name: str, which: str, asker: int) -> Outgoing | None:
        """A page about the whole article by its name; None if there is no such page."""
        match name:
            case "summary":
                return self.summary(asker)
            case "points" if count := number_in(which):
                return self.key_points(count, asker)
            case "names" if which in NAME_KINDS:
                return self.names(which, asker)
            case "topics":
                return self.topics(asker)
            case _:
                return None

    def passage(
        self, passage: Passage, asker: int, meant: Sequence[Passage] = (), *, publish: bool = False
    ) -> Outgoing:
        """A passage as an answer. `meant` holds all passages that the question may mean. `publish` adds the button that
        shows a private answer to everyone."""
        owner, (before, after) = self._owner(asker), self.article.neighbours(passage)
        items: list[Item[Any]] = [
            button("goto", owner, before.key if before else "-", emoji="◀️", disabled=before is None),
            button("goto", owner, after.key if after else "--", emoji="▶️", disabled=after is None),
            button("related", owner, passage.section, label=discord_wording.RELATED),
        ]
        if any(other.key != passage.key for other in meant):
            numbers = numbers_of(self.article, [passage, *meant])
            items.append(button("meant", owner, numbers, label=discord_wording.NOT_WHAT_I_ASKED))
        controls = view(*items, *closing_buttons(owner, passage.key if publish else ""))
        return Outgoing(self._answer(passage, owner), controls, passage=f"{self._tag}/{passage.key}")

    def again(
        self, passage: Passage, asker: int, meant: Sequence[Passage], text: str, *, publish: bool = False
    ) -> Outgoing:
        """A passage as an answer, with the lines that a message shows above and below it."""
        reply = self.passage(passage, asker, meant, publish=publish)
        return reply.as_in(text, numbers_of(self.article, [passage]))

    def others(self, shown: Passage, asker: int, meant: Sequence[Passage], *, publish: bool = False) -> View:
        """A menu of the other passages that may have been meant, and a button back."""
        owner = self._owner(asker)
        options = passage_options([other for other in meant if other.key != shown.key])
        return view(
            menu("goto", owner, options, discord_wording.WHAT_DID_YOU_MEAN),
            button("back", owner, numbers_of(self.article, [shown, *meant]), label="Back", row=1),
            button("related", owner, shown.section, label=discord_wording.RELATED, row=1),
            *closing_buttons(owner, shown.key if publish else "", row=1),
        )

    def choices(self, passages: Sequence[Passage], asker: int) -> Outgoing:
        """The likeliest passage in full, and a button for each passage that may be meant."""
        article, owner, (first, *others) = self.article, self._owner(asker), passages
        lines = [f"- **{escape(article.section_of(each).title)}**: {escape(each.summary)}" for each in others]
        shown = self._quoted(first, f"{article.section_of(first).title} · ")
        body = "\n".join((f"{shown}\n\n{wording.OR_PERHAPS}:", *lines))
        # Leads to the neighbouring passages, and records what was shown for follow-ups.
        this = button("goto", owner, first.key, label=discord_wording.THIS_ONE)
        controls = view(this, *passage_buttons("goto", passages, article, owner)[1:], delete_button(owner))
        address = Press("choices", owner, numbers_of(article, passages))
        return self._page(f"{wording.PERHAPS}:", body, address, controls)

    def answers(
        self,
        passages: Sequence[Passage],
        asker: int,
        meant: Sequence[Passage] = (),
        *,
        heads: Sequence[Sequence[str]] = (),
        after: Sequence[str] = (),
        reserved: int = 0,
        publish: bool = False,
    ) -> Outgoing:
        """Several answers, each with a button that shows it alone; a single answer has its own controls, with `meant`
        as in `passage`. Plain lines stand above each answer (`heads`) and below them all (`after`). `reserved` is the
        room for these when they are no longer known."""
        article, owner = self.article, self._owner(asker)
        numbers = numbers_of(article, passages)
        first, *others = pages = [self._answer(passage, owner) for passage in passages]
        above = tuple("".join(f"{escape(line)}\n\n" for line in lines) for lines in heads)
        below = "\n\n".join(map(escape, after))
        reserved = reserved or sum(map(len, above)) + len(below) + len("\n\n")
        # The topic of the first answer is the title.
        topics = ("", *(f"**{escape(page.title)}**\n" for page in others))
        pieces = zip(topics, HEADS, pages, strict=False)
        body = "\n\n".join(f"{topic}{place}{page.body}" for topic, place, page in pieces)
        address = Press("answers", owner, payload_of_answers(numbers, reserved))
        reply = self.passage(passages[0], asker, meant, publish=publish)
        if others:
            closing = closing_buttons(owner, numbers if publish else "")
            reply = replace(reply, view=view(*passage_buttons("alone", passages, article, owner), *closing))
        return replace(reply, said=Page(first.title, body, first.footer, address, above, below, reserved))

    def miss(self, outcome: NoMatch, asker: int, lead: str = "", after: Sequence[str] = ()) -> Outgoing:
        """Says that the article does not answer, what exactly is missing if that or a `lead` is known, the lines
        `after`, and a button for each near topic."""
        article, owner, near = self.article, self._owner(asker), outcome.nearest
        title = wording.NEAREST if near else wording.NOTHING_NEAR
        lines = (wording.what_is_missing(outcome, lead), *after, f"{title}:")
        topics = [button("topic", owner, each.id, label=each.title) for each in near or article.sections[:3]]
        page = Page(wording.NO_MATCH, "\n\n".join(escape(line) for line in lines if line), article.title)
        return Outgoing(page, view(*topics, delete_button(owner)), private=True)

    def key_points(self, count: int, asker: int) -> Outgoing:
        """So many topics of the article, one line each."""
        lines, owner = wording.key_points(self.article, count), self._owner(asker)
        controls = topics_menu(wording.largest_topics(self.article, count), owner)
        return self._page(wording.KEY_POINTS, _list(lines), Press("points", owner, str(len(lines))), controls)

    def names(self, kind: str, asker: int) -> Outgoing:
        title, owner = wording.PLACES if kind in ("country", "place") else wording.PEOPLE, self._owner(asker)
        controls = topics_menu(self.article.sections, owner, listed=False)
        return self._page(title, _list(wording.names(self.article, kind)), Press("names", owner, kind), controls)

    def topics(self, asker: int, menu_page: int = 1) -> Outgoing:
        """All topics, numbered, with a page of their menu."""
        sections, owner = self.article.sections, self._owner(asker)
        body = "\n".join(f"{number}. **{escape(section.title)}**" for number, section in enumerate(sections, 1))
        title = f"Topics of “{self.article.title}”" if self.several else "Topics of the article"
        return self._page(title, body, Press("topics", owner, ""), topics_menu(sections, owner, menu_page))

    def summary(self, asker: int) -> Outgoing:
        owner = self._owner(asker)
        controls = topics_menu(self.article.sections, owner)
        return self._page("Summary", escape(self.article.summary), Press("summary", owner, ""), controls)

    def topic(self, section: Section, asker: int, menu_page: int = 1) -> Outgoing:
        """A topic: the summaries of its passages, with a page of their menu."""
        owner = self._owner(asker)
        lines = [f"- {escape(passage.summary)} (¶ {passage.paragraph})" for passage in section.passages]
        body = f"{escape(section.summary)}\n\n" + "\n".join(lines)
        options = on_page(passage_options(section.passages), menu_page, lambda following: f"~{following}.{section.id}")
        controls = view(
            menu("goto", owner, options, "Read what the article says"),
            button("related", owner, section.id, label=discord_wording.RELATED, row=1),
            delete_button(owner, row=1),
        )
        return self._page(section.title, body, Press("topic", owner, section.id), controls)

    def related(self, section: Section | None, asker: int) -> Outgoing:
        """A menu of a topic and its related topics; of all topics if there are none."""
        article, owner = self.article, self._owner(asker)
        about = section.title if section is not None else wording.NOTHING_NEAR
        controls = topics_menu(article.sections, owner)
        if section is not None:
            related = [found for name in section.related if (found := article.section(name))]
            controls = view(menu("topic", owner, topic_options([section, *related]), "Choose a topic"))
        return Outgoing(Page(discord_wording.RELATED, escape(about), article.title), controls, private=True)

    def paragraphs(self, numbers: Sequence[int], asker: int) -> Outgoing:
        """Whole paragraphs of the article, the first few of many, which says so. The `numbers` count from 1."""
        owner, count = self._owner(asker), len(self.article.paragraphs)
        wanted = sorted({*numbers})
        numbers = wanted[:MOST_TOGETHER]
        first, last = numbers[0], numbers[-1]
        controls = view(
            button("read", owner, str(first - 1), emoji="◀️", disabled=first == 1),
            button("read", owner, str(last + 1), emoji="▶️", disabled=last == count),
            delete_button(owner),
        )
        head, named = "**¶ {}**\n" if len(numbers) > 1 else "", [*map(str, numbers)]
        body = "\n\n".join(head.format(each) + escape(self.article.paragraphs[each - 1]) for each in numbers)
        title, address = f"¶ {listed(named)} of {count}", Press("read", owner, ".".join(named))
        page = Page(title, body, self.article.title, address)
        if wanted != numbers:
            page = page.noting(discord_wording.at_once(MOST_TOGETHER))
        return Outgoing(page, controls)

    def about(self) -> Outgoing:
        """The article, its source and this program."""
        title, source, length, bot = wording.about(self.article)
        body = f"**{escape(title)}**\n{escape_but_links(source)}\n{escape(length)}\n\n{escape(bot)}"
        body += f"\n\n{discord_wording.OTHER_ARTICLES}" if self.several else ""
        return Outgoing(Page("About Footnote", body))

    def _owner(self, asker: int) -> Owner:
        return Owner(asker, self._tag)

    def _answer(self, passage: Passage, owner: Owner) -> Page:
        title = self.article.section_of(passage).title
        return Page(title, self._quoted(passage), self.article.title, Press("goto", owner, passage.key))

    def _quoted(self, passage: Passage, topic: str = "") -> str:
        place = escape(f"{topic}{wording.paragraph_of(passage, self.article)}")
        return f"{quote(passage)}\n> — {place}\n\n{escape(passage.summary)}"

    def _page(self, title: str, body: str, address: Press, controls: View) -> Outgoing:
        return Outgoing(Page(title, body, self.article.title, address), controls)


def _list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {escape(line)}" for line in lines)
