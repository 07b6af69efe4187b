"""What an administrator does: open and close campaigns, invite people, read the trail."""
