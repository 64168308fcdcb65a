"""What all drafted content shares as rows."""

from editing.models.lifecycle import Drafted, State, life_constraints, who_column
from editing.models.uploads import Upload

__all__ = ["Drafted", "State", "Upload", "life_constraints", "who_column"]
