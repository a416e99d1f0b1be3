"""The HTTP server for health checks: `/healthz` and `/metrics`. Neither reveals anything about people, servers or
questions."""

from __future__ import annotations

from aiohttp import web

from bot.discord_app import errors
from bot.discord_app.health.checks import Health
from bot.discord_app.health.counting import PrometheusMetrics
from bot.errors import SettingsError
from bot.settings.deployment import Address

STOPPING = 1.0
"""Seconds that requests in progress get at the end."""


class HealthServer:
    """Serves at an address while it runs, and counts the errors logged meanwhile."""

    def __init__(self, address: Address, health: Health, metrics: PrometheusMetrics) -> None:
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
        wrong = [f"{name}: {trouble}\n" for name, trouble in self._health.troubles(vital=True).items() if trouble]
        return web.Response(status=503 if wrong else 200, text="".join(wrong) or "ok\n")

    async def _metrics_page(self, _: web.Request) -> web.Response:
        body, content_type = self._metrics.exposition()
        return web.Response(body=body, headers={"Content-Type": content_type})
