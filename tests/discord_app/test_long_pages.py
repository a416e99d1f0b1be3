"""Everything that an article may contain is shown completely, in several parts if it is longer than a message."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import replace

import pytest
import pytest_asyncio

from bot.article import limits
from bot.article.model import Article, Name
from bot.conversation import wording
from bot.discord_app import markup
from bot.discord_app.client import FootnoteBot
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Candidate, Choices
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import ScriptedMatcher, as_read
from tests.discord_app.shared import start_bot as start_bot
from tests.discord_app.shared import stub as stub
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("bot")]

THREE = tuple(f"which minister signs the {number} harbour treaty?" for number in ("first", "second", "third"))
LONG = "A sentence of _the_ article that goes on and on, with *marks* and [brackets]. "


@pytest.fixture(scope="module")
def long_article(article: Article) -> Article:
    """The shipped article with texts as long as `check` accepts."""

    def filled(length: int) -> str:
        return (LONG * 60)[:length].strip()

    quotes = [f"{' '.join([f'{number}*incontrovertibly*'] * limits.QUOTE_WORDS)}." for number in range(4)]
    paragraphs = [f"{text} {quote}" for text, quote in zip(article.paragraphs, quotes, strict=False)]
    paragraphs[0] += f" {filled(limits.PARAGRAPH - len(paragraphs[0]) - 1)}"
    sections = [
        replace(section, title=f"{n}. {filled(limits.TITLE - 4)}", summary=f"{n}. {filled(limits.SUMMARY - 4)}")
        for n, section in enumerate(article.sections)
    ]
    passages = [
        replace(
            sections[0].passages[0],
            id=f"passage-{number}",
            quote=quotes[number % len(quotes)],
            paragraph=number % len(quotes) + 1,
            bold=((0, 30),),
            summary=f"{number}. {filled(390)}",
        )
        for number in range(markup.OPTIONS)
    ]
    # The matcher knows these alone.
    passages[: len(sections[0].passages)] = [
        replace(passage, id=known.id) for passage, known in zip(passages, sections[0].passages, strict=False)
    ]
    sections[0] = replace(sections[0], passages=tuple(passages))
    names = tuple(Name(f"Reader {n}", "person", filled(limits.TITLE), (), "") for n in range(60))
    return replace(
        article,
        paragraphs=(*paragraphs, *article.paragraphs[len(quotes) :]),
        sections=tuple(sections),
        summary=filled(limits.ARTICLE_SUMMARY),
        names=(*article.names, *names),
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(start_bot: StartBot, matcher: Matcher, long_article: Article) -> AsyncGenerator[FootnoteBot]:
    """The bot with that article; "which?" could mean four passages, "what sings?" one, and three questions another."""
    knowing = ScriptedMatcher(matcher, long_article)
    section = long_article.sections[0]
    candidates = tuple(Candidate(passage, section, 0.5, (), "") for passage in section.passages[:4])
    knowing.script = {"which?": Choices(candidates), "what sings?": Answer(candidates[0], candidates[1:])}
    knowing.script |= {text: Answer(candidate, ()) for text, candidate in zip(THREE, candidates, strict=False)}
    async with start_bot(knowing=knowing) as bot:
        yield bot


async def read_whole(reader: Person, message: Message) -> str:
    """What somebody reads who presses on from part to part, until the first one is back."""
    parts = [message.text]
    while label := next((label for label in message.labels if label.startswith("Part ")), None):
        if label.startswith("Part 1 "):
            break
        await (await reader.presses(message, label)).answered()
        parts.append(message.text)
    return " ".join(" ".join(as_read(part).split()) for part in parts)


WHOLE: dict[str, Callable[[Article], list[str]]] = {
    "read": lambda article: article.paragraphs[0].split(". "),
    "read 1-3": lambda article: " ".join(article.paragraphs[:3]).split(". "),
    "topic 1": lambda article: [
        article.sections[0].summary,
        *(passage.summary for passage in article.sections[0].passages),
    ],
    "topics": lambda article: [section.title for section in article.sections],
    "summary": lambda article: article.summary.split(". "),
    "about": lambda article: [article.source],
    "ask which?": lambda article: [
        article.sections[0].passages[0].quote,
        *(passage.summary for passage in article.sections[0].passages[:4]),
    ],
    "ask 10 key points": lambda article: wording.key_points(article, 10),
    "ask who is in it": lambda article: wording.names(article, "person"),
    f"ask {' '.join(THREE)}": lambda article: [
        text for passage in article.sections[0].passages[:3] for text in (passage.quote, passage.summary)
    ],
    "ask what sings?": lambda article: [article.sections[0].passages[0].quote, article.sections[0].passages[0].summary],
}


@pytest.mark.parametrize("embeds", [True, False])
@pytest.mark.parametrize("command", WHOLE)
async def test_every_page_can_be_read_whole(
    stub: DiscordStub,
    guild: Guild,
    ada: Person,
    general: Channel,
    long_article: Article,
    command: str,
    embeds: bool,
) -> None:
    if not embeds:
        guild.deny(stub.bot, general, "embed_links")
    page = await stub.next_reply(to=await ada.says(general, f"!{command}"))
    assert bool(page.embeds) is embeds
    text = await read_whole(ada, page)
    assert bool(page.embeds) is embeds
    assert "…" not in text.replace("Did you mean …", "")
    # Where a part ends in the midst of a text, the end of a page stands in between.
    words = set(text.split())
    for wanted in WHOLE[command](long_article):
        assert " ".join(wanted.split()) in text or set(wanted.split()) <= words, wanted


async def test_a_part_is_one_press_away_for_the_asker_alone_and_after_a_choice_too(
    stub: DiscordStub, guild: Guild, ada: Person, ben: Person, general: Channel
) -> None:
    guild.deny(stub.bot, general, "embed_links")
    page = await stub.next_reply(to=await ada.says(general, "!summary"))
    await (await ada.presses(page, "Part 2 of 2")).answered()
    assert (await (await ben.presses(page, "Part 1 of 2")).answered()).ephemeral
    await (await ada.selects(page, page.menus[0]["options"][0]["value"])).answered()
    assert any(label.startswith("Part 2 of ") for label in page.labels)
    assert "(1 of " in page.content


@pytest.mark.parametrize("embeds", [True, False])
async def test_lines_around_several_answers_are_in_the_first_part_and_move_no_answer(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel, long_article: Article, embeds: bool
) -> None:
    if not embeds:
        guild.deny(stub.bot, general, "embed_links")
    asked = f"{' '.join(THREE[:2])} how old is the very last one of all the {'many ' * 40}readers?"
    page = await stub.next_reply(to=await ada.says(general, f"!ask {asked}"))
    assert "”: " in as_read(page.text)
    text = await read_whole(ada, page)
    first, second = long_article.sections[0].passages[:2]
    for passage in (first, second):
        assert text.count(passage.quote.split()[0]) == limits.QUOTE_WORDS


async def test_a_published_answer_with_more_parts_than_the_private_one_loses_nothing(
    stub: DiscordStub, guild: Guild, ada: Person, ben: Person, general: Channel, long_article: Article
) -> None:
    guild.deny(ada, general, "embed_links")
    message = await ben.says(general, f"{THREE[0]} how old is the very last one of all the readers?")
    found = await (await ada.uses_message_menu(message, "Find in the article")).answered()
    assert found.embeds
    shown = await (await ada.presses(found, "Show to everyone")).followed_up()
    assert not shown.embeds
    text = await read_whole(ada, shown)
    assert any(label.startswith("Part 1 of ") for label in shown.labels)
    for line in (wording.quoted(THREE[0]), "readers”: "):
        assert text.count(line) == 1
    passage = long_article.sections[0].passages[0]
    assert text.count(passage.quote.split()[0]) == limits.QUOTE_WORDS


async def test_a_short_page_has_no_parts(ada: Person, general: Channel) -> None:
    page = await (await ada.slash(general, "read", paragraph=2)).answered()
    assert not any("Part" in label for label in page.labels)
    assert page.embed["title"].startswith("¶ 2 of ")
