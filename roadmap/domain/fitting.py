"""Whether the entries of a library fit together: references, stages and their measures, divisions."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from enterprises.domain.sectors import GENERAL
from roadmap.domain.checks import own_problems
from roadmap.domain.entries import Kind
from roadmap.domain.library import Library, key_of
from roadmap.domain.measure import Measure
from roadmap.domain.problems import Problem, Reason, problem
from roadmap.domain.sector import DEFAULT_RANK, Sector, Stage
from standards.domain.standard import Standard

Problems = Iterator[Problem]


def problems(library: Library, standard: Standard) -> tuple[Problem, ...]:
    """Return all that is wrong with a library: entry by entry, then between them."""
    own = (found for entry in library for found in own_problems(entry, standard))
    return (*own, *_between(library))


def _between(library: Library) -> Problems:
    yield from _codes(library)
    yield from _general(library)
    for sector in library.sectors:
        yield from _sector(library, sector)
    for measure in library.measures:
        yield from _measure(library, measure)
    yield from _cycles(library)
    yield from _cases_and_support(library)
    yield from _defaults(library)


def _cases_and_support(library: Library) -> Problems:
    for case in library.cases:
        if case.sector not in library.sector_by_code:
            yield problem(case, "sector", Reason.UNKNOWN_SECTOR, case.sector)
    for support in library.support_measures:
        for code in support.sectors:
            if code not in library.sector_by_code:
                yield problem(support, "sectors", Reason.UNKNOWN_SECTOR, code)
        for code in support.excludes:
            if (Kind.SUPPORT, code) not in library.by_key:
                yield problem(support, "excludes", Reason.UNKNOWN_SUPPORT, code)


def _general(library: Library) -> Problems:
    general = library.sector_by_code.get(GENERAL)
    if general is None and library.sectors:
        yield problem(library.sectors[0], "code", Reason.NO_GENERAL_SECTOR, GENERAL)
    if general is not None and (general.valid_from or general.valid_until):
        yield problem(general, "valid_until", Reason.GENERAL_SECTOR_ENDS)


def _codes(library: Library) -> Problems:
    seen = Counter(key_of(entry) for entry in library)
    for key, count in seen.items():
        if count > 1:
            yield problem(library.by_key[key], "code", Reason.CODE_TWICE)


def _sector(library: Library, sector: Sector) -> Problems:
    if sector.near and sector.near.case not in library.case_by_code:
        yield problem(sector, "near.case", Reason.UNKNOWN_CASE, sector.near.case)
    for stage in sector.stages:
        yield from _stage(library, sector, stage)


def _stage(library: Library, sector: Sector, stage: Stage) -> Problems:
    counted = sector.scenes_of(stage.code)
    for scene in counted:
        if not library.measures_of(sector.code, stage.code, (scene,)):
            yield problem(sector, f"stages[{stage.code}].scenes", Reason.SCENE_UNSERVED, scene)
    for measure in library.measures:  # one for every sector may serve more than each of them needs
        if (measure.sector, measure.stage) == (sector.code, stage.code):
            for scene in measure.scenes:
                if scene not in counted:
                    yield problem(measure, f"steps[{scene}]", Reason.SCENE_NOT_IN_STAGE, stage.code)


def _measure(library: Library, measure: Measure) -> Problems:
    sectors = [sector for sector in library.sectors if measure.serves(sector.code)]
    if measure.sector and not sectors:
        yield problem(measure, "sector", Reason.UNKNOWN_SECTOR, measure.sector)
    elif measure.stage not in {stage.code for sector in sectors for stage in sector.stages}:
        yield problem(measure, "stage", Reason.UNKNOWN_STAGE, measure.stage)
    known = {other.code: other for other in library.measures}
    for code in measure.prerequisites:
        if code not in known:
            yield problem(measure, "prerequisites", Reason.UNKNOWN_MEASURE, code)
        elif known[code].sector not in ("", measure.sector):
            yield problem(measure, "prerequisites", Reason.PREREQUISITE_OF_ANOTHER_SECTOR, code)


def _cycles(library: Library) -> Problems:
    """Yield circles of prerequisites until, without one step of each, none is left."""
    measures = {measure.code: measure for measure in library.measures}
    before = {code: list(measure.prerequisites) for code, measure in measures.items()}
    while circle := _cycle(before):
        detail = " → ".join(circle)
        yield problem(measures[circle[1]], "prerequisites", Reason.PREREQUISITE_CYCLE, detail)
        before[circle[1]].remove(circle[0])


def _cycle(before: dict[str, list[str]]) -> list[str]:
    """Return a circle, each code coming before the next, the first again at the end; empty where none is."""
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _defaults(library: Library) -> Problems:
    claims: dict[str, list[Sector]] = defaultdict(list)
    for sector in library.sectors:
        for held in sector.divisions:
            if held.rank == DEFAULT_RANK:
                claims[held.division].append(sector)
    for division, sectors in claims.items():
        for sector in sectors[1:]:
            yield problem(sector, "divisions", Reason.TWO_DEFAULTS, f"{division} {sectors[0].code}")
