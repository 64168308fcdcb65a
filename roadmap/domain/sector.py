"""A sector: where it hurts, which scenes matter most, three stages, published targets, and its divisions.

Scenes are codes of the standard that the roadmaps are written against, miit-sme-2024. Weights and estimates
are our own judgement (evidence G); targets name their source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar

from editing.domain.texts import Text
from roadmap.domain.entries import Entry, Estimate, Evidence, Kind
from standards.domain.standard import Standard

DEFAULT_WEIGHT = 1  # of a stage's scene that the sector does not weight
MOST_WEIGHT = 5
UNPLACED_STAGE = "integrate"  # where scenes count that are weighted but stand in no stage
DEFAULT_RANK = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityScene:
    scene: str
    weight: int  # 1 to 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage. What to do in it is told by the measures that name it (`Library.measures_of`)."""

    code: str
    name: Text
    rule: Text
    target_level: int
    scenes: tuple[str, ...]  # as the data list them; see Sector.scenes_of
    estimates: tuple[Estimate, ...] = ()  # a size without one has no estimate

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
    evidence: Evidence
    other_ruler: bool  # measured on another scale (five levels), not by our four


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorDivision:
    """A division of GB/T 4754-2017 whose firms may choose this sector.

    `rank` orders the sectors of one division; the one with rank 1 is its default.
    """

    division: str
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NearCase:
    """The case of another sector that is shown, and labelled, where a sector has none."""

    case: str
    why: Text


@dataclass(frozen=True, kw_only=True)
class Sector(Entry):
    kind: ClassVar[Kind] = Kind.SECTOR

    order: int
    name: Text
    scope: Text
    evidence: Evidence  # of the weights
    near: NearCase | None = None
    pains: tuple[Text, ...] = ()
    priorities: tuple[PriorityScene, ...] = ()  # heaviest first, equal weights by scene code
    stages: tuple[Stage, ...]
    targets: tuple[Target, ...] = ()
    divisions: tuple[SectorDivision, ...] = ()

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.order, self.code)

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
        """Return whether the standard has the scenes and levels that this sector's stages speak of."""
        scenes = {scene for stage in self.stages for scene in self.scenes_of(stage.code)}
        top = max(stage.target_level for stage in self.stages)
        return scenes <= standard.scene_by_code.keys() and top <= standard.rule.top
