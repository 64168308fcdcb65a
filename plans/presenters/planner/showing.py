"""A plan as the planner page shows it: its steps with their actions, what changes, and how it is kept."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from editing.domain.texts import Text
from plans.domain import kept
from plans.domain.goals import (
    address_of,
    eased,
    insisting_on,
    leaving_out,
    no_longer_insisting_on,
    query_of,
)
from plans.selectors.planner import PlannerInputs
from roadmap.domain.measure import Measure
from roadmap.domain.planning import Missing, Plan, PlannedStep, Recommended, Without
from roadmap.models import Quote
from standards.domain.grading import conditions, grade


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A step with what can be done about it. `opens`: titles of the steps that waited for it as the last.

    The addresses are query strings of the page. `months`: how long the whole plan takes.
    """

    number: int
    step: PlannedStep
    months: int
    opens: tuple[Text, ...]
    reaches: Text | None  # the name of a level that the firm has with this step for the first time
    quote: Quote | None
    wanted: bool
    leave_out: str
    insist: str
    enter_quote: str

    @property
    def lasts(self) -> int:
        return self.step.slot.finish - self.step.slot.start


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """One thing that the level aimed at asks for, now and after the plan."""

    name: str  # the field of the threshold
    needed: Decimal
    now: Decimal
    then: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """What the target takes once a bound is given up, and the page that does so."""

    without: Without
    address: str
    budget: Decimal | None
    months: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """An item that no measure raises, and the measures that would, if they could be planned."""

    missing: Missing
    measures: tuple[tuple[Measure, str], ...]  # with the page to enter a quote


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPlan:
    """The plan for a goal with all that the page says of it. `query`: the goal alone."""

    outcome: Recommended
    query: str
    rows: tuple[StepRow, ...]
    aimed: int
    changes: tuple[LevelChange, ...]
    ways_out: tuple[WayOut, ...]
    lacks: tuple[Lack, ...]
    seen: str  # tells one plan from another: what is kept must be what was seen

    @property
    def plan(self) -> Plan | None:
        return self.outcome.plan

    @property
    def hurries(self) -> bool:
        """Return whether the bound of months makes the firm do more at once than it would."""
        usual = self.outcome.goal.bounds.at_once or self.outcome.situation.at_once
        at_once = self.plan.at_once if self.plan else None
        return usual is not None and at_once is not None and at_once > usual

    @property
    def quoted(self) -> int:
        """How many steps go by the firm's own quotes."""
        return sum(row.quote is not None for row in self.rows)


def shown_plan(inputs: PlannerInputs, outcome: Recommended, *, against: str = "") -> ShownPlan:
    """Return what the page says of an outcome. `against`: what it is compared with, for its links."""
    shortfall = outcome.shortfall
    aimed = _aimed(inputs, outcome)
    return ShownPlan(
        outcome=outcome,
        query=query_of(outcome.goal),
        rows=_rows(inputs, outcome, against),
        aimed=aimed,
        changes=_changes(inputs, outcome, aimed) if aimed else (),
        ways_out=tuple(_way_out(outcome, one, against) for one in shortfall.without) if shortfall else (),
        lacks=tuple(_lack(outcome, one, against) for one in shortfall.missing) if shortfall else (),
        seen=digest_of(inputs, outcome) if outcome.plan else "",
    )


def content_of(inputs: PlannerInputs, outcome: Recommended, plan: Plan) -> kept.Kept:
    """Return what is to be kept of the plan of an outcome."""
    goal = outcome.goal
    return kept.keep(
        plan,
        goal.bounds,
        target=plan.level if goal.target is None else goal.target,
        expected=goal.expected,
        quoted=frozenset(inputs.quotes),
    )


def digest_of(inputs: PlannerInputs, outcome: Recommended) -> str:
    """Return what tells the plan of an outcome from any other, empty where there is none."""
    if outcome.plan is None:
        return ""
    return hashlib.sha256(kept.dump(content_of(inputs, outcome, outcome.plan)).encode()).hexdigest()[:16]


def _rows(inputs: PlannerInputs, outcome: Recommended, against: str) -> tuple[StepRow, ...]:
    plan = outcome.plan
    if plan is None:
        return ()
    before = (outcome.situation.level, *(step.level for step in plan.steps))
    return tuple(
        _row(inputs, outcome, step, against=against, number=number, before=before[number - 1])
        for number, step in enumerate(plan.steps, start=1)
    )


def _row(
    inputs: PlannerInputs,
    outcome: Recommended,
    step: PlannedStep,
    *,
    against: str,
    number: int,
    before: int,
) -> StepRow:
    goal, code = outcome.goal, step.measure.code
    wanted = code in goal.bounds.wanted
    other = no_longer_insisting_on(goal, code) if wanted else insisting_on(goal, code)
    known = outcome.situation.measure_by_code
    return StepRow(
        number=number,
        step=step,
        months=outcome.plan.months.high if outcome.plan else 0,
        opens=tuple(known[opened].title for opened in step.opens),
        reaches=inputs.content.standard.rule.name(step.level) if step.level > before else None,
        quote=inputs.quotes.get(code),
        wanted=wanted,
        leave_out=address_of(leaving_out(goal, code), against=against),
        insist=address_of(other, against=against),
        enter_quote=address_of(goal, against=against, quote=code),
    )


def _aimed(inputs: PlannerInputs, outcome: Recommended) -> int:
    """Return the level whose conditions say most about the plan: the target, else the next one after it."""
    if outcome.goal.target is not None:
        return outcome.goal.target
    plan, top = outcome.plan, inputs.content.standard.rule.top
    return min(plan.level + 1, top) if plan else 0


def _changes(inputs: PlannerInputs, outcome: Recommended, level: int) -> tuple[LevelChange, ...]:
    if outcome.plan is None:
        return ()
    standard = inputs.content.standard
    now, then = (
        conditions(standard.rule, level, grade(standard, answers).reached)
        for answers in (inputs.content.answers, outcome.plan.projected)
    )
    return tuple(
        LevelChange(name=before.name, needed=before.needed, now=before.reached, then=after.reached)
        for before, after in zip(now, then, strict=True)
    )


def _way_out(outcome: Recommended, without: Without, against: str) -> WayOut:
    goal, wider = outcome.goal, eased(outcome.goal, without)
    return WayOut(
        without=without,
        address=address_of(wider, against=against),
        budget=wider.bounds.budget if wider.bounds.budget != goal.bounds.budget else None,
        months=wider.bounds.months if wider.bounds.months != goal.bounds.months else None,
    )


def _lack(outcome: Recommended, missing: Missing, against: str) -> Lack:
    known = outcome.situation.measure_by_code
    return Lack(
        missing=missing,
        measures=tuple(
            (known[code], address_of(outcome.goal, against=against, quote=code)) for code in missing.measures
        ),
    )
