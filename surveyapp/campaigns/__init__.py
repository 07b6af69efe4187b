"""Campaigns: one criteria set opened to one kind of unit for one period."""
