"""A synthetic library for any standard: every scene level and every option has measures, of random but
reproducible effort, some serving several items, some waiting for others."""

from decimal import Decimal
from random import Random

from editing.domain.texts import Text
from roadmap.domain.entries import Estimate, Evidence, Size
from roadmap.domain.measure import Measure, OptionStep, SceneStep
from roadmap.domain.planning import Situation, efforts
from standards.domain.answers import Answers, AtLevel, Chosen, NotApplicable, QuestionAnswer, SceneAnswer
from standards.domain.standard import Question, Standard

SIZE = Size.SMALL
NA = NotApplicable(reason="")


def make_measure(
    code: str,
    *,
    steps: tuple[SceneStep, ...] = (),
    options: tuple[OptionStep, ...] = (),
    prerequisites: tuple[str, ...] = (),
    cost: tuple[Decimal | int, Decimal | int] | None = (1, 2),
    months: tuple[int, int] = (1, 2),
) -> Measure:
    """Return a measure; without a cost it has no estimate."""
    estimate = None if cost is None else _estimate(cost, months)
    return Measure(
        code=code,
        stage="start",
        order=1,
        title=Text(zh=code),
        how=Text(zh=code),
        evidence=Evidence.G,
        steps=steps,
        options=options,
        prerequisites=prerequisites,
        costs=() if estimate is None else (estimate,),
    )


def _estimate(cost: tuple[Decimal | int, Decimal | int], months: tuple[int, int]) -> Estimate:
    low, high = cost
    return Estimate(
        size=SIZE, cost_low=Decimal(low), cost_high=Decimal(high), months_low=months[0], months_high=months[1]
    )


def full_library(standard: Standard, seed: int = 0) -> tuple[Measure, ...]:
    """Return a measure for every level of every scene and for every option, and some for several at once."""
    random = Random(seed)
    climbs = [
        _climb(random, scene.code, level) for scene in standard.scenes for level in range(standard.rule.top)
    ]
    gains = [_gain(random, q, o.key) for q in standard.questions for o in q.options if o.weight > 0]
    suites = [_suite(random, standard, number) for number in range(12)]
    return (*climbs, *gains, *suites)


def _climb(random: Random, scene: str, level: int) -> Measure:
    low = random.randint(1, 6) * (level + 1) ** 2
    first = (f"{scene}-0",) if level == 1 and random.random() < 0.3 else ()
    return make_measure(
        f"{scene}-{level}",
        steps=(SceneStep(scene=scene, from_level=level, to_level=level + 1),),
        prerequisites=first,
        cost=(low, low + random.randint(0, 3) * low),
        months=_months(random, level),
    )


def _gain(random: Random, question: Question, option: str) -> Measure:
    place = [known.key for known in question.options].index(option)
    low = random.randint(1, 8) * (1 if question.several else place)
    return make_measure(
        f"{question.code}-{option}",
        options=(OptionStep(question=question.code, option=option),),
        cost=(low, low + random.randint(0, 3) * low),
        months=_months(random, 1),
    )


def _suite(random: Random, standard: Standard, number: int) -> Measure:
    """Return a system that serves several scenes and opens an option, for less than the parts."""
    scenes = random.sample([scene.code for scene in standard.scenes], k=min(3, len(standard.scenes)))
    begin = random.randrange(standard.rule.top)
    low = random.randint(5, 12) * (begin + 1) ** 2
    question = random.choice([q for q in standard.questions if q.several]) if standard.questions else None
    return make_measure(
        f"suite-{number}",
        steps=tuple(SceneStep(scene=scene, from_level=begin, to_level=begin + 1) for scene in scenes),
        options=(OptionStep(question=question.code, option=question.options[-1].key),) if question else (),
        cost=(low, low + random.randint(0, 2) * low),
        months=_months(random, begin),
    )


def _months(random: Random, level: int) -> tuple[int, int]:
    low = random.randint(1, 3 + level)
    return low, low + random.randint(0, 4)


def random_answers(standard: Standard, random: Random, *, absent: float = 0.03) -> Answers:
    """Return complete answers of a firm somewhere below the middle; a few items are not applicable."""
    return Answers(
        questions={q.code: _answer(random, q, absent) for q in standard.questions},
        scenes={scene.code: _level(random, standard.rule.top, absent) for scene in standard.scenes},
    )


def _answer(random: Random, question: Question, absent: float) -> QuestionAnswer:
    if random.random() < absent:
        return NA
    if not question.several:
        lower = min(random.randrange(len(question.options)) for _ in range(2))
        return Chosen(options=(question.options[lower].key,))
    keys = [option.key for option in question.options if not option.excludes]
    some = tuple(sorted(random.sample(keys, k=random.randint(0, len(keys) // 2))))
    alone = next((option.key for option in question.options if option.excludes), keys[0])
    return Chosen(options=some or (alone,))


def _level(random: Random, top: int, absent: float) -> SceneAnswer:
    if random.random() < absent:
        return NA
    return AtLevel(level=min(random.randint(0, top) for _ in range(2)))


def full_situation(standard: Standard, *, seed: int) -> Situation:
    """Return a random firm with the whole library."""
    measures = full_library(standard, seed)
    answers = random_answers(standard, Random(seed))
    return Situation(
        standard=standard, answers=answers, measures=measures, efforts=efforts(measures, size=SIZE, quotes={})
    )
