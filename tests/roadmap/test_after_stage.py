"""What finishing a stage leaves missing, and the firm's roadmap as it is shown."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.after_stage import after_stage
from roadmap.domain.firm import FirmRoadmap, firm_roadmap, shown_cases
from roadmap.domain.sector import Sector
from roadmap.wording.firm import after_stage_lead
from standards.domain.answers import Answers
from standards.domain.grading import grade, lower_of
from standards.domain.scoring import score
from standards.domain.standard import Standard
from tests.domain.strategies import complete_answers
from tests.library import committed_library
from tests.roadmap.sectors import at, make_answers
from tests.standards.fixtures import standard_2024

LIBRARY = committed_library()
STANDARD = standard_2024()
EQUIPMENT = LIBRARY.sector_by_code["equipment"]


def place(answers: Answers, *, sector: str = "equipment", size: str = "small") -> FirmRoadmap:
    return firm_roadmap(
        library=LIBRARY,
        sector=sector,
        size=size,
        standard=STANDARD,
        answers=answers,
    )


@pytest.mark.parametrize(
    ("stage", "rest", "raised", "short"),
    [
        # 二级 needs 6 scenes, 3 of them constrained; 起步 raises S01 and S06, both constrained.
        ("start", 0, ("S01", "S06"), (4, 1)),
        # 三级 needs 8 and 5; 贯通 raises S02, S05 (neither constrained), S11 and S07.
        ("integrate", 0, ("S02", "S05", "S11", "S07"), (4, 3)),
        # 四级 needs 10 and 6; 协同 raises S04, S16 (neither constrained) and S11.
        ("collaborate", 3, ("S04", "S11", "S16"), (7, 5)),
        # Everything at 2: nothing rises and nothing is missing on the scene side.
        ("start", 2, (), (0, 0)),
    ],
)
def test_after_a_stage_by_hand(
    stage: str, rest: int, raised: tuple[str, ...], short: tuple[int, int]
) -> None:
    left = after_stage(STANDARD, make_answers(STANDARD, rest=rest), EQUIPMENT, stage)
    assert left.raised == raised
    assert (left.missing.scenes_short, left.missing.constrained_short) == short
    assert left.missing.level == EQUIPMENT.stage(stage).target_level


def test_points_are_missing_as_before() -> None:
    answers = make_answers(STANDARD)
    total = score(STANDARD, answers).total.points
    left = after_stage(STANDARD, answers, EQUIPMENT, "collaborate")
    assert left.missing.points_short == max(Decimal(0), 80 - total)


def test_not_applicable_scenes_cannot_be_raised() -> None:
    left = after_stage(STANDARD, make_answers(STANDARD, at(S06=None)), EQUIPMENT, "start")
    assert left.raised == ("S01",)
    assert (left.missing.scenes_short, left.missing.constrained_short) == (5, 2)


def test_unanswered_scenes_of_the_stage_are_raised_too() -> None:
    assert after_stage(STANDARD, Answers(), EQUIPMENT, "start").raised == ("S01", "S06")


def test_no_stage_gives_its_level_to_a_beginner_by_itself() -> None:
    """True of all sectors, which is why no page may promise it."""
    beginner = make_answers(STANDARD)
    for roadmap in LIBRARY.sectors:
        for stage in roadmap.stages:
            missing = after_stage(STANDARD, beginner, roadmap, stage.code).missing
            assert missing.to_raise > 0, f"{roadmap.code} {stage.code}"


@given(st.sampled_from(LIBRARY.sectors), complete_answers(STANDARD))
def test_what_is_called_enough_after_a_stage_does_give_the_level(roadmap: Sector, answers: Answers) -> None:
    for stage in roadmap.stages:
        left = after_stage(STANDARD, answers, roadmap, stage.code)
        raised = at(**dict.fromkeys(left.raised, stage.target_level))
        after = grade(STANDARD, Answers(questions=answers.questions, scenes={**answers.scenes, **raised}))
        if left.missing.nothing:
            assert after.level >= stage.target_level
        else:
            # A higher level may ask for less than a lower one only where both sides already stand higher.
            assert (
                lower_of(after.score_level, after.scene_level) < stage.target_level
                or after.level > stage.target_level
            )


def test_measures_are_described_once_and_then_referred_to() -> None:
    stage = place(make_answers(STANDARD)).stages[1]
    # Weights: S05 5, then S02, S07, S11 with 4; one measure serves S05 and S11.
    assert [advice.gap.scene for advice in stage.advice] == ["S05", "S02", "S07", "S11"]
    assert [measure.title.zh for measure in stage.advice[0].measures] == ["项目制排程与齐套检查"]
    assert stage.advice[3].measures == ()
    assert [measure.title.zh for measure in stage.advice[3].described_before] == ["项目制排程与齐套检查"]


def test_the_first_unfinished_stage_is_the_current_one() -> None:
    shown = place(make_answers(STANDARD, at(S01=2, S06=3)))
    assert [stage.current for stage in shown.stages] == [False, True, False]


def test_with_nothing_left_to_do_there_is_no_current_stage() -> None:
    shown = place(make_answers(STANDARD, rest=4))
    assert shown.current is None
    assert [stage.percent for stage in shown.stages] == ["100", "100", "100"]


@pytest.mark.parametrize("rest", [0, 2, 4])
def test_a_firm_past_a_stage_reads_that_it_is(rest: int) -> None:
    answers = make_answers(STANDARD, rest=rest)
    level = grade(STANDARD, answers).level
    for stage in place(answers).stages:
        assert stage.after.reached is (level >= stage.stage.target_level)
        assert stage.after.missing.nothing or not stage.after.reached
        assert after_stage_lead(stage).startswith("企业已达到") is stage.after.reached


def test_not_applicable_scenes_get_no_advice_but_are_named() -> None:
    stage = place(make_answers(STANDARD, at(S01=None, S06=1))).stages[0]
    assert [advice.gap.scene for advice in stage.advice] == ["S06"]
    assert [scene.code for scene in stage.not_applicable] == ["S01"]
    assert stage.percent == "50"


def test_a_stage_that_lacks_anything_is_not_said_to_be_complete() -> None:
    stage = place(make_answers(STANDARD, rest=4)).stages[0]
    nearly = replace(stage, alignment=replace(stage.alignment, value=Decimal("0.9999")))
    assert nearly.percent == "99"


def test_requirement_is_the_standards_text_at_the_target() -> None:
    advice = place(make_answers(STANDARD)).stages[0].advice[0]
    assert advice.requirement == STANDARD.scene("S01").levels[1].text
    assert (advice.gap.level, advice.target_name.zh) == (0, "二级")


@pytest.mark.parametrize(
    ("size", "costs"),
    [
        ("micro", [(1, 8), (5, 20), None]),
        ("small", [(5, 40), (30, 150), (80, 300)]),
        ("medium", [(20, 100), (100, 400), (200, 1000)]),
        ("large", [None, None, None]),
        ("unknown", [None, None, None]),
    ],
)
def test_estimates_by_size(size: str, costs: list[tuple[int, int] | None]) -> None:
    shown = place(make_answers(STANDARD), size=size)
    estimates = [stage.estimate for stage in shown.stages]
    assert [(int(e.cost_low), int(e.cost_high)) if e else None for e in estimates] == costs


def test_own_cases_come_smes_first() -> None:
    cases = shown_cases(LIBRARY, "textile")
    kinds = [case.is_sme for case in cases.cases]
    assert kinds == sorted(kinds, key=lambda is_sme: not is_sme)
    assert [case.code for case in cases.cases][:2] == ["C06", "C07"]
    assert cases.near is None


def test_a_sector_without_a_case_shows_a_labelled_one() -> None:
    cases = shown_cases(LIBRARY, "printing")
    assert [case.code for case in cases.cases] == ["C05"]
    assert cases.near is not None
    assert cases.near.code == "equipment"
    assert cases.why is not None


def test_a_roadmap_does_not_fit_a_standard_without_its_scenes() -> None:
    def without(standard: Standard) -> Standard:
        scene = standard.scene_by_code["S06"]
        kept = {code: value for code, value in standard.scene_by_code.items() if code != scene.code}
        copy = object.__new__(Standard)
        copy.__dict__.update({**standard.__dict__, "scene_by_code": kept})
        return copy

    assert EQUIPMENT.fits(STANDARD)
    assert not EQUIPMENT.fits(without(STANDARD))
