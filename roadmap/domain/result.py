"""The keys `alignment` and `gaps` of the result, as plain data. Their names are a public interface."""

from collections.abc import Mapping
from typing import Any

from roadmap.domain.alignment import alignment
from roadmap.domain.gaps import Gap, gaps
from roadmap.domain.sector import Sector
from standards.domain.answers import SceneAnswer


def roadmap_result(sector: Sector | None, scenes: Mapping[str, SceneAnswer]) -> dict[str, Any]:
    """Return both keys; without a sector `alignment` is {} and `gaps` []."""
    if sector is None:
        return {"alignment": {}, "gaps": []}
    values = alignment(sector, scenes)
    return {
        "alignment": {stage: None if value is None else str(value) for stage, value in values.items()},
        "gaps": [_gap(gap) for gap in gaps(sector, scenes)],
    }


def _gap(gap: Gap) -> dict[str, Any]:
    data: dict[str, Any] = {"scene": gap.scene, "level": gap.level}
    if gap.na:
        data["na"] = True
    return {**data, "target": gap.target, "stage": gap.stage, "weight": gap.weight}
