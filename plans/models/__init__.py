"""Plans that firms keep and follow. What a plan is and leads to is said in `plans.domain`."""

from plans.models.plan import PROVEN, KeptPlan, PlanState, Step
from plans.models.proof import EffectFigure, FileKind, Note, Package, Reminder, StoredFile, Tick
from reports.wording.followed import STEP_STATES

__all__ = [
    "PROVEN",
    "STEP_STATES",
    "EffectFigure",
    "FileKind",
    "KeptPlan",
    "Note",
    "Package",
    "PlanState",
    "Reminder",
    "Step",
    "StoredFile",
    "Tick",
]
