"""What a level needs and no measure raises: named item by item, as few as can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from roadmap.domain.measure import Measure, OptionStep
from roadmap.domain.planning.effects import is_outcome
from roadmap.domain.planning.encoder import encode
from roadmap.domain.planning.encoding import Gain, Item, Level
from roadmap.domain.planning.inputs import UNBOUNDED, Situation
from roadmap.domain.planning.programme import Terms
from roadmap.domain.planning.search import Search
from roadmap.domain.planning.solver import SolverError
from standards.domain.answers import NotApplicable


class Why(StrEnum):
    """Why an item cannot be planned."""

    NO_MEASURE = "no_measure"
    NO_ESTIMATE = "no_estimate"  # there are measures, none with an effort for this firm
    BLOCKED = "blocked"  # there are measures, but what comes before them cannot be planned
    OUTCOME = "outcome"  # comes of what is done; it may be expected, it is no step
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """An item that would have to be raised: a scene to a level, or a question to an option.

    `measures`: codes of those that would serve it, if they could be planned.
    """

    item: Item
    why: Why
    measures: tuple[str, ...]


def missing(situation: Situation, target: int) -> tuple[Missing, ...]:
    """Return the fewest items without a measure that, with the measures there are, would reach a level.

    Outcomes come in only where nothing else is enough, what is not applicable only after that. Of several
    such sets the one with the fewest items that no measure serves at all, then the one that leaves the least
    cost for the rest, then the first by the order of the form.
    """
    encoding = encode(situation, UNBOUNDED, with_gaps=True)
    reasons = {variable: _why(situation, item) for item, variable in encoding.gaps.items()}
    values = Search(encoding, encoding.reaching(target), None).first(
        _count(reasons, {Why.NOT_APPLICABLE}),
        _count(reasons, {Why.OUTCOME}),
        _count(reasons, {Why.NO_MEASURE, Why.NO_ESTIMATE, Why.BLOCKED}),
        _count(reasons, {Why.NO_MEASURE}),
        encoding.cost("low", "high"),
        ordered=reasons,
    )
    if values is None:
        raise SolverError("a level cannot be reached even with everything raised")
    return tuple(
        Missing(item=item, why=reasons[variable], measures=_serving(situation, item))
        for item, variable in encoding.gaps.items()
        if values[variable]
    )


def _count(reasons: Mapping[int, Why], counted: set[Why]) -> Terms:
    return {variable: 1 for variable, why in reasons.items() if why in counted}


def _why(situation: Situation, item: Item) -> Why:
    standard, answers = situation.standard, situation.answers
    answer: object = answers.scenes.get(item.scene) if isinstance(item, Level) else None
    if isinstance(item, Gain):
        answer = answers.questions[item.question]
        if is_outcome(standard, standard.question(item.question)):
            return Why.OUTCOME
    if isinstance(answer, NotApplicable):
        return Why.NOT_APPLICABLE
    serving = _serving(situation, item)
    if not serving:
        return Why.NO_MEASURE
    return Why.BLOCKED if situation.efforts.keys() & serving else Why.NO_ESTIMATE


def _serving(situation: Situation, item: Item) -> tuple[str, ...]:
    """Return the codes of the measures that would raise an item, in order."""
    return tuple(sorted(measure.code for measure in situation.measures if _serves(measure, item)))


def _serves(measure: Measure, item: Item) -> bool:
    if isinstance(item, Level):
        return any(
            step.scene == item.scene and step.from_level < item.level <= step.to_level
            for step in measure.steps
        )
    return OptionStep(question=item.question, option=item.option) in measure.options
