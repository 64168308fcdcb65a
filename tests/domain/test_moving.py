"""What becomes of answers, whole and partial, when a draft moves to another revision."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.answers import UNKNOWN_REASON, AtLevel, Chosen, Figures, NotApplicable, decide
from assessment.domain.carrying import ASKED_OTHERWISE, FIGURES_MISSING, OPTION_MOVED
from assessment.domain.moving import Fate, Move, MovedItem, move
from assessment.domain.sheet import Held, Sheet, Value
from assessment.domain.standard import Standard
from tests.domain.edits import Data, edited, part, removing, setting
from tests.domain.strategies import partial_answers
from tests.standards import standard_2024

OLD = standard_2024()
D = Decimal
MACHINES = {"equip_total": D(100), "equip_digital": D(45)}


def sheet(held: Mapping[str, Value | None], figures: Mapping[str, Decimal] | None = None) -> Sheet:
    return Sheet(
        standard=OLD,
        held={code: Held(value=value, version=1) for code, value in held.items()},
        figures=figures or {},
    )


def moved(new: Standard, code: str, value: Value, **figures: Decimal) -> MovedItem:
    (item,) = (item for item in move(sheet({code: value}, figures), new).items if item.code == code)
    return item


def without_reason(data: Data) -> None:
    data["reasons"] = [reason for reason in data["reasons"] if reason["code"] != "other"]


def shifted(data: Data) -> None:
    """Let option C of F02 end at 45 %, where it ended at 40."""
    part(data, "F02.C")["range"]["high"] = 45
    part(data, "F02.D")["range"]["low"] = 45


def with_new_question(data: Data) -> None:
    question = part(data, "F01") | {"code": "F99", "number": 99, "weight": 10, "name": {"zh": "新题"}}
    part(data, "F1")["questions"].append(question)
    setting("F01", weight=30)(data)


def other_figures(data: Data) -> None:
    """Let F02 ask for the connected machines instead of the digital ones."""
    part(data, "F02")["formula"]["part"] = "equip_connected"


def without_first_question(data: Data) -> None:
    removing("F01")(data)
    setting("F02", weight=70)(data)


def several(data: Data) -> None:
    """Let several options of F05 be chosen, where one was."""
    question = part(data, "F05")
    question["kind"] = "multi"
    for option in question["options"]:
        option["weight"] = 100 if option is question["options"][-1] else 0


# Any of them may be applied, each by itself or with others.
EDITS: dict[str, Callable[[Data], object]] = {
    "weights": lambda data: (setting("F", weight=45)(data), setting("M", weight=35)(data)),
    "title": setting("M01", title={"zh": "换一种问法"}),
    "option text": setting("F05.C", text={"zh": "换一种说法"}),
    "several": several,
    "range": shifted,
    "reason": without_reason,
    "unit": setting("equip_total", unit={"zh": "套"}),
    "figures": other_figures,
    "no question": without_first_question,
    "no scene": removing("S16"),
    "mark": setting("S01", constrained=False),
    "scene text": setting("S02", name={"zh": "换一个名称"}),
}


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


@cache
def revision(names: frozenset[str]) -> Standard:
    return edited(OLD, *(EDITS[name] for name in sorted(names)))


REVISIONS = st.sets(st.sampled_from(sorted(EDITS))).map(lambda names: revision(frozenset(names)))


@given(before=sheets(), new=REVISIONS)
def test_a_carried_answer_gives_the_same_option(before: Sheet, new: Standard) -> None:
    for item in move(before, new).of(Fate.KEPT):
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
    carried = {item.code: Held(value=item.value, version=1) for item in result.items if item.is_carried}
    after = Sheet(standard=new, held=carried, figures=result.figures)
    for code in carried:
        if code in (before.answers.questions.keys() | before.answers.scenes.keys()):
            assert code in (after.answers.questions.keys() | after.answers.scenes.keys())


@given(before=sheets())
def test_an_unchanged_copy_keeps_everything(before: Sheet) -> None:
    result: Move = move(before, edited(OLD))
    assert {item.fate for item in result.items} <= {Fate.KEPT, Fate.OPEN}
    assert result.gone_figures == {}


@pytest.mark.parametrize(
    ("edit", "code", "value", "fate", "reason"),
    [
        ("weights", "F01", Chosen(options=("B",)), Fate.KEPT, ""),
        ("mark", "S01", AtLevel(level=2), Fate.KEPT, ""),
        ("title", "M01", Chosen(options=("D",)), Fate.LOOK_AGAIN, ""),
        ("option text", "F05", Chosen(options=("A",)), Fate.LOOK_AGAIN, ""),
        ("scene text", "S02", AtLevel(level=1), Fate.LOOK_AGAIN, ""),
        ("several", "F05", Chosen(options=("A",)), Fate.UNREADABLE, ASKED_OTHERWISE),
        ("range", "F02", Chosen(options=("D",)), Fate.UNREADABLE, OPTION_MOVED),
        ("range", "F02", Chosen(options=("A",)), Fate.LOOK_AGAIN, ""),
        ("reason", "S03", NotApplicable(reason="other"), Fate.UNREADABLE, UNKNOWN_REASON),
        ("reason", "S03", NotApplicable(reason="outsourced"), Fate.KEPT, ""),
        ("no question", "F01", Chosen(options=("B",)), Fate.GONE, ""),
        ("no scene", "S16", AtLevel(level=1), Fate.GONE, ""),
    ],
)
def test_what_becomes_of_an_answer(edit: str, code: str, value: Value, fate: Fate, reason: str) -> None:
    item = moved(revision(frozenset({edit})), code, value)
    assert (item.fate, item.reason, item.value) == (fate, reason, value)


@pytest.mark.parametrize(
    ("edit", "figures", "fate", "reason"),
    [
        ("range", MACHINES, Fate.LOOK_AGAIN, ""),  # 45 % is option C now
        ("unit", MACHINES, Fate.LOOK_AGAIN, ""),
        ("figures", MACHINES, Fate.UNREADABLE, FIGURES_MISSING),
        ("figures", {"equip_total": D(100)}, Fate.LOOK_AGAIN, ""),  # it was not complete before either
        ("weights", {"equip_total": D(100)}, Fate.KEPT, ""),
    ],
)
def test_what_becomes_of_figures(edit: str, figures: dict[str, Decimal], fate: Fate, reason: str) -> None:
    item = moved(revision(frozenset({edit})), "F02", Figures(values={}), **figures)
    assert (item.fate, item.reason) == (fate, reason)


def test_a_new_question_is_new_and_an_unanswered_one_stays_open() -> None:
    result = move(sheet({}), edited(OLD, with_new_question))
    fates = {item.code: item.fate for item in result.items}
    assert fates["F99"] is Fate.NEW
    assert fates["F01"] is Fate.OPEN


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
    codes = [item.code for item in move(sheet({}), edited(OLD, EDITS["no question"])).items]
    assert codes[0] == "F02"
    assert codes[-1] == "F01"
