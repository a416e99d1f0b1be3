"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "meta",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "servers",
        sa.Column("guild_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("left_at", sa.BigInteger),
    )
    op.create_table(
        "changes",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("guild_id", sa.BigInteger, sa.ForeignKey("servers.guild_id", ondelete="CASCADE"), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("changes_of_server", "changes", ["guild_id", "id"])
    op.create_table(
        "feedback",
        sa.Column("guild_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("article", sa.Text, primary_key=True),
        sa.Column("passage", sa.Text, primary_key=True),
        sa.Column("marked_right", sa.Integer, nullable=False),
        sa.Column("marked_wrong", sa.Integer, nullable=False),
    )
    op.create_table(
        "activity",
        sa.Column("guild_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("article", sa.Text, primary_key=True),
        sa.Column("outcome", sa.Text, primary_key=True),
        sa.Column("section", sa.Text, primary_key=True),
        sa.Column("passage", sa.Text, primary_key=True),
        sa.Column("gap", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "questions",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
    )
    op.create_index("questions_of_server", "questions", ["guild_id", "article", "times"])
    op.create_table(
        "additions",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("guild_id", sa.BigInteger),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("undone_at", sa.BigInteger),
    )
    op.create_index("additions_of_server", "additions", ["guild_id", "article"])
