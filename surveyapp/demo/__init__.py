"""The demonstration: a credible country in small, told through the real services."""
