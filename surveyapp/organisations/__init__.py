"""Organisations: enterprises and agencies, and the registers that describe them."""
