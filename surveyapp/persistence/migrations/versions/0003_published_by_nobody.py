"""The operator at the command line publishes criteria sets too, without an account

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    with op.batch_alter_table('criteria_set_version') as batch:
        batch.alter_column('published_by', existing_type=KEY, nullable=True)


def downgrade() -> None:
    with op.batch_alter_table('criteria_set_version') as batch:
        batch.alter_column('published_by', existing_type=KEY, nullable=False)
