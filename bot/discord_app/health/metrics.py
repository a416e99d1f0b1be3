"""What is counted while the bot runs: numbers, and nothing of who asked or what."""

from __future__ import annotations

from bot.discord_app.exchanges import Exchange


class Metrics:
    """Counts nothing: nobody asks for it. `counting.PrometheusMetrics` does."""

    def asked(self, exchange: Exchange) -> None:
        """A question got its outcome."""

    def answered(self, seconds: float) -> None:
        """Something was said, so many seconds after it was asked for, waiting and sending included."""

    def reconnecting(self) -> None:
        """A connection to the gateway was lost, or could not be made."""
