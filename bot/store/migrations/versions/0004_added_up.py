"""Indexes for what is added up over all servers."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index("activity_of_days", "activity", ["day", "outcome", "count"])
    op.create_index("activity_of_places", "activity", ["article", "section", "passage", "gap", "day", "count"])
    op.create_index("feedback_of_passages", "feedback", ["article", "passage", "day", "marked_right", "marked_wrong"])
