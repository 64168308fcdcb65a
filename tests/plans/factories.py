"""Kept and followed plans for tests, as plain functions."""

import hashlib
from datetime import date

from django.core.files.base import ContentFile

from assessment.models import Snapshot
from assessment.selectors import read_snapshot
from enterprises.models import Enterprise
from plans.domain import kept
from plans.models import FileKind, KeptPlan, Step, StoredFile
from plans.services import follow_plan, keep_plan
from roadmap.domain.entries import Size
from roadmap.domain.planning import Bounds, Plan, firm_situation, plan_to
from roadmap.exchange import read_library
from tests.assessment.factories import make_snapshot
from tests.people import AT

LIBRARY = read_library()
BEGIN = date(2026, 3, 2)


def plan_of(snapshot: Snapshot, *, target: int = 3, bounds: Bounds | None = None) -> Plan:
    """Return the cheapest plan of a small machinery firm with the answers of a result."""
    content = read_snapshot(snapshot)
    situation = firm_situation(
        library=LIBRARY,
        sector="machinery",
        size=Size.SMALL,
        standard=content.standard,
        answers=content.answers,
    )
    found = plan_to(situation, target, bounds or Bounds())
    assert isinstance(found, Plan)
    return found


def make_plan(
    *,
    snapshot: Snapshot | None = None,
    enterprise: Enterprise | None = None,
    target: int = 3,
    name: str = "三级方案",
) -> KeptPlan:
    """Return a saved plan of the firm of a result (of a new one if none is given)."""
    snapshot = snapshot or make_snapshot(enterprise=enterprise)
    content = kept.keep(
        plan_of(snapshot, target=target), Bounds(), target=target, expected={}, quoted=frozenset()
    )
    return keep_plan(snapshot=snapshot, content=content, name=name, by=snapshot.submitted_by, at=AT)


def make_followed(
    *, snapshot: Snapshot | None = None, enterprise: Enterprise | None = None, begins_on: date = BEGIN
) -> KeptPlan:
    """Return a plan that its firm follows since a day."""
    plan = make_plan(snapshot=snapshot, enterprise=enterprise)
    follow_plan(plan=plan, begins_on=begins_on, by=plan.kept_by, at=AT)
    plan.refresh_from_db()
    return plan


def make_file(
    plan: KeptPlan,
    *,
    step: Step | None = None,
    kind: str = FileKind.PROOF,
    name: str = "截图.png",
    content: bytes = b"content",
) -> StoredFile:
    """Return a stored file of a plan, without the checks of an upload."""
    return StoredFile.objects.create(
        plan=plan,
        step=step,
        kind=kind,
        name=name,
        file=ContentFile(content, name="stored"),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=plan.kept_by,
        added_at=AT,
    )
