"""What done steps lead to in a draft, in words."""

from collections.abc import Collection
from dataclasses import dataclass

from assessment.domain.sheet import Sheet
from plans.domain.updates import Offer
from plans.selectors.updates import DoneStep, DraftOffers
from plans.wording.updates import REASONS
from standards.domain.answers import Value
from standards.wording.answers import answer_lines, label


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRow:
    """An item that can be updated. `now`: lines of the draft's answer, none while it is unanswered."""

    code: str
    label: str
    version: int
    now: tuple[str, ...]
    to: tuple[str, ...]
    steps: tuple[DoneStep, ...]
    changed_meanwhile: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRow:
    """An item that is not offered, and why. `section`: where it is filled in, empty where it is not asked."""

    code: str
    label: str
    reason: str
    section: str


def offer_rows(
    sheet: Sheet, offers_of_draft: DraftOffers, conflicts: Collection[str]
) -> tuple[OfferRow, ...]:
    """Return what can be updated. `conflicts`: items that somebody changed while they were chosen."""
    return tuple(
        OfferRow(
            code=offer.code,
            label=label(sheet.standard, offer.code),
            version=offer.version,
            now=_lines(sheet, offer.code, offer.now),
            to=_lines(sheet, offer.code, offer.to),
            steps=tuple(offers_of_draft.steps[code] for code in offer.codes),
            changed_meanwhile=offer.code in conflicts,
        )
        for offer in offers_of_draft.offered
    )


def _lines(sheet: Sheet, code: str, value: Value | None) -> tuple[str, ...]:
    return answer_lines(sheet.standard, code, value, sheet.figures)


def other_rows(sheet: Sheet, offers_of_draft: DraftOffers) -> tuple[OtherRow, ...]:
    """Return what is not offered."""
    return tuple(_other_row(sheet, offer) for offer in offers_of_draft.others)


def _other_row(sheet: Sheet, offer: Offer) -> OtherRow:
    is_asked = offer.code in sheet.standard.item_codes
    return OtherRow(
        code=offer.code,
        label=label(sheet.standard, offer.code) if is_asked else offer.code,
        reason=str(REASONS[offer.fate]),
        section=sheet.standard.section_by_item[offer.code].code if is_asked else "",
    )
