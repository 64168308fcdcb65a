"""The admin of criteria: a list of revisions, the tree of each, and a page for each part of it."""

from standards.admin import parts, revisions

__all__ = ["parts", "revisions"]
