"""What a publisher does: draft a ranking, read it, publish it or discard the draft."""
