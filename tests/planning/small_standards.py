"""Small standards of every kind of rule, with every kind of question."""

from decimal import Decimal

from editing.domain.texts import Text
from standards.domain.standard import (
    Change,
    Dimension,
    Figure,
    Formula,
    Group,
    LevelRule,
    Option,
    Origin,
    Question,
    QuestionKind,
    Range,
    RuleKind,
    Scene,
    SceneGroup,
    SceneLevel,
    Standard,
    Threshold,
)

WORD = Text(zh="词")
TOP = 3
WEIGHTS = ("40", "33.5", "26.5")  # of the scenes, where the rule weighs them


def _option(key: str, weight: str, **more: object) -> Option:
    return Option(key=key, weight=Decimal(weight), text=WORD, **more)  # type: ignore[arg-type]


def _question(code: str, number: int, kind: QuestionKind, *options: Option, **more: object) -> Question:
    return Question(
        code=code,
        number=number,
        kind=kind,
        name=WORD,
        title=WORD,
        weight=Decimal(25),
        options=options,
        **more,  # type: ignore[arg-type]
    )


def _range(low: int, high: int) -> Range:
    return Range(low=Decimal(low), high=Decimal(high), low_closed=low == 0)


QUESTIONS = (
    _question(
        "Q1",
        1,
        QuestionKind.MULTI,
        _option("A", "0", excludes=True),
        _option("B", "33.3"),
        _option("C", "33.3"),
        _option("D", "33.4"),
    ),
    _question(
        "Q2",
        2,
        QuestionKind.SINGLE,
        _option("A", "0"),
        _option("B", "50"),
        _option("C", "50"),
        _option("D", "100"),
    ),
    _question(
        "Q3",
        3,
        QuestionKind.RATIO,
        _option("A", "0", range=_range(0, 40)),
        _option("B", "62.5", range=_range(40, 70)),
        _option("C", "100", range=_range(70, 100)),
        formula=Formula(part="part", whole="whole"),
    ),
    _question(
        "Q4",
        4,
        QuestionKind.CHANGE,
        _option("A", "0", change=Change.DOWN),
        _option("B", "50", change=Change.EQUAL),
        _option("C", "100", change=Change.UP),
        formula=Formula(part="now", part_before="then"),
    ),
)
FIGURES = tuple(
    Figure(code=code, label=WORD, unit=WORD, whole=True) for code in ("part", "whole", "now", "then")
)


def _scene(place: int, *, weighted: bool) -> Scene:
    return Scene(
        code=f"S{place}",
        name=WORD,
        constrained=not weighted and place == 1,
        systems=(),
        levels=tuple(SceneLevel(level=level, text=WORD) for level in range(1, TOP + 1)),
        weight=Decimal(WEIGHTS[place - 1]) if weighted else None,
    )


def _threshold(kind: RuleKind, level: int) -> Threshold:
    match kind:
        case RuleKind.LOWER_OF_BOTH:
            return Threshold(
                level=level,
                name=WORD,
                min_points=Decimal("23.75") * level,
                min_scenes=1 + level // 2,
                min_constrained=level // 2,
            )
        case RuleKind.POINTS:
            return Threshold(level=level, name=WORD, min_points=Decimal("29.125") * level)
        case RuleKind.WEIGHTED_SCENES:
            return Threshold(level=level, name=WORD, min_mean=Decimal("0.75") * level)


def small_standard(kind: RuleKind) -> Standard:
    """Return a standard of three levels: four questions unless scenes alone decide, three scenes always."""
    weighted = kind is RuleKind.WEIGHTED_SCENES
    group = Group(code="G", name=WORD, weight=Decimal(100), questions=QUESTIONS)
    dimension = Dimension(code="D", name=WORD, weight=Decimal(100), groups=(group,))
    scenes = tuple(_scene(place, weighted=weighted) for place in (1, 2, 3))
    if kind is RuleKind.POINTS:
        scenes = ()
    return Standard(
        code="small",
        revision=1,
        origin=Origin.DEMONSTRATION,
        name=WORD,
        scene_dimension=WORD,
        dimensions=() if weighted else (dimension,),
        scene_groups=(SceneGroup(code="SG", name=WORD, scenes=scenes),) if scenes else (),
        figures=() if weighted else FIGURES,
        rule=LevelRule(
            kind=kind, thresholds=tuple(_threshold(kind, level) for level in range(1, TOP + 1)), below=WORD
        ),
    )
