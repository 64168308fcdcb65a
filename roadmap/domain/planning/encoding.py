"""A firm's situation as an integer programme: a variable for each measure, each level that a scene may climb
to and each option that a question may gain. Nothing here knows one standard or rule from another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from roadmap.domain.planning.inputs import ZERO, Situation
from roadmap.domain.planning.programme import Programme, Row, Terms, scale_of
from standards.domain.answers import chosen_keys
from standards.domain.grading import conditions, reached_by
from standards.domain.scoring import score
from standards.domain.standard import HUNDRED


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Level:
    """A scene at a level or above."""

    scene: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Gain:
    """A question with an option that it did not have."""

    question: str
    option: str


Item = Level | Gain
ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One condition of a level: the sum that raises it, and how much is needed beyond what the firm has."""

    terms: Terms
    short: int

    @property
    def row(self) -> Row:
        return Row(terms=self.terms, low=self.short)


@dataclass(frozen=True, kw_only=True)
class Encoding:
    """The programme of a situation under bounds, with the meaning of its variables.

    `measures`: variable by code, from 0 on, in the order of the codes. `gaps`: variables of what would be
    raised without a measure; empty unless asked for. `scale` makes money whole.
    """

    situation: Situation
    closed: frozenset[str]
    programme: Programme
    measures: Mapping[str, int]
    levels: Mapping[Level, int]
    gains: Mapping[Gain, int]
    gaps: Mapping[Item, int]
    scale: int

    def chosen(self, values: Sequence[int]) -> frozenset[str]:
        """Return the codes of the measures that a solution takes."""
        return frozenset(code for code, variable in self.measures.items() if values[variable])

    def cost(self, *ends: str) -> Terms:
        """Return the money at the ends named (`low`, `high`); both together are twice the middle."""
        efforts = self.situation.efforts
        return {
            variable: int(sum(getattr(efforts[code].cost, end) for end in ends) * self.scale)
            for code, variable in self.measures.items()
        }

    @property
    def steps(self) -> Terms:
        """Return the number of measures."""
        return dict.fromkeys(self.measures.values(), 1)

    def reaching(self, level: int) -> Programme:
        """Return the programme of all plans that reach a level; level 0 asks for nothing."""
        asks = self.asks(level) if level else ()
        return self.programme.under(*(ask.row for ask in asks if ask.short > 0))

    def asks(self, level: int) -> tuple[Ask, ...]:
        """Return what a level from 1 to the top asks for.

        All conditions of one level together are the rule: each asks for less from level to level downwards.
        """
        standard, answers = self.situation.standard, self.situation.answers
        points = score(standard, answers).total.points
        reached = reached_by(standard, points, self.situation.scene_levels)
        return tuple(
            _ask(self._raising(condition.name, level), condition.needed - condition.reached)
            for condition in conditions(standard.rule, level, reached)
        )

    def _raising(self, condition: str, level: int) -> Mapping[int, Decimal]:
        """Return by how much each variable raises what a condition looks at. Raises ValueError."""
        standard = self.situation.standard
        match condition:
            case "min_points":
                return {variable: self._worth(gain) for gain, variable in self.gains.items()}
            case "min_scenes":
                return {variable: ONE for there, variable in self.levels.items() if there.level == level}
            case "min_constrained":
                return {
                    variable: ONE
                    for there, variable in self.levels.items()
                    if there.level == level and there.scene in standard.constrained
                }
            case "min_mean":
                weights = standard.scene_weights
                return {variable: weights[there.scene] / HUNDRED for there, variable in self.levels.items()}
        raise ValueError(f"a condition that plans do not know: {condition}")

    def _worth(self, gain: Gain) -> Decimal:
        """Return the points that an option gives beyond the answer of now."""
        standard, answers = self.situation.standard, self.situation.answers
        question, points = standard.question(gain.question), standard.option_points[gain.question]
        if question.several:
            return points[gain.option].points
        keys = chosen_keys(question, answers.questions.get(gain.question)) or ()
        return points[gain.option].points - sum((points[key].points for key in keys), ZERO)


def _ask(gains: Mapping[int, Decimal], short: Decimal) -> Ask:
    scale = scale_of((*gains.values(), short))
    return Ask(terms={v: int(gain * scale) for v, gain in gains.items()}, short=int(short * scale))
