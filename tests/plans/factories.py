"""Kept and followed plans for tests, as plain functions."""

from datetime import date
from decimal import Decimal

from django.core.files.base import ContentFile

from assessment.domain.snapshot import SnapshotContent
from assessment.models import Snapshot
from assessment.selectors.answers import read_snapshot
from enterprises.models import Enterprise
from jobs.models import Job, JobState
from jobs.services.life import enqueue
from plans.domain import kept
from plans.models import EffectFigure, FileKind, KeptPlan, Package, Step, StoredFile
from plans.services import EffectValues, add_effect, follow_plan, keep_plan, store_file
from roadmap.domain.entries import Size
from roadmap.domain.planning import Bounds, Plan, firm_situation
from roadmap.models import Quote
from tests.assessment.factories import make_snapshot
from tests.library import committed_library
from tests.people import AT
from tests.planning.examples import plan_to

LIBRARY = committed_library()
BEGIN = date(2026, 3, 2)


def plan_of(snapshot: Snapshot, *, target: int = 3, bounds: Bounds | None = None) -> Plan:
    """Return the cheapest plan of a small machinery firm with these answers, found once a process."""
    content = read_snapshot(snapshot)
    key = repr((content.standard.code, content.digest, content.answers, target, bounds))
    if key not in _found:
        _found[key] = _cheapest(content, target, bounds or Bounds())
    return _found[key]


_found: dict[str, Plan] = {}


def _cheapest(content: SnapshotContent, target: int, bounds: Bounds) -> Plan:
    situation = firm_situation(
        library=LIBRARY,
        sector="machinery",
        size=Size.SMALL,
        standard=content.standard,
        answers=content.answers,
    )
    found = plan_to(situation, target, bounds)
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


def first_step(plan: KeptPlan) -> Step:
    """Return the first step of a followed plan."""
    return Step.objects.select_related("plan__enterprise").get(plan=plan, position=1)


def make_file(
    *,
    plan: KeptPlan,
    step: Step | None = None,
    kind: FileKind = FileKind.PROOF,
    name: str = "验收单.pdf",
    content: bytes = b"%PDF-1.7",
) -> StoredFile:
    """Return a file that is kept for a plan."""
    return store_file(
        plan=plan,
        step=step,
        kind=kind,
        content=ContentFile(content, name=name),
        by=plan.kept_by,
        at=AT,
    )


def make_effect(
    *, plan: KeptPlan, name: str = "准时交付率", before: str = "80", after: str = "92"
) -> EffectFigure:
    """Return a figure of a plan."""
    values = EffectValues(
        name=name, unit="%", before=Decimal(before), after=Decimal(after), basis="生产报表，2026 年 1–3 月"
    )
    return add_effect(plan=plan, values=values, by=plan.kept_by, at=AT)


def make_quote(enterprise: Enterprise, measure: str = "s10-1", *, cost: int = 5, months: int = 2) -> Quote:
    """Return a saved quote of a firm for a measure."""
    return Quote.objects.create(
        enterprise=enterprise,
        measure=measure,
        cost=cost,
        months=months,
        entered_by=enterprise.created_by,
        entered_at=AT,
    )


def make_package(plan: KeptPlan) -> Package:
    """Return a package that is made, without its reports; what is in it matters to nobody here."""
    package = Package(
        enterprise=plan.enterprise,
        plan=plan,
        template="general",
        added_by=plan.kept_by,
        added_at=AT,
        size=2,
    )
    package.job = enqueue(kind="package", key=str(package.public_id), payload={}, by=plan.kept_by, at=AT)
    package.file.save("package.zip", ContentFile(b"PK"))
    Job.objects.filter(pk=package.job_id).update(state=JobState.DONE, finished_at=AT)
    return package
