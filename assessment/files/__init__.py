"""The questionnaire as a workbook: written to be filled elsewhere, read as it comes back."""
