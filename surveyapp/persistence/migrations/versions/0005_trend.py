"""A ranking keeps how its units changed since the year before

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql')


def upgrade() -> None:
    op.add_column('ranking_edition', sa.Column('trend', DOCUMENT, nullable=True))


def downgrade() -> None:
    op.drop_column('ranking_edition', 'trend')
