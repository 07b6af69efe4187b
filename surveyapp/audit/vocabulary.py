"""The typed vocabulary of the audit trail: past tense, one word per thing that can happen."""

from enum import StrEnum


class Happened(StrEnum):
    """What happened."""

    PERSON_SIGNED_UP = "person_signed_up"
    PERSON_SIGNED_IN = "person_signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    PERSON_INVITED = "person_invited"
    INVITATION_ACCEPTED = "invitation_accepted"
    ROLE_GRANTED = "role_granted"
    ORGANISATION_REGISTERED = "organisation_registered"
    CRITERIA_SET_DRAFTED = "criteria_set_drafted"
    CRITERIA_SET_DISCARDED = "criteria_set_discarded"
    CRITERIA_SET_PUBLISHED = "criteria_set_published"
    CAMPAIGN_OPENED = "campaign_opened"
    CAMPAIGN_CLOSED = "campaign_closed"
    ASSESSMENT_STARTED = "assessment_started"
    ANSWER_RECORDED = "answer_recorded"
    ASSESSMENT_SUBMITTED = "assessment_submitted"
    REVIEW_OPENED = "review_opened"
    POINTS_AWARDED = "points_awarded"
    REVIEW_CLOSED = "review_closed"
    RESULT_RECORDED = "result_recorded"
    RANKING_DRAFTED = "ranking_drafted"
    RANKING_PUBLISHED = "ranking_published"
    RANKING_DISCARDED = "ranking_discarded"
    CERTIFICATE_ISSUED = "certificate_issued"
    CERTIFICATE_SUPERSEDED = "certificate_superseded"
