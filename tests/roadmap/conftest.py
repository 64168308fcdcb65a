"""What the tests of the roadmap admin have: a small library and the people at their desks."""

from tests.roadmap.staff import desk, library, publisher, writer

__all__ = ["desk", "library", "publisher", "writer"]
