"""Revisions as files and back: what a workbook calls things, what a file holds, what it would change."""
