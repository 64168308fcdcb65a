"""All problems of a draft at once, each where it is."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editing.domain.texts import Text
from standards.domain import exchange
from standards.domain.standard import (
    InvalidStandard,
    Outline,
    Problem,
    ProblemKind,
    Reason,
    Standard,
    Term,
    problems,
)
from standards.domain.standard.problems import SENTENCES
from tests.domain.edits import Data, level, part, setting
from tests.standards.fixtures import standard_2024

K = ProblemKind
Edit = Callable[[Data], object]


def outlined(*edits: Edit) -> Outline:
    """Return the 2024 standard as an outline, changed in its plain form."""
    data = exchange.to_data(standard_2024())
    for edit in edits:
        edit(data)
    return exchange.outline_from_data({"format": exchange.FORMAT, **data})


def found(*edits: Edit) -> set[tuple[ProblemKind, str]]:
    return {(problem.kind, problem.where) for problem in problems(outlined(*edits))}


def whole(**values: object) -> Edit:
    return lambda data: data.update(values)


def rule(**values: object) -> Edit:
    return lambda data: data["rule"].update(values)


def without(code: str, *names: str) -> Edit:
    def drop(data: Data) -> None:
        for name in names:
            del part(data, code)[name]

    return drop


def first_variant(**values: object) -> Edit:
    return lambda data: data["variants"][0].update(values)


def emptied(code: str, name: str) -> Edit:
    return lambda data: part(data, code).update({name: []})


# Each mistake alone, and where it is to be found. They touch different parts, so that they may be combined.
MISTAKES: dict[str, tuple[Edit, tuple[ProblemKind, str]]] = {
    "dimension weight": (setting("F", weight=51), (K.WEIGHTS_NOT_100, "dimensions")),
    "group weight": (setting("M1", weight=Decimal("0.5")), (K.WEIGHTS_NOT_100, "M")),
    "question weight of nothing": (setting("R01", weight=0), (K.WEIGHT_NOT_POSITIVE, "R01")),
    "code twice": (setting("O1", code="F1"), (K.CODE_TWICE, "F1")),
    "number twice": (setting("F07", number=1), (K.NUMBER_TWICE, "F07")),
    "option twice": (setting("F01.C", key="B"), (K.OPTION_TWICE, "F01.B")),
    "option above 100": (setting("F05.B", weight=101), (K.OPTION_WEIGHT, "F05.B")),
    "best answer": (setting("F06.B", weight=20), (K.BEST_NOT_100, "F06")),
    "excluding option": (setting("M01.A", excludes=True), (K.EXCLUDING_OPTION, "M01.A")),
    "change without formula": (
        lambda data: part(data, "R03").pop("formula"),
        (K.KIND_AND_FORMULA, "R03"),
    ),
    "half a formula": (lambda data: part(data, "F02")["formula"].pop("whole"), (K.FORMULA_INCOMPLETE, "F02")),
    "unknown figure": (
        lambda data: part(data, "M04")["formula"].update(part="no_such"),
        (K.UNKNOWN_FIGURE, "M04"),
    ),
    "ranges with a gap": (setting("F03.C", range={"low": 21, "high": 40}), (K.RANGES_NOT_CLOSED, "F03.C")),
    "two ways up": (setting("R04.B", change="up"), (K.CHANGE_OPTIONS, "R04")),
    "a level missing": (lambda data: part(data, "S05")["levels"].pop(1), (K.SCENE_LEVELS, "S05")),
    "a weight for nothing": (setting("S06", weight=100), (K.SCENE_WEIGHT_UNUSED, "S06")),
    "empty group": (emptied("O3", "scenes"), (K.EMPTY_PART, "O3")),
    "falling threshold": (level(3, min_points=39), (K.VALUE_FALLS, "rule.3")),
    "out of reach": (level(4, min_points=101), (K.OUT_OF_REACH, "rule.4")),
    "mean for nothing": (level(2, min_mean=1), (K.VALUE_UNUSED, "rule.2")),
    "unknown scene of a variant": (
        first_variant(constrained=["S01", "S99"]),
        (K.UNKNOWN_SCENE, "warehouse_not_constrained"),
    ),
}


@given(st.sets(st.sampled_from(sorted(MISTAKES)), min_size=1))
def test_each_of_several_mistakes_is_named_where_it_is(names: set[str]) -> None:
    said = found(*(MISTAKES[name][0] for name in sorted(names)))
    assert {MISTAKES[name][1] for name in names} <= said


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_and_hardly_anything_else(name: str) -> None:
    edit, expected = MISTAKES[name]
    said = found(edit)
    assert expected in said
    assert len(said) <= 3  # some mistakes are two: a weight of nothing does not add up either


def test_a_sound_standard_has_no_problem() -> None:
    assert problems(standard_2024()) == ()
    assert found() == set()


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (whole(dimensions=[], scene_groups=[], variants=[]), {(K.NOTHING_ASKED, "standard")}),
        (whole(dimensions=[]), {(K.NO_QUESTIONS, "standard")}),
        (whole(scene_groups=[]), {(K.NO_SCENES, "standard")}),
        (rule(thresholds=[]), {(K.RULE_LEVELS, "rule")}),
        (level(1, level=2), {(K.RULE_LEVELS, "rule")}),
        (lambda d: d["rule"]["thresholds"][1].pop("min_points"), {(K.VALUE_MISSING, "rule.2")}),
        (level(2, min_points=20), {(K.ASKS_NO_MORE, "rule.2")}),
        (level(4, min_scenes=17), {(K.OUT_OF_REACH, "rule.4")}),
        (level(4, min_constrained=11), {(K.OUT_OF_REACH, "rule.4")}),
        (rule(kind="weighted_scenes"), {(K.VALUE_MISSING, "rule.1"), (K.SCENE_WEIGHT_MISSING, "S01")}),
        (rule(kind="points"), {(K.VALUE_UNUSED, "rule.1"), (K.CONSTRAINED_UNUSED, "S01")}),
        (emptied("F", "groups"), {(K.EMPTY_PART, "F")}),
        (emptied("F1", "questions"), {(K.EMPTY_PART, "F1")}),
        (emptied("F05", "options"), {(K.BEST_NOT_100, "F05")}),
        (without("F02.B", "range"), {(K.RANGES_NOT_CLOSED, "F02.B")}),
        (setting("F02.E", range={"low": 60, "high": 99}), {(K.RANGES_END, "F02")}),
        (lambda d: part(d, "R03")["formula"].pop("whole_before"), {(K.FORMULA_INCOMPLETE, "R03")}),
        (first_variant(equal_split=["F05", "F99"]), {(K.NO_MULTI_CHOICE, "warehouse_not_constrained")}),
    ],
)
def test_what_concerns_the_whole_is_named(edit: Edit, expected: set[tuple[ProblemKind, str]]) -> None:
    assert expected <= found(edit)


def doubled(name: str) -> Edit:
    return lambda data: data[name].append(data[name][0])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("figures", (K.FIGURE_TWICE, "equip_total")),
        ("terms", (K.TERM_TWICE, "约束性场景")),
        ("reasons", (K.REASON_TWICE, "no_such_business")),
        ("variants", (K.VARIANT_TWICE, "warehouse_not_constrained")),
    ],
)
def test_what_is_there_twice_is_named(name: str, expected: tuple[ProblemKind, str]) -> None:
    assert found(doubled(name)) == {expected}


def test_a_level_without_its_value_has_one_problem() -> None:
    assert found(lambda data: data["rule"]["thresholds"][2].pop("min_points")) == {
        (K.VALUE_MISSING, "rule.3")
    }


def test_one_constrained_scene_is_more_than_none() -> None:
    def asks_none(number: int) -> Edit:
        return lambda data: data["rule"]["thresholds"][number - 1].pop("min_constrained")

    assert found(asks_none(1), level(2, min_points=20, min_constrained=1)) == set()
    assert found(level(1, min_constrained=1), asks_none(2)) == {(K.VALUE_FALLS, "rule.2")}


def test_levels_that_ask_no_more_for_constrained_scenes_fall() -> None:
    assert found(lambda data: data["rule"]["thresholds"][2].pop("min_constrained")) == {
        (K.VALUE_FALLS, "rule.3")
    }


# --- Words, codes and numbers, which files cannot bring in but editors can -----------------------


def worded(**changes: Any) -> set[tuple[ProblemKind, str, str]]:
    """Return the problems of the 2024 standard with some of its own fields changed, with their columns."""
    return {
        (problem.kind, problem.where, problem.values["field"])
        for problem in problems(replace(outlined(), **changes))
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": Text(zh="")}, (K.EMPTY_TEXT, "standard", "name_zh")),
        ({"name": Text(zh="  ")}, (K.EMPTY_TEXT, "standard", "name_zh")),
        ({"name": Text(zh="名", en=" ")}, (K.EMPTY_TEXT, "standard", "name_en")),
        ({"name": Text(zh=" 名")}, (K.SPACES_AROUND, "standard", "name_zh")),
        ({"name": Text(zh="长" * 4001)}, (K.TOO_LONG, "standard", "name_zh")),
        ({"scene_dimension": Text(zh="")}, (K.EMPTY_TEXT, "standard", "scene_dimension_zh")),
        ({"code": "so bad"}, (K.BAD_CODE, "standard", "code")),
        ({"revision": 40_000}, (K.OUT_OF_RANGE, "standard", "revision")),
        (
            {"reasons": (Reason(code="x", name=Text(zh="", en="Only English")),)},
            (K.EMPTY_TEXT, "x", "name_zh"),
        ),
        (
            {"terms": (Term(word=Text(zh="词"), explanation=Text(zh="")),)},
            (K.EMPTY_TEXT, "词", "explanation_zh"),
        ),
        (
            {"document": replace(standard_2024().document, url="javascript:x")},
            (K.NO_ADDRESS, "standard", "document_url"),
        ),
        ({"rule": replace(standard_2024().rule, below=Text(zh=""))}, (K.EMPTY_TEXT, "rule", "below_zh")),
    ],
)
def test_a_text_is_named_with_its_column(
    changes: dict[str, Any], expected: tuple[ProblemKind, str, str]
) -> None:
    assert worded(**changes) == {expected}


def test_texts_of_levels_and_options_are_found_at_their_place() -> None:
    outline = outlined()
    scene_group, dimension = outline.scene_groups[0], outline.dimensions[0]
    scene, group = scene_group.scenes[0], dimension.groups[0]
    question = group.questions[0]
    level_two = (scene.levels[0], replace(scene.levels[1], text=Text(zh="")), *scene.levels[2:])
    option_b = (question.options[0], replace(question.options[1], text=Text(zh="")), *question.options[2:])
    changed = replace(
        outline,
        scene_groups=(
            replace(
                scene_group,
                scenes=(replace(scene, levels=level_two, systems=("", "MES")), *scene_group.scenes[1:]),
            ),
            *outline.scene_groups[1:],
        ),
        dimensions=(
            replace(
                dimension,
                groups=(
                    replace(group, questions=(replace(question, options=option_b), *group.questions[1:])),
                    *dimension.groups[1:],
                ),
            ),
            *outline.dimensions[1:],
        ),
    )
    assert [(p.where, p.values["field"]) for p in problems(changed)] == [
        ("F01.B", "text_zh"),
        ("S01", "systems"),
        ("S01.2", "text_zh"),
    ]


# --- A standard and its outline -----------------------------------------------------------------


def test_an_outline_without_problems_is_a_standard() -> None:
    assert Standard.of(outlined()) == standard_2024()


def test_a_standard_is_refused_with_all_its_problems() -> None:
    with pytest.raises(InvalidStandard) as caught:
        Standard.of(outlined(setting("F", weight=51), setting("S06", weight=100)))
    assert [str(problem) for problem in caught.value.problems] == [
        "dimensions: weights add to 101, not 100",
        "S06: has a weight, and the rule does not weigh the scenes",
    ]
    assert str(caught.value) == "; ".join(map(str, caught.value.problems))


def test_every_kind_of_problem_has_its_sentence() -> None:
    assert set(SENTENCES) == set(ProblemKind)


def test_equal_problems_are_equal_and_can_be_kept_in_sets() -> None:
    one = Problem(kind=K.WEIGHTS_NOT_100, where="F", values={"sum": "99"})
    assert {one, Problem(kind=K.WEIGHTS_NOT_100, where="F", values={"sum": "99"})} == {one}
