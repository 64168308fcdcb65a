"""The sectors' own measures: what they ask fits their stage and the measures for every sector, and what has
to come before is only what really must."""

import re
from collections.abc import Iterator
from decimal import Decimal
from graphlib import TopologicalSorter

import pytest

from roadmap.domain.entries import Estimate, Size
from roadmap.domain.measure import Measure, OptionStep, SceneStep
from roadmap.domain.sector import Sector, Stage
from tests.library import committed_library

LIBRARY = committed_library()
GENERAL = [measure for measure in LIBRARY.measures if not measure.sector]
OWN = [measure for measure in LIBRARY.measures if measure.sector]
BY_CODE = {measure.code: measure for measure in LIBRARY.measures}
STAGES = [
    pytest.param(sector, stage, id=f"{sector.code}-{stage.code}")
    for sector in LIBRARY.sectors
    for stage in sector.stages
]
SOURCED = re.compile("来源评级|口述")


def estimate(measure: Measure, size: Size) -> Estimate | None:
    return next((one for one in measure.costs if one.size == size), None)


def general_estimate(measure: Measure, size: Size) -> Estimate:
    """Return what a measure for every sector asks of a size; each has an estimate for all sizes."""
    found = estimate(measure, size)
    assert found is not None, measure.code
    return found


def measures_of(sector: Sector, stage: Stage) -> list[Measure]:
    return [m for m in OWN if (m.sector, m.stage) == (sector.code, stage.code)]


def estimated() -> Iterator[tuple[Measure, Estimate]]:
    return ((measure, one) for measure in OWN for one in measure.costs)


# --- what they ask, beside their stage -----------------------------------------------------------


@pytest.mark.parametrize(("sector", "stage"), STAGES)
def test_all_measures_of_a_stage_together_cost_no_more_than_the_stage(sector: Sector, stage: Stage) -> None:
    for whole in stage.estimates:
        parts = [one for m in measures_of(sector, stage) if (one := estimate(m, whole.size))]
        assert sum((one.cost_high for one in parts), Decimal(0)) <= whole.cost_high, whole.size


@pytest.mark.parametrize(("sector", "stage"), STAGES)
def test_measures_that_wait_for_each_other_are_done_within_the_months_of_their_stage(
    sector: Sector, stage: Stage
) -> None:
    for whole in stage.estimates:
        for measure in measures_of(sector, stage):
            if estimate(measure, whole.size):
                assert longest_wait(measure, whole.size) <= whole.months_high, (measure.code, whole.size)


def longest_wait(measure: Measure, size: Size) -> int:
    """Return the months, by the upper ends, until the measure is done: with all that it waits for in its own
    stage, be it the sector's or for every sector."""
    finished: dict[str, int] = {}
    for code in TopologicalSorter(waits_in_stage(measure)).static_order():
        own = estimate(BY_CODE[code], size)
        before = [finished[other] for other in BY_CODE[code].prerequisites if other in finished]
        finished[code] = max(before, default=0) + (own.months_high if own else 0)
    return finished[measure.code]


def waits_in_stage(measure: Measure) -> dict[str, set[str]]:
    before = {code for code in measure.prerequisites if BY_CODE[code].stage == measure.stage}
    graph = {measure.code: before}
    for code in before:
        graph |= waits_in_stage(BY_CODE[code])
    return graph


@pytest.mark.parametrize(("sector", "stage"), STAGES)
def test_every_measure_has_an_estimate_for_each_size_that_its_stage_has_one_for(
    sector: Sector, stage: Stage
) -> None:
    sizes = [whole.size for whole in stage.estimates]
    for measure in measures_of(sector, stage):
        assert [one.size for one in measure.costs] == sizes, measure.code


# --- what they ask, beside each other ------------------------------------------------------------


def test_costs_are_whole_or_half_and_never_fall_with_the_size() -> None:
    for measure in OWN:
        sizes = [one for size in Size if (one := estimate(measure, size))]
        lows, highs = [one.cost_low for one in sizes], [one.cost_high for one in sizes]
        assert all(cost * 2 % 1 == 0 for cost in (*lows, *highs)), measure.code
        assert (lows, highs) == (sorted(lows), sorted(highs)), measure.code
        assert all(one.cost_high > 0 and one.months_low >= 1 for one in sizes), measure.code


def test_serving_several_scenes_costs_at_least_as_much_as_the_cheapest_step_of_one() -> None:
    for measure, one in estimated():
        if len(measure.scenes) > 1:
            steps = [general_estimate(m, one.size) for m in climbing(measure)]
            assert one.cost_low >= min(step.cost_low for step in steps), (measure.code, one.size)
            assert one.cost_high >= min(step.cost_high for step in steps), (measure.code, one.size)


def test_buying_together_costs_no_more_than_buying_apart() -> None:
    for measure, one in estimated():
        apart = [general_estimate(m, one.size) for m in bought_apart(measure, one.size)]
        assert one.cost_low <= sum(part.cost_low for part in apart), (measure.code, one.size)
        assert one.cost_high <= sum(part.cost_high for part in apart), (measure.code, one.size)


def climbing(measure: Measure) -> list[Measure]:
    """Return the measures for every sector that climb, level by level, what this one climbs."""
    return [m for m in GENERAL if any(within(step, own) for step in m.steps for own in measure.steps)]


def within(step: SceneStep, own: SceneStep) -> bool:
    return step.scene == own.scene and own.from_level <= step.from_level and step.to_level <= own.to_level


def bought_apart(measure: Measure, size: Size) -> list[Measure]:
    """Return the measures for every sector that together give all that this one gives: those that climb its
    scenes, and for each option that they leave open the cheapest that gives it."""
    steps = climbing(measure)
    given = {option for m in steps for option in m.options}
    return steps + [cheapest(option, size) for option in measure.options if option not in given]


def cheapest(option: OptionStep, size: Size) -> Measure:
    giving = [m for m in GENERAL if option in m.options and not m.steps]
    return min(giving, key=lambda m: general_estimate(m, size).cost_high)


# --- what comes before, and what is said ---------------------------------------------------------


def test_what_has_to_come_before_is_not_said_by_the_levels_already() -> None:
    for measure in OWN:
        begins = {step.scene: step.from_level for step in measure.steps}
        for code in measure.prerequisites:
            before = BY_CODE[code]
            reached = [step.to_level <= begins.get(step.scene, -1) for step in before.steps]
            assert not (reached and all(reached)), (measure.code, code)


def test_texts_that_are_there_are_there_in_both_languages() -> None:
    for measure in OWN:
        texts = (measure.title, measure.how, measure.done_when, measure.proof, measure.effect)
        assert all(text.en for text in (*texts, *measure.systems) if text), measure.code


def test_an_effect_in_figures_says_where_they_come_from() -> None:
    for measure in OWN:
        if measure.effect and "%" in measure.effect.zh:
            assert SOURCED.search(measure.effect.zh), measure.code
