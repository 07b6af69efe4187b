"""What anybody may see: the home page, rankings, criteria sets, certificates checked."""
