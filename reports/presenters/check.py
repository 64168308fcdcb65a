"""What the public page says of a report: what is printed on its first page, and what became of it since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from assessment.models import Snapshot
from assessment.selectors.answers import read_snapshot
from assessment.selectors.errata import Erratum
from editing.domain.texts import Text
from enterprises.models import Enterprise
from enterprises.selectors.verifying import vouched_by
from reports.models import Report
from reports.wording.marks import marks, verified_mark
from standards.wording.results import badge_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """All that a stranger learns. Days are those where the firm is; None: it has not happened."""

    number: str
    firm: str  # as printed
    verified: str  # 企业身份已核验, or nothing
    marks: tuple[str, ...]
    kind: str  # 企业自评 or 现场评定
    level: int
    levels: int
    level_name: Text
    submitted_on: date
    before_on: date | None  # of the earlier result that it is compared with
    standard: Text
    source: str  # 国家公布 only once it was compared
    document: str  # its number, empty where it has none
    revision: int
    sha256: str
    earlier: tuple[str, ...]  # digests of files that were made before, which count as well
    size: int  # bytes
    fingerprint: str  # of the certificate that sealed it
    certificate_name: str
    is_signed: bool  # by a certificate that a CA has issued; else it only shows that the file is whole
    time_stamped: bool
    withdrawn_at: datetime | None
    superseded_at: datetime | None
    is_correction: bool
    flawed_since: datetime | None
    is_flaw_corrected: bool


def checked(report: Report, erratum: Erratum | None, *, on: date) -> Checked:
    """Return what is said on a day of a report that `find_checked` has found.

    Its firm counts as verified while it is, under the name and the code that were printed.
    """
    snapshot: Snapshot = report.snapshot
    content = read_snapshot(snapshot)
    level: int = content.result["level"]
    standard = content.standard
    firm, printed = snapshot.assessment.enterprise, content.enterprise
    verified = counts_as_verified(firm, printed, on=on)
    return Checked(
        number=report.number,
        firm=str(printed["name"]),
        verified=verified_mark(vouched_by(firm)) if verified else "",
        marks=marks(
            standard,
            kind=content.kind,
            demo=firm.is_demo,
            verified=verified,
            domain=printed.get("mail_domain", "") if _same_firm(firm, printed) else "",
        ),
        kind=snapshot.get_kind_display(),
        level=level,
        levels=standard.rule.top,
        level_name=standard.rule.name(level),
        submitted_on=timezone.localdate(snapshot.submitted_at),
        before_on=timezone.localdate(report.before.submitted_at) if report.before else None,
        standard=standard.name,
        source=badge_text(standard),
        document=standard.document.number,
        revision=standard.revision,
        sha256=report.sha256,  # type: ignore[attr-defined]  # annotated
        earlier=tuple(report.earlier),  # type: ignore[attr-defined]
        size=report.size,  # type: ignore[attr-defined]
        fingerprint=report.fingerprint,  # type: ignore[attr-defined]
        certificate_name=report.certificate_name,  # type: ignore[attr-defined]
        is_signed=report.from_ca,  # type: ignore[attr-defined]
        time_stamped=report.time_stamped,  # type: ignore[attr-defined]
        withdrawn_at=report.check_changed_at if report.is_withdrawn else None,
        superseded_at=report.superseded_at,  # type: ignore[attr-defined]
        is_correction=snapshot.supersedes_id is not None,
        flawed_since=erratum.defect.recorded_at if erratum else None,
        is_flaw_corrected=erratum is not None and erratum.corrected_by is not None,
    )


def counts_as_verified(firm: Enterprise, printed: Mapping[str, Any], *, on: date) -> bool:
    """Return whether a firm is verified on a day, under the name and the code of a snapshot."""
    return firm.is_verified_on(on) and _same_firm(firm, printed)


def _same_firm(firm: Enterprise, printed: Mapping[str, Any]) -> bool:
    return (firm.name, firm.uscc) == (printed["name"], printed["uscc"])
