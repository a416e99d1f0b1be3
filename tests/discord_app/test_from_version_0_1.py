"""Buttons and menus of version 0.1 keep working."""

from __future__ import annotations

import zlib
from typing import Any

import pytest

from bot.article.model import Article
from bot.conversation.wordings import discord_wording
from bot.discord_app.client import FootnoteBot
from bot.matching.matcher import Matcher
from tests.discord_app.scripted import WHO, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Message, Person


def button(custom_id: str, **shown: object) -> dict[str, Any]:
    """A button as 0.1 sent it."""
    return {"type": 2, "id": 1, "style": 2, "custom_id": custom_id, "disabled": False, **shown}


def menu(custom_id: str, *values: str) -> dict[str, Any]:
    """A menu as 0.1 sent it."""
    options = [{"label": value[:100], "value": value} for value in values]
    return {"type": 3, "id": 1, "custom_id": custom_id, "options": options, "disabled": False}


@pytest.fixture
async def old(stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel) -> Message:
    """An answer under which a test puts what 0.1 put there."""
    return await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))


def put(message: Message, *controls: dict[str, Any]) -> None:
    """Put controls under a message, in one row."""
    message.components = [{"type": 1, "id": 1, "components": list(controls)}]


def numbers(article: Article, *keys: str) -> str:
    """Passages as 0.1 wrote them into a `custom_id`."""
    version = zlib.crc32("|".join(article.numbers).encode()) & 0xFFFF
    return ".".join([f"{version:04x}", *(str(article.numbers[key]) for key in keys)])


async def test_every_button_of_an_answer_works(old: Message, stub: DiscordStub, matcher: Matcher, ada: Person) -> None:
    article, passage = matcher.article, passage_for(matcher, WHO)
    others = [other.key for other in article.passages if other.key != passage.key][:3]
    before, after = article.neighbours(passage)
    assert after is not None
    controls = (
        button(f"fn:goto:{ada.id}:{before.key if before else '-'}", emoji={"name": "◀️"}),
        button(f"fn:goto:{ada.id}:{after.key}", emoji={"name": "▶️"}),
        button(f"fn:related:{ada.id}:{passage.section}", label="Related topics"),
        button(f"fn:meant:{ada.id}:{numbers(article, passage.key, passage.key, *others)}", label="Not what I asked"),
        button(f"fn:delete:{ada.id}:", emoji={"name": "🗑️"}),
    )
    put(old, *controls)
    await (await ada.presses(old, emoji="▶️")).answered()
    assert gives(old, after)
    put(old, *controls)
    assert (await (await ada.presses(old, "Related topics")).answered()).menus
    await (await ada.presses(old, "Not what I asked")).answered()
    assert [option["value"] for option in old.menus[0]["options"]] == others
    put(old, *controls)
    await ada.presses(old, emoji="🗑️")
    await stub.wait_for(lambda: old.deleted)


async def test_the_way_back_and_showing_to_everyone_work(
    old: Message, matcher: Matcher, ada: Person, ben: Person, general: Channel
) -> None:
    article, passage = matcher.article, passage_for(matcher, WHO)
    found = await (await ada.uses_message_menu(await ben.says(general, WHO), discord_wording.FIND)).answered()
    put(found, button(f"fn:publish:{ada.id}:{passage.key}", label="Show to everyone"))
    assert gives(await (await ada.presses(found, "Show to everyone")).followed_up(), passage)
    put(old, button(f"fn:back:{ada.id}:{numbers(article, passage.key, article.passages[5].key)}", label="Back"))
    await (await ada.presses(old, "Back")).answered()
    assert gives(old, passage)


async def test_topics_paragraphs_and_menus_work(old: Message, matcher: Matcher, ada: Person) -> None:
    article = matcher.article
    section = article.sections[2]
    put(old, button(f"fn:topic:{ada.id}:{section.id}", label="a topic"))
    await (await ada.presses(old, "a topic")).answered()
    assert section.summary[:20] in old.text
    put(old, button(f"fn:read:{ada.id}:3", label="on"))
    await (await ada.presses(old, "on")).answered()
    assert old.embed["title"].startswith("¶ 3 of ")
    put(old, menu(f"fm:topic:{ada.id}", section.id))
    await (await ada.selects(old, section.id)).answered()
    put(old, menu(f"fm:goto:{ada.id}", section.passages[0].key))
    await (await ada.selects(old, section.passages[0].key)).answered()
    assert gives(old, section.passages[0])
