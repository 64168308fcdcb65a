"""What may become of a section while a draft is filled: handed in, returned, closed, opened again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from standards.domain.standard import Standard


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


@dataclass(frozen=True, slots=True)
class Fixed:
    """A figure that does not change, and the questions of closed sections that use it."""

    figure: str
    users: tuple[str, ...]


def first_fixed(standard: Standard, closed: Collection[str], figures: Iterable[str]) -> Fixed | None:
    """Return the first of these figures that a question of a closed section uses: none of them changes.

    `closed`: codes of sections. Whether the question has an answer yet is not asked: no answer is one, too.
    What is no figure of the standard is used by none.
    """
    for figure in figures:
        users = standard.questions_by_figure.get(figure, ())
        if within := tuple(code for code in users if standard.section_by_item[code].code in closed):
            return Fixed(figure, within)
    return None
