"""What can be wrong with scenes, their groups and their levels."""

from collections.abc import Iterator

from standards.domain.standard.outline import Outline
from standards.domain.standard.parts import Scene
from standards.domain.standard.problems import SCENES, Problem, ProblemKind, problem
from standards.domain.standard.question_checks import filled, weight_problems
from standards.domain.standard.rule import LevelRule


def scene_problems(outline: Outline) -> Iterator[Problem]:
    """Give the problems of what is rated by level."""
    for group in outline.scene_groups:
        yield from filled(group.code, group.scenes)
    for scene in outline.scenes:
        yield from _scene_problems(scene, outline.rule)
    if outline.rule.weighs_scenes:
        weights = [(scene.code, scene.weight) for scene in outline.scenes if scene.weight is not None]
        if len(weights) == len(outline.scenes):
            yield from weight_problems(SCENES, weights)


def _scene_problems(scene: Scene, rule: LevelRule) -> Iterator[Problem]:
    if tuple(level.level for level in scene.levels) != tuple(range(1, rule.top + 1)):
        yield problem(ProblemKind.SCENE_LEVELS, scene.code, top=rule.top)
    if rule.weighs_scenes and scene.weight is None:
        yield problem(ProblemKind.SCENE_WEIGHT_MISSING, scene.code)
    if not rule.weighs_scenes and scene.weight is not None:
        yield problem(ProblemKind.SCENE_WEIGHT_UNUSED, scene.code)
    if scene.constrained and not rule.counts_constrained:
        yield problem(ProblemKind.CONSTRAINED_UNUSED, scene.code)
