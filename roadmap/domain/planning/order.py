"""In which order the measures of a plan can be done, and how long that takes.

A measure waits for its prerequisites in the plan, and on a scene that it raises for those that begin at a
lower level. What does not wait is done at the same time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

from roadmap.domain.planning.effects import live_steps
from roadmap.domain.planning.inputs import Months, Situation

Before = Mapping[str, frozenset[str]]  # by code: the codes that come before, all of them in the plan
Place = tuple[int, Decimal]  # which of several is next: lowest level, cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When a step runs if each starts as early as it can: months from the beginning."""

    start: int
    finish: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Measures in an order that can be done, with what each waits for.

    `slots`: when each runs at the upper end of all months. `months`: until the last is done, at both ends.
    """

    codes: tuple[str, ...]
    waits: Before
    slots: Mapping[str, Slot]
    months: Months


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


def course(situation: Situation, codes: Iterable[str], closed: frozenset[str]) -> Course:
    """Put measures in an order in which each follows what it waits for; of those that could be next comes the
    one that begins at the lowest level, then the cheaper, then by code.

    Raises CycleError where measures wait for each other in a circle.
    """
    waits = before(situation, codes, closed)
    ordered = _ordered(waits, {code: _place(situation, code, closed) for code in waits})
    low, high = (_slots(situation, ordered, waits, end) for end in ("low", "high"))
    months = Months(low=_duration(low), high=_duration(high))
    return Course(codes=ordered, waits=waits, slots=high, months=months)


def _ordered(waits: Before, places: Mapping[str, Place]) -> tuple[str, ...]:
    sorter = TopologicalSorter(waits)
    sorter.prepare()
    ready: list[tuple[Place, str]] = []
    done: list[str] = []
    while sorter.is_active():
        ready = sorted(ready + [(places[code], code) for code in sorter.get_ready()])
        _, code = ready.pop(0)
        done.append(code)
        sorter.done(code)
    return tuple(done)


def _place(situation: Situation, code: str, closed: frozenset[str]) -> Place:
    steps = live_steps(situation.scene_levels, situation.measure_by_code[code], closed)
    lowest = min((step.from_level for step in steps), default=0)
    return lowest, situation.efforts[code].cost.mid


def _slots(situation: Situation, ordered: Iterable[str], waits: Before, end: str) -> dict[str, Slot]:
    """Return when each step runs; `ordered` puts each after what it waits for."""
    slots: dict[str, Slot] = {}
    for code in ordered:
        start = max((slots[other].finish for other in waits[code]), default=0)
        slots[code] = Slot(start=start, finish=start + getattr(situation.efforts[code].months, end))
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
    slots = _slots(situation, order, waits, "high")
    late = (code for code in sorted(waits) if slots[code].finish > months >= slots[code].start)
    return tuple(frozenset(_chain(code, waits, slots)) for code in late)


def _chain(code: str, waits: Before, slots: Mapping[str, Slot]) -> list[str]:
    """Return the longest chain that ends with this step."""
    chain = [code]
    while slots[chain[-1]].start > 0:
        start = slots[chain[-1]].start
        chain.append(next(other for other in sorted(waits[chain[-1]]) if slots[other].finish == start))
    return chain
