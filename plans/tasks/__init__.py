"""What the worker does for this app."""

from plans.tasks.reminders import remind_of_steps
from plans.tasks.sweeping import sweep_files

__all__ = ["remind_of_steps", "sweep_files"]
