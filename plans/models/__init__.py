"""Plans that firms keep and follow. What a plan is and leads to is said in `plans.domain`."""

from plans.models.plan import PROVEN, KeptPlan, PlanState, Quote, Step, StepState
from plans.models.proof import EffectFigure, FileKind, Note, Package, Reminder, StoredFile

__all__ = [
    "PROVEN",
    "EffectFigure",
    "FileKind",
    "KeptPlan",
    "Note",
    "Package",
    "PlanState",
    "Quote",
    "Reminder",
    "Step",
    "StepState",
    "StoredFile",
]
