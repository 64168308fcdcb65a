"""The plan that was put aside beside the present one."""

from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from editing.domain.texts import Text
from plans.domain.comparing import Difference, difference
from plans.domain.goals import address_of
from plans.forms.planner import PlannerForm
from plans.models import KeptPlan
from plans.presenters.planner.showing import ShownPlan, digest_of
from plans.selectors.kept import read_plan_details
from plans.selectors.planner import PlannerInputs
from plans.selectors.plans import list_plans
from plans.wording.planner import goal_text
from roadmap.domain.planning import Plan
from standards.domain.standard import Standard

KEPT = "kept"  # in what is compared with: a kept plan instead of a goal


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two plans. `address`: the page where it is the present one and the other is put aside, and
    `seen` (see `ShownPlan`), for a plan that is put aside and not kept yet."""

    title: str
    standard: Standard
    plan: Plan | None
    address: str = ""
    seen: str = ""
    kept: KeptPlan | None = None

    @property
    def level_name(self) -> Text | None:
        return self.standard.rule.name(self.plan.level) if self.plan else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanComparison:
    """`difference`: None where one of the goals leaves no plan."""

    aside: Side
    present: Side
    difference: Difference | None

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.aside, self.present


def comparison(inputs: PlannerInputs, present: ShownPlan, against: str) -> PlanComparison | None:
    """Return the present plan beside another one: a kept plan, or the one for a goal given as a query string.

    None where that kept plan is not there any more.
    """
    data = QueryDict(against)
    other = _kept_side(inputs, data[KEPT]) if KEPT in data else _planned_side(inputs, present, data)
    if other is None:
        return None
    standard, outcome = inputs.content.standard, present.outcome
    own = Side(title=goal_text(standard, outcome.goal), standard=standard, plan=outcome.plan)
    both = other.plan and own.plan and difference(other.plan, own.plan)
    return PlanComparison(aside=other, present=own, difference=both or None)


def _planned_side(inputs: PlannerInputs, present: ShownPlan, data: QueryDict) -> Side:
    form = PlannerForm(inputs, data)
    form.is_valid()  # what cannot be read is left out, as on the page itself
    standard, outcome = inputs.content.standard, inputs.outcome(form.goal)
    return Side(
        title=goal_text(standard, outcome.goal),
        standard=standard,
        plan=outcome.plan,
        address=address_of(outcome.goal, against=present.query),
        seen=digest_of(inputs, outcome),
    )


def _kept_side(inputs: PlannerInputs, identity: str) -> Side | None:
    try:
        public_id = UUID(identity)
    except ValueError:
        return None
    own = list_plans(inputs.enterprise).select_related("snapshot__assessment__revision__verification")
    plan = own.filter(public_id=public_id).first()
    if plan is None:
        return None
    details = read_plan_details(plan)
    return Side(title=plan.name, standard=details.standard, plan=details.plan, kept=plan)
