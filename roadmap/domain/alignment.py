"""路线图完成度: how far a firm has come on each stage of its sector's roadmap.

Ours, not official, and never shown as the level.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from roadmap.domain.sector import Sector, Stage
from standards.domain.answers import AtLevel, NotApplicable, SceneAnswer

FOUR_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAlignment:
    """`value` from 0 to 1, or None; the scenes left out and those still unanswered stand beside it."""

    value: Decimal | None
    not_applicable: tuple[str, ...]
    unanswered: tuple[str, ...]


def stage_alignment(sector: Sector, stage: Stage, scenes: Mapping[str, SceneAnswer]) -> StageAlignment:
    """Return the alignment of one stage: Σ w·min(level, T)/T ÷ Σ w, T being the stage's target level.

    Missing values: scenes marked not applicable are left out of both sums; one unanswered scene makes the
    value None, and so does a stage whose scenes are all not applicable: there is nothing to measure.
    Rounding: one division at the end, then four places, half to even.
    Source: docs/method.md, "Alignment".
    """
    target = stage.target_level
    reached = whole = 0
    left_out, unanswered = [], []
    for scene in sector.scenes_of(stage.code):
        match scenes.get(scene):
            case AtLevel(level=level):
                reached += sector.weight(scene) * min(level, target)
                whole += sector.weight(scene) * target
            case NotApplicable():
                left_out.append(scene)
            case _:
                unanswered.append(scene)
    value = None if unanswered or not whole else _quotient(reached, whole)
    return StageAlignment(value=value, not_applicable=tuple(left_out), unanswered=tuple(unanswered))


def alignment(sector: Sector, scenes: Mapping[str, SceneAnswer]) -> dict[str, Decimal | None]:
    """Map each stage's code to its alignment, in the order of the stages."""
    return {stage.code: stage_alignment(sector, stage, scenes).value for stage in sector.stages}


def _quotient(part: int, whole: int) -> Decimal:
    return (Decimal(part) / Decimal(whole)).quantize(FOUR_PLACES, rounding=ROUND_HALF_EVEN)
