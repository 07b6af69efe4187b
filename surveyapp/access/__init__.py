"""Who may do what: one pure policy, asked at every entry point."""
