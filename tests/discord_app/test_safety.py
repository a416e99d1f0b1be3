"""What the bot must never do: ping, echo, or write down what people say."""

from __future__ import annotations

import logging
import re
from collections.abc import Generator

import pytest

from bot.discord_app.client import FootnoteBot
from bot.discord_app.logs import set_up_logging
from bot.settings import Settings
from bot.store.server_settings import Style
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import NOWHERE, WHO, ScriptedMatcher
from tests.discord_stub import Channel, DiscordStub, Guild, Person

SECRET = "zanzibar"

NASTY = [
    "@everyone who is Tammy Bruce?",
    "@here @everyone",
    "<@{ada}> <@!{ben}> <@&{role}> who is Tammy Bruce?",
    "[**click**](https://example.org/zanzibar) ||zanzibar|| `zanzibar` # zanzibar",
    "</ask:1> <#1> <t:1:R> <:e:1> https://discord.gg/zanzibar",
    "\u202ezanzibar\u200b*_~`|>",
]


@pytest.fixture
def lines(ada: Person, ben: Person, guild: Guild) -> list[str]:
    """Messages that try to make the bot ping somebody or repeat them."""
    role = guild.add_role("readers", mentionable=True)
    return [line.format(ada=ada.id, ben=ben.id, role=role.id) for line in NASTY]


@pytest.mark.parametrize("loud", [False, True], ids=["usual permissions", "may mention everyone"])
async def test_nobody_is_pinged_whatever_is_asked_and_no_words_come_back(
    start_bot: StartBot,
    stub: DiscordStub,
    guild: Guild,
    general: Channel,
    ada: Person,
    ben: Person,
    lines: list[str],
    loud: bool,
) -> None:
    if loud:
        guild.allow(stub.bot, general, "mention_everyone")
    async with start_bot(listen_channels=frozenset({general.id})):
        for line in lines:
            for message in (f"{stub.bot.mention} {line}", f"!ask {line}", f"!topic {line}", f"!{line}", line):
                await ada.says(general, message)
            await ada.says(stub.dm(ada), line)
            await (await ada.slash(general, "ask", question=line)).answered()
            await (await ada.slash(general, "topic", name=line)).answered()
            asked = await ben.says(general, line)
            await (await ada.uses_message_menu(asked, "Find in the article")).answered()
            await ada.says(general, stub.bot.mention, reply_to=asked)
            await ada.autocompletes(general, "ask", focused="question", value=line)
            await ada.autocompletes(general, "topic", focused="name", value=line)
            await stub.settled()
    said = [*stub.said_in(general), *stub.said_in(stub.dm(ada))]
    assert len(said) > 30
    for message in said:
        assert message.pings == frozenset()
        assert SECRET not in message.text
        assert "@everyone" not in message.text
        assert message.allowed_mentions is not None
        assert message.allowed_mentions["parse"] == []


async def test_a_reply_never_pings_whom_it_answers_also_after_an_edit(
    start_bot: StartBot, stub: DiscordStub, general: Channel, ada: Person
) -> None:
    async with start_bot():
        question = await ada.says(general, f"!ask {WHO}")
        reply = await stub.next_reply(to=question)
        await ada.edits(question, f"!ask {NOWHERE} @everyone")
        await stub.settled()
        await (await ada.presses(reply, reply.labels[0])).answered()
    assert reply.revisions
    assert reply.pings == frozenset()
    assert reply.mentions == []


@pytest.fixture
def as_the_program_logs() -> Generator[None]:
    """Put logging back as it was after the program has set it up."""
    loggers = [logging.getLogger(name) for name in (None, "discord", "asyncio")]
    before = [(logger, logger.level, logger.handlers[:]) for logger in loggers]
    yield
    for logger, level, handlers in before:
        logger.setLevel(level)
        logger.handlers[:] = handlers


@pytest.mark.parametrize("style", list(Style))
async def test_a_repeated_question_contains_no_invitation_and_no_direction_change(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, general: Channel, ada: Person, style: Style
) -> None:
    await choose(bot, guild, style=style)
    asked = "who met misri? and how many people live in discord.gg/spam? and how old is \u202eevil of france?"
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {asked}"))
    assert "spam" in answer.text
    assert "evil" in answer.text
    assert "discord.gg/" not in answer.text
    assert "\u202e" not in answer.text


@pytest.mark.usefixtures("as_the_program_logs")
@pytest.mark.parametrize("log_format", ["text", "json"])
async def test_no_words_no_ids_and_no_tokens_are_written_down(
    start_bot: StartBot,
    stub: DiscordStub,
    guild: Guild,
    general: Channel,
    ada: Person,
    ben: Person,
    scripted: ScriptedMatcher,
    capsys: pytest.CaptureFixture[str],
    log_format: str,
) -> None:
    stranger = stub.add_person("stranger")
    set_up_logging(Settings(token=stub.token, log_level="debug", log_format=log_format))
    words = f"who is {SECRET}?"
    tokens: list[str] = [stub.token]
    async with start_bot(knowing=scripted, listen_channels=frozenset({general.id})) as bot:
        await choose(bot, guild, keeps_questions=True)  # in the database, which is no log
        for breaks in (False, True):
            scripted.breaks = breaks
            question = await ada.says(general, f"{stub.bot.mention} {words}")
            reply = await stub.next_reply(to=question)
            await ada.says(general, words)
            await ada.says(general, f"!{SECRET}")
            await ada.says(general, f"!ask {words}")
            await stranger.says(stub.dm(stranger), words)
            slash = await ada.slash(general, "ask", question=words)
            await slash.answered()
            menu = await ben.uses_message_menu(question, "Find in the article")
            await menu.answered()
            tokens += [slash.token, menu.token]
            await ada.autocompletes(general, "ask", focused="question", value=SECRET)
            if reply.buttons:
                stub.faults.rate_limits("POST", "/interactions/*/*/callback")
                press = await ada.presses(reply, reply.labels[0])
                await press.answered()
                tokens.append(press.token)
            await ada.edits(question, f"{stub.bot.mention} {words} {SECRET}")
            stub.faults.fails("POST", "/channels/*/messages", status=403)
            await ada.says(general, f"!read {SECRET}")
            await stub.settled()
            await ada.deletes(question)
            await stub.settled()
            await bot.store.flush()
        guild.deny(stub.bot, general, "send_messages")
        await ada.says(general, f"!ask {words}")
        await stub.settled()
        logging.getLogger("bot").info("login failed with %s", stub.token)
    # A traceback names files, and the checkout may lie in a folder of any name.
    log = re.sub(r'File \\?"[^"]*"', "File", capsys.readouterr().err)
    assert log.count("BrokenMatcherError") >= 4
    for hidden in (SECRET, *tokens, *(str(person.id) for person in (ada, ben, stranger)), "stranger", "ada,"):
        assert hidden not in log
    assert "[token]" in log


async def test_a_private_answer_stays_private_on_every_page(
    start_bot: StartBot, stub: DiscordStub, general: Channel, ada: Person, ben: Person
) -> None:
    async with start_bot():
        private = await (await ada.slash(general, "ask", question=WHO, private=True)).answered()
        await (await ada.presses(private, emoji="▶️")).answered()
        related = await (await ada.presses(private, "Related topics")).answered()
    assert private not in ben.sees(general)
    assert related not in ben.sees(general)
