"""Reads: assessments and snapshots as one user may see them, and their content as domain values."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import Http404

from assessment.domain.jumps import Given, Jump, jumps
from assessment.domain.oddities import Confirmation, asked
from assessment.domain.sheet import Sheet, StoredAnswer
from assessment.domain.snapshot import SnapshotContent, read
from assessment.models import (
    Answer,
    AnswerKind,
    Assessment,
    AssessmentState,
    FigureConfirmation,
    FigureValue,
    PastAnswer,
    Snapshot,
)
from assessment.selectors.prepared import Parameter, Prepared
from editing.domain.texts import Text
from enterprises.domain.size import FIGURES
from enterprises.models import Enterprise, Membership, Role, User
from standards.domain.answers import AtLevel, Chosen, Figures, NotApplicable, Undecided, Value
from standards.domain.standard import Standard
from standards.selectors.revisions import NEEDED_TO_COMPILE, compiled_of, offered_revisions


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """One submitted result in a list."""

    snapshot: Snapshot
    standard_name: Text  # a level is one of this standard, and of no other ruler
    level: int
    levels: int
    level_name: Text
    superseded_by: Snapshot | None

    @property
    def is_superseded(self) -> bool:
        return self.superseded_by is not None


_WITH_REVISION = Prepared(
    lambda: Assessment.objects.filter(
        public_id=Parameter(Assessment, "public_id"),
        enterprise__memberships__user=Parameter(Membership, "user"),
    ).select_related("enterprise", "revision__verification", "revision__defect")
)


def get_assessment(user: User, public_id: UUID) -> Assessment:
    """Return the assessment with its enterprise and revision if the user is a member. Raises Http404."""
    found = _WITH_REVISION.find(public_id=public_id, user=user.pk)
    if found is None:
        raise Http404
    return found


_WITH_ROLE = Prepared(
    lambda: (
        Assessment.objects.filter(
            public_id=Parameter(Assessment, "public_id"),
            enterprise__memberships__user=Parameter(Membership, "user"),
        )
        .annotate(role=F("enterprise__memberships__role"))
        .select_related("revision__verification", "enterprise")
        .only(
            "public_id",
            "state",
            *(f"revision__{name}" for name in NEEDED_TO_COMPILE),
            *(f"enterprise__{name}" for name in FIGURES),
        )
    )
)


def user_drafts(user: User) -> dict[int, UUID]:
    """Return the public id of the open draft of each of the user's firms, by the key of the firm."""
    drafts = Assessment.objects.filter(enterprise__memberships__user=user, state=AssessmentState.DRAFT)
    return dict(drafts.values_list("enterprise", "public_id"))


def get_assessment_and_role(user: User, public_id: UUID) -> tuple[Assessment, Role]:
    """Return what saving one answer needs: the assessment's keys and state, and the user's role.

    One narrow query, as this is asked with every change of an answer; other columns are deferred.
    Raises Http404 for outsiders.
    """
    found: Any = _WITH_ROLE.find(public_id=public_id, user=user.pk)
    if found is None:
        raise Http404
    return found, Role(found.role)


_SNAPSHOT = Prepared(
    lambda: Snapshot.objects.filter(
        public_id=Parameter(Snapshot, "public_id"),
        assessment__enterprise__memberships__user=Parameter(Membership, "user"),
    ).select_related(
        "assessment__enterprise",
        "assessment__revision__standard",
        "assessment__revision__verification",
        "submitted_by",
        "superseded_by",
    )
)


def get_snapshot(user: User, public_id: UUID) -> Snapshot:
    """Return the snapshot with its assessment and enterprise if the user is a member. Raises Http404."""
    found = _SNAPSHOT.find(public_id=public_id, user=user.pk)
    if found is None:
        raise Http404
    return found


_DRAFT = Prepared(
    lambda: Assessment.objects.filter(
        enterprise=Parameter(Assessment, "enterprise"), state=AssessmentState.DRAFT
    ).select_related("enterprise", "revision__verification", "revision__defect")
)


def find_draft(enterprise: Enterprise) -> Assessment | None:
    """Return the one open draft, if any."""
    return _DRAFT.find(enterprise=enterprise.pk)


def list_assessments(enterprise: Enterprise) -> QuerySet[Assessment]:
    """Return the firm's assessments, drafts and submitted, with what each came to; newest first."""
    return (
        Assessment.objects.filter(enterprise=enterprise)
        .select_related("revision__standard", "corrects", "snapshot")
        .order_by("-started_at", "-pk")
    )


def list_snapshots(enterprise: Enterprise) -> QuerySet[Snapshot]:
    """Return the firm's snapshots with revision and the one that supersedes each, newest first."""
    return (
        Snapshot.objects.filter(assessment__enterprise=enterprise)
        .select_related(
            "assessment__revision__verification",
            "assessment__revision__defect",
            "submitted_by",
            "superseded_by",
        )
        .order_by("-submitted_at", "-pk")
    )


def list_results(enterprise: Enterprise) -> tuple[ResultLine, ...]:
    """Return the firm's results as lists show them, newest first. One query."""
    return tuple(result_line(snapshot) for snapshot in list_snapshots(enterprise))


def result_line(snapshot: Snapshot) -> ResultLine:
    """Return a snapshot as a line of a list; its revision should be selected with it."""
    level: int = json.loads(snapshot.payload)["result"]["level"]
    standard = compiled_of(snapshot.assessment.revision)
    return ResultLine(
        snapshot=snapshot,
        standard_name=standard.name,
        level=level,
        levels=standard.rule.top,
        level_name=standard.rule.name(level),
        superseded_by=find_superseding(snapshot),
    )


def offered_standards(enterprise: Enterprise) -> tuple[Standard, ...]:
    """Return the standards that a firm may start with, the default first. One query, once compiled."""
    return tuple(map(compiled_of, offered_revisions(demonstrations=enterprise.is_demo)))


def find_superseding(snapshot: Snapshot) -> Snapshot | None:
    """Return the snapshot that corrects this one, if any."""
    found: Snapshot | None = getattr(snapshot, "superseded_by", None)
    return found


# Of who answered only what their names are made of: sixty rows name somebody each.
_WHO = (
    *("changed_by__name", "changed_by__email", "changed_by__phone"),
    "guest__name",
)
_ANSWERS = Prepared(lambda: _answers().filter(assessment=Parameter(Answer, "assessment")))


def _answers() -> QuerySet[Answer]:
    own = ("code", "kind", "options", "level", "reason", "version", "needs_confirmation", "changed_at")
    return Answer.objects.select_related("changed_by", "guest").only(*own, *_WHO)


def load_sheet(assessment: Assessment) -> Sheet:
    """Return everything stored for the assessment, partial answers included.

    Two queries, one more where figures hardly fit.
    """
    return Sheet(
        standard=compiled_of(assessment.revision),
        held=_held(_ANSWERS.all(assessment=assessment.pk)),
        **_known_numbers(assessment),
    )


def load_part(
    assessment: Assessment,
    codes: Collection[str],
    *,
    answers: bool = True,
    among: Collection[str] | None = None,
) -> Sheet:
    """Return the sheet of a few items: their answers, and the figures if one of them uses figures.

    `answers` False leaves the answers out: enough to check what was posted. `among`: the items of a guest's
    link; of the figures only those that they use are read then, and nothing of the firm's profile.
    """
    standard = compiled_of(assessment.revision)
    return Sheet(
        standard=standard,
        held=_held(_answers().filter(assessment=assessment, code__in=codes)) if answers else {},
        **(_known_numbers(assessment, among=among) if any(map(standard.uses_figures, codes)) else {}),
    )


def _held(rows: Iterable[Answer]) -> dict[str, StoredAnswer]:
    return {row.code: held(row) for row in rows}


def _known_numbers(assessment: Assessment, *, among: Collection[str] | None = None) -> dict[str, Any]:
    """Return the figures of a sheet, what the profile knows, and what was confirmed of both."""
    figures = load_figures(assessment)
    if among is not None:
        users, theirs = compiled_of(assessment.revision).questions_by_figure, set(among)
        figures = {code: one for code, one in figures.items() if theirs.intersection(users.get(code, ()))}
    firm = assessment.enterprise
    names = FIGURES if among is None else ()
    known = {name: Decimal(value) for name in names if (value := getattr(firm, name)) is not None}
    confirmed = load_confirmations(assessment) if asked(figures, known, {}) else {}
    return {"figures": figures, "profile": known, "confirmed": confirmed}


def load_confirmations(assessment: Assessment) -> dict[str, Confirmation]:
    """Return what was confirmed of figures that hardly fit, by rule."""
    rows = FigureConfirmation.objects.filter(assessment=assessment).select_related("confirmed_by", "guest")
    return {
        row.rule: Confirmation(token=row.token, by=str(row.guest or row.confirmed_by), at=row.confirmed_at)
        for row in rows
    }


_FIGURES = Prepared(
    lambda: FigureValue.objects.filter(assessment=Parameter(FigureValue, "assessment")).only("code", "value")
)


def load_figures(assessment: Assessment) -> dict[str, Decimal]:
    """Return the numbers the firm gave, by figure code."""
    return {row.code: row.value for row in _FIGURES.all(assessment=assessment.pk)}


def newest_figures(enterprise: Enterprise, codes: Collection[str]) -> dict[str, Decimal]:
    """Return these numbers as the firm gave them last, by figure code. One query."""
    rows = FigureValue.objects.filter(assessment__enterprise=enterprise, code__in=codes)
    return dict(rows.order_by("assessment__started_at", "pk").values_list("code", "value"))


def held(row: Answer) -> StoredAnswer:
    """Return a row as a domain value; `changed_by` and `guest` should be selected with it."""
    return StoredAnswer(
        value=value_of(row),
        version=row.version,
        needs_confirmation=row.needs_confirmation,
        changed_by=str(row.guest or row.changed_by),
        changed_at=row.changed_at,
    )


def value_of(row: Answer | PastAnswer) -> Value | None:
    """Return what a row answers; of figures only that they answer it."""
    match row.kind:
        case AnswerKind.OPTIONS:
            return Chosen(options=tuple(row.options))
        case AnswerKind.FIGURES:
            return Figures(values={})
        case AnswerKind.LEVEL:
            return AtLevel(level=row.level or 0)  # a constraint holds: this kind has a level
        case AnswerKind.NA:
            return NotApplicable(reason=row.reason)
        case AnswerKind.UNSURE | AnswerKind.BEGUN:
            return Undecided(met=row.level or 0, unsure=row.kind == AnswerKind.UNSURE)
        case _:
            return None


def find_jumps(assessment: Assessment, sheet: Sheet) -> tuple[Jump, ...]:
    """Return what changed much since the result that the firm submitted before, by the same standard.

    One query. Of a firm's assessments one is open at a time, so those before are the older rows.
    """
    before = (
        Snapshot.objects.filter(
            assessment__enterprise=assessment.enterprise_id,
            assessment__lt=assessment.pk,
            standard_code=sheet.standard.code,
        )
        .select_related("assessment__revision__verification")
        .order_by("-pk")
        .first()
    )
    if before is None:
        return ()
    content = read_snapshot(before)
    then = Given(answers=content.answers, figures=content.figures)
    return jumps(sheet.standard, then, Given(answers=sheet.answers, figures=sheet.figures))


def read_snapshot(snapshot: Snapshot) -> SnapshotContent:
    """Return what was submitted, under the revision it was submitted under.

    No query, if `snapshot` was read just now and its assessment's revision with its verification selected.
    """
    return read(snapshot.payload, compiled_of(snapshot.assessment.revision))
