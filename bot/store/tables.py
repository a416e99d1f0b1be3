"""Every table of the store. No column holds a user id; `questions.text` alone holds words of members, redacted and only
where a server turned it on. A test reads every column of every table."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, MetaData, Table, Text

EVERYWHERE = 0
"""In `activity` and `feedback`, the server of what was asked in direct messages."""

metadata = MetaData()

_NUMBER = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only in an INTEGER column

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the store knows of itself: `checked`, when it was last seen to take a change (seconds since 1970)."""

servers = Table(
    "servers",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("settings", Text, nullable=False),
    Column("left_at", BigInteger),
)
"""A server's settings, a JSON document with what differs from the defaults; when the bot left it, in seconds."""

changes = Table(
    "changes",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("guild_id", BigInteger, ForeignKey("servers.guild_id", ondelete="CASCADE"), nullable=False),
    Column("what", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("changes_of_server", "guild_id", "id"),
)
"""What was changed in a server's settings and when, in seconds; not by whom."""

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
"""How many questions a day had an outcome; section, passage and gap are empty where there is none. The indexes hold all
that is added up over all servers, in the order in which it is: for a server alone the key does."""

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
"""Questions without a right answer, redacted; those that are alike share a row, which has the text of the last one.
`filed_as` is the id of the addition with which a curator filed them: they wait no more, until that is undone."""

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
"""What curators added to an article's index, for a server or, without one, for all; when it was undone, and when it was
written into the article's files. It is their own wording."""

OF_SERVERS = (changes, feedback, activity, questions, additions, servers)
"""The tables with a `guild_id`, in the order in which a server's rows go."""
