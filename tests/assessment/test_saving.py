"""Saving one answer: per item, with a version, never partly, never over someone else's."""

from datetime import timedelta
from decimal import Decimal

import pytest

from assessment.models import Answer, AnswerKind, Assessment, FigureValue
from assessment.selectors.answers import load_sheet
from assessment.services import NotDraft, Saved, StaleWrite, save_answer, submit
from enterprises.models import User
from standards.domain.answers import AtLevel, Chosen, Figures, InvalidAnswer, NotApplicable, Value
from tests.assessment.factories import DECLARATION, load_answers, make_assessment
from tests.people import AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
D = Decimal
# Of R03: revenue for each person, the same in both years.
EQUAL = {"revenue_prev": D(500), "staff_prev": D(10), "revenue_last": D(600), "staff_last": D(12)}


@pytest.fixture
def draft(alice: User, firm: object) -> Assessment:
    return make_assessment(enterprise=firm, answered="none")  # type: ignore[arg-type]


def save(
    draft: Assessment, by: User, code: str, value: Value | None, version: int = 0, **more: object
) -> Saved:
    return save_answer(
        assessment=draft,
        code=code,
        value=value,
        version=version,
        by=by,
        at=AT,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("F01", Chosen(options=("B", "C"))),
        ("F05", Chosen(options=("A",))),
        ("F02", Chosen(options=("E",))),
        ("S01", AtLevel(level=0)),
        ("S02", AtLevel(level=4)),
        ("S03", NotApplicable(reason="outsourced")),
        ("R01", NotApplicable(reason="no_upgrade")),
    ],
)
def test_what_is_saved_is_read_back(draft: Assessment, alice: User, code: str, value: Value) -> None:
    assert save(draft, alice, code, value) == Saved(
        value=value, version=1, changed=True, needs_confirmation=False
    )
    answers = load_answers(draft)
    assert {**answers.questions, **answers.scenes} == {code: value}


def test_options_are_kept_in_the_order_of_the_question(draft: Assessment, alice: User) -> None:
    save(draft, alice, "F01", Chosen(options=("D", "B")))
    assert load_answers(draft).questions["F01"] == Chosen(options=("B", "D"))


def test_figures_answer_a_question_once_all_are_there(draft: Assessment, alice: User) -> None:
    saved = save(draft, alice, "F02", Figures(values={"equip_total": D(100)}))
    assert "F02" not in load_answers(draft).questions
    save(draft, alice, "F02", Figures(values={"equip_total": D(100), "equip_digital": D(45)}), saved.version)
    assert load_answers(draft).questions["F02"] == Figures(
        values={"equip_total": D(100), "equip_digital": D(45)}
    )


def test_a_level_of_zero_is_an_answer_and_a_cleared_one_is_not(draft: Assessment, alice: User) -> None:
    save(draft, alice, "S01", AtLevel(level=0))
    assert load_answers(draft).scenes == {"S01": AtLevel(level=0)}
    save(draft, alice, "S01", None, 1)
    assert load_answers(draft).scenes == {}
    assert Answer.objects.get(code="S01").kind == AnswerKind.CLEARED


def test_a_cleared_answer_keeps_counting_versions(draft: Assessment, alice: User, bob: User) -> None:
    save(draft, alice, "F05", Chosen(options=("B",)))
    save(draft, alice, "F05", None, 1)
    save(draft, alice, "F05", Chosen(options=("C",)), 2)
    with pytest.raises(StaleWrite):
        save(draft, bob, "F05", Chosen(options=("D",)), 1)


def test_a_stale_write_is_refused(draft: Assessment, alice: User, bob: User) -> None:
    save(draft, alice, "F05", Chosen(options=("B",)))
    with pytest.raises(StaleWrite, match="F05 is no longer at version 0"):
        save(draft, bob, "F05", Chosen(options=("D",)), 0)
    assert load_answers(draft).questions["F05"] == Chosen(options=("B",))


def test_a_stale_write_writes_no_figures_either(draft: Assessment, alice: User, bob: User) -> None:
    save(draft, alice, "F02", Figures(values={"equip_total": D(100), "equip_digital": D(45)}))
    with pytest.raises(StaleWrite):
        save(draft, bob, "F02", Figures(values={"equip_total": D(90), "equip_digital": D(10)}), 0)
    assert load_sheet(draft).figures == {"equip_total": D(100), "equip_digital": D(45)}


def test_two_people_on_different_items_never_clash(draft: Assessment, alice: User, bob: User) -> None:
    save(draft, alice, "F05", Chosen(options=("B",)))
    save(draft, bob, "F06", Chosen(options=("B",)))
    assert set(load_answers(draft).questions) == {"F05", "F06"}


def test_the_same_value_again_is_no_change_even_on_an_old_version(draft: Assessment, alice: User) -> None:
    save(draft, alice, "F05", Chosen(options=("B",)))
    # A retry after a lost response.
    assert save(draft, alice, "F05", Chosen(options=("B",)), 0) == Saved(
        value=Chosen(options=("B",)), version=1, changed=False, needs_confirmation=False
    )
    assert Answer.objects.get(code="F05").version == 1


def test_the_same_figures_again_are_no_change(draft: Assessment, alice: User) -> None:
    figures = Figures(values={"equip_total": D(100), "equip_digital": D("45.0")})
    save(draft, alice, "F02", figures)
    assert not save(draft, alice, "F02", figures, 0).changed
    assert set(FigureValue.objects.values_list("version", flat=True)) == {1}


def test_clearing_what_was_never_answered_is_no_change(draft: Assessment, alice: User) -> None:
    assert not save(draft, alice, "F05", None).changed
    assert not Answer.objects.exists()


def test_clearing_removes_the_numbers_entered_here(draft: Assessment, alice: User) -> None:
    save(draft, alice, "F02", Figures(values={"equip_total": D(100), "equip_digital": D(45)}))
    save(draft, alice, "F02", None, 1, figures={})
    assert load_sheet(draft).figures == {}


def test_changing_a_shared_figure_asks_to_confirm_what_hangs_on_it(draft: Assessment, alice: User) -> None:
    save(draft, alice, "F02", Figures(values={"equip_total": D(100), "equip_digital": D(45)}))
    save(draft, alice, "F03", Figures(values={"equip_connected": D(30)}))
    saved = save(draft, alice, "F02", Figures(values={"equip_total": D(50), "equip_digital": D(45)}), 1)
    assert saved.affected == ("F03",)
    sheet = load_sheet(draft)
    assert sheet.unconfirmed == {"F03"}
    assert sheet.progress.unconfirmed == ("F03",)
    # Not a new version: who has the page open has written nothing stale.
    assert sheet.at("F03").version == 1


def test_confirming_takes_the_mark_away(draft: Assessment, alice: User) -> None:
    save(draft, alice, "F02", Figures(values={"equip_total": D(100), "equip_digital": D(45)}))
    save(draft, alice, "F03", Figures(values={"equip_connected": D(30)}))
    save(draft, alice, "F02", Figures(values={"equip_total": D(50), "equip_digital": D(45)}), 1)
    figures = Figures(values={"equip_connected": D(30)})
    assert save(draft, alice, "F03", figures, 1).needs_confirmation
    assert not save(draft, alice, "F03", figures, 1, confirmed=True).needs_confirmation
    assert load_sheet(draft).unconfirmed == frozenset()


def test_a_shared_figure_below_its_part_leaves_the_other_answer_open(draft: Assessment, alice: User) -> None:
    save(draft, alice, "F02", Figures(values={"equip_total": D(100), "equip_digital": D(10)}))
    save(draft, alice, "F03", Figures(values={"equip_connected": D(80)}))
    save(draft, alice, "F02", Figures(values={"equip_total": D(50), "equip_digital": D(10)}), 1)
    sheet = load_sheet(draft)
    assert "F03" in sheet.progress.open
    misfit = sheet.misfit("F03")
    assert misfit is not None
    assert misfit.reason == "the part is larger than the whole"


def test_answers_chosen_directly_do_not_hang_on_figures(draft: Assessment, alice: User) -> None:
    save(draft, alice, "F03", Chosen(options=("B",)))
    saved = save(draft, alice, "F02", Figures(values={"equip_total": D(50), "equip_digital": D(45)}))
    assert saved.affected == ()


def test_figures_that_come_out_equal_ask_to_be_confirmed(draft: Assessment, alice: User) -> None:
    equal = Figures(values=EQUAL)
    assert save(draft, alice, "R03", equal).needs_confirmation
    assert save(draft, alice, "R03", equal, 1, confirmed=True) == Saved(
        value=equal, version=2, changed=True, needs_confirmation=False
    )
    # Confirmed once is confirmed until the figures change.
    assert not save(draft, alice, "R03", equal, 2).needs_confirmation


def test_equal_figures_stay_to_be_confirmed_until_somebody_does(draft: Assessment, alice: User) -> None:
    equal = Figures(values=EQUAL)
    save(draft, alice, "R03", equal)
    assert save(draft, alice, "R03", equal, 1) == Saved(
        value=equal, version=1, changed=False, needs_confirmation=True
    )
    assert load_sheet(draft).unconfirmed == {"R03"}


def test_equal_figures_that_stood_beside_an_option_ask_once_they_answer(
    draft: Assessment, alice: User
) -> None:
    saved = save(draft, alice, "R03", Chosen(options=("A",)), figures=EQUAL)
    assert not saved.needs_confirmation
    assert save(draft, alice, "R03", Figures(values=EQUAL), saved.version).needs_confirmation


def test_figures_that_only_check_are_kept_beside_the_option(draft: Assessment, alice: User) -> None:
    numbers = {"pass_rate_before": D(97), "pass_rate_after": D("98.5")}
    save(draft, alice, "R02", Chosen(options=("A",)), figures=numbers)
    sheet = load_sheet(draft)
    assert sheet.answers.questions["R02"] == Chosen(options=("A",))
    assert sheet.figures == numbers


def test_an_option_beside_incomplete_figures_keeps_them(draft: Assessment, alice: User) -> None:
    save(draft, alice, "F02", Chosen(options=("C",)), figures={"equip_total": D(100)})
    assert load_sheet(draft).figures == {"equip_total": D(100)}
    assert load_answers(draft).questions["F02"] == Chosen(options=("C",))


@pytest.mark.parametrize(
    ("code", "value", "reason"),
    [
        ("F01", Chosen(options=("A", "B")), "this option excludes the others"),
        ("F01", Chosen(options=("Z",)), "unknown option"),
        ("F01", AtLevel(level=1), "unknown item"),
        ("F05", Chosen(options=("A", "B")), "only one option may be chosen"),
        ("F02", Figures(values={"equip_total": D(10), "equip_digital": D(11)}), "the part is larger"),
        ("F02", Figures(values={"equip_total": D(0)}), "the denominator is zero"),
        ("F02", Figures(values={"equip_total": D("1.5")}), "whole number"),
        ("F02", Figures(values={"equip_total": D(-1)}), "negative"),
        ("F02", Figures(values={"gold": D(1)}), "unknown figure"),
        ("R02", Figures(values={"pass_rate_after": D("100.01")}), "cannot be as large"),
        ("S01", AtLevel(level=5), "level out of range"),
        ("S01", Chosen(options=("A",)), "unknown item"),
        ("S01", NotApplicable(reason="mood"), "unknown reason"),
        ("S01", NotApplicable(), "no reason given"),
        ("F01", NotApplicable(), "no reason given"),
        ("X99", Chosen(options=("A",)), "unknown item"),
    ],
)
def test_what_the_standard_does_not_allow_is_not_written(
    draft: Assessment, alice: User, code: str, value: Value, reason: str
) -> None:
    with pytest.raises(InvalidAnswer, match=reason):
        save(draft, alice, code, value)
    assert not Answer.objects.exists()
    assert not FigureValue.objects.exists()


def test_nothing_is_saved_after_submission(alice: User) -> None:
    assessment = make_assessment(by=alice)
    submit(assessment=assessment, declaration=DECLARATION, by=alice, at=AT)
    with pytest.raises(NotDraft):
        save(assessment, alice, "F05", Chosen(options=("E",)), 1)


def test_who_and_when_are_kept(draft: Assessment, alice: User, bob: User) -> None:
    save(draft, alice, "F05", Chosen(options=("B",)))
    later = AT + timedelta(hours=1)
    save_answer(assessment=draft, code="F05", value=Chosen(options=("C",)), version=1, by=bob, at=later)
    held = load_sheet(draft).at("F05")
    assert (held.changed_by, held.changed_at, held.version) == ("李波", later, 2)
