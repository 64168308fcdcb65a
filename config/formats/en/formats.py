"""Dates in English as written outside America; Django's own would be "Sept. 4, 2024"."""

DATE_FORMAT = "j F Y"
