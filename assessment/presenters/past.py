"""An item's answers over time, newest first."""

from dataclasses import dataclass
from datetime import datetime

from assessment.domain.sheet import Sheet
from assessment.models import Assessment, PastAnswer
from assessment.selectors.answers import value_of
from assessment.selectors.past import figures_of
from standards.selectors.revisions import compiled_of
from standards.wording.answers import answer_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Was:
    """One answer. `lines`: none where it was taken back; `number`: by which it is restored, 0: it is not."""

    lines: tuple[str, ...]
    who: str
    at: datetime | None
    number: int = 0


def answers_over_time(
    assessment: Assessment, sheet: Sheet, code: str, past: tuple[PastAnswer, ...], *, count: int
) -> tuple[Was, ...]:
    """Return what an item is answered now and what it was before; nothing where it never was.

    `past`: the newest of `count`.
    """
    now = sheet.at(code)
    if now.changed_at is None:
        return ()
    lines = answer_lines(sheet.standard, code, now.value, sheet.figures)
    return (
        Was(lines=lines, who=now.changed_by, at=now.changed_at),
        *(_was(one, count - place, assessment, lines) for place, one in enumerate(past)),
    )


def _was(past: PastAnswer, number: int, assessment: Assessment, now: tuple[str, ...]) -> Was:
    standard = compiled_of(past.revision)  # as it was read then
    lines = answer_lines(standard, past.code, value_of(past), figures_of(past))
    restores = past.revision_id == assessment.revision_id and lines != now
    return Was(
        lines=lines,
        who=str(past.guest or past.changed_by),
        at=past.changed_at,
        number=number if restores else 0,
    )
