"""The life of an assessment: started, submitted, corrected."""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment.domain.contradictions import contradictions
from assessment.domain.moving import MoveOutcome, move
from assessment.domain.oddities import Asked
from assessment.domain.sheet import Sheet, StoredAnswer
from assessment.domain.snapshot import Declaration, KeptOddity, SnapshotContent, write
from assessment.models import (
    Answer,
    Assessment,
    AssessmentState,
    FigureValue,
    LatestResult,
    Proof,
    Snapshot,
    SnapshotKind,
)
from assessment.selectors.answers import find_jumps, load_sheet, read_snapshot
from assessment.selectors.proofs import kept_proofs
from assessment.services.locking import columns_of, lock_draft
from assessment.services.proofs import carry_proofs, forget_unused
from assessment.services.refusals import AlreadySuperseded, Incomplete, OpenDraft
from enterprises.models import Enterprise, User, VerifiedBy
from enterprises.selectors.sectors import own_sector
from enterprises.selectors.verifying import mail_domain, vouched_by
from standards.domain.answers import Answers, Figures, Value
from standards.models import Revision
from standards.selectors.revisions import compiled, default_revision, published_revision


def start_assessment(
    *,
    enterprise: Enterprise,
    by: User,
    at: datetime,
    revision: Revision | None = None,
    copy_from: Snapshot | None = None,
    answers: Answers | None = None,
) -> Assessment:
    """Open a draft, prefilled from an earlier snapshot, or with answers of its standard, if there are any.

    On the revision given, or the newest published one: of the snapshot's own standard, else of the default.

    Raises:
        OpenDraft: there is one already.
        Revision.DoesNotExist: none is published.
    """
    if revision is None:
        revision = published_revision(copy_from.standard_code) if copy_from else default_revision()
    with transaction.atomic():
        assessment = _open_draft(enterprise=enterprise, revision=revision, by=by, at=at)
        if copy_from is not None:
            _copy(assessment, read_snapshot(copy_from), by=by, at=at, ask_again=True)
            carry_proofs(before=copy_from.assessment, to=assessment)
        elif answers is not None:
            _prefill(assessment, answers, by=by, at=at)
    return assessment


def _prefill(assessment: Assessment, answers: Answers, *, by: User, at: datetime) -> None:
    """Write answers that use no figures."""
    values: dict[str, Value] = {**answers.questions, **answers.scenes}
    Answer.objects.bulk_create(
        Answer(assessment=assessment, code=code, changed_by=by, changed_at=at, **columns_of(value))
        for code, value in values.items()
    )


def correct(*, snapshot: Snapshot, reason: str, by: User, at: datetime) -> Assessment:
    """Open a draft with the snapshot's answers under its own revision; submitting it supersedes the snapshot.

    Raises:
        AlreadySuperseded, OpenDraft.
    """
    with transaction.atomic():
        assessment = _open_draft(
            enterprise=snapshot.assessment.enterprise,
            revision=snapshot.assessment.revision,
            by=by,
            at=at,
            corrects=snapshot,
            correction_reason=reason,
        )
        # Asked once the draft is open: now nobody else can be submitting a correction.
        if Snapshot.objects.filter(supersedes=snapshot).exists():
            raise AlreadySuperseded
        _copy(assessment, read_snapshot(snapshot), by=by, at=at, ask_again=False)
        carry_proofs(before=snapshot.assessment, to=assessment)
    return assessment


def discard(*, assessment: Assessment) -> None:
    """Delete a draft with its answers. Raises NotDraft, for what was submitted stays, and OtherRevision."""
    with transaction.atomic():
        lock_draft(assessment)
        files = list(Proof.objects.filter(assessment=assessment).values_list("file", flat=True))
        assessment.delete()
        forget_unused(files)


def submit(
    *, assessment: Assessment, declaration: Declaration, by: User, at: datetime, address: str | None = None
) -> Snapshot:
    """Freeze the assessment and write its snapshot; a correction supersedes the one it corrects.

    Raises:
        Incomplete: something is unanswered or to be confirmed.
        NotDraft: it has been submitted before.
        OtherRevision: it has been moved since it was read.
    """
    with transaction.atomic():
        # Its firm may have been merged into another entry since it was read.
        assessment.enterprise_id = lock_draft(assessment).enterprise_id
        sheet = load_sheet(assessment)
        if not sheet.progress.complete:
            raise Incomplete(sheet.progress)
        revision = assessment.revision
        corrected = assessment.corrects
        content = SnapshotContent(
            kind=SnapshotKind.SELF.value,
            standard=sheet.standard,
            digest=revision.digest,
            enterprise=_enterprise(assessment.enterprise, on=timezone.localdate(at)),
            answers=sheet.answers,
            figures=sheet.figures,
            result={},
            declaration=declaration,
            at=at,
            oddities=tuple(map(_kept, sheet.asked)),
            contradictions=(
                *contradictions(sheet.standard, sheet.answers),
                *(jump.kept for jump in find_jumps(assessment, sheet)),
            ),
            proofs=kept_proofs(assessment, sheet.standard),
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
        _keep_latest(snapshot)
    return snapshot


def _keep_latest(snapshot: Snapshot) -> None:
    content = read_snapshot(snapshot)
    total = content.result["points"]["total"]
    LatestResult.objects.update_or_create(
        enterprise=snapshot.assessment.enterprise,
        standard_code=snapshot.standard_code,
        defaults={
            "division": content.enterprise["division"],
            "level": content.result["level"],
            "points": None if total is None else round(Decimal(total), 4),
        },
    )


def _kept(one: Asked) -> KeptOddity:
    if one.confirmation is None:
        return KeptOddity(oddity=one.oddity)
    return KeptOddity(oddity=one.oddity, confirmed_by=one.confirmation.by, confirmed_at=one.confirmation.at)


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


def _move(assessment: Assessment, state: AssessmentState) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(state=state)
    assessment.state = state


def _copy(
    assessment: Assessment, content: SnapshotContent, *, by: User, at: datetime, ask_again: bool
) -> None:
    """Prefill from a snapshot what can be read under the assessment's own revision.

    `ask_again`: figures belong to the years of the old snapshot and ask to be confirmed.
    """
    values: dict[str, Value] = {**content.answers.questions, **content.answers.scenes}
    held = {code: StoredAnswer(value=value) for code, value in values.items()}
    sheet = Sheet(standard=content.standard, held=held, figures=content.figures)
    moved = move(sheet, compiled(assessment.revision_id))
    FigureValue.objects.bulk_create(
        FigureValue(assessment=assessment, code=code, value=value, changed_by=by, changed_at=at)
        for code, value in moved.figures.items()
    )
    Answer.objects.bulk_create(
        Answer(
            assessment=assessment,
            code=item.code,
            needs_confirmation=item.fate is MoveOutcome.LOOK_AGAIN
            or (ask_again and isinstance(item.value, Figures)),
            changed_by=by,
            changed_at=at,
            **columns_of(item.value),
        )
        for item in moved.items
        if item.is_carried
    )


def _enterprise(enterprise: Enterprise, *, on: date) -> dict[str, object]:
    """Return the firm as it stands at submission."""
    verified = enterprise.is_verified_on(on)
    domain = "" if verified else mail_domain(enterprise, on)
    by_register = verified and vouched_by(enterprise) is VerifiedBy.REGISTER
    return {
        "name": enterprise.name,
        "uscc": enterprise.uscc,
        "division": enterprise.division,
        "industry_class": enterprise.industry_class,
        "region": enterprise.region,
        "employees": enterprise.employees,
        "revenue": enterprise.revenue,
        "assets": enterprise.assets,
        "size": enterprise.sizing.size.value,
        "sector": own_sector(enterprise, on),
        "verified": verified,
        **({"verified_by": VerifiedBy.REGISTER.value} if by_register else {}),
        **({"mail_domain": domain} if domain else {}),
    }
