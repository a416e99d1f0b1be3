"""`/footnote unanswered` and “File this question”: from unanswered questions to an index that answers them."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.article.additions import Kind
from bot.articles import Articles
from bot.conversation.wordings import discord_wording
from bot.conversation.wordings import filing_wording as said
from bot.curation.edits import Edits
from bot.discord_app.client import FootnoteBot
from bot.discord_app.pacing import BURST
from bot.matching.matcher import Matcher
from bot.store import engines
from bot.store.server_settings import AnswerPlace
from bot.store.tables import additions
from tests.article.small_article import SmallArticle
from tests.compiled import holding
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import StartBot
from tests.discord_app.databases import locked_database, rows_of, without_database
from tests.discord_app.scripted import SLANG, as_read, asked, gives
from tests.discord_stub import Channel, DiscordStub, Guild, Interaction, Message, Person

pytestmark = pytest.mark.usefixtures("quick_workshop")

CATS = "library-cats"
TABBY = "does the moggy get a pension"
HUNT, SLEEP = "days/hunt", "days/sleep"


@pytest.fixture
def articles(small: SmallArticle, small_cache: Path) -> Articles:
    """The small article, in a folder, loaded as the default article is at the start."""
    articles = Articles({CATS: small.folder}, cache=small_cache)
    articles.matcher(CATS)
    return articles


@pytest.fixture
async def cats(start_bot: StartBot, guild: Guild, articles: Articles) -> AsyncGenerator[FootnoteBot]:
    """The bot, which answers about cats, in a server that keeps questions."""
    async with start_bot(articles=articles) as bot:
        await choose(bot, guild, keeps_questions=True)
        yield bot


async def unanswered(person: Person, channel: Channel) -> Message:
    """What `/footnote unanswered` shows."""
    shown = await (await person.slash(channel, "footnote unanswered")).answered()
    assert shown.ephemeral
    return shown


async def pressed(person: Person, message: Message, label: str) -> Message:
    """What a button leads to."""
    return await (await person.presses(message, label)).answered()


async def filed(person: Person, opened: Interaction, **fields: str) -> Message:
    """What is shown once a form was sent."""
    await opened.responded()
    return await (await person.submits(opened, **fields)).answered()


async def suggested_to(person: Person, channel: Channel, typed: str) -> list[object]:
    """The questions that are suggested while somebody types."""
    return [each.value for each in await person.autocompletes(channel, "ask", focused="question", value=typed)]


def text(message: Message) -> str:
    """A message as it is read."""
    return as_read(message.text)


def labels(message: Message) -> list[str | None]:
    """What stands on the buttons that can be pressed."""
    return [each.get("label") for each in message.buttons if not each.get("disabled")]


# What was asked in vain


async def test_the_most_asked_comes_first_with_what_matches_it_and_why(
    stub: DiscordStub, cats: FootnoteBot, ada: Person, mira: Person, general: Channel
) -> None:
    for question in (SLANG, "how old is Whiskers?", "how old is Whiskers?"):
        await asked(stub, ada, general, question)
    shown = await unanswered(mira, general)
    assert said.number_of(1, 2) in text(shown)
    assert "how old is Whiskers?" in text(shown)
    assert "Asked 2 times" in text(shown)
    assert "The article gives no ages." in text(shown)
    await (await mira.presses(shown, emoji="▶️")).answered()
    assert said.number_of(2, 2) in text(shown)
    assert SLANG in text(shown)
    await (await mira.presses(shown, emoji="◀️")).answered()
    assert said.number_of(1, 2) in text(shown)


async def test_a_question_asked_a_moment_ago_is_included(
    stub: DiscordStub, cats: FootnoteBot, ada: Person, mira: Person, general: Channel
) -> None:
    assert said.NOTHING_KEPT in text(await unanswered(mira, general))
    # What writes in the background is held up.
    async with cats.store.activity.writing:
        await asked(stub, ada, general, SLANG)
        assert SLANG in text(await unanswered(mira, general))


async def test_the_screen_says_if_a_locked_database_refused_recent_rows(
    start_bot: StartBot,
    stub: DiscordStub,
    articles: Articles,
    guild: Guild,
    ada: Person,
    mira: Person,
    general: Channel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engines, "BUSY", 0.1)
    async with start_bot(articles=articles) as bot:
        await choose(bot, guild, keeps_questions=True)
        with locked_database(bot):
            await asked(stub, ada, general)
            assert discord_wording.NOT_WRITTEN in text(await unanswered(mira, general))
        await bot.store.database.wait_until_available()
        shown = text(await unanswered(mira, general))
    assert discord_wording.NOT_WRITTEN not in shown
    assert SLANG in shown


async def test_a_question_is_dropped_and_the_next_one_takes_its_place(
    stub: DiscordStub, cats: FootnoteBot, ada: Person, mira: Person, general: Channel
) -> None:
    for question in (SLANG, TABBY):
        await asked(stub, ada, general, question)
    shown = await unanswered(mira, general)
    first = SLANG if SLANG in text(shown) else TABBY
    assert await pressed(mira, shown, said.DROP) is shown
    assert first not in text(shown)
    assert said.number_of(1, 1) in text(shown)
    await pressed(mira, shown, said.DROP)
    assert said.NOTHING_KEPT in text(shown)


@pytest.mark.parametrize("first", ["filed", "dropped"])
async def test_an_outdated_screen_cannot_drop_a_question_that_was_handled_meanwhile_and_says_so(
    stub: DiscordStub, cats: FootnoteBot, ada: Person, mira: Person, general: Channel, first: str
) -> None:
    await asked(stub, ada, general)
    older, newer = await unanswered(mira, general), await unanswered(mira, general)
    if first == "filed":
        tried = await filed(mira, await mira.presses(newer, said.FILE), where=f"p:{HUNT}")
        added = await pressed(mira, tried, said.ADD)
    else:
        added = await pressed(mira, newer, said.DROP)
    await pressed(mira, older, said.DROP)
    assert said.KEPT_IS_GONE in text(older)
    assert said.NOTHING_KEPT in text(older)
    if first == "filed":
        assert said.WAITS_AGAIN in text(await pressed(mira, added, said.UNDO))
        assert SLANG in text(await unanswered(mira, general))


async def test_without_kept_questions_the_screen_says_how_to_keep_them(
    start_bot: StartBot, articles: Articles, mira: Person, general: Channel
) -> None:
    async with start_bot(articles=articles):
        assert said.KEEPS_NONE in text(await unanswered(mira, general))


# Filing


async def test_a_kept_question_is_filed_tried_out_confirmed_in_effect_and_undone(
    stub: DiscordStub, cats: FootnoteBot, ada: Person, mira: Person, general: Channel, articles: Articles
) -> None:
    hunt = articles.matcher(CATS).article.passage(HUNT)
    assert hunt is not None
    assert not gives(await asked(stub, ada, general), hunt)
    shown = await unanswered(mira, general)
    opened = await mira.presses(shown, said.FILE)
    form = await opened.responded()
    assert form.title == said.MENU
    assert form.fields["text"]["value"] == SLANG

    tried = await filed(mira, opened, where=f"p:{HUNT}")
    assert tried.ephemeral
    assert "It answers 1 more kept question; no other answer changes." in text(tried)
    assert not gives(await asked(stub, ada, general), hunt)

    await pressed(mira, tried, said.ADD)
    assert said.TAKES_EFFECT in text(tried)
    assert gives(await asked(stub, ada, general), hunt)
    assert said.NOTHING_KEPT in text(await pressed(mira, tried, said.BACK_TO_KEPT))

    history = await pressed(mira, tried, said.ADDED)
    assert SLANG in text(history)
    value = history.menus[0]["options"][0]["value"]
    await (await mira.selects(history, value)).answered()
    assert said.NO_MORE_IN_EFFECT in text(history)
    assert said.WAITS_AGAIN in text(history)
    assert SLANG in text(await pressed(mira, history, said.BACK_TO_KEPT))
    assert not gives(await asked(stub, ada, general), hunt)


@pytest.mark.parametrize("fields", [{"where": f"p:{HUNT}"}, {"note": "Nobody knows."}], ids=["an ask", "a gap"])
async def test_an_addition_confirmed_several_times_at_once_is_made_once(
    stub: DiscordStub,
    cats: FootnoteBot,
    guild: Guild,
    ada: Person,
    mira: Person,
    general: Channel,
    fields: dict[str, str],
) -> None:
    await asked(stub, ada, general)
    label = said.ABSENT if "note" in fields else said.FILE
    tried = [await filed(mira, await mira.presses(await unanswered(mira, general), label), **fields) for _ in range(2)]
    for each in [await mira.presses(screen, said.ADD) for screen in (*tried, *tried)]:
        await each.responded()
    await stub.settled()
    assert len(cats.store.additions.for_article(guild.id, CATS)) == 1
    assert all(said.TAKES_EFFECT in text(screen) for screen in tried)
    await pressed(mira, tried[0], said.UNDO)
    assert cats.store.additions.for_article(guild.id, CATS) == ()


async def test_an_addition_confirmed_after_a_restart_is_the_one_that_was_tried(
    stub: DiscordStub,
    start_bot: StartBot,
    guild: Guild,
    ada: Person,
    mira: Person,
    general: Channel,
    articles: Articles,
) -> None:
    odd = "when do *cats* _prowl_ > `now` <@&1> ~~?~~"
    async with start_bot(articles=articles):
        opened = await mira.uses_message_menu(await ada.says(general, "hello"), said.MENU)
        tried = await filed(mira, opened, text=odd, where=f"p:{HUNT}")
    async with start_bot(articles=articles) as bot:
        await pressed(mira, tried, said.ADD)
        assert [(each.target, each.text) for each in bot.store.additions.for_article(guild.id, CATS)] == [
            (HUNT, odd.replace("`", "'"))
        ]


async def test_the_message_menu_opens_the_form_with_the_text_without_what_names_somebody(
    stub: DiscordStub,
    start_bot: StartBot,
    guild: Guild,
    ada: Person,
    mira: Person,
    general: Channel,
    articles: Articles,
) -> None:
    async with start_bot(articles=articles) as bot:
        message = await ada.says(general, f"{ada.mention} a@b.example when do cats hunt 1234567?")
        opened = await mira.uses_message_menu(message, said.MENU)
        form = await opened.responded()
        assert form.fields["text"]["value"] == "… when do cats hunt … ?"
        assert said.OWN_WORDING in str(form.components)
        tried = await filed(mira, opened, text="hunting hours", where=f"p:{HUNT}")
        await pressed(mira, tried, said.ADD)
        stored = await rows_of(bot.store)
        rows = [str(value) for _, row in stored for value in row]
        assert "questions" not in [table for table, _ in stored]
        assert "hunting hours" in rows
        assert not [row for row in rows if str(ada.id) in row or str(mira.id) in row or "example" in row]


@pytest.mark.parametrize("where", AnswerPlace)
async def test_the_message_menu_on_an_answer_opens_the_form_with_the_question(
    stub: DiscordStub,
    cats: FootnoteBot,
    guild: Guild,
    ada: Person,
    mira: Person,
    general: Channel,
    where: AnswerPlace,
) -> None:
    guild.allow(guild.bot_role, general, "create_public_threads", "send_messages_in_threads")
    await choose(cats, guild, answers=where)
    question = await ada.says(general, f"{stub.bot.mention} {SLANG}")
    await stub.settled()
    thread = stub.world.channels.get(question.id)
    (answer,) = stub.said_in(thread) if thread is not None else stub.replies_to(question)
    form = await (await mira.uses_message_menu(answer, said.MENU)).responded()
    assert form.fields["text"].get("value") == SLANG


async def test_only_what_a_curator_confirmed_is_suggested_to_others(
    stub: DiscordStub, cats: FootnoteBot, ada: Person, mira: Person, general: Channel
) -> None:
    await asked(stub, ada, general, SLANG)
    assert SLANG not in await suggested_to(ada, general, "what is the best moment")
    opened = await mira.presses(await unanswered(mira, general), said.FILE)
    tried = await filed(mira, opened, where=f"p:{HUNT}", text="what is the best moment to be no vole")
    await pressed(mira, tried, said.ADD)
    assert "what is the best moment to be no vole" in await suggested_to(ada, general, "what is the best moment")


async def test_another_passage_than_the_likeliest_is_found_by_words_of_it(
    cats: FootnoteBot, ada: Person, mira: Person, general: Channel
) -> None:
    opened = await mira.uses_message_menu(await ada.says(general, SLANG), said.MENU)
    refused = await filed(mira, opened, other="zzz qqq")
    assert said.no_such_passage("zzz qqq") in text(refused)
    again = await mira.presses(refused, said.CHANGE)
    form = await again.responded()
    assert (form.fields["text"]["value"], form.fields["other"]["value"]) == (SLANG, "zzz qqq")
    tried = await filed(mira, again, other="how long do cats sleep")
    assert "Cats sleep most of the day." in text(tried)
    await pressed(mira, tried, said.ADD)
    assert [each.target for each in cats.store.additions.for_article(mira_guild(general), CATS)] == [SLEEP]


@pytest.mark.parametrize("named", ["¶ 1", "#1", "paragraph 1", "Para 1", "1"])
async def test_a_passage_is_found_by_its_paragraph_too_the_likeliest_for_the_question(
    cats: FootnoteBot, mira: Person, general: Channel, named: str
) -> None:
    suggested = await mira.autocompletes(general, "footnote file", focused="passage", value=named)
    assert [each.value for each in suggested][:2] == [SLEEP, HUNT]
    for question, summary in (("do they snooze a lot", "Cats sleep most of the day."), ("when hunting", "Cats hunt")):
        tried = await (await mira.slash(general, "footnote file", question=question, passage=named)).answered()
        assert summary in text(tried)


@pytest.mark.parametrize("named", ["0", "99", "¶ 99", "9" * 30])
async def test_the_number_of_no_paragraph_is_no_passage(
    cats: FootnoteBot, mira: Person, general: Channel, named: str
) -> None:
    refused = await (await mira.slash(general, "footnote file", question=SLANG, passage=named)).answered()
    assert said.no_such_passage(named) in text(refused)


async def test_a_refusal_names_the_article_that_was_searched(
    cats: FootnoteBot, mira: Person, general: Channel, small: SmallArticle
) -> None:
    refused = await (await mira.slash(general, "footnote file", question=SLANG, passage="zzz qqq")).answered()
    assert said.no_such_passage("zzz qqq") in text(refused)
    assert refused.embed["footer"]["text"] == "Cats of the town library"


async def test_trying_out_by_a_command_counts_for_the_persons_pace_and_not_for_the_servers(
    start_bot: StartBot, guild: Guild, mira: Person, general: Channel, articles: Articles
) -> None:
    async def titles() -> list[str]:
        used = [await mira.slash(general, "footnote file", question=SLANG, passage="1") for _ in range(BURST + 1)]
        told = [await each.answered() for each in used]
        return [said.TO_ADD if each.embeds else each.content.partition(" <")[0] for each in told]

    async with start_bot(articles=articles) as bot:
        await choose(bot, guild, person_cooldown=3600.0, channel_cooldown=3600.0)
        assert await titles() == [said.TO_ADD] * (BURST + 1)
    async with start_bot(articles=articles, person_cooldown=3600.0):
        *tried, told = await titles()
        assert tried == [said.TO_ADD] * BURST
        assert "Please ask again" in told


def mira_guild(channel: Channel) -> int:
    """The server of a channel."""
    assert channel.guild is not None
    return channel.guild.id


async def test_an_unanswered_question_becomes_a_gap_with_its_note(
    stub: DiscordStub, cats: FootnoteBot, ada: Person, mira: Person, general: Channel
) -> None:
    await asked(stub, ada, general, TABBY)
    opened = await mira.presses(await unanswered(mira, general), said.ABSENT)
    form = await opened.responded()
    assert [each["value"] for each in form.fields["where"]["options"] if each.get("default")] == ["n:"]
    refused = await filed(mira, opened)
    assert said.NEEDS_NOTE in text(refused)
    tried = await filed(mira, await mira.presses(refused, said.CHANGE), note="The article tells nothing of pensions.")
    await pressed(mira, tried, said.ADD)
    assert "The article tells nothing of pensions." in text(await asked(stub, ada, general, TABBY))
    (added,) = cats.store.additions.for_article(mira_guild(general), CATS)
    assert (added.kind, added.text) == (Kind.GAP, TABBY)


async def test_a_question_can_be_filed_under_a_gap_that_is_there(
    cats: FootnoteBot, ada: Person, mira: Person, general: Channel
) -> None:
    opened = await mira.uses_message_menu(await ada.says(general, "ages of cats and birthday"), said.MENU)
    tried = await filed(mira, opened, where="g:ages")
    assert "The article gives no ages." in text(tried)
    await pressed(mira, tried, said.ADD)
    (added,) = cats.store.additions.for_article(mira_guild(general), CATS)
    assert (added.kind, added.target) == (Kind.GAP, "ages")


async def test_a_synonym_is_added_from_a_kept_question(
    stub: DiscordStub, cats: FootnoteBot, ada: Person, mira: Person, general: Channel
) -> None:
    await asked(stub, ada, general, "which vermin?")
    opened = await mira.presses(await unanswered(mira, general), said.SYNONYM)
    tried = await filed(mira, opened, word="mice", text="vermin")
    await pressed(mira, tried, said.ADD)
    assert said.means_the_same("vermin", "mice") in text(tried)
    (added,) = cats.store.additions.for_article(mira_guild(general), CATS)
    assert (added.kind, added.target, added.text) == (Kind.SYNONYM, "mice", "vermin")
    await pressed(mira, tried, said.UNDO)
    assert cats.store.additions.for_article(mira_guild(general), CATS) == ()


@pytest.mark.parametrize(
    ("word", "synonym", "told"),
    [
        ("sauna", "steam bath", said.finds_nothing("sauna", ["sauna"])),
        ("library sauna", "hot room", said.finds_nothing("library sauna", ["sauna"])),
        ("library", "the", said.says_too_little("the")),
        ("the", "library", said.says_too_little("the")),
        ("vermin", "mice", ""),
        ("library", "atheneum", ""),
        ("snooze", "kip", ""),
    ],
)
async def test_a_synonym_that_finds_nothing_is_said_to_before_it_is_added(
    stub: DiscordStub,
    cats: FootnoteBot,
    ada: Person,
    mira: Person,
    general: Channel,
    word: str,
    synonym: str,
    told: str,
) -> None:
    await asked(stub, ada, general, SLANG)
    opened = await mira.presses(await unanswered(mira, general), said.SYNONYM)
    tried = text(await filed(mira, opened, word=word, text=synonym))
    assert said.TO_ADD in tried
    assert told in tried
    assert ("finds nothing" in tried or "too common" in tried) is bool(told)


async def test_a_question_from_which_a_synonym_was_taken_waits_until_it_has_an_answer(
    stub: DiscordStub, cats: FootnoteBot, ada: Person, mira: Person, general: Channel
) -> None:
    question = "what vermin"
    await asked(stub, ada, general, question)
    for word, synonym, waits in (("library", "atheneum", True), ("mice", "vermin", False)):
        opened = await mira.presses(await unanswered(mira, general), said.SYNONYM)
        tried = await filed(mira, opened, word=word, text=synonym)
        await pressed(mira, tried, said.ADD)
        assert (question in text(await pressed(mira, tried, said.BACK_TO_KEPT))) is waits


async def test_additions_are_listed_in_words_and_never_by_ids(
    cats: FootnoteBot, ada: Person, mira: Person, general: Channel
) -> None:
    message = await ada.says(general, TABBY)
    fields: tuple[dict[str, str], ...] = (
        {"text": SLANG, "where": f"p:{HUNT}"},
        {"where": "n:", "note": "The article tells nothing of pensions."},
        {"text": "birthdays of toms", "where": "g:ages"},
    )
    for each in fields:
        tried = await filed(mira, await mira.uses_message_menu(message, said.MENU), **each)
        await pressed(mira, tried, said.ADD)
    await cats.store.additions.add(mira_guild(general), CATS, Kind.SYNONYM, "mice", "vermin")
    listed = await pressed(mira, await unanswered(mira, general), said.ADDED)
    for line in (
        f"“{SLANG}” → A day of a cat ¶ 1: Cats hunt at dawn.",
        f"“{TABBY}” → Not in the article: The article tells nothing of pensions.",
        "“birthdays of toms” → Not in the article: The article gives no ages.",
        said.means_the_same("vermin", "mice"),
    ):
        assert f"- {line} (" in text(listed)
    described = [(each["label"], each["description"]) for each in listed.menus[0]["options"]]
    assert (SLANG, "A day of a cat ¶ 1: Cats hunt at dawn.") in described
    assert ("vermin", "Synonym: mice") in described
    assert HUNT not in f"{listed.text} {described}"


async def test_an_exported_addition_is_in_the_index_itself_and_cannot_be_undone(
    cats: FootnoteBot, guild: Guild, ada: Person, mira: Person, general: Channel, articles: Articles
) -> None:
    message = await ada.says(general, SLANG)
    added = await filed(mira, await mira.uses_message_menu(message, said.MENU), where=f"p:{HUNT}")
    await pressed(mira, added, said.ADD)
    (addition,) = cats.store.additions.for_article(guild.id, CATS)
    Edits(articles.folders[CATS]).add(addition.added)
    await cats.editor.reread()
    listed = await pressed(mira, await unanswered(mira, general), said.ADDED)
    assert said.IN_THE_INDEX in text(listed)
    assert listed.menus == []
    refused = await pressed(mira, added, said.UNDO)
    assert (refused.ephemeral, refused.content) == (True, said.NOT_UNDONE)
    assert cats.store.additions.for_article(guild.id, CATS) == (addition,)


async def test_an_addition_that_the_loader_would_refuse_is_refused_and_the_typed_text_is_kept(
    cats: FootnoteBot, ada: Person, mira: Person, general: Channel
) -> None:
    opened = await mira.uses_message_menu(await ada.says(general, "x"), said.MENU)
    refused = await filed(mira, opened, text="how long do cats sleep", where=f"p:{HUNT}")
    assert said.NOT_ADDED in text(refused)
    assert labels(refused) == [said.CHANGE]
    form = await (await mira.presses(refused, said.CHANGE)).responded()
    assert form.fields["text"]["value"] == "how long do cats sleep"
    assert [each["value"] for each in form.fields["where"]["options"] if each.get("default")] == [f"p:{HUNT}"]


@pytest.mark.parametrize("taken", ["passage", "gap"])
async def test_where_an_ask_stands_already_is_told_by_what_people_read_and_not_by_an_id(
    cats: FootnoteBot, ada: Person, mira: Person, general: Channel, articles: Articles, taken: str
) -> None:
    article = articles.matcher(CATS).article
    passage = article.passage(SLEEP)
    assert passage is not None
    gap = article.gaps[0]
    ask, told = (passage.asks[0], passage.summary) if taken == "passage" else (gap.asks[0], gap.note)
    opened = await mira.uses_message_menu(await ada.says(general, "x"), said.MENU)
    refused = await filed(mira, opened, text=ask, where=f"p:{HUNT}")
    problem = as_read(text(refused)).partition(said.QUESTION)[0]
    assert told in problem
    assert SLEEP not in problem
    assert f"the gap {gap.id}" not in problem


# Who may


async def test_every_entry_point_checks_who_may_curate(
    stub: DiscordStub, cats: FootnoteBot, guild: Guild, ada: Person, mira: Person, general: Channel
) -> None:
    await asked(stub, ada, general)
    message = await ada.says(general, SLANG)
    guild.shows_command("footnote", ada)
    refusals = [await ada.slash(general, "footnote unanswered")]
    shown = await unanswered(mira, general)
    form = await mira.presses(shown, said.FILE)
    await form.responded()
    tried = await filed(mira, await mira.uses_message_menu(message, said.MENU), where=f"p:{HUNT}")
    for role in guild.memberships[mira.id].roles:
        guild.set_role(role)
    refusals += [await mira.presses(shown, label) for label in (said.FILE, said.SYNONYM, said.ABSENT, said.DROP)]
    refusals += [await mira.presses(tried, said.ADD), await mira.submits(form, where=f"p:{HUNT}")]
    for each in refusals:
        told = await each.answered()
        assert (told.ephemeral, told.content) == (True, said.NEEDS_CURATOR)
    assert cats.store.additions.for_article(guild.id, CATS) == ()
    assert await cats.store.questions.count(guild.id) == 1


async def test_people_whom_a_server_lets_use_the_menu_may_curate_exactly_as_long_as_it_does(
    stub: DiscordStub, cats: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    keepers = guild.add_role("keepers")
    cleo = guild.add_member("cleo", roles=(keepers,))
    await asked(stub, ada, general)
    guild.shows_command("footnote", keepers)
    guild.shows_command(said.MENU, keepers)
    message = await ada.says(general, TABBY)
    tried = await filed(cleo, await cleo.uses_message_menu(message, said.MENU), where=f"p:{HUNT}")
    await pressed(cleo, tried, said.ADD)
    kept = await pressed(cleo, tried, said.BACK_TO_KEPT)
    assert SLANG in text(kept)
    assert SLANG in [
        each.value for each in await cleo.autocompletes(general, "footnote file", focused="question", value="vole")
    ]
    for command in ("settings", "setup", "insights", "doctor"):
        refused = await (await cleo.slash(general, f"footnote {command}")).answered()
        assert refused.content == discord_wording.NEEDS_MANAGE_SERVER
    guild.shows_command(said.MENU, cleo, False)
    for refused in (await pressed(cleo, kept, said.DROP), await pressed(cleo, kept, said.ADDED)):
        assert (refused.ephemeral, refused.content) == (True, said.NEEDS_CURATOR)
    assert await cats.store.questions.count(guild.id) == 1


async def test_a_role_that_may_not_curate_cannot_even_where_all_may_nor_by_an_old_screen(
    stub: DiscordStub, cats: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    cleo = guild.add_member("cleo", roles=(barred := guild.add_role("barred"),))
    await asked(stub, ada, general)
    for command in ("footnote", said.MENU):
        guild.shows_command(command, guild.everyone)
    screens = {each: await unanswered(each, general) for each in (cleo, ada)}
    guild.shows_command(said.MENU, barred, False)
    refused = await pressed(cleo, screens[cleo], said.DROP)
    assert (refused.ephemeral, refused.content) == (True, said.NEEDS_CURATOR)
    assert await cats.store.questions.count(guild.id) == 1
    await pressed(ada, screens[ada], said.DROP)
    assert await cats.store.questions.count(guild.id) == 0


async def test_only_the_owner_of_the_bot_adds_for_all_servers(
    stub: DiscordStub, cats: FootnoteBot, guild: Guild, ada: Person, mira: Person, general: Channel
) -> None:
    elsewhere = stub.add_guild("Elsewhere")
    channel, eve = elsewhere.add_text_channel("general"), elsewhere.add_member("eve")
    message = await ada.says(general, SLANG)
    tried = await filed(mira, await mira.uses_message_menu(message, said.MENU), where=f"p:{HUNT}")
    assert said.TRY_FOR_ALL not in labels(tried)
    cats.owner_id = mira.id
    tried = await filed(mira, await mira.uses_message_menu(message, said.MENU), where=f"p:{HUNT}")
    await pressed(mira, tried, said.TRY_FOR_ALL)
    assert said.FOR_ALL in text(tried)
    cats.owner_id = ada.id
    assert (await pressed(mira, tried, said.ADD_FOR_ALL)).content == said.OWNERS_ONLY
    cats.owner_id = mira.id
    await pressed(mira, tried, said.ADD_FOR_ALL)
    assert "They hunt at dawn" in text(await asked(stub, eve, channel))
    cats.owner_id = ada.id
    assert (await pressed(mira, tried, said.UNDO)).content == said.OWNERS_ONLY
    cats.owner_id = mira.id
    await pressed(mira, tried, said.UNDO)
    assert "They hunt at dawn" not in text(await asked(stub, eve, channel))


async def test_without_a_database_nothing_is_added_and_it_is_said(
    stub: DiscordStub, cats: FootnoteBot, guild: Guild, ada: Person, mira: Person, general: Channel
) -> None:
    tried = await filed(
        mira, await mira.uses_message_menu(await ada.says(general, SLANG), said.MENU), where=f"p:{HUNT}"
    )
    async with without_database(cats):
        await pressed(mira, tried, said.ADD)
        assert said.NOT_ADDED in text(tried)
        assert discord_wording.KEPT_OUT_OF_REACH in text(tried)
        told = await (await mira.slash(general, "footnote unanswered")).answered()
        assert told.content == discord_wording.KEPT_OUT_OF_REACH
    await cats.store.database.wait_until_available()
    again = await filed(mira, await mira.presses(tried, said.CHANGE))
    await pressed(mira, again, said.ADD)
    async with cats.store.database.reading() as connection:
        assert len((await connection.execute(select(additions))).all()) == 1


async def test_a_control_of_another_version_and_a_question_that_is_gone_say_so(
    stub: DiscordStub, cats: FootnoteBot, guild: Guild, ada: Person, mira: Person, general: Channel
) -> None:
    await asked(stub, ada, general)
    shown, same = await unanswered(mira, general), await unanswered(mira, general)
    await pressed(mira, same, said.DROP)
    assert (await pressed(mira, shown, said.FILE)).content == said.KEPT_IS_GONE
    for row in shown.components:
        for each in row["components"]:
            if each.get("label") == said.FILE:
                each["custom_id"] = "fs:file:older"
    assert (await pressed(mira, shown, said.FILE)).content in (said.KEPT_IS_GONE, discord_wording.GONE)


async def test_a_question_whose_article_is_gone_says_so_and_can_only_be_dropped(
    start_bot: StartBot,
    stub: DiscordStub,
    guild: Guild,
    ada: Person,
    mira: Person,
    general: Channel,
    articles: Articles,
    matcher: Matcher,
) -> None:
    async with start_bot(articles=articles) as bot:
        await choose(bot, guild, keeps_questions=True)
        await asked(stub, ada, general)
        before = await unanswered(mira, general)
    async with start_bot(articles=holding({"us-india-trade": matcher})):
        assert (await pressed(mira, before, said.FILE)).content == said.NO_ARTICLE
        shown = await unanswered(mira, general)
        assert said.NO_ARTICLE in text(shown)
        assert labels(shown) == [said.ADDED, said.DROP]
        await pressed(mira, shown, said.DROP)
        assert said.NOTHING_KEPT in text(shown)


# By a command, with suggestions


async def test_a_command_files_a_question_and_suggests_what_is_kept_and_the_passages(
    stub: DiscordStub, cats: FootnoteBot, guild: Guild, ada: Person, mira: Person, general: Channel
) -> None:
    await asked(stub, ada, general)
    await cats.store.flush()
    kept = await mira.autocompletes(general, "footnote file", focused="question", value="VOLE")
    assert [each.value for each in kept] == [SLANG]
    passages = await mira.autocompletes(general, "footnote file", focused="passage", value="at dawn")
    assert (passages[0].name, passages[0].value) == ("Cats hunt at dawn.", HUNT)
    every = await mira.autocompletes(general, "footnote file", focused="passage", value="")
    assert len(every) == 4
    tried = await (await mira.slash(general, "footnote file", question=SLANG, passage=HUNT)).answered()
    assert tried.ephemeral
    await pressed(mira, tried, said.ADD)
    assert [each.target for each in cats.store.additions.for_article(guild.id, CATS)] == [HUNT]
    assert await cats.store.questions.count(guild.id) == 0


async def test_the_command_suggests_and_files_nothing_for_who_may_not_curate(
    stub: DiscordStub, cats: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    await asked(stub, ada, general)
    await cats.store.flush()
    guild.shows_command("footnote", ada)
    for option in ("question", "passage"):
        assert await ada.autocompletes(general, "footnote file", focused=option, value="") == []
    refused = await (await ada.slash(general, "footnote file", question=SLANG, passage=HUNT)).answered()
    assert refused.content == said.NEEDS_CURATOR
