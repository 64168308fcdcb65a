"""A firm's situation as an integer programme: a variable for each measure, each level that a scene may climb
to and each option that a question may gain. Nothing here knows one standard or rule from another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from types import MappingProxyType

from roadmap.domain.planning.inputs import Situation
from roadmap.domain.planning.programme import Programme, Row, Terms
from standards.domain.answers import chosen_keys
from standards.domain.standard import HUNDRED, Variant
from standards.domain.variants import points_of, shortages


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
ONE = Fraction(1)
NO_MARGIN: Mapping[str, int] = MappingProxyType({})


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

    def asks(
        self, level: int, reading: Variant | None = None, margin: Mapping[str, int] = NO_MARGIN
    ) -> tuple[Ask, ...]:
        """Return what a level from 1 to the top asks for under a reading, with a margin by condition.

        All conditions of one level together are the rule: each asks for less from level to level downwards.
        """
        short = shortages(self.situation.standard, self.situation.answers, level, reading)
        return tuple(
            _ask(self._raising(name, level, reading), lack + margin.get(name, 0))
            for name, lack in short.items()
        )

    def nearness(self, level: int) -> Terms:
        """Return, negated as it is to be the most, how near plans to a level are to the sector's roadmap.

        First the weights of the priority scenes that are brought to what they should have; of equal sums the
        one with more of it in earlier stages.
        """
        stands, weights, early = self.situation.scene_levels, {}, {}
        for priority in self.situation.priorities:
            now = stands.get(priority.scene, 0)
            aim = priority.aim(now, level)
            variable = None if aim is None else self.levels.get(Level(scene=priority.scene, level=aim))
            if variable is not None:
                later = len(priority.targets) - 1 - (priority.next_stage(now) or 0)
                weights[variable], early[variable] = priority.weight, priority.weight * later
        first = 1 + sum(early.values())
        return {variable: -(first * weight + early[variable]) for variable, weight in weights.items()}

    def _raising(self, condition: str, level: int, reading: Variant | None) -> Mapping[int, Fraction]:
        """Return by how much each variable raises what a condition looks at. Raises ValueError."""
        standard = self.situation.standard
        match condition:
            case "min_points":
                return {variable: self._worth(gain, reading) for gain, variable in self.gains.items()}
            case "min_scenes":
                return {variable: ONE for there, variable in self.levels.items() if there.level == level}
            case "min_constrained":
                held = standard.constrained
                if reading and reading.constrained is not None:
                    held = reading.constrained
                return {
                    variable: ONE
                    for there, variable in self.levels.items()
                    if there.level == level and there.scene in held
                }
            case "min_mean":
                weights = standard.scene_weights
                return {
                    variable: Fraction(weights[there.scene] / HUNDRED)
                    for there, variable in self.levels.items()
                }
        raise ValueError(f"a condition that plans do not know: {condition}")

    def _worth(self, gain: Gain, reading: Variant | None) -> Fraction:
        """Return the points that an option gives beyond the answer of now."""
        standard, answers = self.situation.standard, self.situation.answers
        question = standard.question(gain.question)
        worth = points_of(standard, question, (gain.option,), reading)
        if question.several:
            return worth
        keys = chosen_keys(question, answers.questions.get(gain.question)) or ()
        return worth - points_of(standard, question, keys, reading)


def _ask(gains: Mapping[int, Fraction], short: Fraction) -> Ask:
    scale = lcm(short.denominator, *(gain.denominator for gain in gains.values()))
    return Ask(terms={v: int(gain * scale) for v, gain in gains.items()}, short=int(short * scale))
