"""Saving one answer: only if nobody changed it since, never partly, the same value as often as one likes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from assessment.domain.oddities import first_impossible
from assessment.domain.working import first_fixed
from assessment.models import Answer, AnswerKind, Assessment, FigureValue, Guest
from assessment.selectors.answers import load_figures, value_of
from assessment.selectors.links import is_open
from assessment.selectors.prepared import Parameter, Prepared, updating
from assessment.services.locking import check_section, check_unmoved, columns_of, lock_draft
from assessment.services.past import keep_past
from assessment.services.refusals import LinkClosed, StaleWrite
from enterprises.models import User
from standards.domain.answers import (
    FIXED_FIGURE,
    IMPOSSIBLE_FIGURE,
    NO_REASON,
    UNKNOWN_ITEM,
    AtLevel,
    Chosen,
    Figures,
    InvalidAnswer,
    NotApplicable,
    QuestionAnswer,
    Undecided,
    Value,
    check_figure_values,
    check_question_answer,
    check_scene_answer,
    check_undecided,
    chosen,
)
from standards.domain.figures import (
    dependents,
    first_too_large,
    is_computed_equal,
    own_figures,
    used_figures,
)
from standards.domain.standard import Question, Standard
from standards.selectors.revisions import compiled


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a save did. `value` as it is stored now; `affected`: other items whose shared figures changed
    and that ask to be confirmed."""

    value: Value | None
    version: int
    changed: bool
    needs_confirmation: bool
    affected: tuple[str, ...] = ()


def save_answer(
    *,
    assessment: Assessment,
    code: str,
    value: Value | None,
    version: int,
    by: User,
    at: datetime,
    figures: Mapping[str, Decimal] | None = None,
    confirmed: bool = False,
    standard: Standard | None = None,
    guest: Guest | None = None,
) -> Saved:
    """Save the answer to one item, None to take it back, if it is still at `version` (0: no row yet).

    `figures`: the numbers entered at this question, kept beside an option that they do not decide; those
    left out are removed. With `Figures` as value its own values are meant. The same value again changes
    nothing, whatever the version. `confirmed`: the user looked again at what asks for it. `standard`: that
    of the assessment, where the caller has it at hand. `guest`: who answers by a link that `by` made.

    Raises:
        StaleWrite: someone else changed it; nothing is written.
        InvalidAnswer: the standard does not allow it, or a closed section uses a figure that would change.
        NotDraft: the assessment has been submitted.
        OtherRevision: it has been moved since it was read.
        SectionClosed: the owner has closed the item's section.
        LinkClosed: the guest's link is no longer open.
    """
    standard = standard or compiled(assessment.revision_id)
    if isinstance(value, Figures) and figures is None:
        figures = value.values
    with transaction.atomic():
        row, closed = _locked_row(assessment, code)
        check_section(standard, code, closed)
        if guest is not None and not is_open(guest, at):
            raise LinkClosed
        question = standard.question_by_code.get(code)
        before = load_figures(assessment) if question and question.formula else {}
        changes = _figure_changes(standard, question, figures, before)
        if fixed := first_fixed(standard, closed, changes):
            raise InvalidAnswer(code, FIXED_FIGURE, fixed.figure, fixed.users)
        pool = {key: number for key, number in {**before, **changes}.items() if number is not None}
        value = _checked(standard, code, value, pool=pool, changes=changes)
        asks = _asks(question, row, value, pool, changed=bool(changes), confirmed=confirmed)
        if _is_same(row, value, asks) and not changes:
            held = row.version if row else 0
            return Saved(value=value, version=held, changed=False, needs_confirmation=asks)
        if not _write(assessment, code, value, version, asks=asks, row=row, by=by, at=at, guest=guest):
            raise StaleWrite(f"{code} is no longer at version {version}")
        if row is not None:
            keep_past(assessment, standard, row, before)
        affected = _write_figures(assessment, standard, code, changes, by=by, at=at) if changes else ()
    return Saved(value=value, version=version + 1, changed=True, needs_confirmation=asks, affected=affected)


# Both rows are locked: PostgreSQL reads anew, after waiting, only what it locks. The assessment first, as
# everywhere: another save that holds it may be about to mark this very answer.
_LOCKED_ROW = Prepared(
    lambda: (
        Answer.objects.filter(assessment=Parameter(Answer, "assessment"), code=Parameter(Answer, "code"))
        .select_related("assessment")
        .only(
            *("code", "kind", "options", "level", "reason", "version", "needs_confirmation"),
            *("changed_by", "guest", "changed_at"),
            *("assessment__state", "assessment__revision", "assessment__closed"),
        )
        .select_for_update(of=("assessment", "self"))
    )
)

_CHANGED = (
    *("kind", "options", "level", "reason"),
    *("needs_confirmation", "changed_by_id", "guest_id", "changed_at"),
)
_WRITE = Prepared[Answer](
    lambda: updating(
        Answer.objects.filter(pk=Parameter(Answer, "id"), version=Parameter(Answer, "version")),
        {"version": F("version") + 1, **{column: Parameter(Answer, column) for column in _CHANGED}},
    )
)


def _locked_row(assessment: Assessment, code: str) -> tuple[Answer | None, list[str]]:
    """Return the answer's row, if there is one, and the sections that are closed; hold the assessment.

    Raises NotDraft, OtherRevision.
    """
    row = _LOCKED_ROW.find(assessment=assessment.pk, code=code)
    if row is None:
        # Someone may have answered while this waited for the lock.
        held = lock_draft(assessment)
        return Answer.objects.filter(assessment=assessment, code=code).first(), held.closed
    check_unmoved(assessment, row.assessment)
    return row, row.assessment.closed


def _figure_changes(
    standard: Standard,
    question: Question | None,
    figures: Mapping[str, Decimal] | None,
    pool: Mapping[str, Decimal],
) -> dict[str, Decimal | None]:
    """Return what the given figures change: a new number, or None for one of the question's own left out."""
    if figures is None or question is None:
        return {}
    given: dict[str, Decimal | None] = dict.fromkeys(own_figures(standard, question))
    return {key: new for key, new in {**given, **figures}.items() if pool.get(key) != new}


def _checked(
    standard: Standard,
    code: str,
    value: Value | None,
    *,
    pool: Mapping[str, Decimal],
    changes: Mapping[str, Decimal | None],
) -> Value | None:
    """Return the value in the standard's order of options. Raises InvalidAnswer."""
    if isinstance(value, Undecided):
        check_undecided(standard, code, value)
    if isinstance(value, NotApplicable) and not value.reason:
        raise InvalidAnswer(code, NO_REASON)
    if code in standard.scene_by_code:
        if isinstance(value, AtLevel | NotApplicable):
            check_scene_answer(standard, code, value)
        elif value is not None and not isinstance(value, Undecided):
            raise InvalidAnswer(code, UNKNOWN_ITEM)
        return value
    if code not in standard.question_by_code or isinstance(value, AtLevel):
        raise InvalidAnswer(code, UNKNOWN_ITEM)
    question = standard.question(code)
    if changes:
        used = {key: new for key, new in changes.items() if new is not None}
        check_figure_values(standard, question, used_figures(question, pool) | used)
        oddity = first_impossible(used)
        if impossible := oddity.names[0] if oddity else first_too_large(standard, used):
            raise InvalidAnswer(code, IMPOSSIBLE_FIGURE, impossible)
    return _checked_answer(standard, question, value, pool)


def _checked_answer(
    standard: Standard,
    question: Question,
    value: QuestionAnswer | Undecided | None,
    pool: Mapping[str, Decimal],
) -> QuestionAnswer | Undecided | None:
    match value:
        case None | Undecided():
            return value
        case Chosen(options=keys):
            value = chosen(standard, question.code, keys)
        case Figures():
            value = Figures(values=used_figures(question, pool))
            if not value.values:
                return None
    check_question_answer(standard, question.code, value)
    return value


def _asks(
    question: Question | None,
    row: Answer | None,
    value: Value | None,
    pool: Mapping[str, Decimal],
    *,
    changed: bool,
    confirmed: bool,
) -> bool:
    """Return whether a person must look again: figures came out equal, or a shared one changed before."""
    if confirmed or value is None or isinstance(value, NotApplicable | Undecided):
        return False
    if isinstance(value, Figures) and question is not None and is_computed_equal(question, pool):
        # Confirmed once, it stays so until the figures change.
        return changed or not (row and row.kind == AnswerKind.FIGURES and not row.needs_confirmation)
    if changed or row is None or not _same_value(value_of(row), value):
        return False
    return row.needs_confirmation


def _same_value(old: Value | None, new: Value | None) -> bool:
    # Of figures a row says only that they answer it; their numbers are compared as changes.
    return old == new or (isinstance(old, Figures) and isinstance(new, Figures))


def _is_same(row: Answer | None, value: Value | None, asks: bool) -> bool:
    if row is None:
        return value is None
    return _same_value(value_of(row), value) and row.needs_confirmation == asks


def _write(
    assessment: Assessment,
    code: str,
    value: Value | None,
    version: int,
    *,
    asks: bool,
    row: Answer | None,
    by: User,
    at: datetime,
    guest: Guest | None,
) -> bool:
    """Write the row if it is at `version`; return whether it was."""
    columns = columns_of(value) | {
        "needs_confirmation": asks,
        "changed_by_id": by.pk,
        "guest_id": guest.pk if guest else None,
        "changed_at": at,
    }
    if row is None:
        if version == 0:
            Answer.objects.create(assessment=assessment, code=code, **columns)
        return version == 0
    return _WRITE.update(id=row.pk, version=version, **columns) == 1


def _write_figures(
    assessment: Assessment,
    standard: Standard,
    code: str,
    changes: Mapping[str, Decimal | None],
    *,
    by: User,
    at: datetime,
) -> tuple[str, ...]:
    """Write the changed figures and mark the other answers that hang on them; return their codes."""
    stored = FigureValue.objects.filter(assessment=assessment)
    for figure, number in changes.items():
        if number is None:
            stored.filter(code=figure).delete()
        elif not stored.filter(code=figure).update(
            value=number, version=F("version") + 1, changed_by=by, changed_at=at
        ):
            stored.create(assessment=assessment, code=figure, value=number, changed_by=by, changed_at=at)
    hanging = {other for figure in changes for other in dependents(standard, figure)} - {code}
    return _mark(assessment, hanging)


def _mark(assessment: Assessment, codes: Iterable[str]) -> tuple[str, ...]:
    if not codes:
        return ()
    rows = Answer.objects.filter(assessment=assessment, code__in=codes, kind=AnswerKind.FIGURES)
    # Not a new version: who has the page open wrote nothing stale and is asked to look again.
    rows.update(needs_confirmation=True)
    return tuple(rows.order_by("pk").values_list("code", flat=True))
