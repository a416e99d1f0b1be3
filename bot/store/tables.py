"""Every table of the store. No column holds a user id. Only `questions.text` holds members' words, redacted, and only
if the server turned that on. A test reads every column of every table."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, MetaData, Table, Text

EVERYWHERE = 0
"""The `guild_id` in `activity` and `feedback` for direct messages."""

metadata = MetaData()

_NUMBER = BigInteger().with_variant(Integer, "sqlite")  # SQLite autoincrements only INTEGER columns

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Facts about the store: `checked`, when a change last succeeded (seconds since 1970)."""

servers = Table(
    "servers",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("settings", Text, nullable=False),
    Column("left_at", BigInteger),
)
"""A server's settings, as a JSON document of the values that differ from the defaults, and when the bot left it
(seconds)."""

changes = Table(
    "changes",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("guild_id", BigInteger, ForeignKey("servers.guild_id", ondelete="CASCADE"), nullable=False),
    Column("what", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("changes_of_server", "guild_id", "id"),
)
"""What was changed in a server's settings and when (seconds), without who did it."""

feedback = Table(
    "feedback",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Date, primary_key=True),
    Column("article", Text, primary_key=True),
    Column("passage", Text, primary_key=True),
    Column("marked_right", Integer, nullable=False),
    Column("marked_wrong", Integer, nullable=False),
    Index("feedback_of_passages", "article", "passage", "day", "marked_right", "marked_wrong"),
)
"""How often a passage was marked right and wrong: a row for each day and passage, not for each press."""

activity = Table(
    "activity",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Date, primary_key=True),
    Column("article", Text, primary_key=True),
    Column("outcome", Text, primary_key=True),
    Column("section", Text, primary_key=True),
    Column("passage", Text, primary_key=True),
    Column("gap", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Index("activity_of_days", "day", "outcome", "count"),
    Index("activity_of_places", "article", "section", "passage", "gap", "day", "count"),
)
"""The number of questions by day and outcome. Section, passage and gap are empty if they do not apply. The indexes
cover the sums over all servers, in the order in which they are read; the primary key serves single servers."""

questions = Table(
    "questions",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("article", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("filed_as", BigInteger),
    Index("questions_of_server", "guild_id", "article", "times"),
)
"""Questions without a right answer, redacted. Similar questions share a row, with the wording of the last one.
`filed_as` is the id of the addition with which a curator filed them; they wait again if it is undone."""

additions = Table(
    "additions",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("guild_id", BigInteger),
    Column("article", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("undone_at", BigInteger),
    Column("exported_at", BigInteger),
    Index("additions_of_server", "guild_id", "article"),
)
"""Curators' additions to an article's index, in their own words, for a server or, if `guild_id` is null, for all; when
each was undone, and when it was written into the article's files."""

OF_SERVERS = [table for table in reversed(metadata.sorted_tables) if "guild_id" in table.c]
"""The tables that hold something of a server, in an order in which its rows can be deleted."""
