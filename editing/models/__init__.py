"""What all drafted content shares as rows."""

from editing.models.lifecycle import State
from editing.models.uploads import Subject, Upload

__all__ = ["State", "Subject", "Upload"]
