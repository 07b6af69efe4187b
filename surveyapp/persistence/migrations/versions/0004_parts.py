"""People, plans and projects of an organisation are assessed on their own

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
WHOLE = "'enterprise', 'agency'"
PARTS = "'head', 'person', 'plan', 'programme', 'project'"


def upgrade() -> None:
    with op.batch_alter_table('organisation') as table:
        table.add_column(sa.Column('detail', sa.String(length=200), server_default='', nullable=False))
        table.add_column(sa.Column('part_of_id', KEY, nullable=True))
        table.create_foreign_key(op.f('fk_organisation_part_of_id_organisation'), 'organisation', ['part_of_id'], ['id'])
        table.create_unique_constraint(op.f('uq_organisation_part_of_id_kind_name_detail'), ['part_of_id', 'kind', 'name', 'detail'])
        table.drop_constraint(op.f('ck_organisation_kind_known'), type_='check')
        table.create_check_constraint(op.f('ck_organisation_kind_known'), f'kind IN ({WHOLE}, {PARTS})')
        table.create_check_constraint(op.f('ck_organisation_parts_belong'), f'(kind IN ({WHOLE})) = (part_of_id IS NULL)')
    with op.batch_alter_table('ranking_line') as table:
        table.alter_column('organisation_name', existing_type=sa.String(length=200), type_=sa.String(length=620), existing_nullable=False)
    with op.batch_alter_table('campaign') as table:
        table.alter_column('handle', existing_type=sa.String(length=80), type_=sa.String(length=90), existing_nullable=False)
        table.drop_constraint(op.f('uq_campaign_set_slug_period'), type_='unique')
        table.create_unique_constraint(op.f('uq_campaign_set_slug_set_version_period'), ['set_slug', 'set_version', 'period'])


def downgrade() -> None:
    with op.batch_alter_table('campaign') as table:
        table.drop_constraint(op.f('uq_campaign_set_slug_set_version_period'), type_='unique')
        table.create_unique_constraint(op.f('uq_campaign_set_slug_period'), ['set_slug', 'period'])
        table.alter_column('handle', existing_type=sa.String(length=90), type_=sa.String(length=80), existing_nullable=False)
    with op.batch_alter_table('ranking_line') as table:
        table.alter_column('organisation_name', existing_type=sa.String(length=620), type_=sa.String(length=200), existing_nullable=False)
    with op.batch_alter_table('organisation') as table:
        table.drop_constraint(op.f('ck_organisation_parts_belong'), type_='check')
        table.drop_constraint(op.f('ck_organisation_kind_known'), type_='check')
        table.create_check_constraint(op.f('ck_organisation_kind_known'), f'kind IN ({WHOLE})')
        table.drop_constraint(op.f('uq_organisation_part_of_id_kind_name_detail'), type_='unique')
        table.drop_constraint(op.f('fk_organisation_part_of_id_organisation'), type_='foreignkey')
        table.drop_column('part_of_id')
        table.drop_column('detail')
