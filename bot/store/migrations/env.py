"""Run by Alembic: applies the migrations on the connection that `bot.store.versions` provides.

To add one, change `bot/store/tables.py`, then write `versions/NNNN_what.py` after the last one there.
"""

from __future__ import annotations

from alembic import context

from bot.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
