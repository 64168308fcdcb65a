"""Writes: start, save an answer, move to a newer revision, submit, correct, discard.

Each is one transaction, with who and when given.

Every write locks the assessment's row first, so that nothing is saved between the reading and the writing
of a submission, and checks the answer's version in the UPDATE itself.
"""

from assessment.services.confirming import confirm_figures
from assessment.services.lifecycle import correct, discard, start_assessment, submit
from assessment.services.links import give_name, hand_in, make_link, remove_names, withdraw_link
from assessment.services.moving import move_to_revision, undo_move
from assessment.services.proofs import add_proof, remove_proof, use_file
from assessment.services.refusals import (
    AlreadySuperseded,
    Incomplete,
    LinkClosed,
    NotDraft,
    NothingToUndo,
    NotOffered,
    NotThisStep,
    OpenDraft,
    OtherRevision,
    SectionClosed,
    StaleWrite,
    TooMany,
)
from assessment.services.remarks import add_remark, settle_remark
from assessment.services.saving import Saved, save_answer
from assessment.services.sections import assign_section, take_step

__all__ = [
    "AlreadySuperseded",
    "Incomplete",
    "LinkClosed",
    "NotDraft",
    "NotOffered",
    "NotThisStep",
    "NothingToUndo",
    "OpenDraft",
    "OtherRevision",
    "Saved",
    "SectionClosed",
    "StaleWrite",
    "TooMany",
    "add_proof",
    "add_remark",
    "assign_section",
    "confirm_figures",
    "correct",
    "discard",
    "give_name",
    "hand_in",
    "make_link",
    "move_to_revision",
    "remove_names",
    "remove_proof",
    "save_answer",
    "settle_remark",
    "start_assessment",
    "submit",
    "take_step",
    "undo_move",
    "use_file",
    "withdraw_link",
]
