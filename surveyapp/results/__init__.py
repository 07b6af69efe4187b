"""Results: scores of submissions, kept with everything needed to recompute them."""
