"""What can be said of background work without a database."""
