"""The audit trail: what happened, by whom, when, in a typed vocabulary."""
