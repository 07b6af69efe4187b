"""Accounts: sign up an enterprise, accept an invitation, sign in and out."""
