"""Reads: what is kept about the work, as one user may see it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from editing.domain.texts import Text
from enterprises.models import User
from enterprises.selectors.firms import bytes_of
from plans.domain import kept
from plans.domain.criteria import criteria
from plans.models import EffectFigure, KeptPlan, Note, Step, StoredFile, Tick
from roadmap.domain.measure import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A criterion of a step. `number`: from 1; `tick`: None while nobody has ticked it."""

    number: int
    text: Text
    tick: Tick | None


def get_file(user: User, public_id: UUID) -> StoredFile:
    """Return the file with its plan, step and enterprise if the user is a member. Raises Http404."""
    found = (
        StoredFile.objects.filter(public_id=public_id, plan__enterprise__memberships__user=user)
        .select_related("plan__enterprise", "step")
        .first()
    )
    if found is None:
        raise Http404
    return found


def get_effect(plan: KeptPlan, public_id: UUID) -> EffectFigure:
    """Return a figure of this plan. Raises Http404."""
    found = EffectFigure.objects.filter(plan=plan, public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def list_notes(step: Step) -> QuerySet[Note]:
    """Return the notes of a step, the oldest first."""
    return Note.objects.filter(step=step).select_related("by").order_by("at", "pk")


def ticks_of(plan: KeptPlan) -> Mapping[int, tuple[Tick, ...]]:
    """Return the ticks of a plan's steps with who made them, by the key of the step. One query."""
    found: defaultdict[int, tuple[Tick, ...]] = defaultdict(tuple)
    for tick in Tick.objects.filter(step__plan=plan).select_related("by"):
        found[tick.step_id] += (tick,)
    return found


def ticked_criteria(measure: Measure, ticks: Iterable[Tick]) -> tuple[Criterion, ...]:
    """Return the criteria of a measure with these ticks of its step."""
    by_number = {tick.criterion: tick for tick in ticks}
    return tuple(
        Criterion(number=number, text=text, tick=by_number.get(number))
        for number, text in enumerate(criteria(measure.done_when), start=1)
    )


def list_criteria(step: Step) -> tuple[Criterion, ...]:
    """Return the criteria of a step, read with its plan, with who ticked each. One query."""
    measure = kept.measure_of(step.plan.content, step.code)
    return ticked_criteria(measure, Tick.objects.filter(step=step).select_related("by"))


def count_unticked(criteria: Iterable[Criterion]) -> int:
    """Return how many of these criteria nobody has ticked."""
    return sum(criterion.tick is None for criterion in criteria)


def list_files(plan: KeptPlan) -> QuerySet[StoredFile]:
    """Return the files of a plan and its steps: those of the plan itself first, then step by step."""
    return (
        StoredFile.objects.filter(plan=plan)
        .select_related("step", "added_by")
        .order_by("step__position", "added_at", "pk")
    )


def list_step_files(step: Step) -> QuerySet[StoredFile]:
    """Return the files of a step, the oldest first."""
    return StoredFile.objects.filter(step=step).select_related("added_by").order_by("added_at", "pk")


def list_effects(plan: KeptPlan) -> QuerySet[EffectFigure]:
    """Return the figures of a plan, in the order they were entered."""
    return EffectFigure.objects.filter(plan=plan).select_related("entered_by").order_by("pk")


def stored_bytes(plan: KeptPlan) -> int:
    """Return how much the files of a plan hold together."""
    return bytes_of(StoredFile.objects.filter(plan=plan))
