"""What the worker does for this app."""

from assessment.tasks.replays import REPLACED, STALE, replay_part
from assessment.tasks.telling import tell_of_defects, tell_part

__all__ = ["REPLACED", "STALE", "replay_part", "tell_of_defects", "tell_part"]
