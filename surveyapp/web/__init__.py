"""The pages: one folder per kind of visitor, and the plumbing that every request shares."""
