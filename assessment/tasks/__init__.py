"""What the worker does for this app."""

from assessment.tasks.telling import tell_of_defects, tell_part

__all__ = ["tell_of_defects", "tell_part"]
