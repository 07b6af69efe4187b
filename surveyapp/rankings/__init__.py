"""Rankings: published editions that never change."""
