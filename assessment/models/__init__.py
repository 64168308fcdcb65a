"""Assessments, their answers as rows, and the snapshots that submission freezes.

Rows hold state; what the answers mean is said in `assessment.domain`, writes are in `assessment.services`.
"""

from assessment.models.filling import (
    Answer,
    AnswerKind,
    Assessment,
    AssessmentState,
    FigureConfirmation,
    FigureValue,
    PastAnswer,
)
from assessment.models.links import Guest, GuestLink
from assessment.models.moves import About, DefectNotice, Move
from assessment.models.proofs import Proof
from assessment.models.remarks import Remark
from assessment.models.replays import Replay, ReplayChange, ReplayPart
from assessment.models.sections import SectionWork, WorkState
from assessment.models.snapshots import LatestResult, Snapshot, SnapshotKind

__all__ = [
    "About",
    "Answer",
    "AnswerKind",
    "Assessment",
    "AssessmentState",
    "DefectNotice",
    "FigureConfirmation",
    "FigureValue",
    "Guest",
    "GuestLink",
    "LatestResult",
    "Move",
    "PastAnswer",
    "Proof",
    "Remark",
    "Replay",
    "ReplayChange",
    "ReplayPart",
    "SectionWork",
    "Snapshot",
    "SnapshotKind",
    "WorkState",
]
