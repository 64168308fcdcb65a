"""What becomes of answers, whole and partial, when a draft moves to another revision."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.moving import Move, MovedItem, MoveOutcome, move
from assessment.domain.sheet import Sheet, StoredAnswer
from standards.domain.answers import (
    LEVEL_OUT_OF_RANGE,
    UNKNOWN_REASON,
    AtLevel,
    Chosen,
    Figures,
    NotApplicable,
    Undecided,
    Value,
    decide,
)
from standards.domain.carrying import ASKED_OTHERWISE, FIGURES_MISSING, OPTION_MOVED
from standards.domain.standard import Standard
from tests.domain.edits import Data, edited, part
from tests.domain.revisions import EDITS, revision
from tests.domain.strategies import partial_answers
from tests.standards.fixtures import standard_2024

OLD = standard_2024()
D = Decimal
MACHINES = {"equip_total": D(100), "equip_digital": D(45)}


def sheet(held: Mapping[str, Value | None], figures: Mapping[str, Decimal] | None = None) -> Sheet:
    return Sheet(
        standard=OLD,
        held={code: StoredAnswer(value=value) for code, value in held.items()},
        figures=figures or {},
    )


def moved(new: Standard, code: str, value: Value, **figures: Decimal) -> MovedItem:
    (item,) = (item for item in move(sheet({code: value}, figures), new).items if item.code == code)
    return item


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Random answers with figures beside them, some partial, some taken back."""
    answers = draw(partial_answers(OLD))
    held: dict[str, Value | None] = {**answers.questions, **answers.scenes}
    figures = draw(
        st.dictionaries(st.sampled_from([figure.code for figure in OLD.figures]), st.integers(1, 9).map(D))
    )
    for code in draw(st.sets(st.sampled_from(("F02", "F03", "M04", "R03", "R04")))):
        held[code] = Figures(values={})
    for code in draw(st.sets(st.sampled_from(OLD.item_codes), max_size=2)):
        held[code] = None
    return sheet(held, figures)


REVISIONS = st.sets(st.sampled_from(sorted(EDITS))).map(lambda names: revision(*sorted(names)))


@given(before=sheets(), new=REVISIONS)
def test_a_carried_answer_gives_the_same_option(before: Sheet, new: Standard) -> None:
    for item in move(before, new).of(MoveOutcome.KEPT):
        value = item.value
        if isinstance(value, Figures) and item.code in before.answers.questions:
            old_key = decide(OLD.question(item.code), before.figures)
            assert decide(new.question(item.code), before.figures) == old_key
        elif isinstance(value, Chosen):
            for key in value.options:
                was, now = OLD.question(item.code).option(key), new.question(item.code).option(key)
                assert (was.text, was.range, was.change) == (now.text, now.range, now.change)


@given(before=sheets(), new=REVISIONS)
def test_every_item_has_one_fate_and_nothing_is_lost_unsaid(before: Sheet, new: Standard) -> None:
    result = move(before, new)
    codes = [item.code for item in result.items]
    assert len(codes) == len(set(codes))
    assert set(codes) == {*OLD.item_codes, *new.item_codes}
    told = {item.code for item in result.items if item.value is not None}
    assert told == {code for code, held in before.held.items() if held.value is not None}
    assert {**result.figures, **result.gone_figures} == before.figures


@given(before=sheets(), new=REVISIONS)
def test_what_is_carried_stands_on_the_new_sheet_as_an_answer_of_its_own(
    before: Sheet, new: Standard
) -> None:
    result = move(before, new)
    carried = {item.code: StoredAnswer(value=item.value) for item in result.items if item.is_carried}
    after = Sheet(standard=new, held=carried, figures=result.figures)
    for code in carried:
        if code in (before.answers.questions.keys() | before.answers.scenes.keys()):
            assert code in (after.answers.questions.keys() | after.answers.scenes.keys())


@given(before=sheets())
def test_an_unchanged_copy_keeps_everything(before: Sheet) -> None:
    result: Move = move(before, revision())
    assert {item.fate for item in result.items} <= {MoveOutcome.KEPT, MoveOutcome.OPEN}
    assert result.gone_figures == {}


@pytest.mark.parametrize(
    ("edit", "code", "value", "fate", "reason"),
    [
        ("weights", "F01", Chosen(options=("B",)), MoveOutcome.KEPT, ""),
        ("mark", "S01", AtLevel(level=2), MoveOutcome.KEPT, ""),
        ("title", "M01", Chosen(options=("D",)), MoveOutcome.LOOK_AGAIN, ""),
        ("option text", "F05", Chosen(options=("A",)), MoveOutcome.LOOK_AGAIN, ""),
        ("scene text", "S02", AtLevel(level=1), MoveOutcome.LOOK_AGAIN, ""),
        ("several", "F05", Chosen(options=("A",)), MoveOutcome.UNREADABLE, ASKED_OTHERWISE),
        ("range", "F02", Chosen(options=("D",)), MoveOutcome.UNREADABLE, OPTION_MOVED),
        ("range", "F02", Chosen(options=("A",)), MoveOutcome.LOOK_AGAIN, ""),
        ("reason", "S03", NotApplicable(reason="other"), MoveOutcome.UNREADABLE, UNKNOWN_REASON),
        ("reason", "S03", NotApplicable(reason="outsourced"), MoveOutcome.KEPT, ""),
        ("several", "F05", Undecided(), MoveOutcome.LOOK_AGAIN, ""),
        ("scene text", "S02", Undecided(met=1), MoveOutcome.LOOK_AGAIN, ""),
        ("scene text", "S02", Undecided(met=4), MoveOutcome.UNREADABLE, LEVEL_OUT_OF_RANGE),
        ("no question", "F01", Chosen(options=("B",)), MoveOutcome.GONE, ""),
        ("no scene", "S16", AtLevel(level=1), MoveOutcome.GONE, ""),
    ],
)
def test_what_becomes_of_an_answer(
    edit: str, code: str, value: Value, fate: MoveOutcome, reason: str
) -> None:
    item = moved(revision(edit), code, value)
    assert (item.fate, item.reason, item.value) == (fate, reason, value)


@pytest.mark.parametrize(
    ("edit", "figures", "fate", "reason"),
    [
        ("range", MACHINES, MoveOutcome.LOOK_AGAIN, ""),  # 45 % is option C now
        ("unit", MACHINES, MoveOutcome.LOOK_AGAIN, ""),
        ("figures", MACHINES, MoveOutcome.UNREADABLE, FIGURES_MISSING),
        ("figures", {"equip_total": D(100)}, MoveOutcome.LOOK_AGAIN, ""),  # it was not complete before either
        ("weights", {"equip_total": D(100)}, MoveOutcome.KEPT, ""),
    ],
)
def test_what_becomes_of_figures(
    edit: str, figures: dict[str, Decimal], fate: MoveOutcome, reason: str
) -> None:
    item = moved(revision(edit), "F02", Figures(values={}), **figures)
    assert (item.fate, item.reason) == (fate, reason)


def test_a_new_question_is_new_and_an_unanswered_one_stays_open() -> None:
    result = move(sheet({}), revision("new question"))
    fates = {item.code: item.fate for item in result.items}
    assert fates["M99"] is MoveOutcome.NEW
    assert fates["M02"] is MoveOutcome.OPEN


def test_a_lone_figure_goes_along_or_is_named_as_gone() -> None:
    def without_r02_figures(data: Data) -> None:
        question = part(data, "R02")
        question["kind"] = "single"
        for name in ("formula", "formula_text"):
            question.pop(name, None)
        for option in question["options"]:
            option.pop("change", None)
        used: Any = {"pass_rate_before", "pass_rate_after"}
        data["figures"] = [figure for figure in data["figures"] if figure["code"] not in used]

    lone = {"pass_rate_after": D("97.5"), "equip_total": D(7)}
    result = move(sheet({}, lone), edited(OLD, without_r02_figures))
    assert (result.figures, result.gone_figures) == ({"equip_total": D(7)}, {"pass_rate_after": D("97.5")})


def test_the_order_is_that_of_the_new_form_then_what_is_gone() -> None:
    codes = [item.code for item in move(sheet({}), revision("no question")).items]
    assert codes[0] == "F02"
    assert codes[-1] == "F01"
