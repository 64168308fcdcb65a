"""High claims that nothing proves: named on the check page, never in the way."""

from collections.abc import Collection

from standards.domain.answers import Answers, AtLevel
from standards.domain.standard import Standard

HIGH = 3  # the level of a scene from which it is named; our judgement


def unproven(standard: Standard, answers: Answers, proven: Collection[str]) -> tuple[str, ...]:
    """Return the scenes at a high level without proof, in the standard's order. `proven`: items with some."""
    return tuple(
        scene.code
        for scene in standard.scenes
        if isinstance(answer := answers.scenes.get(scene.code), AtLevel)
        and answer.level >= HIGH
        and scene.code not in proven
    )
