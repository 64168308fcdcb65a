"""What a kept plan is made from, in a form that stays readable whatever becomes of the library.

The measures are copied as they were, with the effort that was used. Everything else about the plan
(order, worth of each step, what it leads to) follows from these and the answers, by the planner's own rules.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import cast

from editing.domain.canonical import canonical_json
from editing.domain.schema import read, write
from editing.domain.texts import Text
from roadmap.domain.measure import Measure, OptionStep
from roadmap.domain.planning import Bounds, Effort, Money, Months, Plan, Situation
from roadmap.domain.planning.effects import closed_items, with_option
from roadmap.domain.planning.order import before
from roadmap.domain.planning.plan import make_plan
from roadmap.domain.planning.working import Before
from standards.domain.answers import Answers
from standards.domain.standard import Standard

LAST = 32  # plans that a process keeps as text and as values: each page of a plan needs them, 100 KB each


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEffort:
    """What a measure was taken to ask of the firm; `quoted`: by its own quote, else 参考估算."""

    code: str
    cost_low: Decimal
    cost_high: Decimal
    months_low: int
    months_high: int
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A plan with the bounds that it was made within. `expected`: outcomes that the firm counts on."""

    target: int
    level: int  # what the answers are graded at once all is done; below the target where that is out of reach
    budget: Decimal | None = None  # 万元
    months: int | None = None
    excluded: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    expected: tuple[OptionStep, ...] = ()
    stays_best: bool | None = None
    at_once: int | None = None  # how many steps run at the same time at most; None: as many as can
    at_high_prices: bool = False  # the budget holds for the upper ends of the costs
    measures: tuple[Measure, ...] = ()
    efforts: tuple[KeptEffort, ...] = ()

    @property
    def bounds(self) -> Bounds:
        return Bounds(
            budget=self.budget,
            months=self.months,
            excluded=frozenset(self.excluded),
            wanted=frozenset(self.wanted),
            at_once=self.at_once,
            at_high_prices=self.at_high_prices,
        )


def keep(
    plan: Plan, bounds: Bounds, *, target: int, expected: Mapping[str, str], quoted: frozenset[str]
) -> Kept:
    """Return what is to be kept of a plan. `expected`: options by question; `quoted`: codes of measures."""
    return Kept(
        target=target,
        level=plan.level,
        budget=bounds.budget,
        months=bounds.months,
        excluded=tuple(sorted(bounds.excluded)),
        wanted=tuple(sorted(bounds.wanted)),
        expected=tuple(OptionStep(question=code, option=key) for code, key in sorted(expected.items())),
        stays_best=plan.stays_best,
        at_once=plan.at_once,
        at_high_prices=bounds.at_high_prices,
        # Whether they still hold on some later day is of no matter to a plan that was made with them.
        measures=tuple(replace(step.measure, valid_from=None, valid_until=None) for step in plan.steps),
        efforts=tuple(
            KeptEffort(
                code=step.measure.code,
                cost_low=step.effort.cost.low,
                cost_high=step.effort.cost.high,
                months_low=step.effort.months.low,
                months_high=step.effort.months.high,
                quoted=step.measure.code in quoted,
            )
            for step in plan.steps
        ),
    )


@lru_cache(maxsize=LAST)
def dump(kept: Kept) -> str:
    """Return canonical JSON: equal plans give the same bytes."""
    return canonical_json(write(kept))


@lru_cache(maxsize=LAST)
def load(text: str) -> Kept:
    """Return what `dump` wrote."""
    return cast(Kept, read(Kept, json.loads(text, parse_float=Decimal)))


def measure_of(text: str, code: str) -> Measure:
    """Return a measure of the plan that `dump` wrote. Raises StopIteration where it has none of this code."""
    return next(measure for measure in load(text).measures if measure.code == code)


def titles(text: str) -> dict[str, Text]:
    """Return the titles of the plan's measures by code. All that lists need, a hundredth of the whole."""
    return {measure["code"]: Text(**measure["title"]) for measure in json.loads(text)["measures"]}


def situation_of(kept: Kept, standard: Standard, answers: Answers) -> Situation:
    """Return where the firm stood, with the measures of the plan alone. `answers`: as submitted."""
    given = answers
    for expected in kept.expected:
        given = with_option(standard, given, expected.question, expected.option)
    return Situation(
        standard=standard,
        answers=given,
        measures=kept.measures,
        efforts={
            effort.code: Effort(
                cost=Money(low=effort.cost_low, high=effort.cost_high),
                months=Months(low=effort.months_low, high=effort.months_high),
            )
            for effort in kept.efforts
        },
    )


def closed_in(kept: Kept, situation: Situation) -> frozenset[str]:
    """Return the codes of what no step of the plan raises."""
    wanted = [measure for measure in kept.measures if measure.code in kept.wanted]
    return closed_items(situation.standard, situation.answers, wanted)


def restore(kept: Kept, standard: Standard, answers: Answers) -> Plan:
    """Return the plan as it was kept, computed anew from the answers that were submitted.

    Raises BrokenPlan where it does not lead any more to what it promised: a defect of ours.
    """
    situation = situation_of(kept, standard, answers)
    return make_plan(
        situation,
        _codes(kept),
        closed_in(kept, situation),
        kept.bounds,
        level=kept.level,
        stays_best=kept.stays_best,
    )


def waits(kept: Kept, standard: Standard, answers: Answers) -> Before:
    """Map the code of each measure of the plan to the codes of those that come before it."""
    situation = situation_of(kept, standard, answers)
    return before(situation, _codes(kept), closed_in(kept, situation))


def _codes(kept: Kept) -> frozenset[str]:
    return frozenset(measure.code for measure in kept.measures)
