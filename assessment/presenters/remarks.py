"""Open remarks as lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.models import Remark
from standards.domain.standard import Standard
from standards.wording.answers import label


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkRow:
    """A remark with the label of its item."""

    remark: Remark
    label: str


def remark_rows(standard: Standard, remarks: Iterable[Remark]) -> tuple[RemarkRow, ...]:
    """Return the remarks in their order. Their items are of the standard."""
    return tuple(RemarkRow(remark=one, label=label(standard, one.code)) for one in remarks)
