"""Why a plan or a step cannot be changed now."""

from enum import StrEnum


class Refusal(StrEnum):
    NOTHING_TO_DO = "nothing to do"  # a plan without steps
    NOT_KEPT = "not kept"  # it is followed already, or closed
    NOT_FOLLOWED = "not followed"  # steps change only while the plan is followed
    NOT_PROVEN = "not proven"  # notes, files and figures need a plan that is followed or finished
    ANOTHER_FOLLOWED = "another followed"  # the firm follows one plan at a time
    CHANGED_MEANWHILE = "changed meanwhile"  # somebody else changed the step since it was read


class RefusedPlan(Exception):
    """Raised by services of plans; nothing is written."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal
