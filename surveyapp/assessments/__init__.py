"""Assessments: one unit's filling in one campaign, from the first answer to the submission."""
