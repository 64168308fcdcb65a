"""In which order the measures of a plan are done, and how long that takes.

A measure waits for its prerequisites in the plan, and on a scene that it raises for those that begin at a
lower level. What does not wait may be done at the same time, as far as the firm can.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from roadmap.domain.planning.effects import live_steps
from roadmap.domain.planning.inputs import Bounds, Months, Situation
from roadmap.domain.planning.working import Before, Slot, working_order

# Chains that are known from the beginning, at most; the others are found when they are met.
CLASHES = 500
LONGEST = 4  # steps in one


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Measures in an order that can be done, with what each waits for.

    `slots`: when each runs at the upper end of all months. `months`: until the last is done, at both ends.
    `at_once`: how many run at the same time at most; None: as many as can.
    """

    codes: tuple[str, ...]
    waits: Before
    slots: Mapping[str, Slot]
    months: Months
    at_once: int | None


def before(situation: Situation, codes: Iterable[str], closed: frozenset[str]) -> Before:
    """Map each of these measures to those of them that come before it."""
    chosen = [situation.measure_by_code[code] for code in sorted(codes)]
    inside = {measure.code for measure in chosen}
    begins: dict[str, list[tuple[int, str]]] = {}
    for measure in chosen:
        for step in live_steps(situation.scene_levels, measure, closed):
            begins.setdefault(step.scene, []).append((step.from_level, measure.code))
    found = {measure.code: inside.intersection(measure.prerequisites) for measure in chosen}
    for scene, steps in begins.items():
        for begin, code in steps:
            if begin > situation.scene_levels.get(scene, 0):
                found[code] |= {other for lower, other in steps if lower < begin}
    return {code: frozenset(others) for code, others in found.items()}


def course(situation: Situation, codes: Iterable[str], closed: frozenset[str], bounds: Bounds) -> Course:
    """Put measures in the order of working, no more at once than the bounds or else the situation allow.

    Where that takes longer than the bound of months, as few more at once as it takes.
    Raises CycleError where measures wait for each other in a circle.
    """
    waits = before(situation, codes, closed)
    TopologicalSorter(waits).prepare()
    usual = bounds.at_once or situation.at_once
    everything = max(1, len(waits))
    for at_once in range(min(usual or everything, everything), everything + 1):
        high, low = working_order(waits, situation.efforts, at_once)
        if bounds.months is None or _duration(high) <= bounds.months:
            break
    return Course(
        codes=tuple(high),
        waits=waits,
        slots=high,
        months=Months(low=_duration(low), high=_duration(high)),
        at_once=None if usual is None else max(usual, at_once),
    )


def _slots(situation: Situation, ordered: Iterable[str], waits: Before) -> dict[str, Slot]:
    """Return when each step would run if all began as early as they can; `ordered` puts each after what it
    waits for."""
    slots: dict[str, Slot] = {}
    for code in ordered:
        start = max((slots[other].finish for other in waits[code]), default=0)
        slots[code] = Slot(start=start, finish=start + situation.efforts[code].months.high)
    return slots


def _duration(slots: Mapping[str, Slot]) -> int:
    return max((slot.finish for slot in slots.values()), default=0)


def obstacles(
    situation: Situation, codes: Iterable[str], closed: frozenset[str], months: int | None
) -> tuple[frozenset[str], ...]:
    """Return sets of these measures that no plan may hold together: those that wait for each other in a
    circle, and those that wait in a chain which takes too long. Empty: they can be done in time."""
    waits = before(situation, codes, closed)
    sorter = TopologicalSorter(waits)
    try:
        order = tuple(sorter.static_order())
    except CycleError as error:
        return (frozenset(error.args[1]),)
    if months is None:
        return ()
    slots = _slots(situation, order, waits)
    late = (code for code in sorted(waits) if slots[code].finish > months >= slots[code].start)
    return tuple(frozenset(_chain(code, waits, slots)) for code in late)


def clashes(
    situation: Situation, codes: Iterable[str], closed: frozenset[str], months: int | None
) -> tuple[frozenset[str], ...]:
    """Return sets out of these measures that `obstacles` would name, short chains first; not all where there
    are many. What a measure needs before it is left out of a set: it is in every plan that holds the measure.
    """
    waits = before(situation, codes, closed)
    paths: deque[tuple[str, ...]] = deque((code,) for code in waits)
    found: dict[frozenset[str], None] = {}
    while paths and len(found) < CLASHES:
        path = paths.popleft()
        if months is not None and sum(situation.efforts[code].months.high for code in path) > months:
            found[_unforced(situation, path)] = None
            continue
        for code in sorted(waits[path[0]]):
            if code in path:
                found[_unforced(situation, path[: path.index(code) + 1])] = None
            elif len(path) < LONGEST:
                paths.append((code, *path))
    return tuple(found)


def _unforced(situation: Situation, path: tuple[str, ...]) -> frozenset[str]:
    """Return the codes of a chain but those that the next one in it needs anyway."""
    forced = {code for code, then in pairwise(path) if code in situation.measure_by_code[then].prerequisites}
    return frozenset(path) - forced


def _chain(code: str, waits: Before, slots: Mapping[str, Slot]) -> list[str]:
    """Return the longest chain that ends with this step."""
    chain = [code]
    while slots[chain[-1]].start > 0:
        start = slots[chain[-1]].start
        chain.append(next(other for other in sorted(waits[chain[-1]]) if slots[other].finish == start))
    return chain
