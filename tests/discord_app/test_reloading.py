"""SIGUSR1: an edited index is used without a restart and without a message lost; a faulty one is refused."""

from __future__ import annotations

import asyncio

import pytest

from tests.article.small_article import SmallArticle
from tests.discord_app.program import Programs
from tests.discord_app.scripted import as_read
from tests.discord_stub import Channel, DiscordStub, Message, Person

pytestmark = [pytest.mark.process, pytest.mark.slow]

PATROL = "which hour suits the vole patrol"


async def test_a_signal_lets_an_edited_folder_be_used_and_a_faulty_one_is_refused_while_questions_come(
    programs: Programs, stub: DiscordStub, ada: Person, general: Channel, small_article: SmallArticle
) -> None:
    settings = {"FOOTNOTE_ARTICLE": str(small_article.folder), "FOOTNOTE_PERSON_COOLDOWN": "0"}
    program = await programs.run_bot(stub, **settings, FOOTNOTE_CHANNEL_COOLDOWN="0")
    asked: list[Message] = []

    async def ask_on(text: str = "when do cats hunt") -> Message:
        asked.append(await ada.says(general, f"{stub.bot.mention} {text}"))
        return await stub.next_reply(to=asked[-1])

    async def while_asking(line: str) -> str:
        logged = asyncio.create_task(program.logs(line))
        while not logged.done():
            await ask_on()
        return await logged

    small_article.replace("article.toml", "title =", "titel =")
    program.reload()
    assert "1 fault in" in await while_asking("stays as it is")
    small_article.replace("article.toml", "titel =", "title =")
    small_article.replace("sections/days.toml", "when do cats hunt", PATROL)
    program.reload()
    await while_asking("was read anew")

    assert "at dawn" in as_read((await ask_on(PATROL)).text)
    assert [len(stub.replies_to(question)) for question in asked] == [1] * len(asked)
    program.terminate()
    assert (await program.ended()).code == 0
