"""Builds the integer programme of a situation: what a plan may hold, and what that raises."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import floor

from roadmap.domain.measure import Measure, OptionStep
from roadmap.domain.planning.effects import closed_items, gains, live_options, live_steps
from roadmap.domain.planning.encoding import Encoding, Gain, Item, Level
from roadmap.domain.planning.inputs import Bounds, Situation
from roadmap.domain.planning.programme import Programme, Row, scale_of
from standards.domain.standard import Question


def encode(situation: Situation, bounds: Bounds, *, with_gaps: bool = False) -> Encoding:
    """Encode a situation under bounds; that of months is left to `order.obstacles`.

    `with_gaps`: every item may also be raised without a measure.
    Raises ValueError for a wanted measure that is unknown or has no effort.
    """
    builder = _Builder(situation, bounds, with_gaps=with_gaps)
    builder.add_bounds()
    builder.add_levels()
    builder.add_gains()
    return builder.encoding()


def usable(situation: Situation, excluded: frozenset[str]) -> frozenset[str]:
    """Return the codes of the measures that a plan may hold: not done, not excluded, with an effort, and the
    same for all that comes before them."""
    done = situation.done
    found = {code for code in situation.efforts if code in situation.measure_by_code} - done - excluded
    while blocked := {
        code for code in found if set(situation.measure_by_code[code].prerequisites) - done - found
    }:
        found -= blocked
    return frozenset(found)


class _Builder:
    """Collects variables, each 0 or 1, and rows."""

    def __init__(self, situation: Situation, bounds: Bounds, *, with_gaps: bool) -> None:
        self.situation, self.bounds, self.with_gaps = situation, bounds, with_gaps
        self.closed = closed_items(situation.standard, situation.answers, _wanted(situation, bounds))
        self.most: list[int] = []
        self.rows: list[Row] = []
        self.measures = {code: self._variable() for code in sorted(usable(situation, bounds.excluded))}
        self.levels: dict[Level, int] = {}
        self.gains: dict[Gain, int] = {}
        self.gaps: dict[Item, int] = {}
        costs = [situation.efforts[code].cost for code in self.measures]
        self.scale = scale_of(end for cost in costs for end in (cost.low, cost.high))

    def encoding(self) -> Encoding:
        return Encoding(
            situation=self.situation,
            closed=self.closed,
            programme=Programme(most=tuple(self.most), rows=tuple(self.rows)),
            measures=self.measures,
            levels=self.levels,
            gains=self.gains,
            gaps=self.gaps,
            scale=self.scale,
        )

    def add_bounds(self) -> None:
        """Add what comes first, what is wanted, and the budget."""
        for code, variable in self.measures.items():
            for other in self.situation.measure_by_code[code].prerequisites:
                if other in self.measures:
                    self._at_most(variable, [self.measures[other]])
        for code in sorted(self.bounds.wanted - self.situation.done):
            # No terms: what the wanted measure needs is excluded, so that no plan holds it.
            self.rows.append(Row(terms={self.measures[code]: 1} if code in self.measures else {}, low=1))
        if self.bounds.budget is not None:
            counted = {
                variable: int(2 * self.bounds.counted(self.situation.efforts[code].cost) * self.scale)
                for code, variable in self.measures.items()
            }
            self.rows.append(Row(terms=counted, high=floor(2 * self.bounds.budget * self.scale)))

    def add_levels(self) -> None:
        """Add the levels of scenes: one is reached by a step over it, and after the level below."""
        standard, stands = self.situation.standard, self.situation.scene_levels
        steps = self._steps_over()
        for scene in standard.scenes:
            below: list[int] = []
            for number in range(stands.get(scene.code, 0) + 1, standard.rule.top + 1):
                level = Level(scene=scene.code, level=number)
                by = [*steps[level], *self._gap(level)]
                if not by:
                    break
                variable = self.levels[level] = self._variable()
                self._at_most(variable, by)
                for lower in below:
                    self._at_most(variable, [lower])
                below = [variable]

    def add_gains(self) -> None:
        """Add the options of questions: gained from a measure, one of a question that takes one."""
        giving = self._options_given()
        for question in self.situation.standard.questions:
            gained: list[int] = []
            for gain in self._worthwhile(question):
                by = [*giving[gain], *self._gap(gain)]
                if by:
                    variable = self.gains[gain] = self._variable()
                    self._at_most(variable, by)
                    gained.append(variable)
            if not question.several and len(gained) > 1:
                self.rows.append(Row(terms=dict.fromkeys(gained, 1), high=1))

    def _worthwhile(self, question: Question) -> Iterator[Gain]:
        """Give the options that would add points."""
        standard, answers = self.situation.standard, self.situation.answers
        for option in question.options:
            given = OptionStep(question=question.code, option=option.key)
            if option.weight > 0 and gains(standard, answers, given):
                yield Gain(question=question.code, option=option.key)

    def _steps_over(self) -> defaultdict[Level, list[int]]:
        found: defaultdict[Level, list[int]] = defaultdict(list)
        for code, variable in self.measures.items():
            measure = self.situation.measure_by_code[code]
            for step in live_steps(self.situation.scene_levels, measure, self.closed):
                for level in range(step.from_level + 1, step.to_level + 1):
                    found[Level(scene=step.scene, level=level)].append(variable)
        return found

    def _options_given(self) -> defaultdict[Gain, list[int]]:
        standard, answers = self.situation.standard, self.situation.answers
        found: defaultdict[Gain, list[int]] = defaultdict(list)
        for code, variable in self.measures.items():
            measure = self.situation.measure_by_code[code]
            for given in live_options(standard, answers, measure, self.closed):
                found[Gain(question=given.question, option=given.option)].append(variable)
        return found

    def _gap(self, item: Item) -> list[int]:
        if not self.with_gaps:
            return []
        self.gaps[item] = self._variable()
        return [self.gaps[item]]

    def _variable(self) -> int:
        self.most.append(1)
        return len(self.most) - 1

    def _at_most(self, part: int, whole: Iterable[int]) -> None:
        """Add a row: the first variable is at most the sum of the others."""
        self.rows.append(Row(terms={part: 1, **dict.fromkeys(whole, -1)}, high=0))


def _wanted(situation: Situation, bounds: Bounds) -> tuple[Measure, ...]:
    known = situation.efforts.keys() & situation.measure_by_code.keys()
    if unknown := bounds.wanted - known:
        raise ValueError(f"wanted, but no measure that can be planned: {', '.join(sorted(unknown))}")
    return tuple(situation.measure_by_code[code] for code in sorted(bounds.wanted))
