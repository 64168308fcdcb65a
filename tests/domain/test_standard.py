"""A standard that exists is sound: whatever contradicts itself is refused, naming the code."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from editing.domain.texts import Text
from standards.domain.standard import (
    InvalidStandard,
    LevelRule,
    Option,
    Question,
    QuestionKind,
    Scene,
    SceneGroup,
    Standard,
    Threshold,
    Variant,
)
from tests.standards.fixtures import standard_2024

D = Decimal
STANDARD = standard_2024()


def with_question(code: str, change: Callable[[Question], Question]) -> Standard:
    """Return the standard with one question changed."""
    dimensions = tuple(
        replace(
            dimension,
            groups=tuple(
                replace(group, questions=tuple(change(q) if q.code == code else q for q in group.questions))
                for group in dimension.groups
            ),
        )
        for dimension in STANDARD.dimensions
    )
    return replace(STANDARD, dimensions=dimensions)


def with_option(code: str, key: str, change: Callable[[Option], Option]) -> Standard:
    """Return the standard with one option changed."""
    return with_question(
        code, lambda q: replace(q, options=tuple(change(o) if o.key == key else o for o in q.options))
    )


def with_scene(code: str, change: Callable[[Scene], Scene]) -> Standard:
    """Return the standard with one scene changed."""

    def group(whole: SceneGroup) -> SceneGroup:
        return replace(whole, scenes=tuple(change(s) if s.code == code else s for s in whole.scenes))

    return replace(STANDARD, scene_groups=tuple(group(one) for one in STANDARD.scene_groups))


def with_rule(change: Callable[[LevelRule], LevelRule]) -> Standard:
    return replace(STANDARD, rule=change(STANDARD.rule))


def with_variant(**changes: object) -> Standard:
    variant = Variant(code="v", name=Text(zh="另读"), source=Text(zh="无"), **changes)  # type: ignore[arg-type]
    return replace(STANDARD, variants=(variant,))


UNSOUND: dict[str, tuple[Callable[[], Standard], str]] = {
    "code twice": (lambda: with_question("F02", lambda q: replace(q, code="F01")), "code 'F01' occurs 2"),
    "weight of nothing": (
        lambda: with_question("F01", lambda q: replace(q, weight=D(0))),
        "a weight is not above 0",
    ),
    "weights over 100": (lambda: with_question("F01", lambda q: replace(q, weight=D(41))), "add to 101"),
    "option twice": (
        lambda: with_option("F01", "C", lambda o: replace(o, key="B")),
        "F01 option 'B' occurs 2",
    ),
    "option below 0": (
        lambda: with_option("F01", "B", lambda o: replace(o, weight=D(-1))),
        "F01: an option weight is outside 0 to 100",
    ),
    "less than everything": (
        lambda: with_option("F05", "E", lambda o: replace(o, weight=D(99))),
        "F05: the best answer gives 99",
    ),
    "excluding among single": (
        lambda: with_option("F05", "A", lambda o: replace(o, excludes=True)),
        "F05A: an excluding option is for multi choice",
    ),
    "ratio without formula": (
        lambda: with_question("F02", lambda q: replace(q, formula=None)),
        "F02: kind ratio and formula do not fit",
    ),
    "unknown figure": (
        lambda: replace(STANDARD, figures=STANDARD.figures[1:]),
        f"unknown figure '{STANDARD.figures[0].code}'",
    ),
    "gap in the ranges": (
        lambda: with_option("F02", "B", lambda o: replace(o, range=None)),
        "F02B: ranges must cover 0 to 100",
    ),
    "ranges end early": (
        lambda: with_question("F02", lambda q: replace(q, options=_last_range_to(q, D(99)))),
        "F02: ranges end at 99",
    ),
    "two ways up": (
        lambda: with_question("R03", lambda q: replace(q, options=_all_change_up(q))),
        "R03: needs one option each for up, equal and down",
    ),
    "level missing in a scene": (
        lambda: with_scene("S01", lambda s: replace(s, levels=s.levels[1:])),
        "S01: needs the levels 1 to 4",
    ),
    "levels from 2": (
        lambda: with_rule(lambda r: replace(r, thresholds=r.thresholds[1:])),
        "rule: levels must be 1, 2, 3",
    ),
    "falling threshold": (
        lambda: with_rule(lambda r: replace(r, thresholds=_first_scenes(r, 9))),
        "rule: min_scenes falls",
    ),
    "variant of an unknown scene": (
        lambda: with_variant(constrained=frozenset({"S99"})),
        "variant v: unknown scene 'S99'",
    ),
    "equal split of a single choice": (
        lambda: with_variant(equal_split=("F05",)),
        "variant v: 'F05' is no multi-choice question",
    ),
}


def _last_range_to(question: Question, high: Decimal) -> tuple[Option, ...]:
    last = question.options[-1]
    assert last.range
    return (*question.options[:-1], replace(last, range=replace(last.range, high=high)))


def _all_change_up(question: Question) -> tuple[Option, ...]:
    first = next(option for option in question.options if option.change is not None)
    return tuple(replace(option, change=first.change) for option in question.options)


def _first_scenes(rule: LevelRule, number: int) -> tuple[Threshold, ...]:
    first, *others = rule.thresholds
    return (replace(first, min_scenes=number), *others)


@pytest.mark.parametrize(("make", "message"), UNSOUND.values(), ids=UNSOUND)
def test_what_contradicts_itself_is_no_standard(make: Callable[[], Standard], message: str) -> None:
    with pytest.raises(InvalidStandard, match=message):
        make()


def test_the_questions_used_here_are_of_the_kinds_meant() -> None:
    kinds = {code: STANDARD.question(code).kind for code in ("F01", "F02", "F05", "R03")}
    assert kinds == {
        "F01": QuestionKind.MULTI,
        "F02": QuestionKind.RATIO,
        "F05": QuestionKind.SINGLE,
        "R03": QuestionKind.CHANGE,
    }
