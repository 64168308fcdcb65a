"""The truthfulness pledge: which text is current. Each version is a template of its own and never changes."""

CURRENT = "2026-1"


def template(version: str) -> str:
    """Return the template that holds this version's text."""
    return f"assessment/pledge/{version}.html"
