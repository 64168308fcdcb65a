"""The library as a workbook and back, and what a file would change."""
