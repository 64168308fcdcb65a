"""Databases of versions before, brought up to date with the code as it is now, and compared."""
