"""Commands that show content, as slash commands, as text commands and after a mention."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot import __version__
from bot.article.model import Article
from bot.conversation import wording
from bot.conversation.wordings import discord_wording, privacy
from bot.plurals import listed
from tests.discord_app.scripted import as_read
from tests.discord_app.shared import bot as bot
from tests.discord_app.shared import start_bot as start_bot
from tests.discord_app.shared import stub as stub
from tests.discord_stub import Channel, DiscordStub, Message, Person

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("bot")]

Use = Callable[..., Awaitable[Message]]


@pytest.fixture(params=["slash", "text", "mention", "directly", "slash, directly"])
def use(request: pytest.FixtureRequest, stub: DiscordStub, general: Channel, ada: Person) -> Use:
    """Ada uses a command, in each of the ways: ``await use("read", paragraph=3)``."""
    place = stub.dm(ada) if "directly" in request.param else general

    async def by_slash(command: str, **options: Any) -> Message:
        return await (await ada.slash(place, command, **options)).answered()

    async def by_message(command: str, **options: object) -> Message:
        opening = f"{stub.bot.mention} " if request.param == "mention" else "!"
        words = [opening + command, *map(str, options.values())]
        return await stub.next_reply(to=await ada.says(place, " ".join(words)))

    return by_slash if request.param.startswith("slash") else by_message


async def test_topics_lists_every_topic_with_a_menu(use: Use, article: Article) -> None:
    page = await use("topics")
    assert all(section.title in as_read(page.text) for section in article.sections)
    assert [option["value"] for option in page.menus[0]["options"]] == [section.id for section in article.sections]
    assert not page.pings


async def test_topic_is_found_by_id_by_title_and_by_a_mistyped_title(use: Use, article: Article) -> None:
    section = next(section for section in article.sections if section.id == "narcotics")
    for name in (section.id, section.title.upper(), "narcotiks"):
        page = await use("topic", name=name)
        assert as_read(page.embed["title"]) == section.title
        assert section.summary in as_read(page.text)
        assert all(passage.summary in as_read(page.text) for passage in section.passages)


@pytest.mark.parametrize("written", ["3", "#3", "# 3"])
async def test_the_list_shows_the_numbers_by_which_a_topic_is_found(use: Use, article: Article, written: str) -> None:
    title = article.sections[2].title
    assert f"3. {title}" in as_read((await use("topics")).text)
    assert as_read((await use("topic", name=written)).embed["title"]) == title


@pytest.mark.parametrize(
    "text", ["/help", "/topics", "/read 3", "Help!", "topics?", "!HELP", "</help:123456789012345678>"]
)
async def test_a_slash_command_that_was_sent_as_text_is_the_command_in_a_direct_message(
    stub: DiscordStub, ada: Person, text: str
) -> None:
    reply = await stub.next_reply(to=await ada.says(stub.dm(ada), text))
    assert reply.embed["title"].startswith(("How to use", "Topics of", "¶ 3"))


async def test_an_unknown_topic_is_answered_with_where_the_topics_are(use: Use) -> None:
    told = await use("topic", name="zzqqxx")
    assert told.content == discord_wording.NO_SUCH_TOPIC


async def test_read_shows_a_paragraph_whole(use: Use, article: Article) -> None:
    last = len(article.paragraphs)
    for number in (1, 3, last):
        page = await use("read", paragraph=number)
        assert article.paragraphs[number - 1] in as_read(page.text)
        assert page.embed["title"] == f"¶ {number} of {last}"
    assert article.paragraphs[0] in as_read((await use("read")).text)


async def test_read_as_text_tells_which_paragraphs_there_are(
    stub: DiscordStub, ada: Person, general: Channel, article: Article
) -> None:
    for number in (0, -1, len(article.paragraphs) + 1, 10**9):
        told = await stub.next_reply(to=await ada.says(general, f"!read {number}"))
        assert told.content == wording.no_such_paragraph(len(article.paragraphs))


@pytest.mark.parametrize(
    ("named", "numbers"),
    [
        ("3-5", [3, 4, 5]),
        ("5 to 3", [3, 4, 5]),
        ("paragraphs 3 and 4", [3, 4]),
        ("7, 3", [3, 7]),
        ("from 3 on", [3, 4, 5]),
        ("all", [1, 2, 3]),
        ("the whole thing", [1, 2, 3]),
        ("18-25", [18, 19]),
    ],
)
async def test_several_paragraphs_are_shown_together_at_most_three_and_a_press_or_a_word_goes_on_from_there(
    stub: DiscordStub, ada: Person, general: Channel, article: Article, named: str, numbers: list[int]
) -> None:
    def shows(page: Message, which: list[int]) -> bool:
        title = f"¶ {listed([*map(str, which)])} of {len(article.paragraphs)}"
        return page.embed["title"].startswith(title) and all(
            article.paragraphs[each - 1] in as_read(page.text) for each in which
        )

    page = await stub.next_reply(to=await ada.says(general, f"!read {named}"))
    assert shows(page, numbers)
    if numbers[-1] < len(article.paragraphs):
        for text in ("!read next", f"{stub.bot.mention} read on"):
            said = await stub.next_reply(to=await ada.says(general, text, reply_to=page))
            assert shows(said, [numbers[-1] + 1])
        assert shows(await (await ada.presses(page, emoji="▶️")).answered(), [numbers[-1] + 1])


@pytest.mark.parametrize(("named", "is_cut"), [("1-3,5", True), ("all", True), ("18-25", False), ("1-3", False)])
async def test_paragraphs_that_are_left_out_are_not_left_out_in_silence(
    stub: DiscordStub, ada: Person, general: Channel, named: str, is_cut: bool
) -> None:
    page = await stub.next_reply(to=await ada.says(general, f"!read {named}"))
    assert page.embed["footer"]["text"].startswith(discord_wording.at_once(3)) == is_cut


async def test_read_as_a_slash_command_takes_no_other_number_than_those_of_the_article(
    stub: DiscordStub, article: Article
) -> None:
    (option,) = next(command for command in stub.commands if command["name"] == "read")["options"]
    assert (option["type"], option["min_value"], option["max_value"]) == (4, 1, len(article.paragraphs))


async def test_a_request_for_the_topics_in_words_gets_their_page(
    use: Use, stub: DiscordStub, ada: Person, general: Channel
) -> None:
    asked = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} show me the topics"))
    assert asked.embed == (await use("topics")).embed


async def test_summary_sums_up_the_article(use: Use, article: Article) -> None:
    page = await use("summary")
    assert article.summary in as_read(page.text)
    assert page.menus


async def test_help_names_every_command(use: Use, stub: DiscordStub) -> None:
    text = as_read((await use("help")).text)
    assert all(f"/{command['name']}" in text for command in stub.commands if command["type"] == 1)
    assert discord_wording.FIND in text


async def test_about_names_the_article_its_source_and_the_version(use: Use, article: Article) -> None:
    text = as_read((await use("about")).text)
    assert all(part in text for part in (article.title, article.source, "excerpts", __version__))


async def test_privacy_says_what_is_read_and_kept(use: Use) -> None:
    text = as_read((await use("privacy")).text)
    assert all(line in text for line in (*privacy.READS, *privacy.REMEMBERS, privacy.NO_PERSON))


@pytest.mark.parametrize("command", ["help", "about", "privacy"])
async def test_replies_about_the_bot_are_private_after_a_slash_command(
    ada: Person, general: Channel, command: str
) -> None:
    assert (await (await ada.slash(general, command)).answered()).ephemeral


async def test_refusals_of_slash_commands_are_private(ada: Person, general: Channel) -> None:
    assert (await (await ada.slash(general, "topic", name="zzqqxx")).answered()).ephemeral


async def test_topics_are_suggested_by_id_by_title_and_by_keyword(
    ada: Person, general: Channel, article: Article
) -> None:
    section = article.sections[2]
    for typed in (section.id, section.title[:8], section.title.lower(), section.keywords[0]):
        suggested = await ada.autocompletes(general, "topic", focused="name", value=typed)
        assert section.id in [choice.value for choice in suggested], typed
    everything = await ada.autocompletes(general, "topic", focused="name")
    assert [choice.value for choice in everything] == [section.id for section in article.sections][:25]


@pytest.mark.parametrize("typed", ["q", "zzqqxx", "x" * 1000, "🦆", "the"])
async def test_topic_suggestions_stay_within_the_limits(ada: Person, general: Channel, typed: str) -> None:
    suggested = await ada.autocompletes(general, "topic", focused="name", value=typed)
    assert len(suggested) <= 25
    assert len({choice.value for choice in suggested}) == len(suggested)


@pytest.mark.parametrize("text", ["!read thirty", "!read -", "!read 99999999999999999999x", "!topic", "!ask"])
async def test_wrong_usage_is_answered_with_the_right_one(
    stub: DiscordStub, ada: Person, general: Channel, text: str
) -> None:
    reply = await stub.next_reply(to=await ada.says(general, text))
    assert reply.content == discord_wording.usage(text.split()[0][1:], "!")


async def test_an_unknown_text_command_gets_the_nearest_name_once(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    first = await stub.next_reply(to=await ada.says(general, "!topcs"))
    assert first.content == discord_wording.unknown_command("!topics")
    second = await ada.says(general, "!sumary")
    await stub.settled()
    assert stub.replies_to(second) == []
