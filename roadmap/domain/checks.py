"""Whether an entry is sound in itself, against the standard that it speaks of."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from editing.domain.schema import ExchangeError, read, write
from enterprises.domain import divisions, regions
from roadmap.domain.case import Case
from roadmap.domain.entries import Entry, Estimate, Evidence, Kind
from roadmap.domain.measure import Measure
from roadmap.domain.problems import Problem, Reason, problem
from roadmap.domain.sector import DEFAULT_RANK, MOST_WEIGHT, UNPLACED_STAGE, Sector, Stage
from roadmap.domain.solution import Solution
from roadmap.domain.support import SupportMeasure
from standards.domain.standard import Standard

WHOLE = Decimal(100)
LONGEST_SECTOR_CODE = 30  # what firms and reports hold
Found = Iterator[Problem]


def own_problems(entry: Entry, standard: Standard) -> tuple[Problem, ...]:
    """Return what is wrong with an entry, whatever else is in the library.

    One that is not well-formed (an empty text, a code with spaces) has that one problem: no more can be told.
    """
    try:
        read(type(entry), write(entry))
    except ExchangeError as error:
        path, _colon, why = str(error).partition(": ")
        return (problem(entry, path, Reason.MALFORMED, why),)
    return (*_days(entry, "valid"), *_OWN[entry.kind](entry, standard))


def _sector(entry: Sector, standard: Standard) -> Found:
    if len(entry.code) > LONGEST_SECTOR_CODE:
        yield problem(entry, "code", Reason.CODE_TOO_LONG)
    yield from _priorities(entry, standard)
    yield from _twice(entry, "stages", (stage.code for stage in entry.stages))
    if UNPLACED_STAGE not in {stage.code for stage in entry.stages}:
        yield problem(entry, "stages", Reason.NO_UNPLACED_STAGE, UNPLACED_STAGE)
    levels = [stage.target_level for stage in entry.stages]
    if levels != sorted(set(levels)):
        yield problem(entry, "stages", Reason.LEVELS_DO_NOT_RISE)
    for stage in entry.stages:
        yield from _stage(entry, stage, standard)
    for place, target in enumerate(entry.targets, start=1):
        if target.evidence == Evidence.G:
            yield problem(entry, f"targets[{place}].evidence", Reason.SOURCE_MISSING)
    yield from _divisions(entry)


def _priorities(entry: Sector, standard: Standard) -> Found:
    yield from _twice(entry, "priorities", (priority.scene for priority in entry.priorities))
    for priority in entry.priorities:
        where = f"priorities[{priority.scene}]"
        yield from _scene(entry, where, priority.scene, standard)
        if not 1 <= priority.weight <= MOST_WEIGHT:
            yield problem(entry, f"{where}.weight", Reason.WEIGHT_OUT_OF_RANGE, priority.weight)


def _divisions(entry: Sector) -> Found:
    yield from _twice(entry, "divisions", (held.division for held in entry.divisions))
    for held in entry.divisions:
        if not (divisions.is_known(held.division) or divisions.is_class(held.division)):
            yield problem(entry, "divisions", Reason.UNKNOWN_DIVISION, held.division)
        if held.rank < DEFAULT_RANK:
            yield problem(entry, f"divisions[{held.division}].rank", Reason.RANK_OUT_OF_RANGE, held.rank)


def _stage(entry: Sector, stage: Stage, standard: Standard) -> Found:
    where = f"stages[{stage.code}]"
    if not 1 <= stage.target_level <= standard.rule.top:
        yield problem(entry, f"{where}.target_level", Reason.LEVEL_OUT_OF_RANGE, stage.target_level)
    yield from _scenes(entry, f"{where}.scenes", stage.scenes, standard)
    yield from _estimates(entry, f"{where}.estimates", stage.estimates)


def _measure(entry: Measure, standard: Standard) -> Found:
    if not entry.steps and not entry.options:
        yield problem(entry, "steps", Reason.SERVES_NOTHING)
    if entry.evidence != Evidence.G and entry.source is None:
        yield problem(entry, "source", Reason.SOURCE_MISSING)
    yield from _twice(entry, "steps", (step.scene for step in entry.steps))
    for step in entry.steps:
        yield from _scene(entry, f"steps[{step.scene}]", step.scene, standard)
        if step.to_level > standard.rule.top:
            yield problem(entry, f"steps[{step.scene}].to_level", Reason.LEVEL_OUT_OF_RANGE, step.to_level)
        if step.from_level >= step.to_level:
            yield problem(entry, f"steps[{step.scene}]", Reason.LEVELS_DO_NOT_RISE)
    yield from _twice(entry, "options", ((item.question, item.option) for item in entry.options))
    for item in entry.options:
        yield from _option(entry, item.question, item.option, standard)
    yield from _twice(entry, "prerequisites", entry.prerequisites)
    yield from _estimates(entry, "costs", entry.costs)


def _option(entry: Measure, question: str, option: str, standard: Standard) -> Found:
    known = standard.question_by_code.get(question)
    if known is None:
        yield problem(entry, "options", Reason.UNKNOWN_QUESTION, question)
    elif option not in {given.key for given in known.options}:
        yield problem(entry, "options", Reason.UNKNOWN_OPTION, f"{question} {option}")


def _case(entry: Case, standard: Standard) -> Found:
    yield from _scenes(entry, "scenes", entry.scenes, standard)


def _solution(entry: Solution, standard: Standard) -> Found:
    yield from _scenes(entry, "scenes", entry.scenes, standard)
    yield from _twice(entry, "questions", entry.questions)
    for code in entry.questions:
        if code not in standard.question_by_code:
            yield problem(entry, "questions", Reason.UNKNOWN_QUESTION, code)
    if not entry.scenes and not entry.questions:
        yield problem(entry, "scenes", Reason.SERVES_NOTHING)


def _support(entry: SupportMeasure, standard: Standard) -> Found:
    if entry.region and regions.full_name(entry.region) == entry.region:
        yield problem(entry, "region", Reason.UNKNOWN_REGION, entry.region)
    if entry.evidence == Evidence.G:
        yield problem(entry, "evidence", Reason.SOURCE_MISSING)
    for name in ("level_before_low", "level_before_high", "level_after_low"):
        level = getattr(entry, name)
        if level is not None and level > standard.rule.top:
            yield problem(entry, name, Reason.LEVEL_OUT_OF_RANGE, level)
    if entry.advance_percent is not None and entry.advance_percent > WHOLE:
        yield problem(entry, "advance_percent", Reason.PERCENT_OUT_OF_RANGE, entry.advance_percent)
    yield from _ordered(entry, "level_before_low", "level_before_high", Reason.LOW_OVER_HIGH)
    yield from _tiers(entry, standard)
    yield from _days(entry, "contract")
    yield from _days(entry, "payment")
    for name in ("sizes", "sectors", "ownerships", "tags", "excludes"):
        yield from _twice(entry, name, getattr(entry, name))


def _tiers(entry: SupportMeasure, standard: Standard) -> Found:
    """Yield what is wrong with what a measure pays: a share everywhere, or a fixed sum everywhere."""
    for place, tier in enumerate(entry.tiers, start=1):
        where = f"tiers[{place}]"
        if tier.reached is not None and tier.reached > standard.rule.top:
            yield problem(entry, f"{where}.reached", Reason.LEVEL_OUT_OF_RANGE, tier.reached)
        if tier.percent is not None and tier.percent > WHOLE:
            yield problem(entry, f"{where}.percent", Reason.PERCENT_OUT_OF_RANGE, tier.percent)
        if tier.fixed is not None and tier.percent is not None:
            yield problem(entry, f"{where}.fixed", Reason.SHARE_AND_FIXED)
        if tier.done_from and tier.done_until and tier.done_from > tier.done_until:
            yield problem(entry, f"{where}.done_until", Reason.DAYS_REVERSED)
    if len({tier.fixed is None for tier in entry.tiers}) > 1:
        yield problem(entry, "tiers", Reason.SHARE_AND_FIXED)


_OWN: Mapping[Kind, Callable[[Any, Standard], Found]] = {
    Kind.SECTOR: _sector,
    Kind.MEASURE: _measure,
    Kind.CASE: _case,
    Kind.SOLUTION: _solution,
    Kind.SUPPORT: _support,
}


def _days(entry: Entry, name: str) -> Found:
    yield from _ordered(entry, f"{name}_from", f"{name}_until", Reason.DAYS_REVERSED)


def _ordered(entry: Entry, low: str, high: str, reason: Reason) -> Found:
    ends: tuple[date | None, date | None] = (getattr(entry, low), getattr(entry, high))
    if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
        yield problem(entry, high, reason)


def _scenes(entry: Entry, field: str, scenes: tuple[str, ...], standard: Standard) -> Found:
    yield from _twice(entry, field, scenes)
    for scene in scenes:
        yield from _scene(entry, field, scene, standard)


def _scene(entry: Entry, field: str, scene: str, standard: Standard) -> Found:
    if scene not in standard.scene_by_code:
        yield problem(entry, field, Reason.UNKNOWN_SCENE, scene)


def _estimates(entry: Entry, field: str, estimates: tuple[Estimate, ...]) -> Found:
    yield from _twice(entry, field, (estimate.size for estimate in estimates))
    for estimate in estimates:
        if estimate.cost_low > estimate.cost_high:
            yield problem(entry, f"{field}[{estimate.size}].cost_high", Reason.LOW_OVER_HIGH)
        if estimate.months_low > estimate.months_high:
            yield problem(entry, f"{field}[{estimate.size}].months_high", Reason.LOW_OVER_HIGH)


def _twice(entry: Entry, field: str, values: Iterable[Hashable]) -> Found:
    for value, count in Counter(values).items():
        if count > 1:
            detail = " ".join(value) if isinstance(value, tuple) else value
            yield problem(entry, field, Reason.TWICE, detail)
