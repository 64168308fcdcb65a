"""Reads: plans and their steps as one user may see them."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from assessment.selectors.prepared import Parameter, Prepared
from enterprises.models import Enterprise, User
from plans.domain.progress import StepFacts, StepState
from plans.models import KeptPlan, PlanState, Step


def get_plan(user: User, public_id: UUID) -> KeptPlan:
    """Return the plan with its enterprise and result if the user is a member. Raises Http404."""
    found = (
        KeptPlan.objects.filter(public_id=public_id, enterprise__memberships__user=user)
        .select_related(
            "enterprise",
            "snapshot__assessment__revision__verification",
            "snapshot__superseded_by",
            "kept_by",
            "closed_by",
        )
        .first()
    )
    if found is None:
        raise Http404
    return found


def get_step(user: User, public_id: UUID) -> Step:
    """Return the step with its plan and enterprise if the user is a member. Raises Http404."""
    found = (
        Step.objects.filter(public_id=public_id, plan__enterprise__memberships__user=user)
        .select_related(
            "plan__enterprise", "plan__snapshot__assessment__revision__verification", "owner", "changed_by"
        )
        .first()
    )
    if found is None:
        raise Http404
    return found


def list_plans(enterprise: Enterprise) -> QuerySet[KeptPlan]:
    """Return the firm's plans, the newest first."""
    return KeptPlan.objects.filter(enterprise=enterprise).select_related("kept_by")


_FOLLOWED = Prepared(
    lambda: KeptPlan.objects.filter(enterprise=Parameter(KeptPlan, "enterprise"), state=PlanState.FOLLOWED)
)


def find_followed(enterprise: Enterprise) -> KeptPlan | None:
    """Return the plan that the firm follows, None where it follows none."""
    return _FOLLOWED.find(enterprise=enterprise.pk)


_STEPS = Prepared(
    lambda: Step.objects.filter(plan=Parameter(Step, "plan")).select_related("owner").order_by("position")
)


def list_steps(plan: KeptPlan) -> list[Step]:
    """Return what the firm does about the steps of a plan, in order. One query."""
    return _STEPS.all(plan=plan.pk)


def facts_of(step: Step) -> StepFacts:
    """Return a row as a value of the domain."""
    return StepFacts(
        code=step.code,
        position=step.position,
        state=StepState(step.state),
        starts_on=step.starts_on,
        due_on=step.due_on,
        done_on=step.done_on,
        cost_planned=step.cost_planned,
        cost_real=step.cost_real,
    )
