"""Reads: what the done steps of a firm's plan offer to its open draft."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef
from django.utils import timezone

from assessment.domain.sheet import Sheet
from assessment.models import Assessment, Snapshot
from assessment.selectors.answers import read_snapshot
from assessment.selectors.prepared import Parameter, Prepared
from editing.domain.texts import Text
from plans.domain import kept
from plans.domain.criteria import criteria
from plans.domain.progress import StepState
from plans.domain.updates import LastResult, Offer, OfferOutcome, offers
from plans.models import KeptPlan, Step
from roadmap.domain.measure import Measure
from roadmap.domain.planning.effects import items_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneStep:
    """A step that is done. `step` has `file_count`, `note_count` and `tick_count`."""

    step: Step
    measure: Measure

    @property
    def criteria(self) -> tuple[Text, ...]:
        return criteria(self.measure.done_when)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOffers:
    """What done steps lead to in a draft, item by item, and the steps by code of measure."""

    offers: tuple[Offer, ...]
    steps: Mapping[str, DoneStep]

    @property
    def offered(self) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.offers if offer.fate is OfferOutcome.OFFERED)

    @property
    def others(self) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.offers if offer.fate is not OfferOutcome.OFFERED)


NOTHING = DraftOffers(offers=(), steps={})


def find_offers(assessment: Assessment, sheet: Sheet) -> DraftOffers:
    """Return what the steps done since the firm's last result offer to a draft. At most three queries.

    A correction says how things were then: it is offered nothing.
    """
    if not assessment.is_draft or assessment.corrects_id is not None:
        return NOTHING
    firm = assessment.enterprise.pk
    plan = _PLAN_WITH_DONE_STEPS.find(enterprise=firm)
    last = _LAST_RESULT.find(enterprise=firm) if plan else None
    if plan is None or last is None:
        return NOTHING
    # What was done before a result is in its answers already, as far as the firm saw it.
    since = None if plan.snapshot_id == last.pk else timezone.localdate(last.submitted_at)
    steps = _done_steps(plan, since)
    result = read_snapshot(last)
    found = offers(
        sheet,
        LastResult(standard=result.standard, answers=result.answers),
        [done.measure for done in steps.values()],
    )
    return DraftOffers(offers=found, steps=steps)


def titles_of_done_steps(snapshot: Snapshot, before: Snapshot) -> dict[str, tuple[Text, ...]]:
    """Return the titles of the steps done from one result to a later one, by the item served. One query."""
    since, until = (timezone.localdate(found.submitted_at) for found in (before, snapshot))
    rows = Step.objects.filter(
        plan__enterprise=snapshot.assessment.enterprise,
        state=StepState.DONE,
        done_on__gte=since,
        done_on__lte=until,
    ).select_related("plan")
    found: dict[str, tuple[Text, ...]] = defaultdict(tuple)
    for step in rows.order_by("done_on", "plan", "position"):
        measure = kept.measure_of(step.plan.content, step.code)
        for code in items_of(measure):
            found[code] += (measure.title,)
    return dict(found)


# The plan that the firm follows, else the one that ended last, if any step of it is done.
_PLAN_WITH_DONE_STEPS = Prepared(
    lambda: KeptPlan.objects.filter(
        Exists(Step.objects.filter(plan=OuterRef("pk"), state=StepState.DONE)),
        enterprise=Parameter(KeptPlan, "enterprise"),
    ).order_by(F("closed_at").desc(nulls_first=True), "-pk")[:1]
)
_LAST_RESULT = Prepared(
    lambda: (
        Snapshot.objects.filter(
            assessment__enterprise=Parameter(Assessment, "enterprise"), superseded_by=None
        )
        .select_related("assessment__revision__verification")
        .order_by("-submitted_at", "-pk")[:1]
    )
)
_DONE_STEPS = Prepared(
    lambda: (
        Step.objects.filter(plan=Parameter(Step, "plan"), state=StepState.DONE)
        .annotate(
            file_count=Count("files", distinct=True),
            note_count=Count("notes", distinct=True),
            tick_count=Count("ticks", distinct=True),
        )
        .order_by("position")
    )
)


def _done_steps(plan: KeptPlan, since: date | None) -> dict[str, DoneStep]:
    """Return the done steps of a plan by code of measure, only those done on a day or later."""
    measures = {measure.code: measure for measure in kept.load(plan.content).measures}
    return {
        step.code: DoneStep(step=step, measure=measures[step.code])
        for step in _DONE_STEPS.all(plan=plan.pk)
        if since is None or (step.done_on is not None and step.done_on >= since)
    }
