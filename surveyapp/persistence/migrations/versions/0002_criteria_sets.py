"""Criteria sets that an installation writes itself

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('criteria_set_draft',
    sa.Column('id', KEY, nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_by', KEY, nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['changed_by'], ['person.id'], name=op.f('fk_criteria_set_draft_changed_by_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_criteria_set_draft')),
    sa.UniqueConstraint('slug', name=op.f('uq_criteria_set_draft_slug'))
    )
    op.create_table('criteria_set_version',
    sa.Column('id', KEY, nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('version', sa.String(length=20), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('published_by', KEY, nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['published_by'], ['person.id'], name=op.f('fk_criteria_set_version_published_by_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_criteria_set_version')),
    sa.UniqueConstraint('slug', 'version', name=op.f('uq_criteria_set_version_slug_version'))
    )


def downgrade() -> None:
    op.drop_table('criteria_set_version')
    op.drop_table('criteria_set_draft')
