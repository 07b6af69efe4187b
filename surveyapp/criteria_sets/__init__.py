"""Criteria sets that an installation publishes itself, beside those that ship."""
