"""Criteria sets as an administrator writes them: draft, findings, preview, trial, publication."""
