"""The first schema

Revision ID: 0001
Revises: 
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql')


def upgrade() -> None:
    op.create_table('organisation',
    sa.Column('id', KEY, nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('province', sa.String(length=40), nullable=False),
    sa.Column('league', sa.String(length=40), nullable=False),
    sa.Column('tax_code', sa.String(length=14), nullable=True),
    sa.Column('industry', sa.String(length=4), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind <> 'enterprise' OR (tax_code IS NOT NULL AND industry IS NOT NULL)", name=op.f('ck_organisation_enterprise_described')),
    sa.CheckConstraint("kind IN ('enterprise', 'agency')", name=op.f('ck_organisation_kind_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation')),
    sa.UniqueConstraint('tax_code', name=op.f('uq_organisation_tax_code'))
    )
    op.create_table('person',
    sa.Column('id', KEY, nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('email = lower(email)', name=op.f('ck_person_email_lower')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('email', name=op.f('uq_person_email'))
    )
    op.create_table('audit_event',
    sa.Column('id', KEY, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', KEY, nullable=True),
    sa.Column('happened', sa.String(length=40), nullable=False),
    sa.Column('subject_type', sa.String(length=40), nullable=False),
    sa.Column('subject_id', KEY, nullable=False),
    sa.Column('data', DOCUMENT, nullable=False),
    sa.ForeignKeyConstraint(['actor_id'], ['person.id'], name=op.f('fk_audit_event_actor_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_event'))
    )
    with op.batch_alter_table('audit_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_event_subject_type_subject_id'), ['subject_type', 'subject_id'], unique=False)

    op.create_table('campaign',
    sa.Column('id', KEY, nullable=False),
    sa.Column('handle', sa.String(length=80), nullable=False),
    sa.Column('title_vi', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=200), nullable=False),
    sa.Column('set_slug', sa.String(length=60), nullable=False),
    sa.Column('set_version', sa.String(length=20), nullable=False),
    sa.Column('set_hash', sa.String(length=64), nullable=False),
    sa.Column('unit_kind', sa.String(length=20), nullable=False),
    sa.Column('period', sa.Integer(), nullable=False),
    sa.Column('opens_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_by', KEY, nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('opens_at < closes_at', name=op.f('ck_campaign_opens_before_closes')),
    sa.ForeignKeyConstraint(['created_by'], ['person.id'], name=op.f('fk_campaign_created_by_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign')),
    sa.UniqueConstraint('handle', name=op.f('uq_campaign_handle')),
    sa.UniqueConstraint('set_slug', 'period', name=op.f('uq_campaign_set_slug_period'))
    )
    op.create_table('invitation',
    sa.Column('id', KEY, nullable=False),
    sa.Column('token_sha256', sa.String(length=64), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('organisation_id', KEY, nullable=True),
    sa.Column('invited_by', KEY, nullable=False),
    sa.Column('invited_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("role IN ('respondent', 'evaluator', 'publisher', 'administrator')", name=op.f('ck_invitation_role_known')),
    sa.ForeignKeyConstraint(['invited_by'], ['person.id'], name=op.f('fk_invitation_invited_by_person')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_invitation_organisation_id_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('token_sha256', name=op.f('uq_invitation_token_sha256'))
    )
    op.create_table('role_grant',
    sa.Column('id', KEY, nullable=False),
    sa.Column('person_id', KEY, nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('organisation_id', KEY, nullable=True),
    sa.Column('granted_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(role = 'respondent') = (organisation_id IS NOT NULL)", name=op.f('ck_role_grant_respondent_of_one')),
    sa.CheckConstraint("role IN ('respondent', 'evaluator', 'publisher', 'administrator')", name=op.f('ck_role_grant_role_known')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_role_grant_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_role_grant_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_grant')),
    sa.UniqueConstraint('person_id', 'role', name=op.f('uq_role_grant_person_id_role'))
    )
    with op.batch_alter_table('role_grant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_grant_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('assessment',
    sa.Column('id', KEY, nullable=False),
    sa.Column('handle', sa.String(length=16), nullable=False),
    sa.Column('campaign_id', KEY, nullable=False),
    sa.Column('organisation_id', KEY, nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reviewed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('reviewed_at IS NULL OR submitted_at IS NOT NULL', name=op.f('ck_assessment_reviewed_after_submitted')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaign.id'], name=op.f('fk_assessment_campaign_id_campaign')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_assessment_organisation_id_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assessment')),
    sa.UniqueConstraint('campaign_id', 'organisation_id', name=op.f('uq_assessment_campaign_id_organisation_id')),
    sa.UniqueConstraint('handle', name=op.f('uq_assessment_handle'))
    )
    with op.batch_alter_table('assessment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assessment_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('ranking_edition',
    sa.Column('id', KEY, nullable=False),
    sa.Column('handle', sa.String(length=100), nullable=False),
    sa.Column('campaign_id', KEY, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('set_reference', sa.String(length=90), nullable=False),
    sa.Column('set_hash', sa.String(length=64), nullable=False),
    sa.Column('engine_version', sa.String(length=20), nullable=False),
    sa.Column('left_out', sa.Integer(), nullable=False),
    sa.Column('drafted_by', KEY, nullable=False),
    sa.Column('drafted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('published_by', KEY, nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaign.id'], name=op.f('fk_ranking_edition_campaign_id_campaign')),
    sa.ForeignKeyConstraint(['drafted_by'], ['person.id'], name=op.f('fk_ranking_edition_drafted_by_person')),
    sa.ForeignKeyConstraint(['published_by'], ['person.id'], name=op.f('fk_ranking_edition_published_by_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ranking_edition')),
    sa.UniqueConstraint('campaign_id', 'number', name=op.f('uq_ranking_edition_campaign_id_number')),
    sa.UniqueConstraint('handle', name=op.f('uq_ranking_edition_handle'))
    )
    op.create_table('response',
    sa.Column('assessment_id', KEY, nullable=False),
    sa.Column('indicator_code', sa.String(length=40), nullable=False),
    sa.Column('value', DOCUMENT, nullable=True),
    sa.Column('not_applicable', sa.Boolean(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('saved_by', KEY, nullable=False),
    sa.CheckConstraint('NOT (not_applicable AND value IS NOT NULL)', name=op.f('ck_response_value_or_not_applicable')),
    sa.CheckConstraint('revision > 0', name=op.f('ck_response_revision_positive')),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_response_assessment_id_assessment')),
    sa.ForeignKeyConstraint(['saved_by'], ['person.id'], name=op.f('fk_response_saved_by_person')),
    sa.PrimaryKeyConstraint('assessment_id', 'indicator_code', name=op.f('pk_response'))
    )
    op.create_table('response_revision',
    sa.Column('assessment_id', KEY, nullable=False),
    sa.Column('indicator_code', sa.String(length=40), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('value', DOCUMENT, nullable=True),
    sa.Column('not_applicable', sa.Boolean(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('saved_by', KEY, nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_response_revision_assessment_id_assessment')),
    sa.ForeignKeyConstraint(['saved_by'], ['person.id'], name=op.f('fk_response_revision_saved_by_person')),
    sa.PrimaryKeyConstraint('assessment_id', 'indicator_code', 'revision', name=op.f('pk_response_revision'))
    )
    op.create_table('submission',
    sa.Column('id', KEY, nullable=False),
    sa.Column('assessment_id', KEY, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('answers', DOCUMENT, nullable=False),
    sa.Column('input_hash', sa.String(length=64), nullable=False),
    sa.Column('set_reference', sa.String(length=90), nullable=False),
    sa.Column('set_hash', sa.String(length=64), nullable=False),
    sa.Column('declared_by', sa.String(length=120), nullable=False),
    sa.Column('declared_as', sa.String(length=120), nullable=False),
    sa.Column('submitted_by', KEY, nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_submission_assessment_id_assessment')),
    sa.ForeignKeyConstraint(['submitted_by'], ['person.id'], name=op.f('fk_submission_submitted_by_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_submission')),
    sa.UniqueConstraint('assessment_id', 'number', name=op.f('uq_submission_assessment_id_number'))
    )
    op.create_table('result',
    sa.Column('id', KEY, nullable=False),
    sa.Column('submission_id', KEY, nullable=False),
    sa.Column('basis', sa.String(length=10), nullable=False),
    sa.Column('exact_score', sa.String(length=400), nullable=True),
    sa.Column('exact_points', sa.String(length=400), nullable=True),
    sa.Column('maximum', sa.String(length=400), nullable=False),
    sa.Column('level', sa.Integer(), nullable=True),
    sa.Column('withheld', sa.String(length=40), nullable=True),
    sa.Column('shares', sa.LargeBinary(), nullable=False),
    sa.Column('detail', DOCUMENT, nullable=False),
    sa.Column('engine_version', sa.String(length=20), nullable=False),
    sa.Column('set_hash', sa.String(length=64), nullable=False),
    sa.Column('input_hash', sa.String(length=64), nullable=False),
    sa.Column('computed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("basis IN ('self', 'verified')", name=op.f('ck_result_basis_known')),
    sa.ForeignKeyConstraint(['submission_id'], ['submission.id'], name=op.f('fk_result_submission_id_submission')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_result')),
    sa.UniqueConstraint('submission_id', 'basis', name=op.f('uq_result_submission_id_basis'))
    )
    op.create_table('review',
    sa.Column('id', KEY, nullable=False),
    sa.Column('submission_id', KEY, nullable=False),
    sa.Column('opened_by', KEY, nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_by', KEY, nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['closed_by'], ['person.id'], name=op.f('fk_review_closed_by_person')),
    sa.ForeignKeyConstraint(['opened_by'], ['person.id'], name=op.f('fk_review_opened_by_person')),
    sa.ForeignKeyConstraint(['submission_id'], ['submission.id'], name=op.f('fk_review_submission_id_submission')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review')),
    sa.UniqueConstraint('submission_id', name=op.f('uq_review_submission_id'))
    )
    op.create_table('award',
    sa.Column('id', KEY, nullable=False),
    sa.Column('review_id', KEY, nullable=False),
    sa.Column('indicator_code', sa.String(length=40), nullable=False),
    sa.Column('self_points', sa.String(length=60), nullable=True),
    sa.Column('awarded_points', sa.String(length=60), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('awarded_by', KEY, nullable=False),
    sa.Column('awarded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('length(reason) > 0', name=op.f('ck_award_reason_given')),
    sa.ForeignKeyConstraint(['awarded_by'], ['person.id'], name=op.f('fk_award_awarded_by_person')),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_award_review_id_review')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_award'))
    )
    with op.batch_alter_table('award', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_award_review_id_indicator_code'), ['review_id', 'indicator_code'], unique=False)

    op.create_table('certificate',
    sa.Column('id', KEY, nullable=False),
    sa.Column('serial', sa.String(length=30), nullable=False),
    sa.Column('result_id', KEY, nullable=False),
    sa.Column('assessment_id', KEY, nullable=False),
    sa.Column('printed', DOCUMENT, nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=False),
    sa.Column('superseded_by', sa.String(length=30), nullable=True),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_certificate_assessment_id_assessment')),
    sa.ForeignKeyConstraint(['result_id'], ['result.id'], name=op.f('fk_certificate_result_id_result')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate')),
    sa.UniqueConstraint('result_id', name=op.f('uq_certificate_result_id')),
    sa.UniqueConstraint('serial', name=op.f('uq_certificate_serial'))
    )
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_certificate_assessment_id'), ['assessment_id'], unique=False)

    op.create_table('ranking_line',
    sa.Column('edition_id', KEY, nullable=False),
    sa.Column('organisation_id', KEY, nullable=False),
    sa.Column('result_id', KEY, nullable=False),
    sa.Column('organisation_name', sa.String(length=200), nullable=False),
    sa.Column('province', sa.String(length=40), nullable=False),
    sa.Column('league', sa.String(length=40), nullable=False),
    sa.Column('rank', sa.Integer(), nullable=False),
    sa.Column('league_rank', sa.Integer(), nullable=False),
    sa.Column('score', sa.Double(), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('pillar_scores', DOCUMENT, nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['ranking_edition.id'], name=op.f('fk_ranking_line_edition_id_ranking_edition')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_ranking_line_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['result_id'], ['result.id'], name=op.f('fk_ranking_line_result_id_result')),
    sa.PrimaryKeyConstraint('edition_id', 'organisation_id', name=op.f('pk_ranking_line'))
    )


def downgrade() -> None:
    op.drop_table('ranking_line')
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_certificate_assessment_id'))

    op.drop_table('certificate')
    with op.batch_alter_table('award', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_award_review_id_indicator_code'))

    op.drop_table('award')
    op.drop_table('review')
    op.drop_table('result')
    op.drop_table('submission')
    op.drop_table('response_revision')
    op.drop_table('response')
    op.drop_table('ranking_edition')
    with op.batch_alter_table('assessment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assessment_organisation_id'))

    op.drop_table('assessment')
    with op.batch_alter_table('role_grant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_grant_organisation_id'))

    op.drop_table('role_grant')
    op.drop_table('invitation')
    op.drop_table('campaign')
    with op.batch_alter_table('audit_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_event_subject_type_subject_id'))

    op.drop_table('audit_event')
    op.drop_table('person')
    op.drop_table('organisation')
