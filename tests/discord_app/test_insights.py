"""`/footnote insights`: what was asked in a server, as counts."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.wordings import discord_wording
from bot.conversation.wordings.insights import NOTHING_ASKED
from bot.database_url import sqlite_url
from bot.discord_app import insights, picture
from bot.discord_app.client import FootnoteBot
from bot.discord_app.picture import Picture
from bot.matching.matcher import Matcher
from bot.store import engines
from tests.discord_app.conftest import StartBot
from tests.discord_app.databases import locked_database
from tests.discord_app.scripted import ScriptedMatcher, answer_to, as_read, miss_for, page_of
from tests.discord_stub import Channel, DiscordStub, Guild, Interaction, Message, Person

ARTICLE = "us-india-trade"


def buttons_of(message: Message) -> dict[str, bool]:
    """The labels of the buttons, and which is the one that is shown."""
    return {each["label"]: bool(each.get("disabled")) for row in message.components for each in row["components"]}


async def look(person: Person, channel: Channel) -> tuple[Interaction, Message]:
    """What somebody is shown, in private."""
    asked = await person.slash(channel, "footnote insights")
    answer = await asked.answered()
    assert answer.ephemeral
    return asked, answer


async def test_a_server_in_which_nothing_was_asked_is_told_so(bot: FootnoteBot, mira: Person, general: Channel) -> None:
    _, shown = await look(mira, general)
    assert page_of(shown) == f"Insights: the last 7 days\n{NOTHING_ASKED}"


async def test_a_question_is_counted_at_once_by_outcome_topic_and_gap(
    start_bot: StartBot, scripted: ScriptedMatcher, ada: Person, mira: Person, general: Channel, matcher: Matcher
) -> None:
    answered, missed = "who met in washington", "how old is Landau"
    answer, miss = answer_to(matcher, answered), miss_for(matcher, missed)
    async with start_bot(knowing=scripted):
        for _ in range(2):
            await (await ada.slash(general, "ask", question=answered)).answered()
        await (await ada.slash(general, "ask", question=missed)).answered()
        _, shown = await look(mira, general)
    text = page_of(shown)
    assert "3 questions, 0.4 a day: 2 answered (67%), 0 offered choices (0%), 1 refused (33%)." in text
    assert f"- {answer.best.section.title}: 2" in text
    assert "**Questions a day**" in text
    assert f"**Never asked: {len(matcher.article.passages) - 1} of {len(matcher.article.passages)} passages**" in text
    assert miss.gap is not None
    assert f"**Asked, and not in the article**\n- People: {miss.gap.title} 1" in text
    assert answered not in text
    assert missed not in text


async def test_buttons_turn_to_a_month_and_to_all(
    bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    bot.store.activity.note(guild.id, ARTICLE, "none")
    asked, shown = await look(mira, general)
    assert buttons_of(shown) == {"Week": True, "Month": False, "All": False}
    for label, title in (
        ("Month", "Insights: the last 30 days"),
        ("All", "Insights: all"),
        ("Week", "the last 7 days"),
    ):
        await (await mira.presses(asked, label)).responded()
        assert title in page_of(shown)
        assert buttons_of(shown)[label]


async def test_a_long_page_is_turned_and_nothing_is_cut(
    bot: FootnoteBot, mira: Person, guild: Guild, general: Channel, matcher: Matcher
) -> None:
    for section in matcher.article.sections:
        first = section.passages[0]
        bot.store.activity.note(guild.id, ARTICLE, "answer", section=section.id, passage=first.key)
    asked, shown = await look(mira, general)
    parts = [page_of(shown)]
    while not shown.embeds[0]["title"].endswith(f"({len(parts)} of {len(parts)})"):
        (turn,) = [label for label in buttons_of(shown) if label.startswith("Part ")]
        await (await mira.presses(asked, turn)).responded()
        parts.append(page_of(shown))
    told = " ".join("\n".join(parts).split())
    asked_for = {section.passages[0].key for section in matcher.article.sections}
    never = [each for each in matcher.article.passages if each.key not in asked_for]
    assert [each.summary for each in never if each.summary not in told] == []


async def test_another_servers_questions_are_not_counted(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, general: Channel
) -> None:
    other = stub.add_guild("Elsewhere")
    bot.store.activity.note(other.id, ARTICLE, "none")
    _, shown = await look(mira, general)
    assert NOTHING_ASKED in page_of(shown)


async def test_marks_are_shared_out_and_the_worst_passages_named(
    bot: FootnoteBot, mira: Person, guild: Guild, general: Channel, matcher: Matcher
) -> None:
    good, bad = matcher.article.passages[:2]
    for passage, right in ((good, True), (good, True), (bad, True), (bad, False)):
        await bot.store.feedback.mark(guild.id, ARTICLE, passage.key, right=right)
    _, shown = await look(mira, general)
    assert "1 of 4 marks say wrong (25%)." in page_of(shown)
    assert f"- 1 wrong, 1 right: {bad.summary}" in page_of(shown)
    assert good.summary not in page_of(shown)


async def test_a_person_who_may_no_longer_manage_the_server_cannot_turn_the_page(
    bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    asked, _ = await look(mira, general)
    for role in guild.memberships[mira.id].roles:
        guild.set_role(role)
    refused = await (await mira.presses(asked, "Month")).answered()
    assert refused.content == discord_wording.NEEDS_MANAGE_SERVER


async def test_a_person_who_may_not_manage_the_server_sees_nothing(
    bot: FootnoteBot, ada: Person, guild: Guild, general: Channel
) -> None:
    guild.shows_command("footnote", ada)
    _, shown = await look(ada, general)
    assert shown.content == discord_wording.NEEDS_MANAGE_SERVER


async def test_a_database_that_cannot_be_read_is_told_and_answers_go_on(
    start_bot: StartBot, mira: Person, general: Channel, tmp_path: Path
) -> None:
    async with start_bot(database=sqlite_url(tmp_path)):  # a folder
        _, shown = await look(mira, general)
        assert shown.content == discord_wording.KEPT_OUT_OF_REACH
        assert (await (await mira.slash(general, "ask", question="who met in washington")).answered()).embeds


async def test_the_screen_says_if_a_locked_database_refused_recent_rows(
    start_bot: StartBot, stub: DiscordStub, ada: Person, mira: Person, general: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY", 0.1)
    async with start_bot() as bot:
        with locked_database(bot):
            await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} who met in washington"))
            _, shown = await look(mira, general)
            assert discord_wording.NOT_WRITTEN in as_read(shown.text)
        await bot.store.database.wait_until_available()
        _, shown = await look(mira, general)
        assert discord_wording.NOT_WRITTEN not in as_read(shown.text)


# The picture


async def test_a_picture_with_a_description_stands_beside_the_text(
    bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    bot.store.activity.note(guild.id, ARTICLE, "none")
    _, shown = await look(mira, general)
    (picture,) = shown.attachments
    assert picture.filename == "insights.png"
    assert picture.content.startswith(b"\x89PNG")
    assert picture.description is not None
    assert picture.description.startswith("Bars of the questions a day. 1 question, 0.1 a day: 0 answered")


async def test_other_days_have_another_picture_and_another_part_keeps_it(
    bot: FootnoteBot, mira: Person, guild: Guild, general: Channel, matcher: Matcher
) -> None:
    for section in matcher.article.sections:
        passage = section.passages[0]
        bot.store.activity.note(guild.id, ARTICLE, "answer", section=section.id, passage=passage.key)
    asked, shown = await look(mira, general)
    (week,) = shown.attachments
    await (await mira.presses(asked, "Month")).responded()
    (month,) = shown.attachments
    assert (month.id, month.description) != (week.id, week.description)
    (turn,) = [label for label in buttons_of(shown) if label.startswith("Part ")]
    await (await mira.presses(asked, turn)).responded()
    assert shown.attachments == [month]


async def test_the_picture_is_drawn_off_the_event_loop(
    bot: FootnoteBot, mira: Person, guild: Guild, general: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def draw(*arguments: Any) -> Picture:
        threads.append(threading.current_thread())
        return picture.draw(*arguments)

    monkeypatch.setattr(insights, "draw", draw)
    bot.store.activity.note(guild.id, ARTICLE, "none")
    await look(mira, general)
    (thread,) = threads
    assert thread is not threading.main_thread()


async def test_a_picture_that_cannot_be_drawn_leaves_the_text(
    bot: FootnoteBot, mira: Person, guild: Guild, general: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    bot.store.activity.note(guild.id, ARTICLE, "none")
    _, shown = await look(mira, general)
    assert "1 question, 0.1 a day: " in page_of(shown)
    assert shown.attachments == []


async def test_a_picture_arrives_though_the_connection_broke_while_it_was_sent(
    stub: DiscordStub, bot: FootnoteBot, mira: Person, guild: Guild, general: Channel
) -> None:
    bot.store.activity.note(guild.id, ARTICLE, "none")
    stub.faults.cuts("POST", "/interactions/*")
    _, shown = await look(mira, general)
    (picture,) = shown.attachments
    assert picture.content.endswith(b"IEND\xaeB`\x82")
