"""When an addition was written into the article's files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("additions", sa.Column("exported_at", sa.BigInteger))
