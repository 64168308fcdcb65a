"""How long the recommendation takes for firms with the whole synthetic library, every bound in turn."""

import time
from dataclasses import replace
from decimal import Decimal
from itertools import cycle

from roadmap.domain.planning import Bounds, Goal, PriorityAim, recommend
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


def planner(firms: int = 1000) -> str:
    """Return the times of recommended plans to the next level or the one after, both solves together, in
    milliseconds of one processor.

    A target out of reach counts with all that is then worked out: the best level, what each bound costs.
    """
    standard, times = standard_2024(), []
    for seed, bounds in zip(range(firms), cycle(BOUNDS), strict=False):
        situation = replace(full_situation(standard, seed=seed), priorities=PRIORITIES, at_once=3)
        target = min(situation.level + 1 + seed % 2, standard.rule.top)
        start = time.process_time()
        recommend(Goal(target=target, bounds=bounds), situation)
        times.append(1000 * (time.process_time() - start))
    times.sort()
    middle, most = times[firms // 2], times[firms * 95 // 100]
    return f"p50 {middle:.0f}, p95 {most:.0f}, max {times[-1]:.0f}   goal: p95 ≤ 150, max ≤ 1000"
