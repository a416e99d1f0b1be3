"""Any article is shown as plain words, within Discord's limits, as an embed and as text."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace

import discord
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.article import limits
from bot.article.model import Article, Passage, Section
from bot.conversation.wordings import privacy
from bot.discord_app import markup, reply_pages
from bot.discord_app.components import tag_of
from bot.discord_app.delivery import Outgoing
from bot.discord_app.general import list_of_articles
from bot.discord_app.page import Page, quote
from bot.discord_app.pages import Pages
from bot.discord_app.places import ALL_WAYS
from bot.discord_app.privacy import page_on_privacy
from bot.matching.outcomes import NoMatch
from tests.discord_stub.limits import check_message

SNOWFLAKE = 2**63

# Articles are large, so fewer of them, and as long as they take to draw.
on_articles = settings(max_examples=settings().max_examples // 2)

_CHARACTERS = "*_~`|<>[]()#@:-+/\\.1 aé\u200b\u202e🦆"
_SEQUENCES = """
** ``` || @everyone @here <@1> <@&2> <#3> <t:1:R> </ask:1> <:e:1> discord.gg/abc https://example.org/*_*
[**a**](https://example.org)
""".split()
_LINE_STARTS = ["- ", "# ", "> ", "-# ", ">>> ", "1. ", "12) "]
_MARKS = st.sampled_from([*_CHARACTERS, *_SEQUENCES, *_LINE_STARTS])


def _repeated(piece: str, size: int, lines: bool) -> str:
    # To a length drawn apart: what overflows is found without drawing thousands of characters.
    text = (piece * (size // len(piece) + 1))[:size]
    return text.strip() if lines else " ".join(text.split())


def words(longest: int, *, lines: bool = False) -> st.SearchStrategy[str]:
    """Texts that are not blank, full of what Discord could take for markup."""
    piece = _MARKS | st.characters(codec="utf-8") | (st.just("\n") if lines else st.nothing())
    few = st.lists(piece, min_size=1, max_size=40).map("".join)
    return st.builds(_repeated, few, st.integers(1, longest), st.just(lines)).filter(bool)


IDS = st.text("abcdefghijklmnopqrstuvwxyz-0123456789", min_size=1, max_size=limits.ID)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles as long as the loader allows."""
    names = draw(st.lists(IDS, min_size=1, max_size=4, unique=True))
    paragraphs = tuple(draw(st.lists(words(limits.PARAGRAPH), min_size=1, max_size=3)))
    sections: list[Section] = []
    for name in names:
        passages: list[Passage] = []
        for number in range(draw(st.integers(1, 2))):
            paragraph = draw(st.integers(1, len(paragraphs)))
            quote = paragraphs[paragraph - 1]
            bold = ((0, draw(st.integers(1, len(quote)))),)
            summary = draw(words(limits.SUMMARY))
            passages.append(Passage(f"p{number}" * 16, name, quote, paragraph, summary, bold, ()))
        title, summary = draw(words(limits.TITLE)), draw(words(limits.SUMMARY))
        related = tuple(other for other in names if other != name)
        sections.append(Section(name, title, summary, (), related, tuple(passages)))
    title, source = draw(words(limits.ARTICLE_TITLE)), draw(words(limits.SUMMARY))
    summary = draw(words(limits.ARTICLE_SUMMARY))
    return Article("a", title, source, summary, paragraphs, tuple(sections), (), (), {})


def unescaped(markup: str) -> str:
    """Markup that has been escaped, as Discord shows it."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markup).replace("\u200b", "")


def seen(text: str) -> str:
    """A text without marks that are not seen and that escaping adds or takes away."""
    return re.sub(r"[\u200b\u202a-\u202e\u2066-\u2069]", "", text)


def is_inert(markup: str) -> bool:
    """Whether nothing in a text is markup, mention or link to Discord."""
    bare = re.sub(r"\\[^0-9A-Za-z\s]", "x", markup)
    return not (
        re.search(r"[\\*_~`|<\[]", bare)
        or re.search(r"^\s*(#{1,3}|-#|>{1,3}|[-+]|\d+[.)])(\s|$)", bare, re.MULTILINE)
        or re.search(r"@(everyone|here)|<@[!&]?\d|://|discord\.gg/|[\u202a-\u202e\u2066-\u2069]", markup)
    )


def bare(text: str) -> str:
    """A text without white space and marks."""
    return re.sub(r"[\s>\\*\u200b]", "", text)


def shown(make: Callable[[], Outgoing]) -> Page:
    """A page, whose controls can only be made where an event loop runs."""

    async def in_a_loop() -> Outgoing:
        return make()

    said = asyncio.run(in_a_loop()).said
    assert isinstance(said, Page)
    return said


def components(make: Callable[[], discord.ui.View | None]) -> list[dict[str, object]]:
    """The controls of a view, which can only be made where an event loop runs."""

    async def in_a_loop() -> list[dict[str, object]]:
        view = make()
        assert view is not None
        return view.to_components()

    return asyncio.run(in_a_loop())


def pages(article: Article) -> list[Page]:
    """Every page that there is about an article."""
    section = article.sections[0]
    passage = section.passages[0]
    of_article = Pages(article, tag_of("any"))
    titles = {"one": article.title, "other": article.title}
    makers: list[Callable[[], Outgoing]] = [
        lambda: of_article.passage(passage, 1),
        lambda: of_article.choices([passage] * 4, 1),
        lambda: of_article.miss(NoMatch(0.0, None, article.sections[:3]), 1),
        lambda: of_article.topic(section, 1),
        lambda: of_article.related(section, 1),
        lambda: of_article.related(None, 1),
        lambda: of_article.topics(1),
        lambda: of_article.paragraphs([1], 1),
        lambda: of_article.summary(1),
        of_article.about,
        lambda: page_on_privacy(privacy.sections(None, is_member=False), 1),
        lambda: reply_pages.help_page(article.title, "!", ALL_WAYS, several=True),
        lambda: list_of_articles(titles, "other", 1),
    ]
    return [shown(make) for make in makers]


@given(words(300, lines=True))
def test_escaped_text_reads_as_it_was_and_is_nothing_but_words(text: str) -> None:
    escaped = markup.escape(text)
    assert is_inert(escaped)
    assert unescaped(escaped) == seen(text)


@given(st.text(), st.integers(1, 50))
def test_clipped_text_is_no_longer_than_asked_and_else_untouched(text: str, longest: int) -> None:
    clipped = markup.clip(text, longest)
    assert len(clipped) <= longest
    assert (clipped == text) == (len(text) <= longest)
    assert clipped == text or (clipped.endswith("…") and text.startswith(clipped[:-1].rstrip()))


@on_articles
@given(articles())
def test_every_part_of_every_page_fits_into_an_embed_and_into_a_text(article: Article) -> None:
    for page in pages(article):
        for embeds in (True, False):
            for part in page.parts(embeds=embeds):
                embed: discord.Embed | None = part["embed"]
                check_message({"content": part["content"], "embeds": [embed.to_dict()] if embed else []})


@on_articles
@given(articles())
def test_nothing_of_any_page_is_left_out(article: Article) -> None:
    for page in pages(article):
        for embeds in (True, False):
            shown = "".join(page.bodies(embeds=embeds))
            assert bare(shown) == bare(page.body)


@given(words(5000, lines=True), words(9000, lines=True), words(5000, lines=True))
@example("\n\n\n\n0" * 255, "*" * 869, "0")
@example("0", "\u200b" * 5000, "0")
def test_a_page_fits_however_long_its_parts_are(title: str, body: str, footer: str) -> None:
    page = Page(title, markup.escape(body), footer)
    for part in page.parts(embeds=True):
        check_message({"embeds": [part["embed"].to_dict()]})
    for part in page.parts(embeds=False):
        text = part["content"]
        check_message({"content": text})
        assert text.count("\n-# ") >= 1  # the footer is never what is cut off


@given(words(9000, lines=True), st.integers(20, 300))
@example("*" * 11, 20)
def test_each_piece_of_a_long_text_is_plain_words(text: str, longest: int) -> None:
    pieces = markup.split(markup.escape(text), longest)
    assert all(len(piece) <= longest for piece in pieces)
    assert all(is_inert(piece) for piece in pieces)
    assert bare(unescaped("".join(pieces))) == bare(unescaped(markup.escape(text)))


@given(
    st.lists(st.sampled_from(["word", "a", "**bold words here**", "\n> a quote", "long" * 9]), max_size=80),
    st.integers(20, 90),
)
def test_bold_and_quoted_text_stays_so_in_each_piece(words: list[str], longest: int) -> None:
    pieces = markup.split("> " + " ".join(words).replace(" \n", "\n"), longest)
    assert all(piece.count("**") % 2 == 0 and len(piece) <= longest for piece in pieces)
    assert all(line.startswith("> ") for piece in pieces if piece for line in piece.split("\n"))


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("A report, https://example.org/a_b_c/*d*?q=1&r=~2#x_y.", "https://example.org/a_b_c/*d*?q=1&r=~2#x_y"),
        ("(see https://example.org/path)", "https://example.org/path"),
        ("[**click**](https://example.org/real)", "https://example.org/real"),
        ("https://example.org, 5 May", "https://example.org"),
    ],
)
def test_an_address_in_a_source_is_shown_as_it_is_and_the_rest_stays_plain_words(
    article: Article, source: str, link: str
) -> None:
    body = shown(Pages(replace(article, source=source)).about).body
    assert re.search(rf"{re.escape(link)}(?![\\\w/])", body)
    assert unescaped(body).count(source) == 1
    assert is_inert(body.replace(link, "LINK").split("\n")[1])


@on_articles
@given(articles())
def test_titles_summaries_and_paragraphs_are_shown_as_plain_words(article: Article) -> None:
    section = article.sections[0]
    page = shown(lambda: Pages(article).passage(section.passages[0], 1))
    assert is_inert(page.parts(embeds=True)[0]["embed"].title or "")
    quote, place, _, summary = page.body.split("\n")
    assert place.startswith("> — ¶ ")
    assert is_inert(summary)
    assert quote.startswith("> ")
    assert unescaped(quote[2:]).replace("**", "") == seen(section.passages[0].quote).replace("**", "")
    assert is_inert(shown(lambda: Pages(article).paragraphs([1], 1)).body)
    assert is_inert(shown(lambda: Pages(article).summary(1)).body)


@on_articles
@given(articles())
def test_the_answer_words_are_bold_and_no_others(article: Article) -> None:
    section = article.sections[0]
    passage = section.passages[0]
    bold = re.findall(r"(?<!\\)(?:\\\\)*\*\*((?:\\.|[^*\\])+)\*\*", quote(passage))
    assert [unescaped(part) for part in bold] == [seen(passage.quote[a:b]) for a, b in passage.bold]


@on_articles
@given(articles(), st.integers(10**16, SNOWFLAKE))
def test_every_control_fits(article: Article, asker: int) -> None:
    pages, some = Pages(article, tag_of("any")), article.passages[:5]
    makers: list[Callable[[], discord.ui.View | None]] = [
        lambda: pages.passage(some[0], asker, some, publish=True).view,
        lambda: pages.choices(some[:4], asker).view,
        lambda: pages.miss(NoMatch(0.0, None, article.sections[:3]), asker).view,
        lambda: pages.topics(asker).view,
        lambda: pages.topic(article.sections[0], asker).view,
        lambda: pages.paragraphs([1], asker).view,
    ]
    if len(article.passages) > 1:
        makers.append(lambda: pages.others(article.passages[0], asker, article.passages, publish=True))
    for make in makers:
        check_message({"content": "x", "components": components(make)})


@pytest.mark.parametrize("text", ["@everyone", "@here", "<@123456789012345678>", "<@&123456789012345678>"])
def test_mentions_are_broken_up(text: str) -> None:
    assert text not in markup.escape(f"see {text} there")
    assert text not in markup.escape(f"see a{text}.org there")


@pytest.mark.parametrize(
    "address", ["discord.gg/abc", "https://discord.gg/abc", "Discord.com/invite/a", "discordapp.com/invite/a"]
)
def test_no_invitation_is_shown_of_an_address_in_a_text(address: str) -> None:
    escaped = markup.escape(f"join ({address})")
    assert not re.search(r"\b(gg|com)/", escaped)
    assert unescaped(escaped) == f"join ({address})"


def test_an_address_of_discord_that_shows_no_card_can_be_copied() -> None:
    assert markup.escape("see discord.com/terms and mydiscord.com/a") == "see discord.com/terms and mydiscord.com/a"


@pytest.mark.parametrize("turn", ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068"])
def test_direction_marks_do_not_affect_the_text_after_them(turn: str) -> None:
    assert markup.escape(f"who is {turn}evil") == "who is evil"
    assert markup.escape("من هو؟ \u200fشخص") == "من هو؟ \u200fشخص"


@pytest.mark.parametrize("address", ["hello@foundry.example", "a.b+c@d-e.co.uk", "write to x@y.org."])
def test_an_address_of_e_mail_can_be_copied(address: str) -> None:
    assert markup.escape(address) == address


def test_the_shipped_article_is_shown_in_one_part(article: Article) -> None:
    pages = Pages(article)
    for section in article.sections:
        assert len(shown(lambda each=section: pages.topic(each, 1)).bodies(embeds=False)) == 1
        for passage in section.passages:
            (body,) = shown(lambda each=passage: pages.passage(each, 1)).bodies(embeds=False)
            assert passage.summary in unescaped(body)
    for number in range(1, len(article.paragraphs) + 1):
        (body,) = shown(lambda each=number: pages.paragraphs([each], 1)).bodies(embeds=False)
        assert article.paragraphs[number - 1] in unescaped(body)
