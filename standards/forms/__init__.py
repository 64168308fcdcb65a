"""The forms of the admin of criteria."""
