"""Doing steps of a followed plan in tests, without the services: as rows."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from editing.domain.texts import Text
from plans.domain import kept
from plans.domain.progress import StepState
from plans.models import KeptPlan, Step


def steps_of(plan: KeptPlan) -> list[Step]:
    return list(Step.objects.filter(plan=plan).order_by("position"))


def change(step: Step, **fields: Any) -> None:
    Step.objects.filter(pk=step.pk).update(**fields)


def complete(plan: KeptPlan, *codes: str, on: date) -> None:
    """Say that these steps, or all, were done on a day."""
    steps = Step.objects.filter(plan=plan, **({"code__in": codes} if codes else {}))
    steps.update(state=StepState.DONE, done_on=on)


def due(step: Step, day: date, **fields: Any) -> None:
    """Let a step be due on a day."""
    change(step, starts_on=day - timedelta(days=30), due_on=day, **fields)


def only(plan: KeptPlan, *days: date) -> list[Step]:
    """Drop all steps but the first ones, which are due on these days; return those."""
    for place, step in enumerate(steps_of(plan)):
        if place < len(days):
            due(step, days[place])
        else:
            change(step, state=StepState.DROPPED)
    return steps_of(plan)[: len(days)]


def explain(plan: KeptPlan, *, done_when: str, proof: str) -> None:
    """Let the plan's measures say when they are done and what proves it, whatever the library says."""
    content = kept.load(plan.content)
    measures = tuple(
        replace(measure, done_when=Text(zh=done_when), proof=Text(zh=proof)) for measure in content.measures
    )
    plan.content = kept.dump(replace(content, measures=measures))
    KeptPlan.objects.filter(pk=plan.pk).update(content=plan.content)
