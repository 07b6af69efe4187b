"""Reviews: what evaluators award, with their reasons."""
