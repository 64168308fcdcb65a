"""How long plan and support take for firms with the whole synthetic library, every bound in turn."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import cycle

from enterprises.domain.facts import YES, Facts, Topic
from enterprises.domain.size import SizeClass
from enterprises.domain.standing import Ownership
from roadmap.domain.exchange import read_library
from roadmap.domain.matching import Applicant, facts_of, matches
from roadmap.domain.planning import Bounds, Goal, Plan, PriorityAim, recommend
from roadmap.domain.spending import project_of
from roadmap.domain.support_plan import support_plan
from tests.planning.full_library import full_situation
from tests.standards.fixtures import standard_2024

BOUNDS = (
    Bounds(),
    Bounds(budget=Decimal(150)),
    Bounds(months=12),
    Bounds(budget=Decimal(300), months=18),
)
# As the sectors of the committed library have them: a few scenes in each of three stages.
PRIORITIES = tuple(
    PriorityAim(scene=scene, weight=weight, targets=targets)
    for scene, weight, targets in (
        ("S01", 4, (2, None, None)),
        ("S06", 5, (2, 3, None)),
        ("S07", 5, (None, 3, 4)),
        ("S08", 4, (2, None, 4)),
        ("S09", 4, (None, 3, None)),
        ("S12", 3, (None, 3, None)),
        ("S14", 3, (None, None, 4)),
    )
)


DAY = date(2026, 3, 2)  # most notices of the library hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Times of as many firms, in milliseconds of one processor, the shortest first.

    `plans`: to the next level, which is the recommended one; `further`: to the one after it.
    """

    plans: list[float]
    further: list[float]
    support: list[float]


def measure(firms: int = 1000) -> Times:
    """Measure recommended plans to the next level and to the one after, both solves together, and for each
    the best combination of support with all that may be asked.

    A target out of reach counts with all that is then worked out: the best level, what each bound costs.
    """
    standard, times = standard_2024(), Times(plans=[], further=[], support=[])
    for seed, bounds, applicant in zip(range(firms), cycle(BOUNDS), cycle(_applicants()), strict=False):
        situation = replace(full_situation(standard, seed=seed), priorities=PRIORITIES, at_once=3)
        above = range(situation.level + 1, standard.rule.top + 1)
        for target, taken in zip(above, (times.plans, times.further), strict=False):
            start = time.process_time()
            plan = recommend(Goal(target=target, bounds=bounds), situation).plan
            taken.append(1000 * (time.process_time() - start))
            if plan is not None and plan.steps:
                there = replace(applicant, level=situation.level, target=plan.level)
                times.support.append(_support(plan, there))
    for taken in (times.plans, times.further, times.support):
        taken.sort()
    return times


def _support(plan: Plan, applicant: Applicant) -> float:
    start = time.process_time()
    support_plan(project_of(plan, DAY), matches(SUPPORT, applicant), applicant.facts)
    return 1000 * (time.process_time() - start)


SUPPORT = read_library().support_measures


def _applicants() -> Iterator[Applicant]:
    """Return firms of each place that has support of its own: one that has said nothing, and one that meets
    all that can be asked."""
    everything = {fact for measure in SUPPORT for fact in facts_of(measure)}
    said = {fact: Ownership.PRIVATE if fact.topic is Topic.OWNERSHIP else YES for fact in everything}
    for region in sorted({measure.region for measure in SUPPORT}):
        for facts in (Facts(), Facts(said)):
            yield Applicant(
                region=region or "340800",
                sector="machinery",
                size=SizeClass.SMALL,
                level=1,
                day=DAY,
                facts=facts,
            )


def text_of(times: list[float]) -> str:
    """Return the middle, the 95th of a hundred and the longest."""
    middle, most = times[len(times) // 2], times[len(times) * 95 // 100]
    return f"p50 {middle:.1f}, p95 {most:.1f}, max {times[-1]:.1f}"
