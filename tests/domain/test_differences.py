"""What two standards say differently."""

from editing.domain.texts import Text
from standards.domain.differences import Difference, FieldChange, Happened, PartKind, differences
from tests.domain.edits import edited, level, removing, setting
from tests.standards.fixtures import standard_2024

STANDARD = standard_2024()


def test_a_standard_does_not_differ_from_itself() -> None:
    assert differences(STANDARD, STANDARD) == ()


def test_the_revision_number_alone_is_no_difference() -> None:
    assert differences(STANDARD, edited(STANDARD)) == ()


def test_changed_weights_are_told_with_both_values() -> None:
    draft = edited(STANDARD, setting("F", weight=45), setting("M", weight=35))
    assert differences(STANDARD, draft) == (
        Difference(
            happened=Happened.CHANGED,
            kind=PartKind.DIMENSION,
            code="F",
            name=STANDARD.dimensions[0].name,
            changes=(FieldChange(name="weight", old="50", new="45"),),
        ),
        Difference(
            happened=Happened.CHANGED,
            kind=PartKind.DIMENSION,
            code="M",
            name=STANDARD.dimensions[1].name,
            changes=(FieldChange(name="weight", old="30", new="35"),),
        ),
    )


def test_a_changed_wording_is_told_in_its_language() -> None:
    draft = edited(STANDARD, setting("F01", name={"zh": "网络", "en": "Network"}))
    (difference,) = differences(STANDARD, draft)
    assert (difference.code, difference.name) == ("F01", Text(zh="网络", en="Network"))
    assert {change.name: change.new for change in difference.changes} == {
        "name.zh": "网络",
        "name.en": "Network",
    }


def test_a_removed_question_takes_its_options_with_it() -> None:
    draft = edited(STANDARD, removing("F01"), setting("F02", weight=70))
    found = {(one.kind, one.code): one.happened for one in differences(STANDARD, draft)}
    assert found[PartKind.QUESTION, "F01"] is Happened.REMOVED
    assert found[PartKind.OPTION, "F01.A"] is Happened.REMOVED
    assert found[PartKind.QUESTION, "F02"] is Happened.CHANGED
    assert found[PartKind.GROUP, "F1"] is Happened.CHANGED  # its questions are others


def test_a_new_part_is_new_with_all_that_it_says() -> None:
    less = edited(STANDARD, removing("F01"), setting("F02", weight=70))
    found = {one.code: one for one in differences(less, STANDARD)}
    assert found["F01"].happened is Happened.NEW
    assert FieldChange(name="weight", old="", new="40") in found["F01"].changes


def test_thresholds_ranges_and_constrained_scenes_differ_too() -> None:
    draft = edited(STANDARD, level(1, min_points=25), setting("S01", constrained=False))
    found = {(one.kind, one.code): one.changes for one in differences(STANDARD, draft)}
    assert found[PartKind.THRESHOLD, "1"] == (FieldChange(name="min_points", old="20", new="25"),)
    assert found[PartKind.SCENE, "S01"] == (FieldChange(name="constrained", old="yes", new=""),)


def test_another_order_is_a_difference_of_what_holds_the_parts() -> None:
    def turned(data: dict[str, object]) -> None:
        data["dimensions"].reverse()  # type: ignore[attr-defined]

    (difference,) = differences(STANDARD, edited(STANDARD, turned))
    assert (difference.kind, difference.changes) == (
        PartKind.STANDARD,
        (FieldChange(name="dimensions", old="F, M, R", new="R, M, F"),),
    )


def test_a_change_of_the_rule_is_told_once() -> None:
    draft = edited(STANDARD, lambda data: data["rule"].update(below={"zh": "无级", "en": "None"}))
    (difference,) = differences(STANDARD, draft)
    assert difference.kind is PartKind.RULE
    assert {change.name for change in difference.changes} == {"below.zh", "below.en"}
