"""The library in the admin: drafts are edited, published and retired here, and everything is looked up."""

from roadmap.admin import kinds, library

__all__ = ["kinds", "library"]
