"""Alignment and gaps: worked by hand, and what holds for any answers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.alignment import alignment, stage_alignment
from roadmap.domain.gaps import gaps
from roadmap.domain.result import roadmap_result
from roadmap.domain.sector import Sector
from standards.domain.answers import AtLevel, NotApplicable, SceneAnswer
from tests.library import committed_library
from tests.roadmap.sectors import ALL, NA, at, make_sector, make_stage

SECTORS = committed_library().sectors

# S01 weighs 5 and S06 3; S02 is not weighted, hence 1; S12 weighs 2, stands in no stage: in integrate.
EXAMPLE = make_sector(
    stages=(
        make_stage("start", 2, "S01", "S02"),
        make_stage("integrate", 3, "S06", "S01"),
        make_stage("collaborate", 4, "S06"),
    ),
    weights={"S01": 5, "S06": 3, "S12": 2},
)

# id: scenes, start, integrate, collaborate
BY_HAND = {
    "nothing reached is zero, not unknown": (at(S01=0, S02=0, S06=0, S12=0), "0.0000", "0.0000", "0.0000"),
    "every target reached": (at(S01=3, S02=2, S06=4, S12=3), "1.0000", "1.0000", "1.0000"),
    # (5·2 + 1·1)/(2·6) = 11/12; (3·1 + 5·2 + 2·3)/(3·10) = 19/30; (3·1)/(4·3) = 1/4
    "levels count up to the target": (at(S01=2, S02=1, S06=1, S12=4), "0.9167", "0.6333", "0.2500"),
    # 1·1/(2·1) = 1/2, S01 left out; (3·3 + 2·0)/(3·5) = 3/5; (3·3)/(4·3) = 3/4
    "not applicable is left out": (at(S01=None, S02=1, S06=3, S12=0), "0.5000", "0.6000", "0.7500"),
    # S02 open: start unknown; (3·2 + 5·1 + 2·2)/30 = 15/30; (3·2)/12 = 1/2
    "one unanswered scene makes its stage unknown": (at(S01=1, S06=2, S12=2), None, "0.5000", "0.5000"),
    "a weighted scene in no stage counts in integrate": (at(S01=3, S02=2, S06=4), "1.0000", None, "1.0000"),
    # collaborate has S06 only; (5·2 + 2·3)/(3·7) = 16/21
    "nothing applicable is unknown": (at(S01=2, S02=2, S06=None, S12=3), "1.0000", "0.7619", None),
}  # fmt: skip


@pytest.mark.parametrize("name", BY_HAND)
def test_alignment_by_hand(name: str) -> None:
    scenes, *expected = BY_HAND[name]
    values = alignment(EXAMPLE, scenes)
    assert list(values) == ["start", "integrate", "collaborate"]
    assert [None if value is None else str(value) for value in values.values()] == expected


@pytest.mark.parametrize(
    ("weights", "levels", "expected"),
    [
        # 1/160 = 0.00625 needs five places: the half goes to the even neighbour 0.0062.
        ((1, 5, 5, 5, 5, 5, 5, 5, 4), (1, 0, 0, 0, 0, 0, 0, 0, 0), "0.0062"),
        # 3/160 = 0.01875, up to the even 0.0188.
        ((3, 5, 5, 5, 5, 5, 5, 5, 2), (1, 0, 0, 0, 0, 0, 0, 0, 0), "0.0188"),
    ],
)
def test_half_goes_to_the_even_neighbour(
    weights: tuple[int, ...], levels: tuple[int, ...], expected: str
) -> None:
    stages = (make_stage("start", 2, "S16"), make_stage("integrate", 4, *ALL[:9]))
    roadmap = make_sector(stages=stages, weights=dict(zip(ALL, weights, strict=False)))
    scenes: dict[str, SceneAnswer] = {
        scene: AtLevel(level=level) for scene, level in zip(ALL, levels, strict=False)
    }
    assert str(alignment(roadmap, scenes)["integrate"]) == expected


def test_worked_example_of_the_method_document() -> None:
    machinery = next(sector for sector in SECTORS if sector.code == "machinery")
    # (5·2 + 5·1 + 3·2)/(13·2) = 21/26
    assert str(alignment(machinery, at(S08=2, S06=1, S12=3))["start"]) == "0.8077"


def test_left_out_and_unanswered_scenes_stand_beside_the_value() -> None:
    aligned = stage_alignment(EXAMPLE, EXAMPLE.stage("integrate"), at(S06=None, S01=2))
    assert (aligned.not_applicable, aligned.unanswered) == (("S06",), ("S12",))


def test_gaps_follow_stage_then_weight_and_repeat_per_stage() -> None:
    found = gaps(EXAMPLE, at(S01=1, S02=0, S12=None))
    assert [(gap.stage, gap.scene, gap.level, gap.na, gap.target, gap.weight) for gap in found] == [
        ("start", "S01", 1, False, 2, 5),
        ("start", "S02", 0, False, 2, 1),
        ("integrate", "S01", 1, False, 3, 5),
        ("integrate", "S06", None, False, 3, 3),
        ("integrate", "S12", 0, True, 3, 2),
        ("collaborate", "S06", None, False, 4, 3),
    ]


def test_result_keys_are_plain_data() -> None:
    assert roadmap_result(EXAMPLE, at(S01=2, S02=2, S06=4, S12=None)) == {
        "alignment": {"start": "1.0000", "integrate": "0.7917", "collaborate": "1.0000"},  # 19/24
        "gaps": [
            {"scene": "S01", "level": 2, "target": 3, "stage": "integrate", "weight": 5},
            {"scene": "S12", "level": 0, "na": True, "target": 3, "stage": "integrate", "weight": 2},
        ],
    }


def test_without_a_sector_the_result_keys_are_empty() -> None:
    assert roadmap_result(None, at(S01=1)) == {"alignment": {}, "gaps": []}


def test_an_unknown_stage_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="finish"):
        EXAMPLE.stage("finish")


answers = st.one_of(st.integers(0, 4).map(lambda level: AtLevel(level=level)), st.just(NA))
complete = st.fixed_dictionaries(dict.fromkeys(ALL, answers))
partial = st.dictionaries(st.sampled_from(ALL), answers)
sector = st.sampled_from(SECTORS)


@given(sector, partial)
def test_alignment_lies_between_0_and_1(roadmap: Sector, scenes: dict[str, SceneAnswer]) -> None:
    for value in alignment(roadmap, scenes).values():
        assert value is None or 0 <= value <= 1


@given(sector, complete, st.sampled_from(ALL))
def test_raising_a_scene_never_lowers_alignment(
    roadmap: Sector, scenes: dict[str, SceneAnswer], scene: str
) -> None:
    match scenes[scene]:
        case AtLevel(level=level) if level < 4:
            raised = alignment(roadmap, {**scenes, scene: AtLevel(level=level + 1)})
        case _:
            return
    for stage, value in alignment(roadmap, scenes).items():
        after = raised[stage]
        assert (value is None) == (after is None)
        assert value is None or after is None or after >= value


@given(sector, complete)
def test_what_is_not_applicable_does_not_count(roadmap: Sector, scenes: dict[str, SceneAnswer]) -> None:
    for stage in roadmap.stages:
        kept = [s for s in roadmap.scenes_of(stage.code) if not isinstance(scenes[s], NotApplicable)]
        value = stage_alignment(roadmap, stage, scenes).value
        if not kept:
            assert value is None
            continue
        total, weight = Decimal(0), 0
        for code in kept:
            answer = scenes[code]
            assert isinstance(answer, AtLevel)
            share = Decimal(min(answer.level, stage.target_level)) / stage.target_level
            total += roadmap.weight(code) * share
            weight += roadmap.weight(code)
        assert value is not None
        assert abs(total / weight - value) <= Decimal("0.00005") + Decimal("1e-20")


@given(sector, complete)
def test_a_stage_is_complete_exactly_when_it_has_no_gap_to_close(
    roadmap: Sector, scenes: dict[str, SceneAnswer]
) -> None:
    open_stages = {gap.stage for gap in gaps(roadmap, scenes) if not gap.na}
    for stage, value in alignment(roadmap, scenes).items():
        if value is not None:
            assert (value == 1) == (stage not in open_stages)
