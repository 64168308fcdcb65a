"""Small random situations and bounds: few measures, ties in cost, several effects, prerequisites, circles."""

from decimal import Decimal
from random import Random

from roadmap.domain.measure import Measure, OptionStep, SceneStep
from roadmap.domain.planning import Bounds, Situation, efforts
from standards.domain.standard import Standard
from tests.planning.full_library import SIZE, make_measure, random_answers


def random_situation(standard: Standard, random: Random, *, most: int = 8) -> Situation:
    """Return a firm that may choose among up to `most` measures; some have no estimate."""
    codes = [f"M{place}" for place in range(random.randint(most // 2, most))]
    measures = tuple(_measure(standard, random, code, codes) for code in random.sample(codes, len(codes)))
    return Situation(
        standard=standard,
        answers=random_answers(standard, random, absent=0.04),
        measures=measures,
        efforts=efforts(measures, size=SIZE, quotes={}),
    )


def random_bounds(random: Random, situation: Situation, *, wishes: bool = True) -> Bounds:
    """Return bounds of which each is there or not; `wishes`: measures wanted or excluded too."""
    codes = sorted(situation.efforts)
    some = random.sample(codes, k=min(len(codes), 2)) if wishes else []
    return Bounds(
        budget=random.choice([None, None, Decimal(random.randint(2, 40)) / 2]),
        months=random.choice([None, None, random.randint(1, 9)]),
        excluded=frozenset(some[:1] if random.random() < 0.3 else ()),
        wanted=frozenset(some[1:] if random.random() < 0.3 else ()),
        at_high_prices=random.random() < 0.4,
    )


def _measure(standard: Standard, random: Random, code: str, codes: list[str]) -> Measure:
    fine = str(Decimal(random.randint(1, 10**8)) / 10**4)  # a quote to the yuan
    low = Decimal(random.choice(["0", "1", "1", "1", "2", "2", "3", "2.5", "0.25", fine]))
    months = random.randint(0, 3)
    return make_measure(
        code,
        steps=_steps(standard, random),
        options=_options(standard, random),
        prerequisites=tuple(other for other in codes if other < code and random.random() < 0.1),
        cost=(low, low + random.choice([0, 1, 1, 3, 6])) if random.random() < 0.95 else None,
        months=(months, months + random.randint(0, 2)),
    )


def _steps(standard: Standard, random: Random) -> tuple[SceneStep, ...]:
    scenes = [scene.code for scene in standard.scenes]
    steps = []
    for scene in random.sample(scenes, k=random.randint(0, len(scenes))):
        begin = random.choice([level for level in range(standard.rule.top) for _ in range(3 - level)])
        end = random.choice([begin + 1, begin + 1, random.randint(begin + 1, standard.rule.top)])
        steps.append(SceneStep(scene=scene, from_level=begin, to_level=end))
    return tuple(steps)


def _options(standard: Standard, random: Random) -> tuple[OptionStep, ...]:
    given = [(q.code, o.key) for q in standard.questions for o in q.options if o.weight > 0]
    given.append(("Q1", "A"))  # of no use, and allowed
    if not standard.questions:
        return ()
    some = random.sample(given, k=random.choice([0, 1, 2, 2, 3]))
    return tuple(OptionStep(question=question, option=option) for question, option in some)
