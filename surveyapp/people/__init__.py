"""People: accounts, passwords, roles, invitations."""
