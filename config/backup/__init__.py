"""A whole installation, database and files, sealed into a folder and brought back (`docs/backup.md`)."""
