"""What is shown of statements: to the firm that hands them out, and to whoever is given one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from assessment.selectors.answers import read_snapshot
from editing.domain.texts import Text
from editing.presenters.qr import qr_svg
from reports.models import Statement
from reports.wording.marks import marks


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementShown:
    """What a statement says, and what became of it; None: it has not happened."""

    number: str
    firm: str
    marks: tuple[str, ...]  # but of the firm's identity, of which it may say nothing
    level_name: Text  # reached at least
    standard: Text
    revision: int
    kind: str
    verified: bool  # says so
    day: date
    fingerprint: str
    withdrawn_at: datetime | None
    superseded_at: datetime | None  # when the result was corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A statement as its firm sees it."""

    shown: StatementShown
    address: str  # with the signed statement behind #, which browsers do not send
    code: str  # SVG


def shown(statement: Statement) -> StatementShown:
    """Return what a statement says; its snapshot is read with standard and firm."""
    snapshot = statement.snapshot
    firm = snapshot.assessment.enterprise
    content = read_snapshot(snapshot)
    newer = getattr(snapshot, "superseded_by", None)
    return StatementShown(
        number=statement.number,
        firm=str(content.enterprise["name"]),
        marks=marks(content.standard, kind=content.kind, demo=firm.is_demo, verified=True),
        level_name=content.standard.rule.name(statement.level),
        standard=content.standard.name,
        revision=content.standard.revision,
        kind=snapshot.get_kind_display(),
        verified=statement.verified,
        day=statement.day,
        fingerprint=statement.certificate.fingerprint,
        withdrawn_at=statement.withdrawn_at,
        superseded_at=timezone.localtime(newer.submitted_at) if newer else None,
    )


def line(statement: Statement) -> StatementLine:
    """Return a statement with what is handed out."""
    address = settings.PUBLIC_URL + reverse("reports:statement", args=[statement.number])
    whole = f"{address}#{statement.token}"
    return StatementLine(shown=shown(statement), address=whole, code=qr_svg(whole))
