"""A sector's roadmap: where it hurts, which scenes matter most, and three stages with what to do in each.

Plain values without Django. Scenes are codes of the standard that the roadmaps are written against,
miit-sme-2024. Weights, measures and estimates are our own judgement (evidence G); targets and cases name
their source.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from assessment.domain.standard import Standard, Text

DEFAULT_WEIGHT = 1  # of a stage's scene that the sector does not weight
UNPLACED_STAGE = "integrate"  # where scenes count that are weighted but stand in no stage


class InvalidRoadmap(ValueError):
    """A roadmap contradicts itself; the message names the sector and the part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityScene:
    scene: str
    weight: int  # 1 to 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What to do, in the words of the trade, for one or several scenes of a stage."""

    scenes: tuple[str, ...]
    title: Text
    how: Text
    systems: tuple[Text, ...]  # typical kinds of software


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a stage costs a firm of this size (万元) and how long it takes (months): 参考估算."""

    size: str
    cost_low: Decimal
    cost_high: Decimal
    months_low: int
    months_high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    code: str
    name: Text
    rule: Text
    target_level: int
    scenes: tuple[str, ...]  # as the data list them; see SectorRoadmap.scenes_of
    measures: tuple[Measure, ...]
    estimates: tuple[Estimate, ...]  # a size without one has no estimate

    def estimate(self, size: str) -> Estimate | None:
        """Return the estimate for a size class, None where there is none."""
        return next((estimate for estimate in self.estimates if estimate.size == size), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A published goal or baseline of the whole industry, never a demand on one firm."""

    text: Text
    source: Text
    published: str  # year, month or day, as precisely as known
    seen: str  # where it was read, mostly a reprint
    evidence: str  # V: seen in a reprint of the source; V2: told at second hand
    other_ruler: bool  # measured on another scale (five levels), not by our four


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A published case. A large firm is a benchmark, not what an SME may expect."""

    code: str
    firm: Text
    region: Text
    sector: str
    is_sme: bool
    scenes: tuple[str, ...]
    what: Text
    effect: Text | None  # None: the source gives no figures
    year: int
    source: str
    grade: str  # A, A- or B
    self_reported: bool  # the figures come from the firm itself


@dataclass(frozen=True, slots=True, kw_only=True)
class NearCase:
    """The case of another sector that is shown, and labelled, where a sector has none."""

    case: str
    why: Text


@dataclass(frozen=True, kw_only=True)
class SectorRoadmap:
    """One sector's roadmap, whole. Raises InvalidRoadmap on construction."""

    code: str
    order: int
    name: Text
    scope: Text
    evidence: str  # of weights, measures and systems
    pains: tuple[Text, ...]
    priorities: tuple[PriorityScene, ...]  # heaviest first, equal weights by scene code
    stages: tuple[Stage, ...]
    targets: tuple[Target, ...]
    near: NearCase | None

    def __post_init__(self) -> None:
        _check(self)

    @cached_property
    def weights(self) -> Mapping[str, int]:
        return MappingProxyType({priority.scene: priority.weight for priority in self.priorities})

    @cached_property
    def _scenes(self) -> Mapping[str, tuple[str, ...]]:
        placed = {scene for stage in self.stages for scene in stage.scenes}
        unplaced = tuple(p.scene for p in self.priorities if p.scene not in placed)
        return MappingProxyType(
            {
                stage.code: stage.scenes + (unplaced if stage.code == UNPLACED_STAGE else ())
                for stage in self.stages
            }
        )

    def weight(self, scene: str) -> int:
        """Return the sector's weight of a scene, else 1."""
        return self.weights.get(scene, DEFAULT_WEIGHT)

    def stage(self, code: str) -> Stage:
        """Return the stage with this code. Raises KeyError."""
        for stage in self.stages:
            if stage.code == code:
                return stage
        raise KeyError(code)

    def scenes_of(self, stage: str) -> tuple[str, ...]:
        """Return the scenes that count in a stage: those it lists, and in `integrate` also those that the
        sector weights but lists in no stage."""
        return self._scenes[stage]

    def fits(self, standard: Standard) -> bool:
        """Tell whether the standard has the scenes and levels that this roadmap speaks of."""
        scenes = {scene for stage in self.stages for scene in self.scenes_of(stage.code)}
        top = max(stage.target_level for stage in self.stages)
        return scenes <= standard.scene_by_code.keys() and top <= standard.rule.top


@dataclass(frozen=True, kw_only=True)
class Library:
    """All roadmaps, in order, and the cases they show."""

    sectors: tuple[SectorRoadmap, ...]
    cases: tuple[Case, ...]

    def __post_init__(self) -> None:
        _unique("the sectors", (sector.code for sector in self.sectors))
        _unique("the cases", (case.code for case in self.cases))
        for case in self.cases:
            if case.sector not in self.sector_by_code:
                raise InvalidRoadmap(f"case {case.code}: unknown sector {case.sector}")
        for sector in self.sectors:
            self._check_near(sector)

    @cached_property
    def sector_by_code(self) -> Mapping[str, SectorRoadmap]:
        return MappingProxyType({sector.code: sector for sector in self.sectors})

    @cached_property
    def case_by_code(self) -> Mapping[str, Case]:
        return MappingProxyType({case.code: case for case in self.cases})

    def cases_of(self, sector: str) -> tuple[Case, ...]:
        """Return a sector's own cases, SMEs first, as they are nearer to the reader."""
        own = (case for case in self.cases if case.sector == sector)
        return tuple(sorted(own, key=lambda case: (not case.is_sme, case.code)))

    def _check_near(self, sector: SectorRoadmap) -> None:
        has_own = bool(self.cases_of(sector.code))
        if has_own == bool(sector.near):
            have = "both an own and a near case" if has_own else "neither an own nor a near case"
            raise InvalidRoadmap(f"{sector.code}: {have}")
        if sector.near and sector.near.case not in self.case_by_code:
            raise InvalidRoadmap(f"{sector.code}: unknown near case {sector.near.case}")


def _check(roadmap: SectorRoadmap) -> None:
    _unique(f"{roadmap.code}: the stages", (stage.code for stage in roadmap.stages))
    _unique(f"{roadmap.code}: the weights", (priority.scene for priority in roadmap.priorities))
    if UNPLACED_STAGE not in {stage.code for stage in roadmap.stages}:
        raise InvalidRoadmap(f"{roadmap.code}: there is no stage {UNPLACED_STAGE}")
    levels = [stage.target_level for stage in roadmap.stages]
    if levels != sorted(set(levels)):
        raise InvalidRoadmap(f"{roadmap.code}: target levels do not rise from stage to stage")
    for stage in roadmap.stages:
        _check_stage(roadmap, stage)


def _check_stage(roadmap: SectorRoadmap, stage: Stage) -> None:
    where = f"{roadmap.code}: stage {stage.code}"
    _unique(f"{where}: the scenes", stage.scenes)
    scenes = roadmap.scenes_of(stage.code)
    served = {scene for measure in stage.measures for scene in measure.scenes}
    if strange := sorted(served - set(scenes)):
        raise InvalidRoadmap(f"{where}: a measure serves {strange[0]}, which does not count in this stage")
    for scene in scenes:
        if scene not in served:
            raise InvalidRoadmap(f"{where}: no measure serves {scene}")


def _unique(where: str, codes: Iterable[str]) -> None:
    for code, count in Counter(codes).items():
        if count > 1:
            raise InvalidRoadmap(f"{where} hold {code} {count} times")
