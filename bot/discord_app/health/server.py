"""The HTTP server for health checks, `/healthz` and `/metrics`, and the metrics in Prometheus's format. Neither page
reveals anything about people, servers or questions."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.conversation.acts.said import Said
from bot.conversation.wordings.insights import OUTCOMES
from bot.discord_app import errors
from bot.discord_app.exchanges import Exchange
from bot.discord_app.health.checkup import VITAL, Check, troubles
from bot.errors import SettingsError
from bot.settings.deployment import Address

STOPPING = 1.0
"""Seconds that requests in progress get at the end."""


class HealthServer:
    """Serves at an address while it runs, and counts the errors logged meanwhile."""

    def __init__(self, address: Address, health: Mapping[str, Check], metrics: PrometheusMetrics) -> None:
        self._address, self._health, self._metrics = address, health, metrics
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen. Raises `SettingsError` if the address cannot be used."""
        app = web.Application()
        app.add_routes([web.get("/healthz", self._healthz), web.get("/metrics", self._metrics_page)])
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOPPING)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._address.host or None, self._address.port).start()
        except OSError as error:
            await runner.cleanup()
            # asyncio wraps it, and differently by version: "error while ...: [errno 98] address already in use".
            reason = (error.strerror or str(error)).rpartition(": ")[2].rpartition("] ")[2]
            raise SettingsError(
                [f"FOOTNOTE_HEALTH {self._address} cannot be listened at ({reason}); choose another port or address"]
            ) from None
        self._runner = runner
        errors.log.addHandler(self._metrics.errors)

    async def stop(self) -> None:
        if self._runner is not None:
            errors.log.removeHandler(self._metrics.errors)
            await self._runner.cleanup()
            self._runner = None

    async def _healthz(self, _: web.Request) -> web.Response:
        found = troubles({name: self._health[name] for name in VITAL})
        wrong = [f"{name}: {trouble}\n" for name, trouble in found.items() if trouble]
        return web.Response(status=503 if wrong else 200, text="".join(wrong) or "ok\n")

    async def _metrics_page(self, _: web.Request) -> web.Response:
        return web.Response(body=generate_latest(self._metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})


BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds. Discord expects an answer to a command within three."""


class _LoggedErrors(logging.Handler):
    """Counts log records without looking at them."""

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self._counter = counter

    def emit(self, record: logging.LogRecord) -> None:
        self._counter.inc()


class PrometheusMetrics:
    """Metrics of one bot, in a registry of its own. `servers` returns the number of its servers. An answer's `latency`
    includes waiting and sending."""

    def __init__(self, servers: Callable[[], int]) -> None:
        registry = self.registry = CollectorRegistry()
        self._questions = Counter(
            "footnote_questions",
            "Questions by outcome: answer, choices, none, or what the message was if it is answered without a quote; "
            "addressed: whether somebody asked the bot, or it answered by itself.",
            ["outcome", "addressed"],
            registry=registry,
        )
        for outcome in (*OUTCOMES, *filter(None, Said)):
            self._questions.labels(outcome, "yes")
        self._questions.labels("answer", "no")
        self.latency = Histogram(
            "footnote_answer_seconds",
            "Seconds from when something was asked until what was said to it was sent.",
            buckets=BUCKETS,
            registry=registry,
        )
        self.reconnects = Counter(
            "footnote_reconnects", "Connections to the gateway that were lost or not made.", registry=registry
        )
        self.errors = _LoggedErrors(
            Counter("footnote_errors", "Errors in the log, each with its id there.", registry=registry)
        )
        """A handler for the logger of `errors`."""
        Gauge("footnote_servers", "Servers in which this process answers.", registry=registry).set_function(servers)
        ProcessCollector(registry=registry)

    def asked(self, exchange: Exchange) -> None:
        """Count a question under its outcome, once, however often it is edited."""
        if not exchange.again:
            outcome = str(exchange.reply.said) or exchange.reply.outcome.kind
            self._questions.labels(outcome, "no" if exchange.unprompted else "yes").inc()
