"""What a level still asks for once a stage is finished. Finishing a stage does not by itself give a level."""

from dataclasses import dataclass
from decimal import Decimal

from roadmap.domain.sector import Sector
from standards.domain.answers import Answers, NotApplicable
from standards.domain.grading import Missing, missing_to, reached_by, scene_levels
from standards.domain.scoring import score
from standards.domain.standard import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterStage:
    """After a stage: its scenes raised to the target, and what `missing.level` would still lack.

    `reached`: the firm has that level already, whatever the stage still has to do.
    """

    stage: str
    raised: tuple[str, ...]  # the scenes that rose, in the stage's order
    missing: Missing
    reached: bool


def after_stage(
    standard: Standard,
    answers: Answers,
    sector: Sector,
    stage: str,
    *,
    points: Decimal | None = None,
) -> AfterStage:
    """Raise the stage's scenes to its target level T and return what is then missing to level T.

    Missing values: scenes marked not applicable cannot be raised and count as not reached; unanswered
    scenes outside the stage count as not reached. The score side stays as it is, since scenes give no
    points; `points` spares computing it again.
    """
    target = sector.stage(stage).target_level
    levels = scene_levels(answers)
    total = score(standard, answers).total.points if points is None else points
    reached = missing_to(standard.rule, target, reached_by(standard, total, levels)).nothing
    raised = []
    for scene in sector.scenes_of(stage):
        if levels.get(scene, 0) < target and not isinstance(answers.scenes.get(scene), NotApplicable):
            levels[scene] = target
            raised.append(scene)
    missing = missing_to(standard.rule, target, reached_by(standard, total, levels))
    return AfterStage(stage=stage, raised=tuple(raised), missing=missing, reached=reached)
