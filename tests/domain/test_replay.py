"""What a draft does to a result: points and level, which changes did it, and what cannot be compared."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from assessment.trial.domain.tally import Tally, changes_of, read_change, write_change
from standards.domain.answer_file import read_answers
from standards.domain.answers import LEVEL_OUT_OF_RANGE, UNKNOWN_OPTION, Answers
from standards.domain.carrying import (
    ASKED_OTHERWISE,
    FIGURES_MISSING,
    HIGHER_LEVEL_NOT_ASKED,
    NOT_ASKED,
    OPTION_MOVED,
    Misfit,
)
from standards.domain.grading_changes import Aspect, GradingChange
from standards.domain.replay import Cause, Effect, Replayed
from standards.domain.standard import Standard
from tests.assessment.factories import QUESTIONS, SCENES
from tests.domain.edits import Data, edited, level, part, removing, setting
from tests.domain.strategies import complete_answers
from tests.standards.fixtures import demo_domains, standard_2024

OLD = standard_2024()
COPY = edited(OLD)
ANSWERS = complete_answers(OLD)


def firm(**other: Any) -> tuple[Answers, dict[str, Decimal]]:
    """Return the answers of the example firm and its figures, with some answered otherwise."""
    questions = QUESTIONS | {code: value for code, value in other.items() if code in OLD.question_by_code}
    scenes = SCENES | {code: value for code, value in other.items() if code in OLD.scene_by_code}
    answers = read_answers(OLD, questions, scenes)
    figures = {
        figure: Decimal(number)
        for value in questions.values()
        if isinstance(value, dict)
        for figure, number in value.items()
        if figure != "na"
    }
    return answers, figures


def effect(new: Standard, **other: Any) -> Effect:
    return Replayed(old=OLD, new=new).effect(*firm(**other))


def causes(of: Effect) -> dict[tuple[str, str, str], str]:
    """Map (aspect, code, detail) to the points that the change adds."""
    return {
        (c.change.aspect.value, c.change.code, c.change.detail): format(c.points.normalize(), "f")
        for c in of.causes
    }


def movers(of: Effect) -> set[tuple[str, str]]:
    return {(c.change.aspect.value, c.change.code) for c in of.causes if c.moves_level}


# --- Points -----------------------------------------------------------------------------------


@given(ANSWERS)
def test_an_unchanged_copy_changes_nothing(answers: Answers) -> None:
    comparison = Replayed(old=OLD, new=COPY)
    result = comparison.effect(answers, {})
    assert (result.before, result.causes, result.misfits) == (result.after, (), ())
    assert comparison.changes.all == ()


def regrouped(data: Data) -> None:
    """Put question M03 into the group M1."""
    question = part(data, "M03")
    removing("M03")(data)
    setting("M04", weight=100)(data)
    part(data, "M1")["questions"].append(question | {"weight": 40})
    for code in ("M01", "M02"):
        setting(code, weight=30)(data)


WEIGHTS = edited(
    OLD,
    setting("F", weight=45),
    setting("M", weight=35),
    setting("F1", weight=Decimal("30.5")),
    setting("F2", weight=Decimal("29.5")),
    setting("F01", weight=50),
    setting("F02", weight=20),
    setting("F06.B", weight=40),
    setting("F06.C", weight=10),
    setting("M01.B", weight=Decimal("12.125")),
)
STRUCTURE = edited(
    OLD,
    regrouped,
    removing("F03"),
    setting("F02", weight=60),
    setting("S01", constrained=False),
    removing("S16"),
    level(2, min_points=Decimal("41.5")),
)


@pytest.mark.parametrize("new", [WEIGHTS, STRUCTURE], ids=["weights", "structure"])
@given(answers=ANSWERS)
def test_the_causes_add_up_to_the_difference_of_points(new: Standard, answers: Answers) -> None:
    comparison = Replayed(old=OLD, new=new)
    result = comparison.effect(answers, {})
    assert result.after is not None
    assert {cause.change for cause in result.causes} <= set(comparison.changes.all)
    assert sum(cause.points for cause in result.causes) == result.after.points - result.before.points
    assert any(cause.moves_level for cause in result.causes) == result.changes_level


def test_a_weight_is_named_with_what_it_adds() -> None:
    # F1 gives 20 points. F01: two of four options, half of it; F02: 45 %, three quarters.
    result = effect(edited(OLD, setting("F01", weight=50), setting("F02", weight=20)))
    assert causes(result) == {("weight", "F01", ""): "1", ("weight", "F02", ""): "-1.5"}
    assert result.after is not None
    assert (result.before.points, result.after.points) == (Decimal("54.15"), Decimal("53.65"))
    assert result.changes_points
    assert not result.changes_level


def test_a_parents_weight_is_named_and_not_its_questions() -> None:
    result = effect(edited(OLD, setting("R3", weight=20), setting("R2", weight=45)))
    assert causes(result) == {("weight", "R2", ""): "1", ("weight", "R3", ""): "-2"}


def test_of_two_weights_above_one_another_each_has_its_part() -> None:
    # R01 was 35 % of 20 points, and is 40 % of 40: 7 more by the dimension, 2 more by its group.
    new = edited(
        OLD,
        setting("R", weight=40),
        setting("M", weight=10),
        setting("R1", weight=40),
        setting("R3", weight=25),
    )
    found = causes(effect(new, R02="A", R03="na", R04="na"))
    assert found[("weight", "R", "")] == "7"
    assert found[("weight", "R1", "")] == "2"
    assert ("weight", "R3", "") not in found  # no points there, so nothing to change


def test_an_options_weight_is_named_only_where_it_was_chosen() -> None:
    new = edited(OLD, setting("F01.B", weight=35), setting("F01.E", weight=15))
    assert causes(effect(new)) == {("option", "F01", "B"): "0.8"}
    assert causes(effect(new, F01=["D"])) == {}


def test_other_ranges_are_named_where_the_figures_give_another_option() -> None:
    new = edited(
        OLD,
        setting("F02.C", range={"low": 20, "high": 50}),
        setting("F02.D", range={"low": 50, "high": 60}),
    )
    assert causes(effect(new)) == {("decided", "F02", ""): "-1.5"}
    assert causes(effect(new, F02={"equip_total": 100, "equip_digital": 55})) == {}


def test_a_removed_question_takes_its_points_along() -> None:
    new = edited(OLD, removing("F07"), setting("F06", weight=100))
    assert causes(effect(new, F06=["A"])) == {("removed", "F07", ""): "-2.5"}
    assert causes(effect(new, F06=["B"])) == {("removed", "F07", ""): "-2.5", ("weight", "F06", ""): "1.25"}


def test_what_cancels_out_changes_nothing() -> None:
    result = effect(edited(OLD, removing("F07"), setting("F06", weight=100)))
    assert (result.changes, result.causes) == (False, ())


def test_a_question_in_another_group_is_named_as_such() -> None:
    found = effect(edited(OLD, regrouped))
    change = next(c.change for c in found.causes if c.change.code == "M03")
    assert change == GradingChange(aspect=Aspect.PARENT, code="M03", before="M2", after="M1")


# --- Levels -----------------------------------------------------------------------------------


def test_a_threshold_out_of_reach_is_named() -> None:
    result = effect(edited(OLD, level(2, min_points=55)))
    assert result.after is not None
    assert (result.before.level, result.after.level) == (2, 1)
    change = GradingChange(aspect=Aspect.THRESHOLD, code="2", detail="min_points", before="40", after="55")
    assert result.causes == (Cause(change=change, moves_level=True),)


def test_only_thresholds_of_the_levels_lost_or_won_are_named() -> None:
    new = edited(OLD, level(1, min_points=25), level(2, min_points=55), level(3, min_points=61))
    for old, other, levels in ((OLD, new, (2, 1)), (new, OLD, (1, 2))):
        result = Replayed(old=old, new=other).effect(*firm())
        assert result.after is not None
        assert (result.before.level, result.after.level) == levels
        assert movers(result) == {("threshold", "2")}


def test_of_points_and_rule_only_what_alone_moves_the_level_is_named() -> None:
    # 55.65 points are short of 56 by the rule alone; the weights alone would have raised them.
    new = edited(
        OLD,
        setting("F02", weight=40),
        setting("F01", weight=30),
        level(2, min_points=56),
        level(3, min_points=61),
    )
    result = effect(new)
    assert result.changes_level
    assert movers(result) == {("threshold", "2")}
    assert causes(result)[("weight", "F02", "")] == "1.5"


def test_what_moves_the_level_only_together_is_named_together() -> None:
    # 53.65 points of 54: neither the weights (54.15 → 53.65 of 40) nor the rule (54.15 of 54) alone.
    new = edited(OLD, setting("F01", weight=50), setting("F02", weight=20), level(2, min_points=54))
    result = effect(new)
    assert result.changes_level
    assert movers(result) == {("weight", "F02"), ("threshold", "2")}


def test_a_scene_no_longer_constrained_is_named_where_the_firm_reached_it() -> None:
    # Of constrained scenes only S01, S03 and S06 are reached; the first counts no longer.
    scenes: dict[str, Any] = {f"S{number:02d}": 0 for number in range(1, 17)}
    scenes |= dict.fromkeys(("S01", "S02", "S03", "S04", "S05", "S06"), 2)
    new = edited(OLD, setting("S01", constrained=False), setting("S07", constrained=False))
    result = effect(new, **scenes)
    assert result.after is not None
    assert (result.before.level, result.after.level) == (2, 0)
    assert movers(result) == {("constrained", "S01")}
    assert not result.changes_points


def test_of_points_and_scenes_only_what_alone_moves_the_level_is_named() -> None:
    # 53.65 points are enough; without S01 too few constrained scenes are reached.
    scenes: dict[str, Any] = {f"S{number:02d}": 0 for number in range(1, 17)}
    scenes |= dict.fromkeys(("S01", "S02", "S03", "S04", "S05", "S06"), 2)
    new = edited(
        OLD,
        setting("F01", weight=50),
        setting("F02", weight=20),
        setting("S01", constrained=False),
        setting("S07", constrained=False),
    )
    result = effect(new, **scenes)
    assert causes(result)[("weight", "F02", "")] == "-1.5"
    assert movers(result) == {("constrained", "S01")}


def test_a_rule_that_does_not_go_with_the_old_scenes_is_not_called_what_moves_alone() -> None:
    # The old scenes have no level 5. The option alone makes 39.775 points of 41.275; level 2 asked for 40.
    new = edited(OLD, more_levels, level(2, min_points=41), setting("M01.C", weight=20))
    result = effect(new, F01=["B"], F05="A", F06=["A"], M01="C", M02=["B"])
    assert result.after is not None
    assert (result.before.level, result.after.level) == (2, 1)
    assert movers(result) == {("option", "M01")}


def test_a_scene_that_is_gone_is_named() -> None:
    scenes: dict[str, Any] = {f"S{number:02d}": 0 for number in range(1, 17)}
    scenes |= dict.fromkeys(("S01", "S02", "S03", "S04", "S05", "S06"), 2)
    assert movers(effect(edited(OLD, removing("S02")), **scenes)) == {("removed", "S02")}


def test_changes_that_do_nothing_to_a_result_are_none_of_its_causes() -> None:
    new = edited(OLD, level(4, min_points=85), setting("S16", constrained=True))
    result = effect(new)
    assert (result.after, result.causes) == (result.before, ())


# --- Weighted scenes ----------------------------------------------------------------------------

DOMAINS = demo_domains()


def rated(new: Standard, **levels: int) -> Effect:
    """Return the effect on a firm with 2 everywhere and a weighted mean of 2, but for some scenes."""
    scenes = {scene.code: 2 for scene in DOMAINS.scenes} | levels
    return Replayed(old=DOMAINS, new=new).effect(read_answers(DOMAINS, {}, scenes), {})


def test_weights_of_scenes_and_a_least_mean_are_changes() -> None:
    new = edited(
        DOMAINS, setting("D06", weight=5), setting("D12", weight=15), level(3, min_mean=Decimal("2.9"))
    )
    assert Replayed(old=DOMAINS, new=new).changes.all == (
        GradingChange(aspect=Aspect.WEIGHT, code="D06", before="10", after="5"),
        GradingChange(aspect=Aspect.WEIGHT, code="D12", before="10", after="15"),
        GradingChange(aspect=Aspect.THRESHOLD, code="3", detail="min_mean", before="2.8", after="2.9"),
    )


def test_of_weights_of_scenes_those_are_named_that_push_the_levels_way() -> None:
    # 2.7 becomes 2.85 by D12, which stands at 5; D06, at 2, lost as much weight and held the level back.
    new = edited(DOMAINS, setting("D06", weight=5), setting("D12", weight=15))
    result = rated(new, D12=5, D11=5, D03=3, D04=3, D05=3)
    assert result.after is not None
    assert (result.before.level, result.after.level) == (2, 3)
    assert movers(result) == {("weight", "D12")}
    assert not result.changes_points


def test_a_higher_mean_that_takes_a_level_away_is_named() -> None:
    result = rated(edited(DOMAINS, level(2, min_mean=Decimal("2.1"))))
    assert result.after is not None
    assert (result.before.level, result.after.level) == (2, 1)
    assert movers(result) == {("threshold", "2")}


def test_a_mean_that_moves_within_its_level_changes_nothing() -> None:
    result = rated(edited(DOMAINS, setting("D06", weight=5), setting("D12", weight=15)), D12=3)
    assert not result.changes


def test_another_kind_of_rule_is_named_as_such() -> None:
    def by_weight(data: Data) -> None:
        data["rule"]["kind"] = "weighted_scenes"
        for threshold in data["rule"]["thresholds"]:
            threshold.update(min_mean=threshold["level"])
            for name in ("min_points", "min_scenes", "min_constrained"):
                del threshold[name]
        data["variants"] = [each for each in data["variants"] if "constrained" not in each]
        scenes = [scene for group in data["scene_groups"] for scene in group["scenes"]]
        for scene in scenes:
            scene.update(weight=Decimal("6.25"), constrained=False)

    result = effect(edited(OLD, by_weight))
    assert result.after is not None
    assert (result.before.level, result.after.level) == (2, 1)
    assert ("rule", "") in movers(result)


# --- What cannot be compared ------------------------------------------------------------------


def new_question(data: Data) -> None:
    group = part(data, "F4")
    group["questions"].append({**part(data, "F05"), "code": "F99", "number": 99, "weight": 20})
    setting("F07", weight=30)(data)


def more_levels(data: Data) -> None:
    for group in data["scene_groups"]:
        for scene in group["scenes"]:
            scene["levels"].append({**scene["levels"][-1], "level": 5})
    rule = data["rule"]["thresholds"]
    rule.append({**rule[-1], "level": 5, "min_points": 90})


def fewer_levels(data: Data) -> None:
    for group in data["scene_groups"]:
        for scene in group["scenes"]:
            scene["levels"].pop()
    data["rule"]["thresholds"].pop()


def one_of_two_ranges(data: Data) -> None:
    setting("F02.C", range={"low": 20, "high": 50})(data)
    setting("F02.D", range={"low": 50, "high": 60})(data)


def other_figure(data: Data) -> None:
    part(data, "F03")["formula"]["part"] = "pass_rate_after"


def single(data: Data) -> None:
    setting("F01", kind="single")(data)
    setting("F01.A", excludes=False)(data)
    setting("F01.E", weight=100)(data)


@pytest.mark.parametrize(
    ("edit", "answers", "misfit"),
    [
        (new_question, {}, Misfit(code="F99", reason=NOT_ASKED)),
        (removing("F05.C"), {"F05": "C"}, Misfit(code="F05", reason=UNKNOWN_OPTION)),
        (one_of_two_ranges, {"F02": "D"}, Misfit(code="F02", reason=OPTION_MOVED)),
        (other_figure, {}, Misfit(code="F03", reason=FIGURES_MISSING)),
        (single, {"F01": ["B"]}, Misfit(code="F01", reason=ASKED_OTHERWISE)),
        (more_levels, {"S01": 4}, Misfit(code="S01", reason=HIGHER_LEVEL_NOT_ASKED)),
        (fewer_levels, {"S02": 4}, Misfit(code="S02", reason=LEVEL_OUT_OF_RANGE)),
    ],
)
def test_answers_that_do_not_fit_are_named_and_never_guessed(edit: Any, answers: Any, misfit: Misfit) -> None:
    result = effect(edited(OLD, edit), **answers)
    assert (result.after, result.misfits, result.causes) == (None, (misfit,), ())
    assert not result.changes


@pytest.mark.parametrize(
    ("edit", "answers"),
    [
        (removing("F05.B"), {"F05": "C"}),
        (one_of_two_ranges, {"F02": "C"}),  # 20 to 40 % lies in 20 to 50 %
        (one_of_two_ranges, {"F02": "na"}),
        (single, {"F01": "na"}),
        (more_levels, {"S01": 3, "S02": "na"}),
        (fewer_levels, {"S01": 3}),
    ],
)
def test_answers_that_still_fit_are_compared(edit: Any, answers: Any) -> None:
    assert effect(edited(OLD, edit), **answers).after is not None


# --- Counting ---------------------------------------------------------------------------------


def test_a_tally_counts_results_levels_and_changes() -> None:
    comparison = Replayed(
        old=OLD,
        new=edited(OLD, level(2, min_points=54), setting("F01", weight=50), setting("F02", weight=20)),
    )
    tally = Tally()
    for other in ({}, {"F05": "E"}, {"F01": "na", "F02": "na"}):
        tally.add(comparison, comparison.effect(*firm(**other)))
    assert (tally.results, tally.not_comparable) == (3, 0)
    assert (tally.points_up, tally.points_down, tally.changed_levels) == (0, 2, 2)
    assert tally.levels == {(2, 1): 2, (2, 2): 1}
    rows = {key.change.code: (count, tally.moved[key]) for key, count in tally.changed.items()}
    assert rows == {"F01": (2, 0), "F02": (2, 1), "2": (2, 2)}


def test_changes_without_effect_are_listed_and_survive_as_plain_data() -> None:
    listed = changes_of(Replayed(old=OLD, new=edited(OLD, level(4, min_points=85), removing("F05.B"))))
    assert [(entry.revision, entry.change.aspect, entry.change.code) for entry in listed] == [
        ("miit-sme-2024@1", Aspect.OPTION, "F05"),
        ("miit-sme-2024@1", Aspect.THRESHOLD, "4"),
    ]
    assert [read_change(write_change(entry)) for entry in listed] == listed


def test_tallies_of_parts_add_up_and_survive_as_plain_data() -> None:
    comparison = Replayed(old=OLD, new=edited(OLD, new_question, level(2, min_points=54)))
    other = Replayed(old=COPY, new=edited(OLD, level(2, min_points=55)))
    whole, parts = Tally(), []
    for each in (comparison, other):
        tally = Tally()
        for one in (whole, tally):
            one.add(each, each.effect(*firm()))
        parts.append(Tally.from_data(tally.to_data()))
    merged = Tally()
    for tally in parts:
        merged.merge(tally)
    assert merged == whole
    assert (merged.results, merged.not_comparable, merged.level_down) == (2, 1, 1)
