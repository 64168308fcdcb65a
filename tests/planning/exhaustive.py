"""An independent oracle: every set of measures tried, by the words of docs/method.md, section "Plan".

Shares no code with the planner: answers are sets and numbers here, effects are applied until nothing changes,
the order is walked, and levels are found by trying from the top.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from roadmap.domain.measure import Measure
from roadmap.domain.planning import Bounds, Situation
from standards.domain.answers import AtLevel, Chosen, NotApplicable

OUTCOMES = {"Q4"}
ASKED = ("min_points", "min_scenes", "min_constrained", "min_mean")
Rank = tuple[object, ...]


@dataclass(frozen=True)
class Tried:
    """A set of measures that can be done, with what it costs and leads to."""

    codes: tuple[str, ...]
    low: Decimal
    high: Decimal
    months: int
    level: int

    @property
    def rank(self) -> Rank:
        return (self.low + self.high, len(self.codes), self.codes)


class Exhaustive:
    """All sets of the measures of a situation that keep the bounds."""

    def __init__(self, situation: Situation, bounds: Bounds) -> None:
        self.situation, self.bounds = situation, bounds
        self.standard = situation.standard
        served = {
            code
            for measure in situation.measures
            if measure.code in bounds.wanted
            for code in (*(s.scene for s in measure.steps), *(o.question for o in measure.options))
        }
        answers = situation.answers
        absent = {
            code
            for code, answer in {**answers.questions, **answers.scenes}.items()
            if isinstance(answer, NotApplicable)
        }
        self.closed = (absent - served) | OUTCOMES
        self.levels = {c: a.level if isinstance(a, AtLevel) else 0 for c, a in answers.scenes.items()}
        self.options = {
            c: set(a.options) if isinstance(a, Chosen) else set() for c, a in answers.questions.items()
        }
        self.done = {m.code for m in situation.measures if self._is_done(m)}
        self.tried = tuple(self._try_all())

    def cheapest(self, target: int) -> Tried | None:
        return min((t for t in self.tried if t.level >= target), key=lambda t: t.rank, default=None)

    def nearest(self, target: int, over: int) -> Tried | None:
        """Return, of the sets that cost at most so many percent more than the cheapest, the nearest one."""
        least = self.cheapest(target)
        if least is None:
            return None
        most = (least.low + least.high) * (100 + over) / 100
        near = min(
            (t for t in self.tried if t.level >= target and t.low + t.high <= most),
            key=lambda t: (self._far(t, target), len(t.codes), t.low + t.high, t.codes),
        )
        return near if self.covered(near, target) else least

    def covered(self, tried: Tried, target: int) -> dict[str, tuple[int, int]]:
        """Map the priority scenes that a set brings where it should to their weight and stage."""
        levels, _options = self._after(tried.codes)
        found = {}
        for priority in self.situation.priorities:
            had = self.levels[priority.scene]
            for stage, asked in enumerate(priority.targets):
                if asked is not None and asked > had:
                    if had < min(asked, target) <= levels[priority.scene]:
                        found[priority.scene] = (priority.weight, stage)
                    break
        return found

    def _far(self, tried: Tried, target: int) -> tuple[int, int]:
        found = self.covered(tried, target).values()
        return -sum(weight for weight, _ in found), sum(weight * stage for weight, stage in found)

    def safest(self, target: int, margin: dict[str, int]) -> Tried | None:
        """Return the cheapest set that has a margin at the level, however the standard is read."""
        safe = (t for t in self.tried if self._is_safe(t, target, margin))
        return min(safe, key=lambda t: t.rank, default=None)

    def _is_safe(self, tried: Tried, target: int, margin: dict[str, int]) -> bool:
        levels, options = self._after(tried.codes)
        for variant in (None, *self.standard.variants):
            reached = self._reached(levels, options, target)
            if variant and variant.constrained is not None:
                held = {code for code in variant.constrained if levels[code] >= target}
                reached["min_constrained"] = Fraction(len(held))
            if variant and variant.equal_split == ("Q1",):
                own = sum((Fraction(self._weight("Q1", o)) for o in options["Q1"]), Fraction(0)) / 4
                reached["min_points"] += Fraction(25 * len(options["Q1"] - {"A"}), 3) - own
            for name, needed in self._needed(target).items():
                if reached[name] < needed + margin.get(name, 0):
                    return False
        return True

    def least_high(self, target: int) -> Decimal:
        return min(t.high for t in self.tried if t.level >= target)

    def least_low(self, target: int) -> Decimal:
        return min(t.low for t in self.tried if t.level >= target)

    def fewest_months(self, target: int) -> int:
        return min(t.months for t in self.tried if t.level >= target)

    def furthest(self) -> Tried | None:
        """Return the set of the highest level, most progress to the next, least cost."""
        top = max((t.level for t in self.tried), default=None)
        if top is None:
            return None
        return min(
            (t for t in self.tried if t.level == top), key=lambda t: (-self._progress(t, top), *t.rank)
        )

    def _progress(self, tried: Tried, level: int) -> Fraction:
        if level == self.standard.rule.top:
            return Fraction(0)
        part = Fraction(0)
        has, end = self._reached(self.levels, self.options, level + 1), self._needed(level + 1)
        then = self._reached(*self._after(tried.codes), level + 1)
        for name, needed in end.items():
            if needed > has[name]:
                part += (min(then[name], needed) - has[name]) / (needed - has[name])
        return part

    def _try_all(self) -> Iterator[Tried]:
        usable = sorted(
            code for code in self.situation.efforts if code not in self.done | self.bounds.excluded
        )
        for size in range(len(usable) + 1):
            for codes in combinations(usable, size):
                if tried := self._try(codes):
                    yield tried

    def _try(self, codes: tuple[str, ...]) -> Tried | None:
        efforts = [self.situation.efforts[code] for code in codes]
        low = sum((effort.cost.low for effort in efforts), Decimal(0))
        high = sum((effort.cost.high for effort in efforts), Decimal(0))
        if not self.bounds.wanted <= self.done.union(codes):
            return None
        spent = high if self.bounds.at_high_prices else (low + high) / 2
        if self.bounds.budget is not None and spent > self.bounds.budget:
            return None
        there = self.done.union(codes)
        if any(not there.issuperset(self._measure(code).prerequisites) for code in codes):
            return None
        months = self._months(codes)
        if months is None or (self.bounds.months is not None and months > self.bounds.months):
            return None
        level = self._level(*self._after(codes))
        return Tried(codes, low, high, months, level)

    def _measure(self, code: str) -> Measure:
        return self.situation.measure_by_code[code]

    def _is_done(self, measure: Measure) -> bool:
        scenes = all(self.levels[step.scene] >= step.to_level for step in measure.steps)
        return scenes and all(not self._gains(o.question, o.option, self.options) for o in measure.options)

    def _gains(self, question: str, option: str, options: dict[str, set[str]]) -> bool:
        if question == "Q1":
            return option not in options[question] and option != "A"
        weight = self._weight(question, option)
        return all(weight > self._weight(question, held) for held in options[question])

    def _weight(self, question: str, option: str) -> Decimal:
        return self.standard.question(question).option(option).weight

    def _after(self, codes: tuple[str, ...]) -> tuple[dict[str, int], dict[str, set[str]]]:
        levels, options = dict(self.levels), {code: set(held) for code, held in self.options.items()}
        changed = True
        while changed:
            changed = False
            for code in codes:
                for step in self._measure(code).steps:
                    if (
                        step.scene not in self.closed
                        and step.from_level <= levels[step.scene] < step.to_level
                    ):
                        levels[step.scene] = step.to_level
                        changed = True
        for code in codes:
            for given in self._measure(code).options:
                if given.question in self.closed or not self._gains(given.question, given.option, options):
                    continue
                if given.question == "Q1":
                    options["Q1"] = (options["Q1"] - {"A"}) | {given.option}
                else:
                    options[given.question] = {given.option}
        return levels, options

    def _months(self, codes: tuple[str, ...]) -> int | None:
        """Walk every chain; None where one comes back to where it began."""
        arcs = {code: [other for other in codes if self._waits(code, other)] for code in codes}

        def finish(code: str, seen: tuple[str, ...]) -> int | None:
            if code in seen:
                return None
            starts = [finish(other, (*seen, code)) for other in arcs[code]]
            if any(start is None for start in starts):
                return None
            return (
                max((start for start in starts if start is not None), default=0)
                + self.situation.efforts[code].months.high
            )

        ends = [finish(code, ()) for code in codes]
        return None if None in ends else max((end for end in ends if end is not None), default=0)

    def _waits(self, code: str, other: str) -> bool:
        if other in self._measure(code).prerequisites:
            return True
        return any(
            mine.scene == its.scene
            and mine.scene not in self.closed
            and its.from_level < mine.from_level
            and its.to_level > self.levels[its.scene]
            and mine.from_level > self.levels[mine.scene]
            for mine in self._measure(code).steps
            for its in self._measure(other).steps
        )

    def _level(self, levels: dict[str, int], options: dict[str, set[str]]) -> int:
        for level in range(self.standard.rule.top, 0, -1):
            reached = self._reached(levels, options, level)
            if all(reached[name] >= needed for name, needed in self._needed(level).items()):
                return level
        return 0

    def _needed(self, level: int) -> dict[str, Fraction]:
        threshold = self.standard.rule.thresholds[level - 1]
        asked = {name: getattr(threshold, name) for name in ASKED}
        return {name: Fraction(value) for name, value in asked.items() if value is not None}

    def _reached(
        self, levels: dict[str, int], options: dict[str, set[str]], level: int
    ) -> dict[str, Fraction]:
        at_level = {code for code, reached in levels.items() if reached >= level}
        points = Fraction(0)
        for question, held in options.items():
            for option in held:
                points += Fraction(self._weight(question, option)) * 25 / 100
        mean = sum(
            (Fraction(s.weight) * levels[s.code] for s in self.standard.scenes if s.weight is not None),
            Fraction(0),
        )
        return {
            "min_points": points,
            "min_scenes": Fraction(len(at_level)),
            "min_constrained": Fraction(len(at_level & {"S1"})),
            "min_mean": mean / 100,
        }
