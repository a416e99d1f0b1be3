"""Health checks and metrics from outside, which reveal nothing about anybody."""

from __future__ import annotations

import socket
from collections.abc import AsyncGenerator

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.discord_app.client import FootnoteBot
from bot.errors import SettingsError
from bot.settings.deployment import Address
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import WHOM, ScriptedMatcher
from tests.discord_app.still_answering import ask
from tests.discord_stub import Channel, DiscordStub, Person


def free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody listens at."""
    with socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as server:
        return server.getsockname()[1]


@pytest.fixture
def address() -> Address:
    """Where the bot can be asked."""
    return Address("127.0.0.1", free_port())


@pytest.fixture
async def watched(start_bot: StartBot, address: Address) -> AsyncGenerator[FootnoteBot]:
    """The bot, running, which can be asked how it is."""
    async with start_bot(health=address) as bot:
        yield bot


async def look(address: Address, path: str) -> tuple[int, str]:
    """The status and the text at a path."""
    async with aiohttp.ClientSession() as session, session.get(f"http://{address}{path}") as answer:
        return answer.status, await answer.text()


async def figures(address: Address) -> dict[str, float]:
    """All figures that are not 0, by name and labels."""
    status, text = await look(address, "/metrics")
    assert status == 200
    samples = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {
        " ".join([sample.name, *(sample.labels[label] for label in sorted(sample.labels))]): sample.value
        for sample in samples
        if sample.value and not sample.name.endswith("_created")
    }


# Well or not


async def test_a_bot_that_answers_is_well(watched: FootnoteBot, address: Address) -> None:
    assert await look(address, "/healthz") == (200, "ok\n")


async def test_a_bot_whose_connection_is_gone_is_not_well_until_it_is_back(
    stub: DiscordStub, watched: FootnoteBot, address: Address
) -> None:
    stub.faults.refuses_connections()
    stub.faults.drops_gateway()
    await stub.wait_for(lambda: stub.faults.refused, what="an attempt in vain")
    assert await look(address, "/healthz") == (503, "gateway: shard 0 is not connected\n")
    stub.faults.refuses_connections(False)
    await stub.ready()
    await stub.wait_for(lambda: not watched.gateway_trouble(), what="a connection that is well")
    assert await look(address, "/healthz") == (200, "ok\n")


async def test_a_bot_whose_heartbeats_nobody_acknowledges_is_not_well_though_it_seems_connected(
    stub: DiscordStub, watched: FootnoteBot, address: Address
) -> None:
    stub.gateway.heartbeat_interval = 0.05  # read when a connection begins
    stub.faults.asks_to_reconnect()
    await stub.wait_for(lambda: stub.gateway.resumes, what="a resume")
    stub.faults.stops_acknowledging()
    await stub.wait_for(lambda: watched.gateway_trouble(), what="a connection that is not well")
    status, told = await look(address, "/healthz")
    assert status == 503
    assert told.startswith("gateway: shard 0 has acknowledged no heartbeat for ")


async def test_each_shard_counts(stub: DiscordStub, start_bot: StartBot, address: Address, no_backoff: None) -> None:
    stub.world.shards = 3
    async with start_bot(health=address):
        assert await look(address, "/healthz") == (200, "ok\n")
        stub.faults.refuses_connections()
        stub.faults.drops_gateway(shard=1)
        await stub.wait_for(lambda: stub.faults.refused, what="an attempt in vain")
        assert await look(address, "/healthz") == (503, "gateway: shard 1 is not connected\n")
        stub.faults.refuses_connections(False)


async def test_a_bot_without_an_index_is_not_well(watched: FootnoteBot, address: Address) -> None:
    watched.health["index"] = lambda: "not loaded"
    assert await look(address, "/healthz") == (503, "index: not loaded\n")


async def test_all_that_is_wrong_is_reported_even_if_a_part_cannot_tell(watched: FootnoteBot, address: Address) -> None:
    def lost() -> str | None:
        raise KeyError("secret")

    watched.health |= {"gateway": lambda: "cannot be reached", "index": lost}
    told = "gateway: cannot be reached\nindex: cannot be told (KeyError)\n"
    assert await look(address, "/healthz") == (503, told)


# Figures


async def test_questions_are_counted_by_their_outcome(
    stub: DiscordStub, start_bot: StartBot, address: Address, ada: Person, general: Channel
) -> None:
    async with start_bot(health=address, listen_channels=frozenset({general.id})):
        for text in (f"{stub.bot.mention} who is Tammy Bruce?", f"{stub.bot.mention} how old is Tammy Bruce?"):
            await stub.next_reply(await ada.says(general, text))
        await stub.next_reply(await ada.says(general, f"{stub.bot.mention} tldr?"))
        await stub.next_reply(await ada.says(general, "how were the deported migrants restrained?"))
        await ada.says(general, "good morning all")
        await (await ada.slash(general, "ask", question=WHOM)).answered()
        await stub.settled()
        counted = await figures(address)
    questions = {name: count for name, count in counted.items() if name.startswith("footnote_questions")}
    assert questions == {
        "footnote_questions_total yes answer": 2,
        "footnote_questions_total yes none": 1,
        "footnote_questions_total yes summary": 1,
        "footnote_questions_total no answer": 1,
    }
    assert counted["footnote_answer_seconds_count"] == 5
    assert counted["footnote_answer_seconds_bucket +Inf"] == 5
    assert counted["footnote_servers"] == 1
    assert "footnote_errors_total" not in counted


async def test_errors_and_reconnects_are_counted(
    stub: DiscordStub, start_bot: StartBot, address: Address, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    scripted.breaks = True
    async with start_bot(health=address, knowing=scripted):
        await stub.next_reply(await ada.says(general, f"{stub.bot.mention} why?"))
        stub.faults.drops_gateway()
        await stub.wait_for(lambda: stub.gateway.resumes, what="a resume")
        await stub.settled()
        counted = await figures(address)
    assert counted["footnote_errors_total"] == 1
    assert counted["footnote_reconnects_total"] == 1


async def test_neither_page_reveals_anything_about_anybody(
    stub: DiscordStub, watched: FootnoteBot, address: Address, ada: Person, general: Channel
) -> None:
    await stub.next_reply(await ask(stub, ada, general))
    assert general.guild is not None
    told = (await look(address, "/healthz"))[1] + (await look(address, "/metrics"))[1]
    for secret in (ada.id, general.id, general.guild.id, stub.bot.id, ada.name, general.guild.name, stub.token):
        assert str(secret) not in told


# The address


async def test_nothing_is_listened_at_unless_asked_for(bot: FootnoteBot, address: Address) -> None:
    with pytest.raises(aiohttp.ClientConnectorError):
        await look(address, "/healthz")


async def test_the_health_server_listens_on_ipv6_and_on_all_addresses(start_bot: StartBot) -> None:
    port = free_port("::1")
    async with start_bot(health=Address("::1", port)):
        assert await look(Address("::1", port), "/healthz") == (200, "ok\n")
    async with start_bot(health=Address("", port)):
        assert await look(Address("::1", port), "/healthz") == (200, "ok\n")
        assert await look(Address("127.0.0.1", port), "/healthz") == (200, "ok\n")


async def test_nothing_else_is_there(watched: FootnoteBot, address: Address) -> None:
    assert (await look(address, "/"))[0] == 404


async def test_the_port_is_free_again_when_the_bot_has_left(start_bot: StartBot, address: Address) -> None:
    for _ in range(2):
        async with start_bot(health=address):
            assert await look(address, "/healthz") == (200, "ok\n")


async def test_a_port_in_use_is_one_clear_line(stub: DiscordStub, start_bot: StartBot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SettingsError) as told:
            async with start_bot(health=Address("127.0.0.1", port), sessions=0):
                pass
    assert str(told.value) == (
        f"FOOTNOTE_HEALTH 127.0.0.1:{port} cannot be listened at (address already in use); "
        "choose another port or address"
    )
    assert stub.gateway.identifies == []
