"""Reads: what a report says of the plan that a firm follows; `settings.FOLLOWED_PLAN` names it."""

from assessment.models import Snapshot
from assessment.selectors.prepared import Parameter, Prepared
from plans.domain import kept
from plans.models import KeptPlan, PlanState
from plans.selectors.plans import facts_of, list_steps
from reports.domain.followed import Followed, FollowedStep

_FOLLOWED = Prepared(
    lambda: KeptPlan.objects.filter(snapshot=Parameter(KeptPlan, "snapshot"), state=PlanState.FOLLOWED)
)


def followed_from(snapshot: Snapshot) -> Followed | None:
    """Return the plan that is followed from a result, None where none is. Two queries."""
    plan = _FOLLOWED.find(snapshot=snapshot.pk)
    if plan is None:
        return None
    titles = kept.titles(plan.content)
    steps = (facts_of(step) for step in list_steps(plan))
    return Followed(
        name=plan.name,
        steps=tuple(
            FollowedStep(
                title=titles[step.code],
                state=step.state,
                cost=step.cost_planned,
                starts_on=step.starts_on,
                due_on=step.due_on,
                done_on=step.done_on,
            )
            for step in steps
        ),
    )
