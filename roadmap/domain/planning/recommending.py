"""The recommended plan: page, report and command ask for it here, in the same way."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from roadmap.domain.planning.goal import Goal, PlanKind
from roadmap.domain.planning.inputs import Situation
from roadmap.domain.planning.plan import Plan, PlannedStep
from roadmap.domain.planning.planner import KEPT_PLANS, cheapest, cheapest_and_nearest, most_progress, safest
from roadmap.domain.planning.shortfall import OutOfReach, out_of_reach
from standards.domain.grading import scene_levels

FIRST_STEPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """How much the kinds of plans may differ. Our own numbers; source: docs/method.md, "Which one".

    `over`: percent that the nearest plan may cost more than the cheapest. `points` and `scenes`: what the
    safest plan has beyond what a level asks for; each scene more also counts as one of the constrained ones.
    """

    over: int = 15
    points: int = 1
    scenes: int = 1


MARGINS = Margins()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommended:
    """The plan for a goal, or what stands in its way.

    `found`: None where the wishes leave no plan at all. `kind`: the one that was found: where no plan is safe
    it is the nearest one. `cheapest`: what it is compared with; None without a target, and out of reach.
    `covers`, `cheapest_covers`: the priority scenes that the plans bring to what they should have.
    """

    goal: Goal
    situation: Situation
    kind: PlanKind
    found: Plan | OutOfReach | None
    cheapest: Plan | None = None
    covers: tuple[str, ...] = ()
    cheapest_covers: tuple[str, ...] = ()

    @property
    def plan(self) -> Plan | None:
        """The plan to show, which may be the best one short of the target."""
        return self.found.best if isinstance(self.found, OutOfReach) else self.found

    @property
    def first(self) -> tuple[PlannedStep, ...]:
        """What to do first: the beginning of the plan, said in the same way wherever it is said."""
        return self.plan.steps[:FIRST_STEPS] if self.plan else ()

    @property
    def shortfall(self) -> OutOfReach | None:
        return self.found if isinstance(self.found, OutOfReach) else None

    @property
    def more_scenes(self) -> int:
        """How many priority scenes more than the cheapest plan; below 0: fewer, but heavier ones."""
        return len(self.covers) - len(self.cheapest_covers)

    @property
    def more_money(self) -> Decimal:
        """What the plan costs more than the cheapest, in 万元 by the middles; 0 where nothing is compared."""
        if self.plan is None or self.cheapest is None:
            return Decimal(0)
        return self.plan.cost.mid - self.cheapest.cost.mid


@lru_cache(maxsize=KEPT_PLANS)  # by the values of all that it follows from: none is ever out of date
def recommend(goal: Goal, situation: Situation, margins: Margins = MARGINS) -> Recommended:
    """Return the plan of the kind asked for, or what stands in the way of the target.

    `situation`: with what the goal expects. Raises ValueError for a wanted measure that cannot be planned.
    """
    if goal.target is None:
        plan = most_progress(situation, goal.bounds)
        return Recommended(goal=goal, situation=situation, kind=goal.kind, found=plan)
    reaching = _reaching(goal, goal.target, situation, margins)
    if reaching is None:
        found = out_of_reach(situation, goal.target, goal.bounds)
        return Recommended(goal=goal, situation=situation, kind=goal.kind, found=found)
    kind, plan, least = reaching
    return beside_cheapest(goal, goal.target, situation, kind=kind, plan=plan, least=least)


def beside_cheapest(
    goal: Goal, target: int, situation: Situation, *, kind: PlanKind, plan: Plan, least: Plan
) -> Recommended:
    """Return a plan to the target of a goal with what it has beyond the cheapest one."""
    return Recommended(
        goal=goal,
        situation=situation,
        kind=kind,
        found=plan,
        cheapest=least,
        covers=covered(situation, plan, target),
        cheapest_covers=covered(situation, least, target),
    )


def covered(situation: Situation, plan: Plan, target: int) -> tuple[str, ...]:
    """Return the priority scenes that a plan to a level brings to what they should have, heaviest first."""
    stands, then = situation.scene_levels, scene_levels(plan.projected)
    aims = {one.scene: one.aim(stands.get(one.scene, 0), target) for one in situation.priorities}
    return tuple(scene for scene, aim in aims.items() if aim is not None and then.get(scene, 0) >= aim)


def _reaching(
    goal: Goal, target: int, situation: Situation, margins: Margins
) -> tuple[PlanKind, Plan, Plan] | None:
    """Return the plan with its kind, and the cheapest one; None where no plan reaches the target."""
    if goal.kind is PlanKind.CHEAPEST:
        least = cheapest(situation, target, goal.bounds, compared=True)
        return None if least is None else (goal.kind, least, least)
    both = cheapest_and_nearest(situation, target, goal.bounds, over=margins.over)
    if both is None:
        return None
    least, near = both
    if goal.kind is PlanKind.SAFEST:
        margin = {
            "min_points": margins.points,
            "min_scenes": margins.scenes,
            "min_constrained": margins.scenes,
        }
        if plan := safest(situation, target, goal.bounds, margin=margin):
            return goal.kind, plan, least
    return PlanKind.NEAREST, near, least
