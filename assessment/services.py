"""Writes: start, save an answer, submit, correct. Each is one transaction; who and when are passed in.

Every write locks the assessment's row first, so that nothing is saved between the reading and the writing
of a submission, and checks the answer's version in the UPDATE itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F

from assessment.criteria.models import Revision
from assessment.criteria.selectors import compiled, default_revision
from assessment.domain.answers import (
    UNKNOWN_ITEM,
    AtLevel,
    Chosen,
    Figures,
    InvalidAnswer,
    NotApplicable,
    QuestionAnswer,
    check_figure_values,
    check_question_answer,
    check_scene_answer,
)
from assessment.domain.progress import Progress
from assessment.domain.sheet import (
    Sheet,
    Value,
    dependents,
    is_computed_equal,
    own_figures,
    used_figures,
)
from assessment.domain.snapshot import Declaration, SnapshotContent, write
from assessment.domain.standard import Question, Standard
from assessment.models import (
    Answer,
    AnswerKind,
    Assessment,
    AssessmentState,
    FigureValue,
    Snapshot,
    SnapshotKind,
)
from assessment.selectors import load_figures, load_sheet, read_snapshot, value_of
from enterprises.domain.divisions import default_sector
from enterprises.domain.size import size_class
from enterprises.models import Enterprise, User


class NotDraft(Exception):
    """The assessment has been submitted; its answers no longer change."""


class OpenDraft(Exception):
    """The enterprise already has an open draft."""


class AlreadySuperseded(Exception):
    """The snapshot has been corrected before; the newest one is to be corrected instead."""


class Incomplete(Exception):
    """A submission is refused; `progress` says what is missing and what is to be confirmed."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(f"open: {progress.open}, to confirm: {progress.unconfirmed}")
        self.progress = progress


class StaleWrite(Exception):
    """Someone else changed the answer since it was read. Nothing was written."""

    def __init__(
        self,
        *,
        code: str,
        value: Value | None,
        figures: Mapping[str, Decimal],
        version: int,
        changed_by: str,
        changed_at: datetime | None,
    ) -> None:
        super().__init__(f"{code} is at version {version} now")
        self.code = code
        self.value = value
        self.figures = figures
        self.version = version
        self.changed_by = changed_by
        self.changed_at = changed_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a save did. `affected`: other items whose shared figures changed and that ask to be confirmed."""

    version: int
    changed: bool
    needs_confirmation: bool
    affected: tuple[str, ...] = ()


def start_assessment(
    *, enterprise: Enterprise, by: User, at: datetime, copy_from: Snapshot | None = None
) -> Assessment:
    """Open a draft on the newest published revision, prefilled from an earlier snapshot if one is given.

    Raises:
        OpenDraft: there is one already.
    """
    revision = default_revision()
    with transaction.atomic():
        assessment = _open_draft(enterprise=enterprise, revision=revision, by=by, at=at)
        if copy_from is not None:
            _copy(assessment, read_snapshot(copy_from), by=by, at=at, ask_again=True)
    return assessment


def correct(*, snapshot: Snapshot, reason: str, by: User, at: datetime) -> Assessment:
    """Open a draft with the snapshot's answers under its own revision; submitting it supersedes the snapshot.

    Raises:
        AlreadySuperseded, OpenDraft.
    """
    with transaction.atomic():
        if Snapshot.objects.filter(supersedes=snapshot).exists():
            raise AlreadySuperseded
        assessment = _open_draft(
            enterprise=snapshot.assessment.enterprise,
            revision=snapshot.assessment.revision,
            by=by,
            at=at,
            corrects=snapshot,
            correction_reason=reason,
        )
        _copy(assessment, read_snapshot(snapshot), by=by, at=at, ask_again=False)
    return assessment


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
) -> Saved:
    """Save the answer to one item, None to take it back, if it is still at `version` (0: no row yet).

    `figures`: the numbers entered at this question, kept beside an option that they do not decide; those
    left out are removed. With `Figures` as value its own values are meant. The same value again changes
    nothing, whatever the version. `confirmed`: the user looked again at what asks for it. `standard`: that
    of the assessment, where the caller has it at hand.

    Raises:
        StaleWrite: someone else changed it; nothing is written.
        InvalidAnswer: the standard does not allow it.
        NotDraft: the assessment has been submitted.
    """
    standard = standard or compiled(assessment.revision_id)
    if isinstance(value, Figures) and figures is None:
        figures = value.values
    with transaction.atomic():
        _lock_draft(assessment)
        row = Answer.objects.filter(assessment=assessment, code=code).first()
        question = standard.question_by_code.get(code)
        pool = load_figures(assessment) if question and question.formula else {}
        changes = _figure_changes(standard, question, figures, pool)
        pool = {key: number for key, number in {**pool, **changes}.items() if number is not None}
        value = _checked(standard, code, value, pool, changes)
        asks = _asks(question, row, value, pool, changed=bool(changes), confirmed=confirmed)
        if _is_same(row, value, asks) and not changes:
            return Saved(version=row.version if row else 0, changed=False, needs_confirmation=asks)
        if not _write(assessment, code, value, version, asks=asks, row=row, by=by, at=at):
            raise _stale(assessment, code)
        affected = _write_figures(assessment, standard, code, changes, by=by, at=at)
    return Saved(version=version + 1, changed=True, needs_confirmation=asks, affected=affected)


def submit(
    *, assessment: Assessment, declaration: Declaration, by: User, at: datetime, address: str | None = None
) -> Snapshot:
    """Freeze the assessment and write its snapshot; a correction supersedes the one it corrects.

    Raises:
        Incomplete: something is unanswered or to be confirmed.
        NotDraft: it has been submitted before.
    """
    with transaction.atomic():
        _lock_draft(assessment)
        sheet = load_sheet(assessment)
        if not sheet.progress.complete:
            raise Incomplete(sheet.progress)
        revision = assessment.revision
        corrected = assessment.corrects
        content = SnapshotContent(
            kind=SnapshotKind.SELF.value,
            standard=sheet.standard,
            digest=revision.digest,
            enterprise=_enterprise(assessment.enterprise),
            answers=sheet.answers,
            figures=sheet.figures,
            result={},
            declaration=declaration,
            at=at,
        )
        snapshot = Snapshot.objects.create(
            assessment=assessment,
            standard_code=sheet.standard.code,
            revision_number=sheet.standard.revision,
            digest=revision.digest,
            payload=write(content),
            pledge_version=declaration.pledge_version,
            submitted_by=by,
            submitted_at=at,
            submitted_from=address,
            supersedes=corrected,
            reason=assessment.correction_reason,
        )
        _move(assessment, AssessmentState.SUBMITTED)
        if corrected is not None:
            _move(corrected.assessment, AssessmentState.SUPERSEDED)
    return snapshot


def _open_draft(
    *,
    enterprise: Enterprise,
    revision: Revision,
    by: User,
    at: datetime,
    corrects: Snapshot | None = None,
    correction_reason: str = "",
) -> Assessment:
    try:
        with transaction.atomic():
            return Assessment.objects.create(
                enterprise=enterprise,
                revision=revision,
                started_by=by,
                started_at=at,
                corrects=corrects,
                correction_reason=correction_reason,
            )
    except IntegrityError as error:
        raise OpenDraft from error


def _lock_draft(assessment: Assessment) -> None:
    state = (
        Assessment.objects.select_for_update().filter(pk=assessment.pk).values_list("state", flat=True).get()
    )
    if state != AssessmentState.DRAFT:
        raise NotDraft


def _move(assessment: Assessment, state: AssessmentState) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(state=state)
    assessment.state = state


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
    pool: Mapping[str, Decimal],
    changes: Mapping[str, Decimal | None],
) -> Value | None:
    """Return the value in the standard's order of options. Raises InvalidAnswer."""
    if code in standard.scene_by_code:
        if isinstance(value, AtLevel | NotApplicable):
            check_scene_answer(standard, code, value)
        elif value is not None:
            raise InvalidAnswer(code, UNKNOWN_ITEM)
        return value
    if code not in standard.question_by_code or isinstance(value, AtLevel):
        raise InvalidAnswer(code, UNKNOWN_ITEM)
    question = standard.question(code)
    if changes:
        used = {key: new for key, new in changes.items() if new is not None}
        check_figure_values(standard, question, used_figures(question, pool) | used)
    return _checked_answer(standard, question, value, pool)


def _checked_answer(
    standard: Standard, question: Question, value: QuestionAnswer | None, pool: Mapping[str, Decimal]
) -> QuestionAnswer | None:
    match value:
        case None:
            return None
        case Chosen(options=keys):
            order = {option.key: place for place, option in enumerate(question.options)}
            value = Chosen(options=tuple(sorted(keys, key=lambda key: order.get(key, len(order)))))
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
    """Tell whether a person must look again: figures came out equal, or a shared one changed before."""
    if confirmed or value is None or isinstance(value, NotApplicable):
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


def _columns(value: Value | None) -> dict[str, object]:
    columns: dict[str, object] = {"kind": AnswerKind.CLEARED, "options": [], "level": None, "reason": ""}
    match value:
        case Chosen(options=keys):
            columns |= {"kind": AnswerKind.OPTIONS, "options": list(keys)}
        case Figures():
            columns |= {"kind": AnswerKind.FIGURES}
        case AtLevel(level=level):
            columns |= {"kind": AnswerKind.LEVEL, "level": level}
        case NotApplicable(reason=reason):
            columns |= {"kind": AnswerKind.NA, "reason": reason}
    return columns


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
) -> bool:
    """Write the row if it is at `version`; tell whether it was."""
    columns = _columns(value) | {"needs_confirmation": asks, "changed_by": by, "changed_at": at}
    if row is None:
        if version == 0:
            Answer.objects.create(assessment=assessment, code=code, **columns)
        return version == 0
    updated = Answer.objects.filter(pk=row.pk, version=version).update(version=F("version") + 1, **columns)
    return updated == 1


def _stale(assessment: Assessment, code: str) -> StaleWrite:
    row = Answer.objects.select_related("changed_by").filter(assessment=assessment, code=code).first()
    return StaleWrite(
        code=code,
        value=value_of(row) if row else None,
        figures=load_figures(assessment),
        version=row.version if row else 0,
        changed_by=str(row.changed_by) if row else "",
        changed_at=row.changed_at if row else None,
    )


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
    # Not a new version: who has the page open did not write anything stale, he is asked to look again.
    rows.update(needs_confirmation=True)
    return tuple(rows.order_by("pk").values_list("code", flat=True))


def _copy(
    assessment: Assessment, content: SnapshotContent, *, by: User, at: datetime, ask_again: bool
) -> None:
    """Prefill from a snapshot what the assessment's own revision still allows.

    `ask_again`: figures belong to the years of the old snapshot, and items may have changed with the
    revision; both ask to be confirmed.
    """
    standard = compiled(assessment.revision_id)
    held: dict[str, Value] = {**content.answers.questions, **content.answers.scenes}
    figures = {code: value for code, value in content.figures.items() if code in standard.figure_by_code}
    allowed = {code: value for code, value in held.items() if _is_allowed(standard, code, value)}
    FigureValue.objects.bulk_create(
        FigureValue(assessment=assessment, code=code, value=value, changed_by=by, changed_at=at)
        for code, value in figures.items()
    )
    Answer.objects.bulk_create(
        Answer(
            assessment=assessment,
            code=code,
            needs_confirmation=ask_again and _may_have_moved(content.standard, standard, code, value),
            changed_by=by,
            changed_at=at,
            **_columns(value),
        )
        for code, value in allowed.items()
    )


def _is_allowed(standard: Standard, code: str, value: Value) -> bool:
    try:
        if isinstance(value, AtLevel) or code in standard.scene_by_code:
            _checked(standard, code, value, {}, {})
        elif not isinstance(value, AtLevel):
            check_question_answer(standard, code, value)
    except InvalidAnswer:
        return False
    return True


def _may_have_moved(old: Standard, new: Standard, code: str, value: Value) -> bool:
    if isinstance(value, Figures):
        return True
    if code in new.question_by_code:
        return old.question_by_code.get(code) != new.question(code)
    return old.scene_by_code.get(code) != new.scene(code)


def _enterprise(enterprise: Enterprise) -> dict[str, object]:
    """Return the firm as it stands at submission."""
    size = size_class(enterprise.division, enterprise.employees, enterprise.revenue, enterprise.assets)
    return {
        "name": enterprise.name,
        "uscc": enterprise.uscc,
        "division": enterprise.division,
        "region": enterprise.region,
        "employees": enterprise.employees,
        "revenue": enterprise.revenue,
        "assets": enterprise.assets,
        "size": size.value,
        "sector": enterprise.sector or default_sector(enterprise.division),
        "verified": enterprise.verified_at is not None,
    }
