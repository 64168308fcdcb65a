"""Small answers, measures and situations that the tests of planning name by hand."""

from typing import Any

from roadmap.domain.measure import Measure, OptionStep, SceneStep
from roadmap.domain.planning import (
    UNBOUNDED,
    Bounds,
    Goal,
    OutOfReach,
    Plan,
    PlanKind,
    Situation,
    efforts,
    recommend,
)
from standards.domain.answers import Answers, AtLevel, Chosen, NotApplicable
from standards.domain.standard import RuleKind, Standard
from tests.planning.full_library import SIZE, make_measure
from tests.planning.small_standards import small_standard

NA = NotApplicable()
BOTH = small_standard(RuleKind.LOWER_OF_BOTH)
POINTS = small_standard(RuleKind.POINTS)
NOTHING = Chosen(options=("A",))


def answers(standard: Standard = BOTH, **changed: Any) -> Answers:
    """Return answers that give nothing, but for those changed."""
    return Answers(
        questions={question.code: changed.get(question.code, NOTHING) for question in standard.questions},
        scenes={scene.code: changed.get(scene.code, AtLevel(level=0)) for scene in standard.scenes},
    )


def plan_to(stands: Situation, target: int, bounds: Bounds = UNBOUNDED) -> Plan | OutOfReach:
    """Return the cheapest plan to a level, or what stands in its way."""
    found = recommend(Goal(target=target, kind=PlanKind.CHEAPEST, bounds=bounds), stands).found
    assert found is not None
    return found


def climbing(scene: str, low: int, high: int, code: str = "M", **fields: Any) -> Measure:
    """Return a measure that brings a scene from one level to another."""
    return make_measure(code, steps=(SceneStep(scene=scene, from_level=low, to_level=high),), **fields)


def giving(question: str, option: str, code: str = "M", **fields: Any) -> Measure:
    """Return a measure that gives an option."""
    return make_measure(code, options=(OptionStep(question=question, option=option),), **fields)


def situation(*measures: Measure, standard: Standard = BOTH, **changed: Any) -> Situation:
    """Return a firm with answers that give nothing, but for those changed, and these measures."""
    return Situation(
        standard=standard,
        answers=answers(standard, **changed),
        measures=measures,
        efforts=efforts(measures, size=SIZE, quotes={}),
    )
