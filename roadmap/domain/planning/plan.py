"""A plan: the steps in the order of doing, what each is worth, what all cost, and what the firm then has."""

from dataclasses import dataclass
from decimal import Decimal

from roadmap.domain.measure import Measure
from roadmap.domain.planning.effects import after, items_of
from roadmap.domain.planning.inputs import Bounds, Effort, Money, Months, Situation
from roadmap.domain.planning.order import Course, course
from roadmap.domain.planning.working import Before, Slot
from standards.domain.answers import Answers, QuestionAnswer, SceneAnswer
from standards.domain.grading import grade
from standards.domain.scoring import score


class BrokenPlan(RuntimeError):
    """A plan does not keep what it promises when it is recomputed exactly. It is never shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """An item whose answer changes, with the answers before and after the step."""

    code: str
    before: QuestionAnswer | SceneAnswer
    after: QuestionAnswer | SceneAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """A measure in a plan.

    `rises`: what it raises when its turn comes; empty for one that only prepares others. `points`: what that
    adds to the score. `level`: the firm's level once it is done. `opens`: codes of the steps that waited for
    this one as the last. `slot`: when it runs at the upper end of all months.
    """

    measure: Measure
    effort: Effort
    slot: Slot
    rises: tuple[Rise, ...]
    points: Decimal
    level: int
    opens: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Steps in the order of working; `level` is what the projected answers are graded at.

    `cost`: both ends added up; `months`: until the last step is done, at both ends. `at_once`: how many steps
    run at the same time at most; None: as many as can.
    `stays_best`: whether no other plan to the level is cheaper, be all costs at their lower or all at their
    upper ends; None where that was not asked.
    """

    steps: tuple[PlannedStep, ...]
    cost: Money
    months: Months
    at_once: int | None
    projected: Answers
    points: Decimal
    level: int
    stays_best: bool | None

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(step.measure.code for step in self.steps)

    @property
    def raised(self) -> frozenset[str]:
        """The codes of the scenes and questions that any step raises."""
        return frozenset(rise.code for step in self.steps for rise in step.rises)


def make_plan(
    situation: Situation,
    codes: frozenset[str],
    closed: frozenset[str],
    bounds: Bounds,
    *,
    level: int,
    stays_best: bool | None = None,
) -> Plan:
    """Put measures in order and recompute exactly what they cost and lead to.

    Raises BrokenPlan where that is not the level promised within the bounds.
    """
    way = course(situation, codes, closed, bounds)
    steps, answers = _steps(situation, way, closed)
    plan = Plan(
        steps=steps,
        cost=Money.total(step.effort.cost for step in steps),
        months=way.months,
        at_once=way.at_once,
        projected=answers,
        points=score(situation.standard, answers).total.points,
        level=grade(situation.standard, answers).level,
        stays_best=stays_best,
    )
    _check(plan, bounds, level)
    return plan


def _steps(
    situation: Situation, way: Course, closed: frozenset[str]
) -> tuple[tuple[PlannedStep, ...], Answers]:
    standard, answers = situation.standard, situation.answers
    points = score(standard, answers).total.points
    steps = []
    for place, code in enumerate(way.codes):
        measure = situation.measure_by_code[code]
        raised = after(standard, answers, measure, closed)
        card = score(standard, raised)
        steps.append(
            PlannedStep(
                measure=measure,
                effort=situation.efforts[code],
                slot=way.slots[code],
                rises=_rises(measure, answers, raised),
                points=card.total.points - points,
                level=grade(standard, raised, card).level,
                opens=_opened(way.codes[: place + 1], way.waits),
            )
        )
        answers, points = raised, card.total.points
    return tuple(steps), answers


def _rises(measure: Measure, old: Answers, new: Answers) -> tuple[Rise, ...]:
    earlier, later = {**old.questions, **old.scenes}, {**new.questions, **new.scenes}
    return tuple(
        Rise(code=code, before=earlier[code], after=later[code])
        for code in items_of(measure)
        if earlier[code] != later[code]
    )


def _opened(done: tuple[str, ...], waits: Before) -> tuple[str, ...]:
    """Return the codes of the steps that waited for the last one done, and for nothing that is not done."""
    return tuple(code for code, others in waits.items() if done[-1] in others and others <= set(done))


def _check(plan: Plan, bounds: Bounds, level: int) -> None:
    if plan.level < level:
        raise BrokenPlan(f"level {level} was promised, {plan.level} is what the answers give")
    if bounds.budget is not None and bounds.counted(plan.cost) > bounds.budget:
        raise BrokenPlan(f"{bounds.counted(plan.cost)} is over the budget of {bounds.budget}")
    if bounds.months is not None and plan.months.high > bounds.months:
        raise BrokenPlan(f"{plan.months.high} months are more than {bounds.months}")
    if bounds.excluded & set(plan.codes):
        raise BrokenPlan("an excluded measure is in the plan")
