"""Any sequence of choices, forms, restarts and faults of the database ends in the last confirmed state."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.conversation.wordings import settings_choices as choices
from bot.conversation.wordings import settings_wording as wording
from bot.discord_app.gateway.connecting import point_at
from bot.matching.matcher import Matcher
from bot.settings import Settings
from bot.store.server_settings import DEFAULTS, AnswerPlace, Deletes, Mode, Style, Sureness
from tests.compiled import holding
from tests.discord_app.conftest import PromptBot
from tests.discord_app.panel import Panel, refusing
from tests.discord_stub import Channel, DiscordStub, Guild

SCREENS = {"mode": "channels", "keeps_questions": "questions"}


def is_yes(value: str) -> bool:
    """What a switch is set to."""
    return value == choices.YES


VALUES: Mapping[str, Any] = {
    "mode": Mode,
    "answers": AnswerPlace,
    "sureness": Sureness,
    "style": Style,
    "deletes": Deletes,
    "feedback": is_yes,
    "keeps_questions": is_yes,
}

menus = st.sampled_from(
    [("choice", field, value) for field in VALUES for value in choices.CHOICES[field].values],
)
modes = st.tuples(st.just("mode"), st.sampled_from([*Mode, "none"]), st.sets(st.integers(0, 2), min_size=1))
paces = st.tuples(
    st.just("pace"), st.sampled_from(list(wording.PACE_FIELDS)), st.sampled_from(["", "9", "4,5", "x", "-1"])
)
days = st.tuples(st.just("days"), st.just("keep_days"), st.sampled_from(["1", "365", "0", "366", "soon"]))
events = st.sampled_from([("restart", "", ""), ("fault", "", ""), ("mend", "", "")])


class Life:
    """A server whose bot is restarted, with what was confirmed so far."""

    def __init__(self, stub: DiscordStub, matcher: Matcher, folder: Path) -> None:
        self.stub, self.matcher, self.folder = stub, matcher, folder
        self.guild: Guild = stub.add_guild("Harbour")
        self.channels: list[Channel] = [self.guild.add_forum(f"forum-{number}") for number in range(3)]
        self.general = self.guild.add_text_channel("general")
        self.mira = self.guild.add_member("mira", roles=(self.guild.add_role("keepers", "manage_guild"),))
        self.confirmed = DEFAULTS

    @contextlib.asynccontextmanager
    async def bot(self) -> AsyncGenerator[PromptBot]:
        """The bot, while it runs."""
        known = Settings(
            token=self.stub.token, state=self.folder, api_url=self.stub.api_url, gateway_url=self.stub.gateway_url
        )
        point_at(known.api_url)
        bot = PromptBot(known, holding({known.default_article: self.matcher}))
        running = asyncio.create_task(bot.start(self.stub.token))
        try:
            await self.stub.ready()
            await self.stub.settled()
            yield bot
        finally:
            await bot.leave()
            await running

    async def plays(self, steps: list[tuple[str, str, Any]]) -> None:
        """Do one thing after the other; after each, what was confirmed last holds."""
        async with contextlib.AsyncExitStack() as life:
            faults = await life.enter_async_context(contextlib.AsyncExitStack())
            running = await life.enter_async_context(contextlib.AsyncExitStack())
            bot = await running.enter_async_context(self.bot())
            panel = await Panel.opens(self.mira, self.general)
            for kind, name, value in steps:
                if kind == "restart":
                    await running.aclose()
                    bot = await running.enter_async_context(self.bot())
                elif kind in ("fault", "mend"):
                    await faults.aclose()
                    if kind == "fault":
                        await faults.enter_async_context(refusing(self.folder / "footnote.db"))
                else:
                    await self.does(panel, kind, name, value)
                assert bot.store.settings.get(self.guild.id) == self.confirmed
            await faults.aclose()
            await running.aclose()
            async with self.bot() as bot:
                assert bot.store.settings.get(self.guild.id) == self.confirmed

    async def does(self, panel: Panel, kind: str, name: str, value: Any) -> None:
        """Change something; what is confirmed holds from then on."""
        meant = self.confirmed
        if kind == "choice":
            await panel.opens_setting(SCREENS.get(name, name))
            told = await panel.chooses(f"set:{name}", value)
            meant = replace(meant, **{name: VALUES[name](value)})
        elif kind == "mode":
            await panel.opens_setting("channels")
            await panel.chooses("pick", name)
            places: set[int] = value
            channels = [self.channels[each] for each in sorted(places)]
            told = await panel.chooses(f"mode:{name}", *channels)
            own = dict(meant.channel_modes)
            for channel in channels:
                own.pop(channel.id, None)
                own |= {} if name == "none" else {channel.id: Mode(name)}
            meant = replace(meant, channel_modes=own)
        elif kind == "pace":
            await panel.opens_setting("paces")
            told = await panel.fills_in(wording.SET_PACES, **{name: value})
            if value in ("", "9", "4,5"):
                meant = replace(meant, **{name: float(value.replace(",", ".")) if value else None})
        else:
            await panel.opens_setting("questions")
            told = await panel.fills_in(wording.SET_DAYS, keep_days=value)
            meant = replace(meant, keep_days=int(value)) if value in ("1", "365") else meant
        if told.startswith("Changed."):
            assert meant != self.confirmed
            self.confirmed = meant
        elif told.startswith("That was set already."):
            assert meant == self.confirmed
        else:
            assert told.startswith("Nothing was changed")
        await panel.presses(wording.ALL_SETTINGS)


# Each example starts a bot, often several times: what fails is long enough in coming without being shortened.
@settings(max_examples=8, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(st.one_of(menus, modes, paces, days, events), min_size=4, max_size=20))
def test_the_last_confirmed_settings_stay_in_effect_whatever_happens(
    matcher: Matcher, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, Any]]
) -> None:
    async def live() -> None:
        async with DiscordStub() as stub:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(Route, "BASE", stub.api_url)
                patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(stub.gateway_url))
                await Life(stub, matcher, tmp_path_factory.mktemp("state")).plays(steps)
                assert not stub.violations

    asyncio.run(live())
