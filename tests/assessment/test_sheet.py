"""What a sheet counts as answered: whole answers that the standard allows, nothing else."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from assessment.domain.sheet import Sheet, StoredAnswer
from standards.domain.answers import Answers, AtLevel, Chosen, Figures, NotApplicable, Value
from tests.standards.fixtures import standard_2024

D = Decimal
STANDARD = standard_2024()
WHOLE = {"equip_total": D(100), "equip_digital": D(45)}
BY_FIGURES = Figures(values={})  # a row says only that figures answer it


def sheet(code: str, value: Value | None, figures: Mapping[str, D] | None = None) -> Sheet:
    held = {code: StoredAnswer(value=value, version=1)}
    return Sheet(standard=STANDARD, held=held, figures=figures or {})


@pytest.mark.parametrize(
    ("code", "value", "figures"),
    [
        ("F02", BY_FIGURES, {}),
        ("F02", BY_FIGURES, {"equip_total": D(100)}),
        ("F02", BY_FIGURES, {"equip_digital": D(45)}),
        ("F02", BY_FIGURES, {"equip_total": D(40), "equip_digital": D(45)}),  # a part above its whole
        ("F05", None, {}),
        ("F05", Chosen(options=("Z",)), {}),
        ("F05", Chosen(options=("A", "B")), {}),
        ("F05", BY_FIGURES, WHOLE),  # not asked for figures
        ("S01", AtLevel(level=9), {}),
        ("S01", Chosen(options=("A",)), {}),
    ],
)
def test_what_is_partial_or_not_allowed_is_unanswered(
    code: str, value: Value | None, figures: Mapping[str, D]
) -> None:
    found = sheet(code, value, figures)
    assert found.answers == Answers(questions={}, scenes={})
    assert (code in found.progress.open, found.progress.answered) == (True, 0)


@pytest.mark.parametrize(
    ("code", "value", "figures", "answer"),
    [
        ("F02", BY_FIGURES, WHOLE, Figures(values=WHOLE)),
        ("F02", Chosen(options=("C",)), {"equip_total": D(100)}, Chosen(options=("C",))),
        ("S01", AtLevel(level=0), {}, AtLevel(level=0)),
        ("S01", NotApplicable(reason="outsourced"), {}, NotApplicable(reason="outsourced")),
    ],
)
def test_what_is_whole_is_answered(code: str, value: Value, figures: Mapping[str, D], answer: Value) -> None:
    found = sheet(code, value, figures)
    assert {**found.answers.questions, **found.answers.scenes} == {code: answer}
    assert (code in found.progress.open, found.progress.answered) == (False, 1)
