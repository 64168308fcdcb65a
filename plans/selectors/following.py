"""Reads: what a report says of the plan that a firm follows; `settings.FOLLOWED_PLAN` names it."""

from assessment.models import Snapshot
from plans.domain import kept
from plans.models import KeptPlan, PlanState
from plans.selectors.plans import facts_of, list_steps
from reports.domain.followed import Followed, FollowedStep


def followed_from(snapshot: Snapshot) -> Followed | None:
    """Return the plan that is followed from a result, None where none is. Two queries."""
    plan = KeptPlan.objects.filter(snapshot=snapshot, state=PlanState.FOLLOWED).first()
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
