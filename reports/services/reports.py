"""Writes: ask for a report, keep what the job made, say what its number tells."""

import hashlib
import secrets
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from assessment.models import Snapshot
from assessment.selectors.errata import Erratum, find_erratum
from enterprises.models import User, private_storage
from enterprises.selectors.sectors import own_sector
from jobs.models import JobState
from jobs.services.life import enqueue, retry
from reports.domain.number import ALPHABET, DRAWN, number_of
from reports.domain.seal import SealCertificate, Sealed
from reports.models import STANDS, Certificate, CheckState, Report, ReportFile
from reports.selectors.advice import choose
from reports.selectors.basis import Basis, basis_of, digest_of
from reports.selectors.results import find_previous
from roadmap.domain.planning.choice import NOTHING_CHOSEN
from roadmap.selectors.library import newest_version

KIND = "report"
NOTHING = Basis(said=[], quotes=[], followed={})  # a comparison goes by two results alone


def request_firm_report(
    *,
    snapshot: Snapshot,
    variant: str,
    language: str,
    by: User,
    at: datetime,
    before: Snapshot | None = None,
) -> Report:
    """As `request_report`, on the roadmap of the firm's own sector, with what is known to be wrong."""
    return request_report(
        snapshot=snapshot,
        variant=variant,
        language=language,
        sector=own_sector(snapshot.assessment.enterprise, timezone.localdate(at)),
        by=by,
        at=at,
        erratum=find_erratum(snapshot.assessment.revision),
        before=before,
    )


def request_report(
    *,
    snapshot: Snapshot,
    variant: str,
    language: str,
    sector: str,
    by: User,
    at: datetime,
    erratum: Erratum | None = None,
    before: Snapshot | None = None,
) -> Report:
    """Return the report of this kind: the one that stands, queued anew if it had failed, or a new one.

    `erratum`: what is known to be wrong with the snapshot's revision; the report says so. `before`: an
    earlier result of the firm by the same standard, for a comparison.
    Then call `jobs.tasks.wake` with its job unless the job is over.
    """
    known = NOTHING if before else basis_of(snapshot)
    report = Report(
        snapshot=snapshot,
        before=before,
        previous=None if before else find_previous(snapshot),
        variant=variant,
        language=language,
        sector=sector,
        said=known.said,
        quotes=known.quotes,
        followed=known.followed,
        basis=digest_of([str(before.public_id)]) if before else known.digest,
        defect=erratum.defect if erratum else None,
        corrected_by=erratum.corrected_by if erratum else None,
        requested_by=by,
        requested_at=at,
    )
    same = _same(report).first()
    if same is None:
        _choose(report)
        try:
            return _queue(report)
        except IntegrityError:  # asked for twice at the same moment: the other request made it
            return _same(report).get()
    if retry_report(report=same, by=by, at=at):
        same.job.refresh_from_db()
    return same


def _choose(report: Report) -> None:
    """Find the plan that a new report is to show, here: who sets it needs no solver."""
    report.library = newest_version()
    report.chosen = NOTHING_CHOSEN.rows if report.before_id else choose(report).rows


def _same(report: Report) -> QuerySet[Report]:
    return Report.objects.select_related("job").filter(
        STANDS,
        snapshot=report.snapshot_id,
        variant=report.variant,
        language=report.language,
        sector=report.sector,
        basis=report.basis,
        defect=report.defect_id,
        corrected_by=report.corrected_by_id,
    )


def retry_report(*, report: Report, by: User, at: datetime) -> bool:
    """Queue a report anew that failed, was cancelled or whose file is gone; False for another. Then wake its
    job."""
    gone = ReportFile.objects.filter(report=report, pdf="").exists()
    return retry(job=report.job, by=by, at=at, done=gone)


def remove_old_files(*, before: datetime) -> int:
    """Remove the files of reports made before a time and return how many. Numbers, digests and the reports
    themselves stay: a file is made again when it is asked for."""
    old = ReportFile.objects.filter(report__job__state=JobState.DONE, report__job__finished_at__lt=before)
    names = list(old.exclude(pdf="").values_list("pk", "pdf"))
    for pk, name in names:
        ReportFile.objects.filter(pk=pk, pdf=name).update(pdf="")
        private_storage().delete(name)
    return len(names)


def draw_number() -> str:
    """Return a new number, which nobody can guess."""
    return number_of("".join(secrets.choice(ALPHABET) for _ in range(DRAWN)))


@transaction.atomic
def _queue(report: Report) -> Report:
    """Save a new report with its job."""
    report.number = draw_number()
    report.job = enqueue(
        kind=KIND,
        key=str(
            report.public_id
        ),  # not the number: whoever runs the site sees keys, and a number opens a page
        payload={"report": str(report.public_id)},
        by=report.requested_by,
        at=report.requested_at,
    )
    report.save()
    return report


@transaction.atomic
def keep_report(*, report: Report, sealed: Sealed) -> ReportFile:
    """Keep the sealed PDF and return what counts from now on: where two made it, the first that was kept.

    Called in the transaction that ends the job, whose time of ending is the report's.
    """
    sha256 = hashlib.sha256(sealed.pdf).hexdigest()
    path = private_storage().save(f"reports/{report.public_id}-{sha256[:16]}.pdf", ContentFile(sealed.pdf))
    values = {
        "pdf": path,
        "sha256": sha256,
        "size": len(sealed.pdf),
        "certificate": keep_certificate(sealed.certificate),
        "time_stamped": sealed.time_stamped,
    }
    kept, made = ReportFile.objects.get_or_create(report=report, defaults=values)
    if not made and not kept.pdf:  # removed for its age; another seal has other bytes
        values["earlier"] = [*kept.earlier, kept.sha256]
        made = bool(ReportFile.objects.filter(pk=kept.pk, pdf="").update(**values))
        kept.refresh_from_db()
    if not made:
        private_storage().delete(path)
    return kept


def keep_certificate(published: SealCertificate) -> Certificate:
    """Keep the certificate of a seal for those who check it later."""
    kept, _ = Certificate.objects.get_or_create(
        fingerprint=published.fingerprint,
        defaults={"pem": published.pem, "name": published.name[:200], "from_ca": published.from_ca},
    )
    return kept


def show_check_page(*, report: Report, by: User, at: datetime) -> bool:
    """Let the number tell again what it told; False where the report is withdrawn, for good."""
    return _set_check_state(report, CheckState.SHOWN, by=by, at=at)


def hide_check_page(*, report: Report, by: User, at: datetime) -> bool:
    """Let the number tell only that its page is closed; False where the report is withdrawn."""
    return _set_check_state(report, CheckState.HIDDEN, by=by, at=at)


def withdraw_report(*, report: Report, by: User, at: datetime) -> bool:
    """Take a report back for good: its number says so. False where it was before."""
    return _set_check_state(report, CheckState.WITHDRAWN, by=by, at=at)


def _set_check_state(report: Report, state: CheckState, *, by: User, at: datetime) -> bool:
    changed = Report.objects.filter(STANDS, pk=report.pk).update(
        check_state=state, check_changed_by=by, check_changed_at=at
    )
    return bool(changed)
