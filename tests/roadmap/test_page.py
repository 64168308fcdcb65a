"""The roadmap's section of the result page."""

from dataclasses import replace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from roadmap.domain.entries import Kind
from roadmap.domain.firm import FirmRoadmap, ShownCases, firm_roadmap, shown_cases
from roadmap.domain.library import key_of
from tests.library import committed_library
from tests.roadmap.sectors import at, make_answers
from tests.standards.fixtures import standard_2024

LIBRARY = committed_library()
STANDARD = standard_2024()
EVERYTHING: dict[str, Any] = dict.fromkeys(STANDARD.scene_by_code, 4)


def place(sector: str = "machinery", *, size: str = "small", **scenes: int | None) -> FirmRoadmap:
    return firm_roadmap(
        library=LIBRARY,
        sector=sector,
        size=size,
        standard=STANDARD,
        answers=make_answers(STANDARD, at(**scenes)),
    )


def page(roadmap: FirmRoadmap | None, *, language: str = "zh-hans", **context: object) -> str:
    with translation.override(language):
        return " ".join(render_to_string("roadmap/_roadmap.html", {"roadmap": roadmap, **context}).split())


def test_captions_are_worded_as_agreed() -> None:
    words = page(place())
    assert "路线图完成度（仅供参考，非官方）" in words
    assert (
        words.count("参考估算：按企业规模估计，仅软件、采集与实施，不含设备更新，未经行业人员复核，非报价")
        == 1
    )
    assert "行业总体目标，不是对单个企业的要求" in words


def test_gaps_come_with_what_to_do_and_what_the_standard_asks() -> None:
    words = page(place(S08=1))
    assert "一级 → 二级" in words
    assert "未达一级 → 二级" in words
    assert "机床状态采集：先给瓶颈机床装采集盒" in words
    assert f"二级要求：{STANDARD.scene('S08').levels[1].text.zh}" in words


def test_a_stage_promises_no_level() -> None:
    words = page(place())
    assert "做完本阶段不等于达到二级。按本次填报试算，做完后还缺：" in words
    assert "还需 3 个场景达到二级" in words  # 6 needed; S06, S08, S12 are raised and all constrained


def test_only_the_current_stage_is_open() -> None:
    assert page(place()).count('<details class="card" open>') == 1
    assert '<details class="card" open>' not in page(place(**EVERYTHING))


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ("small", "5–40 万元"),
        ("small", "投入（小型企业）"),
        ("micro", "这一规模的企业一般不单独投入本阶段，不作估算。"),
        ("large", "大型企业差异大，不作估算。"),
        ("unknown", "企业规模无法判定，不作估算；补全企业资料后可显示。"),
    ],
)
def test_cost_or_why_there_is_none(size: str, words: str) -> None:
    assert words in page(place(size=size))


def test_another_ruler_is_marked_and_missing_targets_said() -> None:
    assert "是另一把尺" in page(place("machinery"))
    assert "是另一把尺" not in page(place("auto"))
    assert "本行业未检得适用于中小企业的量化目标。" in page(place("energy"))


def test_a_stage_whose_scenes_are_all_not_applicable_has_no_completion() -> None:
    assert "（场景到二级；场景均不涉及，不计算）" in page(place(S06=None, S08=None, S12=None))


def test_where_no_scene_applies_nothing_is_called_reached() -> None:
    nothing: dict[str, Any] = dict.fromkeys(EVERYTHING)
    words = page(place(**nothing))
    assert "请核对是否确实不涉及" in words
    assert "都已达到目标" not in words


def test_a_stage_that_is_behind_the_firm_is_called_so() -> None:
    words = page(place(**EVERYTHING))
    assert words.count("已达到二级") == 1
    assert "做完后离二级" not in words


def test_figures_at_second_hand_are_called_so() -> None:
    assert "据二手资料" in page(place("electronics"))


def test_not_applicable_scenes_are_named_as_left_out() -> None:
    words = page(place(S08=None))
    assert "不涉及，未计入完成度：设备管理。定级时按未达到计。" in words


def test_unanswered_scenes_leave_the_completion_open() -> None:
    answers = make_answers(STANDARD)
    scenes = {code: answer for code, answer in answers.scenes.items() if code != "S06"}
    shown = firm_roadmap(
        library=LIBRARY,
        sector="machinery",
        size="small",
        standard=STANDARD,
        answers=type(answers)(questions=answers.questions, scenes=scenes),
    )
    words = page(shown)
    assert "有场景未填，暂不计算" in words
    assert "未填 → 二级" in words


def test_the_sector_can_be_changed_where_the_page_offers_it() -> None:
    form = page(place(), sector_url="/s/1/sector/", sector_choices=LIBRARY.sectors[:2])
    assert 'action="/s/1/sector/"' in form
    assert '<option value="machinery" selected>机械</option>' in form
    assert "<form" not in page(place())
    assert "<form" not in page(place(), sector_url="/s/1/sector/", sector_choices=LIBRARY.sectors[:1])


def test_without_a_roadmap_the_page_says_so() -> None:
    assert "这套评测指标暂无细分行业路线图。" in page(None)


@pytest.mark.parametrize("code", [sector.code for sector in LIBRARY.sectors])
def test_every_sector_renders_in_both_languages(code: str) -> None:
    sector = LIBRARY.sector_by_code[code]
    assert sector.scope.zh in page(place(code))
    english = page(place(code), language="en")
    assert sector.stages[0].name.en in english
    assert "style=" not in english


def test_a_scene_whose_measures_have_lapsed_is_left_to_the_standards_words() -> None:
    left = LIBRARY.replacing([], without=[key_of(m) for m in LIBRARY.measures if m.serves("machinery")])
    shown = firm_roadmap(
        library=left, sector="machinery", size="small", standard=STANDARD, answers=make_answers(STANDARD)
    )
    words = page(shown)
    assert "暂无现行举措，请先对照等级要求。" in words
    assert f"二级要求：{STANDARD.scene('S08').levels[1].text.zh}" in words
    assert "典型系统</dt><dd>暂无</dd>" in words


def test_a_near_case_whose_sector_has_ended_is_not_shown() -> None:
    left = LIBRARY.replacing([], without=[(Kind.SECTOR, "equipment")])
    assert shown_cases(left, "printing") == ShownCases()


def test_an_own_case_is_shown_before_a_near_one() -> None:
    own = replace(LIBRARY.case_by_code["C05"], code="C99", sector="printing")
    cases = shown_cases(LIBRARY.replacing([own]), "printing")
    assert ([case.code for case in cases.cases], cases.near) == (["C99"], None)
