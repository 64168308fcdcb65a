"""The admin of criteria: a list of revisions, the tree of each, and a page for each part of it."""

from assessment.criteria.admin import parts, revisions
from assessment.criteria.admin.looking import LookOnly

__all__ = ["LookOnly", "parts", "revisions"]
