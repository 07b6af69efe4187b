"""Organisations, what of theirs is assessed on its own, and the registers that describe them."""
