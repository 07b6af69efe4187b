"""Use cases that cross several concepts, each within the caller's transaction."""
