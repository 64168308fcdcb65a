"""A plan that an invented firm follows, with some of its steps done: a newcomer sees what following is."""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from assessment.models import Snapshot
from assessment.selectors.answers import read_snapshot
from editing.domain.strict_data import load_yaml
from enterprises.selectors.sectors import own_sector
from plans.domain import kept
from plans.domain.progress import StepState
from plans.models import FileKind, KeptPlan, Step
from plans.selectors.plans import list_steps
from plans.services import (
    EffectValues,
    StepValues,
    add_effect,
    add_note,
    change_step,
    follow_plan,
    keep_plan,
    store_file,
    tick,
)
from roadmap.domain.planning import UNBOUNDED, Goal, Plan, firm_situation, recommend
from roadmap.selectors.library import library

FILE = Path(__file__).parent.parent / "data" / "demo.yaml"


@transaction.atomic
def load_demo_plan(*, at: datetime) -> KeptPlan | None:
    """Let a demonstration firm follow a plan; None where it has one already, or none can be made."""
    entry = _entry()
    found = Snapshot.objects.filter(
        submitted_by__email=entry["owner"],
        assessment__enterprise__is_demo=True,
        assessment__enterprise__plans__isnull=True,
    )
    snapshot = found.select_related("assessment__enterprise", "submitted_by").first()
    content = _planned(snapshot, entry["target"], at=at) if snapshot else None
    if snapshot is None or content is None:
        return None
    then = at - timedelta(days=entry["begun_days_ago"])
    plan = keep_plan(
        snapshot=snapshot, content=content, name=entry["name"], by=snapshot.submitted_by, at=then
    )
    follow_plan(plan=plan, begins_on=timezone.localdate(then), by=plan.kept_by, at=then)
    for step, given in zip(list_steps(plan), entry["steps"], strict=False):
        _do(plan, step, given, begun=then)
    for effect in entry["effects"]:
        figures = {name: Decimal(effect[name]) for name in ("before", "after")}
        add_effect(plan=plan, values=EffectValues(**{**effect, **figures}), by=plan.kept_by, at=at)
    return plan


@cache
def _entry() -> dict[str, Any]:
    entry: dict[str, Any] = load_yaml(FILE.read_text(encoding="utf-8"))
    return entry


def _planned(snapshot: Snapshot, target: int, *, at: datetime) -> kept.Kept | None:
    today = timezone.localdate(at)
    enterprise = snapshot.assessment.enterprise
    submitted = read_snapshot(snapshot)
    situation = firm_situation(
        library=library(today),
        sector=own_sector(enterprise, today),
        size=enterprise.sizing.size,
        standard=submitted.standard,
        answers=submitted.answers,
    )
    plan = recommend(Goal(target=target), situation).found
    if not isinstance(plan, Plan) or not plan.steps:
        return None
    return kept.keep(plan, UNBOUNDED, target=target, expected={}, quoted=frozenset())


def _do(plan: KeptPlan, step: Step, given: dict[str, Any], *, begun: datetime) -> None:
    day = begun + timedelta(days=given.get("done_after_days", 1))
    is_done = given["state"] == StepState.DONE
    values = StepValues(
        state=StepState(given["state"]),
        owner=None,
        owner_name=given["owner_name"],
        starts_on=step.starts_on,
        due_on=step.due_on,
        cost_planned=step.cost_planned,
        cost_real=Decimal(given["cost_real"]) if "cost_real" in given else None,
        done_on=timezone.localdate(day) if is_done else None,
    )
    change_step(step=step, values=values, version=step.version, by=plan.kept_by, at=day)
    for criterion in range(1, given.get("ticked", 0) + 1):
        tick(step=step, criterion=criterion, by=plan.kept_by, at=day)
    if "note" in given:
        add_note(step=step, text=given["note"], by=plan.kept_by, at=day)
    if "file" in given:
        content = ContentFile(given["file"]["text"].encode(), name=given["file"]["name"])
        store_file(plan=plan, step=step, kind=FileKind.PROOF, content=content, by=plan.kept_by, at=day)
