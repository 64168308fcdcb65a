"""The pages of the library in the admin."""
