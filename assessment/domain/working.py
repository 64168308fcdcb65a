"""What may become of a section while a draft is filled: handed in, returned, closed, opened again."""

from enum import StrEnum


class SectionStep(StrEnum):
    HAND_IN = "hand_in"
    RETURN = "return"  # with a remark
    CLOSE = "close"  # nothing more is saved in it
    REOPEN = "reopen"


BY_THE_OWNER = frozenset({SectionStep.RETURN, SectionStep.CLOSE, SectionStep.REOPEN})


def next_steps(*, is_handed_in: bool, is_closed: bool) -> tuple[SectionStep, ...]:
    """Return what may be done with a section as it is, the likely first."""
    if is_closed:
        return (SectionStep.REOPEN,)
    if is_handed_in:
        return (SectionStep.CLOSE, SectionStep.RETURN)
    return (SectionStep.HAND_IN, SectionStep.CLOSE)
