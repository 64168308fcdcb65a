"""What tests of the criteria admin have."""

from tests.criteria.editing import colleague, desk, draft, editor, other_desk

__all__ = ["colleague", "desk", "draft", "editor", "other_desk"]
