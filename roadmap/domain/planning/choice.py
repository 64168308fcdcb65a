"""Which measures were recommended, as a report keeps it: all else follows from them, without a solver."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roadmap.domain.planning.effects import closed_items
from roadmap.domain.planning.goal import Goal, PlanKind
from roadmap.domain.planning.inputs import UNBOUNDED, Situation
from roadmap.domain.planning.plan import Plan, make_plan
from roadmap.domain.planning.recommending import Recommended, beside_cheapest


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The plan to a level without bounds, and the cheapest one, by the codes of their measures; both empty
    where no plan reaches the level, or none is to be made."""

    kind: PlanKind = PlanKind.NEAREST
    measures: tuple[str, ...] = ()
    cheapest: tuple[str, ...] = ()

    @property
    def rows(self) -> dict[str, Any]:
        """What `of_rows` reads, for a JSON column."""
        return {"kind": self.kind.value, "measures": self.measures, "cheapest": self.cheapest}

    @classmethod
    def of_rows(cls, rows: Mapping[str, Any]) -> "Choice":
        return cls(
            kind=PlanKind(rows["kind"]), measures=tuple(rows["measures"]), cheapest=tuple(rows["cheapest"])
        )


NOTHING_CHOSEN = Choice()


def choice_of(recommended: Recommended | None) -> Choice:
    """Return what to keep of a recommendation. None: no plan is to be made."""
    if recommended is None or recommended.cheapest is None or recommended.plan is None:
        return NOTHING_CHOSEN
    return Choice(kind=recommended.kind, measures=recommended.plan.codes, cheapest=recommended.cheapest.codes)


def recommended_by(choice: Choice, goal: Goal, situation: Situation) -> Recommended:
    """Return what was recommended to the target of a goal without bounds, in the situation of then.

    Where nothing was chosen, what stood in the way is not found again: `found` is None.
    Raises BrokenPlan where the measures do not lead to the target: it was another situation.
    """
    if goal.target is None or not choice.measures:
        return Recommended(goal=goal, situation=situation, kind=goal.kind, found=None)
    plan, least = (_plan(codes, situation, goal.target) for codes in (choice.measures, choice.cheapest))
    return beside_cheapest(goal, goal.target, situation, kind=choice.kind, plan=plan, least=least)


def _plan(codes: tuple[str, ...], situation: Situation, target: int) -> Plan:
    closed = closed_items(situation.standard, situation.answers)
    return make_plan(situation, frozenset(codes), closed, UNBOUNDED, level=target)
