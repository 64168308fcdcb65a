"""Gaps: the scenes of a stage that stand below the stage's target level."""

from collections.abc import Mapping
from typing import NamedTuple

from roadmap.domain.sector import Sector, Stage
from standards.domain.answers import AtLevel, NotApplicable, SceneAnswer


class Gap(NamedTuple):
    """A scene below its stage's target. `level` is None while unanswered, and 0 with `na` where the firm
    said 不涉及: it counts as not reached in the level, though there is nothing to do for it."""

    scene: str
    level: int | None
    na: bool
    target: int
    stage: str
    weight: int


def stage_gaps(sector: Sector, stage: Stage, scenes: Mapping[str, SceneAnswer]) -> tuple[Gap, ...]:
    """Return the gaps of one stage: heaviest first, equal weights by scene code."""
    found = []
    for code in sector.scenes_of(stage.code):
        answer = scenes.get(code)
        level = _level(answer)
        if level is None or level < stage.target_level:
            found.append(
                Gap(
                    scene=code,
                    level=level,
                    na=isinstance(answer, NotApplicable),
                    target=stage.target_level,
                    stage=stage.code,
                    weight=sector.weight(code),
                )
            )
    return tuple(sorted(found, key=lambda gap: (-gap.weight, gap.scene)))


def gaps(sector: Sector, scenes: Mapping[str, SceneAnswer]) -> tuple[Gap, ...]:
    """Return all gaps, stage by stage. A scene that stands in several stages appears in each whose target
    it misses."""
    return tuple(gap for stage in sector.stages for gap in stage_gaps(sector, stage, scenes))


def _level(answer: SceneAnswer | None) -> int | None:
    match answer:
        case AtLevel(level=level):
            return level
        case NotApplicable():
            return 0
        case _:
            return None
