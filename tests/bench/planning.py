"""How long the planner takes for firms with the whole synthetic library, every bound in turn."""

import time
from decimal import Decimal
from itertools import cycle

from roadmap.domain.planning import Bounds, plan_to
from tests.planning.full_library import full_situation
from tests.standards.fixtures import standard_2024

BOUNDS = (
    Bounds(),
    Bounds(budget=Decimal(150)),
    Bounds(months=12),
    Bounds(budget=Decimal(300), months=18),
)


def planner(firms: int = 1000) -> str:
    """Return the times of plans to the next level or the one after, in milliseconds of one processor.

    A target out of reach counts with all that is then worked out: the best level, what each bound costs.
    """
    standard, times = standard_2024(), []
    for seed, bounds in zip(range(firms), cycle(BOUNDS), strict=False):
        situation = full_situation(standard, seed=seed)
        target = min(situation.level + 1 + seed % 2, standard.rule.top)
        start = time.process_time()
        plan_to(situation, target, bounds)
        times.append(1000 * (time.process_time() - start))
    times.sort()
    middle, most = times[firms // 2], times[firms * 95 // 100]
    return f"p50 {middle:.0f}, p95 {most:.0f}, max {times[-1]:.0f}   goal: p95 ≤ 100, max ≤ 1000"
