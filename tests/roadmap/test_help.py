"""What helps a firm with the scenes it works on, and how it is shown."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from enterprises.domain.size import SizeClass
from roadmap.domain.entries import Entry, Evidence
from roadmap.domain.firm import ShownCases
from roadmap.domain.helping import Help, help_for
from roadmap.domain.library import Library, key_of
from roadmap.domain.matching import Applicant, Fit
from roadmap.domain.support import SupportKind, Tier
from roadmap.selectors import library as selectors
from tests.library import committed_library
from tests.roadmap.sectors import make_case, make_library, make_sector, make_solution, make_support, text
from tests.standards.fixtures import demo_points, standard_2024

TODAY = date(2026, 3, 31)
LIBRARY = committed_library()
STANDARD = standard_2024()


def firm(**changes: Any) -> Applicant:
    given: dict[str, Any] = {
        "region": "340800",
        "sector": "general",
        "size": SizeClass.SMALL,
        "level": 1,
        "target": 2,
        "day": TODAY,
    }
    return Applicant(**given | changes)


def helped(*entries: Entry, scenes: tuple[str, ...] = ("S06", "S07"), **changes: Any) -> Help:
    return help_for(
        library=make_library(*entries), applicant=firm(**changes), scenes=scenes, standard=STANDARD
    )


def of_sector(code: str, *scenes: str, **changes: Any) -> Help:
    return help_for(library=LIBRARY, applicant=firm(sector=code, **changes), scenes=scenes, standard=STANDARD)


def page(found: Help, *, language: str = "zh-hans") -> str:
    with translation.override(language):
        return " ".join(render_to_string("roadmap/_help.html", {"help": found}).split())


# --- what is found -------------------------------------------------------------------------------


def test_what_does_not_fit_is_known_with_its_reason_but_not_shown() -> None:
    found = helped(make_support("Z01", region="330100"), make_support("Z02"))
    assert [match.measure.code for match in found.support] == ["Z02"]
    assert [(match.measure.code, match.fit) for match in found.matches] == [
        ("Z02", Fit.FITS),
        ("Z01", Fit.DOES_NOT_FIT),
    ]


def test_small_firms_come_first_then_the_cases_nearest_to_the_scenes() -> None:
    found = helped(
        make_case("C01", sector="general", is_sme=False, scenes=("S06", "S07")),
        make_case("C02", sector="general", scenes=("S01",)),
        make_case("C03", sector="general", scenes=("S07",)),
        make_case("C04", sector="general", scenes=("S06", "S07")),
    )
    assert [case.code for case in found.cases.cases] == ["C04", "C03", "C02", "C01"]


def test_a_sector_without_cases_shows_the_near_one_and_why() -> None:
    found = of_sector("printing", "S06")
    assert [case.code for case in found.cases.cases] == ["C05"]
    assert found.cases.near is not None
    assert found.cases.near.code == "equipment"


def test_without_any_case_none_is_shown() -> None:
    left = LIBRARY.replacing([], without=[key_of(case) for case in LIBRARY.cases])
    found = help_for(library=left, applicant=firm(sector="machinery"), scenes=(), standard=STANDARD)
    assert found.cases == ShownCases()
    assert "案例</h3>" not in page(found)


def test_solutions_serve_a_scene_the_most_serving_first() -> None:
    found = helped(
        make_solution("P01", scenes=("S06",)),
        make_solution("P02", scenes=("S06", "S07")),
        make_solution("P03", scenes=("S01",)),
    )
    assert [solution.code for solution in found.solutions] == ["P02", "P01"]


def test_the_scenes_in_common_are_those_the_firm_works_on() -> None:
    found = helped(scenes=("S07", "S06", "F01"))  # what a plan raises: questions among it
    assert [scene.code for scene in found.scenes] == ["S06", "S07"]
    assert [item.code for item in found.touched(("S01", "S07", "F01"))] == ["S07", "F01"]


def test_a_solution_may_serve_a_question_alone() -> None:
    found = helped(make_solution("P01", scenes=(), questions=("F06",)), scenes=("S06", "F06"))
    assert [solution.code for solution in found.solutions] == ["P01"]
    assert f"<dd>{STANDARD.question('F06').name.zh}</dd>" in page(found)


def test_another_standard_has_no_help() -> None:
    given: dict[str, Any] = {"shelf": LIBRARY, "applicant": firm(), "scenes": ("S06",)}
    assert selectors.help_for(**given, standard=demo_points()) is None
    assert selectors.help_for(**given | {"shelf": Library()}, standard=STANDARD) is None


def test_a_firm_whose_sector_has_ended_is_helped_as_on_the_general_roadmap() -> None:
    found = selectors.help_for(
        shelf=make_library(), applicant=firm(sector="ended"), scenes=(), standard=STANDARD
    )
    assert found is not None
    assert found.applicant.sector == "general"


# --- how it is shown -----------------------------------------------------------------------------


def test_no_empty_box_is_shown_where_there_is_nothing() -> None:
    words = page(helped())
    assert "没有查到适用于安徽省安庆市这类企业的支持政策；可向当地工信部门咨询。" in words
    for absent in ("<article", "<h3", "尚不清楚", "还没有收录", "暂无"):
        assert absent not in words


def test_a_measure_says_when_it_ends_soon() -> None:
    near = make_support(valid_until=TODAY + timedelta(days=33))
    assert "还有 33 天，2026年5月3日止" in page(helped(near))
    assert "天，" not in page(helped(make_support(valid_until=TODAY + timedelta(days=61))))
    assert "还有 60 天" in page(helped(make_support(valid_until=TODAY + timedelta(days=60))))
    assert page(helped(make_support(url="https://example.gov.cn/a"))).count("看原文") == 1


def test_a_support_measure_is_shown_with_all_that_a_firm_asks() -> None:
    measure = make_support(
        type=SupportKind.VOUCHER,
        region="340000",
        sectors=("general", "ended"),
        programmes=(text("试点城市企业"),),
        level_after_low=2,
        tiers=(Tier(cap=Decimal(30)),),
        deadline=TODAY,
        evidence=Evidence.V,
    )
    words = page(helped(measure))
    for said in (
        "服务券",
        "可能适用",
        "市经信局",
        "是否已入选所列名单。",
        "安徽省的企业",
        "细分行业：示例、ended",
        "须已入选：试点城市企业",
        "改造后不低于二级",
        "申报截止：2026年3月31日",
        "单个企业最高 30 万元",
        "申报通知",
        "以发布机关原文和当年申报通知为准",
        "据公开转载核对",
    ):
        assert said in words, said


def test_a_measure_whose_known_conditions_are_met_is_called_so_and_the_deadline_is_to_be_asked_for() -> None:
    words = page(helped(make_support()))
    assert "符合已知条件" in words
    assert words.count("没有写申报截止日期的，请向发布机关查询。") == 1
    assert "还要确认" not in words


def test_a_near_case_is_labelled() -> None:
    words = page(of_sector("printing"))
    assert "本行业暂无可核实案例</p> <p>以下是其他行业（装备）的案例" in words
    assert "无锡高晟成型科技有限公司" in words


def test_cases_say_who_they_are_and_who_reported() -> None:
    words = page(of_sector("textile"))
    assert "大企业标杆" in words
    assert "中小企业" in words
    said = [case for case in LIBRARY.cases_of("textile") if case.self_reported]
    assert words.count("企业口述") == len(said) > 1


def test_a_case_says_what_it_cost_before_what_came_of_it() -> None:
    bought = make_case(sector="general", cost=Decimal(80), duration=text("半年"), effect=text("省 80 万元"))
    assert "<strong>投入 80 万元，半年 → 省 80 万元</strong>" in page(helped(bought))
    assert "<strong>" not in page(helped(make_case(sector="general")))
    assert "规模未知" in page(helped(make_case(sector="general", is_sme=None)))


def test_a_case_says_what_it_has_to_do_with_the_firm() -> None:
    words = page(helped(make_case(sector="general", scenes=("S01", "S06"))))
    name = STANDARD.scene("S06").name.zh
    assert f"与当前要做的场景有关：{name}</p>" in words
    assert "与当前要做的场景有关" not in page(helped(make_case(sector="general", scenes=("S01",))))


def test_a_solution_says_whose_it_is_and_is_not_recommended() -> None:
    words = page(helped(make_solution(price=text("每年 3000 元"))))
    for said in (
        "扫码报工",
        "示例软件",
        "云上使用",
        "按期订阅",
        "每年 3000 元",
        "收录不等于推荐，请自行比较。",
        "据二手资料",
        "产品页",
    ):
        assert said in words, said


def test_what_is_our_own_judgement_is_called_so() -> None:
    assert "编写者判断" in page(helped(make_solution(evidence=Evidence.G)))


@pytest.mark.parametrize("code", [sector.code for sector in LIBRARY.sectors])
def test_every_sector_has_its_help_in_both_languages(code: str) -> None:
    found = of_sector(code, *STANDARD.scene_by_code, region="330106")
    assert "中小企业数字化转型城市试点（第三批）" in page(found)
    assert "third batch" in page(found, language="en")


def test_a_condition_may_name_a_sector_by_what_it_is_called() -> None:
    library = make_library(make_support(sectors=("general", "own")), make_sector(code="own", order=2))
    found = help_for(library=library, applicant=firm(), scenes=(), standard=STANDARD)
    assert "细分行业：示例、示例" in page(replace(found, solutions=()))
