"""Small roadmaps and answers for the tests."""

from collections.abc import Mapping

from assessment.domain.answers import Answers, AtLevel, Chosen, NotApplicable, SceneAnswer
from assessment.domain.standard import Standard, Text
from roadmap.domain.model import Measure, NearCase, PriorityScene, SectorRoadmap, Stage

NA = NotApplicable(reason="")
ALL = [f"S{number:02}" for number in range(1, 17)]


def text(words: str = "文字") -> Text:
    return Text(zh=words, en=f"en {words}")


def make_stage(code: str, target: int, *scenes: str, also: str = "") -> Stage:
    """Make a stage with one measure that serves its scenes, and `also` where given."""
    served = (*scenes, *([also] if also else []))
    measure = Measure(scenes=served, title=text(f"做{code}"), how=text(), systems=(text("系统"),))
    return Stage(
        code=code,
        name=text(code),
        rule=text(),
        target_level=target,
        scenes=scenes,
        measures=(measure,),
        estimates=(),
    )


def make_roadmap(*, stages: tuple[Stage, ...], weights: Mapping[str, int]) -> SectorRoadmap:
    return SectorRoadmap(
        code="example",
        order=1,
        name=text("示例"),
        scope=text(),
        evidence="G",
        pains=(),
        priorities=tuple(PriorityScene(scene=scene, weight=weight) for scene, weight in weights.items()),
        stages=stages,
        targets=(),
        near=NearCase(case="C01", why=text()),
    )


def at(**levels: int | None) -> dict[str, SceneAnswer]:
    """Answer scenes: a level, or None for 不涉及; what is not named is unanswered."""
    return {scene: NA if level is None else AtLevel(level=level) for scene, level in levels.items()}


def make_answers(
    standard: Standard, scenes: Mapping[str, SceneAnswer] | None = None, *, rest: int = 0
) -> Answers:
    """Answer everything: each question by its last option, every scene not given at level `rest`."""
    questions = {
        question.code: Chosen(options=(question.options[-1].key,)) for question in standard.questions
    }
    levels = {scene.code: AtLevel(level=rest) for scene in standard.scenes}
    return Answers(questions=questions, scenes={**levels, **(scenes or {})})
