"""What the worker does for this app."""

from assessment.tasks.reminding import remind_of_parts
from assessment.tasks.telling import tell_of_defects, tell_part

__all__ = ["remind_of_parts", "tell_of_defects", "tell_part"]
