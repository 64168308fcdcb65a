"""What becomes of the answers of an assessment when it moves to another revision of its standard.

An answer is carried over where it can be read under the new revision. Where the item says something else by
now, a person looks again; where the answer cannot be read, the item is open and the reason is given.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assessment.domain.sheet import Sheet
from assessment.domain.working import first_fixed
from standards.domain.answers import Figures, InvalidAnswer, Value
from standards.domain.carrying import Carrier, reads_alike
from standards.domain.standard import Standard


class MoveOutcome(StrEnum):
    KEPT = "kept"  # carried over as it is
    LOOK_AGAIN = "look again"  # carried over; the item says something else now
    UNREADABLE = "unreadable"  # `reason` says why
    NEW = "new"  # not asked before
    GONE = "gone"  # asked no more
    OPEN = "open"  # unanswered, then and now


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedItem:
    """What becomes of one item. `value`: as it was held before; of Figures the numbers are on the sheet.

    `reads_alike`: whoever has the item open in a browser reads what it says under the new revision, too.
    """

    code: str
    fate: MoveOutcome
    value: Value | None = None
    reason: str = ""
    reads_alike: bool = False

    @property
    def is_carried(self) -> bool:
        return self.fate in (MoveOutcome.KEPT, MoveOutcome.LOOK_AGAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Items in the order of the new form, then those that are gone in the order of the old one."""

    old: Standard
    new: Standard
    items: tuple[MovedItem, ...]
    figures: Mapping[str, Decimal]  # those that the new revision asks for
    gone_figures: Mapping[str, Decimal]

    def of(self, fate: MoveOutcome) -> tuple[MovedItem, ...]:
        return tuple(item for item in self.items if item.fate is fate)


def move(sheet: Sheet, new: Standard) -> Move:
    """Return what becomes of everything on the sheet under the new standard."""
    known = new.figure_by_code
    return Move(
        old=sheet.standard,
        new=new,
        items=(*_asked(sheet, new), *_gone(sheet, new)),
        figures={code: number for code, number in sheet.figures.items() if code in known},
        gone_figures={code: number for code, number in sheet.figures.items() if code not in known},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying:
    """What undoing a move leaves as it stands: answered since the move, in sections that are closed by now.

    `look_again`: those of the answers whose item says something else once the move is undone.
    """

    answers: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    look_again: frozenset[str] = frozenset()


def staying(
    sheet: Sheet,
    old: Standard,
    closed: Collection[str],
    *,
    answers: Collection[str],
    figures: Collection[str],
) -> Staying:
    """Return what stays of the answers and figures that were given since the move.

    `sheet`: as it is now; `old`: what the draft returns to. What cannot be read there goes all the same.
    """
    section_of, back = sheet.standard.section_by_item, {item.code: item for item in move(sheet, old).items}
    within = [code for code in answers if code in section_of and section_of[code].code in closed]
    stays = [code for code in within if back[code].is_carried or back[code].fate is MoveOutcome.OPEN]
    return Staying(
        answers=tuple(stays),
        figures=tuple(
            code
            for code in figures
            if code in old.figure_by_code and first_fixed(sheet.standard, closed, [code])
        ),
        look_again=frozenset(code for code in stays if back[code].fate is MoveOutcome.LOOK_AGAIN),
    )


def _asked(sheet: Sheet, new: Standard) -> Iterator[MovedItem]:
    old = frozenset(sheet.standard.item_codes)
    carrier = Carrier(old=sheet.standard, new=new)
    for code in new.item_codes:
        yield _moved(sheet, carrier, code) if code in old else MovedItem(code=code, fate=MoveOutcome.NEW)


def _moved(sheet: Sheet, carrier: Carrier, code: str) -> MovedItem:
    value = sheet.at(code).value
    alike = _is_same_kind(carrier, code) and reads_alike(carrier.old, carrier.new, code)
    if value is None:
        return MovedItem(code=code, fate=MoveOutcome.OPEN, reads_alike=alike)
    whole = not isinstance(value, Figures) or code in sheet.answers.questions
    try:
        carrier.check_held(code, value, sheet.figures, whole=whole)
    except InvalidAnswer as error:
        return MovedItem(code=code, fate=MoveOutcome.UNREADABLE, value=value, reason=error.reason)
    fate = MoveOutcome.KEPT if alike else MoveOutcome.LOOK_AGAIN
    return MovedItem(code=code, fate=fate, value=value, reads_alike=alike)


def _is_same_kind(carrier: Carrier, code: str) -> bool:
    return (code in carrier.old.scene_by_code) == (code in carrier.new.scene_by_code)


def _gone(sheet: Sheet, new: Standard) -> Iterator[MovedItem]:
    asked = frozenset(new.item_codes)
    for code in sheet.standard.item_codes:
        if code not in asked:
            yield MovedItem(code=code, fate=MoveOutcome.GONE, value=sheet.at(code).value)
