"""Writes: start, save an answer, submit, correct, discard. Each is one transaction, with who and when given.

Every write locks the assessment's row first, so that nothing is saved between the reading and the writing
of a submission, and checks the answer's version in the UPDATE itself.
"""

from assessment.services.lifecycle import correct, discard, start_assessment, submit
from assessment.services.refusals import AlreadySuperseded, Incomplete, NotDraft, OpenDraft, StaleWrite
from assessment.services.replaying import NotADraft, keep_part, start_replay
from assessment.services.saving import Saved, save_answer

__all__ = [
    "AlreadySuperseded",
    "Incomplete",
    "NotADraft",
    "NotDraft",
    "OpenDraft",
    "Saved",
    "StaleWrite",
    "correct",
    "discard",
    "keep_part",
    "save_answer",
    "start_assessment",
    "start_replay",
    "submit",
]
